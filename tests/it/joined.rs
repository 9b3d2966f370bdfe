//! Dates that other tables keep in several columns: `add --map` joins them, proposals name that flag, and
//! what is left beside a date is told.

use crate::support::{Run, Sandbox};

/// Runs `add` on a file from outside, into a folder of its own.
fn add(input: &str, flags: &[&str]) -> (Sandbox, Run) {
    let sandbox = Sandbox::new().csv("events", "date,title\n").bytes("in.csv", input.as_bytes());
    let run = sandbox.run([&["add", "in.csv"], flags].concat());
    (sandbox, run)
}

/// The dates that `add` writes.
#[track_caller]
fn dates(input: &str, flags: &[&str]) -> Vec<String> {
    let (sandbox, run) = add(input, flags);
    let _ = run.code(0);
    let _ = sandbox.run(["check"]).code(0);
    let events = sandbox.read("data/events.csv");
    let date = |line: &str| line.split(',').next().unwrap_or_default().to_string();
    events.lines().skip(1).map(date).collect()
}

const TIMELINE_JS: &str = "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Headline\n\
    2017,1,20,,,,,,Sworn in\n\
    2017,3,4,14:30,,,,,A post\n\
    2017,5,19,,2017,5,27,,A journey\n\
    2017,5,,,,,,,Some time in May\n\
    2018,,,,,,,,A year\n";

#[test]
fn a_table_of_timeline_js_comes_in_as_proposed() {
    let map = "Year+Month+Day+Time/End Year+End Month+End Day+End Time=date";
    let (_, run) = add(TIMELINE_JS, &[]);
    run.code(1).stderr_has(&format!("--map '{map}' --map Headline=title")).stderr_lacks("Day=date");
    let dates = dates(TIMELINE_JS, &["--map", map, "--map", "Headline=title"]);
    let expected = ["2017-01-20", "2017-03-04T14:30", "2017-05-19/2017-05-27", "2017-05", "2018"];
    assert_eq!(dates, expected);
}

#[test]
fn what_is_not_known_of_gtd_and_cow_stays_unknown() {
    let gtd = "eventid,iyear,imonth,iday,summary\n\
        1,1970,7,2,A\n2,1970,0,0,B\n3,1970,8,0,C\n";
    let (_, run) = add(gtd, &[]);
    run.code(1).stderr_has("--map iyear+imonth+iday=date --map summary=title");
    let maps = ["--map", "iyear+imonth+iday=date", "--map", "summary=title", "--map", "eventid="];
    assert_eq!(dates(gtd, &maps), ["1970-07-02", "1970", "1970-08"]);

    let cow = "WarName,StYear,StMon,StDay,EndYear,EndMon,EndDay\n\
        Franco-Spanish,1823,4,7,1823,11,13\nA,1828,-9,-9,-9,-9,-9\nB,1846,5,-9,1847,-9,-9\n";
    let map = "StYear+StMon+StDay/EndYear+EndMon+EndDay=date";
    let (_, run) = add(cow, &[]);
    run.code(1).stderr_has(&format!("--map {map} --map THEIRS=title"));
    let dates = dates(cow, &["--map", map, "--map", "WarName=title"]);
    assert_eq!(dates, ["1823-04-07/1823-11-13", "1828", "1846-05/1847"]);
}

#[test]
fn a_year_in_front_says_the_century_of_a_date_with_two_digits() {
    let table = "date,year,title\n9/24/06,1906,A\n1/11/00 10:30,2000.0,B\n,1907,C\n";
    for format in ["m/d/y", "m/d/19y"] {
        let flags = ["--map", "year+date=date", "--date-format", format];
        assert_eq!(dates(table, &flags), ["1906-09-24", "2000-01-11T10:30", "1907"]);
        // Of another year, or of one that is not said.
        for row in ["12/8/06,1907", "12/8/06,"] {
            let (_, run) = add(&format!("date,year,title\n{row},A\n"), &flags);
            let _ = run.code(1).stderr_has("make no date (`year`, `date`)");
        }
    }
    let months = "when,year,title\nOct-06,1906,A\n";
    let flags = ["--map", "year+when=date", "--date-format", "m-y"];
    assert_eq!(dates(months, &flags), ["1906-10"]);
}

const OUTLOOK: &str = "Subject,Start Date,Start Time,End Date,End Time\n\
    Lunch,5/7/2025,12:30:00 PM,5/7/2025,1:30:00 PM\n\
    Fair,5/13/2025,9:00:00 AM,5/15/2025,5:00:00 PM\n\
    Note,5/20/2025,,,\n";

#[test]
fn a_calendar_of_outlook_keeps_its_hours() {
    let map = "Start Date+Start Time/End Date+End Time=date";
    let (_, run) = add(OUTLOOK, &[]);
    run.code(1).stderr_has(&format!("--map '{map}' --map Subject=title"));
    let flags = ["--map", map, "--map", "Subject=title", "--date-format", "m/d/Y"];
    let expected = [
        "2025-05-07T12:30:00/2025-05-07T13:30:00",
        "2025-05-13T09:00:00/2025-05-15T17:00:00",
        "2025-05-20",
    ];
    assert_eq!(dates(OUTLOOK, &flags), expected);
    // Of an order that is not said the date alone is asked about.
    let (_, run) = add(OUTLOOK, &flags[..4]);
    let run = run.code(1).stderr_has("--date-format m/d/Y").stderr_has("in.csv:2:7 (cell B2)");
    let _ = run.stderr_has("(`Start Date`, `Start Time`)");
}

#[test]
fn columns_that_are_joined_are_used_up() {
    let (sandbox, run) =
        add("Year,Month,title,Tag\n2017,1,A,x\n", &["--map", "Year+Month=date", "--add-columns"]);
    let _ = run.code(0);
    assert_eq!(sandbox.read("data/events.csv"), "date,title,Tag\n2017-01,A,x\n");
    let sandbox = Sandbox::new().bytes("in.csv", b"Headline,From,To\nA,2025-05-07,2025-05-10\n");
    let maps = ["--map", "From/To=date", "--map", "Headline=title"];
    let _ = sandbox.run(["add", "in.csv"].into_iter().chain(maps)).code(0);
    assert_eq!(sandbox.read("data/events.csv"), "title,date\nA,2025-05-07/2025-05-10\n");
    let _ = sandbox.run(["add", "in.csv"].into_iter().chain(maps)).code(0);
    assert_eq!(sandbox.read("data/events.csv").lines().count(), 2);
}

#[test]
fn parts_that_make_no_date_are_told_at_the_first_of_them() {
    let input = "Year,Month,Day,title\n2017,13,1,A\n2017,2,30,B\n2017,3,4,C\n,3,4,D\n";
    let map = ["--map", "Year+Month+Day=date"];
    let (_, run) = add(input, &map);
    let run =
        run.code(1).stderr_has("\"2017\", \"13\", \"1\" make no date (`Year`, `Month`, `Day`)");
    let run = run.stderr_has("in.csv:2:1 (cell A2)").stderr_has("in.csv:3:1 (cell A3)");
    let _ = run.stderr_has("\"2017-02-30\" ").stderr_has("\"\", \"3\", \"4\" make no date");
    let (sandbox, run) = add(input, &[&map[..], &["--accept-good"]].concat());
    let _ = run.code(1).stderr_has("3 refused rows put into in.refused.csv");
    assert_eq!(sandbox.read("data/events.csv"), "date,title\n2017-03-04,C\n");
    let (_, run) = add("S,E,title\n2025-05-07,2025-05-01,A\n", &["--map", "S/E=date"]);
    let _ = run.code(1).stderr_has("error[end-before-start]").stderr_has("(`S`, `E`)");
}

#[test]
fn what_cannot_be_joined_is_told() {
    let input = "Year,Month,date,title\n2017,1,2018,A\n";
    let says = |maps: &[&str], expected: &str| {
        let maps: Vec<&str> = maps.iter().flat_map(|map| ["--map", map]).collect();
        let _ = add(input, &maps).1.code(1).stderr_has(expected);
    };
    says(&["Year+Mnth=date"], "the input has no column `Mnth`");
    says(&["Year+Month=date"], "two columns go into `date`");
    says(
        &["Year+Month=date"],
        "into `date`; --map date=COLUMN says where this one goes, --map date= leaves",
    );
    says(&["Year+Month=date"], "in.csv:1:12 (cell C1)");
    says(&["Year+Month=place"], "only a `date` and lists (`actors`, `sources`, `tags`) are joined");
    says(&["Year+Month=date", "Month=tags"], "`Month` is to be a part of `date` and `tags`");
    let maps = ["--map", "Year+Month=date", "--map", "date="];
    assert_eq!(dates(input, &maps), ["2017-01"]);
}

#[test]
fn check_proposes_what_add_does() {
    let says = |content: &str, expected: &str| {
        let run = Sandbox::new().csv("events", content).run(["check"]).code(1);
        let _ = run.stdout_has(expected);
    };
    says(
        TIMELINE_JS,
        "`annals add FILE --map 'Year+Month+Day+Time/End Year+End Month+End Day+End Time=date' \
         --map Headline=title --add-columns`",
    );
    says("YEAR,MONTH,MISSIONS\n1965,10,15751\n", "--map YEAR+MONTH=date --map THEIRS=title");
    says("StYear,EndYear,title\n1823,1824,A\n", "FILE --map StYear/EndYear=date --add-columns`");
    says("Start Date,End Date,Headline\n2025,2026,A\n", "--map 'Start Date/End Date=date'");
}

