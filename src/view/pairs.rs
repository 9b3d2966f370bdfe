//! All pairs that stand together in a gathering, and how often.
//!
//! Each core takes a share of the gatherings and puts their pairs down, in blocks of some lower actors:
//! few enough blocks that the ends of all are in the cache. Then each core takes a block at a time, of
//! all shares, puts its pairs in the order of the lower actor, and adds up those of each.
//!
//! Invariant: every pair is counted, however few are wanted, and the same are wanted whatever the
//! number of cores; memory is bounded by [`ROOM`], not by the pairs of all gatherings.

use std::ops::Range;

use super::gatherings::{Gatherings, Share};
use crate::cores;

/// How often two actors met or stand together, and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) count: u32,
    pub(crate) unconfirmed: u32,
}

/// Two actors and how often.
pub(crate) trait Pair {
    /// The numbers of the actors, ascending.
    fn ends(&self) -> (u32, u32);
    /// The count and the second count.
    fn counts(&self) -> (u32, u32);
    /// What the strongest pair has least of: sorts by count, second count, then ids.
    fn strength(&self) -> (std::cmp::Reverse<(u32, u32)>, (u32, u32)) {
        (std::cmp::Reverse(self.counts()), self.ends())
    }
}

impl Pair for Count {
    fn ends(&self) -> (u32, u32) {
        (self.a, self.b)
    }

    fn counts(&self) -> (u32, u32) {
        (self.count, self.unconfirmed)
    }
}

/// Which pairs are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wanted {
    /// Only those whose count is at least this.
    pub(crate) least: u32,
    /// Only the strongest, so many.
    pub(crate) top: Option<usize>,
}

/// The pairs that were wanted, ascending by (a, b), and how many there are in all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counted {
    pub(crate) pairs: Vec<Count>,
    pub(crate) all: usize,
}

/// So many pairs are put down at a time, and those of one more actor.
const ROOM: u64 = 1 << 25;

/// So many pairs are put down at a time where none are kept.
const PASSING: u64 = 1 << 19;

/// Counts all pairs and keeps none: those of some lower actors after those of others, ascending by (a, b).
pub(crate) fn in_passing(gatherings: &Gatherings) -> impl Iterator<Item = Vec<Count>> {
    in_rounds(PASSING, gatherings)
}

fn in_rounds(room: u64, gatherings: &Gatherings) -> impl Iterator<Item = Vec<Count>> {
    rounds(room, gatherings).into_iter().map(|actors| {
        let mut counted = Counted::default();
        round(gatherings, actors, Wanted::default(), &mut counted);
        counted.pairs
    })
}

/// Counts all pairs.
pub(crate) fn count(gatherings: &Gatherings, wanted: Wanted) -> Counted {
    count_within(ROOM, gatherings, wanted)
}

fn count_within(room: u64, gatherings: &Gatherings, wanted: Wanted) -> Counted {
    let mut counted = Counted::default();
    for actors in rounds(room, gatherings) {
        round(gatherings, actors, wanted, &mut counted);
        if let Some(top) = wanted.top {
            keep_strongest(&mut counted.pairs, top);
        }
    }
    if wanted.top.is_some() {
        counted.pairs.sort_unstable_by_key(Pair::ends);
    }
    counted
}

/// Ranges of lower actors, so that there is room for all that is put down of each range.
fn rounds(room: u64, gatherings: &Gatherings) -> Vec<Range<u32>> {
    let actors = gatherings.actors();
    let mut rounds: Vec<Range<u32>> = std::iter::once(0..actors).collect();
    let mut taken = 0;
    for a in 0..actors {
        let of_share = |share: &Share| u64::from(share.behind[a as usize]);
        taken += gatherings.shares.iter().map(of_share).sum::<u64>();
        if taken >= room && a + 1 < actors {
            taken = 0;
            if let Some(last) = rounds.last_mut() {
                last.end = a + 1;
            }
            rounds.push(a + 1..actors);
        }
    }
    rounds
}

/// Counts the pairs of some lower actors.
fn round(gatherings: &Gatherings, actors: Range<u32>, wanted: Wanted, counted: &mut Counted) {
    let blocks = Blocks::new(actors, gatherings.actors());
    let put = cores::each(&gatherings.shares, |share| Put::down(gatherings, share, &blocks));
    let tools = || Sum::new(gatherings.actors(), wanted);
    let done = cores::in_turn(blocks.count(), gatherings.cores(), tools, |sum, number| {
        sum.block(&put, blocks.bits, (number, blocks.actors(number)))
    });
    counted.pairs.reserve_exact(done.iter().map(|some| some.pairs.len()).sum());
    for some in done {
        counted.all += some.all;
        counted.pairs.extend(some.pairs);
    }
}

/// Lower actors in blocks of a power of two.
struct Blocks {
    actors: Range<u32>,
    /// How many bits tell an actor from the others of its block.
    bits: u32,
}

