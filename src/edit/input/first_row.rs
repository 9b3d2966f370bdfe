//! First rows of an input that are not the names of its columns, or not as they should be.
//!
//! Invariant: one cause, one finding; what follows from it is not told.

use crate::check::{self, Code, Finding};
use crate::edit::columns::hints;
use crate::edit::columns::{Columns, Mapping, is_known, is_named, missing, with_names};
use crate::edit::input::{INPUT, Input, InputRow};
use crate::model::cells::trim;
use crate::model::digits::is_year;
use crate::model::{Field, Place, Table};
use crate::read::records::line_and_column;

/// What is wrong with the names as such: with what separates them, or with the quotes around them.
pub(in crate::edit) fn broken(input: &Input, mapping: Mapping) -> Option<Finding> {
    if let Some((what, help)) = check::parted(&input.file, Table::Events, input.delimiter) {
        let place = input.header_place(None);
        return Some(Finding::new(Code::WrongDelimiter, place, what).help(help));
    }
    input
        .broken_header()
        .or_else(|| nul(input).map(check::nul_in_name))
        .or_else(|| misquoted(input, mapping))
        .or_else(|| taken_for_names(input, mapping))
}

/// Names whose line goes on with the first row.
pub(in crate::edit) fn glued(input: &Input) -> Option<Finding> {
    let header = (&*input.file.text, &*input.file.header);
    let second = check::first_row(header, Table::Events, input.whole_rows())?;
    Some(check::glued_header(&second, &input.file, INPUT, ""))
}

/// A cell that is said to be the name of the dates, and is one of them: its row would be lost.
fn taken_for_names(input: &Input, mapping: Mapping) -> Option<Finding> {
    let said = mapping.map.iter().filter(|(_, ours)| Field::Date.is_called(ours));
    let names = input.file.header_names();
    let (cell, date) = said.filter_map(|(theirs, _)| date_among(&names, theirs)).next()?;
    let message = format!("the first row is no header: `{date}` is a date");
    let place = input.header_place(Some(cell));
    Some(Finding::new(Code::NoHeader, place, message).help(PUT_NAMES))
}

/// The date among the cells that are said to be the names of dates, or that they are together, and where it is.
fn date_among(names: &[String], theirs: &str) -> Option<(usize, String)> {
    let names = names.iter().map(|name| trim(name)).enumerate();
    let said: Vec<(usize, &str)> = names.filter(|(_, name)| is_named(theirs, name)).collect();
    let parts: Vec<&str> = said.iter().map(|(_, name)| *name).collect();
    let together = Some((said.first()?.0, parts.join(" "))).filter(|(_, date)| is_date(date));
    let one = || said.iter().find(|(_, name)| is_date(name));
    together.or_else(|| one().map(|(cell, date)| (*cell, date.to_string())))
}

/// Whether the cell of a first row is a date; a mere year or month may name a column.
fn is_date(cell: &str) -> bool {
    check::is_like_date(cell) && !is_year(cell) && cell.contains(char::is_numeric)
}

/// What to do about a file without a header.
const PUT_NAMES: &str = "put column names first (date,title,...)";

/// Where a NUL stands in the names, if one does.
fn nul(input: &Input) -> Option<Place> {
    let (text, at) = (&input.file.text, input.file.header_at);
    let nul = at.offset + text[at.offset..input.file.body.offset].find('\0')?;
    let cell = input.file.header.iter().rposition(|c| c.start <= nul);
    let (line, column) = line_and_column(text, at, nul);
    Some(Place { line, column, span: nul..nul + 1, ..input.header_place(cell) })
}

/// Names in quotes that enclose nothing, or with what does not show in them: to say by these names where they
/// go would bring that along.
fn misquoted(input: &Input, mapping: Mapping) -> Option<Finding> {
    let names = input.file.header_names();
    let is_there = |field: &Field| {
        let is = |name: &str| field.is_called(name);
        let mut said = mapping.map.iter().filter(|(theirs, _)| !theirs.contains('"'));
        names.iter().any(|name| is(name)) || said.any(|(_, ours)| is(ours))
    };
    let required = Table::Events.required().iter();
    let missing: Vec<Field> = required.filter(|field| !is_there(field)).copied().collect();
    let help = check::unseen_in_names(&names, &missing)
        .or_else(|| check::misquoted(&input.file, &names, &missing))?;
    let place = input.header_place(None);
    Some(Finding::new(Code::MissingColumn, place, lacking(&missing)).help(help))
}

