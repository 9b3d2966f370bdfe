//! What links and `seq` prove to come first, and where rows stand for it.
//!
//! Links join the beginnings and the ends of events: what comes after an event begins after its end; a
//! part begins after the beginning of its whole, and ends before its end. So what comes after a whole
//! comes after each of its parts.
//!
//! Invariant: only what is certain counts; an event that stands by its date alone is held back by none
//! and holds none back.

use crate::model::time::{Footing, Time};
use crate::model::{Dataset, Relation};
use crate::view::chronology::Key;
use crate::view::placing::{is_at_odds, stands_at_its_end};

/// The beginning (even) or the end (odd) of an event, or of a moment between events.
type Moment = u32;

fn begin(event: u32) -> Moment {
    2 * event
}

fn end(event: u32) -> Moment {
    2 * event + 1
}

/// What is proved to come first, from links alone.
#[derive(Debug, Default)]
pub(super) struct Precedence {
    /// From each moment to those that are not before it, ascending.
    edges: Vec<(Moment, Moment)>,
    /// Where the edges of each moment start; one more than there are moments.
    first: Vec<u32>,
    /// Moments of what is linked, the earlier before the later.
    order: Vec<Moment>,
    /// By moment: how many follow each other at most before it.
    level: Vec<u32>,
}

/// Where a row stands: a key, and how many that come first stand at it.
pub(super) type Place = (Key, u32);

/// The dated and the undated event of which the places are the last among those that come first.
type Floor = [u32; 2];

const NOBODY: u32 = u32::MAX;

impl Precedence {
    /// Of a dataset.
    pub(super) fn of(dataset: &Dataset) -> Precedence {
        let Some(time) = &dataset.time else { return Precedence::default() };
        let mut edges = edges(dataset, time);
        edges.sort_unstable();
        let moments = 2 * time.moments.end;
        let (mut first, mut entered) = (vec![0; moments as usize + 1], vec![0; moments as usize]);
        for (from, to) in &edges {
            first[*from as usize + 1] += 1;
            entered[*to as usize] += 1;
        }
        (1..first.len()).for_each(|n| first[n] += first[n - 1]);
        let mut precedence = Precedence { edges, first, ..Precedence::default() };
        let events = time.events.iter().copied().chain(time.moments.clone());
        precedence.put_in_order(events.map(begin), entered);
        precedence
    }

    /// The moments that links put right after one.
    fn after(&self, moment: Moment) -> impl ExactSizeIterator<Item = Moment> {
        let [from, to] = [0, 1].map(|n| self.first[moment as usize + n] as usize);
        self.edges[from..to].iter().map(|(_, to)| *to)
    }

    /// `entered`: how many moments come right before each.
    fn put_in_order(&mut self, begin: impl Iterator<Item = Moment>, mut entered: Vec<u32>) {
        let mut order: Vec<Moment> = begin.filter(|m| entered[*m as usize] == 0).collect();
        let mut level = vec![0; entered.len()];
        let mut next = 0;
        while let Some(moment) = order.get(next).copied() {
            next += 1;
            let behind = level[moment as usize] + 1;
            for after in self.after(moment) {
                level[after as usize] = behind.max(level[after as usize]);
                entered[after as usize] -= 1;
                if entered[after as usize] == 0 {
                    order.push(after);
                }
            }
        }
        (self.order, self.level) = (order, level);
    }

    /// Places for linked events: none is less than that of an event that comes first, dated ones
    /// among themselves and undated ones among themselves. `key` is where an event would stand by its
    /// date. What stands at its last day holds none of its parts back: they stand behind what comes
    /// before it.
    pub(super) fn places(&self, dataset: &Dataset, key: impl Fn(u32) -> Key) -> Vec<Option<Place>> {
        let mut places = vec![None; dataset.events.len()];
        let mut floors: Vec<Floor> = vec![[NOBODY; 2]; self.level.len()];
        for moment in self.order.iter().copied() {
            let least = floors[moment as usize];
            let (mut floor, mut for_parts) = (least, least);
            let event = moment / 2;
            if moment == begin(event) && (event as usize) < places.len() {
                let own = key(event);
                let class = usize::from(own.is_undated());
                let behind = place(&places, least[class]).map(|(key, depth)| (key, depth + 1));
                places[event as usize] = behind.max(Some((own, 0)));
                floor[class] = event;
                let has_parts = self.after(moment).any(|after| after == begin(after / 2));
                if has_parts && !stands_at_its_end(dataset, event) {
                    for_parts = floor;
                }
            }
            for after in self.after(moment) {
                let is_part = moment == begin(event) && after == begin(after / 2);
                let floor = if is_part { for_parts } else { floor };
                for (old, new) in floors[after as usize].iter_mut().zip(floor) {
                    if place(&places, *old) < place(&places, new) {
                        *old = new;
                    }
                }
            }
        }
        places
    }
}

