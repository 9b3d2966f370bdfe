//! `annals check`: every finding code has the smallest folder that triggers it and its nearest
//! valid neighbour; the rulings on quoting; the forms findings are written in.
//!
//! `ANNALS_UPDATE=1 cargo test check` rewrites `tests/data/<code>/findings.txt`; review the diff.

use std::fs;
use std::path::{Path, PathBuf};

use annals::check::{CODES, Checked};
use annals::read::Need;

use crate::support::{Sandbox, root};

fn checked(folder: &Path) -> Checked {
    let read = annals::read::folder(folder, &Need::ALL);
    annals::check::dataset(read.unwrap_or_else(|error| panic!("{}: {error}", folder.display())))
}

fn codes(checked: &Checked) -> Vec<&'static str> {
    checked.findings.iter().map(|f| f.code.name()).collect()
}

fn fixture(code: &str) -> PathBuf {
    root().join("tests/data").join(code)
}

#[test]
fn every_code_has_a_folder_that_triggers_it_alone() {
    for code in CODES {
        let folder = fixture(code.name);
        assert!(folder.is_dir(), "{} lacks tests/data/{}", code.name, code.name);
        assert_eq!(codes(&checked(&folder)), [code.name], "tests/data/{}", code.name);
    }
}

#[test]
fn every_code_has_a_valid_neighbour_that_triggers_nothing() {
    for code in CODES {
        let folder = fixture(code.name).join("valid");
        assert!(folder.is_dir(), "{} lacks tests/data/{}/valid", code.name, code.name);
        let checked = checked(&folder);
        assert!(checked.findings.is_empty(), "{}: {:?}", folder.display(), checked.findings);
    }
}

#[test]
fn no_fixture_is_left_over() {
    for entry in fs::read_dir(root().join("tests/data")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(CODES.iter().any(|c| c.name == name), "no code `{name}` for tests/data/{name}");
    }
}

