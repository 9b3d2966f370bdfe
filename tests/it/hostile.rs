//! Folders nobody should have: what cannot be opened, what never ends, what is no CSV at all.
//!
//! Each is a finding or a plain refusal; none stops or hangs the program.

use crate::support::Sandbox;

const EVENTS: &str = "id,date,title,actors,sources\n";

#[test]
fn a_folder_without_events_is_refused_with_what_there_is() {
    let none = Sandbox::new().run(["check"]).code(2).stdout("");
    let _ = none.stderr_has("error: no events.csv in `data`");
    let near = Sandbox::new().csv("Events", EVENTS).run(["check"]).code(2);
    let _ = near.stderr_has("there is `Events.csv`");
    let sheet = Sandbox::new().bytes("data/story.xlsx", b"PK").run(["check"]).code(2);
    let _ = sheet.stderr_has("save `story.xlsx` as CSV under that name");
    let _ = Sandbox::new()
        .run(["--data", "nowhere", "check"])
        .code(2)
        .stderr_has("there is no `nowhere` here; name the folder with --data PATH")
        .stderr_has("`mkdir nowhere` an empty one for `annals add`")
        .stderr_has("`annals init nowhere`");
    let file = Sandbox::new().run(["--data", "nope.csv", "check"]).code(2).stderr_lacks("init");
    let _ =
        file.stderr_has("there is no `nope.csv` here; name the file, or its folder, with --data");
    let text = Sandbox::new().bytes("data/events.csv.txt", b"date,title\n").run(["check"]).code(2);
    let _ = text.stderr_has("no events.csv in `data`; rename `events.csv.txt` to `events.csv`");
}

#[test]
fn what_another_program_saved_under_the_name_of_a_table_is_called_what_it_is() {
    for (content, what, help) in [
        ("<!DOCTYPE html>\n<html><body>404, not found", "a web page", "open its address"),
        ("\u{feff}\n <html lang=\"en\">", "a web page", "open its address"),
        (
            "<table border=\"1\">\n<tr><th>date</th>",
            "a table of a web page",
            "open it in a spreadsheet",
        ),
        ("<html>\n<body><TABLE>", "a table of a web page", "open it in a spreadsheet"),
        ("<meta charset=\"utf-8\"><table>", "a table of a web page", "open it in a spreadsheet"),
        (
            "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>",
            "a spreadsheet in XML",
            "save it as CSV",
        ),
        ("SQLite format 3\0a", "a database (SQLite)", "export it as CSV"),
        ("BZh91AY&SY", "a packed file (.bz2)", "unpack it first"),
        ("[\n  {\"date\": \"2025\", \"title\": \"A\"}]", "JSON", "export it as CSV"),
        ("{\"events\": []}", "JSON", "export it as CSV"),
        (
            "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n",
            "a pointer of Git LFS",
            "git lfs pull",
        ),
    ] {
        let sandbox = Sandbox::new().csv("events", content).bytes("in.csv", content.as_bytes());
        let run = sandbox.run(["check"]).code(1).stdout_has("1 error, 0 warnings");
        let _ = run.stdout_has(&format!("`events.csv` is {what}, not CSV")).stdout_has(help);
        let sandbox = sandbox.csv("events", "date,title\n");
        let run = sandbox.run(["add", "in.csv"]).code(1).stdout("");
        let _ = run.stderr_has(&format!("`in.csv` is {what}, not CSV")).stderr_has(help);
    }
    for header in ["date,title,[note]", "[note],date,title", "{a},date,title", "<b>,date,title"] {
        let _ = Sandbox::new().csv("events", &format!("{header}\n")).run(["check"]).code(0);
    }
}

