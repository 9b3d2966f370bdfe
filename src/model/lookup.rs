//! Text to number, fast and without a say in any order.
//!
//! Invariant: nothing here can be iterated, so hash order cannot leak into output.

#[expect(
    clippy::disallowed_types,
    reason = "wrapped so that it can be looked up, never walked"
)]
use std::collections::HashMap;
use std::hash::Hash;

/// A map that can only be asked for one key at a time.
#[derive(Clone, Debug)]
pub struct Lookup<K> {
    #[expect(
        clippy::disallowed_types,
        reason = "wrapped so that it can be looked up, never walked"
    )]
    map: HashMap<K, u32, foldhash::fast::FixedState>,
}

impl<K> Default for Lookup<K> {
    fn default() -> Self {
        Lookup { map: Default::default() }
    }
}

impl<K: Hash + Eq> Lookup<K> {
    /// The number kept for `key`.
    pub fn find<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<u32>
    where
        K: std::borrow::Borrow<Q>,
    {
        self.map.get(key).copied()
    }

    /// Keeps `number` for `key`; gives back the number it had before.
    pub fn keep(&mut self, key: K, number: u32) -> Option<u32> {
        self.map.insert(key, number)
    }

    /// The number of `key`, which is `next` when it is new.
    pub fn find_or(&mut self, key: K, next: u32) -> u32 {
        *self.map.entry(key).or_insert(next)
    }
}
