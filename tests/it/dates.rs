//! Dates of files from outside that are not EDTF: what `add` takes them for, and the option that it names.

use super::support::Sandbox;

/// A small folder and a file from outside with these dates.
fn with(dates: &[&str]) -> Sandbox {
    let rows: String = dates.iter().map(|date| format!("{date},A deed\n")).collect();
    Sandbox::new()
        .csv("events", "date,title\n2024,Before\n")
        .bytes("in.csv", format!("date,title\n{rows}").as_bytes())
}

#[test]
fn a_month_by_name_with_a_year_of_two_digits_has_a_way_in() {
    for (dates, format, taken) in [
        (["29-Sep-15", "22-Apr-46"], "d-m-y", ["2015-09-29", "1946-04-22"]),
        (["Oct-10", "Mar-46"], "m-y", ["2010-10", "1946-03"]),
        (["29 sept. 15", "22 avr. 46"], "d m y", ["2015-09-29", "1946-04-22"]),
    ] {
        let sandbox = with(&dates);
        let quoted = if format.contains(' ') { format!("'{format}'") } else { format.to_string() };
        let run = sandbox.run(["add", "in.csv"]).code(1);
        run.stderr_has(&format!("--date-format {quoted}"));
        let mut run = sandbox.run(["add", "in.csv", "--date-format", format]).code(0);
        for (written, date) in dates.iter().zip(taken) {
            run = run.stdout_has(&format!("added {date}  A deed\n"));
            run = run.stderr_has(&format!("`{written}` is taken for `{date}`"));
        }
        let _ = run.stderr_has("; it might be `2046-");
    }
}

#[test]
fn a_letter_that_a_format_does_not_have_is_named() {
    let run = with(&["2025"]).run(["add", "in.csv", "--date-format", "%d/%M/%y"]).code(2);
    let _ = run.stderr_has("`M` in the date format `%d/%M/%y`: use d, m (a number or a name), Y");
}

#[test]
fn days_and_times_of_one_column_are_read_in_one_run() {
    for (dates, format) in [
        (["2021-05-06 00:00:00", "2021-05-07 13:00:00"], "Y-m-d"),
        (["06/05/2021 00:00:00", "07/05/2021 13:00:00"], "d/m/Y"),
    ] {
        let sandbox = with(&dates);
        let named = format!("--date-format '{format} 00:00:00'");
        let _ = sandbox.run(["add", "in.csv"]).code(1).stderr_has(&named);
        let midnight = format!("{format} 00:00:00");
        let run = sandbox.run(["add", "in.csv", "--date-format", &midnight]).code(0);
        let _ = run.stdout("added 2021-05-06  A deed\nadded 2021-05-07T13:00:00  A deed\n");
    }
}

#[test]
fn a_day_that_is_not_known_is_left_out_and_that_is_said() {
    let dates = ["2026-10-00", "2027-00-00"];
    let run = with(&dates).run(["add", "in.csv"]).code(1).stderr_has("--dates words");
    let _ = run.stderr_has("write `2026-10` (October 2026)");
    for option in [["--date-format", "Y-m-d"], ["--dates", "words"]] {
        let run = with(&dates).run(["add", "in.csv", option[0], option[1]]).code(0);
        let run = run.stdout("added 2026-10  A deed\nadded 2027  A deed\n");
        let _ = run.stderr_has("`2026-10-00` is taken for `2026-10` (October 2026)");
    }
    let run = with(&["31.4.2026"]).run(["add", "in.csv", "--date-format", "d.m.Y"]).code(1);
    let _ = run.stderr_has("there is no 2026-04-31").stderr_has("write `2026-04-30`");
}

#[test]
fn a_column_of_dates_with_a_dash_between_them_has_a_way_in() {
    for (dates, format, taken) in [
        (["1804-1806", "1926–1929"], None, ["1804/1806", "1926/1929"]),
        (["2025-02-07 - 2025-02-09", "2025"], None, ["2025-02-07/2025-02-09", "2025"]),
        (
            ["7.2.2025 - 9.2.2025", "13.2.2025"],
            Some("d.m.Y"),
            ["2025-02-07/2025-02-09", "2025-02-13"],
        ),
    ] {
        let sandbox = with(&dates);
        let mut args = vec!["add", "in.csv"];
        args.extend(format.into_iter().flat_map(|format| ["--date-format", format]));
        let _ = sandbox.run(args.clone()).code(1).stderr_has("; --dates words takes the first of");
        args.extend(["--dates", "words"]);
        let run = sandbox.run(args).code(0);
        let run = run.stdout(&format!("added {}  A deed\nadded {}  A deed\n", taken[0], taken[1]));
        let _ = run.stderr_has(&format!("`{}` is taken for `{}`", dates[0], taken[0]));
    }
}

