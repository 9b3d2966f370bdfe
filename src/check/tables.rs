//! Walking the files of a table in chunks, and words that are numbered as they come.
//!
//! Invariant: every record of every accepted file is seen once.

use crate::check::desk::Desk;
use crate::check::ids::Draft;
use crate::check::ids::seen::Seen;
use crate::check::names::{Marks, Names};
use crate::check::rows::{self, Fate};
use crate::cores;
use crate::model::lookup::{IdKey, Ids};
use crate::model::{DataFile, Field, Position, Row, Table};
use crate::read::chunks::{self, Split};
use crate::read::{Left, Record, Records};

/// The files of a folder and which of them are read.
#[derive(Clone, Copy)]
pub(super) struct Files<'f> {
    /// All files.
    pub(super) all: &'f [DataFile],
    /// For each, whether its rows are read.
    pub(super) accepted: &'f [bool],
    /// Those that are left on disk.
    pub(super) left: &'f [Left],
    /// How they are taken apart.
    pub(super) split: Split,
}

impl<'f> Files<'f> {
    fn of(self, table: Table) -> impl Iterator<Item = (usize, &'f DataFile)> {
        self.all.iter().enumerate().filter(move |(_, f)| f.table == Some(table))
    }

    /// Whether the table is there at all.
    pub(super) fn has(self, table: Table) -> bool {
        self.of(table).next().is_some()
    }

    /// Whether a table is so large that it is worth a thread.
    pub(super) fn are_many(self, table: Table) -> bool {
        self.split.threads > 1 && self.of(table).any(|(_, file)| file.text.len() >= chunks::LEAST)
    }

    /// Whether a file of the table that is read has one of these columns.
    pub(super) fn have(self, table: Table, fields: &[Field]) -> bool {
        let mut read = self.of(table).filter(|(n, _)| self.accepted[*n]);
        read.any(|(_, file)| fields.iter().any(|field| file.fields.find(*field).is_some()))
    }

    /// Whether no file of a table is refused whole.
    pub(super) fn has_all_accepted(self) -> bool {
        let mut tables =
            self.all.iter().zip(self.accepted).filter(|(file, _)| file.table.is_some());
        tables.all(|(_, accepted)| *accepted)
    }

    /// Whether a file of the table is refused whole.
    pub(super) fn refused(self, table: Table) -> bool {
        self.of(table).any(|(n, _)| !self.accepted[n])
    }

    /// The files of a table whose rows are read, with their numbers.
    pub(super) fn accepted(self, table: Table) -> impl Iterator<Item = (usize, &'f DataFile)> {
        self.of(table).filter(move |(n, _)| self.accepted[*n])
    }

    /// The file as it was left on disk, if it was.
    pub(super) fn left(self, file: &DataFile) -> Option<&'f Left> {
        self.left.iter().find(|left| left.name == file.name)
    }

    /// Calls `visit` for every row of a table that is not blank, several at a time; what it puts
    /// into its part comes back in the order of the rows. It may mark some names.
    pub(super) fn walk<P: Part>(
        self,
        (table, names): (Table, &[&Names]),
        desk: &mut Desk,
        visit: &(impl Fn(&Record<'f, '_>, Fate, &mut P, &mut Desk) + Sync),
    ) -> Vec<P> {
        let mut all = Vec::new();
        for (n, file) in self.accepted(table) {
            let room = |records: &Records| P::with_room(records.bytes());
            let work = |records: &mut Records<'f>| rows_of(records, room(records), visit);
            let marks: Vec<Marks> = names.iter().map(|names| names.marks()).collect();
            let forget = || marks.iter().for_each(Marks::restore);
            let parts = chunks::walk((file, n as u32), self.split, &work, &forget);
            all.extend(put_together(parts, n, desk));
        }
        all
    }
}

/// Calls `visit` for every row that is not blank, with what is made of them, at first `part`.
pub(super) fn rows_of<'c, P: Part>(
    records: &mut Records<'c>,
    mut part: P,
    visit: &impl Fn(&Record<'c, '_>, Fate, &mut P, &mut Desk),
) -> (P, Desk) {
    let mut desk = Desk::default();
    while let Some(record) = records.next() {
        match rows::check(&record, &mut desk) {
            Fate::Blank => {}
            fate => visit(&record, fate, &mut part, &mut desk),
        }
    }
    (part, desk)
}

