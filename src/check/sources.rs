//! `sources.csv`: rows to sources and the ids and addresses they go by.
//!
//! Invariant: without the table, every distinct string in a source list is a source.

use std::borrow::Cow;
use std::ops::Range;

use super::dates;
use super::desk::Desk;
use super::finding::{Code, Finding};
use super::ids::{self, Draft};
use super::lists::{List, is_address};
use super::names::{Found, Names, nfc};
use super::near::did_you_mean;
use super::rows::Fate;
use super::tables::{Files, Words};
use crate::model::date::Date;
use crate::model::{Field, Place, Row, Table};
use crate::read::Record;

/// The sources of a folder while it is checked.
#[derive(Default)]
pub(super) struct Sources<'f> {
    /// Whether there is a table.
    pub(super) table: bool,
    /// Rows by id.
    pub(super) rows: Vec<(&'f str, Row, Option<Date>)>,
    /// What they go by.
    pub(super) names: Names<'f>,
    /// Without the table: the strings that serve as sources.
    pub(super) strings: Words,
    /// By row: whether anything cites it.
    pub(super) used: Vec<bool>,
}

/// Reads the table.
pub(super) fn read<'f>(files: Files<'f>, desk: &mut Desk) -> Sources<'f> {
    let mut sources = Sources { table: files.has(Table::Sources), ..Sources::default() };
    sources.names.file_refused = files.refused(Table::Sources);
    let mut drafts = Vec::new();
    let mut derived = Vec::new();
    let names = &mut sources.names;
    files.walk(Table::Sources, desk, &mut |record, fate, desk| {
        match (fate == Fate::Sound).then(|| source(record, desk)).flatten() {
            Some(draft) => drafts.push(draft),
            None => {
                names.refuse(record.value(Field::Id));
                names.refuse(Cow::Owned(ids::intended(&record.value(Field::Id))));
                names.refuse(record.value(Field::Url));
            }
        }
        let list = List::of(record, Field::DerivedFrom);
        for item in list.items() {
            let place = record.place(list.in_file(item.clone()));
            derived.push((list.value[item].to_string(), place));
        }
    });
    let (kept, refused) = ids::settle(drafts, files.all, desk);
    for draft in &refused {
        sources.names.refuse(Cow::Borrowed(draft.id.unwrap_or_default()));
        sources.names.refuse(cell(files, draft.row, Field::Url));
    }
    for draft in kept {
        let Some(id) = draft.id else { continue };
        let number = sources.rows.len() as u32;
        sources.names.id(id, number);
        sources.names.name(cell(files, draft.row, Field::Url), number);
        sources.rows.push((id, draft.row, draft.rest));
    }
    sources.used = vec![false; sources.rows.len()];
    for (item, place) in derived {
        sources.refer(&item, place, desk);
    }
    sources
}

fn cell(files: Files<'_>, row: Row, field: Field) -> Cow<'_, str> {
    let file = &files.all[row.file as usize];
    file.fields.find(field).map_or(Cow::Borrowed(""), |c| file.cell_at(row.offset as usize, c))
}

/// One sound row; `None`: it is refused, and said so.
fn source<'f>(record: &Record<'f, '_>, desk: &mut Desk) -> Option<Draft<'f, Option<Date>>> {
    let id = ids::written(record, desk);
    if id == Ok(None) {
        let message = "a source without an id; the row is refused";
        desk.note(Code::BlankCell, record.place_of(Field::Id), message);
    }
    if record.trimmed(Field::Title).is_none() {
        let message = "a source without a title; its id is shown instead";
        desk.note(Code::BlankName, record.place_of(Field::Title), message);
    }
    if let Some((grade, span)) = record.trimmed(Field::Reliability)
        && !matches!(grade, "A" | "B" | "C" | "D" | "E" | "F")
    {
        let message = format!("unknown reliability `{grade}`");
        let help = "A (completely reliable) to E (unreliable), F (cannot be judged); blank where not graded";
        desk.put(Finding::new(Code::BadReliability, record.place(span), message).help(help));
    }
    let published = dates::cell(record, Field::Published, desk);
    let Ok(Some(id)) = id else {
        desk.refuse(record.number);
        return None;
    };
    Some(Draft { id: Some(id), row: record.row(), rest: published })
}

/// What a citation turned out to be.
pub(super) enum Cited {
    /// A source, and the span of the locator in the item.
    Source(u32, Range<usize>),
    /// Nothing that is there; said so unless its row is refused.
    Lost,
}

impl Sources<'_> {
    /// Resolves an item of a source list; `place` is that of the item.
    pub(super) fn cite(
        &mut self,
        item: &str,
        place: impl Fn(Range<usize>) -> Place,
        desk: &mut Desk,
    ) -> Cited {
        let whole = (item, item.len()..item.len());
        let halves = item.split_once('#').map(|(head, locator)| {
            (head.trim_end(), item.len() - locator.trim_start().len()..item.len())
        });
        if !self.table {
            let (text, locator) = if is_address(item) { whole } else { halves.unwrap_or(whole) };
            return Cited::Source(self.strings.number(&nfc(Cow::Borrowed(text))), locator);
        }
        for (text, locator) in [Some(whole.clone()), halves.clone()].into_iter().flatten() {
            match self.names.find(text) {
                Found::Row(row) => {
                    self.used[row as usize] = true;
                    return Cited::Source(row, locator);
                }
                Found::Refused => return Cited::Lost,
                _ => {}
            }
        }
        let head = halves.map_or(item, |(head, _)| head);
        self.unknown(head, place(0..head.len()), desk);
        Cited::Lost
    }

    /// Resolves a plain reference to a source.
    pub(super) fn refer(&mut self, item: &str, place: Place, desk: &mut Desk) {
        let at = place.span.start;
        let _ = self.cite(
            item,
            |part| Place { span: at + part.start..at + part.end, ..place.clone() },
            desk,
        );
    }

    fn unknown(&mut self, text: &str, place: Place, desk: &mut Desk) {
        if let Found::Ambiguous(rows) = self.names.find(text) {
            let ids: Vec<&str> = rows.iter().map(|r| self.rows[*r as usize].0).collect();
            for row in &rows {
                self.used[*row as usize] = true;
            }
            let message =
                format!("`{text}` is the address of several sources: `{}`", ids.join("`, `"));
            desk.put(
                Finding::new(Code::AmbiguousName, place, message).help("refer to one by its id"),
            );
            return;
        }
        if self.names.file_refused {
            return;
        }
        let near = self.names.near(text);
        for (_, row) in &near {
            self.used[*row as usize] = true;
        }
        let names: Vec<&str> = near.iter().map(|(name, _)| name.as_str()).collect();
        let help = did_you_mean(&names).unwrap_or_else(|| {
            if is_address(text) {
                "add a row to sources.csv with this url".to_string()
            } else {
                format!("add a row with the id `{text}` to sources.csv")
            }
        });
        desk.put(
            Finding::new(Code::UnknownSource, place, format!("unknown source `{text}`")).help(help),
        );
    }
}
