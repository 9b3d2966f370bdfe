//! What the first line of an input says separates cells (`sep=;`), where that is not so.
//!
//! Invariant: only where it makes no name that is known, and another sign does, is something said.

use super::foreign::{Reading, first_rows};
use crate::check::{Code, Finding};
use crate::model::Place;
use crate::model::cells::trim;

/// What is said of a first line that names another sign than the one that separates the names in `text`, the
/// rest of the input.
pub(super) fn wrongly_said(
    text: &str,
    (said, likely): (u8, u8),
    reading: &Reading,
) -> Option<Finding> {
    let is_known = |delimiter: u8| {
        let cells = first_rows(text, delimiter, 1).concat();
        cells.iter().any(|cell| (reading.known)(trim(&cell.value(text))))
    };
    if said == likely || is_known(said) || !is_known(likely) {
        return None;
    }
    let ((said, _), (words, option)) = (called(said), called(likely));
    let message = format!("the first line says that {said} separate cells, but {words} do");
    let help = format!("delete that line, or read the file with --delimiter {option}");
    Some(Finding::new(Code::WrongDelimiter, Place::file(0), message).help(help))
}

/// A delimiter in words, and as an option has it.
fn called(delimiter: u8) -> (&'static str, &'static str) {
    match delimiter {
        b',' => ("commas", ","),
        b';' => ("semicolons", "';'"),
        b'|' => ("vertical bars", "'|'"),
        _ => ("tabs", "tab"),
    }
}
