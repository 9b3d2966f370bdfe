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

/// No event ends before it begins.
const OWN: u32 = u32::MAX;

/// The circles among links and pairs by `seq`, as statements in the order in which they run.
pub(super) fn of(links: &[Link], by_seq: &[(u32, u32)]) -> Vec<Vec<Statement>> {
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
        _ => circles(mixed(&ordered, &within)),
    };
    let statement = |n: u32| match n.checked_sub(count) {
        None => Statement::Link(n),
        Some(pair) => Statement::Seq(by_seq[pair as usize].0, by_seq[pair as usize].1),
    };
    found.into_iter().map(|circle| circle.into_iter().map(statement).collect()).collect()
}

/// Edges between beginnings (even numbers) and ends (odd ones) of events.
fn mixed(ordered: &[Edge], within: &[Edge]) -> Vec<Edge> {
    let (begin, end) = (|event: u32| 2 * event, |event: u32| 2 * event + 1);
    let mut edges: Vec<Edge> = ordered.iter().map(|(a, b, n)| (begin(*a), end(*b), *n)).collect();
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
    let mut edges = edges;
    let mut found = Vec::new();
    loop {
        prune(&mut edges);
        edges.sort_unstable();
        let Some((start, _, _)) = edges.first().copied() else { return found };
        match circle(&edges, start) {
            Some(mut circle) => {
                circle.retain(|n| *n != OWN);
                edges.retain(|(_, _, n)| !circle.contains(n));
                found.push(circle);
            }
            // Pruned edges lie on a circle or between two; this event is of the second kind.
            None => edges.retain(|(from, _, _)| *from != start),
        }
    }
}

/// Takes out what lies on no circle: edges into events that none leaves, and the other way round.
fn prune(edges: &mut Vec<Edge>) {
    for _ in 0..2 {
        let mut entered: Vec<Vec<u32>> = Vec::new();
        let mut leaving: Vec<u32> = Vec::new();
        let most = edges.iter().map(|(a, b, _)| *a.max(b)).max().map_or(0, |m| m as usize + 1);
        entered.resize(most, Vec::new());
        leaving.resize(most, 0);
        for (from, to, _) in edges.iter() {
            entered[*to as usize].push(*from);
            leaving[*from as usize] += 1;
        }
        let mut gone = vec![false; most];
        let mut open: Vec<u32> = (0..most as u32).filter(|e| leaving[*e as usize] == 0).collect();
        while let Some(event) = open.pop() {
            gone[event as usize] = true;
            for before in std::mem::take(&mut entered[event as usize]) {
                leaving[before as usize] -= 1;
                if leaving[before as usize] == 0 {
                    open.push(before);
                }
            }
        }
        edges.retain(|(from, to, _)| !gone[*from as usize] && !gone[*to as usize]);
        edges.iter_mut().for_each(|(from, to, _)| std::mem::swap(from, to));
    }
}

/// The shortest circle through an event; `edges` are sorted.
fn circle(edges: &[Edge], start: u32) -> Option<Vec<u32>> {
    let most = edges.iter().map(|(a, b, _)| *a.max(b)).max()? as usize + 1;
    let mut came_by = vec![u32::MAX; most];
    let mut open = std::collections::VecDeque::from([start]);
    while let Some(event) = open.pop_front() {
        let first = edges.partition_point(|e| e.0 < event);
        for (n, (_, to, _)) in
            edges.iter().enumerate().skip(first).take_while(|(_, e)| e.0 == event)
        {
            if came_by[*to as usize] != u32::MAX {
                continue;
            }
            came_by[*to as usize] = n as u32;
            if *to == start {
                return Some(back(edges, &came_by, start));
            }
            open.push_back(*to);
        }
    }
    None
}

fn back(edges: &[Edge], came_by: &[u32], start: u32) -> Vec<u32> {
    let (mut links, mut at) = (Vec::new(), start);
    loop {
        let (from, _, link) = edges[came_by[at as usize] as usize];
        links.push(link);
        at = from;
        if at == start {
            links.reverse();
            return links;
        }
    }
}
