//! Dates with the name of a month: `9 May 2025`, `May 9, 2025`, `Feb-25`, `9 травня 2025`.
//!
//! Invariant: a number that may be a day or a year is read as both.

use super::{BadDateKind, Guess};

/// A date with the name of a month.
pub(super) fn date(_text: &str) -> Option<Guess> {
    None
}
