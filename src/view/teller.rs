//! The records of a chronology, made one by one in the same memory.
//!
//! Invariant: footnotes are those of the records told so far, numbered as they came.

use crate::view::Chronology;
use crate::view::entry::Entries;
use crate::view::namesakes::Namesakes;
use crate::view::placing;
use crate::view::report::{Footnote, Form, Part, Record};

/// Tells one record of a chronology after the other.
pub struct Teller<'c, 'd> {
    chronology: &'c Chronology<'d>,
    entries: Entries<'d>,
    record: Record,
}

impl<'c, 'd> Teller<'c, 'd> {
    /// Before the first record.
    pub(super) fn new(chronology: &'c Chronology<'d>, form: Form) -> Teller<'c, 'd> {
        let Chronology { dataset, options, order, alike, .. } = chronology;
        let mut entries = Entries::new(dataset, options, form);
        if form != Form::Raw && !options.brief {
            let alike = alike.get_or_init(|| Namesakes::in_events(dataset, order));
            entries.tell_apart(alike.clone());
        }
        Teller { chronology, entries, record: Record::default() }
    }

    /// The record at a place in the order.
    pub fn record(&mut self, place: usize) -> &mut Record {
        let Chronology { order, open, frame, others, .. } = self.chronology;
        self.entries.fill(order[place], &mut self.record);
        if open.get(place) == Some(&true) {
            let pairs = frame.columns.iter().zip(&mut self.record.cells);
            pairs.filter(|(c, _)| c.part == Part::Lead).for_each(|(_, cell)| placing::mark(cell));
        }
        if let Some(others) = others {
            self.record.cells.extend(others.cells(place));
        }
        &mut self.record
    }

    /// The sources that the records told so far cite, in the form of all.
    pub fn footnotes(&self) -> &[Footnote] {
        &self.entries.footnotes
    }

    /// The same.
    pub(super) fn into_footnotes(self) -> Vec<Footnote> {
        self.entries.footnotes
    }
}
