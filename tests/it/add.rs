//! `annals add`: what goes in, what is refused, and that nothing else is touched.

use std::fs;

use super::support::Sandbox;

const EVENTS: &str = "id,date,title,actors,sources\ne001,2025-01-02,First,ann:host;bob,s1\ne002,2025-02,Second,bob,s1\n";
const ACTORS: &str = "id,name\nann,Ann Lee\nbob,Bob Stone\n";
const SOURCES: &str = "id,title,url\ns1,Daily,https://daily.example/1\n";

/// A small sound folder.
fn folder() -> Sandbox {
    Sandbox::new().csv("events", EVENTS).csv("actors", ACTORS).csv("sources", SOURCES)
}

/// The folder with a colleague's file beside it.
fn with(input: &str) -> Sandbox {
    folder().bytes("in.csv", input.as_bytes())
}

/// The file of events as it is now.
fn events(sandbox: &Sandbox) -> String {
    sandbox.read("data/events.csv")
}

#[test]
fn rows_go_to_the_end_in_the_columns_of_the_target() {
    let sandbox =
        with("title,sources,date,actors\nThird,s1#p. 3,2025-03-04,ann\n\"A, b\",,2025-03,\n");
    sandbox
        .run(["add", "in.csv"])
        .code(0)
        .stdout("added e003  2025-03-04  Third\nadded e004  2025-03  A, b\n");
    assert_eq!(
        events(&sandbox),
        format!("{EVENTS}e003,2025-03-04,Third,ann,s1#p. 3\ne004,2025-03,\"A, b\",,\n")
    );
}

#[test]
fn adding_twice_adds_nothing() {
    let sandbox = with("date,title,actors\n2025-03-04,Third,ann\n2025-03-04,Third,ann\n");
    sandbox.run(["add", "in.csv"]).code(0).stderr_has("in.csv:3: already there, at in.csv:2");
    let once = events(&sandbox);
    let again = sandbox.run(["add", "in.csv"]).code(0).stdout("");
    again.stderr_has("in.csv:2: already there, at events.csv:4").stderr_has("nothing to add");
    assert_eq!(events(&sandbox), once);
}

#[test]
fn an_event_that_is_there_in_other_words_is_said_and_not_changed() {
    let sandbox = with("date,title,actors,sources\n2025-02,Second,bob,s1#p. 2\n");
    let run = sandbox.run(["add", "in.csv"]).code(0);
    run.stderr_has("already there, at events.csv:3, with other words in `sources`: not changed");
    assert_eq!(events(&sandbox), EVENTS);
}

#[test]
fn the_order_of_actors_does_not_make_another_event() {
    let sandbox = with("date,title,actors\n2025-01-02,First,bob; ann:host\n");
    sandbox.run(["add", "in.csv"]).code(0).stderr_has("already there, at events.csv:2");
    assert_eq!(events(&sandbox), EVENTS);
}

