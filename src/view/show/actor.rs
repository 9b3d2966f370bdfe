//! An actor: its cells, its standing ties, whom it met or called, and its events with its roles in them.
//!
//! Invariant: every event with the actor in its actors column is told, whatever role or status.

use super::lines::{Line, Lines, date};
use crate::model::{Dataset, Field};
use crate::view::Selection;
use crate::view::gatherings::Gatherings;
use crate::view::report::Cell;
use crate::view::ties::{self, Basis, Tally};

/// Tells of an actor.
pub(super) fn tell(lines: &mut Lines, actor: u32) {
    let dataset = lines.dataset;
    lines.open(dataset.actor_name(actor).into_owned());
    match dataset.actors[actor as usize].row {
        Some(row) => lines.cells(row, &[]),
        None => lines.line("id", dataset.actor_id(actor)),
    }
    let own = dataset.relationships.iter().filter(|r| r.from == actor || r.to == actor);
    lines.section(
        "Relationships",
        own.map(|r| Line {
            what: date(&dataset.trimmed(r.row, Field::Date), "undated"),
            value: words(dataset, r).into(),
            note: String::new(),
            id: dataset.text(r.id).into(),
        }),
    );
    let events = 0..dataset.events.len() as u32;
    let here = |e: &u32| dataset.participations_of(*e).iter().any(|p| p.actor == actor);
    let events: Vec<u32> = events.filter(here).collect();
    lines.section("Ties", ties(dataset, actor, &events));
    lines.events("Events", events, |event| vec![roles(dataset, event, actor)]);
}

/// Whom the actor met or called, the strongest tie first.
fn ties(dataset: &Dataset, actor: u32, events: &[u32]) -> Vec<Line<'static>> {
    let selection = Selection { events: events.to_vec(), words: String::new() };
    let gatherings = Gatherings::find(dataset, &selection, Basis::Met);
    ties::around(&gatherings, actor)
        .iter()
        .map(|tie| tie_line(dataset, tie, if tie.a == actor { tie.b } else { tie.a }))
        .collect()
}

fn tie_line(dataset: &Dataset, tie: &Tally, other: u32) -> Line<'static> {
    let counted = [(tie.in_person, "in person"), (tie.remote, "remote")];
    let counted = counted.iter().filter(|(count, _)| *count > 0);
    let mut note: Vec<String> = counted.map(|(count, how)| format!("{count} {how}")).collect();
    note.extend(when(dataset, tie));
    Line {
        what: Cell::text(tie.number()),
        value: dataset.actor_name(other).into_owned().into(),
        note: note.join(", "),
        id: dataset.actor_id(other).to_string().into(),
    }
}

/// From when to when they met, where one end is not known the other alone.
fn when(dataset: &Dataset, tie: &Tally) -> Option<String> {
    match (tie.first(), tie.last()) {
        (Some(first), Some(last)) if first.event == last.event => Some(first.words(dataset)),
        (Some(first), Some(last)) => {
            let (first, last) = (first.alone(dataset, true), last.alone(dataset, false));
            Some(if first == last { first } else { format!("from {first} to {last}") })
        }
        (Some(first), None) => Some(format!("from {} on", first.alone(dataset, true))),
        (None, Some(last)) => Some(format!("up to {}", last.alone(dataset, false))),
        (None, None) => None,
    }
}

/// A relationship as a sentence without a verb: `Darchiev, ambassador-to United States`.
pub(super) fn words(dataset: &Dataset, relationship: &crate::model::Relationship) -> String {
    let name = |actor| dataset.actor_name(actor);
    let relation = dataset.trimmed(relationship.row, Field::Relation);
    format!("{}: {relation} {}", name(relationship.from), name(relationship.to))
}

fn roles(dataset: &Dataset, event: u32, actor: u32) -> String {
    let own = dataset.participations_of(event).iter().filter(|p| p.actor == actor);
    let roles: Vec<&str> = own.map(|p| dataset.role(*p)).filter(|r| !r.is_empty()).collect();
    roles.join(", ")
}
