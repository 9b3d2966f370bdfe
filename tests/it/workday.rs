//! What a working day brings: rows, names and files as other programs and people leave them.

use crate::support::Sandbox;

/// A folder with one file of events, and an input beside it.
fn with(events: &str, input: &str) -> Sandbox {
    Sandbox::new().csv("events", events).bytes("in.csv", input.as_bytes())
}

/// What `check` says of one table of events, whatever the exit code.
fn said(events: &str) -> String {
    Sandbox::new().csv("events", events).run(["check"]).output()
}

#[test]
fn rows_of_one_input_that_differ_in_any_cell_are_events_of_their_own() {
    let input = "date,title,place,sources\n2025-05-03,Hearing,Room 5,a\n2025-05-03,Hearing,Room 7,b\n2025-05-03,Hearing,Room 5,a\n";
    let sandbox = with("date,title,place,sources\n", input);
    let run = sandbox.run(["add", "in.csv"]).code(0);
    let run = run.stderr_has("warning[same-event-twice]").stderr_has(" --> in.csv:3:1 (row 3)");
    let _ = run.stderr_has("in.csv:4: already there, at in.csv:2").stderr_has("2 events added");
    let both = "2025-05-03,Hearing,Room 5,a\n2025-05-03,Hearing,Room 7,b\n";
    assert!(sandbox.read("data/events.csv").ends_with(both));
    let again =
        sandbox.run(["add", "in.csv"]).code(0).stderr_has("nothing to add, 3 already there");
    let _ = again.stderr_lacks("other words").stderr_lacks("warning");
}

#[test]
fn a_row_of_the_folder_in_other_words_stands_for_one_row_of_an_input() {
    let input = "date,title,tags\n2025-05-03,Hearing,Room 5\n2025-05-03,Hearing,Room 7\n";
    let sandbox = with("date,title,tags\n2025-05-03,Hearing,Room 7\n", input);
    sandbox
        .run(["add", "in.csv"])
        .code(0)
        .stderr_has("1 event added")
        .stderr_has("1 already there");
    let there = sandbox.read("data/events.csv").replace("Room 5", "Hall 5");
    let edited = sandbox.csv("events", &there);
    let run = edited.run(["add", "in.csv"]).code(0).stderr_has("nothing to add, 2 already there");
    let _ = run.stderr_has("in.csv:2: already there, at events.csv:3, with other words in `tags`");
}

#[test]
fn a_name_typed_in_two_normal_forms_is_one_new_actor() {
    let input = "date,title,actors\n2025-05-01,a,José\n2025-05-02,b,Jose\u{301}\n";
    let sandbox = with("date,title,actors\n", input).csv("actors", "id,name\n");
    sandbox.run(["add", "in.csv", "--create-actors"]).code(0).stderr_has("2 events added");
    assert_eq!(sandbox.read("data/actors.csv"), "id,name\njose,José\n");
    let decomposed = "date,title\n2025-05-03,Cafe\u{301}\n";
    let sandbox = with("date,title\n2025-05-03,Café\n", decomposed);
    let _ = sandbox.run(["add", "in.csv"]).code(0).stderr_has("nothing to add, 1 already there");
}

#[test]
fn words_around_two_years_are_asked_about_and_two_parts_are_both_kept() {
    let check = said(
        "date,title,sources\nlate 2024-25,p,s\nearly-mid May 2025,a,s\nmid-late May 2025,c,s\nmid to late May 2025,d,s\n",
    );
    assert!(
        check.contains("error[ambiguous-date]: \"late 2024-25\" may be of two years"),
        "{check}"
    );
    assert!(check.contains("write `2024/2025`"), "{check}");
    assert!(check.contains("write `[2025-05-01..2025-05-20]`"), "{check}");
    assert_eq!(check.matches("write `[2025-05-11..2025-05-31]`").count(), 2, "{check}");
    let input =
        "date,title\nlate 2024-25,p\nearly 2025-26,q\nend of 2020-21,r\nwinter 2024-25,ok\n";
    let run = with("date,title\n", input).run(["add", "in.csv", "--dates", "words"]).code(1);
    let run = run.stderr_has("3 errors").stderr_lacks("--date-format");
    let _ = run.stderr_has("winter 2024");
}

