//! Links that run in a circle: events each of which comes after the next, or lies within it.
//!
//! A circle of `after` without gaps contradicts no date (all may have been at once), but nobody
//! means it; neither that an event comes after one it is part of. Where both kinds of links are
//! there, circles run through the beginnings and the ends of events: an event begins after the
//! beginning of what it lies within and before its own end. Links that put two events on one day
//! make no circle. Circles are found one after the other, each shortest through its least event.
//!
//! Invariant: no recursion; a link is in at most one circle.

use super::Statement;
use crate::model::{Link, Relation};

/// From the later to the earlier, and the number of the link that says so; [`OWN`]: none does.
type Edge = (u32, u32, u32);

/// Pairs of events, the earlier first.
type Pairs = [(u32, u32)];

/// No event ends before it begins.
const OWN: u32 = u32::MAX;

/// The circles among links and pairs by `seq`, as statements in the order in which they run. `begun`: pairs
/// of which the first may go on when the second begins.
pub(super) fn of(links: &[Link], (by_seq, begun): (&Pairs, &Pairs)) -> Vec<Vec<Statement>> {
    let count = links.len() as u32;
    let numbered = || links.iter().zip(0..);
    let mut ordered: Vec<Edge> = numbered()
        .filter_map(|(link, n)| match link.relation {
            Relation::After => Some((link.event, link.other, n)),
            Relation::Before => Some((link.other, link.event, n)),
            _ => None,
        })
        .collect();
    ordered.extend(by_seq.iter().zip(count..).map(|((before, after), n)| (*after, *before, n)));
    let within = numbered().filter(|(link, _)| link.relation.is_within());
    let within: Vec<Edge> = within.map(|(link, n)| (link.event, link.other, n)).collect();
    let found = match (ordered.is_empty(), within.is_empty()) {
        (true, _) => circles(within),
        (_, true) => circles(ordered),
        _ => circles(mixed(&ordered, &within, begun)),
    };
    let statement = |n: u32| match n.checked_sub(count) {
        None => Statement::Link(n),
        Some(pair) => Statement::Seq(by_seq[pair as usize].0, by_seq[pair as usize].1),
    };
    found.into_iter().map(|circle| circle.into_iter().map(statement).collect()).collect()
}

/// Edges between beginnings (even numbers) and ends (odd ones) of events.
fn mixed(ordered: &[Edge], within: &[Edge], begun: &Pairs) -> Vec<Edge> {
    let (begin, end) = (|event: u32| 2 * event, |event: u32| 2 * event + 1);
    let said = |(a, b, n): &Edge| match begun.binary_search(&(*b, *a)) {
        Ok(_) => (begin(*a), begin(*b), *n),
        Err(_) => (begin(*a), end(*b), *n),
    };
    let mut edges: Vec<Edge> = ordered.iter().map(said).collect();
    for (inner, outer, n) in within {
        edges.push((begin(*inner), begin(*outer), *n));
        edges.push((end(*outer), end(*inner), *n));
    }
    let ends = ordered.iter().chain(within).flat_map(|(a, b, _)| [*a, *b]);
    let mut events: Vec<u32> = ends.collect();
    events.sort_unstable();
    events.dedup();
    edges.extend(events.into_iter().map(|event| (end(event), begin(event), OWN)));
    edges
}

/// Circles of edges, without those that no link says.
fn circles(edges: Vec<Edge>) -> Vec<Vec<u32>> {
    let mut maze = Maze::of(edges);
    let mut found = Vec::new();
    let mut start = 0;
    while start < maze.first.len() as u32 - 1 {
        if maze.leaving[start as usize] == 0 {
            start += 1;
            continue;
        }
        match maze.circle(start) {
            Some(mut circle) => {
                circle.retain(|n| *n != OWN);
                circle.iter().for_each(|link| maze.take_out_link(*link));
                found.push(circle);
            }
            // What is left lies on a circle or between two; this event is of the second kind.
            None => maze.edges_from(start).for_each(|edge| maze.take_out(edge)),
        }
        maze.prune();
    }
    found
}

