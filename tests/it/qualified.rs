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
const SAID: [(&str, &str, &str); 21] = [
    ("qualifier", "1850", "before"),
    ("date_modifier", "1850", "ca."),
    ("circa", "1850", "yes"),
    ("Circa", "1850-05-03", "x"),
    ("approximate", "1850", "TRUE"),
    ("date_certainty", "1850", "uncertain"),
    ("is_date_estimated", "1850", "1"),
    ("precision", "2014-01-01", "year"),
    ("precision", "2014-01-01", "рік"),
    ("precision", "2014-05-01", "mes"),
    ("fecha_precision", "2014-01-01", "9"),
    ("datePrecision", "2014-01-01", "9"),
    ("date_precision", "2014-01-01T00:00:00Z", "11"),
    ("calendar", "1582-10-01", "Julian"),
    ("date_calendar", "1445", "Hijri"),
    ("tz", "2024-03-04T08:30", "+03:00"),
    ("time_zone", "2024-03-04T08:30", "Europe/Oslo"),
    ("tz", "2024-03-04T08:30", "msk"),
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
fn words_of_doubt_and_calendars_are_those_that_are_known_within_a_date() {
    let is_told = |name: &str, date: &str, cells: &[&str]| {
        let rows: String = cells.iter().map(|cell| format!("{date},{cell},A\n")).collect();
        checked(&format!("date,{name},title\n{rows}")).contains("is not read beside `date`")
    };
    #[rustfmt::skip]
    let words = [
        "ок.", "abt", "можливо", "приблизно", "около", "c.", "~", "?", "≥", "±", "or later", "no later than",
        "presumably", "inferred", "early", "spätestens", "бл.", "(approx.)", "після", "до", "вероятно",
    ];
    for cell in words {
        assert!(is_told("circa", "1850", &[cell]), "{cell}");
    }
    assert!(!is_told("circa", "1850~", &words));
    #[rustfmt::skip]
    let others = [
        "-", "–", "/", "..", "+", "on", "in", "the year", "near", "summer", "May", "3 May", "Monday", "BC", "None",
        "ongoing", "team B", "final", "A", "B", "1899", "1", "signed", "post office", "Circa Theatre", "century",
    ];
    assert!(!is_told("qualifier", "1850", &others) && !is_told("date_note", "1850", &others));
}

#[test]
fn calendars_are_known_by_any_of_their_names() {
    let is_told = |cell: &str| {
        let rows = format!("date,calendar,title\n1445-01-02,{cell},A\n");
        added(&rows, &["--add-columns"]).0.contains("is not read beside `date`")
    };
    for cell in ["jalali", "Persian calendar", "Hijra", "Proleptic Julian", "ст. ст.", "OS"] {
        assert!(is_told(cell), "{cell}");
    }
    for cell in ["Julian's", "Persian Gulf talks", "Holidays", "proleptic"] {
        assert!(!is_told(cell), "{cell}");
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
        ("tz", "2024-03-04T08:30", "local"),
        ("tz", "2024-03-04T08:30", "n/a"),
        ("precision", "2014", "year"),
        ("precision", "2014-21", "season"),
        ("precision", "2014-05-03", "day"),
        ("precision", "2014-05-03", "9"),
        ("precision", "2014-05-03", "0.5 m"),
        ("date_precision", "2014", "9"),
        ("date_precision", "2014-05-03", "11"),
        ("geo_precision", "2014-05-03", "9"),
        ("tag_certainty", "2014-05-03", "uncertain"),
        ("calendar", "2014-05-03", "Work"),
        ("calendar", "1582-10-20", "Gregorian"),
        ("calendar", "1582", "Julian"),
        ("tz", "2024-03-04", "+03:00"),
        ("tz", "2024-03-04T08:30", ""),
        ("tz", "2024-03-04T08:30", "None"),
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

#[test]
fn a_column_called_like_the_date_that_says_more_of_it_is_asked_about() {
    for (name, date, cell) in [
        ("Exact Date", "1825", "1825-03-05"),
        ("Exact Date", "1825", "5 March 1825"),
        ("date2", "1825-03", "1825-03-05"),
        ("mmdd", "1945", "1106"),
        ("Display Date", "1953", "Early 1953"),
        ("display_date", "1950-01-01", "c. 1950"),
        ("date_display", "2022-10-28", "2022 to 2024"),
        ("Display Date", "-0700", "c. 700 BCE"),
        ("dateLabel", "1950-01-01", "c. 1950"),
        ("year_label", "2022", "2022 to 2024"),
        ("fecha_texto", "1950-01-01", "c. 1950"),
        ("when", "2025-05-03", "3 May 2025 14:30"),
        ("date_note", "1950-01-01", "c. 1950"),
        ("Display Date", "", "5 May 2025"),
        ("Display Date", "", "1970s-present"),
        ("date_note", "1950-01-01", "about"),
        ("Date is range", "1662-09-03", "1"),
    ] {
        let rows = format!("date,{name},title\n2024-01-01,,A\n{date},{cell},B\n");
        let told = format!("column `{name}` is not read beside `date`");
        let said = checked(&rows);
        assert!(said.contains(&told), "{rows}{said}");
        let (said, _) = added(&rows, &["--add-columns"]);
        assert!(said.contains(&told) && said.contains("1 doubtful column"), "{said}");
        let keeps = format!("{name}={name}");
        let (said, _) = added(&rows, &["--map", &keeps, "--add-columns"]);
        assert!(said.contains("2 events would be added"), "{said}");
    }
}

#[test]
fn a_column_of_another_date_is_ones_own() {
    for (name, cells) in [
        ("publication date", ["1825-03-05", "1826-01-02"]),
        ("date added", ["1825-03-05", "1826-01-02"]),
        ("accessed", ["1825-03-05", "1826-01-02"]),
        ("Original date", ["1811-03-05", "1812-01-02"]),
        ("Display Date", ["1825", "about 1826"]),
        ("event date", ["1812", "2012"]),
        ("date_note", ["announced early", ""]),
        ("date_note", ["5 March 1825", "published c. 1830"]),
        ("date_label", ["1825", "1826"]),
        ("year_label", ["first", "1826"]),
        ("school_year", ["1825/26", "1826/27"]),
        ("Date is range", ["0", "0"]),
    ] {
        let dates = if name == "Display Date" { ["1825", "1826~"] } else { ["1825", "1826"] };
        let [one, other] = cells;
        let rows = format!("date,{name},title\n{},{one},A\n{},{other},B\n", dates[0], dates[1]);
        let said = checked(&rows);
        assert!(!said.contains("not read beside"), "{rows}{said}");
        let (said, _) = added(&rows, &["--add-columns"]);
        assert!(said.contains("2 events would be added"), "{said}");
    }
}

#[test]
fn a_column_called_like_the_date_may_say_it_alone() {
    let table = "date,Display Date,title\n,5 May 2025,A\n";
    let (said, _) = added(table, &["--add-columns"]);
    assert!(said.contains("--map 'date+Display Date=date' --dates words takes it"), "{said}");
    let (_, diff) = added(table, &["--map", "date+Display Date=date", "--dates", "words"]);
    assert!(diff.contains("2025-05-05,A"), "{diff}");
    // Where the other dates are others, it is no word for this one.
    for rows in [",5 May 2025,A\n2025,1999,B\n", ",tba,A\n", ",unknown,A\n"] {
        let said = checked(&format!("date,Display Date,title\n{rows}"));
        assert!(!said.contains("not read beside"), "{said}");
    }
    let days = "date,dates,title\n2025-05-03,\"3, 5 and 7 May 2025\",A\n";
    let (said, _) = added(days, &["--add-columns"]);
    assert!(said.contains("has them all in `date`: `{2025-02-10,2025-02-12}`"), "{said}");
}

#[test]
fn a_column_of_nearly_the_name_is_told_once_with_what_it_says_more() {
    let more = "`date` says all that is known: `1825-03-05`, no mere `1825`";
    let name = "only one column `date` is read: give this one a name of its own";
    for column in ["dates", "date_", "Date", "DATE"] {
        for (cell, told, not) in [("2010-07-16", more, name), ("2010", name, more)] {
            let said = checked(&format!("date,title,{column}\n2010,A,{cell}\n"));
            assert!(said.contains(told) && !said.contains(not), "{said}");
            assert!(said.contains("0 errors, 1 warning, "), "{said}");
        }
    }
    // Where the other dates are others, the name is all that can be told.
    let said = checked("date,title,Date\n2010,A,2010-07-16\n2011,B,1999\n");
    assert!(said.contains(name) && !said.contains(more), "{said}");
}

#[test]
fn an_exact_date_can_be_joined_to_the_coarse_one() {
    let table = "Year,Exact Date,title\n1825,5 March 1825,A\n1826,,B\n";
    let (said, _) = added(table, &["--map", "Year=date", "--add-columns"]);
    let flag = "--map 'Year+Exact Date=date' --dates words takes it from there in the place of \
                --map Year=date, --map 'Exact Date=Exact Date' --add-columns keeps it";
    assert!(said.contains(flag), "{said}");
    let flags = ["--map", "Year+Exact Date=date", "--dates", "words"];
    let (said, diff) = added(table, &flags);
    assert!(diff.contains("1825-03-05,A") && diff.contains("1826,B"), "{said}{diff}");
    let other = "Year,Exact Date,title\n1825,1825-03-05,A\n1826,1826,B\n1827,1837-01-02,C\n";
    let (said, _) = added(other, &["--map", "Year=date", "--add-columns"]);
    assert!(
        said.contains("`Exact Date` is not read beside") && !said.contains("takes it"),
        "{said}"
    );
}

#[test]
fn numbers_of_wikidata_are_known_by_the_dates_that_they_fill_up() {
    let rows = "date,precision,title\n1735-01-01T00:00:00Z,9,A\n1742-05-01T00:00:00Z,10,B\n\
                1750-03-04T00:00:00Z,11,C\n";
    for flags in [&[][..], &["--date-format", "Y-m-dT00:00:00Z"]] {
        let (said, _) = added(rows, &[&["--add-columns"], flags].concat());
        assert!(said.contains("column `precision` is not read beside `date`"), "{said}");
    }
    // Metres are of all days.
    let rows = "date,precision,title\n2024-05-01,10,A\n2024-05-07,10,B\n2024-05-09,5,C\n";
    let (said, _) = added(rows, &["--add-columns"]);
    assert!(said.contains("3 events would be added"), "{said}");
    assert!(!checked(rows).contains("not read beside"));
}

#[test]
fn numbers_that_tell_days_apart_are_asked_about() {
    for name in ["time_precision", "date_prec"] {
        let rows = format!("date,{name},title\n2024-05-01,1,A\n2024-05-07,3,B\n");
        let (said, _) = added(&rows, &["--add-columns"]);
        assert!(said.contains(&format!("column `{name}` is not read beside `date`")), "{said}");
        assert!(said.contains("its numbers say how exactly"), "{said}");
        assert!(!checked(&rows).contains("not read beside"));
        let (said, _) = added(&rows.replace(",3,", ",1,"), &["--add-columns"]);
        assert!(said.contains("2 events would be added"), "{said}");
    }
}
