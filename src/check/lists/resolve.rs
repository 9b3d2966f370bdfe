//! Whom and what the events of a stretch of a file refer to, looked up together.
//!
//! Nearly every reference is an id, or an id and a role. Looked up one right after the other they
//! do not wait for memory each time; a cell with anything else in it (a name, a locator, a mistake)
//! is read again with care.
//!
//! Invariant: what comes of an event does not depend on which of the two ways was taken.

use std::ops::Range;

use crate::check::desk::Desk;
use crate::check::doubts;
use crate::check::events::{EventRows, Known, cited};
use crate::check::ids;
use crate::check::ids::same_event_key;
use crate::check::lists::actor_twice;
use crate::check::lists::participants;
use crate::check::lists::plain_items;
use crate::check::names::Names;
use crate::model::cells::trim_span;
use crate::model::date::Date;
use crate::model::lookup::{IdKey, Ids, fingerprint};
use crate::model::{Citation, DataFile, Event, Field, Participation, Row, Status, Text};
use crate::read::Record;

/// What an event row says beside its references.
#[derive(Clone, Copy)]
pub(in crate::check) struct Facts<'f> {
    /// Its id, where one is written and sound.
    pub(in crate::check) id: Option<&'f str>,
    /// Whether it is an event; a refused row is only looked at for what else is wrong.
    pub(in crate::check) sound: bool,
    pub(in crate::check) date: Option<Date>,
    /// Number in the types of the part.
    pub(in crate::check) kind: u32,
    /// Number in the places of the part.
    pub(in crate::check) place: u32,
    pub(in crate::check) status: Status,
    /// Of its texts alone; [none](same_event_key::NONE): it is not compared with others.
    pub(in crate::check) likeness: u64,
}

/// An event whose references are not looked up yet.
struct Open<'f> {
    facts: Facts<'f>,
    row: Row,
    /// Its [likeness], if all of its references are ids.
    likeness: u64,
    /// In the items of actors and of sources; `None`: the cells are to be read with care.
    items: Option<(Range<u32>, Range<u32>)>,
    /// Whether an actor stands among them twice in the same role.
    repeats: bool,
}

/// A reference that may be an id.
#[derive(Clone, Copy)]
struct Item {
    /// The id as a number; [`IdKey::LONG`]: it is a long one, and was looked for at once.
    key: IdKey,
    /// Where the id is looked for, then the row; [`NONE`]: it is no id.
    row: u32,
    /// Number of the role in the roles of the part.
    role: u32,
}

impl Item {
    /// The reference in a part of a text, and a number for it that no other text has, practically.
    #[inline(always)]
    fn new(ids: &Ids, text: &str, part: Range<usize>) -> (Item, u64) {
        let key = IdKey::within(text, part.clone());
        // Not the whole item, so that it need not go through memory.
        let (row, print) = match key == IdKey::LONG {
            true => Item::long(ids, &text[part]),
            false => (ids.place(key.hash()), key.hash()),
        };
        (Item { key, row, role: 0 }, print)
    }

    /// Row and number of a long one.
    #[cold]
    fn long(ids: &Ids, id: &str) -> (u32, u64) {
        (ids.find_long(id).unwrap_or(NONE), fingerprint(id))
    }
}

/// The actors and sources of an event, and when these were published.
type Items<'p> = (&'p [Item], &'p [Item], &'p [i64]);

const NONE: u32 = u32::MAX;

/// Events that are looked up together: few enough that they stay in the cache.
const TOGETHER: usize = 256;

/// The events of a part that are not looked up yet.
#[derive(Default)]
pub(in crate::check) struct Pending<'f> {
    open: Vec<Open<'f>>,
    actors: Vec<Item>,
    sources: Vec<Item>,
    /// Whether each of them was found.
    found: bool,
    /// By source: the last second at which it may have been published.
    published: Vec<i64>,
}

impl Pending<'_> {
    /// None, with room for as many of so many rows as are looked up together, each with a few
    /// references: what grows leaves holes behind that the rows of the next part do not fit in.
    pub(in crate::check) fn with_room(rows: usize) -> Self {
        let rows = rows.min(TOGETHER);
        let (open, published) = (Vec::with_capacity(rows), Vec::with_capacity(rows * 4));
        let (actors, sources) = (Vec::with_capacity(rows * 5), Vec::with_capacity(rows * 4));
        Pending { open, actors, sources, published, ..Pending::default() }
    }
}

