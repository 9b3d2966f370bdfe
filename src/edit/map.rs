//! Which cell of a row from outside goes into which column of the target.
//!
//! Invariant: a column is found by its name, whatever the case, or by what `--map` says; none is
//! guessed and none is dropped in silence.

use super::foreign::Input;
use crate::check::{Code, Finding, did_you_mean, near};
use crate::model::cells::trim;
use crate::model::{DataFile, Field, Table};

/// Where the columns of an input go.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// The columns of the target, those that are added at the end.
    pub names: Vec<String>,
    /// For each of them, the cell of the input.
    pub from: Vec<Option<usize>>,
    /// How many of them the target has already.
    pub there: usize,
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
}

/// What was said about columns.
#[derive(Clone, Copy, Debug)]
pub struct Mapping<'m> {
    /// `theirs=ours`; a blank `ours` leaves the column out.
    pub map: &'m [(String, String)],
    /// Whether columns the target lacks are added to it.
    pub add: bool,
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
    let mut names = target.map(DataFile::header_names).unwrap_or_default();
    let there = names.len();
    let mut from: Vec<Option<usize>> = vec![None; there];
    let mut findings = unknown_maps(input, mapping, number);
    for (cell, theirs) in input.file.header_names().into_iter().enumerate() {
        let place = || input.header_place(Some(cell), number);
        let ours =
            mapping.map.iter().find(|(name, _)| *name == theirs).map(|(_, ours)| ours.clone());
        let left_out = ours.as_ref().is_some_and(String::is_empty);
        if left_out || theirs.is_empty() && ours.is_none() && !has_cells(input, cell) {
            continue;
        }
        let ours = ours.unwrap_or(theirs);
        if ours.is_empty() {
            let help = "give it a name in the header";
            findings.push(
                Finding::new(Code::BlankColumn, place(), "a column has cells and no name")
                    .help(help),
            );
            continue;
        }
        match find(&names, &ours) {
            Some(column) if from[column].is_some() => {
                let message = format!("two columns go into `{}`", names[column]);
                let help = "--map THEIRS= leaves one of them out".to_string();
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
                findings.push(
                    Finding::new(Code::MissingColumn, place(), message).help(help(&names, &ours)),
                );
            }
        }
    }
    let columns = Columns { names, from, there };
    if let Some(finding) = no_header(input, &columns, number)
        && (mapping.map.is_empty() || input.file.header.is_empty())
    {
        return Err(vec![finding]);
    }
    findings.extend(required(input, &columns, number));
    if findings.is_empty() { Ok(columns) } else { Err(findings) }
}

/// The column with this name: the first of two, one spelled exactly before one that is not.
fn find(names: &[String], ours: &str) -> Option<usize> {
    let exact = names.iter().position(|n| n == ours);
    exact.or_else(|| names.iter().position(|n| n.eq_ignore_ascii_case(ours)))
}

fn help(names: &[String], ours: &str) -> String {
    let known = Table::Events.columns().iter().map(|f| f.name());
    let all = names.iter().map(String::as_str).chain(known);
    let near: Vec<&str> = near(ours, all).into_iter().filter(|n| *n != ours).collect();
    match near.first() {
        Some(meant) => {
            let map = shell(&format!("{ours}={meant}"));
            format!("is it `{meant}`? then --map {map}; --add-columns adds it as it is")
        }
        None => {
            let (goes, out) = (shell(&format!("{ours}=COLUMN")), shell(&format!("{ours}=")));
            format!(
                "--add-columns adds it, --map {goes} says where it goes, --map {out} leaves it out"
            )
        }
    }
}

/// `--map` of a column the input has not.
fn unknown_maps(input: &Input, mapping: Mapping, number: u32) -> Vec<Finding> {
    let names = input.file.header_names();
    let lost = mapping.map.iter().filter(|(theirs, _)| !names.contains(theirs));
    lost.map(|(theirs, ours)| {
        let message = format!("--map {theirs}={ours}: the input has no column `{theirs}`");
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
    let missing: Vec<&str> = (Table::Events.required().iter())
        .filter(|field| columns.cell(**field).is_none())
        .map(|field| field.name())
        .collect();
    let first = missing.first()?;
    let message = format!("the input has no column `{}`", missing.join("`, `"));
    let help =
        format!("its first row names the columns; --map THEIRS={first} says which one it is");
    let place = input.header_place(None, number);
    Some(Finding::new(Code::MissingColumn, place, message).help(help))
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
    let help = "put column names first (date,title,...), or say which is which: --map THEIRS=date --map THEIRS=title";
    Some(Finding::new(Code::NoHeader, place, message).help(help))
}

/// A word as a shell takes it.
fn shell(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '=' | '_' | '-' | '.');
    if word.chars().all(plain) {
        word.to_string()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

fn has_cells(input: &Input, cell: usize) -> bool {
    input.rows.iter().any(|row| !trim(&input.value(row, cell)).is_empty())
}
