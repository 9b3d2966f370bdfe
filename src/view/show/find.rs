//! What a word means: rows of any table by id, name or alias.
//!
//! Invariant: what is found is in the order of the tables and of ids; an unknown word is an error
//! that names what is near.

use crate::check::did_you_mean;
use crate::error::Error;
use crate::model::cells::trim;
use crate::model::{Dataset, Field, Table};
use crate::view::query::fold::{fold, same};
use crate::view::query::names;
use crate::view::rows::Rows;

/// A row of the dataset, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// An event.
    Event(u32),
    /// An actor.
    Actor(u32),
    /// A source.
    Source(u32),
    /// A relationship.
    Relationship(u32),
}

impl Thing {
    /// The table it stands in.
    pub fn table(self) -> Table {
        match self {
            Thing::Event(_) => Table::Events,
            Thing::Actor(_) => Table::Actors,
            Thing::Source(_) => Table::Sources,
            Thing::Relationship(_) => Table::Relationships,
        }
    }

    /// Its id.
    pub fn id(self, dataset: &Dataset) -> &str {
        match self {
            Thing::Event(event) => dataset.event_id(event),
            Thing::Actor(actor) => dataset.actor_id(actor),
            Thing::Source(source) => dataset.source_id(source),
            Thing::Relationship(n) => dataset.text(dataset.relationships[n as usize].id),
        }
    }
}

/// Everything a word means.
///
/// # Errors
/// When it means nothing.
pub fn find(dataset: &Dataset, word: &str) -> Result<Vec<Thing>, Error> {
    let word = trim(word);
    let all = in_tables(dataset, word, |_| true);
    if !all.is_empty() {
        return Ok(all);
    }
    if let Some((table, rest)) = word.split_once('/')
        && let Some(table) = Table::READ.iter().find(|t| t.name() == table)
    {
        let found = in_tables(dataset, rest, |t| t == *table);
        if !found.is_empty() {
            return Ok(found);
        }
        return Err(unknown(dataset, rest, &|t| t == *table));
    }
    Err(unknown(dataset, word, &|_| true))
}

fn in_tables(dataset: &Dataset, word: &str, wanted: impl Fn(Table) -> bool) -> Vec<Thing> {
    let mut found = Vec::new();
    if word.is_empty() {
        return found;
    }
    if wanted(Table::Events) {
        found.extend(by_id(dataset, word, things(dataset, Table::Events)));
    }
    if wanted(Table::Actors) {
        found.extend(names::actors(dataset, word).into_iter().map(Thing::Actor));
    }
    if wanted(Table::Sources) {
        found.extend(sources(dataset, word));
    }
    if wanted(Table::Relationships) {
        found.extend(by_id(dataset, word, things(dataset, Table::Relationships)));
    }
    found
}

fn things(dataset: &Dataset, table: Table) -> Vec<Thing> {
    match table {
        Table::Events => (0..dataset.events.len() as u32).map(Thing::Event).collect(),
        Table::Actors => (0..dataset.actors.len() as u32).map(Thing::Actor).collect(),
        Table::Sources => (0..dataset.sources.len() as u32).map(Thing::Source).collect(),
        Table::Relationships => {
            (0..dataset.relationships.len() as u32).map(Thing::Relationship).collect()
        }
        _ => Vec::new(),
    }
}

/// The thing with exactly this id, else those whose id differs by case.
fn by_id(dataset: &Dataset, word: &str, things: Vec<Thing>) -> Vec<Thing> {
    let exact: Vec<Thing> = things.iter().filter(|t| t.id(dataset) == word).copied().collect();
    if !exact.is_empty() {
        return exact;
    }
    let word = fold(word);
    things.into_iter().filter(|t| same(t.id(dataset), &word)).collect()
}

/// Sources by id, else by address.
fn sources(dataset: &Dataset, word: &str) -> Vec<Thing> {
    let found = by_id(dataset, word, things(dataset, Table::Sources));
    if !found.is_empty() {
        return found;
    }
    let word = fold(word);
    let mut row = Rows::new(dataset);
    let here = |source: &u32| {
        row.open(dataset.sources[*source as usize].row);
        [Field::Url, Field::ArchiveUrl].iter().any(|field| same(&row.trimmed(*field), &word))
    };
    (0..dataset.sources.len() as u32).filter(here).map(Thing::Source).collect()
}

/// The error for a word that is to be an event, and means nothing.
pub fn unknown_event(dataset: &Dataset, word: &str) -> Error {
    let word = trim(word);
    let ids = (0..dataset.events.len() as u32).map(|event| dataset.event_id(event));
    let meant = did_you_mean(&names::meant(word.strip_prefix("events/").unwrap_or(word), ids));
    let help = meant.unwrap_or_else(|| "`annals timeline` shows the ids of events".to_string());
    let message = format!("no event has the id `{word}`; {help}");
    Error::Unknown { word: word.to_string(), message }
}

fn unknown(dataset: &Dataset, word: &str, wanted: &dyn Fn(Table) -> bool) -> Error {
    let mut known: Vec<String> = Vec::new();
    for table in Table::READ.iter().filter(|t| wanted(**t)) {
        match table {
            Table::Actors => known.extend(names::actor_words(dataset)),
            table => {
                known.extend(things(dataset, *table).iter().map(|t| t.id(dataset).to_string()))
            }
        }
    }
    known.retain(|word| !word.is_empty());
    let meant = did_you_mean(&names::meant(word, known.iter().map(String::as_str)));
    let help = meant.unwrap_or_else(|| {
        "`annals list actors` and `annals list sources` show ids, `annals timeline` searches text".to_string()
    });
    let message = format!("nothing has the id, name or alias `{word}`; {help}");
    Error::Unknown { word: word.to_string(), message }
}
