//! Where an event stands in time once its links are put to use: derived dates, and what is proved
//! to come first.
//!
//! Only what is certain counts here: no assumption moves a row. An event whose own date is doubtful
//! and leaves nothing of what follows for it stands by its date alone.
//!
//! Invariant: without links every event stands where its date puts it, and nothing is computed.

use std::collections::BTreeSet;

use crate::model::date::{Date, moment};
use crate::model::time::{Footing, Limit, Limits, Statement, Time};
use crate::model::{Dataset, Relation};
use crate::view::bounds::stated;
use crate::view::chronology::{Key, day};
use crate::view::report::Cell;

/// The date by which an event stands: its own within the limits that follow from its links, or alone
/// where those leave nothing of it; `None` where nothing is known.
pub(super) fn date(dataset: &Dataset, event: u32) -> Option<Date> {
    let written = dataset.events[event as usize].date;
    let Some(limits) = limits(dataset, event) else { return written };
    match written {
        Some(date) if is_at_odds(dataset, event) => Some(date),
        Some(date) => Some(narrowed(&date, &limits)),
        None if limits.earliest_start.is_none() && limits.latest_end.is_none() => None,
        None => unwritten_within(&limits),
    }
}

/// When an event may have been: then, or where its date and the limits leave nothing of each other, at
/// the time of either; nothing where nothing is known.
pub(super) fn times(dataset: &Dataset, event: u32) -> impl Iterator<Item = Date> {
    let other = if is_at_odds(dataset, event) { limits(dataset, event) } else { None };
    let other = other.and_then(|limits| unwritten_within(&limits));
    date(dataset, event).into_iter().chain(other)
}

fn unwritten_within(limits: &Limits) -> Option<Date> {
    Date::unwritten(
        [limits.earliest_start, limits.latest_start],
        [limits.earliest_end, limits.latest_end],
    )
}

/// Whether nothing is left of the date of an event within the limits that follow from its links: a
/// contradiction has left it out.
fn is_at_odds(dataset: &Dataset, event: u32) -> bool {
    if event as usize >= dataset.events.len() {
        return false; // a moment between events
    }
    let Some(date) = dataset.events[event as usize].date else { return false };
    let is_left_out =
        |time: &&Time| !time.contradictions.is_empty() && !time.is_certain(Statement::Date(event));
    let Some(time) = dataset.time.as_ref().filter(is_left_out) else { return false };
    let Some(limits) = time.limits(event, Footing::Certain) else { return false };
    let left = stated(Some(&narrowed(&date, &limits)));
    [
        (left.earliest_start, left.latest_start),
        (left.earliest_end, left.latest_end),
        (left.earliest_start, left.latest_end),
    ]
    .into_iter()
    .any(|(least, most)| least.zip(most).is_some_and(|(least, most)| least > most))
}

fn narrowed(date: &Date, limits: &Limits) -> Date {
    date.narrowed(
        [limits.earliest_start, limits.latest_start],
        [limits.earliest_end, limits.latest_end],
    )
}

fn limits(dataset: &Dataset, event: u32) -> Option<Limits> {
    dataset.time.as_ref()?.limits(event, Footing::Certain)
}

/// When an event without a written date was, by its links: `(7 February 2025 to 9 February 2025)`.
pub(super) fn unwritten(dataset: &Dataset, event: u32) -> Option<String> {
    let limits = limits(dataset, event)?;
    let first = limits.earliest_start.map(|second| moment(second, true));
    let last = limits.latest_end.map(|second| moment(second, false));
    let begun = limits.latest_start.map(|second| moment(second, false));
    let said = match (first, last) {
        (Some(first), None) if begun.as_ref() == Some(&first) => format!("begun {first}"),
        (Some(first), None) if begun.is_some() => {
            format!("begun {first} to {}", begun.unwrap_or_default())
        }
        (Some(first), Some(last)) if first == last => first,
        (Some(first), Some(last)) => format!("{first} to {last}"),
        (Some(first), None) => format!("not before {first}"),
        (None, Some(last)) => format!("not after {last}"),
        (None, None) => return None,
    };
    let unless = unless(dataset, event);
    let comma = if unless.is_empty() { "" } else { ", " };
    Some(format!("({said}{comma}{unless})"))
}

