//! The order of events of one day, as `seq` has it.
//!
//! Where many events have one number and many the next, moments between them stand for the pairs; what
//! is told is told of events.
//!
//! Invariant: `seq` orders events of which one and the same day is written, whether with times or
//! without; without a column of that name nothing is looked at.

use std::collections::{BTreeMap, BTreeSet};

use super::build::is_doubtful;
use super::{Contradiction, NOBODY, Statement, Time};
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
    /// Those of them of which the first only begins before the second, ascending.
    pub(super) begun: Vec<(u32, u32)>,
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
    let wholes = Wholes::of(dataset, &rows);
    let begun = |pair: &&(u32, u32)| only_begins(dataset, &wholes, **pair);
    sequence.begun = sequence.pairs.iter().filter(begun).copied().collect();
    sequence
}

/// Events in which others lie by their links.
struct Wholes {
    /// All of them, ascending.
    all: Vec<u32>,
    /// Those of which a part, or a part of one, has a later `seq` on their day, ascending.
    of_later: Vec<u32>,
}

impl Wholes {
    /// `rows` are sorted.
    fn of(dataset: &Dataset, rows: &[Row]) -> Wholes {
        let within = dataset.links.iter().filter(|link| link.relation.is_within());
        let mut within: Vec<(u32, u32)> = within.map(|link| (link.event, link.other)).collect();
        let mut all: Vec<u32> = within.iter().map(|(_, whole)| *whole).collect();
        within.sort_unstable();
        all.sort_unstable();
        let days = rows.chunk_by(|a, b| a.0 == b.0);
        let mut of_later: Vec<u32> = days.flat_map(|day| of_later(dataset, &within, day)).collect();
        of_later.sort_unstable();
        Wholes { all, of_later }
    }
}

/// The events of a day of which a part has a later `seq` on it. `within`: parts and their wholes, sorted.
fn of_later(dataset: &Dataset, within: &[(u32, u32)], day: &[Row]) -> Vec<u32> {
    let mut latest: BTreeMap<u32, i64> = BTreeMap::new();
    for (number, seq, event) in day.iter().rev() {
        let mut open = vec![*event];
        while let Some(part) = open.pop() {
            let first = within.partition_point(|(own, _)| *own < part);
            let own = within[first..].iter().take_while(|(own, _)| *own == part);
            for (_, whole) in own.filter(|(_, whole)| may_be_of(dataset, *whole, *number)) {
                if !latest.contains_key(whole) {
                    latest.insert(*whole, *seq);
                    open.push(*whole);
                }
            }
        }
    }
    let is_whole = |row: &&Row| latest.get(&row.2).is_some_and(|seq| *seq > row.1);
    day.iter().filter(is_whole).map(|row| row.2).collect()
}

/// Whether an event is of one day only, or of none that is written.
fn may_be_of(dataset: &Dataset, event: u32, day: i64) -> bool {
    let date = dataset.events[event as usize].date;
    date.is_none_or(|date| date.first_day() == Some(day) && date.last_day() == Some(day))
}

/// Whether an event may still go on when the next begins: a part of it is numbered later, or else it lasted
/// and has parts, or the clock says so.
fn only_begins(dataset: &Dataset, wholes: &Wholes, (before, after): (u32, u32)) -> bool {
    let date = |event: u32| {
        let is_event = (event as usize) < dataset.events.len();
        if is_event { dataset.events[event as usize].date } else { None }
    };
    if wholes.of_later.binary_search(&before).is_ok() {
        return true;
    }
    let Some(own) = date(before).filter(Date::is_lasting) else { return false };
    let goes_on = || match date(after) {
        Some(after) if !after.has_time() => false,
        Some(after) if after.is_zoned() == own.is_zoned() => {
            second(after.earliest_start()) < second(own.latest_end())
        }
        _ => true,
    };
    wholes.all.binary_search(&before).is_ok() || goes_on()
}

fn second(bound: Bound) -> Option<i64> {
    if let Bound::At(second) = bound { Some(second) } else { None }
}

/// Events that `seq` puts in an order that their dates alone do not give them: a time before a whole
/// day, or one of them is linked. `slots`: by event, [`NOBODY`] where it is not linked. Where times
/// stand against `seq`, nothing follows from it.
pub(super) fn in_play(dataset: &Dataset, slots: &[u32]) -> Vec<u32> {
    if !is_there(dataset) {
        return Vec::new();
    }
    let is_linked = |event: u32| slots[event as usize] != NOBODY;
    let only_day = |event: &u32| {
        let date = dataset.events[*event as usize].date?;
        date.first_day().filter(|day| date.last_day() == Some(*day))
    };
    let all = 0..dataset.events.len() as u32;
    let has_time =
        |event: u32| dataset.events[event as usize].date.is_some_and(|date| date.has_time());
    // Cells are read of days alone on which there may be anything to tell.
    let may_tell = all.clone().filter(|event| is_linked(*event) || has_time(*event));
    let mut days: Vec<i64> = may_tell.filter_map(|event| only_day(&event)).collect();
    days.sort_unstable();
    days.dedup();
    let is_on_one =
        |event: &u32| only_day(event).is_some_and(|day| days.binary_search(&day).is_ok());
    let mut rows: Vec<Row> =
        all.filter(is_on_one).filter_map(|event| row(dataset, event)).collect();
    rows.sort_unstable();
    let is_in_play = |day: &&[Row]| {
        day.first().map(|row| row.1) != day.last().map(|row| row.1)
            && (day.iter().any(|row| is_linked(row.2))
                || !is_in_order(dataset, day) && clashes(dataset, day).is_empty())
    };
    let in_play = rows.chunk_by(|a, b| a.0 == b.0).filter(is_in_play);
    in_play.flatten().map(|row| row.2).collect()
}

