//! Whole days, which calendars write from one midnight to the next.
//!
//! Invariant: a midnight is a time unless the row says in a column of its own that it took whole days.

use crate::model::date::{day_number, iso_day};
use crate::model::vocabulary::YES;

/// How calendars call the column that says so, as small letters.
const NAMES: [&str; 4] = ["alldayevent", "allday", "isallday", "ganztägigesereignis"];

/// The number of the column that says that an event took whole days.
pub(in crate::edit::columns::join) fn column(names: &[String]) -> Option<usize> {
    let plain = |name: &String| {
        name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>()
    };
    names.iter().position(|name| NAMES.contains(&plain(name).as_str()))
}

/// Whether a cell of that column says yes.
pub(super) fn is_yes(cell: &str) -> bool {
    YES.contains(&cell.to_lowercase().as_str())
}

/// The days from a midnight to another, of which the second begins the day after.
pub(super) fn days(start: &str, end: &str) -> Option<String> {
    let (first, next) = (of_midnight(start)?, of_midnight(end)?);
    let mut parts = next.split('-').map(str::parse::<u32>);
    let mut part = || parts.next()?.ok();
    let next = day_number(part()?.into(), part()?.try_into().ok()?, part()?.try_into().ok()?);
    let last = iso_day(next - 1);
    (first <= last.as_str()).then(|| match first == last {
        true => last,
        false => format!("{first}/{last}"),
    })
}

/// The day that begins at a midnight without a zone.
fn of_midnight(date: &str) -> Option<&str> {
    let day = date.strip_suffix("T00:00:00").or_else(|| date.strip_suffix("T00:00"))?;
    (day.len() == 10).then_some(day)
}
