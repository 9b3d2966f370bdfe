//! Claims about two dates.

use super::super::tests::check;
use super::BadDateKind::{
    Ambiguous, EndBeforeStart, ImpossibleDay, InWords, Malformed, MonthYear, NumericOrder,
    Separators, TwoDigitYear,
};
use crate::model::date::Date;

#[test]
fn two_days_lasted_or_enclose_one() {
    let lasted = ["2025-02-10/2025-02-12", "[2025-02-10..2025-02-12]"];
    for text in ["2025-02-10 - 2025-02-12", "2025-02-10–2025-02-12", "2025-02-10 — 2025-02-12"]
    {
        check(text, Malformed, &lasted);
    }
    for text in ["2025-02-10 to 2025-02-12", "from 2025-02-10 to 2025-02-12"] {
        check(text, InWords, &lasted);
    }
    let within = ["[2025-02-10..2025-02-12]", "2025-02-10/2025-02-12"];
    check("2025-02-10..2025-02-12", Malformed, &within);
    check("between 2025-02-10 and 2025-02-12", InWords, &within);
}

#[test]
fn shared_parts_are_filled_in() {
    let both = ["2025-05-07/2025-05-10", "[2025-05-07..2025-05-10]"];
    #[rustfmt::skip]
    let texts = [
        "7-10 May 2025", "7–10 May 2025", "7 - 10 May 2025", "7 to 10 May 2025", "May 7-10, 2025",
        "7 May - 10 May 2025", "7–10 травня 2025", "7.-10. Mai 2025", "from 7 to 10 May 2025",
        "May 7 - 10, 2025", "7 May 2025 - 10 May 2025",
    ];
    for text in texts {
        check(text, InWords, &both);
    }
    check(
        "28 February - 3 March 2025",
        InWords,
        &["2025-02-28/2025-03-03", "[2025-02-28..2025-03-03]"],
    );
    check("May-July 2025", InWords, &["2025-05/2025-07", "[2025-05..2025-07]"]);
    check(
        "between 3 and 5 May 2025",
        InWords,
        &["[2025-05-03..2025-05-05]", "2025-05-03/2025-05-05"],
    );
    check("2018-01-15/02-20", Malformed, &["2018-01-15/2018-02-20", "[2018-01-15..2018-02-20]"]);
    check("2018-01-15/20", Malformed, &["2018-01-15/2018-01-20", "[2018-01-15..2018-01-20]"]);
}

#[test]
fn numbers_on_both_sides_are_read_alike() {
    check(
        "5/9/2025 - 7/9/2025",
        Ambiguous,
        &["2025-09-05/2025-09-07", "[2025-09-05..2025-09-07]", "2025-05-09/2025-07-09"],
    );
    check(
        "20.05.2025-25.05.2025",
        NumericOrder,
        &["2025-05-20/2025-05-25", "[2025-05-20..2025-05-25]"],
    );
    check("20.-25.05.2025", NumericOrder, &["2025-05-20/2025-05-25", "[2025-05-20..2025-05-25]"]);
    check(
        "2025/02/10 - 2025/02/12",
        Separators,
        &["2025-02-10/2025-02-12", "[2025-02-10..2025-02-12]"],
    );
    check("2021–2024", Malformed, &["2021/2024", "[2021..2024]"]);
    for text in ["2022 - present", "2022-present", "2022 - now"] {
        check(text, InWords, &["2022/.."]);
    }
    check(
        "10/02/2025 to 25/02/2025",
        NumericOrder,
        &["2025-02-10/2025-02-25", "[2025-02-10..2025-02-25]"],
    );
    check(
        "10/02/2025 to 10/25/2025",
        NumericOrder,
        &["2025-10-02/2025-10-25", "[2025-10-02..2025-10-25]"],
    );
    check("10-12.02.2025", NumericOrder, &["2025-02-10/2025-02-12", "[2025-02-10..2025-02-12]"]);
}