#[test]
fn a_spreadsheet_or_pdf_is_called_that_and_not_an_encoding() {
    let excel: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0\xff\xff";
    let packed: &[u8] = b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xb5\x55\x30\x23\n\xf5,\x81\n";
    for (content, what) in [
        (packed, "is a spreadsheet (.xlsx, .ods) or another packed file, not CSV"),
        (excel, "is a spreadsheet of an older Excel (.xls), not CSV"),
        (b"\x1f\x8b\x08\0\0\0\0\0\0\x03abc", "is a file packed with gzip (.gz), not CSV"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF, not CSV"),
    ] {
        let sandbox = with("date,title\n", "").bytes("real.xlsx", content);
        let run = sandbox.run(["add", "real.xlsx"]).code(1).stderr_has(what);
        let _ = run.stderr_has("as CSV").stderr_lacks("encoding");
        let run = sandbox.run(["--data", "real.xlsx", "check"]).code(1).stdout_has(what);
        let _ = run.stdout_has("error[unreadable-file]").stdout_has("1 error, 0 warnings");
    }
}

#[test]
fn names_and_addresses_of_another_number_are_not_taken_for_slips() {
    let sandbox = Sandbox::new()
        .csv("events", "id,date,title,actors,sources\ne1,2025,x,u1,https://t.org/a/1956308\n")
        .csv("actors", "id,name\nu1,Unit 1\n")
        .csv("sources", "id,title,url\nt1,One,https://t.org/a/1956305\n");
    let run = sandbox.run(["check"]).code(1).stdout_lacks("did you mean");
    let _ = run.stdout_has("add a row to sources.csv with this url");
    let add = ["add", "--date", "2025", "--title", "y", "--actor", "Unit 2", "--create-actors"];
    sandbox.run(add).code(0).stderr_has("created actor unit-2");
    let slip = ["add", "--date", "2025", "--title", "z", "--actor", "Unitt 1"];
    let run = sandbox.run(slip).code(1).stderr_has("did you mean `Unit 1`? If it is another,");
    let _ = run.stderr_has("add a row to actors.csv");
}

#[test]
fn what_other_programs_write_for_nothing_is_said_and_nobody_is_made_of_it() {
    let errors = "date,title,actors,sources,type,place\n2025-05-03,Sentence,#N/A;#REF!:host,#NAME?,#VALUE!,#DIV/0!\n";
    let check = said(errors);
    assert!(check.contains("5 warning[placeholder]"), "{check}");
    assert!(check.contains("1 event, 0 actors, 0 sources"), "{check}");
    let exported = "id,date,title,type,actors,sources,place\ne1,2025-01-01,x,call,nan;Ann,nan,\ne2,2025-01-02,y,meeting,NULL,-,-\n";
    let check = said(exported);
    assert!(check.contains("5 warning[placeholder]"), "{check}");
    assert!(check.contains("2 events, 1 actor, 0 sources"), "{check}");
    let sandbox = with("date,title,actors,sources,type,place\n", errors)
        .csv("actors", "id,name\n")
        .csv("sources", "id,title\n");
    let run = sandbox.run(["add", "in.csv", "--create-actors"]).code(1);
    let run = run.stderr_has("unknown source `#NAME?`").stderr_has("leave it out where nothing");
    let _ = run.stderr_has("unknown actor `#REF!`").stderr_lacks("created");
    let sound = "id,date,title,actors,sources\ne1,2025,x,Nan;?-man,#1;#MeToo\n";
    assert!(said(sound).contains("0 errors, 0 warnings, 0 notes"), "{}", said(sound));
}

#[test]
fn na_in_capitals_is_nobody_unless_a_table_has_it() {
    let rows = "id,date,title,type,place,actors,sources\ne1,2021,NA,NA,NA,A;NA:host;na:host,NA\n";
    let check = said(rows);
    assert!(check.contains("5 warning[placeholder]"), "{check}");
    assert!(check.contains("1 event, 2 actors, 0 sources"), "{check}");
    assert!(check.contains("where it is a name (Namibia), write it in full"), "{check}");
    let tied = "id,date,title,actors,sources\ne1,2021,x,NA:host;A,NA#3\n";
    let known = |actors: &str, sources: &str| {
        let sandbox = Sandbox::new().csv("events", tied).csv("actors", actors);
        sandbox.csv("sources", sources).run(["check"]).output()
    };
    for (actors, sources) in [
        ("id,name,country\nNA,Namibia,NA\nA,A,\n", "id,title\nNA,News Agency\n"),
        ("id,name,country\nnam,NA,NA\nA,A,\n", "id,title\nNA,News Agency\n"),
        ("id,name,aliases\nnam,Namibia,SWA;NA\nA,A,\n", "id,title\nNA,News Agency\n"),
    ] {
        let check = known(actors, sources);
        assert!(check.contains("0 errors, 0 warnings, 0 notes"), "{check}");
    }
    let check = known("id,name\nA,A\n", "id,title\ns,S\n");
    assert!(check.contains("unknown actor `NA`") && check.contains("unknown source"), "{check}");
    assert_eq!(check.matches("where it is a name (Namibia)").count(), 2, "{check}");
}

#[test]
fn the_help_for_a_source_that_is_no_id_does_not_make_it_one() {
    let sandbox = Sandbox::new()
        .csv("events", "id,date,title,sources\ne1,2025,x,\"www.a.b/1;Reuters, 3 May;ap-9;b=2\"\n")
        .csv("sources", "id,title\n");
    let run = sandbox.run(["check"]).code(1).stdout_has("write it as `https://www.a.b/1`");
    let run = run.stdout_has("add a row to sources.csv and refer to it by its id\n");
    let run = run.stdout_has("add a row with the id `ap-9`").stdout_has("write that as %3B");
    let _ = run.stdout_lacks("with the id `Reuters").stdout_lacks("with the id `www");
}

#[test]
fn an_id_that_a_spreadsheet_rounded_is_not_mended_but_fetched() {
    let rows = "id,date,title,sources\n1.79E+18,2025-05-03,x,s\n\"1,79E+18\",2025-05-04,y,s\n";
    let check = said(rows);
    assert_eq!(check.matches("its last digits are lost").count(), 2, "{check}");
    assert!(!check.contains("1.79E18`") && !check.contains("179E18"), "{check}");
    let twice = rows.replace("\"1,79E+18\"", "1.79E+18");
    let run = with("id,date,title,sources\n", &twice).run(["add", "in.csv"]).code(1);
    let _ = run.stderr_has("error[malformed-id]").stderr_lacks("duplicate-id");
}

#[test]
fn a_circle_of_two_links_on_one_pair_names_both() {
    let check = said("id,date,title,sources,after,part_of\n1,,visit,a,,\n3,,talks,c,1,1\n");
    assert!(check.contains("run in a circle: 3 comes after 1, which contains 3"), "{check}");
    let sandbox = Sandbox::new()
        .csv("events", "id,date,title,sources\n1,,visit,a\n3,,talks,c\n")
        .csv("event_links", "event,relation,other\n3,during,1\n3,after,1\n");
    let _ = sandbox.run(["check"]).code(1).stdout_has("3 comes after 1, which contains 3");
}

#[test]
fn add_knows_why_quotes_enclose_nothing_and_where_the_names_are() {
    for (row, help) in [
        ("2025-05-03,“Hearing, opens”,reed", "only straight quotes"),
        ("2025-05-03, \"Hearing, opens\",reed", "delete the blank between them"),
    ] {
        let sandbox = with("date,title,actors\n", &format!("date,title,actors\n{row}\n"));
        let _ = sandbox.run(["add", "in.csv"]).code(1).stderr_has(help);
    }
    let titled = "Court diary,,\ndate,title,actors\n2025-05-03,Hearing,reed\n";
    let run = with("date,title,actors\n", titled).run(["add", "in.csv"]).code(1);
    let _ = run.stderr_has("the column names seem to stand in line 2: delete what is above");
}

#[test]
fn a_remark_in_a_row_has_one_finding_and_is_no_error_of_a_spreadsheet() {
    let check = said("date,title,sources\n# rows below are checked,,\nSumme,,\n");
    assert!(check.contains("2 errors, 0 warnings, 0 notes"), "{check}");
    let check = said("date,title,sources\n# May: trial,y,s\n#REF!,z,s\n");
    assert_eq!(check.matches("narrow column of a spreadsheet").count(), 1, "{check}");
}

#[test]
fn an_actor_that_ends_before_it_starts_is_said_to_once() {
    let sandbox = Sandbox::new()
        .csv("events", "id,date,title,actors,sources\ne1,1995,x,c,s\n")
        .csv("actors", "id,name,start_date,end_date\nc,C,2000,1990\n");
    let run = sandbox.run(["check"]).code(1).stdout_has("error[end-before-start]");
    let _ = run.stdout_has("1 error, 0 warnings, 0 notes").stdout_has("actors.csv:2:10");
}

#[test]
fn names_for_a_file_without_a_header_are_one_for_each_cell() {
    let check = said("2025-05-03,Hearing,reed\n2025-05-04,Hearing2,reed\n");
    assert!(check.contains("one for each of the 3 cells; `date`, `title` are needed"), "{check}");
}

#[cfg(unix)]
#[test]
fn a_pipe_that_closes_early_ends_csv_quietly() {
    use std::process::{Command, Stdio};
    let rows = (0..20_000)
        .map(|n| format!("e{n},2025-01-01,title number {n},call,a{};b{},\n", n % 50, n % 70));
    let events = format!("id,date,title,type,actors,sources\n{}", rows.collect::<String>());
    let sandbox = Sandbox::new().csv("events", &events);
    for arguments in ["check -f csv", "export --table ties -f csv", "list sources -f csv"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
        command.args(arguments.split(' ')).current_dir(sandbox.path());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!said.contains("Broken pipe"), "{arguments}: {said}");
        assert_ne!(output.status.code(), Some(2), "{arguments}: {said}");
    }
}

