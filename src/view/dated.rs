//! Dates as they are written, in words, and what is no date as it is.
//!
//! Invariant: what is not understood is never told as if it were a date.

use crate::model::date::{Date, put_words, words};
use crate::model::{Dataset, Field};

/// What stands behind what is written in place of a date.
const NOT_A_DATE: &str = " (not a date)";

/// What is written in place of a date, in words; `blank` where nothing is.
pub(super) fn dated(written: &str, blank: &str) -> String {
    match written {
        "" => blank.to_string(),
        text if Date::read(text).is_some() => words(text),
        text => format!("{text}{NOT_A_DATE}"),
    }
}

/// What stands beside a date that is shown as it is written: its words where they say more.
pub(super) fn beside(written: &str) -> String {
    match Date::parse(written).map(|_| words(written)) {
        Ok(words) if words == written => String::new(),
        Ok(words) => words,
        Err(_) if written.is_empty() => String::new(),
        Err(_) => NOT_A_DATE.trim_matches([' ', '(', ')']).to_string(),
    }
}

/// The date of an event in words: `9 May 2025`, `2025-13-01 (not a date)`, `undated`.
pub(super) fn of_event(dataset: &Dataset, event: u32) -> String {
    dated(&dataset.event_cell(event, Field::Date), "undated")
}

/// Puts the words of what is written down; `is_date` says whether it is understood.
pub(super) fn put(written: &str, is_date: bool, into: &mut String) {
    if is_date {
        put_words(written, into);
    } else {
        into.extend([written, NOT_A_DATE]);
    }
}
