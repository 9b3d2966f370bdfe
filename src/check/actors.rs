//! `actors.csv`: rows to actors and the names they go by.
//!
//! Invariant: without the table, every distinct string in an actor list is an actor.

use std::borrow::Cow;

use super::desk::Desk;
use super::finding::{Code, Finding};
use super::header::known_words;
use super::ids::{self, Draft};
use super::lists::List;
use super::names::Names;
use super::rows::Fate;
use super::tables::{Files, Words};
use super::{dates, names::nfc};
use crate::model::date::Date;
use crate::model::vocabulary::KINDS;
use crate::model::{Field, Row, Table};
use crate::read::Record;

/// When an actor began and ended, where the table says so.
#[derive(Clone, Copy, Default)]
pub(super) struct Life {
    /// Birth or founding.
    pub(super) start: Option<Date>,
    /// Death or dissolution.
    pub(super) end: Option<Date>,
}

/// The actors of a folder while it is checked.
#[derive(Default)]
pub(super) struct Actors<'f> {
    /// Whether there is a table.
    pub(super) table: bool,
    /// Rows by id.
    pub(super) rows: Vec<(&'f str, Row, Life)>,
    /// What they go by.
    pub(super) names: Names<'f>,
    /// Without the table: the strings that serve as actors.
    pub(super) strings: Words,
    /// By row: whether anything refers to it.
    pub(super) used: Vec<bool>,
}

/// Reads the table.
pub(super) fn read<'f>(files: Files<'f>, desk: &mut Desk) -> Actors<'f> {
    let mut actors = Actors { table: files.has(Table::Actors), ..Actors::default() };
    actors.names.file_refused = files.refused(Table::Actors);
    let mut drafts = Vec::new();
    let names = &mut actors.names;
    files.walk(Table::Actors, desk, &mut |record, fate, desk| match (fate == Fate::Sound)
        .then(|| actor(record, desk))
        .flatten()
    {
        Some(draft) => drafts.push(draft),
        None => refuse(record, names),
    });
    let (kept, refused) = ids::settle(drafts, files.all, desk);
    for draft in &refused {
        let file = &files.all[draft.row.file as usize];
        let cell =
            |field| file.fields.find(field).map(|c| file.cell_at(draft.row.offset as usize, c));
        actors.names.refuse(Cow::Borrowed(draft.id.unwrap_or_default()));
        actors.names.refuse(cell(Field::Name).unwrap_or_default());
        for alias in cell(Field::Aliases).unwrap_or_default().split(';') {
            actors.names.refuse(Cow::Owned(alias.to_string()));
        }
    }
    for draft in kept {
        actors.add(files, draft);
    }
    actors.used = vec![false; actors.rows.len()];
    actors
}

impl<'f> Actors<'f> {
    fn add(&mut self, files: Files<'f>, draft: Draft<'f, Life>) {
        let Some(id) = draft.id else { return };
        let number = self.rows.len() as u32;
        let file = &files.all[draft.row.file as usize];
        let cell =
            |field| file.fields.find(field).map(|c| file.cell_at(draft.row.offset as usize, c));
        self.names.id(id, number);
        self.names.name(cell(Field::Name).unwrap_or_default(), number);
        for alias in cell(Field::Aliases).unwrap_or_default().split(';') {
            self.names.name(Cow::Owned(alias.to_string()), number);
        }
        self.rows.push((id, draft.row, draft.rest));
    }

    /// Without the table: the number of the actor a string is.
    pub(super) fn string(&mut self, text: &str) -> u32 {
        self.strings.number(&nfc(Cow::Borrowed(text)))
    }
}

/// One sound row; `None`: it is refused, and said so.
fn actor<'f>(record: &Record<'f, '_>, desk: &mut Desk) -> Option<Draft<'f, Life>> {
    let id = ids::written(record, desk);
    if id == Ok(None) {
        let message = "an actor without an id; the row is refused";
        desk.note(Code::BlankCell, record.place_of(Field::Id), message);
    }
    if record.trimmed(Field::Name).is_none() {
        let message = "an actor without a name; its id is shown instead";
        desk.note(Code::BlankName, record.place_of(Field::Name), message);
    }
    if let Some((kind, span)) = record.trimmed(Field::Kind)
        && !KINDS.contains(&kind)
    {
        let message = format!("unknown kind of actor `{kind}`");
        desk.put(
            Finding::new(Code::UnknownKind, record.place(span), message)
                .help(known_words(kind, KINDS)),
        );
    }
    let start = dates::cell(record, Field::StartDate, desk);
    let end = dates::cell(record, Field::EndDate, desk);
    let Ok(Some(id)) = id else {
        desk.refuse(record.number);
        return None;
    };
    Some(Draft { id: Some(id), row: record.row(), rest: Life { start, end } })
}

/// Keeps what a refused row was called, so that references to it have no finding of their own.
fn refuse<'f>(record: &Record<'f, '_>, names: &mut Names<'f>) {
    names.refuse(record.value(Field::Id));
    names.refuse(Cow::Owned(ids::intended(&record.value(Field::Id))));
    names.refuse(record.value(Field::Name));
    let aliases = List::of(record, Field::Aliases);
    for item in aliases.items() {
        names.refuse(Cow::Owned(aliases.value[item].to_string()));
    }
}