#[test]
#[cfg(unix)]
fn what_is_no_ordinary_file_is_named_and_left_alone() {
    use std::os::unix::fs::symlink;
    let sandbox = Sandbox::new().csv("events", EVENTS).csv("events-folder.csv/x", "");
    let data = sandbox.data();
    symlink("events-loop.csv", data.join("events-loop.csv")).unwrap();
    symlink("nowhere.csv", data.join("events-gone.csv")).unwrap();
    symlink("/dev/zero", data.join("events-endless.csv")).unwrap();
    symlink(".", data.join("actors")).unwrap();
    let pipe = data.join("sources.csv");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let run = sandbox.run(["check"]).code(1).stderr("");
    let run = run
        .stdout_has("`events-folder.csv` cannot be read: it is a folder")
        .stdout_has("`events-loop.csv` cannot be read: ")
        .stdout_has("`events-gone.csv` cannot be read: it is not there")
        .stdout_has("`events-endless.csv` cannot be read: it is no ordinary file")
        .stdout_has("`sources.csv` cannot be read: it is no ordinary file");
    let _ = run.stdout_lacks("os error");
}

#[test]
#[cfg(unix)]
fn nothing_is_added_to_what_is_no_ordinary_file() {
    let row = "date,title\n2025,A\n";
    let sandbox = Sandbox::new().csv("events-folder.csv/x", "").bytes("in.csv", row.as_bytes());
    let pipe = sandbox.data().join("events.csv");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for target in ["events.csv", "events-folder.csv"] {
        let run = sandbox.run(["add", "in.csv", "--into", target]).code(1).stdout("");
        let _ = run
            .stderr_has("`events.csv` cannot be read: it is no ordinary file")
            .stderr_has("`events-folder.csv` cannot be read: it is a folder")
            .stderr_has("nothing was added");
    }
}

#[test]
fn csv_files_where_no_table_is_looked_for_are_notes() {
    let sandbox = Sandbox::new()
        .csv("events", "date,title,sources\n2025,A,s\n")
        .csv("old.csv/x", "")
        .csv("Events/a", "date,title\n2025,B\n")
        .csv("events-2025/b", "date,title\n2025,C\n")
        .csv("notes/c", "date,title\n");
    let run = sandbox.run(["check"]).code(0).stdout_has("0 errors, 0 warnings, 3 notes");
    let run = run.stdout_has("`old.csv` is not read").stdout_has("did you mean `events/a.csv`?");
    let _ = run.stdout_has("`events-2025/b.csv` is not read").stdout_has("`events/b.csv`");
}

#[test]
#[cfg(unix)]
fn a_folder_that_may_not_be_listed_is_called_that() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::new().csv("events", EVENTS).csv("events/a", EVENTS);
    let folder = sandbox.data().join("events");
    let allow = |mode| {
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    allow(0o000);
    if std::fs::read_dir(&folder).is_err() {
        let run = sandbox.run(["check"]).code(1);
        let _ = run.stdout_has("`events` cannot be read: permission denied");
    }
    allow(0o755);
}

#[test]
#[cfg(unix)]
fn data_that_are_neither_a_folder_nor_a_file_are_told_so() {
    let sandbox = Sandbox::new();
    let pipe = sandbox.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let run = sandbox.run(["--data", "pipe", "check"]).code(2);
    let _ = run.stderr_has("a folder of CSV files, or one CSV file").stderr_lacks("os error");
}

#[test]
fn characters_that_do_not_show_are_no_part_of_ids_dates_and_names() {
    let events = "\u{a0}id,date\u{200b},title,actors,sources\n\
                  \u{feff}e1,\u{200b}2025-02-12\u{a0},A,\u{a0}a\u{200b} : host;b,s\u{a0}#\u{a0}p. 3\n";
    let sandbox = Sandbox::new()
        .csv("events", events)
        .csv("actors", "id,name\na,Anna\nb\u{200b},Boris\n")
        .csv("sources", "id,title\n\u{feff}s,News\n");
    let _ = sandbox.run(["check"]).code(0).stdout_has("0 errors, 0 warnings, 0 notes");
}

