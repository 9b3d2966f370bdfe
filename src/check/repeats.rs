//! Numbers that stand more than once among very many.
//!
//! Invariant: exact whatever the number of threads, and linear: a table of bits, small enough for the
//! cache, sets aside the few that can repeat; only those are sorted.

use crate::cores;

/// The positions of numbers that stand more than once, grouped, each group ascending; groups by
/// their first position. 0 is no number.
pub(super) fn groups<'n>(
    numbers: &(impl Iterator<Item = &'n u64> + Clone + Send),
) -> Vec<Vec<u32>> {
    let few = numbers.clone().nth(FEW).is_none();
    let shares = if few { 1 } else { cores::count().min(16) as u64 };
    let found = cores::each((0..shares).map(|n| (numbers.clone(), n)), |(numbers, n)| {
        share(&numbers, (n, shares))
    });
    let mut groups: Vec<Vec<u32>> = found.into_iter().flatten().collect();
    groups.sort();
    groups
}

/// So many are looked at on one core.
const FEW: usize = 1 << 16;

/// The groups of one of several shares of the numbers.
fn share<'n>(
    numbers: &(impl Iterator<Item = &'n u64> + Clone),
    (which, shares): (u64, u64),
) -> Vec<Vec<u32>> {
    // Whose a number is cannot be foreseen, so nothing branches on it.
    let mine = |n: u64| (n != 0) & (((n & u64::from(u32::MAX)) * shares) >> 32 == which);
    let count = numbers.clone().count() / shares as usize;
    let seen_twice = {
        let (mut bits, mut twice) = (Bits::new(count), Vec::new());
        numbers.clone().filter(|n| bits.set(**n, mine(**n))).for_each(|n| twice.push(*n));
        twice
    };
    if seen_twice.is_empty() {
        return Vec::new();
    }
    let mut wanted = Bits::new(seen_twice.len() * 8);
    for number in &seen_twice {
        wanted.set(*number, true);
    }
    let (mut found, mut at) = (Vec::new(), 0_u32);
    numbers.clone().for_each(|n| {
        if mine(*n) & wanted.has(*n) {
            found.push((*n, at));
        }
        at = at.wrapping_add(1);
    });
    found.sort_unstable();
    (found.chunk_by(|a, b| a.0 == b.0))
        .filter(|group| group.len() > 1)
        .map(|group| group.iter().map(|(_, at)| *at).collect())
        .collect()
}

/// A filter of numbers after Bloom (1970), all bits of a number in one word of it (Putze and others,
/// 2007): a number that was set is there, another one is taken for it some two times in a thousand.
struct Bits {
    words: Vec<u64>,
    shift: u32,
}

/// Numbers a word is for.
const A_WORD: usize = 4;

impl Bits {
    /// For so many numbers.
    fn new(count: usize) -> Bits {
        let words = (count / A_WORD).max(2).next_power_of_two();
        Bits { words: vec![0; words], shift: 64 - words.trailing_zeros() }
    }

    /// The word of a number, and the three bits it has there.
    fn place(&self, number: u64) -> (usize, u64) {
        let hash = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let bit = |nth: u32| 1 << (hash >> (self.shift - 6 * nth) & 63);
        ((hash >> self.shift) as usize, bit(1) | bit(2) | bit(3))
    }

    /// Sets the bits of a number if it `counts`; whether all were set before.
    fn set(&mut self, number: u64, counts: bool) -> bool {
        let (word, bits) = self.place(number);
        let before = self.words[word];
        self.words[word] = before | bits & u64::from(counts).wrapping_neg();
        counts & (before & bits == bits)
    }

    fn has(&self, number: u64) -> bool {
        let (word, bits) = self.place(number);
        self.words[word] & bits == bits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_numbers_are_grouped_and_no_other() {
        let numbers: Vec<u64> =
            (0..10_000).map(|n| if n % 100 == 7 { n % 300 } else { n + 1_000_000 }).collect();
        let groups = groups(&numbers.iter());
        assert_eq!(groups.len(), 3);
        assert_eq!(
            (groups[0][0], groups[0][1], groups.iter().map(Vec::len).sum::<usize>()),
            (7, 307, 100)
        );
        assert!(super::groups(&[1, 2, 3].iter()).is_empty());
        let many: Vec<u64> =
            (0..200_000).map(|n: u64| (n % 150_000).wrapping_mul(0x9e37_79b9)).collect();
        let groups = super::groups(&many.iter());
        assert_eq!(
            (groups.len(), &groups[0], &groups[1]),
            (49_999, &vec![1, 150_001], &vec![2, 150_002])
        );
    }
}
