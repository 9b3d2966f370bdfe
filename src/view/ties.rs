//! Ties: pairs of actors, how often they met or stand together, and when.
//!
//! Three steps: count all pairs (`tallies`), choose, gather the events of the chosen
//! (`gather`). Counting walks the events of one actor at a time with one slot per partner, so
//! memory is a number per pair and time grows with the participants of an event squared, not
//! with actors.
//!
//! What counts (`--ties met`, the default): both take part, by their roles, in an event whose type
//! is a known contact. Confirmed and reported ones make the count; alleged, disputed, planned and
//! those of an unknown status the second, unconfirmed count; cancelled and refuted none. An actor
//! with several roles in one event takes part if any of them does, and is there in person unless
//! all that do are by phone. `--ties together`: both stand in the actors of one event, each event once.
//!
//! Invariant: `a < b` in every tie, by actor number and so bytewise by id; ties ascend by (a, b);
//! `in_person + remote` is `count + unconfirmed` for *met*, the contacts among the events for
//! *together*.

use super::gatherings::{Gathering, Gatherings, Meeting};
use crate::model::date::{iso_day, words};
use crate::model::{Dataset, Field, Weight};

pub use super::gatherings::Basis;

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
    /// The earliest that any of them may have begun; an event without such a bound is passed over.
    pub first: Option<Limit>,
    /// The latest that any of them may have ended, likewise.
    pub last: Option<Limit>,
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
}

/// How a tie looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nature {
    /// Met in person at least once: solid.
    InPerson,
    /// By phone or video only: dashed.
    Remote,
    /// Nothing confirmed: dotted.
    Unconfirmed,
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

    /// The counts as a reader sees them: `9`, `9+5?`, `5?`.
    ///
    /// ```
    /// # use annals::view::ties::Tally;
    /// let tally = Tally { a: 0, b: 1, count: 9, unconfirmed: 5, in_person: 1, remote: 13, met: 1, first: None, last: None };
    /// assert_eq!(tally.number(), "9+5?");
    /// ```
    pub fn number(&self) -> String {
        match (self.count, self.unconfirmed) {
            (count, 0) => count.to_string(),
            (0, unconfirmed) => format!("{unconfirmed}?"),
            (count, unconfirmed) => format!("{count}+{unconfirmed}?"),
        }
    }

    /// What the strongest tie has least of: sorts by count, second count, then ids.
    pub fn strength(&self) -> impl Ord + use<> {
        (std::cmp::Reverse((self.count, self.unconfirmed)), self.a, self.b)
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
            first: None,
            last: None,
        }
    }

    fn add(&mut self, gathering: &Gathering, meeting: Meeting, basis: Basis) {
        let counts = basis == Basis::Together || gathering.weight == Weight::Counts;
        self.count += u32::from(counts);
        self.unconfirmed += u32::from(!counts);
        self.in_person += u32::from(meeting == Meeting::InPerson);
        self.remote += u32::from(meeting == Meeting::Remote);
        self.met += u32::from(meeting == Meeting::InPerson && gathering.weight == Weight::Counts);
        let event = gathering.event;
        if let Some(second) = gathering.start
            && self.first.is_none_or(|f| second < f.second)
        {
            self.first = Some(Limit { second, event });
        }
        if let Some(second) = gathering.end
            && self.last.is_none_or(|l| second > l.second)
        {
            self.last = Some(Limit { second, event });
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
}

/// Counts every tie, ascending by (a, b).
pub(crate) fn tallies(gatherings: &Gatherings) -> Vec<Tally> {
    let mut tallies: Vec<Tally> = Vec::new();
    let mut slots = vec![u32::MAX; gatherings.actors() as usize];
    for a in 0..gatherings.actors() {
        let from = tallies.len();
        gatherings.walk(a, |b, gathering, meeting| {
            let slot = &mut slots[b as usize];
            if *slot == u32::MAX {
                *slot = tallies.len() as u32;
                tallies.push(Tally::new(a, b));
            }
            tallies[*slot as usize].add(gathering, meeting, gatherings.basis);
        });
        tallies[from..].sort_unstable_by_key(|t| t.b);
        for tally in &tallies[from..] {
            slots[tally.b as usize] = u32::MAX;
        }
    }
    tallies
}

/// The chosen ties, ascending by (a, b), with their events.
pub(crate) fn gather(dataset: &Dataset, gatherings: &Gatherings, chosen: &[Tally]) -> Vec<Tie> {
    let tie = |t: &Tally| Tie {
        tally: *t,
        types: Vec::new(),
        events: Vec::with_capacity(t.total() as usize),
    };
    let mut ties: Vec<Tie> = chosen.iter().map(tie).collect();
    let mut slots = vec![u32::MAX; gatherings.actors() as usize];
    let mut from = 0;
    for group in chosen.chunk_by(|x, y| x.a == y.a) {
        for (n, tally) in group.iter().enumerate() {
            slots[tally.b as usize] = (from + n) as u32;
        }
        gatherings.walk(group[0].a, |b, gathering, _| {
            if let Some(tie) = ties.get_mut(slots[b as usize] as usize) {
                tie.events.push(gathering.event);
            }
        });
        for tally in group {
            slots[tally.b as usize] = u32::MAX;
        }
        from += group.len();
    }
    for tie in &mut ties {
        tie.types = types(dataset, &tie.events);
    }
    ties
}

/// How many events are of each type.
fn types(dataset: &Dataset, events: &[u32]) -> Vec<(u32, u32)> {
    let mut kinds: Vec<u32> = events.iter().map(|e| dataset.events[*e as usize].kind).collect();
    kinds.sort_unstable();
    kinds.chunk_by(|x, y| x == y).map(|same| (same[0], same.len() as u32)).collect()
}
