//! Text to number, fast and without a say in any order.
//!
//! Invariant: nothing here can be iterated, so hash order cannot leak into output.

#[expect(
    clippy::disallowed_types,
    reason = "wrapped so that it can be looked up, never walked"
)]
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};
use std::ops::Range;

use super::numbered::Numbered;

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

/// Ids to row numbers, laid out so that a common id is found with at most one look into a small table.
///
/// Ids that are a word and a number, most of one table being alike, are found by their number.
/// Another id of at most 16 bytes is its own key, as an integer, in an open table with linear
/// probing. Longer ids go through a [`Lookup`].
#[derive(Clone, Debug, Default)]
pub struct Ids {
    numbered: Option<Numbered>,
    slots: Vec<Slot>,
    count: usize,
    long: Lookup<String>,
}

/// A key and its row, aligned to four bytes so that it takes twenty.
#[derive(Clone, Copy, Debug)]
struct Slot {
    key: [u32; 4],
    row: u32,
}

const FREE: Slot = Slot { key: [0; 4], row: u32::MAX };

/// Slots that cost nothing.
const FEW: usize = 1 << 8;

impl Slot {
    #[inline]
    fn new(key: IdKey, row: u32) -> Slot {
        let IdKey { low, high } = key;
        Slot { key: [low as u32, (low >> 32) as u32, high as u32, (high >> 32) as u32], row }
    }

    #[inline]
    fn key(self) -> IdKey {
        let half = |n: usize| u64::from(self.key[n]) | u64::from(self.key[n + 1]) << 32;
        IdKey { low: half(0), high: half(2) }
    }

    #[inline]
    fn is_free(self) -> bool {
        self.row == FREE.row
    }
}

impl Ids {
    /// The ids of so many rows, by number; the first of two equal ones wins.
    pub fn of_rows<'i>(rows: usize, id: impl Fn(usize) -> &'i str + Sync) -> Ids {
        let (numbered, others) = match Numbered::most(rows, &id) {
            Some((numbered, others)) => (Some(numbered), others),
            None => (None, (0..rows as u32).collect()),
        };
        let mut table = Ids { numbered, ..Ids::default() };
        if others.is_empty() {
            return table;
        }
        // Half of the slots stay free: most ids are where they are looked for first.
        table.slots = vec![FREE; (others.len() * 2).max(16)];
        others.into_iter().for_each(|row| table.keep(id(row as usize), row));
        table
    }

    /// Keeps `row`, below 2^32 - 1, for `id`; the first of two wins.
    pub fn keep(&mut self, id: &str, row: u32) {
        let Some(key) = IdKey::of(id) else {
            self.long.find_or(id.to_string(), row);
            return;
        };
        // Of few, most are to be where they are looked for first.
        let most =
            if self.slots.len() < FEW { self.slots.len() / 4 } else { self.slots.len() / 4 * 3 };
        if self.count >= most {
            self.grow();
        }
        let at = self.slot(self.place(key.hash()) as usize, key);
        if self.slots[at].is_free() {
            self.slots[at] = Slot::new(key, row);
            self.count += 1;
        }
    }

    /// The row of `id`.
    pub fn find(&self, id: &str) -> Option<u32> {
        let Some(key) = IdKey::of(id) else { return self.long.find(id) };
        self.find_at(self.place(key.hash()), key)
    }

    /// Whether the table is too large for the cache, so that [touching](Ids::touch) places pays.
    pub fn is_large(&self) -> bool {
        self.slots.len() > 1 << 13
    }

    /// The row of an id of more than 16 bytes.
    pub fn find_long(&self, id: &str) -> Option<u32> {
        self.long.find(id)
    }

    /// Where looking for the id with this [hash](IdKey::hash) begins. Many ids are found faster when
    /// first the place of each is asked for, then each place is [touched](Ids::touch), then each id is
    /// [looked for](Ids::find_at): no step then waits for memory on its own.
    #[inline]
    pub fn place(&self, hash: u64) -> u32 {
        ((u64::from(hash as u32) * self.slots.len() as u64) >> 32) as u32
    }

    /// Reads a place; the number means nothing.
    #[inline]
    pub fn touch(&self, place: u32) -> u32 {
        self.slots.get(place as usize).map_or(0, |slot| slot.row)
    }

    /// The row of the id with this key, looked for from its place on.
    #[inline]
    pub fn find_at(&self, place: u32, key: IdKey) -> Option<u32> {
        if let Some(row) = self.numbered.as_ref().and_then(|numbered| numbered.find(key)) {
            return Some(row);
        }
        // Most are in the first two slots; which of them cannot be guessed.
        let at = place as usize;
        if let Some([one, two]) = self.slots.get(at..).and_then(|slots| slots.first_chunk()) {
            let second = if two.key() == key { two.row } else { FREE.row };
            let row = if one.key() == key { one.row } else { second };
            if row != FREE.row || one.is_free() || two.is_free() {
                return (row != FREE.row).then_some(row);
            }
        }
        if self.slots.is_empty() {
            return None;
        }
        let slot = self.slots[self.slot(at, key)];
        (!slot.is_free()).then_some(slot.row)
    }

    /// The slot of `key`, or the free one it would take, looked for from `at` on.
    #[inline]
    fn slot(&self, mut at: usize, key: IdKey) -> usize {
        loop {
            let slot = self.slots[at];
            if slot.key() == key || slot.is_free() {
                return at;
            }
            at = if at + 1 == self.slots.len() { 0 } else { at + 1 };
        }
    }

    fn grow(&mut self) {
        let larger = vec![FREE; (self.slots.len() * 2).max(16)];
        for slot in std::mem::replace(&mut self.slots, larger) {
            if !slot.is_free() {
                let at = self.slot(self.place(slot.key().hash()) as usize, slot.key());
                self.slots[at] = slot;
            }
        }
    }
}

