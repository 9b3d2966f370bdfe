//! What dates and relations together say: derived bounds, contradictions, loops.
//!
//! Every event that is linked to another has a first and a last *day*, and, where any times, hours
//! or `seq` are in play, a first and a last *instant*; of an event that happened at one time
//! both days are one. What is written limits them ([`Statement`]); [`crate::solve`] finds what follows.
//!
//! Statements are certain or *assumptions*: a date marked `~`, `?` or `%`, a link whose certainty
//! is in doubt. Certain bounds use no assumption. Contradictions among certain statements are
//! found first; all their members are then left out. Of a contradiction that needs assumptions
//! only those are left out, so nothing certain is ever lost to a doubt; a conclusion that stands
//! against one says so ([`Time::unless`]).
//!
//! What is lost on the way: a set of dates enters as its hull; an instant with a zone is compared
//! with a day without one by -12 to +14 hours, each pair for itself.
//!
//! Invariant: a function of the dataset; where nothing is linked, and `seq` says no more than dates do,
//! there is nothing ([`Dataset::time`] is `None`) and nothing is computed.

mod build;
mod doubt;
mod linked;
mod loops;
mod maze;
mod order;
mod seq;
mod settle;
mod words;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::{Dataset, Link};
use crate::solve::{self, Bounds, Constraint, Index, Network, ORIGIN};

pub use build::{AHEAD, BEHIND, is_far};
pub use order::{Answer, Order, Side};
pub use seq::against_times;
pub use words::reason;

/// Something written that limits when events were.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Statement {
    /// The date of this event.
    Date(u32),
    /// A part of what the date of this event says: it was at one time, so on one day. It counts where the
    /// date does.
    Once(u32),
    /// The link of this number in [`Dataset::links`].
    Link(u32),
    /// By `seq`, the first of these events of one day comes before the second.
    Seq(u32, u32),
}

impl Statement {
    /// What stands and falls with it: the date of which it is a part.
    pub fn whole(self) -> Statement {
        if let Statement::Once(event) = self { Statement::Date(event) } else { self }
    }

    /// Of a date that the event was at one time.
    fn as_once(self) -> Statement {
        if let Statement::Date(event) = self { Statement::Once(event) } else { self }
    }
}

/// The variables of an event: its days, and its instants where there are any.
#[derive(Clone, Copy, Debug)]
struct Ends {
    first_day: u32,
    last_day: u32,
    first_instant: u32,
    last_instant: u32,
}

/// Statements that cannot all hold, each needed for that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// All of them.
    pub statements: Vec<Statement>,
    /// Those that are assumptions.
    pub assumptions: Vec<Statement>,
    /// Links that run in a circle.
    pub is_loop: bool,
}

/// Limits of an event in seconds, inclusive; `None`: no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The first second at which it may have begun.
    pub earliest_start: Option<i64>,
    /// The last second at which it may have begun.
    pub latest_start: Option<i64>,
    /// The first second at which it may have ended.
    pub earliest_end: Option<i64>,
    /// The last second at which it may have ended.
    pub latest_end: Option<i64>,
}

/// One of the four limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The first second at which it may have begun.
    EarliestStart,
    /// The last second at which it may have begun.
    LatestStart,
    /// The first second at which it may have ended.
    EarliestEnd,
    /// The last second at which it may have ended.
    LatestEnd,
}

impl Limits {
    /// One of the four.
    pub fn of(&self, limit: Limit) -> Option<i64> {
        match limit {
            Limit::EarliestStart => self.earliest_start,
            Limit::LatestStart => self.latest_start,
            Limit::EarliestEnd => self.earliest_end,
            Limit::LatestEnd => self.latest_end,
        }
    }
}

/// How sure an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Footing {
    /// It rests on certain statements alone.
    Certain,
    /// It may rest on assumptions.
    Assumed,
}

const NOBODY: u32 = u32::MAX;