#[test]
fn half_a_date_beside_a_date_is_told_by_check_and_add() {
    for (content, columns, map) in [
        ("date,time,title\n2017-01-20,14:30,A\n", "column `time` is", "date+time=date"),
        (
            "date,Start Time,title\n2017-01-20,9:00 AM,A\n",
            "column `Start Time` is",
            "'date+Start Time=date'",
        ),
        ("date,Month,Day,title\n2017,,,A\n2017,3,4,B\n", "columns `Month`, `Day` are", ""),
        ("date,imonth,title\n2017,3,B\n", "column `imonth` is", ""),
        ("date,imonth,title\n2017,Mar.,B\n", "column `imonth` is", ""),
        ("date,imonth,title\n-0043,March,B\n", "column `imonth` is", ""),
        (
            "date,End Year,End Month,title\n2017,2018,2,B\n",
            "columns `End Year`, `End Month` are",
            "'date/End Year+End Month=date'",
        ),
        ("date,End,title\n2017-01-20,2017-01-21,B\n", "column `End` is", "date/End=date"),
        (
            "date,End Time,title\n2017-01-20T20:00,2017-01-21T02:00,B\n",
            "column `End Time` is",
            "'date/End Time=date'",
        ),
        ("date,end_time,title\n2017-01-20,2017-01-21 02:00,B\n", "column `end_time` is", ""),
        (
            "date,Start Time,title\n2017-01-20,2017-01-20T09:00,B\n",
            "column `Start Time` is",
            "'date+Start Time=date'",
        ),
        ("date,hora,title\n2017-01-20,9:00,B\n", "column `hora` is", "date+hora=date"),
        (
            "date,Startzeit,Endzeit,title\n2017-01-20,9:00,10:00,B\n",
            "columns `Startzeit`, `Endzeit` are",
            "date+Startzeit/date+Endzeit=date",
        ),
        (
            "date,heure de début,heure de fin,title\n2017-01-20,9:00,10:00,B\n",
            "columns `heure de début`, `heure de fin` are",
            "'date+heure de début/date+heure de fin=date'",
        ),
        (
            "date,einddatum,title\n2017-01-20,2017-01-21,B\n",
            "column `einddatum` is",
            "date/einddatum",
        ),
        (
            "date,Start Time,End Time,title\n2017-01-20,9:00,10:00,B\n",
            "columns `Start Time`, `End Time` are",
            "'date+Start Time/date+End Time=date'",
        ),
    ] {
        let told = format!("{columns} not read beside `date`");
        let _ = Sandbox::new().csv("events", content).run(["check"]).code(0).stdout_has(&told);
        let run = add(content, &["--add-columns"]).1.code(1).stderr_has(&told);
        let run = run.stderr_has("nothing was added: 1 doubtful column");
        let _ = run.stderr_has(if map.is_empty() { "in `date`" } else { map });
    }
    let (_, run) = add(TIMELINE_JS, &["--map", "Year=date", "--map", "Headline=title"]);
    let run = run.stderr_has("columns `Month`, `Day`, `Time`, `End Month`, `End Day` are not");
    let _ =
        run.stderr_has("--map 'Year+Month+Day+Time/End Year+End Month+End Day=date' joins them");
}

#[test]
fn columns_that_say_no_more_than_the_date_are_not_told() {
    for content in [
        "date,time,title\n2017-01-20T14:30,14:30,A\n",
        "date,time,title\n2017-01-20,3 days,A\n",
        "date,month,day,year,title\n2017-01-20,1,20,2017,A\n",
        "date,day,title\n2017-01-20,Friday,A\n",
        "date,day,title\n2017,Friday,A\n",
        "date,end_date,title\n2017-01-20,2017-01-20,A\n",
        "date,end_date,title\n2017-01-20/2017-01-21,2017-01-21,A\n",
        "date,end_date,title\n1917/1918,1918-12-31,A\n",
        "date,start,end,title\n2024-09/2025-06,2024-09-01,2025-06-30,A\n",
        "date,end_date,title\n2025-05-09,9 May 2025,A\n",
        "date,end_date,title\n2025-05-09,05/09/2025,A\n",
        "date,end_date,title\n2025-05,31 May 2025,A\n",
        "date,start_date,title\n2017-01-20,2017-01-20,A\n",
        "date,end,title\n2017-01-20,goal reached,A\n",
        "date,time,month,title\n,14:30,3,A\n",
        "date,end_time,title\n2025-09-23T20:00,2025-09-23T20:00,A\n",
        "date,end_time,title\n2025-09-23T20:00/2025-09-24T02:00,2025-09-24T02:00,A\n",
        "date,start_time,title\n2025-09-23,2025-09-23T00:00,A\n",
        "date,start_time,title\n2025-09-23T20:00,2025-09-23T20:00:00,A\n",
        "date,Zeit,title\n2025-09-23,Barock,A\n",
        "date,hora,title\n2025-09-23T20:00,20:00,A\n",
    ] {
        let run = Sandbox::new().csv("events", content).run(["check"]).code(0);
        let _ = run.stdout_has("0 errors, 0 warnings");
    }
    let (_, run) = add("date,time,title\n2017-01-20,14:30,A\n", &["--map", "time="]);
    let _ = run.code(0).stderr_lacks("beside `date`");
}

#[test]
fn an_end_with_day_and_time_is_joined_as_proposed() {
    for header in ["date,title,End Time", "Start Time,title,End Time"] {
        let input = format!("{header}\n2025-09-23T20:00,Talks,2025-09-24T02:00\n");
        let start = header.split(',').next().unwrap_or_default();
        let alone = format!("{start}=date");
        let map = format!("{start}/End Time=date");
        let (_, run) = add(&input, &["--map", &alone, "--add-columns"]);
        let _ = run.code(1).stderr_has(&format!("--map '{map}' joins them"));
        assert_eq!(dates(&input, &["--map", &map]), ["2025-09-23T20:00/2025-09-24T02:00"]);
    }
    let input = "date,title,Start Time,End Time\n2025-09-23,A,2025-09-23T20:00,2025-09-24T02:00\n";
    let map = "date+Start Time/End Time=date";
    let _ = add(input, &["--add-columns"]).1.code(1).stderr_has(&format!("--map '{map}' joins"));
    assert_eq!(dates(input, &["--map", map]), ["2025-09-23T20:00/2025-09-24T02:00"]);
}

#[test]
fn what_is_joined_and_names_that_stand_twice_go_together() {
    let input = "Year,Month,Day,Tag,Tag,Headline\n2017,1,20,a,b,Sworn in\n2017,2,,c,,A month\n";
    let flags = "--map Year+Month+Day=date --map Headline=title";
    let (sandbox, run) = add(input, &[]);
    let _ = run.code(1).stderr_has(&format!("perhaps {flags} (its columns:"));
    let checked = Sandbox::new().csv("events", input).run(["check"]).code(1);
    let _ = checked.stdout_has(&format!("add FILE {flags} --add-columns`"));
    let maps = flags.split(' ').chain(["--add-columns"]);
    let run = sandbox.run(["add", "in.csv"].into_iter().chain(maps.clone())).code(0);
    let told = "column `Tag` stands more than once; the other one goes into `Tag.2`";
    let _ = run.stderr_has(told).stderr_has("2 events added");
    let events = "date,title,Tag,Tag.2\n2017-01-20,Sworn in,a,b\n2017-02,A month,c,\n";
    assert_eq!(sandbox.read("data/events.csv"), events);
    let again = sandbox.run(["add", "in.csv"].into_iter().chain(maps)).code(0);
    let _ = again.stderr_has("nothing to add, 2 already there");
    // No one word for the date is among these names.
    let (_, run) = add("StYear,StMon,Tag,Tag,Headline\n1912,10,a,b,A\n", &[]);
    let _ =
        run.code(1).stderr_has("if these are column names").stderr_has("--map StYear+StMon=date");
}

#[test]
fn a_name_that_stands_twice_is_joined_as_it_is_called() {
    let input = "Date,Date,title\n2025-05-07,2025-05-10,A\n";
    for map in ["Date/Date.2=date", "Date / Date.2=date"] {
        let (sandbox, run) = add(input, &["--map", map]);
        let _ = run.code(0).stderr_lacks("duplicate-column");
        assert_eq!(sandbox.read("data/events.csv"), "date,title\n2025-05-07/2025-05-10,A\n");
    }
    // What is not joined goes its own way, and is told.
    let input = "Year,Month,Month,title\n2017,1,May,A\n";
    let (_, run) = add(input, &["--map", "Year+Month=date"]);
    let _ = run.code(1).stderr_has("has no column `Month.2`");
    let (sandbox, run) = add(input, &["--map", "Year+Month=date", "--add-columns"]);
    let _ = run.code(0).stderr_has("column `Month` stands more than once");
    assert_eq!(sandbox.read("data/events.csv"), "date,title,Month.2\n2017-01,A,May\n");
    assert_eq!(dates(input, &["--map", "Year+Month.2=date", "--map", "Month="]), ["2017-05"]);
    let (_, run) = add("Date,Time,Date,title\n2025,,2026,A\n", &["--map", "Date+Time=date"]);
    let _ =
        run.code(1).stderr_has("--map Date.2= leaves it out").stderr_has("in.csv:1:11 (cell C1)");
}

