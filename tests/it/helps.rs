//! What a help advises can be followed: it makes no other finding, and loses nothing.

use crate::support::Sandbox;

/// The output of `check`.
fn check(files: &[(&str, &str)]) -> String {
    let sandbox = files.iter().fold(Sandbox::new(), |sandbox, (name, text)| {
        sandbox.bytes(&format!("data/{name}"), text.as_bytes())
    });
    sandbox.run(["check"]).output()
}

#[test]
fn a_stray_file_is_never_to_take_the_name_of_another() {
    let table = "id,date,title\ne1,2024,a\n";
    let names = ["EVENTS-3.csv", "Events-2023.csv", "event.csv", "evnts.csv", "events_3.csv"];
    let strays = names.map(|name| (name, table));
    let files = [&[("events.csv", table), ("Actors.csv", "id,name\n")], &strays[..]].concat();
    let told = check(&files);
    for help in [
        "did you mean `actors.csv`?\n",
        "did you mean `events-3.csv`?\n",
        "did you mean `events-2023.csv`?\n",
        "did you mean `events-2.csv`? `events.csv` is for another file\n",
        "did you mean `events-4.csv`? `events.csv` is for another file\n",
        "did you mean `events-3-2.csv`? `events-3.csv` is for another file\n",
    ] {
        assert!(told.contains(help), "{help}: {told}");
    }
    let strays =
        ["Actor 2.csv", "event-2025.csv", "event-links.csv", "event_link-3.csv", "person-1.csv"];
    let strays = strays.map(|name| (name, table));
    let told = check(&[&[("events.csv", table)], &strays[..]].concat());
    let types = check(&[("events.csv", table), ("event-types.csv", table)]);
    assert!(types.contains("tables are `NAME.csv`"), "{types}");
    for help in [
        "did you mean `actors-2.csv`?\n",
        "did you mean `events-2025.csv`?\n",
        "did you mean `event_links.csv`?\n",
        "did you mean `event_links-3.csv`?\n",
        "tables are `NAME.csv`, `NAME-*.csv` or `NAME/*.csv`\n",
    ] {
        assert!(told.contains(help), "{help}: {told}");
    }
}

#[test]
fn of_two_list_columns_of_one_name_none_is_to_be_deleted() {
    let told = check(&[("events.csv", "date,title,actors,actors\n2024,a,Ada,Ben\n")]);
    assert!(told.contains("one column `actors` holds all of them"), "{told}");
    let told = check(&[("events.csv", "date,title,place,place\n2024,a,Rome,Bonn\n")]);
    assert!(told.contains("give one of them another name, or delete it"), "{told}");
}

#[test]
fn a_title_that_is_not_known_is_to_be_written_and_a_place_left_out() {
    let told = check(&[("events.csv", "date,title,place\n2024,N/A,Rome\n")]);
    assert!(told.contains("write a few words on what happened"), "{told}");
    for remark in ["(2 rows)", "Source: Statistics Office", "Total,,"] {
        let told = check(&[("events.csv", &format!("date,title,place\n2024,A,\n{remark}\n"))]);
        assert!(told.contains("is it a remark or a sum? then delete the row"), "{told}");
    }
    for (remark, help) in [
        ("Total", "is it a remark? then delete it; else write a few words"),
        ("Source: Office", "is it a remark or a sum? then delete the row"),
    ] {
        let told = check(&[("events.csv", &format!("id,date,title\na,2024,A\n{remark}\n"))]);
        assert!(told.contains(help), "{told}");
    }
    let told = check(&[("events.csv", "date,title,place\n2024,Talks,N/A\n")]);
    assert!(told.contains("leave it out where nothing is known"), "{told}");
}

