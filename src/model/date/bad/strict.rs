//! Texts that look like EDTF and are not: a day or month that does not exist, an end before its
//! start, and whatever nobody recognises.
//!
//! Invariant: the span points at the offending part.

use std::ops::Range;

use super::{BadDate, BadDateKind, Fault, Guess, bad, is_date};
use crate::model::date::calendar::{days_of_month, month_name};

/// A date in EDTF's form that no calendar has, or an end before its start.
pub(super) fn impossible(text: &str, fault: Fault) -> Option<BadDate> {
    if fault.kind == Some(BadDateKind::EndBeforeStart) {
        return Some(end_first(text, fault));
    }
    None
}

fn end_first(text: &str, fault: Fault) -> BadDate {
    let end = fault.offset;
    let swapped = match text.split_once('/') {
        Some((start, end)) => vec![format!("{end}/{start}")],
        None => Vec::new(),
    };
    let guess = Guess::new(BadDateKind::EndBeforeStart, "ends before it starts", swapped);
    bad(text, end..text.len(), guess)
}

/// What nobody recognises: where edtf-core stopped, and its reason.
pub(super) fn malformed(text: &str, fault: Fault) -> BadDate {
    let guess = Guess::new(BadDateKind::Malformed, "is not a date", Vec::new());
    bad(text, rest(text, fault.offset), guess)
}

/// From an offset to the end, on character boundaries; the whole text where nothing is left.
fn rest(text: &str, offset: usize) -> Range<usize> {
    let mut start = offset.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    if start == text.len() { 0..start } else { start..text.len() }
}
