//! What `add` and `rename` do with letters that cannot be read, and with signs that do not show.

use std::fs;

use super::support::Sandbox;

/// A text in UTF-16 with a byte order mark.
fn wide(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(order).collect()
}

/// Every file of a data folder.
fn files(sandbox: &Sandbox) -> Vec<(String, Vec<u8>)> {
    let name = |path: &std::path::Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let paths = fs::read_dir(sandbox.data()).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = paths.map(|p| (name(&p), fs::read(&p).unwrap())).collect();
    files.sort();
    files
}

#[test]
fn a_rename_refuses_files_it_cannot_read_that_hold_the_id() {
    let events = "id,date,title,actors\ne1,2024,t,ann\n";
    let utf32 = "id,name\nann,Ann\n".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    for (name, content, why) in [
        ("actors", wide("id,name\nann,Ann\n", u16::to_le_bytes), "the file is UTF-16LE"),
        ("actors", utf32, "the file is UTF-32LE"),
        ("events-2", wide("id,date,title,actors\n,2025,u,ann\n", u16::to_be_bytes), "UTF-16BE"),
        (
            "event_links",
            wide("event,relation,other\nann,before,e1\n", u16::to_le_bytes),
            "UTF-16LE",
        ),
        ("events-2", b"date;title;actors\n2025;y;ann\n".to_vec(), "separated by semicolons"),
        ("events-2", b"2025,y,ann\n2025,z,ann\n".to_vec(), "the first row is no header"),
    ] {
        let file = format!("data/{name}.csv");
        let sandbox = Sandbox::new().csv("events", events).bytes(&file, &content);
        let before = files(&sandbox);
        for options in [&["--dry-run"][..], &[]] {
            let run = sandbox.run(["rename", "ann", "b"].iter().chain(options)).code(1).stdout("");
            run.stderr_has(&format!("`{name}.csv` holds `ann` and cannot be read: "))
                .stderr_has(why);
        }
        assert_eq!(files(&sandbox), before);
    }
}

#[test]
fn a_rename_goes_on_beside_a_file_that_cannot_be_read_and_lacks_the_id() {
    let sandbox = Sandbox::new()
        .csv("events", "date,title,actors\n2024,t,ann\n")
        .bytes("data/events-2.csv", &wide("date,title,actors\n2025,u,joann\n", u16::to_le_bytes));
    sandbox.run(["rename", "ann", "anna"]).code(0).stdout("renamed actors/ann to anna: 1 cell\n");
}

#[test]
fn a_rename_leaves_signs_that_do_not_show_around_the_id() {
    for hidden in ["\u{200b}", "\u{ad}", "\u{200e}", "\u{a0}", "\u{2060}"] {
        let sandbox = Sandbox::new()
            .csv(
                "events",
                &format!("date,title,actors\n2024,t,{hidden}ann\n2025,u,bob;{hidden}ann :host\n"),
            )
            .csv("actors", &format!("id,name\n{hidden}ann{hidden},Ann\nbob,Bob\n"));
        sandbox.run(["rename", "ann", "b"]).code(0).stdout("renamed actors/ann to b: 3 cells\n");
        let events = format!("date,title,actors\n2024,t,{hidden}b\n2025,u,bob;{hidden}b :host\n");
        assert_eq!(sandbox.read("data/events.csv"), events);
        let actors = format!("id,name\n{hidden}b{hidden},Ann\nbob,Bob\n");
        assert_eq!(sandbox.read("data/actors.csv"), actors);
    }
}

#[test]
fn a_row_is_there_already_whatever_does_not_show_around_its_cells() {
    for hidden in ["\u{200b}", "\u{ad}", "\u{200e}"] {
        let events = format!("id,date,title\n{hidden}e1,2024,t\ne2,2024,{hidden}u\n");
        let sandbox = Sandbox::new().csv("events", &events);
        sandbox
            .run(["add", "--id", "e1", "--date", "2024", "--title", "t"])
            .code(0)
            .stderr_has("already there, at events.csv:2");
        sandbox
            .run(["add", "--date", "2024", "--title", "u"])
            .code(0)
            .stderr_has("already there, at events.csv:3");
        assert_eq!(sandbox.read("data/events.csv"), events);
        sandbox
            .run(["add", "--date", "2025", "--title", "v"])
            .code(0)
            .stdout("added e3  2025  v\n");
    }
}

