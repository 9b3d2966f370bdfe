//! Numbers on their lines: along each line, the spot nearest to its middle that is on no box and on
//! no other number, and if possible on no other line. The heavier line chooses first.
//!
//! Invariant: numbers overlap neither boxes nor each other; one without room gets no spot.

use super::field::Field;
use super::geometry::{Point, Rect};
use super::route::Path;

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
    let chains: Vec<Vec<Point>> =
        if paths.len() <= CAREFUL { paths.iter().map(Path::chain).collect() } else { Vec::new() };
    let mut taken: Vec<Rect> = Vec::new();
    let mut found = Vec::with_capacity(wishes.len());
    for wish in wishes {
        let spot = spot(&field, &paths[wish.line], wish, (&taken, &chains));
        taken.extend(spot.map(|at| Rect::around(at, wish.size)));
        found.push(spot);
    }
    found
}

fn spot(
    field: &Field,
    path: &Path,
    wish: &Wish,
    (taken, chains): (&[Rect], &[Vec<Point>]),
) -> Option<Point> {
    let mut best: Option<(f64, Point)> = None;
    for step in 0..=2 * STEPS {
        let off = f64::from(step.div_ceil(2)) / f64::from(STEPS) * 0.42;
        let share = if step % 2 == 0 { 0.5 + off } else { 0.5 - off };
        let at = path.at(share);
        let rect = Rect::around(at, wish.size);
        let far = off * 6.0;
        if best.is_some_and(|(cost, _)| cost <= far)
            || !field.is_free(&rect.grown(2.0))
            || taken.iter().any(|t| t.overlaps(&rect.grown(1.0)))
        {
            continue;
        }
        let through = |(n, chain): &(usize, &Vec<Point>)| {
            *n != wish.line && chain.windows(2).any(|w| rect.hit_by(w[0], w[1]))
        };
        let cost = far + chains.iter().enumerate().filter(through).count() as f64;
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, at));
        }
    }
    best.map(|(_, at)| at)
}