#[test]
fn names_of_several_lines_and_with_signs_that_join_are_joined() {
    let input = "Start Date,\"End Date\r\n(local)\",Headline\n2025-05-07,2025-05-10,A\n";
    let map = "Start Date/End Date (local)=date";
    let (_, run) = add(input, &["--map", "Headline=title", "--map", map]);
    let _ = run.code(0).stdout("added 2025-05-07/2025-05-10  A\n");
    let as_it_is = map.replace("Date (", "Date\r\n(");
    assert_eq!(
        dates(input, &["--map", "Headline=title", "--map", &as_it_is]),
        ["2025-05-07/2025-05-10"]
    );
    let (_, run) =
        add(&input.replace("05-10", "05-01"), &["--map", "Headline=title", "--map", map]);
    let _ = run.code(1).stderr_has("(`Start Date`, `End Date (local)`)");
    let input = "\"Start\nDate\",\"End\nDate\",Headline\n2025-05-07,2025-05-10,A\n";
    let flags = "--map 'Start Date/End Date=date' --map Headline=title";
    let _ = add(input, &[]).1.code(1).stderr_has(flags);
    let run = Sandbox::new().csv("events", input).run(["check"]).code(1);
    let _ = run.stdout_has("join `Start Date`, `End Date` in one column").stdout_has(flags);
    // The delimiter is found by the names in it, and one with a sign of its own is tried whole.
    let input = "Day/Night;End,x;title\n2025-05-07;2025-05-10;A\n";
    assert_eq!(dates(input, &["--map", "Day/Night/End,x=date"]), ["2025-05-07/2025-05-10"]);
    let (_, run) = add("date,\"end\ndate\",title\n2025-05-07,2025-05-10,A\n", &["--add-columns"]);
    let _ =
        run.code(1).stderr_has("column `end date` is not").stderr_has("--map 'date/end date=date'");
}

#[test]
fn rows_whose_parts_are_written_otherwise_are_told_apart() {
    let input = "Year,Month,Day,title\n1970,0,0,A\n1970,,,A\n1970,,,A\n1970,0,5,A\n";
    let (sandbox, run) = add(input, &["--map", "Year+Month+Day=date"]);
    let _ = run.code(0).stderr_has("whose date is written otherwise").stderr_has("3 events added");
    assert_eq!(sandbox.read("data/events.csv"), "date,title\n1970,A\n1970,A\n1970-XX-05,A\n");
}

#[test]
fn a_year_is_not_joined_with_a_last_day() {
    let input = "Year,Start date,End date,title\n2017,,,A\n2018,2018-05-03,2018-05-04,B\n";
    let _ = add(input, &[]).1.code(1).stderr_has("--map Year=date (its columns");
}

#[test]
fn an_end_that_is_open_is_told_and_taken_in_words() {
    let input = "Start,End,title\n2017,present,A\n2018-03,?,B\n2019,..,C\n2020,,D\n";
    let map = ["--map", "Start/End=date"];
    let run = add(input, &map).1.code(1).stderr_has("\"present\" says that the end is still open");
    let run =
        run.stderr_has("write `2017/..` (from 2017 on (end open)) in `Start` and leave the others");
    let _ =
        run.stderr_has("write `2018-03/`").stderr_has("--dates words takes").stderr_has("2 errors");
    let words = [&map[..], &["--dates", "words"]].concat();
    let _ = add(input, &words).1.code(0).stderr_has("`2017/present` is taken for `2017/..`");
    assert_eq!(dates(input, &words), ["2017/..", "2018-03/", "2019/..", "2020"]);
    // What the help says to write is read.
    let written = "Start,End,title\n2017/..,,A\n2018-03/,,B\n";
    assert_eq!(dates(written, &map), ["2017/..", "2018-03/"]);
    let (_, run) = add("Start,End,title\n2019,Still in office,A\n", &map);
    let _ = run.code(1).stderr_has("`..` where it is still open").stderr_has("(cell B2)");
    let (_, run) = add("Start,End,title\nReagan admin,1988,A\n", &map);
    let run =
        run.code(1).stderr_has("(cell A2)").stderr_has("write the date of the start; where none");
    let _ = run.stderr_lacks("still open");
    assert_eq!(dates("Start,End,title\n,1988,A\n", &map), ["/1988"]); // what that help says
    let (_, run) = add("Start,End,title\n,present,A\n", &map);
    let _ = run.code(1).stderr_lacks("--dates words");
    let cow = "Y1,M1,Y2,M2,title\n2001,10,-7,-7,A\n";
    let map = ["--map", "Y1+M1/Y2+M2=date"];
    let _ = add(cow, &map).1.code(1).stderr_has("write `2001-10/..`").stderr_lacks("BCE");
    assert_eq!(dates(cow, &[&map[..], &["--dates", "words"]].concat()), ["2001-10/.."]);
}

#[test]
fn a_year_before_the_era_is_not_taken_for_one_that_is_not_known() {
    let input = "Year,Month,title\n-0006,,A\n-9,,B\n";
    let (_, run) = add(input, &["--map", "Year+Month=date"]);
    let _ = run.code(1).stderr_has("write `-0009` (10 BCE)").stderr_has("(cell A3)");
    let input = "Year,Month,title\n1906,5,A\n-9,-9,B\n";
    assert_eq!(dates(input, &["--map", "Year+Month=date"]), ["1906-05", ""]);
}

#[test]
fn what_runs_past_midnight_is_offered_with_the_next_day() {
    let map = ["--map", "Day+From/Day+To=date"];
    let (_, run) = add("Day,From,To,title\n2025-05-07,22:00,02:00,A\n", &map);
    let run =
        run.code(1).stderr_has("error[end-before-start]").stderr_lacks("T02:00/2025-05-07T22");
    let _ = run.stderr_has("write `2025-05-07T22:00/2025-05-08T02:00` (");
    let written = "Day,From,To,title\n2025-05-07T22:00/2025-05-08T02:00,,,A\n";
    assert_eq!(dates(written, &map), ["2025-05-07T22:00/2025-05-08T02:00"]);
    let map = ["--map", "Year+Month+Day/Year+Month+End=date"];
    let (_, run) = add("Year,Month,Day,End,title\n2017,12,30,2,A\n", &map);
    let _ = run.code(1).stderr_has("write `2017-12-30/2018-01-02`");
}

#[test]
fn the_help_says_where_the_date_of_several_cells_goes() {
    let says = |input: &str, flags: &[&str], expected: &str| {
        let _ = add(input, flags).1.code(1).stderr_has(expected);
    };
    let map = ["--map", "Y+M+D=date"];
    says("Y,M,D,title\n2012,2,30,A\n", &map, "(February 2012) in `Y` and leave the others blank");
    assert_eq!(dates("Y,M,D,title\n2012-02-29,,,A\n", &map), ["2012-02-29"]);
    let words = ["--map", "S/E=date", "--dates", "words"];
    let sets = "S,E,title\nearly May 2017,about 2018,A\n";
    says(sets, &words, "write `2017-05/2018~` (May 2017 - about 2018) in `S` and leave the others");
    let _ = add(sets, &words).1.stderr_lacks("is taken for");
    let times = "SD,ST,ED,ET,title\n2025-05-07,9:00,2025-05-07,,A\n";
    says(times, &["--map", "SD+ST/ED+ET=date"], "write `2025-05-07T09:00` (");
}

#[test]
fn a_year_that_a_program_wrote_as_a_number_is_read() {
    let input = "Year,title\n2012.0,A\n";
    assert_eq!(dates(input, &["--map", "Year=date"]), ["2012"]);
    let (_, run) = add("Year,title\n2013.5,A\n", &["--map", "Year=date"]);
    let _ = run.code(1).stderr_has("\"2013.5\"");
}

#[test]
fn half_a_date_goes_in_only_where_that_is_said_or_done_before() {
    let input = "date,time,title\n2019-01-01,10:00,a\n2019-01-01,11:00,b\n";
    let (sandbox, run) = add(input, &["--add-columns"]);
    let keeps = "--map time=time --add-columns keeps it as a column of its own";
    let _ = run.code(1).stderr_has("--map date+time=date joins them").stderr_has(keeps);
    assert_eq!(sandbox.read("data/events.csv"), "date,title\n");
    let _ = add(input, &["--map", "date+time=date"]).1.code(0).stderr_has("2 events added");
    let maps = ["add", "in.csv", "--map", "time=time", "--add-columns"];
    let _ = sandbox.run(maps).code(0).stderr_lacks("beside").stderr_has("2 events added");
    // Whoever keeps times so already goes on.
    let run = sandbox.run(["add", "in.csv"]).code(0).stderr_has("nothing to add, 2 already there");
    let _ = run.stderr_has("--map date+time=date joins them").stderr_lacks("time=time");
}

