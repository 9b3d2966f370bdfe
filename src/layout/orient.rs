//! Which way up: the long side level, the busiest on their own side.
//!
//! Stress is blind to turning and mirroring, so both are fixed by rule: the principal axis lies
//! level (labels are wide, pages too), the second busiest node lies right of the busiest, and the
//! third below the line through them. A row more or less then seldom flips the picture.
//!
//! Invariant: distances between nodes do not change.

use super::geometry::Point;
use super::random::SplitMix;

/// Turns and mirrors points about their middle, which becomes the origin.
pub(super) fn level(points: &mut [Point], weights: &[f64], keys: &[u64]) {
    centre(points);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for p in points.iter() {
        xx += p.x * p.x;
        xy += p.x * p.y;
        yy += p.y * p.y;
    }
    let (cos, sin) = axis(xx, xy, yy);
    for p in points.iter_mut() {
        *p = Point::new(p.x * cos + p.y * sin, p.y * cos - p.x * sin);
    }
    mirror(points, weights, keys);
}

/// Moves the mean to the origin.
fn centre(points: &mut [Point]) {
    let count = points.len().max(1) as f64;
    let x = points.iter().map(|p| p.x).sum::<f64>() / count;
    let y = points.iter().map(|p| p.y).sum::<f64>() / count;
    points.iter_mut().for_each(|p| *p = Point::new(p.x - x, p.y - y));
}

/// The unit vector of the principal axis of a covariance, pointing right.
fn axis(xx: f64, xy: f64, yy: f64) -> (f64, f64) {
    let half = (xx - yy) / 2.0;
    let root = (half * half + xy * xy).sqrt();
    let (x, y) = if half >= 0.0 { (half + root, xy) } else { (xy.abs(), root - half) };
    let y = if half < 0.0 && xy < 0.0 { -y } else { y };
    let length = (x * x + y * y).sqrt();
    if length > 0.0 { (x / length, y / length) } else { (1.0, 0.0) }
}

fn mirror(points: &mut [Point], weights: &[f64], keys: &[u64]) {
    if tips(points, weights, keys, |p| p.x) < 0.0 {
        points.iter_mut().for_each(|p| p.x = -p.x);
    }
    if tips(points, weights, keys, |p| p.y) > 0.0 {
        points.iter_mut().for_each(|p| p.y = -p.y);
    }
}

/// Which way a picture tips: positive if its weight lies on the positive side.
fn tips(points: &[Point], weights: &[f64], keys: &[u64], along: fn(&Point) -> f64) -> f64 {
    let mean = weights.iter().sum::<f64>() / weights.len().max(1) as f64;
    let by_weight: f64 = points.iter().zip(weights).map(|(p, w)| along(p) * (w - mean)).sum();
    if by_weight.abs() > 1e-6 * mean {
        return by_weight;
    }
    let chance = |key: &u64| SplitMix(*key).unit() - 0.5;
    points.iter().zip(keys).map(|(p, key)| along(p) * chance(key)).sum()
}