#[test]
fn a_damaged_letter_of_a_wide_file_is_not_replaced() {
    let sound = wide("date,title\n2024,Kyjev\u{fffd}\u{1f600}!\n", u16::to_le_bytes);
    let mut alone = sound.clone();
    let at = alone.windows(2).position(|pair| pair == 0xDE00u16.to_le_bytes()).unwrap();
    alone.drain(at..at + 2);
    let cut = sound[..sound.len() - 1].to_vec();
    let mut utf32: Vec<u8> =
        "date,title\n2024,x\n".chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
    utf32.pop();
    for (content, code, place) in [
        (alone, "utf-16", "in.csv:2:12"),
        (cut, "utf-16", "in.csv:2:14"),
        (utf32, "utf-32", "in.csv:2:7"),
    ] {
        let sandbox = Sandbox::new().csv("events", "date,title\n").bytes("in.csv", &content);
        let run = sandbox.run(["add", "in.csv"]).code(1).stdout("");
        let run = run.stderr_has(&format!("error[{code}]: the file is damaged: bytes here are no"));
        run.stderr_has(place).stderr_has("nothing was added");
        assert_eq!(sandbox.read("data/events.csv"), "date,title\n");
    }
    let sandbox = Sandbox::new().csv("events", "date,title\n").bytes("in.csv", &sound);
    sandbox.run(["add", "in.csv"]).code(0).stdout("added 2024  Kyjev\u{fffd}\u{1f600}!\n");
}

#[test]
fn what_is_utf_8_is_not_read_in_another_encoding() {
    let content = b"date;title\n2024;\xcf\xf3\xf2\xe8\xed\n2025-13;\xd2\xe5\xf1\xf2\n";
    let sandbox = Sandbox::new().csv("events", "date,title\n").bytes("en.csv", content);
    let add = |file| ["add", file, "--encoding", "windows-1251", "--accept-good"];
    sandbox.run(add("en.csv")).code(1).stdout("added 2024  Путин\n").stderr_has(
        "1 refused row put into en.refused.csv, which is UTF-8: add it without --encoding",
    );
    let mended = sandbox.read("en.refused.csv").replace("2025-13", "2025-12");
    let sandbox = sandbox.bytes("en.refused.csv", mended.as_bytes());
    let run = sandbox.run(add("en.refused.csv")).code(1).stdout("");
    run.stderr_has("the file is not windows-1251 but UTF-8: its letters would become `РўРµСЃ`")
        .stderr_has("leave --encoding out");
    sandbox.run(["add", "en.refused.csv", "--encoding", "utf-8"]).code(0);
    assert_eq!(sandbox.read("data/events.csv"), "date,title\n2024,Путин\n2025-12,Тест\n");
}

#[test]
fn letters_are_not_mixed_with_those_of_another_encoding() {
    let events = b"date,title,actors\n2024,M\xfcller,\n2024,x,ann\n";
    let sandbox = Sandbox::new().bytes("data/events.csv", events);
    let add = |title| ["add", "--date", "2025", "--title", title];
    let run = sandbox.run(add("Zürich")).code(1).stdout("");
    run.stderr_has("the letters of `events.csv` are not UTF-8, they look like windows-1252")
        .stderr_has("iconv -f windows-1252 -t UTF-8 events.csv");
    assert_eq!(fs::read(sandbox.data().join("events.csv")).unwrap(), events);
    sandbox.run(add("plain")).code(0);
    // One line in another encoding among lines in UTF-8 does not make them another.
    let sandbox =
        sandbox.bytes("data/events.csv", b"date,title\n2024,M\xfcller\n2024,K\xc3\xb6ln\n");
    sandbox.run(add("Zürich")).code(0);
}

