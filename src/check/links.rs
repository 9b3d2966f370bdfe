//! Links between events: items of `after`, `before`, `part_of`, and rows of `event_links`.
//!
//! Invariant: an item is tried whole as an id before a gap (`e026+2d..5d`) is split off; no event
//! is linked to itself.

use std::ops::Range;

use crate::check::desk::Desk;
use crate::check::event_links::{End, LinkRow};
use crate::check::events::{EventRows, Reference};
use crate::check::finding::{Code, Finding, Remedy, quoted};
use crate::check::ids::Draft;
use crate::check::placeholder::{self, is_placeholder};
use crate::model::cells::{split, trim};
use crate::model::lookup::Ids;
use crate::model::relation::{Gap, Relation, head_and_gap};
use crate::model::{Dataset, Field, Link, Place, Table, Text};

/// The ids of refused rows, sorted.
pub(super) fn refused<'d, 'f: 'd>(
    parts: &[EventRows],
    refused: impl Iterator<Item = &'d Draft<'f, ()>>,
) -> Vec<String> {
    let mut ids: Vec<String> = parts.iter().flat_map(|part| part.refused.clone()).collect();
    ids.extend(refused.filter_map(|draft| draft.id).map(str::to_string));
    ids.sort();
    ids
}

/// What is linked, before ids are looked up.
pub(super) struct Drafts<'r> {
    /// Items of columns.
    pub(super) references: Vec<&'r Reference>,
    /// Rows of `event_links`.
    pub(super) rows: Vec<&'r LinkRow>,
    /// The events of rows that are no links.
    pub(super) lost: Vec<&'r End>,
}

/// Ids that stand in refused rows, sorted, and whether a whole file is refused.
pub(super) type Refused<'r> = (&'r [String], bool);

/// The events of a dataset, to be found by id: of many links each with one look.
struct Events<'d> {
    dataset: &'d Dataset,
    ids: Option<Ids>,
}

impl<'d> Events<'d> {
    fn new(dataset: &'d Dataset, links: usize) -> Self {
        let (events, id) = (dataset.events.len(), |n: usize| dataset.event_id(n as u32));
        let ids = (links > events / 100).then(|| Ids::of_rows(events, id));
        Events { dataset, ids }
    }

    fn find(&self, id: &str) -> Option<u32> {
        match &self.ids {
            Some(ids) => ids.find(id),
            None => self.dataset.find_event(id),
        }
    }
}

/// Resolves the links of a folder.
pub(super) fn resolve(
    dataset: &Dataset,
    drafts: &Drafts,
    refused: Refused,
    desk: &mut Desk,
) -> Vec<Link> {
    let count = drafts.references.len() + drafts.rows.len() + drafts.lost.len();
    if count == 0 {
        return Vec::new();
    }
    let events = Events::new(dataset, count);
    let mut links = items(&events, &drafts.references, refused, desk);
    for row in &drafts.rows {
        match link(&events, row, refused, desk) {
            Some(link) => links.push(link),
            None => desk.refuse(row.row.file),
        }
    }
    for (id, place) in &drafts.lost {
        event(&events, (id, place, Field::Relation), refused, desk);
    }
    links.sort_by(|a, b| {
        let key = |l: &Link| (l.event, l.field, l.other, l.relation, l.gap, l.doubtful);
        // Equal statements in different places: by content, so that the order of rows is no matter.
        key(a).cmp(&key(b)).then_with(|| raw(dataset, a).cmp(raw(dataset, b)))
    });
    links
}

/// The record a link stands in, as bytes that compare.
fn raw<'d>(dataset: &'d Dataset, link: &Link) -> &'d str {
    if link.field != Field::Relation {
        return "";
    }
    let text = &dataset.files[link.row.file as usize].text;
    let end = split(text, link.row.offset as usize, &mut Vec::new()).end;
    &text[link.row.offset as usize..end]
}

/// The event an id means; else said so, unless it is known to be refused.
fn event(
    events: &Events,
    (id, place, field): (&str, &Place, Field),
    (refused, file_refused): Refused,
    desk: &mut Desk,
) -> Option<u32> {
    match events.find(id) {
        Some(event) => {
            provisional(events.dataset, event, place, desk);
            Some(event)
        }
        None => {
            let lost = refused.binary_search_by(|r| r.as_str().cmp(id)).is_ok();
            if !lost && !file_refused {
                unknown(events, (id, place, field), desk);
            }
            None
        }
    }
}

fn link(events: &Events, row: &LinkRow, refused: Refused, desk: &mut Desk) -> Option<Link> {
    let [a, b] = &row.ends;
    let ends = [a, b].map(|(id, place)| (id.as_str(), place, Field::Relation));
    let [one, two] = ends.map(|end| event(events, end, refused, desk));
    let (event, other) = (one?, two?);
    if event == other {
        itself(b.1.clone(), (&b.0, "the row is refused"), desk);
        return None;
    }
    let LinkRow { relation, gap, doubtful, text, .. } = *row;
    Some(Link { event, field: Field::Relation, other, relation, gap, doubtful, row: row.row, text })
}

fn itself(place: Place, (id, outcome): (&str, &str), desk: &mut Desk) {
    let message = format!("{} is linked to itself; {outcome}", quoted(id));
    let finding = Finding::new(Code::SelfLink, place, message);
    desk.put(finding.help("name the other event"));
}