#[test]
fn years_of_two_digits_may_be_of_either_century_and_a_format_says_which() {
    let sandbox = with(&["5/30/24", "11/3/09"]);
    let run = sandbox.run(["add", "in.csv"]).code(1).stderr_has("`1924-05-30` (30 May 1924)");
    let _ = run.stderr_has("(19y: of the years from 1900 to 1999): --date-format m/d/y");
    let run = sandbox.run(["add", "in.csv", "--date-format", "m/d/y"]).code(0);
    let run = run.stderr_has("`5/30/24` is taken for `2024-05-30`");
    let _ = run.stderr_has("it might be `1924-05-30`");
    for (format, dates) in
        [("m/d/19y", ["1924-05-30", "1909-11-03"]), ("%m/%d/18%y", ["1824-05-30", "1809-11-03"])]
    {
        let sandbox = with(&["5/30/24", "11/3/09"]);
        let run = sandbox.run(["add", "in.csv", "--date-format", format]).code(0);
        let run = run.stderr_lacks("is taken for");
        let _ = run.stdout(&format!("added {}  A deed\nadded {}  A deed\n", dates[0], dates[1]));
    }
}

#[test]
fn a_column_of_years_that_says_another_century_stops_add_with_the_way_in() {
    let add = |name: &str, rows: [(&str, &str); 3], flags: &[&str]| {
        let rows = rows.map(|(date, year)| format!("{date},{year},Letter of {date}\n")).concat();
        let input = format!("date,{name},title\n{rows}");
        let sandbox = Sandbox::new().bytes("in.csv", input.as_bytes());
        sandbox.run(["add", "in.csv", "--date-format"].iter().chain(flags))
    };
    let told = "says another century than `date`: 1924, not 2024-05-30";
    let letters = [("5/30/24", "1924"), ("1/2/09", "1909.0"), ("7/8/11", "")];
    for name in ["Year", "jahr"] {
        let run = add(name, letters, &["m/d/y"]).code(1).stderr_has(told).stderr_has("(cell B2)");
        let keeps = format!("if `{name}` is of something else, --map {name}={name} keeps it");
        let run = run.stderr_has("--date-format m/d/19y says it").stderr_has(&keeps);
        let _ = run.stderr_has("nothing was added: 1 doubtful column");
        let kept = format!("{name}={name}");
        let _ = add(name, letters, &["m/d/y", "--map", &kept]).code(0).stderr_lacks(told);
        let run = add(name, letters, &["m/d/19y"]).code(0).stderr_lacks("another century");
        let _ = run.stdout_has("added 1924-05-30").stdout_has("added 1911-07-08");
        // To leave the column out says nothing of the dates; a format that says the century does.
        let out = format!("{name}=");
        let run = add(name, letters, &["m/d/y", "--map", &out]).code(1).stderr_has(told);
        let _ = run.stderr_has(&format!("--map {name}={name} --add-columns keeps it"));
        let _ = add(name, letters, &["m/d/20y", "--map", &out]).code(0).stderr_lacks("another");
    }
    // One event of a hundred years ago among others, in whatever century all are taken to be.
    let mixed = [("5/30/24", "1924"), ("1/2/09", "2009"), ("7/8/11", "2011")];
    let joins = "help: --map year+date=date takes it from there, row by row;";
    let _ = add("year", mixed, &["m/d/y"]).code(1).stderr_has(told).stderr_has(joins);
    let run = add("year", mixed, &["m/d/19y"]).code(1).stderr_has("2009, not 1909-01-02");
    let _ = run.stderr_has(joins);
    let run = add("year", mixed, &["m/d/y", "--map", "year="]).code(1);
    let _ = run.stderr_has("--map year+date=date in place of --map year= takes it");
    let run = add("year", mixed, &["m/d/y", "--map", "year+date=date"]).code(0);
    let run = run.stdout_has("added 1924-05-30").stdout_has("added 2009-01-02");
    let _ = run.stderr_lacks("is taken for");
    let years = [("24", "1924"), ("09", "2009"), ("11", "2011")];
    let run =
        add("year", years, &["y"]).code(1).stderr_has("help: --map year=date --map date= takes");
    let _ = run.stderr_has("1924, not 2024\n");
    // Years of something else, of which one ends as its date does, and years that are the date's.
    for (name, years) in [
        ("year", ["2023", "2008", "2010"]),
        ("year", ["1924", "2008", "2010"]),
        ("year", ["2024", "2009", "2011"]),
        ("birth year", ["1924", "1909", "1911"]),
    ] {
        let rows = [("5/30/24", years[0]), ("1/2/09", years[1]), ("7/8/11", years[2])];
        let _ = add(name, rows, &["m/d/y"]).code(0).stderr_lacks("another century");
    }
}

