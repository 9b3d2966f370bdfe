//! What the date of an event says and what follows from its links, as columns of the chronology.
//!
//! Invariant: what follows is told only where it says more than the date; what rests on an
//! assumption says so, and what one speaks against.

use crate::model::Dataset;
use crate::model::date::{Bound, Date, minute, moment};
use crate::model::time::{Footing, Limits};
use crate::view::report::{Cell, Column, Part};

/// The columns: one to be read, the others for programs.
pub(super) const COLUMNS: &[Column] = &[
    Column::new("stated", Part::Detail("Stated")),
    Column::new("derived", Part::Detail("Derived")),
    Column::new("stated_earliest_start", Part::Data),
    Column::new("stated_latest_start", Part::Data),
    Column::new("stated_earliest_end", Part::Data),
    Column::new("stated_latest_end", Part::Data),
    Column::new("derived_earliest_start", Part::Data),
    Column::new("derived_latest_start", Part::Data),
    Column::new("derived_earliest_end", Part::Data),
    Column::new("derived_latest_end", Part::Data),
    Column::new("assumed_earliest_start", Part::Data),
    Column::new("assumed_latest_start", Part::Data),
    Column::new("assumed_earliest_end", Part::Data),
    Column::new("assumed_latest_end", Part::Data),
];

/// The cells of an event.
pub(super) fn cells(dataset: &Dataset, event: u32) -> Vec<Cell> {
    let date = dataset.events[event as usize].date;
    let stated = stated(date.as_ref());
    let is_certain = !date.is_some_and(|date| date.is_approximate() || date.is_uncertain());
    // Without a link a date alone says all; a doubtful one says nothing for certain, as with links.
    let unlinked = if is_certain { stated } else { Limits::default() };
    let derived = |footing, unlinked| {
        dataset.time.as_ref().and_then(|time| time.limits(event, footing)).unwrap_or(unlinked)
    };
    let certain = derived(Footing::Certain, unlinked);
    let assumed = derived(Footing::Assumed, stated);
    let said = dataset.time.as_ref().map_or(Vec::new(), |time| time.limits_said(dataset, event));
    let said: Vec<String> = said.into_iter().map(|(what, why)| format!("{what}: {why}")).collect();
    let mut cells = vec![Cell::text(words(&stated, date.as_ref())), Cell::text(said.join("; "))];
    for limits in [stated, certain, assumed] {
        let starts = [(limits.earliest_start, true), (limits.latest_start, false)];
        let ends = [(limits.earliest_end, true), (limits.latest_end, false)];
        for (second, is_first) in starts.into_iter().chain(ends) {
            let iso = second.and_then(|s| Date::unwritten([Some(s); 2], [Some(s); 2]));
            let iso = iso.and_then(|d| if is_first { d.iso_start() } else { d.iso_end() });
            cells.push(Cell::text(iso.unwrap_or_default()));
        }
    }
    cells
}

pub(super) fn stated(date: Option<&Date>) -> Limits {
    let Some(date) = date else { return Limits::default() };
    let second = |bound| if let Bound::At(second) = bound { Some(second) } else { None };
    Limits {
        earliest_start: second(date.earliest_start()),
        latest_start: second(date.latest_start()),
        earliest_end: second(date.earliest_end()),
        latest_end: second(date.latest_end()),
    }
}

/// The limits that a date sets; those of one with a zone are told in UTC.
fn words(limits: &Limits, date: Option<&Date>) -> String {
    let zone = if date.is_some_and(Date::is_zoned) { " UTC" } else { "" };
    let told = |second: i64, is_first| match date.is_some_and(Date::has_time) {
        true => minute(second, zone),
        false => moment(second, is_first, zone),
    };
    let first = limits.earliest_start.map(|second| told(second, true));
    let last = limits.latest_end.map(|second| told(second, false));
    match (first, last) {
        (Some(first), Some(last)) if first == last => first,
        (Some(first), Some(last)) => format!("{first} to {last}"),
        (Some(first), None) => format!("not before {first}"),
        (None, Some(last)) => format!("not after {last}"),
        (None, None) => "nothing".to_string(),
    }
}
