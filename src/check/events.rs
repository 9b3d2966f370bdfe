//! `events.csv`: rows to events, their actors and sources resolved.
//!
//! Invariant: a row is refused only if it cannot be an event; every other fault leaves it in,
//! undated or without the reference.

use std::hash::BuildHasher;
use std::ops::Range;

use super::actors::Actors;
use super::desk::Desk;
use super::finding::{Code, Finding};
use super::header::known_words;
use super::ids::{self, Draft};
use super::lists::List;
use super::near::near;
use super::rows::Fate;
use super::sources::{Cited, Sources};
use super::tables::{Files, Words};
use super::{dates, participants};
use crate::model::date::Date;
use crate::model::vocabulary::{self, TYPES};
use crate::model::{Citation, Field, Participation, Place, Status, Table, Text};
use crate::read::Record;

/// What is kept of an event row beside its id and place.
pub(super) struct EventRow {
    pub(super) date: Option<Date>,
    pub(super) kind: u32,
    pub(super) status: Status,
    pub(super) participations: Range<u32>,
    pub(super) citations: Range<u32>,
    /// Whether every reference to a source was resolved.
    pub(super) sources_known: bool,
    /// Equal for rows of the same date, title, place, actors and sources.
    pub(super) likeness: u64,
}

/// A reference to another event, before all ids are known.
pub(super) struct Reference {
    pub(super) from: Place,
    pub(super) field: Field,
    pub(super) text: String,
    /// Where the record starts that has it.
    pub(super) row: (u32, u64),
}

/// The events of a folder while it is checked.
#[derive(Default)]
pub(super) struct Events<'f> {
    pub(super) drafts: Vec<Draft<'f, EventRow>>,
    pub(super) participations: Vec<Participation>,
    pub(super) citations: Vec<Citation>,
    pub(super) references: Vec<Reference>,
    pub(super) types: Words,
    pub(super) roles: Words,
    /// Ids that rows had which are refused.
    pub(super) refused: Vec<String>,
}

/// Reads the table.
pub(super) fn read<'f>(
    files: Files<'f>,
    actors: &mut Actors<'f>,
    sources: &mut Sources<'f>,
    desk: &mut Desk,
) -> Events<'f> {
    let mut events = Events::default();
    files.walk(Table::Events, desk, &mut |record, fate, desk| {
        if fate == Fate::Sound {
            event(record, &mut events, (actors, sources), desk);
        } else {
            refuse(record, &mut events);
            mark_used(record, actors, sources);
        }
    });
    let (kept, refused) = ids::settle(std::mem::take(&mut events.drafts), files.all, desk);
    events.drafts = kept;
    events.refused.extend(refused.iter().filter_map(|d| d.id).map(str::to_string));
    events.refused.sort();
    events
}

/// Keeps the id of a refused row, so that references to it have no finding of their own.
fn refuse(record: &Record, events: &mut Events) {
    let id = record.value(Field::Id);
    events.refused.extend([id.trim().to_string(), ids::intended(&id)]);
}

type Tables<'t, 'f> = (&'t mut Actors<'f>, &'t mut Sources<'f>);

fn event<'f>(
    record: &Record<'f, '_>,
    events: &mut Events<'f>,
    (actors, sources): Tables<'_, 'f>,
    desk: &mut Desk,
) {
    let id = ids::written(record, desk);
    let title = record.trimmed(Field::Title);
    if title.is_none() {
        let message = "an event without a title; the row is refused";
        let help = "a few words on what happened";
        desk.put(Finding::new(Code::BlankTitle, record.place_of(Field::Title), message).help(help));
    }
    let date = dates::cell(record, Field::Date, desk);
    let kind = event_type(record, events, desk);
    let status = status(record, desk);
    seq(record, desk);
    let mut likeness = Likeness::of(record);
    let participations = participants::read(record, events, (actors, &mut likeness), desk);
    let (citations, sources_known) = cited(record, events, (sources, &mut likeness), desk);
    references(record, events);
    let (Ok(id), Some(_)) = (id, title) else {
        refuse(record, events);
        desk.refuse(record.number);
        return;
    };
    let likeness = likeness.0;
    let rest = EventRow { date, kind, status, participations, citations, sources_known, likeness };
    events.drafts.push(Draft { id, row: record.row(), rest });
}