/// Dates and relations as one network.
#[derive(Clone, Debug)]
pub struct Time {
    network: Network,
    statements: Vec<Statement>,
    assumptions: Vec<bool>,
    /// Whether any statement is one.
    any_assumed: bool,
    /// By event: its number in `ends`.
    slots: Vec<u32>,
    ends: Vec<Ends>,
    /// The events that are linked, or of days on which `seq` says more than dates do, ascending.
    pub events: Vec<u32>,
    /// Contradictions, loops first.
    pub contradictions: Vec<Contradiction>,
    on: [Vec<bool>; 2],
    bounds: [OnceLock<Arc<Bounds>>; 2],
    doubts: doubt::Doubts,
    /// Moments between events of one day, numbered after all events.
    pub moments: Range<u32>,
    /// Pairs by `seq` of which the first only begins before the second, ascending.
    begun: Vec<(u32, u32)>,
    index: OnceLock<Arc<Index>>,
}

/// Puts the dates, links and `seq` of a dataset together; `None` where dates alone say all.
pub fn reckon(dataset: &Dataset) -> Option<Time> {
    let mut time = build::network(dataset)?;
    let circles = settle::circles(&time, dataset);
    settle::settle(&mut time, dataset, circles);
    Some(time)
}

impl Time {
    /// What constraints along one way say, each statement once.
    fn said(&self, way: &[Constraint]) -> Vec<Statement> {
        self.joined(once(way.iter().filter_map(|constraint| self.statement(constraint))))
    }

    /// What a constraint says.
    fn statement(&self, constraint: &Constraint) -> Option<Statement> {
        let said = *self.statements.get(constraint.tag as usize)?;
        let is_limit = constraint.x == ORIGIN || constraint.y == ORIGIN;
        Some(if is_limit { said } else { said.as_once() })
    }

    fn joined(&self, said: Vec<Statement>) -> Vec<Statement> {
        if self.moments.is_empty() { said } else { seq::joined(said, self.moments.start) }
    }

    fn index(&self) -> &Index {
        let index = || Arc::new(Index::of(&self.network, self.statements.len()));
        self.index.get_or_init(index)
    }

    fn tag(&self, statement: Statement) -> Option<u32> {
        let statement = statement.whole();
        self.statements.binary_search(&statement).ok().map(|n| n as u32)
    }

    /// The tags of a statement: several where a moment lies between the events of a `seq`.
    fn tags(&self, statement: Statement) -> Vec<u32> {
        if let Some(tag) = self.tag(statement) {
            return vec![tag];
        }
        let Statement::Seq(before, after) = statement else { return Vec::new() };
        let first = Statement::Seq(before, self.moments.start);
        let from = self.statements.partition_point(|statement| *statement < first);
        let out = self.statements[from..].iter().zip(from as u32..);
        let out = out.map_while(|(statement, tag)| match statement {
            Statement::Seq(own, moment) if *own == before => Some((*moment, tag)),
            _ => None,
        });
        let ways = out
            .filter_map(|(moment, tag)| Some(vec![tag, self.tag(Statement::Seq(moment, after))?]));
        ways.into_iter().next().unwrap_or_default()
    }

    /// Whether a statement is an assumption.
    pub fn is_assumption(&self, statement: Statement) -> bool {
        self.tags(statement).into_iter().any(|tag| self.assumptions[tag as usize])
    }

    /// Whether a link counts, at least as an assumption.
    pub fn holds(&self, link: u32, footing: Footing) -> bool {
        self.counts(Statement::Link(link), footing)
    }

    /// Whether a date, link or `seq` counts for certain.
    pub fn is_certain(&self, statement: Statement) -> bool {
        self.counts(statement, Footing::Certain)
    }

    /// Whether the two footings differ at all.
    pub fn has_assumptions(&self) -> bool {
        self.on[0] != self.on[1]
    }

    /// Whether a statement counts, at least as an assumption.
    fn counts(&self, statement: Statement, footing: Footing) -> bool {
        let tags = self.tags(statement);
        !tags.is_empty() && tags.into_iter().all(|tag| self.on[footing as usize][tag as usize])
    }

    fn pairs_by_seq(&self) -> impl Iterator<Item = (u32, u32)> {
        self.statements.iter().filter_map(|statement| match statement {
            Statement::Seq(before, after) => Some((*before, *after)),
            _ => None,
        })
    }

