//! The records of a file in chunks, several at a time.
//!
//! A chunk guesses where its first record starts; the guess is held against where the chunk
//! before it ended, and a chunk that guessed wrong is read again from the right place.
//!
//! Invariant: whatever the number of threads and the size of chunks, the records are those of one
//! walk from beginning to end.

use std::ops::Range;

use super::records::Records;
use crate::cores;
use crate::model::cells::split_bytes;
use crate::model::{DataFile, Position};
use crate::progress::{self, Stage};

/// How a file is taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// How many threads work.
    pub threads: usize,
    /// Bytes of a chunk.
    pub chunk: usize,
}

impl Default for Split {
    fn default() -> Self {
        Split { threads: cores::count(), chunk: 1 << 21 }
    }
}

impl Split {
    /// Bytes of a chunk: some, and so few that places within it take 32 bits.
    pub(super) fn bytes(self) -> usize {
        self.chunk.clamp(1, 1 << 30)
    }
}

/// What a chunk gave, and what is to be added to the positions it counts from 0.
pub struct Part<T> {
    /// What the work made of its records.
    pub made: T,
    /// Lines and records before the chunk, and the bytes before the text its offsets are of.
    pub start: Position,
}

/// Calls `work` with the records of each chunk; gives what it made, in the order of the file.
///
/// Positions within a chunk count lines and records from 0, but for the first.
pub fn walk<'f, T: Send>(
    file: &'f DataFile,
    number: u32,
    how: Split,
    work: &(dyn Fn(&mut Records<'f>) -> T + Sync),
) -> Vec<Part<T>> {
    let bounds = bounds(file, how);
    if bounds.len() > 1 {
        progress::begin(Stage::Check, (file.text.len() - file.body.offset) as u64);
    }
    let chunk = |(): &mut (), n: usize| {
        let (from, until) = bounds[n];
        let start = if n == 0 { file.body.offset } else { guess(file, from, until) };
        let chunk = one(file, number, (start, until), work);
        progress::add((until - from) as u64);
        chunk
    };
    let chunks = cores::in_turn(bounds.len(), how.threads, || (), chunk);
    join(file, number, chunks.into_iter().zip(bounds).map(|(c, b)| (c, b.1)), work)
}

/// What one chunk gave: where it started and ended, and how much it took.
struct Chunk<T> {
    made: T,
    start: usize,
    end: Position,
}

fn one<'f, T>(
    file: &'f DataFile,
    number: u32,
    (start, until): (usize, usize),
    work: &dyn Fn(&mut Records<'f>) -> T,
) -> Chunk<T> {
    let from = Position { offset: start, line: 0, record: 0 };
    let mut records = Records::within(file, number, from, until);
    let made = work(&mut records);
    Chunk { made, start, end: records.at() }
}

/// Puts chunks in a row, reading those again that guessed wrong.
fn join<'f, T>(
    file: &'f DataFile,
    number: u32,
    chunks: impl Iterator<Item = (Chunk<T>, usize)>,
    work: &dyn Fn(&mut Records<'f>) -> T,
) -> Vec<Part<T>> {
    let mut at = file.body;
    let mut parts = Vec::new();
    for (mut chunk, until) in chunks {
        if chunk.start != at.offset {
            chunk = one(file, number, (at.offset, until), work);
        }
        parts.push(Part { made: chunk.made, start: Position { offset: 0, ..at } });
        at = Position {
            offset: chunk.end.offset,
            line: at.line + chunk.end.line,
            record: at.record + chunk.end.record,
        };
    }
    parts
}

/// A smaller chunk is not worth a thread's while.
pub(crate) const LEAST: usize = 1 << 16;

/// Chunks of the body of a file: from where to look for a record, and up to where they start.
fn bounds(file: &DataFile, how: Split) -> Vec<(usize, usize)> {
    let (body, end) = (file.body.offset, file.text.len());
    let share = (end - body).div_ceil(4 * how.threads.max(1)).max(LEAST);
    let step = how.bytes().min(share);
    let mut bounds: Vec<(usize, usize)> =
        (body..end).step_by(step).map(|from| (from, (from + step).min(end))).collect();
    if bounds.is_empty() {
        bounds.push((body, end));
    }
    bounds
}

fn guess(file: &DataFile, from: usize, until: usize) -> usize {
    let range = from.saturating_sub(1)..until;
    first_record(file.text.as_bytes(), range, file.header.len()).unwrap_or(until)
}

/// The first offset behind a line end in a range of a text at which a record of so many cells seems
/// to start, and another after it.
pub(super) fn first_record(bytes: &[u8], range: Range<usize>, length: usize) -> Option<usize> {
    let mut cells = Vec::new();
    let mut at = range.start;
    while at < range.end {
        at += memchr::memchr2(b'\n', b'\r', &bytes[at..range.end])? + 1;
        if bytes[at - 1] == b'\r' && bytes.get(at) == Some(&b'\n') {
            at += 1;
        }
        let first = split_bytes(b',', bytes, at, &mut cells);
        if first.broken.is_none() && cells.len() == length {
            let second = split_bytes(b',', bytes, first.next, &mut cells);
            if second.broken.is_none() && (cells.len() == length || first.next >= bytes.len()) {
                return Some(at);
            }
        }
    }
    None
}
