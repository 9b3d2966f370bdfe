//! The ties a picture keeps where all are too many: those of two events or more, for each actor that
//! has none of these one of its strongest, and those that join what these leave in pieces; or the
//! strongest, so many.
//!
//! Equal ones are chosen as on a ring of all actors by id: those to the next actor, then those to
//! the next but one. So many that are all tied become a ring, in which nobody stands out, and no star
//! about the first of them.
//!
//! Invariant: every actor of the ties keeps one in the backbone, and what hangs together does so
//! while there is room; ties ascend by (a, b) afterwards; whether equal ones were chosen from is told.

use super::network::Ego;
use super::pairs::{Count, Pair};
use super::pieces;

/// Why the ties of a backbone were kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Whether some are left out that are as good as some that are kept.
    pub(crate) is_arbitrary: bool,
    /// Whether some are kept only for joining the others.
    pub(crate) is_joined: bool,
}

/// Keeps the backbone of ties among so many actors, all ties of the actor asked for, and those that
/// join them; nothing is joined or told where the backbone alone is more than a page.
pub(crate) fn keep_backbone(
    pairs: &mut Vec<Count>,
    (actors, ego): (u32, Option<Ego>),
    page: usize,
) -> Option<Kept> {
    let own = |pair: &Count| ego.is_some_and(|ego| ego.has(pair));
    let strong = |pair: &Count| pair.count + pair.unconfirmed >= 2 || own(pair);
    let mut seen = vec![false; actors as usize];
    let sure = |pair: &&Count| own(pair) || strong(pair) && pair.count > 0;
    pairs.iter().filter(sure).for_each(|pair| see(&mut seen, pair));
    let (mut picked, mut classes) = (Vec::new(), Vec::new());
    // Of one event each: those that count; then, after stronger ones, those that are not confirmed.
    for counts in [(1, 0), (0, 1)] {
        let mut next = Next::new(&seen);
        let class = || pairs.iter().filter(|pair| pair.counts() == counts);
        class().for_each(|pair| next.offer(pair));
        picked.extend(next.ties());
        classes.push((counts, seen.clone()));
        class().for_each(|pair| see(&mut seen, pair));
        pairs.iter().filter(|pair| strong(pair)).for_each(|pair| see(&mut seen, pair));
    }
    picked.sort_unstable();
    picked.dedup();
    let is_kept = |pair: &Count| strong(pair) || picked.binary_search(&pair.ends()).is_ok();
    let number = picked.len() + pairs.iter().filter(|pair| strong(pair)).count();
    let Some(room) = page.checked_sub(number) else {
        pairs.retain(is_kept);
        return None;
    };
    let (kept, mut others): (Vec<Count>, Vec<Count>) = pairs.iter().partition(|pair| is_kept(pair));
    *pairs = kept;
    let mut is_arbitrary = pieces::join(pairs, &mut others, room);
    // An actor that had no tie keeps another one, as strong.
    let had_none = |pair: &Count, seen: &[bool]| !seen[pair.a as usize] || !seen[pair.b as usize];
    is_arbitrary |= others.iter().any(|pair| {
        classes.iter().any(|(counts, seen)| pair.counts() == *counts && had_none(pair, seen))
    });
    Some(Kept { is_arbitrary, is_joined: pairs.len() > number })
}

/// Keeps the strongest, so many, those of the actor asked for first; whether some that are left out
/// are as strong as some that are kept.
pub(crate) fn keep_strongest(pairs: &mut Vec<Count>, (number, ego): (usize, Option<Ego>)) -> bool {
    if pairs.len() <= number {
        return false;
    }
    let own = |pair: &Count| ego.is_some_and(|ego| ego.has(pair));
    let key = |pair: &Count| (!own(pair), std::cmp::Reverse(pair.counts()));
    pairs.sort_unstable_by_key(|pair| (key(pair), pair.ends()));
    let least = key(&pairs[number]);
    let from = pairs.partition_point(|pair| key(pair) < least);
    let to = pairs.partition_point(|pair| key(pair) <= least);
    if from < number {
        spread(&mut pairs[from..to]);
    }
    pairs.truncate(number);
    pairs.sort_unstable_by_key(Pair::ends);
    from < number
}

/// Sorts equal ties by how far apart their ends stand on a ring of all actors they have.
pub(super) fn spread(pairs: &mut [Count]) {
    let mut actors: Vec<u32> = pairs.iter().flat_map(|pair| [pair.a, pair.b]).collect();
    actors.sort_unstable();
    actors.dedup();
    let place = |actor: u32| actors.binary_search(&actor).unwrap_or(0);
    let apart = |pair: &Count| {
        let ahead = place(pair.b) - place(pair.a);
        ahead.min(actors.len() - ahead)
    };
    pairs.sort_by_cached_key(|pair| (apart(pair), pair.ends()));
}

fn see(seen: &mut [bool], pair: &Count) {
    seen[pair.a as usize] = true;
    seen[pair.b as usize] = true;
}

/// For each actor without a tie the one to the next actor, after the last the first.
struct Next<'s> {
    seen: &'s [bool],
    /// By actor: the first other it has a tie to; none yet: the greatest number.
    first: Vec<u32>,
    /// By actor: the first such other behind it.
    behind: Vec<u32>,
}