#[test]
fn an_end_with_a_start_of_its_own_is_no_end_of_the_date() {
    let input = "Title,Date,Begin Date,End Date\nVase,c. 1850,1850,1850\nCup,1840s,1840,1849\n";
    let (_, run) = add(input, &["--dates", "words"]);
    let flags = "--map 'Begin Date/End Date=date' --map Date= takes them instead";
    let _ = run.code(1).stderr_has(flags).stderr_lacks("Date/End Date=date' joins");
    let maps = ["--map", "Date=", "--map", "Begin Date/End Date=date"];
    assert_eq!(add(input, &maps).0.read("data/events.csv").lines().count(), 3);
    let (_, run) = add(input, &["--map", "Date="]);
    let _ = run.code(1).stderr_has("perhaps --map 'Begin Date/End Date=date' (its columns");
    let input = "Year,Month,Day,Title,Date\n2017,5,3,a,May 3\n";
    let (_, run) = add(input, &["--map", "Date="]);
    let _ = run.code(1).stderr_has("perhaps --map Year+Month+Day=date (its columns");
}

#[test]
fn columns_that_pair_by_name_are_proposed_where_cells_bear_it_out() {
    for (input, map) in [
        ("date_from,date_to,title\n2019-01-01,2019-01-03,a\n", "date_from/date_to=date"),
        ("Launch Date,Launch Time,title\n2019-01-01,10:00,A\n", "'Launch Date+Launch Time=date'"),
        ("Date (UTC),Time (UTC),title\n2019-01-01,10:00,A\n", "'Date (UTC)+Time (UTC)=date'"),
        ("von,bis,title\n2019-01-01,2019-01-03,a\n", "von/bis=date"),
        ("from,to,title\n2019-01-01,,a\n2019-01-01,2019-01-03,b\n", "from/to=date"),
        ("Beginn,Ende,title\n01.02.2019,03.02.2019,a\n", "Beginn/Ende=date"),
        ("Jahr,Monat,Tag,title\n2019,2,3,a\n", "Jahr+Monat+Tag=date"),
        ("Année,Mois,Jour,title\n2019,2,3,a\n", "Année+Mois+Jour=date"),
        ("Año,Mes,Día,title\n2019,2,3,a\n", "Año+Mes+Día=date"),
        ("Anno,Mese,Giorno,title\n2019,2,3,a\n", "Anno+Mese+Giorno=date"),
        ("Год,Месяц,День,title\n2019,2,3,a\n", "Год+Месяц+День=date"),
        ("Рік,Місяць,День,title\n2019,2,3,a\n", "Рік+Місяць+День=date"),
        ("Day,From,To,title\n2019-02-03,9:00,10:00,a\n", "Day+From/Day+To=date"),
        (
            "dyad_st_year,dyad_st_mon,dyad_end_year,dyad_end_mon,title\n1823,4,1823,11,a\n",
            "dyad_st_year+dyad_st_mon/dyad_end_year+dyad_end_mon=date",
        ),
    ] {
        let flag = format!("perhaps --map {map} (its columns");
        let _ = add(input, &[]).1.code(1).stderr_has(&flag);
        let checked = Sandbox::new().csv("events", input).run(["check"]).code(1);
        let _ = checked.stdout_has(&format!("FILE --map {map}"));
    }
    for input in [
        "from,to,title\nAnn,Bob,a\n",
        "Birth Date,Birth Time,title\n2019-01-01,10:00,a\n",
        "Jahr,Tag,title\nzwei,Steuer,a\n",
    ] {
        let _ = add(input, &[]).1.code(1).stderr_has("say which is which: --map THEIRS=date");
    }
    let _ = Sandbox::new()
        .csv("events", "date,from,to,Tag,title\n2019,2018,2020,5,a\n")
        .run(["check"])
        .code(0)
        .stdout_lacks("beside");
    let (_, run) =
        add("von,bis,title\n2019-01-01,2019-01-03,a\n", &["--map", "von=date", "--add-columns"]);
    let _ = run.code(1).stderr_has("--map von/bis=date joins them");
}

#[test]
fn years_of_two_digits_in_a_column_of_their_own_are_read_as_proposed() {
    let input = "YR,MO,DY,title\n98,1,20,a\n17,2,3,b\n";
    let (_, run) = add(input, &["--map", "YR+MO+DY=date"]);
    let run = run.code(1).stderr_has("if years are written so, --date-format y takes them: 1998");
    let _ = run.stderr_has("--date-format y takes them: 2017");
    let flags = ["--map", "YR+MO+DY=date", "--date-format", "y"];
    assert_eq!(dates(input, &flags), ["1998-01-20", "2017-02-03"]);
}

#[test]
fn a_date_that_is_blank_everywhere_is_told_beside_a_year() {
    let input = "date,year,month,day,title\n,2017,5,3,a\n,2018,6,,b\n";
    let told = "columns `year`, `month`, `day` are not read beside `date`";
    let _ = Sandbox::new().csv("events", input).run(["check"]).code(0).stdout_has(told);
    let (_, run) = add(input, &["--add-columns"]);
    let flags = "--map year+month+day=date --map date= takes them instead";
    let _ = run.code(1).stderr_has(told).stderr_has(flags);
    let maps = ["--map", "year+month+day=date", "--map", "date="];
    assert_eq!(dates(input, &maps), ["2017-05-03", "2018-06"]);
    // So is one that is blank in some rows; where another date has no year beside it, none is to give way.
    let some = input.replace(",2018,6,", "2018-06,2018,6,");
    let _ = Sandbox::new().csv("events", &some).run(["check"]).code(0).stdout_has(told);
    let _ = add(&some, &["--add-columns"]).1.code(1).stderr_has(flags);
    for date in ["2018-06,,,", "2018-06~,2018,6,", "2018-06-01T10:00,2018,6,1"] {
        let run = add(&format!("{some}{date},c\n"), &["--add-columns"]).1.code(1);
        let _ = run.stderr_has(told).stderr_lacks("takes them instead");
    }
    // Nor where a date says more than what stands beside it, or something else.
    for (date, row) in [
        (",2017,1,20", "2018-03-05,2018,,"),
        (",2017,1,20", "2018-03-05,2018,3,"),
        (",2017,1,20", "2018-03-05,2016,2,4"),
        ("2017,2017,1,20", "2018-03-05,2018,3,"),
        ("1817,1917,1,20", "1818,1818,,"),
        (",2017,1,", "2018-03-05,2018,3,5"),
    ] {
        let rows = format!("date,year,month,day,title\n{date},a\n{row},b\n");
        let run = add(&rows, &["--add-columns"]).1.code(1).stderr_has("beside `date`");
        let _ = run.stderr_lacks("takes them instead");
    }
}

#[test]
fn what_lasted_between_years_says_less_than_columns_of_days() {
    let wars = "date,Year,Month,Day,End Year,title\n1914/1918,1914,7,28,1918,War\n";
    for input in [wars, &wars.replace("1914/1918", "1914")] {
        let (_, run) = add(input, &["--add-columns"]);
        let run = run.code(1).stderr_has("columns `Month`, `Day`");
        let flags = "--map 'Year+Month+Day/End Year=date' --map date= takes them instead";
        let _ = run.stderr_has(flags);
    }
    let maps = ["--map", "Year+Month+Day/End Year=date", "--map", "date="];
    assert_eq!(dates(wars, &maps), ["1914-07-28/1918"]);
    for (row, columns) in [
        ("1914/1918,,11,,", "column `End Month` is"),
        ("1914/1918,,,,1918-11-11", "column `End Date` is"),
        ("1914-07-28/1918-11-11,,,11:00,", "column `End Time` is"),
    ] {
        let input = format!("date,x,End Month,End Time,End Date,title\n{row},War\n");
        let run = Sandbox::new().csv("events", &input).run(["check"]).code(0);
        let _ = run.stdout_has(&format!("{columns} not read beside `date`"));
    }
    for row in ["1914/1918,,,,1918", "1914-07/1918-11,,11,,11.11.1918", "1914/..,,11,11:00,1918"] {
        let input = format!("date,x,End Month,End Time,End Date,title\n{row},War\n");
        let run = Sandbox::new().csv("events", &input).run(["check"]).code(0);
        let _ = run.stdout_lacks("beside `date`");
    }
}

#[test]
fn a_date_for_display_does_not_stand_for_its_parts() {
    let header = TIMELINE_JS.lines().next().unwrap().replace(",Headline", ",Display Date,Headline");
    let map = "Year+Month+Day+Time/End Year+End Month+End Day+End Time=date";
    let war = "1914,7,28,,1918,11,11,,1914-1918,The war\n";
    for rows in [
        format!("1969,7,20,,,,,,\"July 20, 1969\",Apollo\n{war}"),
        format!(",,,,,,,,,My timeline\n1969,7,20,,,,,,\"July 20, 1969\",Apollo\n{war}"),
        format!("1969,7,20,,,,,,,Apollo\n{war}"),
    ] {
        let input = format!("{header}\n{rows}");
        let flags = format!("perhaps --map '{map}' --map Headline=title");
        let _ = add(&input, &[]).1.code(1).stderr_has(&flags);
        let checked = Sandbox::new().csv("events", &input).run(["check"]).code(1);
        let _ = checked.stdout_has(&format!("--map '{map}'"));
    }
    // A day in one cell stays one.
    let input = "event_date,year,month,day,notes\n2019-02-03,2019,2,3,a\n";
    let _ = add(input, &[]).1.code(1).stderr_has("perhaps --map event_date=date");
}

#[test]
fn a_summary_that_may_be_the_title_is_among_the_columns_named() {
    let (_, run) = add("Issue key,Summary,Created\nA-1,Fix it,2024-03-03\n", &[]);
    let run = run.code(1).stderr_has("(its columns: `Issue key`, `Summary`, `Created`)");
    let _ = run.stderr_has("--map Summary=title");
}

