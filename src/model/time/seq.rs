//! The order of events of one day, as `seq` has it.
//!
//! Where many events have one number and many the next, moments between them stand for the pairs; what
//! is told is told of events.
//!
//! Invariant: `seq` orders events of which one and the same day is written, whether with times or
//! without; without a column of that name nothing is looked at.

use std::collections::BTreeMap;

use super::{Contradiction, Statement, Time};
use crate::model::date::{Bound, Date, iso_day};
use crate::model::{Dataset, Field, Table};

/// Day, `seq` and number of events.
type Row = (i64, i64, u32);

/// So many pairs of two groups of events are said one by one.
const FEW: usize = 256;

/// What `seq` says of some events.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    /// Pairs of which the first comes before the second, ascending: of events, or of events and moments.
    pub(super) pairs: Vec<(u32, u32)>,
    /// Moments between many events and the many that follow them, so that not each is held against
    /// each; they are numbered like events, after the last one. Whether their clock has a zone.
    pub(super) moments: Vec<bool>,
}

/// What `seq` says of these events.
pub(super) fn of(dataset: &Dataset, events: &[u32]) -> Sequence {
    let mut sequence = Sequence::default();
    if !is_there(dataset) {
        return sequence;
    }
    let mut rows: Vec<Row> = events.iter().filter_map(|event| row(dataset, *event)).collect();
    rows.sort_unstable();
    for day in rows.chunk_by(|a, b| a.0 == b.0) {
        let groups: Vec<&[Row]> = day.chunk_by(|a, b| a.1 == b.1).collect();
        for pair in groups.windows(2) {
            let before: Vec<u32> = pair[0].iter().map(|row| row.2).collect();
            // What lies between two clocks is said once, on the way to the moment.
            for has_zone in [false, true] {
                let after = pair[1].iter().map(|row| row.2);
                let is_alike = |event: &u32| is_zoned(dataset, *event) == has_zone;
                let after: Vec<u32> = after.filter(is_alike).collect();
                sequence.put((&before, &after), (dataset.events.len() as u32, has_zone));
            }
        }
    }
    sequence.pairs.sort_unstable();
    sequence
}

impl Sequence {
    /// `first` is the number of the first moment.
    fn put(&mut self, (before, after): (&[u32], &[u32]), (first, has_zone): (u32, bool)) {
        if before.len() * after.len() <= FEW {
            let each = before.iter().flat_map(|one| after.iter().map(|other| (*one, *other)));
            return self.pairs.extend(each);
        }
        let moment = first + self.moments.len() as u32;
        self.moments.push(has_zone);
        self.pairs.extend(before.iter().map(|event| (*event, moment)));
        self.pairs.extend(after.iter().map(|event| (moment, *event)));
    }
}

/// What statements along one way say of events: where two lead to a moment and away from it, that the
/// one event comes before the other. Moments are numbered from `first`.
pub(super) fn joined(statements: Vec<Statement>, first: u32) -> Vec<Statement> {
    let moment = |statement: &Statement| match statement {
        Statement::Seq(before, after) if *before >= first => Some((*before, [None, Some(*after)])),
        Statement::Seq(before, after) if *after >= first => Some((*after, [Some(*before), None])),
        _ => None,
    };
    let mut open: BTreeMap<u32, [Option<u32>; 2]> = BTreeMap::new();
    for (moment, [before, after]) in statements.iter().filter_map(moment) {
        let ends = open.entry(moment).or_default();
        *ends = [before.or(ends[0]), after.or(ends[1])];
    }
    let event = |statement: Statement| match moment(&statement) {
        None => Some(statement),
        Some((moment, _)) => match open.remove(&moment)? {
            [Some(before), Some(after)] => Some(Statement::Seq(before, after)),
            _ => None,
        },
    };
    statements.into_iter().filter_map(event).collect()
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

fn is_zoned(dataset: &Dataset, event: u32) -> bool {
    dataset.events[event as usize].date.is_some_and(|date| date.is_zoned())
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
