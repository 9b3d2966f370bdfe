//! Who was in which event together: what ties are counted from.
//!
//! Invariant: an actor stands once in a gathering, however many roles it has there; members
//! ascend by actor, gatherings by event. Three flat lists for each share of the events, no list per
//! event or pair, so a million events fit.

use crate::cores;
use crate::model::vocabulary::{event_type, part_of_role};
use crate::model::{Dataset, Part, Participation, Weight};
use crate::view::Selection;
use crate::view::outer::outer;

/// What makes a tie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// Both took part in a contact: a call, meeting, visit, summit, talks or ceremony.
    #[default]
    Met,
    /// Both stand in the actors of one event, whatever its type, roles or status.
    Together,
}

/// How an actor was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Presence {
    /// Named, did not take part.
    Absent,
    /// By phone or video, by any of its roles.
    Remote,
    /// Took part.
    There,
}

impl Presence {
    /// What two roles of one actor come to: of the two that took part by-phone is believed, for a meeting in
    /// person that a row denies is not claimed.
    fn with(self, other: Presence) -> Presence {
        if self.min(other) == Presence::Absent { self.max(other) } else { self.min(other) }
    }
}

/// How two members of a gathering met there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meeting {
    /// In one place.
    InPerson,
    /// By phone or video.
    Remote,
    /// Not at all: named together only.
    No,
}

/// An event with at least two members.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gathering {
    pub(crate) event: u32,
    /// Number of the event's type.
    pub(crate) kind: u32,
    /// Where its members start among those of its share.
    members: u32,
    pub(crate) weight: Weight,
    contact: bool,
    in_person: bool,
    /// The first second it may have begun, as [`outer()`] tells it.
    pub(crate) start: i64,
    /// The last second it may have ended. Both stand here, for a look at the event would wait for memory.
    pub(crate) end: i64,
}

/// A gathering with its members.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gathered<'g> {
    pub(crate) gathering: &'g Gathering,
    /// Who was there, ascending.
    pub(crate) actors: &'g [u32],
    /// How each of them was.
    pub(crate) presences: &'g [Presence],
}

/// The gatherings among some of the events in a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Share {
    pub(crate) list: Vec<Gathering>,
    actors: Vec<u32>,
    presences: Vec<Presence>,
    /// For each actor how many members stand behind it, in all gatherings of the share together.
    pub(crate) behind: Vec<u32>,
}

/// All gatherings of a selection.
#[derive(Clone, Debug)]
pub(crate) struct Gatherings {
    pub(crate) basis: Basis,
    /// Shares of much the same size, in the order of the events.
    pub(crate) shares: Vec<Share>,
    /// In how many gatherings each actor was.
    busy: Vec<u32>,
}

impl Gathering {
    /// How two of its members met.
    pub(crate) fn meeting(&self, a: Presence, b: Presence) -> Meeting {
        if !self.contact || self.weight == Weight::None || a.min(b) == Presence::Absent {
            return Meeting::No;
        }
        if self.in_person && a.min(b) == Presence::There {
            return Meeting::InPerson;
        }
        Meeting::Remote
    }

    /// How one member was there, as far as a picture of actors and events shows it.
    pub(crate) fn attendance(&self, presence: Presence) -> Meeting {
        self.meeting(presence, Presence::There)
    }

    /// Whether it counts, or is not confirmed.
    pub(crate) fn counts(&self, basis: Basis) -> bool {
        basis == Basis::Together || self.weight == Weight::Counts
    }
}

impl Share {
    /// An empty share with room for some events, and a number for each actor.
    fn room(dataset: &Dataset, events: &[u32]) -> (Share, Vec<u32>) {
        let members = events.len() * MEMBERS;
        let none = vec![0; dataset.actors.len()];
        let share = Share {
            list: Vec::with_capacity(events.len()),
            actors: Vec::with_capacity(members),
            presences: Vec::with_capacity(members),
            behind: none.clone(),
        };
        (share, none)
    }

    /// Adds the members of an event, each once, with what its roles come to; of those who met, only who
    /// took part.
    fn add_members(&mut self, there: &[Participation], parts: &[Presence], basis: Basis) {
        let from = self.actors.len();
        for Participation { actor, role } in there {
            let presence = parts[*role as usize];
            if basis == Basis::Met && presence == Presence::Absent {
                continue;
            }
            if self.actors[from..].last().is_none_or(|last| last < actor) {
                self.actors.push(*actor);
                self.presences.push(presence);
                continue;
            }
            match self.actors[from..].binary_search(actor) {
                Ok(place) => {
                    let known = &mut self.presences[from + place];
                    *known = known.with(presence);
                }
                Err(place) => {
                    self.actors.insert(from + place, *actor);
                    self.presences.insert(from + place, presence);
                }
            }
        }
    }