#[test]
fn hours_beside_a_day_are_no_zone_and_no_part_of_a_second_is_lost() {
    let map = ["--map", "Date+Time=date"];
    for (time, told) in [
        ("10:30-11:30", "names two times"),
        ("20:30-11:30", "names two times"),
        ("10:30–11:30", "names two times"),
        ("\"10:15:20,5\"", "make no date"),
        ("10:15:20.5", "make no date"),
    ] {
        let (_, run) = add(&format!("Date,Time,title\n2017-01-20,{time},A\n"), &map);
        let _ = run.code(1).stderr_has(told);
    }
    let times = "Date,Time,title\n2017-01-20,14:00-15:30,A\n2017-01-20,10:30+03:00,B\n";
    let read = ["2017-01-20T14:00/2017-01-20T15:30", "2017-01-20T10:30+03:00"];
    assert_eq!(dates(times, &map), read);
}

#[test]
fn an_end_in_which_the_date_lies_says_no_more() {
    for row in ["2017-01-01T10:00,2017-01-01", "2018-02-02~,2018-02-02", "2024-05-07,2024"] {
        let sandbox = Sandbox::new().csv("events", &format!("date,end date,title\n{row},A\n"));
        let _ = sandbox.run(["check"]).code(0).stdout_lacks("near-miss-column");
    }
    let later = Sandbox::new().csv("events", "date,end date,title\n2024-05-07,2024-05-09,A\n");
    let _ = later.run(["check"]).code(0).stdout_has("near-miss-column");
}

#[test]
fn the_limits_of_a_date_that_is_about_then_say_no_more() {
    let run = |columns: &str, row: &str| {
        let events = format!("date,{columns},title\n{row},A\n");
        let _ = Sandbox::new().csv("events", &events).run(["check"]).code(0);
        add(&events, &["--add-columns"]).1
    };
    for (columns, row) in [
        ("date_from,date_to", "1850~,1845,1855"),
        ("year_from,year_to", "1850~,1845,1855"),
        ("start_date,end_date", "1850-05-03?,1850-05-01,1850-05-06"),
        ("start_year,end_year", "18XX,1801,1900"),
        ("start_year,end_year", "185X,1845,1865"),
    ] {
        let _ = run(columns, row).code(0).stderr_lacks("not read beside");
    }
    for (columns, row) in [
        ("date_to", "1850~,1855"),
        ("date_from,date_to", "1850~,1850,1855"),
        ("date_from,date_to", "1850,1845,1855"),
        ("start_year,end_year", "18XX,1840,1905"),
    ] {
        let _ = run(columns, row).code(1).stderr_has("not read beside `date`");
    }
    // Beside one that lasted the limits are told, and no flag makes them a date.
    let rows = "1850~,1845,1855,A\n1914,1914,1918";
    let _ = run("date_from,date_to", rows).code(1).stderr_lacks("takes them instead");
}

#[test]
fn what_lasted_is_joined_with_no_second_end() {
    for rows in
        ["1914-07-28/1918-11,1918-11-11,War\n", "1914-07-28,1918-11-11,War\n1939/1945,1945,Other\n"]
    {
        let (_, run) = add(&format!("date,end,title\n{rows}"), &["--add-columns"]);
        let run = run.code(1).stderr_has("column `end` is not read beside `date`");
        let _ = run.stderr_lacks("joins them").stderr_has("--map end=end --add-columns keeps it");
    }
}

#[test]
fn times_in_a_start_and_an_end_are_told_beside_a_day() {
    for (start, end) in [("Beginn", "Ende"), ("Start", "End"), ("From", "To")] {
        let told = format!("columns `{start}`, `{end}` are not read beside `date`");
        let hours = format!("date,{start},{end},title\n2024-07-05,09:00,16:20,Session\n");
        let _ = Sandbox::new().csv("events", &hours).run(["check"]).code(0).stdout_has(&told);
        let map = format!("date+{start}/date+{end}=date");
        let (_, run) = add(&hours, &["--add-columns"]);
        let _ = run.code(1).stderr_has(&told).stderr_has(&format!("--map {map} joins them"));
        assert_eq!(dates(&hours, &["--map", &map]), ["2024-07-05T09:00/2024-07-05T16:20"]);
        let times = "2025-05-09,2025-05-09T10:00,2025-05-09T11:00";
        let moments = format!("date,{start},{end},title\n{times},Talk\n");
        let (_, run) = add(&moments, &["--add-columns"]);
        let flags = format!("--map {start}/{end}=date --map date= takes them instead");
        let _ = run.code(1).stderr_has(&told).stderr_has(&flags).stderr_has("has both times");
        for row in [
            "2024-07-05,Paris,Rome",
            "2024,09:00,16:20",
            "2024-07-05T09:00/2024-07-05T16:20,09:00,16:20",
            "2024-07-05,2024-07-05T00:00,2024-07-05T23:59",
            "2024-07-05,9.50,12.75",
        ] {
            let events = format!("date,{start},{end},title\n{row},A\n");
            let run = Sandbox::new().csv("events", &events).run(["check"]);
            let _ = run.code(0).stdout_lacks("beside");
        }
    }
}

#[test]
fn a_time_of_another_zone_is_that_of_the_date() {
    let rows = "2025-05-09T17:30Z,19:30,Concert\n2025-12-10T18:00Z,19:00,Concert\n";
    for rows in [rows, &rows[..rows.len() / 2], "2025-05-09T17:30Z,19:30,A\n2025-05-10,,B\n"] {
        let events = format!("date,time,title\n{rows}");
        let _ = Sandbox::new().csv("events", &events).run(["check"]).stdout_lacks("beside");
        let _ = add(&events, &["--add-columns"]).1.code(0).stderr_lacks("not read beside");
    }
}

#[test]
fn results_in_a_column_of_times_are_no_times() {
    let events = "date,title,time\n2008-08-16,100 m,9.69\n2009-08-19,1500 m,3:26.00\n\
                  2008-08-24,Marathon,2:06:32\n";
    let _ = Sandbox::new().csv("events", events).run(["check"]).stdout_lacks("beside");
    let _ = add(events, &["--add-columns"]).1.code(0).stderr_lacks("not read beside");
}

#[test]
fn what_has_a_day_and_a_time_is_not_joined_with_a_time() {
    let (day, next) = ("12/15/2010 17:29", "12/15/2010 17:30");
    for (header, cells, map) in [
        ("Name,StartTime,TimeStamp", [day, next], "TimeStamp=date"),
        ("Name,StartTime,EndTime", [day, next], "StartTime/EndTime=date"),
        ("Name,EventDate,Time", [day, "17:29"], "EventDate=date"),
        ("Name,EventDate,Time", ["12/15/2010", "17:29"], "EventDate+Time=date"),
        ("Name,EventDate,Time", ["12/15/2010", "1729"], "EventDate+Time=date"),
    ] {
        let input = format!("{header}\nA,{}\n", cells.join(","));
        let _ = add(&input, &[]).1.code(1).stderr_has(&format!("perhaps --map {map} "));
        let checked = Sandbox::new().csv("events", &input).run(["check"]).code(1);
        let _ = checked.stdout_has(&format!("FILE --map {map}"));
    }
}

#[test]
fn a_season_beside_a_year_is_told_and_taken_in_words() {
    let input = "Y,M,D,title\n1522,August,,A\n1525,Spring,,B\n1526,late,0,C\n1527,Q1,,D\n";
    let map = ["--map", "Y+M+D=date"];
    let run = add(input, &map).1.code(1).stderr_has("\"Spring 1525\" is in words (`Y`, `M`, `D`)");
    let run = run.stderr_has("write `1525-21` (spring 1525) in `Y` and leave the others blank");
    let _ = run.stderr_has("--dates words takes").stderr_has("3 errors");
    let words = [&map[..], &["--dates", "words"]].concat();
    let run = add(input, &words).1.code(0).stderr_has("`Spring 1525` is taken for `1525-21`");
    let _ = run.stderr_has("`late 1526` is taken for");
    let late = "[1526-09..1526-12]";
    assert_eq!(dates(input, &words), ["1522-08", "1525-21", late, "1527-33"]);
    for row in ["1525,Spring,3", "1525,lost,", "1525,21,", "1525,,Spring", "1525,winter,"] {
        let (_, run) = add(&format!("Y,M,D,title\n{row},A\n"), &words);
        let _ = run.code(1).stderr_has("1 error").stderr_lacks("is taken for");
    }
}

#[test]
fn a_date_that_is_joined_anew_stands_in_the_place_of_what_was_said() {
    let input = "rownames,Year,Month,1 unit,title\n1,2018,January,859,A\n";
    let (_, run) = add(input, &["--map", "Year=date"]);
    let joins = "--map Year+Month=date joins them, in the place of --map Year=date";
    let _ = run.code(1).stderr_has(joins);
    let both = ["--map", "Year=date", "--map", "Year+Month=date"];
    let run = add(input, &both).1.code(1).stderr_has("`Year` is to be `date`, and a part of it");
    let _ = run.stderr_has("help: leave out --map Year=date\n");
    let nameless = input.replace("title", "Northeast");
    let run = add(&nameless, &[]).1.code(1).stderr_has("if these are column names, say which");
    let _ = run.stderr_has("perhaps --map Year+Month=date --map THEIRS=title");
}