#[test]
fn a_range_is_read_in_one_order_though_one_date_reads_alike_in_both() {
    let days = ["2025-05-03/2025-05-05", "[2025-05-03..2025-05-05]", "2025-03-05/2025-05-05"];
    #[rustfmt::skip]
    let texts = [
        "03.05.2025 - 05.05.2025", "03.05.2025–05.05.2025", "3/5/2025 - 5/5/2025",
        "03.05.2025/05.05.2025", "03.05.2025 to 05.05.2025", "vom 3.5.2025 bis 5.5.2025",
        "с 03.05.2025 по 05.05.2025", "03.05-05.05.2025", "03052025 - 05052025",
    ];
    for text in texts {
        check(text, Ambiguous, &days);
    }
    check(
        "05.05.2025 - 07.05.2025",
        Ambiguous,
        &["2025-05-05/2025-05-07", "[2025-05-05..2025-05-07]", "2025-05-05/2025-07-05"],
    );
    check(
        "3/5/2025 or 5/5/2025",
        Ambiguous,
        &["[2025-05-03,2025-05-05]", "[2025-03-05,2025-05-05]"],
    );
    let years = ["2025-05-03/2025-05-05", "[2025-05-03..2025-05-05]", "2025-03-05/2025-05-05"];
    check("3/5/25 - 5/5/25", TwoDigitYear, &years);
}

#[test]
fn an_order_that_reads_no_range_is_not_offered() {
    let days = ["2025-05-03/2025-05-20", "[2025-05-03..2025-05-20]"];
    check("5/3/2025 - 5/20/2025", NumericOrder, &days);
    check("5/3/25 - 5/20/25", TwoDigitYear, &days);
    check("3/5/2025 - 20/5/2025", NumericOrder, &days);
    let backwards = ["2025-03-05/2025-05-03", "[2025-03-05..2025-05-03]"];
    check("05.03.2025 - 03.05.2025", NumericOrder, &backwards);
    check(
        "20/5/2025 - 5/21/2025",
        NumericOrder,
        &["2025-05-20/2025-05-21", "[2025-05-20..2025-05-21]"],
    );
}

#[test]
fn a_number_that_stands_for_a_date_is_a_day() {
    for text in ["3-5.05.2025", "3-5/05/2025", "3.-5.5.2025"] {
        check(text, NumericOrder, &["2025-05-03/2025-05-05", "[2025-05-03..2025-05-05]"]);
    }
}

#[test]
fn two_days_without_a_year_leave_it_unknown() {
    let days = ["XXXX-05-03/XXXX-05-05"];
    #[rustfmt::skip]
    let texts = [
        "3-5 May", "May 3-5", "3–5 May", "3 - 5 May", "3 to 5 May", "3 May - 5 May", "May 3 - May 5",
        "с 3 по 5 мая", "vom 3. bis 5. Mai",
    ];
    for text in texts {
        let bad = check(text, InWords, &days);
        assert!(bad.message.ends_with("names two dates without a year"), "{}", bad.message);
        assert_eq!(bad.meaning(), None);
    }
    for text in ["9/10 May", "9/10 мая", "9/10. Mai"] {
        check(text, InWords, &["XXXX-05-09/XXXX-05-10"]);
    }
    check("12-14 Feb", InWords, &["XXXX-02-12/XXXX-02-14"]);
    check("20-25 May", InWords, &["XXXX-05-20/XXXX-05-25"]);
    check("9-25 May", InWords, &["XXXX-05-09/XXXX-05-25"]);
    check("3.5 - 5.5", Ambiguous, &["XXXX-05-03/XXXX-05-05", "XXXX-03-05/XXXX-05-05"]);
    check("13/5 - 15/5", Malformed, &["XXXX-05-13/XXXX-05-15"]);
    let days_or_years = ["XXXX-02-12/XXXX-03-14", "2012-02/2014-03", "[2012-02..2014-03]"];
    check("Feb 12 - Mar 14", MonthYear, &days_or_years);
    check("May-June", InWords, &["XXXX-05/XXXX-06"]);
    check("between 3 and 5 May", InWords, &["XXXX-05-03/XXXX-05-05"]);
    check("May 2025 - 5 June", Malformed, &[]);
}