/// Takes an event in; now and then it looks all of them up.
pub(in crate::check) fn put<'f>(
    record: &Record<'f, '_>,
    facts: Facts<'f>,
    (events, known): (&mut EventRows<'f>, Known),
    desk: &mut Desk,
) {
    let (need, mut likeness) = (known.need, facts.likeness);
    if !need.actors && !need.sources && !need.findings {
        let row = if need.verbatim { record.row_to_copy() } else { record.row() };
        return keep((&facts, row, record.text), (0..0, 0..0), (events, known));
    }
    let starts = (events.pending.actors.len(), events.pending.sources.len());
    let simple = (!need.actors || actors(record, (events, known), &mut likeness))
        & (!need.sources || sources(record, (events, known), &mut likeness));
    let pending = &mut events.pending;
    let items = if simple {
        let of = |start: usize, end: usize| start as u32..end as u32;
        Some((of(starts.0, pending.actors.len()), of(starts.1, pending.sources.len())))
    } else {
        pending.actors.truncate(starts.0);
        pending.sources.truncate(starts.1);
        None
    };
    let row = if need.verbatim { record.row_to_copy() } else { record.row() };
    pending.open.push(Open { facts, row, likeness, items, repeats: false });
    if pending.open.len() >= TOGETHER {
        close((record.file, record.text), (events, known), desk);
    }
}

/// Whether all actors may be ids, with or without a role; they are then pending.
fn actors<'f>(
    record: &Record<'f, '_>,
    (events, known): (&mut EventRows<'f>, Known),
    likeness: &mut u64,
) -> bool {
    if !known.actors.table {
        return false; // what stands behind a colon may be no role
    }
    let names = &known.actors.names;
    let mut simple = !names.may_hold(b':');
    let (ids, text) = (names.ids(), record.text);
    let quoted = plain_items(record, Field::Actors, |part, colon| {
        let (id, role) = match colon {
            Some(n) => {
                (trim_span(text, part.start..n).unwrap_or(n..n), trim_span(text, n + 1..part.end))
            }
            None => (part, None),
        };
        // Of a colon without a role there is something to say.
        simple &= colon.is_none() || role.is_some();
        let (item, print) = Item::new(ids, text, id);
        let mut item_role = 0;
        let role = role.map(|role| (IdKey::within(text, role.clone()), &text[role]));
        if let Some(role) = role {
            match participants::plain_role(role, (events, names)) {
                Some(role) => item_role = role,
                None => simple = false,
            }
        }
        *likeness = likeness.wrapping_add(same_event_key::actor(print, role));
        events.pending.actors.push(Item { role: item_role, ..item });
    });
    simple && !quoted
}

/// Whether all sources may be ids, and there is one; they are then pending.
fn sources<'f>(
    record: &Record<'f, '_>,
    (events, known): (&mut EventRows<'f>, Known),
    likeness: &mut u64,
) -> bool {
    if !known.sources.table {
        return false;
    }
    let (items, ids) = (&mut events.pending.sources, known.sources.names.ids());
    let before = items.len();
    let quoted = plain_items(record, Field::Sources, |part, _| {
        let (item, print) = Item::new(ids, record.text, part);
        *likeness = likeness.wrapping_add(same_event_key::source(print));
        items.push(item);
    });
    items.len() > before && !quoted
}

/// Looks up what is pending; it stands in a text of a file.
pub(in crate::check) fn close<'f>(
    home: (&'f DataFile, &'f str),
    (events, known): (&mut EventRows<'f>, Known),
    desk: &mut Desk,
) {
    let mut pending = std::mem::take(&mut events.pending);
    let sources = known.sources;
    pending.found = look_up(&known.actors.names, &mut pending.actors)
        & look_up(&sources.names, &mut pending.sources);
    let published = |item: &Item| sources.published.get(item.row as usize).copied();
    let published = pending.sources.iter().map(|item| published(item).unwrap_or(i64::MAX));
    pending.published.extend(published);
    if known.need.findings {
        // In a loop of its own: what is done with an event is long enough.
        for open in &mut pending.open {
            let Some((Range { start, end }, _)) = open.items else { continue };
            let actors = &pending.actors[start as usize..end as usize];
            open.repeats = actor_twice::is_any(actors, |item| (item.row, item.role));
        }
    }
    for open in &pending.open {
        one((open, home), &pending, (events, known), desk);
    }
    pending.open.clear();
    pending.actors.clear();
    pending.sources.clear();
    pending.published.clear();
    events.pending = pending; // its memory serves again
}

/// Finds the rows of items and marks them as used, with the steps of [`Ids::place`]; whether each
/// was found.
fn look_up(names: &Names, items: &mut [Item]) -> bool {
    let ids = names.ids();
    if ids.is_large() {
        let touch = |sum: u32, item: &Item| sum.wrapping_add(ids.touch(item.row));
        std::hint::black_box(items.iter().fold(0, touch));
    }
    let mut all = true;
    for item in items {
        if item.key != IdKey::LONG {
            item.row = ids.find_at(item.row, item.key).unwrap_or(NONE);
        }
        match item.row {
            NONE => all = false,
            row => names.mark(row),
        }
    }
    all
}

