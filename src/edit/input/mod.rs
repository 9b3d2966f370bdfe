//! A colleague's file, or the flags of one event, to rows that know where they stand.
//!
//! UTF-8, UTF-16 and UTF-32 are read without a word; any other encoding must be named, and the message
//! says which it looks like. What is UTF-8 is not read in another encoding. Cells are separated by what `sep=` or the caller says, else by the
//! one of comma, semicolon, tab and bar that makes most known names of the header.
//!
//! Invariant: nothing is guessed that could change a letter; every row keeps its line and record.

pub(super) mod column_names;
mod decoded;
pub(super) mod doubtful_rows;
pub mod drafts;
pub(super) mod first_row;
pub(super) mod said_separator;

use std::ops::Range;

use crate::check::{self, Code, Finding};
use crate::edit::input::decoded::decoded;
use crate::edit::input::said_separator::wrongly_said;
use crate::model::broken::with_rest;
use crate::model::cells::{Break, Cell, after_line_end, split_by, trim};
use crate::model::{DataFile, Place, Position, Table};
use crate::read::records::line_and_column;
use crate::read::{self};

/// Rows from outside the folder.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// The text and its header; it belongs to no table.
    pub file: DataFile,
    /// Its bytes, where some of them are not UTF-8 and the rows that have them are refused.
    pub damaged: Vec<u8>,
    /// What separates cells.
    pub delimiter: u8,
    /// The rows, blank ones left out.
    pub rows: Vec<InputRow>,
    /// Rows that are a second header, as in tables that were put together, with what they do.
    pub(in crate::edit) headers: Vec<(InputRow, check::Says)>,
    /// Whether it was made from flags: then cells are named by flag, not by line.
    pub flags: bool,
    /// Whether its encoding was named.
    pub named: bool,
    /// Why its header cannot be read.
    pub broken: Option<Break>,
}

/// One row from outside.
#[derive(Clone, Debug)]
pub struct InputRow {
    /// Where it starts.
    pub at: Position,
    /// Offset of its end, the line end excluded.
    pub end: usize,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// Why it cannot be read.
    pub broken: Option<Break>,
}

/// How a file from outside is to be read.
#[derive(Clone, Copy)]
pub struct Reading<'r> {
    /// What separates cells, if it was said.
    pub delimiter: Option<u8>,
    /// The encoding, if it was named.
    pub encoding: Option<&'r str>,
    /// Whether a name in a header is known.
    pub known: &'r dyn Fn(&str) -> bool,
    /// Whether damaged rows of a file in UTF-8 are left to be refused one by one.
    pub accept_good: bool,
}

/// Delimiters a file may have, likeliest first.
const DELIMITERS: &[u8] = b",;\t|";

/// Reads a file from outside.
///
/// # Errors
/// When its encoding is not known; the finding's file is then its text with bad bytes as `?`.
pub fn read(
    name: &str,
    content: &[u8],
    reading: Reading,
) -> Result<Input, Box<(Finding, DataFile)>> {
    if let Some((what, help)) = check::no_text(content) {
        let message = format!("`{name}` is {what}, not CSV");
        let finding = Finding::new(Code::UnreadableFile, Place::file(0), message).help(help);
        let file = DataFile { name: name.to_string(), ..DataFile::default() };
        return Err(Box::new((finding, file)));
    }
    let mut file = decoded(name, content, &reading)?;
    let is_damaged = !file.bytes.invalid.is_empty();
    let (start, said) = beginning(&file.text);
    let text = &file.text[start.offset..];
    let delimiter = match reading.delimiter {
        Some(delimiter) => delimiter,
        None => {
            let likely = likely(text, &reading);
            if let Some(finding) =
                said.and_then(|said| wrongly_said(text, (said, likely), &reading))
            {
                return Err(Box::new((finding, file)));
            }
            said.unwrap_or(likely)
        }
    };
    let (mut rows, broken) = records(&mut file, start, delimiter);
    let header = (&*file.text, &*file.header);
    let is_second = |row: &InputRow| {
        let what = check::header_again((&file.text, &row.cells), header);
        what.filter(|_| row.broken.is_none())
    };
    rows.retain(|row| check::nothing(&file.text[row.at.offset..row.end]).is_none());
    let headers = rows.extract_if(.., |row| is_second(row).is_some());
    let headers = headers.filter_map(|row| Some((row.clone(), is_second(&row)?))).collect();
    let named = reading.encoding.is_some();
    let damaged = if is_damaged { content.to_vec() } else { Vec::new() };
    Ok(Input { file, damaged, delimiter, rows, headers, flags: false, named, broken })
}

