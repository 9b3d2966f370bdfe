//! Round the boxes: A* (Hart, Nilsson, Raphael 1968) on a grid, then straight wherever the view is
//! free.
//!
//! Invariant: the way found passes under no foreign box.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::geometry::{Point, Rect};
use super::route::{Job, extent};

/// The side of a cell: half the room between two boxes.
const CELL: f64 = 4.0;

/// How far outside of all boxes a way may lead.
const OUTSIDE: f64 = 14.0;

/// How far about its ends a line that is none of the heaviest looks for a way first.
const NEAR: f64 = 120.0;

/// The most cells searched; a larger page has no detours.
const LARGEST: usize = 6_000_000;

/// What a step costs: straight, diagonal.
const STEP: [u32; 2] = [10, 14];

/// The corners of a way between two boxes, or nothing where none is found.
pub(super) fn around(boxes: &[Rect], job: &Job, room: f64) -> Option<Vec<Point>> {
    let (from, to) = (boxes[job.a as usize].centre, boxes[job.b as usize].centre);
    let foreign: Vec<Rect> = boxes
        .iter()
        .enumerate()
        .filter(|(n, _)| *n != job.a as usize && *n != job.b as usize)
        .map(|(_, b)| b.grown(room))
        .collect();
    let page = grown(extent(boxes), OUTSIDE);
    let way = |area| Grid::new(area, &foreign)?.way(from, to);
    let near =
        || way(within(page, grown(extent(&[boxes[job.a as usize], boxes[job.b as usize]]), NEAR)));
    let mut corners = if job.heavy { None } else { near() }.or_else(|| way(page))?;
    corners[0] = from;
    *corners.last_mut()? = to;
    Some(straightened(&corners, &foreign))
}

fn grown([low, high]: [Point; 2], by: f64) -> [Point; 2] {
    [Point::new(low.x - by, low.y - by), Point::new(high.x + by, high.y + by)]
}

/// What two areas that overlap have in common.
fn within([low, high]: [Point; 2], [from, to]: [Point; 2]) -> [Point; 2] {
    let low = Point::new(low.x.max(from.x), low.y.max(from.y));
    [low, Point::new(high.x.min(to.x), high.y.min(to.y))]
}

/// The same way with as few corners as the view allows.
fn straightened(corners: &[Point], foreign: &[Rect]) -> Vec<Point> {
    let mut kept = vec![corners[0]];
    let mut at = 0;
    while at + 1 < corners.len() {
        let open = |n: &usize| !foreign.iter().any(|b| b.hit_by(corners[at], corners[*n]));
        let next = (at + 1..corners.len()).rev().find(open).unwrap_or(at + 1);
        kept.push(corners[next]);
        at = next;
    }
    kept
}

struct Grid {
    left: f64,
    top: f64,
    columns: usize,
    rows: usize,
    blocked: Vec<bool>,
}

impl Grid {
    fn new([low, high]: [Point; 2], foreign: &[Rect]) -> Option<Grid> {
        let (left, top, right, bottom) = (low.x, low.y, high.x, high.y);
        let columns = ((right - left) / CELL).ceil() as usize + 1;
        let rows = ((bottom - top) / CELL).ceil() as usize + 1;
        if columns * rows > LARGEST {
            return None;
        }
        let mut grid = Grid { left, top, columns, rows, blocked: vec![false; columns * rows] };
        foreign.iter().for_each(|b| grid.block(b));
        Some(grid)
    }

    fn way(&self, from: Point, to: Point) -> Option<Vec<Point>> {
        let cells = self.search(self.cell_of(from), self.cell_of(to))?;
        Some(cells.iter().map(|c| self.middle(*c)).collect())
    }

    fn block(&mut self, b: &Rect) {
        let low = self.cell_of(Point::new(b.centre.x - b.half_width, b.centre.y - b.half_height));
        let high = self.cell_of(Point::new(b.centre.x + b.half_width, b.centre.y + b.half_height));
        for row in low / self.columns..=high / self.columns {
            for column in low % self.columns..=high % self.columns {
                let cell = row * self.columns + column;
                let middle = self.middle(cell);
                let near = Rect { half_width: 0.5, half_height: 0.5, centre: middle };
                self.blocked[cell] |= b.overlaps(&near);
            }
        }
    }

    fn cell_of(&self, p: Point) -> usize {
        let column = (((p.x - self.left) / CELL).max(0.0) as usize).min(self.columns - 1);
        let row = (((p.y - self.top) / CELL).max(0.0) as usize).min(self.rows - 1);
        row * self.columns + column
    }

    fn middle(&self, cell: usize) -> Point {
        let (column, row) = ((cell % self.columns) as f64, (cell / self.columns) as f64);
        Point::new(self.left + (column + 0.5) * CELL, self.top + (row + 0.5) * CELL)
    }

    /// The least any way can cost.
    fn at_least(&self, from: usize, to: usize) -> u32 {
        let dx = (from % self.columns).abs_diff(to % self.columns) as u32;
        let dy = (from / self.columns).abs_diff(to / self.columns) as u32;
        STEP[0] * dx.max(dy) + (STEP[1] - STEP[0]) * dx.min(dy)
    }

    fn search(&self, from: usize, to: usize) -> Option<Vec<usize>> {
        let mut cost = vec![u32::MAX; self.blocked.len()];
        let mut before = vec![u32::MAX; self.blocked.len()];
        let mut open = BinaryHeap::from([Reverse((self.at_least(from, to), from))]);
        cost[from] = 0;
        while let Some(Reverse((expected, cell))) = open.pop() {
            if cell == to {
                return Some(self.trace(&before, to));
            }
            if expected > cost[cell].saturating_add(self.at_least(cell, to)) {
                continue;
            }
            for (next, step) in self.next(cell) {
                let total = cost[cell] + step;
                if !self.blocked[next] && total < cost[next] {
                    cost[next] = total;
                    before[next] = cell as u32;
                    open.push(Reverse((total + self.at_least(next, to), next)));
                }
            }
        }
        None
    }

    /// The neighbours of a cell and what the step there costs.
    fn next(&self, cell: usize) -> impl Iterator<Item = (usize, u32)> {
        let (column, row) = ((cell % self.columns) as i64, (cell / self.columns) as i64);
        let (columns, rows) = (self.columns as i64, self.rows as i64);
        (-1..=1).flat_map(move |dy: i64| (-1..=1).map(move |dx: i64| (dx, dy))).filter_map(
            move |(dx, dy)| {
                let (x, y) = (column + dx, row + dy);
                let inside =
                    (dx, dy) != (0, 0) && (0..columns).contains(&x) && (0..rows).contains(&y);
                let step = STEP[usize::from(dx != 0 && dy != 0)];
                inside.then_some(((y * columns + x) as usize, step))
            },
        )
    }

    fn trace(&self, before: &[u32], to: usize) -> Vec<usize> {
        let mut way = vec![to];
        let mut at = to;
        while before[at] != u32::MAX {
            at = before[at] as usize;
            way.push(at);
        }
        way.reverse();
        way
    }
}
