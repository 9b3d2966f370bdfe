//! What a query keeps of the dataset.
//!
//! Invariant: event numbers are ascending, which is the canonical order.

use crate::model::Dataset;

/// Selected events and what was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Numbers of the events, ascending.
    pub events: Vec<u32>,
    /// The query as a person reads it; blank for everything.
    pub words: String,
}

impl Selection {
    /// Every event.
    pub fn all(dataset: &Dataset) -> Selection {
        Selection { events: (0..dataset.events.len() as u32).collect(), words: String::new() }
    }
}
