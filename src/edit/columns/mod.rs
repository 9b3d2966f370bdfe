//! Which cell of a row from outside goes into which column of the target.
//!
//! Invariant: a column is found by its name, whatever the case, or by what `--map` says; none is
//! guessed and none is dropped in silence, and a part of a date goes nowhere else.

pub(super) mod century;
pub(super) mod date_qualifiers;
pub(super) mod era_in_name;
pub(super) mod foreign_ids;
pub(super) mod hints;
pub(super) mod join;
pub(super) mod parts_beside_date;
pub mod status_astray;

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{
    Code, Filled, Filling, Finding, did_you_mean, map_option, near, of_one_name, on_one_line,
};
use crate::edit::columns::join::Joins;
use crate::edit::input::Input;
use crate::edit::input::column_names::Names;
use crate::edit::input::first_row;
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
    /// What the columns of the input are called, each by a name of its own on one line.
    pub(super) typed: Vec<String>,
    /// Those of the input that are one together; the first of them stands for it in `from`.
    pub(super) joined: Joins,
    /// What is doubtful: names that stand in the header of the input more than once.
    pub(super) doubled: Vec<Finding>,
}

impl Columns {
    /// The number of a column of the contract among them.
    pub fn find(&self, field: Field) -> Option<usize> {
        let exact = self.names.iter().position(|n| n == field.name());
        exact.or_else(|| self.names.iter().position(|n| field.is_called(n)))
    }

    /// The cell of the input that goes into a column of the contract.
    pub fn cell(&self, field: Field) -> Option<usize> {
        self.from[self.find(field)?]
    }

    /// Whether a cell of the input goes somewhere.
    fn has(&self, cell: usize) -> bool {
        goes((&self.from, &self.joined), cell)
    }

