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
        let run = sandbox.run(["add", "in.csv", "--date-format", format]).code(1);
        let _ = run.stderr_has(&named);
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
fn years_that_lack_their_zeros_are_offered_with_the_option_that_takes_them() {
    let sandbox = with(&["443/1492", "636"]);
    let run = sandbox.run(["add", "in.csv"]).code(1).stderr_has("`0443/1492`");
    let _ = run.stderr_has("if these are years, --date-format Y takes them");
    let run = sandbox.run(["add", "in.csv", "--date-format", "Y"]).code(0);
    let _ = run.stdout_has("added 0443/1492  A deed\n").stdout_has("added 0636  A deed\n");
}

#[test]
fn midnights_of_databases_and_spreadsheets_say_no_time() {
    for (text, format) in [
        ("5/9/2024 12:00:00 AM", "m/d/Y 12:00:00 AM"),
        ("2024-05-09 00:00:00.000", "Y-m-d 00:00:00.000"),
        ("2024-05-09T00:00:00.000Z", "Y-m-dT00:00:00.000Z"),
        ("2024-05-09 00:00:00+00", "Y-m-d 00:00:00+00"),
    ] {
        let sandbox = with(&[text]);
        let _ = sandbox.run(["add", "in.csv"]).code(1).stderr_has(&format!("'{format}'"));
        let days = &format[..5];
        let run = sandbox.run(["add", "in.csv", "--date-format", days]).code(1);
        let _ = run.stderr_has(&format!("--date-format '{format}'"));
        let run = sandbox.run(["add", "in.csv", "--date-format", format]).code(0);
        let _ = run.stdout("added 2024-05-09  A deed\n");
    }
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
    let _ = sandbox.run(["check"]).code(1).stderr_has(&format!("the 2 {said} d/m/Y; `{command}`"));
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
fn words_that_leave_two_years_or_half_a_century_open_are_no_date() {
    for text in ["c. 1805-10", "c. second half of the 19th century", "before mid-1942"] {
        let run = with(&[text]).run(["add", "in.csv", "--dates", "words"]).code(1);
        let _ = run.stderr_has("error[ambiguous-date]").stderr_has("= help: write `");
    }
    for (text, date) in [
        ("before the end of 1942", "[..1942-12]"),
        ("no later than the first half of the 19th century", "[..1849]"),
        ("um 15./16. Jh.", "14XX~/15XX~"),
        ("c. 19th-20th century", "18XX~/19XX~"),
    ] {
        let run = with(&[text]).run(["add", "in.csv", "--dates", "words"]).code(0);
        let _ = run.stdout_has(&format!("added {date}  A deed\n"));
    }
}
