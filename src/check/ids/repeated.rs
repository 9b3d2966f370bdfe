//! Numbers that stand more than once among very many.
//!
//! Invariant: exact whatever the number of threads, and linear: filters small enough for the cache set
//! aside the few that can repeat; only those are sorted.

use crate::cores;

/// The positions of numbers that stand more than once in lists behind each other, grouped, each group
/// ascending; groups by their first position. 0 is no number.
pub(in crate::check) fn groups(lists: &[&[u64]]) -> Vec<Vec<u32>> {
    let count: usize = lists.iter().map(|list| list.len()).sum();
    let threads = if count > FEW { cores::count() } else { 1 };
    let wanted = Bits::of(&repeated(lists, count, threads));
    let mut starts = vec![0_u32];
    for list in lists {
        starts.push(starts[starts.len() - 1].wrapping_add(list.len() as u32));
    }
    let found = cores::in_turn(
        lists.len(),
        threads,
        || (),
        |(), n| {
            let numbers = lists[n].iter().copied().zip(starts[n]..);
            numbers.filter(|(number, _)| *number != 0 && wanted.has(*number)).collect::<Vec<_>>()
        },
    );
    let mut found = found.concat();
    found.sort_unstable();
    let groups = found.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1);
    let mut groups: Vec<Vec<u32>> =
        groups.map(|group| group.iter().map(|(_, at)| *at).collect()).collect();
    groups.sort();
    groups
}

/// So many are looked at on one core.
const FEW: usize = 1 << 16;

/// Numbers that stand more than once, and few others: each core has a filter of its own for what
/// stands in some of the lists; then each number is looked for in the filters of those before.
fn repeated(lists: &[&[u64]], count: usize, threads: usize) -> Vec<u64> {
    let share = lists.len().div_ceil(threads).max(1);
    let filtered = cores::each(lists.chunks(share), |lists| {
        let (mut bits, mut twice) = (Bits::new(count / threads), Vec::new());
        for number in lists.iter().copied().flatten() {
            // Nothing branches on whether it is one: that cannot be foreseen.
            if bits.set(*number) & (*number != 0) {
                twice.push(*number);
            }
        }
        (bits, twice)
    });
    let across = cores::in_turn(
        lists.len(),
        threads,
        || (),
        |(), n| {
            let earlier = &filtered[..n / share];
            let is_there =
                |number: &u64| *number != 0 && earlier.iter().any(|(bits, _)| bits.has(*number));
            lists[n].iter().copied().filter(is_there).collect::<Vec<_>>()
        },
    );
    let twice = filtered.into_iter().flat_map(|(_, twice)| twice);
    twice.chain(across.into_iter().flatten()).collect()
}

/// A filter of numbers after Bloom (1970), both bits of a number in one word of it (Putze and others,
/// 2007): a number that was set is there, another one is taken for it some two times in a hundred.
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

    /// Of few numbers, which hardly any other is taken for.
    fn of(numbers: &[u64]) -> Bits {
        let mut bits = Bits::new(numbers.len() * 8);
        numbers.iter().for_each(|number| {
            bits.set(*number);
        });
        bits
    }

    /// The word of a number, and the two bits it has there.
    #[inline]
    fn place(&self, number: u64) -> (usize, u64) {
        let hash = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let bits = 1 << (hash >> 34 & 63) | 1 << (hash >> 40 & 63);
        ((hash >> self.shift) as usize, bits)
    }

    /// Sets the bits of a number; whether both were set before.
    #[inline]
    fn set(&mut self, number: u64) -> bool {
        let (word, bits) = self.place(number);
        let before = self.words[word];
        self.words[word] = before | bits;
        before & bits == bits
    }

    #[inline]
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
        let groups = groups(&[&numbers[..777], &numbers[777..]]);
        assert_eq!(groups.len(), 3);
        assert_eq!(
            (groups[0][0], groups[0][1], groups.iter().map(Vec::len).sum::<usize>()),
            (7, 307, 100)
        );
        assert!(super::groups(&[&[1, 2, 3]]).is_empty());
        let many: Vec<u64> =
            (0..200_000).map(|n: u64| (n % 150_000).wrapping_mul(0x9e37_79b9)).collect();
        let groups = super::groups(&[&many]);
        assert_eq!(
            (groups.len(), &groups[0], &groups[1]),
            (49_999, &vec![1, 150_001], &vec![2, 150_002])
        );
    }
}
