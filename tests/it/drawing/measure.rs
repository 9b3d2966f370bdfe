//! What makes a drawing good, in numbers: the measures are written here anew, apart from the
//! layout that is measured.

use annals::layout::{Drawing, Graph, Point, Rect};

/// Steps between all pairs; `None` where no path leads.
fn hops(graph: &Graph) -> Vec<Vec<Option<u32>>> {
    let count = graph.nodes.len();
    let mut near = vec![Vec::new(); count];
    for edge in &graph.edges {
        near[edge.a as usize].push(edge.b as usize);
        near[edge.b as usize].push(edge.a as usize);
    }
    let from = |start: usize| {
        let mut found = vec![None; count];
        found[start] = Some(0);
        let mut queue = std::collections::VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            for next in &near[node] {
                if found[*next].is_none() {
                    found[*next] = found[node].map(|hops: u32| hops + 1);
                    queue.push_back(*next);
                }
            }
        }
        found
    };
    (0..count).map(from).collect()
}

/// Stress on hop distances at the scale that suits the drawing best.
pub(crate) fn stress(graph: &Graph, places: &[Point]) -> f64 {
    let hops = hops(graph);
    let mut pairs = Vec::new();
    for a in 0..places.len() {
        for b in a + 1..places.len() {
            if let Some(hops) = hops[a][b] {
                pairs.push(places[a].distance(places[b]) / f64::from(hops));
            }
        }
    }
    let scale = pairs.iter().sum::<f64>() / pairs.iter().map(|x| x * x).sum::<f64>().max(1e-9);
    pairs.iter().map(|x| (x * scale - 1.0) * (x * scale - 1.0)).sum()
}

fn crosses(a: Point, b: Point, c: Point, d: Point) -> bool {
    let turn = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    turn(a, b, c) * turn(a, b, d) < 0.0 && turn(c, d, a) * turn(c, d, b) < 0.0
}

/// Points where lines cross that share no end, curves as drawn.
pub(crate) fn crossings(graph: &Graph, chains: &[Vec<Point>]) -> usize {
    let mut count = 0;
    for (n, (e, one)) in graph.edges.iter().zip(chains).enumerate() {
        for (f, other) in graph.edges[n + 1..].iter().zip(&chains[n + 1..]) {
            if e.a == f.a || e.a == f.b || e.b == f.a || e.b == f.b {
                continue;
            }
            for x in one.windows(2) {
                count += other.windows(2).filter(|y| crosses(x[0], x[1], y[0], y[1])).count();
            }
        }
    }
    count
}

/// The boxes as drawn.
pub(crate) fn boxes(graph: &Graph, drawing: &Drawing) -> Vec<Rect> {
    let rect = |(node, at): (&annals::layout::Node, &Point)| Rect::around(*at, node.size);
    graph.nodes.iter().zip(&drawing.places).map(rect).collect()
}

/// Pairs of boxes, and of numbers and boxes or numbers, that overlap.
pub(crate) fn overlaps(graph: &Graph, drawing: &Drawing) -> usize {
    let boxes = boxes(graph, drawing);
    let numbers = graph.edges.iter().zip(&drawing.spots);
    let numbers = numbers.filter_map(|(e, at)| Some(Rect::around((*at)?, e.label?)));
    let all: Vec<Rect> = boxes.into_iter().chain(numbers).collect();
    let pairs = (0..all.len()).flat_map(|a| (a + 1..all.len()).map(move |b| (a, b)));
    pairs.filter(|(a, b)| all[*a].overlaps(&all[*b])).count()
}

/// Foreign boxes that the ten heaviest lines run through.
pub(crate) fn heavy_hits(graph: &Graph, drawing: &Drawing) -> usize {
    hits(graph, drawing, 10)
}

/// Foreign boxes that so many of the heaviest lines run through.
pub(crate) fn hits(graph: &Graph, drawing: &Drawing, heaviest: usize) -> usize {
    let boxes = boxes(graph, drawing);
    let mut order: Vec<usize> = (0..graph.edges.len()).collect();
    order.sort_by_key(|n| (std::cmp::Reverse(graph.edges[*n].strength), *n));
    let through = |n: &usize| {
        let (edge, chain) = (&graph.edges[*n], drawing.paths[*n].chain());
        let foreign = |(b, rect): &(usize, &Rect)| {
            *b != edge.a as usize
                && *b != edge.b as usize
                && chain.windows(2).any(|w| rect.hit_by(w[0], w[1]))
        };
        boxes.iter().enumerate().filter(foreign).count()
    };
    order.iter().take(heaviest).map(through).sum()
}

/// The area of all boxes.
pub(crate) fn label_area(graph: &Graph) -> f64 {
    graph.nodes.iter().map(|n| n.size.0 * n.size.1).sum()
}

/// A number behind `name="` in SVG.
pub(crate) fn attribute(text: &str, name: &str) -> Option<f64> {
    let (_, rest) = text.split_once(&format!(" {name}=\""))?;
    rest.split_once('"')?.0.parse().ok()
}

/// Texts of an SVG that reach out of the page.
pub(crate) fn outside(svg: &str) -> usize {
    let (width, height) = (attribute(svg, "width").unwrap(), attribute(svg, "height").unwrap());
    let mut shift = (0.0, 0.0);
    let mut count = 0;
    for piece in svg.split('<') {
        if let Some(moved) = piece.strip_prefix("g transform=\"translate(") {
            let (x, y) = moved.split_once(')').unwrap().0.split_once(' ').unwrap();
            shift = (x.parse().unwrap(), y.parse().unwrap());
        }
        if !piece.starts_with("text ") {
            continue;
        }
        let get = |name| attribute(piece, name).unwrap();
        let (x, y) = (get("x") + shift.0, get("y") + shift.1);
        let size = get("font-size");
        // What is not in our letters has no length of its own, and no more than an em for each.
        let most = || piece.split_once('>').unwrap().1.chars().count() as f64 * size;
        let length = attribute(piece, "textLength").unwrap_or_else(most);
        let left = if piece.contains("text-anchor=\"middle\"") { x - length / 2.0 } else { x };
        let inside =
            left >= 0.0 && left + length <= width && y - size >= 0.0 && y + 0.3 * size <= height;
        count += usize::from(!inside);
    }
    count
}
