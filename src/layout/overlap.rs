//! No box on another.
//!
//! While stress is being lowered, each round ends with a few sweeps that push overlapping boxes
//! apart along the smaller overlap, and back onto the page: projected descent, which keeps
//! distances better than parting boxes once at the end. Whatever still overlaps then is set, the
//! heaviest first, on the nearest free spot.
//!
//! Invariant: after [`settle`] no two boxes overlap.

use std::collections::BTreeMap;

use super::geometry::{Point, Rect};

/// One overlap among so many boxes is no crowd.
const CROWD: usize = 30;

/// How many times a crowd is given room, and how much more each time.
const STEPS: usize = 14;
const MORE: f64 = 1.12;

/// A page so many times as large as its boxes has room for them, wherever a crowd stands.
const AMPLE: f64 = 2.0;

/// The room beside, and above, a number between two boxes: some of the line must be seen.
const ABOUT: (f64, f64) = (26.0, 16.0);

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
    /// Pairs that stand so far apart that a number of some size finds room between them.
    pub(super) numbers: Vec<Numbered>,
}

/// A line whose number must find room.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbered {
    /// One end.
    pub(super) a: u32,
    /// The other.
    pub(super) b: u32,
    /// Width and height of the number.
    pub(super) size: (f64, f64),
}

impl Boxes {
    /// The box of a node at a place.
    pub(super) fn rect(&self, node: usize, at: Point) -> Rect {
        Rect::around(at, self.sizes[node])
    }

    /// Whether a node may stand at a place.
    pub(super) fn is_free(&self, points: &[Point], node: usize, at: Point) -> bool {
        let size = self.sizes[node];
        let wide = Rect::around(at, size).grown(self.gap - 0.01);
        at.x.abs() <= (self.width - size.0) / 2.0
            && (0..points.len()).all(|n| n == node || !self.rect(n, points[n]).overlaps(&wide))
            && self.numbers.iter().all(|line| self.has_room(points, line, (node, at)))
    }

    /// Whether a number has room once a node stands at a place.
    fn has_room(&self, points: &[Point], line: &Numbered, (node, at): (usize, Point)) -> bool {
        let (a, b) = (line.a as usize, line.b as usize);
        let other = match (node == a, node == b) {
            (true, _) => b,
            (_, true) => a,
            _ => return true,
        };
        let (over_x, over_y) = self.over(
            (node, other),
            (at, points[other]),
            (line.size.0 + ABOUT.0, line.size.1 + ABOUT.1),
        );
        over_x <= 0.02 || over_y <= 0.02
    }

    /// How far two boxes are closer than a gap, across and down.
    fn over(
        &self,
        (a, b): (usize, usize),
        (pa, pb): (Point, Point),
        gap: (f64, f64),
    ) -> (f64, f64) {
        let want_x = (self.sizes[a].0 + self.sizes[b].0) / 2.0 + gap.0;
        let want_y = (self.sizes[a].1 + self.sizes[b].1) / 2.0 + gap.1;
        (want_x - (pb.x - pa.x).abs(), want_y - (pb.y - pa.y).abs())
    }

    /// Whether two nodes stand free.
    pub(super) fn apart(&self, points: &[Point], nodes: [usize; 2]) -> bool {
        nodes.iter().all(|n| self.is_free(points, *n, points[*n]))
    }

    /// Where a crowd is so thick that sweeps do not thin it, gives it room: all distances grow, on a
    /// page of a width only downwards, for as long as one box in [`CROWD`] overlaps another and the
    /// page is not yet [`AMPLE`].
    pub(super) fn grow(&self, points: &mut [Point]) {
        let (across, steps) = if self.width.is_finite() { (1.0, 3 * STEPS) } else { (MORE, STEPS) };
        let boxes = self.sizes.iter().map(|s| (s.0 + self.gap) * (s.1 + self.gap)).sum::<f64>();
        for _ in 0..steps {
            let high = points.iter().map(|p| p.y.abs()).fold(0.0, f64::max) * 2.0;
            let is_ample = self.width.is_finite() && high * self.width > AMPLE * boxes;
            if self.part(points) * CROWD <= points.len() || is_ample {
                return;
            }
            points.iter_mut().for_each(|p| *p = Point::new(p.x * across, p.y * MORE));
            self.spread(points, 6);
        }
    }

