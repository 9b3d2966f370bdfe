//! What is well-formed and still doubtful.
//!
//! A date marked `~`, `?` or `%` is held against nothing; where one of two times has a zone and the
//! other has none, -12 to +14 hours are allowed for.
//!
//! Invariant: a row is held against tables that were read before it, or rows are joined by a key.

use std::borrow::Cow;
use std::ops::Range;

use super::actors::Actors;
use super::desk::Desk;
use super::events::{EventRows, Known};
use super::finding::{Code, Finding, quoted};
use super::ids::{in_record, in_text, place_of};
use super::repeats;
use super::resolve::Facts;
use super::sources::Sources;
use super::tables::Files;
use crate::model::cells::trim_value;
use crate::model::date::{Bound, Date, words};
use crate::model::time::{AHEAD, BEHIND};
use crate::model::vocabulary::part_of_role;
use crate::model::{DataFile, Field, Participation, Place, Row, Status, Table};
use crate::read::Record;

/// Numbers of rows that are the same event, under whatever id.
pub(super) fn alike(parts: &[EventRows]) -> Vec<Vec<u32>> {
    repeats::groups(&parts.iter().map(|part| part.likeness.as_slice()).collect::<Vec<_>>())
}

/// Says which rows [are the same event](alike) under several ids; `row` gives those that count.
pub(super) fn same_event(
    files: &[DataFile],
    alike: Vec<Vec<u32>>,
    row: impl Fn(u32) -> Option<Row>,
    desk: &mut Desk,
) {
    for group in alike {
        let mut rows = group.into_iter().filter_map(&row);
        let Some(first) = rows.next() else { continue };
        for row in rows {
            let message = "the same date, title, place, actors and sources as another event";
            let names = in_record(files, first, |first| {
                in_record(files, row, |row| differences(first, row))
            });
            let (message, help) = match names.as_slice() {
                [] => (message.to_string(), DELETE),
                names => (format!("{message}, but not its {}", listed(names)), TELL_APART),
            };
            let place = place_of(files, row, Field::Title);
            let finding = Finding::new(Code::SameEventTwice, place, message).help(help);
            desk.put(finding.and(place_of(files, first, Field::Title), "first"));
        }
    }
}

/// What to do about a row that says nothing else than another one.
const DELETE: &str =
    "delete that of the two rows to which nothing refers, or say what is different";

/// What to do about one that says something else.
const TELL_APART: &str =
    "is it the same one, make them one row; else say in the title what tells them apart";

/// How many columns are named.
const NAMED: usize = 5;

/// Names of columns; of very many the first.
fn listed(names: &[String]) -> String {
    let named = names[..names.len().min(NAMED)].join("`, `");
    match names.len().saturating_sub(NAMED) {
        0 => format!("`{named}`"),
        more => format!("`{named}` and {more} more"),
    }
}

/// The value of a cell, trimmed; blank where there is none.
fn value<'t>(record: &Record<'t, '_>, cell: Option<usize>) -> Cow<'t, str> {
    let cell = cell.and_then(|n| record.cells.get(n));
    cell.map_or(Cow::Borrowed(""), |cell| trim_value(cell.value(record.text)))
}

/// The columns in which the rows of two events differ that are the same event twice.
fn differences(one: &Record, other: &Record) -> Vec<String> {
    use Field as F;
    let same = [F::Id, F::Date, F::Title, F::Place, F::Actors, F::Sources];
    let name = |record: &Record, n: usize| {
        trim_value(record.file.header[n].value(&record.file.text)).into_owned()
    };
    let is_one = one.number == other.number;
    let differ = |record: &Record, other: &Record, n: usize| {
        let found = || (0..other.file.header.len()).find(|m| name(other, *m) == name(record, n));
        let there = if is_one { Some(n) } else { found() };
        let is_told = same.iter().any(|field| record.file.fields.find(*field) == Some(n));
        let differ = !is_told && value(record, Some(n)) != value(other, there);
        differ.then(|| name(record, n))
    };
    let columns = |record: &Record| 0..record.file.header.len();
    let mut names: Vec<String> = columns(one).filter_map(|n| differ(one, other, n)).collect();
    if !is_one {
        let more = columns(other).filter_map(|n| differ(other, one, n));
        let more: Vec<String> = more.filter(|name| !names.contains(name)).collect();
        names.extend(more);
    }
    names
}

/// A row, and the text of a file it is read from.
type At<'t> = (Row, (&'t DataFile, &'t str));

fn place((row, home): At, field: Field) -> Place {
    in_text(home, row, |record| record.place_of(field))
}