#[test]
fn a_decade_as_lists_write_it_is_no_year_of_three_digits() {
    let run = with(&["636", "199?"]).run(["add", "in.csv", "--date-format", "Y"]).code(1);
    let _ = run.stderr_has("write `199X` (the 1990s) or `0199?` (199 CE (uncertain))");
}

#[test]
fn digits_of_another_calendar_get_no_date_of_ours() {
    let table = "date,title\n۱۴۰۳/۰۲/۱۵,A deed\n";
    let run = Sandbox::new().csv("events", table).run(["check"]).code(1);
    let _ = run.stdout_has("may be of the Persian").stdout_lacks("help:");
}

#[test]
fn a_day_of_ours_in_other_digits_has_a_way_in() {
    for (dates, format) in [
        (["٢٠٢٥-٠٥-١٠", "٢٠٢٥-٠٥-١١"], "Y-m-d"),
        (["۲۰۲۵/۰۵/۱۰", "۲۰۲۵/۰۵/۱۱"], "Y/m/d"),
        (["１０.０５.２０２５", "１１.０５.２０２５"], "d.m.Y"),
    ] {
        let sandbox = with(&dates);
        let help = format!("say how: --date-format {format}");
        let _ = sandbox.run(["add", "in.csv"]).code(1).stderr_has(&help);
        let _ = sandbox.run(["add", "in.csv", "--date-format", format]).code(0);
        assert!(sandbox.read("data/events.csv").contains("2025-05-11"));
    }
    let _ = with(&["٢٠٢٥-٠٥-١٠"]).run(["add", "in.csv", "--dates", "words"]).code(0);
    for (date, format) in [("۱۴۰۴/۰۲/۱۹", "Y/m/d"), ("۰۴/۰۲/۱۹", "y/m/d"), ("١٩/٠٢/١٤٤٦", "d/m/Y")]
    {
        let run = with(&[date]).run(["add", "in.csv", "--date-format", format]).code(1);
        let _ = run.stderr_lacks("--date-format");
    }
}

#[test]
fn a_day_without_its_zeros_and_times_with_an_arrow_have_a_way_in() {
    let sandbox = with(&["2008-4-24"]);
    let _ = sandbox.run(["add", "in.csv"]).code(1).stderr_has("say how: --date-format Y-m-d\n");
    let run = sandbox.run(["add", "in.csv", "--date-format", "Y-m-d"]).code(0);
    let _ = run.stdout("added 2008-04-24  A deed\n");
    let sandbox = with(&["\"May 7, 2025 10:00 AM (GMT+2) → 11:30 AM\""]);
    let _ = sandbox.run(["add", "in.csv"]).code(1).stderr_has("; --dates words takes the first");
    let run = sandbox.run(["add", "in.csv", "--dates", "words"]).code(0);
    let _ = run.stdout("added 2025-05-07T10:00+02:00/2025-05-07T11:30+02:00  A deed\n");
}

#[test]
fn a_sign_or_a_line_end_may_stand_between_a_day_and_its_time() {
    for (written, shown) in [
        ("March 5, 2025 - 5:02 PM", "March 5, 2025 - 5:02 PM"),
        ("5 March 2025 – 17:02", "5 March 2025 – 17:02"),
        ("5 March 2025 | 17:02", "5 March 2025 | 17:02"),
        ("March 5, 2025 @ 5:02 PM", "March 5, 2025 @ 5:02 PM"),
        ("March 5, 2025\n - \r\n5:02 PM", "March 5, 2025  -  5:02 PM"),
    ] {
        let sandbox = with(&[&format!("\"{written}\"")]);
        let run = sandbox.run(["add", "in.csv"]).code(1).stderr_has("write `2025-03-05T17:02`");
        let _ = run.stderr_has(&format!("\"{shown}\" is in words")).stderr_lacks("�\"");
        let run = sandbox.run(["add", "in.csv", "--dates", "words"]).code(0);
        let run = run.stdout("added 2025-03-05T17:02  A deed\n");
        let taken: Vec<&str> = shown.split("  ").collect();
        let _ = run.stderr_has(&format!("`{}` is taken for `2025", taken.join(" ")));
    }
    for text in ["March 5, 2025 - 5", "5 March 2025 - 17", "May 2025 - 10:00"] {
        let run = with(&[&format!("\"{text}\"")]).run(["add", "in.csv", "--dates", "words"]);
        let _ = run.code(1).stderr_has(&format!("\"{text}\" is not a date"));
    }
}

