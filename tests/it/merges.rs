//! Merges that git left open: between rows, and within the cells of one.

use crate::support::Sandbox;

/// Code and line of what is found in a table of events.
fn told(events: &str) -> Vec<(&'static str, u32)> {
    let checked = annals::check::dataset(annals::read::texts(&[("events.csv", events)]));
    checked.findings.iter().map(|f| (f.code.name(), f.place.line)).collect()
}

const HEADER: &str = "id,date,title,summary\n";

/// A row whose summary holds lines.
fn row(lines: &str) -> String {
    format!("e1,2024-01-01,Talks,\"{lines}\"\n")
}

const MERGE: &str =
    "<<<<<<< HEAD\nBrook spoke of 3 million.\n=======\nReed spoke of 2 million.\n>>>>>>> bob\n";

#[test]
fn a_merge_within_a_cell_is_one_finding_and_no_command_goes_on_with_either_version() {
    let after = "e2,2024-02-02,Call,\n";
    let events =
        format!("{HEADER}{}{after}", row(&format!("They met at ten.\n{MERGE}It ended at noon.")));
    for events in [events.clone(), events.replace('\n', "\r\n")] {
        let sandbox = Sandbox::new().csv("events", &events);
        let check = sandbox.run(["check"]).code(1);
        let check =
            check.stdout_has("error[merge-conflict]").stdout_has("events.csv:3:1 (cell D2)");
        let _ =
            check.stdout_has("2 rows read, 1 kept, 1 refused").stdout_has("1 error, 0 warnings");
        let _ = sandbox.run(["timeline"]).code(0).stdout_lacks("million").stdout_has("Call");
        let add = ["add", "--date", "2025", "--title", "x"];
        let _ =
            sandbox.run(add).code(1).stderr_has("merge-conflict").stderr_has("nothing was added");
        let _ = sandbox.run(["rename", "e2", "e9"]).code(1).stderr_has("cannot be read: a merge");
        assert_eq!(sandbox.read("data/events.csv"), events);
        let input = Sandbox::new().csv("events", HEADER).bytes("in.csv", events.as_bytes());
        let run = input.run(["add", "in.csv", "--accept-good"]).code(1);
        let _ = run
            .stderr_has("in.csv:3:1")
            .stderr_has("a merge that git left open stands in this cell");
    }
}

#[test]
fn a_merge_that_begins_or_ends_within_a_cell_is_one_finding_and_keeps_neither_version() {
    let first = format!(
        "{HEADER}<<<<<<< HEAD\ne1,2024-01-01,Talks,\"They met at 12.\n=======\ne1,2024-01-01,Talks,\"They met at 11.\n>>>>>>> bob\nNobody spoke of money.\"\n"
    );
    assert_eq!(told(&first), [("merge-conflict", 2)]);
    let last = format!(
        "{HEADER}e1,2024-01-01,Talks,\"They met.\n<<<<<<< HEAD\nIt ended at two.\"\n=======\nIt ended at one.\"\n>>>>>>> bob\ne2,2024-02-02,Call,\n"
    );
    assert_eq!(told(&last), [("merge-conflict", 3)]);
    for (events, kept) in [(&first, 0), (&last, 1)] {
        let checked = annals::check::dataset(annals::read::texts(&[("events.csv", events)]));
        assert_eq!(checked.dataset.events.len(), kept, "{events}");
    }
}

#[test]
fn several_merges_in_one_cell_are_one_finding_and_hide_no_other_row() {
    let two = format!(
        "{HEADER}{}e2,20x5,Q,\n{}",
        row(&format!("a\n{MERGE}b\n{MERGE}c")),
        row(&format!("x\n{MERGE}y"))
    );
    assert_eq!(told(&two), [("merge-conflict", 3), ("bad-date", 15), ("merge-conflict", 17)]);
}

#[test]
fn what_was_put_aside_and_any_title_end_a_merge_that_begins_in_the_cell() {
    for label in ["Stashed changes", "Add a call, and a visit"] {
        let merge = MERGE.replace("bob", label);
        let events = format!("{HEADER}{}e2,20x5,Q,\n", row(&format!("a\n{merge}b")));
        assert_eq!(told(&events), [("merge-conflict", 3), ("bad-date", 9)], "{label}");
    }
}

#[test]
fn lines_under_headings_and_what_is_quoted_in_a_mail_are_no_merge() {
    for lines in [
        "A heading\n=======\n>>>>>>> On Monday he wrote:\n> yes\n||||||| that",
        "Forwarded thread:\n>>>>>>> Agreed\n>>>>>> Shall we meet?",
        "Forwarded thread:\n>>>>>>> Agreed.",
    ] {
        assert_eq!(told(&format!("{HEADER}{}", row(lines))), [], "{lines}");
    }
}

#[test]
fn a_merge_that_git_left_open_is_one_finding_and_nothing_is_added_to_it() {
    let open = "id,date,title,sources\ne1,2025,A,s\n<<<<<<< HEAD\ne2,2025,B,s\n=======\ne2,2025,,s\n>>>>>>> a branch, merged\ne3,2026,D,s\n";
    let check = Sandbox::new().csv("events", open).run(["check"]).output();
    assert!(check.contains("error[merge-conflict]: a merge that git left open begins"), "{check}");
    assert!(
        check.contains(" --> events.csv:3:1") && check.contains("1 error, 0 warnings, 0 notes"),
        "{check}"
    );
    // The lines of signs are no rows.
    assert!(check.contains("4 rows read") && check.contains("4 events, "), "{check}");
    assert!(check.contains("or both where each has added rows"), "{check}");
    let sandbox = Sandbox::new().csv("events", open);
    let add = ["add", "--date", "2025", "--title", "x"];
    let _ = sandbox
        .run(add)
        .code(1)
        .stderr_has("error[merge-conflict]")
        .stderr_has("nothing was added");
    assert_eq!(sandbox.read("data/events.csv"), open);
    let first =
        Sandbox::new().csv("events", &format!("<<<<<<< HEAD\n{open}")).run(["check"]).output();
    assert!(first.contains("error[merge-conflict]") && first.contains("1 error, 0"), "{first}");
}

#[test]
fn the_signs_of_a_merge_are_known_whatever_its_label_and_hide_no_other_rows() {
    let merge =
        |label: &str| format!("<<<<<<< HEAD\ne1,2025,A\n=======\ne1,2025,B\n>>>>>>> {label}\n");
    let (first, second) = (merge("ab12 (Add a, b, and c)"), merge("cd34"));
    let events = format!("id,date,title\n{first}e2,20x5,Q\n{second}");
    let checked = annals::check::dataset(annals::read::texts(&[("events.csv", &events)]));
    let told: Vec<(&str, u32)> =
        checked.findings.iter().map(|f| (f.code.name(), f.place.line)).collect();
    assert_eq!(told, [("merge-conflict", 2), ("bad-date", 7), ("merge-conflict", 8)]);
}

#[test]
fn of_a_merge_that_git_left_open_in_an_input_nothing_is_added() {
    let rows = "date,title\n<<<<<<< HEAD\n2022,X\n=======\n2023,Y\n>>>>>>> b, c\n";
    let there = "date,title\n2020,Q\n";
    let sandbox = Sandbox::new().csv("events", there).bytes("in.csv", rows.as_bytes());
    let run = sandbox.run(["add", "in.csv", "--accept-good"]).code(1);
    let _ = run.stderr_has("in.csv:2:1").stderr_has("a merge that git left open");
    assert_eq!(sandbox.read("data/events.csv"), there);
}
