//! Which statements of a conflict are needed: those without which the others have a solution.
//!
//! For all members at once, by halves: to try the members of one half, what the other half says is
//! put in, variables that the first half does not name are taken out, and so on down to one member.
//! A variable is taken out by joining every constraint into it with every one out of it, which
//! keeps all distances between the others. Most conflicts are one long cycle, where that leaves
//! half as many constraints each time, so k members cost O(k log k).
//!
//! Invariant: no recursion; the answer is a function of the members and their constraints.

use std::collections::{BTreeMap, BTreeSet};

/// A constraint between local variables: from, to, length.
pub(super) type Edge = (u32, u32, i128);

/// What became of a trial.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Trial {
    /// Every member that was tried is needed.
    AllNeeded,
    /// These members are not needed: the others have no solution.
    Without(Vec<u32>),
    /// It takes too long to find out.
    Entangled,
}

/// More steps than this are not made for one conflict; cycles of a million members need fewer.
const MOST_STEPS: u64 = 1 << 31;

/// A variable with more constraints than this, into it times out of it, is left in.
const WIDEST: usize = 144;

/// A conflict in local numbers.
pub(super) struct Members<'c> {
    /// What always holds, and what those say that are not tried.
    pub(super) given: &'c [Edge],
    /// What each member says that is tried.
    pub(super) tried: &'c [Vec<Edge>],
}

/// Tries each member; `tried` has no solution together with what is given.
pub(super) fn trial(members: &Members, needed: &mut BTreeSet<u32>) -> Trial {
    let all: Vec<u32> = (0..members.tried.len() as u32).collect();
    if all.is_empty() {
        return Trial::AllNeeded;
    }
    let Some(given) = Reduced::of(members.given.iter().copied()) else {
        return Trial::Without(all);
    };
    let mut open = vec![(given, all)];
    let mut steps = 0;
    while let Some((known, range)) = open.pop() {
        if steps > MOST_STEPS {
            return Trial::Entangled;
        }
        if let [member] = range.as_slice() {
            if known.has_no_solution() {
                return Trial::Without(range);
            }
            needed.insert(*member);
            continue;
        }
        let (left, right) = range.split_at(range.len() / 2);
        for (half, others) in [(right, left), (left, right)] {
            let mut more = known.clone();
            let named = |tags: &[u32]| -> Vec<Edge> {
                tags.iter().flat_map(|tag| &members.tried[*tag as usize]).copied().collect()
            };
            let keep: BTreeSet<u32> =
                named(half).iter().flat_map(|edge| [edge.0, edge.1]).collect();
            let is_sound = more.put(named(others)) && more.take_out(&keep, &mut steps);
            if !is_sound {
                return Trial::Without(half.to_vec());
            }
            open.push((more, half.to_vec()));
        }
    }
    Trial::AllNeeded
}

/// Constraints from which variables have been taken out.
#[derive(Clone, Default)]
struct Reduced {
    leaving: BTreeMap<u32, BTreeMap<u32, i128>>,
    entering: BTreeMap<u32, BTreeSet<u32>>,
}

impl Reduced {
    /// `None`: no solution.
    fn of(edges: impl Iterator<Item = Edge>) -> Option<Reduced> {
        let mut reduced = Reduced::default();
        reduced.put(edges.collect()).then_some(reduced)
    }

    /// Puts constraints in; false where one contradicts itself.
    fn put(&mut self, edges: Vec<Edge>) -> bool {
        for (from, to, length) in edges {
            if from == to {
                if length < 0 {
                    return false;
                }
                continue;
            }
            let own = self.leaving.entry(from).or_default().entry(to).or_insert(length);
            *own = length.min(*own);
            self.entering.entry(to).or_default().insert(from);
        }
        true
    }

    /// How many pairs of constraints meet in a variable.
    fn width(&self, variable: u32) -> usize {
        let leaving = self.leaving.get(&variable).map_or(0, BTreeMap::len);
        leaving * self.entering.get(&variable).map_or(0, BTreeSet::len)
    }

    /// Takes out all variables but some, narrow ones first; false: there is no solution.
    fn take_out(&mut self, keep: &BTreeSet<u32>, steps: &mut u64) -> bool {
        let all: BTreeSet<u32> = self.leaving.keys().chain(self.entering.keys()).copied().collect();
        let free = all.difference(keep);
        let mut queue: BTreeSet<(usize, u32)> = free.map(|v| (self.width(*v), *v)).collect();
        *steps += all.len() as u64;
        while let Some((width, variable)) = queue.pop_first() {
            if self.width(variable) != width {
                queue.insert((self.width(variable), variable));
                continue;
            }
            if width > WIDEST {
                break;
            }
            *steps += width as u64 + 1;
            let leaving = self.leaving.remove(&variable).unwrap_or_default();
            let entering = self.entering.remove(&variable).unwrap_or_default();
            for to in leaving.keys() {
                self.entering.get_mut(to).map(|set| set.remove(&variable));
            }
            let mut joined = Vec::with_capacity(width);
            for from in entering {
                let first = self.leaving.get_mut(&from).and_then(|map| map.remove(&variable));
                let Some(first) = first else { continue };
                joined.extend(leaving.iter().map(|(to, length)| (from, *to, first + length)));
            }
            if !self.put(joined) {
                return false;
            }
        }
        true
    }

    /// Whether what is left contradicts itself: sweeps that do not end.
    fn has_no_solution(&self) -> bool {
        let variables: BTreeSet<u32> =
            self.leaving.keys().chain(self.entering.keys()).copied().collect();
        let mut distance: BTreeMap<u32, i128> = variables.iter().map(|v| (*v, 0)).collect();
        for _ in 0..=variables.len() {
            let mut changed = false;
            for (from, edges) in &self.leaving {
                let here = distance.get(from).copied().unwrap_or(0);
                for (to, length) in edges {
                    let there = distance.entry(*to).or_insert(0);
                    if here + length < *there {
                        *there = here + length;
                        changed = true;
                    }
                }
            }
            if !changed {
                return false;
            }
        }
        true
    }
}
