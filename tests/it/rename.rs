//! `annals rename`: every reference changes, nothing else does, and collisions are refused.

use std::fs;

use super::support::Sandbox;

const EVENTS: &str = "id,date,title,actors,sources,after,part_of\ne1,2025-01,\"ann: a \"\"call\"\"\",ann:host; bob;Ann Lee,s1#p. 1;s1,,\ne2,2025-02,ann,\"bob;ann:guest\",https://daily.example/1;s1,e1+2d..5d,e1\n";
const ACTORS: &str = "id,name,aliases\nann,Ann Lee,ann:x\nbob,Bob,\n";
const SOURCES: &str =
    "id,title,url,derived_from\ns1,Daily,https://daily.example/1,\ns2,Copy,,s1#2\n";
const TIES: &str = "id,from,relation,to,sources\nr1,ann,knows,bob,s1\n";

fn folder() -> Sandbox {
    let sandbox = Sandbox::new().csv("events", EVENTS).csv("actors", ACTORS);
    let links = "event,relation,other,sources\ne1,causes,e2,s1#4\n";
    sandbox.csv("sources", SOURCES).csv("relationships", TIES).csv("event_links", links)
}

#[test]
fn an_actor_is_renamed_where_it_is_referred_to_by_its_id() {
    let sandbox = folder();
    sandbox
        .run(["rename", "ann", "ann-lee"])
        .code(0)
        .stdout("renamed actors/ann to ann-lee: 4 cells\n");
    let expected = EVENTS.replace("ann:host", "ann-lee:host").replace("ann:guest", "ann-lee:guest");
    assert_eq!(sandbox.read("data/events.csv"), expected);
    assert_eq!(sandbox.read("data/actors.csv"), ACTORS.replace("\nann,", "\nann-lee,"));
    assert_eq!(sandbox.read("data/relationships.csv"), TIES.replace(",ann,", ",ann-lee,"));
}

#[test]
fn a_source_keeps_its_locators_and_an_event_its_gaps() {
    let sandbox = folder();
    sandbox.run(["rename", "s1", "daily-1"]).code(0).stdout_has("7 cells");
    let events = sandbox.read("data/events.csv");
    assert!(
        events.contains("daily-1#p. 1;daily-1")
            && events.contains("https://daily.example/1;daily-1")
    );
    assert!(sandbox.read("data/sources.csv").contains("s2,Copy,,daily-1#2"));
    sandbox.run(["rename", "e1", "first"]).code(0).stdout_has("4 cells");
    assert!(sandbox.read("data/events.csv").contains("first+2d..5d,first\n"));
    assert_eq!(
        sandbox.read("data/event_links.csv"),
        "event,relation,other,sources\nfirst,causes,e2,daily-1#4\n"
    );
}

#[test]
fn there_and_back_is_no_difference() {
    let sandbox = Sandbox::with_data();
    let files = || -> Vec<Vec<u8>> {
        let names = ["events", "actors", "sources", "relationships"];
        names.iter().map(|n| fs::read(sandbox.data().join(format!("{n}.csv"))).unwrap()).collect()
    };
    let before = files();
    for (old, new) in
        [("putin", "zz-putin"), ("e026", "e900"), ("mehr-2025-02-09", "a"), ("r01", "tie-1")]
    {
        sandbox.run(["rename", old, new]).code(0);
        assert_ne!(files(), before);
        sandbox.run(["check"]).code(0);
        sandbox.run(["rename", new, old]).code(0);
        assert_eq!(files(), before, "{old}");
    }
}

#[test]
fn what_would_collide_is_refused() {
    let sandbox = folder();
    let refused =
        [("ann", "bob", "is there already: actors.csv:3"), ("ann", "Bob", "differ only by case")];
    for (old, new, why) in refused {
        sandbox.run(["rename", old, new]).code(1).stderr_has(why);
    }
    for (new, why) in [("a b", "is no id"), ("ann", "is its id already")] {
        sandbox.run(["rename", "ann", new]).code(2).stderr_has(why);
    }
    sandbox.run(["rename", "anm", "x"]).code(2).stderr_has("did you mean `ann`?");
    assert_eq!(sandbox.read("data/events.csv"), EVENTS);
}

