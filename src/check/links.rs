//! References between events: `after`, `before`, `part_of`.
//!
//! Invariant: an item is tried whole as an id before a gap (`e026+2d..5d`) is split off.

use super::desk::Desk;
use super::events::Reference;
use super::finding::{Code, Finding};
use super::near::{did_you_mean, near};
use crate::model::lookup::Lookup;
use crate::model::{Dataset, Link, Place};

/// Resolves the references of a folder's events; `refused` are the sorted ids of refused rows.
pub(super) fn resolve(
    dataset: &Dataset,
    references: &[Reference],
    (refused, file_refused): (&[String], bool),
    desk: &mut Desk,
) -> Vec<Link> {
    if references.is_empty() {
        return Vec::new();
    }
    let mut rows: Lookup<(u32, u64)> = Lookup::default();
    for (n, event) in dataset.events.iter().enumerate() {
        rows.keep((event.row.file, event.row.offset), n as u32);
    }
    let mut links = Vec::new();
    for reference in references {
        let text = reference.text.as_str();
        let head = text.rsplit_once('+').map_or(text, |(head, _)| head.trim_end());
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
                    unknown(dataset, head, reference.from.clone(), desk);
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

fn unknown(dataset: &Dataset, text: &str, place: Place, desk: &mut Desk) {
    let ids = (0..dataset.events.len() as u32).map(|e| dataset.event_id(e));
    let help = did_you_mean(&near(text, ids))
        .unwrap_or_else(|| "refer to an event by the id in its row".to_string());
    let end = place.span.start + text.len().min(place.span.len());
    let place = Place { span: place.span.start..end, ..place };
    desk.put(Finding::new(Code::UnknownEvent, place, format!("unknown event `{text}`")).help(help));
}
