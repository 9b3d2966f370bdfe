//! Numbers that stand more than once among very many.
//!
//! Invariant: exact, and linear: a table of bits, small enough for the cache, sets aside the few
//! that can repeat; only those are sorted.

/// The positions of numbers that stand more than once, grouped, each group ascending; groups by
/// their first position. 0 is no number.
pub(super) fn groups<'n>(numbers: impl Iterator<Item = &'n u64> + Clone) -> Vec<Vec<u32>> {
    let count = numbers.clone().count();
    let seen_twice = {
        let mut bits = Bits::new(count);
        numbers.clone().filter(|n| **n != 0 && bits.set(**n)).copied().collect::<Vec<u64>>()
    };
    if seen_twice.is_empty() {
        return Vec::new();
    }
    let mut wanted = Bits::new(count);
    for number in &seen_twice {
        wanted.set(*number);
    }
    let mut found: Vec<(u64, u32)> = numbers
        .zip(0..)
        .filter(|(n, _)| **n != 0 && wanted.has(**n))
        .map(|(n, at)| (*n, at))
        .collect();
    found.sort_unstable();
    let mut groups: Vec<Vec<u32>> = (found.chunk_by(|a, b| a.0 == b.0))
        .filter(|group| group.len() > 1)
        .map(|group| group.iter().map(|(_, at)| *at).collect())
        .collect();
    groups.sort();
    groups
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

    /// Sets the bit of a number; whether it was set before.
    fn set(&mut self, number: u64) -> bool {
        let (word, bit) = self.place(number);
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
        let groups = groups(numbers.iter());
        assert_eq!(groups.len(), 3);
        assert_eq!(
            (groups[0][0], groups[0][1], groups.iter().map(Vec::len).sum::<usize>()),
            (7, 307, 100)
        );
        assert!(super::groups([1, 2, 3].iter()).is_empty());
    }
}
