//! What is well-formed and still doubtful.
//!
//! Invariant: a row is held against tables that were read before it, or rows are joined by a key.

use super::actors::Actors;
use super::desk::Desk;
use super::events::{EventRow, EventRows, Known};
use super::finding::{Code, Finding, quoted};
use super::ids::{Draft, place_of};
use super::repeats;
use super::sources::Sources;
use super::tables::Files;
use crate::model::date::{Bound, Date, words};
use crate::model::vocabulary::part_of_role;
use crate::model::{Field, Row, Status, Table};
use crate::read::Record;

/// Rows that are the same event under several ids; `kept` are the rows that are in the dataset.
pub(super) fn same_event(files: Files, parts: &[EventRows], kept: &[bool], desk: &mut Desk) {
    let likeness = parts.iter().flat_map(|part| &part.likeness);
    let groups = repeats::groups(likeness);
    if groups.is_empty() {
        return;
    }
    let drafts: Vec<&Draft<EventRow>> = parts.iter().flat_map(|part| &part.drafts).collect();
    for group in groups {
        let mut rows =
            group.into_iter().filter(|n| kept[*n as usize]).map(|n| drafts[n as usize].row);
        let Some(first) = rows.next() else { continue };
        for row in rows {
            let message = "the same date, title, place, actors and sources as another event";
            let finding =
                Finding::new(Code::SameEventTwice, place_of(files.all, row, Field::Title), message)
                    .help("delete one of the two rows, or say what is different");
            desk.put(finding.and(place_of(files.all, first, Field::Title), "first"));
        }
    }
}

/// Checks one event against its actors and sources; `found` says whether every source was found.
pub(super) fn event(
    record: &Record,
    (row, events, found): (&EventRow, &EventRows, bool),
    known: Known,
    desk: &mut Desk,
) {
    let Some(date) = &row.date else { return };
    if found && known.sources.table {
        published_before(record, (row, events, date), known.sources, desk);
    }
    if let (Status::Planned, Some(newest), Some(end)) = (row.status, known.newest, latest(date))
        && end < newest
    {
        let message = "a planned event whose day has passed by the newest source";
        let finding = Finding::new(Code::PlannedPassed, record.place_of(Field::Date), message);
        desk.put(finding.help("did it take place, or was it cancelled?"));
    }
    if known.actors.table && known.actors.mortal {
        lifetimes(record, (row, events, date), known.actors, desk);
    }
}

fn earliest(date: &Date) -> Option<i64> {
    match date.earliest_start() {
        Bound::At(second) => Some(second),
        _ => None,
    }
}

/// The last second a date may reach, where there is one.
pub(super) fn latest(date: &Date) -> Option<i64> {
    match date.latest_end() {
        Bound::At(second) => Some(second),
        _ => None,
    }
}

type Dated<'e, 'f> = (&'e EventRow, &'e EventRows<'f>, &'e Date);

/// Took place, and yet every source was published before it. An undated source silences this.
fn published_before(
    record: &Record,
    (row, events, date): Dated,
    sources: &Sources,
    desk: &mut Desk,
) {
    let citations = &events.citations[row.citations.start as usize..row.citations.end as usize];
    if !matches!(row.status, Status::Reported | Status::Confirmed) || citations.is_empty() {
        return;
    }
    let Some(start) = earliest(date) else { return };
    let before = |last: Option<i64>| last.is_some_and(|last| last < start);
    if citations.iter().all(|c| before(sources.published[c.source as usize])) {
        let written = record.trimmed(Field::Date).map_or("", |(text, _)| text);
        let message = format!("dated {}, after all of its sources were published", quoted(written));
        let help = "a source that saw it is missing, a date is wrong, or the status is `planned`";
        let finding = Finding::new(Code::PublishedBefore, record.place_of(Field::Date), message);
        desk.put(finding.help(help));
    }
}

/// Somebody takes part before birth or founding, or after death or dissolution.
fn lifetimes(record: &Record, (row, events, date): Dated, actors: &Actors, desk: &mut Desk) {
    let range = row.participations.start as usize..row.participations.end as usize;
    for participation in &events.participations[range] {
        let life = &actors.lives[participation.actor as usize];
        if !part_of_role(&events.roles.list[participation.role as usize]).takes_part() {
            continue;
        }
        let before =
            life.start.as_ref().and_then(earliest).zip(latest(date)).is_some_and(|(s, e)| e < s);
        let after =
            life.end.as_ref().and_then(latest).zip(earliest(date)).is_some_and(|(e, s)| s > e);
        if !before && !after {
            continue;
        }
        let (field, word) = if before {
            (Field::StartDate, "before its start date")
        } else {
            (Field::EndDate, "after its end date")
        };
        let (id, actor) = actors.names.rows[participation.actor as usize];
        let when = words(&actors.cell(actor, field));
        let message = format!("`{id}` takes part {word}, {when}");
        desk.put(
            Finding::new(Code::OutsideLifetime, record.place_of(Field::Actors), message)
                .help("a role such as `subject` takes no part; else one of the two dates is wrong")
                .and(place_of(actors.files, actor, field), "its date"),
        );
    }
}

/// Actors and sources that nothing refers to.
pub(super) fn unused(
    files: Files,
    (actors, sources): (&Actors, &Sources),
    events: &[EventRows],
    desk: &mut Desk,
) {
    if [Table::Events, Table::Relationships, Table::EventLinks].iter().any(|t| files.refused(*t)) {
        return; // what stands in a refused file cannot be known
    }
    let participations = events.iter().flat_map(|part| &part.participations).map(|p| p.actor);
    let citations = events.iter().flat_map(|part| &part.citations).map(|c| c.source);
    let unused_actors =
        if actors.table { actors.names.unused(participations, desk) } else { Vec::new() };
    let unused_sources =
        if sources.table { sources.names.unused(citations, desk) } else { Vec::new() };
    let mut note = |code, message: &str, rows: Vec<(&str, Row)>| {
        for (_, row) in rows {
            desk.note(code, place_of(files.all, row, Field::Id), message);
        }
    };
    note(Code::UnusedActor, "no event or relationship names this actor", unused_actors);
    note(Code::UnusedSource, "nothing cites this source", unused_sources);
}