#[test]
fn numbers_that_count_days_are_not_proposed_as_the_date() {
    for (days, is_date) in
        [("0 5 21 31", false), ("1.5 128 -3", false), ("2024-05-01 3/5/2024", true)]
    {
        let rows: String = days.split(' ').map(|day| format!("A,{day}\n")).collect();
        let (_, run) = add(&format!("title,day\n{rows}"), &[]);
        let run = run.code(1).stderr_has("its columns: `day`");
        let _ =
            if is_date { run.stderr_has("--map day=date") } else { run.stderr_lacks("day=date") };
    }
}

#[test]
fn a_number_behind_a_day_is_no_time_and_none_is_lost() {
    let map = ["--map", "Y+M+D+H=date"];
    let (sandbox, run) = add(
        "Y,M,D,H,title\n1975,6,27,0,A\n1976,6,27,18,B\n1977,6,0,0,C\n",
        &[&map[..], &["--accept-good"]].concat(),
    );
    let run = run.code(1).stderr_has("\"1975\", \"6\", \"27\", \"0\" make no date");
    let _ = run.stderr_has("a time has its minutes (`18:00`)").stderr_has("2 refused rows");
    assert_eq!(sandbox.read("data/events.csv"), "date,title\n1977-06,C\n");
}

#[test]
fn the_end_of_a_day_is_told_in_one_cell_and_in_two() {
    let told = "`2017-01-20 24:00` is taken for `2017-01-21T00:00`";
    let two = ("date,time,title\n2017-01-20,24:00,A\n", &["--map", "date+time=date"][..]);
    let one = ("date,title\n2017-01-20 24:00,A\n", &[][..]);
    for (input, flags) in [two, one] {
        let run = add(input, flags).1.code(1).stderr_has("has no hour 24");
        let _ = run.stderr_has("write `2017-01-21T00:00`").stderr_has("--dates words takes it");
        let words = [flags, &["--dates", "words"]].concat();
        let _ = add(input, &words).1.code(0).stderr_has(told);
        assert_eq!(dates(input, &words), ["2017-01-21T00:00"]);
    }
    let hours = "Day,From,To,title\n2025-05-07,22:00,24:00,A\n";
    let map = ["--map", "Day+From/Day+To=date"];
    let _ = add(hours, &map).1.code(1).stderr_has("write `2025-05-07T22:00/2025-05-08T00:00`");
    let words = [&map[..], &["--dates", "words"]].concat();
    assert_eq!(dates(hours, &words), ["2025-05-07T22:00/2025-05-08T00:00"]);
}

#[test]
fn a_day_that_a_list_has_a_number_for_is_not_known_in_one_cell_either() {
    let input = "S,E,title\n3/-9/1848,5/1/1848,A\n-9/-9/1850,,B\n";
    let map = ["--map", "S/E=date"];
    let (_, run) = add(input, &map);
    let run = run.code(1).stderr_has("\"3/-9/1848\" has a part that is not known");
    let _ = run.stderr_has("write `1848-03`").stderr_has("--dates words takes what is known");
    let format = [&map[..], &["--date-format", "m/d/Y"]].concat();
    let _ = add(input, &format).1.code(0).stderr_has("`3/-9/1848` is taken for `1848-03`");
    assert_eq!(dates(input, &format), ["1848-03/1848-05-01", "1850"]);
}

#[test]
fn a_time_that_is_not_that_of_the_date_is_asked_about() {
    let add = |input: &str, flags: &[&str]| {
        let sandbox =
            Sandbox::new().csv("events", "date,title\n").bytes("in.csv", input.as_bytes());
        sandbox.run(["add", "in.csv", "--dry-run"].iter().chain(flags))
    };
    let rows = "date,time,title\n1842-12-07T05:00:00Z,8:00PM,A\n1843-02-18T05:00:00Z,8:00PM,B\n";
    let flags = "--date-format 'Y-m-dT05:00:00Z' --map date+time=date takes it, --map time=time --add-columns keeps";
    let run = add(rows, &["--add-columns"]).code(1).stderr_has(flags);
    let _ = run.stderr_has("`date` has a time already, which is another");
    let run = add(rows, &["--date-format", "Y-m-dT05:00:00Z", "--map", "date+time=date"]);
    let _ = run.code(0).stdout_has("+1842-12-07T20:00,A");
    let rows = "date,time,title\n2024-03-04T08:00Z,9:00,A\n2024-03-05T10:00Z,9:00,B\n";
    let run = add(rows, &["--add-columns"]).code(1).stderr_lacks("joins them");
    let _ = run.stderr_lacks("date-format").stderr_has("--map time=time --add-columns keeps it");
    let rows =
        "date,time,title\n2024-03-04T09:00+03:00,9:00 AM,A\n2024-03-05T09:00+03:00,06:00,B\n";
    let _ = add(rows, &["--add-columns"]).code(0).stderr_lacks("not read beside");
    let events = "date,time,title\n2024-03-04T08:00Z,9:10,A\n";
    let run = Sandbox::new().csv("events", events).run(["check"]);
    let _ = run.stdout_has("column `time` is not read beside `date`");
    for (time, is_told) in [("13:00 MSK", false), ("14:00 MSK", true), ("14:00 BST", false)] {
        let events = format!("date,time,title\n2025-05-10T10:00Z,{time},A\n");
        let said = Sandbox::new().csv("events", &events).run(["check"]).output();
        assert_eq!(said.contains("column `time` is not read beside `date`"), is_told, "{said}");
    }
}

#[test]
fn an_end_is_known_by_the_words_of_its_date() {
    for (start, end) in [
        ("hdate", "hdate_end"),
        ("date_start", "date_stop"),
        ("event_date", "event_end"),
        ("event_date", "event_date_end"),
        ("date", "event_end_date"),
        ("date", "date_finish"),
        ("when", "when_end"),
        ("date_begin", "date_finish"),
        ("first_date", "last_date"),
        ("Datum", "Ende"),
        ("Date de début", "Date de fin"),
        ("Fecha", "Fecha de fin"),
        ("Дата", "Дата_окончания"),
        ("Дата начала", "Дата окончания"),
        ("started", "ended"),
    ] {
        let input = format!("{start},{end},title\n2024-05-03,2024-05-05,Fair\n2024-06-03,,Day\n");
        let map = format!("{start}/{end}=date");
        if start != "date" {
            let help = as_argument(&map);
            let _ = add(&input, &[]).1.code(1).stderr_has(&format!("--map {help}"));
        }
        let alone = format!("{start}=date");
        let (_, run) = add(&input, &["--map", &alone, "--add-columns"]);
        let _ = run.code(1).stderr_has(&format!("column `{end}` is not read beside `date`"));
        assert_eq!(dates(&input, &["--map", &map]), ["2024-05-03/2024-05-05", "2024-06-03"]);
    }
}

/// An argument as a shell takes it.
fn as_argument(argument: &str) -> String {
    if argument.contains(' ') { format!("'{argument}'") } else { argument.to_string() }
}

#[test]
fn what_only_sounds_like_an_end_is_none() {
    for (name, cells) in [
        ("last_year", "2500"),
        ("finish_time", "2:03:15"),
        ("last_name", "May"),
        ("last_contact_date", "2025-01-02"),
        ("fine", "12.50"),
        ("fine", "5000"),
        ("to", "12"),
        ("to", "Ada Brook"),
        ("bis", "10:30"),
        ("stop", "3400"),
        ("project_end", "2025-01-02"),
        ("event_type", "2025-01-02"),
    ] {
        let input = format!("date,{name},title\n2024-05-03,{cells},Fair\n2024-06-03,{cells},Day\n");
        let _ = Sandbox::new().csv("events", &input).run(["check"]).stdout_lacks("beside `date`");
    }
}

#[test]
fn the_earliest_and_the_latest_date_are_one_time_within() {
    for (earliest, latest) in [
        ("notBefore", "notAfter"),
        ("earliest", "latest"),
        ("TPQ", "TAQ"),
        ("date_min", "date_max"),
    ] {
        let input = format!(
            "{earliest},{latest},title\n1850,1855,a\n1850,1850,b\n1850,,c\n,1855,d\n,,e\n\
             1850,1855-06,f\n2024-05-03,2024-05,g\n"
        );
        let map = format!("{earliest}..{latest}=date");
        let _ = add(&input, &[]).1.code(1).stderr_has(&format!("perhaps --map {map} ("));
        let expected = [
            "[1850..1855]",
            "1850",
            "[1850..]",
            "[..1855]",
            "",
            "[1850-01..1855-06]",
            "[2024-05-03..2024-05-31]",
        ];
        assert_eq!(dates(&input, &["--map", &map]), expected);
    }
    let input = "Year 1,M1,Year 2,M2,title\n1850,3,1851,-9,a\n-0020,,-0010,,b\n";
    let expected = ["[1850-03..1851-12]", "[-0020..-0010]"];
    assert_eq!(dates(input, &["--map", "Year 1+M1..Year 2+M2=date"]), expected);
    let made = "Object Begin Date,Object End Date,Object Name,title\n1850,1855,Vase,a\n";
    let map = "--map 'Object Begin Date..Object End Date=date'";
    let _ = add(made, &[]).1.code(1).stderr_has(map);
    let says = "join `notBefore`, `notAfter` in one column `date`: `[2025-02-10..2025-02-12]` for";
    let run =
        Sandbox::new().csv("events", "notBefore,notAfter,title\n1850,1855,a\n").run(["check"]);
    let _ = run.code(1).stdout_has(says).stdout_has("--map notBefore..notAfter=date");
    // A date of its own is likelier.
    let own = "event_date,earliest,latest,title\n1852~,1850,1855,a\n";
    let _ = add(own, &[]).1.code(1).stderr_has("perhaps --map event_date=date (");
}

