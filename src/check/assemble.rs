//! Tables that were checked, put together into a dataset in canonical order.
//!
//! Invariant: every number in the dataset is that of a row in it.

use std::borrow::Cow;

use super::Tables;
use crate::check::actors::Actors;
use crate::check::events::EventRows;
use crate::check::ids::Draft;
use crate::check::ids::provisional;
use crate::check::names::unicode::typed;
use crate::check::placeholder::is_placeholder;
use crate::check::sources::Sources;
use crate::check::tables::Words;
use crate::cores;
use crate::model::{
    Actor, Citation, DataFile, Dataset, EventPart, Events, Participation, Relationship, Row,
    Source, Text,
};

/// The dataset of checked tables, which loses its events to it; `order` are the rows of events that are
/// kept, by id, and the ids made for the first of them.
pub(super) fn dataset(
    mut dataset: Dataset,
    tables: &mut Tables,
    order: (&[u32], &[(usize, String)]),
) -> Dataset {
    put_actors(&mut dataset, &tables.actors, tables.actor_strings());
    put_sources(&mut dataset, &tables.sources, tables.source_strings());
    let Tables { actors, sources, events, ties, .. } = tables;
    dataset.types = union(events.iter().map(|part| &part.types), something);
    dataset.roles = union(events.iter().map(|part| &part.roles), typed);
    dataset.places = union(events.iter().map(|part| &part.places), something);
    put_events(&mut dataset, events, order, (actors.table, sources.table));
    for part in ties {
        let new = numbers(actors.table, &part.actors, |text| dataset.find_actor(text));
        let number = |n: u32| new.as_ref().map_or(n, |new| new[n as usize]);
        for tie in &part.rows.drafts {
            let id = text_of(&mut dataset, tie.row, tie.id.unwrap_or_default());
            let (from, to) = (number(tie.rest.from), number(tie.rest.to));
            dataset.relationships.push(Relationship {
                row: tie.row,
                id,
                from,
                to,
                date: tie.rest.date,
            });
        }
    }
    sort_relationships(&mut dataset);
    dataset
}

/// A word as it is to be spelt; blank where it stands for nothing.
fn something(word: &str) -> Cow<'_, str> {
    if is_placeholder(word, true) { Cow::Borrowed("") } else { typed(word) }
}

/// Words of several parts as they are to be spelt, sorted, each once; the blank one first.
fn union<'w>(
    parts: impl Iterator<Item = &'w Words>,
    spelt: fn(&'w str) -> Cow<'w, str>,
) -> Vec<String> {
    let mut words: Vec<_> = parts.flat_map(|part| &part.list).map(|word| spelt(word)).collect();
    words.sort_unstable();
    words.dedup();
    let blank = words.is_empty().then(String::new);
    blank.into_iter().chain(words.into_iter().map(Cow::into_owned)).collect()
}

/// How many words that are not blank several parts have.
pub(super) fn distinct<'w>(parts: impl Iterator<Item = &'w Words>) -> usize {
    union(parts, Cow::Borrowed).iter().filter(|word| !word.is_empty()).count()
}

/// For each word of a part its number among all; with a table, numbers are those of rows already.
fn numbers(table: bool, words: &Words, find: impl Fn(&str) -> Option<u32>) -> Option<Vec<u32>> {
    (!table).then(|| words.list.iter().map(|word| find(word).unwrap_or_default()).collect())
}

fn put_actors<'w>(
    dataset: &mut Dataset,
    actors: &Actors,
    strings: Option<impl Iterator<Item = &'w Words>>,
) {
    for (id, row) in &actors.names.rows {
        let id = text_of(dataset, *row, id);
        dataset.actors.push(Actor { row: Some(*row), id });
    }
    let strings = strings.map(|parts| union(parts, Cow::Borrowed));
    for string in strings.unwrap_or_default().iter().filter(|s| !s.is_empty()) {
        let id = dataset.make(string);
        dataset.actors.push(Actor { row: None, id });
    }
}