#[test]
fn an_end_without_a_year_is_of_the_year_of_the_start_or_of_the_next() {
    let days = ["2025-02-28/2025-03-03", "[2025-02-28..2025-03-03]"];
    for text in ["28 February 2025 - 3 March", "28 Feb 2025 to March 3", "28. Februar 2025–3. März"]
    {
        check(text, InWords, &days);
    }
    check("28.02.2025 - 03.03", NumericOrder, &days);
    let winter = ["2024-12-30/2025-01-03", "[2024-12-30..2025-01-03]"];
    check("30 December 2024 - 3 January", InWords, &winter);
    check("28 February 2025 or 3 March", InWords, &["[2025-02-28,2025-03-03]"]);
    check("May 2025 - July", InWords, &["2025-05/2025-07", "[2025-05..2025-07]"]);
    check("3 May 2025 - June", Malformed, &[]);
}

#[test]
fn two_days_with_times_lasted_from_one_to_the_other() {
    let times = ["2025-05-03T10:30/2025-05-05T11:00"];
    check("2025-05-03 10:30 - 2025-05-05 11:00", Malformed, &times);
    check("3 May 2025 10:30 – 5 May 2025, 11 am", InWords, &times);
    check("3/25/2025 3 pm to 3/26/2025 9:05", NumericOrder, &["2025-03-25T15:00/2025-03-26T09:05"]);
    check(
        "3.5.2025 10:30 - 5.5.2025 11:00",
        Ambiguous,
        &["2025-05-03T10:30/2025-05-05T11:00", "2025-03-05T10:30/2025-05-05T11:00"],
    );
    for text in [
        "3 May 2025 10:30 - 5 May 2025",
        "2025-05-03 10:30, 2025-05-05 11:00",
        "2025-05-03 10:30 or 2025-05-05 11:00",
        "between 3 May 2025 3 pm and 5 May 2025 4 pm",
    ] {
        check(text, Malformed, &[]);
    }
}

#[test]
fn a_range_that_runs_backwards_says_so_in_every_form() {
    let days = ["2025-05-09/2025-05-11", "[2025-05-09..2025-05-11]"];
    #[rustfmt::skip]
    let texts = [
        "2025-05-11 - 2025-05-09", "11.05.2025 - 09.05.2025", "May 11-9, 2025", "11-9 May 2025",
        "11 May 2025 to 9 May 2025", "2025-05-11/09", "from 2025-05-11 to 2025-05-09", "11.-9. Mai 2025",
    ];
    for text in texts {
        let bad = Date::parse(text).expect_err(text);
        assert_eq!((bad.kind, &*bad.readings[0].edtf), (EndBeforeStart, days[0]), "{text}");
        assert!(bad.message.ends_with("ends before it starts"), "{}", bad.message);
    }
    check(
        "25.05.2025 - 23.05.2025",
        EndBeforeStart,
        &["2025-05-23/2025-05-25", "[2025-05-23..2025-05-25]"],
    );
    check("2025 to 2024", EndBeforeStart, &["2024/2025", "[2024..2025]"]);
    check("400-500 BC", EndBeforeStart, &["-0499/-0399", "[-0499..-0399]"]);
    check("between 11 and 9 May 2025", EndBeforeStart, &[days[1], days[0]]);
    let time = ["2025-05-09T10:00/2025-05-11T10:00"];
    check("2025-05-11 10:00 - 2025-05-09 10:00", EndBeforeStart, &time);
}

#[test]
fn a_range_across_new_year_has_the_year_of_either_end() {
    let months = ["2024-11/2025-01", "2025-11/2026-01", "[2024-11..2025-01]"];
    check("Nov-Jan 2025", Ambiguous, &months);
    let days = ["2024-12-30/2025-01-02", "2025-12-30/2026-01-02", "[2024-12-30..2025-01-02]"];
    for text in ["Dec 30 - Jan 2, 2025", "30 Dec - 2 Jan 2025"] {
        check(text, Ambiguous, &days);
    }
    check(
        "winter-spring 2025",
        Ambiguous,
        &["2024-24/2025-21", "2025-24/2026-21", "[2024-12..2025-05]"],
    );
    check("autumn - winter 2025", Ambiguous, &["2025-23/2025-24", "[2025-09..2026-02]"]);
}

