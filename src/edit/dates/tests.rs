//! Claims about what a date of an input is read as, and what is said of one that is not.

use super::*;

fn read(format: &str, text: &str) -> String {
    let dates = Dates { format: DateFormat::parse(format).ok(), words: false };
    match dates.read(text) {
        Some(Reading::Edtf(edtf)) => edtf,
        Some(Reading::Open(bad) | Reading::Words(bad)) => {
            let readings = bad.readings.iter().map(|reading| reading.edtf.as_str());
            format!("{}: {}", bad.message, readings.collect::<Vec<_>>().join(" "))
        }
        None => "as it is".to_string(),
    }
}

#[test]
fn a_format_holds_for_dates_with_a_time_or_a_mark_or_another_date() {
    for (format, text, edtf) in [
        ("d.m.Y", "3.5.2025 10:30", "2025-05-03T10:30"),
        ("d/m/Y", "14/03/2025 10:30:15", "2025-03-14T10:30:15"),
        ("m/d/Y", "3/5/2025 3:05 PM", "2025-03-05T15:05"),
        ("d.m.Y", "3.5.2025 10.05", "2025-05-03T10:05"),
        ("d.m.Y", "3.5.2025 10:30 - 5.5.2025 11:00", "2025-05-03T10:30/2025-05-05T11:00"),
        ("d/m/Y", "05/03/2025?", "2025-03-05?"),
        ("d.m.Y", "03.05.2025/05.05.2025", "2025-05-03/2025-05-05"),
        ("d.m.Y", "[..03.05.2025]", "[..2025-05-03]"),
        ("d.m.Y", "~3.5.2025", "2025-05-03~"),
        ("d.m.Y", "?3.5.2025", "2025-05-03?"),
        ("m/d/Y", "~5/3/2025", "2025-05-03~"),
        ("Ymd", "%20250503", "2025-05-03%"),
        ("m.Y", "~5.2025", "2025-05~"),
        ("d.m.Y", "03.05.2025/~05.05.2025", "2025-05-03/2025-05-05~"),
        ("Y-m-d", "2026-09-27 08:02:11", "2026-09-27T08:02:11"),
        ("Y", "636/640", "0636/0640"),
        ("d.m.Y", "[~03.05.2025,?05.05.2025]", "[2025-05-03~,2025-05-05?]"),
        ("Y/m/d", "2024/01/15 3:05:00 PM GMT+1", "2024-01-15T15:05:00+01:00"),
        ("Ymd", "20240110T053220Z", "2024-01-10T05:32:20Z"),
        ("d/m/Y", "15/01/2024 10h30", "2024-01-15T10:30"),
        ("d.m.Y", "15.01.2024 um 10:30 Uhr", "2024-01-15T10:30"),
        ("m/d/Y", "01/15/2024 at 10:30 AM", "2024-01-15T10:30"),
        ("d/m/Y", "\u{200e}13\u{200e}/\u{200e}5\u{200e}/\u{200e}2025", "2025-05-13"),
    ] {
        assert_eq!(read(format, text), edtf, "{text} in {format}");
    }
}

