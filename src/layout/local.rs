//! One node, what is around it, and what it costs where it stands.
//!
//! The search for fewer crossings asks thousands of times what a place costs. So the lines and boxes
//! that are foreign to a node are set out in columns of numbers first, and looked at without a
//! branch: the compiler then takes several at once.
//!
//! Invariant: lines that share an end do not cross.

use super::geometry::Point;
use super::stress::Wanted;
use super::untangle::{Edge, Search};

/// The room between a line and a foreign box.
const ROOM: f64 = 3.0;

/// How much more a crossing costs where nodes are exchanged two by two.
const SWAP: f64 = 2.0;

/// Directions that are tried: twelve around the clock.
const CLOCK: [(f64, f64); 12] = [
    (1.0, 0.0),
    (0.866, 0.5),
    (0.5, 0.866),
    (0.0, 1.0),
    (-0.5, 0.866),
    (-0.866, 0.5),
    (-1.0, 0.0),
    (-0.866, -0.5),
    (-0.5, -0.866),
    (0.0, -1.0),
    (0.5, -0.866),
    (0.866, -0.5),
];

/// Straight lines, in columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    ax: Vec<f64>,
    ay: Vec<f64>,
    bx: Vec<f64>,
    by: Vec<f64>,
}

impl Lines {
    pub(super) fn push(&mut self, (a, b): (Point, Point)) {
        self.ax.push(a.x);
        self.ay.push(a.y);
        self.bx.push(b.x);
        self.by.push(b.y);
    }

    fn clear(&mut self) {
        for column in [&mut self.ax, &mut self.ay, &mut self.bx, &mut self.by] {
            column.clear();
        }
    }

    /// How many of them a line crosses; where an end is shared, two products are equal to the bit,
    /// and the line counts as not crossed.
    pub(super) fn crossed(&self, (a, b): (Point, Point)) -> u64 {
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let many = self.ax.len();
        let (ax, ay) = (&self.ax[..many], &self.ay[..many]);
        let (bx, by) = (&self.bx[..many], &self.by[..many]);
        let mut count = 0;
        for n in 0..many {
            let (ex, ey) = (bx[n] - ax[n], by[n] - ay[n]);
            let c = dx * (ay[n] - a.y) - dy * (ax[n] - a.x);
            let d = dx * (by[n] - a.y) - dy * (bx[n] - a.x);
            let p = ex * (a.y - ay[n]) - ey * (a.x - ax[n]);
            let q = ex * (b.y - ay[n]) - ey * (b.x - ax[n]);
            count += u64::from((c * d < 0.0) & (p * q < 0.0));
        }
        count
    }

    /// How many of them, the first so many and the others, run through a box.
    fn through(&self, at: Point, (wide, high): (f64, f64), first: usize) -> [u64; 2] {
        let of = |from: usize, to: usize| {
            let (ax, ay) = (&self.ax[from..to], &self.ay[from..to]);
            let (bx, by) = (&self.bx[from..to], &self.by[from..to]);
            let mut count = 0;
            for n in 0..to - from {
                let (ex, ey) = ((bx[n] - ax[n]) / 2.0, (by[n] - ay[n]) / 2.0);
                let middle = (ax[n] + ex - at.x, ay[n] + ey - at.y);
                count += u64::from(hits(middle, (ex, ey), (wide, high)));
            }
            count
        };
        [of(0, first), of(first, self.ax.len())]
    }
}

/// Whether a line, by its middle as seen from that of a box and by half its way, runs through the
/// box, by half its sides: no axis lies between the two.
fn hits((x, y): (f64, f64), (ex, ey): (f64, f64), (wide, high): (f64, f64)) -> bool {
    (x.abs() < wide + ex.abs())
        & (y.abs() < high + ey.abs())
        & ((ex * y - ey * x).abs() < wide * ey.abs() + high * ex.abs())
}

/// What is foreign to a node, in columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Around {
    /// Lines that do not end at the node, the heavy ones first.
    lines: Lines,
    heavy: usize,
    /// Where the node's own lines end, and whether they are heavy.
    own: Vec<(Point, bool)>,
    /// The other nodes: where they are, half their sides, what a pixel is of the distance wanted.
    x: Vec<f64>,
    y: Vec<f64>,
    wide: Vec<f64>,
    high: Vec<f64>,
    share: Vec<f64>,
    /// Half the sides of the node.
    half: (f64, f64),
}