/// One row made of flags: pairs of column and value.
pub fn flags(values: &[(&str, String)]) -> Input {
    let line = |cells: Vec<&str>| {
        let quoted: Vec<String> =
            cells.iter().map(|c| format!("\"{}\"", c.replace('"', "\"\""))).collect();
        quoted.join(",")
    };
    let header = line(values.iter().map(|(column, _)| *column).collect());
    let row = line(values.iter().map(|(_, value)| value.as_str()).collect());
    let mut file = read::file("flags", None, format!("{header}\n{row}\n").into_bytes());
    let (rows, _) = records(&mut file, Position { offset: 0, line: 1, record: 1 }, b',');
    Input { file, delimiter: b',', rows, flags: true, ..Input::default() }
}

/// The delimiter a word means: `;`, `semicolon`, `tab`.
pub fn delimiter(word: &str) -> Option<u8> {
    match word.to_ascii_lowercase().as_str() {
        "," | "comma" => Some(b','),
        ";" | "semicolon" => Some(b';'),
        "\t" | "\\t" | "tab" => Some(b'\t'),
        "|" | "bar" | "pipe" => Some(b'|'),
        _ => None,
    }
}

/// The number of an input among the files until their count is known.
pub const INPUT: u32 = u32::MAX;

impl Input {
    /// The value of a cell of a row; blank where the row is too short.
    pub fn value(&self, row: &InputRow, cell: usize) -> String {
        row.cells.get(cell).map_or_else(String::new, |c| c.value(&self.file.text).into_owned())
    }

    /// The place of a span in a row.
    pub fn place(&self, row: &InputRow, span: Range<usize>) -> Place {
        let cell = match row.cells.iter().rposition(|c| c.start <= span.start) {
            // Of a broken row the cells before the break are known.
            Some(n) => n + usize::from(row.broken.is_some() && span.start > row.cells[n].end),
            None => 0,
        };
        let (line, column) = line_and_column(&self.file.text, row.at, span.start);
        Place { file: INPUT, line, column, record: row.at.record, cell: Some(cell as u32), span }
    }

    /// The place of a whole row.
    pub fn whole(&self, row: &InputRow) -> Place {
        Place { cell: None, ..self.place(row, row.at.offset..row.end) }
    }

    /// Fills in the cells of one row after the other that can be read; whether there was one more.
    pub(super) fn whole_rows(&self) -> impl FnMut(&mut Vec<Cell>) -> bool {
        let mut rows = self.rows.iter().filter(|row| row.broken.is_none());
        move |cells| {
            let row = rows.next();
            cells.clear();
            cells.extend(row.iter().flat_map(|row| &row.cells));
            row.is_some()
        }
    }

    /// What breaks the header: rows stand in it, or names behind a quote are not known.
    pub(super) fn broken_header(&self) -> Option<Finding> {
        let marked = || check::marked_rows(&self.file, Table::Events, self.delimiter);
        if let Some((_, what, help)) =
            check::rows_in_header(&self.file, self.delimiter).or_else(marked)
        {
            let place = self.header_place(None);
            return Some(Finding::new(Code::NoHeader, place, what).help(help));
        }
        let (span, what, help) = check::broken_name(&self.file.text, self.broken?, self.delimiter);
        let at = self.file.header_at;
        let (line, column) = line_and_column(&self.file.text, at, span.start);
        let cell = Some(self.file.header.len() as u32);
        let place = Place { file: INPUT, line, column, record: at.record, cell, span };
        Some(Finding::new(Code::NoHeader, place, what).help(help))
    }

