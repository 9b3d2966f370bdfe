//! Distances that are wanted, from lengths of lines.
//!
//! A line is one step long, and up to [`HUBS`] more where both its ends have many neighbours: hubs
//! and blocs then have room for the lines between them, while "a strong tie is short" would drag
//! them into one knot. Shortest paths by Dijkstra (1959). Above [`MEASURED`] nodes every line is
//! one step: Dijkstra from every node would take longer than all the rest.
//!
//! Stress on plain hops, which the tests measure, rises by a few percent for that; less where the
//! graph is dense, since the share of pairs that are joined is taken off: there all are hubs.
//!
//! Invariant: whole hundredths, so sums are exact.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::links::Links;

/// How much longer a line between the busiest hubs of a sparse graph is.
const HUBS: f64 = 0.05;

/// The most nodes whose lines have lengths of their own.
const MEASURED: usize = 300;

/// The distances of all pairs of a connected graph, row by row, in steps.
pub(super) fn all(links: &Links) -> Vec<f32> {
    let nodes = links.nodes();
    let mut all = Vec::with_capacity(nodes * nodes);
    if nodes > MEASURED {
        for node in 0..nodes as u32 {
            all.extend(links.hops(node).iter().map(|hops| f32::from(*hops)));
        }
        return all;
    }
    let lengths: Vec<Vec<u32>> = (0..nodes as u32).map(|n| lengths(links, n)).collect();
    for node in 0..nodes as u32 {
        let row = shortest(links, &lengths, node);
        all.extend(row.iter().map(|length| *length as f32 / 100.0));
    }
    all
}

/// The lengths of a node's lines, in hundredths.
fn lengths(links: &Links, node: u32) -> Vec<u32> {
    let half = links.nodes() as f64 / 2.0;
    let hubs = HUBS * (1.0 - links.density());
    let length = |other: &u32| {
        let fewer = links.of(node).len().min(links.of(*other).len()) as f64;
        ((1.0 + hubs * (fewer / half).min(1.0).sqrt()) * 100.0).round() as u32
    };
    links.of(node).iter().map(length).collect()
}

fn shortest(links: &Links, lengths: &[Vec<u32>], from: u32) -> Vec<u32> {
    let mut distance = vec![u32::MAX; links.nodes()];
    distance[from as usize] = 0;
    let mut open = BinaryHeap::from([Reverse((0, from))]);
    while let Some(Reverse((so_far, node))) = open.pop() {
        if so_far > distance[node as usize] {
            continue;
        }
        for (next, length) in links.of(node).iter().zip(&lengths[node as usize]) {
            let total = so_far + length;
            if total < distance[*next as usize] {
                distance[*next as usize] = total;
                open.push(Reverse((total, *next)));
            }
        }
    }
    distance
}
