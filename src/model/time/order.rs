//! Which of two events comes first, and why.
//!
//! Of days it is said only what holds whatever the hour, of minutes whatever the second: what was on a
//! day, or in a minute, was some time in the course of it. What times leave open may be told by links
//! and `seq`. For an instant with a zone against a day without one, -12 to +14 hours are allowed for.
//!
//! Invariant: an answer on certain footing uses no assumption; where both footings give one, the
//! certain one is given.

use super::build::{self, AHEAD, BEHIND, End};
use super::linked::Linked;
use super::{Ends, Footing, Statement, Time, once};
use crate::model::Dataset;
use crate::solve::{self, Bounds, Constraint};

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

/// Limits against the four ends of the event, and what links prove of them.
#[derive(Debug)]
struct From {
    linked: Linked,
    /// The limits that its date alone sets, if it counts.
    dated: Dated,
    first_day: Bounds,
    last_day: Bounds,
    first_instant: Bounds,
    last_instant: Bounds,
    /// Whether answers have no reasons.
    is_brief: bool,
}

/// The event that is held against ours.
#[derive(Clone, Copy)]
struct Other {
    event: u32,
    ends: Ends,
    dated: Dated,
    /// The seconds by which its clock may be ahead of and behind ours.
    clock: [i64; 2],
}

/// The first and the last second at which an event may have begun, and those at which it may have ended.
type Dated = [[Option<i64>; 2]; 2];

/// What the date of an event says where it counts.
fn dated(dataset: &Dataset, time: &Time, (event, footing): (u32, Footing)) -> Dated {
    match dataset.events[event as usize].date {
        Some(date) if time.counts(Statement::Date(event), footing) => [
            [date.earliest_start(), date.latest_start()].map(build::near),
            [date.earliest_end(), date.latest_end()].map(build::near),
        ],
        _ => Default::default(),
    }
}

impl From {
    fn be_brief(&mut self, is_brief: bool) {
        self.is_brief = is_brief;
        self.linked.be_brief(is_brief);
    }

    fn instants(&self, end: End) -> &Bounds {
        match end {
            End::First => &self.first_instant,
            End::Last => &self.last_instant,
        }
    }
}

impl Other {
    fn instant(&self, end: End) -> u32 {
        match end {
            End::First => self.ends.first_instant,
            End::Last => self.ends.last_instant,
        }
    }
}

impl Side {
    /// An event against which any of `others` is to be held.
    pub fn of(dataset: &Dataset, event: u32, others: &[u32]) -> Option<Side> {
        let time = build::fine(dataset, event, others);
        let ends = time.ends(event)?;
        let from = [Footing::Certain, Footing::Assumed].map(|footing| {
            let on = &time.on[footing as usize];
            let bounds = |variable| solve::bounds_from(&time.network, on, variable);
            From {
                linked: Linked::of(dataset, &time, (event, footing)),
                dated: dated(dataset, &time, (event, footing)),
                first_day: bounds(ends.first_day),
                last_day: bounds(ends.last_day),
                first_instant: bounds(ends.first_instant),
                last_instant: bounds(ends.last_instant),
                is_brief: false,
            }
        });
        Some(Side { time, event, from })
    }

    /// The same for a reader who is not told reasons: where what is certain has no condition, and no doubt
    /// speaks against it, none is made up, which would take as long for each answer as the chain to it.
    pub fn briefly(mut self) -> Side {
        let [certain, assumed] = &mut self.from;
        certain.be_brief(!self.time.has_doubts());
        assumed.be_brief(!self.time.any_assumed);
        self
    }

    /// What a way through the network says.
    fn said(&self, from: &From, way: impl FnOnce() -> Vec<Constraint>) -> Vec<Statement> {
        if from.is_brief { Vec::new() } else { self.time.said(&way()) }
    }

    /// The network in which the answers are found.
    pub fn time(&self) -> &Time {
        &self.time
    }

    /// How the event lies to another one.
    pub fn to(&self, dataset: &Dataset, other: u32) -> Answer {
        let undecided = Answer { order: Order::Undecided, why: Vec::new() };
        let Some(ends) = self.time.ends(other) else { return undecided };
        let [own, theirs] = [self.event, other]
            .map(|event| dataset.events[event as usize].date.is_some_and(|date| date.is_zoned()));
        let clock = match (own, theirs) {
            (true, false) => [AHEAD, BEHIND],
            (false, true) => [BEHIND, AHEAD],
            _ => [0, 0],
        };
        for (from, footing) in self.from.iter().zip([Footing::Certain, Footing::Assumed]) {
            let dated = dated(dataset, &self.time, (other, footing));
            let other = Other { event: other, ends, dated, clock };
            let found = self.apart(from, &other).or_else(|| self.shared(from, &other));
            let same_day = || if own == theirs { self.same_day(from, ends) } else { None };
            if let Some(answer) = found.or_else(same_day) {
                return answer;
            }
        }
        undecided
    }

