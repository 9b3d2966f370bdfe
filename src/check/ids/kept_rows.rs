//! Which rows of events are kept, in the order of their ids.
//!
//! Invariant: the order is that of the ids, whatever that of rows and files.

use crate::check::assemble;
use crate::check::desk::Desk;
use crate::check::event_links::LinkRows;
use crate::check::events::{self, EventRows};
use crate::check::ids::same_event;
use crate::check::ids::seen::Seen;
use crate::check::ids::{self, Draft};
use crate::check::links;
use crate::check::tables::Files;

/// Events in the order of their ids.
pub(in crate::check) struct Order {
    /// Their rows, by number in all parts together.
    pub(in crate::check) kept: Vec<u32>,
    /// What refused rows are called.
    pub(in crate::check) refused: Vec<String>,
    /// The ids made for those that have none, which are the first.
    pub(in crate::check) made: Vec<(usize, String)>,
}

/// Puts events in order; says which ids stand twice and which rows are the same event.
pub(in crate::check) fn order(
    files: Files,
    (parts, linked): (&[EventRows], &[LinkRows]),
    desk: &mut Desk,
) -> Order {
    let alike = same_event::alike(parts);
    if alike.is_empty() && events::are_in_order(parts) {
        let rows: usize = parts.iter().map(|part| part.events.len()).sum();
        let refused = links::refused(parts, std::iter::empty());
        return Order { kept: (0..rows as u32).collect(), refused, made: Vec::new() };
    }
    let drafts = events::drafts(parts, files.all);
    let drafts: Vec<&Draft<()>> = drafts.iter().flatten().collect();
    let seen = Seen::joined(parts.iter().map(|part| part.seen));
    let settled = ids::settle(&drafts, seen, files.all, desk);
    let mut kept = vec![false; drafts.len()];
    settled.kept.iter().for_each(|n| kept[*n as usize] = true);
    let row = |n: u32| kept[n as usize].then(|| drafts[n as usize].row);
    same_event::same_event((files.all, linked), alike, row, desk);
    let refused = settled.refused.iter().map(|n| drafts[*n as usize]);
    let refused = links::refused(parts, refused);
    let made = assemble::provisional_ids(&drafts, &settled.kept, files.all);
    Order { kept: settled.kept, refused, made }
}
