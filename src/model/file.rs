//! One file of the data folder: its text and what its header says.
//!
//! Invariant: `text` is valid UTF-8 whatever the file held; offsets into it are offsets into the file.

use std::borrow::Cow;
use std::ops::Range;

use super::cells::{Cell, split, trim};
use super::content::Content;
use super::table::{Field, Table};

/// A file beside or in the data folder.
#[derive(Clone, Debug, Default)]
pub struct DataFile {
    /// Name below the data folder, with `/`: `events/2025.csv`.
    pub name: String,
    /// The table it belongs to; `None`: a CSV file that is read as none.
    pub table: Option<Table>,
    /// The whole text; bytes that are no UTF-8 stand as `?`.
    pub text: Content,
    /// Header cells, in the order of the file.
    pub header: Vec<Cell>,
    /// Where the header starts.
    pub header_at: Position,
    /// Where the first record after the header starts.
    pub body: Position,
    /// Cell number of each known column.
    pub fields: Fields,
    /// What reading met that concerns bytes, not rows.
    pub bytes: Bytes,
}

/// A place between records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Byte offset.
    pub offset: usize,
    /// Line, from 1.
    pub line: u32,
    /// Record as a spreadsheet counts rows, from 1.
    pub record: u32,
}

/// What the bytes of a file turned out to be.
#[derive(Clone, Debug, Default)]
pub struct Bytes {
    /// Why there is no text at all.
    pub unreadable: Option<String>,
    /// It was UTF-16 (`UTF-16LE`, `UTF-16BE`) or UTF-32; the text is the decoded one.
    pub wide: Option<&'static str>,
    /// Byte ranges that are not UTF-8, in order.
    pub invalid: Vec<Range<usize>>,
    /// What encoding the file looks like, where bytes are invalid and that can be told.
    pub likely: Option<&'static str>,
    /// Some words that this makes of the bytes, to be shown: `` `Größe`, `Brücke` ``.
    pub sample: String,
    /// Whether other lines hold characters beyond ASCII in UTF-8, where bytes are invalid.
    pub mostly_utf8: bool,
    /// Starts of those ranges that hold characters in two halves (CESU-8), in order.
    pub surrogates: Vec<usize>,
    /// Whether the last of them is the beginning of a character, cut off at the end of the file.
    pub cut: bool,
    /// Whether a NUL stands anywhere.
    pub nul: bool,
}

/// Cell number of each known column of a file.
#[derive(Clone, Debug)]
pub struct Fields([u16; Field::COUNT]);

impl Default for Fields {
    fn default() -> Self {
        Fields([u16::MAX; Field::COUNT])
    }
}

impl Fields {
    /// The cell number of a column, from 0.
    #[inline]
    pub fn find(&self, field: Field) -> Option<usize> {
        match self.0[field as usize] {
            u16::MAX => None,
            n => Some(n as usize),
        }
    }

    /// Sets the cell number of a column.
    pub fn set(&mut self, field: Field, cell: usize) {
        self.0[field as usize] = u16::try_from(cell).unwrap_or(u16::MAX);
    }
}

impl DataFile {
    /// The names in the header, trimmed.
    pub fn header_names(&self) -> Vec<String> {
        self.header.iter().map(|c| trim(&c.value(&self.text)).to_string()).collect()
    }

    /// The value of cell number `cell` of the record that starts at `offset`; blank when the
    /// record is too short.
    pub fn cell_at(&self, offset: usize, cell: usize) -> Cow<'_, str> {
        let mut cells = Vec::with_capacity(16);
        split(&self.text, offset, &mut cells);
        cells.get(cell).map_or(Cow::Borrowed(""), |c| c.value(&self.text))
    }
}