    /// Pairs of events of one day of which the first comes before the second by `seq`, and of events and
    /// the [moments](Time::moments) before or after them.
    pub fn by_seq(&self) -> impl Iterator<Item = (u32, u32)> {
        let counts = |pair: &(u32, u32)| self.is_certain(Statement::Seq(pair.0, pair.1));
        self.pairs_by_seq().filter(counts)
    }

    /// Whether of a pair by `seq` the first may go on when the second begins.
    pub fn only_begins(&self, pair: (u32, u32)) -> bool {
        self.begun.binary_search(&pair).is_ok()
    }

    fn ends(&self, event: u32) -> Option<Ends> {
        let slot = *self.slots.get(event as usize)?;
        (slot != NOBODY).then(|| self.ends[slot as usize])
    }

    fn bounds(&self, footing: Footing) -> &Bounds {
        if footing == Footing::Assumed && !self.has_assumptions() {
            return self.bounds(Footing::Certain);
        }
        let made = || Arc::new(solve::bounds(&self.network, &self.on[footing as usize]));
        self.bounds[footing as usize].get_or_init(made)
    }

    /// The derived limits of an event; `None` where it is not linked.
    pub fn limits(&self, event: u32, footing: Footing) -> Option<Limits> {
        self.ends(event)?;
        let limit = |limit| self.limit(event, (limit, footing)).map(|(second, _)| second);
        Some(Limits {
            earliest_start: limit(Limit::EarliestStart),
            latest_start: limit(Limit::LatestStart),
            earliest_end: limit(Limit::EarliestEnd),
            latest_end: limit(Limit::LatestEnd),
        })
    }

    /// A limit, and the variable that has it.
    fn limit(&self, event: u32, (limit, footing): (Limit, Footing)) -> Option<(i64, u32)> {
        let (ends, bounds) = (self.ends(event)?, self.bounds(footing));
        let least = |day: u32, instant: u32| {
            let day_limit = bounds.least(day).map(|second| (up(second), day));
            let both = [day_limit, bounds.least(instant).map(|second| (second, instant))];
            both.into_iter().flatten().max_by_key(|(second, variable)| (*second, *variable == day))
        };
        let most = |day: u32, instant: u32| {
            let day_limit = bounds.most(day).map(|second| (down(second) + DAY - 1, day));
            let own = bounds.most(instant).filter(|_| instant != day);
            let both = [day_limit, own.map(|second| (second, instant))];
            both.into_iter().flatten().min_by_key(|(second, variable)| (*second, *variable != day))
        };
        match limit {
            Limit::EarliestStart => least(ends.first_day, ends.first_instant),
            Limit::LatestStart => most(ends.first_day, ends.first_instant),
            Limit::EarliestEnd => least(ends.last_day, ends.last_instant),
            Limit::LatestEnd => most(ends.last_day, ends.last_instant),
        }
    }

    /// The statements that force a limit, from a date to the event.
    pub fn why(&self, event: u32, limit: Limit, footing: Footing) -> Vec<Statement> {
        let Some((_, variable)) = self.limit(event, (limit, footing)) else { return Vec::new() };
        let bounds = self.bounds(footing);
        self.said(&match limit {
            Limit::EarliestStart | Limit::EarliestEnd => bounds.why_least(&self.network, variable),
            _ => bounds.why_most(&self.network, variable),
        })
    }
}

/// Each statement once.
fn once(statements: impl Iterator<Item = Statement>) -> Vec<Statement> {
    let mut seen = std::collections::BTreeSet::new();
    statements.filter(|statement| seen.insert(*statement)).collect()
}

/// Seconds of a day.
const DAY: i64 = 86_400;

/// The first second of the day.
fn down(second: i64) -> i64 {
    second.div_euclid(DAY).saturating_mul(DAY)
}

/// The first second of a day, not before this one.
fn up(second: i64) -> i64 {
    down(second.saturating_add(DAY - 1))
}

/// A link by its number.
fn link(dataset: &Dataset, number: u32) -> &Link {
    &dataset.links[number as usize]
}
