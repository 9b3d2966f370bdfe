//! Ties: pairs of actors, how often they met or stand together, and when.
//!
//! Three steps: count all pairs (see `pairs`), choose, tell more of the chosen: what else is counted, and
//! their events (`gather`). Time grows with the participants of an event squared, not with actors; for the
//! ties of one actor (`around`) with the participants.
//!
//! What counts (`--ties met`, the default): both take part, by their roles, in an event whose type
//! is a known contact. Confirmed and reported ones make the count; alleged, disputed, planned and
//! those of an unknown status the second, unconfirmed count; cancelled and refuted none. An actor
//! with several roles in one event takes part if any of them does, and is there in person unless
//! one of them is by phone. `--ties together`: both stand in the actors of one event, each event once.
//!
//! Invariant: `a < b` in every tie, by actor number and so bytewise by id; ties ascend by (a, b);
//! `in_person + remote` is `count + unconfirmed` for *met*, the contacts among the events for
//! *together*.

use super::gatherings::{Gathering, Gatherings, Meeting};
use super::meetings::{self, Grow};
use super::outer;
use crate::model::date::{Bound, iso_day, moment, words};
use crate::model::{Dataset, Field, Weight};

pub use super::gatherings::Basis;
pub(crate) use super::pairs::{Count, Pair};

/// What is counted of a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Number of the first actor.
    pub a: u32,
    /// Number of the second actor, greater than `a`.
    pub b: u32,
    /// Contacts that count; all common events for *together*.
    pub count: u32,
    /// Contacts not confirmed: alleged, disputed, planned.
    pub unconfirmed: u32,
    /// Contacts in person, confirmed or not.
    pub in_person: u32,
    /// Contacts by phone or video, confirmed or not.
    pub remote: u32,
    /// Of those in person, the ones that count.
    pub met: u32,
    /// The least of their beginnings, an event without one before all others.
    first: Limit,
    /// The greatest of their ends likewise.
    last: Limit,
}

/// One end of the time of a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Second since 1970.
    pub second: i64,
    /// Number of the event it comes from.
    pub event: u32,
}

/// A tie with its events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// Its counts.
    pub tally: Tally,
    /// How many of its events are of each type, ascending by number in [`Dataset::types`].
    pub types: Vec<(u32, u32)>,
    /// Numbers of its events, ascending.
    pub events: Vec<u32>,
    /// Of more than [`NAMED`] the first, each with the second by which it stands: the first it may have
    /// begun, or the last it may have ended.
    earliest: Vec<(i64, u32)>,
}

/// The most events of a tie that are named.
pub(crate) const NAMED: usize = 10;

/// How a tie looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nature {
    /// Met in person at least once: solid.
    InPerson,
    /// By phone or video only: dashed.
    Remote,
    /// Nothing confirmed: dotted.
    Unconfirmed,
    /// Named together, however they met: solid.
    Together,
}

impl Tally {
    /// In person once a contact that counts was; unconfirmed while none counts.
    pub fn nature(&self) -> Nature {
        match (self.count, self.met) {
            (0, _) => Nature::Unconfirmed,
            (_, 0) => Nature::Remote,
            _ => Nature::InPerson,
        }
    }

    /// Both counts.
    pub fn total(&self) -> u32 {
        self.count + self.unconfirmed
    }

    /// The earliest that any of them may have begun; `None` once one may have begun at any time before.
    /// Events without a date, or of a year of which no digit is known, are passed over.
    pub fn first(&self) -> Option<Limit> {
        outer::told(self.first.second).map(|_| self.first)
    }

    /// The latest that any of them may have ended, likewise.
    pub fn last(&self) -> Option<Limit> {
        outer::told(self.last.second).map(|_| self.last)
    }

    /// The counts as a reader sees them: `9`, `9+5?`, `5?`.
    pub fn number(&self) -> String {
        match (self.count, self.unconfirmed) {
            (count, 0) => count.to_string(),
            (0, unconfirmed) => format!("{unconfirmed}?"),
            (count, unconfirmed) => format!("{count}+{unconfirmed}?"),
        }
    }

    fn new(a: u32, b: u32) -> Tally {
        Tally {
            a,
            b,
            count: 0,
            unconfirmed: 0,
            in_person: 0,
            remote: 0,
            met: 0,
            first: Limit { second: outer::NONE.0, event: 0 },
            last: Limit { second: outer::NONE.1, event: 0 },
        }
    }

    /// Takes an earlier beginning; of equals the first one stays.
    fn begin(&mut self, other: Limit) {
        if other.second < self.first.second {
            self.first = other;
        }
    }

    /// Takes a later end likewise.
    fn finish(&mut self, other: Limit) {
        if other.second > self.last.second {
            self.last = other;
        }
    }
}

impl Limit {
    /// The day: `2025-02-12`.
    pub fn iso(&self) -> String {
        iso_day(self.second.div_euclid(86_400))
    }

    /// The date of its event in words that keep what is not known.
    pub fn words(&self, dataset: &Dataset) -> String {
        words(&dataset.event_cell(self.event, Field::Date))
    }

