//! What is well-formed and still doubtful.
//!
//! A date marked `~`, `?` or `%` counts as a hundred years to either side; where one of two times has
//! a zone and the other has none, -12 to +14 hours are allowed for.
//!
//! Invariant: a row is held against tables that were read before it, or rows are joined by a key.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;

use crate::check::actors::Actors;
use crate::check::desk::Desk;
use crate::check::events::{EventRows, Known};
use crate::check::finding::{Code, Finding, quoted};
use crate::check::ids::{in_text, place_of};
use crate::check::lists::List;
use crate::check::lists::resolve::Facts;
use crate::check::sources::Sources;
use crate::check::tables::Files;
use crate::model::cells::trim;
use crate::model::date::{Bound, Date, words};
use crate::model::time::{AHEAD, BEHIND};
use crate::model::vocabulary::{Weight, event_type, known_role};
use crate::model::{DataFile, Field, Participation, Place, Row, Status, Table};
use crate::read::Record;

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
    {
        published_before(at, desk);
    }
    if let (Status::Planned, Some(newest), Some(end)) =
        (facts.status, known.sources.newest, latest(date))
        && end < newest
    {
        let message = "a planned event whose day has passed by the newest source";
        let place = place(at, Field::Date);
        let finding = Finding::new(Code::PlannedPassed, place, message);
        desk.put(finding.help("did it take place, or was it cancelled?"));
    }
    // What did not take place, nobody took part in.
    let is_tie = facts.status.weight() != Weight::None;
    if is_tie && known.actors.table && known.actors.mortal {
        let range = participations.start as usize..participations.end as usize;
        let is_contact =
            event_type(&events.types.list[facts.kind as usize]).is_some_and(|t| t.contact);
        let dated = (&events.participations[range], events, date);
        lifetimes(at, (dated, is_contact), known.actors, desk);
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

/// By how many seconds a date may be wrong: marked `~`, `?` or `%`, by a hundred years.
fn doubt(date: &Date) -> i64 {
    if date.is_approximate() || date.is_uncertain() { A_CENTURY } else { 0 }
}

/// A hundred years of 365.25 days, in seconds.
const A_CENTURY: i64 = 36_525 * 86_400;

/// Whether one date is surely over before another one begins.
pub(super) fn is_before(one: &Date, other: &Date) -> bool {
    let Some((last, start)) = latest(one).zip(earliest(other)) else { return false };
    last < start && last.saturating_add(apart(one.is_zoned(), other.is_zoned())) < start
}

/// The first second a date may mean, where there is one.
pub(super) fn earliest(date: &Date) -> Option<i64> {
    match date.earliest_start() {
        Bound::At(second) => Some(second.saturating_sub(doubt(date))),
        _ => None,
    }
}

/// The last second a date may reach, where there is one.
pub(super) fn latest(date: &Date) -> Option<i64> {
    match date.latest_end() {
        Bound::At(second) => Some(second.saturating_add(doubt(date))),
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

/// Somebody takes part before birth or founding, or after death or dissolution. Whom a role of the curator's
/// own ties to nobody may well be dead: the composer at a concert.
fn lifetimes(
    at: At,
    ((participations, events, date), is_contact): (Dated, bool),
    actors: &Actors,
    desk: &mut Desk,
) {
    let life = |p: &Participation| &actors.lives[p.actor as usize];
    if !participations.iter().any(|p| life(p).start.is_some() || life(p).end.is_some()) {
        return;
    }
    let dates = each(at, date);
    let before = |start: &Date| dates.iter().any(|date| is_before(date, start));
    let after = |end: &Date| dates.iter().any(|date| is_before(end, date));
    let takes_part = |role: &str| match known_role(role) {
        Some(role) => role.part.takes_part(),
        None => role.is_empty() || is_contact,
    };
    let outside = |p: &Participation| {
        if !takes_part(&events.roles.list[p.role as usize]) {
            None
        } else if life(p).start.as_ref().is_some_and(before) {
            Some((Field::StartDate, "before its start date"))
        } else if life(p).end.as_ref().is_some_and(after) {
            Some((Field::EndDate, "after its end date"))
        } else {
            None
        }
    };
    if participations.iter().any(|p| outside(p).is_some()) {
        let all = participations.iter().map(|p| (p.actor, outside(p)));
        in_text(at.1, at.0, |record| tell_outside(record, all, actors, desk));
    }
}

/// The dates of an event: of a set `{A,B}` those that it names, for it was at each of them.
fn each(at: At, date: &Date) -> Vec<Date> {
    let is_one = date.is_lasting() || date.is_one_time_within();
    if is_one || date.first_day() == date.last_day() {
        return vec![*date];
    }
    let written = in_text(at.1, at.0, |record| record.trimmed(Field::Date));
    let dates = Date::each(written.map_or("", |(text, _)| text));
    if dates.is_empty() { vec![*date] } else { dates }
}

/// Says of each actor once where it is outside its lifetime.
#[cold]
fn tell_outside<'p>(
    record: &Record,
    all: impl Iterator<Item = (u32, Option<(Field, &'p str)>)>,
    actors: &Actors,
    desk: &mut Desk,
) {
    let list = List::of(record, Field::Actors);
    let mut items: BTreeMap<u32, VecDeque<Range<usize>>> = BTreeMap::new();
    for item in list.items() {
        if let Some(actor) = meant(&list.value[item.clone()], actors) {
            items.entry(actor).or_default().push_back(item);
        }
    }
    let mut told = BTreeSet::new();
    for (actor, outside) in all {
        let item = items.get_mut(&actor).and_then(VecDeque::pop_front);
        let Some((field, word)) = outside.filter(|_| told.insert(actor)) else { continue };
        let (id, row) = actors.names.rows[actor as usize];
        let message = format!("`{id}` takes part {word}, {}", words(&actors.cell(row, field)));
        let place = match item {
            Some(item) => record.place(list.in_file(item)),
            None => record.place_of(Field::Actors),
        };
        desk.put(
            Finding::new(Code::OutsideLifetime, place, message)
                .help("a role such as `subject` takes no part; else one of the two dates is wrong")
                .and(place_of(actors.files, row, field), "its date"),
        );
    }
}

/// The actor that an item of the actors column means.
fn meant(item: &str, actors: &Actors) -> Option<u32> {
    actors.names.row(item).or_else(|| actors.names.row(trim(item.rsplit_once(':')?.0)))
}

/// Actors and sources that nothing refers to.
pub(super) fn unused(files: Files, (actors, sources): (&Actors, &Sources), desk: &mut Desk) {
    if [Table::Events, Table::Relationships, Table::EventLinks].iter().any(|t| files.refused(*t))
        || desk.findings.iter().any(|finding| finding.code == Code::CutRow)
    {
        return; // what stands in a refused file, or behind a cut, cannot be known
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
