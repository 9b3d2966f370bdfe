//! Headers whose line goes on with the first row, as where names without a last line end were put before a table.
//!
//! Invariant: only where the rows below have as many cells as the names alone, and what stands behind these is of
//! their kind: a date where all have theirs, or an id that begins as theirs do.

use crate::check::columns;
use crate::check::dates;
use crate::check::finding::{Code, Finding};
use crate::check::header::uneven_rows::whole_rows;
use crate::check::rows::glued::Other;
use crate::check::rows::swallowed::kind_of_id;
use crate::model::cells::{Cell, trim};
use crate::model::date::Date;
use crate::model::{DataFile, Table};

/// Rows that are looked at.
const LOOKED_AT: usize = 10;

/// The row that begins in or behind the last name of a header, if one does; `next` fills in the cells of another
/// row that can be read.
pub(crate) fn first_row(
    (text, header): (&str, &[Cell]),
    table: Table,
    mut next: impl FnMut(&mut Vec<Cell>) -> bool,
) -> Option<Other> {
    let (mut rows, mut cells) = (Vec::new(), Vec::new());
    while rows.len() < LOOKED_AT && next(&mut cells) {
        let count = cells.len();
        if count < 2 || header.len() != 2 * count && header.len() != 2 * count - 1 {
            return None;
        }
        rows.push(cells.clone());
    }
    let columns = rows.first()?.len();
    let cell = header.len() - columns;
    let value = |cells: &[Cell], n: usize| trim(&text[cells[n].span()]);
    let (meeting, is_whole) = (value(header, cell), cell == columns);
    let begins =
        |name: &&str| meeting.get(..name.len()).is_some_and(|m| m.eq_ignore_ascii_case(name));
    let names = table.columns().iter().map(|field| field.name()).filter(begins);
    let own = names.map(|name| &meeting[name.len()..]).min_by_key(|own| own.len());
    let own = own.filter(|_| !is_whole);
    let is_date = |text: &str| {
        dates::has_year_and_more(text)
            || own.is_some_and(|own| !own.is_empty()) && Date::may_be(text)
    };
    let all = |is: &dyn Fn(&str) -> bool, n: usize| rows.iter().all(|row| is(value(row, n)));
    let dated = |n: &usize| is_date(value(header, cell + n)) && all(&Date::may_be, *n);
    let day = &meeting[meeting.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-').len()..];
    let is_like = |own: &str| {
        let kind = kind_of_id(own);
        kind.is_some_and(|(.., has_number)| has_number) && all(&|id| kind_of_id(id) == kind, 0)
    };
    let first = match own {
        _ if is_whole && (0..columns).any(|n| dated(&n)) => meeting,
        Some("") => return None, // a name, and nothing behind it
        Some(own)
            if own.starts_with(char::is_alphabetic) && is_like(own)
                || is_date(own) && all(&Date::may_be, 0) =>
        {
            own
        }
        _ if !is_whole && dates::has_year_and_more(day) && all(&Date::may_be, 0) => day,
        _ if !is_whole && (1..columns).any(|n| dated(&n)) => own.unwrap_or_default(),
        _ => return None,
    };
    let end = header[cell].start + text[header[cell].span()].trim_end().len();
    let first = (!first.is_empty()).then(|| end - first.len()..end);
    Some(Other { cell, first })
}

/// What is said of a header with a row behind it; `refused` says how many rows are.
pub(crate) fn finding(second: &Other, file: &DataFile, number: u32, refused: &str) -> Finding {
    let place = columns::place_at((file, number), second.span(&file.header), Some(second.cell));
    let message = format!("the first row stands in the line of the header{refused}");
    Finding::new(Code::NoHeader, place, message).help(second.help((&file.text, &file.header), 0))
}

/// The same row of a file.
pub(in crate::check) fn of_file(file: &DataFile, number: u32, table: Table) -> Option<Other> {
    first_row((&file.text, &file.header), table, whole_rows(file, number))
}
