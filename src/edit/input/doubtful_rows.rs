//! What is doubtful in rows of an input that may be appended: too few cells, lines that look like rows, lost
//! letters, stray quotes, sums.
//!
//! Invariant: what is said here keeps no row out.

use std::ops::Range;

use super::drafts::{Draft, shape};
use crate::check::{self, Finding};
use crate::edit::columns::Columns;
use crate::edit::input::{Input, InputRow};
use crate::model::cells::trim;
use crate::model::{Field, Table};

/// A merge that git left open in the input: nobody has chosen which of its rows are meant.
pub(in crate::edit) fn open_merge(input: &Input) -> Option<Finding> {
    let text = |row: &InputRow| &input.file.text[row.at.offset..row.end];
    let line = |row: &InputRow| check::merge_finding(text(row), input.whole(row));
    let in_cells = |row: &InputRow| {
        let at = row.at.offset;
        let place = |line: Range<usize>| input.place(row, at + line.start..at + line.end);
        check::merges_in_cells(text(row), place).into_iter().next()
    };
    input.rows.iter().find_map(|row| line(row).or_else(|| in_cells(row)))
}

/// What is doubtful in rows that are shorter than the header of their input, though they have a title.
pub(in crate::edit) fn too_short(
    input: &Input,
    drafts: &[Draft],
    columns: &Columns,
) -> Vec<Finding> {
    let (names, title) = (input.file.header.len(), columns.cell(Field::Title));
    let rows = drafts.iter().map(|draft| &input.rows[draft.input]);
    let short = rows.filter(|row| {
        row.cells.len() < names && title.is_some_and(|title| title < row.cells.len())
    });
    let short: Vec<&InputRow> = short.collect();
    let cells = short.first().map_or(0, |row| row.cells.len());
    let shape = shape(input, columns);
    let otherwise = |row: &InputRow| check::of_short((&input.file.text, &row.cells), &shape);
    if short.len() > 1
        && !short.iter().any(|row| otherwise(row).is_some())
        && short.len() == drafts.len()
        && input.rows.iter().all(|row| row.cells.len() == cells || row.broken.is_some())
    {
        let names = input.file.header_names();
        return vec![check::all_too_short(input.header_place(None), cells, &names)];
    }
    let told = |row: &InputRow| {
        let ends = row.end == input.file.text.len();
        let finding = check::too_short(input.whole(row), (row.cells.len(), names), ends);
        match otherwise(row) {
            Some(help) => finding.help(help),
            None => finding,
        }
    };
    short.into_iter().map(told).collect()
}

/// What is doubtful in cells of rows: lines that look like rows themselves.
pub(in crate::edit) fn swallowed(
    input: &Input,
    drafts: &[Draft],
    columns: &Columns,
) -> Vec<Finding> {
    let shape = shape(input, columns);
    let rows = drafts.iter().map(|draft| &input.rows[draft.input]);
    let found = |row: &InputRow| -> Vec<Finding> {
        let rows = shape.within(&input.file.text, &row.cells, row.end);
        rows.map(|rows| rows.finding(|span| input.place(row, span))).collect()
    };
    rows.flat_map(found).collect()
}

/// What is doubtful in letters of rows: the first one of each that is lost.
pub(in crate::edit) fn lost(input: &Input, drafts: &[Draft]) -> Vec<Finding> {
    let rows = drafts.iter().map(|draft| &input.rows[draft.input]);
    let found = |row: &InputRow| {
        let place = |span| input.place(row, span);
        check::lost_letter(&input.file.text, row.at.offset..row.end, place)
    };
    rows.filter_map(found).collect()
}

/// What is doubtful in rows that have a title and no date: those of sums.
pub(in crate::edit) fn sums(input: &Input, drafts: &[Draft], columns: &Columns) -> Vec<Finding> {
    let is_blank = |draft: &Draft, field| trim(draft.value(columns, field)).is_empty();
    let rows = drafts
        .iter()
        .filter(|draft| is_blank(draft, Field::Date) && !is_blank(draft, Field::Title))
        .map(|draft| &input.rows[draft.input])
        .filter(|row| check::is_sum(&input.file.text, &row.cells));
    let found = |row: &InputRow| {
        let title = columns.cell(Field::Title).and_then(|title| row.cells.get(title))?;
        Some(check::sum_row(input.place(row, title.span()), "an event"))
    };
    rows.filter_map(found).collect()
}

/// What is doubtful in quotes of rows: those that enclose no cell.
pub(in crate::edit) fn stray(input: &Input, drafts: &[Draft], columns: &Columns) -> Vec<Finding> {
    let is_known = |field: &Field| Table::Events.columns().contains(field);
    let column = |field| Some(field).filter(is_known).and_then(|field| columns.cell(field));
    let rows = drafts.iter().map(|draft| &input.rows[draft.input]);
    let found = |row: &InputRow| {
        let place = |span| input.place(row, span);
        check::stray_quote((&input.file.text, &row.cells), column, place)
    };
    rows.filter_map(found).collect()
}