/// What speaks against the limits that follow for an event.
fn unless(dataset: &Dataset, event: u32) -> String {
    let doubted = dataset.time.as_ref().filter(|time| time.has_doubts());
    let Some(time) = doubted else { return String::new() };
    let limits = [Limit::EarliestStart, Limit::LatestStart, Limit::LatestEnd];
    let why = limits.into_iter().flat_map(|limit| time.why(event, limit, Footing::Certain));
    time.unless(dataset, &why.collect::<Vec<Statement>>())
}

/// An event that does not come before another one.
#[derive(Clone, Copy, Debug)]
struct Next {
    event: u32,
    /// It lies within the other, which may go on after it.
    is_part: bool,
}

/// What is proved to come first, from links alone.
#[derive(Debug, Default)]
pub(super) struct Precedence {
    /// By event: those that come later, or lie within it.
    later: Vec<Vec<Next>>,
    /// Events with links and moments between events, the earlier before the later.
    order: Vec<u32>,
    /// How many of these follow each other at most before each.
    level: Vec<u32>,
}

impl Precedence {
    /// Of a dataset; an event that stands by its date alone is not in it.
    pub(super) fn of(dataset: &Dataset) -> Precedence {
        let Some(time) = &dataset.time else { return Precedence::default() };
        let all = time.moments.end as usize;
        let (mut later, mut entered) = (vec![Vec::new(); all], vec![0_u32; all]);
        let mut put = |before: u32, event: u32, is_part: bool| {
            later[before as usize].push(Next { event, is_part });
            entered[event as usize] += 1;
        };
        let is_at_odds = |event| is_at_odds(dataset, event);
        for (link, number) in dataset.links.iter().zip(0..) {
            match link.relation {
                _ if !time.holds(number, Footing::Certain) => {}
                _ if is_at_odds(link.event) || is_at_odds(link.other) => {}
                Relation::Before => put(link.event, link.other, false),
                relation @ (Relation::After | Relation::During | Relation::PartOf) => {
                    put(link.other, link.event, relation.is_within())
                }
                Relation::StartsWith | Relation::EndsWith | Relation::SameDay => {}
            }
        }
        let seq = time.by_seq().filter(|(a, b)| !is_at_odds(*a) && !is_at_odds(*b));
        seq.for_each(|(before, after)| put(before, after, false));
        let events = time.events.iter().copied().chain(time.moments.clone());
        let (order, level) = in_order(&later, (events, entered));
        Precedence { later, order, level }
    }

    /// Places for linked events: none is less than that of an event that comes first. `key` is
    /// where an event would stand by its date. What stands at its last day holds none of its parts
    /// back: they stand behind what comes before it.
    pub(super) fn places(
        &self,
        dataset: &Dataset,
        key: impl Fn(u32) -> Key,
    ) -> Vec<Option<(Key, u32)>> {
        let mut places: Vec<Option<(Key, u32)>> = vec![None; self.later.len()];
        for event in &self.order {
            let is_event = (*event as usize) < dataset.events.len();
            let own = is_event.then(|| (key(*event), 0));
            let least = places[*event as usize];
            let Some(place) = least.max(own) else { continue };
            places[*event as usize] = Some(place);
            if place.0.is_undated() {
                continue;
            }
            let later = &self.later[*event as usize];
            let has_parts = later.iter().any(|next| next.is_part);
            let is_at_its_end = has_parts && stands_at_its_end(dataset, *event);
            for next in later {
                let behind = match next.is_part && is_at_its_end {
                    true => least,
                    false => Some(place),
                };
                let behind = behind.map(|(key, depth)| (key, depth + u32::from(is_event)));
                places[next.event as usize] = places[next.event as usize].max(behind);
            }
        }
        places
    }
}

/// Events so that the earlier stand before the later, and how many follow each other before each;
/// `entered`: how many come right before each.
fn in_order(
    later: &[Vec<Next>],
    (events, mut entered): (impl Iterator<Item = u32>, Vec<u32>),
) -> (Vec<u32>, Vec<u32>) {
    let mut order: Vec<u32> = events.filter(|e| entered[*e as usize] == 0).collect();
    let mut level = vec![0; later.len()];
    let mut next = 0;
    while let Some(event) = order.get(next).copied() {
        next += 1;
        let behind = level[event as usize] + 1;
        for Next { event, .. } in &later[event as usize] {
            level[*event as usize] = behind.max(level[*event as usize]);
            entered[*event as usize] -= 1;
            if entered[*event as usize] == 0 {
                order.push(*event);
            }
        }
    }
    (order, level)
}

