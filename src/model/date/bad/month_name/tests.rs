//! Claims about dates with the name of a month.

use super::super::tests::check;
use super::BadDateKind::{
    Ambiguous, ImpossibleDay, InWords, Malformed, MonthYear, NumericOrder, Separators, TwoDigitYear,
};

#[test]
fn days_in_words_are_read_in_five_languages() {
    #[rustfmt::skip]
    let texts = [
        "9 May 2025", "May 9, 2025", "9th May 2025", "9 травня 2025", "9 травня 2025 року",
        "9. Mai 2025", "9 mai 2025", "le 9 mai 2025", "9 мая 2025 г.", "9 мая 2025г.", "Friday 9 May 2025",
        "Fri, 9 May 2025", "2025 May 9", "9-May-2025", "the 9th of May, 2025", "MAY 9 2025",
        "п'ятниця, 9 травня 2025", "9-го травня 2025", "den 9. Mai 2025", "09MAY2025", "9.V.2025", "9 V 2025", "9May2025",
    ];
    for text in texts {
        check(text, InWords, &["2025-05-09"]);
    }
    check("1er mars 2025", InWords, &["2025-03-01"]);
    for text in [
        "9 de mayo de 2025",
        "el 9 de mayo del 2025",
        "viernes, 9 de mayo de 2025",
        "9 maggio 2025",
        "venerdì 9 maggio 2025",
        "9 de maio de 2025",
        "9 mei 2025",
        "9. maj 2025",
        "9 maja 2025 r.",
        "9. května 2025",
        "9 mai 2025",
        "9 Mayıs 2025",
        "9 май 2025 г.",
    ] {
        check(text, InWords, &["2025-05-09"]);
    }
    for text in ["1º de mayo de 2025", "1° maggio 2025", "1 maja 2025"] {
        check(text, InWords, &["2025-05-01"]);
    }
    check("May 2025", InWords, &["2025-05"]);
    for text in ["травень 2025", "у травні 2025", "в мае 2025 года", "im Mai 2025", "en mai 2025"]
    {
        check(text, InWords, &["2025-05"]);
    }
}

#[test]
fn a_weekday_is_known_in_every_language_of_the_months() {
    for text in [
        "sexta-feira, 9 de maio de 2025",
        "vineri, 9 mai 2025",
        "9 Mayıs 2025 Cuma",
        "pátek 9. května 2025",
        "fredag 9 maj 2025",
        "fredag den 9. maj 2025",
        "fredag 9. mai 2025",
        "петък, 9 май 2025 г.",
        "divendres, 9 de maig de 2025",
    ] {
        check(text, InWords, &["2025-05-09"]);
    }
    let bad = check("quinta-feira, 9 de maio de 2025", Ambiguous, &["2025-05-09"]);
    assert!(bad.message.ends_with("9 May 2025 is a Friday"), "{}", bad.message);
    check("quinta-feira, 10/04/2025", NumericOrder, &["2025-04-10"]);
}

#[test]
fn a_weekday_behind_the_day_is_held_against_it() {
    for text in [
        "2025年5月9日(金)",
        "2025年5月9日（金）",
        "2025年5月9日金曜日",
        "2025年5月9日 星期五",
        "2025年5月9日（星期五）",
        "2025年5月9日（周五）",
        "2025年5月9日 週五",
        "2025년 5월 9일 금요일",
    ] {
        check(text, Separators, &["2025-05-09"]);
    }
    check("2025年5月9日(金) 10:15", Separators, &["2025-05-09T10:15"]);
    let bad = check("2025年5月9日（周四）", Ambiguous, &["2025-05-09"]);
    assert!(bad.message.ends_with("9 May 2025 is a Friday"), "{}", bad.message);
    let bad = check("2025年5月9日(木)", Ambiguous, &["2025-05-09"]);
    assert!(bad.message.ends_with("9 May 2025 is a Friday"), "{}", bad.message);
    check("2025/5/9(金)", Separators, &["2025-05-09"]);
    check("2025. 5. 9. (금)", Separators, &["2025-05-09"]);
    check("2025年5月(金)", Ambiguous, &["2025-05"]);
}

