//! What `add` says of a table that is not as it should be is what `check` says of it, and the help of
//! neither makes it worse.

use crate::support::Sandbox;

/// Both refuse the table and say these things of it; `add` writes nothing.
#[track_caller]
fn both(table: &str, expected: &[&str]) {
    let checked = Sandbox::new().csv("events", table).run(["check"]).code(1).output();
    let added = added(table, &[]);
    for part in expected {
        assert!(checked.contains(part), "check does not say {part}\n{checked}");
        assert!(added.contains(part), "add does not say {part}\n{added}");
    }
}

/// What `add` says of a table of which it writes nothing.
#[track_caller]
fn added(table: &str, flags: &[&str]) -> String {
    let header = "date,title,place\n";
    let sandbox = Sandbox::new().csv("events", header).bytes("in.csv", table.as_bytes());
    let run = sandbox.run([&["add", "in.csv"], flags].concat()).code(1).stdout("");
    assert_eq!(sandbox.read("data/events.csv"), header);
    run.stderr_has("nothing was added").errors()
}

#[test]
fn names_in_quotes_that_enclose_nothing_are_not_proposed_as_they_are() {
    let behind_blanks = "\"date\", \"title\", \"place\"\n\"2024-03-04\", \"Talks\", \"Oslo\"\n";
    both(behind_blanks, &["delete the blank between them, in every row"]);
    assert!(!added(behind_blanks, &[]).contains("--map"));
    assert!(!added(behind_blanks, &["--map", "\"title\"=title"]).contains("--map '"));
    let single = "'date','title'\n'2024-03-04','Talks'\n";
    both(single, &["in the place of those around names and cells, in every row"]);
    assert!(!added(single, &[]).contains("--map"));
    both("'date','title'\n2024-03-04,Talks\n", &["delete those around the names"]);
    // A name that is not needed is told alone.
    let said = added("date,title, \"place\"\n2024,Talks, \"Oslo\"\n", &[]);
    assert!(said.contains("delete the blank between them") && !said.contains("--map"), "{said}");
}

#[test]
fn a_quote_at_one_end_of_a_name_is_told_to_be_deleted() {
    for (table, help) in [
        ("date,title\",place\n2024-01-02,Talk,Oslo\n", "delete the quote behind `title`"),
        ("date\",title\n2024-01-02,Talk\n", "delete the quote behind `date`"),
        ("date, \"title\n2024-01-02,Talk\n", "delete the quote before `title`"),
    ] {
        both(table, &[help]);
        assert!(!added(table, &[]).contains("--map"));
    }
}

#[test]
fn a_blank_behind_a_closing_quote_is_called_that_whatever_separates_cells() {
    let talk = "date,title,place\n2024-01-02,\"Talk\" ,Oslo\n2024-01-03,Call,Oslo\n";
    both(talk, &["a blank after a closing quote", "between the quote and the comma"]);
    both(&talk.replace("\" ,", "\"\t,"), &["between the quote and the comma"]);
    both("date,title\n2024,\"Talk\" \n", &["between the quote and the end of the line"]);
    both("date,title\n2024,\"Talk\" s\n", &["text after a closing quote", "double the quotes"]);
    let header = "date,\"title\" ,place\n2024-01-02,Talk,Oslo\n";
    both(header, &["a blank after a closing quote in the row of column names"]);
    for table in [talk, header] {
        let said = added(&table.replace(',', ";"), &[]);
        assert!(said.contains("delete the blank between the quote and the semicolon"), "{said}");
    }
}

