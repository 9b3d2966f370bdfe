//! What is well-formed and still doubtful: checks across rows of a dataset.
//!
//! Invariant: each is a key and a join; none changes the dataset.

use super::actors::Actors;
use super::desk::Desk;
use super::events::EventRow;
use super::finding::{Code, Finding};
use super::ids::{Draft, place_of};
use super::sources::Sources;
use super::tables::Files;
use crate::model::date::{Bound, Date, words};
use crate::model::lookup::Lookup;
use crate::model::vocabulary::part_of_role;
use crate::model::{Dataset, Event, Field, Row, Status, Table};

/// Two rows that are the same event under two ids.
pub(super) fn same_event(files: Files, drafts: &[Draft<EventRow>], desk: &mut Desk) {
    let mut seen: Lookup<u64> = Lookup::default();
    let mut order: Vec<u32> = (0..drafts.len() as u32).collect();
    order.sort_by_key(|n| (drafts[*n as usize].row.file, drafts[*n as usize].row.offset));
    for n in order {
        let draft = &drafts[n as usize];
        let first = seen.find_or(draft.rest.likeness, n);
        if first != n {
            let first = place_of(files.all, drafts[first as usize].row, Field::Title);
            let message = "the same date, title, place, actors and sources as another event";
            let place = place_of(files.all, draft.row, Field::Title);
            let help = "delete one of the two rows, or say what is different";
            desk.put(
                Finding::new(Code::SameEventTwice, place, message).help(help).and(first, "first"),
            );
        }
    }
}

/// Checks that need the finished dataset. `known` says by event whether all its sources were found.
pub(super) fn check(
    files: Files,
    dataset: &Dataset,
    (actors, sources, known): (&Actors, &Sources, &[bool]),
    desk: &mut Desk,
) {
    let newest = dataset.sources.iter().filter_map(|s| latest(s.published.as_ref()?)).max();
    for (n, event) in dataset.events.iter().enumerate() {
        let Some(date) = &event.date else { continue };
        if known[n] {
            published_before(files, dataset, (n as u32, event, date), desk);
        }
        if let (Status::Planned, Some(newest), Some(end)) = (event.status, newest, latest(date))
            && end < newest
        {
            let message = "a planned event whose day has passed by the newest source";
            let place = place_of(files.all, event.row, Field::Date);
            desk.put(
                Finding::new(Code::PlannedPassed, place, message)
                    .help("did it take place, or was it cancelled?"),
            );
        }
        if actors.table {
            lifetimes(files, dataset, (actors, n as u32, event, date), desk);
        }
    }
    unused(files, actors, sources, desk);
}

fn earliest(date: &Date) -> Option<i64> {
    match date.earliest_start() {
        Bound::At(second) => Some(second),
        _ => None,
    }
}

fn latest(date: &Date) -> Option<i64> {
    match date.latest_end() {
        Bound::At(second) => Some(second),
        _ => None,
    }
}

type Dated<'e> = (u32, &'e Event, &'e Date);

/// Took place, and yet every source was published before it. An undated source silences this.
fn published_before(files: Files, dataset: &Dataset, (n, event, date): Dated, desk: &mut Desk) {
    let citations = dataset.citations_of(n);
    if !matches!(event.status, Status::Reported | Status::Confirmed) || citations.is_empty() {
        return;
    }
    let Some(start) = earliest(date) else { return };
    for citation in citations {
        let published = &dataset.sources[citation.source as usize].published;
        match published.as_ref().and_then(latest) {
            Some(last) if last < start => {}
            _ => return,
        }
    }
    let message = "the event took place after every one of its sources was published";
    let place = place_of(files.all, event.row, Field::Date);
    let help = "a source that saw it is missing, a date is wrong, or the status is `planned`";
    desk.put(Finding::new(Code::PublishedBefore, place, message).help(help));
}

/// Somebody takes part before birth or founding, or after death or dissolution.
fn lifetimes(
    files: Files,
    dataset: &Dataset,
    (actors, n, event, date): (&Actors, u32, &Event, &Date),
    desk: &mut Desk,
) {
    for participation in dataset.participations_of(n) {
        let (_, row, life) = &actors.rows[participation.actor as usize];
        if !part_of_role(dataset.role(*participation)).takes_part() {
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
            (Field::StartDate, "before its start")
        } else {
            (Field::EndDate, "after its end")
        };
        let id = dataset.actor_id(participation.actor);
        let when = words(&dataset.trimmed(*row, field));
        let message = format!("`{id}` takes part {word} ({when})");
        let place = place_of(files.all, event.row, Field::Actors);
        let other = place_of(files.all, *row, field);
        desk.put(
            Finding::new(Code::OutsideLifetime, place, message)
                .help("a role such as `subject` takes no part; else one of the two dates is wrong")
                .and(other, "its date"),
        );
    }
}

fn unused(files: Files, actors: &Actors, sources: &Sources, desk: &mut Desk) {
    if files.refused(Table::Events) || files.refused(Table::Relationships) {
        return; // what stands in a refused file cannot be known
    }
    let mut note = |code, what: &str, id: &str, row: Row| {
        let place = place_of(files.all, row, Field::Id);
        desk.note(code, place, format!("{what} `{id}` is not used"));
    };
    for ((id, row, _), _) in actors.rows.iter().zip(&actors.used).filter(|(_, used)| !**used) {
        note(Code::UnusedActor, "actor", id, *row);
    }
    for ((id, row, _), _) in sources.rows.iter().zip(&sources.used).filter(|(_, used)| !**used) {
        note(Code::UnusedSource, "source", id, *row);
    }
}
