//! Cells of several lines whose opening quote is missing: their lines are read as rows, up to the quote that
//! closes them.
//!
//! Invariant: rows are one only if the last has a quote that closes what none opens, they have just the cells of
//! one row together, and only the first begins as a row does.

use crate::check::ids::is_id;
use crate::check::rows::cut::{CutRow, Part, Short};
use crate::check::rows::last_cell;
use crate::check::rows::swallowed::{Shape, kind_of_id};
use crate::model::cells::{Cell, split_by, trim};
use crate::model::date::Date;

/// Lines that such a cell may have.
const MOST_LINES: usize = 20;

/// A row of those that may be parts: how many cells it has, and where it ends. Few are asked for the cells
/// themselves, which take far more room than the row.
struct Line {
    row: Short,
    count: usize,
    end: usize,
    /// The cell that a quote closes and none opens.
    closes: Option<usize>,
}

impl Line {
    fn cells(&self, shape: &Shape, text: &str) -> Vec<Cell> {
        let mut cells = Vec::with_capacity(self.count);
        split_by(shape.delimiter, text, self.row.start, &mut cells);
        cells
    }

    fn part(&self, cells: usize) -> Part {
        Part { row: self.row, cells, end: self.end }
    }
}

/// Rows that are parts of one with such a cell, of rows in their order that something is wrong with.
pub(super) fn in_parts(shape: &Shape, text: &str, rows: &[Short]) -> Vec<CutRow> {
    let mut cells = Vec::new();
    let lines = rows.iter().filter_map(|row| line(shape, text, row, &mut cells));
    let lines: Vec<Line> = lines.collect();
    let (mut found, mut free) = (Vec::new(), 0);
    for (n, line) in lines.iter().enumerate() {
        let Some(closes) = line.closes else { continue };
        let needed = (shape.columns + 1).checked_sub(line.count - closes);
        let Some(needed) = needed.filter(|needed| *needed > 0) else { continue };
        let earliest = n.saturating_sub(MOST_LINES).max(free);
        let first = (earliest..n)
            .rev()
            .take_while(|at| lines[*at].row.record + 1 == lines[at + 1].row.record)
            .take_while(|at| lines[*at].closes.is_none())
            .find(|at| begins(shape, text, (&lines[*at].cells(shape, text), needed)));
        let Some(first) = first else {
            let of_last =
                (needed == shape.columns).then(|| of_last(shape, text, &lines[earliest..=n]));
            if let Some(parts) = of_last.flatten() {
                found.push(CutRow { parts, lacks_quote: true });
                free = n + 1;
            }
            continue;
        };
        let cells = lines[first].cells(shape, text);
        let own = |line: &Line| is_own(shape, text, &cells[..needed - 1], line);
        if lines[first + 1..=n].iter().any(own) {
            continue;
        }
        let rest = lines[first + 1..=n].iter().map(|line| line.part(line.count));
        let parts = [lines[first].part(needed)].into_iter().chain(rest).collect();
        found.push(CutRow { parts, lacks_quote: true });
        free = n + 1;
    }
    found
}

/// A whole row and the lines behind it that are the rest of its last cell, of which the last one has its quote.
fn of_last(shape: &Shape, text: &str, lines: &[Line]) -> Option<Vec<Part>> {
    let of_one =
        |pair: &[Line]| pair[0].row.record + 1 == pair[1].row.record && pair[0].closes.is_none();
    let behind = lines.windows(2).rev().take_while(|pair| of_one(pair)).count();
    let rest = &lines[lines.len() - 1 - behind..];
    let (whole, cells) = last_cell::before(shape, text, &rest[0].row)?;
    let is_prose =
        |line: &Line| line.cells(shape, text)[1..].iter().all(|cell| is_behind_blank(text, cell));
    let is_rest = |line: &Line| is_prose(line) && !is_own(shape, text, &cells, line);
    let is_one = trim(&text[cells.last()?.span()]).contains(char::is_whitespace)
        && !cells.iter().any(|cell| is_behind_blank(text, cell))
        && begins(shape, text, (&cells, shape.columns))
        && rest.iter().all(is_rest);
    let rest = rest.iter().map(|line| line.part(line.count));
    is_one.then(|| [whole].into_iter().chain(rest).collect())
}

