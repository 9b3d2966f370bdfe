//! Quotes that are meant to enclose a cell and do not: a blank stands before them, or the sign that keeps a
//! spreadsheet from reading a text as a number (`="007"`).
//!
//! Invariant: of a row one such cell is told, for the others come of the same habit; what is said of ids and
//! dates anyway is not said again.

use std::ops::Range;

use super::finding::{Code, Finding};
use crate::model::cells::{Cell, trim};
use crate::model::{DataFile, Field, Place};

/// What is right of quotes behind a blank.
pub(crate) const BLANK_BEFORE: &str =
    "a quote encloses a cell only right after the separator: delete the blank between them";

/// The first cell of a row whose quotes do not enclose it, given the places of spans.
pub(crate) fn finding(
    (text, cells): (&str, &[Cell]),
    is_told: impl Fn(usize) -> bool,
    place: impl Fn(Range<usize>) -> Place,
) -> Option<Finding> {
    let strays = |(n, cell): (usize, &Cell)| {
        let (message, help) = stray(text, cell).filter(|_| !is_told(n))?;
        Some(Finding::new(Code::StrayQuote, place(cell.span()), message).help(help))
    };
    cells.iter().enumerate().find_map(strays)
}

/// What is wrong with the quotes of a cell, and what would be right.
pub(super) fn stray(text: &str, cell: &Cell) -> Option<(&'static str, &'static str)> {
    let bare = trim(&text[cell.span()]);
    let is_whole = bare.len() > 3 && bare.ends_with('"');
    if bare.starts_with("=\"") && is_whole {
        let message = "a formula that is only a text: its quotes are read as part of it";
        return Some((message, "write the text alone, without the `=` and the quotes"));
    }
    let message = "a blank before a quote: it does not enclose the cell, and is read as part of it";
    (!cell.quoted && bare.len() > 1 && bare.starts_with('"')).then_some((message, BLANK_BEFORE))
}

/// Whether a cell is checked as a whole, so that a quote in it is told of anyway.
pub(super) fn is_told(file: &DataFile, cell: usize) -> bool {
    let fields =
        [Field::Id, Field::Date, Field::Published, Field::StartDate, Field::EndDate, Field::Status];
    fields.iter().any(|field| file.fields.find(*field) == Some(cell))
}
