//! The records of a file that matter, found without keeping the rest.
//!
//! A file is read in pieces through buffers that are used again; what is kept of it is its header
//! and the records asked for, as a file of their own.
//!
//! Invariant: the records are those of a whole reading, in its order, with all others of the same
//! ids; a file for which that cannot be promised is not sieved. Lines are not those of the file.

use std::borrow::Cow;
use std::fs::File;
use std::io;
use std::ops::Range;
use std::path::Path;

use super::chunks::Split;
use super::pieces::{self, Made, Piece, Pieces, read_at};
use crate::cores;
use crate::model::cells::{Cell, after_line_end, short_first, split, trim, trim_value};
use crate::model::ends::Ends;
use crate::model::lookup::fingerprint;
use crate::model::{DataFile, Field, Table};
use crate::progress::{self, Stage};

/// The records of a file that matter.
#[derive(Clone, Copy)]
pub enum Wanted<'w> {
    /// Those whose id is.
    Ids(&'w (dyn Fn(&str) -> bool + Sync)),
    /// Those with such a cell, and those that share an id with one.
    Cells(&'w Cells<'w>),
}

/// Cells that matter, and where they may be.
pub struct Cells<'w> {
    /// The column.
    pub field: Field,
    /// Whether a cell matters, told by the text of the file and where the cell stands.
    pub is_wanted: &'w (dyn Fn(&str, Cell) -> bool + Sync),
    /// Signs of several kinds: a record without any has no cell that matters, unless a quote stands in
    /// it where none should.
    pub signs: &'w [Sign<'w>],
}

/// Where in a text the next sign of a kind stands, at or after an offset.
pub type Sign<'w> = &'w (dyn Fn(&str, usize) -> Option<usize> + Sync);

/// The wanted records of a file of `table`; `None`: it cannot be sieved, or has one of the columns
/// `without`.
pub(super) fn file(
    (path, name, table): (&Path, &str, Table),
    without: &[Field],
    (wanted, how): (Wanted, Split),
) -> io::Result<Option<DataFile>> {
    let file = File::open(path)?;
    let length = usize::try_from(file.metadata()?.len()).map_err(|_| io::ErrorKind::OutOfMemory)?;
    let Some(head) = pieces::head((&file, length), name, table)? else { return Ok(None) };
    let has = |field: &Field| head.fields.find(*field).is_some();
    let Some(id) = head.fields.find(Field::Id) else { return Ok(None) };
    let cell = match wanted {
        Wanted::Ids(_) => Some(id),
        Wanted::Cells(cells) => head.fields.find(cells.field),
    };
    let Some(cell) = cell.filter(|_| !without.iter().any(has)) else {
        return Ok(None);
    };
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
    /// By record, unless ids are wanted: the id as a number, and where the record starts after the first
    /// of the piece.
    ids: Vec<(u32, u32)>,
    /// The wanted ones, by number, and where each of them ends in the text.
    kept: Vec<(usize, usize)>,
    text: String,
}