#[test]
fn an_event_is_there_though_its_actors_go_by_their_names() {
    let sandbox = with(
        "date,title,actors\n2025-01-02,First,Bob Stone;Ann Lee: host\n2025-02,Second,Ann Lee\n",
    );
    sandbox.run(["add", "in.csv"]).code(0).stderr_has("in.csv:2: already there, at events.csv:2");
    assert_eq!(events(&sandbox), format!("{EVENTS}e003,2025-02,Second,Ann Lee,\n"));
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_one_event_is_shown_before_it_is_written() {
    let sandbox = folder();
    for (answer, there) in [("n", false), ("y", true)] {
        let shown = on_a_terminal(&sandbox, "add --date 2026 --title 'At night'", answer);
        assert!(
            shown.contains("title: At night") && shown.contains("add this to events.csv?"),
            "{shown}"
        );
        assert_eq!(events(&sandbox).contains("At night"), there, "{shown}");
    }
}

/// What the program shows on a terminal where its question gets this answer.
#[cfg(target_os = "linux")]
fn on_a_terminal(sandbox: &Sandbox, arguments: &str, answer: &str) -> String {
    asked(sandbox, arguments, (answer, || ()))
}

/// The same where something happens before the answer.
#[cfg(target_os = "linux")]
fn asked(sandbox: &Sandbox, arguments: &str, (answer, happens): (&str, impl Fn())) -> String {
    use std::io::{Read, Write};
    use std::process::{Command, Stdio};
    let line = format!("{} {arguments}", env!("CARGO_BIN_EXE_annals"));
    let mut child = Command::new("script")
        .args(["-qec", &line, "typescript"])
        .current_dir(sandbox.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut shown, mut part) = (Vec::new(), [0; 1024]);
    let mut output = child.stdout.take().unwrap();
    while !shown.ends_with(b"[Y/n] ") {
        let count = output.read(&mut part).unwrap();
        assert!(count > 0, "{}", String::from_utf8_lossy(&shown));
        shown.extend(&part[..count]);
    }
    happens();
    child.stdin.take().unwrap().write_all(format!("{answer}\n").as_bytes()).unwrap();
    output.read_to_end(&mut shown).unwrap();
    child.wait().unwrap();
    String::from_utf8_lossy(&shown).into_owned()
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_no_longer_what_was_shown_is_not_written() {
    let remove = |name: &str| std::fs::remove_file(name).unwrap();
    for name in ["events.csv", "actors.csv"] {
        let sandbox = folder();
        let gone = sandbox.data().join(name).to_string_lossy().into_owned();
        let add = "add --date 2026 --title Late --actor ann";
        let shown = asked(&sandbox, add, ("y", || remove(&gone)));
        assert!(shown.contains("the data were changed meanwhile"), "{shown}");
        assert!(!shown.contains("1 event added") && !sandbox.data().join(name).exists(), "{shown}");
    }
    let sandbox = folder();
    let add = "add --date 2026 --title Late --actor ann";
    let shown = asked(
        &sandbox,
        add,
        ("y", || {
            sandbox.run(["add", "--date", "2027", "--title", "Between"]).code(0).stdout_has("e003");
        }),
    );
    assert!(shown.contains("id: e003") && shown.contains("try again"), "{shown}");
    assert!(!events(&sandbox).contains("Late"), "{shown}");
}

#[test]
fn a_table_that_add_makes_is_told() {
    let sandbox = folder();
    std::fs::remove_file(sandbox.data().join("events.csv")).unwrap();
    let add = ["add", "--date", "2026", "--title", "A"];
    sandbox.run(add).code(0).stderr_has("made events.csv\n1 event added to events.csv");
    sandbox.run(add).code(0).stderr_lacks("made");
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_warnings_stand_above_the_question_and_nowhere_else() {
    let sandbox = Sandbox::new().csv("events", "date,title,type\n2024,A,call\n");
    let shown = on_a_terminal(&sandbox, "add --date 2026 --title Talks --type metting", "y");
    let (above, below) = shown.split_once("add this to events.csv?").unwrap();
    assert!(above.contains("near-miss-type"), "{shown}");
    assert!(!below.contains("near-miss-type") && below.contains("added"), "{shown}");
}

#[test]
fn what_is_added_shows_no_control_character_and_stands_in_one_line() {
    let input = "date,title\n2026-01-02,\"A\u{1b}[2J\nB\"\n";
    let run = with(input).run(["add", "in.csv"]).code(0);
    let _ = run.stdout_has("2026-01-02  A\u{fffd}[2J B\n");
    let run = with(input).run(["add", "--dry-run", "in.csv"]).code(0);
    let _ = run.stdout_has("A\u{1b}[2J\n+B"); // a patch
}

#[cfg(target_os = "linux")]
#[test]
fn a_patch_on_a_terminal_shows_no_control_character() {
    let sandbox = with("date,title\n2026-01-02,A\u{1b}[2J\n");
    let line = format!("{} add --dry-run in.csv", env!("CARGO_BIN_EXE_annals"));
    let mut script = std::process::Command::new("script");
    let script = script.args(["-qec", &line, "typescript"]).current_dir(sandbox.path());
    let shown = String::from_utf8(script.output().unwrap().stdout).unwrap();
    assert!(shown.contains("A\u{fffd}[2J"), "{shown}");
}

#[test]
fn the_same_id_with_other_cells_shows_both() {
    let sandbox = with("id,date,title\ne001,2025-01-02,First\ne002,2025-02,Seconds\n");
    let run =
        sandbox.run(["add", "in.csv"]).code(1).stderr_has("duplicate-id").stderr_has("in.csv:3:1");
    run.stderr_has("events.csv:3").stderr_has("title: there `Second`, here `Seconds`");
    assert_eq!(events(&sandbox), EVENTS);
}

#[test]
fn one_bad_row_keeps_all_out_and_every_bad_row_is_named() {
    let sandbox = with(
        "date,title,actors\n2025-03-04,Good,ann\n2025-13,Bad,ann\n2025-03-05,\"Worse\n\nstill\",carl\n",
    );
    let run = sandbox.run(["add", "in.csv"]).code(1).stdout("").stderr_has("in.csv:3:6 (cell A3)");
    run.stderr_has("in.csv:6:8 (cell C4)")
        .stderr_has("unknown actor `carl`")
        .stderr_has("nothing was added: 2 errors");
    assert_eq!(events(&sandbox), EVENTS);
}

#[test]
fn the_place_of_a_fault_within_doubled_quotes_is_that_of_the_input() {
    let sandbox = with("actors;title;date\n\"ann;\"\"Carl\"\" X:host\";Third;2025-03\n");
    sandbox.run(["add", "in.csv"]).code(1).stderr_has("in.csv:2:6 (cell A2)");
}

#[test]
fn a_row_that_lacks_cells_is_warned_of_before_it_is_padded() {
    let sandbox = Sandbox::new()
        .csv("events", "date,title,actors,place,summary\n2024-01-01,A,Ada,Paris,S\n")
        .bytes(
            "in.csv",
            b"date;title;actors;summary\n2025-01-01;Talks;They met\n2025-01-02;B;;S\n",
        );
    let run = sandbox.run(["add", "in.csv"]).code(0).stderr_has("in.csv:2:1 (row 2)");
    run.stderr_has("warning[row-too-short]: a row with 3 cells where the header has 4")
        .stderr_has("is a comma missing?")
        .stderr_lacks("in.csv:3");
    assert!(events(&sandbox).ends_with("2025-01-01,Talks,They met,,\n2025-01-02,B,,,S\n"));
    // A row that cannot go in is told why, and no more.
    let sandbox = sandbox.bytes("bad.csv", b"date,title,actors\n2025-01-01\n");
    sandbox.run(["add", "bad.csv"]).code(1).stderr_has("blank-title").stderr_lacks("too-short");
}

#[test]
fn only_good_rows_go_in_where_that_is_asked() {
    let sandbox = with(
        "date;title;actors\n2025-03-04;Good;ann\n2025-13;Bad;ann\n2025-03-05;Worse;\"carl\"\n",
    );
    let args = ["add", "in.csv", "--accept-good"];
    sandbox.run(args).code(1).stdout("added e003  2025-03-04  Good\n").stderr_has("in.refused.csv");
    assert_eq!(
        sandbox.read("in.refused.csv"),
        "date;title;actors\n2025-13;Bad;ann\n2025-03-05;Worse;\"carl\"\n"
    );
    assert_eq!(events(&sandbox), format!("{EVENTS}e003,2025-03-04,Good,ann,\n"));
    sandbox.run(args).code(1).stdout("");
    assert!(!sandbox.path().join("in.refused-2.csv").exists());
}

#[test]
fn a_good_row_that_refers_to_a_bad_one_is_bad() {
    let sandbox = Sandbox::new().csv("events", "id,date,title,after\na,2025,A,\n");
    let sandbox =
        sandbox.bytes("in.csv", b"id,date,title,after\nb,2025-13,B,\nc,2025,C,b\nd,2025,D,a\n");
    // The date alone keeps row b in a folder, undated; here it keeps it out, and c with it.
    sandbox.run(["add", "in.csv", "--accept-good"]).code(1).stdout("added d  2025  D\n");
}

#[test]
fn foreign_encodings_delimiters_and_dates_are_read() {
    let args =
        ["add", "in.csv", "--map", "Datum=date", "--map", "Titel=title", "--date-format", "d.m.Y"];
    let text =
        "Datum;Titel\r\n4.3.2025;Zürich; oder\r\n".replace("Zürich; oder", "\"Zürich; oder\"");
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let utf32: Vec<u8> = std::iter::once('\u{feff}')
        .chain(text.chars())
        .flat_map(|c| u32::from(c).to_le_bytes())
        .collect();
    let with_sep = format!("sep=;\r\n{text}");
    let with_sep_of_unix = with_sep.replace("\r\n", "\n");
    let with_sep_of_mac = with_sep.replace("\r\n", "\r");
    let bom = format!("\u{feff}{}", text.replace(';', "\t").replace("\t oder", "; oder"));
    let in_quotes = with_sep.replace("sep=;", "\"sep=;\"");
    let said =
        [&with_sep, &with_sep_of_unix, &with_sep_of_mac, &in_quotes].map(|text| text.as_bytes());
    for input in [text.as_bytes(), &utf16, &utf32, bom.as_bytes()].into_iter().chain(said) {
        let sandbox = folder().bytes("in.csv", input);
        sandbox.run(args).code(0);
        assert_eq!(events(&sandbox), format!("{EVENTS}e003,2025-03-04,Zürich; oder,,\n"));
    }
}

#[test]
fn a_date_format_that_is_advised_reads_the_column() {
    for (cells, format, read) in [
        (["14/03/2025", "4/3/2025"], "d/m/Y", ["2025-03-14", "2025-03-04"]),
        (["14.3.2025 9:30", "3.5.2025"], "d.m.Y", ["2025-03-14T09:30", "2025-05-03"]),
        (["3/14/2025 3:05 PM", "05/03/2025?"], "m/d/Y", ["2025-03-14T15:05", "2025-05-03?"]),
    ] {
        let sandbox = with(&format!("date,title\n{},A\n{},B\n", cells[0], cells[1]));
        sandbox.run(["add", "in.csv"]).code(1).stderr_has(&format!("--date-format {format}"));
        let run = sandbox.run(["add", "in.csv", "--date-format", format]).code(0);
        run.stdout_has(&format!("{}  A", read[0])).stdout_has(&format!("{}  B", read[1]));
    }
}

#[test]
fn a_date_format_is_the_order_of_every_date_of_a_cell() {
    let sandbox = with("date,title\n03.05.2025 - 05.05.2025,A\nabout 03.05.2025,B\n");
    let run = sandbox.run(["add", "in.csv", "--date-format", "d.m.Y"]).code(1);
    let readings = "`2025-05-03/2025-05-05` (3-5 May 2025) or `[2025-05-03..2025-05-05]`";
    let run = run.stderr_has("in.csv:2:1").stderr_has(readings).stderr_lacks("2025-03-05");
    run.stderr_has("`2025-05-03~`").stderr_has("--dates words");
}

#[test]
fn another_encoding_must_be_named_and_the_likely_one_is_offered() {
    let cyrillic =
        [&b"date,title\n2025,"[..], &[0xCF, 0xF3, 0xF2, 0xE8, 0xED], b" calls\n"].concat();
    let sandbox = folder().bytes("in.csv", &cyrillic);
    sandbox
        .run(["add", "in.csv"])
        .code(1)
        .stderr_has("--encoding windows-1251")
        .stderr_has("looks like windows-1251: `Путин`");
    sandbox.run(["add", "in.csv", "--encoding", "windows-1251"]).code(0).stdout_has("Путин calls");
    sandbox
        .run(["add", "in.csv", "--encoding", "klingon"])
        .code(1)
        .stderr_has("no encoding annals knows");
}

#[test]
fn phrases_and_ambiguous_dates_are_refused_with_their_readings() {
    let sandbox = with("date,title\n5/9/2025,A\n9 May 2025,B\n");
    let run =
        sandbox.run(["add", "in.csv"]).code(1).stderr_has("2025-09-05").stderr_has("2025-05-09");
    run.stderr_has("--date-format").stderr_has("date-in-words");
}

#[test]
fn a_column_the_target_lacks_is_named_and_can_be_added() {
    let sandbox = with("date,title,colour\n2025-03,Third,red\n");
    sandbox.run(["add", "in.csv"]).code(1).stderr_has("in.csv:1:12").stderr_has("--add-columns");
    assert_eq!(events(&sandbox), EVENTS);
    sandbox.run(["add", "in.csv", "--add-columns"]).code(0);
    let wider = EVENTS.replace('\n', ",\n").replacen(",\n", ",colour\n", 1);
    assert_eq!(events(&sandbox), format!("{wider}e003,2025-03,Third,,,red\n"));
}

#[test]
fn a_near_miss_of_a_column_is_not_taken_for_it() {
    let sandbox = with("date,title,soruces\n2025-03,Third,s1\n");
    sandbox.run(["add", "in.csv"]).code(1).stderr_has("--map soruces=sources");
    sandbox.run(["add", "in.csv", "--map", "soruces="]).code(0);
    assert_eq!(events(&sandbox), format!("{EVENTS}e003,2025-03,Third,,\n"));
}

#[test]
fn an_input_without_a_header_is_one_finding() {
    for (input, code) in [("2025,Third\n2026,Fourth\n", "no-header"), ("", "empty-file")] {
        let sandbox = with(input);
        sandbox
            .run(["add", "in.csv"])
            .code(1)
            .stderr_has(code)
            .stderr_has("nothing was added: 1 error");
    }
}

#[test]
fn a_slip_in_a_map_is_named() {
    let sandbox = with("Datum,Titel\n2025,Third\n");
    let args = ["add", "in.csv", "--map", "Datun=date", "--map", "Titel=title"];
    sandbox.run(args).code(1).stderr_has("did you mean `Datum`?");
}

#[test]
fn flags_make_one_event() {
    let sandbox = folder();
    let args = [
        "add",
        "--date",
        "2025-03-04",
        "--title",
        "A \"call\", at night",
        "--actor",
        "ann:caller",
        "--actor",
        "bob",
        "--source",
        "s1",
    ];
    sandbox.run(args).code(0).stdout("added e003  2025-03-04  A \"call\", at night\n");
    assert_eq!(
        events(&sandbox),
        format!("{EVENTS}e003,2025-03-04,\"A \"\"call\"\", at night\",ann:caller;bob,s1\n")
    );
    sandbox
        .run(["add", "--date", "2025-03", "--title", "X", "--actor", "anm"])
        .code(1)
        .stderr_has("--actor: unknown actor");
    sandbox.run(["add", "--date", "2025-03"]).code(2);
    sandbox.run(["add"]).code(2);
}

#[test]
fn a_dry_run_shows_the_diff_and_writes_nothing() {
    let sandbox = with("date,title\n2025-03,Third\n");
    sandbox.run(["add", "in.csv", "--dry-run"]).code(0).stdout_has("+e003,2025-03,Third,,\n");
    assert_eq!(events(&sandbox), EVENTS);
}

#[test]
fn ids_go_on_as_the_file_has_them_or_are_made_of_date_and_title() {
    for (ids, made) in [
        ("e9\ne10\n", "e11"),
        ("x\n", "2025-03-04-putin-calls-zurich"),
        ("", "2025-03-04-putin-calls-zurich"),
    ] {
        let rows: String = ids.lines().map(|id| format!("{id},2024,Old {id}\n")).collect();
        let sandbox = Sandbox::new().csv("events", &format!("id,date,title\n{rows}"));
        sandbox
            .run(["add", "--date", "2025-03-04", "--title", "Путін calls Zürich"])
            .code(0)
            .stdout_has(&format!("added {made} "));
    }
}

#[test]
fn an_id_that_is_referred_to_is_not_given_to_another_event() {
    let sandbox = Sandbox::new().csv("events", "id,date,title,after\ne1,2025,A,e2+1d\n");
    sandbox.run(["add", "--date", "2026", "--title", "B"]).code(0).stdout_has("added e3 ");
}

#[test]
fn a_file_without_an_id_column_gets_none() {
    let sandbox = Sandbox::new().csv("events", "date,title\n2025,A\n");
    sandbox.run(["add", "--date", "2026", "--title", "B"]).code(0);
    assert_eq!(events(&sandbox), "date,title\n2025,A\n2026,B\n");
}

#[test]
fn actors_are_created_with_plain_ids_and_near_ones_are_not() {
    let sandbox = with("date,title,actors\n2025-03,Third,Дональд Трамп:host;Ann Lee\n");
    let run = sandbox.run(["add", "in.csv", "--create-actors"]).code(0);
    run.stderr_has("created actor donald-tramp: Дональд Трамп");
    assert_eq!(sandbox.read("data/actors.csv"), format!("{ACTORS}donald-tramp,Дональд Трамп\n"));
    let near = sandbox.run([
        "add",
        "--date",
        "2025-04",
        "--title",
        "X",
        "--actor",
        "Bob Stonn",
        "--create-actors",
    ]);
    near.code(1).stderr_has("did you mean");
    sandbox.run(["check"]).code(0);
}

#[test]
fn without_a_table_every_actor_of_the_folder_is_created() {
    let sandbox =
        Sandbox::new().csv("events", "date,title,actors\n2025,A,Xi Jinping:host;putin;Putin\n");
    let args = ["add", "--date", "2026", "--title", "B", "--actor", "Ann: Lee", "--create-actors"];
    sandbox.run(args).code(0);
    assert_eq!(
        sandbox.read("data/actors.csv"),
        "id,name\nann-lee,Ann: Lee\nPutin,Putin\nxi-jinping,Xi Jinping\nputin,putin\n"
    );
    assert!(events(&sandbox).ends_with("2026,B,Ann: Lee\n"));
}

#[test]
fn an_address_becomes_a_source_whose_title_is_to_be_filled_in() {
    let sandbox = folder();
    let args = [
        "add",
        "--date",
        "2025-03",
        "--title",
        "X",
        "--source",
        "https://www.reuters.example/world/leaders-meet.html",
        "--create-sources",
    ];
    sandbox.run(args).code(0).stderr_has("created source reuters-leaders-meet");
    let row = "reuters-leaders-meet,,https://www.reuters.example/world/leaders-meet.html\n";
    assert_eq!(sandbox.read("data/sources.csv"), format!("{SOURCES}{row}"));
    sandbox.run(["check"]).stdout_has("untitled-source");
}

#[test]
fn one_title_names_one_created_source() {
    let sandbox = folder();
    let address = |n: u32| format!("https://www.reuters.example/{n}");
    let add = |sources: &[String]| {
        let event = ["add", "--date", "2025-03", "--title", "X", "--create-sources"];
        let mut all = event.map(String::from).to_vec();
        all.extend(["--source-title".to_string(), "Leaders meet".to_string()]);
        sources.iter().for_each(|s| all.extend(["--source".to_string(), s.clone()]));
        sandbox.run(all)
    };
    let run = add(&[address(1), address(2)]).code(2).stdout("");
    run.stderr_has("--source-title names one source, and 2 would be created: https://www.reuters");
    assert_eq!(events(&sandbox), EVENTS);
    assert_eq!(sandbox.read("data/sources.csv"), SOURCES);
    let known = "https://daily.example/1".to_string();
    let _ = add(&[address(1), known]).code(0).stderr_lacks("to be filled in");
    assert!(sandbox.read("data/sources.csv").contains(",Leaders meet,https://www.reuters"));
}

#[test]
fn split_tables_take_rows_in_the_last_file_or_the_one_named() {
    let split = || {
        folder()
            .csv("events-2024.csv", "date,title,id\r\n2024,Old,e000\r\n")
            .bytes("in.csv", b"date,title\n2025-03,Third\n")
    };
    let sandbox = split();
    // `-` sorts before `.`: events.csv is the last name bytewise.
    sandbox
        .run(["add", "in.csv"])
        .code(0)
        .stderr_has("into events.csv, the last of the events files");
    let sandbox = split();
    sandbox.run(["add", "in.csv", "--into", "events-2024.csv"]).code(0);
    assert_eq!(
        sandbox.read("data/events-2024.csv"),
        "date,title,id\r\n2024,Old,e000\r\n2025-03,Third,e003\r\n"
    );
    sandbox.run(["add", "in.csv", "--into", "actors.csv"]).code(2);
    let sandbox = split();
    let args = ["add", "in.csv", "--into", "events/2026.csv"];
    let _ = sandbox.run(args).code(2).stderr_has("there is no folder `data/events`; make it first");
    std::fs::create_dir(sandbox.data().join("events")).unwrap();
    sandbox.run(args).code(0);
    assert!(sandbox.read("data/events/2026.csv").contains("Third"));
}

#[test]
fn a_new_file_of_a_split_table_has_the_columns_of_the_others() {
    let sandbox = folder();
    let args = ["add", "--date", "2026", "--title", "X", "--into", "events-2026.csv"];
    sandbox.run(args).code(0);
    let made = sandbox.read("data/events-2026.csv");
    assert_eq!(made, "id,date,title,actors,sources\ne003,2026,X,,\n");
    sandbox.run(["check"]).code(0);
}

#[cfg(unix)]
#[test]
fn standard_input_is_read() {
    let sandbox = folder();
    let line = format!("printf 'title,date\\nX,2026\\n' | {} add -", env!("CARGO_BIN_EXE_annals"));
    let mut shell = std::process::Command::new("sh");
    let status = shell.args(["-c", &line]).current_dir(sandbox.path()).status();
    assert!(status.unwrap().success());
    assert_eq!(events(&sandbox), format!("{EVENTS}e003,2026,X,,\n"));
}

#[test]
fn two_new_actors_of_nearly_the_same_name_are_warned_of() {
    let sandbox = with("date,title,actors\n2025-03,A,Olaf Scholz\n2025-04,B,Olaf Sholz\n");
    let run = sandbox.run(["add", "in.csv", "--create-actors"]).code(0);
    run.stderr_has("Olaf Sholz is nearly Olaf Scholz");
}

#[test]
fn a_target_that_cannot_be_appended_to_is_left_alone() {
    // The first: what is appended would close its quote.
    for broken in
        ["id,date,title\ne1,2025,\"A\n", "id;date;title\ne1;2025;A\n", "id,when,title\ne1,2025,A\n"]
    {
        let sandbox = Sandbox::new()
            .csv("events", broken)
            .bytes("in.csv", b"id,date,title\ne2,2026,\",B\"\n");
        sandbox.run(["add", "in.csv"]).code(1);
        assert_eq!(events(&sandbox), broken);
    }
}

#[test]
fn a_final_line_end_is_supplied() {
    let sandbox = Sandbox::new().csv("events", "date,title\r\n2025,A");
    sandbox.run(["add", "--date", "2026", "--title", "B"]).code(0);
    assert_eq!(events(&sandbox), "date,title\r\n2025,A\r\n2026,B\r\n");
}

#[test]
fn errors_the_folder_had_before_keep_nothing_out() {
    let sandbox = Sandbox::new().csv("events", "date,title\n2025-13,A\n");
    sandbox.run(["add", "--date", "2026", "--title", "B"]).code(0);
    assert_eq!(events(&sandbox), "date,title\n2025-13,A\n2026,B\n");
    sandbox.run(["add", "--date", "2027", "--title", "C", "--strict"]).code(1);
    assert_eq!(events(&sandbox), "date,title\n2025-13,A\n2026,B\n");
}

#[test]
fn a_table_of_the_folder_is_not_added_to_itself() {
    folder().run(["add", "data/events.csv"]).code(2).stderr_has("already a table of the data");
}

#[test]
fn one_file_named_as_data_takes_rows_too() {
    let sandbox = Sandbox::new().bytes("mine.csv", b"date,title\n2025,A\n");
    sandbox.run(["--data", "mine.csv", "add", "--date", "2026", "--title", "B"]).code(0);
    assert_eq!(sandbox.read("mine.csv"), "date,title\n2025,A\n2026,B\n");
}

#[test]
fn the_folder_has_nothing_but_its_tables_afterwards() {
    let sandbox = folder();
    sandbox.run(["add", "--date", "2026", "--title", "B"]).code(0);
    let mut names: Vec<String> = fs::read_dir(sandbox.data())
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["actors.csv", "events.csv", "sources.csv"]);
}

#[test]
fn a_file_that_libreoffice_has_open_is_warned_of() {
    let sandbox = folder().bytes("data/.~lock.events.csv#", b",me,host,\n");
    sandbox
        .run(["add", "--date", "2026", "--title", "B"])
        .code(0)
        .stderr_has("open in LibreOffice");
}

#[test]
fn an_export_added_to_an_empty_folder_is_the_export() {
    let sandbox = Sandbox::with_data();
    sandbox.run(["export", "-o", "out.csv"]).code(0);
    fs::remove_file(sandbox.path().join("data/events.csv")).unwrap();
    sandbox.run(["add", "out.csv"]).code(0);
    assert_eq!(events(&sandbox), sandbox.read("out.csv"));
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_the_mode_is_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let sandbox = Sandbox::new().bytes("real/all.csv", b"date,title\n2025,A\n");
    let real = sandbox.path().join("real/all.csv");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("../real/all.csv", sandbox.data().join("events.csv")).unwrap();
    sandbox.run(["add", "--date", "2026", "--title", "B"]).code(0);
    assert!(fs::symlink_metadata(sandbox.data().join("events.csv")).unwrap().is_symlink());
    assert_eq!(sandbox.read("real/all.csv"), "date,title\n2025,A\n2026,B\n");
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn dates_in_words_are_read_where_that_is_asked_for() {
    let sandbox = with(
        "date,title\nearly March 2025,A\n\"between 3 and 5 May 2025\",B\n9 травня 2025,C\n2025-06,D\n",
    );
    sandbox.run(["add", "in.csv"]).code(1).stderr_has("--dates words");
    let run = sandbox.run(["add", "in.csv", "--dates", "words"]).code(0);
    run.stderr_has("`early March 2025` is taken for `[2025-03-01..2025-03-10]`")
        .stderr_has("it might be `2025-03` (March 2025)");
    let rows = "e003,[2025-03-01..2025-03-10],A,,\ne004,[2025-05-03..2025-05-05],B,,\n\
                e005,2025-05-09,C,,\ne006,2025-06,D,,\n";
    assert_eq!(events(&sandbox), format!("{EVENTS}{rows}"));
    sandbox.run(["add", "in.csv", "--dates", "words"]).code(0).stderr_has("4 already there");
    sandbox.run(["add", "in.csv", "--dates", "numbers"]).code(2);
}

#[test]
fn what_words_leave_open_is_asked_even_where_words_are_read() {
    for text in ["5/9/2025", "\"Monday, 7 February 2025\"", "9 May", "yesterday", "12-Feb-25"] {
        let sandbox = with(&format!("date,title\n{text},A\n"));
        sandbox.run(["add", "in.csv", "--dates", "words"]).code(1).stderr_has("nothing was added");
        assert_eq!(events(&sandbox), EVENTS, "{text}");
    }
}

#[test]
fn links_can_be_said_in_flags() {
    let wide = "id,date,title,after,before,part_of,seq\ne1,2025-02-07/2025-02-09,One,,,,\n";
    let sandbox = Sandbox::new().csv("events", wide);
    let args = ["add", "--date", "2025-02-09", "--title", "Two", "--part-of", "e1", "--seq", "2"];
    sandbox.run(args).code(0);
    let args =
        ["add", "--title", "Three", "--after", "e1+2d..5d", "--after", "e2", "--before", "e4"];
    sandbox.run(args).code(1).stderr_has("--before: unknown event `e4`");
    sandbox.run(&args[..7]).code(0);
    let rows = "e2,2025-02-09,Two,,,e1,2\ne3,,Three,e1+2d..5d;e2,,,\n";
    assert_eq!(sandbox.read("data/events.csv"), format!("{wide}{rows}"));
    let args = ["add", "--date", "2025-02-01", "--title", "Four", "--part-of", "e1"];
    sandbox.run(args).code(1).stderr_has("contradiction");
}

#[test]
fn a_row_with_blank_cells_too_many_is_refused_as_check_refuses_it() {
    // The comma too many may be one in the title: then no cell behind it is where it belongs.
    let rows = "date,title,actors\n2024-01-01,Talks, ann,\n";
    let sandbox = with(rows);
    let run = sandbox.run(["add", "in.csv"]).code(1).stderr_has("error[row-too-long]");
    let _ = run.stderr_has("in.csv:2:23").stderr_has("a `,` too many, or a cell that holds one");
    let run = Sandbox::new().csv("events", rows).run(["check"]).code(1);
    let _ = run.stdout_has("error[row-too-long]").stdout_has("a comma too many, or a cell");
}

#[test]
fn a_reference_with_a_doubled_quote_is_told_at_its_letters() {
    let folder = Sandbox::new().csv("events", "title,date,after\n");
    let folder = folder.bytes(
        "in.csv",
        "title,date,after\nX,2025,\"\"\"Ü\"\nY,2025,\"\"\"中 \"\"+1d\"\n".as_bytes(),
    );
    let run = folder.run(["add", "in.csv", "--dry-run"]).code(1);
    let _ = run.stderr_has("unknown event `\"Ü`").stderr_has("in.csv:2:9 (cell C2)");
}

#[test]
fn flags_that_read_a_file_are_refused_beside_an_event_in_flags() {
    let sandbox = Sandbox::new().csv("events", "date,title\n2025,A\n");
    let event = ["add", "--date", "2025-07-01", "--title", "T", "--dry-run"];
    for flags in [&["--delimiter", ";"][..], &["--encoding", "cp850"], &["--accept-good"]] {
        let run = sandbox.run(event.iter().chain(flags)).code(2);
        run.stderr_has(&format!("'{}", flags[0])).stderr_has("cannot be used with");
    }
    sandbox.run(event).code(0);
}

#[test]
fn actors_are_created_beside_an_error_in_another_file() {
    let far = "e1,2024,Some event of the other file,\n".repeat(20);
    let far = format!("id,date,title,before\n{far}zz,2024-01,Far,q9\n");
    let sandbox = Sandbox::new().csv("events-a", &far).csv("actors", "id,name\nada,Ada\n");
    let sandbox = sandbox.csv("events-b", "id,date,title,actors\nq1,2024,T,\n");
    let sandbox = sandbox.bytes("in.csv", b"id,date,title,actors\nq9,2023,Other,Bob\n");
    let run = sandbox.run(["add", "in.csv", "--into", "events-b.csv", "--create-actors"]).code(1);
    let _ = run.stderr_has("error[contradiction]");
}

#[test]
fn a_name_with_a_dot_before_it_is_no_file_of_events() {
    let sandbox =
        Sandbox::new().csv("events", "date,title\n2024,A\n").csv("events/1", "date,title\n");
    let args = ["add", "--date", "2026", "--title", "X", "--into", "events/.x.csv"];
    let _ = sandbox.run(args).code(2).stderr_has("--into events/.x.csv: no file of events");
    assert!(!sandbox.data().join("events/.x.csv").exists());
}

#[test]
fn a_new_table_beside_a_file_that_may_be_meant_for_it_is_told() {
    for name in ["Events.csv", "event.csv", "events_2024.csv", "events.xlsx", "events.csv.txt"] {
        let sandbox = Sandbox::new().bytes(&format!("data/{name}"), b"id,date,title\ne1,2024,A\n");
        let event = ["add", "--date", "2026", "--title", "X"];
        let dry = sandbox.run([&event[..], &["--dry-run"]].concat()).code(0);
        let _ = dry.stderr_has(&format!("warning: `{name}` is not read")).stderr_lacks("made");
        let run = sandbox.run(event).code(0);
        let _ = run.stderr_has(&format!("made events.csv\nwarning: `{name}` is not read"));
    }
    let sandbox = Sandbox::new().bytes("data/eventual.csv", b"a\n").bytes("data/notes.xlsx", b"");
    let run = sandbox.run(["add", "--date", "2026", "--title", "X"]).code(0);
    let _ = run.stderr_has("made events.csv").stderr_lacks("is not read");
}

#[test]
fn a_known_actor_with_a_role_in_brackets_is_no_new_one() {
    for item in ["Ann Lee (host)", "Ann Lee [Host]", "Ann Lee - host", "Ann Lee, host"] {
        let input = format!("date,title,type,actors\n2024,A,meeting,\"{item};ben\"\n");
        let sandbox = Sandbox::new().csv("actors", "id,name\nann,Ann Lee\nben,Ben Roe\n");
        let sandbox =
            sandbox.csv("events", "date,title,type,actors\n").bytes("in.csv", input.as_bytes());
        let run = sandbox.run(["add", "in.csv", "--create-actors"]).code(1).stdout("");
        let _ = run.stderr_has("help: a role stands behind a colon: `Ann Lee:host`");
    }
    let input = "date,title,actors\n2024,A,Ann Lee (poet);Zoe Q (host)\n";
    let sandbox = Sandbox::new().csv("actors", "id,name\nann,Ann Lee\n");
    let sandbox = sandbox.csv("events", "date,title,actors\n").bytes("in.csv", input.as_bytes());
    let _ =
        sandbox.run(["add", "in.csv", "--create-actors"]).code(0).stderr_has("created actor zoe-q");
}