/// A gap, or a finding on it.
pub(super) fn gap(text: &str, relation: Relation, place: Place, desk: &mut Desk) -> Gap {
    let message = match Gap::parse(text) {
        Some(gap) if relation.takes_gap() => return gap,
        Some(_) => format!("{} cannot be said of what {} another", quoted(text), relation.words()),
        None => format!("{} is no gap; it is left out", quoted(text)),
    };
    let help = match (relation.takes_gap(), Gap::meant(text)) {
        (true, Some(meant)) => {
            let plus = if text.starts_with('+') { "+" } else { "" };
            format!("units are `h`, `d` and `w`, without a blank; write `{plus}{meant}`")
        }
        (true, None) => {
            "a gap says how long after or before, in hours, days or weeks: `2d`, `2d..5d`, \
                         `1w`, `3h`, `2d..`, `..5d`"
                .to_string()
        }
        (false, _) => {
            "take the gap out; how long after or before is said in `after` and `before`".to_string()
        }
    };
    desk.put(Finding::new(Code::BadGap, place, message).help(help));
    Gap::ANY
}

fn items(
    events: &Events,
    references: &[&Reference],
    refused: Refused,
    desk: &mut Desk,
) -> Vec<Link> {
    if references.is_empty() {
        return Vec::new();
    }
    let rows = events.dataset.events.iter().zip(0..);
    let mut rows: Vec<(u32, u64, u32)> =
        rows.map(|(event, n)| (event.row.file, event.row.offset, n)).collect();
    rows.sort(); // by id they mostly are in order already
    let mut links = Vec::new();
    for reference in references {
        let (head, written_gap) = match several(events, &reference.text, reference.field) {
            Some(_) => (reference.text.as_str(), None),
            None => head_and_gap(&reference.text),
        };
        let (from, named) = (&reference.from, part(reference, 0..head.len()));
        if is_placeholder(head, true) && events.find(head).is_none() {
            desk.put(placeholder::finding(head, named));
            continue;
        }
        let Some(other) = event(events, (head, &named, reference.field), refused, desk) else {
            continue;
        };
        let relation = match reference.field {
            Field::After => Relation::After,
            Field::Before => Relation::Before,
            _ => Relation::PartOf,
        };
        let gap = written_gap.map_or(Gap::ANY, |text| {
            let before = reference.text.len() - text.len();
            gap(text, relation, part(reference, before..reference.text.len()), desk)
        });
        let row = reference.row;
        let place = rows.binary_search_by_key(&(row.file, row.offset), |r| (r.0, r.1));
        let Ok(event) = place.map(|n| rows[n].2) else { continue };
        if event == other {
            itself(from.clone(), (head, "the link is left out"), desk);
            continue;
        }
        let (start, len) = (from.span.start as u64, from.span.len() as u32);
        let text = Text { start, len, file: row.file };
        let field = reference.field;
        links.push(Link { event, field, other, relation, gap, doubtful: false, row, text });
    }
    links
}

/// The place of a part of what a reference says, whose quotes stand doubled in the file where it takes more
/// room there.
fn part(reference: &Reference, part: Range<usize>) -> Place {
    let Reference { from, text, .. } = reference;
    let is_doubled = from.span.len() > text.len();
    let quotes = |upto: usize| if is_doubled { text[..upto].matches('"').count() } else { 0 };
    let [start, end] = [part.start, part.end].map(|at| from.span.start + at + quotes(at));
    let before = text[..part.start].chars().count() + quotes(part.start);
    Place { span: start..end, column: from.column + before as u32, ..from.clone() }
}

fn provisional(dataset: &Dataset, other: u32, place: &Place, desk: &mut Desk) {
    if dataset.events[other as usize].written_id {
        return;
    }
    let message =
        format!("`{}` is a provisional id: it changes with the row", dataset.event_id(other));
    let finding = Finding::new(Code::ProvisionalReference, place.clone(), message);
    desk.put(finding.help("give the event an id of its own and refer to that"));
}

fn unknown(events: &Events, (text, place, field): (&str, &Place, Field), desk: &mut Desk) {
    let message = format!("unknown event {}", quoted(text));
    let finding = Finding::new(Code::UnknownEvent, place.clone(), message);
    if let Some(help) = several(events, text, field).or_else(|| negative(events, text, field)) {
        return desk.put(finding.help(help));
    }
    let finding = finding.remedy(Remedy::NameKnown, "refer to an event by the id in its row");
    desk.unknown(finding, (Table::Events, text));
}

/// What to do where all parts of a text are events.
fn several(events: &Events, text: &str, field: Field) -> Option<String> {
    let parts = || text.split([',', ';']).map(trim);
    let is_event = |part: &str| events.find(head_and_gap(part).0).is_some();
    let are_events =
        parts().nth(1).is_some() && parts().all(is_event) && events.find(text).is_none();
    let help = match field {
        Field::Relation => "name one event here; each other one needs a row of its own",
        _ => "separate events by `;`",
    };
    are_events.then(|| help.to_string())
}

/// What to write for a gap of less than nothing: `b-2d`.
fn negative(events: &Events, text: &str, field: Field) -> Option<String> {
    let turned = match field {
        Field::After => Relation::Before,
        Field::Before => Relation::After,
        _ => return None,
    };
    let (other, gap) = text.rsplit_once('-').map(|(other, gap)| (trim(other), trim(gap)))?;
    let (words, column) = (Gap::parse(gap)?.words(), turned.name());
    events.find(other)?;
    Some(format!(
        "a gap is never less than nothing; if this comes {words} {column} {other}, write `{other}+{gap}` in \
         `{column}`"
    ))
}
