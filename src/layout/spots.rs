//! Numbers on their lines: along each line, the spot nearest to its middle that is on no box and on
//! no other number, and if possible on no other line. The heavier line chooses first.
//!
//! Invariant: numbers overlap neither boxes nor each other; one without room gets no spot.

use super::field::Field;
use super::geometry::{Point, Rect};
use super::route::{self, Path};

/// Shares of a line that are tried, on both sides of its middle.
const STEPS: u32 = 18;

/// The most lines whose numbers keep off other lines.
const CAREFUL: usize = 600;

/// What asks for a spot.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish {
    /// Number of the line.
    pub(super) line: usize,
    /// Width and height of the number.
    pub(super) size: (f64, f64),
}

/// A spot for each wish, in the order of the wishes: the first chooses first.
pub(super) fn spots(boxes: &[Rect], paths: &[Path], wishes: &[Wish]) -> Vec<Option<Point>> {
    let field = Field::new(boxes);
    let careful = paths.len() <= CAREFUL;
    let chains: Vec<Chain> =
        if careful { paths.iter().map(Chain::of).collect() } else { Vec::new() };
    let [low, high] = route::extent(boxes);
    let page = (low.x - route::SWING, high.x + route::SWING);
    let mut taken: Vec<Rect> = Vec::new();
    let mut found = Vec::with_capacity(wishes.len());
    for wish in wishes {
        let spot = spot(&field, &Chain::of(&paths[wish.line]), wish, (&taken, &chains, page));
        taken.extend(spot.map(|at| Rect::around(at, wish.size)));
        found.push(spot);
    }
    found
}

/// A path as straight pieces, and the box about it.
struct Chain {
    points: Vec<Point>,
    about: Rect,
}

impl Chain {
    fn of(path: &Path) -> Chain {
        let points = path.chain();
        let (mut low, mut high) = (points[0], points[0]);
        for p in &points {
            low = Point::new(low.x.min(p.x), low.y.min(p.y));
            high = Point::new(high.x.max(p.x), high.y.max(p.y));
        }
        let about = Rect::around(low.towards(high, 0.5), (high.x - low.x, high.y - low.y));
        Chain { points, about: about.grown(0.1) }
    }

    fn runs_through(&self, rect: &Rect) -> bool {
        self.about.overlaps(rect) && self.points.windows(2).any(|w| rect.hit_by(w[0], w[1]))
    }
}

fn spot(
    field: &Field,
    own: &Chain,
    wish: &Wish,
    (taken, chains, page): (&[Rect], &[Chain], (f64, f64)),
) -> Option<Point> {
    let mut best: Option<(f64, Point)> = None;
    for step in 0..=2 * STEPS {
        let off = f64::from(step.div_ceil(2)) / f64::from(STEPS) * 0.42;
        let far = off * 6.0;
        if best.is_some_and(|(cost, _)| cost <= far) {
            break;
        }
        let at = route::along(&own.points, if step % 2 == 0 { 0.5 + off } else { 0.5 - off });
        let rect = Rect::around(at, wish.size);
        if at.x - rect.half_width < page.0 || at.x + rect.half_width > page.1 {
            continue;
        }
        if !field.is_free(&rect.grown(2.0)) || taken.iter().any(|t| t.overlaps(&rect.grown(1.0))) {
            continue;
        }
        let through = |(n, chain): &(usize, &Chain)| *n != wish.line && chain.runs_through(&rect);
        let cost = far + chains.iter().enumerate().filter(through).count() as f64;
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, at));
        }
    }
    best.map(|(_, at)| at)
}
