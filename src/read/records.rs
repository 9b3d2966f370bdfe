//! The records of a file, one after the other, each with its places.
//!
//! Invariant: reading never stops at a broken record; it goes on at the line after its first, or after its
//! rest, where that is plain to see.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::broken::with_rest;
use crate::model::cells::{Break, Cell, line_ends, trim, trim_span};
use crate::model::scan::Scanner;
use crate::model::{DataFile, Field, Place, Position, Row};

/// Walks the records of a file; the cells of one are kept until the next.
pub struct Records<'f> {
    file: &'f DataFile,
    number: u32,
    at: Position,
    until: usize,
    scanner: Scanner<'f>,
    cells: Vec<Cell>,
    met_broken: bool,
    /// Whether nothing comes after a record that cannot be read, which is none of these either.
    gives_up: bool,
    spot: std::cell::Cell<Spot>,
}

/// The last place in a long record that was asked for: the next one is counted from there.
#[derive(Clone, Copy, Default)]
pub(crate) struct Spot {
    /// Where its record starts.
    record: usize,
    offset: usize,
    line: u32,
    column: u32,
}

/// One record: its cells and where it stands.
pub struct Record<'f, 'c> {
    /// The file.
    pub file: &'f DataFile,
    /// Its text.
    pub text: &'f str,
    /// Number of the file in the folder.
    pub number: u32,
    /// Where the record starts.
    pub at: Position,
    /// Offset of its end, the line end excluded.
    pub end: usize,
    /// Its cells; those before the break where it is broken.
    pub cells: &'c [Cell],
    /// Whether an accented letter may stand before another character beyond ASCII.
    pub accented: bool,
    /// Whether a cell starts as a formula does, or a quote stands where none should.
    pub odd: bool,
    /// How many lines it takes; 0: that is not known.
    pub lines: u32,
    /// Why it cannot be read.
    pub broken: Option<Break>,
    /// The last place in it that was asked for.
    pub(crate) spot: &'c std::cell::Cell<Spot>,
}

impl<'f> Records<'f> {
    /// The records after the header of file number `number`.
    pub fn new(file: &'f DataFile, number: u32) -> Records<'f> {
        Records::within(file, number, file.body, file.text.len())
    }

    /// The records that start from `at` on and before `until`.
    pub fn within(file: &'f DataFile, number: u32, at: Position, until: usize) -> Records<'f> {
        Records::of((file, &file.text), number, (at, until))
    }

    /// The records of a piece of the text of a file; offsets are those in the piece.
    pub(super) fn of(
        (file, text): (&'f DataFile, &'f str),
        number: u32,
        (at, until): (Position, usize),
    ) -> Records<'f> {
        let (scanner, cells) = (Scanner::new(text), Vec::new());
        let spot = Default::default();
        let (met_broken, gives_up) = (false, false);
        Records { file, number, at, until, scanner, cells, met_broken, gives_up, spot }
    }

    /// The same up to the first that cannot be read, where what is made of all is then of no use.
    pub(super) fn or_nothing(self) -> Records<'f> {
        Records { gives_up: true, ..self }
    }

    /// The file and the text its offsets are of.
    pub fn source(&self) -> (&'f DataFile, &'f str) {
        (self.file, self.scanner.text())
    }

    /// Whether a record met so far cannot be read.
    pub(super) fn met_broken(&self) -> bool {
        self.met_broken
    }

    /// How many bytes are left to walk.
    pub fn bytes(&self) -> usize {
        self.until.saturating_sub(self.at.offset)
    }

    /// Where the next record starts.
    pub fn at(&self) -> Position {
        self.at
    }

    /// The records from the header on, for a file whose header is no header.
    pub fn with_header(file: &'f DataFile, number: u32) -> Records<'f> {
        Records::within(file, number, file.header_at, file.text.len())
    }

    /// The next record that is not a blank line.
    #[expect(clippy::should_implement_trait, reason = "a record borrows the walker's cells")]
    pub fn next(&mut self) -> Option<Record<'f, '_>> {
        loop {
            let at = self.at;
            if at.offset >= self.until {
                return None;
            }
            let found = self.scanner.record(at.offset, &mut self.cells);
            let text = self.scanner.text();
            let shape = (b',', self.file.header.len());
            let found = with_rest(text.as_bytes(), shape, self.cells.len(), found);
            self.at = Position {
                offset: found.next,
                line: at.line.saturating_add(found.lines),
                record: at.record.saturating_add(1),
            };
            if self.cells.is_empty() && found.broken.is_none() {
                continue;
            }
            let (file, number) = (self.file, self.number);
            let (end, broken) = (found.end, found.broken);
            self.met_broken |= broken.is_some();
            if self.met_broken && self.gives_up {
                self.until = 0;
                return None;
            }
            let accented = self.scanner.is_accented();
            let odd = self.scanner.is_odd();
            let (cells, lines) = (&self.cells[..], found.lines);
            return Some(Record {
                file,
                text,
                number,
                at,
                end,
                cells,
                accented,
                odd,
                lines,
                broken,
                spot: &self.spot,
            });
        }
    }
}

impl<'f> Record<'f, '_> {
    /// The cell of a column, if the file has it and the record reaches it.
    #[inline(always)]
    pub fn cell(&self, field: Field) -> Option<Cell> {
        self.cells.get(self.file.fields.find(field)?).copied()
    }