#[test]
fn quotes_of_a_text_are_doubled_within_a_cell_in_quotes() {
    for (row, help) in [
        ("2024,\"Never closed,x", "double it (\"\") and enclose the whole cell"),
        ("2024,He said \"no, never\" to them,x", "quotes enclose a cell as a whole"),
        ("2024,a,Ada;\"Ben, Cy\"", "quotes enclose a cell as a whole"),
        ("2024,A,  \"Kyiv, UA\"", "delete the blank between them"),
        ("2024,A,\t\"Kyiv, UA\"", "delete the blank between them"),
        ("2024,\"A \"\"deal\" , b\",x", "double the quotes that belong to the text"),
        ("2024,\"A \"\"deal\"\"\" ,\"b\"", "delete the blank between"),
        ("2024,a,b,c", "a cell that holds a comma is enclosed in quotes"),
        ("2024,\"He said \\\"no\\\" twice\",x", "a backslash escapes nothing"),
        ("2024,\"He said \"no\" twice\",x", "double the quotes that belong to the text"),
    ] {
        let told = check(&[("events.csv", &format!("date,title,actors\n{row}\n"))]);
        assert!(told.contains(help), "{row}: {told}");
    }
    for row in ["2024,\"\"\"Never closed\",x", "2024,\"He said \"\"no, never\"\" to them\",x"] {
        let told = check(&[("events.csv", &format!("date,title,actors\n{row}\n"))]);
        assert!(told.contains("0 errors, 0 warnings"), "{row}: {told}");
    }
}

#[test]
fn a_quote_that_only_closes_is_told() {
    let table = "\"date\",\"title\",\"actors\"\n\"2024\",\"Talks\",\"Ada;Ben\"\n";
    for row in ["\"2025\",\"Call\",Ada;Ben\"", "2025,Talks\",Ada;Ben", "\"2025\",A 5\",\"Ada\""] {
        let told = check(&[("events.csv", &format!("{table}{row}\n"))]);
        assert!(told.contains("1 warning[stray-quote]"), "{row}: {told}");
    }
    for row in ["2025,A pipe of 12\",Ada;Ben", "2025,\"A, b\",Ada", "2025,He said \"no\",Ada"] {
        let told = check(&[("events.csv", &format!("{table}{row}\n"))]);
        assert!(told.contains("0 errors, 0 warnings"), "{row}: {told}");
    }
}

#[test]
fn a_line_of_text_as_long_as_a_row_belongs_to_the_quote_before_it() {
    let head = "date,title,summary,actors\n";
    let text = "2024-05-23,Talks,\"by call between\nharbour, made a call, call between,Ada;Ben\n";
    let told = check(&[("events.csv", &format!("{head}{text}2024-05-24,Next,x,Ada;Ben\n"))]);
    assert!(told.contains("2 rows read, 1 kept, 1 refused"), "{told}");
    assert!(told.contains("1 error, 0 warnings"), "{told}");
    let row = "2024-05-23,Talks,\"by call\nspring 2024, made a call, call between,Ada;Ben\n";
    let told = check(&[("events.csv", &format!("{head}{row}"))]);
    assert!(told.contains("2 rows read"), "{told}");
}

#[test]
fn semicolons_are_told_where_every_row_has_a_comma() {
    for head in ["datum;titel", "wann;was", "date;title"] {
        let told = check(&[("events.csv", &format!("{head}\n2024;a, b\n2025;c, d\n"))]);
        assert!(told.contains("cells are separated by semicolons"), "{head}: {told}");
    }
    let told = check(&[("events.csv", "datum,titel\n2024,a; b\n2025,c; d\n")]);
    assert!(told.contains("error[missing-column]"), "{told}");
}

#[test]
fn rows_of_other_separators_are_told_apart() {
    let rows = "2024;b;Ada\n2025\tc\tx\n2026;d;Ben\n";
    let told = check(&[("events.csv", &format!("date,title,actors\n2023,a,Ada\n{rows}"))]);
    for help in ["separated by semicolons", "separated by tabs", "and 1 more: line 5"] {
        assert!(told.contains(help), "{help}: {told}");
    }
}
