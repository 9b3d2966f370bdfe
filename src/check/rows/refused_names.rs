//! What a refused row may be called beside what stands in its columns, for references that have it right.
//!
//! Invariant: only what is hidden by the very fault for which the row is refused is among it.

use std::borrow::Cow;

use crate::check::ids::is_id;
use crate::check::placeholder::is_placeholder;
use crate::check::rows::glued::{self, Other};
use crate::check::rows::swallowed::Shape;
use crate::model::Field;
use crate::model::cells::{split_by, trim};
use crate::read::Record;

/// What separates cells, or their parts.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// What rows are called by.
const NAMES: [Field; 3] = [Field::Id, Field::Name, Field::Url];

/// Texts of a refused row that may be ids or names of it, or of another one in its line.
pub(in crate::check) fn hidden(record: &Record) -> Vec<String> {
    let mut names = behind_break(record);
    names.extend(parted_otherwise(record));
    names.extend(several_ids(record));
    names.extend(of_others(record));
    names.retain(|name| !name.is_empty() && !is_placeholder(name, true));
    names
}

/// Pieces behind the break in a row, among them the cell that breaks.
fn behind_break(record: &Record) -> Vec<String> {
    let known = record.cells.last().map_or(record.at.offset, |cell| cell.end);
    let Some(rest) = record.broken.map(|_| &record.text[known.min(record.end)..record.end]) else {
        return Vec::new();
    };
    let pieces = rest.split([',', ';', '"']).map(trim).filter(|piece| !piece.is_empty());
    let cells = rest.split([',', ';']).map(trim).filter(|cell| cell.contains('"'));
    let bare = |cell: &str| {
        let cell = cell.strip_prefix('"').unwrap_or(cell);
        cell.strip_suffix('"').unwrap_or(cell).replace("\"\"", "\"")
    };
    pieces.map(str::to_string).chain(cells.map(bare)).collect()
}

/// What a row is called if it stands in quotes as a whole, or if another character parts its cells: what has no
/// id where that belongs is no row.
fn parted_otherwise(record: &Record) -> Vec<String> {
    let row = match record.cells {
        _ if record.broken.is_some() || is_id(trim(&record.value(Field::Id))) => return Vec::new(),
        [cell] if cell.quoted => cell.value(record.text),
        _ => Cow::Borrowed(&record.text[record.at.offset..record.end]),
    };
    let (mut names, mut cells) = (Vec::new(), Vec::new());
    for by in SEPARATORS.iter().filter(|by| row.contains(**by)) {
        split_by(*by as u8, &row, 0, &mut cells);
        let value = |field| cells.get(record.file.fields.find(field)?).map(|cell| cell.value(&row));
        if value(Field::Id).is_some_and(|id| is_id(trim(&id))) {
            names.extend(NAMES.into_iter().filter_map(value).map(|name| trim(&name).to_string()));
        }
    }
    names
}

/// Ids that stand together in the cell of one.
fn several_ids(record: &Record) -> Vec<String> {
    let id = record.value(Field::Id);
    let ids = || id.split(SEPARATORS).map(trim).filter(|id| !id.is_empty());
    let are_ids = record.cells.len() > 1 && ids().all(is_id);
    ids().filter(|_| are_ids).map(str::to_string).collect()
}

/// What the other rows in the line of a row are called.
fn of_others(record: &Record) -> Vec<String> {
    let header = (&*record.file.text, &*record.file.header);
    let others = glued::others(&Shape::of(record.file), (record.text, record.cells), header);
    let columns = NAMES.iter().filter_map(|field| record.file.fields.find(*field));
    let columns: Vec<usize> = columns.collect();
    let text = |other: &Other, column: usize| match column {
        0 => record.text[other.span(record.cells)].to_string(),
        _ => record.cells[other.cell + column].value(record.text).into_owned(),
    };
    let of = |other| columns.iter().map(move |column| trim(&text(other, *column)).to_string());
    others.iter().flat_map(of).collect()
}
