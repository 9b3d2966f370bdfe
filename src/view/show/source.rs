//! A source: its cells, the events and standing ties that cite it, and the sources that repeat it.
//!
//! Invariant: a citation is told with the place in the source, where one is named.

use std::borrow::Cow;

use super::actor::words;
use super::lines::{Line, Lines, date, source_line};
use crate::model::{Dataset, Field};
use crate::view::query::names::{cited, items};

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
        locators(dataset, event, source)
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
    let others = 0..dataset.sources.len() as u32;
    let repeats = |s: &u32| names(dataset, source, &dataset.source_cell(*s, Field::DerivedFrom));
    lines.section("Repeated by", others.filter(repeats).map(|s| source_line(dataset, s, "")));
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