fn place(places: &[Option<Place>], event: u32) -> Option<Place> {
    places.get(event as usize).copied().flatten()
}

fn edges(dataset: &Dataset, time: &Time) -> Vec<(Moment, Moment)> {
    let mut edges: Vec<(Moment, Moment)> = Vec::new();
    let both = time.events.iter().copied().chain(time.moments.clone());
    edges.extend(both.map(|event| (begin(event), end(event))));
    for (link, number) in dataset.links.iter().zip(0..) {
        let (own, other) = (link.event, link.other);
        let counts = time.holds(number, Footing::Certain);
        if !counts || is_at_odds(dataset, own) || is_at_odds(dataset, other) {
            continue;
        }
        match link.relation {
            Relation::Before => edges.push((end(own), begin(other))),
            Relation::After => edges.push((end(other), begin(own))),
            Relation::During | Relation::PartOf => {
                edges.extend([(begin(other), begin(own)), (end(own), end(other))])
            }
            Relation::StartsWith | Relation::EndsWith | Relation::SameDay => {}
        }
    }
    let is_event = |event: u32| (event as usize) < dataset.events.len();
    let is_sound = |event: u32| !is_event(event) || !is_at_odds(dataset, event);
    let by_seq = time.by_seq().filter(|(a, b)| is_sound(*a) && is_sound(*b));
    edges.extend(by_seq.map(|(before, after)| match time.only_begins((before, after)) {
        true => (begin(before), begin(after)),
        false => (end(before), begin(after)),
    }));
    edges
}

/// Looks for chains of links, in memory that serves for each search.
pub(super) struct Search<'p> {
    precedence: &'p Precedence,
    /// By moment: the last search that came by.
    seen: Vec<u32>,
    searches: u32,
    /// Links followed in all searches.
    steps: usize,
}

impl Search<'_> {
    pub(super) fn new(precedence: &Precedence) -> Search<'_> {
        let seen = vec![0; precedence.level.len()];
        Search { precedence, seen, searches: 0, steps: 0 }
    }

    /// Whether links prove that one event begins first; gives up after some thousand steps.
    pub(super) fn proves(&mut self, before: u32, after: u32) -> bool {
        const STEPS: usize = 8192;
        let (precedence, level) = (self.precedence, &self.precedence.level);
        let (before, after) = (begin(before), begin(after));
        // Whoever comes first has fewer before it: where that cannot lead there, nobody looks.
        let leads = |moment: Moment| level[moment as usize] < level[after as usize];
        if level.is_empty() || !leads(before) {
            return false;
        }
        self.searches += 1;
        let most = self.steps + STEPS + precedence.after(before + 1).len();
        let mut open = vec![before];
        while let Some(moment) = open.pop() {
            for next in precedence.after(moment) {
                self.steps += 1;
                if next == after || self.steps > most {
                    return next == after;
                }
                let seen = &mut self.seen[next as usize];
                if leads(next) && *seen != self.searches {
                    *seen = self.searches;
                    open.push(next);
                }
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_surrounds_a_hub_is_placed_in_steps_that_grow_with_its_links() {
        let many = 1000;
        let before: Vec<String> = (0..many).map(|n| format!("e{n}")).collect();
        let rows = (0..many).map(|n| format!("e{n},2000,E,\nf{n},2000,F,z\n"));
        let rows: String = rows.collect();
        let text = format!("id,date,title,after\nz,2000,Z,{}\n{rows}", before.join(";"));
        let data = crate::check::dataset(crate::read::texts(&[("events.csv", &text)])).dataset;
        let precedence = Precedence::of(&data);
        let of = |id: &str| data.find_event(id).unwrap();
        let mut search = Search::new(&precedence);
        assert!(search.proves(of("e7"), of("f9")) && !search.proves(of("f9"), of("e7")));
        search.steps = 0;
        for n in 1..many {
            for kind in ["e", "f"] {
                let [one, other] = [n - 1, n].map(|n| of(&format!("{kind}{n}")));
                assert!(!search.proves(one, other));
            }
        }
        assert!(search.steps < 10 * many, "{} steps", search.steps);
    }
}