#[test]
fn an_id_that_is_referred_to_already_is_refused() {
    let sandbox = Sandbox::new().csv("events", "id,date,title,after\ne1,2025,A,e9\n");
    sandbox.run(["rename", "e1", "e9"]).code(1).stderr_has("is referred to already: events.csv:2");
}

#[test]
fn two_tables_with_the_same_id_are_told_apart() {
    let sandbox = Sandbox::new()
        .csv("events", "id,date,title,actors\nx,2025,A,x\n")
        .csv("actors", "id,name\nx,X\n");
    sandbox.run(["rename", "x", "y"]).code(2).stderr_has("`events/x` or `actors/x`");
    sandbox.run(["rename", "actors/x", "y"]).code(0);
    assert_eq!(sandbox.read("data/events.csv"), "id,date,title,actors\nx,2025,A,y\n");
}

#[test]
fn without_a_table_a_name_is_renamed_and_quoted_where_it_must_be() {
    let sandbox = Sandbox::new().csv(
        "events",
        "date,title,actors\n2025,A,Xi Jinping:host;Bob\n2026,B,\"Bob, jr;Xi Jinping\"\n",
    );
    sandbox.run(["rename", "Xi Jinping", "Xi, \"J\""]).code(0);
    let expected =
        "date,title,actors\n2025,A,\"Xi, \"\"J\"\":host;Bob\"\n2026,B,\"Bob, jr;Xi, \"\"J\"\"\"\n";
    assert_eq!(sandbox.read("data/events.csv"), expected);
}

#[test]
fn a_record_that_cannot_be_read_and_holds_the_id_stops_it() {
    let sandbox = Sandbox::new()
        .csv("events", "id,date,title,actors\ne1,2025,A,ann\ne2,2025,\"B\"x,ann\n")
        .csv("actors", "id,name\nann,Ann\n");
    sandbox
        .run(["rename", "ann", "anna"])
        .code(1)
        .stderr_has("events.csv:3 cannot be read and holds `ann`");
}

#[test]
fn a_dry_run_shows_the_diff_and_changes_nothing() {
    let sandbox = folder();
    let run = sandbox
        .run(["rename", "ann", "anna", "--dry-run"])
        .code(0)
        .stdout_has("+anna,Ann Lee,ann:x\n");
    run.stderr_has("4 cells in 3 files would be changed");
    assert_eq!(sandbox.read("data/events.csv"), EVENTS);
}

#[cfg(debug_assertions)]
#[test]
fn a_rename_that_was_cut_off_stops_readers_until_it_is_finished() {
    let sandbox = folder();
    let cut = (1..60).find(|n| {
        let sandbox = folder().variable("ANNALS_KILL_AT", &n.to_string());
        drop(sandbox.run(["rename", "ann", "anna"]));
        sandbox.data().join(".annals-journal").exists()
    });
    let sandbox = sandbox.variable("ANNALS_KILL_AT", &cut.unwrap().to_string());
    drop(sandbox.run(["rename", "ann", "anna"]));
    let sandbox = sandbox.variable("ANNALS_KILL_AT", "0");
    for command in ["check", "timeline", "export"] {
        sandbox.run([command]).code(2).stderr_has(".annals-journal");
    }
    sandbox.run(["add", "--date", "2025", "--title", "X", "--dry-run"]).code(2);
    sandbox
        .run(["add", "--date", "2025", "--title", "X"])
        .code(0)
        .stderr_has("finished what was cut off: rename ann to anna");
    sandbox.run(["rename", "--finish"]).code(0).stderr_has("no rename was cut off");
    assert!(sandbox.read("data/relationships.csv").contains("r1,anna,"));
}

