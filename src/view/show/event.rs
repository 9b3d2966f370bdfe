//! An event: its cells, who took part, who says so, and the events it refers to or is referred to by.
//!
//! Invariant: a relation is told from both sides: *after* here is *before* there; each time with who
//! says so, and what two links say of it in two lines.

use super::lines::{Line, Lines, actor_line, line_ends, source_line};
use super::source::said_by;
use crate::model::{Dataset, Field, Link, Relation};
use crate::view::query::names::items;
use crate::view::report::Cell;

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
    if let Some(time) = &dataset.time {
        let said = time.limits_said(dataset, event);
        let line = |(limit, because): (String, String)| Line {
            what: Cell::text("follows"),
            value: format!("{limit}: {because}").into(),
            ..Line::default()
        };
        lines.section("What follows from its links", said.into_iter().map(line));
    }
    let participations = dataset.participations_of(event);
    lines.section(
        "Actors",
        participations.iter().map(|p| actor_line(dataset, p.actor, dataset.role(*p))),
    );
    let citations = dataset.citations_of(event);
    let source =
        |c: &crate::model::Citation| source_line(dataset, c.source, &dataset.locator(event, c));
    lines.section("Sources", citations.iter().map(source));
    relations(lines, event);
}

/// The events it lies to in some way, each with what is said beside the heading.
fn relations(lines: &mut Lines, event: u32) {
    use Relation as R;
    let dataset = lines.dataset;
    let sections: &[(&str, &[R], &[R])] = &[
        ("Part of", &[R::PartOf], &[]),
        ("Parts", &[], &[R::PartOf]),
        ("Within", &[R::During], &[]),
        ("Meanwhile", &[], &[R::During]),
        ("Comes after", &[R::After], &[R::Before]),
        ("Comes before", &[R::Before], &[R::After]),
        ("Starts on the day of", &[R::StartsWith], &[R::StartsWith]),
        ("Ends on the day of", &[R::EndsWith], &[R::EndsWith]),
        ("On the same day as", &[R::SameDay], &[R::SameDay]),
    ];
    for (name, own, theirs) in sections {
        let told = |link: &Link| match (link.event == event, link.other == event) {
            (true, _) if own.contains(&link.relation) => Some((link.other, *link)),
            (_, true) if theirs.contains(&link.relation) => Some((link.event, *link)),
            _ => None,
        };
        let related: Vec<(u32, Link)> = dataset.links.iter().filter_map(told).collect();
        let notes = |other: u32| {
            let links = related.iter().filter(|(o, _)| *o == other);
            let mut notes: Vec<String> = Vec::new();
            for note in links.map(|(_, link)| said_of(dataset, link)) {
                if !note.is_empty() && !notes.contains(&note) {
                    notes.push(note);
                }
            }
            if notes.is_empty() { vec![String::new()] } else { notes }
        };
        lines.events(name, related.iter().map(|(other, _)| *other).collect(), notes);
    }
}

/// What is said of one link: how far apart the two are, how sure that is, and who says so.
fn said_of(dataset: &Dataset, link: &Link) -> String {
    let mut said = vec![link.gap.words()];
    if link.doubtful {
        said.push(dataset.trimmed(link.row, Field::Certainty).into_owned());
    }
    if link.field == Field::Relation {
        said.push(said_by(dataset, &dataset.trimmed(link.row, Field::Sources)));
        said.push(line_ends(&dataset.trimmed(link.row, Field::Note)));
    }
    said.retain(|said| !said.is_empty());
    said.join(", ")
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
