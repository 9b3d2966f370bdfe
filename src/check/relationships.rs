//! `relationships.csv`: rows to standing ties between two actors.
//!
//! Invariant: a row without both of its actors is no tie and is refused.

use std::borrow::Cow;

use crate::check::actors::Actors;
use crate::check::dates;
use crate::check::desk::Desk;
use crate::check::events::mark_used;
use crate::check::finding::{Code, Finding, quoted};
use crate::check::ids::seen::Seen;
use crate::check::ids::{self, Draft};
use crate::check::lists::participants::unknown;
use crate::check::names::Found;
use crate::check::names::unicode::nfc;
use crate::check::placeholder::is_placeholder;
use crate::check::rows::Fate;
use crate::check::sources::Sources;
use crate::check::tables::{Files, Part, Rows, Words};
use crate::model::cells::trim;
use crate::model::date::Date;
use crate::model::{Field, Position, Table};
use crate::read::Record;

/// What is kept of a row beside its id and place.
pub(super) struct Tie {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) date: Option<Date>,
}

/// The relationships of a part of the table.
#[derive(Default)]
pub(super) struct TieRows<'f> {
    pub(super) rows: Rows<'f, Tie>,
    /// Without `actors.csv`: the strings that serve as actors.
    pub(super) actors: Words,
    /// Without `sources.csv`: the strings that serve as sources.
    pub(super) sources: Words,
}

impl Part for TieRows<'_> {
    fn shift(&mut self, start: Position) {
        self.rows.shift(start);
    }
}

/// Reads the table.
pub(super) fn read<'f>(
    files: Files<'f>,
    (actors, sources): (&Actors<'f>, &Sources<'f>),
    desk: &mut Desk,
) -> Vec<TieRows<'f>> {
    let mut parts = files.walk(
        (Table::Relationships, &[&actors.names, &sources.names]),
        desk,
        &|record, fate, part: &mut TieRows, desk| {
            if fate == Fate::Sound {
                let tie = tie(record, (actors, sources), part, desk);
                tie.into_iter().for_each(|tie| part.rows.push(tie));
            } else {
                mark_used(record, (actors, sources));
            }
        },
    );
    let drafts: Vec<&Draft<Tie>> = parts.iter().flat_map(|part| &part.rows.drafts).collect();
    let mut kept = vec![false; drafts.len()];
    let seen = Seen::joined(parts.iter().map(|part| part.rows.seen));
    let settled = ids::settle(&drafts, seen, files.all, desk);
    settled.kept.iter().for_each(|n| kept[*n as usize] = true);
    let mut kept = kept.into_iter();
    for part in &mut parts {
        part.rows.drafts.retain(|_| kept.next().unwrap_or_default());
    }
    parts
}

fn tie<'f>(
    record: &Record<'f, '_>,
    (actors, sources): (&Actors<'f>, &Sources<'f>),
    part: &mut TieRows<'f>,
    desk: &mut Desk,
) -> Option<Draft<'f, Tie>> {
    let id = ids::written(record, desk);
    let from = end(record, Field::From, (actors, &mut part.actors), desk);
    let to = end(record, Field::To, (actors, &mut part.actors), desk);
    let relation = filled(record, Field::Relation, desk);
    let date = dates::cell(record, Field::Date, desk);
    sources.listed(record, &mut part.sources, desk);
    let (Ok(id), Some(from), Some(to), Some(_)) = (id, from, to, relation) else {
        desk.here.refused += 1;
        return None;
    };
    Some(Draft::new(id, record.row(), Tie { from, to, date }))
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
fn end(
    record: &Record,
    field: Field,
    (actors, strings): (&Actors, &mut Words),
    desk: &mut Desk,
) -> Option<u32> {
    filled(record, field, desk)?;
    let value = record.value(field);
    let text = trim(&value);
    if !actors.table && is_placeholder(text, true) {
        let (name, text) = (field.name(), quoted(text));
        let message =
            format!("a relationship without `{name}`: {text} is nobody; the row is refused");
        let finding = Finding::new(Code::BlankCell, record.place_of(field), message);
        desk.put(finding.help("name the actor, or delete the row"));
        return None;
    }
    if !actors.table {
        return Some(strings.number(&nfc(Cow::Borrowed(text))));
    }
    match actors.names.find(text) {
        Found::Row(row) => {
            actors.names.mark(row);
            Some(row)
        }
        found => {
            unknown(actors, (text, text), found, (record.place_of(field), desk));
            None
        }
    }
}