impl Blocks {
    /// Blocks that are large, but leave work for many cores, and of which an actor, any of `all` others
    /// and whether a gathering counts fit into a number.
    fn new(actors: Range<u32>, all: u32) -> Blocks {
        const LARGE: u32 = 8;
        const MANY: u32 = 64;
        let number = all.checked_ilog2().map_or(0, |bits| bits + 1);
        let share = (actors.len() as u32 / MANY).checked_ilog2().unwrap_or(0);
        Blocks { actors, bits: LARGE.min(share).min(31_u32.saturating_sub(number)) }
    }

    fn count(&self) -> usize {
        self.actors.len().div_ceil(1 << self.bits)
    }

    fn actors(&self, number: usize) -> Range<u32> {
        let first = self.actors.start + ((number as u32) << self.bits);
        first..self.actors.end.min(first + (1 << self.bits))
    }
}

/// The pairs that one share has of some lower actors.
struct Put<'f> {
    /// For each actor how many members stand behind it.
    behind: &'f [u32],
    /// By block, where its pairs end.
    ends: Vec<u32>,
    /// From the highest bit on: the lower actor within its block, the higher one, and 1 where the
    /// gathering counts.
    pairs: Vec<u32>,
}

impl<'f> Put<'f> {
    /// Puts down the pairs of a share.
    fn down(gatherings: &Gatherings, share: &'f Share, blocks: &Blocks) -> Put<'f> {
        let (behind, mut sum) = (&share.behind, 0);
        let start = |number: usize| {
            let actors = blocks.actors(number);
            let before = sum;
            sum += behind[actors.start as usize..actors.end as usize].iter().sum::<u32>();
            before
        };
        let mut next: Vec<u32> = (0..blocks.count()).map(start).collect();
        let mut pairs = vec![0; sum as usize];
        for gathered in share.iter() {
            let counts = u32::from(gathered.gathering.counts(gatherings.basis));
            for (n, a) in gathered.actors.iter().enumerate() {
                if !blocks.actors.contains(a) {
                    continue;
                }
                let (own, others) = (a - blocks.actors.start, &gathered.actors[n + 1..]);
                let next = &mut next[(own >> blocks.bits) as usize];
                let lower = (own & ((1 << blocks.bits) - 1)).rotate_right(blocks.bits) | counts;
                let list = &mut pairs[*next as usize..][..others.len()];
                list.iter_mut().zip(others).for_each(|(pair, b)| *pair = lower | (b * 2));
                *next += others.len() as u32;
            }
        }
        Put { behind, ends: next, pairs }
    }

    /// The pairs of a block.
    fn block(&self, number: usize) -> &[u32] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.pairs[start as usize..self.ends[number] as usize]
    }
}

/// One gathering in a slot: those that count in the upper half, so that slots compare like pairs.
fn unit(counts: bool) -> u64 {
    if counts { 1 << 32 } else { 1 }
}

/// Adds up pairs of one lower actor at a time.
struct Sum {
    wanted: Wanted,
    /// What a pair must have to be among the strongest, as far as this core has seen.
    least: u64,
    /// Pairs of a block, by lower actor.
    sorted: Vec<u32>,
    /// For each higher actor.
    slots: Vec<u64>,
    /// The higher actors whose slot is in use.
    met: Vec<u32>,
}

impl Sum {
    fn new(actors: u32, wanted: Wanted) -> Sum {
        let least = u64::from(wanted.least) << 32;
        let (sorted, slots, met) = (Vec::new(), vec![0; actors as usize], Vec::new());
        Sum { wanted, least, sorted, slots, met }
    }

    /// The pairs of a block of lower actors.
    fn block(&mut self, put: &[Put], bits: u32, (number, actors): (usize, Range<u32>)) -> Counted {
        let ends = self.sort(put, bits, (number, actors.clone()));
        let (mut some, mut start) = (Counted::default(), 0);
        for (a, end) in actors.zip(ends) {
            self.one(a, start..end, &mut some);
            start = end;
        }
        if let Some(top) = self.wanted.top {
            keep_strongest(&mut some.pairs, top);
            let weakest =
                some.pairs.iter().map(|p| u64::from(p.count) << 32 | u64::from(p.unconfirmed));
            if some.pairs.len() == top {
                self.least = self.least.max(weakest.min().unwrap_or(0));
            }
        }
        some
    }

    /// Sorts the pairs of a block by the lower actor; gives where those of each end.
    fn sort(
        &mut self,
        put: &[Put],
        bits: u32,
        (number, actors): (usize, Range<u32>),
    ) -> Vec<usize> {
        let mut sum = 0;
        let start = |a: u32| {
            let before = sum;
            sum += put.iter().map(|put| put.behind[a as usize] as usize).sum::<usize>();
            before
        };
        let mut next: Vec<usize> = actors.map(start).collect();
        self.sorted.resize(sum.max(self.sorted.len()), 0);
        for pair in put.iter().flat_map(|put| put.block(number)) {
            let next = &mut next[(pair.rotate_left(bits) & ((1 << bits) - 1)) as usize];
            self.sorted[*next] = pair << bits >> bits;
            *next += 1;
        }
        next
    }