#[test]
fn a_date_with_a_character_that_does_not_show_around_it_is_told_as_one() {
    for date in ["2025-02-12\u{200b}", "\u{200e}2025-02-12", "\u{feff}2025-02-12\u{ad}"] {
        let sandbox = Sandbox::new().csv("events", &format!("id,date,title\ne1,{date},A\n"));
        for command in [&["show", "e1"][..], &["timeline"], &["timeline", "-f", "json"]] {
            let run = sandbox.run(command).code(0);
            let _ = run.stdout_has("12 February 2025").stdout_lacks("not a date");
        }
    }
}

#[test]
fn a_character_that_does_not_show_inside_a_name_is_pointed_out() {
    let sandbox = Sandbox::new()
        .csv("events", &format!("{EVENTS}e1,2025,A,pu\u{200b}tin,s\n"))
        .csv("actors", "id,name\nputin,Vladimir\n");
    let run = sandbox.run(["check"]).code(1);
    let _ =
        run.stdout_has("did you mean `putin`? it holds a character that does not show (U+200B)");
}

#[test]
fn marks_of_direction_and_joiners_are_pointed_out_wherever_they_stand() {
    for name in ["pu\u{200d}tin", "\u{202a}putin\u{202c}", "put\u{2066}in", "put\u{1}in"] {
        let sandbox = Sandbox::new()
            .csv("events", &format!("{EVENTS}e1,2025,A,{name},s\n"))
            .csv("actors", "id,name\nputin,Vladimir\n");
        let run = sandbox.run(["check"]).code(1);
        let _ = run.stdout_has("did you mean `putin`? it holds a character that does not show (U+");
    }
    let ids = format!("{EVENTS}h\u{200d},2025,A,a,s\n");
    let run = Sandbox::new().csv("events", &ids).run(["check"]).code(1);
    let _ = run.stdout_has("it holds a character that does not show (U+200D): type it again");
    let dates = format!("{EVENTS}e1,\u{202a}2024-01-03\u{202c},A,a,s\n");
    let run = Sandbox::new().csv("events", &dates).run(["check"]).code(1);
    let _ = run.stdout_has("help: write `2024-01-03`").stdout_has("1 error,");
}

#[test]
fn a_letter_of_another_alphabet_that_looks_the_same_is_named() {
    let checked = |name: &str, known: &str| {
        let sandbox = Sandbox::new()
            .csv("events", &format!("{EVENTS}e1,2025,A,{name},s\n"))
            .csv("actors", &format!("id,name\nx,{known}\n"));
        sandbox.run(["check"]).code(1)
    };
    let _ = checked("рutin", "putin").stdout_has("`putin`? its `р` is Cyrillic (U+0440)");
    let _ = checked("Пyтин", "Путин").stdout_has("`Путин`? its `y` is Latin (U+0079)");
    let _ = checked("Путін", "Putin").stdout_lacks("U+");
    let _ = checked("Andréj", "Andrej").stdout_lacks("U+");
    let _ = checked("می\u{200c}رود", "میرود").stdout_lacks("U+");
    let run = Sandbox::new().csv("events", &format!("{EVENTS}е1,2025,A,a,s\n")).run(["check"]);
    let _ = run.code(1).stdout_has("its `е` is Cyrillic (U+0435)").stdout_lacks("begins with");
}

#[test]
fn wrong_separators_in_lists_are_recognised() {
    let sandbox = Sandbox::new()
        .csv(
            "events",
            &format!(
                "{EVENTS}e1,2025,A,\"a, b\",s t\ne2,2025,B,a:host:guest,s\ne3,2025,C,:host,t\n"
            ),
        )
        .csv("actors", "id,name\na,Anna\nb,Boris\n")
        .csv("sources", "id,title\ns,News\nt,Wire\n");
    let run = sandbox.run(["check"]).code(1);
    let run = run.stdout_has("separate actors by `;`").stdout_has("separate sources by `;`");
    let run =
        run.stdout_has("with each role: `a:host;a:guest`").stdout_has("a role without an actor");
    let _ = run.stdout_has("4 errors, 0 warnings, 0 notes");
}

#[test]
fn a_title_above_the_header_is_pointed_out() {
    let sandbox =
        Sandbox::new().csv("events", &format!("My events,,,,\n\n{EVENTS}e1,2025,A,a,s\n"));
    let run = sandbox.run(["check"]).code(1);
    let _ = run.stdout_has("the column names seem to stand in line 3: delete what is above");
}

