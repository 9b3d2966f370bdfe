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

use super::chunks::Split;
use super::pieces::{self, Made, Piece, Pieces, read_at};
use crate::model::cells::{Cell, trim};
use crate::model::lookup::fingerprint;
use crate::model::scan::Scanner;
use crate::model::{DataFile, Field, Table};
use crate::progress::{self, Stage};

/// Whether a record matters, by one of its cells: the text of the file and where the cell stands.
pub type Wanted<'w> = &'w (dyn Fn(&str, Cell) -> bool + Sync);

/// The records of a file of `table` whose cell of `field` is wanted; `None`: it cannot be sieved, or
/// has one of the columns `without`.
pub(super) fn file(
    (path, name, table): (&Path, &str, Table),
    (field, without): (Field, &[Field]),
    (wanted, how): (Wanted, Split),
) -> io::Result<Option<DataFile>> {
    let file = File::open(path)?;
    let length = usize::try_from(file.metadata()?.len()).map_err(|_| io::ErrorKind::OutOfMemory)?;
    let Some(head) = pieces::head((&file, length), name, table)? else { return Ok(None) };
    let (Some(id), Some(cell)) = (head.fields.find(Field::Id), head.fields.find(field)) else {
        return Ok(None);
    };
    if id.max(cell) >= u64::BITS as usize
        || without.iter().any(|field| head.fields.find(*field).is_some())
    {
        return Ok(None);
    }
    let pieces = Pieces { file: &file, length, head: &head, how };
    let sieve = Sieve { pieces, id, cell, wanted };
    let Some(found) = sieve.all()? else { return Ok(None) };
    let mut text = head.text[..head.body.offset].to_string();
    found.values().for_each(|record| text.push_str(record));
    Ok(Some(super::file(name, Some(table), text.into_bytes())))
}

struct Sieve<'s> {
    pieces: Pieces<'s>,
    /// Numbers of the cells of the id and of what is asked.
    id: usize,
    cell: usize,
    wanted: Wanted<'s>,
}

/// What a piece gave.
#[derive(Default)]
struct Found {
    /// By record: the id as a number, and where the record starts after the first of the piece.
    ids: Vec<(u64, u32)>,
    /// The wanted ones, by number.
    kept: Vec<(usize, String)>,
}

impl Sieve<'_> {
    /// The wanted records and those that share an id with one, by place in the file.
    fn all(&self) -> io::Result<Option<BTreeMap<usize, String>>> {
        let pieces = self.pieces;
        progress::begin(Stage::Read, (pieces.length - pieces.head.body.offset) as u64);
        let Some(mut pieces) = pieces.walk(&|piece| self.walk(piece))? else { return Ok(None) };
        let mut found = BTreeMap::new();
        let mut filter = Filter::default();
        for Made { made, range } in &mut pieces {
            for (number, record) in std::mem::take(&mut made.kept) {
                let (id, start) = made.ids[number];
                found.insert(range.start + start as usize, record);
                filter.add(id);
            }
        }
        filter.close();
        for Made { made, range } in &pieces {
            for (n, (id, start)) in made.ids.iter().enumerate() {
                let offset = range.start + *start as usize;
                if filter.has(*id) && !found.contains_key(&offset) {
                    let next = made.ids.get(n + 1).map(|id| range.start + id.1 as usize);
                    found.insert(offset, self.record(offset..next.unwrap_or(range.end))?);
                }
            }
        }
        Ok(Some(found))
    }

    /// A record that was passed over before.
    fn record(&self, range: Range<usize>) -> io::Result<String> {
        let mut bytes = vec![0; range.len()];
        read_at(self.pieces.file, &mut bytes, range.start)?;
        Ok(ended(&String::from_utf8_lossy(&bytes)))
    }

    /// Walks the records of a piece; gives where the next one starts. `None`: one of them is broken,
    /// so that where it ends may be told by what stands far behind it.
    fn walk(&self, Piece { text, range, .. }: &Piece) -> Option<(Found, usize)> {
        let mut scanner = Scanner::new(text);
        let (mut cells, mut found) = (Vec::new(), Found::default());
        let mut at = range.start;
        let both = 1 << self.id | 1 << self.cell;
        let (id, cell) = (usize::from(self.cell < self.id), usize::from(self.id < self.cell));
        while at < range.end {
            let split = scanner.cells_of(at, &mut cells, both);
            if split.broken.is_some() {
                return None;
            }
            if split.end > at {
                let id = cells.get(id).map_or("", |c| trim(&text[c.span()]));
                found.ids.push((fingerprint(id), (at - range.start) as u32));
                if cells.get(cell).is_some_and(|cell| (self.wanted)(text, *cell)) {
                    found.kept.push((found.ids.len() - 1, ended(&text[at..split.next])));
                }
            }
            at = split.next;
        }
        Some((found, at))
    }
}

/// The record with a line end.
fn ended(record: &str) -> String {
    match record.ends_with(['\n', '\r']) {
        true => record.to_string(),
        false => format!("{record}\n"),
    }
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