#[test]
fn a_date_that_may_be_of_another_era_or_calendar_is_not_taken() {
    for (date, offered) in [
        ("15 March -0043", "`-0043-03-15` (15 March 44 BCE) or `0043-03-15` (15 March 43 CE)"),
        ("before april -3000", "`[..-3000-03]`"),
        ("12 May -44", "`-0044-05-12`"),
        ("15 Nisan 5785", "may be of the Hebrew calendar"),
        ("9 May 2025 10:00 -11:00", "`2025-05-09T10:00/2025-05-09T11:00`"),
        ("9 May 2025 8:00 -9:00", "`2025-05-09T08:00/2025-05-09T09:00`"),
        ("9 May 2025 09:00 -09:30", "`2025-05-09T09:00/2025-05-09T09:30`"),
        ("15 марта -0043 г.", "a dash in front of its year"),
        ("c.-0500", "`-0500~` (about 501 BCE) or `0500~` (about 500 CE)"),
        ("pre-0500", "`[..-0501]`"),
        ("[..-01XX]", "`[..-0100]`"),
        ("<=-01XX", "`[..-0100]`"),
        ("-0300--0200", "`-0300/-0200`"),
    ] {
        let run = with(&[date]).run(["add", "in.csv", "--dates", "words"]).code(1);
        let _ = run.stderr_has(offered).stderr_has("nothing was added");
    }
}

#[test]
fn years_that_lack_their_zeros_are_offered_with_the_option_that_takes_them() {
    let sandbox = with(&["443/1492", "636"]);
    let run = sandbox.run(["add", "in.csv"]).code(1).stderr_has("`0443/1492`");
    let _ = run.stderr_has("if these are years, --date-format Y takes them");
    let run = sandbox.run(["add", "in.csv", "--date-format", "Y"]).code(0);
    let _ = run.stdout_has("added 0443/1492  A deed\n").stdout_has("added 0636  A deed\n");
}

#[test]
fn dates_of_mail_and_with_marks_of_footnotes_have_a_way_in() {
    for (text, edtf) in [
        ("Mon, 14 May 2001 16:39:00 -0700 (PDT)", "2001-05-14T16:39:00-07:00"),
        ("July 10, 2009[3]", "2009-07-10"),
    ] {
        let sandbox = with(&[&format!("\"{text}\"")]);
        let run = sandbox.run(["add", "in.csv", "--dates", "words"]).code(0);
        let run = run.stdout(&format!("added {edtf}  A deed\n"));
        let _ = run.stderr_has(&format!("`{text}` is taken for `{edtf}`"));
    }
}

#[test]
fn a_limit_at_the_end_of_a_day_is_asked_about() {
    for (text, edtf) in [
        ("by 30 June 2025 24:00", "[..2025-06-30]"),
        ("before 31 December 2024 24:00", "[..2024-12-31]"),
        ("до 24:00 30 июня 2025", "[..2025-06-30]"),
        ("bis 30. Juni 2025, 24:00 Uhr", "/2025-06-30"),
    ] {
        let run = with(&[&format!("\"{text}\"")]).run(["add", "in.csv", "--dates", "words"]);
        let _ = run.code(1).stderr_has(&format!("write `{edtf}`"));
    }
}

#[test]
fn midnights_of_databases_and_spreadsheets_say_no_time() {
    for (text, format) in [
        ("5/9/2024 12:00:00 AM", "m/d/Y 12:00:00 AM"),
        ("2024-05-09 00:00:00.000", "Y-m-d 00:00:00.000"),
        ("2024-05-09T00:00:00.000Z", "Y-m-dT00:00:00.000Z"),
        ("2024-05-09 00:00:00+00", "Y-m-d 00:00:00+00"),
    ] {
        let sandbox = with(&[&format!("\"{text}\"")]);
        let _ = sandbox.run(["add", "in.csv"]).code(1).stderr_has(&format!("'{format}'"));
        let days = &format[..5];
        let run = sandbox.run(["add", "in.csv", "--date-format", days]).code(1);
        let _ = run.stderr_has(&format!("--date-format '{format}'"));
        let run = sandbox.run(["add", "in.csv", "--date-format", format]).code(0);
        let _ = run.stdout("added 2024-05-09  A deed\n");
    }
}

#[test]
fn add_ends_with_the_one_format_in_which_the_dates_of_a_file_are_written() {
    let said = "dates that are not understood are written";
    let sandbox = with(&["13/02/2025", "03/04/2025", "2025-05-09"]);
    let run = sandbox.run(["add", "in.csv"]).code(1);
    let _ = run.stderr_has(&format!(
        "\nthe 2 {said} d/m/Y: --date-format d/m/Y takes them\nnothing was added: 2 errors\n"
    ));
    let _ = sandbox.run(["add", "in.csv", "--date-format", "d/m/Y"]).code(0).stderr_lacks(said);
    let run = with(&["2008-4-24", "2008-11-3"]).run(["add", "in.csv"]).code(1);
    let _ = run.stderr_has(&format!("the 2 {said} Y-m-d: --date-format Y-m-d takes them\n"));
    // Two days of a month need words, too.
    let days = with(&["9.-12.5.2024", "13.05.2024"]);
    let way = "--date-format d.m.Y --dates words";
    let _ = days.run(["add", "in.csv"]).code(1).stderr_has(&format!("the 2 {said} d.m.Y: {way}"));
    let options = way.split(' ');
    let _ = days.run(["add", "in.csv"].into_iter().chain(options)).code(0);
    // Either order, two orders, two forms, one date.
    for dates in [
        ["03/04/2025", "05/06/2025"],
        ["13/02/2025", "02/13/2025"],
        ["13/02/2025", "9 May 2025"],
        ["13/02/2025", "2025"],
    ] {
        let _ = with(&dates).run(["add", "in.csv"]).code(1).stderr_lacks(said);
    }
    let other = ["add", "in.csv", "--date-format", "d.m.Y"];
    let _ = with(&["13/02/2025", "14/02/2025"]).run(other).code(1).stderr_lacks(said);
}