#[test]
fn a_title_above_the_names_of_another_program_is_told() {
    let table = "Meetings of the board,,\nPeriod: 1 January to 31 March,,\n\
                 Minister,Date of meeting,Purpose of meeting\nAnn,2024-01-02,Talk\n";
    let below = "the column names seem to stand in line 3: delete what is above";
    both(table, &[below]);
    let maps = ["--map", "Date of meeting=date", "--map", "Purpose of meeting=title"];
    let said = added(table, &maps);
    assert!(said.contains(below) && said.contains("nothing was added: 1 error\n"), "{said}");
    let own = "Meetings,,\ndate,title,where\n2024-01-02,Talk,Oslo\n";
    for flags in [&[][..], &["--map", "where=place"]] {
        assert!(added(own, flags).contains("stand in line 2: delete what is above"));
    }
    // Names that nobody knows are known by what is said of them.
    let unknown = "Meetings,\nA,B\n2024-01-02,Talk\n";
    let said = added(unknown, &["--map", "A=date", "--map", "B=title"]);
    assert!(said.contains("stand in line 2: delete what is above"), "{said}");
    // A row of words is no row of names.
    let said = added("Sender,Subject matter\nAnn,Date\nBob,Title\n", &[]);
    assert!(!said.contains("delete what is above"), "{said}");
}

#[test]
fn a_comment_is_no_event() {
    let comments = "title,date,place\n# exported from X, 5 May\nTalk,2024-01-02,Oslo\n# end\n";
    both(comments, &["a comment line, no event", "CSV has no comments: delete it"]);
    both("date,title\n# exported\n2024,Talk\n", &["CSV has no comments: delete it"]);
    both("place,date,title\n# exported\nOslo,2024,Talk\n", &["CSV has no comments: delete it"]);
    let said = Sandbox::new().csv("events", comments).run(["check"]).code(1).output();
    assert!(said.contains("3 rows read, 1 kept, 2 refused"), "{said}");
    assert!(said.contains("2 errors, 0 warnings, 0 notes"), "{said}");
    let title = "title,date\n\"# 5 is drawn\",2024\n#MeToo,2024-01-02\n\"#MeToo, again\",\n";
    let _ = Sandbox::new().csv("events", title).run(["check"]).code(0).stdout_has("3 kept");
}

#[test]
fn what_separates_column_names_is_told_where_it_separates_no_cells() {
    for (table, by) in [
        ("date^title^place\n2024-03-04^Talks^Oslo\n", "`^`"),
        ("date:title\n2024-03-04:Talks\n", "`:`"),
        ("\"date\" \"title\"\n\"2024-03-04\" \"Talks\"\n", "blanks"),
        ("date  title  place\n2024-03-04  Talks  Oslo\n", "blanks"),
    ] {
        both(table, &[&format!("the column names are separated by {by}, not by commas")]);
        assert!(!added(table, &[]).contains("--map"));
    }
    // A title has words of its own.
    let titled = "Events by date and title\ndate,title\n2024,Talk\n";
    both(titled, &["the column names seem to stand in line 2"]);
    let run = Sandbox::new().csv("events", "date,title,a note: x\n2024,T,y\n").run(["check"]);
    let _ = run.code(0);
}

#[test]
fn a_row_that_ends_before_its_title_is_told_how_many_cells_it_has() {
    both(
        "place,date,title\nOslo,2024\n",
        &["the row has 2 cells where the header has 3: is a comma missing? else write a few words"],
    );
}

#[test]
fn columns_are_named_as_they_are_written() {
    let events = "id,date,title,Net_Amount\na,2024,Talk,1\n";
    let sandbox = Sandbox::new().csv("events", events);
    let input = "id,date,title,net_amount\na,2024,Talk,2\n";
    let sandbox = sandbox.bytes("in.csv", input.as_bytes());
    let run = sandbox.run(["add", "in.csv"]).code(1);
    let _ = run.stderr_has("Net_Amount: there `1`, here `2`");
    let input = "date,title,Net_Amount\n2024,Talk,2\n";
    let run = sandbox.bytes("in.csv", input.as_bytes()).run(["add", "in.csv"]).code(0);
    let _ = run.stderr_has("with other words in `Net_Amount`: not changed");
}
