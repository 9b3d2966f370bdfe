//! Claims about the diagnosis as a whole.

mod tables;

use super::{
    BadDate, BadDateKind, Guess, LONGEST, Reading, asked, clean, genealogy, prose, vocabulary,
};
use crate::model::date::{Date, words};

/// What holds of every diagnosis.
#[track_caller]
fn well_formed(text: &str, bad: &BadDate) {
    assert_eq!(flaw(text, bad), None, "{text}: {bad:?}");
}

/// What no diagnosis may have.
fn flaw(text: &str, bad: &BadDate) -> Option<&'static str> {
    let is_read = |reading: &Reading| {
        Date::parse(&reading.edtf).is_ok() && reading.words == words(&reading.edtf)
    };
    if text.get(bad.span.clone()).is_none() {
        Some("a span that is no part of the text")
    } else if bad.readings.len() > 3 || !bad.readings.iter().all(is_read) {
        Some("more than three readings, or one that is no date or not in its words")
    } else if bad.message.ends_with('.') || bad.message.contains('\n') {
        Some("a message with a dot behind it or of several lines")
    } else if hides_a_reading(text) {
        Some("a reading, but the text is taken for prose")
    } else {
        None
    }
}

/// Whether a text that is taken for prose has a reading nevertheless.
fn hides_a_reading(text: &str) -> bool {
    let cleaned = clean::cleaned(text);
    let is_read = |guess: Option<Guess>| guess.is_some_and(|guess| !guess.edtf.is_empty());
    text.len() <= LONGEST
        && prose::is_prose(&cleaned)
        && (is_read(asked(&cleaned)) || is_read(genealogy::date(&cleaned, asked)))
}

#[test]
fn random_texts_get_a_diagnosis_without_a_panic() {
    arbtest::arbtest(|bytes| {
        let text: String = bytes.arbitrary()?;
        if let Err(bad) = Date::parse(&text) {
            well_formed(&text, &bad);
        }
        assert!(!words(&text).is_empty() || text.is_empty());
        Ok(())
    });
}

#[test]
fn texts_made_of_dates_and_words_get_a_diagnosis_without_a_panic() {
    #[rustfmt::skip]
    const PIECES: &[&str] = &[
        "2025", "25", "5", "05", "13", "31", "00", "45786", "1739355300", "20250509", " ", " ", "-", "/", ".", ", ",
        "–", "—", "T", "t", "Z", ":", "+02", "10:15", "24:00", "pm", "May", "травня", "März", "Q1", "q", "W07",
        "1990s", "century", "BC", "circa ", "c.", "before ", "early ", "mid-", "between ", " and ", " to ", " or ",
        "..", "[", "]", "{", "(", ")", "~", "?", "%", "X", "u", "x", "y", "e", "p", "S", "unknown", "open", "'",
        "٢", "２", "年", "п’ятниця", "\u{200b}", "\u{1}", "İ", "ẞ", "\u{2025}", "#", "-0043", "Y17E7", "O", "l",
        "^southernHemisphere", "th", "го", " UTC", "winter", "2024/25", "present", "V", "xii",
        "AD ", "ABT ", "BET ", " AND ", "b. ", " гг.", " в.", "-я пол. ", "? - ", "-?", "c19th", "late ", "1920-21", "1850-60s", "12000",
        "9223372036854775807", " ± ",
        "see ", "letter of ", "the file", " board",
    ];
    arbtest::arbtest(|bytes| {
        let mut text = String::new();
        for _ in 0..bytes.int_in_range(1..=9)? {
            text.push_str(bytes.choose(PIECES)?);
        }
        if let Err(bad) = Date::parse(&text) {
            well_formed(&text, &bad);
        }
        Ok(())
    })
    .budget_ms(2_000);
}

