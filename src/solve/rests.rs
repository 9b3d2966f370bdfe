//! Tags that count only where others do, on which they rest.
//!
//! Invariant: what others rest on rests on nothing itself.

use std::collections::BTreeSet;

use super::Network;

/// Which tag rests on which, seen from both sides.
#[derive(Clone, Debug)]
pub(super) struct Rests {
    /// Tags with what they rest on, ascending.
    by_tag: Vec<(u32, u32)>,
    /// The same pairs turned round.
    by_base: Vec<(u32, u32)>,
}

impl Rests {
    pub(super) fn of(network: &Network) -> Rests {
        let mut by_tag = network.rests.clone();
        let mut by_base: Vec<(u32, u32)> = by_tag.iter().map(|(tag, base)| (*base, *tag)).collect();
        by_tag.sort_unstable();
        by_base.sort_unstable();
        Rests { by_tag, by_base }
    }

    /// What a tag rests on.
    fn bases(&self, tag: u32) -> impl Iterator<Item = u32> {
        beside(&self.by_tag, tag)
    }

    /// Switches a tag off, and what rests on it.
    pub(super) fn switch_off(&self, tag: u32, on: &mut [bool]) {
        on[tag as usize] = false;
        beside(&self.by_base, tag).for_each(|resting| on[resting as usize] = false);
    }

    /// Some tags and what they rest on, sorted.
    pub(super) fn with_bases(&self, tags: Vec<u32>) -> Vec<u32> {
        let bases: Vec<u32> = tags.iter().flat_map(|tag| self.bases(*tag)).collect();
        let mut all = tags;
        all.extend(bases);
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Which of some tags are to be tried next: those that rest on others first, so that each of these that
    /// is left is needed because one that rests on it is.
    pub(super) fn to_try(&self, tags: &[u32], needed: &BTreeSet<u32>) -> Vec<u32> {
        let bases: BTreeSet<u32> = tags.iter().flat_map(|tag| self.bases(*tag)).collect();
        let open = tags.iter().copied().filter(|tag| !needed.contains(tag));
        let (resting, others): (Vec<u32>, Vec<u32>) =
            open.partition(|tag| self.bases(*tag).next().is_some());
        if !resting.is_empty() {
            return resting;
        }
        others.into_iter().filter(|tag| !bases.contains(tag)).collect()
    }
}

/// Switches off what rests on something that is off.
pub(super) fn take_out_unfounded(network: &Network, on: &mut [bool]) {
    for (tag, base) in &network.rests {
        on[*tag as usize] &= on[*base as usize];
    }
}

/// What stands beside a tag in pairs that ascend.
fn beside(pairs: &[(u32, u32)], tag: u32) -> impl Iterator<Item = u32> {
    let first = pairs.partition_point(|(own, _)| *own < tag);
    pairs[first..].iter().take_while(move |(own, _)| *own == tag).map(|(_, other)| *other)
}
