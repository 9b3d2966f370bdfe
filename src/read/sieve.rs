//! The records of a table that matter, found without keeping the rest.
//!
//! A file is read in pieces through buffers that are used again; what is kept of it is its header
//! and the records asked for, as a file of their own.
//!
//! Invariant: the records are those of a whole reading, in its order, with all others of the same
//! ids, in whichever file of the table they stand; a file for which that cannot be promised is not
//! sieved. Lines are not those of the file. Bytes are passed on as they are: whether they are a text is
//! told of what is kept.

use std::borrow::Cow;
use std::fs::File;
use std::io;
use std::ops::Range;
use std::path::Path;

use super::chunks::Split;
use super::pieces::{self, Made, Piece, Pieces, Source};
use crate::cores;
use crate::model::cells::{Cell, after_line_end, short_first, split_bytes, trim, trim_value};
use crate::model::ends::Ends;
use crate::model::lookup::{IdKey, fingerprint};
use crate::model::{DataFile, Field, Table};
use crate::progress::{self, Stage};

/// The records that matter.
#[derive(Clone, Copy)]
pub enum Wanted<'w> {
    /// Those whose id is.
    Ids(&'w Ids<'w>),
    /// Those with such a cell, and those that share an id with one.
    Cells(&'w Cells<'w>),
}

/// Ids that matter, as numbers.
pub struct Ids<'w> {
    /// Whether an id of this number does.
    pub is_wanted: &'w (dyn Fn(u64) -> bool + Sync),
    /// The number of an id; of ASCII alone, with nothing around it to trim, it is its
    /// [fingerprint](crate::model::lookup::fingerprint).
    pub number: &'w (dyn Fn(&str) -> u64 + Sync),
}

/// Cells that matter, and where they may be.
pub struct Cells<'w> {
    /// The column.
    pub field: Field,
    /// Whether a cell matters, told by the bytes of the file and where the cell stands.
    pub is_wanted: &'w (dyn Fn(&[u8], Cell) -> bool + Sync),
    /// Signs of several kinds: a record without any has no cell that matters, unless a quote stands in
    /// it where none should.
    pub signs: &'w [Sign<'w>],
}

/// Where in some bytes the next sign of a kind stands, at or after an offset.
pub type Sign<'w> = &'w (dyn Fn(&[u8], usize) -> Option<usize> + Sync);

/// The wanted records of the files of a table, file by file; `None`: one cannot be sieved, or has one of
/// the columns `without`. All are open until the last is done, for an id may stand in several.
pub(super) fn files(
    files: &[(&Path, &str, Table)],
    without: &[Field],
    (wanted, how): (Wanted, Split),
) -> io::Result<Option<Vec<DataFile>>> {
    let opened = files.iter().map(|file| Opened::of(*file, without, wanted));
    let Some(opened) = opened.collect::<io::Result<Option<Vec<Opened>>>>()? else {
        return Ok(None);
    };
    let sieves: Vec<Sieve> = opened.iter().map(|file| file.sieve(wanted, how)).collect();
    let Some(found) = all(&sieves, wanted)? else { return Ok(None) };
    Ok(opened.iter().zip(found).map(|(file, found)| file.with(&found)).collect())
}

/// A file before its records are read.
struct Opened<'f> {
    file: File,
    length: usize,
    name: &'f str,
    head: DataFile,
    /// Numbers of the cells of the id and of what is asked.
    id: usize,
    cell: usize,
}

impl<'f> Opened<'f> {
    fn of(
        (path, name, table): (&Path, &'f str, Table),
        without: &[Field],
        wanted: Wanted,
    ) -> io::Result<Option<Self>> {
        let file = File::open(path)?;
        let length =
            usize::try_from(file.metadata()?.len()).map_err(|_| io::ErrorKind::OutOfMemory)?;
        let Some(head) = pieces::head((&file, length), name, table)? else { return Ok(None) };
        let has = |field: &Field| head.fields.find(*field).is_some();
        let Some(id) = head.fields.find(Field::Id) else { return Ok(None) };
        let cell = match wanted {
            Wanted::Ids(_) => Some(id),
            Wanted::Cells(cells) => head.fields.find(cells.field),
        };
        let cell = cell.filter(|_| !without.iter().any(has));
        Ok(cell.map(|cell| Opened { file, length, name, head, id, cell }))
    }

    fn sieve<'s>(&'s self, wanted: Wanted<'s>, how: Split) -> Sieve<'s> {
        let Opened { file, length, head, id, cell, .. } = self;
        let pieces = Pieces { source: Source::File(file), length: *length, head, how };
        Sieve { pieces, id: *id, cell: *cell, wanted }
    }

    /// The file with these records alone; `None`: it must be read whole.
    fn with(&self, found: &[Vec<u8>]) -> Option<DataFile> {
        let header = &self.head.text.as_bytes()[..self.head.body.offset];
        let kept: Vec<&[u8]> =
            [header].into_iter().chain(found.iter().map(Vec::as_slice)).collect();
        let kept = kept.concat();
        if memchr::memchr(0, &kept).is_some() {
            return None; // with fewer other bytes around it might look like UTF-16
        }
        Some(super::file(self.name, self.head.table, kept))
    }
}

struct Sieve<'s> {
    pieces: Pieces<'s>,
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
    /// The wanted ones, by number, and where each of them ends in the bytes.
    kept: Vec<(usize, usize)>,
    bytes: Vec<u8>,
}

