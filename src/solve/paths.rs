//! Shortest paths in one component, or a cycle of negative length.
//!
//! Sweeps over the nodes that changed, in the order of a depth-first walk and back again. Where
//! the constraints are acyclic that order is topological and one sweep is enough.
//!
//! Invariant: a cycle that is returned is simple and its length is negative.

use super::components::Component;
use super::{NOWHERE, Network};

/// Which way constraints are followed: from `y` to `x`, or back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// From `y` to `x`: lengths limit from above.
    Forth,
    /// From `x` to `y`: lengths limit from below.
    Back,
}

/// Where paths start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// At one node.
    At(usize),
    /// At every node at once, to find any negative cycle.
    Everywhere,
}

#[derive(Clone, Copy, Debug)]
struct Edge {
    from: u32,
    to: u32,
    length: i64,
}

/// Edges by the node they leave.
#[derive(Debug)]
struct Adjacency {
    starts: Vec<u32>,
    edges: Vec<u32>,
}

/// One component with its nodes numbered from 0; edges are numbered like its constraints.
#[derive(Debug)]
pub(super) struct Graph {
    nodes: usize,
    edges: Vec<Edge>,
    forth: Adjacency,
    back: Adjacency,
    order: Vec<u32>,
}

/// Lengths of shortest paths and their last edges.
#[derive(Debug)]
pub(super) struct Paths {
    /// By node.
    pub(super) distance: Vec<i128>,
    parents: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Paths {
    /// The last edge of the path to a node.
    pub(super) fn parent(&self, node: usize) -> Option<usize> {
        Some(self.parents[node]).filter(|edge| *edge != NONE).map(|edge| edge as usize)
    }
}

impl Adjacency {
    fn of(nodes: usize, edges: &[Edge], end: impl Fn(&Edge) -> u32) -> Adjacency {
        let mut starts = vec![0; nodes + 1];
        edges.iter().for_each(|e| starts[end(e) as usize + 1] += 1);
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut sorted = vec![0; edges.len()];
        for (edge, n) in edges.iter().zip(0..) {
            let at = &mut next[end(edge) as usize];
            sorted[*at as usize] = n;
            *at += 1;
        }
        Adjacency { starts, edges: sorted }
    }

    fn at(&self, node: u32) -> &[u32] {
        &self.edges[self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize]
    }
}

impl Graph {
    /// The graph of a component.
    pub(super) fn of(network: &Network, component: &Component) -> Graph {
        let nodes = component.variables.len();
        let local = |variable: u32| {
            component.variables.binary_search(&variable).expect("a variable of the component")
        };
        let edge = |n: &u32| {
            let c = &network.constraints()[*n as usize];
            Edge { from: local(c.y) as u32, to: local(c.x) as u32, length: c.most }
        };
        let edges: Vec<Edge> = component.constraints.iter().map(edge).collect();
        let forth = Adjacency::of(nodes, &edges, |e| e.from);
        let back = Adjacency::of(nodes, &edges, |e| e.to);
        let order = depth_first(nodes, &edges, &forth);
        Graph { nodes, edges, forth, back, order }
    }

    /// Shortest paths, or the edges of a negative cycle.
    pub(super) fn shortest(&self, way: Way, start: Start) -> Result<Paths, Vec<usize>> {
        let initial = if start == Start::Everywhere { 0 } else { NOWHERE };
        let mut paths =
            Paths { distance: vec![initial; self.nodes], parents: vec![NONE; self.nodes] };
        let mut active = vec![start == Start::Everywhere; self.nodes];
        if let Start::At(node) = start {
            (paths.distance[node], active[node]) = (0, true);
        }
        let mut onward = way == Way::Forth;
        loop {
            let changed = if onward {
                self.sweep(way, self.order.iter(), (&mut paths, &mut active))
            } else {
                self.sweep(way, self.order.iter().rev(), (&mut paths, &mut active))
            };
            if !changed {
                return Ok(paths);
            }
            if let Some(cycle) = self.cycle(way, &paths) {
                return Err(cycle);
            }
            onward = !onward;
        }
    }

    fn sweep<'n>(
        &self,
        way: Way,
        nodes: impl Iterator<Item = &'n u32>,
        (paths, active): (&mut Paths, &mut [bool]),
    ) -> bool {
        let mut changed = false;
        for node in nodes {
            if !std::mem::take(&mut active[*node as usize]) {
                continue;
            }
            let here = paths.distance[*node as usize];
            let leaving = if way == Way::Forth { &self.forth } else { &self.back };
            for number in leaving.at(*node) {
                let edge = &self.edges[*number as usize];
                let to = if way == Way::Forth { edge.to } else { edge.from } as usize;
                let there = here + i128::from(edge.length);
                if there < paths.distance[to] {
                    (paths.distance[to], paths.parents[to]) = (there, *number);
                    (active[to], changed) = (true, true);
                }
            }
        }
        changed
    }

    /// A cycle among the last edges of paths: its length is negative.
    fn cycle(&self, way: Way, paths: &Paths) -> Option<Vec<usize>> {
        let before = |edge: usize| match way {
            Way::Forth => self.edges[edge].from as usize,
            Way::Back => self.edges[edge].to as usize,
        };
        let mut walk = vec![0_u32; self.nodes];
        for start in 0..self.nodes {
            let (mut at, number) = (start, start as u32 + 1);
            while walk[at] == 0 {
                walk[at] = number;
                match paths.parent(at) {
                    Some(edge) => at = before(edge),
                    None => break,
                }
            }
            if walk[at] != number || paths.parent(at).is_none() {
                continue;
            }
            let (first, mut cycle) = (at, Vec::new());
            while let Some(edge) = paths.parent(at) {
                cycle.push(edge);
                at = before(edge);
                if at == first {
                    break;
                }
            }
            cycle.reverse();
            return Some(cycle);
        }
        None
    }
}

/// Node 0, then the others in reverse postorder of a depth-first walk that leaves node 0 out.
fn depth_first(nodes: usize, edges: &[Edge], forth: &Adjacency) -> Vec<u32> {
    let mut seen = vec![false; nodes];
    let mut order = Vec::with_capacity(nodes);
    let mut stack: Vec<(u32, usize)> = Vec::new();
    seen[0] = true;
    for root in 1..nodes as u32 {
        if std::mem::replace(&mut seen[root as usize], true) {
            continue;
        }
        stack.push((root, 0));
        while let Some((node, next)) = stack.last_mut() {
            match forth.at(*node).get(*next) {
                Some(edge) => {
                    *next += 1;
                    let to = edges[*edge as usize].to;
                    if !std::mem::replace(&mut seen[to as usize], true) {
                        stack.push((to, 0));
                    }
                }
                None => {
                    order.push(*node);
                    stack.pop();
                }
            }
        }
    }
    order.push(0);
    order.reverse();
    order
}
