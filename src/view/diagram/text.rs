//! Titles, subtitles, remarks and tooltips.
//!
//! Invariant: a tooltip names at most ten events and counts the rest; no text makes an uncertain
//! date exact.

use super::names::Names;
use super::period::period;
use super::{Nodes, Scene};
use crate::cores;
use crate::model::{Dataset, Field, counted};
use crate::view::chronology::Key;
use crate::view::dated::{dated, of_event};
use crate::view::status;
use crate::view::ties::Tie;

/// What the picture shows.
pub(super) fn title(scene: &Scene, names: &Names) -> String {
    let what = match (scene.options.nodes, scene.met()) {
        (Nodes::Actors, true) => "Who met or called whom",
        (Nodes::Actors, false) => "Who is named together",
        (Nodes::Events, true) => "Who met or called whom, and when",
        (Nodes::Events, false) => "Who is named in which event",
    };
    match scene.options.network.ego {
        Some(ego) => format!("{what}: around {}", names.name(ego.actor)),
        None => what.to_string(),
    }
}

/// The query, the time of the events behind the picture, the numbers.
pub(super) fn subtitle(scene: &Scene, there: &[bool], numbers: &str) -> String {
    let mut parts = Vec::new();
    if !scene.selection.words.is_empty() {
        parts.push(scene.selection.words.clone());
    }
    parts.extend(period(scene.dataset, there));
    parts.push(numbers.to_string());
    parts.join(" · ")
}

/// By number of an event, whether it is one of those behind a picture.
pub(super) fn marked(dataset: &Dataset, events: impl Iterator<Item = u32>) -> Vec<bool> {
    let mut there = vec![false; dataset.events.len()];
    events.for_each(|event| there[event as usize] = true);
    there
}

/// How many events stand behind the picture, and how many sources behind these.
pub(super) fn source(dataset: &Dataset, there: &[bool]) -> String {
    let count = there.iter().filter(|there| **there).count();
    let events = || (0..).zip(there).filter_map(|(event, there)| there.then_some(event));
    let mut sources: Vec<u32> = Vec::new();
    if dataset.events.citations().any(|list| !list.is_empty()) {
        let cited = events().flat_map(|event| dataset.citations_of(event));
        sources.extend(cited.map(|citation| citation.source));
    }
    sources.sort_unstable();
    sources.dedup();
    let named = |event: u32| !dataset.event_cell(event, Field::Sources).is_empty();
    let behind = counted(count, "event");
    match (count, sources.len()) {
        (0, _) => String::new(),
        (_, 0) if events().any(named) => format!("Source: {behind}."), // not counted
        (_, 0) => format!("Source: {behind}; no source is named."),
        (_, 1) => format!("Source: {behind}, for which 1 source is cited."),
        (_, many) => format!("Source: {behind}, for which {many} sources are cited."),
    }
}

/// What is told of the events that ties name, each once.
pub(super) struct Told<'d> {
    dataset: &'d Dataset,
    /// Ascending.
    events: Vec<u32>,
    texts: Vec<String>,
}

impl Told<'_> {
    /// The events named of some ties.
    pub(super) fn new<'d>(dataset: &'d Dataset, ties: impl Iterator<Item = &'d Tie>) -> Told<'d> {
        let mut events: Vec<u32> = ties.flat_map(Tie::named).collect();
        events.sort_unstable();
        events.dedup();
        let texts = cores::many(events.iter(), |number| event(dataset, *number));
        Told { dataset, events, texts }
    }

    /// Some events of a tie in the order of the chronology, of many the first; and how many more.
    pub(super) fn of(&self, tie: &Tie) -> Vec<String> {
        let mut named = tie.named();
        named.sort_by_key(|event| (key(self.dataset, *event), *event));
        let text = |event| Some(self.texts[self.events.binary_search(event).ok()?].clone());
        let mut lines: Vec<String> = named.iter().filter_map(text).collect();
        if tie.events.len() > named.len() {
            lines.push(format!("and {} more", tie.events.len() - named.len()));
        }
        lines
    }
}

/// Where the date of an event stands in the chronology.
fn key(dataset: &Dataset, event: u32) -> Key {
    Key::new(dataset.events[event as usize].date.as_ref(), "")
}

/// `12 February 2025: title (disputed)`.
pub(super) fn event(dataset: &Dataset, event: u32) -> String {
    let cell = dataset.event_cells(event);
    let (date, title) = (dated(&cell(Field::Date), "undated"), cell(Field::Title));
    format!("{date}: {title}{}", status::in_brackets(dataset, event))
}

/// A date in words.
pub(super) fn date(dataset: &Dataset, event: u32) -> String {
    of_event(dataset, event)
}

/// `1 of 3 ties is not drawn`, `none of the 3 ties is drawn`.
pub(super) fn left_out((few, all): (usize, usize), (one, many): (&str, &str)) -> String {
    match (few, all) {
        (1, 1) => format!("The only {one} is not drawn"),
        _ if few == all => format!("None of the {all} {many} is drawn"),
        (1, _) => format!("1 of {all} {many} is not drawn"),
        _ => format!("{few} of {all} {many} are not drawn"),
    }
}

/// `3 of 12 ties`, or where all are drawn `12 ties`.
pub(super) fn share((some, all): (usize, usize), what: &str) -> String {
    match some < all {
        true => format!("{some} of {}", counted(all, what)),
        false => counted(some, what),
    }
}

/// `the other 3`, and how many of these have nothing confirmed: `the other 3, 2 with nothing confirmed`.
pub(super) fn others((all, weak): (usize, usize)) -> String {
    let number = if all == 1 { String::new() } else { format!(" {all}") };
    let weak = match (weak, all) {
        (0, _) => String::new(),
        (1, 1) => ", with nothing confirmed".to_string(),
        (2, 2) => ", both with nothing confirmed".to_string(),
        _ if weak == all => ", all with nothing confirmed".to_string(),
        _ => format!(", {weak} with nothing confirmed"),
    };
    format!("the other{number}{weak}")
}
