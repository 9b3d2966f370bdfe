//! Tables whose rows all stand in quotes as a whole, and whose header does not.
//!
//! Invariant: a table in which one row does not is judged row by row.

use crate::check::finding::{Code, Finding};
use crate::check::header::delimiter::{is_quoted, may_be_quoted};
use crate::model::cells::Cell;
use crate::model::{DataFile, Place};
use crate::read::Records;

/// Whether there are several rows and each is in quotes, one of them without prose; `next` fills in the cells of another row.
pub(crate) fn are_all(
    text: &str,
    (by, columns): (u8, usize),
    mut next: impl FnMut(&mut Vec<Cell>) -> bool,
) -> bool {
    let (mut cells, mut rows, mut is_sure) = (Vec::new(), 0, false);
    while next(&mut cells) {
        if !may_be_quoted((text, &cells), by, columns) {
            return false;
        }
        is_sure |= is_quoted((text, &cells), by, columns);
        rows += 1;
    }
    rows > 1 && is_sure
}

/// The same of a file.
pub(in crate::check) fn of_file(file: &DataFile, number: u32) -> bool {
    let mut records = Records::new(file, number);
    are_all(&file.text, (b',', file.header.len()), |cells| {
        while let Some(record) = records.next() {
            if !record.is_blank() {
                cells.clear();
                cells.extend_from_slice(record.cells);
                return true;
            }
        }
        false
    })
}

/// What is said of such a table, where its header stands.
pub(crate) fn finding(place: Place, refused: &str) -> Finding {
    let message = format!("every row stands in quotes as a whole, so that it is one cell{refused}");
    let help = "take the outer quotes away from every row, and make doubled ones single";
    Finding::new(Code::WrongDelimiter, place, message).help(help)
}