#[test]
fn a_date_that_no_format_reads_does_not_hide_the_format_of_the_others() {
    let sandbox = with(&["5/13/2024", "5/6/2024", "Bush admin"]);
    let run = sandbox.run(["add", "in.csv"]).code(1);
    let run = run.stderr_has(
        "\n2 of the 3 dates that are not understood are written m/d/Y: --date-format m/d/Y takes them\n",
    );
    // No other cell may be in the other order.
    let _ =
        run.stderr_has("(6 May 2024); if all dates are written so, say how: --date-format m/d/Y\n");
    for dates in [
        ["5/13/2024", "13/5/2024", "5/6/2024"],
        ["5/13/2024", "13.5.2024", "5/6/2024"],
        ["5/13/2024", "TBD", "Bush admin"],
    ] {
        let run = with(&dates).run(["add", "in.csv"]).code(1);
        let _ = run.stderr_lacks("dates that are not understood are written");
    }
    // All of them have to come in where the table is to be taken over.
    let table = "date,title\n5/13/2024,A deed\n5/16/2024,A deed\nBush admin,A deed\n";
    let run = Sandbox::new().csv("events.csv", table).run(["check"]).code(1);
    let _ = run.stderr_lacks("that are not understood");
}

#[test]
fn dates_in_digits_alone_are_offered_with_their_format() {
    for (dates, format, first) in [
        (["800102", "991231"], "ymd", "1980-01-02"),
        (["120703", "123007"], "mdy", "2003-12-07"),
        (["311299", "251298"], "dmy", "1999-12-31"),
        (["25122025", "05062024"], "dmY", "2025-12-25"),
        (["199905", "201205"], "Ym", "1999-05"),
    ] {
        let sandbox = with(&dates);
        let run = sandbox.run(["add", "in.csv"]).code(1);
        let said = format!("are written {format}: --date-format {format} takes them");
        let _ = run.stderr_has(&said);
        let run = sandbox.run(["add", "in.csv", "--date-format", format]).code(0);
        let _ = run.stdout_has(&format!("added {first}  A deed"));
    }
    let run = with(&["120703"]).run(["add", "in.csv"]).code(1);
    let _ = run.stderr_has(
        "say how (19y: of the years from 1900 to 1999): --date-format ymd or dmy or mdy",
    );
}

#[test]
fn a_year_with_a_fraction_is_no_month() {
    for dates in [["2012.1", "2013.5", "2014.9"], ["1720.10", "1781.11", "1819.81"]] {
        let run = with(&dates).run(["add", "in.csv"]).code(1).stderr_has("(cell A2)");
        let _ = run.stderr_lacks("--date-format");
    }
    let months = with(&["2012.10", "2013.05", "2014.00"]).run(["add", "in.csv"]).code(1);
    let _ = months.stderr_has("2 of the 3 dates that are not understood are written Y.m:");
}

#[test]
fn days_without_a_year_are_no_months_of_a_year() {
    let said = "that are not understood are written";
    for dates in [["31 December", "21 December"], ["December 31", "9 May"]] {
        let run = with(&dates).run(["add", "in.csv"]).code(1).stderr_has("of an unknown year");
        let _ = run.stderr_lacks("--date-format").stderr_lacks(said);
    }
    for (dates, format) in [(["31-Dec", "29-Dec"], "y-m"), (["Oct-10", "Dec-12"], "m-y")] {
        let run = with(&dates).run(["add", "in.csv"]).code(1).stderr_lacks(said);
        let years = "if the numbers are years, say how (19y: of the years from 1900 to 1999)";
        let _ = run.stderr_has(&format!("{years}: --date-format {format}\n"));
        let table = format!("date,title\n{},A deed\n{},A deed\n", dates[0], dates[1]);
        let run = Sandbox::new().csv("events.csv", &table).run(["check"]).code(1);
        let _ = run.stderr_lacks(said);
    }
    // No month has 46 days.
    let run = with(&["Oct-10", "Dec-46"]).run(["add", "in.csv"]).code(1);
    let _ = run.stderr_has(&format!("the 2 dates {said} m-y: --date-format m-y takes them"));
    let run = with(&["Dec-46", "Dec-47", "9 May"]).run(["add", "in.csv"]).code(1);
    let _ = run.stderr_lacks(said);
}

