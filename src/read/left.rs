//! Large files that are not read beforehand.
//!
//! Where no row is kept they are left on disk and read in passing, and what is to be shown of them is
//! put into an image of the file that holds nothing else. Where rows are kept they are taken as they lie
//! in the system's memory; whether they are a text is seen on the way, while each piece is in the cache.
//!
//! Invariant: an image has the text of the file wherever it was put in, and is blank elsewhere;
//! offsets into it are offsets into the file.

use std::fs::File;
use std::ops::Range;
use std::sync::Arc;

use super::chunks::{Part, Split};
use super::pieces::{self, Piece, Pieces, Source, read_at};
use super::records::Records;
use crate::model::content::{Content, Pages};
use crate::model::{DataFile, Position, Table};
use crate::progress::{self, Stage};

/// A file that was opened and not read beyond its header.
#[derive(Clone, Debug)]
pub struct Left {
    /// Its name below the data folder.
    pub name: String,
    file: Arc<File>,
    length: usize,
    /// Its bytes, where rows are kept.
    mapped: Option<Arc<Pages>>,
}

/// Most bytes of a piece: it is to stay in the cache while it is checked.
const PIECE: usize = 1 << 18;

impl Left {
    /// The file and its header, if it can be read in passing, or with `rows` lies in memory.
    pub(super) fn open(
        path: &std::path::Path,
        (name, table): (&str, Table),
        rows: bool,
    ) -> Option<(DataFile, Left)> {
        let file = File::open(path).ok()?;
        let length = usize::try_from(file.metadata().ok()?.len()).ok()?;
        let head = pieces::head((&file, length), name, table).ok()??;
        let mapped = match rows {
            true => Some(Arc::new(super::mapped::map(&file, length)?)),
            false => None,
        };
        Some((head, Left { name: name.to_string(), file: Arc::new(file), length, mapped }))
    }

    /// Whether its rows can be kept.
    pub fn is_mapped(&self) -> bool {
        self.mapped.is_some()
    }

    /// The whole file, as it lies in memory, or read now if there is room for it.
    pub(super) fn read(self, table: Option<Table>) -> std::io::Result<DataFile> {
        // Mapped again, it would lose what keeps it as it is when this map goes.
        if let Some(pages) = self.mapped.and_then(Arc::into_inner) {
            return Ok(super::loaded(&self.name, table, super::load::looked_at(pages)));
        }
        if super::room::check(self.name.as_ref(), self.length as u64).is_err() {
            return Err(std::io::ErrorKind::OutOfMemory.into());
        }
        Ok(super::loaded(&self.name, table, super::load::opened(&self.file)?))
    }

    /// Calls `work` with the records of each piece; gives what it made, in the order of the file.
    /// `None`: the file is to be read whole.
    ///
    /// Positions within a piece count bytes, lines and records from its own start.
    pub fn walk<T: Send>(
        &self,
        (head, number): (&DataFile, u32),
        how: Split,
        work: &(dyn Fn(&mut Records) -> T + Sync),
    ) -> Option<Vec<Part<T>>> {
        self.pieces((head, Source::File(&self.file)), how, &|piece| {
            records((head, number), piece, work)
        })
    }

    /// The same of a file that lies in memory, whose records may be kept; with its text.
    pub fn walk_mapped<'f, T: Send>(
        &'f self,
        (head, number): (&'f DataFile, u32),
        how: Split,
        work: &(dyn Fn(&mut Records<'f>) -> T + Sync),
    ) -> Option<(Vec<Part<T>>, Content)> {
        let pages = self.mapped.as_ref()?;
        let parts = self.pieces((head, Source::Memory(pages)), how, &|piece| {
            let bytes = &pages[piece.offset..piece.offset + piece.bytes.len()];
            records((head, number), &Piece { bytes, ..piece.clone() }, work)
        })?;
        Some((parts, super::bytes::unchecked(Arc::clone(pages))))
    }

    /// What `made` makes of each piece, with where its records end and where it starts.
    fn pieces<T: Send>(
        &self,
        (head, source): (&DataFile, Source),
        how: Split,
        made: &(dyn Fn(&Piece) -> Option<(T, Position)> + Sync),
    ) -> Option<Vec<Part<T>>> {
        let how = Split { chunk: how.chunk.min(PIECE), ..how };
        progress::begin(Stage::Check, (self.length - head.body.offset) as u64);
        let pieces = Pieces { source, length: self.length, head, how };
        let made = pieces.walk(&|piece: &Piece| {
            let (made, end) = made(piece)?;
            Some(((made, end, piece.offset), end.offset))
        });
        let mut at = head.body;
        let parts = made.ok()??.into_iter().map(|piece| {
            let (made, end, offset) = piece.made;
            let start = Position { offset, ..at };
            at.line += end.line;
            at.record += end.record;
            Part { made, start }
        });
        Some(parts.collect())
    }

    /// Whole lines around a range of the file, as they stand there now; `None`: the file is another.
    pub fn lines(&self, range: Range<usize>) -> Option<(usize, String)> {
        let start = range.start.checked_sub(1)?; // with the end of the line before
        let mut bytes = vec![0; range.end.min(self.length).checked_sub(start)?];
        read_at(&self.file, &mut bytes, start).ok()?;
        Some((start, String::from_utf8(bytes).ok()?))
    }

    /// The image of the file that has these pieces of it; `None`: they do not fit together, as when
    /// the file was changed while it was read.
    pub fn image(&self, pieces: &[(usize, String)]) -> Option<Content> {
        let mut pages = Pages::sparse(self.length)?;
        let mut ranges: Vec<Range<usize>> = Vec::with_capacity(pieces.len());
        for (start, text) in pieces {
            pages.get_mut(*start..start + text.len())?.copy_from_slice(text.as_bytes());
            ranges.push(*start..start + text.len());
        }
        ranges.sort_unstable_by_key(|range| range.start);
        let mut whole: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            match whole.last_mut() {
                Some(last) if last.end >= range.start => last.end = last.end.max(range.end),
                _ => whole.push(range),
            }
        }
        let valid = |range: Range<usize>| simdutf8::basic::from_utf8(&pages[range]).is_ok();
        whole.into_iter().all(valid).then(|| super::bytes::unchecked(pages))
    }
}

/// What `work` makes of the records of a piece, and where they end; `None`: it is no text, or a record
/// is broken.
fn records<'t, T>(
    (head, number): (&'t DataFile, u32),
    piece: &Piece<'t>,
    work: &dyn Fn(&mut Records<'t>) -> T,
) -> Option<(T, Position)> {
    let start = Position { offset: piece.range.start, line: 0, record: 0 };
    let records = Records::of((head, piece.text()?), number, (start, piece.range.end));
    let mut records = records.or_nothing();
    let made = work(&mut records);
    (!records.met_broken()).then(|| (made, records.at()))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn lines_of_a_long_cell_are_no_records_before_its_end_is_found() {
        let cell = "a line;\n".repeat(PIECE / 4);
        let text = format!("date,title\n2020,T\n2020,\"{cell}\"\n2021,y\n");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events.csv");
        std::fs::write(&path, text).unwrap();
        let events = ("events.csv", Table::Events);
        let (head, left) = Left::open(&path, events, false).unwrap();
        let met = AtomicUsize::new(0);
        let count = |records: &mut Records| {
            while records.next().is_some() {
                met.fetch_add(1, Ordering::Relaxed);
            }
        };
        let how = Split { threads: 1, chunk: PIECE };
        assert!(left.walk((&head, 0), how, &count).is_none(), "it is to be read whole");
        let met = met.into_inner();
        assert!((1..9).contains(&met), "{met}");
    }
}
