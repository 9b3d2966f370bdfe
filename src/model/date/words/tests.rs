//! Shapes between the examples of the specification, in words.

use super::*;

#[track_caller]
fn table(rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        assert_eq!(words(text), *expected, "{text}");
    }
}

#[test]
fn times_are_said() {
    table(&[
        ("2025-02-12T10:15", "12 February 2025, 10:15"),
        ("2025-02-12T10:15Z/2025-02-12T11:00Z", "12 February 2025, 10:15-11:00 UTC"),
        ("2025-02-12T10:15/2025-02-13T11:00", "12 February 2025, 10:15 - 13 February 2025, 11:00"),
    ]);
}

#[test]
fn ends_keep_their_marks() {
    table(&[
        ("2001-24", "winter 2001"),
        ("1985-04-12~/", "from about 12 April 1985 (end unknown)"),
        ("1984?/2004%", "1984 (uncertain) - about 2004 (uncertain)"),
    ]);
}

#[test]
fn years_seasons_and_unknown_digits_are_said() {
    table(&[
        ("Y17E7", "the year 170000000"),
        ("Y17E20", "the year 17E20"),
        ("Y17E20S2", "the year 17E20 (2 significant digits)"),
        ("-1950S2", "some year from 2000 BCE to 1901 BCE (written 1951 BCE)"),
        ("1950S4", "1950"),
        ("2001-25", "spring 2001 (northern hemisphere)"),
        ("2001-32", "winter 2001 (southern hemisphere)"),
        ("2001-37", "first quadrimester of 2001"),
        ("2001-41", "second half of 2001"),
        ("XXXX-12-25", "25 December of an unknown year"),
        ("1560-X2", "February or December 1560"),
        ("1XX3", "some year of the form 1XX3"),
        ("XXXX", "an unknown year"),
        ("000X", "some year from 1 BCE to 9 CE"),
        ("200X", "some year from 2000 to 2009"),
        ("1985-0X-31", "the 31st of January, March, May, July or August 1985"),
        ("1985-04-1X", "some day from 10 to 19 April 1985"),
        ("1985-04-X5", "5, 15 or 25 April 1985"),
        ("1985-04-3X", "30 April 1985"),
        ("1985-XX-15", "the 15th of some month of 1985"),
        ("..2004-06-01/2004-06-20..", "from 1 June 2004 or earlier until 20 June 2004 or later"),
    ]);
}

#[test]
fn shared_parts_of_an_interval_are_said_once() {
    table(&[
        ("2025-05-07/2025-05-10", "7-10 May 2025"),
        ("2025-02-28/2025-03-03", "28 February - 3 March 2025"),
        ("2025-12-30/2026-01-02", "30 December 2025 - 2 January 2026"),
        ("2025-05/2025-07", "May-July 2025"),
        ("2021/2024", "2021-2024"),
        ("2025-10-17/2025-10-31~", "17 October - about 31 October 2025"),
        ("2025-10-17~/2025-10-31", "about 17 October 2025 - 31 October 2025"),
        ("2025-05/2025-07?", "May - July 2025 (end uncertain)"),
        ("2025-05/2025-07%", "May - about July 2025 (end uncertain)"),
        ("2025-05/2025-~07", "May 2025 - July 2025 (end month approximate)"),
        ("2025-05?/2025-07?", "May 2025 (uncertain) - July 2025 (uncertain)"),
        ("2025-02-12/2025-02-12", "12 February 2025 (start and end)"),
        ("-0099/-0043", "100 BCE - 44 BCE"),
        ("2025-21/2025-23", "spring 2025 - autumn 2025"),
        ("2024-05-07/2024-05", "7 May 2024 - May 2024"),
    ]);
}

#[test]
fn ranges_of_a_set_share_parts_too() {
    table(&[
        ("[2021-01..2024-10]", "some time between January 2021 and October 2024"),
        ("[2025-02-09..2025-02-10]", "some day between 9 and 10 February 2025"),
        ("[2025-02-28..2025-03-03]", "some day between 28 February and 3 March 2025"),
        ("[2025-12-30..2026-01-02]", "some day between 30 December 2025 and 2 January 2026"),
        ("[2025-01..2025-03]", "some time between January and March 2025"),
        ("{2025-05-03..2025-05-05}", "every day from 3 to 5 May 2025"),
        ("{2025-02-12,2025-03-03}", "12 February 2025 and 3 March 2025"),
        ("[..2025-02-07]", "some day up to 7 February 2025"),
        ("[2025-02-07..]", "some day from 7 February 2025 on"),
        ("[..2025-02-07~]", "some day up to about 7 February 2025"),
    ]);
}

#[test]
fn marks_of_doubt_are_never_dropped() {
    table(&[
        ("2025-02-12~", "about 12 February 2025"),
        ("2025-02-12?", "12 February 2025 (uncertain)"),
        ("1985-04-XX~", "some day of April 1985 (approximate)"),
        ("201X%", "the 2010s (approximate and uncertain)"),
        ("1950S2?", "some year from 1900 to 1999 (written 1950) (uncertain)"),
        ("2025-21~", "about spring 2025"),
        ("2025~-21", "spring 2025 (year approximate)"),
        ("2025-?33", "first quarter of 2025 (quarter uncertain)"),
        ("Y17E7~", "about the year 170000000"),
    ]);
    arbtest::arbtest(|bytes| {
        const LETTERS: &[u8] = b"0123XX~?%--1129";
        let mut text = String::new();
        for _ in 0..bytes.int_in_range(4..=14)? {
            text.push(char::from(*bytes.choose(LETTERS)?));
        }
        if let Ok(date) = crate::model::date::Date::parse(&text) {
            let said = words(&text);
            assert!(!date.is_uncertain() || said.contains("uncertain"), "{text}: {said}");
            let approximate = said.contains("about") || said.contains("approximate");
            assert_eq!(date.is_approximate(), approximate, "{text}: {said}");
        }
        Ok(())
    });
}

#[test]
fn years_before_the_common_era_are_said_as_people_do() {
    table(&[
        ("-0043", "44 BCE"),
        ("0000", "1 BCE"),
        ("-0043-03-15", "15 March 44 BCE"),
        ("0079-08-24", "24 August 79 CE"),
        ("-0043~", "about 44 BCE"),
    ]);
}

#[test]
fn a_text_that_is_no_date_comes_back_as_it_is() {
    table(&[("", ""), ("soon", "soon"), ("5/9/2025", "5/9/2025"), ("2025-13", "2025-13")]);
}

#[test]
fn the_table_in_the_docs_is_true() {
    let rows = include_str!("mod.rs").lines().filter_map(|line| line.strip_prefix("//! | `"));
    let mut count = 0;
    for row in rows {
        let (written, said) = row.trim_end_matches(" |").split_once(" | ").unwrap();
        let written = written.trim_end_matches('`').split("`, `");
        for (text, expected) in written.zip(said.split("; ")) {
            assert_eq!(words(text), expected, "{text}");
            count += 1;
        }
    }
    assert!(count > 35, "{count}");
}

#[test]
fn a_plain_date_has_the_words_of_any_date() {
    for year in [0, 999, 1000, 1582, 1900, 2000, 2024, 9999] {
        for month in 0..=42 {
            for day in 0..=32 {
                let day = if day == 32 { String::new() } else { format!("-{day:02}") };
                for mark in ["", "~", "?", "%"] {
                    let text = format!("{year:04}-{month:02}{day}{mark}");
                    assert_eq!(words(&text), any(&text), "{text}");
                }
            }
        }
    }
}
