//! Where something stands in a file: line, column, spreadsheet cell.
//!
//! Invariant: lines, columns (in characters) and records count from 1.

use std::ops::Range;

/// A place in a file of the data folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Number of the file in the folder.
    pub file: u32,
    /// Line in the file.
    pub line: u32,
    /// Column in characters.
    pub column: u32,
    /// Row as a spreadsheet counts.
    pub record: u32,
    /// Cell number in the row, from 0; `None` for a whole row or file.
    pub cell: Option<u32>,
    /// The bytes meant.
    pub span: Range<usize>,
}

impl Place {
    /// A whole file.
    pub fn file(file: u32) -> Place {
        Place { file, line: 1, column: 1, record: 1, cell: None, span: 0..0 }
    }

    /// The place as a spreadsheet names it: `D17`, or `17` for a whole row.
    ///
    /// ```
    /// # use annals::model::place::Place;
    /// let place = Place { record: 17, cell: Some(27), ..Place::file(0) };
    /// assert_eq!(place.spreadsheet(), "AB17");
    /// ```
    pub fn spreadsheet(&self) -> String {
        let letters = self.cell.map(column_letters).unwrap_or_default();
        format!("{letters}{}", self.record)
    }
}

/// The letters of a column, counted from 0: `A`, `Z`, `AA`.
fn column_letters(mut cell: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + (cell % 26) as u8);
        if cell < 26 {
            break;
        }
        cell = cell / 26 - 1;
    }
    letters.iter().rev().map(|b| *b as char).collect()
}