impl Around {
    /// What is foreign to a node whose own lines are known by number.
    pub(super) fn fill(&mut self, search: &Search, (node, own): (usize, &[u32]), points: &[Point]) {
        let ends = |e: &Edge| (points[e.a as usize], points[e.b as usize]);
        let foreign = |e: &&Edge| e.a as usize != node && e.b as usize != node;
        self.lines.clear();
        let lines = search.edges.iter().filter(foreign);
        lines.clone().filter(|e| e.heavy).for_each(|e| self.lines.push(ends(e)));
        self.heavy = self.lines.ax.len();
        lines.filter(|e| !e.heavy).for_each(|e| self.lines.push(ends(e)));
        self.own.clear();
        self.own.extend(own.iter().map(|n| {
            let edge = &search.edges[*n as usize];
            let end = if edge.a as usize == node { edge.b } else { edge.a };
            (points[end as usize], edge.heavy)
        }));
        self.others(search, node, points);
    }

    fn others(&mut self, search: &Search, node: usize, points: &[Point]) {
        let Wanted::Full { nodes, distance } = search.wanted else { return };
        let columns = [&mut self.x, &mut self.y, &mut self.wide, &mut self.high, &mut self.share];
        columns.into_iter().for_each(Vec::clear);
        let half = |n: usize| {
            let (wide, high) = search.boxes.sizes[n];
            (wide / 2.0 + ROOM, high / 2.0 + ROOM)
        };
        self.half = half(node);
        for n in (0..*nodes).filter(|n| *n != node) {
            self.x.push(points[n].x);
            self.y.push(points[n].y);
            self.wide.push(half(n).0);
            self.high.push(half(n).1);
            self.share.push(1.0 / (search.unit * f64::from(distance[node * nodes + n])));
        }
    }

    /// How far the distances to all others are off.
    fn stress(&self, at: Point) -> f64 {
        let many = self.x.len();
        let (x, y, share) = (&self.x[..many], &self.y[..many], &self.share[..many]);
        let term = |n: usize| {
            let (dx, dy) = (x[n] - at.x, y[n] - at.y);
            let off = (dx * dx + dy * dy).sqrt() * share[n] - 1.0;
            off * off
        };
        let whole = many - many % 4;
        let mut sums = [0.0; 4];
        for n in (0..whole).step_by(4) {
            for (lane, sum) in sums.iter_mut().enumerate() {
                *sum += term(n + lane);
            }
        }
        (sums[0] + sums[1]) + (sums[2] + sums[3]) + (whole..many).map(term).sum::<f64>()
    }

    /// How many foreign boxes a line of the node runs through; that at its end is none.
    fn boxes(&self, at: Point, end: Point) -> u64 {
        let (ex, ey) = ((end.x - at.x) / 2.0, (end.y - at.y) / 2.0);
        let (mx, my) = (at.x + ex, at.y + ey);
        let many = self.x.len();
        let (x, y) = (&self.x[..many], &self.y[..many]);
        let (wide, high) = (&self.wide[..many], &self.high[..many]);
        let mut count = 0;
        for n in 0..many {
            count += u64::from(hits((mx - x[n], my - y[n]), (ex, ey), (wide[n], high[n])));
        }
        count.saturating_sub(1)
    }
}

/// One node and what depends on where it stands.
pub(super) struct Local<'a> {
    pub(super) search: &'a Search<'a>,
    pub(super) around: &'a Around,
}

impl Local<'_> {
    /// Stress and crossings of the node, unless that is above a limit; crossings cost more here,
    /// since a swap is worth its while only if it undoes some.
    pub(super) fn bare(&self, at: Point, limit: f64) -> f64 {
        let price = SWAP * self.search.price.crossing;
        let mut cost = self.around.stress(at);
        for (end, _) in &self.around.own {
            if cost >= limit {
                return cost;
            }
            cost += price * self.around.lines.crossed((at, *end)) as f64;
        }
        cost
    }

    /// The best place about that of the node.
    pub(super) fn better(&self, points: &[Point], node: usize, reach: f64) -> Point {
        let here = points[node];
        let mut best = (self.cost(here, f64::INFINITY), here);
        for (x, y) in CLOCK {
            let there = Point::new(here.x + reach * x, here.y + reach * y);
            if !self.search.boxes.is_free(points, node, there) {
                continue;
            }
            let cost = self.cost(there, best.0);
            if cost < best.0 - 1e-9 {
                best = (cost, there);
            }
        }
        best.1
    }

    /// What it costs to stand there; may stop at `limit`.
    fn cost(&self, at: Point, limit: f64) -> f64 {
        let (price, around) = (&self.search.price, self.around);
        let mut cost = around.stress(at);
        for (end, heavy) in &around.own {
            if cost >= limit {
                return cost;
            }
            let hit = if *heavy { price.heavy_hit } else { price.hit };
            cost += price.crossing * around.lines.crossed((at, *end)) as f64;
            cost += hit * around.boxes(at, *end) as f64;
        }
        if cost >= limit {
            return cost;
        }
        let [heavy, others] = around.lines.through(at, around.half, around.heavy);
        cost + price.heavy_hit * heavy as f64 + price.hit * others as f64
    }
}
