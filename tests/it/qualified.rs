//! Columns that say how the date beside them is meant: `add` stops, `check` warns, and one's own are let be.

use crate::support::Sandbox;

/// What `add` says of a file from outside, and the rows that it would add.
fn added(input: &str, flags: &[&str]) -> (String, String) {
    let sandbox = Sandbox::new().csv("events", "id,date,title\n").bytes("in.csv", input.as_bytes());
    let run = || sandbox.run(["add", "in.csv", "--dry-run"].iter().chain(flags));
    (run().errors(), run().output())
}

/// What `check` says of events.
fn checked(events: &str) -> String {
    Sandbox::new().csv("events", events).run(["check"]).output()
}

/// A column beside a date, and what stands in both.
const SAID: [(&str, &str, &str); 17] = [
    ("qualifier", "1850", "before"),
    ("date_modifier", "1850", "ca."),
    ("circa", "1850", "yes"),
    ("Circa", "1850-05-03", "x"),
    ("approximate", "1850", "TRUE"),
    ("date_certainty", "1850", "uncertain"),
    ("is_date_estimated", "1850", "1"),
    ("precision", "2014-01-01", "year"),
    ("datePrecision", "2014-01-01", "9"),
    ("date_precision", "2014-01-01T00:00:00Z", "11"),
    ("calendar", "1582-10-01", "Julian"),
    ("date_calendar", "1445", "Hijri"),
    ("tz", "2024-03-04T08:30", "+03:00"),
    ("time_zone", "2024-03-04T08:30", "Europe/Oslo"),
    ("era", "3100", "BC"),
    ("date_era", "3100", "до н. э."),
    ("era", "1445", "AH"),
];

#[test]
fn a_column_that_says_how_the_date_is_meant_is_asked_about() {
    for (name, date, cell) in SAID {
        let rows = format!("date,{name},title\n2024-01-01,,A\n{date},{cell},B\n");
        let told = format!("column `{name}` is not read beside `date`");
        // Dates of a folder are converted, and the column may be of their source.
        let is_told = !name.contains("calendar");
        let said = checked(&rows);
        assert_eq!(said.contains("warning[near-miss-column]"), is_told, "{rows}{said}");
        assert_eq!(said.contains(&told), is_told, "{rows}{said}");
        let (said, _) = added(&rows, &["--add-columns"]);
        let flag = format!("--map {name}={name} --add-columns keeps it as a column of its own");
        assert!(said.contains(&told) && said.contains(&flag), "{said}");
        assert!(said.contains("nothing was added: 1 doubtful column"), "{said}");
        let keeps = format!("{name}={name}");
        let (said, _) = added(&rows, &["--map", &keeps, "--add-columns"]);
        assert!(said.contains("2 events would be added"), "{said}");
    }
}

#[test]
fn a_column_of_such_a_name_that_says_nothing_of_the_date_is_ones_own() {
    for (name, date, cell) in [
        ("qualifier", "1850", "team B"),
        ("qualifier", "1850~", "about"),
        ("qualifier", "[..1850]", "before"),
        ("circa", "1850", "no"),
        ("approximate", "1850", "FALSE"),
        ("certainty", "1850", "uncertain"),
        ("event_certainty", "1850", "uncertain"),
        ("is_estimated", "1850", "yes"),
        ("birth_date_certainty", "1850", "uncertain"),
        ("ca", "1850", "x"),
        ("precision", "2014", "year"),
        ("precision", "2014-05-03", "day"),
        ("precision", "2014-05-03", "9"),
        ("precision", "2014-05-03", "0.5 m"),
        ("date_precision", "2014", "9"),
        ("date_precision", "2014-05-03", "11"),
        ("geo_precision", "2014-05-03", "9"),
        ("calendar", "2014-05-03", "Work"),
        ("calendar", "1582-10-20", "Gregorian"),
        ("calendar", "1582", "Julian"),
        ("tz", "2024-03-04", "+03:00"),
        ("tz", "2024-03-04T08:30Z", "+03:00"),
        ("era", "3100", "AD"),
        ("era", "-3099", "BC"),
        ("era", "1960", "Soviet"),
    ] {
        let rows = format!("date,{name},title\n{date},{cell},B\n");
        let said = checked(&rows);
        assert!(!said.contains("not read beside"), "{said}");
        let (said, _) = added(&rows, &["--add-columns"]);
        assert!(said.contains("1 event would be added"), "{said}");
    }
}

#[test]
fn dates_are_those_that_go_in() {
    let rows = "day,time,tz,title\n04.03.2024,08:30,+03:00,A\n";
    let flags = ["--map", "day+time=date", "--date-format", "d.m.Y", "--add-columns"];
    let (said, _) = added(rows, &flags);
    assert!(said.contains("column `tz` is not read beside `date`"), "{said}");
    let (said, _) = added(rows, &[&flags[..], &["--map", "tz="]].concat());
    assert!(!said.contains("not read beside"), "{said}");
    // What the table has already goes in, with a warning.
    let sandbox = Sandbox::new().csv("events", "date,title,circa\n1840,A,\n");
    let sandbox = sandbox.bytes("in.csv", b"date,title,circa\n1850,B,yes\n");
    let run = sandbox.run(["add", "in.csv"]).code(0);
    run.stderr_has("warning[near-miss-column]: column `circa` is not read beside `date`");
}

#[test]
fn an_era_before_the_common_one_can_be_joined_to_the_date() {
    let (told, _) = added("date,era,title\n3100,BC,A\n", &["--add-columns"]);
    assert!(told.contains("--map date+era=date joins them, --map era=era"), "{told}");
    let (told, _) = added("date,era,title\n1445,AH,A\n", &["--add-columns"]);
    assert!(told.contains("are to be converted: --map era=era"), "{told}");
}
