//! Tables of events in which the names of the date and another column are exchanged.
//!
//! Invariant: only where no cell below `date` can be read as a date, and every cell of the other column is one
//! of more than a year, is that told, in the place of what was said of each date.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::columns;
use crate::check::dates;
use crate::check::desk::Desk;
use crate::check::finding::{Code, Finding};
use crate::model::cells::{Cell, line_start, split, trim};
use crate::model::{DataFile, Field, Table};

/// Columns of words, which hold no dates.
const OF_WORDS: [Field; 5] =
    [Field::Title, Field::Summary, Field::Place, Field::Type, Field::Actors];

/// Says at the header what was said of every date.
pub(in crate::check) fn settle(desk: &mut Desk, files: &[DataFile]) {
    let mut bad: BTreeMap<u32, BTreeMap<u32, usize>> = BTreeMap::new();
    let is_read = |f: &Finding| f.bad.as_ref().is_some_and(|bad| !bad.readings.is_empty());
    let of_date = || desk.findings.iter().filter(|finding| is_of_date(finding, files));
    for finding in of_date().filter(|finding| !is_read(finding)) {
        let rows = bad.entry(finding.place.file).or_default();
        rows.insert(finding.place.record, finding.place.span.start);
    }
    let mut told = Vec::new();
    for (number, rows) in bad {
        let file = &files[number as usize];
        let read = desk.tally.files[number as usize].read;
        if rows.len() < 2 || rows.len() as u64 != read {
            continue;
        }
        let Some(other) = OF_WORDS.into_iter().find(|field| are_dates(file, *field, &rows)) else {
            continue;
        };
        let name = other.name();
        let place = columns::place(file, number, file.fields.find(Field::Date));
        let message = format!("no cell of this column is a date, and every `{name}` is one");
        let help = format!("are the names exchanged? then write `{name}` here, and `date` there");
        told.push(Finding::new(Code::BadDate, place, message).help(help));
    }
    if !told.is_empty() {
        let of: BTreeSet<u32> = told.iter().map(|finding| finding.place.file).collect();
        desk.findings.retain(|f| !(of.contains(&f.place.file) && is_of_date(f, files)));
        desk.findings.extend(told);
    }
}

/// Whether a finding says that the date of an event is none.
fn is_of_date(finding: &Finding, files: &[DataFile]) -> bool {
    let is_date = || {
        let file = &files[finding.place.file as usize];
        let date = file.fields.find(Field::Date).map(|n| n as u32);
        file.table == Some(Table::Events) && finding.place.cell == date && date.is_some()
    };
    finding.code.is_of_dates() && is_date()
}

/// Whether the cells of a column are dates of more than a year in all rows, each with an offset on its line:
/// rooms and postcodes are numbers, too.
fn are_dates(file: &DataFile, field: Field, rows: &BTreeMap<u32, usize>) -> bool {
    let (mut cells, text): (Vec<Cell>, &str) = (Vec::new(), &file.text);
    let Some(column) = file.fields.find(field) else { return false };
    rows.values().all(|at| {
        split(text, line_start(text.as_bytes(), *at), &mut cells);
        cells.get(column).is_some_and(|cell| dates::has_year_and_more(trim(&text[cell.span()])))
    })
}
