//! The events of a dataset by number: they lie where they were read, a part of the table after the
//! other, and their numbers are those of their ids in order.
//!
//! Invariant: every number below the length is that of one event.

use std::ops::{Index, IndexMut};

use super::dataset::{Citation, Event, Participation};

/// The events of a part of the table, with the lists that their ranges are of.
#[derive(Clone, Debug, Default)]
pub(crate) struct EventPart {
    pub(crate) events: Vec<Event>,
    /// By event: number of its place; empty where they are not wanted.
    pub(crate) place_of: Vec<u32>,
    pub(crate) participations: Vec<Participation>,
    pub(crate) citations: Vec<Citation>,
}

impl EventPart {
    fn participations_of(&self, place: usize) -> &[Participation] {
        let range = &self.events[place].participations;
        &self.participations[range.start as usize..range.end as usize]
    }

    fn citations_of(&self, place: usize) -> &[Citation] {
        let range = &self.events[place].citations;
        &self.citations[range.start as usize..range.end as usize]
    }
}

/// Events by number.
#[derive(Clone, Debug, Default)]
pub struct Events {
    parts: Vec<EventPart>,
    /// By number: the part, and the place in it.
    order: Vec<(u32, u32)>,
}

impl Events {
    /// Events in parts; by number, how many events stand before each in all parts together.
    pub(crate) fn new(parts: Vec<EventPart>, order: &[u32]) -> Events {
        let mut starts = Vec::with_capacity(parts.len());
        let mut before = 0;
        for part in &parts {
            starts.push(before);
            before += part.events.len() as u32;
        }
        let mut at = 0;
        let place = |number: &u32| {
            // Most events stand behind the one before.
            let here =
                |at: usize| starts[at] <= *number && starts.get(at + 1).is_none_or(|n| number < n);
            if !here(at) {
                at = starts.partition_point(|start| start <= number).saturating_sub(1);
            }
            (at as u32, number - starts[at])
        };
        let order = order.iter().map(place).collect();
        Events { parts, order }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// All of them, by number.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Event> + Clone {
        self.order.iter().map(|(part, place)| &self.parts[*part as usize].events[*place as usize])
    }

    /// The participations of an event, in the order of the cell.
    #[inline]
    pub fn participations_of(&self, number: usize) -> &[Participation] {
        let (part, place) = self.order[number];
        self.parts[part as usize].participations_of(place as usize)
    }

    /// The citations of an event, in the order of the cell.
    #[inline]
    pub fn citations_of(&self, number: usize) -> &[Citation] {
        let (part, place) = self.order[number];
        self.parts[part as usize].citations_of(place as usize)
    }

    /// The participations of all events, in lists.
    pub fn participations(&self) -> impl Iterator<Item = &[Participation]> + Clone {
        self.parts.iter().map(|part| part.participations.as_slice())
    }

    /// The citations of all events, in lists.
    pub fn citations(&self) -> impl Iterator<Item = &[Citation]> + Clone {
        self.parts.iter().map(|part| part.citations.as_slice())
    }

    /// The number of the place of an event, 0 for none.
    #[inline]
    pub(crate) fn place_of(&self, number: usize) -> u32 {
        let (part, place) = self.order[number];
        self.parts[part as usize].place_of.get(place as usize).copied().unwrap_or(0)
    }

    /// Takes out of the lists what is of no event that has a number.
    pub(crate) fn prune(&mut self) {
        let mut lists = vec![(Vec::new(), Vec::new()); self.parts.len()];
        for (part, place) in
            self.order.iter().map(|(part, place)| (*part as usize, *place as usize))
        {
            let (participations, citations) = &mut lists[part];
            let starts = (participations.len() as u32, citations.len() as u32);
            participations.extend_from_slice(self.parts[part].participations_of(place));
            citations.extend_from_slice(self.parts[part].citations_of(place));
            let event = &mut self.parts[part].events[place];
            event.participations = starts.0..participations.len() as u32;
            event.citations = starts.1..citations.len() as u32;
        }
        for (part, lists) in self.parts.iter_mut().zip(lists) {
            (part.participations, part.citations) = lists;
        }
    }

    /// Calls `change` for each part.
    pub(crate) fn for_each_part(&mut self, change: impl FnMut(&mut EventPart)) {
        self.parts.iter_mut().for_each(change);
    }

    /// Numbers them as `by` compares them; of equal ones the order stays.
    pub(crate) fn sort_by(&mut self, by: impl Fn(&Event, &Event) -> std::cmp::Ordering) {
        let Events { parts, order, .. } = self;
        let event = |(part, place): (u32, u32)| &parts[part as usize].events[place as usize];
        order.sort_by(|a, b| by(event(*a), event(*b)));
    }
}

impl Index<usize> for Events {
    type Output = Event;

    #[inline]
    fn index(&self, number: usize) -> &Event {
        let (part, place) = self.order[number];
        &self.parts[part as usize].events[place as usize]
    }
}

impl IndexMut<usize> for Events {
    fn index_mut(&mut self, number: usize) -> &mut Event {
        let (part, place) = self.order[number];
        &mut self.parts[part as usize].events[place as usize]
    }
}
