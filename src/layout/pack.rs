//! Parts that do not hang together, side by side: packing of polyominoes (Freivalds, Dogrusoz,
//! Kikusts: "Disconnected Graph Layout and the Polyomino Packing Approach", 2001).
//!
//! Each part covers cells of a coarse grid: those of its boxes and of its lines. The largest comes
//! first; each further one goes to the free place nearest to the middle, on rings that are as wide
//! as a page is, so small parts fill the corners that large ones leave.
//!
//! Invariant: cells of different parts are disjoint, so boxes of different parts never overlap.

use super::geometry::{Point, Rect};

/// The side of a cell.
const CELL: f64 = 16.0;

/// One part: its boxes and the straight lines between their middles.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    /// Its boxes.
    pub(super) boxes: Vec<Rect>,
    /// Ends of its lines.
    pub(super) lines: Vec<(Point, Point)>,
}

/// How far each part is moved; parts come largest first, `width` is what the page allows.
pub(super) fn pack(parts: &[Part], gap: f64, width: f64) -> Vec<Point> {
    let shapes: Vec<Shape> = parts.iter().map(|part| Shape::of(part, gap)).collect();
    let area: usize = shapes.iter().map(|s| s.cells.len()).sum();
    let mut page = Page::new(area, &shapes, width);
    let mut from = 0;
    let mut last = usize::MAX;
    let mut moves = Vec::with_capacity(parts.len());
    for shape in &shapes {
        // A shape of no fewer cells than the last one rarely fits where that did not.
        let first = if shape.cells.len() >= last { from } else { from / 2 };
        last = shape.cells.len();
        let (ring, at) = page.place(shape, first);
        from = ring;
        moves.push(at);
    }
    moves
}

/// The cells a part covers, relative to the cell of its middle.
struct Shape {
    middle: Point,
    cells: Vec<(i32, i32)>,
    /// How far it reaches to either side.
    reach: i32,
}

impl Shape {
    fn of(part: &Part, gap: f64) -> Shape {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        let (mut top, mut bottom) = (f64::INFINITY, f64::NEG_INFINITY);
        for b in &part.boxes {
            low = low.min(b.centre.x - b.half_width);
            high = high.max(b.centre.x + b.half_width);
            top = top.min(b.centre.y - b.half_height);
            bottom = bottom.max(b.centre.y + b.half_height);
        }
        let middle = Point::new((low + high) / 2.0, (top + bottom) / 2.0);
        let mut cells = Vec::new();
        for b in &part.boxes {
            let wide = b.grown(gap / 2.0);
            let cell = |value: f64| (value / CELL).floor() as i32;
            let (x, y) = (wide.centre.x - middle.x, wide.centre.y - middle.y);
            for cx in cell(x - wide.half_width)..=cell(x + wide.half_width) {
                for cy in cell(y - wide.half_height)..=cell(y + wide.half_height) {
                    cells.push((cx, cy));
                }
            }
        }
        for (a, b) in &part.lines {
            let steps = (a.distance(*b) / (CELL / 2.0)).ceil().max(1.0);
            for n in 0..=steps as u32 {
                let p = a.towards(*b, f64::from(n) / steps);
                let (x, y) = ((p.x - middle.x) / CELL, (p.y - middle.y) / CELL);
                // Two cells wide: a slanting line of single cells lets another slip through.
                cells.push((x.floor() as i32, y.floor() as i32));
                cells.push((x.floor() as i32 + 1, y.floor() as i32));
            }
        }
        cells.sort_unstable();
        cells.dedup();
        let reach = cells.iter().map(|c| c.0.abs() + 1).max().unwrap_or(0);
        Shape { middle, cells, reach }
    }
}

/// Which cells are taken.
struct Page {
    half: i32,
    taken: Vec<bool>,
    /// How far a part may reach to either side.
    room: i32,
}

impl Page {
    fn new(area: usize, shapes: &[Shape], width: f64) -> Page {
        let largest = shapes.iter().flat_map(|s| &s.cells).map(|c| c.0.abs().max(c.1.abs())).max();
        let room = if width.is_finite() { (width / 2.0 / CELL).floor() as i32 } else { i32::MAX };
        let mut half = 2 * largest.unwrap_or(0) + 3 * (area as f64).sqrt() as i32 + 8;
        if room < half {
            half += (area as i32) / room.max(1);
        }
        Page { half, taken: vec![false; (2 * half as usize) * (2 * half as usize)], room }
    }

    fn index(&self, (x, y): (i32, i32)) -> Option<usize> {
        let side = 2 * self.half;
        let (x, y) = (x + self.half, y + self.half);
        let inside = (0..side).contains(&x) && (0..side).contains(&y);
        inside.then_some((y * side + x) as usize)
    }

    /// Puts a shape on the nearest free place; on which ring, and how far it is moved.
    fn place(&mut self, shape: &Shape, first: usize) -> (usize, Point) {
        for ring in first as i32..self.half {
            let found = around(ring).find(|at| self.is_free(shape, *at));
            if let Some((x, y)) = found {
                for cell in &shape.cells {
                    if let Some(n) = self.index((cell.0 + x, cell.1 + y)) {
                        self.taken[n] = true;
                    }
                }
                let (x, y) = (f64::from(x) * CELL, f64::from(y) * CELL);
                return (ring as usize, Point::new(x - shape.middle.x, y - shape.middle.y));
            }
        }
        (first, Point::new(-shape.middle.x, -shape.middle.y))
    }

    fn is_free(&self, shape: &Shape, (x, y): (i32, i32)) -> bool {
        if x != 0 && x.abs() + shape.reach > self.room {
            return false;
        }
        shape.cells.iter().all(|c| self.index((c.0 + x, c.1 + y)).is_some_and(|n| !self.taken[n]))
    }
}

/// The cells of a ring four wide by three high, from the middle of each side outwards.
fn around(ring: i32) -> impl Iterator<Item = (i32, i32)> {
    let wide = ring * 4 / 3;
    let sides = (0..=wide).flat_map(move |n| [(n, ring), (n, -ring), (-n, ring), (-n, -ring)]);
    sides.chain((0..ring).flat_map(move |n| [(wide, n), (wide, -n), (-wide, n), (-wide, -n)]))
}