/// Whether the events of a day stand by their dates as `seq` has them: whole days first, then times.
fn is_in_order(dataset: &Dataset, day: &[Row]) -> bool {
    let place = |row: &Row| {
        let date = dataset.events[row.2 as usize].date?;
        Some((date.has_time(), second(date.earliest_start())))
    };
    let mut latest = None;
    day.chunk_by(|a, b| a.1 == b.1).all(|group| {
        let before = latest;
        latest = latest.max(group.iter().map(place).max().flatten());
        group.iter().all(|row| place(row) >= before)
    })
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

/// Events of which some statements may say only that they stand between two others by `seq`.
pub(super) fn between(dataset: &Dataset, statements: &[Statement]) -> BTreeSet<u32> {
    let lasts = |event: u32| dataset.events[event as usize].date.is_some_and(|d| d.is_lasting());
    let (mut after, mut others, mut between) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for statement in statements {
        match statement {
            // What lasted may be over before the next begins and not before the one behind that.
            Statement::Seq(one, other) if lasts(*one) => others.extend([*one, *other]),
            Statement::Seq(_, other) if is_doubtful(dataset, *other) => _ = others.insert(*other),
            Statement::Seq(_, other) => _ = after.insert(*other),
            Statement::Link(_) | Statement::Once(_) => others.extend(statement.events(dataset)),
            Statement::Date(_) => {}
        }
    }
    for statement in statements {
        if let Statement::Seq(one, _) = statement
            && after.contains(one)
            && !others.contains(one)
        {
            between.insert(*one);
        }
    }
    between
}

/// Statements without the events `between` two others: that these come one after the other.
pub(super) fn direct(statements: &[Statement], between: &BTreeSet<u32>) -> Vec<Statement> {
    let next = statements.iter().filter_map(|statement| match statement {
        Statement::Seq(one, other) if between.contains(one) => Some((*one, *other)),
        _ => None,
    });
    let mut next: BTreeMap<u32, u32> = next.collect();
    let direct = statements.iter().filter_map(|statement| match statement {
        Statement::Date(one) | Statement::Seq(one, _) if between.contains(one) => None,
        Statement::Seq(before, after) => {
            let mut after = *after;
            while let Some(behind) = next.remove(&after) {
                after = behind;
            }
            Some(Statement::Seq(*before, after))
        }
        statement => Some(*statement),
    });
    direct.collect()
}

/// Events of one day whose `seq` stands against their times, as far as the network does not hold them:
/// of each such event one that begins later by the clock.
pub fn against_times(dataset: &Dataset) -> Vec<Contradiction> {
    if !is_there(dataset) {
        return Vec::new();
    }
    let is_linked =
        |event: u32| dataset.time.as_ref().is_some_and(|t: &Time| t.ends(event).is_some());
    let timed = (0..dataset.events.len() as u32)
        .filter(|event| dataset.events[*event as usize].date.is_some_and(|date| date.has_time()));
    let mut rows: Vec<Row> = timed.filter_map(|event| row(dataset, event)).collect();
    rows.sort_unstable();
    let found = rows.chunk_by(|a, b| a.0 == b.0).flat_map(|day| clashes(dataset, day));
    let found = found.filter(|(before, after)| !(is_linked(*before) && is_linked(*after)));
    found.map(|(before, after)| contradiction(before, after)).collect()
}

/// Pairs of events of a day that stand by the clock against their `seq`; a time with a zone is held
/// against others with one.
fn clashes(dataset: &Dataset, day: &[Row]) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    for has_zone in [false, true] {
        let mut latest: Option<(i64, u32)> = None;
        for group in day.chunk_by(|a, b| a.1 == b.1) {
            let timed = group.iter().filter_map(|(_, _, event)| {
                let own = starts(dataset, *event, has_zone)?;
                Some((own, *event))
            });
            let timed: Vec<([i64; 2], u32)> = timed.collect();
            if let Some((begun, before)) = latest {
                let late = timed.iter().filter(|([_, last], _)| begun > *last);
                found.extend(late.map(|(_, event)| (before, *event)));
            }
            let begun = timed.into_iter().map(|([first, _], event)| (first, event));
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
    let day = date.first_day().filter(|day| date.last_day() == Some(*day))?;
    if !date.is_zoned() {
        return Some(day);
    }
    let (written, iso) = (dataset.event_cell(event, Field::Date), iso_day(day));
    written.split('/').all(|end| end.starts_with(&iso)).then_some(day)
}

/// The first and the last second at which an event may have begun, where its date has a time of day.
fn starts(dataset: &Dataset, event: u32, has_zone: bool) -> Option<[i64; 2]> {
    let date = dataset.events[event as usize].date?;
    let is_alike = date.has_time() && date.is_zoned() == has_zone;
    is_alike.then_some([second(date.earliest_start())?, second(date.latest_start())?])
}