/// Whether a row may be the end of a last cell whose opening quote is missing.
pub(super) fn may_be_last(text: &str, cells: &[Cell], columns: usize) -> bool {
    closed(text, cells).is_some_and(|closes| closes + 1 == cells.len() && columns > 1)
}

/// How many cells a row has, and which of them is closed; `None`: it stands in quotes that are whole.
fn line(shape: &Shape, text: &str, row: &Short, cells: &mut Vec<Cell>) -> Option<Line> {
    let found = split_by(shape.delimiter, text, row.start, cells);
    let (closes, count) = (closed(text, cells), cells.len());
    (found.broken.is_none()).then_some(Line { row: *row, count, end: found.end, closes })
}

/// The first cell of a row that ends with a quote which none in the row opens, behind a word.
pub(super) fn closed(text: &str, cells: &[Cell]) -> Option<usize> {
    let mut quotes = 0;
    for (n, cell) in cells.iter().enumerate() {
        let value = trim(&text[cell.span()]);
        if cell.quoted {
            return None;
        }
        quotes += value.matches('"').count();
        if quotes % 2 == 1 {
            let words = value.strip_suffix('"')?;
            return (!words.is_empty() && !words.ends_with(char::is_numeric)).then_some(n);
        }
    }
    None
}

/// Whether a row may begin with these cells, of which the last that are prose behind a comma may be of one with
/// the `needed` one, and goes on in the next line.
fn begins(shape: &Shape, text: &str, (cells, needed): (&[Cell], usize)) -> bool {
    let value = |n: usize| trim(&text[cells[n].span()]);
    let is_dated = |n: &usize| *n >= needed || value(*n).is_empty() || Date::may_be(value(*n));
    let is_named = |n: usize| n >= needed || value(n).is_empty() || is_id(value(n));
    cells.len() >= needed
        && !value(needed - 1).is_empty()
        && !cells[needed - 1].quoted
        && !shape.dates.contains(&(needed - 1))
        && shape.id != Some(needed - 1)
        && cells[needed..].iter().all(|cell| is_behind_blank(text, cell))
        && shape.dates.iter().all(is_dated)
        && shape.id.is_none_or(is_named)
}

/// Whether a line may be a row of its own behind one that begins with some cells.
fn is_own(shape: &Shape, text: &str, first: &[Cell], line: &Line) -> bool {
    let value = |cell: &Cell| trim(&text[cell.span()]).to_string();
    let cells = line.cells(shape, text);
    let closes = line.closes.unwrap_or(cells.len());
    let (words, rest) = cells.split_at(closes.min(cells.len()));
    // A comma of the text is none between cells.
    let whole: Vec<String> = rest.iter().map(value).collect();
    let whole = |n: usize| whole.get(n).filter(|_| n > 0).cloned().unwrap_or_default();
    let has = |is: &dyn Fn(&str) -> bool, n: usize| {
        words.get(n).is_some_and(|cell| is(&value(cell))) || is(&whole(n))
    };
    let kind = |n: usize| first.get(n).and_then(|cell| kind_of_id(&value(cell)));
    let is_id_like =
        |n: usize| has(&|text| kind_of_id(text).is_some_and(|own| Some(own) == kind(n)), n);
    let is_row = cells.len() == shape.columns
        && !cells[1..=closes.min(cells.len() - 1)].iter().all(|cell| is_behind_blank(text, cell));
    is_row || shape.dates.iter().any(|n| has(&Date::may_be, *n)) || shape.id.is_some_and(is_id_like)
}

/// Whether a cell begins with a blank, as words behind a comma do.
fn is_behind_blank(text: &str, cell: &Cell) -> bool {
    !cell.quoted && text[cell.span()].starts_with(char::is_whitespace)
}