#[cfg(debug_assertions)]
#[test]
fn a_file_changed_since_a_rename_was_cut_off_is_not_overwritten() {
    let cut = (1..60).find_map(|n| {
        let sandbox = folder().variable("ANNALS_KILL_AT", &n.to_string());
        drop(sandbox.run(["rename", "ann", "anna"]));
        sandbox.data().join(".annals-journal").exists().then_some(sandbox)
    });
    let sandbox =
        cut.unwrap().csv("relationships", "id,from,relation,to\n").variable("ANNALS_KILL_AT", "0");
    sandbox.run(["rename", "--finish"]).code(2).stderr_has("relationships.csv was changed since");
    assert_eq!(sandbox.read("data/relationships.csv"), "id,from,relation,to\n");
}

#[test]
fn a_rename_may_mend_what_check_warns_of() {
    let sandbox = Sandbox::new().csv("events", "id,date,title\nE1,2025,A\ne1,2026,B\n");
    sandbox.run(["rename", "E1", "e2"]).code(0);
    assert_eq!(sandbox.read("data/events.csv"), "id,date,title\ne2,2025,A\ne1,2026,B\n");
}

#[test]
fn a_contradiction_that_was_there_before_refuses_no_rename() {
    let events =
        "id,after,before,part_of,date,title\ne1,,e10+2d;e11,,,A\ne10,e1+1d,,,,B\ne11,e10,,e1,,C\n";
    for new in ["a", "e0", "e2", "first", "z"] {
        let sandbox = Sandbox::new().csv("events", events);
        sandbox.run(["check"]).code(1);
        sandbox.run(["rename", "e1", new]).code(0).stdout_has("3 cells");
        assert!(sandbox.read("data/events.csv").contains(&format!("e11,e10,,{new},,C")));
        sandbox.run(["rename", new, "e1"]).code(0);
        assert_eq!(sandbox.read("data/events.csv"), events, "{new}");
    }
}

#[test]
fn a_name_is_renamed_in_whatever_normal_form_it_is_written() {
    const APART: &str = "Cafe\u{301}";
    let events = |one: &str, other: &str| {
        format!("date,title,actors\n2024,A,{one};Ben\n2025,B,{other}:host\n")
    };
    for written in [events(APART, APART), events("Café", APART), events(APART, "Café")] {
        for typed in ["Café", APART] {
            let sandbox = Sandbox::new().csv("events", &written);
            sandbox
                .run(["rename", typed, "Ann"])
                .code(0)
                .stdout("renamed actors/Café to Ann: 2 cells\n");
            assert_eq!(sandbox.read("data/events.csv"), events("Ann", "Ann"));
            sandbox.run(["rename", "Ann", typed]).code(0);
            assert_eq!(sandbox.read("data/events.csv"), events("Café", "Café"));
        }
    }
    let sandbox = Sandbox::new().csv("events", &events(APART, "Ann"));
    sandbox.run(["rename", "Ann", "Café"]).code(1).stderr_has("is there already: events.csv:2");
    let sources = format!("date,title,sources\n2024,A,{APART}#p. 3;x\n");
    let sandbox = Sandbox::new().csv("events", &sources);
    sandbox.run(["rename", "Café", "Daily"]).code(0);
    assert_eq!(sandbox.read("data/events.csv"), "date,title,sources\n2024,A,Daily#p. 3;x\n");
}

#[test]
fn a_name_of_two_normal_forms_stays_whole_where_it_holds_a_separator() {
    let actors = "id,name\nann,Ann\nb,ann:cafe\u{301}\n";
    let events = "date,title,actors\n2024,A,ann:café\n2025,B,ann:host\n";
    let sandbox = Sandbox::new().csv("events", events).csv("actors", actors);
    sandbox.run(["rename", "ann", "anna"]).code(0).stdout_has("2 cells");
    assert_eq!(sandbox.read("data/events.csv"), events.replace("ann:host", "anna:host"));
}

#[test]
fn a_journal_that_names_no_table_touches_nothing() {
    let hash = "cbf29ce484222325";
    for name in ["../victim", "/tmp/victim", "victim.csv", "events/../../victim.csv"] {
        let entry = format!("{hash}\t{hash}\t.annals-edit-1-0.tmp\t{name}");
        let journal = format!("annals journal 1\nrename a to b\n{entry}\nend\n");
        let sandbox = folder().bytes("data/.annals-journal", journal.as_bytes());
        sandbox.run(["rename", "--finish"]).code(2).stderr_has("no journal this version knows");
    }
}