#[test]
fn broken_bytes_in_the_header_are_a_finding_and_the_rows_are_kept() {
    let sandbox = Sandbox::new().bytes("data/events.csv", b"date,title,r\xf4le\n2025,A,x\n");
    let run = sandbox.run(["check"]).code(1).stdout_has("error[not-utf-8]");
    let _ = run.stdout_has("1 row read, 1 kept, 0 refused");
}

#[test]
fn records_of_a_file_with_semicolons_are_counted_as_such() {
    let text = "date;title;summary\n2025;A;\"two\nlines; \"\"quoted\"\"\"\n2025;B;x\n";
    let run = Sandbox::new().csv("events", text).run(["check"]).code(1);
    let _ = run.stdout_has("separated by semicolons, not by commas; 2 rows refused");
}

#[test]
fn nothing_of_a_cell_reaches_the_terminal_as_a_control_character() {
    let text = format!("{EVENTS}e1,2025,A,\u{1b}[31mred\u{7}\u{202e},s\n");
    let sandbox = Sandbox::new().csv("events", &text).csv("actors", "id,name\na,Anna\n");
    let run = sandbox.run(["check"]).code(1).stdout_lacks("\u{1b}").stdout_lacks("\u{202e}");
    let _ = run.stdout_has("unknown actor `\u{fffd}[31mred\u{fffd}\u{fffd}`");
}

#[test]
fn nothing_of_an_argument_reaches_the_terminal_as_a_control_character() {
    let sandbox = Sandbox::with_data();
    for arguments in [
        &["show", "q\u{1b}[31m"][..],
        &["timeline", "actor:q\u{1b}[31m"],
        &["timeline", "q\u{1b}[31m"],
        &["check", "--data", "q\u{1b}[31m"],
        &["check", "-f", "q\u{1b}[31m"],
        &["check", "--q\u{1b}[31m"],
        &["timeline", "--sort", "q\u{1b}[31m"],
    ] {
        sandbox.run(arguments).stderr_has("q\u{fffd}[31m").stderr_lacks("\u{1b}");
    }
}

#[test]
fn a_link_of_an_event_to_itself_costs_its_row_and_tables_of_later_versions_are_not_used() {
    let sandbox = Sandbox::new()
        .csv("events", "id,date,title,sources\na,2025,A,s\n")
        .csv("claims", "id,event\nx,a\ny,a\n")
        .csv("event_links", "event,relation,other\na,after,a\n");
    let run = sandbox.run(["check"]).code(1).stdout_has("is linked to itself; the row is refused");
    let run = run.stdout_has("event_links.csv  1 row read, 0 kept, 1 refused\n");
    let _ = run.stdout_has("claims.csv       2 rows read, not used\n");
    let json = sandbox.run(["check", "-f", "json"]).output();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let rows = &json["totals"]["files"];
    let claims = rows.as_array().unwrap().iter().find(|own| own["file"] == "claims.csv").unwrap();
    assert_eq!((&claims["refused"], &claims["unused"]), (&0.into(), &2.into()));
}

#[test]
fn time_zone_and_locale_change_nothing() {
    let text = format!("{EVENTS}e1,2025-02-30,A,a,\n");
    let plain = Sandbox::new().csv("events", &text).run(["check"]).output();
    let sandbox = Sandbox::new().csv("events", &text);
    let sandbox = sandbox.variable("TZ", "Asia/Kolkata").variable("LC_ALL", "tr_TR.UTF-8");
    let _ = sandbox.run(["check"]).stdout(&plain);
}