/// What is said where nothing goes into columns that are required.
pub(in crate::edit) fn lacking(missing: &[Field]) -> String {
    let names: Vec<&str> = missing.iter().map(|field| field.name()).collect();
    format!("the input has no column `{}`", names.join("`, `"))
}

/// An input without a header, with one that names nothing, or with a title above it.
pub(in crate::edit) fn nameless(
    input: &Input,
    columns: &Columns,
    mapping: Mapping,
) -> Option<Finding> {
    let place = input.header_place(None);
    if input.file.header.is_empty() {
        let message = "the input is empty: not even a header";
        return Some(
            Finding::new(Code::EmptyFile, place, message).help("its first row names the columns"),
        );
    }
    let lacks = missing(columns);
    if lacks.is_empty() {
        return None;
    }
    let names = input.file.header_names();
    let is_placed = |field: &Field| columns.cell(*field).is_some();
    let names_none = !Table::Events.columns().iter().any(is_placed);
    let (code, message) = match names.iter().any(|name| is_known(trim(name))) {
        _ if !names_none => (Code::MissingColumn, lacking(&lacks)),
        true => (
            Code::NoHeader,
            "the first row names no column of the file it is to go into".to_string(),
        ),
        false => (Code::NoHeader, "the first row names no column annals knows".to_string()),
    };
    let finding = Finding::new(code, place, message);
    if let Some(line) = names_below(input, &names, mapping, names_none) {
        let help = format!("the column names seem to stand in line {line}: delete what is above");
        return Some(finding.help(help));
    }
    if !names_none || !mapping.map.is_empty() {
        return None;
    }
    if hints::may_be_names(&names) {
        let (named, filled) = with_names(input, |_| true);
        let help = format!(
            "if these are column names, {}; else put some first (date,title,...)",
            hints::required(&lacks, &named, &filled)
        );
        return Some(finding.help(help));
    }
    let help = match names.iter().any(|name| is_date(trim(name))) {
        true => PUT_NAMES.to_string(),
        false => {
            format!("{PUT_NAMES}, or say which is which: --map THEIRS=date --map THEIRS=title")
        }
    };
    Some(finding.help(match perhaps_below(input, &names) {
        Some(line) => format!(
            "do the column names stand in line {line}? then delete what is above; else {help}"
        ),
        None => help,
    }))
}

/// The line below a title in which the names of the columns may stand, whatever they are.
fn perhaps_below(input: &Input, above: &[String]) -> Option<u32> {
    const LOOKED_AT: usize = 10;
    let are_names = |row: &&InputRow| {
        let cells: Vec<String> = (0..row.cells.len()).map(|n| input.value(row, n)).collect();
        check::are_names_below(&cells, above)
    };
    Some(input.rows.iter().take(LOOKED_AT).find(are_names)?.at.line)
}

/// The line further down in which the names of the required columns stand, be it as another program calls
/// them: titles often stand above.
fn names_below(input: &Input, above: &[String], mapping: Mapping, names_none: bool) -> Option<u32> {
    const LOOKED_AT: usize = 10;
    let is = |cell: &str, field: &Field| {
        let is_said =
            |(theirs, ours): &(String, String)| field.is_called(ours) && is_named(theirs, cell);
        field.is_called(cell) || mapping.map.iter().any(is_said)
    };
    let are_names = |row: &&InputRow| {
        let value = |cell| trim(&input.value(row, cell)).to_string();
        let cells: Vec<String> = (0..row.cells.len()).map(value).collect();
        let has = |field: &Field| cells.iter().any(|cell| is(cell, field));
        Table::Events.required().iter().all(has)
            || names_none && check::are_foreign_names(&cells, above)
    };
    Some(input.rows.iter().take(LOOKED_AT).find(are_names)?.at.line)
}