#[test]
fn a_midnight_among_other_times_is_a_time() {
    for (dates, format) in [
        (["2010/01/01 00:00", "2010/01/01 01:00"], "Y/m/d"),
        (["2010-01-01 00:00", "2010-01-01 01:00"], "Y-m-d"),
        (["01/01/2010 12:00 AM", "01/13/2010 1:00 AM"], "m/d/Y"),
    ] {
        let sandbox = with(&dates);
        let run = sandbox.run(["add", "in.csv"]).code(1);
        let run = run.stderr_has(&format!("--date-format {format}"));
        let day = &dates[0][10..];
        let _ = run.stderr_has(&format!(
            "; if midnight says no time here, --date-format '{format}{day}' takes the day\n"
        ));
        let run = sandbox.run(["add", "in.csv", "--date-format", format]).code(0);
        let run = run.stdout_has("added 2010-01-01T00:00  A deed\n");
        let taken =
            format!("`{}` is taken for `2010-01-01T00:00` (1 January 2010, 00:00)", dates[0]);
        let _ = run.stderr_has(&format!("{taken}; it might be `2010-01-01` (1 January 2010)"));
    }
    // A zone of its own makes no other time of a midnight, nor does a time in another column.
    for dates in
        [["2010/01/01 00:00", "2010/01/02"], ["2010/01/01 00:00Z", "2010/07/01 00:00+01:00"]]
    {
        let run = with(&dates).run(["add", "in.csv", "--date-format", "Y/m/d"]).code(1);
        let _ = run.stderr_has("if midnight says no time here");
    }
    let table = "day,time,title\n5/6/2021 0:00,10:30,A deed\n";
    let sandbox = with(&[]).bytes("in.csv", table.as_bytes());
    let joined = ["add", "in.csv", "--date-format", "m/d/Y 0:00", "--map", "day+time=date"];
    let _ = sandbox.run(joined).code(0).stdout("added 2021-05-06T10:30  A deed\n");
    let plain = joined.map(|flag| if flag == "m/d/Y 0:00" { "m/d/Y" } else { flag });
    let _ = sandbox.run(plain).code(1).stderr_has("if midnight says no time here");
}

#[test]
fn check_names_the_one_format_in_which_the_dates_of_a_file_are_written() {
    let table = |dates: [&str; 3]| {
        let rows: String = dates.iter().map(|date| format!("{date},A deed\n")).collect();
        Sandbox::new().csv("events.csv", &format!("date,title\n{rows}"))
    };
    let said = "dates that are not understood are written";
    let sandbox = table(["13/02/2025", "03/04/2025", "2025-05-09"]);
    let command = "annals --data FOLDER add data/events.csv --date-format d/m/Y";
    let new = "make a new folder (`mkdir FOLDER`), copy the other tables into it, and";
    let advice = format!("the 2 {said} d/m/Y; {new} `{command}` takes them in");
    let _ = sandbox.run(["check"]).code(1).stderr_has(&advice);
    // As it says.
    std::fs::create_dir(sandbox.path().join("FOLDER")).unwrap();
    let _ = sandbox.run(command.split(' ').skip(1)).code(0).stdout_has("added 2025-02-13");
    let _ = sandbox.run(["check", "--format", "json"]).code(1).stderr_lacks(said);
    for dates in [
        ["03/04/2025", "05/06/2025", "2025"], // either order
        ["13/02/2025", "02/13/2025", "2025"],
        ["13/02/2025", "3.4.2025", "2025"],
        ["13/02/2025", "14/02/2025", "9 May 2025"], // the command would not take it
        ["13/02/2025", "2025", "2025"],             // one alone
    ] {
        let _ = table(dates).run(["check"]).code(1).stderr_lacks(said);
    }
}

#[test]
fn years_that_a_program_wrote_as_decimals_are_offered_and_the_format_of_years_named() {
    let said = "dates that are not understood are written";
    for rows in ["2025.0,A deed\n1999.0,A deed\n", "196.0,A deed\n2001.0,A deed\n,A deed\n"] {
        let sandbox = Sandbox::new().csv("events.csv", &format!("date,title\n{rows}"));
        let run = sandbox.run(["check"]).code(1).stdout_has("= help: write `");
        let _ = run.stderr_has(&format!("the 2 {said} Y; make a new folder"));
    }
    let run = with(&["2025.0", "196.0"]).run(["add", "in.csv", "--date-format", "Y"]).code(0);
    let _ = run.stdout("added 2025  A deed\nadded 0196  A deed\n");
    let _ = with(&["2025.0", "1999.0"]).run(["add", "in.csv"]).code(0);
    // Of the second, add asks whether it is the 1990s.
    let sandbox = Sandbox::new().csv("events.csv", "date,title\n636,A\n199?,B\n");
    let _ = sandbox.run(["check"]).code(1).stderr_lacks(said);
}