#[test]
fn a_season_of_two_years_a_share_of_a_day_and_a_zone_are_not_read_as_something_else() {
    let check = said(
        "date,title,sources\n24/25,season,s\n0.4375,time,s\n05/03/2025 10:15 AM ET,docket,s\n",
    );
    assert!(check.contains("write `2024/2025`") && !check.contains("2025-24"), "{check}");
    assert!(
        check.contains("a time of day as spreadsheets count it") && !check.contains("4375`"),
        "{check}"
    );
    assert!(check.contains("its zone is left out"), "{check}");
}

#[test]
fn add_says_which_season_two_years_are_taken_for_and_that_all_is_at_midnight() {
    let input = "date,title\n2020-21,season\n2020-05,month\n1936-30,x\n";
    let run = with("date,title\n", input).run(["add", "in.csv", "--dry-run"]).code(0);
    let run =
        run.stderr_has("`2020-21` is taken for `2020-21` (spring 2020); it might be `2020/2021`");
    let _ = run.stderr_lacks("1936-30").stderr_lacks("midnight");
    let wikidata = "date,title\n1850-01-01T00:00:00Z,Founded\n1805-10-21T00:00:00Z,Battle\n";
    let sandbox = with("date,title\n", wikidata);
    let run = sandbox.run(["add", "in.csv", "--dry-run"]).code(0);
    let _ = run.stderr_has("--date-format 'Y-m-dT00:00:00Z' takes the days");
    let add = ["add", "in.csv", "--date-format", "Y-m-dT00:00:00Z"];
    let _ = sandbox.run(add).code(0).stdout_has("1805-10-21  Battle").stderr_lacks("midnight");
}