/// An id of at most 16 bytes, the last not NUL, as an integer that no other id has: its bytes, the
/// first the lowest.
#[derive(Clone, Copy, Debug, Eq)]
pub struct IdKey {
    low: u64,
    high: u64,
}

impl PartialEq for IdKey {
    /// Both halves at once: which of them differs cannot be guessed.
    #[inline]
    fn eq(&self, other: &IdKey) -> bool {
        (self.low ^ other.low) | (self.high ^ other.high) == 0
    }
}

impl From<u128> for IdKey {
    fn from(key: u128) -> IdKey {
        IdKey { low: key as u64, high: (key >> 64) as u64 }
    }
}

impl From<IdKey> for u128 {
    #[inline]
    fn from(key: IdKey) -> u128 {
        u128::from(key.low) | u128::from(key.high) << 64
    }
}

impl IdKey {
    /// The key of an id; `None`: it is too long.
    #[inline]
    pub fn of(id: &str) -> Option<IdKey> {
        let bytes = id.as_bytes();
        if bytes.len() > 16 || bytes.last() == Some(&0) {
            return None;
        }
        // Two overlapping reads of a fixed size are cheaper than a copy of any size.
        if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
            let (low, high) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
            let high = high.checked_shr(8 * (16 - bytes.len() as u32)).unwrap_or(0);
            return Some(IdKey { low, high });
        }
        if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            let (low, high) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
            let high = u64::from(high >> (8 * (8 - bytes.len() as u32) % 32)) << 32;
            let high = if bytes.len() == 4 { 0 } else { high };
            return Some(IdKey { low: u64::from(low) | high, high: 0 });
        }
        let low = bytes.iter().rev().fold(0, |key, byte| key << 8 | u64::from(*byte));
        Some(IdKey { low, high: 0 })
    }

    /// Of what is too long: no text has these bytes.
    pub const LONG: IdKey = IdKey { low: u64::MAX, high: u64::MAX };

    /// The key of a part of a text, which is read together with what follows it; [`IdKey::LONG`]: it
    /// is too long.
    #[inline(always)]
    pub fn within(text: &str, part: Range<usize>) -> IdKey {
        let short = IdKey::short(text.as_bytes(), part.clone());
        short.unwrap_or_else(|| IdKey::apart(&text[part]))
    }

    /// The key of a part of some bytes that is ASCII and nothing around it to trim; `None`: ask otherwise.
    #[inline]
    pub fn plain(bytes: &[u8], part: Range<usize>) -> Option<IdKey> {
        let key = IdKey::short(bytes, part.clone())?;
        let is_ascii = (key.low | key.high) & 0x8080_8080_8080_8080 == 0;
        let in_sight =
            bytes[part.start].is_ascii_graphic() & bytes[part.end - 1].is_ascii_graphic();
        (is_ascii & in_sight).then_some(key)
    }

    /// The key of a part that is not empty, if 16 bytes can be read there.
    #[inline(always)]
    fn short(bytes: &[u8], part: Range<usize>) -> Option<IdKey> {
        let length = part.len();
        match bytes[part.start..].first_chunk::<16>() {
            Some(bytes) if length <= 16 && length > 0 && bytes[length - 1] != 0 => {
                Some(IdKey::from(u128::from_le_bytes(*bytes) & BYTES[length]))
            }
            _ => None,
        }
    }

    /// The same of a text of its own.
    #[cold]
    fn apart(id: &str) -> IdKey {
        IdKey::of(id).unwrap_or(IdKey::LONG)
    }

    /// Whether the id stands before another, bytewise.
    #[inline]
    pub fn is_before(self, other: IdKey) -> bool {
        let bytes = |key: IdKey| (key.low.swap_bytes(), key.high.swap_bytes());
        bytes(self) < bytes(other)
    }

    /// Whether a capital letter A to Z may stand in it.
    #[inline]
    pub fn has_capital(self) -> bool {
        // 0x20 is what a small letter has and a capital lacks; digits have it too.
        let letters = |half: u64| half & 0x4040_4040_4040_4040;
        let small = |half: u64| (half & 0x2020_2020_2020_2020) << 1;
        letters(self.low) & !small(self.low) | letters(self.high) & !small(self.high) != 0
    }

    #[inline]
    pub(super) fn and(self, bits: IdKey) -> IdKey {
        IdKey { low: self.low & bits.low, high: self.high & bits.high }
    }

    /// Both halves multiplied and folded, as in wyhash (Wang Yi, public domain).
    #[inline]
    pub fn hash(self) -> u64 {
        let product = u128::from(self.low ^ 0xa076_1d64_78bd_642f)
            * u128::from(self.high ^ 0xe703_7ed1_a0b4_28db);
        product as u64 ^ (product >> 64) as u64
    }
}