impl Sieve<'_> {
    /// The wanted records, in the order of the file.
    fn all(&self) -> io::Result<Option<Vec<String>>> {
        let pieces = self.pieces;
        progress::begin(Stage::Read, (pieces.length - pieces.head.body.offset) as u64);
        let Some(pieces) = pieces.walk(&|piece| self.walk(piece))? else { return Ok(None) };
        if let Wanted::Ids(_) = self.wanted {
            return Ok(Some(pieces.into_iter().map(|piece| piece.made.text).collect()));
        }
        let ids = |piece: &Made<Found>| {
            let Found { ids, kept, .. } = &piece.made;
            kept.iter().map(|(number, _)| u64::from(ids[*number].0)).collect::<Vec<u64>>()
        };
        let filter = Filter::new(pieces.iter().flat_map(ids).collect());
        let joined = cores::many(pieces.into_iter(), |piece| self.joined(piece, &filter));
        joined.into_iter().collect::<Result<_, _>>().map(Some)
    }

    /// What is kept of a piece, with the records whose id one has that is kept, here or elsewhere.
    fn joined(&self, piece: Made<Found>, filter: &Filter) -> io::Result<String> {
        let Made { made: Found { ids, kept, text }, range } = piece;
        let is_kept = |number: usize| kept.binary_search_by_key(&number, |(n, _)| *n).is_ok();
        let (mut joined, mut done) = (String::new(), 0);
        for (number, (id, start)) in ids.iter().enumerate() {
            if !filter.has(u64::from(*id)) || is_kept(number) {
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
    fn walk(&self, piece: &Piece) -> Option<(Found, usize)> {
        let (text, range) = (piece.text, piece.range.clone());
        let mut ends = Ends::new(text, range.start);
        let mut signs = Signs::new(text, self.wanted);
        let (mut cells, mut found) = (Vec::new(), Found::default());
        let mut at = range.start;
        while at < range.end {
            cells.clear();
            let (end, next) = match ends.next(at) {
                Some(end) => (end, after_line_end(text.as_bytes(), end)),
                None => {
                    let split = split(text, at, &mut cells);
                    if split.broken.is_some() {
                        return None;
                    }
                    ends.start(split.next);
                    (split.end, split.next)
                }
            };
            if end > at {
                let id = self.id(text, at..end, &mut cells);
                let number = found.ids.len();
                let is_wanted = match self.wanted {
                    Wanted::Ids(is_wanted) => is_wanted(&id),
                    Wanted::Cells(wanted) => {
                        found.ids.push((fingerprint(&id) as u32, (at - range.start) as u32));
                        let may_be = signs.is_before(at, end) || !cells.is_empty();
                        may_be && self.is_wanted(wanted, (text, at), &mut cells)
                    }
                };
                if is_wanted {
                    put_ended(&text[at..next], &mut found.text);
                    found.kept.push((number, found.text.len()));
                }
            }
            at = next;
        }
        Some((found, at))
    }

    /// The id of a record, of which the cells are told or not.
    #[inline]
    fn id<'t>(&self, text: &'t str, record: Range<usize>, cells: &mut Vec<Cell>) -> Cow<'t, str> {
        let at = record.start;
        let is_first = self.id == 0 && cells.is_empty();
        match if is_first { short_first(text, record) } else { None } {
            Some(id) => Cow::Borrowed(trim(&text[id])),
            None => trim_value(
                cell((text, at), self.id, cells).map_or(Cow::Borrowed(""), |c| c.value(text)),
            ),
        }
    }

    /// Whether the record that starts there has the wanted cell.
    #[cold]
    fn is_wanted(&self, wanted: &Cells, at: (&str, usize), cells: &mut Vec<Cell>) -> bool {
        cell(at, self.cell, cells).is_some_and(|cell| (wanted.is_wanted)(at.0, cell))
    }
}

/// A cell by its number of the record that starts there; the cells are told, if they are not yet.
fn cell((text, at): (&str, usize), number: usize, cells: &mut Vec<Cell>) -> Option<Cell> {
    if cells.is_empty() {
        split(text, at, cells);
    }
    cells.get(number).copied()
}

/// The next sign of each kind, found as the walk comes there.
struct Signs<'w, 't> {
    text: &'t str,
    kinds: &'w [Sign<'w>],
    /// Where the next of each kind stands; none is behind the text.
    next: Vec<usize>,
}

impl<'w, 't> Signs<'w, 't> {
    fn new(text: &'t str, wanted: Wanted<'w>) -> Self {
        let kinds = match wanted {
            Wanted::Ids(_) => &[],
            Wanted::Cells(cells) => cells.signs,
        };
        Signs { text, kinds, next: vec![0; kinds.len()] }
    }

    /// Whether a sign stands from one offset to another; they ascend.
    #[inline]
    fn is_before(&mut self, at: usize, end: usize) -> bool {
        let mut any = false;
        for (kind, next) in self.kinds.iter().zip(&mut self.next) {
            if *next < end {
                if *next < at || at == 0 {
                    *next = kind(self.text, at).unwrap_or(usize::MAX);
                }
                any |= *next < end;
            }
        }
        any
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
pub struct Filter {
    sorted: Vec<u64>,
    bits: Vec<u64>,
}

impl Filter {
    /// These numbers.
    pub fn new(mut numbers: Vec<u64>) -> Filter {
        numbers.sort_unstable();
        numbers.dedup();
        let words = (numbers.len() / 4).next_power_of_two();
        let mut filter = Filter { sorted: numbers, bits: vec![0; words] };
        for n in 0..filter.sorted.len() {
            let (word, bit) = filter.place(filter.sorted[n]);
            filter.bits[word] |= bit;
        }
        filter
    }

    #[inline]
    fn place(&self, number: u64) -> (usize, u64) {
        ((number / 64) as usize & (self.bits.len() - 1), 1 << (number % 64))
    }

    /// Whether this one is among them.
    #[inline]
    pub fn has(&self, number: u64) -> bool {
        let (word, bit) = self.place(number);
        self.bits[word] & bit != 0 && self.sorted.binary_search(&number).is_ok()
    }
}
