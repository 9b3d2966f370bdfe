//! Rows that are longer or shorter than the header: what has one cause is told once, where that is.

use crate::support::Sandbox;

/// What `check` says of an `events.csv`, which has so many errors, warnings and notes.
#[track_caller]
fn checked(content: &str, counts: [u32; 3]) -> String {
    let [errors, warnings, notes] = counts;
    let said = Sandbox::new().csv("events", content).run(["check"]).output();
    let all = format!("{errors} errors, {warnings} warnings, {notes} notes");
    let all = all.replace("1 errors", "1 error").replace("1 warnings", "1 warning");
    assert!(said.contains(&all), "{all} is not in\n{said}");
    said
}

#[track_caller]
fn has(said: &str, expected: &[&str]) {
    for part in expected {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
}

#[test]
fn a_header_longer_than_every_row_is_told_once_and_no_commas_are_advised() {
    for header in ["date,,title,type,place", "date,title,ty,pe,place"] {
        let rows = "2024-03-01,Brook calls,call,Oslo\n2024-03-02,Reed answers,call,Oslo\n";
        let said = checked(&format!("{header}\n{rows}"), [0, 1, 0]);
        has(&said, &["events.csv:1:1 (row 1)", "every row has 4 cells where the header has 5"]);
        has(&said, &["is a comma too many in the header", "2 rows read, 2 kept"]);
        assert!(!said.contains("add commas"), "{said}");
        let header = "date,title,type,place,status\n";
        let sandbox = Sandbox::new().csv("events", header);
        let sandbox = sandbox.bytes("in.csv", format!("{header}{rows}").as_bytes());
        let run = sandbox.run(["add", "in.csv", "--dry-run"]);
        let _ = run.stderr_has("every row has 4 cells where the header has 5");
    }
    let said = checked("date,title,\n2024-03-01,Brook\n2024-03-02,Reed\n", [0, 1, 0]);
    has(&said, &["the header ends in a comma: delete it"]);
    // A row as long as the header, or of another length, tells that the header is right.
    for other in ["2024,C,call,Oslo", "2024,C"] {
        let text = format!("date,title,type,place\n2024,A,call\n2024,B,call\n{other}\n");
        let said = checked(&text, [0, if other.len() > 6 { 2 } else { 3 }, 0]);
        has(&said, &["events.csv:2:1 (row 2)", "is a comma missing? else add commas at its end"]);
    }
    let said = checked("date,title,type\n2024,A\n", [0, 1, 0]);
    has(&said, &["events.csv:2:1 (row 2)"]);
}

#[test]
fn a_header_shorter_than_every_row_is_told_once_with_what_it_lacks() {
    for (text, cells, help) in [
        (
            "\"date\",\"title\",\"type\"\n\"1\",\"2024-03-01\",\"A\",\"call\"\n\"2\",\"2024-03-02\",\"B\",\"call\"\n",
            [4, 3],
            "the first column has no name: put one before `date`",
        ),
        (
            "date,title\nx,2024-03-01,A\ny,2024-03-02,B\n",
            [3, 2],
            "the first column has no name: put one before `date`",
        ),
        (
            "date,title,type place\n2024-03-01,A,call,Oslo\n2024-03-02,B,call,Oslo\n",
            [4, 3],
            "is `type place` two names? put a comma between them",
        ),
        (
            "date,title,type\n2024-03-01,A,call,\n2024-03-02,B,call,\n",
            [4, 3],
            "every row ends in `,`: put that at the end of the header, too",
        ),
        (
            "date,title\n2024-03-01,A,call,Oslo\n2024-03-02,B,call,Oslo\n",
            [4, 2],
            "the header lacks a name, or a cell in every row holds a comma",
        ),
    ] {
        let [row, header] = cells;
        let every = format!("every row has {row} cells where the header has {header}");
        let said = checked(text, [1, 0, 0]);
        has(&said, &[help, &format!("{every}; 2 rows refused"), "2 rows read, 0 kept, 2 refused"]);
        has(&said, &["error[row-too-long]", "events.csv:1:1 (row 1)"]);
        let sandbox = Sandbox::new().csv("events", "date,title,type\n");
        let sandbox = sandbox.bytes("in.csv", text.as_bytes());
        let run = sandbox.run(["add", "in.csv", "--add-columns"]).code(1);
        let _ = run.stderr_has(help).stderr_has("nothing was added: 1 error");
    }
}

#[test]
fn rows_too_long_each_for_a_cause_of_its_own_are_told_one_by_one() {
    for (rows, errors) in [
        ("2024-03-01,Brook, Reed\n2024-03-02,Ada, Ben\n", 2),
        ("2024-03-01, \"Brook, Reed\"\n2024-03-02, \"Ada, Ben\"\n", 2),
        ("2024-03-01,Brook,x\n2024-03-02,Reed,y\n2024-03-03,Ada\n", 2),
        ("2024-03-01,Brook,x\n2024-03-02,Reed,y,z\n", 2),
        ("2024-03-01,Brook,x\n", 1),
        ("2024-03-01,Brook\n2024-03-02,Reed,x\n", 1),
    ] {
        let said = checked(&format!("date,title\n{rows}"), [errors, 0, 0]);
        assert!(!said.contains("events.csv:1:"), "{said}");
    }
}

#[test]
fn the_names_of_a_table_whose_rows_have_one_more_are_known_to_be_refused() {
    let events = "id,date,title,actors\ne1,2024,A,ann;ben\n";
    let actors = "id,name\n1,ann,Ann\n2,ben,Ben\n";
    let run = Sandbox::new().csv("events", events).csv("actors", actors).run(["check"]);
    let _ = run.stdout_has("1 error, 0 warnings, 0 notes").stdout_has("put one before `id`");
}

#[test]
fn a_header_cut_in_two_by_a_line_end_is_told_once() {
    let rows = "2024-03-01,A,call,Oslo,x\n2024-03-02,B,call,Oslo,y\n";
    for header in [
        "date,title,type,place of\nmeeting,note",
        "date,title,type,\nplace,note",
        "date,ti\ntle,type,place,note",
    ] {
        let said = checked(&format!("{header}\n{rows}"), [1, 0, 0]);
        has(&said, &["error[no-header]: a line end cuts the header in two; 2 rows refused"]);
        has(&said, &["events.csv:1:1 (row 1)", "join its two lines"]);
    }
    let text = format!("date,title,type,place of\nmeeting,note\n{rows}");
    let sandbox =
        Sandbox::new().csv("events", "date,title,type\n").bytes("in.csv", text.as_bytes());
    let run = sandbox.run(["add", "in.csv", "--add-columns"]).code(1);
    let _ = run.stderr_has("a line end cuts the header in two").stderr_has("added: 1 error");
    // A row of few cells is none of the header, if the others are too long or not.
    for row in ["2023,C", "2023,note,call", ",note"] {
        let said = Sandbox::new().csv("events", &format!("date,title,type\n{row}\n{rows}"));
        let _ = said.run(["check"]).code(1).stdout_lacks("the header in two");
    }
}

#[test]
fn a_row_cut_in_two_by_a_line_end_is_one_finding() {
    let header = "id,date,title,type,actors,place,sources\n";
    let sound = "e2,2024-03-02,B,call,ann,Oslo,ap\n";
    for cut in [
        "e1,2024-03-01,Brook calls\nReed,call,ann,Oslo,ap\n",
        "e1,2024-03-01,A,call,ann,New\nYork,ap\n",
        "e1,2024-03-01,A,call,an\nn;x,Oslo,ap\n",
    ] {
        let rows = format!("{sound}{cut}{}", sound.replace("e2", "e3").replace(",B,", ",C,"));
        let sandbox = Sandbox::new()
            .csv("events", &format!("{header}{rows}"))
            .csv("actors", "id,name\nann,Ann\nben,Ben\n")
            .csv("sources", "id,title\nap,AP\n");
        let said = sandbox.run(["check"]).code(1).output();
        has(&said, &["1 error, 0 warnings", "error[cut-row]", "events.csv:3:1 (row 3)"]);
        has(&said, &["join the two lines, or enclose the cell"]);
        let sandbox = sandbox.csv("events", header);
        let sandbox = sandbox.bytes("in.csv", format!("{header}{rows}").as_bytes());
        let run = sandbox.run(["add", "in.csv"]).code(1).stderr_has("cuts this row in two");
        let _ = run.stderr_has("nothing was added: 1 error");
    }
}

#[test]
fn every_row_cut_in_two_is_told_and_short_rows_are_not_joined() {
    let cut = |n: u32| format!("e{n},2024-03-0{n},Brook\ncalls Reed,call,Oslo\n");
    let rows: String = (1..=4).map(cut).collect();
    let said = checked(&format!("id,date,title,type,place\n{rows}"), [4, 0, 0]);
    has(&said, &["4 error[cut-row]"]);
    for (header, rows) in [
        ("id,date,title,type,place", "e1,2024-03-01,A\ne2,2024-03-02,B\n"),
        ("id,date,title,type,place", "e1,2024-03-01,A\ne2,,B\n"),
        ("id,date,title,type,place", "e1,2024-03-01,A\ne2,soon,B\n"),
        ("date,title,type,place,note", "2024-03-01,A,call\n2024-03-02,B,call\n"),
        ("date,title,type,place,note", "2024-03-01,A,call\n,B,call\n"),
        ("date,title,type,place,note", "2024-03-01,A,call\nspring 2024,B,call\n"),
        ("date,title,type,place,note", "2024-03-01,A,call\nn/a,B,call\n"),
        ("title,date,type,place,note", "A,2024-03-01,call\nB,2024-03-02,call\n"),
    ] {
        let text = format!("{header}\n{rows}");
        let said = Sandbox::new().csv("events", &text).run(["check"]).stdout_lacks("cut-row");
        let _ = said.stdout_has("row-too-short");
    }
}

#[test]
fn a_row_that_stands_in_quotes_as_a_whole_is_told_so() {
    let whole = "the row stands in quotes as a whole";
    for (header, row, code) in [
        ("date,title,actors", "\"2024-03-01,A,Ada;Ben\"", "1 error[blank-title]"),
        ("date,title,actors", "\"2024-03-01,\"\"They meet, at last\"\",Ada\"", "[blank-title]"),
        ("id,date,title", "\"e1,2024-03-01,A\"", "1 error[malformed-id]"),
        ("title,date,actors", "\"A,2024-03-01,Ada;Ben\"", "1 error[blank-title]"),
    ] {
        let sandbox = Sandbox::new().csv("events", &format!("{header}\n{row}\n"));
        let _ = sandbox.run(["check"]).stdout_has(code).stdout_has(whole).stdout_lacks("`e12024");
    }
    for row in ["date,title,actors\n\"2024-03-01,A,Ada;Ben\"", "title,date,actors\n\"A,2024,Ada\""]
    {
        let text = format!("{row}\n{row}\n");
        let sandbox = Sandbox::new().csv("events", "date,title,actors\n");
        let sandbox = sandbox.bytes("in.csv", text.as_bytes());
        let _ = sandbox.run(["add", "in.csv"]).code(1).stderr_has("every row stands in quotes");
    }
    // Prose has commas, too.
    let text = "title,date,actors\n\"Ada, Ben, and Cleo meet\"\n";
    let _ = Sandbox::new().csv("events", text).run(["check"]).stdout_lacks(whole);
}

#[test]
fn a_short_row_in_which_the_file_ends_may_be_cut_off() {
    let text = "id,date,title,summary\ne1,2024-01-01,A,x\ne2,2024-01-02,The tal";
    let help =
        "the file ends within this line: if the rest of it is missing, fetch or copy it again";
    has(&checked(text, [0, 1, 0]), &["events.csv:3:1 (row 3)", help]);
    let whole = format!("{text}\n");
    assert!(!checked(&whole, [0, 1, 0]).contains("the file ends"));
    let sandbox = Sandbox::new().csv("events", "id,date,title,summary\n");
    let _ = sandbox.bytes("in.csv", text.as_bytes()).run(["add", "in.csv"]).stderr_has(help);
}

#[test]
fn rows_all_too_short_are_one_finding_also_where_the_last_lacks_its_line_end() {
    for end in ["\n", ""] {
        let text = format!(
            "id,date,title,place,tags\ne1,2024-01-02,A\ne2,2024-01-03,B\ne3,2024-01-04,C{end}"
        );
        let sandbox = Sandbox::new().csv("events", &text);
        let _ = sandbox
            .run(["check"])
            .code(0)
            .stdout_has("every row has 3 cells")
            .stdout_has("0 errors, 1 warning");
    }
}