    /// The same as one end of a time: of a date that lasted that end alone, as it is written, and of one
    /// without a second at its other side the limit.
    pub(crate) fn alone(&self, dataset: &Dataset, is_first: bool) -> String {
        let Some(date) = dataset.events[self.event as usize].date else {
            return self.words(dataset);
        };
        let written = dataset.event_cell(self.event, Field::Date);
        if let Some((start, end)) = written.split_once('/').filter(|_| date.is_lasting()) {
            return words(if is_first { start } else { end });
        }
        if let Some(limit) = limit(&written) {
            return words(limit);
        }
        match (date.earliest_start(), date.latest_end()) {
            (Bound::At(_), Bound::At(_)) => words(&written),
            _ => moment(self.second, is_first, if date.is_zoned() { " UTC" } else { "" }),
        }
    }
}

/// The only date of a range that is open at its other side: `[..2024-05]`, `[2024..]`.
fn limit(written: &str) -> Option<&str> {
    let inner = written.strip_prefix('[')?.strip_suffix(']')?;
    let limit = inner.strip_prefix("..").or_else(|| inner.strip_suffix(".."))?;
    (!limit.contains([',', '.'])).then_some(limit)
}

impl Pair for Tally {
    fn ends(&self) -> (u32, u32) {
        (self.a, self.b)
    }

    fn counts(&self) -> (u32, u32) {
        (self.count, self.unconfirmed)
    }
}

/// All that is counted of the ties of one actor, the strongest first.
pub(crate) fn around(gatherings: &Gatherings, actor: u32) -> Vec<Tally> {
    let mut ties: Vec<Tally> = meetings::around(gatherings, actor);
    ties.sort_by_key(Pair::strength);
    ties
}

/// The chosen ties, ascending by (a, b), with their events.
pub(crate) fn gather(gatherings: &Gatherings, chosen: &[Count]) -> Vec<Tie> {
    let mut ties: Vec<Tie> = meetings::each(gatherings, chosen);
    ties.iter_mut().for_each(|tie| tie.types.sort_unstable());
    ties
}

impl Grow for Tally {
    fn new(pair: &Count) -> Tally {
        Tally::new(pair.a, pair.b)
    }

    fn add(&mut self, gathering: &Gathering, meeting: Meeting, basis: Basis) {
        let counts = gathering.counts(basis);
        self.count += u32::from(counts);
        self.unconfirmed += u32::from(!counts);
        self.in_person += u32::from(meeting == Meeting::InPerson);
        self.remote += u32::from(meeting == Meeting::Remote);
        self.met += u32::from(meeting == Meeting::InPerson && gathering.weight == Weight::Counts);
        let limit = |second| Limit { second, event: gathering.event };
        self.begin(limit(gathering.start));
        self.finish(limit(gathering.end));
    }

    fn join(&mut self, later: Tally) {
        self.count += later.count;
        self.unconfirmed += later.unconfirmed;
        self.in_person += later.in_person;
        self.remote += later.remote;
        self.met += later.met;
        self.begin(later.first);
        self.finish(later.last);
    }
}

impl Grow for Tie {
    fn new(pair: &Count) -> Tie {
        let events = (pair.count + pair.unconfirmed) as usize;
        let earliest = Vec::with_capacity(if events > NAMED { NAMED + 1 } else { 0 });
        Tie { tally: Grow::new(pair), types: Vec::new(), events: Vec::new(), earliest }
    }

    fn add(&mut self, gathering: &Gathering, meeting: Meeting, basis: Basis) {
        self.tally.add(gathering, meeting, basis);
        self.events.push(gathering.event);
        let ends = [gathering.start, gathering.end];
        let second = ends.into_iter().find_map(outer::told).unwrap_or(i64::MAX);
        self.name((second, gathering.event));
        self.count(gathering.kind, 1);
    }

    fn join(&mut self, later: Tie) {
        self.tally.join(later.tally);
        self.events.extend(later.events);
        later.earliest.into_iter().for_each(|event| self.name(event));
        later.types.into_iter().for_each(|(kind, events)| self.count(kind, events));
    }
}

impl Tie {
    /// The events that are named: all, or of many the first; in no order.
    pub(crate) fn named(&self) -> Vec<u32> {
        match self.events.len() {
            0..=NAMED => self.events.clone(),
            _ => self.earliest.iter().map(|(_, event)| *event).collect(),
        }
    }

    /// Puts an event among those that are named, if it is one of the first.
    #[inline]
    fn name(&mut self, event: (i64, u32)) {
        let is_full = self.earliest.len() == NAMED;
        if self.earliest.capacity() == 0 || is_full && self.earliest[NAMED - 1] < event {
            return;
        }
        let place = self.earliest.partition_point(|other| *other < event);
        self.earliest.insert(place, event);
        self.earliest.truncate(NAMED);
    }

    /// So many more events of a type.
    fn count(&mut self, kind: u32, events: u32) {
        match self.types.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += events,
            None => self.types.push((kind, events)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_confirmed_stands_behind_a_plus() {
        let number = |count, unconfirmed| Tally { count, unconfirmed, ..Tally::new(0, 1) }.number();
        assert_eq!([number(9, 5), number(9, 0), number(0, 5)], ["9+5?", "9", "5?"]);
    }
}