#[test]
fn the_forms_of_check() {
    let sandbox = Sandbox::new().csv("events", &format!("{EVENTS}e1,5/9/2025,A,a,s\n"));
    let _ = sandbox.run(["check", "-o", "out/none.json"]).code(2).stderr_has("cannot write");
    let _ = sandbox.run(["check", "-o", "findings.json"]).code(1).stdout("");
    let json: serde_json::Value = serde_json::from_str(&sandbox.read("findings.json")).unwrap();
    let finding = &json["findings"][0];
    assert_eq!(finding["code"], "ambiguous-date");
    assert_eq!((finding["line"].as_u64(), finding["column"].as_u64()), (Some(2), Some(4)));
    assert_eq!((finding["end_line"].as_u64(), finding["end_column"].as_u64()), (Some(2), Some(12)));
    assert_eq!(finding["cell"], "B2");
    assert_eq!(json["totals"]["events"], 1);
    let _ =
        sandbox.run(["check", "--format", "nonsense"]).code(2).stderr_has("known are text, json");
}

#[test]
fn only_the_gravest_thousand_are_shown_unless_all_are_asked_for() {
    let rows: String = (0..1200).map(|n| format!("e{n},2025,A{n},nobody-{n},\n")).collect();
    let sandbox =
        Sandbox::new().csv("events", &format!("{EVENTS}{rows}")).csv("actors", "id,name\n");
    let run = sandbox
        .run(["check"])
        .code(1)
        .stdout_has("1400 findings more, not shown (--all shows them)");
    let _ = run.stdout_has("1200 errors, 0 warnings, 1200 notes");
    let _ =
        sandbox.run(["check", "--all"]).code(1).stdout_lacks("not shown").stdout_has("nobody-1199");
}

#[test]
fn roles_in_capitals_and_types_of_several_words_are_pointed_out() {
    let events = "date,title,type,actors\n2025,A,State visit,Ann: Host;Bob:guest\n2025,B,Phone call,Ann;Bob\n2025,C,press conference,Cy: The Great\n";
    let run = crate::support::Sandbox::new().csv("events", events).run(["check"]);
    run.code(0)
        .stdout_has("`Host` is read as part of the name")
        .stdout_has("unknown type `State visit`; is `visit` meant?")
        .stdout_has("unknown type `Phone call`; is `call` meant?")
        .stdout_has("0 errors, 3 warnings");
}

#[test]
fn a_row_that_repeats_the_header_is_skipped_with_a_warning() {
    let header = "id,date,title,actors,status\n";
    let events = format!("{header}a,2024,x,putin,\n{header}b,2025,y,putin,\n");
    let sandbox = Sandbox::new().csv("events", &events).csv("actors", "id,name\nputin,P\n");
    let run =
        sandbox.run(["check"]).code(0).stdout_has("the row repeats the header; it is skipped");
    let run = run.stdout_has("2 rows read, 2 kept, 0 refused");
    let _ = run.stdout_has("0 errors, 1 warning, 0 notes");
    let _ = sandbox.run(["export"]).code(0).stdout_lacks("title,actors,status\nid");
    let marked = ["\u{feff}date,title\n2024,x\n", "\u{feff}date,title\n2025,y\n"].concat();
    let run = Sandbox::new().csv("events", &marked).run(["check"]).code(0);
    let _ = run.stdout_has("2 rows read, 2 kept").stdout_has("0 errors, 1 warning");
    let capitals = "id,date,title,actors\na,2024,x,p\nID,Date,Title,Actors\nb,2025,y,p\n";
    let run = Sandbox::new().csv("events", capitals).run(["check"]).code(0);
    let _ = run.stdout_has("2 rows read, 2 kept").stdout_has("0 errors, 1 warning");
    for (header, again) in [
        ("id,date,title", "id,date,title "),
        ("id,date,title", " id, Date,title,"),
        ("id,date,title,", "id,date,title"),
    ] {
        let end = if header.ends_with(',') { "," } else { "" };
        let text = format!("{header}\na,2024,x{end}\n{again}\nb,2025,y{end}\n");
        let run = Sandbox::new().csv("events", &text).run(["check"]).code(0);
        let run = run.stdout_has("the row repeats the header").stdout_has("2 rows read, 2 kept");
        let _ = run.stdout_has("0 errors, 1 warning");
    }
    for (input, line) in [
        ("date,title\n2024-06-01,X\ndate,title\n2024-06-02,Y\n", 3),
        ("Date;Title\n2024-06-01;X\n2024-06-02;Y\ndate; title\n", 4),
    ] {
        let sandbox =
            Sandbox::new().csv("events", "date,title\n").bytes("in.csv", input.as_bytes());
        let run = sandbox.run(["add", "in.csv"]).code(0).stderr_has(&format!("in.csv:{line}:1"));
        let _ = run.stderr_has("the row repeats the header; it is skipped");
        assert_eq!(sandbox.read("data/events.csv"), "date,title\n2024-06-01,X\n2024-06-02,Y\n");
    }
}

