//! Where nodes stand before stress moves them: PivotMDS (Brandes, Pich 2007).
//!
//! Distances to a few pivots, squared and centred, span the picture; its two strongest directions
//! are the start. That is a function of the graph, so a row more or less moves it little; random
//! starts of stochastic descent land somewhere else each time. Nodes with equal distances (leaves
//! of one hub) would fall on one point: a small push, made of the node's id, parts them.
//!
//! Invariant: no chance but the ids.

use super::geometry::Point;
use super::random::SplitMix;

/// How many directions are searched in turns; each turn sharpens them.
const TURNS: usize = 60;

/// How far the push by id goes, in steps between neighbours.
const PUSH: f64 = 0.35;

/// Start positions, in steps between neighbours, from each pivot's distances to all nodes.
pub(super) fn positions(distances: &[Vec<f64>], keys: &[u64]) -> Vec<Point> {
    let nodes = keys.len();
    let columns = centred(distances, nodes);
    let first = direction(&columns, None);
    let second = direction(&columns, Some(&first));
    let stretch = spread(distances, &columns, (&first, &second));
    let place = |n: usize| {
        let along = |d: &[f64]| columns.iter().zip(d).map(|(c, w)| c[n] * w).sum::<f64>() * stretch;
        let mut chance = SplitMix(keys[n]);
        let (dx, dy) = (chance.unit() - 0.5, chance.unit() - 0.5);
        Point::new(along(&first) + 2.0 * PUSH * dx, along(&second) + 2.0 * PUSH * dy)
    };
    (0..nodes).map(place).collect()
}

/// Start positions by chance made of ids and a seed.
pub(super) fn scattered(keys: &[u64], seed: u64) -> Vec<Point> {
    let wide = (keys.len() as f64).sqrt();
    let place = |key: &u64| {
        let mut chance = SplitMix(key ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        Point::new(chance.unit() * wide, chance.unit() * wide)
    };
    keys.iter().map(place).collect()
}

/// Squared distances with the mean of every row and column taken off.
fn centred(distances: &[Vec<f64>], nodes: usize) -> Vec<Vec<f64>> {
    let mut columns: Vec<Vec<f64>> = Vec::with_capacity(distances.len());
    let mut of_node = vec![0.0; nodes];
    let mut all = 0.0;
    for column in distances {
        let squares: Vec<f64> = column.iter().map(|d| d * d).collect();
        let mean = squares.iter().sum::<f64>() / nodes as f64;
        for (sum, square) in of_node.iter_mut().zip(&squares) {
            *sum += square / distances.len() as f64;
        }
        all += mean / distances.len() as f64;
        columns.push(squares.iter().map(|s| s - mean).collect());
    }
    for column in &mut columns {
        for (value, mean) in column.iter_mut().zip(&of_node) {
            *value = -0.5 * (*value - mean + all);
        }
    }
    columns
}

/// The strongest direction, at right angles to another: power iteration on columns times columns.
fn direction(columns: &[Vec<f64>], other: Option<&[f64]>) -> Vec<f64> {
    let products: Vec<Vec<f64>> =
        columns.iter().map(|a| columns.iter().map(|b| dot(a, b)).collect()).collect();
    let mut vector: Vec<f64> = (0..columns.len()).map(|n| 1.0 / (n as f64 + 1.0)).collect();
    for _ in 0..TURNS {
        if let Some(other) = other {
            let part = dot(&vector, other);
            for (value, along) in vector.iter_mut().zip(other) {
                *value -= part * along;
            }
        }
        let length = dot(&vector, &vector).sqrt();
        if length == 0.0 {
            return vector;
        }
        let unit: Vec<f64> = vector.iter().map(|v| v / length).collect();
        vector = products.iter().map(|row| dot(row, &unit)).collect();
    }
    let length = dot(&vector, &vector).sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|v| *v /= length);
    }
    if let Some(other) = other {
        let part = dot(&vector, other);
        vector.iter_mut().zip(other).for_each(|(v, along)| *v -= part * along);
    }
    vector
}

/// The factor at which the picture fits the distances to the pivots best.
fn spread(distances: &[Vec<f64>], columns: &[Vec<f64>], (first, second): (&[f64], &[f64])) -> f64 {
    let squared = |d: &[f64]| -> f64 {
        let nodes = columns.first().map_or(0, Vec::len);
        (0..nodes)
            .map(|n| {
                let along: f64 = columns.iter().zip(d).map(|(c, w)| c[n] * w).sum();
                along * along
            })
            .sum::<f64>()
            / nodes.max(1) as f64
    };
    let seen = squared(first) + squared(second);
    let all: f64 = distances.iter().flatten().map(|d| d * d).sum();
    let count = distances.iter().map(Vec::len).sum::<usize>().max(1) as f64;
    if seen > 0.0 { (all / count / 2.0 / seen).sqrt() } else { 1.0 }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
