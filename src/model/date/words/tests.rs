//! Shapes between the examples of the specification, in words; most stand in `tests/dates/words.tsv`.

use super::*;
use crate::model::date::tests::tables::hold;

#[test]
fn every_row_of_the_table_holds() {
    hold("words.tsv", &mut |cells| {
        let [text, said] = cells else { return Err(format!("has {} cells, not 2", cells.len())) };
        let is = words(text);
        if is == *said { Ok(()) } else { Err(format!("{text}\t{is}")) }
    });
}

#[test]
fn marks_of_doubt_are_never_dropped() {
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
fn a_text_that_is_no_date_comes_back_as_it_is() {
    for text in ["", "soon", "5/9/2025", "2025-13"] {
        assert_eq!(words(text), text);
    }
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