#[test]
fn one_time_of_utc_on_all_days_is_told() {
    let told = |dates: &str| {
        let rows: Vec<String> = dates.split(' ').map(|date| format!("{date},Talk\n")).collect();
        let input = format!("date,title\n{}", rows.concat());
        with("date,title\n", &input).run(["add", "in.csv", "--dry-run"]).code(0).errors()
    };
    let said = told("2024-01-02T05:00:00Z 2024-01-03T05:00:00Z 2024-02-03T05:00:00Z");
    let takes =
        "are at one time, `T05:00:00Z`: if that says no time, --date-format 'Y-m-dT05:00:00Z'";
    assert!(said.contains(takes), "{said}");
    // Of a midnight in the east the day in UTC is the one before.
    let said = told("2024-01-02T22:00:00Z 2024-01-03T22:00:00Z 2024-02-03T22:00:00Z");
    assert!(said.contains("zone in the east") && !said.contains("--date-format"), "{said}");
    for dates in [
        "2024-01-02T05:00:00Z 2024-01-03T05:00:00Z",
        "2024-01-02T05:00:00Z 2024-01-03T05:00:00Z 2024-02-03T06:00:00Z",
        "2024-01-02T10:00 2024-01-03T10:00 2024-02-03T10:00",
    ] {
        assert!(!told(dates).contains("at one time"), "{dates}");
    }
}

