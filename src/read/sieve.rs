//! The records of a file that matter, found without keeping the rest.
//!
//! A file is read in pieces through buffers that are used again; what is kept of it is its header
//! and the records asked for, as a file of their own.
//!
//! Invariant: the records are those of a whole reading, in its order, with all others of the same
//! ids; a file for which that cannot be promised is not sieved. Lines are not those of the file.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::chunks::{Split, first_record};
use crate::model::cells::{Cell, trim};
use crate::model::lookup::fingerprint;
use crate::model::scan::Scanner;
use crate::model::{DataFile, Field, Table};
use crate::progress::{self, Stage};

/// Whether a record matters, by one of its cells: the text of the file and where the cell stands.
pub type Wanted<'w> = &'w (dyn Fn(&str, Cell) -> bool + Sync);

/// Bytes after a piece in which its last record must end.
const REST: usize = 1 << 16;

/// The records of a file of `table` whose cell of `field` is wanted; `None`: it cannot be sieved, or
/// has one of the columns `without`.
pub(super) fn file(
    (path, name, table): (&Path, &str, Table),
    (field, without): (Field, &[Field]),
    (wanted, how): (Wanted, Split),
) -> io::Result<Option<DataFile>> {
    let file = File::open(path)?;
    let length = usize::try_from(file.metadata()?.len()).map_err(|_| io::ErrorKind::OutOfMemory)?;
    let Some(head) = head(&file, name, table, length)? else { return Ok(None) };
    let (Some(id), Some(cell)) = (head.fields.find(Field::Id), head.fields.find(field)) else {
        return Ok(None);
    };
    if without.iter().any(|field| head.fields.find(*field).is_some()) {
        return Ok(None);
    }
    let sieve =
        Sieve { file: &file, length, body: head.body.offset, head: &head, id, cell, wanted, how };
    let Some(found) = sieve.all()? else { return Ok(None) };
    let mut text = head.text[..head.body.offset].to_string();
    found.values().for_each(|record| text.push_str(record));
    Ok(Some(super::file(name, Some(table), text.into_bytes())))
}

/// The header of a file, if it stands whole at its beginning and the file is no UTF-16.
fn head(file: &File, name: &str, table: Table, length: usize) -> io::Result<Option<DataFile>> {
    let mut bytes = vec![0; length.min(REST)];
    read_at(file, &mut bytes, 0)?;
    let end = memchr::memrchr2(b'\n', b'\r', &bytes).map_or(0, |n| n + 1);
    bytes.truncate(if bytes.len() == length { length } else { end });
    let cut = bytes.len() < length;
    let head = super::file(name, Some(table), bytes);
    let whole = !cut || head.body.offset < head.text.len();
    let plain = head.bytes.utf16.is_none() && head.bytes.invalid.is_empty() && !head.bytes.nul;
    Ok((whole && plain && !head.header.is_empty()).then_some(head))
}

struct Sieve<'s> {
    file: &'s File,
    length: usize,
    body: usize,
    head: &'s DataFile,
    /// Numbers of the cells of the id and of what is asked.
    id: usize,
    cell: usize,
    wanted: Wanted<'s>,
    /// Bytes read at a time, and on how many cores.
    how: Split,
}

/// What a piece gave.
#[derive(Default)]
struct Piece {
    /// From where to where its records go, in the file.
    range: Range<usize>,
    /// By record: the id as a number, and where the record starts after the first of the piece.
    ids: Vec<(u64, u32)>,
    /// The wanted ones, by number.
    kept: Vec<(usize, String)>,
}

