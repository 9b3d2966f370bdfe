//! Events of many that are drawn as boxes, in the place of the ties that each alone makes.
//!
//! Some of these ties for all of them would be a false picture: who met a dozen others at one table met
//! no one of them more than the rest.
//!
//! Invariant: a tie of two events or more, or of an event of few, is never taken; each tie that is taken
//! stands in a box with both its actors, or is counted as left out.

use std::cmp::Reverse;

use super::Scene;
use crate::view::gatherings::{Basis, Gathered, Gathering, Meeting};
use crate::view::meetings::{self, Grow};
use crate::view::pairs::Count;

/// An event of many makes so many ties alone: seven who met nowhere else make 21.
const MANY: usize = 20;

/// The rank of all other events.
const NONE: u32 = u32::MAX;

/// The events that are drawn as boxes.
#[derive(Debug, Default)]
pub(super) struct Crowds<'s> {
    /// Ascending by event.
    pub(super) boxes: Vec<Gathered<'s>>,
    /// By actor, whether it has lines to its boxes; empty without boxes.
    pub(super) there: Vec<bool>,
    /// How many lines there are to boxes.
    pub(super) lines: usize,
    /// How many ties the boxes stand for.
    pub(super) ties: usize,
    /// How many of these are not confirmed.
    pub(super) weak: usize,
    /// The ties that were taken, each with its event.
    taken: Vec<(Count, u32)>,
    /// How many events of many there are.
    events: usize,
    /// Whether what is left out is as good as something that is there.
    pub(super) is_arbitrary: bool,
}

impl<'s> Crowds<'s> {
    /// Takes the ties that events of many alone make, and the events with the most of these for which
    /// there is room, so many lines. The first one is there in any case.
    pub(super) fn take(scene: &Scene<'s>, chosen: &mut Vec<Count>, room: usize) -> Crowds<'s> {
        let single: Vec<Count> = chosen.iter().copied().filter(is_single).collect();
        let alone: Vec<Alone> = meetings::each(scene.gatherings, &single);
        let events = of_many(&alone);
        let mut crowds = Crowds { events: events.len(), ..Crowds::default() };
        if events.is_empty() {
            return crowds;
        }
        let mut ranks = vec![NONE; scene.dataset.events.len()];
        (0..).zip(&events).for_each(|(rank, (_, event))| ranks[*event as usize] = rank);
        crowds.choose(scene, &ranks, room);
        let ties = |rank: usize| events.get(rank).map(|(ties, _)| *ties);
        crowds.is_arbitrary = ties(crowds.boxes.len()) == ties(crowds.boxes.len() - 1);
        let mut alone = alone.iter();
        let mut is_kept = |pair: &Count| {
            let event = if is_single(pair) { alone.next() } else { None };
            let Some(event) = event.filter(|event| ranks[event.0 as usize] != NONE) else {
                return true;
            };
            crowds.taken.push((*pair, event.0));
            false
        };
        chosen.retain(&mut is_kept);
        crowds
    }

    /// Chooses boxes, by the ranks of events.
    fn choose(&mut self, scene: &Scene<'s>, ranks: &[u32], room: usize) {
        let rank = |gathered: &Gathered| ranks[gathered.gathering.event as usize];
        let all = scene.gatherings.iter();
        let mut found: Vec<Gathered> = all.filter(|gathered| rank(gathered) != NONE).collect();
        found.sort_by_key(rank);
        for gathered in found {
            let lines = self.lines + gathered.actors.len();
            if lines > room && !self.boxes.is_empty() {
                break;
            }
            self.lines = lines;
            self.boxes.push(gathered);
        }
        self.boxes.sort_by_key(|gathered| gathered.gathering.event);
        self.lines = self.lines.min(room);
    }

    /// Chooses who has lines to the boxes: of too many those with other ties that are drawn, and then the
    /// busiest. Counts the ties for which the boxes then stand.
    pub(super) fn settle(&mut self, scene: &Scene, drawn: &[Count]) {
        let mut actors: Vec<u32> = self.boxes.iter().flat_map(|g| g.actors).copied().collect();
        self.there = vec![false; scene.gatherings.actors() as usize];
        drawn.iter().flat_map(|tie| [tie.a, tie.b]).for_each(|a| self.there[a as usize] = true);
        let rank =
            |actor: &u32| (!self.there[*actor as usize], Reverse(scene.gatherings.busy(*actor)));
        let elsewhere = actors.iter().filter(|actor| self.there[**actor as usize]).count();
        let number = self.lines.max(elsewhere);
        if number < actors.len() {
            actors.sort_by_key(|actor| (rank(actor), *actor));
            self.is_arbitrary |= rank(&actors[number - 1]) == rank(&actors[number]);
            actors.truncate(number);
        }
        self.lines = actors.len();
        self.there.fill(false);
        actors.iter().for_each(|actor| self.there[*actor as usize] = true);
        for (tie, event) in &self.taken {
            let is_box = self.boxes.binary_search_by_key(event, |g| g.gathering.event).is_ok();
            if is_box && self.there[tie.a as usize] && self.there[tie.b as usize] {
                self.ties += 1;
                self.weak += usize::from(tie.count == 0);
            }
        }
    }

    /// Which of the ties that events of many make are drawn; nothing without such events.
    pub(super) fn words(&self) -> Option<String> {
        let events = match (self.boxes.len(), self.events) {
            (0, _) => return None,
            (1, 1) => "one event, as its box".to_string(),
            (1, all) => format!("the largest of {all} events of many, as its box"),
            (some, all) if some == all => format!("{all} events, as their boxes"),
            (some, all) => format!("the {some} largest of {all} events of many, as their boxes"),
        };
        let all: usize = self.boxes.iter().map(|gathered| gathered.actors.len()).sum();
        Some(match self.lines < all {
            true => format!("those of {} of {all} actors of {events}", self.lines),
            false => format!("those of {events}"),
        })
    }

    /// What is said where all ties are drawn.
    pub(super) fn whole(&self) -> Option<String> {
        let ties = self.ties;
        match self.boxes.len() {
            0 => None,
            1 => Some(format!(
                "{ties} ties of one event are drawn as its box; --all draws each of them."
            )),
            many => Some(format!(
                "{ties} ties of {many} events are drawn as their boxes; --all draws each of them."
            )),
        }
    }
}

/// Whether a tie is made by one event alone.
fn is_single(pair: &Count) -> bool {
    pair.count + pair.unconfirmed == 1
}

/// The events that alone make many ties, and how many, those with the most first.
fn of_many(alone: &[Alone]) -> Vec<(Reverse<usize>, u32)> {
    let mut events: Vec<u32> = alone.iter().map(|event| event.0).collect();
    events.sort_unstable();
    let equal = events.chunk_by(|one, other| one == other).filter(|equal| equal.len() >= MANY);
    let mut many: Vec<(Reverse<usize>, u32)> =
        equal.map(|equal| (Reverse(equal.len()), equal[0])).collect();
    many.sort_unstable();
    many
}

/// The event that alone makes a tie.
struct Alone(u32);

impl Grow for Alone {
    fn new(_: &Count) -> Alone {
        Alone(NONE)
    }

