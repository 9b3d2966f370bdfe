//! The network of a dataset: variables of linked events, constraints of dates, links and `seq`.
//!
//! Days and instants are counted in seconds, a day by its first. A link limits days, and instants
//! where there are any: what holds of instants is said of days as well, rounded to what it means
//! for them.
//!
//! Invariant: statements are in ascending order, so tags do not depend on the order of rows.

use std::sync::OnceLock;

use super::seq::{self, Sequence};
use super::settle::settle;
use super::{DAY, Ends, NOBODY, Statement, Time, down};
use crate::model::date::{Bound, Date};
use crate::model::relation::{Relation, Unit};
use crate::model::{Dataset, Field, Link};
use crate::solve::{ALWAYS, Network, ORIGIN};

/// A local time is at most this far behind UTC, in seconds.
pub const BEHIND: i64 = 12 * 3600;
/// A local time is at most this far ahead of UTC.
pub const AHEAD: i64 = 14 * 3600;

/// Seconds farther away than this (2 thousand million years) limit nothing.
const FAR: i64 = 1 << 56;

/// The network of a dataset; nothing is solved yet. `None`: nothing is said but by dates.
pub(super) fn network(dataset: &Dataset) -> Option<Time> {
    let mut slots = vec![NOBODY; dataset.events.len()];
    let any = linked(dataset, &mut slots);
    any.then(|| of(dataset, slots, Grain::AsNeeded))
}

/// The same with instants throughout and with more events, solved: without what `check` says is not used.
/// A contradiction may be found in several ways, and here another one than there.
pub(super) fn fine(dataset: &Dataset, event: u32, others: &[u32]) -> Time {
    let mut slots = vec![NOBODY; dataset.events.len()];
    linked(dataset, &mut slots);
    others.iter().chain([&event]).for_each(|event| slots[*event as usize] = 0);
    let mut time = of(dataset, slots, Grain::Fine);
    let known = dataset.time.iter().flat_map(|time| time.contradictions.iter().cloned());
    let known = known.chain(seq::against_times(dataset)).collect();
    settle(&mut time, dataset, known);
    time
}

/// Marks the events that links or `seq` put in an order; whether there are any.
fn linked(dataset: &Dataset, slots: &mut [u32]) -> bool {
    for link in &dataset.links {
        (slots[link.event as usize], slots[link.other as usize]) = (0, 0);
    }
    let by_seq = seq::in_play(dataset, slots);
    by_seq.iter().for_each(|event| slots[*event as usize] = 0);
    !dataset.links.is_empty() || !by_seq.is_empty()
}

/// Whether events have instants.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grain {
    /// Where times, hours or `seq` are in play.
    AsNeeded,
    /// In any case.
    Fine,
}

fn of(dataset: &Dataset, slots: Vec<u32>, grain: Grain) -> Time {
    let mut slots = slots;
    let events: Vec<u32> =
        (0..dataset.events.len() as u32).filter(|e| slots[*e as usize] == 0).collect();
    events.iter().zip(0..).for_each(|(event, slot)| slots[*event as usize] = slot);
    let seq = seq::of(dataset, &events);
    let nodes = events.len() as u32 + seq.moments.len() as u32;
    slots.extend(events.len() as u32..nodes);
    let statements = statements(dataset, &events, &seq.pairs);
    let is_fine = grain == Grain::Fine
        || !seq.pairs.is_empty()
        || dataset.links.iter().any(|l| l.gap.unit == Unit::Hour)
        || events.iter().any(|e| date(dataset, *e).is_some_and(Date::has_time));
    let mut network = Network::default();
    let ends = (0..nodes).map(|_| ends(&mut network, is_fine)).collect();
    let mut builder = Builder { dataset, network, slots: &slots, ends, is_fine, seq: &seq };
    for (statement, tag) in statements.iter().zip(0..) {
        builder.put(*statement, tag);
    }
    let (mut network, ends) = (builder.network, builder.ends);
    seq_rests_on_dates(&mut network, &statements);
    let assumptions: Vec<bool> = statements.iter().map(|s| is_assumption(dataset, *s)).collect();
    Time {
        network,
        statements,
        any_assumed: assumptions.contains(&true),
        assumptions,
        slots,
        ends,
        events,
        contradictions: Vec::new(),
        on: Default::default(),
        bounds: Default::default(),
        doubts: Default::default(),
        moments: dataset.events.len() as u32..(dataset.events.len() + seq.moments.len()) as u32,
        begun: seq.begun,
        index: OnceLock::new(),
    }
}

fn date(dataset: &Dataset, event: u32) -> Option<&Date> {
    let is_event = (event as usize) < dataset.events.len(); // a moment has none
    if is_event { dataset.events[event as usize].date.as_ref() } else { None }
}