/// What was made of the chunks of a file, each shifted to its place, and what was noted.
pub(super) fn put_together<P: Part>(
    mut chunks: Vec<chunks::Part<(P, Desk)>>,
    file: usize,
    desk: &mut Desk,
) -> impl Iterator<Item = P> {
    let share = chunks.len().div_ceil(cores::count()).max(FEW);
    cores::each(chunks.chunks_mut(share), |chunks| {
        chunks.iter_mut().for_each(|chunk| chunk.made.0.shift(chunk.start));
    });
    chunks.into_iter().map(move |chunk| {
        let (part, noted) = chunk.made;
        desk.absorb(noted, file, chunk.start);
        part
    })
}

/// Chunks for which another core is worth while.
const FEW: usize = 32;

/// What is made of the rows of a chunk, whose lines and records count from 0 until it is shifted.
pub(super) trait Part: Default + Send {
    /// Nothing yet, with room for the rows of so many bytes.
    fn with_room(_bytes: usize) -> Self {
        Self::default()
    }

    /// Adds the bytes, lines and records before the chunk.
    fn shift(&mut self, start: Position);
}

/// Adds the bytes, lines and records before a chunk to a row of it.
pub(super) fn shift(row: &mut Row, start: Position) {
    row.offset += start.offset as u64;
    row.line += start.line;
    row.record += start.record;
}

/// Rows of a table that goes by ids, and what its refused rows were called.
pub(super) struct Rows<'f, T> {
    pub(super) drafts: Vec<Draft<'f, T>>,
    /// What their ids told.
    pub(super) seen: Seen<'f>,
    pub(super) refused: Vec<String>,
}

impl<T> Default for Rows<'_, T> {
    fn default() -> Self {
        Rows { drafts: Vec::new(), seen: Seen::default(), refused: Vec::new() }
    }
}

impl<'f, T> Rows<'f, T> {
    /// Adds a row.
    pub(super) fn push(&mut self, draft: Draft<'f, T>) {
        self.seen.add(draft.id);
        self.drafts.push(draft);
    }
}

impl<T: Send> Part for Rows<'_, T> {
    fn shift(&mut self, start: Position) {
        for draft in &mut self.drafts {
            shift(&mut draft.row, start);
        }
    }
}

/// Words numbered in the order in which they come; 0 is the blank one.
pub(super) struct Words {
    numbers: Ids,
    /// The words by number.
    pub(super) list: Vec<String>,
    /// By number: what it probably means, if that is to be told.
    meant: Vec<Option<Meant>>,
}

/// What a word probably means that is none of the known ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// A known one.
    Known(&'static str),
    /// It is a part of a name.
    OfName,
    /// It is an actor, or holds one.
    Actor,
    /// It is several roles.
    Roles,
    /// It stands for nothing: `n/a`.
    Nothing,
}

impl Default for Words {
    fn default() -> Self {
        let mut words = Words { numbers: Ids::default(), list: Vec::new(), meant: Vec::new() };
        words.number("");
        words
    }
}

impl Words {
    /// Forgets how words are found; no other is numbered.
    pub(super) fn close(&mut self) {
        (self.numbers, self.meant) = (Ids::default(), Vec::new());
    }

    /// The number of a word, new or not.
    pub(super) fn number(&mut self, word: &str) -> u32 {
        self.number_or_meant(word, |_| None).0
    }

    /// The same, with what it probably means; `near` is asked once a word.
    pub(super) fn number_or_meant(
        &mut self,
        word: &str,
        near: impl Fn(&str) -> Option<Meant>,
    ) -> (u32, Option<Meant>) {
        self.number_of((IdKey::of(word).unwrap_or(IdKey::LONG), word), near)
    }

    /// The same for a word whose key is known.
    #[inline]
    pub(super) fn number_of(
        &mut self,
        (key, word): (IdKey, &str),
        near: impl Fn(&str) -> Option<Meant>,
    ) -> (u32, Option<Meant>) {
        let found = match key == IdKey::LONG {
            true => self.numbers.find_long(word),
            false => self.numbers.find_at(self.numbers.place(key.hash()), key),
        };
        if let Some(number) = found {
            return (number, self.meant[number as usize]);
        }
        let number = self.list.len() as u32;
        self.numbers.keep(word, number);
        self.list.push(word.to_string());
        self.meant.push(near(word));
        (number, self.meant[number as usize])
    }
}
