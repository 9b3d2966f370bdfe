//! Ties: pairs of actors, how often they met or stand together, and when.
//!
//! Four steps: count all pairs (`counts`), choose, tell more of the chosen (`tallies`), gather their
//! events (`gather`). Counting walks the events of one actor at a time with one slot per partner, so
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

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use super::gatherings::{Gathering, Gatherings, Meeting};
use crate::model::date::{iso_day, words};
use crate::model::{Dataset, Field, Weight};
use crate::read::chunks::cores;

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

/// How often two actors met or stand together, and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) count: u32,
    pub(crate) unconfirmed: u32,
}

/// Two actors and how often.
pub(crate) trait Pair {
    /// The numbers of the actors, ascending.
    fn ends(&self) -> (u32, u32);
    /// The count and the second count.
    fn counts(&self) -> (u32, u32);
    /// What the strongest pair has least of: sorts by count, second count, then ids.
    fn strength(&self) -> (std::cmp::Reverse<(u32, u32)>, (u32, u32)) {
        (std::cmp::Reverse(self.counts()), self.ends())
    }
}

impl Pair for Count {
    fn ends(&self) -> (u32, u32) {
        (self.a, self.b)
    }

    fn counts(&self) -> (u32, u32) {
        (self.count, self.unconfirmed)
    }
}

impl Pair for Tally {
    fn ends(&self) -> (u32, u32) {
        (self.a, self.b)
    }

    fn counts(&self) -> (u32, u32) {
        (self.count, self.unconfirmed)
    }
}

/// Counts every tie, ascending by (a, b): some actors at a time, on every core.
pub(crate) fn counts(gatherings: &Gatherings) -> Vec<Count> {
    const ACTORS: u32 = 256;
    let actors = gatherings.actors();
    let next = AtomicU32::new(0);
    let done: Mutex<Vec<(u32, Vec<Count>)>> = Mutex::default();
    let work = || {
        let mut slots = vec![u32::MAX; actors as usize];
        loop {
            let first = next.fetch_add(ACTORS, Ordering::Relaxed);
            if first >= actors {
                break;
            }
            let mut counts = Vec::new();
            for a in first..(first + ACTORS).min(actors) {
                count(gatherings, a, &mut slots, &mut counts);
            }
            if let Ok(mut done) = done.lock() {
                done.push((first, counts));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..cores().min(gatherings.list.len() / 10_000 + 1) {
            scope.spawn(work);
        }
        work();
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_unstable_by_key(|(first, _)| *first);
    done.into_iter().flat_map(|(_, counts)| counts).collect()
}

/// Counts the ties of one actor to those of a higher number.
fn count(gatherings: &Gatherings, a: u32, slots: &mut [u32], counts: &mut Vec<Count>) {
    let from = counts.len();
    gatherings.count(a, |b, counted| {
        let slot = &mut slots[b as usize];
        if *slot == u32::MAX {
            *slot = counts.len() as u32;
            counts.push(Count { a, b, count: 0, unconfirmed: 0 });
        }
        let pair = &mut counts[*slot as usize];
        pair.count += u32::from(counted);
        pair.unconfirmed += u32::from(!counted);
    });
    counts[from..].sort_unstable_by_key(|pair| pair.b);
    for pair in &counts[from..] {
        slots[pair.b as usize] = u32::MAX;
    }
}

/// All that is counted of chosen ties, ascending by (a, b).
pub(crate) fn tallies(gatherings: &Gatherings, chosen: &[Count]) -> Vec<Tally> {
    let mut tallies: Vec<Tally> = chosen.iter().map(|pair| Tally::new(pair.a, pair.b)).collect();
    walk(gatherings, chosen, |n, gathering, meeting| {
        tallies[n].add(gathering, meeting, gatherings.basis);
    });
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
    walk(gatherings, chosen, |n, gathering, _| ties[n].events.push(gathering.event));
    for tie in &mut ties {
        tie.types = types(dataset, &tie.events);
    }
    ties
}

/// Calls `visit` for every gathering of every chosen pair, which ascend by (a, b), with the number of
/// the pair.
fn walk<P: Pair>(
    gatherings: &Gatherings,
    chosen: &[P],
    mut visit: impl FnMut(usize, &Gathering, Meeting),
) {
    let mut slots = vec![u32::MAX; gatherings.actors() as usize];
    let mut from = 0;
    for group in chosen.chunk_by(|x, y| x.ends().0 == y.ends().0) {
        for (n, pair) in group.iter().enumerate() {
            slots[pair.ends().1 as usize] = (from + n) as u32;
        }
        let slot = |b: u32| slots[b as usize];
        gatherings.walk(
            group[0].ends().0,
            |b| slot(b) != u32::MAX,
            |b, gathering, meeting| visit(slot(b) as usize, gathering, meeting),
        );
        for pair in group {
            slots[pair.ends().1 as usize] = u32::MAX;
        }
        from += group.len();
    }
}

/// How many events are of each type.
fn types(dataset: &Dataset, events: &[u32]) -> Vec<(u32, u32)> {
    let mut kinds: Vec<u32> = events.iter().map(|e| dataset.events[*e as usize].kind).collect();
    kinds.sort_unstable();
    kinds.chunk_by(|x, y| x == y).map(|same| (same[0], same.len() as u32)).collect()
}
