//! How lines run: straight where nothing is in the way, else along the quadratic curve that passes
//! under the fewest foreign boxes and crosses the fewest lines, the gentlest of equals. The heavy
//! ones must pass under none: if no curve is free, they go round ([`super::detour`]). So do all of a
//! small part, unless they would cross more lines for that.
//!
//! Above [`BENT`] lines only the heavy ones are bent: a curve does not make a thicket readable.
//!
//! Invariant: lines start and end in the middle of their boxes.

use super::detour;
use super::field::Field;
use super::geometry::{Point, Rect, cross, tenth};

/// The most lines that are bent one by one.
pub(super) const BENT: usize = 1200;

/// How far the middle of a curve lies beside the straight line, in lengths of that line.
const BENDS: [f64; 14] =
    [0.06, -0.06, 0.1, -0.1, 0.14, -0.14, 0.19, -0.19, 0.25, -0.25, 0.32, -0.32, 0.4, -0.4];

/// Straight pieces that stand for a curve where crossings are counted.
const PIECES: u32 = 12;

/// How far a curve, and the number on it, may swing out of the boxes' page.
pub(super) const SWING: f64 = 14.0;

/// What a box in the way costs, in crossings; and where there must be none.
const HIT: f64 = 6.0;
const BARRED: f64 = 1000.0;

/// The room between a line and a foreign box.
const ROOM: f64 = 3.0;

/// The way of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Path {
    /// From end to end.
    Straight(Point, Point),
    /// A quadratic curve: start, control point, end.
    Curve(Point, Point, Point),
    /// From corner to corner.
    Bent(Vec<Point>),
}

impl Path {
    /// Corners of a chain of straight lines close to the path.
    pub fn chain(&self) -> Vec<Point> {
        match self {
            Path::Straight(a, b) => vec![*a, *b],
            Path::Curve(a, c, b) => (0..=PIECES)
                .map(|n| {
                    let t = f64::from(n) / f64::from(PIECES);
                    a.towards(*c, t).towards(c.towards(*b, t), t)
                })
                .collect(),
            Path::Bent(corners) => corners.clone(),
        }
    }

    /// With coordinates in tenths.
    pub(super) fn rounded(self) -> Path {
        let round = |p: Point| Point::new(tenth(p.x), tenth(p.y));
        match self {
            Path::Straight(a, b) => Path::Straight(round(a), round(b)),
            Path::Curve(a, c, b) => Path::Curve(round(a), round(c), round(b)),
            Path::Bent(corners) => Path::Bent(corners.into_iter().map(round).collect()),
        }
    }
}

/// The point at a share of a chain's length.
pub(super) fn along(chain: &[Point], share: f64) -> Point {
    let length: f64 = chain.windows(2).map(|w| w[0].distance(w[1])).sum();
    let mut left = length * share;
    for ends in chain.windows(2) {
        let piece = ends[0].distance(ends[1]);
        if left <= piece && piece > 0.0 {
            return ends[0].towards(ends[1], left / piece);
        }
        left -= piece;
    }
    chain.last().copied().unwrap_or_default()
}

/// A line to be routed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Job {
    /// Number of the box it starts in.
    pub(super) a: u32,
    /// Number of the box it ends in.
    pub(super) b: u32,
    /// Whether it is one of the heaviest, which are bent first, and in a thicket alone.
    pub(super) heavy: bool,
    /// Whether it passes under no foreign box if it can.
    pub(super) clear: bool,
}

