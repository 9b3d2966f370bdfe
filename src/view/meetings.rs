//! What the gatherings of chosen pairs add up to.
//!
//! Of a few pairs each core walks a share of the gatherings and looks up every two members. Of many
//! each core takes one lower actor after the other with all its gatherings, and has a slot for each
//! higher one, so that no pair is looked up and none is held twice.
//!
//! Invariant: a pair gets its gatherings ascending by event, whichever way is taken.

use super::gatherings::{Basis, Gathering, Gatherings, Meeting, Share};
use super::pairs::Count;
use crate::cores;
use crate::model::lookup::Lookup;

/// Pairs that are looked up.
const FEW: usize = 4096;

/// What is made for a pair from its gatherings.
pub(super) trait Grow: Send {
    /// The pair without a gathering.
    fn new(a: u32, b: u32) -> Self;
    /// Adds a gathering, later than those before.
    fn add(&mut self, gathering: &Gathering, meeting: Meeting, basis: Basis);
    /// Adds what was made of later gatherings.
    fn join(&mut self, later: Self);
}

/// Makes something of every chosen pair, which ascend by (a, b).
pub(super) fn each<T: Grow>(gatherings: &Gatherings, chosen: &[Count]) -> Vec<T> {
    if chosen.len() <= FEW { few(gatherings, chosen) } else { many(gatherings, chosen) }
}

fn few<T: Grow>(gatherings: &Gatherings, chosen: &[Count]) -> Vec<T> {
    let mut slots: Lookup<(u32, u32)> = Lookup::default();
    let mut ends = vec![(false, false); gatherings.actors() as usize];
    for (pair, slot) in chosen.iter().zip(0..) {
        slots.keep((pair.a, pair.b), slot);
        ends[pair.a as usize].0 = true;
        ends[pair.b as usize].1 = true;
    }
    let new = || chosen.iter().map(|pair| T::new(pair.a, pair.b)).collect::<Vec<T>>();
    let of_share = |share: &Share| {
        let mut made = new();
        for gathered in share.iter() {
            for (n, a) in gathered.actors.iter().enumerate().filter(|(_, a)| ends[**a as usize].0) {
                let wanted = |b: u32| ends[b as usize].1;
                gathered.behind(n, wanted, |b, meeting| {
                    if let Some(slot) = slots.find(&(*a, b)) {
                        made[slot as usize].add(gathered.gathering, meeting, gatherings.basis);
                    }
                });
            }
        }
        made
    };
    let mut shares = cores::each(&gatherings.shares, of_share).into_iter();
    let mut made = shares.next().unwrap_or_else(new);
    for later in shares {
        made.iter_mut().zip(later).for_each(|(made, later)| made.join(later));
    }
    made
}

fn many<T: Grow>(gatherings: &Gatherings, chosen: &[Count]) -> Vec<T> {
    let groups: Vec<&[Count]> = chosen.chunk_by(|x, y| x.a == y.a).collect();
    let mut lower = vec![false; gatherings.actors() as usize];
    groups.iter().for_each(|group| lower[group[0].a as usize] = true);
    let indexes = cores::each(&gatherings.shares, |share| share.index(&lower));
    let slots = || vec![u32::MAX; gatherings.actors() as usize];
    let made = cores::in_turn(groups.len(), gatherings.cores(), slots, |slots, n| {
        let (a, group) = (groups[n][0].a, groups[n]);
        group.iter().zip(0..).for_each(|(pair, slot)| slots[pair.b as usize] = slot);
        let mut made: Vec<T> = group.iter().map(|pair| T::new(a, pair.b)).collect();
        for (share, index) in gatherings.shares.iter().zip(&indexes) {
            for number in &index[a as usize] {
                let gathered = share.get(*number as usize);
                let Ok(place) = gathered.actors.binary_search(&a) else { continue };
                let wanted = |b: u32| slots[b as usize] != u32::MAX;
                gathered.behind(place, wanted, |b, meeting| {
                    let made = &mut made[slots[b as usize] as usize];
                    made.add(gathered.gathering, meeting, gatherings.basis);
                });
            }
        }
        group.iter().for_each(|pair| slots[pair.b as usize] = u32::MAX);
        made
    });
    made.into_iter().flatten().collect()
}