/// What makes two events the same, as a number: order in lists does not count.
pub(super) struct Likeness(u64);

impl Likeness {
    const STATE: foldhash::fast::FixedState = foldhash::fast::FixedState::with_seed(1);

    fn of(record: &Record) -> Likeness {
        let text = |field| record.trimmed(field).map_or("", |(text, _)| text);
        Likeness(Self::STATE.hash_one((text(Field::Date), text(Field::Title), text(Field::Place))))
    }

    /// Adds an item of a list.
    pub(super) fn add(&mut self, item: impl std::hash::Hash) {
        self.0 = self.0.wrapping_add(Self::STATE.hash_one(item));
    }
}

fn event_type(record: &Record, events: &mut Events, desk: &mut Desk) -> u32 {
    let Some((word, span)) = record.trimmed(Field::Type) else { return 0 };
    let near_known = |word: &str| match vocabulary::event_type(word) {
        Some(_) => None,
        None => near(word, TYPES.iter().map(|t| t.name)).first().copied(),
    };
    let (number, meant) = events.types.number_or_meant(word, near_known);
    if let Some(meant) = meant {
        let message = format!("unknown type `{word}`; is `{meant}` meant?");
        desk.put(Finding::new(Code::NearMissType, record.place(span), message));
    }
    number
}

fn status(record: &Record, desk: &mut Desk) -> Status {
    let Some((word, span)) = record.trimmed(Field::Status) else { return Status::Reported };
    let status = Status::of(word);
    if status == Status::Unknown {
        let known: Vec<&str> = Status::WRITTEN.iter().map(|(name, _)| *name).collect();
        let message = format!("unknown status `{word}`; it is counted as not confirmed");
        desk.put(
            Finding::new(Code::UnknownStatus, record.place(span), message)
                .help(known_words(word, &known)),
        );
    }
    status
}

fn seq(record: &Record, desk: &mut Desk) {
    if let Some((text, span)) = record.trimmed(Field::Seq)
        && text.parse::<i64>().is_err()
    {
        let message = format!("`{text}` is no whole number; it is not used");
        desk.put(
            Finding::new(Code::BadSeq, record.place(span), message)
                .help("1, 2, 3 among events of one day"),
        );
    }
}

fn cited(
    record: &Record,
    events: &mut Events,
    (sources, likeness): (&mut Sources, &mut Likeness),
    desk: &mut Desk,
) -> (Range<u32>, bool) {
    let list = List::of(record, Field::Sources);
    let start = events.citations.len() as u32;
    let mut known = true;
    for item in list.items() {
        desk.tally.citations += 1;
        let text = &list.value[item.clone()];
        likeness.add(("source", text));
        let place = |part: Range<usize>| {
            record.place(list.in_file(item.start + part.start..item.start + part.end))
        };
        match sources.cite(text, place, desk) {
            Cited::Source(source, locator) => {
                let span = list.in_file(item.start + locator.start..item.start + locator.end);
                let locator =
                    Text { start: span.start as u64, len: span.len() as u32, file: record.number };
                events.citations.push(Citation { source, locator });
            }
            Cited::Lost => known = false,
        }
    }
    let end = events.citations.len() as u32;
    if end == start && known {
        let place = record.place_of(Field::Sources);
        desk.put(
            Finding::new(Code::NoSource, place, "an event without a source")
                .help("name who says so"),
        );
    }
    (start..end, known)
}

fn references(record: &Record, events: &mut Events) {
    for field in [Field::After, Field::Before, Field::PartOf] {
        let list = List::of(record, field);
        for item in list.items() {
            events.references.push(Reference {
                from: record.place(list.in_file(item.clone())),
                field,
                text: list.value[item].to_string(),
                row: (record.number, record.at.offset as u64),
            });
        }
    }
}

/// What a refused row names is not unused: its text is searched for ids and names.
pub(super) fn mark_used(record: &Record, actors: &mut Actors, sources: &mut Sources) {
    let text = &record.file.text[record.at.offset..record.end];
    for token in text.split([',', ';', '"', ':', '#']).map(str::trim) {
        if let super::names::Found::Row(row) = actors.names.find(token) {
            actors.used[row as usize] = true;
        }
        if let super::names::Found::Row(row) = sources.names.find(token) {
            sources.used[row as usize] = true;
        }
    }
}