#[test]
fn what_makes_no_range_is_told_with_what_can_be_written() {
    for (row, help) in [
        ("1855,1850", "write `[1850..1855]` (some time between 1850 and 1855) in `A` and leave"),
        ("1850~,1855", "write `[1850..1855]` (some time between 1850 and 1855) or `1850~/1855`"),
        ("2024-05-03T10:00,2024-05-04T11:00", "write `[2024-05-03..2024-05-04]`"),
        ("1850,present", "write the latest date; where none is said, leave it blank"),
        ("soon,1850", "write the earliest date; where none is said, leave it blank"),
    ] {
        let run = add(&format!("A,B,title\n{row},x\n"), &["--map", "A..B=date"]).1.code(1);
        let _ = run.stderr_has(help);
    }
    let input = "A,B,title\n[1850..1855],,a\n1850~/1855,,b\n";
    assert_eq!(dates(input, &["--map", "A..B=date"]), ["[1850..1855]", "1850~/1855"]);
    let words = ["--map", "A..B=date", "--dates", "words"];
    let (_, run) = add("A,B,title\nearly May 2017,,a\n", &words);
    let _ = run.code(1).stderr_has("write `[2017-05-01..]`");
    let (_, run) = add("A,B,title\n1850,1855,a\n", &["--map", "A..C=date"]);
    let _ = run.code(1).stderr_has("the input has no column `C`");
}

#[test]
fn what_a_calendar_says_to_take_whole_days_ends_on_the_last_of_them() {
    let input = "Start Date,Start Time,End Date,End Time,All day event,title\n\
                 2024-03-17,12:00:00 AM,2024-03-18,12:00:00 AM,True,a\n\
                 2024-02-28,12:00:00 AM,2024-03-02,12:00:00 AM,TRUE,b\n\
                 2024-03-17,12:00:00 AM,2024-03-18,12:00:00 AM,False,c\n\
                 2024-03-17,9:00:00 AM,2024-03-17,10:00:00 AM,False,d\n";
    let map = "Start Date+Start Time/End Date+End Time=date";
    let flags = ["--map", map, "--map", "All day event="];
    let expected = [
        "2024-03-17",
        "2024-02-28/2024-03-01",
        "2024-03-17T00:00:00/2024-03-18T00:00:00",
        "2024-03-17T09:00:00/2024-03-17T10:00:00",
    ];
    assert_eq!(dates(input, &flags), expected);
    let (_, run) = add(input, &flags);
    let _ = run.stderr_has("`2024-03-17T00:00:00/2024-03-18T00:00:00` is taken for `2024-03-17`");
}

#[test]
fn what_is_known_of_a_date_is_not_taken_against_the_order_of_the_format() {
    for text in ["3/-9/1848", "3/0/1848", "3/00/1848"] {
        let input = format!("date,title\n{text},A\n");
        for (format, known) in [
            ("d.m.Y", "1848-XX-03"),
            ("d/m/Y", "1848-XX-03"),
            ("m.d.Y", "1848-03"),
            ("Y", "1848-03"),
        ] {
            let run = add(&input, &["--date-format", format]).1.code(1);
            let run = run.stderr_has(&format!("error[impossible-date]: \"{text}\""));
            let _ = run.stderr_has(&format!("write `{known}`")).stderr_lacks("--dates words");
        }
    }
    for (text, known) in [("1848-03-00", "1848-03"), ("1848/3/0", "1848-03"), ("0/0/1848", "1848")]
    {
        let input = format!("date,title\n{text},A\n");
        assert_eq!(dates(&input, &["--date-format", "d.m.Y"]), [known]);
    }
}

#[test]
fn what_is_left_beside_columns_that_are_joined_is_told() {
    for (input, map, all) in [
        ("Year,Month,Day,title\n1662,9,3,A\n", "Year+Month=date", "Year+Month+Day"),
        (
            "date,time,End Date,title\n2025-02-10,,2025-02-12,A\n",
            "date+time=date",
            "date+time/End Date",
        ),
    ] {
        let (_, run) = add(input, &["--map", map, "--add-columns"]);
        let flag = format!("--map {}=date", all);
        let flag = if all.contains(' ') { format!("--map '{all}=date'") } else { flag };
        run.code(1).stderr_has(&format!("{flag} joins them, in the place of --map {map}"));
        let _ = dates(input, &["--map", &format!("{all}=date")]);
        let last = all.rsplit(['+', '/']).next().unwrap_or_default();
        let _ = dates(input, &["--map", map, "--map", &format!("{last}=")]);
    }
    let range = "Year,Month,Day,Date is range,Second Year,title\n1662,9,3,1,1662,A\n";
    let (_, run) = add(range, &["--map", "Year+Month+Day=date", "--add-columns"]);
    run.code(1).stderr_has("column `Date is range` is not read beside `date`");
}

#[test]
fn a_whole_date_behind_its_year_is_taken() {
    let table = "year,date,title\n,1930,A\n1906,9/24/06,B\n1907,1907,C\n1908,1908-05,D\n";
    let flags = ["--map", "year+date=date", "--date-format", "m/d/y"];
    assert_eq!(dates(table, &flags[..]), ["1930", "1906-09-24", "1907", "1908-05"]);
    let words = "Year,Exact Date,title\n1831,May 1831,A\n1832,5 May 1832,B\n";
    for format in [&[][..], &["--date-format", "Y-m-d"]] {
        let flags = [&["--map", "Year+Exact Date=date", "--dates", "words"], format].concat();
        assert_eq!(dates(words, &flags), ["1831-05", "1832-05-05"]);
    }
    let timed = "Year,Date,Time,title\n,1831-05-02,10:30,A\n,1831-05-03,,B\n";
    let flags = ["--map", "Year+Date+Time=date"];
    assert_eq!(dates(timed, &flags), ["1831-05-02T10:30", "1831-05-03"]);
    for row in [",,10:30", ",1831,5", ",1831-05,2"] {
        let (_, run) = add(&format!("Year,Date,Time,title\n{row},A\n"), &flags);
        let _ = run.code(1).stderr_has("make no date (`Year`, `Date`, `Time`)");
    }
    for row in [",1030", "1825,1030"] {
        let (_, run) = add(&format!("Date,Time,title\n{row},A\n"), &["--map", "Date+Time=date"]);
        let _ = run.code(1).stderr_has("make no date (`Date`, `Time`)");
    }
}

#[test]
fn a_whole_date_that_is_not_read_is_told_with_the_flag_that_takes_it() {
    let map = ["--map", "year+date=date"];
    for (row, date, flags) in [
        ("1831,May 1831", "1831-05", ["--dates", "words"]),
        ("1831,4 May 1831", "1831-05-04", ["--dates", "words"]),
        (",3 March 1840", "1840-03-03", ["--dates", "words"]),
        ("1831,05/09/1831", "1831-09-05", ["--date-format", "d/m/Y"]),
        ("1831?,4 May 1831", "1831-05-04?", ["--dates", "words"]),
    ] {
        let input = format!("year,date,title\n{row},A\n");
        let (_, run) = add(&input, &map);
        let run = run.code(1).stderr_has(&format!("`{date}` ("));
        let _ = run.stderr_has(&flags.join(" "));
        assert_eq!(dates(&input, &[map, flags].concat()), [date], "{row}");
    }
    for row in ["1831,May 1832", "1831,05/09/1832", "1815,15", ",5", "1908~,May", ",5/6/07"] {
        let (_, run) = add(&format!("year,date,title\n{row},A\n"), &map);
        let _ = run.code(1).stderr_has("make no date").stderr_lacks("--date");
    }
    let (_, run) = add("year,date,title\n1909,29 February,A\n", &map);
    let _ = run.code(1).stderr_has("February 1909 has 28 days");
}

#[test]
fn a_day_with_the_name_of_its_month_is_joined_to_its_year() {
    for (part, date) in [
        ("22 February", "1882-02-22"),
        ("February 22", "1882-02-22"),
        ("22. Februar", "1882-02-22"),
        ("22 de febrero", "1882-02-22"),
        ("22 февраля", "1882-02-22"),
        ("22-Feb", "1882-02-22"),
        ("22-24 February", "1882-02-22/1882-02-24"),
        ("c. 22 February", "1882-02-22~"),
    ] {
        let input = format!("year,date,title\n1882,{part},Born\n");
        let map = ["--map", "year+date=date"];
        assert_eq!(dates(&input, &[&map[..], &["--dates", "words"]].concat()), [date], "{part}");
        let _ = add(&input, &map).1.code(1).stderr_has("--dates words");
    }
    for part in
        ["22 February 1883", "5 days", "31 February", "10 am", "3rd century", "10 listopada"]
    {
        let input = format!("year,date,title\n1882,{part},Born\n");
        let _ = add(&input, &["--map", "year+date=date", "--dates", "words"]).1.code(1);
    }
}

