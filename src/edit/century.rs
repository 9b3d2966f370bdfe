//! Years of two digits beside a column that says the century.
//!
//! Invariant: a column that was given a place with `--map` is not questioned; to leave one out says nothing
//! of the dates, but a format that says the century does.

use std::collections::BTreeSet;

use super::drafts::Draft;
use super::join::bare;
use super::map::Columns;
use super::names::Names;
use super::plan::{INPUT, Request};
use crate::check::{self, Code, Finding, map_option};
use crate::model::Field;
use crate::model::cells::trim;

/// What is said where a column of years says another century in most rows than their dates were taken for.
pub(super) fn doubtful(request: &Request, columns: &Columns, drafts: &[Draft]) -> Option<Finding> {
    let format = request.dates.format.as_ref().filter(|format| format.of_century(0).is_some())?;
    let (input, date) = (request.input, columns.find(Field::Date)?);
    let header = Names::of(input);
    let is_open = |n: &usize| match request.mapping.of(&header, *n) {
        Some(ours) => ours.is_empty() && format.is_short(),
        None => true,
    };
    let mut years = (0..header.typed.len()).filter(|n| check::is_year(&header.typed[*n]));
    let column = years.find(is_open).filter(|_| columns.joined.date.is_none())?;
    let row = |draft: &Draft| &input.rows[draft.input];
    let pair = |draft: &Draft| {
        let cell = input.value(row(draft), column);
        let year: u32 = bare(trim(&cell)).parse().ok().filter(|year| (1..=9999).contains(year))?;
        Some((year, draft.values[date].get(..4)?.parse::<u32>().ok()?))
    };
    let both = drafts.iter().filter_map(|draft| Some((draft, pair(draft)?)));
    let both: Vec<(&Draft, (u32, u32))> = both.collect();
    let is_other = |(year, dated): (u32, u32)| year != dated && year % 100 == dated % 100;
    let others: Vec<_> = both.iter().filter(|(_, pair)| is_other(*pair)).collect();
    let (first, (year, _)) = **others.first().filter(|_| others.len() * 2 > both.len())?;

    let name = &header.typed[column];
    let edtf = &first.values[date];
    let message = format!("column `{name}` says another century than `date`: {year}, not {edtf}");
    let centuries: BTreeSet<u32> = others.iter().map(|(_, (year, _))| year / 100).collect();
    let flag = format.of_century(year / 100)?.to_string();
    let flag = format!("--date-format {}", check::shell(&flag));
    let all = match centuries.len() == 1 && others.len() == both.len() {
        true => format!("{flag} says it"),
        false => format!("{flag} reads those of one century; add the rows of each by themselves"),
    };
    let keeps = map_option(name, name);
    let is_there = columns.names.iter().any(|ours| ours.eq_ignore_ascii_case(name));
    let adds = if is_there { "" } else { " --add-columns" };
    let help = format!("{all}; if `{name}` is of something else, {keeps}{adds} keeps it as it is");
    let place = match row(first).cells.get(column) {
        Some(cell) => input.place(row(first), cell.span(), INPUT),
        None => input.header_place(Some(column), INPUT),
    };
    Some(Finding::new(Code::NearMissColumn, place, message).help(help))
}
