//! Where the header of a file stands and which known columns it names.
//!
//! Invariant: a column is known by its name, whatever the case; the first of two wins, and one
//! spelled exactly wins over one that is not.

use crate::model::cells::{split, trim};
use crate::model::{DataFile, Position, Table};

/// Fills in `header`, `header_at`, `body` and `fields` of a file from its text.
pub(super) fn find(file: &mut DataFile) {
    let text = &file.text;
    let mut at = Position { offset: mark(text), line: 1, record: 1 };
    let mut cells = Vec::new();
    let mut first = true;
    while at.offset < text.len() {
        let found = split(text, at.offset, &mut cells);
        let next =
            Position { offset: found.next, line: at.line + found.lines, record: at.record + 1 };
        let line = &text[at.offset..found.end];
        if first && separator(line).is_some() {
            at = Position { record: at.record, ..next };
        } else if cells.iter().all(|c| trim(&text[c.span()]).is_empty()) && found.broken.is_none() {
            at = next;
        } else {
            (file.header, file.header_at, file.body) = (cells, at, next);
            return name_columns(file);
        }
        first = false;
    }
    (file.header_at, file.body) = (at, at);
}

/// What a line says that separates cells: `sep=;`, in capitals and in quotes too.
pub(crate) fn separator(line: &str) -> Option<u8> {
    let bare = line.strip_prefix('"').and_then(|line| line.strip_suffix('"')).unwrap_or(line);
    let is_said = bare.len() == 5 && bare.as_bytes()[..4].eq_ignore_ascii_case(b"sep=");
    is_said.then(|| bare.as_bytes()[4])
}

/// A byte order mark, and what it becomes where its bytes are read as Windows-1252, once or twice, or as
/// Windows-1251: no name begins so.
const MARKS: [&str; 4] = ["\u{feff}", "ï»¿", "Ã¯Â»Â¿", "п»ї"];

/// Length of the byte order marks that a text begins with.
pub(crate) fn mark(text: &str) -> usize {
    let mut rest = text;
    while let Some(behind) = MARKS.iter().find_map(|mark| rest.strip_prefix(mark)) {
        rest = behind;
    }
    text.len() - rest.len()
}

fn name_columns(file: &mut DataFile) {
    let known = file.table.map_or(&[][..], Table::columns);
    let names = file.header_names();
    for field in known {
        let exact = names.iter().position(|n| n == field.name());
        let cased = names.iter().position(|n| n.eq_ignore_ascii_case(field.name()));
        if let Some(cell) = exact.or(cased) {
            file.fields.set(*field, cell);
        }
    }
}
