//! A colleague's file, or the flags of one event, to rows that know where they stand.
//!
//! UTF-8, UTF-16 and UTF-32 are read without a word; any other encoding must be named, and the message
//! says which it looks like. What is UTF-8 is not read in another encoding. Cells are separated by what `sep=` or the caller says, else by the
//! one of comma, semicolon, tab and bar that makes most known names of the header.
//!
//! Invariant: nothing is guessed that could change a letter; every row keeps its line and record.

use std::ops::Range;

use super::said::wrongly_said;
use crate::check::{self, Code, Finding};
use crate::model::broken::with_rest;
use crate::model::cells::{Break, Cell, after_line_end, split_by, trim};
use crate::model::{DataFile, Place, Position};
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
    /// Rows that are the header once more, as in tables that were put together.
    pub headers: Vec<InputRow>,
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
    let mut file = match reading.encoding {
        None => read::file(name, None, content.to_vec()),
        Some(label) => match read::decode(content, label) {
            Ok(text) if is_other_than(content, &text) => {
                return Err(is_utf8(label, &text, read::file(name, None, content.to_vec())));
            }
            Ok(text) => {
                let plain = read::file(name, None, content.to_vec());
                if plain.bytes.mostly_utf8 {
                    return Err(not_in(label, Some(label), plain));
                }
                read::file(name, None, text.into_bytes())
            }
            Err(known) => {
                return Err(not_in(label, known, read::file(name, None, content.to_vec())));
            }
        },
    };
    let is_damaged = !file.bytes.invalid.is_empty();
    if is_damaged && !(reading.accept_good && has_good_rows(&file)) {
        return Err(not_utf8(file, content));
    }
    if let Some(at) = damaged(&file, content) {
        return Err(not_whole(file, at));
    }
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
    let is_header = |row: &mut InputRow| {
        row.broken.is_none() && check::are_header((&file.text, &row.cells), header)
    };
    rows.retain(|row| check::nothing(&file.text[row.at.offset..row.end]).is_none());
    let headers = rows.extract_if(.., is_header).collect();
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

impl Input {
    /// The value of a cell of a row; blank where the row is too short.
    pub fn value(&self, row: &InputRow, cell: usize) -> String {
        row.cells.get(cell).map_or_else(String::new, |c| c.value(&self.file.text).into_owned())
    }

    /// The place of a span in a row; `number` is that of the input among the files.
    pub fn place(&self, row: &InputRow, span: Range<usize>, number: u32) -> Place {
        let cell = match row.cells.iter().rposition(|c| c.start <= span.start) {
            // Of a broken row the cells before the break are known.
            Some(n) => n + usize::from(row.broken.is_some() && span.start > row.cells[n].end),
            None => 0,
        };
        let (line, column) = line_and_column(&self.file.text, row.at, span.start);
        Place { file: number, line, column, record: row.at.record, cell: Some(cell as u32), span }
    }

    /// The place of a whole row.
    pub fn whole(&self, row: &InputRow, number: u32) -> Place {
        Place { cell: None, ..self.place(row, row.at.offset..row.end, number) }
    }

    /// What breaks the header: rows stand in it, or names behind a quote are not known.
    pub(super) fn broken_header(&self, number: u32) -> Option<Finding> {
        if let Some((_, what, help)) = check::rows_in_header(&self.file, self.delimiter) {
            let place = self.header_place(None, number);
            return Some(Finding::new(Code::NoHeader, place, what).help(help));
        }
        let (span, what, help) = check::broken_name(&self.file.text, self.broken?, self.delimiter);
        let at = self.file.header_at;
        let (line, column) = line_and_column(&self.file.text, at, span.start);
        let cell = Some(self.file.header.len() as u32);
        let place = Place { file: number, line, column, record: at.record, cell, span };
        Some(Finding::new(Code::NoHeader, place, what).help(help))
    }