fn put_sources<'w>(
    dataset: &mut Dataset,
    sources: &Sources,
    strings: Option<impl Iterator<Item = &'w Words>>,
) {
    for ((id, row), published) in sources.names.rows.iter().zip(&sources.dates) {
        let id = text_of(dataset, *row, id);
        dataset.sources.push(Source { row: Some(*row), id, published: *published });
    }
    let strings = strings.map(|parts| union(parts, Cow::Borrowed));
    for string in strings.unwrap_or_default().iter().filter(|s| !s.is_empty()) {
        let id = dataset.make(string);
        dataset.sources.push(Source { row: None, id, published: None });
    }
}

/// The ids made for those of the drafts in an order that have none, which stand first in it.
pub(super) fn provisional_ids(
    drafts: &[&Draft<()>],
    order: &[u32],
    files: &[DataFile],
) -> Vec<(usize, String)> {
    let ordered = order.iter().map(|n| drafts[*n as usize]);
    let unnamed: Vec<_> = ordered.take_while(|draft| draft.id.is_none()).collect();
    provisional::ids(&unnamed, files)
}

/// Puts the events in by id.
fn put_events(
    dataset: &mut Dataset,
    parts: &mut [EventRows],
    (order, made): (&[u32], &[(usize, String)]),
    tables: (bool, bool),
) {
    let parts = cores::many(parts.iter_mut(), |part| put_part(dataset, part, tables));
    dataset.events = Events::new(parts, order);
    for (n, id) in made {
        dataset.events[*n].id = dataset.make(id);
    }
    if !made.is_empty() {
        let mut events = std::mem::take(&mut dataset.events);
        events.sort_by(|a, b| dataset.text(a.id).cmp(dataset.text(b.id)));
        dataset.events = events;
    }
}

/// The events of a part, which loses them, with the numbers of the dataset for those of the part.
/// Whether there are tables of actors and sources.
fn put_part(dataset: &Dataset, part: &mut EventRows, (actors, sources): (bool, bool)) -> EventPart {
    let at = |list: &[String], word: &str| {
        list.binary_search_by(|w| w.as_str().cmp(word)).unwrap_or_default() as u32
    };
    let renumbered = |list: &[String], words: &Words, spelt: fn(&str) -> Cow<str>| -> Vec<u32> {
        words.list.iter().map(|word| at(list, &spelt(word))).collect()
    };
    let types = renumbered(&dataset.types, &part.types, something);
    let roles = renumbered(&dataset.roles, &part.roles, typed);
    let places = renumbered(&dataset.places, &part.places, something);
    let actors = numbers(actors, &part.actors, |text| dataset.find_actor(text));
    let sources = numbers(sources, &part.sources, |text| dataset.find_source(text));
    let number = |new: &Option<Vec<u32>>, n: u32| new.as_ref().map_or(n, |new| new[n as usize]);
    let mut place_of = std::mem::take(&mut part.place_of);
    place_of.iter_mut().for_each(|place| *place = places[*place as usize]);
    let mut participations = std::mem::take(&mut part.participations);
    for Participation { actor, role } in &mut participations {
        (*actor, *role) = (number(&actors, *actor), roles[*role as usize]);
    }
    let mut citations = std::mem::take(&mut part.citations);
    for Citation { source, locator } in &mut citations {
        *source = number(&sources, *source);
        part.put_locator(locator);
    }
    let mut events = std::mem::take(&mut part.events);
    for event in &mut events {
        part.put_in_place(event);
        event.kind = types[event.kind as usize];
    }
    EventPart { events, place_of, participations, citations }
}

/// The piece of a file a checked text is; `text` is a slice of that file, else made.
fn text_of(dataset: &mut Dataset, row: Row, text: &str) -> Text {
    let place = Text::slice((row.file, &dataset.files[row.file as usize].text), text);
    place.unwrap_or_else(|| dataset.make(text))
}

/// Relationships by first actor, relation, second actor, date, id and content.
fn sort_relationships(dataset: &mut Dataset) {
    use crate::model::Field;
    let mut rows = std::mem::take(&mut dataset.relationships);
    rows.sort_by_cached_key(|r| {
        let cell = |field| dataset.trimmed(r.row, field).into_owned();
        (
            r.from,
            cell(Field::Relation),
            r.to,
            cell(Field::Date),
            dataset.text(r.id).to_string(),
            cell(Field::Sources),
            cell(Field::Note),
        )
    });
    dataset.relationships = rows;
}
