//! Fewer crossings, fewer lines under boxes: a local search about the layout of least stress.
//!
//! Stress does not see crossings. Each node in turn tries a few places around it and keeps the best
//! by `stress + crossing · crossings + hit · boxes that lines run through`, the heavy lines counting
//! more; a place where its box would overlap another is no place. Reaches shrink from round to round.
//! The search is greedy and looks at nodes in a fixed order, so the same graph gives the same
//! picture, and one that differs by a row a similar one.
//!
//! Invariant: the sum never rises; boxes that did not overlap do not overlap after.

use super::geometry::{Point, cross};
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
    /// Of a crossing, at most.
    pub(super) crossing: f64,
    /// Of a line through a foreign box.
    pub(super) hit: f64,
    /// Of a heavy line through a foreign box.
    pub(super) heavy_hit: f64,
}

/// How far a node may look, in steps between neighbours, round by round.
const REACHES: [f64; 8] = [1.6, 0.8, 0.4, 1.2, 0.6, 0.3, 0.2, 0.1];

/// What all crossings together are worth at the start, in shares of the stress.
const SHARE: f64 = 0.35;

/// How much more a crossing costs where nodes are exchanged two by two.
const SWAP: f64 = 2.0;

/// How many times the price of a crossing grows at most, in a graph like a tree.
const TREE: f64 = 10.0;

/// The most pairs looked at for exchanging nodes two by two; larger parts go without.
const SWAPPED: usize = 4_000_000;

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
    let Wanted::Full { nodes, .. } = search.wanted else {
        return;
    };
    let of_node = incident(search.edges, *nodes);
    let priced = search.priced(points);
    let search = &Search { price: priced, ..*search };
    let looked = 2 * nodes * nodes * nodes + 4 * nodes * search.edges.len() * search.edges.len();
    if looked <= SWAPPED {
        swap(search, &of_node, points);
    }
    for reach in REACHES.iter().cycle().take(rounds) {
        // Boxes and page have pushed points about: what counts is the scale that suits them now.
        let search = &Search { unit: step_at_best(search.wanted, points), ..*search };
        for node in 0..*nodes {
            Local::new(search, &of_node, node).improve(points, reach * search.unit);
        }
    }
}

/// What a picture costs as a whole: stress and crossings count alike, by proportion.
pub(super) fn judged(edges: &[Edge], wanted: &Wanted, points: &[Point]) -> f64 {
    let crossings = crossings(edges, points) as f64 + 1.0;
    stress_at_best(wanted, points) * crossings.sqrt()
}

impl Search<'_> {
    /// With a price at which all crossings together are worth a share of the stress: a thicket has
    /// thousands, none of which matters as much as the one in a tree.
    fn priced(&self, points: &[Point]) -> Price {
        let (stress, crossings) = (stress(self, points), crossings(self.edges, points) as f64);
        let crossing =
            (SHARE * stress / (crossings + 1.0)).min(self.price.crossing * self.treelike());
        Price { crossing, ..self.price }
    }

    /// How many nodes there are for each way round in the graph: many in something like a tree, whose
    /// few crossings could all be spared.
    fn treelike(&self) -> f64 {
        let nodes = self.boxes.sizes.len() as f64;
        let rounds = (self.edges.len() as f64 - nodes + 1.0).max(1.0);
        (nodes / rounds).clamp(1.0, TREE)
    }
}

/// Exchanges nodes two by two where that helps.
fn swap(search: &Search, of_node: &[Vec<u32>], points: &mut [Point]) {
    let local = |node: usize| Local::new(search, of_node, node);
    for a in 0..points.len() {
        for b in a + 1..points.len() {
            let before = local(a).bare(points) + local(b).bare(points);
            points.swap(a, b);
            let better = search.boxes.apart(points, [a, b])
                && local(a).bare(points) + local(b).bare(points) < before - 1e-9;
            if !better {
                points.swap(a, b);
            }
        }
    }
}

/// The stress at the scale that suits the points best.
fn stress_at_best(wanted: &Wanted, points: &[Point]) -> f64 {
    let (pairs, sum, squares) = shares(wanted, points);
    if squares > 0.0 { pairs - sum * sum / squares } else { 0.0 }
}

/// The step between neighbours at which the stress is least.
fn step_at_best(wanted: &Wanted, points: &[Point]) -> f64 {
    let (_, sum, squares) = shares(wanted, points);
    if sum > 0.0 { squares / sum } else { 1.0 }
}

/// The number of pairs, the sum of their distances in those wanted, and of the squares of these.
fn shares(wanted: &Wanted, points: &[Point]) -> (f64, f64, f64) {
    let (mut pairs, mut sum, mut squares) = (0.0, 0.0, 0.0);
    wanted.each(&wanted.order(), |pair| {
        let length = points[pair.a as usize].distance(points[pair.b as usize]);
        let share = length / f64::from(pair.distance);
        pairs += 1.0;
        sum += share;
        squares += share * share;
    });
    (pairs, sum, squares)
}

fn stress(search: &Search, points: &[Point]) -> f64 {
    let mut stress = 0.0;
    search.wanted.each(&search.wanted.order(), |pair| {
        let length = points[pair.a as usize].distance(points[pair.b as usize]);
        let off = length / search.unit / f64::from(pair.distance) - 1.0;
        stress += off * off;
    });
    stress
}

fn crossings(edges: &[Edge], points: &[Point]) -> usize {
    let at = |node: u32| points[node as usize];
    let of = |(n, e): (usize, &Edge)| {
        let crosses = |f: &&Edge| {
            let apart = e.a != f.a && e.a != f.b && e.b != f.a && e.b != f.b;
            apart && cross(at(e.a), at(e.b), at(f.a), at(f.b))
        };
        edges[n + 1..].iter().filter(crosses).count()
    };
    edges.iter().enumerate().map(of).sum()
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

impl<'a> Local<'a> {
    fn new(search: &'a Search<'a>, of_node: &'a [Vec<u32>], node: usize) -> Local<'a> {
        let distance = match search.wanted {
            Wanted::Full { nodes, distance } => &distance[node * nodes..(node + 1) * nodes],
            Wanted::Sparse { .. } => &[],
        };
        Local { search, node, edges: &of_node[node], distance }
    }

    /// Stress and crossings of the node; crossings cost more here, since a swap is worth its while
    /// only if it undoes some.
    fn bare(&self, points: &[Point]) -> f64 {
        let at = points[self.node];
        let crossings: u32 = self.edges.iter().map(|e| self.crossings(points, at, *e)).sum();
        let price = SWAP * self.search.price.crossing;
        self.stress(points, at) + price * f64::from(crossings)
    }

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
        boxes.is_free(points, self.node, at)
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
