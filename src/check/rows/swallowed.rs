//! Rows that became the text of a cell: a quote too many opens it, and the next one closes it.
//!
//! Invariant: prose is no row, whatever commas it has: a row has as many cells as the header, no blank behind
//! a separator, and a date where one belongs, or an id like that of the row its quote stands in: one with a
//! number, or on every line.

use std::ops::Range;

use crate::check::desk::Desk;
use crate::check::finding::{Code, Finding};
use crate::check::ids::is_id;
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
    /// Which one is the id.
    pub(crate) id: Option<usize>,
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
    /// Those of a file.
    pub(in crate::check) fn of(file: &DataFile) -> Shape {
        let dates = Field::DATES.iter().filter_map(|field| file.fields.find(*field)).collect();
        let id = file.fields.find(Field::Id);
        Shape { delimiter: b',', columns: file.header.len(), dates, id }
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
        let before = cells[..n].iter().map(|cell| &text[cell.span()]);
        let opening = before.chain(split(cell.start..line_end(text, cell.span())));
        let (mut first, mut sure, mut words, mut others) = (None, 0, 0, 0);
        for line in lines(text, cell.span()) {
            let goes_on_behind = line.end == cell.end;
            let found = match goes_on_behind {
                true => self.evidence(&goes_on(line.clone()), &opening),
                false => self.evidence(&split(line.clone()), &opening),
            };
            match found {
                None => others += usize::from(!line.is_empty()),
                Some(Evidence::Word) if !goes_on_behind || behind.is_empty() => words += 1,
                Some(_) => sure += 1,
            }
            first = first.or(found.map(|_| line));
        }
        if sure == 0 && (words < 2 || others > 0) {
            return None; // a list may have as many commas
        }
        let first = first?;
        if first.end == cell.end {
            self.evidence(&opening, &opening)?;
        }
        let first = first.start..line_end(text, first.start..end);
        Some(Swallowed { cell: n, quote: cell.start - 1..cell.start, first, count: sure + words })
    }

    /// What tells that cells may be those of a row behind one whose own cells would be those of `opening`.
    fn evidence<'t>(
        &self,
        cells: &(impl Iterator<Item = &'t str> + Clone),
        opening: &(impl Iterator<Item = &'t str> + Clone),
    ) -> Option<Evidence> {
        let is_row = || cells.clone().all(|cell| !cell.starts_with(char::is_whitespace));
        let dated = || self.dates.iter().any(|n| cells.clone().nth(*n).is_some_and(Date::may_be));
        // What costs least comes first.
        let fits = cells.clone().count() == self.columns && self.columns > 1 && is_row();
        fits.then_some(())?;
        if dated() { Some(Evidence::Date) } else { self.named(cells, opening) }
    }

    /// The same of cells without a date: an id of the kind that the row before them has, which would be
    /// whole, too, without its quote.
    fn named<'t>(
        &self,
        cells: &(impl Iterator<Item = &'t str> + Clone),
        opening: &(impl Iterator<Item = &'t str> + Clone),
    ) -> Option<Evidence> {
        let id = self.id.filter(|_| self.columns > 2)?;
        let blank = |n: &usize| cells.clone().nth(*n).is_none_or(str::is_empty);
        let kind = kind_of_id(cells.clone().nth(id)?)?;
        let fits = self.dates.iter().all(blank)
            && kind == kind_of_id(opening.clone().nth(id)?)?
            && opening.clone().count() == self.columns;
        let has_digit = || cells.clone().nth(id).is_some_and(|id| id.contains(is_digit));
        fits.then(|| if has_digit() { Evidence::Number } else { Evidence::Word })
    }
}

/// What tells that a line is a row.
enum Evidence {
    /// A date where one belongs.
    Date,
    /// An id with a number in it.
    Number,
    /// An id that is a word, as items of a list are, too.
    Word,
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// How an id begins, with a capital letter, a small one, or a digit, and whether it has a number; `None`: it
/// is none.
pub(in crate::check) fn kind_of_id(text: &str) -> Option<(bool, bool, bool)> {
    let first = is_id(text).then(|| text.as_bytes()[0])?;
    Some((first.is_ascii_uppercase(), first.is_ascii_lowercase(), text.contains(is_digit)))
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
        let message = format!("a cell in quotes that holds {}", self.what());
        let help = "is this quote one too many, or the next one? the rows between them are read as its text";
        self.said((Code::SwallowedRow, message, help), place)
    }

    /// The same of a record of too many cells: of its two quotes, one at least is wrong.
    pub(crate) fn refusal(self, place: impl Fn(Range<usize>) -> Place) -> Finding {
        let what = self.what();
        let message = format!(
            "a quote opens this cell and is not closed before {what}; all of it is refused"
        );
        let help = "close the quote where its cell ends, or, if it belongs to the text, double it (\"\") and enclose the whole cell: the rows behind it are read then";
        self.said((Code::UnclosedQuote, message, help), place)
    }

    fn what(&self) -> String {
        match self.count {
            1 => "a line that looks like a row".to_string(),
            count => format!("{count} lines that look like rows"),
        }
    }

    fn said(
        self,
        (code, message, help): (Code, String, &str),
        place: impl Fn(Range<usize>) -> Place,
    ) -> Finding {
        let here = |span| Place { cell: Some(self.cell as u32), ..place(span) };
        Finding::new(code, here(self.quote.clone()), message)
            .help(help)
            .and(here(self.first.clone()), "like a row")
    }
}

/// Why a record of too many cells has them, if rows in one of its cells tell.
#[cold]
pub(in crate::check) fn cause(record: &Record) -> Option<Finding> {
    let shape = Shape::of(record.file);
    let mut found = shape.within(record.text, record.cells, record.end);
    found.next().map(|swallowed| swallowed.refusal(|span| record.place(span)))
}

/// Says of the cells of a record that holds line ends which of them hold rows.
#[cold]
pub(in crate::check) fn look(record: &Record, desk: &mut Desk) {
    for swallowed in Shape::of(record.file).within(record.text, record.cells, record.end) {
        desk.put(swallowed.finding(|span| record.place(span)));
    }
}

/// What to do about an id of several lines; that some of them look like rows is said no more.
pub(in crate::check) fn told_of_id(id: &str, record: &Record, desk: &mut Desk) -> Option<String> {
    if !id.contains(['\n', '\r']) {
        return None;
    }
    let cell = record.file.fields.find(Field::Id).map(|n| n as u32);
    // It was said just now, of this very record.
    let is_own = |f: &&Finding| (f.place.file, f.place.record) == (record.number, record.at.record);
    let is_told = |f: &Finding| f.code == Code::SwallowedRow && f.place.cell == cell;
    let own = desk.findings.iter().rev().take_while(is_own).position(is_told);
    own.map(|n| desk.findings.remove(desk.findings.len() - 1 - n));
    let help = "an id is of one line: is the quote before it one too many, or the next one?";
    Some(help.to_string())
}
