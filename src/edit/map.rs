//! Which cell of a row from outside goes into which column of the target.
//!
//! Invariant: a column is found by its name, whatever the case, or by what `--map` says; none is
//! guessed and none is dropped in silence, and a part of a date goes nowhere else.

use super::foreign::{Input, InputRow};
use super::hints;
use super::join::{self, Joined};
use crate::check::{Code, Filled, Filling, Finding, did_you_mean, near};
use crate::model::cells::trim;
use crate::model::{DataFile, Field, Place, Table};

/// Where the columns of an input go.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// The columns of the target, those that are added at the end.
    pub names: Vec<String>,
    /// For each of them, the cell of the input.
    pub from: Vec<Option<usize>>,
    /// How many of them the target has already.
    pub there: usize,
    /// Those of the input that go nowhere: their cells, and what they are called.
    pub(super) left_out: Vec<(usize, String)>,
    /// Those of the input that are the date together; the first of them stands for it in `from`.
    pub(super) joined: Option<Joined>,
}

impl Columns {
    /// The number of a column of the contract among them.
    pub fn find(&self, field: Field) -> Option<usize> {
        let exact = self.names.iter().position(|n| n == field.name());
        exact.or_else(|| self.names.iter().position(|n| n.eq_ignore_ascii_case(field.name())))
    }

    /// The cell of the input that goes into a column of the contract.
    pub fn cell(&self, field: Field) -> Option<usize> {
        self.from[self.find(field)?]
    }

    /// Whether a cell of the input goes somewhere.
    pub(super) fn has(&self, cell: usize) -> bool {
        let is_part = self.joined.as_ref().is_some_and(|joined| joined.has(cell));
        is_part || self.from.contains(&Some(cell))
    }

    /// The columns that the input brings: their numbers, and their names in lower case.
    pub(super) fn brought(&self) -> impl Iterator<Item = (usize, String)> {
        let brought = self.names.iter().enumerate().filter(|(n, _)| self.from[*n].is_some());
        brought.map(|(n, name)| (n, name.to_lowercase()))
    }
}

/// What was said about columns.
#[derive(Clone, Copy, Debug)]
pub struct Mapping<'m> {
    /// `theirs=ours`; a blank `ours` leaves the column out.
    pub map: &'m [(String, String)],
    /// Whether columns the target lacks are added to it.
    pub add: bool,
}

impl Mapping<'_> {
    /// What was said about a column of theirs.
    pub(super) fn of(&self, theirs: &str) -> Option<&str> {
        self.map.iter().find(|(name, _)| name == theirs).map(|(_, ours)| ours.as_str())
    }

    /// Where the columns of a header are to go but one.
    fn others(&self, header: &[String], but: usize) -> Vec<String> {
        let others = header.iter().enumerate().filter(|(cell, _)| *cell != but);
        others.map(|(_, name)| self.of(name).unwrap_or(name).to_string()).collect()
    }
}

/// Whether what `--map` calls theirs is a column of this name, or joins it with others.
pub fn is_named(theirs: &str, name: &str) -> bool {
    theirs == name || theirs.split(['+', '/']).any(|part| trim(part) == name)
}

/// Maps the columns of an input; `target` is `None` where the file is yet to be made.
///
/// # Errors
/// Every column that cannot be placed, at its place in the input, which is file number `number`.
pub fn columns(
    input: &Input,
    target: Option<&DataFile>,
    mapping: Mapping,
    number: u32,
) -> Result<Columns, Vec<Finding>> {
    if let Some(finding) = input.broken_header(number) {
        return Err(vec![finding]);
    }
    let mut names = target.map(DataFile::header_names).unwrap_or_default();
    let there = names.len();
    let mut from: Vec<Option<usize>> = vec![None; there];
    let mut findings = unknown_maps(input, mapping, number);
    let joined = join::said(input, mapping, number).unwrap_or_else(|finding| {
        findings.push(finding);
        None
    });
    let is_first = |cell| joined.as_ref().is_some_and(|joined| joined.first() == cell);
    let header = input.file.header_names();
    for (cell, theirs) in header.iter().enumerate() {
        let place = || input.header_place(Some(cell), number);
        let part = joined.as_ref().and_then(|joined| joined.ours(cell));
        let ours = part.or(mapping.of(theirs)).map(str::to_string);
        let left_out = ours.as_ref().is_some_and(String::is_empty);
        if left_out || theirs.is_empty() && ours.is_none() && !has_cells(input, cell) {
            continue;
        }
        let ours = ours.unwrap_or(theirs.clone());
        if ours.is_empty() {
            findings.push(unnamed(place()));
            continue;
        }
        match find(&names, &ours) {
            Some(column) if from[column].is_some() => {
                let message = format!("two columns go into `{}`", names[column]);
                let rival = |cell: usize| if is_first(cell) { "" } else { header[cell].as_str() };
                let rivals = (from[column].map_or("", rival), rival(cell));
                let help = hints::twice(&names[column], rivals);
                findings.push(Finding::new(Code::DuplicateColumn, place(), message).help(help));
            }
            Some(column) => from[column] = Some(cell),
            None if target.is_none() || mapping.add => {
                names.push(ours);
                from.push(Some(cell));
            }
            None => {
                let file = target.map_or("", |t| t.name.as_str());
                let message = format!("`{file}` has no column `{ours}`");
                let others = || mapping.others(&header, cell);
                let help = hints::unplaced(&names, (theirs, &ours), others);
                findings.push(Finding::new(Code::MissingColumn, place(), message).help(help));
            }
        }
    }
    let mut columns = Columns { names, from, there, left_out: Vec::new(), joined };
    let goes_nowhere = |(cell, _): &(usize, String)| !columns.has(*cell);
    columns.left_out = header.into_iter().enumerate().filter(goes_nowhere).collect();
    if let Some(finding) = no_header(input, &columns, number)
        && (mapping.map.is_empty() || input.file.header.is_empty())
    {
        return Err(vec![finding]);
    }
    findings.extend(required(input, &columns, number));
    if findings.is_empty() { Ok(columns) } else { Err(findings) }
}