    /// One sweep: pushes overlapping pairs apart; how many there were.
    pub(super) fn part(&self, points: &mut [Point]) -> usize {
        let mut order: Vec<u32> = (0..points.len() as u32).collect();
        let top = |n: &u32| points[*n as usize].y - self.sizes[*n as usize].1 / 2.0;
        order.sort_by(|a, b| top(a).total_cmp(&top(b)).then(a.cmp(b)));
        let tallest = self.sizes.iter().map(|s| s.1).fold(0.0, f64::max);
        let mut pushed = 0;
        for (at, a) in order.iter().enumerate() {
            for b in &order[at + 1..] {
                let (pa, pb) = (points[*a as usize], points[*b as usize]);
                if pb.y - pa.y > tallest + self.gap {
                    break;
                }
                let pair = (*a as usize, *b as usize);
                pushed += usize::from(self.push(points, pair, (self.gap, self.gap)));
            }
        }
        for line in &self.numbers {
            let gap = (line.size.0 + ABOUT.0, line.size.1 + ABOUT.1);
            self.push(points, (line.a as usize, line.b as usize), gap);
        }
        self.keep_in(points);
        pushed
    }

    /// Pushes two boxes apart if they are closer than a gap.
    fn push(&self, points: &mut [Point], (a, b): (usize, usize), gap: (f64, f64)) -> bool {
        let (pa, pb) = (points[a], points[b]);
        let (dx, dy) = (pb.x - pa.x, pb.y - pa.y);
        let (over_x, over_y) = self.over((a, b), (pa, pb), gap);
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
        (0..sweeps).any(|_| self.part(points) == 0)
    }
}

/// Sets whatever still overlaps on the nearest free spot, the heaviest first.
pub(super) fn settle(boxes: &Boxes, points: &mut [Point]) {
    if boxes.part(&mut points.to_vec()) == 0 {
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
    rows: BTreeMap<(i64, i64), Vec<Rect>>,
    /// How wide a cell of a row is: the widest box.
    column: f64,
    /// How many rings about a cell have been found full.
    full: BTreeMap<(i64, i64), i64>,
}

impl Taken {
    fn new(boxes: &Boxes) -> Taken {
        let tallest = boxes.sizes.iter().map(|s| s.1).fold(1.0, f64::max);
        let widest = boxes.sizes.iter().map(|s| s.0).fold(1.0, f64::max);
        let (row, column) = (tallest + boxes.gap, widest + boxes.gap);
        Taken { row, column, rows: BTreeMap::new(), full: BTreeMap::new() }
    }

    fn cell(&self, at: Point) -> (i64, i64) {
        ((at.y / self.row).floor() as i64, (at.x / self.column).floor() as i64)
    }

    fn add(&mut self, rect: Rect) {
        self.rows.entry(self.cell(rect.centre)).or_default().push(rect);
    }

    /// Boxes that overlap have their middles in neighbouring cells, since no box is larger than one.
    fn is_free(&self, rect: &Rect, gap: f64) -> bool {
        let (row, column) = self.cell(rect.centre);
        let wide = rect.grown(gap - 0.005);
        let free = |cell| self.rows.get(&cell).is_none_or(|l| !l.iter().any(|o| o.overlaps(&wide)));
        (row - 1..=row + 1).all(|r| (column - 1..=column + 1).all(|c| free((r, c))))
    }

    /// The free spot nearest to a point: rings of growing size, on which the nearest wins.
    fn nearest(&mut self, boxes: &Boxes, node: usize, from: Point) -> Point {
        let room = ((boxes.width - boxes.sizes[node].0) / 2.0).max(0.0);
        let free = |p: &Point| p.x.abs() <= room && self.is_free(&boxes.rect(node, *p), boxes.gap);
        if free(&from) {
            return from;
        }
        let height = boxes.sizes[node].1.max(4.0);
        let columns = |to: f64| ((to - from.x) / (height / 2.0)).clamp(-1e6, 1e6);
        let page = (columns(-room).ceil() as i64, columns(room).floor() as i64);
        let cell = self.cell(from);
        let first = self.full.get(&cell).copied().unwrap_or(0).max(1);
        let mut best: Option<(f64, Point)> = None;
        let mut last = first;
        for ring in first..100_000i64 {
            let reach = ring as f64 * height / 4.0;
            if best.is_some_and(|(distance, _)| distance < reach) {
                break;
            }
            for (x, y) in around(ring, page) {
                let at =
                    Point::new(from.x + x as f64 * height / 2.0, from.y + y as f64 * height / 4.0);
                let distance = from.distance(at);
                if best.is_none_or(|(least, _)| distance < least) && free(&at) {
                    best = Some((distance, at));
                    last = ring;
                }
            }
        }
        self.full.insert(cell, last - last / 8 - 2);
        best.map_or(from, |(_, at)| at)
    }
}

/// The cells of a square ring that lie in columns of the page.
fn around(ring: i64, (left, right): (i64, i64)) -> impl Iterator<Item = (i64, i64)> {
    let sides = (left.max(-ring)..=right.min(ring)).flat_map(move |n| [(n, -ring), (n, ring)]);
    let ends = [-ring, ring].into_iter().filter(move |x| (left..=right).contains(x));
    sides.chain((1 - ring..ring).flat_map(move |n| ends.clone().map(move |x| (x, n))))
}
