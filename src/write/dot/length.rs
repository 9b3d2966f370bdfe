//! How long lines should be, for the engines that ask (`neato`, `fdp`).
//!
//! Ties between hubs long, ties inside a bloc short: `1 + 1.4·sqrt(min(1, min(deg u, deg v)/(n/2)))`
//! less `0.5·sqrt(Jaccard of closed neighbourhoods)`. "Strong tie, short line" would drag all hubs
//! into one knot; width and number show strength.
//!
//! Invariant: only `+ - * / sqrt`, rounded to hundredths, so the same bytes everywhere.

use crate::view::diagram::Line;

/// Beyond this many lines no length is asked for: no engine that heeds it would be used.
const MOST: usize = 5_000;

/// The length of each line in inches; none where there are too many.
pub(super) fn all(nodes: usize, lines: &[Line]) -> Vec<Option<String>> {
    if lines.len() > MOST {
        return vec![None; lines.len()];
    }
    let near = neighbours(nodes, lines);
    let half = (nodes as f64 / 2.0).max(1.0);
    let length = |line: &Line| {
        let (a, b) = (&near[line.from as usize], &near[line.to as usize]);
        let hubs = ((a.len().min(b.len()) as f64 - 1.0) / half).min(1.0);
        let length = 1.0 + 1.4 * hubs.sqrt() - 0.5 * jaccard(a, b).sqrt();
        Some(((length * 100.0).round() / 100.0).to_string())
    };
    lines.iter().map(length).collect()
}

/// Each node and those it has a line to, ascending.
fn neighbours(nodes: usize, lines: &[Line]) -> Vec<Vec<u32>> {
    let mut near: Vec<Vec<u32>> = (0..nodes as u32).map(|n| vec![n]).collect();
    for line in lines {
        near[line.from as usize].push(line.to);
        near[line.to as usize].push(line.from);
    }
    for list in &mut near {
        list.sort_unstable();
        list.dedup();
    }
    near
}

/// The share of what two sorted lists have in common.
fn jaccard(a: &[u32], b: &[u32]) -> f64 {
    let common = a.iter().filter(|n| b.binary_search(n).is_ok()).count();
    common as f64 / (a.len() + b.len() - common) as f64
}
