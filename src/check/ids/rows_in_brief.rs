//! Rows of which only a finding on a repeat can still come: an id, and where it stands, in few bytes.
//!
//! Invariant: the findings are those of rows kept whole; ids are compared as text, numbers only
//! set aside the few rows that can be equal.

use std::ops::Range;

use crate::check::desk::Desk;
use crate::check::ids::repeated;
use crate::check::ids::seen::Seen;
use crate::check::ids::{self, Draft};
use crate::model::lookup::{IdKey, fingerprint};
use crate::model::{DataFile, Field, Row};

/// The rows of a part of a table.
#[derive(Default)]
pub(in crate::check) struct Slips {
    /// By row: the id in small letters as a number; 0 without one.
    ids: Vec<u64>,
    /// By row: bytes after the first of the part.
    offsets: Vec<u32>,
    first: Option<Row>,
    /// Rows that do not stand one line and one record behind the one before, as the first.
    leaps: Vec<Leap>,
    /// The first and the last id, as long as each is behind the one before it.
    ascending: Option<(IdKey, IdKey)>,
    disordered: bool,
}

/// A row and where it stands, as those behind it tell of themselves.
#[derive(Clone, Copy)]
struct Leap {
    row: u32,
    /// Lines and records after the first of the part, less the number of the row.
    line: u32,
    record: u32,
}

impl Slips {
    /// None, with room for so many rows.
    pub(in crate::check) fn with_room(rows: usize) -> Slips {
        let (ids, offsets) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
        Slips { ids, offsets, ..Slips::default() }
    }

    /// Adds a row.
    pub(in crate::check) fn push(&mut self, row: Row, id: Option<&str>) {
        let key = id.and_then(IdKey::of).filter(|key| !key.has_capital());
        self.ids.push(key.map_or_else(|| id.map_or(0, folded), IdKey::hash));
        match (key, self.ascending) {
            (Some(key), None) if self.offsets.is_empty() => self.ascending = Some((key, key)),
            (Some(key), Some((first, last))) if last.is_before(key) => {
                self.ascending = Some((first, key));
            }
            _ => self.disordered = true,
        }
        let first = *self.first.get_or_insert(row);
        let number = self.offsets.len() as u32;
        let less = |place: u32| place.wrapping_sub(number);
        let (line, record) = (less(row.line - first.line), less(row.record - first.record));
        if self.leaps.last().is_none_or(|last| (last.line, last.record) != (line, record)) {
            self.leaps.push(Leap { row: number, line, record });
        }
        self.offsets.push((row.offset - first.offset) as u32);
    }

    /// The first row of the part, to be shifted.
    pub(in crate::check) fn first(&mut self) -> Option<&mut Row> {
        self.first.as_mut()
    }

    fn len(&self) -> usize {
        self.ids.len()
    }

    fn row(&self, number: usize) -> Option<Row> {
        let (first, offset, number) = (self.first?, *self.offsets.get(number)?, number as u32);
        let behind = self.leaps.partition_point(|leap| leap.row <= number);
        let leap = self.leaps[behind.checked_sub(1)?];
        Some(Row {
            offset: first.offset + u64::from(offset),
            line: first.line + number.wrapping_add(leap.line),
            record: first.record + number.wrapping_add(leap.record),
            verbatim: 0,
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
pub(in crate::check) struct Numbered<'s> {
    parts: Vec<&'s Slips>,
    /// How many rows stand before each part.
    before: Vec<usize>,
}

impl<'s> Numbered<'s> {
    pub(in crate::check) fn new(parts: impl Iterator<Item = &'s Slips>) -> Numbered<'s> {
        let parts: Vec<&Slips> = parts.collect();
        let mut count = 0;
        let before = parts.iter().map(|part| {
            count += part.len();
            count - part.len()
        });
        Numbered { before: before.collect(), parts }
    }

    /// Where a row stands.
    pub(in crate::check) fn row(&self, number: u32) -> Option<Row> {
        let part =
            self.before.partition_point(|before| *before <= number as usize).checked_sub(1)?;
        self.parts[part].row(number as usize - self.before[part])
    }

    /// Whether each id is behind the one before it, so that none can stand twice.
    fn is_ascending(&self) -> bool {
        let mut last: Option<IdKey> = None;
        self.parts.iter().filter(|part| part.len() > 0).all(|part| {
            let Some((first, end)) = part.ascending.filter(|_| !part.disordered) else {
                return false;
            };
            last.replace(end).is_none_or(|last| last.is_before(first))
        })
    }

    /// Rows of ids that may stand twice, ascending.
    pub(in crate::check) fn doubtful(&self) -> Vec<u32> {
        if self.is_ascending() {
            return Vec::new();
        }
        let ids: Vec<&[u64]> = self.parts.iter().map(|part| part.ids.as_slice()).collect();
        let mut numbers = repeated::groups(&ids).concat();
        numbers.sort_unstable();
        numbers
    }

    /// Where the lines of a row stand in its file, with those before the next one.
    pub(in crate::check) fn range(&self, number: u32) -> Option<(u32, Range<usize>)> {
        let row = self.row(number)?;
        let next = self.row(number + 1).filter(|next| next.file == row.file);
        let end = next.map_or(usize::MAX, |next| next.offset as usize);
        Some((row.file, row.offset as usize..end))
    }

    /// Says which ids of the [doubtful](Numbered::doubtful) rows stand twice; gives the rows that do
    /// not count, ascending.
    pub(in crate::check) fn settle(
        &self,
        numbers: Vec<u32>,
        files: &[DataFile],
        desk: &mut Desk,
    ) -> Vec<u32> {
        let rows = numbers.iter().filter_map(|n| self.row(*n));
        let drafts: Vec<Draft<()>> = rows.map(|row| Draft::new(id(files, row), row, ())).collect();
        let mut seen = Seen::default();
        drafts.iter().for_each(|draft| seen.add(draft.id));
        let settled = ids::settle(&drafts.iter().collect::<Vec<_>>(), seen, files, desk);
        let mut kept = vec![false; drafts.len()];
        settled.kept.iter().for_each(|n| kept[*n as usize] = true);
        numbers.into_iter().zip(kept).filter(|(_, kept)| !kept).map(|(n, _)| n).collect()
    }
}

/// The id of a row that was read before.
fn id(files: &[DataFile], row: Row) -> Option<&str> {
    ids::in_record(files, row, |record| record.trimmed(Field::Id).map(|(id, _)| id))
}
