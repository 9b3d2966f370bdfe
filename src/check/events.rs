//! `events.csv`: rows to events, their actors and sources resolved.
//!
//! Invariant: a row is refused only if it cannot be an event; every other fault leaves it in,
//! undated or without the reference.

use std::borrow::Cow;
use std::ops::Range;

use super::actors::Actors;
use super::desk::Desk;
use super::finding::{Code, Finding, quoted};
use super::header::known_words;
use super::ids::{self, Draft};
use super::lists::List;
use super::names::{Found, nfc};
use super::near::near;
use super::rows::Fate;
use super::sources::{self, Cited, Sources};
use super::tables::{Files, Part, Words, shift};
use super::{dates, participants, sense};
use crate::model::cells::trim;
use crate::model::date::Date;
use crate::model::lookup::fingerprint;
use crate::model::vocabulary::{self, TYPES};
use crate::model::{Citation, Field, Participation, Place, Position, Row, Status, Table, Text};
use crate::read::Record;

/// What is kept of an event row beside its id and place.
pub(super) struct EventRow {
    pub(super) date: Option<Date>,
    /// Number in the types of the part.
    pub(super) kind: u32,
    pub(super) status: Status,
    /// In the participations and citations of the part.
    pub(super) participations: Range<u32>,
    pub(super) citations: Range<u32>,
}

/// A reference to another event, before all ids are known.
pub(super) struct Reference {
    pub(super) from: Place,
    pub(super) field: Field,
    pub(super) text: String,
    /// The row that has it.
    pub(super) row: Row,
}

/// The events of a part of the table.
#[derive(Default)]
pub(super) struct EventRows<'f> {
    pub(super) drafts: Vec<Draft<'f, EventRow>>,
    /// By draft: equal for rows of the same date, title, place, actors and sources.
    pub(super) likeness: Vec<u64>,
    /// Roles are numbers in the roles of the part; without `actors.csv` actors are numbers in its strings.
    pub(super) participations: Vec<Participation>,
    pub(super) citations: Vec<Citation>,
    pub(super) references: Vec<Reference>,
    pub(super) types: Words,
    pub(super) roles: Words,
    /// Without `actors.csv`: the strings that serve as actors.
    pub(super) actors: Words,
    /// Without `sources.csv`: the strings that serve as sources.
    pub(super) sources: Words,
    /// Ids that rows had which are refused.
    pub(super) refused: Vec<String>,
}

impl Part for EventRows<'_> {
    fn shift(&mut self, start: Position) {
        for draft in &mut self.drafts {
            shift(&mut draft.row, start);
        }
        for reference in &mut self.references {
            reference.from.line += start.line;
            reference.from.record += start.record;
            shift(&mut reference.row, start);
        }
    }
}

/// What events refer to, and the last day on which any source was published.
#[derive(Clone, Copy)]
pub(super) struct Known<'t, 'f> {
    pub(super) actors: &'t Actors<'f>,
    pub(super) sources: &'t Sources<'f>,
    pub(super) newest: Option<i64>,
}

/// Reads the table.
pub(super) fn read<'f>(
    files: Files<'f>,
    known: Known<'_, 'f>,
    desk: &mut Desk,
) -> Vec<EventRows<'f>> {
    files.walk(Table::Events, desk, &|record, fate, events: &mut EventRows, desk| {
        if fate == Fate::Sound {
            event(record, events, known, desk);
        } else {
            refuse(record, events);
            mark_used(record, (known.actors, known.sources), desk);
        }
    })
}

/// Keeps the id of a refused row, so that references to it have no finding of their own.
fn refuse(record: &Record, events: &mut EventRows) {
    let id = record.value(Field::Id);
    events.refused.extend([trim(&id).to_string(), ids::intended(&id)]);
}

fn event<'f>(
    record: &Record<'f, '_>,
    events: &mut EventRows<'f>,
    known: Known<'_, 'f>,
    desk: &mut Desk,
) {
    let id = ids::written(record, desk);
    let title = record.trimmed(Field::Title);
    if title.is_none() {
        let message = "an event without a title; the row is refused";
        let help = "write a few words on what happened";
        desk.put(Finding::new(Code::BlankTitle, record.place_of(Field::Title), message).help(help));
    }
    let date = dates::cell(record, Field::Date, desk);
    let kind = event_type(record, events, desk);
    let status = status(record, desk);
    seq(record, desk);
    let mut likeness = Likeness::of(record);
    let participations = participants::read(record, events, (known.actors, &mut likeness), desk);
    let (citations, found) = cited(record, events, (known.sources, &mut likeness), desk);
    references(record, events);
    let row = EventRow { date, kind, status, participations, citations };
    sense::event(record, (&row, events, found), known, desk);
    let (Ok(id), Some(_)) = (id, title) else {
        refuse(record, events);
        desk.here.refused += 1;
        return;
    };
    events.likeness.push(likeness.0);
    events.drafts.push(Draft { id, row: record.row(), rest: row });
}

