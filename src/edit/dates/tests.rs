//! Claims about what a date of an input is read as, and what is said of one that is not: most stand in
//! `tests/dates/formats.tsv` and `tests/dates/advice.tsv`.

use super::*;
use crate::model::date::tests::tables::hold;

#[test]
fn what_an_input_has_for_a_date_is_read_taken_or_asked_about() {
    hold("formats.tsv", &mut |cells| {
        let (how, text, kind, expected, end) = match cells {
            [how, text, kind, expected] => (how, text, kind, expected, ""),
            [how, text, kind, expected, end] => (how, text, kind, expected, end.as_str()),
            _ => return Err(format!("has {} cells, not 4 or 5", cells.len())),
        };
        let (is, readings, message) = became(&dates(how)?, text);
        let holds = is == kind && readings == *expected && message.ends_with(end);
        if holds { Ok(()) } else { Err(format!("{how}\t{text}\t{is}\t{readings}\t{message}")) }
    });
}

/// How dates are read that a cell names: `d.m.Y`, `words`, `d.m.Y and words`.
fn dates(how: &str) -> Result<Dates, String> {
    let format = how.strip_suffix("words").map_or(how, |format| format.trim_end_matches(" and "));
    let words = format != how;
    let format = (!format.is_empty()).then(|| DateFormat::parse(format)).transpose()?;
    Ok(Dates { format, words })
}

/// What became of a date, its readings, and the message.
fn became(dates: &Dates, text: &str) -> (&'static str, String, String) {
    let joined = |bad: &BadDate| {
        let readings = bad.readings.iter().map(|reading| reading.edtf.as_str());
        readings.collect::<Vec<_>>().join(" ")
    };
    match dates.read(text) {
        Some(Reading::Edtf(edtf)) => ("Edtf", edtf, String::new()),
        Some(Reading::Words(bad)) => {
            let kind = if bad.meaning().is_some() { "Words" } else { "Words without a meaning" };
            (kind, joined(&bad), bad.message)
        }
        Some(Reading::Open(bad)) => ("Open", joined(&bad), bad.message),
        None => ("none", "none".to_owned(), String::new()),
    }
}

#[test]
fn a_format_without_a_midnight_offers_the_one_with_it() {
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
    }
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

#[test]
fn what_would_read_a_date_is_advised() {
    hold("advice.tsv", &mut |cells| {
        let [text, end] = cells else { return Err(format!("has {} cells, not 2", cells.len())) };
        let Err(bad) = Date::parse(text) else { return Err(format!("{text} is a date")) };
        let finding = crate::check::date_finding(bad.clone(), crate::model::Place::file(0));
        let advised = Dates::default().advice(&bad, &Unread::of([&finding]));
        let advised = advised.unwrap_or("none".to_owned());
        let holds = if end == "none" { advised == "none" } else { advised.ends_with(end) };
        if holds { Ok(()) } else { Err(format!("{text}\t{advised}")) }
    });
}

#[test]
fn a_minus_before_the_year_is_no_text_of_a_format() {
    for format in ["-Y", "-Y-m-d", "-y"] {
        let refused = DateFormat::parse(format).expect_err(format);
        assert!(refused.contains("before the era"), "{refused}");
    }
    assert!(DateFormat::parse("d-m-Y").is_ok());
}
