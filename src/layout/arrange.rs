//! Places of all boxes: each connected part by itself, then the parts side by side.
//!
//! A part goes from least stress in steps ([`super::stress`]) to pixels at a scale at which its
//! boxes would fill their share of the page ([`super::part`]), then through rounds in which overlaps are
//! pushed apart, then through the search for fewer crossings.
//!
//! Invariant: no two boxes overlap, and all keep to the width, if there is one that can hold them.

use super::fold::{self, Strip};
use super::geometry::{Point, Rect};
use super::links::Links;
use super::overlap::{Boxes, settle};
use super::part::{MANY, Part, extent, split};
use super::stress::{Schedule, Wanted, descend};
use super::untangle::{self, Price, Search, untangle};
use super::{CLEAR, Graph, orient, pack, start};

/// The room between two boxes.
const GAP: f64 = 12.0;

/// How much longer than its boxes are wide the line of a pair is: room for a number.
const SHORTEST: f64 = 32.0;

/// The same between two of a path that is folded.
const NUMBER: f64 = 56.0;

/// Where a level picture has less than this share of the step it wants, it may stand upright.
const UPRIGHT: f64 = 0.85;

/// To least stress: the first steps are as long as the graph.
const COARSE: Schedule = Schedule { rounds: 40, from: 1.0, to: 0.05 };

/// Small steps, between which overlaps are parted.
const FINE: Schedule = Schedule { rounds: 40, from: 0.02, to: 0.02 };

/// Half a right angle: cosine and sine.
const HALF: f64 = std::f64::consts::FRAC_1_SQRT_2;

/// Level, upright, askew, level, for parts that start level or upright: cosine and sine.
const TURNS: [(f64, f64); 5] = [(1.0, 0.0), (0.0, 1.0), (HALF, HALF), (HALF, -HALF), (1.0, 0.0)];

/// The most nodes of a part that is tried in several ways to stand.
const TURNED: usize = 60;

/// The most nodes and lines of a part for which other starts are tried.
const SEARCHED_FOR: (usize, usize) = (100, 180);

/// How many other starts are tried, and how many of the best of them are carried to the end.
const SEEDS: u64 = 12;
const KEPT: usize = 3;

/// How much better another start or way must be: an event more or less should not turn the page.
const BETTER: f64 = 0.99;

/// What crossings and boxes in the way cost.
const PRICE: Price = Price { crossing: 0.15, share: 0.35, hit: 0.1, heavy_hit: 2.0 };

/// The same where crossings are dear, which is tried as well in something like a tree.
const DEAR: Price = Price { crossing: 1.5, share: 1.0, ..PRICE };

/// How much more stress than the least a layout may have for its fewer crossings, in a graph that is
/// not like a tree.
const STRAINED: f64 = 1.045;

/// How many rounds that search has at most; a small tree has twice as many.
const ROUNDS: usize = 16;

/// Pairs of lines that the search for crossings may look at in all, so that it stays short.
const SEARCHED: usize = 10_000_000;

/// The same for all layouts of a part together.
const CARRIED: usize = 20_000_000;

/// Places of the boxes of a graph.
pub(super) fn arrange(graph: &Graph, heavy: &[bool], width: f64) -> Vec<Point> {
    let edges = graph.edges.iter().map(|e| (e.a, e.b));
    let components = Links::new(graph.nodes.len(), edges).components();
    let parts = split(graph, heavy, &components);
    let mut step = f64::INFINITY;
    let mut arranged: Vec<Vec<Point>> = Vec::with_capacity(parts.len());
    for part in &parts {
        let (points, unit) = part.arrange(width, step);
        // One scale for all: the largest part sets it.
        step = step.min(unit);
        arranged.push(points);
    }
    let shapes: Vec<pack::Part> =
        parts.iter().zip(&arranged).map(|(part, points)| part.shape(points)).collect();
    let moves = pack::pack(&shapes, GAP, width);
    let mut places = vec![Point::default(); graph.nodes.len()];
    for ((members, points), by) in components.iter().zip(&arranged).zip(&moves) {
        for (node, p) in members.iter().zip(points) {
            places[*node as usize] = Point::new(p.x + by.x, p.y + by.y);
        }
    }
    places
}

