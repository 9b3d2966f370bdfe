//! `actors.csv`: rows to actors and the names they go by.
//!
//! Invariant: without the table, every distinct string in an actor list is an actor.

use crate::check::dates;
use crate::check::desk::Desk;
use crate::check::doubts::is_before;
use crate::check::finding::{Code, Finding, quoted};
use crate::check::ids::seen::Seen;
use crate::check::ids::{self, Draft};
use crate::check::lists::List;
use crate::check::names::Names;
use crate::check::names::unknown_word::unlike;
use crate::check::placeholder::{self, is_placeholder};
use crate::check::rows::{Fate, is_remark, refused_names, sums};
use crate::check::tables::{Files, Rows};
use crate::model::cells::trim;
use crate::model::date::Date;
use crate::model::vocabulary::{KINDS, known_kind};
use crate::model::{DataFile, Field, Row, Table};
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
pub(super) struct Actors<'f> {
    /// Whether there is a table; without it every distinct string in an actor list is an actor.
    pub(super) table: bool,
    /// Rows by number and what they go by.
    pub(super) names: Names<'f>,
    /// By row.
    pub(super) lives: Vec<Life>,
    /// Whether any actor has a start or an end.
    pub(super) mortal: bool,
    /// The files of the folder.
    pub(super) files: &'f [DataFile],
}

impl<'f> Actors<'f> {
    /// The trimmed value of a column of a row.
    pub(super) fn cell(&self, row: Row, field: Field) -> String {
        let file = &self.files[row.file as usize];
        let cell = file.fields.find(field).map(|n| file.cell_at(row.offset as usize, n));
        trim(&cell.unwrap_or_default()).to_string()
    }
}

/// Reads the table.
pub(super) fn read<'f>(files: Files<'f>, desk: &mut Desk) -> Actors<'f> {
    let refused = files.refused(Table::Actors);
    let mut names = Names::new(files.all, Table::Actors, &[Field::Name, Field::Aliases], refused);
    let parts =
        files.walk((Table::Actors, &[]), desk, &|record, fate, rows: &mut Rows<Life>, desk| {
            match (fate == Fate::Sound).then(|| actor(record, desk)).flatten() {
                Some(draft) => rows.push(draft),
                None => refuse(record, &mut rows.refused),
            }
        });
    parts.iter().flat_map(|part| &part.refused).for_each(|name| names.refuse(name));
    let drafts: Vec<&Draft<Life>> = parts.iter().flat_map(|part| &part.drafts).collect();
    let seen = Seen::joined(parts.iter().map(|part| part.seen));
    let settled = ids::settle(&drafts, seen, files.all, desk);
    for draft in settled.refused.iter().map(|n| drafts[*n as usize]) {
        names.refuse_row(draft.id.unwrap_or_default(), draft.row);
    }
    let kept = || settled.kept.iter().map(|n| drafts[*n as usize]);
    names.set(kept().map(|d| (d.id.unwrap_or_default(), d.row)).collect());
    let lives: Vec<Life> = kept().map(|d| d.rest).collect();
    let mortal = lives.iter().any(|life| life.start.is_some() || life.end.is_some());
    Actors { table: files.has(Table::Actors), names, lives, mortal, files: files.all }
}

/// One sound row; `None`: it is refused, and said so.
fn actor<'f>(record: &Record<'f, '_>, desk: &mut Desk) -> Option<Draft<'f, Life>> {
    let id = ids::written(record, desk);
    let is_named = record.trimmed(Field::Name).is_some();
    match id {
        Ok(Some(_)) if !is_named => {
            let message = "an actor without a name; its id is shown instead";
            desk.note(Code::BlankName, record.place_of(Field::Name), message);
        }
        Ok(None) => {
            let or = if is_named { "" } else { " or a name" };
            let message = format!("an actor without an id{or}; the row is refused");
            desk.note(Code::BlankCell, record.place_of(Field::Id), message);
        }
        // What does not reach to its name is hardly a row.
        Err(())
            if !is_named
                && record.cell(Field::Name).is_some()
                && !is_remark(record.text, record.cells) =>
        {
            desk.note(Code::BlankName, record.place_of(Field::Name), "an actor without a name");
        }
        _ => {}
    }
    if let Some((kind, span)) = record.trimmed(Field::Kind)
        && known_kind(kind).is_none()
    {
        let message = format!("unknown kind of actor {}", quoted(kind));
        let finding = Finding::new(Code::UnknownKind, record.place(span), message);
        desk.put(unlike(finding, kind, KINDS));
    }
    placeholder::look(record, Field::Aliases, desk);
    let start = dates::cell(record, Field::StartDate, desk);
    let end = dates::cell(record, Field::EndDate, desk);
    let mut life = Life { start, end };
    if let (Some(start), Some(end)) = (&start, &end)
        && is_before(end, start)
    {
        let message = "an actor that ends before it starts; neither date is used";
        let finding = Finding::new(Code::EndBeforeStart, record.place_of(Field::EndDate), message);
        desk.put(finding.and(record.place_of(Field::StartDate), "its start"));
        life = Life::default();
    }
    let Ok(Some(id)) = id else {
        desk.here.refused += 1;
        return None;
    };
    if sums::is_sum(record.text, record.cells) {
        desk.put(sums::finding(record.whole(), "an actor"));
    }
    Some(Draft::new(Some(id), record.row(), life))
}

/// Keeps what a refused row was called, so that references to it have no finding of their own.
fn refuse(record: &Record, refused: &mut Vec<String>) {
    refused.extend([Field::Id, Field::Name].map(|field| record.value(field).into_owned()));
    refused.push(ids::intended(&record.value(Field::Id)));
    refused.extend(refused_names::hidden(record));
    let aliases = List::of(record, Field::Aliases);
    if is_placeholder(trim(&aliases.value), true) {
        return;
    }
    refused.extend(aliases.items().map(|item| aliases.value[item].to_string()));
}
