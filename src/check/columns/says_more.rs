//! Whether a cell in a column beside the date says more than the date of its row.
//!
//! Invariant: a year or a day in which all of the date lies says no more.

use crate::check::columns::clocks;
use crate::check::columns::date_names::{Part, Role};
use crate::check::dates;
use crate::model::cells::trim;
use crate::model::date::{Bound, Date, Fineness, fineness, month_of};

/// Whether an end lies behind a date as a whole: a year or a day in which both lie says no more.
fn begins_behind(date: &Date, end: &Date) -> bool {
    let second = |bound| if let Bound::At(second) = bound { Some(second) } else { None };
    second(date.latest_end()).zip(second(end.earliest_start())).is_some_and(|(d, e)| d < e)
}

/// Whether a cell says what the date of its row does not.
pub(in crate::check) fn says_more(date: &str, role: &Role, cell: &str) -> bool {
    let (date, cell) = (trim(date), trim(cell));
    let number = |least: u32, most: u32| {
        cell.parse::<u32>().is_ok_and(|number| (least..=most).contains(&number))
    };
    // Of what lasted each side is a date.
    let lasting = date.split_once('/').filter(|_| Date::parse(date).is_ok_and(|d| d.is_lasting()));
    let side = lasting.map_or(date, |(start, end)| if role.is_end { end } else { start });
    let is_side = !role.is_end || lasting.is_some();
    let fine = fineness(side);
    let is_coarse = fine.is_some_and(|fine| fine < Fineness::Day);
    let is_later = |end: &str| match (Date::parse(date), Date::parse(end)) {
        (Ok(date), Ok(end)) => begins_behind(&date, &end),
        _ => cell != date,
    };
    let is_finer = |cell: &str| {
        is_coarse && cell.len() > side.len() && cell.starts_with(side) && Date::parse(cell).is_ok()
    };
    match role.part {
        _ if cell.is_empty() || date.is_empty() => false,
        Part::Date if is_side && role.is_end => is_finer(cell),
        Part::Year if is_side && role.is_end => false,
        Part::Date if role.is_end => Date::may_be(cell) && is_later(cell),
        Part::Year if role.is_end => number(1, 2999) && is_later(&format!("{cell:0>4}")),
        Part::Date => Date::may_be(cell) && cell != date,
        Part::Year => number(1, 2999) && cell != date,
        Part::Month => (!is_side || fine == Some(Fineness::Year)) && month_of(cell).is_some(),
        Part::Day => (!is_side || is_coarse) && number(1, 31),
        Part::Time if lasting.is_some() => fine == Some(Fineness::Day) && dates::is_clock(cell),
        Part::Time => dates::is_clock(cell) && (role.is_end || clocks::is_new(date, cell)),
        Part::Open => !is_side && dates::has_year_and_more(cell) && is_later(cell),
    }
}