    fn add(&mut self, gathering: &Gathering, _: Meeting, _: Basis) {
        self.0 = gathering.event;
    }

    fn join(&mut self, later: Alone) {
        self.0 = self.0.min(later.0);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::drawn;
    use crate::view::diagram::{Diagram, DiagramOptions, Shape};
    use crate::view::ties::Nature;
    use crate::view::{Basis, NetworkOptions};

    /// One event with so many actors, from a number on.
    fn event(id: &str, (from, number): (usize, usize), status: &str) -> String {
        let actors: Vec<String> = (from..from + number).map(|n| format!("a{n:03}")).collect();
        format!("{id},2025-02-12,Round {id},summit,{},{status}\n", actors.join(";"))
    }

    fn picture(events: &[String]) -> Diagram {
        let events = format!("id,date,title,type,actors,status\n{}", events.concat());
        drawn(&events, &DiagramOptions::default())
    }

    /// How many lines end at events, and how many do not.
    fn lines(diagram: &Diagram) -> (usize, usize) {
        let shape = |n: u32| diagram.nodes[n as usize].shape;
        let boxed = diagram.lines.iter().filter(|line| shape(line.to) == Shape::Event).count();
        (boxed, diagram.lines.len() - boxed)
    }

    #[test]
    fn a_meeting_of_many_is_a_box_with_a_line_to_each_who_was_there() {
        assert_eq!(lines(&picture(&[event("e", (0, 12), "")])), (0, 66));
        for number in [13, 40, 100] {
            let summit = picture(&[event("e", (0, number), "")]);
            let ties = number * (number - 1) / 2;
            assert_eq!((summit.nodes.len(), lines(&summit)), (number + 1, (number, 0)));
            assert_eq!(summit.nodes[number].label, "12 February 2025\nRound e");
            assert_eq!(summit.subtitle, format!("February 2025 · {number} actors, {ties} ties"));
            let said = "ties of one event are drawn as its box; --all draws each of them.";
            assert_eq!((summit.is_cut, summit.remarks), (false, vec![format!("{ties} {said}")]));
            let words = "an event of many, with lines to its actors";
            assert_eq!(summit.legend.shapes[1], (Shape::Event, words));
            assert_eq!(summit.legend.lines.len(), 1);
            assert_eq!(summit.source, "Source: 1 event; no source is named.");
        }
    }

    #[test]
    fn ties_of_other_events_too_and_of_events_of_few_stay_lines() {
        let calls = ["x,2025,C,call,a000;a001,\n", "y,2025,C,call,a000;b,\n"].map(String::from);
        let many = picture(&[&[event("e", (0, 40), "")], calls.as_slice()].concat());
        assert_eq!(lines(&many), (40, 2));
        let labels: Vec<&str> = many.lines.iter().map(|line| line.label.as_str()).collect();
        assert_eq!(labels[..3], ["2", "", ""]);
        assert!(many.remarks[0].starts_with("779 ties of one event"), "{:?}", many.remarks);
        let two = picture(&[event("e", (0, 20), ""), event("f", (10, 20), "alleged")]);
        assert_eq!((lines(&two), two.lines[0].label.as_str()), ((40, 45), "1+1?"));
        assert!(two.lines.iter().any(|line| line.nature == Nature::Unconfirmed));
        assert_eq!(
            two.remarks,
            ["290 ties of 2 events are drawn as their boxes; --all draws each of them."]
        );
        let rounds: Vec<String> = (0..6).map(|n| event(&n.to_string(), (6 * n, 6), "")).collect();
        assert_eq!(lines(&picture(&rounds)).0, 0, "15 ties each");
    }

    #[test]
    fn what_a_page_cannot_hold_of_a_box_or_of_boxes_is_counted() {
        let call = "x,2025,C,call,a250;a251,\n".to_string();
        let one = picture(&[event("e", (0, 300), "alleged"), call]);
        assert_eq!((one.is_cut, lines(&one)), (true, (100, 1)));
        assert!(one.nodes.iter().any(|node| node.id == "actors/a250"), "the busiest");
        assert_eq!(
            one.remarks,
            [
                "4950 of 44850 ties are drawn: those of 100 of 300 actors of one event, as its box, an arbitrary choice among equal ones; --all draws the other 39900, all with nothing confirmed."
            ]
        );
        assert!(one.subtitle.ends_with(" · 100 of 300 actors, 4950 of 44850 ties"));
        let rounds: Vec<String> = (0..9).map(|n| event(&n.to_string(), (20 * n, 20), "")).collect();
        let some = picture(&rounds);
        assert_eq!(lines(&some), (100, 0));
        assert!(some.subtitle.ends_with(" · 100 of 180 actors, 950 of 1710 ties"));
        assert_eq!(
            some.remarks,
            [
                "950 of 1710 ties are drawn: those of the 5 largest of 9 events of many, as their boxes, an arbitrary choice among equal ones; --all draws the other 760."
            ]
        );
    }

    #[test]
    fn who_is_drawn_for_another_tie_has_a_line_to_the_box_as_well() {
        let calls = |n: usize| format!("x{n},2025,C,call,a{:03};b{n:03},\n", 299 - n);
        let events: Vec<String> =
            [event("e", (0, 300), "")].into_iter().chain((0..130).map(calls)).collect();
        let summit = picture(&events);
        let (boxed, ties) = lines(&summit);
        let guests = summit.nodes.iter().filter(|node| node.id.starts_with("actors/a")).count();
        assert_eq!((boxed, ties), (guests, 50));
        let drawn = format!("{} of 44980 ties are drawn", boxed * (boxed - 1) / 2 + ties);
        assert!(summit.remarks[0].starts_with(&drawn), "{:?}", summit.remarks);
    }

    #[test]
    fn what_is_named_together_is_a_box_as_well_and_what_is_asked_for_is_not() {
        let network = NetworkOptions { basis: Basis::Together, ..Default::default() };
        let events = format!("id,date,title,type,actors,status\n{}", event("e", (0, 20), ""));
        let options = DiagramOptions { network, ..Default::default() };
        let together = drawn(&events, &options);
        assert_eq!((lines(&together), together.lines[0].nature), ((20, 0), Nature::Together));
        assert_eq!(lines(&drawn(&events, &DiagramOptions { all: true, ..options })), (0, 190));
        let network = NetworkOptions { min_count: 1, ..Default::default() };
        let events = events + "x,2025,C,call,a000;b,alleged\n";
        let sure = drawn(&events, &DiagramOptions { network, ..Default::default() });
        assert_eq!((lines(&sure), sure.remarks.len()), ((20, 0), 2));
        assert_eq!(sure.remarks[1], "1 of 191 ties is not drawn, as asked for.");
    }
}
