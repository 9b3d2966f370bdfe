//! Which of two events comes first, and why.
//!
//! Of days it is said only what holds whatever the hour; of instants what times, hours, `seq` and
//! links prove. For an instant with a zone against a day without one, -12 to +14 hours are
//! allowed for.
//!
//! Invariant: an answer on certain footing uses no assumption; where both footings give one, the
//! certain one is given.

use super::build::{self, AHEAD, BEHIND};
use super::{Ends, Footing, Statement, Time};
use crate::model::{Dataset, Relation};
use crate::solve::{self, Bounds};

/// How one event lies to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Order {
    /// It ends before the other begins.
    Before,
    /// It begins after the other has ended.
    After,
    /// On the same day; which comes first is not known.
    SameDay,
    /// The other lies within it.
    Contains,
    /// It lies within the other.
    Within,
    /// They share time, neither contains the other for certain.
    Overlaps,
    /// Any of several.
    Undecided,
}

/// How one event lies to another, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What holds.
    pub order: Order,
    /// The statements that force it.
    pub why: Vec<Statement>,
}

/// An event against which others are held.
#[derive(Debug)]
pub struct Side {
    time: Time,
    event: u32,
    from: [From; 2],
}

/// Limits against the four ends of the event.
#[derive(Debug)]
struct From {
    first_day: Bounds,
    last_day: Bounds,
    first_instant: Bounds,
    last_instant: Bounds,
}

/// Which end of the other event is looked at, and from which of ours.
type Between<'b> = (&'b Bounds, u32);

impl Side {
    /// An event against which any of `others` is to be held.
    pub fn of(dataset: &Dataset, event: u32, others: &[u32]) -> Option<Side> {
        let time = build::fine(dataset, event, others);
        let ends = time.ends(event)?;
        let from = [Footing::Certain, Footing::Assumed].map(|footing| {
            let on = &time.on[footing as usize];
            let bounds = |variable| solve::bounds_from(&time.network, on, variable);
            From {
                first_day: bounds(ends.first_day),
                last_day: bounds(ends.last_day),
                first_instant: bounds(ends.first_instant),
                last_instant: bounds(ends.last_instant),
            }
        });
        Some(Side { time, event, from })
    }

    /// The network in which the answers are found.
    pub fn time(&self) -> &Time {
        &self.time
    }

    /// How the event lies to another one.
    pub fn to(&self, dataset: &Dataset, other: u32) -> Answer {
        let undecided = Answer { order: Order::Undecided, why: Vec::new() };
        let Some(ends) = self.time.ends(other) else { return undecided };
        let zoned = [self.event, other]
            .map(|event| dataset.events[event as usize].date.is_some_and(|date| date.is_zoned()));
        for (from, footing) in self.from.iter().zip([Footing::Certain, Footing::Assumed]) {
            let found = match zoned[0] == zoned[1] {
                true => self.plain(from, ends),
                false => self.mixed(from, ends, zoned[0]),
            };
            let is_open = found.as_ref().is_none_or(|answer| answer.order == Order::SameDay);
            let linked = if is_open { self.linked(dataset, other, footing) } else { None };
            if let Some(answer) = linked.or(found) {
                return answer;
            }
        }
        undecided
    }

    fn plain(&self, from: &From, other: Ends) -> Option<Answer> {
        let least = |(bounds, x): Between, limit| bounds.least(x).is_some_and(|l| l >= limit);
        let most = |(bounds, x): Between, limit| bounds.most(x).is_some_and(|m| m <= limit);
        let why = |leasts: &[Between], mosts: &[Between]| {
            let network = &self.time.network;
            let leasts = leasts.iter().flat_map(|(b, x)| b.why_least(network, *x));
            let mosts = mosts.iter().flat_map(|(b, x)| b.why_most(network, *x));
            self.once(leasts.chain(mosts))
        };
        let (before, after) =
            ((&from.last_instant, other.first_instant), (&from.first_instant, other.last_instant));
        let at_once = least(before, 0) && most(after, 0);
        if least(before, 0) && !at_once {
            return Some(Answer { order: Order::Before, why: why(&[before], &[]) });
        }
        if most(after, 0) && !at_once {
            return Some(Answer { order: Order::After, why: why(&[], &[after]) });
        }
        let (first, last) = ((&from.first_day, other.first_day), (&from.last_day, other.last_day));
        let (inside, around) = (least(first, 0) && most(last, 0), most(first, 0) && least(last, 0));
        if inside && around {
            return Some(Answer {
                order: Order::SameDay,
                why: why(&[first, last], &[first, last]),
            });
        }
        if inside {
            return Some(Answer { order: Order::Contains, why: why(&[first], &[last]) });
        }
        if around {
            return Some(Answer { order: Order::Within, why: why(&[last], &[first]) });
        }
        let (ends, starts) = ((&from.first_day, other.last_day), (&from.last_day, other.first_day));
        let overlap = least(ends, 0) && most(starts, 0);
        overlap.then(|| Answer { order: Order::Overlaps, why: why(&[ends], &[starts]) })
    }

    /// One has a zone and the other has none.
    fn mixed(&self, from: &From, other: Ends, is_zoned: bool) -> Option<Answer> {
        let network = &self.time.network;
        let (ahead, behind) = if is_zoned { (AHEAD, BEHIND) } else { (BEHIND, AHEAD) };
        let (bounds, first) = (&from.last_instant, other.first_instant);
        if bounds.least(first).is_some_and(|least| least > ahead) {
            let why = self.once(bounds.why_least(network, first).into_iter());
            return Some(Answer { order: Order::Before, why });
        }
        let (bounds, last) = (&from.first_instant, other.last_instant);
        if bounds.most(last).is_some_and(|most| most < -behind) {
            let why = self.once(bounds.why_most(network, last).into_iter());
            return Some(Answer { order: Order::After, why });
        }
        None
    }

    /// What a link between the two says by itself, where clocks hide it.
    fn linked(&self, dataset: &Dataset, other: u32, footing: Footing) -> Option<Answer> {
        for (link, number) in dataset.links.iter().zip(0..) {
            let own = (link.event, link.other) == (self.event, other);
            let theirs = (link.event, link.other) == (other, self.event);
            if !(own || theirs) || !self.time.holds(number, footing) {
                continue;
            }
            let order = match (link.relation, own) {
                (Relation::After, true) | (Relation::Before, false) => Order::After,
                (Relation::Before, true) | (Relation::After, false) => Order::Before,
                (Relation::During | Relation::PartOf, true) => Order::Within,
                (Relation::During | Relation::PartOf, false) => Order::Contains,
                _ => continue,
            };
            return Some(Answer { order, why: vec![Statement::Link(number)] });
        }
        None
    }

    /// Tags as statements, each once.
    fn once(&self, tags: impl Iterator<Item = u32>) -> Vec<Statement> {
        let mut why: Vec<u32> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        why.extend(tags.filter(|tag| seen.insert(*tag)));
        self.time.said(&why)
    }
}