#[test]
fn every_fixture_reads_as_its_golden_text() {
    let sandbox = Sandbox::new();
    for code in CODES {
        let folder = fixture(code.name);
        let golden = folder.join("findings.txt");
        let severity = i32::from(code.severity == annals::check::Severity::Error);
        let run = sandbox.run(["--data".as_ref(), folder.as_os_str(), "check".as_ref()]);
        let run = run.code(severity).stderr("");
        if std::env::var_os("ANNALS_UPDATE").is_some() {
            fs::write(&golden, run.output()).unwrap();
            continue;
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        let _ = run.stdout(&expected);
    }
}

#[test]
fn a_role_without_an_actor_and_a_place_without_a_source_are_named_as_that() {
    let events = "id,date,title,actors,sources\ne1,2025-02-12,A call,:caller;ada,#1;ap#p. 2\n";
    let alone = Sandbox::new().csv("events", events);
    let run = alone.run(["check"]).code(0).stdout_has("a role without an actor");
    let _ = run.stdout_has("write an actor before the `:`").stdout_lacks("small letters");
    let sources = alone.run(["list", "sources"]).code(0).stdout_has("  #1").output();
    assert!(sources.contains("  ap"), "{sources}");
    let tables = Sandbox::new()
        .csv("events", events)
        .csv("actors", "id,name\nada,Ada\n")
        .csv("sources", "id,title\nap,AP\n");
    let run = tables.run(["check"]).code(1).stdout_has("a role without an actor");
    let run = run.stdout_has("a place in a source without the source");
    let _ = run.stdout_has("write a source before the `#`").stdout_lacks("``");
}

#[test]
fn a_title_that_stands_for_nothing_is_kept_and_told() {
    let titles = ["N/A", "NULL", "#REF!", "#NAME?", "#####", "-", "--", "—", "None"];
    let rows: String = titles.iter().map(|title| format!("2025-01-01,{title}\n")).collect();
    let run = Sandbox::new().csv("events", &format!("date,title\n{rows}")).run(["check"]).code(0);
    let run = run.stdout_has("0 errors, 9 warnings").stdout_has("9 warning[placeholder]");
    let _ = run.stdout_has("`#NAME?` stands where there is nothing").stdout_has("9 kept");
    let sound = "date,title\n2025-01-01,Null and void\n2025-01-02,1\n2025-01-03,?\n\
                 2025-01-04,-5\n2025-01-05,None of us\n";
    let _ = Sandbox::new().csv("events", sound).run(["check"]).stdout_has("0 warnings");
}

#[test]
fn a_dash_among_actors_is_nobody() {
    let events = "date,title,type,actors\n2024-01-01,A,meeting,Ann;-\n2024-01-02,B,meeting,Ann;—\n\
                  2024-01-03,C,meeting,Ann;Jean-Luc\n";
    let sandbox = Sandbox::new().csv("events", events);
    let run = sandbox.run(["check"]).code(0).stdout_has("0 errors, 2 warnings");
    let _ = run.stdout_has("2 warning[placeholder]").stdout_has("3 events, 2 actors");
}

#[test]
fn an_item_that_a_semicolon_of_another_kind_has_cut_is_told_once_a_cell() {
    let events = "date,title,actors,sources
2025-01-01,A,Zuzana &amp; Co&lt;br/&gt;Ann O&#39;Neil,https://x.org/a;jsessionid=1
2025-01-02,B,AT&T;Bob,\"https://x.org/a, https://x.org/b\"
";
    let run = Sandbox::new().csv("events", events).run(["check"]).code(0);
    let run = run.stdout_has("3 warning[torn-item]").stdout_has("ends in `&amp`");
    let run = run.stdout_has("`jsessionid=1` seems to be the end").stdout_has("as `%3B`");
    let _ = run.stdout_has("two sources in one item").stdout_has("0 errors, 3 warnings");
}

#[test]
fn what_tells_two_rows_of_one_event_apart_is_named_and_neither_is_to_be_deleted() {
    let said = |sandbox: Sandbox| sandbox.run(["check"]).code(0).output();
    let war = |rows: &str| format!("date,title,sources,StateName,Side\n{rows}");
    let rows = "1823,Franco-Spanish War,s,Spain,2\n1823,Franco-Spanish War,s,France,1\n";
    let check = said(Sandbox::new().csv("events", &war(rows)));
    assert!(check.contains("actors and sources as another event, but not its `StateName`, `Side`"));
    assert!(check.contains("make them one row; else number them in `seq`"), "{check}");
    assert!(!check.contains("delete"), "{check}");
    // Of two files each may have columns of its own; what is blank there is not said there.
    let split = Sandbox::new().csv("events-1", "id,date,title,sources,x,y\na,1823,War,s,1,\n");
    let check = said(split.csv("events-2", "id,sources,title,date,z\nb,s,War,1823,2\n"));
    assert!(check.contains("but not its `x`, `z`\n"), "{check}");
    let many = "date,title,sources,a,b,c,d,e,f,g\n1823,War,s,,,,,,,\n1823,War,s,1,1,1,1,1,1,1\n";
    let check = said(Sandbox::new().csv("events", many));
    assert!(check.contains("but not its `a`, `b`, `c`, `d`, `e` and 2 more\n"), "{check}");
    let blanks = "id,date,title,sources,note\na,1823-04-07,War,s, x\nb,1823-04-07,War,s,x\n";
    let check = said(Sandbox::new().csv("events", blanks));
    assert!(check.contains("as another event\n") && check.contains("help: delete"), "{check}");
    // One day hardly holds the same twice; a month or no date does, and none of the two rows is too many.
    for date in ["2024-01", "", "2024-01-03/2024-01-05"] {
        let rows = format!("id,date,title,sources\na,{date},Vote,s\nb,{date},Vote,s\n");
        let check = said(Sandbox::new().csv("events", &rows));
        assert!(check.contains("make them one row; else number them in `seq`"), "{date}: {check}");
        assert!(!check.contains("delete"), "{date}: {check}");
    }
    let day = "id,date,title,sources\na,2024-01-03,Vote,s\nb,2024-01-03,Vote,s\n";
    let check = said(Sandbox::new().csv("events", day));
    assert!(check.contains("delete that") && check.contains("number them in `seq`"), "{check}");
}

#[test]
fn undated_rows_are_the_same_event_where_more_than_the_title_is_the_same() {
    for (columns, row, is_same) in [
        ("place", "Port Vell", true),
        ("actors", "Ann;Bob", true),
        ("sources", "s1", true),
        ("place,sources", "Port Vell,s1", true),
        ("place", "", false),
        ("place", "NA", false),
        ("summary", "On the lease", false),
    ] {
        for date in ["", "2025"] {
            let rows = format!("a,{date},Secret call,{row}\nb,{date},Secret call,{row}\n");
            let sandbox = Sandbox::new().csv("events", &format!("id,date,title,{columns}\n{rows}"));
            let (run, found) = (sandbox.run(["check"]).code(0), "1 warning[same-event-twice]");
            let is_told = is_same || !date.is_empty();
            let _ = if is_told { run.stdout_has(found) } else { run.stdout_lacks(found) };
        }
    }
    let rows =
        "id,date,title,place,seq\na,,Call,Bern,1\nb,,Call,Bern,2\nc,,Call,Rome,\nd,NA,Call,Rome,\n";
    let run = Sandbox::new().csv("events", rows).run(["check"]).code(0);
    let run = run.stdout_has("and sources as another event without a date\n --> events.csv:5:");
    let _ = run.stdout_has("1 warning[same-event-twice]");
    let rows = "id,date,title,actors,shelfmark\na,,Letter,Ann;Bob,b101\nb,,Letter,Ann;Bob,b102\n";
    let _ = Sandbox::new().csv("events", rows).run(["check"]).code(0).stdout_lacks("same-event");
    // Dates that are not known say no more than a blank; what is no date for another reason does.
    for (date, is_told) in [("unknown", true), ("n.d.", true), ("Ramadan", false)] {
        let rows = format!("id,date,title,actors\na,{date},Call,Ann\nb,,Call,Ann\n");
        let run = Sandbox::new().csv("events", &rows).run(["check"]).code(1);
        let found = "1 warning[same-event-twice]";
        let _ = if is_told { run.stdout_has(found) } else { run.stdout_lacks(found) };
    }
}

#[test]
fn a_refused_link_tells_all_that_is_wrong_in_it() {
    let links = "event,relation,other,gap\ne88,folows,e89,soon\na,after,,x\n,after,e90,1d\n";
    let sandbox = Sandbox::new()
        .csv("events", "id,date,title,after\na,2025,A,\nb,2025,B,b+2x\n")
        .csv("event_links", links);
    let run = sandbox.run(["check"]).code(1).stdout_has("3 rows read, 0 kept, 3 refused");
    let run = run.stdout_has("3 error[unknown-event]").stdout_has("1 error[unknown-relation]");
    let run = run.stdout_has("2 error[blank-cell]");
    let run = run.stdout_has("3 error[bad-gap]").stdout_has("1 error[self-link]");
    let _ = run.stdout_has("`+2x` is no gap; it is left out").stdout_lacks("kept without it");
}

#[test]
fn a_gap_of_what_takes_none_is_to_be_taken_out_and_a_line_is_told_once() {
    let events = "id,date,title,after,before,part_of\na,2025-05-01,A,,,\nb,2025-05-02,B,,,a+2d\n\
                  c,2025-05-03,C,c,c,c\n";
    let check = Sandbox::new().csv("events", events).run(["check"]).code(1);
    let check = check.stdout_has("help: take the gap out; how long after or before is said in");
    let _ = check.stdout_has("and 2 more: line 4\n");
}