/// The wanted records, file by file and each in the order of its file.
fn all(sieves: &[Sieve], wanted: Wanted) -> io::Result<Option<Vec<Vec<Vec<u8>>>>> {
    let walked = sieves.iter().map(Sieve::walked);
    let Some(walked) = walked.collect::<io::Result<Option<Vec<_>>>>()? else { return Ok(None) };
    if let Wanted::Ids(_) = wanted {
        let bytes = |pieces: Vec<Made<Found>>| pieces.into_iter().map(|p| p.made.bytes).collect();
        return Ok(Some(walked.into_iter().map(bytes).collect()));
    }
    let ids = |piece: &Made<Found>| {
        let Found { ids, kept, .. } = &piece.made;
        kept.iter().map(|(number, _)| u64::from(ids[*number].0)).collect::<Vec<u64>>()
    };
    let filter = Filter::new(walked.iter().flatten().flat_map(ids).collect());
    let joined = sieves.iter().zip(walked).map(|(sieve, pieces)| {
        cores::many(pieces.into_iter(), |piece| sieve.joined(piece, &filter)).into_iter().collect()
    });
    joined.collect::<io::Result<_>>().map(Some)
}

impl Sieve<'_> {
    /// What each piece of the file gave.
    fn walked(&self) -> io::Result<Option<Vec<Made<Found>>>> {
        let pieces = self.pieces;
        progress::begin(Stage::Read, (pieces.length - pieces.head.body.offset) as u64);
        pieces.walk(&|piece| self.walk(piece))
    }

    /// What is kept of a piece, with the records whose id one has that is kept, here or elsewhere.
    fn joined(&self, piece: Made<Found>, filter: &Filter) -> io::Result<Vec<u8>> {
        let Made { made: Found { ids, kept, bytes }, range } = piece;
        let is_kept = |number: usize| kept.binary_search_by_key(&number, |(n, _)| *n).is_ok();
        let (mut joined, mut done) = (Vec::new(), 0);
        for (number, (id, start)) in ids.iter().enumerate() {
            if !filter.has(u64::from(*id)) || is_kept(number) {
                continue;
            }
            let before = kept.partition_point(|(n, _)| *n < number);
            let end = before.checked_sub(1).map_or(0, |last| kept[last].1);
            joined.extend_from_slice(&bytes[done..end]);
            done = end;
            let next = ids.get(number + 1).map(|(_, next)| range.start + *next as usize);
            let at = range.start + *start as usize;
            put_ended(&self.record(at..next.unwrap_or(range.end))?, &mut joined);
        }
        if done == 0 && joined.is_empty() {
            return Ok(bytes);
        }
        joined.extend_from_slice(&bytes[done..]);
        Ok(joined)
    }

    /// A record that was passed over before.
    fn record(&self, range: Range<usize>) -> io::Result<Vec<u8>> {
        Ok(self.pieces.source.bytes(range, &mut Vec::new())?.to_vec())
    }

    /// Walks the records of a piece; gives where the next one starts. `None`: one of them is broken,
    /// so that where it ends may be told by what stands far behind it.
    fn walk(&self, piece: &Piece) -> Option<(Found, usize)> {
        let (bytes, range) = (piece.bytes, piece.range.clone());
        let mut ends = Ends::new(bytes, range.start);
        let mut signs = Signs::new(bytes, self.wanted);
        let (mut cells, mut found) = (Vec::new(), Found::default());
        let mut at = range.start;
        while at < range.end {
            cells.clear();
            let (end, next) = match ends.next(at) {
                Some(end) => (end, after_line_end(bytes, end)),
                None => {
                    let split = split_bytes(b',', bytes, at, &mut cells);
                    if split.broken.is_some() {
                        return None;
                    }
                    ends.start(split.next);
                    (split.end, split.next)
                }
            };
            if end > at {
                let number = found.ids.len();
                let is_wanted = match self.wanted {
                    Wanted::Ids(Ids { is_wanted, number }) => {
                        is_wanted(self.number((bytes, at..end), &mut cells, number))
                    }
                    Wanted::Cells(wanted) => {
                        let id = self.number((bytes, at..end), &mut cells, &fingerprint);
                        found.ids.push((id as u32, (at - range.start) as u32));
                        let may_be = signs.is_before(at, end) || !cells.is_empty();
                        may_be && self.is_wanted(wanted, (bytes, at), &mut cells)
                    }
                };
                if is_wanted {
                    put_ended(&bytes[at..next], &mut found.bytes);
                    found.kept.push((number, found.bytes.len()));
                }
            }
            at = next;
        }
        Some((found, at))
    }

    /// The id of a record as a number, which most have of their bytes.
    #[inline(always)]
    fn number(
        &self,
        (bytes, record): (&[u8], Range<usize>),
        cells: &mut Vec<Cell>,
        number: &dyn Fn(&str) -> u64,
    ) -> u64 {
        let is_first = self.id == 0 && cells.is_empty();
        let short = if is_first { short_first(bytes, record.clone()) } else { None };
        match short.and_then(|id| IdKey::plain(bytes, id)) {
            Some(key) => key.hash(),
            None => number(&self.id(bytes, record, cells)),
        }
    }

    /// The id of a record, of which the cells are told or not; blank if it is no text.
    #[inline]
    fn id<'t>(&self, bytes: &'t [u8], record: Range<usize>, cells: &mut Vec<Cell>) -> Cow<'t, str> {
        let at = record.start;
        let is_first = self.id == 0 && cells.is_empty();
        let text = |part: Range<usize>| str::from_utf8(&bytes[part]).unwrap_or_default();
        match if is_first { short_first(bytes, record) } else { None } {
            Some(id) => Cow::Borrowed(trim(text(id))),
            None => {
                let Some(cell) = cell((bytes, at), self.id, cells) else { return "".into() };
                let raw = text(cell.span());
                trim_value(Cell { start: 0, end: raw.len(), ..cell }.value(raw))
            }
        }
    }

    /// Whether the record that starts there has the wanted cell.
    #[cold]
    fn is_wanted(&self, wanted: &Cells, at: (&[u8], usize), cells: &mut Vec<Cell>) -> bool {
        cell(at, self.cell, cells).is_some_and(|cell| (wanted.is_wanted)(at.0, cell))
    }
}