    /// The pairs of one lower actor, which are some of those sorted.
    fn one(&mut self, a: u32, sorted: Range<usize>, some: &mut Counted) {
        let Sum { slots, met, .. } = self;
        for pair in &self.sorted[sorted] {
            let (b, counts) = (pair / 2, pair % 2 == 1);
            let slot = &mut slots[b as usize];
            if *slot == 0 {
                met.push(b);
            }
            *slot += unit(counts);
        }
        some.all += met.len();
        if self.wanted.top.is_none() {
            met.sort_unstable();
        }
        for b in met.drain(..) {
            let number = std::mem::take(&mut slots[b as usize]);
            if number >= self.least {
                let (count, unconfirmed) = ((number >> 32) as u32, number as u32);
                some.pairs.push(Count { a, b, count, unconfirmed });
            }
        }
    }
}

/// Keeps the strongest, in any order.
pub(crate) fn keep_strongest(pairs: &mut Vec<Count>, number: usize) {
    if pairs.len() > number {
        pairs.select_nth_unstable_by_key(number, Pair::strength);
        pairs.truncate(number);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::view::gatherings::Basis;
    use crate::view::{Selection, ties};

    /// So many events that several cores share them, among few busy actors and many others.
    fn events() -> String {
        let mut text = "id,date,title,type,actors,status\n".to_string();
        let mut seed = 1u32;
        let mut random = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % below
        };
        for n in 0..21_000 {
            let other = 30 + random(300);
            let actors = format!("a{};a{};a{other}", random(12), random(30));
            let status = if random(4) == 0 { "alleged" } else { "" };
            text.push_str(&format!("e{n:05},2025,T{n},call,{actors},{status}\n"));
        }
        text
    }

    #[test]
    fn every_pair_is_counted_whatever_the_room_and_the_choice() {
        let text = events();
        let data = crate::check::dataset(crate::read::texts(&[("events.csv", &text)])).dataset;
        let gatherings = Gatherings::find(&data, &Selection::all(&data), Basis::Met);
        let mut one_by_one: BTreeMap<(u32, u32), (u32, u32)> = BTreeMap::new();
        for gathered in gatherings.iter() {
            for (n, a) in gathered.actors.iter().enumerate() {
                for b in &gathered.actors[n + 1..] {
                    let counts = gathered.gathering.counts(Basis::Met);
                    let pair = one_by_one.entry((*a, *b)).or_default();
                    *if counts { &mut pair.0 } else { &mut pair.1 } += 1;
                }
            }
        }
        let plain: Vec<Count> = one_by_one
            .into_iter()
            .map(|((a, b), (count, unconfirmed))| Count { a, b, count, unconfirmed })
            .collect();
        for room in [1, 5_000, ROOM] {
            let counted = count_within(room, &gatherings, Wanted::default());
            assert_eq!((&counted.pairs, counted.all), (&plain, plain.len()));
            assert_eq!(in_rounds(room, &gatherings).collect::<Vec<_>>().concat(), plain);
            let wanted = Wanted { least: 2, top: Some(50) };
            let mut top: Vec<Count> = plain.iter().filter(|p| p.count >= 2).copied().collect();
            top.sort_by_key(Pair::strength);
            top.truncate(50);
            top.sort_by_key(Pair::ends);
            let counted = count_within(room, &gatherings, wanted);
            assert_eq!((&counted.pairs, counted.all), (&top, plain.len()));
        }
        let (few, many) =
            (ties::gather(&gatherings, &plain[..99]), ties::gather(&gatherings, &plain));
        assert!(plain.len() > 4096, "both ways are taken");
        assert_eq!(few, many[..99]);
        assert!(many.iter().zip(&plain).all(|(tie, pair)| tie.tally.counts() == pair.counts()));
        for actor in [0, 7, 200] {
            let mut own: Vec<ties::Tally> = many.iter().map(|tie| tie.tally).collect();
            own.retain(|tie| tie.a == actor || tie.b == actor);
            own.sort_by_key(Pair::strength);
            assert_eq!(ties::around(&gatherings, actor), own);
        }
    }

    #[test]
    fn the_ties_of_one_actor_are_counted_without_those_of_all_others() {
        let actors: Vec<String> = (0..50_000).map(|n| format!("a{n}")).collect();
        let text = format!("id,date,title,type,actors\ne,2020,T,meeting,{}\n", actors.join(";"));
        let data = crate::check::dataset(crate::read::texts(&[("events.csv", &text)])).dataset;
        let gatherings = Gatherings::find(&data, &Selection::all(&data), Basis::Met);
        let own = ties::around(&gatherings, 7);
        assert_eq!((own.len(), own[7].a, own[7].b), (49_999, 7, 8));
        assert!(own.iter().all(|tie| (tie.count, tie.in_person) == (1, 1)));
    }
}
