//! Who was in which event together: what ties are counted from.
//!
//! Invariant: an actor stands once in a gathering, however many roles it has there; members
//! ascend by actor, gatherings by event. Two flat lists and an index from actor to gatherings, no
//! list per event or pair, so a million events fit.

use std::ops::Range;

use crate::model::date::Bound;
use crate::model::vocabulary::{event_type, part_of_role};
use crate::model::{Dataset, Part, Weight};
use crate::read::chunks::cores;
use crate::view::Selection;

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
    /// By phone or video in every role it took part in.
    Remote,
    /// Took part.
    There,
}

/// An actor in a gathering.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Member {
    pub(crate) actor: u32,
    /// Number of the gathering.
    gathering: u32,
    pub(crate) presence: Presence,
    /// Whether the gathering counts, or is not confirmed.
    counts: bool,
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
#[derive(Clone, Debug)]
pub(crate) struct Gathering {
    pub(crate) event: u32,
    pub(crate) weight: Weight,
    /// The first second it may have begun.
    pub(crate) start: Option<i64>,
    /// The last second it may have ended.
    pub(crate) end: Option<i64>,
    contact: bool,
    in_person: bool,
    members: Range<u32>,
}

/// All gatherings of a selection.
#[derive(Clone, Debug)]
pub(crate) struct Gatherings {
    pub(crate) list: Vec<Gathering>,
    pub(crate) basis: Basis,
    members: Vec<Member>,
    /// Where each actor's part of `of_actor` starts; one more than there are actors.
    starts: Vec<u32>,
    of_actor: Vec<u32>,
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
}

impl Gatherings {
    /// Finds the gatherings among selected events, of many some on each core.
    pub(crate) fn find(dataset: &Dataset, selection: &Selection, basis: Basis) -> Gatherings {
        let share = selection.events.len().div_ceil(cores()).max(MANY);
        let found: Vec<(Vec<Gathering>, Vec<Member>)> = std::thread::scope(|scope| {
            let mut shares = selection.events.chunks(share);
            let first = shares.next().unwrap_or_default();
            let rest: Vec<_> =
                shares.map(|events| scope.spawn(move || among(dataset, events, basis))).collect();
            let rest = rest.into_iter().map(|thread| thread.join().unwrap_or_default());
            std::iter::once(among(dataset, first, basis)).chain(rest).collect()
        });
        let mut all = Gatherings {
            list: Vec::new(),
            basis,
            members: Vec::new(),
            starts: Vec::new(),
            of_actor: Vec::new(),
        };
        for (list, members) in found {
            let (gatherings, before) = (all.list.len() as u32, all.members.len() as u32);
            all.list.extend(list.into_iter().map(|gathering| {
                let members = gathering.members.start + before..gathering.members.end + before;
                Gathering { members, ..gathering }
            }));
            let moved = |m: Member| Member { gathering: m.gathering + gatherings, ..m };
            all.members.extend(members.into_iter().map(moved));
        }
        all.index(dataset.actors.len());
        all
    }

    /// The members of a gathering, ascending.
    pub(crate) fn members(&self, gathering: &Gathering) -> &[Member] {
        &self.members[gathering.members.start as usize..gathering.members.end as usize]
    }

    /// How many gatherings an actor was in.
    pub(crate) fn busy(&self, actor: u32) -> u32 {
        self.range(actor).len() as u32
    }

    /// How many actors there are.
    pub(crate) fn actors(&self) -> u32 {
        self.starts.len() as u32 - 1
    }

    /// Every gathering of `actor` with every member of a higher number that is wanted: who, which,
    /// and how they met.
    pub(crate) fn walk(
        &self,
        actor: u32,
        wanted: impl Fn(u32) -> bool,
        mut visit: impl FnMut(u32, &Gathering, Meeting),
    ) {
        self.pairs(actor, |member, other| {
            if !wanted(other.actor) {
                return;
            }
            let gathering = &self.list[member.gathering as usize];
            let meeting = gathering.meeting(member.presence, other.presence);
            visit(other.actor, gathering, meeting);
        });
    }

