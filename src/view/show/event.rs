//! An event: its cells, who took part, who says so, and the events it refers to or is referred to by.
//!
//! Invariant: a relation is told from both sides: *after* here is *before* there.

use super::lines::{Lines, actor_line, source_line};
use crate::model::{Dataset, Field};
use crate::view::query::names::items;

/// Tells of an event.
pub(super) fn tell(lines: &mut Lines, event: u32) {
    let dataset = lines.dataset;
    lines.open(dataset.event_cell(event, Field::Title).into_owned());
    if !dataset.events[event as usize].written_id {
        lines.line(
            "id",
            &format!("{} (made by annals; give it one to refer to it)", dataset.event_id(event)),
        );
    }
    lines.cells(dataset.events[event as usize].row, &resolved(dataset, event));
    let participations = dataset.participations_of(event);
    lines.section(
        "Actors",
        participations.iter().map(|p| actor_line(dataset, p.actor, dataset.role(*p))),
    );
    let citations = dataset.citations_of(event);
    let source =
        |c: &crate::model::Citation| source_line(dataset, c.source, dataset.text(c.locator));
    lines.section("Sources", citations.iter().map(source));
    let related = |own, other| {
        let links = dataset.links.iter();
        let told = links.filter_map(|link| match (link.event == event, link.other == event) {
            (true, _) if link.field == own => Some(link.other),
            (_, true) if Some(link.field) == other => Some(link.event),
            _ => None,
        });
        told.collect::<Vec<u32>>()
    };
    lines.events("Part of", related(Field::PartOf, None), |_| String::new());
    let parts = dataset.links.iter().filter(|l| l.other == event && l.field == Field::PartOf);
    lines.events("Parts", parts.map(|l| l.event).collect(), |_| String::new());
    lines.events("Comes after", related(Field::After, Some(Field::Before)), |_| String::new());
    lines.events("Comes before", related(Field::Before, Some(Field::After)), |_| String::new());
}

/// The columns whose items were all found, so that they need not be shown as written.
fn resolved(dataset: &Dataset, event: u32) -> Vec<Field> {
    let links =
        |field| dataset.links.iter().filter(|l| l.event == event && l.field == field).count();
    let found = [
        (Field::Actors, dataset.participations_of(event).len()),
        (Field::Sources, dataset.citations_of(event).len()),
        (Field::After, links(Field::After)),
        (Field::Before, links(Field::Before)),
        (Field::PartOf, links(Field::PartOf)),
    ];
    let all = |(field, count): &(Field, usize)| {
        items(&dataset.event_cell(event, *field)).count() == *count
    };
    found.into_iter().filter(all).map(|(field, _)| field).collect()
}