#[test]
fn without_a_table_a_source_is_renamed_whole_or_before_its_locator() {
    let events = "date,title,sources\n2025,A,https://x.example/#a;Daily#p. 2\n";
    let sandbox = Sandbox::new().csv("events", events);
    sandbox.run(["rename", "https://x.example/#a", "https://y.example/"]).code(0);
    sandbox.run(["rename", "Daily", "Weekly"]).code(0);
    let expected = "date,title,sources\n2025,A,https://y.example/;Weekly#p. 2\n";
    assert_eq!(sandbox.read("data/events.csv"), expected);
}

#[test]
fn an_id_that_is_gone_and_two_actors_that_are_one_are_told_of_aliases_and_so_it_is_mended() {
    let events = "date,title,actors\n2024,A,tamm:host\n2025,B,juri-tamm\n";
    let advice = "write `tamm` among the `aliases` of `juri-tamm`";
    // A branch that was merged names the actor as before it was renamed.
    let actors = "id,name,aliases\njuri-tamm,Jüri Tamm,";
    let sandbox = Sandbox::new().csv("events", events).csv("actors", &format!("{actors}\n"));
    let help =
        "add a row to actors.csv, write it among the `aliases` of one there, or mend the reference";
    sandbox.run(["check"]).code(1).stdout_has("unknown actor `tamm`").stdout_has(help);
    for (old, new) in [("tamm", "juri-tamm"), ("actors/tamm", "actors/juri-tamm")] {
        let run = sandbox.run(["rename", old, new]).code(2).stderr_has("there is no id `");
        run.stderr_has(advice);
    }
    sandbox.run(["rename", "tamm", "another"]).code(2).stderr_lacks("aliases");
    let both = format!("{actors}\ntamm,J. Tamm,Juri\n");
    let named = format!("{events}2026,C,J. Tamm\n2027,D,Juri\n");
    let sandbox = sandbox.csv("events", &named).csv("actors", &both);
    sandbox.run(["check"]).code(0);
    let run = sandbox.run(["rename", "tamm", "juri-tamm"]).code(1);
    let _ = run.stderr_has(
        "is there already: actors.csv:2; if both are one, delete the row of `tamm` and write `tamm`, \
         its name and its aliases among the `aliases` of `juri-tamm`",
    );
    let sandbox = sandbox.csv("actors", &format!("{actors}tamm;J. Tamm;Juri\n"));
    sandbox.run(["check"]).code(0).stdout_has("0 errors, 0 warnings");
    // Without the table nobody has an alias.
    let sandbox = Sandbox::new().csv("events", events);
    sandbox.run(["rename", "tamm", "juri-tamm"]).code(1).stderr_lacks("aliases");
    sandbox.run(["rename", "tam", "juri-tamm"]).code(2).stderr_lacks("aliases");
}

#[test]
fn a_file_that_is_one_table_of_several_is_no_place_to_rename_in() {
    let sandbox = folder().csv("parts/events/1", "id,date,title\na,2024,A\n");
    let sandbox = sandbox.csv("parts/events/2", "id,date,title,after\nb,2025,B,a\n");
    for (file, folder, other) in [
        ("data/events.csv", "data", "actors.csv"),
        ("data/parts/events/1.csv", "data/parts", "events/2.csv"),
    ] {
        let before = sandbox.read(file);
        let run = sandbox.run(["--data", file, "rename", "a", "z"]).code(2);
        let run = run.stderr_has(&format!("`{file}` is one table of `{folder}`, and `{other}`"));
        let _ = run.stderr_has(&format!(
            "is another; rename the id in all of them with --data {folder}\n"
        ));
        assert_eq!(sandbox.read(file), before);
        let add = ["--data", file, "add", "--dry-run", "--date", "2026", "--title", "New"];
        let said =
            format!("`{other}` beside the file is not looked at; --data {folder} takes it in");
        let _ = sandbox.run(add).code(0).stderr_has(&said);
    }
    // Not every table refers to every id, so none is said to.
    let sandbox = sandbox.bytes("r/events.csv", b"id,date,title\na,2024,A\n");
    let sandbox = sandbox.bytes("r/sources.csv", b"id,title\ns,S\n");
    let run = sandbox.run(["--data", "r/events.csv", "rename", "a", "z"]).code(2);
    let _ = run.stderr_has("`r/events.csv` is one table of `r`, and `sources.csv` is another;");
    // A file of its own beside a folder's tables is none of them.
    let sandbox = sandbox.csv("mine", "id,date,title\na,2024,A\n");
    let _ = sandbox.run(["--data", "data/mine.csv", "rename", "a", "z"]).code(0).stderr("");
}