#[test]
fn a_weekday_without_its_day_is_asked_about() {
    for text in ["Sat 2017", "2017 Sat", "samedi 2017", "Saturday, 2017"] {
        let bad = check(text, Ambiguous, &["2017"]);
        assert!(bad.message.ends_with("names a weekday, and not its day"), "{}", bad.message);
    }
    for text in ["Sun, May 2025", "Sunday in May 2025", "Fri 2025-05", "May 2025 (Friday)"] {
        check(text, Ambiguous, &["2025-05"]);
    }
    check("Friday, Q1 2025", Ambiguous, &["{2025,2025-33}", "2025/2025-33"]);
    check("Friday, 9 May", InWords, &["XXXX-05-09"]);
    check("Mon, 2025-05-12", InWords, &["2025-05-12"]);
}

#[test]
fn a_weekday_that_does_not_fit_is_said() {
    let bad = check("Monday 7 February 2025", Ambiguous, &["2025-02-07"]);
    assert!(bad.message.ends_with("7 February 2025 is a Friday"), "{}", bad.message);
    let bad = check("Friday 7 February 2025", InWords, &["2025-02-07"]);
    assert_eq!(bad.message, "\"Friday 7 February 2025\" is in words");
    check("9 May 2025 (Friday)", InWords, &["2025-05-09"]);
    check("Fri 2025-05-09", InWords, &["2025-05-09"]);
    let bad = check("Mon 9.5.2025", Ambiguous, &["2025-05-09", "2025-09-05"]);
    assert!(bad.message.ends_with("9 May 2025 is a Friday"), "{}", bad.message);
    let bad = check("Tue, 3/4/2025", NumericOrder, &["2025-03-04"]);
    assert!(bad.message.ends_with("the weekday says which it is"), "{}", bad.message);
    check("3.4.2025 (Thursday)", NumericOrder, &["2025-04-03"]);
}

#[test]
fn a_roman_number_before_a_year_is_asked_about() {
    check("IX 1939", Malformed, &["1939-09"]);
    check("1.IX.1939", InWords, &["1939-09-01"]);
    check("IX 39", Malformed, &[]);
    check("v. 1850", Ambiguous, &["1850~", "1850-05"]);
}

#[test]
fn one_letter_is_a_month_between_a_day_and_a_year_alone() {
    for (text, date) in
        [("12 V 1926", "1926-05-12"), ("12.v.2025", "2025-05-12"), ("1-X-1939", "1939-10-01")]
    {
        check(text, InWords, &[date]);
    }
    check("6.VI.1944", InWords, &["1944-06-06"]);
    for text in ["1985, v. 2", "v. 2, 1985", "v. 2 (1985)", "V. 2 1985", "1985. V. 2.", "2 v 1985"]
    {
        check(text, Ambiguous, &["1985-05-02"]);
    }
    check("2 x 1985", Ambiguous, &["1985-10-02"]);
    check("1990, i. 2", Ambiguous, &["1990-01-02"]);
}

#[test]
fn an_emperor_is_no_month() {
    for text in ["Augustus, 27 BC-AD 14", "Augustus 14 AD", "Augustus, 27 BC", "Augustus 0014"] {
        check(text, Malformed, &[]);
    }
    check("15 augustus 1850", InWords, &["1850-08-15"]);
}

#[test]
fn a_month_of_the_hebrew_calendar_is_no_turkish_one() {
    for text in ["15 Nisan 5785", "Nisan 5785", "15. Nisan 5785", "c. 15 Nisan 5785"] {
        let bad = check(text, Ambiguous, &[]);
        assert!(bad.message.contains("Hebrew calendar"), "{}", bad.message);
    }
    check("15-22 Nisan 5785", Malformed, &[]);
    check("15 Nisan 2025", InWords, &["2025-04-15"]);
    check("Nisan 2025", InWords, &["2025-04"]);
}

#[test]
fn weekdays_in_short_stand_in_front_of_a_day() {
    for text in ["Di, 3. Januar 2024", "di 3 januari 2024", "am Di, 3. Januar 2024"] {
        let bad = check(text, Ambiguous, &["2024-01-03"]);
        assert!(bad.message.ends_with("3 January 2024 is a Wednesday"), "{}", bad.message);
    }
    for text in ["Mi, 3. Januar 2024", "wo 3 januari 2024", "3 di gennaio 2024"] {
        check(text, InWords, &["2024-01-03"]);
    }
    for text in ["mer. 3 janvier 2024", "ср, 3 января 2024", "ср, 3 січня 2024"] {
        check(text, InWords, &["2024-01-03"]);
    }
    check("Mi 3.1.2024", NumericOrder, &["2024-01-03"]);
    // Other words of other languages: "until" in Polish, "of" in Italian.
    for text in [
        "do 5 maja 1945",
        "do 1945-05-03",
        "di 3 gennaio 2024",
        "do maja 1945",
        "do 5.1945",
        "do 1945",
        "3 mo 2024",
    ] {
        check(text, Malformed, &[]);
    }
}

