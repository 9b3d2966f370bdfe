//! Columns of an input that hold a part of the date beside the one that is read, or people who are not read
//! as actors.
//!
//! Invariant: what was said of a column with `--map` is not questioned.

use super::foreign::Input;
use super::join::Joins;
use super::map::{self, Columns, Mapping};
use super::names::Names;
use super::plan::INPUT;
use crate::check::{self, Filled, Finding, map_option};
use crate::model::cells::trim;
use crate::model::{DataFile, Field};

/// What is said of such columns, with the flags that take them in and those that keep them apart; and whether
/// the target has them all already, of these names.
pub(super) fn doubtful(
    input: &Input,
    target: Option<&DataFile>,
    mapping: Mapping,
) -> Option<(Finding, bool)> {
    let header = Names::of(input);
    let names = &header.typed;
    let is_date = |n: &usize| {
        let ours = mapping.of(&header, *n).unwrap_or(&names[*n]);
        ours.eq_ignore_ascii_case(Field::Date.name())
    };
    let date = (0..names.len()).find(is_date)?;
    let is_joined = |(theirs, ours): &(String, String)| {
        ours.eq_ignore_ascii_case(Field::Date.name()) && !header.has(theirs)
    };
    if input.flags || input.broken.is_some() || mapping.map.iter().any(is_joined) {
        return None;
    }
    let mut rows = input.rows.iter();
    let lists = Joins::of_lists(mapping, &header);
    let is_open = |n: usize| mapping.of(&header, n).is_none() && !lists.has(n);
    let found = check::beside((names, date), is_open, |asked| {
        let row = rows.next()?;
        Some(asked.iter().map(|n| input.value(row, *n)).collect())
    })?;
    let there = target.map(DataFile::header_names).unwrap_or_default();
    let is_there = |n: &usize| there.iter().any(|name| name.eq_ignore_ascii_case(&names[*n]));
    let is_kept = found.columns.iter().all(is_there);
    let joins = found.joined.as_ref().map(|joined| {
        let flag = map_option(&check::theirs(names, joined), Field::Date.name());
        let said = mapping.of(&header, date).map(|ours| map_option(&names[date], ours));
        let said = said.map_or_else(String::new, |said| format!(", in the place of {said}"));
        match joined.iter().flatten().any(|n| *n == date) {
            true => format!("{flag} joins them{said}"),
            false => format!("{flag} {} takes them instead{said}", map_option(&names[date], "")),
        }
    });
    let keeps = (!is_kept).then(|| {
        let maps = found.columns.iter().map(|n| map_option(&names[*n], &names[*n]));
        let (maps, columns) = (maps.collect::<Vec<String>>().join(" "), found.columns.len());
        let so = if columns == 1 { "keeps it as a column of its own" } else { "keep them apart" };
        format!("{maps} --add-columns {so}")
    });
    let of_days = found.joined.is_none().then(|| of_days(input, date, &found.columns)).flatten();
    let flags = joins.or(of_days).into_iter().chain(keeps).collect::<Vec<String>>().join(", ");
    let help = match flags.is_empty() {
        true => found.help.to_string(),
        false => format!("{}: {flags}", found.help),
    };
    let place = input.header_place(found.columns.first().copied(), INPUT);
    Some((check::not_read(names, &found.columns, place).help(help), is_kept))
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

/// What is said of columns of people that become columns of their own where nothing goes into `actors`.
pub(super) fn people(input: &Input, columns: &Columns, mapping: Mapping) -> Option<Finding> {
    if input.flags || columns.there > 0 || columns.find(Field::Actors).is_some() {
        return None;
    }
    let header = Names::of(input);
    let names = &header.typed;
    let filled = map::filled(input);
    let is_open = |n: usize| mapping.of(&header, n).is_none() && !columns.joined.has(n);
    let filled = |n: usize| if is_open(n) { filled[n] } else { Filled::BLANK };
    let (found, theirs) = check::of_actors(names, filled)?;
    let named: Vec<&str> = found.iter().map(|n| names[*n].as_str()).collect();
    let keeps: Vec<String> = named.iter().map(|name| map_option(name, name)).collect();
    let help = format!(
        "if they took part, {} takes them in; else {} says so",
        map_option(&theirs, Field::Actors.name()),
        keeps.join(" ")
    );
    let place = input.header_place(found.first().copied(), INPUT);
    Some(check::people_not_read(names, &found, place).help(help))
}
