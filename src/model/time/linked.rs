//! What links and `seq` by themselves prove to come first, whatever the clock says.
//!
//! Two events of one minute, or of places whose clocks differ, cannot be told apart by their times; a
//! link between them can. It says that an event begins after the end of another, or that it lies
//! within it, and such sayings join to chains of beginnings and ends.
//!
//! Invariant: no date is looked at; from the end of an event to the beginning of another one leads only
//! what says that the one comes before the other.

use std::collections::{BTreeMap, VecDeque};

use super::build::End;
use super::{Footing, Statement, Time, seq};
use crate::model::{Dataset, Relation};

/// The beginning (even) or end (odd) of an event.
type Moment = u32;

fn moment(event: u32, end: End) -> Moment {
    2 * event + end as u32
}

/// From one moment to another that is not before it, and what says so.
type Edge = (Moment, Moment, Statement);

/// Moments that are proved not to come before another one, or not to come after it.
#[derive(Debug, Default)]
struct Reach {
    /// By moment: the one from which it was reached, and what led there; nothing within one event.
    came_by: BTreeMap<Moment, (Moment, Option<Statement>)>,
    start: Moment,
    /// The number of the first moment between events.
    between: u32,
    /// Whether nobody asks what leads somewhere.
    is_brief: bool,
}

impl Reach {
    /// `edges` are sorted; `own` leads from a moment of an event to the other one.
    fn of(edges: &[Edge], start: Moment, own: impl Fn(Moment) -> Option<Moment>) -> Reach {
        let mut reach =
            Reach { came_by: BTreeMap::new(), start, between: u32::MAX, is_brief: false };
        let mut open = VecDeque::from([start]);
        while let Some(at) = open.pop_front() {
            let first = edges.partition_point(|(from, _, _)| *from < at);
            let next = edges[first..].iter().take_while(|(from, _, _)| *from == at);
            let next = next.map(|(_, to, said)| (*to, Some(*said)));
            for (to, said) in next.chain(own(at).map(|to| (to, None))) {
                if to != start && !reach.came_by.contains_key(&to) {
                    reach.came_by.insert(to, (at, said));
                    open.push_back(to);
                }
            }
        }
        reach
    }

    /// What leads to a moment, from the start on.
    fn path(&self, moment: Moment) -> Option<Vec<Statement>> {
        self.came_by.get(&moment)?;
        if self.is_brief {
            return Some(Vec::new());
        }
        let (mut said, mut at) = (Vec::new(), moment);
        while at != self.start
            && let Some((from, by)) = self.came_by.get(&at)
        {
            said.extend(*by);
            at = *from;
        }
        said.reverse();
        Some(seq::joined(said, self.between))
    }
}

/// What links and `seq` prove of the beginning and the end of an event.
#[derive(Debug)]
pub(super) struct Linked {
    later: [Reach; 2],
    earlier: [Reach; 2],
}

impl Linked {
    /// Of an event, on a footing.
    pub(super) fn of(dataset: &Dataset, time: &Time, (event, footing): (u32, Footing)) -> Linked {
        let mut edges = edges(dataset, time, footing);
        edges.sort_unstable();
        let ends = [moment(event, End::First), moment(event, End::Last)];
        let mut later = ends.map(|end| Reach::of(&edges, end, |m| (m % 2 == 0).then_some(m + 1)));
        edges.iter_mut().for_each(|(from, to, _)| std::mem::swap(from, to));
        edges.sort_unstable();
        let mut earlier =
            ends.map(|end| Reach::of(&edges, end, |m| (m % 2 == 1).then_some(m.saturating_sub(1))));
        let all = later.iter_mut().chain(&mut earlier);
        all.for_each(|reach| reach.between = time.moments.start);
        Linked { later, earlier }
    }

    /// The same where only whether something is proved is asked.
    pub(super) fn be_brief(&mut self, is_brief: bool) {
        self.later.iter_mut().chain(&mut self.earlier).for_each(|reach| reach.is_brief = is_brief);
    }

    /// What proves that an end of another event is not before one of ours.
    pub(super) fn later(&self, own: End, (other, end): (u32, End)) -> Option<Vec<Statement>> {
        self.later[own as usize].path(moment(other, end))
    }

    /// What proves that an end of another event is not after one of ours.
    pub(super) fn earlier(&self, own: End, (other, end): (u32, End)) -> Option<Vec<Statement>> {
        self.earlier[own as usize].path(moment(other, end))
    }
}

fn edges(dataset: &Dataset, time: &Time, footing: Footing) -> Vec<Edge> {
    let mut edges = Vec::new();
    let before = |earlier, later| (moment(earlier, End::Last), moment(later, End::First));
    for (link, number) in dataset.links.iter().zip(0..) {
        let (own, other, said) = (link.event, link.other, Statement::Link(number));
        if !time.counts(said, footing) {
            continue;
        }
        let mut put = |(from, to)| edges.push((from, to, said));
        match link.relation {
            Relation::Before => put(before(own, other)),
            Relation::After => put(before(other, own)),
            Relation::During | Relation::PartOf => {
                put((moment(other, End::First), moment(own, End::First)));
                put((moment(own, End::Last), moment(other, End::Last)));
            }
            Relation::StartsWith | Relation::EndsWith | Relation::SameDay => {}
        }
    }
    for (earlier, later) in time.pairs_by_seq() {
        let said = Statement::Seq(earlier, later);
        let (from, to) = match time.only_begins((earlier, later)) {
            true => (moment(earlier, End::First), moment(later, End::First)),
            false => before(earlier, later),
        };
        if time.counts(said, footing) {
            edges.push((from, to, said));
        }
    }
    edges
}