#[test]
fn a_range_to_a_day_that_no_calendar_has_names_the_day() {
    for (text, number) in [
        ("Feb 28-30, 2025", 30),
        ("28-29.02.2025", 29),
        ("2025-02-28/30", 30),
        ("2025-02-28 - 2025-02-30", 30),
        ("30 Feb 2025 - 2 Mar 2025", 30),
        ("between 27 and 30 Feb 2025", 30),
    ] {
        let bad = Date::parse(text).expect_err(text);
        let says = format!("has no day {number}: February 2025 has 28 days");
        assert!(bad.kind == ImpossibleDay && bad.message.ends_with(&says), "{}", bad.message);
    }
    let days = ["2025-04-30/2025-05-02", "[2025-04-30..2025-05-02]"];
    check("31 April - 2 May 2025", ImpossibleDay, &days);
}

#[test]
fn two_dates_in_brackets_are_a_set_or_an_interval() {
    check("[2025 or 2026]", InWords, &["[2025,2026]"]);
    check("{2025;2026}", Malformed, &["{2025,2026}", "2025/2026"]);
    check("{2025 - 2026}", Malformed, &["2025/2026", "{2025..2026}"]);
}

#[test]
fn between_two_dots_the_coarser_date_is_told_as_finely_as_the_other() {
    let (kinds, season) = ("joins dates of two kinds", "has two dots beside a season");
    for (text, says, readings) in [
        ("[1984-04..1985]", kinds, ["[1984-04..1985-12]", "1984-04/1985"]),
        ("[1984..1984-06-03]", kinds, ["[1984-01-01..1984-06-03]", "1984/1984-06-03"]),
        ("[2001-21..2001-23]", season, ["[2001-03..2001-11]", "2001-21/2001-23"]),
    ] {
        let bad = check(text, Malformed, &readings);
        assert!(bad.message.contains(says), "{}", bad.message);
    }
    let readings = ["[1984-04..1985-12]", "1984-04/1985"];
    check("between April 1984 and 1985", InWords, &readings);
}

#[test]
fn a_part_of_two_dates_is_never_taken_for_a_century() {
    let years = ["-0489~/-0479~", "-0489~/-0479"];
    for text in ["c. 490-480 BC", "c. 490–480 BC", "circa 490 - 480 BC", "c. 490 to 480 BC"] {
        check(text, InWords, &years);
    }
    check("c. 44-42 BC", InWords, &["-0043~/-0041~", "-0043~/-0041"]);
    check("c. 30-33 AD", InWords, &["0030~/0033~", "0030~/0033"]);
    let days = ["2025-05-09~/2025-05-12~", "2025-05-09~/2025-05-12"];
    check("c. 2025-05-09–12", Malformed, &days);
    for text in ["16.-17. Jh.", "16. bis 17. Jahrhundert", "16-17th century", "16.-17. ст."] {
        check(text, InWords, &["15XX/16XX", "[1500..1699]"]);
    }
    for text in ["19th/20th century", "19th-20th century", "XIX-XX вв.", "19.-20. Jh."] {
        check(text, InWords, &["18XX/19XX", "[1800..1999]"]);
    }
    check("1960s/1970s", InWords, &["196X/197X", "[1960..1979]"]);
    check("18. oder 19. Jh.", InWords, &["[17XX,18XX]"]);
    for text in ["1850s–60s", "1850er-60er Jahre", "1850-е – 60-е годы", "1850s and the 1860s"]
    {
        let bad = Date::parse(text).expect_err(text);
        let edtf = &bad.readings[0].edtf;
        assert!(edtf == "185X/186X" || edtf == "{185X,186X}", "{text}: {edtf}");
    }
    check("1850s or 60s", InWords, &["[185X,186X]"]);
    check("1990s–00s", TwoDigitYear, &["199X/200X", "[1990..2009]"]);
    check("1900s-1910s", InWords, &["190X/191X", "[1900..1919]"]);
    check("1890s or 1900s", InWords, &["[189X,190X]"]);
    check("1800s-1900s", Ambiguous, &["18XX/19XX", "[1800..1999]"]);
}

