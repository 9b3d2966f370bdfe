//! Quotes that are meant to enclose a cell and do not: a blank stands before them, or the sign that keeps a
//! spreadsheet from reading a text as a number (`="007"`).
//!
//! Invariant: of a row one such cell is told, for the others come of the same habit; what is said of ids,
//! dates and statuses anyway is not said again.

use std::ops::Range;

use crate::check::finding::{Code, Finding};
use crate::model::cells::{Cell, trim};
use crate::model::{Field, Place};

/// What is right of quotes behind a blank.
pub(crate) const BLANK_BEFORE: &str =
    "a quote encloses a cell only right after the separator: delete the blank between them";

/// What is right of a quote that opens a cell and is not closed.
pub(crate) const CLOSE: &str = "close the quote; if it belongs to the text, double it (\"\") and enclose the whole cell in quotes";

/// What a character that separates cells is called.
pub(in crate::check) fn separator(by: u8) -> &'static str {
    match by {
        b';' => "semicolon",
        b'\t' => "tab",
        b'|' => "vertical bar",
        _ => "comma",
    }
}

/// What stands behind a closing quote at `at`, how many bytes of it are shown, and what would be right.
pub(crate) fn behind_quote(text: &str, at: usize, by: u8) -> (&'static str, usize, String) {
    let rest = &text[at..];
    let end = rest.find([char::from(by), '\n', '\r']).unwrap_or(rest.len());
    if trim(&rest[..end]).is_empty() {
        let next = match rest[end..].starts_with(char::from(by)) {
            true => separator(by),
            false => "end of the line",
        };
        if is_inner(&text[..at], rest, by) {
            return ("a blank after a closing quote", end, double(&text[..at]).to_string());
        }
        let help = format!("delete the blank between the quote and the {next}");
        return ("a blank after a closing quote", end, help);
    }
    let length = rest.chars().next().map_or(0, char::len_utf8);
    ("text after a closing quote", length, double(&text[..at]).to_string())
}

/// Whether a quote stands within a text: others are doubled before it, and the next one on the line closes a
/// cell that none behind it opens.
fn is_inner(before: &str, behind: &str, by: u8) -> bool {
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let rest = behind.split(['\n', '\r']).next().unwrap_or_default();
    let closes = rest.split_once('"').is_some_and(|(cell, next)| {
        let is_end = next.is_empty() || next.starts_with(char::from(by));
        is_end && !trim(cell).ends_with(char::from(by))
    });
    closes && line.trim_end_matches('"').contains("\"\"")
}

/// What is right of text behind a quote that closes a cell, given all that stands before that text.
fn double(before: &str) -> &'static str {
    match before.ends_with("\\\"") {
        true => {
            "a backslash escapes nothing: write `\"\"` in the place of `\\\"`, within a cell in quotes"
        }
        false => {
            "double the quotes that belong to the text (\"\") and enclose the whole cell in quotes"
        }
    }
}

/// Cells that are checked as a whole, as dates are, so that a quote in them is told of anyway.
const TOLD: [Field; 2] = [Field::Id, Field::Status];

/// Cells with ids of events and sources: one with a quote is none of them, and told to be unknown.
const OF_IDS: [Field; 4] = [Field::After, Field::Before, Field::PartOf, Field::DerivedFrom];

/// The lists of names, of which none ends in the sign of an inch.
const OF_NAMES: [Field; 3] = [Field::Actors, Field::Sources, Field::Aliases];

/// The first cell of a row whose quotes do not enclose it, given the columns of fields and the places of
/// spans.
pub(crate) fn finding(
    (text, cells): (&str, &[Cell]),
    column: impl Fn(Field) -> Option<usize>,
    place: impl Fn(Range<usize>) -> Place,
) -> Option<Finding> {
    let is_among = |n, fields: &[Field]| fields.iter().any(|field| column(*field) == Some(n));
    let is_told = |n| is_among(n, &TOLD) || is_among(n, &Field::DATES);
    let closes = |n| {
        let ends = closing(text, &cells[n]).filter(|_| !is_among(n, &OF_IDS))?;
        let is_inch =
            ends == Ends::Number && !is_among(n, &OF_NAMES) && !all_quoted(text, cells, n);
        (!is_inch).then_some(CLOSES)
    };
    let strays = |(n, cell): (usize, &Cell)| {
        let (message, help) = stray(text, cell).or_else(|| closes(n)).filter(|_| !is_told(n))?;
        Some(Finding::new(Code::StrayQuote, place(cell.span()), message).help(help))
    };
    cells.iter().enumerate().find_map(strays)
}

/// What is said of a quote that only closes.
const CLOSES: (&str, &str) = (
    "a quote at the end of a cell that none opens: it is read as part of it",
    "delete it, or put another before the first letter of the cell",
);

/// What a quote that only closes stands behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    /// A number: it may be the sign of an inch.
    Number,
    Text,
}