    /// The gathering of this number.
    pub(crate) fn get(&self, number: usize) -> Gathered<'_> {
        let gathering = &self.list[number];
        let end = self.list.get(number + 1).map_or(self.actors.len(), |next| next.members as usize);
        let members = gathering.members as usize..end;
        let (actors, presences) = (&self.actors[members.clone()], &self.presences[members]);
        Gathered { gathering, actors, presences }
    }

    /// Its gatherings, ascending by event.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Gathered<'_>> + Clone {
        (0..self.list.len()).map(|number| self.get(number))
    }

    /// The numbers of the gatherings of each wanted actor, ascending.
    pub(crate) fn index(&self, wanted: &[bool]) -> Vec<Vec<u32>> {
        let mut index = vec![Vec::new(); wanted.len()];
        for (gathered, number) in self.iter().zip(0..) {
            let members = gathered.actors.iter().map(|actor| *actor as usize);
            members.filter(|a| wanted[*a]).for_each(|a| index[a].push(number));
        }
        index
    }
}

impl Gathered<'_> {
    /// Calls `visit` for every member behind the one at a place that is wanted: who, and how the two met.
    #[inline]
    pub(crate) fn behind(
        &self,
        place: usize,
        wanted: impl Fn(u32) -> bool,
        mut visit: impl FnMut(u32, Meeting),
    ) {
        let behind = self.actors.iter().zip(self.presences).skip(place + 1);
        for (other, presence) in behind.filter(|(other, _)| wanted(**other)) {
            visit(*other, self.gathering.meeting(self.presences[place], *presence));
        }
    }
}

impl Gatherings {
    /// Finds the gatherings among selected events, of many some on each core.
    pub(crate) fn find(dataset: &Dataset, selection: &Selection, basis: Basis) -> Gatherings {
        let share = selection.events.len().div_ceil(cores::count()).max(MANY);
        let shares: Vec<&[u32]> = selection.events.chunks(share).collect();
        let found = cores::each(&shares, |events| among(dataset, events, basis));
        let mut busy = vec![0; dataset.actors.len()];
        let add = |(share, theirs): (Share, Vec<u32>)| {
            busy.iter_mut().zip(theirs).for_each(|(all, some)| *all += some);
            share
        };
        let shares = found.into_iter().map(add).collect();
        Gatherings { basis, shares, busy }
    }

    /// All gatherings, ascending by event.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Gathered<'_>> + Clone {
        self.shares.iter().flat_map(Share::iter)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.shares.iter().map(|share| share.list.len()).sum()
    }

    /// How many cores are worth while for work on all of them.
    pub(crate) fn cores(&self) -> usize {
        cores::count().min(self.len() / MANY + 1)
    }

    /// How many gatherings an actor was in.
    pub(crate) fn busy(&self, actor: u32) -> u32 {
        self.busy[actor as usize]
    }

    /// How many actors were in one.
    pub(crate) fn there(&self) -> usize {
        self.busy.iter().filter(|events| **events > 0).count()
    }

    /// How many actors there are.
    pub(crate) fn actors(&self) -> u32 {
        self.busy.len() as u32
    }
}

/// Rather many members of an event: room that is not needed costs nothing.
const MEMBERS: usize = 4;

/// Events for which another core is worth while.
const MANY: usize = 4_000;

/// The gatherings among some events, and in how many each actor was.
fn among(dataset: &Dataset, events: &[u32], basis: Basis) -> (Share, Vec<u32>) {
    let types: Vec<(bool, bool)> = dataset.types.iter().map(|t| contact(t)).collect();
    let parts: Vec<Presence> = dataset.roles.iter().map(|r| presence(r)).collect();
    let (mut share, mut busy) = Share::room(dataset, events);
    for event in events.iter().copied() {
        let row = &dataset.events[event as usize];
        let (contact, in_person) = types[row.kind as usize];
        let weight = row.status.weight();
        if basis == Basis::Met && (!contact || weight == Weight::None) {
            continue;
        }
        let from = share.actors.len();
        share.add_members(dataset.participations_of(event), &parts, basis);
        let count = share.actors.len() - from;
        if count < 2 {
            share.actors.truncate(from);
            share.presences.truncate(from);
            continue;
        }
        for (actor, behind) in share.actors[from..].iter().zip((0..count as u32).rev()) {
            busy[*actor as usize] += 1;
            share.behind[*actor as usize] += behind;
        }
        let (kind, members) = (row.kind, from as u32);
        let (start, end) = outer(row.date);
        share.list.push(Gathering { event, kind, members, weight, contact, in_person, start, end });
    }
    (share, busy)
}

/// Whether a type is a contact, and in person.
fn contact(name: &str) -> (bool, bool) {
    event_type(name).map_or((false, false), |t| (t.contact, t.in_person))
}

fn presence(role: &str) -> Presence {
    match part_of_role(role) {
        Part::TakesPart => Presence::There,
        Part::ByPhone => Presence::Remote,
        Part::Absent | Part::Reports => Presence::Absent,
    }
}