#[test]
fn what_a_format_leaves_open_is_asked_in_its_order_only() {
    let two = "names two dates: 2025-05-03/2025-05-05 [2025-05-03..2025-05-05]";
    let texts =
        ["03.05.2025 - 05.05.2025", "03.05.2025-05.05.2025", "03.05.-05.05.2025", "3-5.05.2025"];
    for text in texts {
        assert_eq!(read("d.m.Y", text), format!("\"{text}\" {two}"));
    }
    let winter = "names two dates: 2024-12-28/2025-01-03 [2024-12-28..2025-01-03]";
    let text = "28.12.-3.1.2025";
    assert_eq!(read("d.m.Y", text), format!("\"{text}\" {winter}"));
    let about = "\"about 03.05.2025\" is in words: 2025-05-03~";
    assert_eq!(read("d.m.Y", "about 03.05.2025"), about);
    assert_eq!(read("m.d.Y", "about 03.05.2025"), about.replace("05-03", "03-05"));
    let limits = "\"before 03.05.2025\" is in words: [..2025-05-02] [..2025-05-03]";
    assert_eq!(read("d.m.Y", "before 03.05.2025"), limits);
    assert!(read("d.m.Y", "3.5.2025 00:00:00").ends_with(": 2025-05-03 2025-05-03T00:00:00"));
    for text in ["-03.05.2025", "3/5/2025 10:30", "31.2.2025 10:30"] {
        assert_eq!(read("d.m.Y", text), "as it is", "{text}");
    }
    let zone = read("d.m.Y", "3.5.2025 10:30 AT");
    assert!(zone.contains("has a zone that is not known"), "{zone}");
    assert_eq!(read("m/Y", "2025-05/2025-06"), "as it is");
    let marked = "names two dates: 2025-05-03~/2025-05-05~ 2025-05-03~/2025-05-05";
    for text in ["~03.05.2025/05.05.2025", "~03.05.2025 - 05.05.2025"] {
        assert_eq!(read("d.m.Y", text), format!("\"{text}\" {marked}"));
    }
    let next_day = "\"3.5.2025 24:00\" has no hour 24; that is hour 00 of the next day";
    assert_eq!(read("d.m.Y", "3.5.2025 24:00"), format!("{next_day}: 2025-05-04T00:00"));
}

#[test]
fn a_year_of_three_digits_in_doubt_may_be_a_decade() {
    assert!(read("Y", "199?").ends_with(": 199X 0199?"), "{}", read("Y", "199?"));
    for (text, decades) in [
        ("1990/199?", "1990/199X"),
        ("199?/200?", "199X/200X 0199?/0200?"),
        ("199?-1995", "0199?/1995"),
        ("[184-]", "184X 0184/.."),
    ] {
        let read = read("Y", text);
        assert!(read.ends_with(&format!("or one of three digits: {decades}")), "{read}");
    }
    for (text, edtf) in [("636?", "0636?"), ("~199", "0199~"), ("1990?", "as it is")] {
        assert_eq!(read("Y", text), edtf, "{text}");
    }
    assert_eq!(read("d.m.Y", "199?"), "as it is");
}

#[test]
fn two_dates_with_a_dash_between_them_are_taken_where_words_are() {
    let read = |format: Option<&str>, text: &str| {
        let format = format.map(|format| DateFormat::parse(format).unwrap());
        let dates = Dates { format, words: true };
        let Some(Reading::Words(bad)) = dates.read(text) else { return String::new() };
        assert!(bad.meaning().is_some(), "{text}");
        let readings = bad.readings.iter().map(|reading| reading.edtf.as_str());
        readings.collect::<Vec<_>>().join(" ")
    };
    for (format, text, edtf) in [
        (None, "1804-1806", "1804/1806 [1804..1806]"),
        (None, "1926–1929", "1926/1929 [1926..1929]"),
        (Some("Y"), "1804 - 1806", "1804/1806 [1804..1806]"),
        (Some("Y"), "850-900", "0850/0900 [0850..0900]"),
        (None, "2025-02-07 - 2025-02-09", "2025-02-07/2025-02-09 [2025-02-07..2025-02-09]"),
        (Some("d.m.Y"), "7.2.2025–9.2.2025", "2025-02-07/2025-02-09 [2025-02-07..2025-02-09]"),
        (None, "1804-01 → 1806-02", "1804-01/1806-02 [1804-01..1806-02]"),
        (None, "1804?-1806?", "1804?/1806?"),
        (None, "192X-193X", "192X/193X [1920..1939]"),
        (Some("m/d/y"), "9/5-7/08", "2008-09-05/2008-09-07 [2008-09-05..2008-09-07]"),
        (Some("d/m/Y"), "9–12/5/2024", "2024-05-09/2024-05-12 [2024-05-09..2024-05-12]"),
        (Some("m/d/Y"), "9–12/5/2024", ""),
    ] {
        assert_eq!(read(format, text), edtf, "{text} in {format:?}");
    }
    // Which date a mark is of, in which order numbers stand, and two that are listed are asked about.
    for text in ["~1804-1806", "1804-1806?", "1806-1804", "03.05.2025 - 05.05.2025"] {
        assert_eq!(read(None, text), "", "{text}");
    }
    for text in ["1930-35", "1914–18", "[2004/2005]", "850-900", "2020, 2021", "443/1492"] {
        assert_eq!(read(None, text), "", "{text}");
    }
}

