//! Rows of sums, as spreadsheets have them below a table.
//!
//! Invariant: such a row has a word for a sum in its first filled cell, and nothing but numbers behind it.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::desk::Desk;
use crate::check::finding::{Code, Finding};
use crate::model::cells::{Cell, trim};
use crate::model::{Field, Place};
use crate::read::Record;

/// What people write before sums.
const WORDS: [&str; 22] = [
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sub-total",
    "sum",
    "gesamt",
    "gesamtsumme",
    "insgesamt",
    "summe",
    "zwischensumme",
    "total général",
    "somme",
    "suma",
    "totale",
    "totaal",
    "итого",
    "всего",
    "сумма",
    "разом",
    "усього",
    "всього",
];

/// Whether a row is one of sums.
pub(crate) fn is_sum(text: &str, cells: &[Cell]) -> bool {
    let mut filled = cells.iter().map(|cell| trim(&text[cell.span()])).filter(|t| !t.is_empty());
    let Some(first) = filled.next() else { return false };
    let mut numbers = 0;
    filled.all(|cell| {
        numbers += 1;
        is_number(cell)
    }) && numbers > 0
        && is_word(first)
}

fn is_word(text: &str) -> bool {
    let word = text.trim_end_matches([':', ' ', '=']).to_lowercase();
    WORDS.contains(&word.as_str())
}

fn is_number(text: &str) -> bool {
    let is_of_number = |c: char| c.is_ascii_digit() || ".,'%-+ \u{a0}\u{202f}".contains(c);
    text.chars().all(is_of_number) && text.contains(|c: char| c.is_ascii_digit())
}

/// What is said of a row of sums that is read as `what`: as an event.
pub(crate) fn finding(place: Place, what: &str) -> Finding {
    let message = format!("a word for a sum with numbers behind it, read as {what}");
    Finding::new(Code::SumRow, place, message).help("is it a sum? then delete the row")
}

/// Whether an event is a row of sums, which is then said; where its date stands, it has none or the word.
pub(in crate::check) fn of_event(
    record: &Record,
    date: Option<&(&str, Range<usize>)>,
    desk: &mut Desk,
) -> bool {
    let may_be_word = |text: &str| !text.starts_with(|c: char| c.is_ascii_digit());
    let is_sum = date.is_none_or(|(text, _)| may_be_word(text) && is_word(text))
        && is_sum(record.text, record.cells);
    if is_sum {
        let title = || record.place_of(Field::Title);
        let place = date.map_or_else(title, |(_, span)| record.place(span.clone()));
        desk.put(finding(place, "an event"));
    }
    is_sum
}

/// Takes back what else was noted of such rows: that nothing refers to them, and that they have no source.
pub(in crate::check) fn settle(desk: &mut Desk) {
    let at = |finding: &Finding| (finding.place.file, finding.place.record);
    let sums = desk.findings.iter().filter(|finding| finding.code == Code::SumRow);
    let sums: BTreeSet<(u32, u32)> = sums.map(at).collect();
    let follows =
        |code: Code| matches!(code, Code::NoSource | Code::UnusedActor | Code::UnusedSource);
    desk.findings.retain(|finding| !follows(finding.code) || !sums.contains(&at(finding)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cells::split;

    #[test]
    fn a_row_of_sums_has_a_word_for_it_and_numbers_alone() {
        for (row, expected) in [
            (",Total,17", true),
            ("Total:,,17", true),
            ("Grand total,\"1,024\",3.5", true),
            ("Итого,17,", true),
            ("Summe,-5 %,", true),
            ("Total", false),
            ("Total,,", false),
            ("total,Total,1924", false),
            ("2024,Total,17", false),
            ("e9,Total,17", false),
            ("Total war,17", false),
            ("Total,17,Kyiv", false),
        ] {
            let mut cells = Vec::new();
            split(row, 0, &mut cells);
            assert_eq!(is_sum(row, &cells), expected, "{row}");
        }
    }
}
