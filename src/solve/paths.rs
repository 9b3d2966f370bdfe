//! Shortest paths in one component, or a cycle of negative length.
//!
//! The nodes other than the origin fall into blocks, within which each reaches each other (strong
//! components, Kosaraju's way). Blocks are taken in topological order; in each, the nodes that
//! changed are swept in the order of a depth-first walk and back again until nothing changes. A
//! shortest path uses the origin once at most, so twice through the blocks is enough.
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
    /// The nodes but 0, block by block.
    order: Vec<u32>,
    /// Where blocks begin in `order`, and where the last one ends.
    blocks: Vec<usize>,
    /// By node: the number of its block.
    block_of: Vec<u32>,
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

/// The number of a variable among those of a component, which ascend: looked up where most of those between
/// the first and the last are in it, else searched for.
fn numbers(variables: &[u32]) -> impl Fn(u32) -> u32 {
    let first = variables.first().copied().unwrap_or_default();
    let width = variables.last().map_or(0, |last| (last - first) as usize + 1);
    let is_dense = width <= 4 * variables.len();
    let mut table = vec![NONE; if is_dense { width } else { 0 }];
    if is_dense {
        variables.iter().zip(0..).for_each(|(v, n)| table[(v - first) as usize] = n);
    }
    move |variable| match is_dense {
        true => table[(variable - first) as usize],
        false => variables.partition_point(|v| *v < variable) as u32,
    }
}

impl Graph {
    /// The graph of a component.
    pub(super) fn of(network: &Network, component: &Component) -> Graph {
        let nodes = component.variables.len();
        let local = numbers(&component.variables);
        let edge = |n: &u32| {
            let c = &network.constraints()[*n as usize];
            Edge { from: local(c.y), to: local(c.x), length: c.most }
        };
        let edges: Vec<Edge> = component.constraints.iter().map(edge).collect();
        let forth = Adjacency::of(nodes, &edges, |e| e.from);
        let back = Adjacency::of(nodes, &edges, |e| e.to);
        let (order, blocks) = blocks(nodes, &edges, (&forth, &back));
        let mut block_of = vec![NONE; nodes];
        for (number, ends) in blocks.windows(2).enumerate() {
            order[ends[0]..ends[1]].iter().for_each(|n| block_of[*n as usize] = number as u32);
        }
        Graph { nodes, edges, forth, back, order, blocks, block_of }
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
        let mut walk = Walk { seen: vec![0; self.nodes], last: 0 };
        let blocks = self.blocks.len() - 1;
        loop {
            self.sweep(way, [0].iter(), (&mut paths, &mut active));
            for n in 0..blocks {
                let block = if way == Way::Forth { n } else { blocks - 1 - n };
                self.settle((way, block), (&mut paths, &mut active), &mut walk)?;
            }
            if !active[0] {
                return Ok(paths);
            }
            if let Some(cycle) = self.cycle(way, &paths, (&mut walk, None)) {
                return Err(cycle);
            }
        }
    }

    /// Sweeps a block until nothing in it changes, or a negative cycle shows.
    fn settle(
        &self,
        (way, block): (Way, usize),
        (paths, active): (&mut Paths, &mut [bool]),
        walk: &mut Walk,
    ) -> Result<(), Vec<usize>> {
        let nodes = &self.order[self.blocks[block]..self.blocks[block + 1]];
        let mut onward = way == Way::Forth;
        while nodes.iter().any(|node| active[*node as usize]) {
            if onward {
                self.sweep(way, nodes.iter(), (paths, active));
            } else {
                self.sweep(way, nodes.iter().rev(), (paths, active));
            }
            onward = !onward;
            if nodes.len() > 1
                && let Some(cycle) = self.cycle(way, paths, (walk, Some(block as u32)))
            {
                return Err(cycle);
            }
        }
        Ok(())
    }

    fn sweep<'n>(
        &self,
        way: Way,
        nodes: impl Iterator<Item = &'n u32>,
        (paths, active): (&mut Paths, &mut [bool]),
    ) {
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
                    active[to] = true;
                }
            }
        }
    }

    /// A cycle among the last edges of paths, in one block or anywhere: its length is negative.
    fn cycle(
        &self,
        way: Way,
        paths: &Paths,
        (walk, block): (&mut Walk, Option<u32>),
    ) -> Option<Vec<usize>> {
        let before = |edge: usize| match way {
            Way::Forth => self.edges[edge].from as usize,
            Way::Back => self.edges[edge].to as usize,
        };
        let parent = |node: usize| {
            let inside = block.is_none_or(|block| self.block_of[node] == block);
            paths.parent(node).filter(|_| inside)
        };
        let within = |block: u32| self.blocks[block as usize]..self.blocks[block as usize + 1];
        let starts = block.map_or(&self.order[..], |block| &self.order[within(block)]);
        let first_walk = walk.last + 1;
        for start in starts {
            walk.last += 1;
            let mut at = *start as usize;
            while walk.seen[at] < first_walk {
                walk.seen[at] = walk.last;
                match parent(at) {
                    Some(edge) => at = before(edge),
                    None => break,
                }
            }
            if walk.seen[at] != walk.last || parent(at).is_none() {
                continue;
            }
            let (first, mut cycle) = (at, Vec::new());
            while let Some(edge) = parent(at) {
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

/// Which walk was last at each node, numbered on through all checks.
struct Walk {
    seen: Vec<u64>,
    last: u64,
}

/// The nodes but 0 by strong component, these in topological order, and where each begins.
fn blocks(
    nodes: usize,
    edges: &[Edge],
    (forth, back): (&Adjacency, &Adjacency),
) -> (Vec<u32>, Vec<usize>) {
    let walked = depth_first(nodes, edges, forth);
    let mut rank = vec![0; nodes];
    walked.iter().enumerate().for_each(|(n, node)| rank[*node as usize] = n);
    let mut seen = vec![false; nodes];
    seen[0] = true;
    let mut order: Vec<u32> = Vec::with_capacity(nodes);
    let mut starts = vec![0];
    for root in walked {
        if std::mem::replace(&mut seen[root as usize], true) {
            continue;
        }
        let first = order.len();
        order.push(root);
        let mut next = first;
        while let Some(node) = order.get(next).copied() {
            next += 1;
            for edge in back.at(node) {
                let from = edges[*edge as usize].from;
                if !std::mem::replace(&mut seen[from as usize], true) {
                    order.push(from);
                }
            }
        }
        order[first..].sort_unstable_by_key(|node| rank[*node as usize]);
        starts.push(order.len());
    }
    (order, starts)
}

/// The nodes but 0 in reverse postorder of a depth-first walk that leaves node 0 out.
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
    order.reverse();
    order
}
