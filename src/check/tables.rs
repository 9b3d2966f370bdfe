//! Walking the files of a table, and words that are numbered as they come.
//!
//! Invariant: every record of every accepted file is seen once.

use super::desk::Desk;
use super::rows::{self, Fate};
use crate::model::lookup::Lookup;
use crate::model::{DataFile, Table};
use crate::read::{Record, Records};

/// The files of a folder and which of them are read.
#[derive(Clone, Copy)]
pub(super) struct Files<'f> {
    /// All files.
    pub(super) all: &'f [DataFile],
    /// For each, whether its rows are read.
    pub(super) accepted: &'f [bool],
}

impl<'f> Files<'f> {
    fn of(self, table: Table) -> impl Iterator<Item = (usize, &'f DataFile)> {
        self.all.iter().enumerate().filter(move |(_, f)| f.table == Some(table))
    }

    /// Whether the table is there at all.
    pub(super) fn has(self, table: Table) -> bool {
        self.of(table).next().is_some()
    }

    /// Whether a file of the table is refused whole.
    pub(super) fn refused(self, table: Table) -> bool {
        self.of(table).any(|(n, _)| !self.accepted[n])
    }

    /// Calls `sound` for every sound row of a table and `refused` for every refused one.
    pub(super) fn walk(
        self,
        table: Table,
        desk: &mut Desk,
        visit: &mut dyn FnMut(&Record<'f, '_>, Fate, &mut Desk),
    ) {
        for (n, file) in self.of(table).filter(|(n, _)| self.accepted[*n]) {
            let mut records = Records::new(file, n as u32);
            while let Some(record) = records.next() {
                match rows::check(&record, desk) {
                    Fate::Blank => {}
                    fate => visit(&record, fate, desk),
                }
            }
        }
    }
}

/// Words numbered in the order in which they come; 0 is the blank one.
pub(super) struct Words {
    numbers: Lookup<String>,
    /// The words by number.
    pub(super) list: Vec<String>,
    /// By number: the known word it is nearly.
    meant: Vec<Option<&'static str>>,
}

impl Default for Words {
    fn default() -> Self {
        let mut words = Words { numbers: Lookup::default(), list: Vec::new(), meant: Vec::new() };
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
        self.numbers.keep(word.to_string(), number);
        self.list.push(word.to_string());
        self.meant.push(near(word));
        (number, self.meant[number as usize])
    }

    /// The words sorted, and for each old number the new one; the blank word stays 0.
    pub(super) fn sorted(self) -> (Vec<String>, Vec<u32>) {
        let mut order: Vec<u32> = (0..self.list.len() as u32).collect();
        order.sort_by(|a, b| self.list[*a as usize].cmp(&self.list[*b as usize]));
        let mut renumbered = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            renumbered[*old as usize] = new as u32;
        }
        let mut list = self.list;
        list.sort();
        (list, renumbered)
    }
}
