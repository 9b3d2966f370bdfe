//! What separates the cells of a file, where it is not the comma.
//!
//! Invariant: a file that has its required columns by commas is one of commas, unless another
//! character makes more known names of its header.

use crate::check::columns::missing;
use crate::check::names::near::near;
use crate::check::rows::swallowed::Shape as Rows;
use crate::model::broken::is_prose;
use crate::model::cells::{Cell, split_by, trim};
use crate::model::date::Date;
use crate::model::{DataFile, Table};
use crate::read::{mark, separator};

/// What may stand between cells in the place of commas, likeliest first.
const OTHERS: [(char, &str); 3] = [(';', "semicolons"), ('\t', "tabs"), ('|', "vertical bars")];

/// Records that are looked at.
const LOOKED_AT: usize = 10;

/// What separates cells, if not commas: as a character and in words.
pub(in crate::check) fn other(file: &DataFile, table: Table) -> Option<(char, &'static str)> {
    OTHERS.into_iter().find(|(delimiter, _)| names_columns(file, table, *delimiter)).or_else(|| {
        let is_sound = table.required().iter().all(|f| file.fields.find(*f).is_some());
        if is_sound { None } else { makes_cells(file, table) }
    })
}

/// The same of a file with the names of its columns further down, below a title.
pub(in crate::check) fn further_down(
    file: &DataFile,
    table: Table,
) -> Option<(char, &'static str)> {
    OTHERS.into_iter().find(|(delimiter, _)| missing::below_by(file, table, *delimiter).is_some())
}

/// What is said of a row of one cell that holds as many cells as the header has: it is in quotes as a
/// whole, or another character parts it. In prose a blank stands behind it.
pub(crate) fn of_row((text, cells): (&str, &[Cell]), by: u8, columns: usize) -> Option<String> {
    let [cell] = cells else { return None };
    if is_quoted((text, cells), by, columns) {
        let help = "the row stands in quotes as a whole, so that it is one cell: take the outer \
                    quotes away, and make doubled ones single";
        return Some(help.to_string());
    }
    let cell = &text[cell.span()];
    let parts = |c: char| {
        columns > 1 && c != char::from(by) && {
            let mut parts = cell.split(c);
            parts.clone().count() == columns && !parts.any(|part| part.starts_with(' '))
        }
    };
    let (_, theirs) = known().find(|(c, _)| parts(*c))?;
    Some(separated_by(theirs, by))
}

/// The same of a row that is too short: where other separators part it, its date stands where it belongs.
pub(crate) fn of_short((text, cells): (&str, &[Cell]), shape: &Rows) -> Option<String> {
    let (first, last) = (cells.first()?, cells.last()?);
    let is_date = |cells: &[Cell], text: &str| {
        let cell = |n: &usize| cells.get(*n).map_or("", |cell| trim(&text[cell.span()]));
        shape.dates.iter().any(|n| Date::may_be(cell(n)))
    };
    if cells.len() > 1 && !is_date(cells, text) {
        let row = &text[first.start..last.end + usize::from(last.quoted)];
        let mut parts = Vec::new();
        let mut is_parted = |c: char| {
            c != char::from(shape.delimiter) && row.contains(c) && {
                split_by(c as u8, row, 0, &mut parts);
                parts.len() == shape.columns && is_date(&parts, row)
            }
        };
        let theirs = known().find(|(c, _)| is_parted(*c)).map(|(_, theirs)| theirs);
        return theirs.map(|theirs| {
            format!("{}; a cell that holds one is in quotes", separated_by(theirs, shape.delimiter))
        });
    }
    of_row((text, cells), shape.delimiter, shape.columns)
}

/// Whether a row stands in quotes as a whole.
pub(crate) fn is_quoted((text, cells): (&str, &[Cell]), by: u8, columns: usize) -> bool {
    matches!(cells, [cell] if cell.quoted && is_row(&cell.value(text), by, columns))
}

/// Whether a cell in quotes is all that a row has, and may be a row in which commas of the text part more cells.
pub(crate) fn may_be_quoted((text, cells): (&str, &[Cell]), by: u8, columns: usize) -> bool {
    matches!(cells, [cell] if cell.quoted && parts(&cell.value(text), by).len() >= columns.max(2))
}

/// Whether a row stands in quotes as a whole, a date among it where one belongs.
pub(crate) fn is_wrapped((text, cells): (&str, &[Cell]), shape: &Rows) -> bool {
    let [cell] = cells else { return false };
    let (mut parts, inner) = (Vec::new(), cell.value(text));
    is_quoted((text, cells), shape.delimiter, shape.columns) && {
        split_by(shape.delimiter, &inner, 0, &mut parts);
        shape.dates.iter().any(|n| Date::may_be(trim(&inner[parts[*n].span()])))
    }
}

/// What separates cells, in words.
pub(crate) fn in_words(delimiter: u8) -> Option<&'static str> {
    known().find(|(known, _)| *known == char::from(delimiter)).map(|(_, words)| words)
}

/// What may separate cells, likeliest first.
fn known() -> impl Iterator<Item = (char, &'static str)> {
    OTHERS.into_iter().chain([(',', "commas")])
}

/// What to do about a row that is separated otherwise than by `by`.
fn separated_by(theirs: &str, by: u8) -> String {
    let ours = known().find(|(c, _)| *c == char::from(by)).map_or("commas", |(_, ours)| ours);
    format!("the cells of this row are separated by {theirs}: put {ours} in their place")
}