    fn apart(&self, from: &From, other: &Other) -> Option<Answer> {
        let before = self.earlier((from, End::Last), (other, End::First));
        let before = before.map(|why| Answer { order: Order::Before, why });
        before.or_else(|| {
            let after = self.later((from, End::First), (other, End::Last));
            after.map(|why| Answer { order: Order::After, why })
        })
    }

    /// One lies within the other, or both share some time.
    fn shared(&self, from: &From, other: &Other) -> Option<Answer> {
        let earlier = |own, end| self.earlier((from, own), (other, end));
        let later = |own, end| self.later((from, own), (other, end));
        let answer = |order, (one, two): (Vec<Statement>, Vec<Statement>)| Answer {
            order,
            why: once(one.into_iter().chain(two)),
        };
        let (first, last) = (End::First, End::Last);
        // Links tell both ends of a part at once.
        let sooner = |own, end| from.linked.later(own, (other.event, end));
        let thereafter = |own, end| from.linked.earlier(own, (other.event, end));
        let contains = sooner(first, first).zip(thereafter(last, last));
        let contains = contains.or_else(|| earlier(first, first).zip(later(last, last)));
        let within = || {
            let linked = sooner(last, last).zip(thereafter(first, first));
            linked.or_else(|| earlier(last, last).zip(later(first, first)))
        };
        let overlaps = || earlier(first, last).zip(later(last, first));
        contains
            .map(|why| answer(Order::Contains, why))
            .or_else(|| within().map(|why| answer(Order::Within, why)))
            .or_else(|| overlaps().map(|why| answer(Order::Overlaps, why)))
    }

    /// What proves that an end of ours comes before one of the other: both dates, or else links say so, or
    /// a second at least lies between them.
    fn earlier(
        &self,
        (from, own): (&From, End),
        (other, end): (&Other, End),
    ) -> Option<Vec<Statement>> {
        let ([_, last], [first, _]) = (from.dated[own as usize], other.dated[end as usize]);
        if is_apart((last, first), other.clock[0]) {
            return Some(self.dates(other));
        }
        let (bounds, instant) = (from.instants(own), other.instant(end));
        shorter(from.linked.later(own, (other.event, end)), || {
            bounds.least(instant).filter(|least| *least > other.clock[0])?;
            Some(self.said(from, || bounds.why_least(&self.time.network, instant)))
        })
    }

    /// What proves that an end of ours comes after one of the other.
    fn later(
        &self,
        (from, own): (&From, End),
        (other, end): (&Other, End),
    ) -> Option<Vec<Statement>> {
        let ([first, _], [_, last]) = (from.dated[own as usize], other.dated[end as usize]);
        if is_apart((last, first), other.clock[1]) {
            return Some(self.dates(other));
        }
        let (bounds, instant) = (from.instants(own), other.instant(end));
        shorter(from.linked.earlier(own, (other.event, end)), || {
            bounds.most(instant).filter(|most| *most < -other.clock[1])?;
            Some(self.said(from, || bounds.why_most(&self.time.network, instant)))
        })
    }

    /// What both dates say.
    fn dates(&self, other: &Other) -> Vec<Statement> {
        vec![Statement::Date(self.event), Statement::Date(other.event)]
    }

    fn same_day(&self, from: &From, other: Ends) -> Option<Answer> {
        let ends = [(&from.first_day, other.first_day), (&from.last_day, other.last_day)];
        let is_same = |(bounds, x): (&Bounds, u32)| {
            bounds.least(x).is_some_and(|least| least >= 0)
                && bounds.most(x).is_some_and(|most| most <= 0)
        };
        let network = &self.time.network;
        let leasts = ends.iter().flat_map(|(b, x)| self.said(from, || b.why_least(network, *x)));
        let mosts = ends.iter().flat_map(|(b, x)| self.said(from, || b.why_most(network, *x)));
        let why = || once(leasts.chain(mosts));
        ends.into_iter().all(is_same).then(|| Answer { order: Order::SameDay, why: why() })
    }
}

/// Whether more than so many seconds lie between two limits.
fn is_apart((last, first): (Option<i64>, Option<i64>), clock: i64) -> bool {
    let apart = last.zip(first).and_then(|(last, first)| first.checked_sub(last));
    apart.is_some_and(|apart| apart > clock)
}

/// Of two proofs that of fewer statements; what is `derived` is not looked for where a link says it.
fn shorter(
    linked: Option<Vec<Statement>>,
    derived: impl Fn() -> Option<Vec<Statement>>,
) -> Option<Vec<Statement>> {
    if linked.as_ref().is_some_and(|why| why.len() == 1) {
        return linked;
    }
    derived().into_iter().chain(linked).min_by_key(Vec::len)
}
