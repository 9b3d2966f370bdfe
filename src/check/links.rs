//! References between events: `after`, `before`, `part_of`.
//!
//! Invariant: an item is tried whole as an id before a gap (`e026+2d..5d`) is split off.

use super::desk::Desk;
use super::events::{EventRow, EventRows, Reference};
use super::finding::{Code, Finding, quoted};
use super::ids::Draft;
use crate::model::cells::trim;
use crate::model::lookup::Lookup;
use crate::model::{Dataset, Link, Place, Table};

/// The ids of refused rows, sorted.
pub(super) fn refused<'d, 'f: 'd>(
    parts: &[EventRows],
    refused: impl Iterator<Item = &'d Draft<'f, EventRow>>,
) -> Vec<String> {
    let mut ids: Vec<String> = parts.iter().flat_map(|part| part.refused.clone()).collect();
    ids.extend(refused.filter_map(|draft| draft.id).map(str::to_string));
    ids.sort();
    ids
}

/// Resolves the references of a folder's events; `refused` are the sorted ids of refused rows.
pub(super) fn resolve<'r>(
    dataset: &Dataset,
    references: impl Iterator<Item = &'r Reference>,
    (refused, file_refused): (&[String], bool),
    desk: &mut Desk,
) -> Vec<Link> {
    let mut references = references.peekable();
    if references.peek().is_none() {
        return Vec::new();
    }
    let mut rows: Lookup<(u32, u64)> = Lookup::default();
    for (n, event) in dataset.events.iter().enumerate() {
        rows.keep((event.row.file, event.row.offset), n as u32);
    }
    let mut links = Vec::new();
    for reference in references {
        let text = reference.text.as_str();
        let head = text.rsplit_once('+').map_or(text, |(head, _)| trim(head));
        let other = dataset.find_event(text).or_else(|| dataset.find_event(head));
        match other {
            Some(other) => {
                provisional(dataset, other, &reference.from, desk);
                if let Some(event) = rows.find(&reference.row) {
                    links.push(Link { event, field: reference.field, other });
                }
            }
            None => {
                let lost = |id: &str| refused.binary_search_by(|r| r.as_str().cmp(id)).is_ok();
                if !lost(text) && !lost(head) && !file_refused {
                    unknown(head, &reference.from, desk);
                }
            }
        }
    }
    links.sort_by_key(|l| (l.event, l.field, l.other));
    links
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

fn unknown(text: &str, place: &Place, desk: &mut Desk) {
    let end = place.span.start + text.len().min(place.span.len());
    let place = Place { span: place.span.start..end, ..place.clone() };
    let message = format!("unknown event {}", quoted(text));
    let finding = Finding::new(Code::UnknownEvent, place, message);
    let help = "refer to an event by the id in its row";
    desk.unknown(finding, (Table::Events, text), help);
}
