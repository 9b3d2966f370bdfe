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
/// Where a guess was wrong, all that the work noted elsewhere is to be forgotten, and all of it is done
/// again from the right places.
///
/// Positions within a chunk count lines and records from 0, but for the first.
pub fn walk<'f, T: Send>(
    (file, number): (&'f DataFile, u32),
    how: Split,
    work: &(dyn Fn(&mut Records<'f>) -> T + Sync),
    forget: &dyn Fn(),
) -> Vec<Part<T>> {
    let bounds = bounds(file, how);
    if bounds.len() > 1 {
        progress::begin(Stage::Check, (file.text.len() - file.body.offset) as u64);
    }
    let walk = |start: &(dyn Fn(usize) -> usize + Sync)| {
        let chunk = |(): &mut (), n: usize| {
            let (from, until) = bounds[n];
            let chunk = one((file, number), (start(n), until), work);
            progress::add((until - from) as u64);
            chunk
        };
        cores::in_turn(bounds.len(), how.threads, || (), chunk)
    };
    let guessed = |n: usize| match bounds[n] {
        _ if n == 0 => file.body.offset,
        (from, until) => guess(file, from, until),
    };
    let (chunks, starts) = joined((file, number), walk(&guessed), &bounds, work);
    let parts = match starts {
        None => chunks,
        Some(starts) => {
            drop(chunks);
            forget();
            walk(&|n| starts[n])
        }
    };
    in_a_row(file, parts)
}

/// What one chunk gave: where it started and ended, and how much it took.
struct Chunk<T> {
    made: T,
    start: usize,
    end: Position,
}

fn one<'f, T>(
    (file, number): (&'f DataFile, u32),
    (start, until): (usize, usize),
    work: &dyn Fn(&mut Records<'f>) -> T,
) -> Chunk<T> {
    let from = Position { offset: start, line: 0, record: 0 };
    let mut records = Records::within(file, number, from, until);
    let made = work(&mut records);
    Chunk { made, start, end: records.at() }
}

/// The chunks as they are where each guessed right; else with where each of them starts.
fn joined<'f, T>(
    (file, number): (&'f DataFile, u32),
    mut chunks: Vec<Chunk<T>>,
    bounds: &[(usize, usize)],
    work: &dyn Fn(&mut Records<'f>) -> T,
) -> (Vec<Chunk<T>>, Option<Vec<usize>>) {
    let (mut at, mut is_wrong, mut starts) = (file.body.offset, false, Vec::new());
    for (chunk, (_, until)) in chunks.iter_mut().zip(bounds) {
        if chunk.start != at {
            (*chunk, is_wrong) = (one((file, number), (at, *until), work), true);
        }
        starts.push(at);
        at = chunk.end.offset;
    }
    (chunks, is_wrong.then_some(starts))
}

/// What the chunks gave, and what stands before each.
fn in_a_row<T>(file: &DataFile, chunks: Vec<Chunk<T>>) -> Vec<Part<T>> {
    let mut at = file.body;
    let part = |chunk: Chunk<T>| {
        let start = Position { offset: 0, ..at };
        at = Position {
            offset: chunk.end.offset,
            line: at.line + chunk.end.line,
            record: at.record + chunk.end.record,
        };
        Part { made: chunk.made, start }
    };
    chunks.into_iter().map(part).collect()
}

/// A smaller chunk is not worth a thread's while.
pub(crate) const LEAST: usize = 1 << 16;

/// Chunks of the body of a file: from where to look for a record, and up to where they start.
fn bounds(file: &DataFile, how: Split) -> Vec<(usize, usize)> {
    let (body, end) = (file.body.offset, file.text.len());
    let fair = (end - body).div_ceil(4 * how.threads.max(1)).max(LEAST);
    let share = if end - body < 2 * LEAST { 2 * LEAST } else { fair };
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
