//! No box on another.
//!
//! While stress is being lowered, each round ends with a few sweeps that push overlapping boxes
//! apart along the smaller overlap, and back onto the page: projected descent, which keeps
//! distances better than parting boxes once at the end. Whatever still overlaps then is set, the
//! heaviest first, on the nearest free spot.
//!
//! Invariant: after [`settle`] no two boxes overlap.

use super::geometry::{Point, Rect};

/// Boxes that may not overlap.
#[derive(Clone, Debug)]
pub(super) struct Boxes {
    /// Width and height of each.
    pub(super) sizes: Vec<(f64, f64)>,
    /// How much each is worth; the heavier gives way less.
    pub(super) weights: Vec<f64>,
    /// The room between two.
    pub(super) gap: f64,
    /// The width that all must keep to, around 0; infinite for none.
    pub(super) width: f64,
}

impl Boxes {
    /// The box of a node at a place.
    pub(super) fn rect(&self, node: usize, at: Point) -> Rect {
        Rect::around(at, self.sizes[node])
    }

    /// One sweep: pushes overlapping pairs apart; whether there were any.
    pub(super) fn part(&self, points: &mut [Point]) -> bool {
        let mut order: Vec<u32> = (0..points.len() as u32).collect();
        let top = |n: &u32| points[*n as usize].y - self.sizes[*n as usize].1 / 2.0;
        order.sort_by(|a, b| top(a).total_cmp(&top(b)).then(a.cmp(b)));
        let tallest = self.sizes.iter().map(|s| s.1).fold(0.0, f64::max);
        let mut any = false;
        for (at, a) in order.iter().enumerate() {
            for b in &order[at + 1..] {
                let (pa, pb) = (points[*a as usize], points[*b as usize]);
                if pb.y - pa.y > tallest + self.gap {
                    break;
                }
                any |= self.push(points, *a as usize, *b as usize);
            }
        }
        self.keep_in(points);
        any
    }

    /// Pushes two boxes apart if they overlap.
    fn push(&self, points: &mut [Point], a: usize, b: usize) -> bool {
        let (pa, pb) = (points[a], points[b]);
        let want_x = (self.sizes[a].0 + self.sizes[b].0) / 2.0 + self.gap;
        let want_y = (self.sizes[a].1 + self.sizes[b].1) / 2.0 + self.gap;
        let (dx, dy) = (pb.x - pa.x, pb.y - pa.y);
        let (over_x, over_y) = (want_x - dx.abs(), want_y - dy.abs());
        if over_x <= 0.01 || over_y <= 0.01 {
            return false;
        }
        let of_a = self.weights[b] / (self.weights[a] + self.weights[b]);
        let right = dx > 0.0 || (dx == 0.0 && a < b);
        let down = dy > 0.0 || (dy == 0.0 && a < b);
        if over_x < over_y {
            let over = if right { over_x } else { -over_x };
            points[a].x -= over * of_a;
            points[b].x += over * (1.0 - of_a);
        } else {
            let over = if down { over_y } else { -over_y };
            points[a].y -= over * of_a;
            points[b].y += over * (1.0 - of_a);
        }
        true
    }

    /// Back onto the page.
    fn keep_in(&self, points: &mut [Point]) {
        if self.width.is_infinite() {
            return;
        }
        for (point, size) in points.iter_mut().zip(&self.sizes) {
            let room = ((self.width - size.0) / 2.0).max(0.0);
            point.x = point.x.clamp(-room, room);
        }
    }

    /// Sweeps until nothing overlaps, or so many times.
    pub(super) fn spread(&self, points: &mut [Point], sweeps: usize) -> bool {
        (0..sweeps).any(|_| !self.part(points))
    }
}

/// Sets whatever still overlaps on the nearest free spot, the heaviest first.
pub(super) fn settle(boxes: &Boxes, points: &mut [Point]) {
    if !boxes.part(&mut points.to_vec()) {
        return;
    }
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by(|a, b| boxes.weights[*b].total_cmp(&boxes.weights[*a]).then(a.cmp(b)));
    let mut taken = Taken::new(boxes);
    for node in order {
        points[node] = taken.nearest(boxes, node, points[node]);
        taken.add(boxes.rect(node, points[node]));
    }
}

/// Boxes that stand, by rows of the page.
struct Taken {
    row: f64,
    rows: std::collections::BTreeMap<i64, Vec<Rect>>,
}

impl Taken {
    fn new(boxes: &Boxes) -> Taken {
        let tallest = boxes.sizes.iter().map(|s| s.1).fold(1.0, f64::max);
        Taken { row: tallest + boxes.gap, rows: std::collections::BTreeMap::new() }
    }

    fn add(&mut self, rect: Rect) {
        let row = (rect.centre.y / self.row).floor() as i64;
        self.rows.entry(row).or_default().push(rect);
    }

    fn is_free(&self, rect: &Rect, gap: f64) -> bool {
        let row = (rect.centre.y / self.row).floor() as i64;
        let wide = rect.grown(gap - 0.005);
        (row - 1..=row + 1).all(|r| self.rows.get(&r).is_none_or(|l| !l.iter().any(|o| o.overlaps(&wide))))
    }

    /// The free spot nearest to a point: rings of growing size, on which the nearest wins.
    fn nearest(&self, boxes: &Boxes, node: usize, from: Point) -> Point {
        let room = ((boxes.width - boxes.sizes[node].0) / 2.0).max(0.0);
        let free = |p: &Point| p.x.abs() <= room && self.is_free(&boxes.rect(node, *p), boxes.gap);
        if free(&from) {
            return from;
        }
        let (step_x, step_y) = (boxes.sizes[node].1.max(4.0) / 2.0, boxes.sizes[node].1.max(4.0) / 4.0);
        let mut best: Option<(f64, Point)> = None;
        for ring in 1..100_000i64 {
            let reach = ring as f64 * step_y;
            if best.is_some_and(|(distance, _)| distance < reach) {
                break;
            }
            for (x, y) in around(ring) {
                let at = Point::new(from.x + x as f64 * step_x, from.y + y as f64 * step_y);
                let distance = from.distance(at);
                if best.is_none_or(|(least, _)| distance < least) && free(&at) {
                    best = Some((distance, at));
                }
            }
        }
        best.map_or(from, |(_, at)| at)
    }
}

/// The cells of a square ring.
fn around(ring: i64) -> impl Iterator<Item = (i64, i64)> {
    let sides = (-ring..=ring).flat_map(move |n| [(n, -ring), (n, ring)]);
    sides.chain((1 - ring..ring).flat_map(move |n| [(-ring, n), (ring, n)]))
}