#[cfg(unix)]
#[test]
fn one_table_of_several_is_known_by_dots_and_through_links() {
    let sandbox = Sandbox::new().csv("events", "id,date,title,after\nb,2025,B,a\n");
    let sandbox = sandbox.bytes("big/a.csv", b"id,date,title\na,2024,A\n");
    std::os::unix::fs::symlink("../big", sandbox.path().join("data/events")).unwrap();
    std::os::unix::fs::symlink("data/events.csv", sandbox.path().join("link.csv")).unwrap();
    let sandbox = sandbox.bytes("parts/events/1.csv", b"id,date,title\na,2024,A\n");
    let sandbox = sandbox.bytes("parts/events/2.csv", b"id,date,title,after\nb,2025,B,a\n");
    std::fs::create_dir(sandbox.path().join("parts/events/sub")).unwrap();
    for (file, folder) in [
        ("data/events/a.csv", "data"),
        ("parts/events/sub/../1.csv", "parts/events/sub/../.."),
        ("parts/../parts/events/1.csv", "parts/../parts"),
    ] {
        let run = sandbox.run(["--data", file, "rename", "a", "z", "--dry-run"]).code(2);
        let _ = run.stderr_has(&format!("`{file}` is one table of `{folder}`, and"));
    }
    let run = sandbox.run(["--data", "link.csv", "rename", "b", "z", "--dry-run"]).code(2);
    let _ = run.stderr_has("/data`, and `events/a.csv` is another");
}

#[test]
fn an_id_of_two_different_rows_is_not_renamed_and_that_of_equal_rows_is() {
    let events = "id,date,title,after\ne7,2024,A,\ne7,2025,B,\ne8,2026,C,e7\n";
    let sandbox = Sandbox::new().csv("events", events);
    let run = sandbox.run(["rename", "e7", "e9"]).code(1).stdout("");
    let _ = run.stderr_has("`e7` is the id of different rows (events.csv:2, events.csv:3)");
    assert_eq!(sandbox.read("data/events.csv"), events);
    let sandbox = Sandbox::new().csv("events", &events.replace("2025,B", "2024,A"));
    let _ =
        sandbox.run(["rename", "e7", "e9"]).code(0).stdout("renamed events/e7 to e9: 3 cells\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_rename_that_is_done_says_so_where_its_report_fails() {
    let sandbox = folder();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_annals"));
    command.args(["rename", "bob", "rob"]).current_dir(sandbox.path());
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = command.stdout(full).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("renamed actors/bob to rob: "), "{said}");
    assert!(said.contains("; only the report of it failed"), "{said}");
    assert!(sandbox.read("data/actors.csv").contains("\nrob,Bob"));
}

#[test]
fn a_file_that_a_cut_off_rename_cannot_finish_is_named_with_its_folder() {
    let journal = "annals journal 1\nrename a to b\n\
                   0000000000000001\t0000000000000002\t.annals-edit-1-0.tmp\tevents/1.csv\nend\n";
    let sandbox = Sandbox::new().csv("events/1", "id,date,title\na,2024,A\n");
    let sandbox = sandbox.bytes("data/.annals-journal", journal.as_bytes());
    let run = sandbox.run(["rename", "--finish"]).code(2);
    let _ = run.stderr_has("caused by: events/1.csv was changed since");
}