/// What a heavy line through a box costs, in shares of the whole.
const DETOUR: f64 = 0.05;

/// A part laid out, and how long its steps are.
#[derive(Clone)]
struct Laid {
    points: Vec<Point>,
    unit: f64,
}

impl Part {
    /// Places of its boxes with steps of at most a length, and the steps' length.
    fn arrange(&self, width: f64, step: f64) -> (Vec<Point>, f64) {
        if self.keys.len() == 1 {
            return (vec![Point::default()], f64::INFINITY);
        }
        let links = Links::new(self.keys.len(), self.edges.iter().map(|e| (e.a, e.b)));
        if let Some(path) = self.path(&links, (width, step)) {
            return path;
        }
        let (wanted, from_pivots) = Wanted::of(&links);
        let starts = self.starts(&wanted, &from_pivots);
        let unit = self.unit(&starts[0]).min(step);
        if !self.is_too_long(&starts[0], (unit, width)) {
            return self.laid(&wanted, &starts, (&self.boxes(&links, width), step));
        }
        let boxes = self.boxes(&links, f64::INFINITY);
        let (mut points, unit) = self.laid(&wanted, &starts, (&boxes, step));
        self.fold(&mut points, (&self.boxes(&links, width), unit));
        (points, unit)
    }

    /// Whether a part that lies level with such steps is a strip that the page cannot hold.
    fn is_too_long(&self, points: &[Point], (unit, width): (f64, f64)) -> bool {
        let (wide, high) = self.mean();
        let across = extent(points, |p| p.x) * unit + wide;
        let is_whole = width.is_finite() && across <= width;
        !is_whole && fold::is_strip(across, extent(points, |p| p.y) * unit + high)
    }

    /// A path that is too long for a page or its width, in rows of steps as short as names and
    /// numbers let them be.
    fn path(&self, links: &Links, (width, step): (f64, f64)) -> Option<(Vec<Point>, f64)> {
        let order = fold::path(links)?;
        let mut points = vec![Point::default(); order.len()];
        order.iter().enumerate().for_each(|(n, node)| points[*node as usize].x = n as f64);
        let unit = self.unit(&points).min(step);
        let across = (order.len() - 1) as f64 * unit + self.mean().0;
        if across <= width && !self.is_too_long(&points, (unit, width)) {
            return None;
        }
        let wide = |node: u32| self.sizes[node as usize].0;
        let need = |pair: &[u32]| (wide(pair[0]) + wide(pair[1])) / 2.0 + NUMBER;
        let short = order.windows(2).map(need).fold(0.0, f64::max);
        points.iter_mut().for_each(|p| p.x *= short);
        self.fold(&mut points, (&self.boxes(links, width), short));
        Some((points, unit))
    }

    /// Bends a level strip, and parts the boxes that meet where it bends.
    fn fold(&self, points: &mut [Point], (boxes, step): (&Boxes, f64)) {
        let largest =
            self.sizes.iter().fold((0.0, 0.0), |l: (f64, f64), s| (l.0.max(s.0), l.1.max(s.1)));
        fold::fold(points, Strip { step, largest, width: boxes.width });
        boxes.spread(points, 200);
        settle(boxes, points);
    }

    fn boxes(&self, links: &Links, width: f64) -> Boxes {
        // By neighbours, not by counts: an event more or less would else move boxes that stand firm.
        let weights = (0..self.keys.len() as u32).map(|n| 1.0 + links.of(n).len() as f64).collect();
        let (sizes, numbers) = (self.sizes.clone(), self.numbers.clone());
        Boxes { sizes, weights, gap: GAP, width, numbers }
    }

