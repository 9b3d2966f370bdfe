//! A standing tie: its cells, both actors, and who says so.
//!
//! Invariant: an actor or source that could not be found is still told as written.

use super::actor::words;
use super::lines::{Lines, actor_line, source_line};
use super::source::names;
use crate::model::Field;

/// Tells of a relationship.
pub(super) fn tell(lines: &mut Lines, number: u32) {
    let dataset = lines.dataset;
    let relationship = &dataset.relationships[number as usize];
    lines.open(words(dataset, relationship));
    lines.cells(relationship.row, &[]);
    let (from, to) = (relationship.from, relationship.to);
    lines.section(
        "Actors",
        [(from, "from"), (to, "to")].map(|(a, what)| actor_line(dataset, a, what)),
    );
    let list = dataset.trimmed(relationship.row, Field::Sources);
    let cited = (0..dataset.sources.len() as u32).filter(|s| names(dataset, *s, &list));
    lines.section("Sources", cited.map(|source| source_line(dataset, source, "")));
}