#[test]
fn letters_that_were_lost_before_are_told() {
    for (lost, said) in [
        ("Gr\u{fffd}\u{fffd}e", "a letter is lost in `Gr"),
        ("Gr\u{94}\u{e1}e", "a control character stands for a letter in `Gr"),
    ] {
        let events = format!("date,title\n2023,« Zürich », 10\u{a0}°C\n2024,{lost}\n2025,{lost}\n");
        let events = events.replace("», 10", "» 10").replace("date", "\u{85}\ndate");
        let sandbox = Sandbox::new().csv("events", &events).bytes("in.csv", events.as_bytes());
        let run = sandbox.run(["check"]).code(0).stdout_has(said).stdout_has("events.csv:4:8");
        let _ = run.stdout_has("0 errors, 2 warnings").stdout_has("warning[mojibake]");
        let sandbox = sandbox.csv("events", "date,title\n");
        let run = sandbox.run(["add", "in.csv"]).code(0).stderr_has(said).stderr_has("in.csv:4:8");
        assert_eq!(run.errors().matches("[mojibake]").count(), 1);
    }
}

#[test]
fn japanese_letters_of_old_mails_are_told() {
    let text = "date,title\n2024-01-01,\x1b$B2qCL\x1b(B\n";
    let said = "is text in ISO-2022-JP, read in the wrong encoding";
    let sandbox = Sandbox::new().csv("events", text).bytes("in.csv", text.as_bytes());
    let _ = sandbox.run(["check"]).code(0).stdout_has("1 warning[mojibake]").stdout_has(said);
    let sandbox = sandbox.csv("events", "date,title\n");
    let _ = sandbox.run(["add", "in.csv", "--dry-run"]).code(0).stderr_has(said);
    let read = ["add", "in.csv", "--encoding", "iso-2022-jp"];
    let _ = sandbox.run(read).code(0).stdout("added 2024-01-01  会談\n");
}

/// That `check` and `add` tell of a row in a file of events, each once, what they say, and where.
fn told_once(row: &str, said: &str, place: &str) {
    let text = format!("date,title,place\n2024-01-01,What?? – was it???,???\n{row}\n");
    let sandbox = Sandbox::new().csv("events", &text).bytes("in.csv", text.as_bytes());
    let run = sandbox.run(["check"]).code(0).stdout_has("0 errors, 1 warning");
    let _ = run.stdout_has("1 warning[mojibake]").stdout_has(said).stdout_has(place);
    let sandbox = sandbox.csv("events", "date,title,place\n");
    let run = sandbox.run(["add", "in.csv"]).code(0).stderr_has(said).stderr_has(place);
    assert_eq!(run.errors().matches("[mojibake]").count(), 1);
}

#[test]
fn letters_that_a_spreadsheet_made_question_marks_are_told() {
    let row = "2024-01-02,??????? ????????,????? ??????";
    told_once(row, "letters have become question marks: `??????? ????????`", ":3:12");
}

#[test]
fn letters_in_the_codes_of_other_programs_are_told() {
    let said = "`<U+0437><U+0443><U+0441>` is `зус`, in the codes of another program";
    told_once("2024-01-02,<U+0437><U+0443><U+0441>,Rome", said, ":3:12");
    told_once("2024-01-02,Call_x000D_ again,Rome", "`_x000D_` is a line end", ":3:16");
}

#[test]
fn letters_read_as_mac_roman_or_latin_1_are_told() {
    told_once("2024-01-02,J√∂rg calls,M√ºnchen", "`√∂` is probably `ö`", ":3:13");
    let said = "`Âñòðå÷à` is probably `Встреча`, read in the wrong encoding";
    told_once("2024-01-02,Âñòðå÷à ìèíèñòðà â Ìîñêâå,Rome", said, ":3:12");
}
