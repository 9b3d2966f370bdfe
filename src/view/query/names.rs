//! Whom or what a word on the command line means: ids, names and aliases, whatever their case.
//!
//! Invariant: an exact id wins over one that differs by case, an id over a name; what is found
//! does not depend on the order of rows.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::fold::{fold, holds, same};
use crate::check::near;
use crate::model::cells::trim;
use crate::model::{Dataset, Field, Status};

/// What stands for no type in lists, and asks for it.
pub(crate) const NO_TYPE: &str = "(none)";

/// The items of a list cell, trimmed, blank ones left out.
pub(crate) fn items(cell: &str) -> impl Iterator<Item = &str> + Clone {
    cell.split(';').map(trim).filter(|item| !item.is_empty())
}

/// The actors a word means: one by its id, else all that have this name or alias.
pub(crate) fn actors(dataset: &Dataset, word: &str) -> Vec<u32> {
    if let Some(actor) = dataset.find_actor(word) {
        return vec![actor];
    }
    let word = fold(trim(word));
    let all = || 0..dataset.actors.len() as u32;
    let by_id: Vec<u32> = all().filter(|a| same(dataset.actor_id(*a), &word)).collect();
    if !by_id.is_empty() {
        return by_id;
    }
    all().filter(|a| names(dataset, *a, |name| same(name, &word))).collect()
}

/// Whether a name or alias of an actor is as wanted; an alias with `;` in it is no list there.
pub(super) fn names(dataset: &Dataset, actor: u32, wanted: impl Fn(&str) -> bool) -> bool {
    if wanted(&dataset.actor_name(actor)) {
        return true;
    }
    items(&dataset.actor_cell(actor, Field::Aliases)).any(wanted)
}

/// The sources a word means: by id or address exactly, else all with this part in publisher or
/// title; without `sources.csv`, in what is written.
pub(super) fn sources(dataset: &Dataset, word: &str) -> Vec<u32> {
    if let Some(source) = dataset.find_source(word) {
        return vec![source];
    }
    let word = fold(trim(word));
    let all = || 0..dataset.sources.len() as u32;
    let exactly = |s: &u32| {
        let address = |field| same(&dataset.source_cell(*s, field), &word);
        same(dataset.source_id(*s), &word) || address(Field::Url) || address(Field::ArchiveUrl)
    };
    let exact: Vec<u32> = all().filter(exactly).collect();
    if !exact.is_empty() {
        return exact;
    }
    let part = |s: &u32| match dataset.sources[*s as usize].row {
        None => holds(dataset.source_id(*s), &word),
        Some(_) => [Field::Publisher, Field::Title]
            .iter()
            .any(|field| holds(&dataset.source_cell(*s, *field), &word)),
    };
    all().filter(part).collect()
}

/// The source an item of a list names by id or address, with or without a place in it.
pub(crate) fn cited(dataset: &Dataset, item: &str) -> Option<u32> {
    cited_at(dataset, item).map(|(source, _)| source)
}

/// The same, and the place in the source; blank where none is named.
pub(crate) fn cited_at<'i>(dataset: &Dataset, item: &'i str) -> Option<(u32, &'i str)> {
    let by_address = |text: &str| {
        let all = 0..dataset.sources.len() as u32;
        let mut here = all.filter(|s| dataset.source_cell(*s, Field::Url) == text);
        if text.contains("://") { here.next() } else { None }
    };
    let find = |text: &str| dataset.find_source(text).or_else(|| by_address(text));
    find(item).map(|source| (source, "")).or_else(|| {
        let (head, place) = item.split_once('#')?;
        find(head.trim_end()).map(|source| (source, place.trim_start()))
    })
}

/// Everything an actor can be called, for near misses.
pub(crate) fn actor_words(dataset: &Dataset) -> Vec<String> {
    let mut words = Vec::new();
    for actor in 0..dataset.actors.len() as u32 {
        words.push(dataset.actor_id(actor).to_string());
        words.push(dataset.actor_name(actor).into_owned());
        words.extend(items(&dataset.actor_cell(actor, Field::Aliases)).map(str::to_string));
    }
    words
}

/// The tags of all events, each once.
pub(super) fn tags(dataset: &Dataset) -> BTreeSet<String> {
    let mut tags = BTreeSet::new();
    for event in 0..dataset.events.len() as u32 {
        tags.extend(items(&dataset.event_cell(event, Field::Tags)).map(str::to_string));
    }
    tags
}

/// The statuses of all events that are none of the known ones, each once.
pub(super) fn other_statuses(dataset: &Dataset) -> BTreeSet<String> {
    let events = dataset.events.iter().zip(0..);
    let others = events.filter(|(event, _)| event.status == Status::Unknown);
    others.map(|(_, n)| dataset.event_cell(n, Field::Status).into_owned()).collect()
}

/// What may have been meant: words a few letters away, else words that begin with or hold it.
pub(crate) fn meant<'w>(word: &str, words: impl Iterator<Item = &'w str> + Clone) -> Vec<&'w str> {
    let found = near(word, words.clone());
    if !found.is_empty() {
        return found;
    }
    let word = fold(word);
    if word.chars().count() < 2 {
        return Vec::new();
    }
    let mut found: Vec<&str> = words.filter(|w| holds(w, &word)).collect();
    found.sort_by_key(|w| (!fold(w).starts_with(&word), w.chars().count(), *w));
    found.dedup();
    found.truncate(3);
    found
}

/// The ids of some actors, for an error.
pub(super) fn ids<'d>(dataset: &'d Dataset, actors: &[u32]) -> Vec<Cow<'d, str>> {
    actors.iter().map(|a| Cow::Borrowed(dataset.actor_id(*a))).collect()
}