    /// The same for those who only count: who, and whether it counts or is not confirmed.
    pub(crate) fn count(&self, actor: u32, mut visit: impl FnMut(u32, bool)) {
        self.pairs(actor, |member, other| visit(other.actor, member.counts));
    }

    fn pairs(&self, actor: u32, mut visit: impl FnMut(&Member, &Member)) {
        for place in &self.of_actor[self.range(actor)] {
            let (member, others) = (&self.members[*place as usize], *place as usize + 1);
            let others = self.members[others..].iter();
            others
                .take_while(|other| other.gathering == member.gathering)
                .for_each(|other| visit(member, other));
        }
    }

    fn range(&self, actor: u32) -> Range<usize> {
        self.starts[actor as usize] as usize..self.starts[actor as usize + 1] as usize
    }

    /// Counts first, then fills: the places of each actor among the members in one flat list.
    fn index(&mut self, actors: usize) {
        let mut starts = vec![0u32; actors + 1];
        for member in &self.members {
            starts[member.actor as usize + 1] += 1;
        }
        for n in 0..actors {
            starts[n + 1] += starts[n];
        }
        let mut next = starts.clone();
        self.of_actor = vec![0; self.members.len()];
        for (place, member) in self.members.iter().enumerate() {
            let slot = &mut next[member.actor as usize];
            self.of_actor[*slot as usize] = place as u32;
            *slot += 1;
        }
        self.starts = starts;
    }
}

/// Events for which another core is worth while.
const MANY: usize = 10_000;

/// The gatherings among some events, and their members.
fn among(dataset: &Dataset, events: &[u32], basis: Basis) -> (Vec<Gathering>, Vec<Member>) {
    let types: Vec<(bool, bool)> = dataset.types.iter().map(|t| contact(t)).collect();
    let parts: Vec<Presence> = dataset.roles.iter().map(|r| presence(r)).collect();
    let (mut list, mut all, mut members) = (Vec::new(), Vec::new(), Vec::new());
    for event in events.iter().copied() {
        let row = &dataset.events[event as usize];
        let (contact, in_person) = types[row.kind as usize];
        let weight = row.status.weight();
        if basis == Basis::Met && (!contact || weight == Weight::None) {
            continue;
        }
        read_members(dataset, event, &parts, &mut members);
        if basis == Basis::Met {
            members.retain(|m: &Member| m.presence != Presence::Absent);
        }
        if members.len() < 2 {
            continue;
        }
        let (from, number) = (all.len() as u32, list.len() as u32);
        let counts = basis == Basis::Together || weight == Weight::Counts;
        all.extend(members.iter().map(|m| Member { gathering: number, counts, ..*m }));
        let (start, end) = bounds(dataset, event);
        let members = from..all.len() as u32;
        list.push(Gathering { event, weight, start, end, contact, in_person, members });
    }
    (list, all)
}

/// The members of an event, each once, with the most it was there in any of its roles.
fn read_members(dataset: &Dataset, event: u32, parts: &[Presence], members: &mut Vec<Member>) {
    members.clear();
    members.extend(dataset.participations_of(event).iter().map(|p| Member {
        actor: p.actor,
        gathering: 0,
        presence: parts[p.role as usize],
        counts: false,
    }));
    members.sort_unstable_by_key(|m| (m.actor, std::cmp::Reverse(m.presence)));
    members.dedup_by_key(|m| m.actor);
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

/// The first and the last second of an event, where its date has them.
fn bounds(dataset: &Dataset, event: u32) -> (Option<i64>, Option<i64>) {
    let second = |bound| match bound {
        Bound::At(second) => Some(second),
        _ => None,
    };
    let date = dataset.events[event as usize].date;
    (date.and_then(|d| second(d.earliest_start())), date.and_then(|d| second(d.latest_end())))
}
