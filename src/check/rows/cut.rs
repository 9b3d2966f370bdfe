//! Rows that line ends outside quotes cut in parts: each part is read as a row of its own.
//!
//! Invariant: rows are one only if they have just the cells of one row together, and what follows the first
//! cannot be a row of its own, for where its date or id belongs there is another thing, or all of it is a line
//! of prose behind prose; where more rows than such are too short, none is. What a quote tells is `unopened`.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::dates;
use crate::check::desk::Desk;
use crate::check::finding::{Code, Finding};
use crate::check::ids::is_id;
use crate::check::rows::open_quote::REFUSED;
use crate::check::rows::swallowed::{Shape, kind_of_id};
use crate::check::rows::{last_cell, unopened};
use crate::model::cells::{Cell, line_start, split, split_by, trim};
use crate::model::date::Date;
use crate::model::{DataFile, Place};
use crate::read::Left;

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
    pub(in crate::check) cells: usize,
    pub(in crate::check) end: usize,
}

impl Part {
    /// Where it stands in file number `file`.
    pub(crate) fn place(&self, file: u32) -> Place {
        let Short { record, line, start } = self.row;
        Place { file, line, column: 1, record, cell: None, span: start..self.end }
    }
}

/// A row in several parts, in their order.
pub(crate) struct CutRow {
    pub(crate) parts: Vec<Part>,
    /// Whether the quote is missing that opens the cell which goes over them.
    pub(in crate::check) lacks_quote: bool,
}

/// What is said of a row in several parts, which stand in file number `file`.
pub(crate) fn finding(row: &CutRow, file: u32) -> Finding {
    if row.lacks_quote {
        return unopened(row, file);
    }
    let (what, lines) = match row.parts.len() {
        2 => ("a line end cuts this row in two".to_string(), "the two lines"),
        parts => (format!("line ends cut this row in {parts}"), "the lines"),
    };
    let message = format!("{what}: each part is read as a row");
    let help = format!(
        "join {lines}, or enclose the cell that goes over them in quotes; if they are rows of \
         their own, each needs its commas"
    );
    let finding = Finding::new(Code::CutRow, row.parts[0].place(file), message).help(help);
    row.parts[1..].iter().fold(finding, |all, part| all.and(part.place(file), "the rest of it"))
}

/// What is said of one that a quote would hold together.
fn unopened(row: &CutRow, file: u32) -> Finding {
    let lines = row.parts.len();
    let message = format!(
        "the quote that opens a cell of this row is missing, and its {lines} lines are read as rows"
    );
    let help = "put a quote before the first letter of the cell: the last of these lines has the one that closes it";
    let finding = Finding::new(Code::CutRow, row.parts[0].place(file), message).help(help);
    row.parts[1..].iter().fold(finding, |all, part| all.and(part.place(file), "the rest of it"))
}

/// Whether a row may be a part of one: it has other cells than the header has, or a quote that only closes.
pub(crate) fn may_be_part(text: &str, cells: &[Cell], columns: usize) -> bool {
    cells.len() != columns || unopened::closed(text, cells).is_some()
}

/// Rows that are parts of one, of those of a table that may be, in their order.
pub(crate) fn in_parts(shape: &Shape, text: &str, rows: &[Short]) -> Vec<CutRow> {
    let unopened = unopened::in_parts(shape, text, rows);
    let parts = unopened.iter().flat_map(|found| &found.parts);
    let parts: BTreeSet<u32> = parts.map(|part| part.row.record).collect();
    let others = rows.iter().filter(|row| !parts.contains(&row.record));
    let others: Vec<Short> = others.copied().collect();
    let found = of_short(shape, text, &others);
    unopened.into_iter().chain(found).collect()
}

/// The same of rows that are too short, in which no quote tells.
fn of_short(shape: &Shape, text: &str, short: &[Short]) -> Vec<CutRow> {
    let mut cells = (Vec::new(), Vec::new());
    let split =
        |row: &Short, cells: &mut Vec<Cell>| split_by(shape.delimiter, text, row.start, cells);
    let part = |row: &Short| {
        let line = split(row, &mut cells.0);
        let part = Part { row: *row, cells: cells.0.len(), end: line.end };
        (line.broken.is_none() && line.lines == 1 && part.cells < shape.columns).then_some(part)
    };
    let parts: Vec<Part> = short.iter().filter_map(part).collect();
    let (mut found, mut at, mut used) = (Vec::new(), 0, 0);
    while let Some(first) = parts.get(at) {
        let count = with_rest(shape, &parts[at..]);
        let is_one = count > 1 && {
            split(&first.row, &mut cells.0);
            split(&parts[at + count - 1].row, &mut cells.1);
            is_one(shape, text, (&cells.0, &cells.1))
        };
        let more = if is_one { None } else { last_cell::of(shape, text, &parts[at..]) };
        let row = more.or_else(|| is_one.then(|| parts[at..at + count].to_vec()));
        let Some(row) = row else {
            at += 1;
            continue;
        };
        let of_short = row.len() - usize::from(!is_one); // the whole row before a tail is not short
        (at, used) = (at + of_short, used + of_short);
        found.push(CutRow { parts: row, lacks_quote: false });
    }
    if 2 * used < parts.len() { Vec::new() } else { found }
}

