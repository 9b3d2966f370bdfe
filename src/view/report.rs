//! Sections of records with notes: what text, Markdown, CSV and JSON are written from.
//!
//! Invariant: every record has one cell for each column.

use std::borrow::Cow;

/// A table view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// First line; blank for none.
    pub title: String,
    /// What was selected, in words; blank for everything.
    pub subtitle: String,
    /// Columns of every record.
    pub columns: Vec<Column>,
    /// How records are laid out for a reader.
    pub layout: Layout,
    /// The records, grouped.
    pub sections: Vec<Section>,
    /// What cells refer to by number, from 1.
    pub footnotes: Vec<Footnote>,
    /// Sentences at the end: what is left out, what a sign means.
    pub remarks: Vec<String>,
    /// Cells say in words what the footnotes say, so that plain text leaves the footnotes out.
    pub said_inline: bool,
    /// Columns of plain text; `None`: 100.
    pub width: Option<usize>,
    /// Whether plain text is set off with colour; the text itself is the same.
    pub colour: bool,
}

/// How records are laid out where a person reads them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// One paragraph a record, under headings.
    #[default]
    Entries,
    /// A grid with a header.
    Grid,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Name in CSV and JSON: `date`.
    pub name: Cow<'static, str>,
    /// What it is to a reader.
    pub part: Part,
}

/// What a column is to a reader of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Stands in front: the date.
    Lead,
    /// The line a reader sees first: the title.
    Headline,
    /// A line of its own below, with its label.
    Detail(&'static str),
    /// A paragraph of its own below: the summary.
    Body,
    /// A remark behind the headline: the status.
    Mark,
    /// What the row is found by again, unobtrusive at the end of the line: the id.
    Id,
    /// For machines only: CSV and JSON.
    Data,
}

/// Records under one heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Depth of the heading, from 1; a section of depth 1 may have no records of its own.
    pub depth: u8,
    /// The heading; blank for none.
    pub heading: String,
    /// The records.
    pub records: Vec<Record>,
}

/// One record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Its cells, one for each column.
    pub cells: Vec<Cell>,
}

/// One cell, in the three forms it is shown in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// As in CSV: the value as written.
    pub raw: String,
    /// As a person reads it; blank: the same as `raw`.
    pub words: String,
    /// As in JSON; `None`: `raw` as a string.
    pub value: Option<Value>,
    /// Numbers of footnotes.
    pub notes: Vec<u32>,
    /// Where in the words each note stands, as ascending byte offsets; empty: all at the end.
    pub note_ends: Vec<usize>,
    /// A person is shown nothing: a status that goes without saying.
    pub hidden: bool,
}

/// Which of the three forms of a cell are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// All three, and footnotes.
    All,
    /// What a person reads; columns for machines alone stay blank.
    Words,
    /// As written.
    Raw,
}

/// A value with structure, for JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A string.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A list.
    List(Vec<Value>),
    /// Named values, in order.
    Fields(Vec<(&'static str, Value)>),
}

/// What cells refer to by number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footnote {
    /// What it says.
    pub text: String,
    /// A web address; blank for none.
    pub url: String,
}

impl Column {
    /// A column with a name of our own.
    pub const fn new(name: &'static str, part: Part) -> Column {
        Column { name: Cow::Borrowed(name), part }
    }
}

impl Cell {
    /// A cell that reads as it is written.
    pub fn text(raw: impl Into<String>) -> Cell {
        Cell { raw: raw.into(), ..Cell::default() }
    }

    /// Makes it blank, keeping its memory.
    pub(super) fn clear(&mut self) {
        self.raw.clear();
        self.words.clear();
        self.notes.clear();
        self.note_ends.clear();
        (self.value, self.hidden) = (None, false);
    }

    /// A number.
    pub fn number(number: u64) -> Cell {
        let value = Some(Value::Number(i64::try_from(number).unwrap_or(i64::MAX)));
        Cell { raw: number.to_string(), value, ..Cell::default() }
    }

    /// What a person reads.
    pub fn words(&self) -> &str {
        match (self.hidden, self.words.is_empty()) {
            (true, _) => "",
            (false, true) => &self.raw,
            (false, false) => &self.words,
        }
    }
}

impl Cell {
    /// The words in pieces, each with the footnotes that stand behind it.
    ///
    /// ```
    /// # use annals::view::report::Cell;
    /// let cell = Cell { notes: vec![1, 4], note_ends: vec![2, 5], ..Cell::text("AP; dpa") };
    /// assert_eq!(cell.pieces(), [("AP", &[1][..]), ("; d", &[4]), ("pa", &[])]);
    /// ```
    pub fn pieces(&self) -> Vec<(&str, &[u32])> {
        let words = self.words();
        if self.note_ends.len() != self.notes.len() || self.hidden {
            return vec![(words, &self.notes)];
        }
        let mut pieces = Vec::with_capacity(self.notes.len() + 1);
        let mut start = 0;
        for (n, end) in self.note_ends.iter().enumerate() {
            pieces.push((words.get(start..*end).unwrap_or(""), &self.notes[n..=n]));
            start = *end;
        }
        pieces.push((words.get(start..).unwrap_or(""), &[]));
        pieces
    }
}

impl Report {
    /// All records, section by section.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.sections.iter().flat_map(|s| &s.records)
    }
}