    /// The best of the layouts from several starts, and how long its steps are.
    fn laid(
        &self,
        wanted: &Wanted,
        starts: &[Vec<Point>],
        (boxes, step): (&Boxes, f64),
    ) -> (Vec<Point>, f64) {
        let width = boxes.width;
        let least = if self.keys.len() == 2 { self.mean().0 + SHORTEST } else { 0.0 };
        let mut laid: Vec<Laid> = Vec::new();
        for points in starts {
            let wish = self.unit(points).min(step.max(least));
            for turn in self.turns(points, (wish, width)) {
                let turned: Vec<Point> = points.iter().map(|p| turn_by(*p, *turn)).collect();
                let unit = wish.min(self.room(&turned, |p| p.x, width));
                laid.push(Laid { points: self.place(turned, (wanted, boxes), unit), unit });
            }
        }
        self.promising(wanted, &mut laid);
        self.untangled((wanted, boxes), &mut laid);
        self.best(wanted, laid)
    }

    /// Fewer crossings in each; in something like a tree also a second of each, in which they are dear.
    fn untangled(&self, (wanted, boxes): (&Wanted, &Boxes), laid: &mut Vec<Laid>) {
        let hit = if self.is_clear() { PRICE.heavy_hit } else { PRICE.hit };
        let search = |unit, price: Price| Search {
            price: Price { hit, ..price },
            edges: &self.edges,
            boxes,
            wanted,
            unit,
        };
        let before: Vec<Laid> =
            if laid.len() > 1 && self.treelike() { laid.clone() } else { vec![] };
        for laid in laid.iter_mut() {
            untangle(&search(laid.unit, PRICE), &mut laid.points, self.rounds());
        }
        for (n, mut second) in before.into_iter().enumerate() {
            if untangle::crossings(&self.edges, &laid[n].points) > 0 {
                untangle(&search(second.unit, DEAR), &mut second.points, self.rounds());
                laid.push(second);
            }
        }
    }

    /// Keeps the first, and the best of the others, as many as there is time for.
    fn promising(&self, wanted: &Wanted, laid: &mut Vec<Laid>) {
        let many = CARRIED / (self.rounds().max(1) * self.looked());
        if laid.len() <= many {
            return;
        }
        let cost = |laid: &Laid| self.judged(wanted, &laid.points);
        let first = laid.remove(0);
        laid.sort_by_cached_key(|laid| cost(laid).to_bits());
        laid.truncate(many.max(1) - 1);
        laid.insert(0, first);
    }

    /// What a layout costs: stress and crossings, heavy lines that would have to go round boxes, and
    /// the size of the page.
    fn judged(&self, wanted: &Wanted, points: &[Point]) -> f64 {
        let (wide, high) = self.mean();
        let page = (extent(points, |p| p.x) + wide) * (extent(points, |p| p.y) + high);
        let rects: Vec<Rect> =
            points.iter().zip(&self.sizes).map(|(p, s)| Rect::around(*p, *s)).collect();
        let hit = |e: &untangle::Edge| {
            let (a, b) = (points[e.a as usize], points[e.b as usize]);
            let foreign = |n: &(usize, &Rect)| n.0 != e.a as usize && n.0 != e.b as usize;
            rects.iter().enumerate().filter(foreign).filter(|(_, r)| r.hit_by(a, b)).count()
        };
        let hits: usize = self.edges.iter().filter(|e| e.heavy).map(hit).sum();
        let cost = untangle::judged(&self.edges, wanted, points) * (1.0 + DETOUR * hits as f64);
        cost * page.sqrt().sqrt().sqrt().sqrt()
    }