/// Checks one event against its actors and sources; with it the last second at which any of its
/// sources may have been published, if all are known.
pub(super) fn event(
    at: At,
    (facts, published): (&Facts, Option<i64>),
    (events, participations): (&EventRows, &Range<u32>),
    (known, desk): (Known, &mut Desk),
) {
    let Some(date) = &facts.date else { return };
    if matches!(facts.status, Status::Reported | Status::Confirmed)
        && let (Some(last), Some(start)) = (published, earliest(date))
        && last < start
        && !is_doubtful(date)
    {
        published_before(at, desk);
    }
    if let (Status::Planned, Some(newest), Some(end)) =
        (facts.status, known.sources.newest, latest(date))
        && end < newest
        && !is_doubtful(date)
    {
        let message = "a planned event whose day has passed by the newest source";
        let place = place(at, Field::Date);
        let finding = Finding::new(Code::PlannedPassed, place, message);
        desk.put(finding.help("did it take place, or was it cancelled?"));
    }
    if known.actors.table && known.actors.mortal {
        let range = participations.start as usize..participations.end as usize;
        lifetimes(at, (&events.participations[range], events, date), known.actors, desk);
    }
}

/// Of the last second at which any source of an event may have been published: one that allows for all
/// zones, if the event has a zone and the source has none, or the other way round.
pub(super) fn published(
    last: i64,
    date: Option<&Date>,
    (cited, sources): (impl Iterator<Item = u32>, &Sources),
) -> i64 {
    let Some(date) = date.filter(|date| earliest(date).is_some_and(|start| last < start)) else {
        return last; // as mostly: nothing stands before its sources
    };
    let latest = |source: u32| {
        let apart = apart(sources.zoned[source as usize], date.is_zoned());
        sources.published[source as usize].saturating_add(apart)
    };
    cited.map(latest).max().unwrap_or(last)
}

/// By how many seconds a time, told in a zone or not, may be later than it seems beside another one.
fn apart(is_zoned: bool, is_other_zoned: bool) -> i64 {
    match (is_zoned, is_other_zoned) {
        (true, false) => AHEAD,
        (false, true) => BEHIND,
        _ => 0,
    }
}

/// Marked `~`, `?` or `%`: what it seems to contradict may be the doubt.
pub(super) fn is_doubtful(date: &Date) -> bool {
    date.is_approximate() || date.is_uncertain()
}

/// Whether one date is surely over before another one begins.
pub(super) fn is_before(one: &Date, other: &Date) -> bool {
    let Some((last, start)) = latest(one).zip(earliest(other)) else { return false };
    last < start
        && last.saturating_add(apart(one.is_zoned(), other.is_zoned())) < start
        && !is_doubtful(one)
        && !is_doubtful(other)
}

pub(super) fn earliest(date: &Date) -> Option<i64> {
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

type Dated<'e, 'f> = (&'e [Participation], &'e EventRows<'f>, &'e Date);

/// Took place, and yet every source was published before it. An undated source silences this.
fn published_before(at: At, desk: &mut Desk) {
    let written = in_text(at.1, at.0, |record| record.trimmed(Field::Date));
    let message = format!(
        "dated {}, after all of its sources were published",
        quoted(written.map_or("", |(text, _)| text))
    );
    let help = "a source that saw it is missing, a date is wrong, or the status is `planned`";
    let finding = Finding::new(Code::PublishedBefore, place(at, Field::Date), message);
    desk.put(finding.help(help));
}

/// Somebody takes part before birth or founding, or after death or dissolution.
fn lifetimes(at: At, (participations, events, date): Dated, actors: &Actors, desk: &mut Desk) {
    let mut home = None;
    for participation in participations {
        let life = &actors.lives[participation.actor as usize];
        if !part_of_role(&events.roles.list[participation.role as usize]).takes_part() {
            continue;
        }
        let before = life.start.as_ref().is_some_and(|start| is_before(date, start));
        let after = life.end.as_ref().is_some_and(|end| is_before(end, date));
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
        let home = home.get_or_insert_with(|| place(at, Field::Actors)).clone();
        desk.put(
            Finding::new(Code::OutsideLifetime, home, message)
                .help("a role such as `subject` takes no part; else one of the two dates is wrong")
                .and(place_of(actors.files, actor, field), "its date"),
        );
    }
}

/// Actors and sources that nothing refers to.
pub(super) fn unused(files: Files, (actors, sources): (&Actors, &Sources), desk: &mut Desk) {
    if [Table::Events, Table::Relationships, Table::EventLinks].iter().any(|t| files.refused(*t)) {
        return; // what stands in a refused file cannot be known
    }
    let (actor, source) =
        ("no event or relationship names this actor", "nothing cites this source");
    for row in actors.names.unused() {
        desk.note(Code::UnusedActor, place_of(files.all, row, Field::Id), actor);
    }
    for row in sources.names.unused() {
        desk.note(Code::UnusedSource, place_of(files.all, row, Field::Id), source);
    }
}
