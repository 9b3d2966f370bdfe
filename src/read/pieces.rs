//! A file in pieces: read through buffers that are used again, so that it takes no memory, or as it lies
//! in memory.
//!
//! A piece guesses where its first record starts, and the guess is held against where the piece
//! before it ended.
//!
//! Invariant: the records are those of a whole reading, in its order; a file for which that cannot
//! be promised (a record is broken, or a piece guessed wrong) gives nothing and is to be read whole.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::chunks::{Split, first_record};
use crate::cores;
use crate::model::cells::line_start;
use crate::model::{DataFile, Table};
use crate::progress;

/// Bytes after a piece in which its last record must end: nearly all do in few.
const REST: [usize; 2] = [1 << 12, 1 << 16];

/// Bytes in which the header must end; so many are at hand of a file whose rows are not read yet.
pub(crate) const HEAD: usize = 1 << 16;

/// A file and what is known of it before its records are read.
#[derive(Clone, Copy)]
pub(super) struct Pieces<'f> {
    pub(super) source: Source<'f>,
    /// Bytes of the file.
    pub(super) length: usize,
    /// Its header.
    pub(super) head: &'f DataFile,
    /// Bytes read at a time, and on how many cores.
    pub(super) how: Split,
}

/// Where the bytes of a file are.
#[derive(Clone, Copy)]
pub(super) enum Source<'f> {
    /// On disk.
    File(&'f File),
    /// All of them in memory.
    Memory(&'f [u8]),
}

impl Source<'_> {
    /// Some of the bytes, from disk by way of a buffer.
    pub(super) fn bytes<'b>(
        &'b self,
        range: Range<usize>,
        buffer: &'b mut Vec<u8>,
    ) -> io::Result<&'b [u8]> {
        match self {
            Source::Memory(bytes) => Ok(&bytes[range]),
            Source::File(file) => {
                if buffer.len() < range.len() {
                    *buffer = vec![0; range.len()]; // never touched before, so it costs nothing
                }
                let bytes = &mut buffer[..range.len()];
                read_at(file, bytes, range.start)?;
                Ok(bytes)
            }
        }
    }
}

/// The bytes of a piece: whole characters, if they are a text.
#[derive(Clone, Debug)]
pub(super) struct Piece<'t> {
    pub(super) bytes: &'t [u8],
    /// Where it starts in the file.
    pub(super) offset: usize,
    /// Where the records of the piece start, in the bytes.
    pub(super) range: Range<usize>,
}

impl<'t> Piece<'t> {
    /// Its text; `None`: it is not UTF-8, or holds a NUL.
    pub(super) fn text(&self) -> Option<&'t str> {
        let text = simdutf8::basic::from_utf8(self.bytes).ok()?;
        memchr::memchr(0, self.bytes).is_none().then_some(text)
    }
}

/// What was made of a piece, and from where to where its records go in the file.
pub(super) struct Made<T> {
    pub(super) made: T,
    pub(super) range: Range<usize>,
}