/// What the last quote of a cell stands behind, if it ends the cell and none opens it.
fn closing(text: &str, cell: &Cell) -> Option<Ends> {
    let bare = trim(&text[cell.span()]).strip_suffix('"').filter(|_| !cell.quoted)?;
    let is_open = bare.matches('"').count() % 2 == 1;
    let ends = if bare.ends_with(char::is_numeric) { Ends::Number } else { Ends::Text };
    (!is_open && !bare.is_empty()).then_some(ends)
}

/// Whether all other cells of a row are in quotes, also one that needs none: so programs write that quote
/// all cells.
fn all_quoted(text: &str, cells: &[Cell], n: usize) -> bool {
    let others = || cells[..n].iter().chain(&cells[n + 1..]);
    let needs_none = |cell: &Cell| !text[cell.span()].contains([',', ';', '"', '\n', '\r']);
    others().all(|cell| cell.quoted) && others().any(needs_none)
}

/// What is wrong with the quotes of a cell, and what would be right.
pub(in crate::check) fn stray(text: &str, cell: &Cell) -> Option<(&'static str, &'static str)> {
    let bare = trim(&text[cell.span()]);
    let holds_quote = |text: &str| text.replace("\"\"", "").contains('"');
    let formula = bare.strip_prefix("=\"").and_then(|text| text.strip_suffix('"'));
    let wrapped = formula.map(|text| text.trim_matches('"')); // within quotes all are doubled
    if wrapped.is_some_and(|text| !text.is_empty() && !holds_quote(text)) {
        let message = "a formula that is only a text: its quotes are read as part of it";
        return Some((message, "write the text alone, without the `=` and the quotes"));
    }
    if cell.quoted || !bare.contains('"') {
        return None;
    }
    let is_odd = |text: &str| text.matches('"').count() % 2 == 1;
    let inner = bare.strip_prefix('"').map(|inner| inner.strip_suffix('"').ok_or(inner));
    let message = match inner {
        // It encloses the cell, or goes on behind a comma; else it is part of the text (`"No" wins`).
        Some(Ok(inner)) if !holds_quote(inner) => {
            "a blank before a quote: it does not enclose the cell, and is read as part of it"
        }
        Some(Err(inner)) if !is_odd(inner) => {
            "a blank before a quote: it encloses nothing, and is read as part of the cell"
        }
        None if bare.ends_with('"') && bare.contains("\"\"") && is_odd(bare) => {
            let message =
                "a quote at the end of a cell in which quotes are doubled, and none opens it";
            return Some((message, "put a quote before the first letter of the cell"));
        }
        _ => return None,
    };
    Some((message, BLANK_BEFORE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cells::split;

    /// By cell of a row: whether its quotes are meant to enclose it and do not.
    fn strays(row: &str) -> Vec<bool> {
        let mut cells = Vec::new();
        assert_eq!(split(row, 0, &mut cells).broken, None, "{row}");
        cells.iter().map(|cell| stray(row, cell).is_some()).collect()
    }

    #[test]
    fn quotes_that_are_meant_to_enclose_a_cell_are_told_from_those_of_its_text() {
        for (row, expected) in [
            ("e1, \"Talks\",\t\"He said \"\"no\"\".\"", [false, true, true]),
            (" \"Talks, in Rome\", \"Ann", [true, false, true]),
            ("=\"a\"&CHAR(10)&\"b\",x,y", [false; 3]),
            ("=\"007\",\"=\"\"Ann\"\"\",=\"\"", [true, true, false]),
            ("He said \"\"no\"\".\",a 5\" pipe,a \"\"screen\"\"", [true, false, false]),
            (" \"No\" wins, \"No\" and \"yes\",\" Talks\"", [false; 3]),
        ] {
            assert_eq!(strays(row), expected, "{row}");
        }
    }

    /// The number of the first cell that is told of a row of actors, a title and a date to come after.
    fn told(row: &str) -> Option<u32> {
        let mut cells = Vec::new();
        assert_eq!(split(row, 0, &mut cells).broken, None, "{row}");
        let columns = [Field::Actors, Field::Title, Field::After];
        let column = |field| columns.iter().position(|column| *column == field);
        let place = |span: Range<usize>| {
            let cell = cells.iter().position(|cell| cell.span() == span).map(|n| n as u32);
            Place { cell, span, ..Place::file(0) }
        };
        finding((row, &cells), column, place).and_then(|finding| finding.place.cell)
    }

    #[test]
    fn a_quote_that_only_closes_is_told_where_it_is_no_sign_of_an_inch() {
        for (row, expected) in [
            ("Ann;Bob\",x,", Some(0)),
            ("Room 12\",x,", Some(0)),
            ("Ann,Talks\",", Some(1)),
            ("Ann,Talks\"  ,", Some(1)),
            ("Ann,x,e1\"", None),
            ("\"Ann, or Bob\",A pipe of 12\",", None),
            ("\"Ann\",A pipe of 12\",\"\"", Some(1)),
            ("Ann,He said \"no\",", None),
            ("Ann,5' 12½\",", None),
        ] {
            assert_eq!(told(row), expected, "{row}");
        }
    }
}
