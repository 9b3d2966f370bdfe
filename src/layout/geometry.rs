//! Points, boxes, and whether lines cross them.
//!
//! Invariant: only `+ - * /` and square roots, so every machine gets the same bits.

/// A place on the page, in pixels, y downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// A box around a centre.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Its middle.
    pub centre: Point,
    /// Half its width.
    pub half_width: f64,
    /// Half its height.
    pub half_height: f64,
}

impl Point {
    /// A point.
    pub fn new(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    /// The point `t` of the way to another.
    pub fn towards(self, other: Point, t: f64) -> Point {
        Point::new(self.x + (other.x - self.x) * t, self.y + (other.y - self.y) * t)
    }

    /// The distance to another.
    pub fn distance(self, other: Point) -> f64 {
        let (dx, dy) = (other.x - self.x, other.y - self.y);
        (dx * dx + dy * dy).sqrt()
    }
}

impl Rect {
    /// A box of a size around a centre.
    pub fn around(centre: Point, (width, height): (f64, f64)) -> Rect {
        Rect { centre, half_width: width / 2.0, half_height: height / 2.0 }
    }

    /// The same box with a margin on all sides.
    pub fn grown(self, margin: f64) -> Rect {
        Rect {
            half_width: self.half_width + margin,
            half_height: self.half_height + margin,
            ..self
        }
    }

    /// The upper left and the lower right corner.
    pub fn corners(&self) -> [Point; 2] {
        let (x, y) = (self.centre.x, self.centre.y);
        [
            Point::new(x - self.half_width, y - self.half_height),
            Point::new(x + self.half_width, y + self.half_height),
        ]
    }

    /// Whether two boxes have area in common.
    pub fn overlaps(&self, other: &Rect) -> bool {
        let dx = (self.centre.x - other.centre.x).abs();
        let dy = (self.centre.y - other.centre.y).abs();
        dx < self.half_width + other.half_width && dy < self.half_height + other.half_height
    }

    /// Whether a straight line passes through the box.
    pub fn hit_by(&self, a: Point, b: Point) -> bool {
        let Some((low, high)) = within(a.x - self.centre.x, b.x - a.x, self.half_width) else {
            return false;
        };
        match within(a.y - self.centre.y, b.y - a.y, self.half_height) {
            Some((from, to)) => low.max(from).max(0.0) < high.min(to).min(1.0),
            None => false,
        }
    }
}

/// For which `t` the value `start + t·step` lies within `±half`.
fn within(start: f64, step: f64, half: f64) -> Option<(f64, f64)> {
    if step == 0.0 {
        return (start.abs() < half).then_some((f64::NEG_INFINITY, f64::INFINITY));
    }
    let (one, two) = ((-half - start) / step, (half - start) / step);
    Some(if one < two { (one, two) } else { (two, one) })
}

/// Whether two straight lines cross in a point inside both.
pub fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let apart = a.x.max(b.x) < c.x.min(d.x)
        || c.x.max(d.x) < a.x.min(b.x)
        || a.y.max(b.y) < c.y.min(d.y)
        || c.y.max(d.y) < a.y.min(b.y);
    !apart && turn(a, b, c) * turn(a, b, d) < 0.0 && turn(c, d, a) * turn(c, d, b) < 0.0
}

/// Positive where `c` lies on one side of the line from `a` to `b`, negative on the other.
fn turn(a: Point, b: Point, c: Point) -> f64 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// To a tenth of a pixel.
pub fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