/// Edges that may lie on a circle: of each event some go in and some come out.
struct Maze {
    /// Sorted.
    edges: Vec<Edge>,
    is_there: Vec<bool>,
    /// By event: the first of the edges from it; one more at the end.
    first: Vec<u32>,
    /// Edges by the event they lead to, and the first of each event in that order.
    into: Vec<u32>,
    first_into: Vec<u32>,
    /// Numbers of links with their edges, sorted.
    by_link: Vec<(u32, u32)>,
    /// By event: how many of its edges are there.
    leaving: Vec<u32>,
    entering: Vec<u32>,
    /// Events of which edges were taken out.
    touched: Vec<u32>,
    /// By event: the edge by which it was reached, and in which search.
    came_by: Vec<(u32, u32)>,
    searches: u32,
}

impl Maze {
    fn of(edges: Vec<Edge>) -> Maze {
        let mut edges = edges;
        edges.sort_unstable();
        let events = edges.iter().map(|(a, b, _)| *a.max(b) as usize + 1).max().unwrap_or(0);
        let (leaving, first) = counted(events, edges.iter().map(|(from, _, _)| *from));
        let (entering, first_into) = counted(events, edges.iter().map(|(_, to, _)| *to));
        let mut into: Vec<u32> = (0..edges.len() as u32).collect();
        into.sort_by_key(|edge| edges[*edge as usize].1);
        let links = edges.iter().zip(0..).filter(|((_, _, link), _)| *link != OWN);
        let mut by_link: Vec<(u32, u32)> =
            links.map(|((_, _, link), edge)| (*link, edge)).collect();
        by_link.sort_unstable();
        let mut maze = Maze {
            is_there: vec![true; edges.len()],
            first,
            into,
            first_into,
            by_link,
            leaving,
            entering,
            touched: (0..events as u32).collect(),
            came_by: vec![(0, 0); events],
            searches: 0,
            edges,
        };
        maze.prune();
        maze
    }

    fn edges_from(&self, event: u32) -> std::ops::Range<u32> {
        self.first[event as usize]..self.first[event as usize + 1]
    }

    fn take_out(&mut self, edge: u32) {
        if std::mem::replace(&mut self.is_there[edge as usize], false) {
            let (from, to, _) = self.edges[edge as usize];
            self.leaving[from as usize] -= 1;
            self.entering[to as usize] -= 1;
            self.touched.extend([from, to]);
        }
    }

    fn take_out_link(&mut self, link: u32) {
        let mut at = self.by_link.partition_point(|(own, _)| *own < link);
        while let Some((_, edge)) = self.by_link.get(at).filter(|(own, _)| *own == link).copied() {
            self.take_out(edge);
            at += 1;
        }
    }

    /// Takes out what lies on no circle: edges into events that none leaves, and the other way round.
    fn prune(&mut self) {
        while let Some(event) = self.touched.pop() {
            let at = event as usize;
            if self.leaving[at] == 0 && self.entering[at] > 0 {
                let own = self.first_into[at] as usize..self.first_into[at + 1] as usize;
                own.for_each(|place| self.take_out(self.into[place]));
            }
            if self.entering[at] == 0 && self.leaving[at] > 0 {
                self.edges_from(event).for_each(|edge| self.take_out(edge));
            }
        }
    }

    /// The shortest circle through an event.
    fn circle(&mut self, start: u32) -> Option<Vec<u32>> {
        self.searches += 1;
        let mut open = std::collections::VecDeque::from([start]);
        while let Some(event) = open.pop_front() {
            for edge in self.edges_from(event) {
                let to = self.edges[edge as usize].1;
                let is_new = self.came_by[to as usize].0 != self.searches;
                if !self.is_there[edge as usize] || !is_new {
                    continue;
                }
                self.came_by[to as usize] = (self.searches, edge);
                if to == start {
                    return Some(self.back(start));
                }
                open.push_back(to);
            }
        }
        None
    }

    /// The links that led from an event back to it.
    fn back(&self, start: u32) -> Vec<u32> {
        let (mut links, mut at) = (Vec::new(), start);
        loop {
            let (from, _, link) = self.edges[self.came_by[at as usize].1 as usize];
            links.push(link);
            at = from;
            if at == start {
                links.reverse();
                return links;
            }
        }
    }
}

/// How often each number stands there, and where the first of each would stand if they were sorted.
fn counted(most: usize, numbers: impl Iterator<Item = u32>) -> (Vec<u32>, Vec<u32>) {
    let mut counts = vec![0; most];
    numbers.for_each(|number| counts[number as usize] += 1);
    let mut first = vec![0];
    for count in &counts {
        first.push(first.last().copied().unwrap_or(0) + count);
    }
    (counts, first)
}
