//! `relationships.csv`: rows to standing ties between two actors.
//!
//! Invariant: a row without both of its actors is no tie and is refused.

use super::actors::Actors;
use super::dates;
use super::desk::Desk;
use super::events::mark_used;
use super::finding::Code;
use super::ids::{self, Draft};
use super::lists::List;
use super::names::Found;
use super::participants::unknown;
use super::rows::Fate;
use super::sources::Sources;
use super::tables::Files;
use crate::model::date::Date;
use crate::model::{Field, Table};
use crate::read::Record;

/// What is kept of a row beside its id and place.
pub(super) struct Tie {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) date: Option<Date>,
}

/// Reads the table; sorted by first actor, relation, second actor.
pub(super) fn read<'f>(
    files: Files<'f>,
    (actors, sources): (&mut Actors<'f>, &mut Sources<'f>),
    desk: &mut Desk,
) -> Vec<Draft<'f, Tie>> {
    let mut drafts = Vec::new();
    files.walk(Table::Relationships, desk, &mut |record, fate, desk| {
        if fate == Fate::Sound {
            drafts.extend(tie(record, actors, sources, desk));
        } else {
            mark_used(record, actors, sources);
        }
    });
    ids::settle(drafts, files.all, desk).0
}

fn tie<'f>(
    record: &Record<'f, '_>,
    actors: &mut Actors<'f>,
    sources: &mut Sources<'f>,
    desk: &mut Desk,
) -> Option<Draft<'f, Tie>> {
    let id = ids::written(record, desk);
    let from = end(record, Field::From, actors, desk);
    let to = end(record, Field::To, actors, desk);
    let relation = filled(record, Field::Relation, desk);
    let date = dates::cell(record, Field::Date, desk);
    let list = List::of(record, Field::Sources);
    for item in list.items() {
        let place = record.place(list.in_file(item.clone()));
        sources.refer(&list.value[item], place, desk);
    }
    let (Ok(id), Some(from), Some(to), Some(_)) = (id, from, to, relation) else {
        desk.refuse(record.number);
        return None;
    };
    Some(Draft { id, row: record.row(), rest: Tie { from, to, date } })
}

fn filled<'f>(record: &Record<'f, '_>, field: Field, desk: &mut Desk) -> Option<&'f str> {
    let found = record.trimmed(field);
    if found.is_none() {
        let message = format!("a relationship without `{}`; the row is refused", field.name());
        desk.note(Code::BlankCell, record.place_of(field), message);
    }
    found.map(|(text, _)| text)
}

/// One of the two actors of a row.
fn end<'f>(
    record: &Record<'f, '_>,
    field: Field,
    actors: &mut Actors<'f>,
    desk: &mut Desk,
) -> Option<u32> {
    filled(record, field, desk)?;
    let value = record.value(field);
    let text = value.trim();
    if !actors.table {
        return Some(actors.string(text));
    }
    match actors.names.find(text) {
        Found::Row(row) => {
            actors.used[row as usize] = true;
            Some(row)
        }
        found => {
            unknown(actors, text, found, (record.place_of(field), desk));
            None
        }
    }
}
