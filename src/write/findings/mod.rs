//! Findings to text, JSON, or a table view for every other format: the sole place that writes them.
//!
//! Invariant: the same findings give the same bytes, wherever the data folder lies; what a cell
//! holds never reaches a terminal as a control character.

mod excerpt;
mod json;
mod table;
mod text;
mod totals;

pub use json::json;
pub use table::report;
pub use text::{Extent, Look, list, text};

use crate::check::{Checked, Finding};
use crate::model::{DataFile, Place};

/// The file a finding is in.
fn file<'c>(checked: &'c Checked, place: &Place) -> &'c DataFile {
    &checked.dataset.files[place.file as usize]
}

/// Whether a place is a whole file, so that there is no line to show.
fn is_file(place: &Place) -> bool {
    place.cell.is_none() && place.span.is_empty()
}

/// Findings of one cause: the same code, message and help, at one place or more.
struct Cause<'c> {
    first: &'c Finding,
    rest: Vec<&'c Finding>,
}

/// The findings by cause, each at its first place.
fn causes(findings: &[Finding]) -> Vec<Cause<'_>> {
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by(|a, b| {
        let key = |n: usize| {
            let Finding { code, message, help, .. } = &findings[n];
            (*code, message.as_str(), help.as_deref(), n)
        };
        key(*a).cmp(&key(*b))
    });
    let same = |a: &usize, b: &usize| {
        let (a, b) = (&findings[*a], &findings[*b]);
        a.code == b.code && a.message == b.message && a.help == b.help
    };
    let mut groups: Vec<&[usize]> = order.chunk_by(same).collect();
    groups.sort_by_key(|group| group[0]);
    let cause = |group: &[usize]| Cause {
        first: &findings[group[0]],
        rest: group[1..].iter().map(|n| &findings[*n]).collect(),
    };
    groups.into_iter().map(cause).collect()
}
