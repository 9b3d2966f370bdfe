//! A source: its cells, the events, standing ties and event links that cite it, and the sources that
//! repeat it.
//!
//! Invariant: a citation is told with the place in the source, where one is named.

use std::borrow::Cow;

use super::actor::words;
use super::lines::{Line, Lines, date, line_ends, source_line};
use crate::model::{Dataset, Field, Link};
use crate::view::cited::put_source;
use crate::view::query::names::{cited, cited_at, items};
use crate::view::rows::Rows;

/// Tells of a source.
pub(super) fn tell(lines: &mut Lines, source: u32) {
    let dataset = lines.dataset;
    let title = dataset.source_cell(source, Field::Title);
    let heading = if title.is_empty() { dataset.source_id(source).into() } else { title };
    lines.open(heading.into_owned());
    match dataset.sources[source as usize].row {
        Some(row) => lines.cells(row, &[]),
        None => lines.line("id", dataset.source_id(source)),
    }
    let events = 0..dataset.events.len() as u32;
    let cites = |e: &u32| dataset.citations_of(*e).iter().any(|c| c.source == source);
    lines.events("Cited by", events.filter(cites).collect(), |event| {
        vec![locators(dataset, event, source)]
    });
    let ties = dataset.relationships.iter();
    let ties = ties.filter(|r| names(dataset, source, &dataset.trimmed(r.row, Field::Sources)));
    lines.section(
        "Cited for relationships",
        ties.map(|r| Line {
            what: date(&dataset.trimmed(r.row, Field::Date), "undated"),
            value: words(dataset, r).into(),
            note: String::new(),
            id: dataset.text(r.id).into(),
        }),
    );
    let links = dataset.links.iter().filter(|link| link.field == Field::Relation);
    let links = links.filter(|l| names(dataset, source, &dataset.trimmed(l.row, Field::Sources)));
    lines.section("Cited for links", links.map(|link| link_line(dataset, link, source)));
    let others = 0..dataset.sources.len() as u32;
    let repeats = |s: &u32| names(dataset, source, &dataset.source_cell(*s, Field::DerivedFrom));
    lines.section("Repeated by", others.filter(repeats).map(|s| source_line(dataset, s, "")));
}

/// How one event lies to another, and where in the source that is said.
fn link_line<'d>(dataset: &'d Dataset, link: &Link, source: u32) -> Line<'d> {
    let [title, other] =
        [link.event, link.other].map(|event| dataset.event_cell(event, Field::Title));
    let relation = dataset.text(link.text);
    let cell = |field| dataset.trimmed(link.row, field);
    let list = cell(Field::Sources);
    let cited = items(&list).filter_map(|item| cited_at(dataset, item));
    let mut note = vec![link.gap.words()];
    if link.doubtful {
        note.push(cell(Field::Certainty).into_owned());
    }
    note.extend(cited.filter(|(own, _)| *own == source).map(|(_, place)| place.to_string()));
    note.push(line_ends(&cell(Field::Note)));
    note.retain(|said| !said.is_empty());
    Line {
        what: date(&dataset.event_cell(link.event, Field::Date), "undated"),
        value: format!("{title}: {relation} {other} ({})", dataset.event_id(link.other)).into(),
        note: note.join(", "),
        id: dataset.event_id(link.event).into(),
    }
}

/// What the sources of a list are called, each with its date and the place in it.
pub(super) fn said_by(dataset: &Dataset, list: &str) -> String {
    let mut said = String::new();
    let mut row = Rows::new(dataset);
    for item in items(list) {
        said.push_str(if said.is_empty() { "" } else { "; " });
        match cited_at(dataset, item) {
            Some(cited) => put_source(dataset, &mut row, cited, &mut said),
            None => said.push_str(item),
        }
    }
    said
}

fn locators(dataset: &Dataset, event: u32, source: u32) -> String {
    let own = dataset.citations_of(event).iter().filter(|c| c.source == source);
    let places: Vec<Cow<str>> =
        own.map(|c| dataset.locator(event, c)).filter(|l| !l.is_empty()).collect();
    places.join("; ")
}

/// Whether a list of sources names this one.
pub(super) fn names(dataset: &Dataset, source: u32, list: &str) -> bool {
    items(list).any(|item| cited(dataset, item) == Some(source))
}
