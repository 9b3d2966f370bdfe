//! Years of two digits beside a column that says the century.
//!
//! Invariant: a column that was given a place with `--map` is not questioned, nor is one whose years mostly end
//! in other digits than the dates; to leave one out says nothing of the dates, but a format that says the
//! century does.

use super::join::bare;
use crate::check::{self, Code, Finding, map_option};
use crate::edit::columns::Columns;
use crate::edit::input::column_names::Names;
use crate::edit::input::drafts::Draft;
use crate::edit::plan::Request;
use crate::model::Field;
use crate::model::cells::trim;
use crate::model::date::{Fineness, fineness};

/// What is said where a column of years says another century than a date was taken for.
pub(in crate::edit) fn doubtful(
    request: &Request,
    columns: &Columns,
    drafts: &[Draft],
) -> Option<Finding> {
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
    let is_same = |(year, dated): (u32, u32)| year % 100 == dated % 100;
    let same: Vec<_> = both.iter().filter(|(_, pair)| is_same(*pair)).collect();
    let is_of_dates = same.len() * 2 > both.len();
    let mut others = same.iter().filter(|(_, (year, dated))| is_of_dates && year != dated);
    let (first, (year, _)) = **others.next()?;

    let name = &header.typed[column];
    let edtf = &first.values[date];
    let message = format!("column `{name}` says another century than `date`: {year}, not {edtf}");
    let is_one = same.iter().all(|(_, (other, _))| other / 100 == year / 100);
    let all = if is_one && same.len() == both.len() {
        let flag = format.of_century(year / 100)?.to_string();
        format!("--date-format {} says it", check::shell(&flag))
    } else {
        joined((request, &header), [column, columns.cell(Field::Date)?], edtf)
    };
    let keeps = map_option(name, name);
    let is_there = columns.names.iter().any(|ours| ours.eq_ignore_ascii_case(name));
    let adds = if is_there { "" } else { " --add-columns" };
    let help = format!("{all}; if `{name}` is of something else, {keeps}{adds} keeps it as it is");
    let place = match row(first).cells.get(column) {
        Some(cell) => input.place(row(first), cell.span()),
        None => input.header_place(Some(column)),
    };
    Some(Finding::new(Code::NearMissColumn, place, message).help(help))
}

/// What takes the century of each date from a column of years beside it, in place of what was said of both.
fn joined((request, header): (&Request, &Names), both: [usize; 2], edtf: &str) -> String {
    let ours = Field::Date.name();
    let [year, date] = both.map(|column| header.typed[column].as_str());
    // A date that is a year is none behind it.
    let flags = match fineness(edtf) == Some(Fineness::Year) {
        true => format!("{} {}", map_option(year, ours), map_option(date, "")),
        false => map_option(&format!("{year}+{date}"), ours),
    };
    let said = |column: &usize| {
        let ours = request.mapping.of(header, *column)?;
        Some(map_option(&header.typed[*column], ours))
    };
    let said: Vec<String> = both.iter().filter_map(said).collect();
    let said =
        if said.is_empty() { String::new() } else { format!(" in place of {}", said.join(" ")) };
    format!("{flags}{said} takes it from there, row by row")
}