#[test]
fn months_that_are_likely_two_years_are_told_by_their_column() {
    let run = |dates: &str, flags: &[&str]| {
        let rows: Vec<String> = dates.split(' ').map(|date| format!("{date},Final\n")).collect();
        let input = format!("date,title\n{}", rows.concat());
        with("date,title\n", &input).run([&["add", "in.csv", "--dry-run"], flags].concat())
    };
    let told =
        "`2009-10` is taken for `2009-10` (October 2009); it might be `2009/2010` (2009-2010)";
    for dates in ["2009-10 2010-11 2011-12", "2009-10 2020-21", "2009-10 2009-10 2012-13"] {
        let _ = run(dates, &[]).stderr_has(told);
    }
    let _ = run("2009-10 2010-11 2011-12", &["--date-format", "Y-m"]).stderr_lacks("might be");
    // A season that is told may be two years, too, and a format says so.
    let takes = "--date-format Y-y takes such dates for two years";
    for dates in ["2009-10 2010-11 2011-12", "1920-21 1921-22 1922-23"] {
        let _ = run(dates, &[]).code(0).stderr_has(takes);
        let _ = run(dates, &["--date-format", "Y-y"]).code(0).stderr_lacks("might be");
    }
    let years = run("1898-99 1899-00 1920-21 2009-10 2012-13", &["--date-format", "Y-y"]).code(0);
    let years = years.stdout_has("+1898/1899,").stdout_has("+1899/1900,");
    let _ = years.stdout_has("+1920/1921,").stdout_has("+2009/2010,").stdout_has("+2012/2013,");
    let refused = run("1898-99 1899-00 2012-13 2013-14", &[]).code(1);
    let refused = refused.stderr_has("if all dates are two years so, --date-format Y-y takes them");
    let _ = refused.stderr_has("4 dates that are not understood are written Y-y");
    let asked = run("2009-10 1930-35 2009-05", &["--date-format", "Y-y"]).code(1);
    let asked = asked.stderr_has("\"1930-35\" is no two years that follow each other");
    let _ = asked.stderr_has("write `1930/1935` (1930-1935) or `1930-35`").stderr_has("2 errors");
    for dates in ["2009-10 2010-11", "2009-10 2010-11 2011-12 2011-05", "2009-10 2010-11 2010-11"] {
        let _ = run(dates, &[]).code(0).stderr_lacks("might be");
    }
}

#[test]
fn a_contradiction_of_flags_names_the_flags() {
    let sandbox =
        Sandbox::new().csv("events", "id,date,title,after\ne1,2025-05-01,A,\ne5,2025-05-03,B,e1\n");
    let add = ["add", "--date", "2020-07-02", "--title", "q9", "--after", "e5"];
    let run = sandbox.run(add).code(1).stderr_has("a link: --after");
    let _ = run.stderr_lacks("flags:2").stderr_lacks("this row");
}

#[test]
fn what_cannot_be_found_is_said_in_words_that_help() {
    let sandbox = Sandbox::new().csv("events", "date,title\n5/9/2025,x\n");
    for arguments in
        [["--data", "nofolder", "add", "--title", "x"], ["--data", "nofolder", "rename", "a", "b"]]
    {
        let run = sandbox.run(arguments).code(2).stderr_has("there is no `nofolder` here");
        let _ = run.stderr_has("annals init nofolder");
    }
    let run = sandbox.run(["timeline", "-o", "nodir/x.md"]).code(2);
    let _ = run.stderr_has("there is no folder `nodir`").stderr_lacks(".annals-");
    let dashed = sandbox.bytes("-q.csv", b"date,title\n5/9/2025,x\n");
    let run = dashed.run(["--data=-q.csv", "timeline"]).code(0);
    let _ = run.stderr_has("`annals --data=-q.csv check` shows them");
}

#[test]
fn add_says_how_many_errors_the_folder_has_besides() {
    let sandbox = Sandbox::new().csv("events", "id,date,title\ne1,2025,A\ne2,x,2025,B\n");
    let add = ["add", "--date", "2025-07-02", "--title", "q"];
    let _ =
        sandbox.run(add).code(0).stderr_has("1 error in data besides; `annals check` shows them");
}

