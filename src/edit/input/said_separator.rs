//! What the first line of an input says separates cells (`sep=;`), where that is not so.
//!
//! Invariant: only where it makes no name that is known, and another sign does, is something said.

use crate::check::{Code, Finding, in_words};
use crate::edit::input::{Reading, first_rows};
use crate::model::Place;
use crate::model::cells::trim;

/// What is said of a first line that names another sign than the one that separates the names in `text`, the
/// rest of the input.
pub(in crate::edit) fn wrongly_said(
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
    let [said, is] = [said, likely].map(|delimiter| in_words(delimiter).unwrap_or_default());
    let message = format!("the first line says that {said} separate cells, but {is} do");
    let help = format!("delete that line, or read the file with --delimiter {}", option(likely));
    Some(Finding::new(Code::WrongDelimiter, Place::file(0), message).help(help))
}

/// A delimiter as an option has it.
fn option(delimiter: u8) -> String {
    match delimiter {
        b'\t' => "tab".to_string(),
        b',' => ",".to_string(),
        other => format!("'{}'", other as char),
    }
}
