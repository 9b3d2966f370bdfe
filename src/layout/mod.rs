//! Where the boxes of a graph stand, how its lines run, where the numbers on them lie.
//!
//! | step | file | after |
//! |---|---|---|
//! | what hangs together, how far apart | `links`, `part`, `lengths` | breadth-first search, Dijkstra 1959 |
//! | start | `start` | PivotMDS, Brandes and Pich 2007 |
//! | distances like those of the graph | `stress` | Zheng, Pawar, Goodman 2018; sparse: Ortmann, Klimenta, Brandes 2016 |
//! | which way up | `orient` | principal axis |
//! | no box on another | `overlap` | projection in each round |
//! | fewer crossings | `untangle`, `local` | local search |
//! | strips in rows | `fold` | |
//! | parts side by side | `pack` | Freivalds, Dogrusoz, Kikusts 2001 |
//! | curves and ways round boxes | `route`, `detour` | A*: Hart, Nilsson, Raphael 1968 |
//! | numbers | `spots` | |
//!
//! ```
//! use annals::layout::{Edge, Graph, Node, layout};
//!
//! let node = |key: &str| Node { key: key.to_string(), size: (80.0, 24.0) };
//! let edge = |a, b| Edge { a, b, strength: (1, 0), label: None };
//! let graph = Graph {
//!     nodes: vec![node("anna"), node("ben"), node("cleo")],
//!     edges: vec![edge(0, 1), edge(1, 2)],
//! };
//! let drawing = layout(&graph, None);
//! assert_eq!(drawing.places.len(), 3);
//! ```
//!
//! Invariant: knows nothing of events; imports nothing of ours. One thread, fixed seeds, `+ - * /`
//! and square roots only, no hash order: the same graph gives the same bits on every machine.

mod arrange;
mod detour;
mod field;
mod fold;
pub mod geometry;
mod lengths;
mod links;
mod local;
mod orient;
mod overlap;
mod pack;
mod part;
mod random;
mod route;
mod spots;
mod start;
mod stress;
mod untangle;

pub use geometry::{Point, Rect};
pub use route::Path;

use geometry::tenth;
use links::Links;

/// How many of the heaviest lines must pass under no foreign box.
pub const FREE: usize = 10;

/// The most lines of a part of which none passes under a foreign box if it can.
const CLEAR: usize = 60;

/// What is to be laid out.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// The boxes.
    pub nodes: Vec<Node>,
    /// The lines between them.
    pub edges: Vec<Edge>,
}

/// A box.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is called, from change to change the same.
    pub key: String,
    /// Width and height.
    pub size: (f64, f64),
}

/// A line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// Number of a box.
    pub a: u32,
    /// Number of a box.
    pub b: u32,
    /// How heavy it is, and what decides between equals; then the first stands first.
    pub strength: (u32, u32),
    /// Width and height of the number on it.
    pub label: Option<(f64, f64)>,
}

/// A graph laid out; coordinates are rounded to tenths.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// Middles of the boxes.
    pub places: Vec<Point>,
    /// Ways of the lines.
    pub paths: Vec<Path>,
    /// Middles of the numbers; nothing where there is none, or no room for it.
    pub spots: Vec<Option<Point>>,
    /// The upper left corner of all that.
    pub low: Point,
    /// The lower right corner.
    pub high: Point,
}

/// Lays a graph out, if wanted within a width.
pub fn layout(graph: &Graph, width: Option<f64>) -> Drawing {
    let heavy = heaviest(graph);
    let mut places = arrange::arrange(graph, &heavy, width.unwrap_or(f64::INFINITY));
    for place in &mut places {
        *place = Point::new(tenth(place.x), tenth(place.y));
    }
    let boxes: Vec<Rect> =
        places.iter().zip(&graph.nodes).map(|(p, n)| Rect::around(*p, n.size)).collect();
    let clear = clear(graph);
    let job = |(n, edge): (usize, &Edge)| {
        let clear = heavy[n] || clear[edge.a as usize];
        route::Job { a: edge.a, b: edge.b, heavy: heavy[n], clear }
    };
    let jobs: Vec<route::Job> = graph.edges.iter().enumerate().map(job).collect();
    let paths: Vec<Path> = route::route(&boxes, &jobs).into_iter().map(Path::rounded).collect();
    let spots = numbers(graph, &boxes, &paths);
    let (low, high) = bounds(graph, &boxes, (&paths, &spots));
    Drawing { places, paths, spots, low, high }
}

/// Numbers of the lines, the heaviest first.
fn by_strength(graph: &Graph) -> Vec<usize> {
    let mut order: Vec<usize> = (0..graph.edges.len()).collect();
    order.sort_by_key(|n| (std::cmp::Reverse(graph.edges[*n].strength), *n));
    order
}

/// Which lines are among the heaviest.
fn heaviest(graph: &Graph) -> Vec<bool> {
    let mut heavy = vec![false; graph.edges.len()];
    by_strength(graph).iter().take(FREE).for_each(|n| heavy[*n] = true);
    heavy
}

/// Which boxes are of a part with so few lines that none of them should pass under a foreign box.
fn clear(graph: &Graph) -> Vec<bool> {
    let links = Links::new(graph.nodes.len(), graph.edges.iter().map(|e| (e.a, e.b)));
    let mut clear = vec![false; graph.nodes.len()];
    for members in links.components() {
        let ends: usize = members.iter().map(|n| links.of(*n).len()).sum();
        members.iter().for_each(|n| clear[*n as usize] = ends / 2 <= CLEAR);
    }
    clear
}

/// A spot for each number.
fn numbers(graph: &Graph, boxes: &[Rect], paths: &[Path]) -> Vec<Option<Point>> {
    let wish = |n: &usize| graph.edges[*n].label.map(|size| spots::Wish { line: *n, size });
    let wishes: Vec<spots::Wish> = by_strength(graph).iter().filter_map(wish).collect();
    let mut found = vec![None; paths.len()];
    for (wish, spot) in wishes.iter().zip(spots::spots(boxes, paths, &wishes)) {
        found[wish.line] = spot.map(|p| Point::new(tenth(p.x), tenth(p.y)));
    }
    found
}

/// The corners of everything.
fn bounds(
    graph: &Graph,
    boxes: &[Rect],
    (paths, spots): (&[Path], &[Option<Point>]),
) -> (Point, Point) {
    let numbers = graph.edges.iter().zip(spots);
    let numbers = numbers.filter_map(|(e, s)| Some(Rect::around((*s)?, e.label?)));
    let corners = boxes.iter().copied().chain(numbers).flat_map(|b| b.corners());
    let points = corners.chain(paths.iter().flat_map(Path::chain));
    let mut ends: Option<(Point, Point)> = None;
    for p in points {
        let (low, high) = ends.unwrap_or((p, p));
        let least = Point::new(low.x.min(p.x), low.y.min(p.y));
        ends = Some((least, Point::new(high.x.max(p.x), high.y.max(p.y))));
    }
    let (low, high) = ends.unwrap_or_default();
    (Point::new(tenth(low.x), tenth(low.y)), Point::new(tenth(high.x), tenth(high.y)))
}