/// How many parts, each behind the other, have just the cells of one row together; those between the first
/// and the last are lines of the cell that is cut.
fn with_rest(shape: &Shape, parts: &[Part]) -> usize {
    let mut cells = parts[0].cells;
    for (n, pair) in parts.windows(2).enumerate() {
        if pair[1].row.record != pair[0].row.record + 1 {
            break;
        }
        cells += pair[1].cells - 1;
        if cells == shape.columns && pair[1].cells > 1 {
            return n + 2;
        }
        if pair[1].cells > 1 {
            break;
        }
    }
    let is_pair = parts.len() > 1 && parts[1].row.record == parts[0].row.record + 1;
    if is_pair && parts[0].cells + parts[1].cells == shape.columns + 1 { 2 } else { 1 }
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
        Date::may_be(joined(*n)) && !own.is_empty() && !dates::is_word(own)
    };
    let is_own_id = |n: usize| is_id(own(n)) && kind_of_id(own(n)) == kind_of_id(joined(n));
    let is_no_id = |n: usize| is_id(joined(n)) && !own(n).is_empty() && !is_id(own(n));
    !shape.dates.iter().any(|n| Date::may_be(own(*n)))
        && !shape.id.is_some_and(is_own_id)
        && (shape.dates.iter().any(is_other) || shape.id.is_some_and(is_no_id))
}

/// Says of several rows that they are one; what else was said of them follows from that.
pub(in crate::check) fn settle(desk: &mut Desk, files: &[DataFile]) {
    let mut parts: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    let mut told = Vec::new();
    for (number, short) in short(desk, files) {
        let file = &files[number as usize];
        for row in in_parts(&Shape::of(file), &file.text, &short) {
            parts.extend(row.parts.iter().map(|part| ((number, part.row.record), 0)));
            parts.insert((number, row.parts[0].row.record), row.parts[0].cells - 1);
            told.push(finding(&row, number));
        }
    }
    if !told.is_empty() {
        let is_sound = |f: &Finding, whole: usize| f.place.cell.is_some_and(|n| n < whole as u32);
        let part = |f: &Finding| parts.get(&(f.place.file, f.place.record)).copied();
        desk.findings.retain(|f| part(f).is_none_or(|whole| is_sound(f, whole)));
        desk.findings.extend(told);
    }
}

/// Whether a row of a file that is left on disk may be the rest of the one before, which is not at hand.
pub(in crate::check) fn needs_more(desk: &Desk, files: &[DataFile], left: &[Left]) -> bool {
    let is_left = |number: u32| left.iter().any(|left| left.name == files[number as usize].name);
    let mut cells = Vec::new();
    short(desk, files).into_iter().filter(|(number, _)| is_left(*number)).any(|(number, rows)| {
        let (text, columns) = (&files[number as usize].text, files[number as usize].header.len());
        rows.iter().any(|row| {
            split(text, row.start, &mut cells);
            cells.len() == 1 || unopened::may_be_last(text, &cells, columns)
        })
    })
}

/// What is said of rows that may be parts of one.
const TOLD: [Code; 3] = [Code::RowTooShort, Code::RowTooLong, Code::StrayQuote];

/// By file: rows that may be parts of one, as what was said of them tells.
fn short(desk: &Desk, files: &[DataFile]) -> BTreeMap<u32, Vec<Short>> {
    let mut rows: BTreeMap<u32, Vec<Short>> = BTreeMap::new();
    let is_told = |f: &&Finding| TOLD.contains(&f.code) || REFUSED.contains(&f.code);
    let mut cells = Vec::new();
    for Finding { code, place, .. } in desk.findings.iter().filter(is_told) {
        let text = &files[place.file as usize].text;
        let start = line_start(text.as_bytes(), place.span.start);
        if let Some(cell) = place.cell.filter(|_| TOLD.contains(code)) {
            split(text, start, &mut cells);
            // Else the row began in a line before this one.
            let is_there = |cell: &Cell| (cell.start..=cell.end).contains(&place.span.start);
            if !cells.get(cell as usize).is_some_and(is_there) {
                continue;
            }
        }
        let (record, line) = (place.record, place.line);
        rows.entry(place.file).or_default().push(Short { record, line, start });
    }
    for rows in rows.values_mut() {
        rows.sort_unstable();
        rows.dedup_by_key(|row| row.record);
    }
    rows
}