/// What makes two events the same, as a number: order in lists does not count.
pub(super) struct Likeness(u64);

impl Likeness {
    fn of(record: &Record) -> Likeness {
        let mut likeness = Likeness(0);
        for (n, field) in [Field::Date, Field::Title, Field::Place].into_iter().enumerate() {
            likeness.add(n as u32, record.trimmed(field).map_or("", |(text, _)| text));
        }
        likeness
    }

    /// Adds a text; `what` tells a column from another.
    pub(super) fn add(&mut self, what: u32, text: &str) {
        let rotated = fingerprint(text).rotate_left(what * 8);
        self.0 = self.0.wrapping_add(rotated.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    }
}

fn event_type(record: &Record, events: &mut EventRows, desk: &mut Desk) -> u32 {
    let Some((word, span)) = record.trimmed(Field::Type) else { return 0 };
    let near_known = |word: &str| match vocabulary::event_type(word) {
        Some(_) => None,
        None => {
            near(word, TYPES.iter().map(|t| t.name)).first().copied().or_else(|| contact_in(word))
        }
    };
    let (number, meant) = events.types.number_or_meant(word, near_known);
    if let Some(meant) = meant {
        let message = format!("unknown type {}; is `{meant}` meant?", quoted(word));
        desk.put(Finding::new(Code::NearMissType, record.place(span), message));
    }
    number
}

/// The contact named in a type of several words: `state visit`, `Phone call`. Unknown, it would tie nobody.
fn contact_in(word: &str) -> Option<&'static str> {
    let words = word.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let known = |w: String| TYPES.iter().find(|t| t.contact && t.name == w).map(|t| t.name);
    words.filter_map(known).next_back()
}

fn status(record: &Record, desk: &mut Desk) -> Status {
    let Some((word, span)) = record.trimmed(Field::Status) else { return Status::Reported };
    let status = Status::of(word);
    if status == Status::Unknown {
        let known: Vec<&str> = Status::WRITTEN.iter().map(|(name, _)| *name).collect();
        let message = format!("unknown status {}; it is counted as not confirmed", quoted(word));
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
        let message = format!("`seq` is a whole number, not {}; it is not used", quoted(text));
        desk.put(
            Finding::new(Code::BadSeq, record.place(span), message)
                .help("number the events of one day: 1, 2, 3"),
        );
    }
}

/// The citations of a row, and whether every source was found.
fn cited(
    record: &Record,
    events: &mut EventRows,
    (sources, likeness): (&Sources, &mut Likeness),
    desk: &mut Desk,
) -> (Range<u32>, bool) {
    let list = List::of(record, Field::Sources);
    let start = events.citations.len() as u32;
    let mut known = true;
    for item in list.items() {
        desk.tally.citations += 1;
        let text = &list.value[item.clone()];
        likeness.add(4, text);
        let place = |part: Range<usize>| {
            record.place(list.in_file(item.start + part.start..item.start + part.end))
        };
        let cited = if sources.table {
            sources.cite(text, place, desk)
        } else {
            let (string, locator) = sources::without_table(text);
            Cited::Source(events.sources.number(&nfc(Cow::Borrowed(string))), locator)
        };
        let Cited::Source(source, locator) = cited else {
            known = false;
            continue;
        };
        let span = list.in_file(item.start + locator.start..item.start + locator.end);
        let locator =
            Text { start: span.start as u64, len: span.len() as u32, file: record.number };
        events.citations.push(Citation { source, locator });
    }
    let end = events.citations.len() as u32;
    if end == start && known && record.file.fields.find(Field::Sources).is_some() {
        let place = record.place_of(Field::Sources);
        desk.put(
            Finding::new(Code::NoSource, place, "an event without a source")
                .help("name in `sources` who says so"),
        );
    }
    (start..end, known)
}

fn references(record: &Record, events: &mut EventRows) {
    for field in [Field::After, Field::Before, Field::PartOf] {
        let list = List::of(record, field);
        for item in list.items() {
            events.references.push(Reference {
                from: record.place(list.in_file(item.clone())),
                field,
                text: list.value[item].to_string(),
                row: record.row(),
            });
        }
    }
}

/// What a refused row names is not unused: its text is searched for ids and names.
pub(super) fn mark_used<'f>(
    record: &Record<'f, '_>,
    (actors, sources): (&Actors<'f>, &Sources<'f>),
    desk: &mut Desk,
) {
    let text = &record.file.text[record.at.offset..record.end];
    for token in text.split([',', ';', '"', ':', '#']).map(str::trim) {
        for names in [&actors.names, &sources.names] {
            if let Found::Row(row) = names.find(token) {
                names.mark(&[row], desk);
            }
        }
    }
}