#[test]
fn what_has_one_meaning_is_taken_where_words_are() {
    let read = |format: Option<&str>, text: &str| {
        let format = format.map(|format| DateFormat::parse(format).unwrap());
        let Some(Reading::Words(bad)) = (Dates { format, words: true }).read(text) else {
            return String::new();
        };
        let readings = bad.readings.iter().map(|reading| reading.edtf.as_str());
        readings.collect::<Vec<_>>().join(" ")
    };
    for (text, edtf) in [
        ("1787 (?)", "1787?"),
        ("1787-05(?)", "1787-05?"),
        ("17--", "17XX"),
        ("[17--?]", "17XX?"),
        ("183-?", "183X?"),
        ("[184-]", "184X"),
        ("1282-1283 г.", "1282/1283 [1282..1283]"),
        ("2025年5月9日", "2025-05-09"),
        ("２０２５年５月", "2025-05"),
        ("2025년 5월 9일", "2025-05-09"),
        ("2025年5月9日至11日", "2025-05-09/2025-05-11 [2025-05-09..2025-05-11]"),
    ] {
        assert_eq!(read(None, text), edtf, "{text}");
    }
    for text in ["1787 (?)", "17--", "2025年5月9日"] {
        assert_eq!(read(Some("Y"), text), read(None, text), "{text}");
    }
    let days = "2025-02-15/2025-02-19 [2025-02-15..2025-02-19]";
    for text in ["15.-19.2.2025", "15. – 19.2.2025"] {
        assert_eq!(read(Some("d.m.Y"), text), days, "{text}");
    }
    assert_eq!(read(Some("d.m.Y"), "15.2.2025 (?)"), "2025-02-15?");
    for text in ["184-", "199?", "48--", "1650-1700 (?)", "25年5月9日", "5月9日", "1905 - 10"]
    {
        assert_eq!(read(None, text), "", "{text}");
    }
    for text in ["15./19.2.2025", "19.-15.2.2025", "15.-31.2.2025"] {
        assert_eq!(read(Some("d.m.Y"), text), "", "{text}");
    }
}

#[test]
fn a_format_has_the_characters_that_say_the_parts_of_a_date() {
    for (format, text, edtf) in [
        ("Y年m月d日", "2025年5月9日", "2025-05-09"),
        ("Y年m月d日", "2025年12月10日 10:30", "2025-12-10T10:30"),
        ("Y年m月d日", "~2025年5月9日", "2025-05-09~"),
        ("Y년 m월 d일", "2025년 5월 9일", "2025-05-09"),
        ("Y. m. d.", "2025. 5. 9.", "2025-05-09"),
        ("Y. m. d.", "2025. 5. 9./2025. 5. 11.", "2025-05-09/2025-05-11"),
        ("d.m.Y.", "9.5.2025. 10:30", "2025-05-09T10:30"),
    ] {
        assert_eq!(read(format, text), edtf, "{text} in {format}");
    }
}

