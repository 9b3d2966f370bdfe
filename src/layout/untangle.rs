//! Fewer crossings, fewer lines under boxes: a local search about the layout of least stress.
//!
//! Stress does not see crossings. Each node in turn tries a few places around it and keeps the best
//! by `stress + crossing · crossings + hit · boxes that lines run through`, the heavy lines counting
//! more; a place where its box would overlap another is no place. Reaches shrink from round to round.
//! The search is greedy and looks at nodes in a fixed order, so the same graph gives the same
//! picture, and one that differs by a row a similar one.
//!
//! Invariant: the sum never rises; boxes that did not overlap do not overlap after.

use super::geometry::{Point, Rect, cross};
use super::overlap::Boxes;
use super::stress::Wanted;

/// A line of the graph being untangled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    /// One end.
    pub(super) a: u32,
    /// The other.
    pub(super) b: u32,
    /// Whether it is one of the heaviest, which should run free.
    pub(super) heavy: bool,
}

/// What is weighed against what, in units of the stress of one pair at distance 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Price {
    /// Of a crossing.
    pub(super) crossing: f64,
    /// Of a line through a foreign box.
    pub(super) hit: f64,
    /// Of a heavy line through a foreign box.
    pub(super) heavy_hit: f64,
}

/// How far a node may look, in steps between neighbours, round by round.
const REACHES: [f64; 8] = [1.6, 0.8, 0.4, 1.2, 0.6, 0.3, 0.2, 0.1];

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

/// What the search looks at.
pub(super) struct Search<'a> {
    /// The lines.
    pub(super) edges: &'a [Edge],
    /// The boxes.
    pub(super) boxes: &'a Boxes,
    /// The distances wanted.
    pub(super) wanted: &'a Wanted,
    /// A step between neighbours, in pixels.
    pub(super) unit: f64,
    /// What counts how much.
    pub(super) price: Price,
}

/// Moves nodes to better places; `rounds` at most as many as there are reaches.
pub(super) fn untangle(search: &Search, points: &mut [Point], rounds: usize) {
    let Wanted::Full { nodes, distance } = search.wanted else {
        return;
    };
    let of_node = incident(search.edges, *nodes);
    for reach in REACHES.iter().cycle().take(rounds) {
        for node in 0..*nodes {
            let local = Local {
                search,
                node,
                edges: &of_node[node],
                distance: &distance[node * nodes..(node + 1) * nodes],
            };
            local.improve(points, reach * search.unit);
        }
    }
}

fn incident(edges: &[Edge], nodes: usize) -> Vec<Vec<u32>> {
    let mut of_node = vec![Vec::new(); nodes];
    for (n, edge) in edges.iter().enumerate() {
        of_node[edge.a as usize].push(n as u32);
        of_node[edge.b as usize].push(n as u32);
    }
    of_node
}

/// One node and what depends on where it stands.
struct Local<'a> {
    search: &'a Search<'a>,
    node: usize,
    edges: &'a [u32],
    distance: &'a [f32],
}

impl Local<'_> {
    fn improve(&self, points: &mut [Point], reach: f64) {
        let here = points[self.node];
        let mut best = (self.cost(points, here, f64::INFINITY), here);
        for (x, y) in CLOCK {
            let there = Point::new(here.x + reach * x, here.y + reach * y);
            if !self.fits(points, there) {
                continue;
            }
            let cost = self.cost(points, there, best.0);
            if cost < best.0 - 1e-9 {
                best = (cost, there);
            }
        }
        points[self.node] = best.1;
    }

    fn fits(&self, points: &[Point], at: Point) -> bool {
        let boxes = self.search.boxes;
        let size = boxes.sizes[self.node];
        if at.x.abs() > (boxes.width - size.0) / 2.0 {
            return false;
        }
        let wide = Rect::around(at, size).grown(boxes.gap - 0.01);
        (0..points.len()).all(|n| n == self.node || !boxes.rect(n, points[n]).overlaps(&wide))
    }

    /// What it costs to stand there; may stop at `limit`.
    fn cost(&self, points: &[Point], at: Point, limit: f64) -> f64 {
        let price = &self.search.price;
        let mut cost = self.stress(points, at);
        for edge in self.edges {
            if cost >= limit {
                return cost;
            }
            cost += price.crossing * f64::from(self.crossings(points, at, *edge));
            cost += self.own_hits(points, at, *edge);
        }
        if cost >= limit { cost } else { cost + self.foreign_hits(points, at) }
    }

    fn stress(&self, points: &[Point], at: Point) -> f64 {
        let unit = self.search.unit;
        let term = |(n, wanted): (usize, &f32)| {
            if n == self.node {
                return 0.0;
            }
            let off = at.distance(points[n]) / unit / f64::from(*wanted) - 1.0;
            off * off
        };
        self.distance.iter().enumerate().map(term).sum()
    }

    fn other_end(&self, edge: u32) -> usize {
        let Edge { a, b, .. } = self.search.edges[edge as usize];
        if a as usize == self.node { b as usize } else { a as usize }
    }

    /// Lines crossed by one of the node's own.
    fn crossings(&self, points: &[Point], at: Point, own: u32) -> u32 {
        let other = self.other_end(own);
        let end = points[other];
        let foreign = |e: &&Edge| {
            let ends = [e.a as usize, e.b as usize];
            !ends.contains(&self.node) && !ends.contains(&other)
        };
        let crosses = |e: &&Edge| cross(at, end, points[e.a as usize], points[e.b as usize]);
        self.search.edges.iter().filter(crosses).filter(foreign).count() as u32
    }

    fn price(&self, edge: &Edge) -> f64 {
        if edge.heavy { self.search.price.heavy_hit } else { self.search.price.hit }
    }

    /// Boxes that one of the node's own lines runs through.
    fn own_hits(&self, points: &[Point], at: Point, own: u32) -> f64 {
        let other = self.other_end(own);
        let hit = |n: &usize| {
            *n != self.node
                && *n != other
                && self.search.boxes.rect(*n, points[*n]).grown(3.0).hit_by(at, points[other])
        };
        let hits = (0..points.len()).filter(hit).count() as f64;
        hits * self.price(&self.search.edges[own as usize])
    }

    /// Foreign lines that run through the node's box.
    fn foreign_hits(&self, points: &[Point], at: Point) -> f64 {
        let rect = self.search.boxes.rect(self.node, at).grown(3.0);
        let through = |e: &&Edge| {
            let (a, b) = (e.a as usize, e.b as usize);
            a != self.node && b != self.node && rect.hit_by(points[a], points[b])
        };
        self.search.edges.iter().filter(through).map(|e| self.price(e)).sum()
    }
}