/// Whether a text falls into so many cells, and is no prose.
fn is_row(text: &str, by: u8, columns: usize) -> bool {
    let cells = parts(text, by);
    columns > 1 && cells.len() == columns && !is_prose(text.as_bytes(), &cells)
}

/// The cells that a text falls into as a whole.
fn parts(text: &str, by: u8) -> Vec<Cell> {
    let mut cells = Vec::new();
    let found = split_by(by, text, 0, &mut cells);
    if found.broken.is_some() || found.end < text.len() {
        cells.clear();
    }
    cells
}

/// Names of the header if cells were separated by `delimiter`.
pub(in crate::check) fn names(file: &DataFile, delimiter: char) -> Vec<String> {
    let cells = first_records(file, delimiter, 1).pop().unwrap_or_default();
    cells.iter().map(|cell| trim(&cell.value(&file.text)).to_string()).collect()
}

/// Whether the first line says so: `sep=;`.
fn is_said(file: &DataFile, delimiter: char) -> bool {
    let before = &file.text[mark(&file.text)..file.header_at.offset];
    let line = before.split(['\n', '\r']).next().unwrap_or_default();
    separator(line) == Some(delimiter as u8)
}

/// It makes known column names of the header, where commas do not.
fn names_columns(file: &DataFile, table: Table, delimiter: char) -> bool {
    let header = &file.text[file.header_at.offset..file.body.offset];
    if !header.contains(delimiter) && !is_said(file, delimiter) {
        return false;
    }
    let known = |delimiter| {
        let is_known = |n: &&String| table.has_column(n);
        names(file, delimiter).iter().filter(is_known).count()
    };
    known(delimiter) > known(',').max(1) || is_said(file, delimiter) && known(delimiter) > 0
}

/// What makes cells of rows with columns nobody knows, where commas make fewer.
fn makes_cells(file: &DataFile, table: Table) -> Option<(char, &'static str)> {
    let by_commas = Shape::of(&first_records(file, ',', LOOKED_AT));
    let is_near = |name: &str| !near(name, table.columns().iter().map(|f| f.name())).is_empty();
    OTHERS.into_iter().find(|(delimiter, _)| {
        let shape = Shape::of(&first_records(file, *delimiter, LOOKED_AT));
        let is_meant = |name: &String| !name.contains(*delimiter) && is_near(name);
        let is_wider = shape.header > by_commas.header || by_commas.header <= 1;
        let is_usual = is_wider && shape.width > by_commas.width;
        let is_alone = shape.header > 1 && shape.mostly_cut && by_commas.is_one_cell();
        // Commas of the text may part each row once, and the header never.
        let is_even = shape.is_even() && by_commas.header <= 1 && !by_commas.is_even();
        let is_told = is_said(file, *delimiter) && shape.header > 1;
        let fits = is_usual || is_alone || is_even || is_told;
        fits && !names(file, ',').iter().any(is_meant)
            && !are_behind_commas(&file.text, &first_records(file, *delimiter, 1).concat())
    })
}

/// Whether names begin with commas: what stands before these are blanks, and separates nothing.
pub(crate) fn are_behind_commas(text: &str, names: &[Cell]) -> bool {
    names.iter().any(|name| !name.quoted && text[name.span()].starts_with(','))
}

/// What some records look like.
struct Shape {
    /// Cells of the first.
    header: usize,
    /// Cells that more than half of them have; 1 where there is no such number.
    width: usize,
    /// Whether more than half of them have several cells.
    mostly_cut: bool,
}

impl Shape {
    fn of(records: &[Vec<Cell>]) -> Shape {
        let counts = || records.iter().map(Vec::len);
        let is_most = |count: usize| 2 * count > records.len();
        let is_usual = |n: &usize| is_most(counts().filter(|other| other == n).count());
        Shape {
            header: counts().next().unwrap_or(0),
            width: counts().find(is_usual).unwrap_or(1),
            mostly_cut: is_most(counts().filter(|n| *n > 1).count()),
        }
    }

    /// Whether most records have as many cells as the first, which has several.
    fn is_even(&self) -> bool {
        self.header > 1 && self.width == self.header
    }

    /// Whether the first record is of one cell, and the others are of no number of cells in common.
    fn is_one_cell(&self) -> bool {
        self.header <= 1 && self.width <= 1
    }
}

/// The first so many records, the header among them, if cells were separated by `delimiter`.
fn first_records(file: &DataFile, delimiter: char, count: usize) -> Vec<Vec<Cell>> {
    let mut records = Vec::new();
    each(file, delimiter, |cells| {
        records.push(cells.to_vec());
        records.len() < count
    });
    records
}

/// How many records there are, the header among them, if cells are separated by `delimiter`.
pub(in crate::check) fn count(file: &DataFile, delimiter: char) -> u64 {
    let mut records = 0;
    each(file, delimiter, |_| {
        records += 1;
        true
    });
    records
}

/// Calls `visit` with the cells of each record that holds something, until it says no.
pub(in crate::check) fn each(
    file: &DataFile,
    delimiter: char,
    mut visit: impl FnMut(&[Cell]) -> bool,
) {
    let (mut cells, mut at) = (Vec::new(), file.header_at.offset);
    while at < file.text.len() {
        let found = split_by(delimiter as u8, &file.text, at, &mut cells);
        at = found.next;
        let is_filled = |cell: &Cell| !trim(&file.text[cell.span()]).is_empty();
        if (found.broken.is_some() || cells.iter().any(is_filled)) && !visit(&cells) {
            return;
        }
    }
}