#[test]
fn what_does_not_fit_a_format_is_asked_in_its_order_first() {
    let short = "has a year of two digits:";
    for (format, text, readings) in [
        ("m.d.Y", "3.5.25", "2025-03-05 2025-05-03 2003-05-25"),
        ("Y.m.d", "03.05.25", "2003-05-25 2025-05-03 2025-03-05"),
        ("m/d/Y", "3.5.45", "1945-03-05 1945-05-03"),
    ] {
        let read = read(format, text);
        assert!(read.ends_with(&format!("{short} {readings}")), "{text}: {read}");
    }
    assert_eq!(read("d.m.Y", "3/5/25"), "as it is"); // that order comes first anyway
    let asked = "may be 5 March 2025 or 3 May 2025: 2025-03-05 2025-05-03";
    assert_eq!(read("m.d.Y", "03/05/2025"), format!("\"03/05/2025\" {asked}"));
}

#[test]
fn what_a_format_does_not_say_is_said() {
    let taken = |format: &str, text: &str| {
        let dates = Dates { format: DateFormat::parse(format).ok(), words: false };
        let Some(Reading::Words(bad)) = dates.read(text) else { panic!("{text}") };
        bad.readings.into_iter().map(|reading| reading.edtf).collect::<Vec<_>>()
    };
    assert_eq!(taken("m/d/y", "7/14/38"), ["1938-07-14", "2038-07-14"]);
    assert_eq!(taken("d.m.y", "9.5.25"), ["2025-05-09", "1925-05-09"]);
    assert_eq!(taken("d.m.y", "29.2.00"), ["2000-02-29"]);
    assert_eq!(taken("Y", "-333"), ["-0333", "-0332"]);
    assert_eq!(taken("d-m-y", "29-Sep-15"), ["2015-09-29", "1915-09-29"]);
    assert_eq!(taken("m-y", "Oct-10"), ["2010-10", "1910-10"]);
    assert_eq!(taken("d.m.y", "9.5.25 10:30"), ["2025-05-09T10:30", "1925-05-09T10:30"]);
}

