//! Text to number, fast and without a say in any order.
//!
//! Invariant: nothing here can be iterated, so hash order cannot leak into output.

#[expect(
    clippy::disallowed_types,
    reason = "wrapped so that it can be looked up, never walked"
)]
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};

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

/// Ids to row numbers, laid out so that a short id is found with one look into memory.
///
/// An id of at most 16 bytes is its own key, as an integer, in an open table with linear probing;
/// longer ones go through a [`Lookup`].
#[derive(Clone, Debug, Default)]
pub struct Ids {
    slots: Vec<Slot>,
    short: usize,
    long: Lookup<String>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u128,
    /// The row plus one; 0: the slot is free.
    row: u32,
}

impl Ids {
    /// Room for `count` ids without growing.
    pub fn with_capacity(count: usize) -> Ids {
        Ids {
            slots: vec![Slot::default(); (count * 2).next_power_of_two().max(16)],
            ..Ids::default()
        }
    }

    /// Keeps `row` for `id`; the first of two wins.
    pub fn keep(&mut self, id: &str, row: u32) {
        let Some(key) = short_key(id) else {
            self.long.find_or(id.to_string(), row);
            return;
        };
        if (self.short + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let at = self.slot(key);
        if self.slots[at].row == 0 {
            self.slots[at] = Slot { key, row: row + 1 };
            self.short += 1;
        }
    }

    /// The row of `id`.
    pub fn find(&self, id: &str) -> Option<u32> {
        let Some(key) = short_key(id) else { return self.long.find(id) };
        if self.slots.is_empty() {
            return None;
        }
        self.slots[self.slot(key)].row.checked_sub(1)
    }

    /// The slot of `key`, or the free one it would take.
    fn slot(&self, key: u128) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash(key) as usize & mask;
        while self.slots[at].row != 0 && self.slots[at].key != key {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let larger = vec![Slot::default(); (self.slots.len() * 2).max(16)];
        let old = std::mem::replace(&mut self.slots, larger);
        for slot in old.into_iter().filter(|s| s.row != 0) {
            let at = self.slot(slot.key);
            self.slots[at] = slot;
        }
    }
}

/// A number that stands for a text: equal texts have equal numbers, others practically never.
pub fn fingerprint(text: &str) -> u64 {
    match short_key(text) {
        Some(key) => hash(key),
        None => foldhash::fast::FixedState::with_seed(1).hash_one(text),
    }
}

/// An id of at most 16 bytes without NUL as an integer that no other id has.
fn short_key(id: &str) -> Option<u128> {
    let bytes = id.as_bytes();
    if bytes.len() > 16 || bytes.last() == Some(&0) {
        return None;
    }
    let mut key = [0; 16];
    key[..bytes.len()].copy_from_slice(bytes);
    Some(u128::from_le_bytes(key))
}

/// Both halves multiplied and folded, as in wyhash (Wang Yi, public domain).
fn hash(key: u128) -> u64 {
    let (low, high) = (key as u64, (key >> 64) as u64);
    let product =
        u128::from(low ^ 0xa076_1d64_78bd_642f) * u128::from(high ^ 0xe703_7ed1_a0b4_28db);
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_any_length_are_found_and_no_other() {
        let mut ids = Ids::default();
        let names: Vec<String> = (0..5000).map(|n| format!("{}{n}", "x".repeat(n % 23))).collect();
        for (n, name) in names.iter().enumerate() {
            ids.keep(name, n as u32);
        }
        for (n, name) in names.iter().enumerate() {
            assert_eq!(ids.find(name), Some(n as u32));
            assert_eq!(ids.find(&format!("{name}y")), None);
        }
        assert_eq!(Ids::default().find("a"), None);
    }
}
