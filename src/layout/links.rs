//! Who is joined to whom, and what hangs together.
//!
//! Invariant: neighbours ascend and stand once each, whatever the order of the edges.

/// Neighbours of every node, in one flat list.
#[derive(Clone, Debug)]
pub(super) struct Links {
    starts: Vec<u32>,
    to: Vec<u32>,
}

impl Links {
    /// Of so many nodes and these edges; loops are left out.
    pub(super) fn new(nodes: usize, edges: impl Iterator<Item = (u32, u32)> + Clone) -> Links {
        let mut pairs: Vec<(u32, u32)> =
            edges.filter(|(a, b)| a != b).flat_map(|(a, b)| [(a, b), (b, a)]).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut starts = vec![0u32; nodes + 1];
        for (a, _) in &pairs {
            starts[*a as usize + 1] += 1;
        }
        for n in 0..nodes {
            starts[n + 1] += starts[n];
        }
        Links { starts, to: pairs.into_iter().map(|p| p.1).collect() }
    }

    /// How many nodes there are.
    pub(super) fn nodes(&self) -> usize {
        self.starts.len() - 1
    }

    /// Which share of all pairs are joined.
    pub(super) fn density(&self) -> f64 {
        let nodes = self.nodes() as f64;
        self.to.len() as f64 / (nodes * (nodes - 1.0)).max(1.0)
    }

    /// The neighbours of a node.
    pub(super) fn of(&self, node: u32) -> &[u32] {
        &self.to[self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize]
    }

    /// How many steps every node is from one; `u16::MAX` where no path leads.
    pub(super) fn hops(&self, from: u32) -> Vec<u16> {
        let mut hops = vec![u16::MAX; self.nodes()];
        hops[from as usize] = 0;
        let mut queue = vec![from];
        let mut at = 0;
        while let Some(node) = queue.get(at).copied() {
            at += 1;
            let next = hops[node as usize].saturating_add(1).min(u16::MAX - 1);
            for other in self.of(node) {
                if hops[*other as usize] == u16::MAX {
                    hops[*other as usize] = next;
                    queue.push(*other);
                }
            }
        }
        hops
    }

    /// What hangs together: most nodes first, then by the first node; nodes ascend.
    pub(super) fn components(&self) -> Vec<Vec<u32>> {
        let mut seen = vec![false; self.nodes()];
        let mut found = Vec::new();
        for start in 0..self.nodes() as u32 {
            if seen[start as usize] {
                continue;
            }
            seen[start as usize] = true;
            let mut members = vec![start];
            let mut at = 0;
            while let Some(node) = members.get(at).copied() {
                at += 1;
                for other in self.of(node) {
                    if !seen[*other as usize] {
                        seen[*other as usize] = true;
                        members.push(*other);
                    }
                }
            }
            members.sort_unstable();
            found.push(members);
        }
        found.sort_by_key(|members| (std::cmp::Reverse(members.len()), members[0]));
        found
    }
}