#[test]
fn dates_with_any_words_of_the_tables_around_them_get_a_diagnosis_without_a_panic() {
    use vocabulary::{ABOUT, BEFORE_ERA, LIMITS, LIMITS_BEHIND, PERHAPS, PORTIONS};
    const DATES: &[&str] = &[
        "3/5",
        "7/5",
        "24.12.",
        "26.12.2025",
        "12.03",
        "30.06.-02.07.",
        "May 2025",
        "9 May",
        "3-5 May",
        "2025",
        "25",
        "2025-05-09",
        "1990s",
        "19th century",
        "Q1 2025",
        "5",
        "XX",
        "9223372036854775807",
        "[1704]",
        "31/06/24",
    ];
    const JOINTS: &[&str] =
        &[" - ", "-", "–", " to ", " bis ", " or ", " and ", ", ", "/", "..", " ± ", " "];
    let all = |table: &[(&'static [&'static str], _)]| -> Vec<&str> {
        table.iter().flat_map(|(words, _)| *words).copied().collect()
    };
    let portions = PORTIONS.iter().flat_map(|(words, _)| *words).copied();
    let mut front: Vec<&str> = ABOUT.iter().chain(PERHAPS).copied().chain(portions).collect();
    front.extend(all(LIMITS));
    let behind: Vec<&str> =
        all(LIMITS_BEHIND).into_iter().chain(BEFORE_ERA.iter().copied()).collect();
    arbtest::arbtest(|bytes| {
        let word = |words: &[&'static str], bytes: &mut arbtest::arbitrary::Unstructured| {
            let is_there: bool = bytes.arbitrary()?;
            Ok::<&str, arbtest::arbitrary::Error>(if is_there { bytes.choose(words)? } else { "" })
        };
        let mut text = String::new();
        for n in 0..bytes.int_in_range(1..=3)? {
            let joint = if n == 0 { "" } else { *bytes.choose(JOINTS)? };
            let (front, behind) = (word(&front, bytes)?, word(&behind, bytes)?);
            text += format!("{joint}{front} {} {behind}", bytes.choose(DATES)?).trim_end();
        }
        let text = text.trim();
        if let Err(bad) = Date::parse(text) {
            well_formed(text, &bad);
        }
        Ok(())
    })
    .budget_ms(2_000);
}

#[test]
fn numbers_too_great_for_a_year_are_not_counted_with() {
    const MOST: &str = "9223372036854775807";
    for text in [
        format!("{MOST} ± 5"),
        format!("-{MOST} +/- 5"),
        format!("1990 ± {MOST}"),
        format!("{MOST}-37 AD"),
        format!("AD {MOST}/38"),
        format!("{:030}-{:025} AD", 1250, 57),
    ] {
        let bad = Date::parse(&text).expect_err(&text);
        well_formed(&text, &bad);
    }
}

#[test]
fn long_texts_are_refused_at_once_and_shown_short() {
    let text = "2025 ".repeat(100_000);
    let bad = Date::parse(&text).expect_err("too long");
    assert_eq!((bad.kind, &bad.readings), (BadDateKind::Malformed, &Vec::new()));
    assert!(bad.message.len() < 80, "{}", bad.message);
    well_formed(&text, &bad);
}

#[test]
fn the_part_that_is_wrong_is_pointed_at() {
    for (text, span) in [
        ("2025-13", 5..7),
        ("2025-02-30", 8..10),
        ("2025-02-3X", 8..10),
        ("2025-02-12T25:00:00", 11..13),
        ("2025-02-12T10:61", 14..16),
        ("2025-02-10/2025-02-07", 11..21),
        ("443/1492", 0..8),
        ("98/117", 0..6),
        ("850-900", 0..7),
        ("850 – 900", 0..11),
        ("5/117", 0..5),
    ] {
        assert_eq!(Date::parse(text).expect_err(text).span, span, "{text}");
    }
}

#[test]
fn what_only_the_writer_knows_is_not_told() {
    for text in ["3-5 May", "с 3 по 5 мая", "c. 1890-5", "C17th to 18 May 1805", "May 1920 - 11/54"]
    {
        assert_eq!(Date::parse(text).expect_err(text).meaning(), None, "{text}");
    }
    let bad = Date::parse("9 May 2025").expect_err("words");
    assert_eq!(bad.meaning(), bad.readings.first());
}