/// Looks for chains of links, in memory that serves for each search.
struct Search<'p> {
    precedence: &'p Precedence,
    /// By event: the last search that came by.
    seen: Vec<u32>,
    searches: u32,
    /// Links followed in all searches.
    steps: usize,
}

impl Search<'_> {
    fn new(precedence: &Precedence) -> Search<'_> {
        let seen = vec![0; precedence.later.len()];
        Search { precedence, seen, searches: 0, steps: 0 }
    }

    /// Whether links prove that one event comes first; gives up after some thousand steps.
    fn proves(&mut self, before: u32, after: u32) -> bool {
        const STEPS: usize = 4096;
        let Precedence { later, level, .. } = self.precedence;
        // Whoever comes first has fewer before it: where that cannot lead there, nobody looks.
        let leads = |event: u32| level[event as usize] < level[after as usize];
        if later.is_empty() || !leads(before) {
            return false;
        }
        self.searches += 1;
        let (mut open, most) = (vec![before], self.steps + STEPS + later[before as usize].len());
        while let Some(event) = open.pop() {
            for Next { event, .. } in &later[event as usize] {
                self.steps += 1;
                if *event == after || self.steps > most {
                    return *event == after;
                }
                let seen = &mut self.seen[*event as usize];
                if leads(*event) && *seen != self.searches {
                    *seen = self.searches;
                    open.push(*event);
                }
            }
        }
        false
    }
}

/// Whether an event stands at its last day, though it may have begun before.
fn stands_at_its_end(dataset: &Dataset, event: u32) -> bool {
    date(dataset, event).is_some_and(|date| day(&date) != date.first_day())
}

/// For each event of a chronology whether its place is open: it may have begun on one of several
/// days, and what stands beside it is not proved to come before or after it; or a contradiction
/// doubts its date.
pub(super) fn open(
    dataset: &Dataset,
    precedence: &Precedence,
    order: &[u32],
    reverse: bool,
) -> Vec<bool> {
    if reverse {
        let forwards: Vec<u32> = order.iter().rev().copied().collect();
        let mut open = open(dataset, precedence, &forwards, false);
        open.reverse();
        return open;
    }
    let starts: Vec<Option<(i64, i64)>> = order.iter().map(|e| starts(dataset, *e)).collect();
    let mut search = Search::new(precedence);
    let mut proved = |a: usize, b: usize| {
        let apart = matches!((starts[a], starts[b]), (Some(a), Some(b)) if a.1 < b.0);
        apart || search.proves(order[a], order[b])
    };
    let doubted = doubted(dataset);
    (0..order.len())
        .map(|n| match starts[n] {
            _ if doubted.contains(&order[n]) => true,
            Some((first, last)) if first < last => {
                (n > 0 && !proved(n - 1, n)) || (n + 1 < order.len() && !proved(n, n + 1))
            }
            _ => false,
        })
        .collect()
}

/// Events whose dates are assumptions that a contradiction has left out.
fn doubted(dataset: &Dataset) -> BTreeSet<u32> {
    let contradictions = dataset.time.iter().flat_map(|time| &time.contradictions);
    let dates = contradictions.flat_map(|c| &c.assumptions).filter_map(|said| match said {
        Statement::Date(event) => Some(*event),
        _ => None,
    });
    dates.collect()
}

/// The sign of a row whose place is not forced.
const SIGN: &str = "\u{b0}";

/// Puts the sign behind the date of an event whose place is open.
pub(super) fn mark(cell: &mut Cell) {
    cell.words = format!("{}{SIGN}", cell.words());
}

/// What the sign means, if there is one.
pub(super) fn meaning(open: &[bool]) -> Option<String> {
    open.contains(&true).then(|| {
        format!("{SIGN} It may have begun on one of several days; nothing proves that it lies between the rows around it.")
    })
}

/// The first and the last day on which an event may have begun; `None`: undated.
fn starts(dataset: &Dataset, event: u32) -> Option<(i64, i64)> {
    use crate::model::date::Bound;
    let day = |bound, without| match bound {
        Bound::At(second) => i64::div_euclid(second, 86_400),
        _ => without,
    };
    let starts =
        |date: Date| (day(date.earliest_start(), i64::MIN), day(date.latest_start(), i64::MAX));
    times(dataset, event).map(starts).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
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
