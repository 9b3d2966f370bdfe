//! Rows that became the text of a cell: a quote too many opens it, and the next one closes it.
//!
//! Invariant: prose is no row, whatever commas it has: a row has as many cells as the header, a date where
//! one belongs, and no blank behind a separator.

use std::ops::Range;

use super::desk::Desk;
use super::finding::{Code, Finding};
use crate::model::cells::Cell;
use crate::model::date::Date;
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
        let quoted = cells.iter().enumerate().filter(|(_, cell)| cell.quoted);
        quoted.filter_map(move |(n, cell)| {
            let mut rows =
                lines(text, cell.span(), end).filter(|line| self.fits(&text[line.clone()]));
            let first = rows.next()?;
            let (quote, count) = (cell.start - 1..cell.start, 1 + rows.count());
            Some(Swallowed { cell: n, quote, first, count })
        })
    }

    /// Whether a line may be a row of its own.
    fn fits(&self, line: &str) -> bool {
        let cells = || line.split(char::from(self.delimiter));
        let is_row = || cells().all(|cell| !cell.starts_with(char::is_whitespace));
        let dated = || self.dates.iter().any(|n| cells().nth(*n).is_some_and(is_date));
        // What costs least comes first.
        cells().count() == self.columns && self.columns > 1 && is_row() && dated()
    }
}

fn is_date(text: &str) -> bool {
    !text.is_empty() && Date::parse(text).map_or_else(|bad| !bad.readings.is_empty(), |_| true)
}

/// The lines of a cell behind its first one; the last goes on to the end of the record.
fn lines(text: &str, cell: Range<usize>, end: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let starts =
        memchr::memchr2_iter(b'\n', b'\r', &bytes[cell.clone()]).map(move |n| cell.start + n + 1);
    starts.filter(move |start| bytes[*start] != b'\n').map(move |start| {
        let length = memchr::memchr2(b'\n', b'\r', &bytes[start..end]);
        start..length.map_or(end, |length| start + length)
    })
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
