//! Large files of which no row is kept: they are left on disk and read in passing, and what is to be
//! shown of them is put into an image of the file that holds nothing else.
//!
//! Invariant: an image has the text of the file wherever it was put in, and is blank elsewhere;
//! offsets into it are offsets into the file.

use std::fs::File;
use std::ops::Range;
use std::sync::Arc;

use super::chunks::{Part, Split};
use super::pieces::{self, Piece, Pieces, read_at};
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
}

/// Most bytes of a piece: it is to stay in the cache while it is checked.
const PIECE: usize = 1 << 18;

impl Left {
    /// The file and its header, if it can be read in passing.
    pub(super) fn open(
        path: &std::path::Path,
        name: &str,
        table: Table,
    ) -> Option<(DataFile, Left)> {
        let file = File::open(path).ok()?;
        let length = usize::try_from(file.metadata().ok()?.len()).ok()?;
        let head = pieces::head((&file, length), name, table).ok()??;
        let left = Left { name: name.to_string(), file: Arc::new(file), length };
        Some((head, left))
    }

    /// The whole file, read now, if there is room for it.
    pub(super) fn read(&self, table: Option<Table>) -> std::io::Result<DataFile> {
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
        let how = Split { chunk: how.chunk.min(PIECE), ..how };
        progress::begin(Stage::Check, (self.length - head.body.offset) as u64);
        let pieces = Pieces { file: &self.file, length: self.length, head, how };
        let made = pieces.walk(&|piece: &Piece| {
            let start = Position { offset: piece.range.start, line: 0, record: 0 };
            let (file, at) = ((head, piece.text()?), (start, piece.range.end));
            let mut records = Records::of(file, number, at);
            let made = work(&mut records);
            let at = records.at();
            (!records.met_broken()).then_some(((made, at, piece.offset), at.offset))
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
