//! Fewer crossings, fewer lines under boxes: a local search about the layout of least stress.
//!
//! Stress does not see crossings. Each node in turn tries a few places around it and keeps the best
//! by `stress + crossing · crossings + hit · boxes that lines run through`, the heavy lines counting
//! more; a place where its box would overlap another is no place. Reaches shrink from round to round.
//! The search is greedy and looks at nodes in a fixed order, so the same graph gives the same
//! picture, and one that differs by a row a similar one.
//!
//! Invariant: the sum never rises; boxes that did not overlap do not overlap after.

use super::geometry::Point;
use super::local::{Around, Lines, Local};
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
    /// Of all crossings together at the start, in shares of the stress.
    pub(super) share: f64,
    /// Of a line through a foreign box.
    pub(super) hit: f64,
    /// Of a heavy line through a foreign box.
    pub(super) heavy_hit: f64,
}

/// How far a node may look, in steps between neighbours, round by round.
const REACHES: [f64; 8] = [1.6, 0.8, 0.4, 1.2, 0.6, 0.3, 0.2, 0.1];

/// How many times the price of a crossing grows at most, in a graph like a tree.
const TREE: f64 = 10.0;

/// The most pairs looked at for exchanging nodes two by two; larger parts go without.
const SWAPPED: usize = 4_000_000;

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
    let mut around = Around::default();
    for reach in REACHES.iter().cycle().take(rounds) {
        // Boxes and page have pushed points about: what counts is the scale that suits them now.
        let search = &Search { unit: step_at_best(search.wanted, points), ..*search };
        for node in 0..*nodes {
            around.fill(search, (node, &of_node[node]), points);
            let local = Local { search, around: &around };
            points[node] = local.better(points, node, reach * search.unit);
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
        let treelike = treelike(self.boxes.sizes.len(), self.edges.len()).min(TREE);
        let crossing =
            (self.price.share * stress / (crossings + 1.0)).min(self.price.crossing * treelike);
        Price { crossing, ..self.price }
    }
}

/// How many nodes there are for each way round in a graph: many in something like a tree, whose few
/// crossings could all be spared.
pub(super) fn treelike(nodes: usize, lines: usize) -> f64 {
    let rounds = (lines as f64 - nodes as f64 + 1.0).max(1.0);
    (nodes as f64 / rounds).max(1.0)
}

/// Exchanges nodes two by two where that helps.
fn swap(search: &Search, of_node: &[Vec<u32>], points: &mut [Point]) {
    let mut around = Around::default();
    let mut bare = |node: usize, points: &[Point], limit: f64| {
        around.fill(search, (node, &of_node[node]), points);
        Local { search, around: &around }.bare(points[node], limit)
    };
    // What each costs where it stands, as long as nothing has moved since.
    let mut known: Vec<Option<f64>> = vec![None; points.len()];
    for a in 0..points.len() {
        for b in a + 1..points.len() {
            let [of_a, of_b] =
                [a, b].map(|n| *known[n].get_or_insert_with(|| bare(n, points, f64::INFINITY)));
            let before = of_a + of_b - 1e-9;
            points.swap(a, b);
            let better = search.boxes.apart(points, [a, b]) && {
                let now = bare(a, points, before);
                now < before && now + bare(b, points, before - now) < before
            };
            if better {
                known.iter_mut().for_each(|k| *k = None);
            } else {
                points.swap(a, b);
            }
        }
    }
}

/// The stress at the scale that suits the points best.
pub(super) fn stress_at_best(wanted: &Wanted, points: &[Point]) -> f64 {
    let (pairs, sum, squares) = shares(wanted, points);
    // Of points that lie as wanted it is nothing, and the difference may round to less.
    if squares > 0.0 { (pairs - sum * sum / squares).max(0.0) } else { 0.0 }
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

pub(super) fn crossings(edges: &[Edge], points: &[Point]) -> usize {
    let mut lines = Lines::default();
    let mut count = 0;
    for edge in edges {
        let ends = (points[edge.a as usize], points[edge.b as usize]);
        count += lines.crossed(ends) as usize;
        lines.push(ends);
    }
    count
}

fn incident(edges: &[Edge], nodes: usize) -> Vec<Vec<u32>> {
    let mut of_node = vec![Vec::new(); nodes];
    for (n, edge) in edges.iter().enumerate() {
        of_node[edge.a as usize].push(n as u32);
        of_node[edge.b as usize].push(n as u32);
    }
    of_node
}
