//! Dates in numbers: other orders, separators, paddings and centuries, and spreadsheet numbers.
//!
//! Invariant: an order is named only where it is the only possible one.

use super::{BadDateKind, Guess};

/// A date in numbers alone.
pub(super) fn date(_text: &str) -> Option<Guess> {
    None
}
