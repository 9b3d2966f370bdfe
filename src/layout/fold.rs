//! A long thin part in rows, as a river bends: from left to right, back, and so on downwards.
//!
//! Stress draws a path as a straight line, which on a page is a strip that nobody can read. So a
//! part far longer than a page is bent at its ends of rows: what lies along the strip stays along
//! the row, what lies beside it stays beside it, and no line crosses another for that.
//!
//! Invariant: the end whose node comes first stands first, so a longer path only goes on further.

use super::geometry::Point;
use super::links::Links;

/// How many times as wide as high a page is at most for which the rows are made.
const PAGE: f64 = 2.0;

/// How many times is too much: such a part is a strip.
const STRIP: f64 = 4.0;

/// What a page has above and below the drawing, roughly.
const BESIDE: f64 = 180.0;

/// The room between two rows.
const BETWEEN: f64 = 48.0;

/// Whether something so wide and so high is too long for a page.
pub(super) fn is_strip(wide: f64, high: f64) -> bool {
    wide > STRIP * (high + BESIDE)
}

/// The nodes of a path from end to end, the end with the lower number first; nothing where the graph
/// is none.
pub(super) fn path(links: &Links) -> Option<Vec<u32>> {
    let nodes = links.nodes() as u32;
    let mut ends = (0..nodes).filter(|n| links.of(*n).len() == 1);
    let first = ends.next()?;
    if (0..nodes).any(|n| links.of(n).len() > 2) {
        return None;
    }
    let mut path = vec![first];
    let mut before = first;
    while let Some(next) = links.of(path[path.len() - 1]).iter().find(|n| **n != before) {
        before = path[path.len() - 1];
        path.push(*next);
    }
    Some(path)
}

/// What is to be bent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Strip {
    /// How far its nodes go on along it; a row is so many times as long.
    pub(super) step: f64,
    /// Width and height of its largest box.
    pub(super) largest: (f64, f64),
    /// The width that the rows must keep to; infinite for none.
    pub(super) width: f64,
}

/// Bends a level strip, and puts its middle at the origin.
pub(super) fn fold(points: &mut [Point], strip: Strip) {
    let (left, right) = ends(points, |p| p.x);
    let (top, bottom) = ends(points, |p| p.y);
    // The first of those at the ends decides, whatever way the strip was turned.
    let outer = |p: &Point| p.x - left < strip.step / 2.0 || right - p.x < strip.step / 2.0;
    let backwards = points.iter().find(|p| outer(p)).is_some_and(|p| p.x - left > right - p.x);
    let rows = Rows::of(right - left, bottom - top, strip);
    for p in points.iter_mut() {
        let along = if backwards { right - p.x } else { p.x - left };
        *p = rows.place(along, p.y - (top + bottom) / 2.0);
    }
    let ((left, right), (top, bottom)) = (ends(points, |p| p.x), ends(points, |p| p.y));
    let (x, y) = ((left + right) / 2.0, (top + bottom) / 2.0);
    points.iter_mut().for_each(|p| *p = Point::new(p.x - x, p.y - y));
}

fn ends(points: &[Point], along: fn(&Point) -> f64) -> (f64, f64) {
    let least = points.iter().map(along).fold(f64::INFINITY, f64::min);
    (least, points.iter().map(along).fold(f64::NEG_INFINITY, f64::max))
}

/// The rows, and how long the strip is at the turn from one to the next.
struct Rows {
    length: f64,
    turn: f64,
    apart: f64,
}

impl Rows {
    /// As few rows as are no wider than a page.
    fn of(long: f64, thick: f64, strip: Strip) -> Rows {
        let apart = thick + strip.largest.1 + BETWEEN;
        // The nodes of a path stand at the ends of rows; those of a thicker strip on the turns, too.
        let (turn, swing) =
            if apart > strip.step { (apart, apart + thick) } else { (strip.step, 0.0) };
        let row = |count: usize| {
            let rest = (long - (count - 1) as f64 * turn) / count as f64 / strip.step;
            (rest - 0.01).ceil().max(1.0) * strip.step
        };
        let fits = |count: &usize| {
            let wide = row(*count) + strip.largest.0 + swing;
            wide <= strip.width && wide <= PAGE * (*count as f64 * apart + BESIDE)
        };
        let most = (long / (strip.step + turn)).ceil().max(1.0) as usize;
        let count = (1..=most).find(fits).unwrap_or(most);
        Rows { length: row(count), turn, apart }
    }

    /// Where a point stands that lies so far along the strip and so far beside it.
    fn place(&self, along: f64, beside: f64) -> Point {
        let row = (along / (self.length + self.turn) + 1e-9).floor();
        let on = (along - row * (self.length + self.turn)).max(0.0);
        let goes_back = row % 2.0 == 1.0;
        let beside = if goes_back { -beside } else { beside };
        let (x, y) = if on <= self.length {
            (on, row * self.apart + beside)
        } else {
            // Half a circle about the end of the row, made without angles.
            let share = 2.0 * (on - self.length) / self.turn - 1.0;
            let (out, down) = (1.0 - share.abs(), share);
            let radius = (self.apart / 2.0 - beside) / (out * out + down * down).sqrt();
            (self.length + radius * out, (row + 0.5) * self.apart + radius * down)
        };
        Point::new(if goes_back { self.length - x } else { x }, y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(nodes: usize, edges: &[(u32, u32)]) -> Links {
        Links::new(nodes, edges.iter().copied())
    }

    #[test]
    fn a_path_goes_from_its_lower_end_and_stars_and_rings_are_none() {
        assert_eq!(path(&links(4, &[(3, 0), (0, 2), (2, 1)])), Some(vec![1, 2, 0, 3]));
        assert_eq!(path(&links(4, &[(0, 1), (0, 2), (0, 3)])), None);
        assert_eq!(path(&links(3, &[(0, 1), (1, 2), (2, 0)])), None);
    }

    fn folded(nodes: u32, width: f64) -> Vec<Point> {
        let mut points: Vec<Point> =
            (0..nodes).map(|n| Point::new(f64::from(n) * 100.0, 0.0)).collect();
        fold(&mut points, Strip { step: 100.0, largest: (60.0, 24.0), width });
        points
    }

    #[test]
    fn neighbours_on_a_path_stay_neighbours() {
        let points = folded(40, 500.0);
        assert!(points.windows(2).all(|p| p[0].distance(p[1]) < 100.5), "{points:?}");
        assert!(points.iter().all(|p| p.x.abs() <= 220.5), "{points:?}");
        assert_eq!((points[0].x, points[4].x, points[5].x), (-200.0, 200.0, 200.0));
        assert!(points[5].y > points[4].y && points[6].x < points[5].x);
    }

    #[test]
    fn a_strip_that_lies_the_other_way_starts_with_the_same_end() {
        let mut turned: Vec<Point> = (0..12).map(|n| Point::new(f64::from(-n), 0.0)).collect();
        turned.iter_mut().for_each(|p| p.x *= 100.0);
        fold(&mut turned, Strip { step: 100.0, largest: (60.0, 24.0), width: 500.0 });
        assert_eq!(turned, folded(12, 500.0));
    }
}
