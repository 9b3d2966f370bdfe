//! All pairs that stand together in a gathering, and how often.
//!
//! Each core takes a share of the gatherings and puts down the members behind each member: in a list
//! for the lower actor of the pair, or, where that list would be long, as numbers in a row with a
//! cell for each higher actor. Then each core takes some lower actors at a time and adds
//! up what all shares have of them.
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

/// The lists of one round hold at most so many numbers and those of one more actor; rows, which stand
/// for lists, at most [`DENSE`] times as many.
const ROOM: u64 = 1 << 24;

/// A row is used where a list would hold more than this part of the cells of the row.
const DENSE: u32 = 4;

/// Lower actors that a core takes at a time.
const ACTORS: u32 = 256;

/// Counts all pairs.
pub(crate) fn count(gatherings: &Gatherings, wanted: Wanted) -> Counted {
    count_within(ROOM, gatherings, wanted)
}

fn count_within(room: u64, gatherings: &Gatherings, wanted: Wanted) -> Counted {
    let mut counted = Counted::default();
    for actors in rounds(room, gatherings) {
        round(gatherings, actors, wanted, &mut counted);
    }
    if let Some(top) = wanted.top {
        keep_strongest(&mut counted.pairs, top);
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
        let of_share = |share: &Share| u64::from(share.behind[a as usize].min(actors - a));
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
    let put = cores::each(&gatherings.shares, |share| Put::down(gatherings, share, &actors));
    let turns = actors.len().div_ceil(ACTORS as usize);
    let tools = || Sum::new(gatherings.actors(), wanted);
    let done = cores::in_turn(turns, gatherings.cores(), tools, |sum, turn| {
        let first = actors.start + turn as u32 * ACTORS;
        sum.some(&put, first..actors.end.min(first + ACTORS))
    });
    counted.pairs.reserve_exact(done.iter().map(|some| some.pairs.len()).sum());
    for some in done {
        counted.all += some.all;
        counted.pairs.extend(some.pairs);
    }
}

/// What one share has of some lower actors.
struct Put<'f> {
    first: u32,
    /// For each actor how many members stand behind it.
    behind: &'f [u32],
    /// For each lower actor where its list ends, or from [`CELLS`] on where its row starts.
    next: Vec<u32>,
    /// Twice the number of a higher actor; one more where the gathering counts.
    lists: Vec<u32>,
    cells: Vec<u64>,
}

/// From here on numbers of `next` are places in `cells`.
const CELLS: u32 = 1 << 31;

/// One gathering in a cell: those that count in the upper half, so that cells compare like pairs.
fn unit(counts: bool) -> u64 {
    if counts { 1 << 32 } else { 1 }
}

impl<'f> Put<'f> {
    /// Puts down the pairs of a share with these lower actors.
    fn down(gatherings: &Gatherings, share: &'f Share, actors: &Range<u32>) -> Put<'f> {
        let all = gatherings.actors();
        let (mut lists, mut cells) = (0, 0);
        let place = |a: u32| {
            let (behind, row) = (share.behind[a as usize], all - a);
            let is_list = behind < row / DENSE;
            let place = if is_list { &mut lists } else { &mut cells };
            let from = *place;
            *place += if is_list { behind } else { row };
            if is_list { from } else { from + CELLS }
        };
        let next = actors.clone().map(place).collect();
        let (lists, cells) = (vec![0; lists as usize], vec![0; cells as usize]);
        let mut put = Put { first: actors.start, behind: &share.behind, next, lists, cells };
        for gathered in share.iter() {
            put.gathering(gathered.actors, gathered.gathering.counts(gatherings.basis));
        }
        put
    }

    fn gathering(&mut self, members: &[u32], counts: bool) {
        for (n, a) in members.iter().enumerate() {
            let Some(next) = self.next.get_mut(a.wrapping_sub(self.first) as usize) else {
                continue;
            };
            let behind = &members[n + 1..];
            if *next < CELLS {
                let list = &mut self.lists[*next as usize..][..behind.len()];
                list.iter_mut().zip(behind).for_each(|(put, b)| *put = b * 2 + u32::from(counts));
                *next += behind.len() as u32;
            } else {
                let row = &mut self.cells[(*next - CELLS) as usize..];
                behind.iter().for_each(|b| row[(b - a) as usize] += unit(counts));
            }
        }
    }

    /// Adds up what was put down of one lower actor.
    fn add(&self, a: u32, all: u32, mut add: impl FnMut(u32, u64)) {
        let (next, behind) = (self.next[(a - self.first) as usize], self.behind[a as usize]);
        if next < CELLS {
            let list = &self.lists[(next - behind) as usize..next as usize];
            list.iter().for_each(|put| add(put / 2, unit(put % 2 == 1)));
        } else {
            let row = &self.cells[(next - CELLS) as usize..][..(all - a) as usize];
            let met = row.iter().zip(a..).filter(|(cell, _)| **cell > 0);
            met.for_each(|(cell, b)| add(b, *cell));
        }
    }
}

/// Adds up pairs of one lower actor at a time.
struct Sum {
    wanted: Wanted,
    /// What a pair must have to be among the strongest, as far as this core has seen.
    least: u64,
    /// For each higher actor.
    slots: Vec<u64>,
    /// The higher actors whose slot is in use.
    met: Vec<u32>,
}

impl Sum {
    fn new(actors: u32, wanted: Wanted) -> Sum {
        let least = u64::from(wanted.least) << 32;
        Sum { wanted, least, slots: vec![0; actors as usize], met: Vec::new() }
    }

    /// The pairs of some lower actors.
    fn some(&mut self, put: &[Put], actors: Range<u32>) -> Counted {
        let mut some = Counted::default();
        for a in actors {
            let (slots, met) = (&mut self.slots, &mut self.met);
            let all = slots.len() as u32;
            put.iter().for_each(|put| {
                put.add(a, all, |b, number| {
                    let slot = &mut slots[b as usize];
                    if *slot == 0 {
                        met.push(b);
                    }
                    *slot += number;
                });
            });
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
    }
}
