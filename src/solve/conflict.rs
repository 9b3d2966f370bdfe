//! Statements that cannot all hold: minimal sets of tags, one after the other, short ones first.
//!
//! Invariant: what a returned set says has no solution, and has one as soon as any of its members
//! is taken out, and with it what rests on it (where that takes too long to find out: the first half of
//! this only). With what is in a set stands in it what that rests on.

use std::collections::BTreeSet;

use super::components::Component;
use super::needed::{self, Edge, Members, Trial};
use super::paths::{Graph, Start, Way};
use super::repair::{REACHES, Solution};
use super::rests::{self, Rests};
use super::{ALWAYS, Constraint, Network, ORIGIN, components, counts};

/// Finds conflicts among the tags that are on until none is left, short ones first. After each, those of
/// its members are switched off that `gives_way` names, and what rests on them; all of them where it names
/// none.
pub fn conflicts(
    network: &Network,
    on: &mut [bool],
    gives_way: &dyn Fn(u32) -> bool,
) -> Vec<Vec<u32>> {
    let (mut found, mut by_tag) = (Vec::new(), None);
    rests::take_out_unfounded(network, on);
    let mut solution = Solution::guess(network, on);
    let numbers = || 0..network.constraints().len() as u32;
    for (reach, number) in REACHES.iter().flat_map(|reach| numbers().map(|n| (*reach, n))) {
        let constraint = &network.constraints()[number as usize];
        while counts(constraint, on)
            && !solution.holds(constraint)
            && let Some(cycle) = solution.put(number, on, reach)
        {
            let index = by_tag.get_or_insert_with(|| Index::of(network, on.len()));
            let conflict = minimal(network, index, tags_of(network, &cycle));
            let any = conflict.iter().any(|tag| gives_way(*tag));
            for tag in conflict.iter().filter(|tag| !any || gives_way(**tag)) {
                index.rests.switch_off(*tag, on);
            }
            if conflict.is_empty() {
                break; // what always holds contradicts itself: nothing to switch off
            }
            found.push(conflict);
        }
    }
    found
}

/// Numbers of constraints in the network.
fn negative_cycle(network: &Network, component: &Component) -> Option<Vec<u32>> {
    let graph = Graph::of(network, component);
    let cycle = graph.shortest(Way::Forth, Start::Everywhere).err()?;
    Some(cycle.into_iter().map(|edge| component.constraints[edge]).collect())
}

/// The tags of some constraints, sorted.
fn tags_of(network: &Network, constraints: &[u32]) -> Vec<u32> {
    let tag = |n: &u32| network.constraints()[*n as usize].tag;
    let mut tags: Vec<u32> = constraints.iter().map(tag).filter(|tag| *tag != ALWAYS).collect();
    tags.sort_unstable();
    tags.dedup();
    tags
}

/// Numbers of constraints: by tag, and those that always hold by variable. For questions about a
/// few tags of a large network.
#[derive(Clone, Debug)]
pub struct Index {
    by_tag: Vec<Vec<u32>>,
    always: Vec<Vec<u32>>,
    rests: Rests,
}

impl Index {
    /// Of a network with so many tags.
    pub fn of(network: &Network, tags: usize) -> Index {
        let mut index = Index {
            by_tag: vec![Vec::new(); tags],
            always: vec![Vec::new(); network.variables() as usize],
            rests: Rests::of(network),
        };
        for (constraint, n) in network.constraints().iter().zip(0..) {
            if constraint.tag != ALWAYS {
                if let Some(list) = index.by_tag.get_mut(constraint.tag as usize) {
                    list.push(n);
                }
                continue;
            }
            for end in [constraint.x, constraint.y].into_iter().filter(|v| *v != ORIGIN) {
                index.always[end as usize].push(n);
            }
        }
        index
    }

    /// Whether what some tags say has no solution.
    pub fn contradict(&self, network: &Network, tags: &[u32]) -> bool {
        negative_cycle(network, &self.component(network, tags)).is_some()
    }

