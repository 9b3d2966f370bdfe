//! Ids that are a word and a number of fixed width, as `s000123`: the number says where to look.
//!
//! Invariant: finds exactly the ids it was made of, each with its own row.

use super::digits;
use super::lookup::IdKey;
use crate::cores;

/// Rows by the number in their id.
#[derive(Clone, Debug)]
pub(super) struct Numbered {
    /// The word, and the bits it takes.
    word: IdKey,
    word_bits: IdKey,
    /// How many bits stand before the digits, and those the digits take.
    shift: u32,
    digits: u32,
    first: u32,
    /// The row by number from the first on; [`NONE`] where an id is missing.
    rows: Rows,
}

#[derive(Clone, Debug)]
enum Rows {
    /// So many numbers in a row, as are their rows.
    Consecutive(u32),
    Listed(Vec<u32>),
}

const NONE: u32 = u32::MAX;
/// Digits that are read in one go.
const MOST_DIGITS: usize = 8;

impl Numbered {
    /// Most of the ids of so many rows, by number, where most of them are numbered alike; with it the
    /// rows whose ids are not found by it.
    pub(super) fn most<'i>(
        rows: usize,
        id: &(impl Fn(usize) -> &'i str + Sync),
    ) -> Option<(Numbered, Vec<u32>)> {
        let middle = (rows > 0).then(|| id(rows / 2))?;
        let mut shape = Numbered::like(middle)?;
        let number = |row| IdKey::of(id(row)).and_then(|key| shape.number(key)).unwrap_or(NONE);
        let numbers = cores::numbered(rows, number); // each is looked at once
        let alike = || numbers.iter().copied().filter(|number| *number != NONE);
        let (count, lowest) = (alike().count(), alike().min()?);
        let width = (alike().max()? - lowest) as usize + 1;
        if count < rows.div_ceil(2) || width > 4 * count {
            return None;
        }
        shape.first = lowest;
        if count == rows && numbers.iter().zip(lowest..).all(|(number, next)| *number == next) {
            shape.rows = Rows::Consecutive(count as u32);
            return Some((shape, Vec::new()));
        }
        let (mut rows, mut others) = (vec![NONE; width], Vec::new());
        for (number, row) in numbers.into_iter().zip(0..) {
            match number.checked_sub(lowest).and_then(|nth| rows.get_mut(nth as usize)) {
                Some(place) => *place = (*place).min(row), // the first of two wins
                None => others.push(row),
            }
        }
        shape.rows = Rows::Listed(rows);
        Some((shape, others))
    }

    /// The shape of an id that ends in digits.
    fn like(id: &str) -> Option<Numbered> {
        let digits = id.bytes().rev().take(MOST_DIGITS).take_while(u8::is_ascii_digit).count();
        let word = &id[..id.len() - digits];
        if digits == 0 {
            return None;
        }
        let shift = 8 * word.len() as u32;
        IdKey::of(id).map(|_| Numbered {
            word: IdKey::from(IdKey::of(word).map_or(0, u128::from)),
            word_bits: IdKey::from((1 << shift) - 1),
            shift,
            digits: 8 * digits as u32,
            first: 0,
            rows: Rows::Listed(Vec::new()),
        })
    }

    /// The row of an id.
    #[inline]
    pub(super) fn find(&self, key: IdKey) -> Option<u32> {
        let nth = self.number(key)?.checked_sub(self.first)?;
        match &self.rows {
            Rows::Consecutive(count) => (nth < *count).then_some(nth),
            Rows::Listed(rows) => rows.get(nth as usize).copied().filter(|row| *row != NONE),
        }
    }

    /// The number of an id of this shape.
    #[inline]
    fn number(&self, key: IdKey) -> Option<u32> {
        if key.and(self.word_bits) != self.word {
            return None;
        }
        let rest = u128::from(key) >> self.shift;
        let text = rest as u64;
        // Digits stand highest; what is missing before them counts as 0.
        let missing = 64 - self.digits;
        let zeros = !(u64::MAX << missing) & 0x3030_3030_3030_3030;
        let is_longer = self.digits < 64 && text >> (self.digits & 63) != 0 || rest >> 64 != 0;
        if is_longer { None } else { digits::eight(text << missing | zeros) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(ids: &[String]) -> Option<(Numbered, Vec<u32>)> {
        Numbered::most(ids.len(), &|n| ids[n].as_str())
    }

    fn find(numbered: &Numbered, id: &str) -> Option<u32> {
        IdKey::of(id).and_then(|key| numbered.find(key))
    }

    #[test]
    fn consecutive_ids_take_no_memory_and_others_little() {
        let ids: Vec<String> = (7..1007).map(|n| format!("ev{n:08}")).collect();
        let (numbered, others) = of(&ids).unwrap();
        assert!(others.is_empty());
        assert!(matches!(numbered.rows, Rows::Consecutive(1000)));
        for id in
            ["ev00000006", "ev00001007", "ev0000007", "ev000000007", "ex00000007", "ev0000000a"]
        {
            assert_eq!(find(&numbered, id), None, "{id}");
        }
        assert!(of(&["a1", "b2", "c3"].map(str::to_string)).is_none());
        assert!(of(&["a001", "a900"].map(str::to_string)).is_none());
        assert!(of(&["a", "b"].map(str::to_string)).is_none() && of(&[]).is_none());
    }

    proptest! {
        #[test]
        fn finds_its_own_ids_and_no_other(
            word in "[a-z-]{0,8}", width in 1usize..=8, first in 0u32..1000, holes in prop::collection::vec(1u32..4, 1..60),
            strange in "[a-z0-9-]{1,16}"
        ) {
            let mut number = first;
            let mut ids: Vec<String> = holes.iter().map(|hole| {
                number += hole;
                format!("{word}{number:0width$}")
            }).collect();
            ids.push(strange);
            ids.sort();
            ids.dedup();
            let Some((numbered, others)) = of(&ids) else { return Ok(()) };
            let mut found = 0;
            for (row, id) in ids.iter().enumerate() {
                prop_assert_eq!(find(&numbered, id).is_none(), others.contains(&(row as u32)));
                if let Some(at) = find(&numbered, id) {
                    prop_assert_eq!(at, row as u32);
                    found += 1;
                }
                for other in [format!("{id}0"), format!("0{id}"), format!("{id}x")] {
                    if !ids.contains(&other) {
                        prop_assert_eq!(find(&numbered, &other), None);
                    }
                }
            }
            prop_assert!(found * 2 >= ids.len());
        }
    }
}
