//! Columns of an input that hold a part of the date beside the one that is read, or what is not read as the
//! column that it may be, as people who are no actors.
//!
//! Invariant: what was said of a column with `--map` is not questioned.

use super::join::{Joined, Joins};
use crate::check::{self, Filled, Finding, map_option};
use crate::edit::columns::{self, Columns, Mapping};
use crate::edit::dates::Dates;
use crate::edit::input::Input;
use crate::edit::input::column_names::Names;
use crate::edit::input::drafts::Draft;
use crate::edit::plan::Request;
use crate::model::cells::trim;
use crate::model::{DataFile, Field};

/// What is said of such columns, with the flags that take them in and those that keep them apart; and whether
/// the target has them all already, of these names.
pub(in crate::edit) fn doubtful(
    input: &Input,
    target: Option<&DataFile>,
    mapping: Mapping,
) -> Option<(Finding, bool)> {
    let header = Names::of(input);
    let names = &header.typed;
    let is_date = |n: &usize| {
        let ours = mapping.of(&header, *n).unwrap_or(&names[*n]);
        Field::Date.is_called(ours)
    };
    let date = (0..names.len()).find(is_date)?;
    if input.flags || input.broken.is_some() || mapping.joining_date(&header).is_some() {
        return None;
    }
    let mut rows = input.rows.iter();
    let lists = Joins::of_lists(mapping, &header);
    let is_open = |n: usize| mapping.of(&header, n).is_none() && !lists.has(n);
    let found = check::beside((names, date), is_open, |asked| {
        let row = rows.next()?;
        Some(asked.iter().map(|n| input.value(row, *n)).collect())
    })?;
    let is_kept = are_there(target, names, &found.columns);
    let joins = found.joined.as_ref().map(|joined| {
        let flag = map_option(&check::theirs(names, joined), Field::Date.name());
        let said = mapping.of(&header, date).map(|ours| map_option(&names[date], ours));
        let said = said.map_or_else(String::new, |said| format!(", in the place of {said}"));
        match joined.iter().flatten().any(|n| *n == date) {
            true => format!("{flag} joins them{said}"),
            false => {
                let them = if joined.iter().flatten().count() == 1 { "it" } else { "them" };
                format!("{flag} {} takes {them} instead{said}", map_option(&names[date], ""))
            }
        }
    });
    let of_days = found.joined.is_none().then(|| of_days(input, date, &found.columns)).flatten();
    Some((told(input, &found, (joins.or(of_days), is_kept)), is_kept))
}

/// The same where the date is joined of other columns, as rows come in with it; `None`: it is not.
pub(in crate::edit) fn doubtful_joined(
    request: &Request,
    columns: &Columns,
    target: Option<&DataFile>,
    drafts: &[Draft],
) -> Option<(Finding, bool)> {
    let (input, names) = (request.input, &columns.typed);
    let (ours, joined) = (columns.find(Field::Date)?, columns.joined.date.as_ref()?);
    let header = Names::of(input);
    let date = joined.first();
    let is_open = |n: usize| request.mapping.of(&header, n).is_none() && !columns.joined.has(n);
    let mut dated = drafts.iter().filter(|draft| !draft.values[ours].is_empty());
    let found = check::beside((names, date), is_open, |asked| {
        let draft = dated.next()?;
        let row = &input.rows[draft.input];
        let cell = |n: &usize| match *n == date {
            true => draft.values[ours].clone(),
            false => input.value(row, *n),
        };
        Some(asked.iter().map(cell).collect())
    })?;
    let is_kept = are_there(target, names, &found.columns);
    let theirs = request.mapping.joining_date(&header)?;
    let more: Vec<&str> = found.columns.iter().map(|n| names[*n].as_str()).collect();
    let sign = if found.has_end { '/' } else { '+' };
    let all = format!("{theirs}{sign}{}", more.join("+"));
    let is_read = !theirs.contains(['/']) && joins((input, names), &all, request.dates, drafts);
    let said = map_option(theirs, Field::Date.name());
    let all = map_option(&all, Field::Date.name());
    let joins = is_read.then(|| format!("{all} joins them, in the place of {said}"));
    Some((told(input, &found, (joins, is_kept)), is_kept))
}

/// Whether columns that are called so make one date in all rows, which are read in this way.
pub(in crate::edit) fn joins(
    (input, names): (&Input, &[String]),
    theirs: &str,
    dates: &Dates,
    drafts: &[Draft],
) -> bool {
    let Some(joined) = Joined::of(theirs, names) else { return false };
    drafts.iter().all(|draft| {
        let value = |cell: usize| input.value(&input.rows[draft.input], cell);
        joined.read(&value, dates, &mut Vec::new()).is_ok()
    })
}

/// Whether a table has columns already, of these names.
fn are_there(target: Option<&DataFile>, names: &[String], columns: &[usize]) -> bool {
    let there = target.map(DataFile::header_names).unwrap_or_default();
    columns.iter().all(|n| there.iter().any(|name| name.eq_ignore_ascii_case(&names[*n])))
}