/// The ways of all lines.
pub(super) fn route(boxes: &[Rect], jobs: &[Job]) -> Vec<Path> {
    let field = Field::new(boxes);
    let middle = |n: u32| boxes[n as usize].centre;
    let ends: Vec<(Point, Point)> = jobs.iter().map(|j| (middle(j.a), middle(j.b))).collect();
    let mut paths: Vec<Path> = ends.iter().map(|(a, b)| Path::Straight(*a, *b)).collect();
    let ways = Ways::new(boxes, ends);
    let mut order: Vec<usize> = (0..jobs.len()).filter(|n| jobs[*n].heavy).collect();
    if jobs.len() <= BENT {
        order.extend((0..jobs.len()).filter(|n| !jobs[*n].heavy));
    }
    for n in order {
        let job = &jobs[n];
        let mut path = bend((&field, &ways), job, (n, if job.heavy { BARRED } else { HIT }));
        if hits(&field, job, &path.chain()) > 0 && (job.heavy || job.clear) {
            let curve = bend((&field, &ways), job, (n, BARRED));
            let is_free = hits(&field, job, &curve.chain()) == 0;
            let round = || detour::around(boxes, job, ROOM).map(Path::Bent);
            let other = if is_free { Some(curve) } else { round() };
            // Light lines go no way on which they cross more: a thicket is not made thicker.
            let most = ways.crossed(n, &path.chain());
            let no_worse = |other: &Path| job.heavy || ways.crossed(n, &other.chain()) <= most;
            path = other.filter(no_worse).unwrap_or(path);
        }
        paths[n] = path;
    }
    paths
}

/// Foreign boxes in the way.
fn hits(field: &Field, job: &Job, chain: &[Point]) -> usize {
    let own = |n: &&u32| **n != job.a && **n != job.b;
    field.along(chain, ROOM).iter().filter(own).count()
}

/// The best of the straight line and its curves.
fn bend((field, ways): (&Field, &Ways), job: &Job, (n, dear): (usize, f64)) -> Path {
    let (a, b) = ways.ends[n];
    let straight = Path::Straight(a, b);
    let in_the_way = hits(field, job, &[a, b]);
    if in_the_way == 0 {
        return straight;
    }
    let mut best = (dear * in_the_way as f64 + ways.crossed(n, &[a, b]), straight);
    for pair in BENDS.chunks(2) {
        let mut free = false;
        for bend in pair {
            let curve = curve(a, b, *bend);
            let chain = curve.chain();
            if !chain.iter().all(|p| ways.holds(*p)) {
                continue;
            }
            let in_the_way = hits(field, job, &chain);
            free |= in_the_way == 0;
            let mut cost = dear * in_the_way as f64 + 20.0 * bend * bend;
            if cost < best.0 {
                let coarse: Vec<Point> = chain.iter().copied().step_by(2).collect();
                cost += ways.crossed(n, &coarse);
            }
            if cost < best.0 {
                best = (cost, curve);
            }
        }
        if free {
            break;
        }
    }
    best.1
}

/// The curve whose middle lies beside the straight line.
fn curve(a: Point, b: Point, bend: f64) -> Path {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let middle = a.towards(b, 0.5);
    Path::Curve(a, Point::new(middle.x - 2.0 * bend * dy, middle.y + 2.0 * bend * dx), b)
}

/// The upper left and the lower right corner of all boxes.
pub(super) fn extent(boxes: &[Rect]) -> [Point; 2] {
    let mut corners = boxes.iter().map(Rect::corners);
    let [mut low, mut high] = corners.next().unwrap_or_default();
    for [upper, lower] in corners {
        low = Point::new(low.x.min(upper.x), low.y.min(upper.y));
        high = Point::new(high.x.max(lower.x), high.y.max(lower.y));
    }
    [low, high]
}

/// Where the lines run, taken as straight, and how far curves may swing.
struct Ways {
    ends: Vec<(Point, Point)>,
    low: Point,
    high: Point,
}

impl Ways {
    fn new(boxes: &[Rect], ends: Vec<(Point, Point)>) -> Ways {
        let [low, high] = extent(boxes);
        Ways { ends, low, high }
    }

    /// Whether a point lies on the page.
    fn holds(&self, p: Point) -> bool {
        let (x, y) =
            (self.low.x - SWING..self.high.x + SWING, self.low.y - SWING..self.high.y + SWING);
        x.contains(&p.x) && y.contains(&p.y)
    }

    /// How many other lines a chain crosses, not counting those that end where it does.
    fn crossed(&self, own: usize, chain: &[Point]) -> f64 {
        let (start, end) = self.ends[own];
        let crosses = |(a, b): &&(Point, Point)| {
            *a != start
                && *a != end
                && *b != start
                && *b != end
                && chain.windows(2).any(|c| cross(c[0], c[1], *a, *b))
        };
        self.ends.iter().filter(crosses).count() as f64
    }
}