fn unnamed(place: Place) -> Finding {
    let help = "give it a name in the header, or --map =COLUMN says where it goes and --map = leaves it out";
    Finding::new(Code::BlankColumn, place, "a column has cells and no name").help(help)
}

/// The column with this name: the first of two, one spelled exactly before one that is not.
fn find(names: &[String], ours: &str) -> Option<usize> {
    let exact = names.iter().position(|n| n == ours);
    exact.or_else(|| names.iter().position(|n| n.eq_ignore_ascii_case(ours)))
}

/// `--map` of a column the input has not.
fn unknown_maps(input: &Input, mapping: Mapping, number: u32) -> Vec<Finding> {
    let names = input.file.header_names();
    let is_there =
        |theirs: &String| names.contains(theirs) || Joined::find(theirs, &names).is_some();
    let lost = mapping.map.iter().filter(|(theirs, _)| !is_there(theirs));
    lost.map(|(said, ours)| {
        let theirs = join::lost(said, &names);
        let message = format!("--map {said}={ours}: the input has no column `{theirs}`");
        let finding = Finding::new(Code::MissingColumn, input.header_place(None, number), message);
        match did_you_mean(&near(theirs, names.iter().map(String::as_str))) {
            Some(help) => finding.help(help),
            None => finding.help(format!("its columns are `{}`", names.join("`, `"))),
        }
    })
    .collect()
}

/// Required columns that nothing goes into, said once.
fn required(input: &Input, columns: &Columns, number: u32) -> Option<Finding> {
    let missing = missing(columns);
    if missing.is_empty() {
        return None;
    }
    let names: Vec<&str> = missing.iter().map(|field| field.name()).collect();
    let message = format!("the input has no column `{}`", names.join("`, `"));
    let (free, filled) = with_names(input, |cell| !columns.has(cell));
    let help = match free.is_empty() {
        true => "its first row names the columns".to_string(),
        false => hints::required(&missing, &free, &filled),
    };
    let place = input.header_place(None, number);
    Some(Finding::new(Code::MissingColumn, place, message).help(help))
}

/// Required columns that nothing goes into.
fn missing(columns: &Columns) -> Vec<Field> {
    let required = Table::Events.required().iter();
    required.filter(|field| columns.cell(**field).is_none()).copied().collect()
}

/// An input without a header, or with one that names nothing: one cause, one finding.
fn no_header(input: &Input, columns: &Columns, number: u32) -> Option<Finding> {
    let place = input.header_place(None, number);
    if input.file.header.is_empty() {
        let message = "the input is empty: not even a header";
        return Some(
            Finding::new(Code::EmptyFile, place, message).help("its first row names the columns"),
        );
    }
    let known = |field: &Field| columns.cell(*field).is_some();
    if Table::Events.columns().iter().any(known) {
        return None;
    }
    let message = "the first row names no column annals knows";
    let names = input.file.header_names();
    if let Some(line) = names_below(input) {
        let help = format!("the column names seem to stand in line {line}: delete what is above");
        return Some(Finding::new(Code::NoHeader, place, message).help(help));
    }
    if hints::may_be_names(&names) {
        let (named, filled) = with_names(input, |_| true);
        let help = format!(
            "if these are column names, {}; else put some first (date,title,...)",
            hints::required(&missing(columns), &named, &filled)
        );
        return Some(Finding::new(Code::NoHeader, place, message).help(help));
    }
    let help = "put column names first (date,title,...), or say which is which: --map THEIRS=date --map THEIRS=title";
    Some(Finding::new(Code::NoHeader, place, message).help(help))
}

/// The line further down in which the names of the required columns stand: titles often stand above.
fn names_below(input: &Input) -> Option<u32> {
    const LOOKED_AT: usize = 10;
    let has = |row: &InputRow, name: &str| {
        let is = |cell| trim(&input.value(row, cell)).eq_ignore_ascii_case(name);
        (0..row.cells.len()).any(is)
    };
    let required = Table::Events.required();
    let mut rows = input.rows.iter().take(LOOKED_AT);
    let row = rows.find(|row| required.iter().all(|field| has(row, field.name())))?;
    Some(row.at.line)
}

/// The names of some columns as far as they have one, and how much stands in the first rows of each.
fn with_names(input: &Input, is_meant: impl Fn(usize) -> bool) -> (Vec<String>, Vec<Filled>) {
    let names = input.file.header_names();
    let mut filling = Filling::new(names.len());
    let _ = input.rows.iter().all(|row| filling.count(&input.file.text, &row.cells));
    let named = names.into_iter().zip(filling.filled()).enumerate();
    let named = named.filter(|(cell, (name, _))| !name.is_empty() && is_meant(*cell));
    named.map(|(_, named)| named).unzip()
}

fn has_cells(input: &Input, cell: usize) -> bool {
    input.rows.iter().any(|row| !trim(&input.value(row, cell)).is_empty())
}
