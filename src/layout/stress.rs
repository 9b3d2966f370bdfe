//! Distances on the page like distances in the graph: stress, by stochastic gradient descent
//! (Zheng, Pawar, Goodman: "Graph Drawing by Stochastic Gradient Descent", 2018).
//!
//! Stress is the sum over pairs of `(distance on the page - wanted)² / wanted²`. One pair at a time
//! is moved towards its wanted distance, by the share `min(1, step / wanted²)`; the step shrinks
//! geometrically from [`Schedule::from`] (in squares of the largest distance) to
//! [`Schedule::to`] (in squares of the smallest). Each round takes every pair once, in an order of
//! its own: like a tournament, so that no node moves twice in a row.
//!
//! Up to [`FULL`] nodes every pair counts. Above, a pair counts if it is an edge or one of the two
//! is a pivot; a pivot stands for the nodes about it (sparse stress: Ortmann, Klimenta, Brandes
//! 2016). 1,000 nodes are half a million pairs; 10,000 would be fifty million.
//!
//! Invariant: same pairs, same start, same bits.

use super::geometry::Point;
use super::lengths;
use super::links::Links;
use super::random::SplitMix;

/// The most nodes of which every pair is taken.
pub(super) const FULL: usize = 1200;

/// How many pivots stand for all others above that.
const PIVOTS: usize = 100;

/// Which distances are wanted, in steps between neighbours.
#[derive(Clone, Debug)]
pub(super) enum Wanted {
    /// Of every pair, row by row.
    Full {
        /// How many nodes.
        nodes: usize,
        /// `nodes` times `nodes` distances.
        distance: Vec<f32>,
    },
    /// Of some.
    Sparse {
        /// The pairs.
        pairs: Vec<Pair>,
    },
}

/// A pair with a wanted distance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// The one.
    pub(super) a: u32,
    /// The other.
    pub(super) b: u32,
    /// The distance wanted.
    pub(super) distance: f32,
    /// How many nodes `b` stands for when `a` moves.
    pub(super) pull_a: f32,
    /// The same for `b`; 0: it stays where it is.
    pub(super) pull_b: f32,
}

/// How the step shrinks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Schedule {
    /// How many rounds.
    pub(super) rounds: usize,
    /// The first step, in squares of the largest distance.
    pub(super) from: f64,
    /// The last step, in squares of the smallest distance.
    pub(super) to: f64,
}

impl Wanted {
    /// The distances of a connected graph; and the hops from its pivots to all nodes.
    pub(super) fn of(links: &Links) -> (Wanted, Vec<Vec<f64>>) {
        let nodes = links.nodes();
        let from_pivots = pivots(links);
        let spread =
            from_pivots.iter().map(|(_, hops)| hops.iter().map(|h| f64::from(*h)).collect());
        let spread: Vec<Vec<f64>> = spread.collect();
        if nodes > FULL {
            return (Wanted::Sparse { pairs: sparse(links, &from_pivots) }, spread);
        }
        (Wanted::Full { nodes, distance: lengths::all(links) }, spread)
    }

    /// Calls for every pair of one round, in an order of its own.
    pub(super) fn each(&self, order: &[u32], mut call: impl FnMut(Pair)) {
        match self {
            Wanted::Full { nodes, distance } => {
                for shift in 1..=nodes / 2 {
                    let half = 2 * shift == *nodes;
                    for at in 0..if half { shift } else { *nodes } {
                        let other =
                            if at + shift < *nodes { at + shift } else { at + shift - nodes };
                        let (a, b) = (order[at], order[other]);
                        let distance = distance[a as usize * nodes + b as usize];
                        call(Pair { a, b, distance, pull_a: 1.0, pull_b: 1.0 });
                    }
                }
            }
            Wanted::Sparse { pairs } => order.iter().for_each(|n| call(pairs[*n as usize])),
        }
    }

    /// Numbers that [`Wanted::each`] wants shuffled.
    pub(super) fn order(&self) -> Vec<u32> {
        let many = match self {
            Wanted::Full { nodes, .. } => *nodes,
            Wanted::Sparse { pairs } => pairs.len(),
        };
        (0..many as u32).collect()
    }

    /// The largest distance.
    fn largest(&self) -> f64 {
        let largest = match self {
            Wanted::Full { distance, .. } => distance.iter().copied().fold(1.0, f32::max),
            Wanted::Sparse { pairs } => pairs.iter().map(|p| p.distance).fold(1.0, f32::max),
        };
        f64::from(largest)
    }
}