#[test]
fn a_mark_that_stands_apart_is_offered_behind_the_date() {
    for (date, flags) in
        [("~ 2025-05-03", [].as_slice()), ("~ 3.5.2025", &["--date-format", "d.m.Y"])]
    {
        let flags: Vec<&str> = ["add", "in.csv"].iter().chain(flags).copied().collect();
        let run = with(&[date]).run(flags).code(1);
        let _ = run.stderr_has("help: write `2025-05-03~` (about 3 May 2025)\n");
    }
}

#[test]
fn a_day_with_two_kinds_of_separators_is_offered_and_its_format_named() {
    let sandbox = with(&["1999/05.09", "2003/11.08"]);
    let run = sandbox.run(["add", "in.csv"]).code(1).stderr_has("write `1999-05-09` (9 May 1999)");
    let _ = run.stderr_has("are written Y/m.d:").stderr_lacks("m-y");
    let run = sandbox.run(["add", "in.csv", "--date-format", "Y/m.d"]).code(0);
    let _ = run.stdout("added 1999-05-09  A deed\nadded 2003-11-08  A deed\n");
    let sandbox = with(&["1999/05-09", "2003/11-08"]);
    let _ = sandbox.run(["add", "in.csv"]).code(1).stderr_lacks("that are not understood");
    let sandbox = with(&["5/9 2025", "25/9 2025"]);
    let _ = sandbox.run(["add", "in.csv"]).code(1).stderr_has("are written 'd/m Y':");
}

#[test]
fn words_that_leave_two_years_or_half_a_century_open_are_no_date() {
    for text in [
        "c. 1805-10",
        "c. second half of the 19th century",
        "before mid-1942",
        "EST 1850",
        "1 July 2025 10:15 CET",
    ] {
        let run =
            with(&[&format!("\"{text}\"")]).run(["add", "in.csv", "--dates", "words"]).code(1);
        let _ = run.stderr_has("error[ambiguous-date]").stderr_has("= help: write `");
    }
    for (text, date) in [
        ("before the end of 1942", "[..1942-12]"),
        ("no later than the first half of the 19th century", "[..1849]"),
        ("um 15./16. Jh.", "14XX~/15XX~"),
        ("c. 19th-20th century", "18XX~/19XX~"),
    ] {
        let run =
            with(&[&format!("\"{text}\"")]).run(["add", "in.csv", "--dates", "words"]).code(0);
        let _ = run.stdout_has(&format!("added {date}  A deed\n"));
    }
}

#[test]
fn two_dates_of_different_kinds_are_taken_for_what_they_say_or_asked_about() {
    #[rustfmt::skip]
    let asked = [
        "c. 1679 to 1684/5", "c. 1679 - 1684/5", "c.1679, 1684/5", "c.1679, 1684-5", "c.1679 or 1684/5",
        "1905-6 to the 1920s", "1905-06 to the 1920s", "1905-6 - May 1920", "1890s to 1905/6", "1890s, 1905-10",
        "1890s and 1905-10", "1890s to 1920-21", "May 1890 to 1920-21", "1684/5 to 12 May 1690", "1317/8; 1337/8",
        "1684/5 to 1690", "1684/5-1690", "XI в., 1037",
        "fin des années 1850 - 1904", "début des années 1920 - 1935", "années 1920 - 1935", "les années 1850 à 1904",
        "milieu des années 1850 - 1904", "2e moitié des années 1850 - 1904",
        "May or June 6, 1920",
        "c. late C18th", "?late C18th", "until early C19th", "from late C18th", "C17th to 18 May 1805",
        "first half of the 1920s - 1930s", "1920s - 1st half of 1930s", "вторая половина 1920-х - 1930-е",
        "1850er - 1. Hälfte 1920er",
    ];
    let quoted = asked.map(|text| format!("\"{text}\""));
    let mut run = with(&quoted.each_ref().map(String::as_str))
        .run(["add", "in.csv", "--dates", "words"])
        .code(1)
        .stderr_lacks("is taken for");
    for text in asked {
        run = run.stderr_has(text);
    }
    let _ = run;
    let run = with(&["\"19th century, 7 - 22\""]).run(["add", "in.csv", "--dates", "words"]);
    let _ = run.code(1).stderr_lacks("is taken for");
    for (text, date) in [
        ("XII век - 1204", "11XX/1204"),
        ("XI в. - 1240 г.", "10XX/1240"),
        ("с XII в. по 1240 г.", "11XX/1240"),
        ("з XI ст. до 1240 р.", "10XX/1240"),
        ("XII century - 1204", "11XX/1204"),
        ("XI ст. або 1240", "[10XX,1240]"),
        ("II cent. to 1066", "01XX/1066"),
        ("1904 - années 1920", "1904/192X"),
        ("May - June 6, 1920", "1920-05/1920-06-06"),
        ("between May and June 6, 1920", "[1920-05-01..1920-06-06]"),
        ("c. C19th", "18XX~"),
        ("by circa C16th", "[..15XX~]"),
        ("before the last quarter of the 1850s", "[..1857]"),
        ("after the first quarter of the 1850s", "[1852..]"),
    ] {
        let quoted = format!("\"{text}\"");
        let run = with(&[&quoted]).run(["add", "in.csv", "--dates", "words"]).code(0);
        let _ = run.stdout_has(&format!("added {date}  A deed\n"));
    }
}

