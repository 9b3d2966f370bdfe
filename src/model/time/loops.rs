//! Links that run in a circle: events each of which comes after the next, or lies within it.
//!
//! A circle of `after` without gaps contradicts no date (all may have been at once), but nobody
//! means it; neither that an event comes after one it is part of. Where both kinds of links are
//! there, circles run through the beginnings and the ends of events: an event begins after the
//! beginning of what it lies within and before its own end. Links that put two events on one day
//! make no circle. Circles are found one after the other, each shortest through its least event:
//! first those of certain links, then those that need assumptions.
//!
//! Invariant: no recursion; each link of a circle is needed for it. A certain link is in at most one
//! circle of certain ones, an assumption in at most one of all.

use std::collections::BTreeSet;

use super::Statement;
use super::maze::{Edge, Maze, OWN};
use crate::model::{Link, Relation};

/// Pairs of events, the earlier first.
type Pairs = [(u32, u32)];

/// The circles among links and pairs by `seq`, as statements in the order in which they run. `begun`: pairs
/// of which the first may go on when the second begins.
pub(super) fn of(
    links: &[Link],
    (by_seq, begun): (&Pairs, &Pairs),
    is_assumption: &dyn Fn(Statement) -> bool,
) -> Vec<Vec<Statement>> {
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
    let edges = match (ordered.is_empty(), within.is_empty()) {
        (true, _) => within,
        (_, true) => ordered,
        _ => mixed(&ordered, &within, begun),
    };
    let statement = |n: u32| match n.checked_sub(count) {
        None => Statement::Link(n),
        Some(pair) => Statement::Seq(by_seq[pair as usize].0, by_seq[pair as usize].1),
    };
    let found = found(edges, &|link| link != OWN && is_assumption(statement(link)));
    found.into_iter().map(|circle| circle.into_iter().map(statement).collect()).collect()
}

/// The circles of certain edges, and then those that need others too.
fn found(edges: Vec<Edge>, is_assumed: &dyn Fn(u32) -> bool) -> Vec<Vec<u32>> {
    let certain = edges.iter().filter(|(_, _, link)| !is_assumed(*link));
    let certain: Vec<Edge> = certain.copied().collect();
    let any_assumed = certain.len() < edges.len();
    let mut found = circles(certain, &|_| true);
    if any_assumed {
        let not_used: BTreeSet<u32> = found.iter().flatten().copied().collect();
        let left = edges.into_iter().filter(|(_, _, link)| !not_used.contains(link)).collect();
        found.extend(circles(left, is_assumed));
    }
    found
}

/// Circles of edges; of each those of its links that give way are in no other.
fn circles(edges: Vec<Edge>, gives_way: &dyn Fn(u32) -> bool) -> Vec<Vec<u32>> {
    let (mut maze, mut start, mut found) = (Maze::of(edges), 0, Vec::new());
    while let Some(circle) = maze.next_circle(&mut start) {
        let circle = maze.smallest(circle);
        maze.take_out_links(circle.iter().copied().filter(|link| gives_way(*link)));
        found.push(circle);
    }
    found
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
