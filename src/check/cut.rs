//! Rows that a line end outside quotes cuts in two: each part is read as a row of its own.
//!
//! Invariant: two rows are one only if both are too short, they have just the cells of one row together, and
//! the second cannot be a row of its own, for where its date or id belongs there is another thing; where more
//! rows than such are too short, none is.

use std::collections::BTreeMap;

use super::dates;
use super::desk::Desk;
use super::finding::{Code, Finding};
use super::ids::is_id;
use super::rest::REFUSED;
use super::swallowed::{Shape, kind_of_id};
use crate::model::cells::{Cell, split_by, trim};
use crate::model::{DataFile, Place};

/// A row that is too short: its record, its line and where it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Short {
    pub(crate) record: u32,
    pub(crate) line: u32,
    pub(crate) start: usize,
}

/// A part of a row: where it stands, and how many cells it has.
#[derive(Clone, Copy)]
pub(crate) struct Part {
    pub(crate) row: Short,
    cells: usize,
    end: usize,
}

impl Part {
    /// Where it stands in file number `file`.
    pub(crate) fn place(&self, file: u32) -> Place {
        let Short { record, line, start } = self.row;
        Place { file, line, column: 1, record, cell: None, span: start..self.end }
    }
}

/// What is said of a row in two parts, which stand in file number `file`.
pub(crate) fn finding((first, second): (Part, Part), file: u32) -> Finding {
    let message = "a line end cuts this row in two: each part is read as a row";
    let help = "join the two lines, or enclose the cell that goes over both in quotes";
    Finding::new(Code::CutRow, first.place(file), message)
        .help(help)
        .and(second.place(file), "the rest of it")
}

/// Rows that are two parts of one, of the rows of a table that are too short, in their order.
pub(crate) fn in_two(shape: &Shape, text: &str, short: &[Short]) -> Vec<(Part, Part)> {
    let mut cells = (Vec::new(), Vec::new());
    let split =
        |row: &Short, cells: &mut Vec<Cell>| split_by(shape.delimiter, text, row.start, cells);
    let part = |row: &Short| {
        let line = split(row, &mut cells.0);
        let part = Part { row: *row, cells: cells.0.len(), end: line.end };
        (line.broken.is_none() && line.lines == 1 && part.cells < shape.columns).then_some(part)
    };
    let parts: Vec<Part> = short.iter().filter_map(part).collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some([first, second]) = parts.get(at..at + 2) {
        at += 1;
        let follows = second.row.record == first.row.record + 1;
        if follows && first.cells + second.cells == shape.columns + 1 {
            split(&first.row, &mut cells.0);
            split(&second.row, &mut cells.1);
            if is_one(shape, text, (&cells.0, &cells.1)) {
                found.push((*first, *second));
                at += 1;
            }
        }
    }
    if 4 * found.len() < parts.len() { Vec::new() } else { found }
}

/// Whether the cells of two rows, as many as those of one, are one row: the second begins in the middle
/// of a cell.
fn is_one(shape: &Shape, text: &str, (first, second): (&[Cell], &[Cell])) -> bool {
    let value = |cell: Option<&Cell>| cell.map_or("", |cell| trim(&text[cell.span()]));
    let own = |n: usize| value(second.get(n));
    // The cell that is cut has no value yet.
    let joined = |n: usize| match n.checked_sub(first.len()) {
        None => value(first[..first.len() - 1].get(n)),
        Some(behind) => value(second.get(behind + 1)),
    };
    let is_other = |n: &usize| {
        let own = own(*n);
        dates::may_be(joined(*n)) && !own.is_empty() && !dates::is_none(own)
    };
    let is_own_id = |n: usize| is_id(own(n)) && kind_of_id(own(n)) == kind_of_id(joined(n));
    let is_no_id = |n: usize| is_id(joined(n)) && !own(n).is_empty() && !is_id(own(n));
    !shape.dates.iter().any(|n| dates::may_be(own(*n)))
        && !shape.id.is_some_and(is_own_id)
        && (shape.dates.iter().any(is_other) || shape.id.is_some_and(is_no_id))
}

/// Says of two rows that they are one; what else was said of them follows from that.
pub(super) fn settle(desk: &mut Desk, files: &[DataFile]) {
    if !desk.findings.iter().any(|finding| finding.code == Code::RowTooShort) {
        return; // one part at least reaches far enough to be a row
    }
    let mut parts: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    let mut told = Vec::new();
    for (number, short) in short(desk, files) {
        let file = &files[number as usize];
        for (first, second) in in_two(&Shape::of(file), &file.text, &short) {
            parts.insert((number, first.row.record), first.cells - 1);
            parts.insert((number, second.row.record), 0);
            told.push(finding((first, second), number));
        }
    }
    if !told.is_empty() {
        let is_sound = |f: &Finding, whole: usize| f.place.cell.is_some_and(|n| n < whole as u32);
        let part = |f: &Finding| parts.get(&(f.place.file, f.place.record)).copied();
        desk.findings.retain(|f| part(f).is_none_or(|whole| is_sound(f, whole)));
        desk.findings.extend(told);
    }
}

/// By file: rows that may be too short, as what was said of them tells.
fn short(desk: &Desk, files: &[DataFile]) -> BTreeMap<u32, Vec<Short>> {
    let mut rows: BTreeMap<u32, Vec<Short>> = BTreeMap::new();
    let is_told = |f: &&Finding| f.code == Code::RowTooShort || REFUSED.contains(&f.code);
    for Finding { place, .. } in desk.findings.iter().filter(is_told) {
        let before = &files[place.file as usize].text.as_bytes()[..place.span.start];
        let start = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |n| n + 1);
        let (record, line) = (place.record, place.line);
        rows.entry(place.file).or_default().push(Short { record, line, start });
    }
    for rows in rows.values_mut() {
        rows.sort_unstable();
        rows.dedup_by_key(|row| row.record);
    }
    rows
}
