//! The events of a dataset by number: they lie where they were read, a part of the table after the
//! other, and their numbers are those of their ids in order.
//!
//! Invariant: every number below the length is that of one event.

use std::ops::{Index, IndexMut};

use super::dataset::Event;

/// Events by number.
#[derive(Clone, Debug, Default)]
pub struct Events {
    parts: Vec<Vec<Event>>,
    /// By part and place in it: number of the place of the event; empty where they are not wanted.
    place_of: Vec<Vec<u32>>,
    /// By number: the part, and the place in it.
    order: Vec<(u32, u32)>,
}

impl Events {
    /// Events in parts, and the places of each; by number, how many events stand before each in all
    /// parts together.
    pub(crate) fn new(parts: Vec<Vec<Event>>, place_of: Vec<Vec<u32>>, order: &[u32]) -> Events {
        let mut starts = Vec::with_capacity(parts.len());
        let mut before = 0;
        for part in &parts {
            starts.push(before);
            before += part.len() as u32;
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
        Events { parts, place_of, order }
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
        self.order.iter().map(|(part, place)| &self.parts[*part as usize][*place as usize])
    }

    /// The number of the place of an event, 0 for none.
    #[inline]
    pub(crate) fn place_of(&self, number: usize) -> u32 {
        let (part, place) = self.order[number];
        self.place_of[part as usize].get(place as usize).copied().unwrap_or(0)
    }

    /// Gives places other numbers, by the old ones.
    pub(crate) fn renumber_places(&mut self, new: &[u32]) {
        self.place_of.iter_mut().flatten().for_each(|place| *place = new[*place as usize]);
    }

    /// Numbers them as `by` compares them; of equal ones the order stays.
    pub(crate) fn sort_by(&mut self, by: impl Fn(&Event, &Event) -> std::cmp::Ordering) {
        let Events { parts, order, .. } = self;
        let event = |(part, place): (u32, u32)| &parts[part as usize][place as usize];
        order.sort_by(|a, b| by(event(*a), event(*b)));
    }
}

impl Index<usize> for Events {
    type Output = Event;

    #[inline]
    fn index(&self, number: usize) -> &Event {
        let (part, place) = self.order[number];
        &self.parts[part as usize][place as usize]
    }
}

impl IndexMut<usize> for Events {
    fn index_mut(&mut self, number: usize) -> &mut Event {
        let (part, place) = self.order[number];
        &mut self.parts[part as usize][place as usize]
    }
}