#[test]
fn a_month_of_two_languages_is_asked_about() {
    for text in ["9 listopada 2025", "9. listopadu 2025"] {
        check(text, Ambiguous, &["2025-11-09", "2025-10-09"]);
    }
    check("listopad 2025", Ambiguous, &["2025-11", "2025-10"]);
    check("31 listopada 2025", Ambiguous, &["2025-10-31"]);
    let (november, within) = ("2025-11-03/2025-11-05", "[2025-11-03..2025-11-05]");
    check("3-5 listopada 2025", Ambiguous, &[november, within, "2025-10-03/2025-10-05"]);
    let both = ["2025-05-03/2025-11-05", "[2025-05-03..2025-11-05]", "2025-05-03/2025-10-05"];
    check("3 maja - 5 listopada 2025", Ambiguous, &both);
}

#[test]
fn of_in_front_of_a_date_may_be_from() {
    for text in ["van 9 mei 2025", "del 9 de mayo de 2025"] {
        check(text, Ambiguous, &["2025-05-09", "2025-05-09/.."]);
    }
    check("mayo del 2025", InWords, &["2025-05"]);
    check("9 van mei 2025", InWords, &["2025-05-09"]);
}

#[test]
fn a_day_in_front_that_its_month_does_not_have_is_said() {
    for (text, days, readings) in [
        ("30 February", "day 30: February has 29 days", ["XXXX-02-29", "1930-02"]),
        ("31 June", "day 31: June has 30 days", ["XXXX-06-30", "1931-06"]),
        ("31-Jun", "day 31: June has 30 days", ["XXXX-06-30", "1931-06"]),
    ] {
        let bad = check(text, ImpossibleDay, &readings);
        assert!(bad.message.ends_with(days), "{}", bad.message);
    }
    check("30-Feb-15", ImpossibleDay, &["2015-02-28", "1930-02-15", "2015-02"]);
    check("Feb-30", MonthYear, &["1930-02"]);
    check("46-Mar", MonthYear, &["1946-03"]);
    check("46-Feb-15", TwoDigitYear, &["1946-02-15"]);
}

#[test]
fn a_month_and_a_number_are_read_both_ways() {
    check("Feb-25", MonthYear, &["2025-02", "XXXX-02-25"]);
    check("May-25", MonthYear, &["2025-05", "XXXX-05-25"]);
    check("25-Feb", MonthYear, &["2025-02", "XXXX-02-25"]);
    check("Feb25", MonthYear, &["XXXX-02-25", "2025-02"]);
    for (text, month) in
        [("Feb-98", "1998-02"), ("Mar-46", "1946-03"), ("Mar-32", "1932-03"), ("Feb 30", "1930-02")]
    {
        let bad = check(text, MonthYear, &[month]);
        assert!(bad.message.ends_with("has a year of two digits"), "{}", bad.message);
    }
    check("12 Feb", MonthYear, &["XXXX-02-12", "2012-02"]);
}

#[test]
fn short_years_in_words_are_asked_about() {
    check("12-Feb-25", TwoDigitYear, &["2025-02-12", "2012-02-25", "1925-02-12"]);
    check("9-May-25", TwoDigitYear, &["2025-05-09", "1925-05-09"]);
    check("12 14 Feb", TwoDigitYear, &["2014-02-12", "2012-02-14", "1914-02-12"]);
    check("9 May '25", TwoDigitYear, &["2025-05-09", "1925-05-09"]);
    check("May ’25", TwoDigitYear, &["2025-05", "1925-05"]);
}

#[test]
fn words_without_a_year_leave_it_unknown() {
    check("9 May", InWords, &["XXXX-05-09"]);
    check("May", InWords, &["XXXX-05"]);
}

#[test]
fn days_a_month_does_not_have_are_named() {
    for text in ["30 February 2025", "Monday 30 February 2025"] {
        let bad = check(text, ImpossibleDay, &["2025-02-28", "2025-02"]);
        assert!(bad.message.ends_with("has no day 30: February 2025 has 28 days"));
    }
    check("29 February 2024", InWords, &["2024-02-29"]);
}
