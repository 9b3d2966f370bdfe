//! Whether a cell in a column beside the date says more than the date of its row.
//!
//! Invariant: a year or a day in which all of the date lies says no more, nor do the limits of a date that is
//! about then.

use crate::check::columns::clocks;
use crate::check::columns::date_names::{Part, Role};
use crate::check::columns::date_qualifiers::Kind;
use crate::check::columns::same_date::{self, Said, bounds, may_be_one, meant};
use crate::check::dates;
use crate::model::cells::trim;
use crate::model::date::{Date, Fineness, fineness, month_of};

/// The part that a cell holds which says what the date of its row does not, and whether the cell of its start
/// holds one with it.
pub(in crate::check) fn says_more(
    date: &str,
    role: &Role,
    (start, cell): (&str, &str),
) -> Option<(Part, bool)> {
    let (date, start, cell) = (trim(date), trim(start), trim(cell));
    if cell.is_empty() || date.is_empty() {
        return None;
    }
    let part = held(role.part, cell);
    let is_whole = role.is_end && matches!(part, Part::Date | Part::Open);
    if is_whole && is_while(date, (start, cell)) {
        return Some((if dates::is_clock(cell) { Part::Time } else { Part::Date }, true));
    }
    if role.part == Part::Time && part == Part::Date && !role.is_end {
        return is_moment_of(date, cell).then_some((Part::Time, false));
    }
    let told = if part == Part::Open { Part::Date } else { part };
    is_more(date, (part, role.is_end), cell).then_some((told, false))
}

/// What stands in a cell of a column of this part: a time may have its day.
fn held(part: Part, cell: &str) -> Part {
    let has_day = part == Part::Time && !dates::is_clock(cell) && dates::has_year_and_more(cell);
    if has_day { Part::Date } else { part }
}

/// Whether a cell is a time within the day of a date, with that day.
fn is_moment_of(date: &str, cell: &str) -> bool {
    let day = Date::parse(date).ok().filter(|_| is_day(date));
    day.is_some_and(|day| same_date::says((date, &day), cell) == Said::More(Kind::Exact))
}

/// Whether a cell alone says more.
fn is_more(date: &str, (part, is_end): (Part, bool), cell: &str) -> bool {
    let number = |least: u32, most: u32| {
        cell.parse::<u32>().is_ok_and(|number| (least..=most).contains(&number))
    };
    // Of what lasted each side is a date.
    let lasting = date.split_once('/').filter(|_| is_lasting(date));
    let side = lasting.map_or(date, |(start, end)| if is_end { end } else { start });
    let is_side = !is_end || lasting.is_some();
    match part {
        Part::Date if is_side && is_end => is_coarse(side) && is_finer(side, cell),
        Part::Year if is_side && is_end => false,
        Part::Date if is_end => Date::may_be(cell) && is_later(date, cell),
        Part::Year if is_end => number(1, 2999) && is_later(date, &year(cell)),
        Part::Date => Date::may_be(cell) && cell != date,
        Part::Year => number(1, 2999) && cell != date,
        Part::Month => {
            (!is_side || fineness(side) == Some(Fineness::Year)) && month_of(cell).is_some()
        }
        Part::Day => (!is_side || is_coarse(side)) && number(1, 31),
        Part::Time if lasting.is_some() => is_day(side) && dates::is_clock(cell),
        Part::Time => dates::is_clock(cell) && (is_end || clocks::is_new(date, cell)),
        Part::Open => !is_side && dates::has_year_and_more(cell) && is_later(date, cell),
    }
}

/// Whether a text is the date of what lasted.
pub(in crate::check) fn is_lasting(date: &str) -> bool {
    date.contains('/') && Date::parse(date).is_ok_and(|date| date.is_lasting())
}

/// Whether it is a year or a month.
fn is_coarse(date: &str) -> bool {
    fineness(date).is_some_and(|fine| fine < Fineness::Day)
}

fn is_day(date: &str) -> bool {
    fineness(date) == Some(Fineness::Day)
}

/// A year of fewer digits as dates have it.
fn year(cell: &str) -> String {
    format!("{cell:0>4}")
}

/// Whether an end says more than the year or month of a date: its last day is what programs fill in.
fn is_finer(side: &str, cell: &str) -> bool {
    let is_longer = cell.len() > side.len() && cell.starts_with(side);
    let last = |date| Date::parse(date).map(|date| date.latest_end());
    is_longer && last(cell).is_ok_and(|end| last(side) != Ok(end))
}

/// Whether an end lies behind a date as a whole: a year or a day in which both lie says no more, nor does one
/// that may be read as the date.
fn is_later(date: &str, end: &str) -> bool {
    let Ok(date) = Date::parse(date) else { return end != date };
    let ends: Vec<Date> = meant(end).into_iter().map(|(_, end)| end).collect();
    let is_behind = |end: &Date| bounds(&date).1.zip(bounds(end).0).is_some_and(|(d, e)| d < e);
    ends.iter().all(|end| !may_be_one(&date, end)) && ends.iter().any(is_behind)
}

/// Whether a start and an end are times of the day that a date is: `09:00` and `16:20`, or with their day.
fn is_while(date: &str, (start, end): (&str, &str)) -> bool {
    if dates::is_clock(start) && dates::is_clock(end) {
        return dates::has_year_and_more(date) && !date.contains(':') && !is_lasting(date);
    }
    let is_time = |text: &str| text.contains(':') && !dates::is_clock(text);
    let is_in_day = |text: &str| {
        let day = Date::parse(date).ok();
        let is_one =
            |(_, time): (String, Date)| day.as_ref().is_some_and(|day| may_be_one(day, &time));
        is_time(text) && meant(text).into_iter().any(is_one)
    };
    let is_whole_day = start.contains("00:00") && (end.contains("23:59") || end.contains("00:00"));
    is_day(date) && is_in_day(start) && is_in_day(end) && !is_whole_day && start != end
}

/// Whether a start and an end are the limits of a date that is about then, or has digits that are not known.
pub(in crate::check) fn are_limits(date: &str, (start, end): (&str, &str)) -> bool {
    const YEAR: i64 = 366 * 24 * 60 * 60;
    if start.is_empty() || !date.contains(['~', '?', '%', 'X']) || date.contains('/') {
        return false;
    }
    let first = |cell: &str| {
        let cell = if cell.len() < 4 { year(cell) } else { cell.to_string() };
        meant(&cell).into_iter().next().map(|(_, read)| bounds(&read))
    };
    let Some(((first, _), (_, last))) = first(start).zip(first(end)) else { return false };
    let (from, to) = Date::parse(date).map_or((None, None), |date| bounds(&date));
    let Some(((first, last), (from, to))) = first.zip(last).zip(from.zip(to)) else { return false };
    // Centuries are counted from 1, too.
    let is_counted = || (first - from).abs() <= YEAR && (last - to).abs() <= YEAR;
    first < from && to < last || date.contains('X') && is_counted()
}