#[test]
fn a_day_in_two_styles_and_a_weekday_without_its_day_are_not_taken() {
    for (written, help) in [
        ("1/14 January 1918", "write `1918-01-14` (14 January 1918) or `1918-01-01/1918-01-14`"),
        ("25 октября (7 ноября) 1917 г.", "write `1917-11-07` (7 November 1917)"),
        ("Sat 2017", "write `2017` (2017)"),
        ("KW 7/25", "write `[2025-02-10..2025-02-16]`"),
        ("45700.99999", "write `2025-02-12T23:59:59`"),
    ] {
        let run = with(&[written]).run(["add", "in.csv", "--dates", "words"]).code(1);
        let _ = run.stderr_has(help).stderr_lacks("is taken for");
    }
    let run = with(&["19th/20th century", "до 1917"]).run(["add", "in.csv", "--dates", "words"]);
    let run = run.code(0).stderr_has("`[1800..1999]` (some time between 1800 and 1999)");
    let _ = run.stderr_has("it might be `[..1916]` (some time up to 1916) or `/1917`");
}

#[test]
fn an_open_end_alone_is_told_what_to_do() {
    let actors = "id,name,start_date,end_date\na,A,1850,..\nb,B,/..,1900\n";
    let sandbox = Sandbox::new().csv("events", "date,title,actors\n..,X,a;b\n");
    let run = sandbox.csv("actors", actors).run(["check"]).code(1).stdout_has("3 error[bad-date]");
    let _ = run.stdout_has("leave the cell blank where nothing has ended\n --> events.csv:2:1");
}

#[test]
fn undated_in_other_languages_is_told_to_be_left_blank() {
    for text in ["Б. д", "ohne Datum", "sin fecha", "s. f.", "desconocido", "brak daty", "不明"]
    {
        let events = format!("date,title\n{text},A\n");
        let run = Sandbox::new().csv("events", &events).run(["check"]).code(1);
        let _ = run.stdout_has("leave the cell blank where the date is not known");
    }
}

#[test]
fn a_short_weekday_before_a_date_in_numbers_has_a_way_in() {
    for (text, format, date) in [
        ("Mo., 22.09.2025", "d.m.Y", "2025-09-22"),
        ("lun. 22/09/2025", "d/m/Y", "2025-09-22"),
        ("пн 22.09.2025", "d.m.Y", "2025-09-22"),
        ("So., 30.11.2025, 17:00 Uhr", "d.m.Y", "2025-11-30T17:00"),
    ] {
        let sandbox = with(&[&format!("\"{text}\"")]);
        let help = format!("say how: --date-format {format} with --dates words");
        let _ = sandbox.run(["add", "in.csv"]).code(1).stderr_has(&help);
        let flags = ["add", "in.csv", "--date-format", format, "--dates", "words"];
        let _ = sandbox.run(flags).code(0);
        assert!(sandbox.read("data/events.csv").contains(&format!("{date},")), "{text}");
    }
    // A weekday that does not fit stays a question.
    let flags = ["add", "in.csv", "--date-format", "d.m.Y", "--dates", "words"];
    let _ = with(&["\"Di., 22.09.2025\""]).run(flags).code(1).stderr_has("is a Monday");
}

#[test]
fn the_first_years_of_the_era_have_a_way_in() {
    let sandbox = with(&["9", "27", "184"]);
    let _ = sandbox.run(["add", "in.csv"]).code(1).stderr_has("--date-format Y: 0027");
    let run = sandbox.run(["add", "in.csv", "--date-format", "Y"]).code(0);
    let _ = run.stderr_has("`27` is taken for `0027` (27 CE); it might be `2027` (2027)");
    let events = sandbox.read("data/events.csv");
    assert!(["\n0009,", "\n0027,", "\n0184,"].iter().all(|date| events.contains(date)), "{events}");
    for text in ["0", "00", "05"] {
        let _ = with(&[text]).run(["add", "in.csv", "--date-format", "Y"]).code(1);
    }
}