#[test]
fn two_times_in_one_cell_are_joined_to_their_day() {
    let map = ["--map", "date+time=date"];
    let words = [&map[..], &["--dates", "words"]].concat();
    for times in ["08:00–13:00", "08:00 - 13:00", "08:00 bis 13:00", "08:00-13:00"] {
        let input = format!("date,time,title\n2026-02-03,{times},Market\n");
        let _ = add(&input, &map).1.code(1).stderr_has("--dates words takes the first of what");
        assert_eq!(dates(&input, &words), ["2026-02-03T08:00/2026-02-03T13:00"], "{times}");
    }
    // What may be a zone, or runs past midnight, stays a question with its readings.
    for times in ["14:30-05:00", "02:30-05:00", "8:00 -9:00", "22:00–02:00"] {
        let input = format!("date,time,title\n2026-02-03,{times},Market\n");
        let _ = add(&input, &words).1.code(1).stderr_has("write `2026-02-03T");
    }
}

#[test]
fn a_day_beside_the_column_of_its_year_is_told_to_be_joined() {
    let input = "year,date,title\n1882,22 February,Born\n1902,May 31,Ends\n";
    let help = "if its year stands in `year`, --map year+date=date --dates words joins them";
    let _ = add(input, &["--add-columns"]).1.code(1).stderr_has(help);
    let input = "Jahr,Datum,title\n1882,22. Februar,Born\n";
    let help = "--map Jahr+Datum=date --dates words joins them";
    let _ = add(input, &["--map", "Datum=date", "--add-columns"]).1.code(1).stderr_has(help);
    // No column, or none of years.
    for input in ["date,title\n22 February,Born\n", "year,date,title\nold,22 February,Born\n"] {
        let _ = add(input, &["--add-columns"]).1.code(1).stderr_lacks("joins them");
    }
}

#[test]
fn a_whole_date_keeps_the_mark_of_its_year() {
    let table = "Year,Date,title\n1825?,1825-05-03,A\n1826~,6 May 1826,B\n1827~,May 1827?,C\n";
    let flags = ["--map", "Year+Date=date", "--dates", "words"];
    assert_eq!(dates(table, &flags), ["1825-05-03?", "1826-05-06~", "1827-05?"]);
    let (_, run) = add("Year,Date,title\n1825?,1825-05-03T10:00,A\n", &flags);
    let _ = run.code(1).stderr_has("make no date (`Year`, `Date`)");
}

#[test]
fn a_format_is_promised_for_no_more_dates_than_it_reads() {
    let table = "Title,Start,End\nA,4/29/17 09:00 AM,4/29/17 20:00 AM\n\
                 B,4/30/17 09:00 AM,4/30/17 10:00 AM\nC,5/1/17 09:00 AM,\n";
    let (_, run) = add(table, &["--map", "Start/End=date"]);
    run.code(1).stderr_has("2 of the 3 dates that are not understood are written m/d/y");
    let flags = ["--map", "Start/End=date", "--date-format", "m/d/y"];
    let (_, run) = add(table, &flags);
    run.code(1).stderr_has("has an hour above 12 with AM").stderr_has("write `2017-04-29T20:00`");
}

#[test]
fn the_date_is_no_column_of_yes_and_no() {
    for name in ["Date is range", "Date uncertain"] {
        let (_, run) = add(&format!("Title,Year,Month,Day,{name}\nA,1662,9,3,1\n"), &[]);
        run.code(1).stderr_has("--map Year+Month+Day=date").stderr_lacks(&format!("{name}=date"));
    }
}

#[test]
fn all_years_before_the_era_of_a_column_are_told_where_one_is() {
    let told = "`-8000` is taken for `-8000` (8001 BCE); it might be `-7999` (8000 BCE)";
    let joined = "Year,Month,title\n-44,3,A\n-8000,,B\n";
    let (_, run) = add(joined, &["--map", "Year+Month=date", "--dates", "words"]);
    let _ = run.stderr_has(told);
    let whole = "date,title\n-8000,a\n-50,b\n";
    let (_, run) = add(whole, &["--date-format", "Y"]);
    let _ = run.code(0).stderr_has(told);
    let (_, run) = add("date,title\n-8000/-7000,a\n-50,b\n", &["--date-format", "Y"]);
    let _ = run.code(0).stderr_has("it might be `-7999/-6999` (8000 BCE - 7000 BCE)");
    let (_, run) = add("date,title\n-8000,a\n-0050,b\n", &[]);
    let _ = run.code(0).stderr_lacks("taken for");
}

#[test]
fn a_year_a_month_and_a_day_behind_the_word_for_a_date_are_its_parts() {
    for (columns, map) in [
        (
            "event_date_year,event_date_month,event_date_day",
            "event_date_year+event_date_month+event_date_day",
        ),
        ("dateYear,dateMonth,dateDay", "dateYear+dateMonth+dateDay"),
        ("date_y,date_m,date_d", "date_y+date_m+date_d"),
    ] {
        let rows = format!("{columns},title\n1538,10,6,A\n1823,2,NA,B\n");
        let run = add(&rows, &[]).1.code(1);
        let _ = run.stderr_has(&format!("perhaps --map {map}=date"));
        assert_eq!(dates(&rows, &["--map", &format!("{map}=date")]), ["1538-10-06", "1823-02"]);
        let rows = format!("date,{columns},title\n1538,1538,10,6,A\n1823,1823,2,NA,B\n");
        let run = add(&rows, &["--add-columns"]).1.code(1).stderr_has("not read beside `date`");
        let _ = run.stderr_has(&format!("--map {map}=date --map date= takes them instead"));
    }
    // What names all of them says how it is written, and whole dates are no days of a month.
    for (name, cell, map) in [
        ("Date (year/month/day)", "2024/05/18", "--map 'Date (year/month/day)=date'"),
        ("date_day", "2024-05-18", "--map date_day=date"),
    ] {
        let _ = add(&format!("title,{name}\nA,{cell}\n"), &[]).1.code(1).stderr_has(map);
    }
}

/// What `check` and `add` say of rows below a header.
#[track_caller]
fn told_beside(header: &str, rows: &str) -> Run {
    let content = format!("{header},title\n{rows}");
    let _ = Sandbox::new().csv("events", &content).run(["check"]).stdout_has("0 errors, 1 warning");
    add(&content, &["--add-columns"]).1.code(1).stderr_has("not read beside `date`")
}

#[track_caller]
fn quiet_beside(header: &str, rows: &str) {
    let content = format!("{header},title\n{rows}");
    let run = Sandbox::new().csv("events", &content).run(["check"]);
    let _ = run.stdout_has("0 errors, 0 warnings");
    let _ = add(&content, &["--add-columns"]).1.code(0);
}

#[test]
fn a_start_beside_a_blank_or_a_coarse_date_is_told() {
    let both = "--map start_date/end_date=date --map date= takes them instead";
    for rows in
        [",2019-05-03,2019-05-05,A\n2019-06-01,2019-06-01,,B\n", "2010,2010-07-16,2010-07-20,A\n"]
    {
        let _ = told_beside("date,start_date,end_date", rows).stderr_has(both);
    }
    // Where a date has no start beside it, none is to give way.
    let rows = ",2019-05-03,2019-05-05,A\n2019-06-01,,,B\n";
    let run = told_beside("date,start_date,end_date", rows);
    let _ = run.stderr_has("`start_date`, `end_date` are").stderr_lacks("instead");
    let _ = told_beside("date,date_from,date_to", ",1538,1540,A\n");
    for name in
        ["start_date", "startDate", "date_start", "begin_date", "from", "Beginn", "start_time"]
    {
        for date in ["2010", "2010-07", "2010~", ""] {
            let run = told_beside(&format!("date,{name}"), &format!("{date},2010-07-16,A\n"));
            let _ = run.stderr_has(&format!("--map {name}=date --map date= takes it instead"));
        }
    }
}

#[test]
fn a_start_that_says_no_more_or_of_other_dates_is_not_told() {
    for rows in [
        "2010,2010-01-01,2010-12-31,A\n",
        "18XX,1801,1900,A\n",
        "1850~,1845,1855,A\n",
        "2010-07-16,2010-07-16,,A\n,,,B\n",
        "2010/2012,2010-01-01,2012-12-31,A\n",
        "2010-03-04,2019-05-01,,A\n,2010-02-01,,B\n",
    ] {
        quiet_beside("date,start_date,end_date", rows);
    }
    quiet_beside("date,from", ",Berlin,A\n2010,16 Main Street,B\n");
    quiet_beside("date,start_time", ",9:00,A\n");
}

#[test]
fn a_year_beside_a_blank_date_is_told() {
    let run = told_beside("date,year", ",1538,A\n1540,1540,B\n");
    let _ = run.stderr_has("--map year=date --map date= takes it instead");
    // Where a date says more, it is not to give way.
    let run = told_beside("date,year", ",1538,A\n1540-01-02,1540,B\n");
    let _ = run.stderr_has("a year alone is a date").stderr_lacks("instead");
    let _ = told_beside("date,year,month", ",2017,,A\n2017-02,2017,2,B\n");
    let _ = told_beside("date,start_year", ",-4040,A\n");
    for rows in [",1538,A\n1540,1640,B\n", "1540,1540,A\n,,B\n", ",NA,A\n", ",-999,A\n", ",3,A\n"] {
        quiet_beside("date,year", rows);
    }
}