    /// Of sorted tags that have no solution those of which also a part is needed for that, and not only
    /// what else they say.
    pub fn parts_needed(
        &self,
        network: &Network,
        tags: &[u32],
        is_part: &dyn Fn(&Constraint) -> bool,
    ) -> Vec<u32> {
        let component = self.component(network, tags);
        let variable = |v: u32| component.variables.binary_search(&v).unwrap_or(0) as u32;
        let mut parts =
            Network { variables: component.variables.len() as u32, ..Network::default() };
        let mut members = BTreeSet::new();
        for n in &component.constraints {
            let c = network.constraints()[*n as usize];
            let member = tags.binary_search(&c.tag).ok().filter(|_| is_part(&c));
            let tag = member.map_or(ALWAYS, |member| member as u32);
            parts.limit((variable(c.x), variable(c.y)), c.most, tag);
            members.extend(member.map(|_| tag));
        }
        if members.is_empty() || negative_cycle(&parts, &components::whole(&parts, &[])).is_some() {
            return Vec::new();
        }
        let index = Index::of(&parts, tags.len());
        let needed = minimal(&parts, &index, members.into_iter().collect());
        needed.into_iter().map(|member| tags[member as usize]).collect()
    }

    /// What some tags say, with all that always holds of the variables they name and of those
    /// that these hang on.
    fn component(&self, network: &Network, tags: &[u32]) -> Component {
        let own = tags.iter().flat_map(|tag| &self.by_tag[*tag as usize]);
        let mut constraints: Vec<u32> = own.copied().collect();
        let mut variables = vec![ORIGIN];
        let mut seen = std::collections::BTreeSet::from([ORIGIN]);
        let mut next = 0;
        while let Some(n) = constraints.get(next) {
            let constraint = network.constraints()[*n as usize];
            for end in [constraint.x, constraint.y] {
                if seen.insert(end) {
                    variables.push(end);
                    constraints.extend(&self.always[end as usize]);
                }
            }
            next += 1;
        }
        variables.sort_unstable();
        constraints.sort_unstable();
        constraints.dedup();
        Component { variables, constraints }
    }
}

/// Takes out members without which the rest still has no solution, until there is none.
fn minimal(network: &Network, index: &Index, tags: Vec<u32>) -> Vec<u32> {
    let (mut tags, mut needed) = (index.rests.with_bases(tags), BTreeSet::new());
    loop {
        let open = index.rests.to_try(&tags, &needed);
        if open.is_empty() {
            return tags;
        }
        let (given, tried) = local(network, &index.component(network, &tags), &open);
        let members = Members { given: &given, tried: &tried };
        let mut found = BTreeSet::new();
        let trial = needed::trial(&members, &mut found);
        // What a set needs, its parts without a solution need as well.
        needed.extend(found.iter().map(|member| open[*member as usize]));
        let gone: BTreeSet<u32> = match trial {
            Trial::AllNeeded => continue,
            Trial::Entangled => return tags,
            Trial::Without(gone) => gone.iter().map(|member| open[*member as usize]).collect(),
        };
        tags.retain(|tag| !gone.contains(tag));
        if let Some(cycle) = negative_cycle(network, &index.component(network, &tags)) {
            tags = index.rests.with_bases(tags_of(network, &cycle));
        }
    }
}

/// The constraints of a component in local numbers: what some tags say, tag by tag, and all else.
fn local(network: &Network, component: &Component, tags: &[u32]) -> (Vec<Edge>, Vec<Vec<Edge>>) {
    let number = |v: u32| component.variables.binary_search(&v).unwrap_or(0) as u32;
    let (mut given, mut said) = (Vec::new(), vec![Vec::new(); tags.len()]);
    for n in &component.constraints {
        let constraint = network.constraints()[*n as usize];
        let edge = (number(constraint.y), number(constraint.x), i128::from(constraint.most));
        match tags.binary_search(&constraint.tag) {
            Ok(tag) => said[tag].push(edge),
            Err(_) => given.push(edge),
        }
    }
    (given, said)
}