impl Pieces<'_> {
    /// Calls `work` with each piece; it gives what it made and where in the text the record after
    /// the last one starts. `None`, there or here: the file is to be read whole.
    pub(super) fn walk<T: Send>(
        &self,
        work: &(dyn Fn(&Piece) -> Option<(T, usize)> + Sync),
    ) -> io::Result<Option<Vec<Made<T>>>> {
        let body = self.head.body.offset;
        let step = self.how.bytes();
        let starts: Vec<usize> = (body..self.length).step_by(step).collect();
        let stopped = AtomicBool::new(false);
        // Where one record is long, more are.
        let enough = AtomicUsize::new(0);
        let one = |buffer: &mut Vec<u8>, n: usize| {
            if stopped.load(Ordering::Relaxed) {
                return Ok(None);
            }
            let mut made = Ok(None);
            for (which, rest) in REST.iter().enumerate().skip(enough.load(Ordering::Relaxed)) {
                made = self.one((starts[n], *rest), buffer, work);
                if !matches!(made, Ok(None)) {
                    break;
                }
                enough.fetch_max((which + 1).min(REST.len() - 1), Ordering::Relaxed);
            }
            progress::add(step as u64);
            stopped.fetch_or(!matches!(made, Ok(Some(_))), Ordering::Relaxed);
            made
        };
        let made = cores::in_turn(starts.len(), self.how.threads, Vec::new, one);
        let made: io::Result<Option<Vec<Made<T>>>> = made.into_iter().collect();
        Ok(made?.filter(|made| {
            let mut at = body;
            made.iter().all(|made| std::mem::replace(&mut at, made.range.end) == made.range.start)
        }))
    }

    /// The records that start in the piece from `from` on; the last is to end in `rest` bytes behind it.
    fn one<T>(
        &self,
        (from, rest): (usize, usize),
        buffer: &mut Vec<u8>,
        work: &dyn Fn(&Piece) -> Option<(T, usize)>,
    ) -> io::Result<Option<Made<T>>> {
        let before = usize::from(from > self.head.body.offset); // what may end the record before
        let until = (from + self.how.bytes()).min(self.length);
        let end = (until + rest).min(self.length);
        let bytes = self.source.bytes(from - before..end, buffer)?;
        let start = if before == 0 { 0 } else { first_character(bytes) };
        let whole = if end == self.length { bytes.len() } else { last_character(bytes) };
        let bytes = &bytes[start..whole];
        let offset = from - before + start;
        let until = (until - offset).min(bytes.len());
        let first = match before {
            0 => Some(0),
            _ => first_record(bytes, 0..until, self.head.header.len()),
        };
        let range = first.unwrap_or(until)..until; // without one, the record before goes on
        let Some((made, at)) = work(&Piece { bytes, offset, range: range.clone() }) else {
            return Ok(None);
        };
        let ended = at < bytes.len() || offset + at == self.length;
        let range = offset + range.start..offset + at;
        Ok(ended.then_some(Made { made, range }))
    }
}

/// The header of a file, if it stands whole at its beginning and the file is not of wide characters.
pub(super) fn head(
    (file, length): (&File, usize),
    name: &str,
    table: Table,
) -> io::Result<Option<DataFile>> {
    let mut bytes = vec![0; length.min(HEAD)];
    read_at(file, &mut bytes, 0)?;
    let end = line_start(&bytes, bytes.len());
    bytes.truncate(if bytes.len() == length { length } else { end });
    let cut = bytes.len() < length;
    let head = super::file(name, Some(table), bytes);
    let whole = !cut || head.body.offset < head.text.len();
    let header = &head.text.as_bytes()[..head.body.offset];
    let is_text = head.bytes.invalid.first().is_none_or(|bad| bad.start >= header.len());
    let plain = head.bytes.wide.is_none() && is_text && memchr::memchr(0, header).is_none();
    Ok((whole && plain && !head.header.is_empty()).then_some(head))
}

/// Where the first whole character of a piece starts.
fn first_character(bytes: &[u8]) -> usize {
    bytes.iter().take(4).take_while(|byte| *byte & 0xC0 == 0x80).count()
}

/// Where the last character of a piece starts, unless it is ASCII; else the end.
fn last_character(bytes: &[u8]) -> usize {
    let tail = bytes.iter().rev().take(3).take_while(|byte| *byte & 0xC0 == 0x80).count();
    match bytes.last() {
        Some(byte) if !byte.is_ascii() => bytes.len().saturating_sub(tail + 1),
        _ => bytes.len(),
    }
}

#[cfg(unix)]
pub(super) fn read_at(file: &File, bytes: &mut [u8], offset: usize) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, offset as u64)
}

#[cfg(windows)]
pub(super) fn read_at(file: &File, mut bytes: &mut [u8], offset: usize) -> io::Result<()> {
    let mut offset = offset as u64;
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, bytes, offset)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            n => (bytes, offset) = (&mut bytes[n..], offset + n as u64),
        }
    }
    Ok(())
}