    /// The value of a column; blank where there is none.
    pub fn value(&self, field: Field) -> Cow<'f, str> {
        self.cell(field).map_or(Cow::Borrowed(""), |c| c.value(self.text))
    }

    /// The text of a column trimmed, with its span in the file; `None` where it is blank. For
    /// columns whose sound values hold no quote; one that does comes as written in the file.
    #[inline(always)]
    pub fn trimmed(&self, field: Field) -> Option<(&'f str, Range<usize>)> {
        let span = trim_span(self.text, self.cell(field)?.span())?;
        Some((&self.text[span.clone()], span))
    }

    /// Whether every cell is blank.
    #[inline]
    pub fn is_blank(&self) -> bool {
        let first = self.cells.first().and_then(|c| self.text.as_bytes()[c.span()].first());
        !first.is_some_and(u8::is_ascii_graphic) && self.is_blank_throughout()
    }

    fn is_blank_throughout(&self) -> bool {
        self.broken.is_none() && self.cells.iter().all(|c| trim(&self.text[c.span()]).is_empty())
    }

    /// The record as a row of the dataset.
    #[inline]
    pub fn row(&self) -> Row {
        Row {
            offset: self.at.offset as u64,
            file: self.number,
            line: self.at.line,
            record: self.at.record,
            verbatim: 0,
        }
    }

    /// The same with a word on whether it stands as it would be written anew.
    #[inline]
    pub fn row_to_copy(&self) -> Row {
        let cells = self.cells.len();
        let sound = self.lines == 1 && !self.odd && cells > 1 && cells == self.file.header.len();
        let must = |cell: &Cell| {
            memchr::memchr3(b',', b'"', b'\n', &self.text.as_bytes()[cell.span()]).is_some()
        };
        // Where nothing is odd, only cells in quotes hold a quote, a comma or a line end.
        let copied = sound && self.cells.iter().all(|cell| !cell.quoted || must(cell));
        let length = u32::try_from(self.end - self.at.offset).unwrap_or(0);
        Row { verbatim: if copied { length } else { 0 }, ..self.row() }
    }

    /// The place of a span of the record; the cell is the one the span starts in.
    pub fn place(&self, span: Range<usize>) -> Place {
        let cell = match self.cells.partition_point(|c| c.start <= span.start).checked_sub(1) {
            Some(n) => n + usize::from(self.broken.is_some() && span.start > self.cells[n].end),
            None => 0,
        };
        let (line, column) = self.line_and_column(span.start);
        Place {
            file: self.number,
            line,
            column,
            record: self.at.record,
            cell: Some(cell as u32),
            span,
        }
    }

    /// Line and column of an offset; what was asked for last is not counted again.
    fn line_and_column(&self, offset: usize) -> (u32, u32) {
        if offset - self.at.offset < FAR {
            return line_and_column(self.text, self.at, offset);
        }
        let last = self.spot.get();
        let is_before = last.record == self.at.offset && (1..=offset).contains(&last.offset);
        let (line, column) = if is_before {
            let from = Position { offset: last.offset, line: last.line, record: 0 };
            let (line, column) = line_and_column(self.text, from, offset);
            (line, if line == last.line { last.column + column - 1 } else { column })
        } else {
            line_and_column(self.text, self.at, offset)
        };
        // A line end of two characters is not to be counted in two parts.
        if self.text.as_bytes()[offset - 1] != b'\r' {
            self.spot.set(Spot { record: self.at.offset, offset, line, column });
        }
        (line, column)
    }

    /// The place of a column's cell; of the whole record where it has none.
    pub fn place_of(&self, field: Field) -> Place {
        match self.trimmed(field) {
            Some((_, span)) => self.place(span),
            None => match self.cell(field) {
                Some(cell) => self.place(cell.span()),
                None => self.whole(),
            },
        }
    }

    /// The place of the whole record.
    pub fn whole(&self) -> Place {
        Place { cell: None, ..self.place(self.at.offset..self.end) }
    }
}

/// Bytes into a record from which on its places are remembered.
const FAR: usize = 1 << 10;

/// Line and column (in characters) of `offset`, which lies in a record that starts at `at`.
pub fn line_and_column(text: &str, at: Position, offset: usize) -> (u32, u32) {
    let before = &text.as_bytes()[at.offset..offset];
    let line = at.line + line_ends(before);
    let start = memchr::memrchr2(b'\n', b'\r', before).map_or(at.offset, |n| at.offset + n + 1);
    let column = text[start..offset].chars().count() as u32 + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_a_long_record_are_the_same_in_whatever_order_they_are_asked_for() {
        let cell = "Ünï\r\ncode,\u{1f600} \r\r\n\n; long line".repeat(20) + &"é; ".repeat(500);
        let row = format!("\"{cell}\",\"{cell}\",x\n");
        let text = format!("date,title,note\n{row}{row}");
        let file = crate::read::file("events.csv", None, text.clone().into_bytes());
        let mut records = Records::new(&file, 0);
        while let Some(record) = records.next() {
            let mut offsets: Vec<usize> = (record.at.offset..=record.end).collect();
            offsets.retain(|at| text.is_char_boundary(*at));
            let middle = offsets.len() / 2;
            let mixed = offsets.iter().zip(&offsets[middle..]).flat_map(|(a, b)| [*a, *b]);
            for offset in mixed.chain(offsets.iter().rev().step_by(9).copied()) {
                let place = record.place(offset..offset);
                let expected = line_and_column(&text, record.at, offset);
                assert_eq!((place.line, place.column), expected, "{offset}");
            }
        }
    }
}