fn statements(dataset: &Dataset, events: &[u32], seq: &[(u32, u32)]) -> Vec<Statement> {
    let dates = events.iter().filter(|e| date(dataset, **e).is_some());
    let dates = dates.map(|event| Statement::Date(*event));
    let links = (0..dataset.links.len() as u32).map(Statement::Link);
    dates.chain(links).chain(seq.iter().map(|(a, b)| Statement::Seq(*a, *b))).collect()
}

/// Events are of one day because their dates say so: where one is left out, their `seq` is.
fn seq_rests_on_dates(network: &mut Network, statements: &[Statement]) {
    for (statement, tag) in statements.iter().zip(0..) {
        let Statement::Seq(before, after) = statement else { continue };
        for event in [before, after] {
            if let Ok(date) = statements.binary_search(&Statement::Date(*event)) {
                network.rest(tag, date as u32);
            }
        }
    }
}

fn is_assumption(dataset: &Dataset, statement: Statement) -> bool {
    match statement {
        Statement::Date(event) | Statement::Once(event) => is_doubtful(dataset, event),
        Statement::Link(link) => super::link(dataset, link).doubtful,
        // That both are on that day is said by their dates.
        Statement::Seq(before, after) => {
            is_doubtful(dataset, before) || is_doubtful(dataset, after)
        }
    }
}

/// Whether an event was at one time: it did not last, and its date is no set of several days.
fn is_once(dataset: &Dataset, event: u32) -> bool {
    let Some(date) = date(dataset, event) else { return false };
    let is_set = || {
        date.first_day() != date.last_day()
            && dataset.event_cell(event, Field::Date).starts_with('{')
    };
    !date.is_lasting() && !is_set()
}

/// Whether the date of an event is marked `~`, `?` or `%`.
pub(super) fn is_doubtful(dataset: &Dataset, event: u32) -> bool {
    date(dataset, event).is_some_and(|date| date.is_approximate() || date.is_uncertain())
}

/// The variables of an event.
fn ends(network: &mut Network, is_fine: bool) -> Ends {
    let (first_day, last_day) = (network.variable(), network.variable());
    network.limit((first_day, last_day), 0, ALWAYS);
    if !is_fine {
        return Ends { first_day, last_day, first_instant: first_day, last_instant: last_day };
    }
    let (first_instant, last_instant) = (network.variable(), network.variable());
    for (day, instant) in [(first_day, first_instant), (last_day, last_instant)] {
        network.limit((day, instant), 0, ALWAYS);
        network.limit((instant, day), DAY - 1, ALWAYS);
    }
    network.limit((first_instant, last_instant), 0, ALWAYS);
    Ends { first_day, last_day, first_instant, last_instant }
}

struct Builder<'d> {
    dataset: &'d Dataset,
    network: Network,
    slots: &'d [u32],
    ends: Vec<Ends>,
    is_fine: bool,
    seq: &'d Sequence,
}

/// Two events, the first of which is limited against the second.
#[derive(Clone, Copy)]
struct Pair {
    x: u32,
    y: u32,
    tag: u32,
}

impl Pair {
    fn turned(self) -> Pair {
        Pair { x: self.y, y: self.x, tag: self.tag }
    }
}

/// Start or end of an event.
#[derive(Clone, Copy, Debug)]
pub(super) enum End {
    First,
    Last,
}