    /// A column as it is written, by its name in lower case.
    pub fn written<'n>(&'n self, name: &'n str) -> &'n str {
        let is = |written: &&String| written.to_lowercase() == name;
        self.names.iter().find(is).map_or(name, String::as_str)
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
    /// What was said about a column of theirs; a name that is left out is so wherever it stands.
    pub(super) fn of(&self, header: &Names, cell: usize) -> Option<&str> {
        let said = |cell: usize| {
            let theirs = &header.typed[cell];
            let said = self.map.iter().find(|(name, _)| on_one_line(name) == *theirs);
            said.map(|(_, ours)| ours.as_str())
        };
        said(cell).or_else(|| said(header.first(cell)?).filter(|ours| ours.is_empty()))
    }

    /// Where a column goes.
    fn goes(&self, (header, joins): (&Names, &Joins), cell: usize) -> String {
        let said = joins.ours(cell).or(self.of(header, cell));
        said.map_or_else(|| by_name(header, cell), str::to_string)
    }

    /// What the columns of a header are called in `--map`, and where they go.
    fn all(&self, (header, joins): (&Names, &Joins)) -> Vec<(String, String)> {
        let all = 0..header.called.len();
        all.map(|n| (joins.theirs(n, header), self.goes((header, joins), n))).collect()
    }

    /// What it calls columns that are joined to the date.
    pub(super) fn joining_date(&self, header: &Names) -> Option<&str> {
        let is_date =
            |(theirs, ours): &&(String, String)| Field::Date.is_called(ours) && !header.has(theirs);
        self.map.iter().find(is_date).map(|(theirs, _)| theirs.as_str())
    }

    /// The option that joins all columns that go into a list; `None`: it is none, or they are one name.
    fn joining(&self, header: (&Names, &Joins), list: &str) -> Option<String> {
        join::list(list)?;
        let into = self.all(header).into_iter().filter(|(_, ours)| ours.eq_ignore_ascii_case(list));
        let theirs: Vec<String> = into.map(|(theirs, _)| theirs).collect();
        let named: Vec<(&str, &str)> = theirs.iter().map(|theirs| (theirs.as_str(), "")).collect();
        of_one_name(&named).is_none().then(|| map_option(&theirs.join("+"), list))
    }
}

/// Whether what `--map` calls theirs is a column of this name, or joins it with others.
pub fn is_named(theirs: &str, name: &str) -> bool {
    let (theirs, name) = (on_one_line(theirs), on_one_line(name));
    let joins = ["+", "/", ".."];
    let ends = |text: &str| joins.iter().any(|sign| text.ends_with(sign));
    let starts =
        |text: &str| text.starts_with(':') || joins.iter().any(|sign| text.starts_with(sign));
    let is_whole = |(at, found): (usize, &str)| {
        let (before, behind) = (trim(&theirs[..at]), trim(&theirs[at + found.len()..]));
        (before.is_empty() || ends(before)) && (behind.is_empty() || starts(behind))
    };
    theirs == name || !name.is_empty() && theirs.match_indices(&*name).any(is_whole)
}

/// Maps the columns of an input; `target` is `None` where the file is yet to be made.
///
/// # Errors
/// Every column that cannot be placed, at its place in the input.
pub fn columns(
    input: &Input,
    target: Option<&DataFile>,
    mapping: Mapping,
) -> Result<Columns, Vec<Finding>> {
    if let Some(finding) = first_row::broken(input, mapping) {
        return Err(vec![finding]);
    }
    let mut names = target.map(DataFile::header_names).unwrap_or_default();
    let there = names.len();
    let mut from: Vec<Option<usize>> = vec![None; there];
    let header = Names::of(input);
    let mut findings = unknown_maps((input, &header), mapping);
    let joined = join::said((input, &header), mapping).unwrap_or_else(|finding| {
        findings.push(*finding);
        Joins::default()
    });
    let join = &joined;
    for (cell, theirs) in header.called.iter().enumerate() {
        let place = |cell| input.header_place(Some(cell));
        let ours = join.ours(cell).or(mapping.of(&header, cell)).map(str::to_string);
        let left_out = ours.as_ref().is_some_and(String::is_empty);
        if left_out || theirs.is_empty() && ours.is_none() && !has_cells(input, cell) {
            continue;
        }
        let is_unsaid = ours.is_none();
        let ours = ours.unwrap_or_else(|| by_name(&header, cell));
        if ours.is_empty() {
            findings.push(unnamed(place(cell), input));
            continue;
        }
        match find(&names, &ours) {
            Some(column) if from[column].is_some() => {
                let (rivals, at) = rivals((&header, join), (from[column], cell));
                let joining = mapping.joining((&header, join), &names[column]);
                findings.push(two_into(&names[column], (rivals, joining), place(at)));
            }
            Some(column) => from[column] = Some(cell),
            None if target.is_none() || mapping.add => {
                names.push(as_known(ours));
                from.push(Some(cell));
            }
            // The first of its name is told to have no place.
            None if is_unsaid && header.first(cell).is_some_and(|n| !goes((&from, join), n)) => {}
            None => {
                let file = target.map_or("", |t| t.name.as_str());
                let message = format!("`{file}` has no column `{ours}`");
                let all = || mapping.all((&header, join));
                let help = hints::unplaced(&names, (&join.theirs(cell, &header), &ours), all);
                findings.push(Finding::new(Code::MissingColumn, place(cell), message).help(help));
            }
        }
    }
    let mut columns = Columns { names, from, there, joined, ..Columns::default() };
    let goes_nowhere = |(cell, _): &(usize, String)| !columns.has(*cell);
    columns.left_out = header.called.iter().cloned().enumerate().filter(goes_nowhere).collect();
    columns.doubled = doubled(input, &header, &columns);
    if let Some(finding) = first_row::nameless(input, &columns, mapping) {
        return Err(vec![finding]);
    }
    findings.extend(required((input, &header), &columns, mapping));
    columns.typed = header.typed;
    if findings.is_empty() { Ok(columns) } else { Err(findings) }
}

fn unnamed(place: Place, input: &Input) -> Finding {
    let help = "give it a name in the header, or --map =COLUMN says where it goes and --map = leaves it out";
    let finding = Finding::new(Code::BlankColumn, place, "a column has cells and no name");
    let (names, mut widths) = (input.file.header.len(), input.rows.iter().map(|r| r.cells.len()));
    match widths.next().filter(|first| *first < names && widths.all(|width| width == *first)) {
        Some(cells) => finding.help(format!(
            "every row has {cells} cells where the header has {names}: is this comma one too many? \
             then delete it, else give the column a name"
        )),
        None => finding.help(help),
    }
}

/// Where a column goes of which nothing was said: the second of a name that is known has no other place than
/// the first.
fn by_name(header: &Names, cell: usize) -> String {
    let first = header.first(cell).map(|first| &header.called[first]);
    first.filter(|name| is_known(name)).unwrap_or(&header.called[cell]).clone()
}

/// Whether a column goes somewhere, be it with others.
fn goes((from, joined): (&[Option<usize>], &Joins), cell: usize) -> bool {
    from.contains(&Some(cell)) || joined.has(cell)
}

/// Of two columns that go into one the first by its name, where it has one to be left out by, and the second;
/// and the number of that. What is joined has none, and the first of one name would take the second along.
fn rivals<'h>(
    (header, joined): (&'h Names, &Joins),
    (before, cell): (Option<usize>, usize),
) -> ((Option<&'h str>, &'h str), usize) {
    let is_joined = |cell: usize| joined.has(cell);
    let name = |cell: usize| header.called[cell].as_str();
    match before {
        Some(before) if is_joined(cell) => ((None, name(before)), before),
        Some(before) if !is_joined(before) && header.first(cell).is_none() => {
            ((Some(name(before)), name(cell)), cell)
        }
        _ => ((None, name(cell)), cell),
    }
}

/// Two columns that go into one, and the option that joins them if one does.
fn two_into(
    column: &str,
    (names, joining): ((Option<&str>, &str), Option<String>),
    place: Place,
) -> Finding {
    let message = format!("two columns go into `{column}`");
    let help = hints::twice(column, names, joining);
    Finding::new(Code::DuplicateColumn, place, message).help(help)
}

/// What is said of names that stand in a header more than once; what is joined was named one by one.
fn doubled(input: &Input, header: &Names, columns: &Columns) -> Vec<Finding> {
    let homes = columns.from.iter().zip(&columns.names);
    let homes: BTreeMap<usize, &String> =
        homes.filter_map(|(cell, name)| Some(((*cell)?, name))).collect();
    let said = |(first, others): (usize, Vec<usize>)| {
        let is_told = |n: &usize| homes.contains_key(n) && !columns.joined.has(*n);
        let placed: Vec<usize> = others.into_iter().filter(is_told).collect();
        let into: Vec<String> = placed.iter().map(|n| homes[n].clone()).collect();
        let place = |cell| input.header_place(Some(cell));
        let (message, help) = hints::doubled(&header.called[first], &into);
        let finding = Finding::new(Code::DuplicateColumn, place(*placed.first()?), message);
        Some(finding.help(help).and(place(first), "first"))
    };
    header.doubled().into_iter().filter_map(said).collect()
}

/// The column with this name: the first of two, one spelled exactly before one that is not.
fn find(names: &[String], ours: &str) -> Option<usize> {
    let exact = names.iter().position(|n| n == ours);
    exact.or_else(|| names.iter().position(|n| n.eq_ignore_ascii_case(ours)))
}

/// `--map` of a column the input has not.
fn unknown_maps((input, header): (&Input, &Names), mapping: Mapping) -> Vec<Finding> {
    let names = &header.typed;
    let is_there = |(theirs, ours): (&str, &str)| {
        header.has(theirs) || Joins::find((theirs, ours), names).is_some()
    };
    let lost = mapping.map.iter().filter(|(theirs, ours)| !is_there((theirs, ours)));
    lost.map(|(said, ours)| {
        let theirs = &join::lost((said, ours), names);
        let message = format!("--map {said}={ours}: the input has no column `{theirs}`");
        let finding = Finding::new(Code::MissingColumn, input.header_place(None), message);
        let is_actors = Field::Actors.is_called(ours);
        if let Some(mended) = join::mended(said, names).filter(|_| is_actors) {
            return finding.help(format!("a role is written in small letters: `{mended}`"));
        }
        match did_you_mean(&near(theirs, names.iter().map(String::as_str))) {
            Some(help) => finding.help(help),
            None => finding.help(format!("its columns are `{}`", names.join("`, `"))),
        }
    })
    .collect()
}

/// Required columns that nothing goes into, said once.
fn required(
    (input, header): (&Input, &Names),
    columns: &Columns,
    mapping: Mapping,
) -> Option<Finding> {
    let missing = missing(columns);
    if missing.is_empty() {
        return None;
    }
    // What is added as a column of one's own may be meant as well, and what is called a summary is often
    // the title.
    let is_placed = |n: usize| {
        let is_summary = columns.names[n].eq_ignore_ascii_case(Field::Summary.name());
        (n < columns.there || is_known(&columns.names[n])) && !is_summary
    };
    let placed = columns.from.iter().enumerate().filter(|(n, _)| is_placed(*n));
    let placed: BTreeSet<usize> = placed.filter_map(|(_, cell)| *cell).collect();
    let is_said = |cell| match mapping.of(header, cell) {
        Some(ours) => ours.is_empty() || is_known(ours),
        None => false,
    };
    let is_free = |cell| !placed.contains(&cell) && !columns.joined.has(cell) && !is_said(cell);
    let (free, filled) = with_names(input, is_free);
    let help = match free.is_empty() {
        true => "its first row names the columns".to_string(),
        false => hints::required(&missing, &free, &filled),
    };
    let place = input.header_place(None);
    Some(Finding::new(Code::MissingColumn, place, first_row::lacking(&missing)).help(help))
}

/// The name of a new column: one of the contract has it in small letters.
fn as_known(name: String) -> String {
    if is_known(&name) { name.to_lowercase() } else { name }
}

/// Whether a column is one of the contract.
pub(super) fn is_known(name: &str) -> bool {
    Table::Events.has_column(name)
}

/// Required columns that nothing goes into.
pub(super) fn missing(columns: &Columns) -> Vec<Field> {
    let required = Table::Events.required().iter();
    required.filter(|field| columns.cell(**field).is_none()).copied().collect()
}

/// The names of some columns as far as they have one, and how much stands in the first rows of each.
pub(super) fn with_names(
    input: &Input,
    is_meant: impl Fn(usize) -> bool,
) -> (Vec<String>, Vec<Filled>) {
    let names = Names::of(input).called;
    let named = names.into_iter().zip(filled(input)).enumerate();
    let named = named.filter(|(cell, (name, _))| !name.is_empty() && is_meant(*cell));
    named.map(|(_, named)| named).unzip()
}

/// By column of an input: how many of its first rows have something in it.
pub(super) fn filled(input: &Input) -> Vec<Filled> {
    let mut filling = Filling::new(input.file.header.len());
    let _ = input.rows.iter().all(|row| filling.count(&input.file.text, &row.cells));
    filling.filled()
}

fn has_cells(input: &Input, cell: usize) -> bool {
    input.rows.iter().any(|row| !trim(&input.value(row, cell)).is_empty())
}