/// What is said of columns, with the flags that join them, and those that keep them apart unless they are there.
fn told(input: &Input, found: &check::Beside, (joins, is_kept): (Option<String>, bool)) -> Finding {
    let names = &Names::of(input).typed;
    let keeps = (!is_kept).then(|| {
        let maps = found.columns.iter().map(|n| map_option(&names[*n], &names[*n]));
        let (maps, columns) = (maps.collect::<Vec<String>>().join(" "), found.columns.len());
        let so = if columns == 1 { "keeps it as a column of its own" } else { "keep them apart" };
        format!("{maps} --add-columns {so}")
    });
    let flags = joins.into_iter().chain(keeps).collect::<Vec<String>>().join(", ");
    let help = match flags.is_empty() {
        true => found.help.to_string(),
        false => format!("{}: {flags}", found.help),
    };
    let place = input.header_place(found.columns.first().copied());
    check::not_read(names, &found.columns, place).help(help)
}

/// The flags that take a time of its own column in place of the one that all dates have.
fn of_days(input: &Input, date: usize, columns: &[usize]) -> Option<String> {
    let dates = input.rows.iter().map(|row| input.value(row, date));
    let dates: Vec<String> = dates.map(|date| trim(&date).to_string()).collect();
    let mut dates = dates.iter().filter(|date| !date.is_empty());
    let time = dates.next().and_then(|first| first.find('T').map(|at| &first[at..]))?;
    let [column] = columns else { return None };
    dates.all(|date| date.ends_with(time)).then(|| {
        let names = &Names::of(input).typed;
        let theirs = format!("{}+{}", names[date], names[*column]);
        let map = map_option(&theirs, Field::Date.name());
        format!("--date-format 'Y-m-d{time}' {map} takes it")
    })
}

/// What is said of columns that become columns of their own in a new file, where they may be some that annals
/// reads: of those of people, where nothing goes into `actors`, and of others.
pub(in crate::edit) fn not_read(
    input: &Input,
    columns: &Columns,
    mapping: Mapping,
) -> Vec<Finding> {
    if input.flags || columns.there > 0 {
        return Vec::new();
    }
    let header = Names::of(input);
    let is_open = |n: usize| mapping.of(&header, n).is_none() && !columns.joined.has(n);
    let people = people((input, &header), columns, is_open);
    let is_lacking = |field: Field| {
        columns.find(field).is_none() && (field != Field::Actors || people.is_none())
    };
    let others = others((input, &header), is_open, is_lacking);
    people.into_iter().chain(others).collect()
}

fn people(
    (input, header): (&Input, &Names),
    columns: &Columns,
    is_open: impl Fn(usize) -> bool,
) -> Option<Finding> {
    if columns.find(Field::Actors).is_some() {
        return None;
    }
    let names = &header.typed;
    let filled = columns::filled(input);
    let filled = |n: usize| if is_open(n) { filled[n] } else { Filled::BLANK };
    let (found, theirs) = check::of_actors(names, filled)?;
    let place = input.header_place(found.first().copied());
    let map = map_option(&theirs, Field::Actors.name());
    let help = format!("if they took part, {}", taken_in(names, &found, &map));
    Some(check::not_read_as(names, (&found, &[Field::Actors.name()]), place).help(help))
}

fn others(
    (input, header): (&Input, &Names),
    is_open: impl Fn(usize) -> bool,
    is_lacking: impl Fn(Field) -> bool,
) -> Option<Finding> {
    let names = &header.typed;
    let name = |n: usize| if is_open(n) { names[n].clone() } else { String::new() };
    let open: Vec<String> = (0..names.len()).map(name).collect();
    let mut found = check::called_otherwise(&open, is_lacking);
    let filled = columns::filled(input);
    found.retain(|(field, n)| *field != Field::Actors || filled[*n].is_names());
    let mut fields: Vec<Field> = Vec::new();
    for (field, _) in &found {
        if !fields.contains(field) {
            fields.push(*field);
        }
    }
    let map = |field: &Field| {
        let theirs = found.iter().filter(|(f, _)| f == field).map(|(_, n)| names[*n].as_str());
        map_option(&theirs.collect::<Vec<&str>>().join("+"), field.name())
    };
    let maps: Vec<String> = fields.iter().map(map).collect();
    let ours: Vec<&str> = fields.iter().map(|field| field.name()).collect();
    let found: Vec<usize> = found.iter().map(|(_, n)| *n).collect();
    let place = input.header_place(Some(*found.first()?));
    let they = if found.len() == 1 { "it is" } else { "they are" };
    let help = format!("if {they}, {}", taken_in(names, &found, &maps.join(" ")));
    Some(check::not_read_as(names, (&found, &ours), place).help(help))
}

/// What to do with columns that may be others: rows that are in a file already do not come in once more.
fn taken_in(names: &[String], columns: &[usize], maps: &str) -> String {
    let keeps: Vec<String> = columns.iter().map(|n| map_option(&names[*n], &names[*n])).collect();
    format!("begin the file anew with {maps}; else {} says so", keeps.join(" "))
}