/// A cell by its number of the record that starts there; the cells are told, if they are not yet.
fn cell((bytes, at): (&[u8], usize), number: usize, cells: &mut Vec<Cell>) -> Option<Cell> {
    if cells.is_empty() {
        split_bytes(b',', bytes, at, cells);
    }
    cells.get(number).copied()
}

/// The next sign of each kind, found as the walk comes there.
struct Signs<'w, 't> {
    bytes: &'t [u8],
    kinds: &'w [Sign<'w>],
    /// Where the next of each kind stands; none is behind the bytes.
    next: Vec<usize>,
}

impl<'w, 't> Signs<'w, 't> {
    fn new(bytes: &'t [u8], wanted: Wanted<'w>) -> Self {
        let kinds = match wanted {
            Wanted::Ids(_) => &[],
            Wanted::Cells(cells) => cells.signs,
        };
        Signs { bytes, kinds, next: vec![0; kinds.len()] }
    }

    /// Whether a sign stands from one offset to another; they ascend.
    #[inline]
    fn is_before(&mut self, at: usize, end: usize) -> bool {
        let mut any = false;
        for (kind, next) in self.kinds.iter().zip(&mut self.next) {
            if *next < end {
                if *next < at || at == 0 {
                    *next = kind(self.bytes, at).unwrap_or(usize::MAX);
                }
                any |= *next < end;
            }
        }
        any
    }
}

/// Writes the record with a line end.
fn put_ended(record: &[u8], into: &mut Vec<u8>) {
    into.extend_from_slice(record);
    if !matches!(record.last(), Some(b'\n' | b'\r')) {
        into.push(b'\n');
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
