//! The cells of one row after another, each row read once for all its columns.
//!
//! Invariant: a value is that of [`Dataset::cell`]; rows take turns in the same memory.

use std::borrow::Cow;

use crate::model::cells::{Cell, split, trim_value};
use crate::model::{DataFile, Dataset, Field, Row};

/// The row at hand.
pub(super) struct Rows<'d> {
    dataset: &'d Dataset,
    /// Its file; `None`: it has no row of its own, and all its columns are blank.
    file: Option<&'d DataFile>,
    cells: Vec<Cell>,
}

impl<'d> Rows<'d> {
    /// Before the first row.
    pub(super) fn new(dataset: &'d Dataset) -> Rows<'d> {
        Rows { dataset, file: None, cells: Vec::new() }
    }

    /// Goes to a row.
    pub(super) fn open(&mut self, row: Option<Row>) {
        self.cells.clear();
        self.file = row.map(|row| {
            let file = &self.dataset.files[row.file as usize];
            split(&file.text, row.offset as usize, &mut self.cells);
            file
        });
    }

    /// The value of a column as written; blank where there is none.
    pub(super) fn value(&self, field: Field) -> Cow<'d, str> {
        let cell = |file: &DataFile| self.cells.get(file.fields.find(field)?).copied();
        match self.file.and_then(|file| Some((file, cell(file)?))) {
            Some((file, cell)) => cell.value(&file.text),
            None => Cow::Borrowed(""),
        }
    }

    /// The value of a column, trimmed.
    pub(super) fn trimmed(&self, field: Field) -> Cow<'d, str> {
        trim_value(self.value(field))
    }
}