#[test]
fn references_to_a_row_whose_id_lies_behind_a_broken_quote_are_no_findings() {
    let sandbox = Sandbox::new()
        .csv("events", &format!("{EVENTS}e1,2025,A,ann;Ann,ap\n"))
        .csv("actors", "id,name\n\"ann,Ann\nbob,Bob\n")
        .csv("sources", "id,title\n\"ap,AP\n");
    let run = sandbox.run(["check"]).code(1).stdout_lacks("unknown-");
    let _ = run.stdout_has("2 errors, 0 warnings");
    let after = "id,date,title,after,sources\n\"e1,2025,A,,s\ne2,2025,B,e1,s\n";
    let run = Sandbox::new().csv("events", after).run(["check"]).code(1);
    let _ = run.stdout_has("1 error, 0 warnings");
}

#[test]
fn a_date_that_a_spreadsheet_was_kept_from_changing_is_offered_bare() {
    for cell in ["=\"2025-01-03\"", "\"=\"\"2025-01-03\"\"\""] {
        let events = format!("{EVENTS}e1,{cell},A,a,s\n");
        let run = Sandbox::new().csv("events", &events).run(["check"]).code(1);
        let run = run.stdout_has("help: write `2025-01-03`");
        let _ = run.stdout_has("1 error, 0 warnings, 0 notes");
    }
}

#[test]
fn of_an_address_in_the_place_of_an_id_its_end_is_proposed() {
    let events = format!("{EVENTS}http://www.wikidata.org/entity/Q100,2025,A,a,s\n");
    let run = Sandbox::new().csv("events", &events).run(["check"]).code(1);
    let _ = run.stdout_has("follow: `Q100`?");
}

#[test]
fn a_blank_behind_a_closing_quote_is_to_be_deleted() {
    let run = |text: &str| {
        let events = format!("date,title,type\n{text}\n");
        Sandbox::new().csv("events", &events).run(["check"]).code(1)
    };
    let said = run("2024,\"a b\" ,call");
    let said = said.stdout_has("error[text-after-quote]: a blank after a closing quote");
    let _ = said.stdout_has("delete the blank between the quote and the comma");
    let _ = run("2024,x,\"call\" ").stdout_has("between the quote and the end of the line");
    let _ = run("2024,\"a\" b ,call").stdout_has("double the quotes");
}

#[test]
fn rows_of_nothing_but_nul_characters_are_called_that_wherever_they_come_from() {
    for end in ["\0\0\0\0", "\0,\0", "\u{1a}\0\0"] {
        let text = format!("date,title\n2025,A\n{end}");
        let sandbox = Sandbox::new().csv("events", &text).bytes("in.csv", text.as_bytes());
        let _ = sandbox.run(["check"]).code(1).stdout_has("nul-byte").stdout_lacks("blank-title");
        let sandbox = sandbox.csv("events", "date,title\n");
        let run = sandbox.run(["add", "in.csv"]).code(1).stderr_has("nul-byte");
        let _ = run.stderr_has("in.csv:3:").stderr_lacks("blank-title");
    }
}

