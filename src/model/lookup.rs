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

/// Ids to row numbers, laid out so that a common id is found with one look into a small table.
///
/// An id of at most 16 bytes is its own key, as an integer, in an open table with linear probing.
/// The table holds the lower half of a key, which is all of an id of up to eight bytes; the upper
/// halves stand in a list of their own. Longer ids go through a [`Lookup`].
#[derive(Clone, Debug, Default)]
pub struct Ids {
    slots: Vec<Slot>,
    /// Row and upper half of keys that have one.
    wide: Vec<(u64, u32)>,
    count: usize,
    long: Lookup<String>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    /// The lower half of the key: 32 and 32 bits, so that a slot takes twelve bytes.
    low: [u32; 2],
    /// The row, or from [`WIDE`] on a number in `wide`.
    row: u32,
}

const FREE: Slot = Slot { low: [0; 2], row: u32::MAX };
const WIDE: u32 = 1 << 31;

impl Ids {
    /// Room for `count` ids without growing.
    pub fn with_capacity(count: usize) -> Ids {
        Ids { slots: vec![FREE; (count * 3 / 2 + 1).next_power_of_two().max(16)], ..Ids::default() }
    }

    /// Keeps `row`, below 2^31, for `id`; the first of two wins.
    pub fn keep(&mut self, id: &str, row: u32) {
        let Some(key) = short_key(id) else {
            self.long.find_or(id.to_string(), row);
            return;
        };
        if (self.count + 1) * 3 > self.slots.len() * 2 {
            self.grow();
        }
        let at = self.slot(self.place(hash(key)) as usize, key);
        if self.slots[at].row == FREE.row {
            let (low, high) = halves(key);
            let row = if high == 0 {
                row
            } else {
                self.wide.push((high, row));
                WIDE + self.wide.len() as u32 - 1
            };
            self.slots[at] = Slot { low: [low as u32, (low >> 32) as u32], row };
            self.count += 1;
        }
    }

    /// The row of `id`.
    pub fn find(&self, id: &str) -> Option<u32> {
        self.find_at(self.place(fingerprint(id)), id)
    }

    /// Where looking for the id with this [`fingerprint`] begins. Many ids are found faster when first
    /// the place of each is asked for, then each place is [touched](Ids::touch), then each id is
    /// [looked for](Ids::find_at): no step then waits for memory on its own.
    #[inline]
    pub fn place(&self, print: u64) -> u32 {
        print as u32 & (self.slots.len() as u32).wrapping_sub(1)
    }

    /// Reads a place; the number means nothing.
    #[inline]
    pub fn touch(&self, place: u32) -> u32 {
        self.slots.get(place as usize).map_or(0, |slot| slot.row)
    }

    /// The row of `id`, looked for from its place on.
    #[inline]
    pub fn find_at(&self, place: u32, id: &str) -> Option<u32> {
        let Some(key) = short_key(id) else { return self.long.find(id) };
        if self.slots.is_empty() {
            return None;
        }
        match self.slots[self.slot(place as usize, key)].row {
            row if row == FREE.row => None,
            row if row < WIDE => Some(row),
            number => Some(self.wide[(number - WIDE) as usize].1),
        }
    }

    /// The slot of `key`, or the free one it would take, looked for from `at` on.
    #[inline]
    fn slot(&self, mut at: usize, key: u128) -> usize {
        let mask = self.slots.len() - 1;
        let (low, high) = halves(key);
        loop {
            let slot = self.slots[at];
            let same = slot.low == [low as u32, (low >> 32) as u32]
                && match slot.row {
                    row if row < WIDE => high == 0,
                    number => self.wide.get((number - WIDE) as usize).is_some_and(|w| w.0 == high),
                };
            if same || slot.row == FREE.row {
                return at;
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let larger = vec![FREE; (self.slots.len() * 2).max(16)];
        for slot in std::mem::replace(&mut self.slots, larger) {
            let low = u64::from(slot.low[0]) | u64::from(slot.low[1]) << 32;
            let high = match slot.row {
                row if row == FREE.row => continue,
                row if row < WIDE => 0,
                number => self.wide[(number - WIDE) as usize].0,
            };
            let key = u128::from(low) | u128::from(high) << 64;
            let at = self.slot(self.place(hash(key)) as usize, key);
            self.slots[at] = slot;
        }
    }
}

#[inline]
fn halves(key: u128) -> (u64, u64) {
    (key as u64, (key >> 64) as u64)
}

/// A number that stands for a text: equal texts have equal numbers, others practically never.
#[inline]
pub fn fingerprint(text: &str) -> u64 {
    match short_key(text) {
        Some(key) => hash(key),
        None => foldhash::fast::FixedState::with_seed(1).hash_one(text),
    }
}

/// An id of at most 16 bytes without NUL as an integer that no other id has.
#[inline]
fn short_key(id: &str) -> Option<u128> {
    let bytes = id.as_bytes();
    if bytes.len() > 16 || bytes.last() == Some(&0) {
        return None;
    }
    // Two overlapping reads of a fixed size are cheaper than a copy of any size.
    if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        let (low, high) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
        let high = high.checked_shr(8 * (16 - bytes.len() as u32)).unwrap_or(0);
        return Some(u128::from(low) | u128::from(high) << 64);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let (low, high) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        let high = u64::from(high >> (8 * (8 - bytes.len() as u32) % 32)) << 32;
        let high = if bytes.len() == 4 { 0 } else { high };
        return Some(u128::from(u64::from(low) | high));
    }
    Some(bytes.iter().rev().fold(0, |key, byte| key << 8 | u128::from(*byte)))
}

/// Both halves multiplied and folded, as in wyhash (Wang Yi, public domain).
#[inline]
fn hash(key: u128) -> u64 {
    let (low, high) = halves(key);
    let product =
        u128::from(low ^ 0xa076_1d64_78bd_642f) * u128::from(high ^ 0xe703_7ed1_a0b4_28db);
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_key_is_the_bytes_of_the_id() {
        for length in 0..=16 {
            let id = &"abcdefghijklmnop"[..length];
            let mut bytes = [0; 16];
            bytes[..length].copy_from_slice(id.as_bytes());
            assert_eq!(short_key(id), Some(u128::from_le_bytes(bytes)), "{id}");
        }
    }

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