impl Sieve<'_> {
    /// The wanted records and those that share an id with one, by place in the file.
    fn all(&self) -> io::Result<Option<BTreeMap<usize, String>>> {
        let Some(mut pieces) = self.pieces()? else { return Ok(None) };
        let mut at = self.body;
        for piece in &pieces {
            if piece.range.start != at {
                return Ok(None); // a piece took the inside of a cell for the start of a record
            }
            at = piece.range.end;
        }
        let mut found = BTreeMap::new();
        let mut filter = Filter::default();
        for piece in &mut pieces {
            for (number, record) in std::mem::take(&mut piece.kept) {
                let (id, start) = piece.ids[number];
                found.insert(piece.range.start + start as usize, record);
                filter.add(id);
            }
        }
        filter.close();
        for piece in &pieces {
            for (n, (id, start)) in piece.ids.iter().enumerate() {
                let offset = piece.range.start + *start as usize;
                if filter.has(*id) && !found.contains_key(&offset) {
                    let next = piece.ids.get(n + 1).map(|id| piece.range.start + id.1 as usize);
                    found.insert(offset, self.record(offset..next.unwrap_or(piece.range.end))?);
                }
            }
        }
        Ok(Some(found))
    }

    /// A record that was passed over before.
    fn record(&self, range: Range<usize>) -> io::Result<String> {
        let mut bytes = vec![0; range.len()];
        read_at(self.file, &mut bytes, range.start)?;
        Ok(ended(&String::from_utf8_lossy(&bytes)))
    }

    /// All pieces, in their order; `None`: one of them cannot be sieved.
    fn pieces(&self) -> io::Result<Option<Vec<Piece>>> {
        let starts: Vec<usize> = (self.body..self.length).step_by(self.how.bytes()).collect();
        progress::begin(Stage::Read, (self.length - self.body) as u64);
        let next = AtomicUsize::new(0);
        let done: Mutex<Vec<(usize, io::Result<Option<Piece>>)>> = Mutex::default();
        let work = || {
            let mut buffer = vec![0; self.how.bytes().min(self.length) + REST + 1];
            loop {
                let n = next.fetch_add(1, Ordering::Relaxed);
                let Some(from) = starts.get(n) else { break };
                let piece = self.piece(*from, &mut buffer);
                progress::add(self.how.bytes() as u64);
                let stop = !matches!(piece, Ok(Some(_)));
                if let Ok(mut done) = done.lock() {
                    done.push((n, piece));
                }
                if stop {
                    next.store(starts.len(), Ordering::Relaxed);
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..self.how.threads.min(starts.len()) {
                scope.spawn(work);
            }
            work();
        });
        let mut done = done.into_inner().unwrap_or_default();
        done.sort_by_key(|(n, _)| *n);
        done.into_iter().map(|(_, piece)| piece).collect()
    }

    /// The records that start in the piece from `from` on.
    fn piece(&self, from: usize, buffer: &mut [u8]) -> io::Result<Option<Piece>> {
        let before = usize::from(from > self.body); // the byte that may end the record before
        let until = (from + self.how.bytes()).min(self.length);
        let end = (until + REST).min(self.length);
        let bytes = &mut buffer[..end - from + before];
        read_at(self.file, bytes, from - before)?;
        let start = if before == 0 { 0 } else { first_character(bytes) };
        let Some(valid) = valid(&bytes[start..], end == self.length) else { return Ok(None) };
        let offset = from - before + start; // of the text in the file
        let first = match before {
            0 => Some(0),
            _ => first_record(valid, 0..(until - offset).min(valid.len()), self.head.header.len()),
        };
        let mut piece = Piece { range: until..until, ..Piece::default() };
        let Some(first) = first else { return Ok(Some(piece)) }; // the record before goes on
        let at = self.walk((valid, first..until - offset), &mut piece);
        let ends = at.filter(|at| *at < valid.len() || offset + *at == self.length);
        let Some(at) = ends else { return Ok(None) };
        piece.range = offset + first..offset + at;
        Ok(Some(piece))
    }

    /// Walks the records of a text that start in `range`; gives where the next one starts. `None`:
    /// one of them is broken, so that where it ends may be told by what stands far behind it.
    fn walk(&self, (text, range): (&str, Range<usize>), piece: &mut Piece) -> Option<usize> {
        let mut scanner = Scanner::new(text);
        let mut cells = Vec::new();
        let mut at = range.start;
        let most = self.id.max(self.cell) + 1;
        while at < range.end {
            let split = scanner.record_to(at, &mut cells, most);
            if split.broken.is_some() {
                return None;
            }
            if !cells.is_empty() {
                let id = cells.get(self.id).map_or("", |c| trim(&text[c.span()]));
                piece.ids.push((fingerprint(id), (at - range.start) as u32));
                if cells.get(self.cell).is_some_and(|cell| (self.wanted)(text, *cell)) {
                    piece.kept.push((piece.ids.len() - 1, ended(&text[at..split.next])));
                }
            }
            at = split.next;
        }
        Some(at)
    }
}

/// The record with a line end.
fn ended(record: &str) -> String {
    match record.ends_with(['\n', '\r']) {
        true => record.to_string(),
        false => format!("{record}\n"),
    }
}

/// Where the first whole character of a piece starts.
fn first_character(bytes: &[u8]) -> usize {
    bytes.iter().take(4).take_while(|byte| *byte & 0xC0 == 0x80).count()
}

/// The text up to the last whole character; `None`: it is not UTF-8, or holds a NUL.
fn valid(bytes: &[u8], last: bool) -> Option<&str> {
    let tail = bytes.iter().rev().take(3).take_while(|byte| *byte & 0xC0 == 0x80).count();
    let end = match bytes.last() {
        Some(byte) if !byte.is_ascii() && !last => bytes.len().saturating_sub(tail + 1),
        _ => bytes.len(),
    };
    let text = simdutf8::basic::from_utf8(&bytes[..end]).ok()?;
    memchr::memchr(0, text.as_bytes()).is_none().then_some(text)
}

/// Numbers among very many, nearly all of which are not among them.
#[derive(Default)]
struct Filter {
    sorted: Vec<u64>,
    bits: Vec<u64>,
}

impl Filter {
    fn add(&mut self, number: u64) {
        self.sorted.push(number);
    }

    fn close(&mut self) {
        self.sorted.sort_unstable();
        self.bits = vec![0; (self.sorted.len() / 4 + 1).next_power_of_two()];
        for n in 0..self.sorted.len() {
            let (word, bit) = self.place(self.sorted[n]);
            self.bits[word] |= bit;
        }
    }

    fn place(&self, number: u64) -> (usize, u64) {
        let mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        ((mixed / 64) as usize & (self.bits.len() - 1), 1 << (mixed % 64))
    }

    fn has(&self, number: u64) -> bool {
        let (word, bit) = self.place(number);
        self.bits[word] & bit != 0 && self.sorted.binary_search(&number).is_ok()
    }
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], offset: usize) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, offset as u64)
}

#[cfg(windows)]
fn read_at(file: &File, mut bytes: &mut [u8], offset: usize) -> io::Result<()> {
    let mut offset = offset as u64;
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, bytes, offset)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            n => (bytes, offset) = (&mut bytes[n..], offset + n as u64),
        }
    }
    Ok(())
}