#[test]
fn a_carriage_return_that_cuts_a_row_is_named_where_lines_end_in_line_feeds() {
    for (rows, code) in [
        ("2025,A,foo\rbar\n2024,B,x\n", "blank-title"),
        ("2025,Talks\rin Kyiv,n1\n2024,B,x\n", "cut-row"),
    ] {
        let text = format!("date,title,note\n{rows}");
        let named = "does the carriage return (CR)";
        let sandbox = Sandbox::new().csv("events", &text).bytes("in.csv", text.as_bytes());
        let _ = sandbox.run(["check"]).code(1).stdout_has(code).stdout_has(named);
        let of = |text: &str| Sandbox::new().csv("events", text).run(["check"]).code(1);
        let _ = of(&text.replace('\n', "\r\n")).stdout_has(code).stdout_has(named);
        let _ = of(&text.replace('\r', "\n")).stdout_has(code).stdout_lacks(named);
        let _ = of(&text.replace('\n', "\r")).stdout_has(code).stdout_lacks(named);
        let sandbox = sandbox.csv("events", "date,title,note\n");
        let _ = sandbox.run(["add", "in.csv"]).code(1).stderr_has(code).stderr_has(named);
    }
}

#[test]
fn what_does_not_show_in_a_required_name_is_named_once() {
    for (unseen, number) in [("\u{200b}", "200B"), ("\u{ad}", "00AD"), ("\u{1b}", "001B")] {
        let text = format!("date,ti{unseen}tle\n2025,A\n");
        let named = format!("a character in it that does not show (U+{number})");
        let sandbox = Sandbox::new().csv("events", &text).bytes("in.csv", text.as_bytes());
        let _ = sandbox.run(["check"]).code(1).stdout_has("1 error, 0 w").stdout_has(&named);
        let sandbox = sandbox.csv("events", "date,title\n");
        let run = sandbox.run(["add", "in.csv"]).code(1).stderr_has(&named);
        let _ = run.stderr_has("nothing was added: 1 error");
    }
    let actors = "id,na\u{ad}me\na,A\n";
    let run = Sandbox::new().csv("events", EVENTS).csv("actors", actors).run(["check"]).code(1);
    let _ = run.stdout_has("`name` is there with a character in it that does not show (U+00AD)");
}

#[test]
fn a_remark_below_actors_or_sources_is_one_finding() {
    for (table, header) in [("sources", "id,title,url"), ("actors", "id,name,kind")] {
        for end in ["", ",,"] {
            let text = format!("{header}\na,C,\n\nTotal: 1{end}\n");
            let run = Sandbox::new().csv("events", EVENTS).csv(table, &text).run(["check"]);
            let run = run.code(1).stdout_has("1 error, 0 warnings").stdout_lacks("Total--1");
            let _ = run.stdout_has("is it a remark or a sum? then delete the row; else an id");
        }
    }
}

#[test]
fn a_row_that_repeats_the_header_with_other_columns_is_skipped_with_a_warning() {
    let said = "identical-duplicate]: the row repeats the header with other columns; it is skipped";
    let long = "id,date,title,desk\na,2024,x,n\nid,date,title\nb,2025,y,n\n";
    let short = "id,date,title\na,2024,x\nID,date,title,desk\nb,2025,y\n";
    let within = "id,date,title,desk,type\na,2024,x,n,\nid,date,title,type\nb,2025,y,n,\n";
    for text in [long, short, within] {
        let run = Sandbox::new().csv("events", text).run(["check"]).code(0);
        let run = run.stdout_has(said).stdout_has("2 rows read, 2 kept, 0 refused");
        let _ = run.stdout_has("0 errors, 1 warning");
        let sandbox = Sandbox::new().csv("events", "id,date,title,desk,type\n");
        let sandbox = sandbox.bytes("in.csv", text.as_bytes());
        let _ = sandbox.run(["add", "in.csv"]).code(0).stderr_has(said);
    }
    // Words that are column names, too, are no header.
    let rows = "id,name,kind\nid,Identity,group\nname,name,\nkind,Name,id\n";
    let sandbox = Sandbox::new().csv("events", "date,title\n2024,x\n").csv("actors", rows);
    let _ = sandbox.run(["check"]).stdout_has("3 rows read, 3 kept").stdout_lacks("repeats");
}
