//! Tables that were checked, put together into a dataset in canonical order.
//!
//! Invariant: every number in the dataset is that of a row in it.

use super::actors::Actors;
use super::events::{EventRow, Events};
use super::ids::Draft;
use super::provisional;
use super::relationships::Tie;
use super::sources::Sources;
use super::tables::Words;
use crate::model::{
    Actor, Citation, Dataset, Event, Participation, Relationship, Row, Source, Text,
};

/// The dataset, and for each of its events whether all its sources were found.
pub(super) fn dataset(
    mut dataset: Dataset,
    (actors, sources): (&Actors, &Sources),
    events: Events,
    ties: Vec<Draft<Tie>>,
) -> (Dataset, Vec<bool>) {
    let actor_numbers = put_actors(&mut dataset, actors);
    let source_numbers = put_sources(&mut dataset, sources);
    let (types, type_numbers) = events.types.sorted();
    let (roles, role_numbers) = events.roles.sorted();
    (dataset.types, dataset.roles) = (types, roles);
    let renumber =
        |numbers: &Option<Vec<u32>>, n: u32| numbers.as_ref().map_or(n, |new| new[n as usize]);
    dataset.participations = (events.participations.iter())
        .map(|p| Participation {
            actor: renumber(&actor_numbers, p.actor),
            role: role_numbers[p.role as usize],
        })
        .collect();
    dataset.citations = (events.citations.iter())
        .map(|c| Citation { source: renumber(&source_numbers, c.source), ..*c })
        .collect();
    let known = put_events(&mut dataset, &events.drafts, &type_numbers);
    for tie in ties {
        let id = text_of(&mut dataset, tie.row, tie.id.unwrap_or_default());
        let (from, to) =
            (renumber(&actor_numbers, tie.rest.from), renumber(&actor_numbers, tie.rest.to));
        dataset.relationships.push(Relationship {
            row: tie.row,
            id,
            from,
            to,
            date: tie.rest.date,
        });
    }
    sort_relationships(&mut dataset);
    (dataset, known)
}

/// Puts the actors in; without a table, gives the new number of each string.
fn put_actors(dataset: &mut Dataset, actors: &Actors) -> Option<Vec<u32>> {
    if actors.table {
        for (id, row, _) in &actors.rows {
            let id = text_of(dataset, *row, id);
            dataset.actors.push(Actor { row: Some(*row), id });
        }
        return None;
    }
    let (strings, numbers) = without_table(&actors.strings);
    for string in strings {
        let id = dataset.make(string);
        dataset.actors.push(Actor { row: None, id });
    }
    Some(numbers)
}

fn put_sources(dataset: &mut Dataset, sources: &Sources) -> Option<Vec<u32>> {
    if sources.table {
        for (id, row, published) in &sources.rows {
            let id = text_of(dataset, *row, id);
            dataset.sources.push(Source { row: Some(*row), id, published: *published });
        }
        return None;
    }
    let (strings, numbers) = without_table(&sources.strings);
    for string in strings {
        let id = dataset.make(string);
        dataset.sources.push(Source { row: None, id, published: None });
    }
    Some(numbers)
}

/// The strings sorted (the blank one left out), and for each number the new one.
fn without_table(words: &Words) -> (Vec<&str>, Vec<u32>) {
    let mut order: Vec<usize> = (1..words.list.len()).collect();
    order.sort_by(|a, b| words.list[*a].cmp(&words.list[*b]));
    let mut numbers = vec![0; words.list.len()];
    for (new, old) in order.iter().enumerate() {
        numbers[*old] = new as u32;
    }
    (order.iter().map(|n| words.list[*n].as_str()).collect(), numbers)
}

/// Puts the events in by id, provisional ids made; gives whether all sources of each were found.
fn put_events(dataset: &mut Dataset, drafts: &[Draft<EventRow>], types: &[u32]) -> Vec<bool> {
    let made = provisional::ids(drafts, &dataset.files);
    let mut ids: Vec<Option<Text>> = vec![None; drafts.len()];
    for (n, id) in made {
        ids[n] = Some(dataset.make(&id));
    }
    let mut order: Vec<(Text, usize)> = Vec::with_capacity(drafts.len());
    for (n, draft) in drafts.iter().enumerate() {
        let id =
            ids[n].unwrap_or_else(|| text_of(dataset, draft.row, draft.id.unwrap_or_default()));
        order.push((id, n));
    }
    order.sort_by(|a, b| dataset.text(a.0).cmp(dataset.text(b.0)));
    let mut known = Vec::with_capacity(drafts.len());
    for (id, n) in order {
        let draft = &drafts[n];
        known.push(draft.rest.sources_known);
        dataset.events.push(Event {
            row: draft.row,
            id,
            written_id: draft.id.is_some(),
            date: draft.rest.date,
            kind: types[draft.rest.kind as usize],
            status: draft.rest.status,
            participations: draft.rest.participations.clone(),
            citations: draft.rest.citations.clone(),
        });
    }
    known
}

/// The piece of a file a checked text is; `text` is a slice of that file.
fn text_of(dataset: &mut Dataset, row: Row, text: &str) -> Text {
    let home = &dataset.files[row.file as usize].text;
    let start = (text.as_ptr() as usize).wrapping_sub(home.as_ptr() as usize);
    if home.get(start..start.saturating_add(text.len())) == Some(text) {
        return Text { start: start as u64, len: text.len() as u32, file: row.file };
    }
    dataset.make(text)
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
