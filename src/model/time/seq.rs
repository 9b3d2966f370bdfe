//! The order of events of one day, as `seq` has it.
//!
//! Invariant: `seq` orders events of which one and the same day is written, whether with times or
//! without; without a column of that name nothing is looked at.

use super::{Contradiction, Statement, Time};
use crate::model::date::{Bound, Date, iso_day};
use crate::model::{Dataset, Field, Table};

/// Day, `seq` and number of events.
type Row = (i64, i64, u32);

/// Pairs of these events that follow each other on one day, ascending.
pub(super) fn pairs(dataset: &Dataset, events: &[u32]) -> Vec<(u32, u32)> {
    if !is_there(dataset) {
        return Vec::new();
    }
    let mut rows: Vec<Row> = events.iter().filter_map(|event| row(dataset, *event)).collect();
    rows.sort_unstable();
    let mut pairs = Vec::new();
    for day in rows.chunk_by(|a, b| a.0 == b.0) {
        let groups: Vec<&[Row]> = day.chunk_by(|a, b| a.1 == b.1).collect();
        for pair in groups.windows(2) {
            for before in pair[0] {
                pairs.extend(pair[1].iter().map(|after| (before.2, after.2)));
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Events of one day whose `seq` stands against their times, as far as the network does not hold them:
/// of each such event one that is later by the clock.
pub fn against_times(dataset: &Dataset) -> Vec<Contradiction> {
    if !is_there(dataset) {
        return Vec::new();
    }
    let is_linked =
        |event: &u32| dataset.time.as_ref().is_some_and(|t: &Time| t.ends(*event).is_some());
    let timed = (0..dataset.events.len() as u32)
        .filter(|event| dataset.events[*event as usize].date.is_some_and(|date| date.has_time()));
    let mut rows: Vec<(bool, Row)> = timed
        .filter_map(|event| {
            Some((dataset.events[event as usize].date?.is_zoned(), row(dataset, event)?))
        })
        .collect();
    rows.sort_unstable();
    let mut found = Vec::new();
    for day in rows.chunk_by(|a, b| (a.0, a.1.0) == (b.0, b.1.0)) {
        let mut latest: Option<(i64, u32)> = None;
        for group in day.chunk_by(|a, b| a.1.1 == b.1.1) {
            for (_, (_, _, event)) in group {
                let (Some((begun, before)), Some((_, end))) = (latest, times(dataset, *event))
                else {
                    continue;
                };
                if begun > end && !(is_linked(event) && is_linked(&before)) {
                    found.push(contradiction(before, *event));
                }
            }
            let begun = group
                .iter()
                .filter_map(|(_, (_, _, event))| Some((times(dataset, *event)?.0, *event)));
            latest = latest
                .into_iter()
                .chain(begun)
                .max_by_key(|(begun, event)| (*begun, std::cmp::Reverse(*event)));
        }
    }
    found
}

fn contradiction(before: u32, after: u32) -> Contradiction {
    let mut statements = vec![Statement::Date(before), Statement::Date(after)];
    statements.sort_unstable();
    statements.push(Statement::Seq(before, after));
    Contradiction { statements, assumptions: Vec::new(), is_loop: false }
}

fn is_there(dataset: &Dataset) -> bool {
    let mut files = dataset.files.iter().filter(|file| file.table == Some(Table::Events));
    files.any(|file| file.fields.find(Field::Seq).is_some())
}

fn row(dataset: &Dataset, event: u32) -> Option<Row> {
    let date = dataset.events[event as usize].date?;
    let day = day(dataset, event, &date)?;
    let seq = dataset.event_cell(event, Field::Seq).parse().ok()?;
    Some((day, seq, event))
}

/// The one day among whose events `seq` orders this one; a time with a zone has one where its day in UTC
/// is the day that is written.
fn day(dataset: &Dataset, event: u32, date: &Date) -> Option<i64> {
    if date.is_lasting() || date.first_day() != date.last_day() {
        return None;
    }
    let is_written = |day: &i64| {
        !date.is_zoned() || dataset.event_cell(event, Field::Date).starts_with(&iso_day(*day))
    };
    date.first_day().filter(is_written)
}

/// The first and the last second of an event.
fn times(dataset: &Dataset, event: u32) -> Option<(i64, i64)> {
    let date = dataset.events[event as usize].date?;
    match (date.earliest_start(), date.latest_end()) {
        (Bound::At(first), Bound::At(last)) => Some((first, last)),
        _ => None,
    }
}
