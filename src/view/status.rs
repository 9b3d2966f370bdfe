//! The status of an event as it stands behind its title or type.
//!
//! Invariant: reported and confirmed go without saying; every other one is told as it is written.

use crate::model::{Dataset, Field, Status};

/// ` (refuted)`; blank where there is nothing to say.
pub(super) fn in_brackets(dataset: &Dataset, event: u32) -> String {
    match dataset.events[event as usize].status {
        Status::Reported | Status::Confirmed => String::new(),
        _ => format!(" ({})", dataset.event_cell(event, Field::Status)),
    }
}