/// Puts an event down whose references are looked up.
#[inline(always)]
fn one<'f>(
    (open, home): (&Open<'f>, (&'f DataFile, &'f str)),
    pending: &Pending<'f>,
    (events, known): (&mut EventRows<'f>, Known),
    desk: &mut Desk,
) {
    let starts = (events.participations.len() as u32, events.citations.len() as u32);
    let date = open.facts.date.as_ref();
    let found = open.resolved(pending);
    let is_found = found.is_some();
    let (published, likeness) = match found {
        Some((actors, sources, published)) => {
            desk.tally.participations += actors.len() as u64;
            desk.tally.citations += sources.len() as u64;
            if known.need.rows || known.actors.mortal {
                let actor = |item: &Item| Participation { actor: item.row, role: item.role };
                events.participations.extend(actors.iter().map(actor));
            }
            if known.need.rows {
                let locator = Text { start: 0, len: 0, file: open.row.file };
                let source = |item: &Item| Citation { source: item.row, locator };
                events.citations.extend(sources.iter().map(source));
            }
            let cited = sources.iter().map(|item| item.row);
            let last = published.iter().copied().max();
            (last.map(|last| doubts::published(last, date, (cited, known.sources))), open.likeness)
        }
        None => ids::in_text(home, open.row, |record| {
            let mut likeness = open.facts.likeness;
            if known.need.actors {
                let actors = participants::read(record, events, known.actors, desk);
                likeness = likeness.wrapping_add(actors);
            }
            if !known.need.sources {
                return (None, likeness);
            }
            let (last, sources) = cited(record, events, known.sources, desk);
            let cited = events.citations[starts.1 as usize..].iter().map(|c| c.source);
            let last = last.map(|last| doubts::published(last, date, (cited, known.sources)));
            (last, likeness.wrapping_add(sources))
        }),
    };
    let participations = starts.0..events.participations.len() as u32;
    let citations = starts.1..events.citations.len() as u32;
    let facts = &open.facts;
    if known.need.findings {
        if facts.sound {
            let is_compared = facts.likeness != same_event_key::NONE;
            events.likeness.push(if is_compared { likeness } else { same_event_key::NONE });
        }
        doubts::event(
            (open.row, home),
            (facts, published),
            (events, &participations),
            (known, desk),
        );
        if match is_found {
            true => open.repeats,
            false => is_repeated(&events.participations[starts.0 as usize..]),
        } {
            repeated((open.row, home), known, desk);
        }
    }
    keep((facts, open.row, home.1), (participations, citations), (events, known));
}

/// Whether an actor stands in an event twice in the same role.
#[cold]
fn is_repeated(read: &[Participation]) -> bool {
    actor_twice::is_any(read, |p| (p.actor, p.role))
}

/// Says which actors of an event do.
#[cold]
fn repeated((row, home): (Row, (&DataFile, &str)), known: Known, desk: &mut Desk) {
    ids::in_text(home, row, |record| actor_twice::tell(record, known.actors, desk));
}

/// Keeps what is wanted of an event.
fn keep<'f>(
    (facts, row, text): (&Facts<'f>, Row, &str),
    (participations, citations): (Range<u32>, Range<u32>),
    (events, known): (&mut EventRows<'f>, Known),
) {
    if facts.sound {
        if known.need.rows {
            let Facts { id, date, kind, status, .. } = *facts;
            events.seen.add(id);
            let written_id = id.is_some();
            let id = id.and_then(|id| Text::slice((row.file, text), id)).unwrap_or(Text::NONE);
            events.events.push(Event {
                row,
                id,
                written_id,
                date,
                kind,
                status,
                participations,
                citations,
            });
            if known.need.places {
                events.place_of.push(facts.place);
            }
        } else {
            events.slips.push(row, facts.id);
        }
    }
    if !known.need.rows {
        events.participations.clear();
        events.citations.clear();
    }
}

impl<'f> Open<'f> {
    /// Its actors and sources, and when these were published, if each was found by its id.
    fn resolved<'p>(&self, pending: &'p Pending<'f>) -> Option<Items<'p>> {
        let (actors, sources) = self.items.as_ref()?;
        let range = |of: &Range<u32>| of.start as usize..of.end as usize;
        let published = &pending.published[range(sources)];
        let (actors, sources) = (&pending.actors[range(actors)], &pending.sources[range(sources)]);
        let found = |items: &[Item]| items.iter().all(|item| item.row != NONE);
        let all = pending.found || found(actors) && found(sources);
        all.then_some((actors, sources, published))
    }
}