    /// The place of a cell of the header, or of the header as a whole.
    pub fn header_place(&self, cell: Option<usize>, number: u32) -> Place {
        let at = self.file.header_at;
        let end = self.file.header.last().map_or(at.offset, |c| c.end);
        let span = cell.map_or(at.offset..end, |n| self.file.header[n].span());
        let (line, column) = line_and_column(&self.file.text, at, span.start);
        let cell = cell.map(|n| n as u32);
        Place { file: number, line, column, record: at.record, cell, span }
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

/// Whether a file is UTF-8 but for some bytes, its header among what is.
fn has_good_rows(file: &DataFile) -> bool {
    let bad = &file.bytes.invalid;
    let is_told = |bad: &Range<usize>| check::told_of_utf8(file, bad).is_some();
    bad.iter().all(is_told) && bad.first().is_none_or(|bad| bad.start >= file.body.offset)
}

/// Bytes that are not UTF-8: says what the file looks like and shows how it would read.
fn not_utf8(file: DataFile, content: &[u8]) -> Box<(Finding, DataFile)> {
    let bad = file.bytes.invalid[0].clone();
    let line_start = memchr::memrchr2(b'\n', b'\r', &content[..bad.start]).map_or(0, |n| n + 1);
    let place = at_byte(&file, line_start, bad.clone());
    if let Some((what, help)) = check::told_of_utf8(&file, &bad) {
        return Box::new((Finding::new(Code::NotUtf8, place, what).help(help), file));
    }
    let Some(likely) = file.bytes.likely else {
        let message = "the file is not UTF-8, and its encoding is not known";
        let finding = Finding::new(Code::NotUtf8, place, message).help(check::save_anew(&file));
        return Box::new((finding, file));
    };
    let shown = check::looks_like(&file).unwrap_or_default();
    let message = format!("the file is not UTF-8; it looks like {shown}");
    let help = format!("if that is right, read it with --encoding {likely}");
    Box::new((Finding::new(Code::NotUtf8, place, message).help(help), file))
}

fn not_in(label: &str, known: Option<&str>, file: DataFile) -> Box<(Finding, DataFile)> {
    let message = match known {
        Some(name) => format!("the file is not {name}"),
        None => format!("`{label}` is no encoding annals knows"),
    };
    let help = match check::looks_like(&file) {
        _ if file.bytes.mostly_utf8 => {
            "it is UTF-8 but for some bytes: leave --encoding out to see them".to_string()
        }
        Some(shown) => format!("it looks like --encoding {shown}"),
        _ if !file.bytes.invalid.is_empty() => check::save_anew(&file),
        _ => "it is UTF-8: no --encoding is needed".to_string(),
    };
    Box::new((Finding::new(Code::NotUtf8, Place::file(0), message).help(help), file))
}

/// Whether bytes are UTF-8 beyond ASCII that say something else than a text.
fn is_other_than(content: &[u8], text: &str) -> bool {
    let is_wide = content.contains(&0);
    let utf8 = std::str::from_utf8(content).ok().filter(|t| !t.is_ascii() && !is_wide);
    utf8.is_some_and(|utf8| utf8.trim_start_matches('\u{feff}') != text)
}

fn is_utf8(label: &str, text: &str, file: DataFile) -> Box<(Finding, DataFile)> {
    let at = file.text.find(|c: char| !c.is_ascii() && c != '\u{feff}').unwrap_or_default();
    let next = file.text[at..].chars().next().map_or(0, char::len_utf8);
    let line_start = memchr::memrchr2(b'\n', b'\r', &file.text.as_bytes()[..at]);
    let place = at_byte(&file, line_start.map_or(0, |n| n + 1), at..at + next);
    let letters: String = text.chars().filter(|c| !c.is_ascii()).take(6).collect();
    let message =
        format!("the file is not {label} but UTF-8: its letters would become `{letters}`");
    let help = "leave --encoding out";
    Box::new((Finding::new(Code::NotUtf8, place, message).help(help), file))
}

/// Where the text of a file in UTF-16 or UTF-32 does not stand in its bytes.
fn damaged(file: &DataFile, content: &[u8]) -> Option<usize> {
    let label = file.bytes.wide.filter(|_| file.text.contains(char::REPLACEMENT_CHARACTER))?;
    let is_little = label.ends_with("LE");
    let unit = |c: char| {
        let mut units = [0; 2];
        let bytes: Vec<u8> = match (label.starts_with("UTF-32"), is_little) {
            (true, true) => u32::from(c).to_le_bytes().to_vec(),
            (true, false) => u32::from(c).to_be_bytes().to_vec(),
            (_, true) => c.encode_utf16(&mut units).iter().flat_map(|u| u.to_le_bytes()).collect(),
            _ => c.encode_utf16(&mut units).iter().flat_map(|u| u.to_be_bytes()).collect(),
        };
        bytes
    };
    let mark = unit('\u{feff}');
    let has_mark = file.text.starts_with('\u{feff}');
    let mut rest = content.strip_prefix(&*mark).filter(|_| !has_mark).unwrap_or(content);
    for (at, c) in file.text.char_indices() {
        match rest.strip_prefix(&*unit(c)) {
            Some(behind) => rest = behind,
            None => return Some(at),
        }
    }
    (!rest.is_empty()).then_some(file.text.len())
}

fn not_whole(file: DataFile, at: usize) -> Box<(Finding, DataFile)> {
    let line_start = memchr::memrchr2(b'\n', b'\r', &file.text.as_bytes()[..at]);
    let end = file.text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
    let place = at_byte(&file, line_start.map_or(0, |n| n + 1), at..end);
    let label = file.bytes.wide.unwrap_or_default();
    let message = format!("the file is damaged: bytes here are no {label}");
    let help = "a letter is lost here: save the file anew where it comes from";
    let code = if label.starts_with("UTF-32") { Code::Utf32 } else { Code::Utf16 };
    Box::new((Finding::new(code, place, message).help(help), file))
}

fn at_byte(file: &DataFile, line_start: usize, span: Range<usize>) -> Place {
    let line = 1 + crate::model::cells::line_ends(&file.text.as_bytes()[..line_start]);
    let column = file.text[line_start..span.start].chars().count() as u32 + 1;
    Place { file: 0, line, column, record: line, cell: None, span }
}