    /// The place of a cell of the header, or of the header as a whole.
    pub fn header_place(&self, cell: Option<usize>) -> Place {
        let at = self.file.header_at;
        let end = self.file.header.last().map_or(at.offset, |c| c.end);
        let span = cell.map_or(at.offset..end, |n| self.file.header[n].span());
        let (line, column) = line_and_column(&self.file.text, at, span.start);
        let cell = cell.map(|n| n as u32);
        Place { file: INPUT, line, column, record: at.record, cell, span }
    }
}

/// Where the text begins after a byte order mark and a `sep=` line, and what that line says.
fn beginning(text: &str) -> (Position, Option<u8>) {
    let bom = read::mark(text);
    let start = Position { offset: bom, line: 1, record: 1 };
    let bytes = &text.as_bytes()[bom..];
    let end = memchr::memchr2(b'\n', b'\r', bytes).unwrap_or(bytes.len());
    let said = read::separator(&text[bom..bom + end]).filter(|said| DELIMITERS.contains(said));
    match said {
        Some(_) if end < bytes.len() => {
            let next = bom + after_line_end(bytes, end);
            (Position { offset: next, line: 2, record: 1 }, said)
        }
        _ => (start, None),
    }
}

/// The delimiter that makes most known names of the header, or of a row below a title; else most cells of the
/// first row.
fn likely(text: &str, reading: &Reading) -> u8 {
    const LOOKED_AT: usize = 10;
    let known = |cells: &[Cell]| {
        cells.iter().filter(|cell| (reading.known)(trim(&cell.value(text)))).count()
    };
    let mut best = (b',', (0, 0));
    for delimiter in DELIMITERS {
        let cells = first_rows(text, *delimiter, 1).concat();
        let score = (known(&cells), cells.len());
        if score > best.1 && !check::are_behind_commas(text, &cells) {
            best = (*delimiter, score);
        }
    }
    if best.1.0 > 0 {
        return best.0;
    }
    let is_of_names = |delimiter: &&u8| {
        first_rows(text, **delimiter, LOOKED_AT).iter().any(|cells| known(cells) > 1)
    };
    DELIMITERS.iter().find(is_of_names).copied().unwrap_or(best.0)
}

/// The cells of the first so many rows that hold something, if `delimiter` separates them.
pub(super) fn first_rows(text: &str, delimiter: u8, count: usize) -> Vec<Vec<Cell>> {
    let (mut rows, mut cells, mut at) = (Vec::new(), Vec::new(), 0);
    while at < text.len() && rows.len() < count {
        at = split_by(delimiter, text, at, &mut cells).next;
        if cells.iter().any(|cell| !trim(&text[cell.span()]).is_empty()) {
            rows.push(cells.clone());
        }
    }
    rows
}

/// Finds the header anew and splits everything after it; what breaks the header, if something does.
fn records(file: &mut DataFile, start: Position, delimiter: u8) -> (Vec<InputRow>, Option<Break>) {
    let mut rows: Vec<InputRow> = Vec::new();
    let mut at = start;
    let (mut header, mut broken): (Option<(Vec<Cell>, _, _)>, _) = (None, None);
    let mut cells = Vec::new();
    while at.offset < file.text.len() {
        let mut found = split_by(delimiter, &file.text, at.offset, &mut cells);
        if let Some((names, ..)) = &header {
            let shape = (delimiter, names.len());
            found = with_rest(file.text.as_bytes(), shape, cells.len(), found);
        }
        let next = Position {
            offset: found.next,
            line: at.line.saturating_add(found.lines),
            record: at.record.saturating_add(1),
        };
        let blank = cells.iter().all(|c| trim(&file.text[c.span()]).is_empty());
        if !blank || found.broken.is_some() {
            if header.is_none() {
                header = Some((std::mem::take(&mut cells), at, next));
                broken = found.broken;
            } else {
                let cells = cells.clone();
                rows.push(InputRow { at, end: found.end, cells, broken: found.broken });
            }
        }
        at = next;
    }
    (file.header, file.header_at, file.body) = header.unwrap_or((Vec::new(), start, at));
    (rows, broken)
}
