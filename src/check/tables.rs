//! Walking the files of a table in chunks, and words that are numbered as they come.
//!
//! Invariant: every record of every accepted file is seen once.

use super::desk::Desk;
use super::ids::Draft;
use super::rows::{self, Fate};
use crate::model::lookup::Ids;
use crate::model::{DataFile, Field, Position, Row, Table};
use crate::read::chunks::{self, Split};
use crate::read::{Record, Records};

/// The files of a folder and which of them are read.
#[derive(Clone, Copy)]
pub(super) struct Files<'f> {
    /// All files.
    pub(super) all: &'f [DataFile],
    /// For each, whether its rows are read.
    pub(super) accepted: &'f [bool],
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

    /// Whether a file of the table that is read has one of these columns.
    pub(super) fn have(self, table: Table, fields: &[Field]) -> bool {
        let mut read = self.of(table).filter(|(n, _)| self.accepted[*n]);
        read.any(|(_, file)| fields.iter().any(|field| file.fields.find(*field).is_some()))
    }

    /// Whether a file of the table is refused whole.
    pub(super) fn refused(self, table: Table) -> bool {
        self.of(table).any(|(n, _)| !self.accepted[n])
    }

    /// Calls `visit` for every row of a table that is not blank, several at a time; what it puts
    /// into its part comes back in the order of the rows.
    pub(super) fn walk<P: Part>(
        self,
        table: Table,
        desk: &mut Desk,
        visit: &(impl Fn(&Record<'f, '_>, Fate, &mut P, &mut Desk) + Sync),
    ) -> Vec<P> {
        self.walk_to(table, desk, (visit, &|_: &mut P, _: &mut Desk| {}))
    }

    /// The same; `close` ends a part.
    pub(super) fn walk_to<P: Part>(
        self,
        table: Table,
        desk: &mut Desk,
        (visit, close): (
            &(impl Fn(&Record<'f, '_>, Fate, &mut P, &mut Desk) + Sync),
            &(impl Fn(&mut P, &mut Desk) + Sync),
        ),
    ) -> Vec<P> {
        let mut parts = Vec::new();
        for (n, file) in self.of(table).filter(|(n, _)| self.accepted[*n]) {
            let work = |records: &mut Records<'f>| {
                let (mut part, mut desk) = (P::default(), Desk::default());
                while let Some(record) = records.next() {
                    match rows::check(&record, &mut desk) {
                        Fate::Blank => {}
                        fate => visit(&record, fate, &mut part, &mut desk),
                    }
                }
                close(&mut part, &mut desk);
                (part, desk)
            };
            for chunk in chunks::walk(file, n as u32, self.split, &work) {
                let (mut part, noted) = chunk.made;
                part.shift(chunk.start);
                desk.absorb(noted, n, chunk.start);
                parts.push(part);
            }
        }
        parts
    }
}

/// What is made of the rows of a chunk, whose lines and records count from 0 until it is shifted.
pub(super) trait Part: Default + Send {
    /// Adds the lines and records before the chunk.
    fn shift(&mut self, start: Position);
}

/// Adds the lines and records before a chunk to a row of it.
pub(super) fn shift(row: &mut Row, start: Position) {
    row.line += start.line;
    row.record += start.record;
}

/// Rows of a table that goes by ids, and what its refused rows were called.
pub(super) struct Rows<'f, T> {
    pub(super) drafts: Vec<Draft<'f, T>>,
    pub(super) refused: Vec<String>,
}

impl<T> Default for Rows<'_, T> {
    fn default() -> Self {
        Rows { drafts: Vec::new(), refused: Vec::new() }
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
    /// By number: the known word it is nearly.
    meant: Vec<Option<&'static str>>,
}

impl Default for Words {
    fn default() -> Self {
        let mut words = Words { numbers: Ids::default(), list: Vec::new(), meant: Vec::new() };
        words.number("");
        words
    }
}

impl Words {
    /// The number of a word, new or not.
    pub(super) fn number(&mut self, word: &str) -> u32 {
        self.number_or_meant(word, |_| None).0
    }

    /// The same, with the known word it is nearly; `near` is asked once a word.
    pub(super) fn number_or_meant(
        &mut self,
        word: &str,
        near: impl Fn(&str) -> Option<&'static str>,
    ) -> (u32, Option<&'static str>) {
        if let Some(number) = self.numbers.find(word) {
            return (number, self.meant[number as usize]);
        }
        let number = self.list.len() as u32;
        self.numbers.keep(word, number);
        self.list.push(word.to_string());
        self.meant.push(near(word));
        (number, self.meant[number as usize])
    }
}