#[test]
fn dates_of_edtf_that_people_write_for_something_else_are_noted() {
    let noted = |text: &str| {
        let readings = perhaps_years(text)?.readings.into_iter();
        Some(readings.map(|reading| reading.edtf).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(noted("2020-21").as_deref(), Some("2020-21 2020/2021"));
    assert_eq!(noted("?-1902").as_deref(), Some("?-1902 /1902"));
    for text in ["2020-22", "2020-05", "?1902", "?2020-02", "-1902", "1902?"] {
        assert_eq!(noted(text), None, "{text}");
    }
}

/// What is said of a date that was refused.
fn advice(text: &str) -> Option<String> {
    let bad = Date::parse(text).expect_err(text);
    let finding = crate::check::date_finding(bad.clone(), crate::model::Place::file(0));
    Dates::default().advice(&bad, &Unread::of([&finding]))
}

#[test]
fn formats_are_advised_that_read_the_date() {
    for (text, formats) in [
        ("14/03/2025", "d/m/Y"),
        ("4/3/2025", "d/m/Y or m/d/Y"),
        ("3.5.2025 10:30", "d.m.Y or m.d.Y"),
        ("3/25/2025 3:05 PM", "m/d/Y"),
        ("03.05.2025 - 13.05.2025", "d.m.Y with --dates words"),
        ("9.-12.5.2024", "d.m.Y with --dates words"),
        ("13.05.2024.", "d.m.Y."),
        ("2024/01/15 10:00:00 AM GMT+1", "Y/m/d"),
        ("20240110T053220Z", "Ymd"),
        ("\u{200e}13\u{200e}/\u{200e}5\u{200e}/\u{200e}2025", "d/m/Y"),
        ("29-Sep-15", "d-m-y or y-m-d"),
        ("22-Apr-46", "d-m-y"),
        ("29 sept. 45", "'d m y'"),
        ("Oct-10", "m-y"),
        ("Mar-46", "m-y"),
        ("10-Mar", "y-m"),
        ("9.5.25", "d.m.y or m.d.y"),
        ("9.5.45", "d.m.y or m.d.y"),
        ("9/5-7/08", "m/d/y with --dates words"),
        ("9-12/5/2024", "d/m/Y with --dates words"),
        ("2025.05.09", "Y.m.d"),
        ("20250509", "Ymd"),
        ("2003/11-08", "Y/m-d"),
        ("5/9 2025", "'d/m Y' or 'm/d Y'"),
        ("05/2025", "m/Y"),
        ("2025年5月9日", "Y年m月d日 or --dates words"),
        ("2025年5月", "Y年m月 or --dates words"),
        ("2025년 5월 9일", "'Y년 m월 d일' or --dates words"),
        ("2025. 5. 9.", "'Y. m. d.'"),
        ("9. 5. 2025", "'d. m. Y' or 'm. d. Y'"),
        ("3.5.2025 00:00:00", "'d.m.Y 00:00:00' or 'm.d.Y 00:00:00'"),
        ("5/9/2024 12:00:00 AM", "'d/m/Y 12:00:00 AM' or 'm/d/Y 12:00:00 AM'"),
    ] {
        let advised = advice(text).unwrap_or_default();
        assert!(advised.ends_with(&format!("--date-format {formats}")), "{text}: {advised}");
    }
}

#[test]
fn times_years_and_numbers_are_advised_of_where_an_option_reads_them() {
    for (text, how) in [
        ("2026-09-27 08:02:11", "as they are written"),
        ("2026-09-27T08:02:11+0300", "as they are written"),
        ("2026-09-27T08:02:11.000Z", "as they are written"),
        ("2026-09-27T08:02:11.342Z", "without the fraction of a second"),
        ("2026-09-27 08:02:11,5 +03:00", "without the fraction of a second"),
    ] {
        let advised = advice(text).unwrap_or_default();
        assert!(
            advised.ends_with(&format!("--date-format Y-m-d takes such times {how}")),
            "{text}: {advised}"
        );
    }
    for text in ["2026-09-27T08:02:11 ET", "2026-09-27T25:02:11.5Z", "2026-09-27T080211.5Z"] {
        assert_eq!(advice(text), None, "{text}");
    }
    for text in ["636", "-333", "443/1492"] {
        let advised = advice(text).unwrap_or_default();
        assert!(advised.contains("--date-format Y takes them"), "{text}: {advised}");
    }
    for text in ["2024/25", "1850/60", "3-5 May", "9 May '25", "1999/05-09", "2025-05/09"] {
        assert_eq!(advice(text), None, "{text}");
    }
    for (text, divisor) in [("1739355300.0002", "86400"), ("1739355300000", "86400000")] {
        let advised = advice(text).unwrap_or_default();
        assert!(advised.ends_with(&format!("=A2/{divisor}+DATE(1970,1,1)")), "{text}: {advised}");
    }
    // No format reads these.
    for text in ["20240513.0", "15/01/2024 10:30-11:30", "20240110T10"] {
        assert_eq!(advice(text), None, "{text}");
    }
}

#[test]
fn a_part_that_is_not_known_is_left_out_and_that_is_said() {
    let taken = |format: Option<&str>, text: &str| {
        let format = format.map(|format| DateFormat::parse(format).unwrap());
        let words = format.is_none();
        match (Dates { format, words }).read(text) {
            Some(Reading::Words(bad)) => {
                bad.readings.into_iter().map(|reading| reading.edtf).collect::<Vec<_>>().join(" ")
            }
            Some(Reading::Open(bad)) => bad.message,
            _ => String::new(),
        }
    };
    for (format, text, known) in [
        ("Y-m-d", "2026-10-00", "2026-10"),
        ("Y-m-d", "2027-00-00", "2027"),
        ("d.m.Y", "00.10.2026", "2026-10"),
        ("Y/m/d", "2026/10/00", "2026-10"),
        ("Ymd", "20261000", "2026-10"),
        ("m/d/Y", "3/-9/1848", "1848-03"),
        ("m/d/Y", "-9/-9/1848", "1848"),
        ("d/m/y", "00/10/26", "2026-10 1926-10"),
        ("Y-m-d 00:00:00", "2026-10-00 00:00:00", "2026-10"),
    ] {
        assert_eq!(taken(Some(format), text), known, "{text} in {format}");
        let with_words = Dates { format: DateFormat::parse(format).ok(), words: true };
        assert!(matches!(with_words.read(text), Some(Reading::Words(_))), "{text}");
    }
    for (text, known) in [
        ("2026-10-00", "2026-10"),
        ("2027-00-00", "2027"),
        ("00/02/2025", "2025-02"),
        ("3/-9/1848", "1848-03"),
    ] {
        assert_eq!(taken(None, text), known, "{text}");
    }
    // A day of an unknown month, two years, days that are none.
    for text in ["2025-00-09", "1999-00", "2025-04-45", "2025-02-30", "0000-00-00"] {
        assert_eq!(taken(None, text), "", "{text}");
    }
    let none = "\"2025-02-30\" is no day in that format: there is no 2025-02-30";
    assert_eq!(taken(Some("Y-m-d"), "2025-02-30"), none);
}

#[test]
fn a_midnight_in_a_format_says_no_time_and_other_times_are_read() {
    for (format, midnight, time) in [
        ("Y-m-d 00:00:00", "2021-05-06 00:00:00", "2021-05-07 13:00:00"),
        ("d/m/Y 00:00:00", "06/05/2021 00:00:00", "07/05/2021 13:00:00"),
        ("d.m.Y 00:00", "6.5.2021 00:00", "7.5.2021 13:00:00"),
        ("m/d/Y 0:00", "5/6/2021 0:00", "5/7/2021 1:00:00 PM"),
        ("m/d/Y 12:00:00 AM", "5/6/2021 12:00:00 AM", "5/7/2021 1:00:00 PM"),
        ("Y-m-d 00:00:00", "2021-05-06 00:00:00.000", "2021-05-07 13:00:00.000"),
    ] {
        assert_eq!(read(format, midnight), "2021-05-06");
        assert_eq!(read(format, time), "2021-05-07T13:00:00", "{format}");
    }
    assert_eq!(read("d.m.Y 00:00:00", "7.5.2021"), "2021-05-07");
    for midnight in ["T00:00:00.000Z", "T00:00:00Z", " 00:00:00+00", " 0:00", " 12:00:00 AM"] {
        let text = format!("2021-05-06{midnight}");
        for format in ["Y-m-d 00:00:00".to_string(), format!("Y-m-d{midnight}")] {
            assert_eq!(read(&format, &text), "2021-05-06", "{text} in {format}");
        }
    }
    assert_eq!(read("Y-m-d 00:00:00", "2021-05-06 12:00:00 PM"), "2021-05-06T12:00:00");
    // The format without a midnight offers the one with it.
    for (format, text) in [
        ("Y-m-d", "2021-05-06 00:00:00"),
        ("d/m/Y", "06/05/2021 00:00:00"),
        ("m/d/Y", "5/6/2021 12:00:00 AM"),
        ("Y-m-d", "2021-05-06T00:00:00.000Z"),
        ("Y-m-d", "2021-05-06 00:00:00+00"),
    ] {
        let dates = Dates { format: DateFormat::parse(format).ok(), words: false };
        let Some(Reading::Open(bad)) = dates.read(text) else { panic!("{text}") };
        let advised = dates.advice(&bad, &Unread::default()).unwrap_or_default();
        let midnight = &text[text.find([' ', 'T']).unwrap()..];
        let named = format!("{format}{midnight}");
        assert!(advised.contains(&format!("--date-format '{named}'")), "{advised}");
        assert_eq!(read(&named, text), "2021-05-06");
    }
}
