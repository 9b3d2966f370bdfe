//! The records of a file that matter, found without keeping the rest.
//!
//! A file is read in pieces through buffers that are used again; what is kept of it is its header
//! and the records asked for, as a file of their own.
//!
//! Invariant: the records are those of a whole reading, in its order, with all others of the same
//! ids; a file for which that cannot be promised is not sieved. Lines are not those of the file.

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
    let text = [&head.text[..head.body.offset]].into_iter().chain(found.iter().map(String::as_str));
    Ok(Some(super::file(name, Some(table), text.collect::<String>().into_bytes())))
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
    ids: Vec<(u32, u32)>,
    /// The wanted ones, by number, and where each of them ends in the text.
    kept: Vec<(usize, usize)>,
    text: String,
}

impl Sieve<'_> {
    /// The wanted records and those that share an id with one, in the order of the file.
    fn all(&self) -> io::Result<Option<Vec<String>>> {
        let pieces = self.pieces;
        progress::begin(Stage::Read, (pieces.length - pieces.head.body.offset) as u64);
        let Some(pieces) = pieces.walk(&|piece| self.walk(piece))? else { return Ok(None) };
        let ids = |piece: &Made<Found>| {
            let Found { ids, kept, .. } = &piece.made;
            kept.iter().map(|(number, _)| ids[*number].0).collect::<Vec<u32>>()
        };
        let filter = Filter::new(pieces.iter().flat_map(ids).collect());
        pieces
            .into_iter()
            .map(|piece| self.joined(piece, &filter))
            .collect::<Result<_, _>>()
            .map(Some)
    }

    /// What is kept of a piece, with the records whose id one has that is kept, here or elsewhere.
    fn joined(&self, piece: Made<Found>, filter: &Filter) -> io::Result<String> {
        let Made { made: Found { ids, kept, text }, range } = piece;
        let is_kept = |number: usize| kept.binary_search_by_key(&number, |(n, _)| *n).is_ok();
        let (mut joined, mut done) = (String::new(), 0);
        for (number, (id, start)) in ids.iter().enumerate() {
            if !filter.has(*id) || is_kept(number) {
                continue;
            }
            let before = kept.partition_point(|(n, _)| *n < number);
            let end = before.checked_sub(1).map_or(0, |last| kept[last].1);
            joined.push_str(&text[done..end]);
            done = end;
            let next = ids.get(number + 1).map(|(_, next)| range.start + *next as usize);
            let at = range.start + *start as usize;
            joined.push_str(&self.record(at..next.unwrap_or(range.end))?);
        }
        if done == 0 && joined.is_empty() {
            return Ok(text);
        }
        joined.push_str(&text[done..]);
        Ok(joined)
    }

    /// A record that was passed over before.
    fn record(&self, range: Range<usize>) -> io::Result<String> {
        let mut bytes = vec![0; range.len()];
        read_at(self.pieces.file, &mut bytes, range.start)?;
        let mut record = String::new();
        put_ended(&String::from_utf8_lossy(&bytes), &mut record);
        Ok(record)
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
                found.ids.push((fingerprint(id) as u32, (at - range.start) as u32));
                if cells.get(cell).is_some_and(|cell| (self.wanted)(text, *cell)) {
                    put_ended(&text[at..split.next], &mut found.text);
                    found.kept.push((found.ids.len() - 1, found.text.len()));
                }
            }
            at = split.next;
        }
        Some((found, at))
    }
}

/// Writes the record with a line end.
fn put_ended(record: &str, into: &mut String) {
    into.push_str(record);
    if !record.ends_with(['\n', '\r']) {
        into.push('\n');
    }
}

/// Numbers among very many, nearly all of which are not among them.
struct Filter {
    sorted: Vec<u32>,
    bits: Vec<u64>,
}

impl Filter {
    fn new(mut numbers: Vec<u32>) -> Filter {
        numbers.sort_unstable();
        let words = numbers.len().next_power_of_two();
        let mut filter = Filter { sorted: numbers, bits: vec![0; words] };
        for n in 0..filter.sorted.len() {
            let (word, bit) = filter.place(filter.sorted[n]);
            filter.bits[word] |= bit;
        }
        filter
    }

    fn place(&self, number: u32) -> (usize, u64) {
        ((number / 64) as usize & (self.bits.len() - 1), 1 << (number % 64))
    }

    fn has(&self, number: u32) -> bool {
        let (word, bit) = self.place(number);
        self.bits[word] & bit != 0 && self.sorted.binary_search(&number).is_ok()
    }
}