    /// The first, or one that is better, of those without too much stress; and how long its steps are.
    fn best(&self, wanted: &Wanted, mut laid: Vec<Laid>) -> (Vec<Point>, f64) {
        if laid.len() > 1 && !self.treelike() {
            let stress = |laid: &Laid| untangle::stress_at_best(wanted, &laid.points);
            let least = laid.iter().map(stress).fold(f64::INFINITY, f64::min);
            laid.retain(|laid| stress(laid) <= STRAINED * least);
        }
        let mut best: Option<(f64, Laid)> = None;
        let many = laid.len() > 1;
        for laid in laid {
            let cost = if many { self.judged(wanted, &laid.points) } else { 0.0 };
            if best.as_ref().is_none_or(|(least, _)| cost < BETTER * least) {
                best = Some((cost, laid));
            }
        }
        best.map(|(_, laid)| (laid.points, laid.unit)).unwrap_or_default()
    }

    /// Layouts of little stress: one that moves little from change to change, and others that may be
    /// better.
    fn starts(&self, wanted: &Wanted, from_pivots: &[Vec<f64>]) -> Vec<Vec<Point>> {
        let settled = |mut points: Vec<Point>| {
            descend(wanted, &mut points, (self.shortened(COARSE), 1.0), |_| {});
            orient::level(&mut points, &self.weights, &self.keys);
            points
        };
        let first = settled(start::positions(from_pivots, &self.keys));
        let cost = |points: &[Point]| untangle::judged(&self.edges, wanted, points);
        if self.keys.len() > SEARCHED_FOR.0 || self.edges.len() > SEARCHED_FOR.1 {
            return vec![first];
        }
        let least = cost(&first);
        let scattered = |seed| settled(start::scattered(&self.keys, seed));
        let others = (1..=SEEDS).map(scattered).map(|points| (cost(&points), points));
        let mut others: Vec<(f64, Vec<Point>)> = others.filter(|(cost, _)| *cost < least).collect();
        others.sort_by(|a, b| a.0.total_cmp(&b.0));
        others.truncate(KEPT);
        std::iter::once(first).chain(others.into_iter().map(|(_, points)| points)).collect()
    }

    /// Which ways to stand are tried: level; on a page too narrow for that upright, and if the part
    /// is small, askew as well.
    fn turns(&self, points: &[Point], (wish, width): (f64, f64)) -> &'static [(f64, f64)] {
        let (level, upright) =
            (self.room(points, |p| p.x, width), self.room(points, |p| p.y, width));
        if level >= UPRIGHT * wish {
            return &TURNS[..1];
        }
        match (self.keys.len() <= TURNED, upright > level) {
            (true, true) => &TURNS[1..],
            (true, false) => &TURNS[..4],
            (false, true) => &TURNS[1..2],
            (false, false) => &TURNS[..1],
        }
    }

    /// Places in pixels from places in steps.
    fn place(
        &self,
        mut points: Vec<Point>,
        (wanted, boxes): (&Wanted, &Boxes),
        unit: f64,
    ) -> Vec<Point> {
        points.iter_mut().for_each(|p| *p = Point::new(p.x * unit, p.y * unit));
        descend(wanted, &mut points, (self.shortened(FINE), unit), |points| {
            boxes.spread(points, 4);
        });
        boxes.spread(&mut points, if self.keys.len() <= MANY.0 { 200 } else { 20 });
        boxes.grow(&mut points);
        settle(boxes, &mut points);
        points
    }

    fn shortened(&self, schedule: Schedule) -> Schedule {
        if self.keys.len() <= MANY.0 { schedule } else { Schedule { rounds: MANY.1, ..schedule } }
    }

    /// How many rounds of the search for crossings the part is small enough for.
    fn rounds(&self) -> usize {
        let is_small = self.is_clear() && self.edges.len() <= CLEAR / 2;
        (SEARCHED / self.looked()).min(if is_small { 2 * ROUNDS } else { ROUNDS })
    }

    /// How many pairs of lines one round looks at.
    fn looked(&self) -> usize {
        26 * self.edges.len() * self.edges.len() + 1
    }
}

/// A point turned about the origin.
fn turn_by(p: Point, (cos, sin): (f64, f64)) -> Point {
    Point::new(p.x * cos - p.y * sin, p.x * sin + p.y * cos)
}
