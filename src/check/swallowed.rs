//! Rows that became the text of a cell: a quote too many opens it, and the next one closes it.
//!
//! Invariant: prose is no row, whatever commas it has: a row has as many cells as the header, a date where
//! one belongs, and no blank behind a separator.

use std::ops::Range;

use super::dates;
use super::desk::Desk;
use super::finding::{Code, Finding};
use crate::model::cells::Cell;
use crate::model::{DataFile, Field, Place};
use crate::read::Record;

/// What rows of a table look like.
pub(crate) struct Shape {
    /// What separates their cells.
    pub(crate) delimiter: u8,
    /// How many these are.
    pub(crate) columns: usize,
    /// Which of them are dates.
    pub(crate) dates: Vec<usize>,
}

/// Lines of a cell that look like rows.
pub(crate) struct Swallowed {
    /// Number of the cell.
    cell: usize,
    /// The quote that opens it.
    quote: Range<usize>,
    /// The first of the lines.
    first: Range<usize>,
    /// How many there are.
    count: usize,
}

impl Shape {
    fn of(file: &DataFile) -> Shape {
        let dates = [Field::Date, Field::Published, Field::StartDate, Field::EndDate];
        let dates = dates.iter().filter_map(|field| file.fields.find(*field)).collect();
        Shape { delimiter: b',', columns: file.header.len(), dates }
    }

    /// The rows in the cells of a record that ends at `end`.
    pub(crate) fn within<'c>(
        &'c self,
        text: &'c str,
        cells: &'c [Cell],
        end: usize,
    ) -> impl Iterator<Item = Swallowed> + 'c {
        let quoted = (0..cells.len()).filter(|n| cells[*n].quoted);
        quoted.filter_map(move |n| self.in_cell((text, end), cells, n))
    }

    /// The rows in a cell of several lines. The last one goes on behind the cell; without another, the
    /// line that the quote stands on must have been a row, too.
    fn in_cell(&self, (text, end): (&str, usize), cells: &[Cell], n: usize) -> Option<Swallowed> {
        let cell = cells[n];
        let (split, behind) =
            (|part: Range<usize>| text[part].split(char::from(self.delimiter)), &cells[n + 1..]);
        let goes_on = |part| split(part).chain(behind.iter().map(|cell| &text[cell.span()]));
        let mut found = lines(text, cell.span()).filter(|line: &Range<usize>| {
            if line.end < cell.end {
                self.fits(&split(line.clone()))
            } else {
                self.fits(&goes_on(line.clone()))
            }
        });
        let first = found.next()?;
        let count = 1 + found.count();
        if first.end == cell.end {
            let before = cells[..n].iter().map(|cell| &text[cell.span()]);
            let line = cell.start..line_end(text, cell.span());
            self.fits(&before.chain(split(line))).then_some(())?;
        }
        let first = first.start..line_end(text, first.start..end);
        Some(Swallowed { cell: n, quote: cell.start - 1..cell.start, first, count })
    }

    /// Whether cells may be those of a row.
    fn fits<'t>(&self, cells: &(impl Iterator<Item = &'t str> + Clone)) -> bool {
        let is_row = || cells.clone().all(|cell| !cell.starts_with(char::is_whitespace));
        let dated = || self.dates.iter().any(|n| cells.clone().nth(*n).is_some_and(dates::may_be));
        // What costs least comes first.
        cells.clone().count() == self.columns && self.columns > 1 && is_row() && dated()
    }
}

/// The lines of a cell behind its first one.
fn lines(text: &str, cell: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let starts =
        memchr::memchr2_iter(b'\n', b'\r', &bytes[cell.clone()]).map(move |n| cell.start + n + 1);
    let starts = starts.filter(move |start| bytes[*start] != b'\n');
    starts.map(move |start| start..line_end(text, start..cell.end))
}

/// Where the first line of a part of a text ends.
fn line_end(text: &str, part: Range<usize>) -> usize {
    let length = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[part.clone()]);
    length.map_or(part.end, |length| part.start + length)
}

impl Swallowed {
    /// What is said of them, given the places of spans.
    pub(crate) fn finding(self, place: impl Fn(Range<usize>) -> Place) -> Finding {
        let what = match self.count {
            1 => "a line that looks like a row".to_string(),
            count => format!("{count} lines that look like rows"),
        };
        let quote = Place { cell: Some(self.cell as u32), ..place(self.quote) };
        Finding::new(Code::SwallowedRow, quote, format!("a cell in quotes that holds {what}"))
            .help("is this quote one too many, or the next one? the rows between them are read as its text")
            .and(Place { cell: Some(self.cell as u32), ..place(self.first) }, "like a row")
    }
}

/// Says of the cells of a record that holds line ends which of them hold rows.
#[cold]
pub(super) fn look(record: &Record, desk: &mut Desk) {
    for swallowed in Shape::of(record.file).within(record.text, record.cells, record.end) {
        desk.put(swallowed.finding(|span| record.place(span)));
    }
}
