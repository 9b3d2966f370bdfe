//! Boxes by place: which of them a line runs through.
//!
//! Invariant: answers as if every box were tried.

use super::geometry::{Point, Rect};

/// Boxes in the cells of a grid.
pub(super) struct Field<'a> {
    boxes: &'a [Rect],
    cell: f64,
    left: f64,
    top: f64,
    columns: usize,
    rows: usize,
    cells: Vec<Vec<u32>>,
}

impl Field<'_> {
    /// An index of boxes.
    pub(super) fn new(boxes: &[Rect]) -> Field<'_> {
        let (mut left, mut right, mut top, mut bottom) = (0.0f64, 0.0f64, 0.0f64, 0.0f64);
        let mut sides = 0.0;
        for b in boxes {
            left = left.min(b.centre.x - b.half_width);
            right = right.max(b.centre.x + b.half_width);
            top = top.min(b.centre.y - b.half_height);
            bottom = bottom.max(b.centre.y + b.half_height);
            sides += b.half_width + b.half_height;
        }
        let cell = (sides / boxes.len().max(1) as f64).max(16.0);
        let columns = ((right - left) / cell).floor() as usize + 1;
        let rows = ((bottom - top) / cell).floor() as usize + 1;
        let cells = vec![Vec::new(); columns * rows];
        let mut field = Field { boxes, cell, left, top, columns, rows, cells };
        for (n, b) in boxes.iter().enumerate() {
            let (low, high) = (
                Point::new(b.centre.x - b.half_width, b.centre.y - b.half_height),
                Point::new(b.centre.x + b.half_width, b.centre.y + b.half_height),
            );
            for at in field.span(low, high) {
                field.cells[at].push(n as u32);
            }
        }
        field
    }

    /// The cells between two corners.
    fn span(&self, a: Point, b: Point) -> impl Iterator<Item = usize> + use<> {
        let (cell, left, top, columns) = (self.cell, self.left, self.top, self.columns);
        let column = move |x: f64| (((x - left) / cell).floor().max(0.0) as usize).min(columns - 1);
        let last = self.rows - 1;
        let row = move |y: f64| (((y - top) / cell).floor().max(0.0) as usize).min(last);
        let (x0, x1) = (column(a.x.min(b.x)), column(a.x.max(b.x)));
        let (y0, y1) = (row(a.y.min(b.y)), row(a.y.max(b.y)));
        (y0..=y1).flat_map(move |y| (x0..=x1).map(move |x| y * columns + x))
    }

    /// Numbers of the boxes that a chain of straight lines runs through or nearer than `margin`,
    /// each once.
    pub(super) fn along(&self, chain: &[Point], margin: f64) -> Vec<u32> {
        let mut found = Vec::new();
        for ends in chain.windows(2) {
            let pieces = (ends[0].distance(ends[1]) / self.cell).ceil().max(1.0);
            for n in 0..pieces as u32 {
                let a = ends[0].towards(ends[1], f64::from(n) / pieces);
                let b = ends[0].towards(ends[1], f64::from(n + 1) / pieces);
                let low = Point::new(a.x.min(b.x) - margin, a.y.min(b.y) - margin);
                let high = Point::new(a.x.max(b.x) + margin, a.y.max(b.y) + margin);
                for cell in self.span(low, high) {
                    let near = self.cells[cell].iter().copied();
                    found.extend(
                        near.filter(|b2| self.boxes[*b2 as usize].grown(margin).hit_by(a, b)),
                    );
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether a box has area in common with one of these.
    pub(super) fn is_free(&self, rect: &Rect) -> bool {
        let low = Point::new(rect.centre.x - rect.half_width, rect.centre.y - rect.half_height);
        let high = Point::new(rect.centre.x + rect.half_width, rect.centre.y + rect.half_height);
        self.span(low, high)
            .all(|cell| !self.cells[cell].iter().any(|n| self.boxes[*n as usize].overlaps(rect)))
    }
}
