//! A connected part of a graph: its boxes and lines, and how large it is drawn.
//!
//! Invariant: nodes of a part have numbers of their own, in the order of the whole graph.

use super::geometry::{Point, Rect};
use super::overlap::Numbered;
use super::{CLEAR, Graph, pack, random, untangle};

/// How many times the area of the boxes the page has.
const SPARE: f64 = 11.0;

/// The same for large parts where a step would grow longer than [`REACH`] says.
const CROWDED: f64 = 4.0;

/// The most a step between neighbours may be longer than a box is wide, in pixels: so much, and
/// so much more for each tie of an actor, since where lines are dense room helps.
const REACH: (f64, f64) = (60.0, 15.0);

/// How many nodes may have that many rounds, and how many rounds larger parts have: more bring
/// little there (Zheng, Pawar, Goodman see no gain beyond 30).
pub(super) const MANY: (usize, usize) = (300, 14);

/// How many nodes for each way round make something like a tree.
const TREELIKE: f64 = 3.0;

/// A connected part of a graph, with numbers of its own.
#[derive(Default)]
pub(super) struct Part {
    /// What its nodes are called, as numbers.
    pub(super) keys: Vec<u64>,
    /// Width and height of its boxes.
    pub(super) sizes: Vec<(f64, f64)>,
    /// How busy each node is.
    pub(super) weights: Vec<f64>,
    /// Its lines.
    pub(super) edges: Vec<untangle::Edge>,
    /// The heavy lines whose numbers must find room.
    pub(super) numbers: Vec<Numbered>,
}

/// The parts, in the order of the components.
pub(super) fn split(graph: &Graph, heavy: &[bool], components: &[Vec<u32>]) -> Vec<Part> {
    let mut weights = vec![1.0; graph.nodes.len()];
    for edge in &graph.edges {
        let (one, more) = edge.strength;
        weights[edge.a as usize] += f64::from(one) + f64::from(more) / 2.0;
        weights[edge.b as usize] += f64::from(one) + f64::from(more) / 2.0;
    }
    let mut home = vec![(0usize, 0u32); graph.nodes.len()];
    let mut parts: Vec<Part> = Vec::with_capacity(components.len());
    for (n, members) in components.iter().enumerate() {
        let mut part = Part::default();
        for (slot, node) in members.iter().enumerate() {
            home[*node as usize] = (n, slot as u32);
            part.keys.push(random::of_text(&graph.nodes[*node as usize].key));
            part.sizes.push(graph.nodes[*node as usize].size);
            part.weights.push(weights[*node as usize]);
        }
        parts.push(part);
    }
    for (edge, heavy) in graph.edges.iter().zip(heavy).filter(|(e, _)| e.a != e.b) {
        let ((part, a), (_, b)) = (home[edge.a as usize], home[edge.b as usize]);
        parts[part].edges.push(untangle::Edge { a, b, heavy: *heavy });
        let number = edge.label.filter(|_| *heavy).map(|size| Numbered { a, b, size });
        parts[part].numbers.extend(number);
    }
    parts
}

impl Part {
    pub(super) fn treelike(&self) -> bool {
        untangle::treelike(self.keys.len(), self.edges.len()) > TREELIKE
    }

    /// Whether no line is to run under a foreign box.
    pub(super) fn is_clear(&self) -> bool {
        self.treelike() && self.edges.len() <= CLEAR
    }

    /// The longest step at which the boxes keep to a width.
    pub(super) fn room(&self, points: &[Point], along: fn(&Point) -> f64, width: f64) -> f64 {
        let fits = |unit: f64| {
            let end = |(p, s): (&Point, &(f64, f64))| along(p).abs() * unit + s.0 / 2.0;
            points.iter().zip(&self.sizes).map(end).fold(0.0, f64::max) * 2.0 <= width
        };
        longest(4000.0, fits)
    }

    /// The step at which the boxes fill their part of the page.
    pub(super) fn unit(&self, points: &[Point]) -> f64 {
        let (wide, high) = self.mean();
        let area: f64 = self.sizes.iter().map(|s| s.0 * s.1).sum();
        let (across, down) = (extent(points, |p| p.x), extent(points, |p| p.y));
        let filling = |spare: f64| {
            longest(4000.0, |unit| (unit * across + wide) * (unit * down + high) < spare * area)
        };
        let crowded = if self.keys.len() > MANY.0 { filling(CROWDED) } else { 0.0 };
        filling(SPARE).min((wide + self.reach()).max(crowded))
    }

    pub(super) fn reach(&self) -> f64 {
        REACH.0 + REACH.1 * 2.0 * self.edges.len() as f64 / self.keys.len() as f64
    }

    /// The mean width and height of the boxes.
    pub(super) fn mean(&self) -> (f64, f64) {
        let count = self.sizes.len() as f64;
        let wide = self.sizes.iter().map(|s| s.0).sum::<f64>() / count;
        (wide, self.sizes.iter().map(|s| s.1).sum::<f64>() / count)
    }

    pub(super) fn shape(&self, points: &[Point]) -> pack::Part {
        let boxes = points.iter().zip(&self.sizes).map(|(p, s)| Rect::around(*p, *s)).collect();
        let ends = |e: &untangle::Edge| (points[e.a as usize], points[e.b as usize]);
        pack::Part { boxes, lines: self.edges.iter().map(ends).collect() }
    }
}

/// The longest step, up to a limit, that still passes a test.
fn longest(limit: f64, passes: impl Fn(f64) -> bool) -> f64 {
    let (mut least, mut most) = (1.0, limit);
    for _ in 0..40 {
        let unit = (least + most) / 2.0;
        if passes(unit) {
            least = unit;
        } else {
            most = unit;
        }
    }
    least
}

pub(super) fn extent(points: &[Point], along: fn(&Point) -> f64) -> f64 {
    let least = points.iter().map(along).fold(f64::INFINITY, f64::min);
    points.iter().map(along).fold(f64::NEG_INFINITY, f64::max) - least
}
