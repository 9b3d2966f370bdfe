//! Which way up: the long side level, the busiest on their own side.
//!
//! Stress is blind to turning and mirroring, so both are fixed by rule: the principal axis lies
//! level (labels are wide, pages too), the second busiest node lies right of the busiest, and the
//! third below the line through them. A row more or less then seldom flips the picture.
//!
//! Invariant: distances between nodes do not change.

use super::geometry::Point;

/// Turns and mirrors points about their middle, which becomes the origin.
pub(super) fn level(points: &mut [Point], weights: &[f64]) {
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
    mirror(points, weights);
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

fn mirror(points: &mut [Point], weights: &[f64]) {
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by(|a, b| weights[*b].total_cmp(&weights[*a]).then(a.cmp(b)));
    let [first, second, third, ..] = order.as_slice() else {
        return;
    };
    if points[*second].x < points[*first].x {
        points.iter_mut().for_each(|p| p.x = -p.x);
    }
    let (a, b, c) = (points[*first], points[*second], points[*third]);
    if (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) < 0.0 {
        points.iter_mut().for_each(|p| p.y = -p.y);
    }
}
