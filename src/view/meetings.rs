//! What the gatherings of chosen pairs add up to.
//!
//! Of a few pairs each core walks a share of the gatherings, and a table tells of every two members
//! whether they are one of the pairs. Of many each core takes one lower actor after the other with all
//! its gatherings, and has a slot for each higher one, so that no pair is held twice. Of the pairs of one
//! actor alone nobody asks who else was there together.
//!
//! Invariant: a pair gets its gatherings ascending by event, whichever way is taken.

use super::gatherings::{Basis, Gathered, Gathering, Gatherings, Meeting, Presence, Share};
use super::pairs::Count;
use crate::cores;

/// Pairs that each core keeps for itself.
const FEW: usize = 4096;

/// Actors for whose pairs there is a table.
const ACTORS: usize = 1024;

/// What is made for a pair from its gatherings.
pub(super) trait Grow: Send {
    /// The pair without a gathering.
    fn new(pair: &Count) -> Self;
    /// Adds a gathering, later than those before.
    fn add(&mut self, gathering: &Gathering, meeting: Meeting, basis: Basis);
    /// Adds what was made of later gatherings.
    fn join(&mut self, later: Self);
}

/// Makes something of every chosen pair, which ascend by (a, b).
pub(super) fn each<T: Grow>(gatherings: &Gatherings, chosen: &[Count]) -> Vec<T> {
    match (chosen.len() <= FEW).then(|| Slots::of(gatherings, chosen)).flatten() {
        Some(slots) => few(gatherings, chosen, &slots),
        None => many(gatherings, chosen),
    }
}

/// Where in a list a pair of few actors stands.
struct Slots {
    /// By actor: its number among those of the pairs, ascending, or [`NONE`].
    numbers: Vec<u32>,
    actors: usize,
    /// By two of these numbers.
    slots: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Slots {
    /// The slots of pairs; `None`: there are too many actors in them.
    fn of(gatherings: &Gatherings, pairs: &[Count]) -> Option<Slots> {
        let mut numbers = vec![NONE; gatherings.actors() as usize];
        pairs.iter().flat_map(|pair| [pair.a, pair.b]).for_each(|a| numbers[a as usize] = 0);
        let there = numbers.iter_mut().filter(|number| **number != NONE);
        let actors = there.zip(0..).map(|(number, n)| *number = n).count();
        if actors > ACTORS {
            return None;
        }
        let mut slots = vec![NONE; actors * actors];
        for (pair, slot) in pairs.iter().zip(0..) {
            let (a, b) = (numbers[pair.a as usize] as usize, numbers[pair.b as usize] as usize);
            slots[a * actors + b] = slot;
        }
        Some(Slots { numbers, actors, slots })
    }
}

/// Makes something of every pair that one actor is in, in the order in which they first met.
pub(super) fn around<T: Grow>(gatherings: &Gatherings, actor: u32) -> Vec<T> {
    let mut slots = vec![NONE; gatherings.actors() as usize];
    let mut made: Vec<T> = Vec::new();
    for Gathered { gathering, actors, presences } in gatherings.iter() {
        let Ok(place) = actors.binary_search(&actor) else { continue };
        for (other, presence) in actors.iter().zip(presences).filter(|(a, _)| **a != actor) {
            let slot = &mut slots[*other as usize];
            if *slot == NONE {
                *slot = made.len() as u32;
                let (a, b) = (actor.min(*other), actor.max(*other));
                made.push(T::new(&Count { a, b, count: 0, unconfirmed: 0 }));
            }
            let meeting = gathering.meeting(presences[place], *presence);
            made[*slot as usize].add(gathering, meeting, gatherings.basis);
        }
    }
    made
}

fn few<T: Grow>(gatherings: &Gatherings, chosen: &[Count], slots: &Slots) -> Vec<T> {
    let new = || chosen.iter().map(T::new).collect::<Vec<T>>();
    let of_share = |share: &Share| {
        let (mut made, mut here) = (new(), Vec::new());
        for gathered in share.iter() {
            here.resize(here.len().max(gathered.actors.len()), (0, Presence::Absent));
            let mut count = 0;
            // Which of them are cannot be guessed: each is put down, and most make room for the next.
            for (actor, presence) in gathered.actors.iter().zip(gathered.presences) {
                let number = slots.numbers[*actor as usize];
                here[count] = (number, *presence);
                count += usize::from(number != NONE);
            }
            let here = &here[..count];
            for (n, (a, presence)) in here.iter().enumerate() {
                let row = &slots.slots[*a as usize * slots.actors..][..slots.actors];
                for (b, other) in &here[n + 1..] {
                    let slot = row[*b as usize];
                    if slot != NONE {
                        let meeting = gathered.gathering.meeting(*presence, *other);
                        made[slot as usize].add(gathered.gathering, meeting, gatherings.basis);
                    }
                }
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
    let slots = || vec![NONE; gatherings.actors() as usize];
    let made = cores::in_turn(groups.len(), gatherings.cores(), slots, |slots, n| {
        let (a, group) = (groups[n][0].a, groups[n]);
        group.iter().zip(0..).for_each(|(pair, slot)| slots[pair.b as usize] = slot);
        let mut made: Vec<T> = group.iter().map(T::new).collect();
        for (share, index) in gatherings.shares.iter().zip(&indexes) {
            for number in &index[a as usize] {
                let gathered = share.get(*number as usize);
                let Ok(place) = gathered.actors.binary_search(&a) else { continue };
                let wanted = |b: u32| slots[b as usize] != NONE;
                gathered.behind(place, wanted, |b, meeting| {
                    let made = &mut made[slots[b as usize] as usize];
                    made.add(gathered.gathering, meeting, gatherings.basis);
                });
            }
        }
        group.iter().for_each(|pair| slots[pair.b as usize] = NONE);
        made
    });
    made.into_iter().flatten().collect()
}
