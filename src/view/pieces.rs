//! The pieces that some ties leave, and other ties that join them.
//!
//! Invariant: what hangs together with all ties does so with those kept, unless there is no room for
//! them; no tie is taken of two actors that hang together already.

use super::backbone::spread;
use super::pairs::{Count, Pair};

/// Takes those of the others that join pieces, the strongest first, while there is room; whether some
/// are left that would have joined as well as equal ones that were taken.
pub(super) fn join(kept: &mut Vec<Count>, others: &mut Vec<Count>, room: usize) -> bool {
    let mut pieces = Pieces::of(kept.iter().chain(&*others));
    kept.iter().for_each(|pair| _ = pieces.join(pair));
    others.sort_unstable_by_key(Pair::strength);
    let (full, mut is_arbitrary) = (kept.len() + room, false);
    for equal in others.chunk_by(|one, other| one.counts() == other.counts()) {
        let mut equal = equal.to_vec();
        equal.retain(|pair| pieces.are_apart(pair));
        spread(&mut equal);
        let (before, offered) = (kept.len(), equal.len());
        for pair in equal {
            if kept.len() < full && pieces.join(&pair) {
                kept.push(pair);
            }
        }
        is_arbitrary |= (1..offered).contains(&(kept.len() - before));
    }
    kept.sort_unstable_by_key(Pair::ends);
    others.retain(|pair| kept.binary_search_by_key(&pair.ends(), Pair::ends).is_err());
    is_arbitrary
}

/// Which actors hang together: each leads to another of its piece, one in each to itself.
struct Pieces(Vec<u32>);

impl Pieces {
    /// Each actor of some ties for itself.
    fn of<'p>(pairs: impl Iterator<Item = &'p Count>) -> Pieces {
        Pieces((0..pairs.map(|pair| pair.b + 1).max().unwrap_or(0)).collect())
    }

    /// The one that stands for the piece of an actor; the way there gets shorter.
    fn piece(&mut self, mut actor: u32) -> u32 {
        while self.0[actor as usize] != actor {
            let next = self.0[actor as usize];
            self.0[actor as usize] = self.0[next as usize];
            actor = next;
        }
        actor
    }

    fn are_apart(&mut self, pair: &Count) -> bool {
        self.piece(pair.a) != self.piece(pair.b)
    }

    /// Makes one piece of those of two actors; whether they were two.
    fn join(&mut self, pair: &Count) -> bool {
        let (one, other) = (self.piece(pair.a), self.piece(pair.b));
        self.0[other as usize] = one;
        one != other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair((a, b, count): (u32, u32, u32)) -> Count {
        Count { a, b, count, unconfirmed: 1 }
    }

    /// The ends of all that is kept then, and whether it is arbitrary.
    fn joined(
        kept: &[(u32, u32)],
        others: &[(u32, u32, u32)],
        room: usize,
    ) -> (Vec<(u32, u32)>, bool) {
        let mut kept: Vec<Count> = kept.iter().map(|(a, b)| pair((*a, *b, 1))).collect();
        let mut others: Vec<Count> = others.iter().copied().map(pair).collect();
        let all = kept.len() + others.len();
        let is_arbitrary = join(&mut kept, &mut others, room);
        assert_eq!(kept.len() + others.len(), all);
        (kept.iter().map(Pair::ends).collect(), is_arbitrary)
    }

    #[test]
    fn the_strongest_tie_between_two_pieces_joins_them_and_no_second_does() {
        let pieces = [(0, 1), (2, 3)];
        let all = vec![(0, 1), (1, 3), (2, 3)];
        assert_eq!(joined(&pieces, &[(0, 2, 0), (1, 3, 1)], 9), (all.clone(), false));
        assert!(joined(&pieces, &[(0, 3, 0), (1, 3, 0)], 9).1, "one of two equal ones");
        assert_eq!(joined(&all, &[(0, 2, 0), (0, 3, 0)], 9), (all.clone(), false));
    }

    #[test]
    fn where_there_is_no_room_for_all_that_join_the_strongest_do() {
        let (pieces, others) = ([(0, 1), (2, 3), (4, 5)], [(1, 2, 0), (3, 4, 1)]);
        assert_eq!(joined(&pieces, &others, 1), (vec![(0, 1), (2, 3), (3, 4), (4, 5)], false));
        assert_eq!(joined(&pieces, &others, 0), (pieces.to_vec(), false));
        assert!(joined(&pieces, &[(1, 2, 0), (3, 4, 0)], 1).1, "one of two equal ones");
    }
}
