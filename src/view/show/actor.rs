//! An actor: its cells, its standing ties, and its events with its roles in them.
//!
//! Invariant: every event with the actor in its actors column is told, whatever role or status.

use super::lines::{Line, Lines, date};
use crate::model::{Dataset, Field};

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
    lines.events("Events", events.filter(here).collect(), |event| roles(dataset, event, actor));
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