impl Next<'_> {
    fn new(seen: &[bool]) -> Next<'_> {
        let none = vec![u32::MAX; seen.len()];
        Next { seen, first: none.clone(), behind: none }
    }

    /// Takes a tie; they come in order.
    fn offer(&mut self, pair: &Count) {
        for (own, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
            let place = own as usize;
            if self.seen[place] {
                continue;
            }
            self.first[place] = self.first[place].min(other);
            if other > own {
                self.behind[place] = self.behind[place].min(other);
            }
        }
    }

    /// The ties, by their ends in order.
    fn ties(&self) -> impl Iterator<Item = (u32, u32)> {
        let others = self.first.iter().zip(&self.behind);
        let chosen =
            others.map(|(first, behind)| if *behind == u32::MAX { *first } else { *behind });
        let ties = (0..).zip(chosen).filter(|(_, other)| *other != u32::MAX);
        ties.map(|(own, other): (u32, u32)| (own.min(other), own.max(other)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ends of what is kept of ties `(a, b, count, unconfirmed)`, and whether it is arbitrary.
    fn kept(ties: &[(u32, u32, u32, u32)], ego: Option<u32>) -> (Vec<(u32, u32)>, bool) {
        let tie = |t: &(u32, u32, u32, u32)| Count { a: t.0, b: t.1, count: t.2, unconfirmed: t.3 };
        let mut pairs: Vec<Count> = ties.iter().map(tie).collect();
        let ego = ego.map(|actor| Ego { actor, hops: 1 });
        let kept = keep_backbone(&mut pairs, (20, ego), 150).unwrap();
        (pairs.iter().map(Pair::ends).collect(), kept.is_arbitrary)
    }

    /// Ties of some who met once, all at one time.
    fn clique(size: u32) -> Vec<(u32, u32, u32, u32)> {
        (0..size).flat_map(|a| (a + 1..size).map(move |b| (a, b, 1, 0))).collect()
    }

    #[test]
    fn of_one_meeting_of_many_a_ring_is_kept_in_which_nobody_stands_out() {
        let (ties, is_arbitrary) = kept(&clique(13), None);
        assert_eq!((ties.len(), is_arbitrary), (13, true));
        for actor in 0..13 {
            assert_eq!(ties.iter().filter(|(a, b)| *a == actor || *b == actor).count(), 2);
        }
    }

    #[test]
    fn each_actor_keeps_its_strongest_and_a_choice_among_equals_is_told() {
        let ties = [(0, 1, 2, 0), (0, 2, 1, 0), (1, 2, 0, 1), (1, 3, 0, 1), (2, 4, 0, 2)];
        assert_eq!(kept(&ties, None), (vec![(0, 1), (0, 2), (1, 3), (2, 4)], false));
        let ties = [(0, 1, 2, 0), (0, 2, 1, 0), (2, 3, 0, 2)];
        assert_eq!(kept(&ties, None), (vec![(0, 1), (0, 2), (2, 3)], false));
        let ties = [(0, 1, 2, 0), (0, 2, 1, 0), (1, 2, 1, 0)];
        assert_eq!(kept(&ties, None), (vec![(0, 1), (0, 2)], true));
    }

    #[test]
    fn no_tie_of_a_tree_is_left_out_and_nothing_is_chosen() {
        let chain: Vec<_> = (0..19).map(|a| (a, a + 1, u32::from(a % 5 > 0), 1)).collect();
        let (ties, is_arbitrary) = kept(&chain, None);
        assert_eq!((ties.len(), is_arbitrary), (19, false));
        let story: Vec<_> = (0..19).map(|a| (a, a + 1, 1 + u32::from(a % 5 == 0), 0)).collect();
        assert_eq!(kept(&story, None).0.len(), 19);
        // A tie more, of those with nothing confirmed, makes the weakest of a circle needless.
        let circle = [chain.clone(), vec![(0, 19, 0, 1)]].concat();
        assert_eq!(kept(&circle, None).0.len(), 19);
        let mut pairs = Vec::new();
        pairs.extend(chain.iter().map(|t| Count { a: t.0, b: t.1, count: t.2, unconfirmed: t.3 }));
        assert_eq!(keep_backbone(&mut pairs, (20, None), 14), None, "more than a page alone");
    }

    #[test]
    fn the_actor_asked_for_keeps_all_and_so_nobody_else_needs_one() {
        let (ties, is_arbitrary) = kept(&clique(13), Some(4));
        assert!(ties.len() == 12 && ties.iter().all(|(a, b)| *a == 4 || *b == 4));
        assert!(!is_arbitrary);
    }

    #[test]
    fn of_too_many_equal_ones_each_actor_keeps_as_many() {
        let tie = |t: (u32, u32, u32, u32)| Count { a: t.0, b: t.1, count: 2, unconfirmed: 0 };
        let mut pairs: Vec<Count> = clique(20).into_iter().map(tie).collect();
        pairs.push(Count { a: 3, b: 20, count: 3, unconfirmed: 0 });
        assert!(keep_strongest(&mut pairs, (61, None)));
        assert_eq!(pairs.len(), 61);
        for actor in (0..20).filter(|actor| *actor != 3) {
            assert_eq!(pairs.iter().filter(|p| p.a == actor || p.b == actor).count(), 6);
        }
        assert!(pairs.iter().any(|pair| pair.b == 20));
        assert!(!keep_strongest(&mut pairs, (1, None)), "one is the strongest");
    }
}
