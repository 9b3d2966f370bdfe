//! What a refused row may be called beside what stands in its columns, for references that have it right.
//!
//! Invariant: only what is hidden by the very fault for which the row is refused is among it.

use crate::check::ids::is_id;
use crate::check::placeholder::is_placeholder;
use crate::check::rows::glued;
use crate::check::rows::swallowed::Shape;
use crate::model::Field;
use crate::model::cells::trim;
use crate::read::Record;

/// What separates cells, or their parts.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// Texts of a refused row that may be ids or names of it, or of another one in its line.
pub(in crate::check) fn hidden(record: &Record) -> Vec<String> {
    let mut names = behind_break(record);
    names.extend(in_one_cell(record));
    names.extend(of_second(record));
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

/// Pieces of a cell that holds more than an id: the whole row stands in quotes, or another character parts it.
fn in_one_cell(record: &Record) -> Vec<String> {
    let cell = match record.cells {
        [cell] => Some(cell.value(record.text)),
        _ => Some(record.value(Field::Id)),
    };
    let cell = cell.filter(|cell| record.broken.is_none() && !is_id(trim(cell)));
    let pieces = cell.iter().flat_map(|cell| cell.split(SEPARATORS));
    pieces.map(|piece| trim(piece).trim_matches('"').to_string()).collect()
}

/// What the second row in the line of a row is called.
fn of_second(record: &Record) -> Vec<String> {
    let header = (&*record.file.text, &*record.file.header);
    let (shape, row) = (Shape::of(record.file), (record.text, record.cells));
    let Some(second) = glued::second(&shape, row, header) else { return Vec::new() };
    let fields = [Field::Id, Field::Name, Field::Url];
    let columns = fields.iter().filter_map(|field| record.file.fields.find(*field));
    let text = |column: usize| match column {
        0 => record.text[second.span(record.cells)].to_string(),
        _ => record.cells[second.cell + column].value(record.text).into_owned(),
    };
    columns.map(|column| trim(&text(column)).to_string()).collect()
}