#[test]
fn a_number_before_another_century_is_of_that_word() {
    for text in ["um 15./16. Jh.", "ca. 15./16. Jahrhundert", "um 15.-16. Jh."] {
        check(text, InWords, &["14XX~/15XX~", "14XX~/15XX"]);
    }
    check("wohl 18./19. Jh.", InWords, &["17XX?/18XX?", "17XX?/18XX"]);
    check("um 18. oder 19. Jh.", InWords, &["[17XX~,18XX~]", "[17XX~,18XX]"]);
    check("um 15./16. Mai 1920", InWords, &["1920-05-15~/1920-05-16~", "1920-05-15~/1920-05-16"]);
    for text in ["Ende 15./Anfang 16. Jh.", "Ende 15. / Anfang 16. Jh.", "Ende 15.–Anfang 16. Jh."]
    {
        check(text, Ambiguous, &["[1467..1533]", "1467/1533"]);
    }
    check("Ende 15./16. Jh.", Ambiguous, &["[1467..1599]", "1467/15XX"]);
    for text in ["c. 18th-19th century", "c.18th/19th century", "c 18th to 19th century"] {
        check(text, InWords, &["17XX~/18XX~", "17XX~/18XX"]);
    }
    check("c. 18th or 19th century", InWords, &["[17XX~,18XX~]", "[17XX~,18XX]"]);
    check("c. 2nd-3rd century AD", InWords, &["01XX~/02XX~", "01XX~/02XX"]);
    for text in ["C18th-19th century", "C18th-C19th", "c. 18th - c. 19th"] {
        check(text, InWords, &["17XX/18XX", "[1700..1899]"]);
    }
}

#[test]
fn one_time_between_two_times_is_of_their_days() {
    let readings = ["2025-02-12", "2025-02-12T10:15/2025-02-12T11:00"];
    let bad = check("[2025-02-12T10:15..2025-02-12T11:00]", Malformed, &readings);
    assert!(bad.message.ends_with("where EDTF takes two days"), "{}", bad.message);
    check("2025-02-12T10:15..2025-02-12T11:00", Malformed, &readings);
    check("between 2025-02-12T10:15 and 2025-02-12T11:00", InWords, &readings);
    let readings = ["[2025-02-12..2025-02-13]", "2025-02-12T10:15Z/2025-02-13T11:00Z"];
    check("[2025-02-12T10:15Z..2025-02-13T11:00Z]", Malformed, &readings);
}

#[test]
fn a_month_that_ends_in_s_says_no_year() {
    let days = ["2024-03-26/2024-04-24", "[2024-03-26..2024-04-24]"];
    check("26 mars - 24 avril 2024", InWords, &days);
    check("mars-avril 2024", InWords, &["2024-03/2024-04", "[2024-03..2024-04]"]);
    let days = ["1999-03-03/1999-05-11", "[1999-03-03..1999-05-11]"];
    check("du 3 mars au 11 mai 1999", InWords, &days);
}

#[test]
fn short_dates_over_new_year_are_of_two_years() {
    let days = ["2024-12-28/2025-01-03", "2025-12-28/2026-01-03", "[2024-12-28..2025-01-03]"];
    for text in ["28.12.-3.1.25", "28.12.-3.1.2025"] {
        check(text, Ambiguous, &days);
    }
    check("3/5-7/2025", NumericOrder, &["2025-03-05/2025-03-07", "[2025-03-05..2025-03-07]"]);
}

#[test]
fn days_behind_a_month_may_have_a_year_of_two_digits() {
    let days = ["2008-08-28/2008-08-30", "[2008-08-28..2008-08-30]"];
    check("8/28-30/08", TwoDigitYear, &days);
    let days = ["2008-09-05/2008-09-07", "[2008-09-05..2008-09-07]", "XXXX-05-09/XXXX-08-07"];
    check("9/5-7/08", TwoDigitYear, &days);
    check("10/17-12/08", Malformed, &["XXXX-10-17/XXXX-12-08"]);
}

#[test]
fn a_start_that_is_the_end_as_well_is_one_date() {
    for (text, kind, date) in [
        ("14 Oct 1066 - 14 Oct 1066", InWords, "1066-10-14"),
        ("1066-10-14 - 1066-10-14", Malformed, "1066-10-14"),
        ("May 1920 to May 1920", InWords, "1920-05"),
        ("1066-1066", Malformed, "1066"),
    ] {
        let bad = check(text, kind, &[date, &format!("{date}/{date}")]);
        assert!(bad.message.ends_with("names one date twice"), "{}", bad.message);
    }
}
