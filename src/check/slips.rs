//! Rows of which only a finding on a repeat can still come: an id, and where it stands, in few bytes.
//!
//! Invariant: the findings are those of rows kept whole; ids are compared as text, numbers only
//! set aside the few rows that can be equal.

use super::desk::Desk;
use super::ids::{self, Draft};
use super::repeats;
use crate::model::lookup::fingerprint;
use crate::model::{DataFile, Field, Row};

/// The rows of a part of a table.
#[derive(Default)]
pub(super) struct Slips {
    /// By row: the id in small letters as a number; 0 without one.
    ids: Vec<u64>,
    /// By row: bytes, lines and records after the first of the part.
    places: Vec<[u32; 3]>,
    first: Option<Row>,
}

impl Slips {
    /// Adds a row.
    pub(super) fn push(&mut self, row: Row, id: Option<&str>) {
        self.ids.push(id.map_or(0, folded));
        let first = self.first.get_or_insert(row);
        let offset = row.offset - first.offset;
        self.places.push([offset as u32, row.line - first.line, row.record - first.record]);
    }

    /// The first row of the part, to be shifted.
    pub(super) fn first(&mut self) -> Option<&mut Row> {
        self.first.as_mut()
    }

    fn len(&self) -> usize {
        self.ids.len()
    }

    fn row(&self, number: usize) -> Option<Row> {
        let (first, [offset, line, record]) = (self.first?, self.places[number]);
        Some(Row {
            offset: first.offset + u64::from(offset),
            line: first.line + line,
            record: first.record + record,
            ..first
        })
    }
}

/// Equal for ids that differ only by case.
fn folded(id: &str) -> u64 {
    if id.bytes().any(|b| b.is_ascii_uppercase()) {
        fingerprint(&id.to_ascii_lowercase())
    } else {
        fingerprint(id)
    }
}

/// The rows of several parts, numbered through.
pub(super) struct Numbered<'s> {
    parts: Vec<&'s Slips>,
    /// How many rows stand before each part.
    before: Vec<usize>,
}

impl<'s> Numbered<'s> {
    pub(super) fn new(parts: impl Iterator<Item = &'s Slips>) -> Numbered<'s> {
        let parts: Vec<&Slips> = parts.collect();
        let mut count = 0;
        let before = parts.iter().map(|part| {
            count += part.len();
            count - part.len()
        });
        Numbered { before: before.collect(), parts }
    }

    /// Where a row stands.
    pub(super) fn row(&self, number: u32) -> Option<Row> {
        let part = self.before.partition_point(|before| *before <= number as usize) - 1;
        self.parts[part].row(number as usize - self.before[part])
    }

    /// Says which ids stand twice; gives the rows that do not count, ascending.
    pub(super) fn settle(&self, files: &[DataFile], desk: &mut Desk) -> Vec<u32> {
        let mut numbers: Vec<u32> =
            repeats::groups(self.parts.iter().flat_map(|part| &part.ids)).concat();
        numbers.sort_unstable();
        let rows = numbers.iter().filter_map(|n| self.row(*n));
        let drafts: Vec<Draft<()>> = rows.map(|row| Draft::new(id(files, row), row, ())).collect();
        let settled = ids::settle(&drafts.iter().collect::<Vec<_>>(), files, desk);
        let mut kept = vec![false; drafts.len()];
        settled.kept.iter().for_each(|n| kept[*n as usize] = true);
        numbers.into_iter().zip(kept).filter(|(_, kept)| !kept).map(|(n, _)| n).collect()
    }
}

/// The id of a row that was read before.
fn id(files: &[DataFile], row: Row) -> Option<&str> {
    ids::in_record(files, row, |record| record.trimmed(Field::Id).map(|(id, _)| id))
}