/// By number of bytes, the bits they take of a key.
const BYTES: [u128; 17] = {
    let mut bits = [0; 17];
    let mut n = 1;
    while n < 17 {
        bits[n] = bits[n - 1] << 8 | 0xFF;
        n += 1;
    }
    bits
};

/// A number that stands for a text: equal texts have equal numbers, others practically never.
#[inline]
pub fn fingerprint(text: &str) -> u64 {
    match IdKey::of(text) {
        Some(key) => key.hash(),
        None => foldhash::fast::FixedState::with_seed(1).hash_one(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_key_is_the_bytes_of_the_id() {
        assert_eq!(IdKey::within("abcdefghijklmnopq", 0..17), IdKey::LONG);
        for length in 0..=16 {
            let id = &"abcdefghijklmnop"[..length];
            let mut bytes = [0; 16];
            bytes[..length].copy_from_slice(id.as_bytes());
            let key = Some(IdKey::from(u128::from_le_bytes(bytes)));
            assert_eq!(IdKey::of(id), key, "{id}");
            assert_eq!(Some(IdKey::within("=abcdefghijklmnop...", 1..1 + length)), key, "{id}");
            assert_eq!(Some(IdKey::within("=abcdefghijklmnop", 1..1 + length)), key, "{id}");
            let plain = IdKey::plain(b"=abcdefghijklmnop", 1..1 + length);
            assert_eq!(plain, key.filter(|_| length > 0), "{id}");
        }
    }

    #[test]
    fn bytes_that_are_trimmed_or_no_ascii_have_no_plain_key() {
        for text in [" abc", "abc\t", "a\u{e9}c", "\u{a0}b"] {
            let bytes = format!("{text},2025-02-12,A call");
            assert_eq!(IdKey::plain(bytes.as_bytes(), 0..text.len()), None, "{text:?}");
        }
        assert_eq!(IdKey::plain(b"a c,2025-02-12,A call", 0..3), IdKey::of("a c"));
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
        let ids = Ids::of_rows(names.len(), |n| &names[n]);
        for (n, name) in names.iter().enumerate() {
            assert_eq!(ids.find(name), Some(n as u32));
            assert_eq!(ids.find(&format!("{name}y")), None);
        }
    }
}