#[test]
fn errors_that_the_added_row_mends_are_not_said_to_be_there_besides() {
    let sandbox = Sandbox::new()
        .csv("events", "id,date,title\ne1,2024-01-01,A\n")
        .csv("event_links", "event,relation,other\ne5,after,e1\ne6,after,e1\n");
    let add = |id| ["add", "--id", id, "--date", "2024-02-01", "--title", id];
    let run = sandbox.run([&add("e5")[..], &["--dry-run"]].concat()).code(0);
    let _ = run.stderr_has("2 errors in data besides; `annals check` shows them");
    let _ = sandbox.run(add("e5")).code(0).stderr_has("1 error in data besides");
    let _ = sandbox.run(add("e6")).code(0).stderr_lacks("besides");
}

#[cfg(target_os = "linux")]
#[test]
fn an_event_that_was_added_is_said_to_be_where_the_report_cannot_be_written() {
    let sandbox = Sandbox::new().csv("events", "date,title\n");
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_annals"));
    command
        .args(["add", "--date", "2025", "--title", "x"])
        .current_dir(sandbox.path())
        .stdout(full);
    let said = String::from_utf8(command.output().unwrap().stderr).unwrap();
    assert!(said.contains("1 event added to events.csv; only the report of it failed"), "{said}");
}

#[test]
fn a_role_in_front_of_an_actor_and_wide_semicolons_are_known() {
    let sandbox = Sandbox::new()
        .csv(
            "events",
            "id,date,title,actors,sources\ne1,2025,x,host: ann,s\ne2,2025,y,ann；bob,s\n",
        )
        .csv("actors", "id,name\nann,Ann\nbob,Bob\n");
    let run = sandbox.run(["check"]).code(1).stdout_has("`host` is a role, which stands behind");
    let _ = run.stdout_has("separate actors by `;`");
    let add = ["add", "--date", "2025", "--title", "z", "--actor", "ann, bob", "--create-actors"];
    let _ =
        sandbox.run(add).code(1).stderr_has("separate actors by `;`").stderr_lacks("creates it");
}

#[test]
fn a_row_that_has_an_id_and_no_title_is_no_remark_and_its_id_is_known() {
    let events = "id,date,title,after\ne1,2025,A,e9\ne9,,,\n# note,,,\nTotal,,,\n";
    let checked = annals::check::dataset(annals::read::texts(&[("events.csv", events)]));
    let told: Vec<(&str, u32)> =
        checked.findings.iter().map(|f| (f.code.name(), f.place.line)).collect();
    assert_eq!(told, [("blank-title", 3), ("malformed-id", 4), ("blank-title", 5)]);
}

#[test]
fn where_an_actor_starts_is_told_at_its_own_line() {
    let rows: String = (0..40_000).map(|n| format!("a{n},A{n},1980,1990\n")).collect();
    let actors = format!("id,name,start_date,end_date\n{rows}p,P,1990,1980\n");
    let files = [("events.csv", "id,date,title\n"), ("actors.csv", &actors)];
    let checked = annals::check::dataset(annals::read::texts(&files));
    let finding = checked.findings.iter().find(|f| f.code.name() == "end-before-start").unwrap();
    assert_eq!((finding.place.line, finding.related[0].0.line), (40_002, 40_002));
}

#[test]
fn a_word_that_stands_in_a_table_that_cannot_be_read_is_told_that() {
    let sandbox = Sandbox::new()
        .csv("events", "id,date,title,type,actors\ne1,2025,A,call,brook;reed\n")
        .csv("actors", "id;name\nbrook;Ann Brook\nreed;Bob Reed\n");
    let why = "`actors.csv` holds `brook` and cannot be read: cells are separated by semicolons";
    for arguments in [
        &["show", "brook"][..],
        &["show", "actors/brook"],
        &["timeline", "actor:brook"],
        &["export", "not:actor:brook+reed"],
        &["diagram", "--ego", "brook"],
    ] {
        let _ = sandbox.run(arguments).code(2).stdout("").stderr_has(why);
    }
    for asked in ["brook", "actors/brook"] {
        let run = sandbox.run(["rename", asked, "b2"]).code(2).stdout("");
        let _ = run.stderr_has(why).stderr_lacks("there is no id");
    }
    let _ = sandbox.run(["show", "broo"]).code(2).stderr_has("nothing has the id");
    let _ = sandbox.run(["rename", "broo", "b2"]).code(2).stderr_has("there is no id `broo`");
}