impl Builder<'_> {
    fn put(&mut self, statement: Statement, tag: u32) {
        match statement {
            Statement::Date(event) | Statement::Once(event) => self.date(event, tag),
            Statement::Link(number) => self.link(*super::link(self.dataset, number), tag),
            Statement::Seq(before, after) => {
                let pair = Pair { x: before, y: after, tag };
                let begun = self.seq.begun.binary_search(&(before, after)).is_ok();
                let end = if begun { End::First } else { End::Last };
                self.instants(pair, (end, End::First), 0);
            }
        }
    }

    fn of(&self, event: u32) -> Ends {
        self.ends[self.slots[event as usize] as usize]
    }

    /// What happened at one time has one day, but may take some of it. Of all that a date says this alone
    /// is not held against the origin.
    fn once(&mut self, event: u32, tag: u32) {
        let ends = self.of(event);
        self.network.limit((ends.last_day, ends.first_day), 0, tag);
        if self.is_fine && date(self.dataset, event).is_some_and(Date::has_time) {
            self.network.limit((ends.last_instant, ends.first_instant), 0, tag);
        }
    }

    fn date(&mut self, event: u32, tag: u32) {
        let Some(date) = date(self.dataset, event) else { return };
        let ends = self.of(event);
        let has_instants = self.is_fine && date.has_time();
        let (first, last) =
            ((ends.first_day, ends.first_instant), (ends.last_day, ends.last_instant));
        let mut least = vec![(date.earliest_start(), first)];
        let mut most = vec![(date.latest_end(), last)];
        // The other two follow where it was at one time.
        if is_once(self.dataset, event) {
            self.once(event, tag);
        } else {
            least.push((date.earliest_end(), last));
            most.push((date.latest_start(), first));
        }
        for (bound, (day, instant)) in least {
            let Some(least) = near(bound) else { continue };
            self.network.limit((ORIGIN, day), -down(least), tag);
            if has_instants {
                self.network.limit((ORIGIN, instant), -least, tag);
            }
        }
        for (bound, (day, instant)) in most {
            let Some(most) = near(bound) else { continue };
            self.network.limit((day, ORIGIN), down(most), tag);
            if has_instants {
                self.network.limit((instant, ORIGIN), most, tag);
            }
        }
    }

    fn link(&mut self, link: Link, tag: u32) {
        let own = Pair { x: link.event, y: link.other, tag };
        match link.relation {
            Relation::After => self.gap(own, &link),
            Relation::Before => self.gap(own.turned(), &link),
            Relation::During | Relation::PartOf => {
                self.both(own.turned(), (End::First, End::First), 0);
                self.both(own, (End::Last, End::Last), 0);
            }
            Relation::StartsWith => self.same_day(own, End::First),
            Relation::EndsWith => self.same_day(own, End::Last),
            Relation::SameDay => {
                self.same_day(own, End::First);
                self.same_day(own, End::Last);
            }
        }
    }

    /// `x` begins after `y` has ended, by so much.
    fn gap(&mut self, later: Pair, link: &Link) {
        let (gap, earlier) = (link.gap, later.turned());
        let (least, most) = (i64::from(gap.least), gap.most.map(i64::from));
        if gap.unit == Unit::Hour {
            self.both(earlier, (End::Last, End::First), -least * 3600);
            if let Some(most) = most {
                self.both(later, (End::First, End::Last), most * 3600);
            }
            return;
        }
        self.days(earlier, (End::Last, End::First), -least);
        self.instants(earlier, (End::Last, End::First), 0);
        if let Some(most) = most {
            self.days(later, (End::First, End::Last), most);
        }
    }

    fn same_day(&mut self, pair: Pair, end: End) {
        self.days(pair, (end, end), 0);
        self.days(pair.turned(), (end, end), 0);
    }

    /// An end of `x` is at most so many seconds after one of `y`; said of days too.
    fn both(&mut self, pair: Pair, ends: (End, End), seconds: i64) {
        self.days(pair, ends, (seconds + DAY - 1).div_euclid(DAY));
        self.instants(pair, ends, seconds);
    }

    fn days(&mut self, pair: Pair, (x, y): (End, End), most: i64) {
        let slack = if self.is_mixed(pair) { 1 } else { 0 };
        let day = |ends: Ends, end| match end {
            End::First => ends.first_day,
            End::Last => ends.last_day,
        };
        let variables = (day(self.of(pair.x), x), day(self.of(pair.y), y));
        self.network.limit(variables, (most + slack) * DAY, pair.tag);
    }

    fn instants(&mut self, pair: Pair, (x, y): (End, End), most: i64) {
        if !self.is_fine {
            return;
        }
        let slack = match (self.is_mixed(pair), self.is_zoned(pair.x)) {
            (false, _) => 0,
            (true, true) => BEHIND,
            (true, false) => AHEAD,
        };
        let instant = |ends: Ends, end| match end {
            End::First => ends.first_instant,
            End::Last => ends.last_instant,
        };
        let variables = (instant(self.of(pair.x), x), instant(self.of(pair.y), y));
        self.network.limit(variables, most + slack, pair.tag);
    }

    fn is_zoned(&self, event: u32) -> bool {
        let moment = (event as usize).checked_sub(self.dataset.events.len());
        match moment {
            Some(moment) => self.seq.moments[moment],
            None => date(self.dataset, event).is_some_and(Date::is_zoned),
        }
    }

    /// One has a zone and the other has none: -12 to +14 hours lie between their clocks.
    fn is_mixed(&self, pair: Pair) -> bool {
        self.is_zoned(pair.x) != self.is_zoned(pair.y)
    }
}

/// Whether a date has a year so far away that it limits nothing.
pub fn is_far(date: &Date) -> bool {
    let bounds =
        [date.earliest_start(), date.latest_start(), date.earliest_end(), date.latest_end()];
    bounds.into_iter().any(|bound| matches!(bound, Bound::At(_)) && near(bound).is_none())
}

/// The second of a bound, unless it is too far away to limit anything.
pub(super) fn near(bound: Bound) -> Option<i64> {
    match bound {
        Bound::At(second) if second.abs() < FAR => Some(second),
        _ => None,
    }
}