/// Moves points towards the wanted distances times `unit`.
pub(super) fn descend(
    wanted: &Wanted,
    points: &mut [Point],
    (schedule, unit): (Schedule, f64),
    mut after_round: impl FnMut(&mut [Point]),
) {
    let mut chance = SplitMix(0);
    let mut order = wanted.order();
    let largest = wanted.largest();
    let first = schedule.from * largest * largest;
    let ratio = root(schedule.to / first, schedule.rounds.max(2) - 1);
    let mut step = first;
    for _ in 0..schedule.rounds {
        chance.shuffle(&mut order);
        wanted.each(&order, |pair| pull(points, pair, (step, unit)));
        after_round(points);
        step *= ratio;
    }
}

/// Moves one pair.
fn pull(points: &mut [Point], pair: Pair, (step, unit): (f64, f64)) {
    let (a, b) = (points[pair.a as usize], points[pair.b as usize]);
    let wanted = f64::from(pair.distance);
    let (dx, dy) = (a.x - b.x, a.y - b.y);
    let length = (dx * dx + dy * dy).sqrt().max(1e-9);
    let share = step / (wanted * wanted);
    let off = (length - wanted * unit) / (2.0 * length);
    let (of_a, of_b) =
        ((share * f64::from(pair.pull_a)).min(1.0), (share * f64::from(pair.pull_b)).min(1.0));
    let (move_a, move_b) = (off * of_a, off * of_b);
    points[pair.a as usize] = Point::new(a.x - dx * move_a, a.y - dy * move_a);
    points[pair.b as usize] = Point::new(b.x + dx * move_b, b.y + dy * move_b);
}

/// The `n`-th root of a number between 0 and 1, by halving: the same bits everywhere.
fn root(value: f64, n: usize) -> f64 {
    let (mut low, mut high) = (0.0f64, 1.0f64);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        let power = (0..n).fold(1.0, |product, _| product * middle);
        if power < value {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// Pivots far from each other, the first the node with most neighbours, and their hops to all.
fn pivots(links: &Links) -> Vec<(u32, Vec<u16>)> {
    let nodes = links.nodes() as u32;
    let wanted = if nodes as usize > FULL { PIVOTS } else { PIVOTS / 2 };
    let mut next = (0..nodes).max_by_key(|n| (links.of(*n).len(), std::cmp::Reverse(*n)));
    let mut nearest = vec![u16::MAX; nodes as usize];
    let mut found: Vec<(u32, Vec<u16>)> = Vec::new();
    while let Some(pivot) = next.filter(|_| found.len() < wanted) {
        let hops = links.hops(pivot);
        for (near, hop) in nearest.iter_mut().zip(&hops) {
            *near = (*near).min(*hop);
        }
        found.push((pivot, hops));
        next = (0..nodes)
            .filter(|n| nearest[*n as usize] > 0)
            .max_by_key(|n| (nearest[*n as usize], links.of(*n).len(), std::cmp::Reverse(*n)));
    }
    found
}

/// Edges, and every node with every pivot.
fn sparse(links: &Links, pivots: &[(u32, Vec<u16>)]) -> Vec<Pair> {
    let nodes = links.nodes() as u32;
    let mut pairs = Vec::new();
    for a in 0..nodes {
        let after = links.of(a).iter().filter(|b| **b > a);
        let edge = |b: &u32| Pair { a, b: *b, distance: 1.0, pull_a: 1.0, pull_b: 1.0 };
        pairs.extend(after.map(edge));
    }
    let mut region = vec![(u16::MAX, 0usize); nodes as usize];
    for (p, (_, hops)) in pivots.iter().enumerate() {
        for (node, hop) in hops.iter().enumerate() {
            region[node] = region[node].min((*hop, p));
        }
    }
    for (p, (pivot, hops)) in pivots.iter().enumerate() {
        let mut about: Vec<u16> =
            (0..nodes as usize).filter(|n| region[*n].1 == p).map(|n| hops[n]).collect();
        about.sort_unstable();
        for (a, hop) in hops.iter().enumerate().filter(|(_, hop)| **hop > 1) {
            let stands_for = about.partition_point(|h| 2 * h <= *hop) as f32;
            let distance = f32::from(*hop);
            pairs.push(Pair { a: a as u32, b: *pivot, distance, pull_a: stands_for, pull_b: 0.0 });
        }
    }
    pairs
}
