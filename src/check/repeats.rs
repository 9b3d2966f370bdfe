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
    let mut wanted = Bits::new(count);
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

/// One bit for each of 16 times as many places as there are numbers.
struct Bits {
    words: Vec<u64>,
    shift: u32,
}

impl Bits {
    fn new(count: usize) -> Bits {
        let bits = (count.max(4) * 16).next_power_of_two();
        Bits { words: vec![0; bits / 64], shift: 64 - bits.trailing_zeros() }
    }

    fn place(&self, number: u64) -> (usize, u64) {
        let bit = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift;
        ((bit / 64) as usize, 1 << (bit % 64))
    }

    /// Sets the bit of a number if it `counts`; whether it was set before.
    fn set(&mut self, number: u64, counts: bool) -> bool {
        let (word, bit) = self.place(number);
        let bit = bit & u64::from(counts).wrapping_neg();
        let before = self.words[word] & bit != 0;
        self.words[word] |= bit;
        before
    }

    fn has(&self, number: u64) -> bool {
        let (word, bit) = self.place(number);
        self.words[word] & bit != 0
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
