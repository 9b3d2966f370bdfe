//! Selected events with their actors and sources resolved, for programs.
//!
//! Columns are those of the contract; columns it does not know follow as they are written.
//!
//! Invariant: one record for each event, in the order given.

use std::sync::OnceLock;

use crate::model::{Dataset, Table};
use crate::view::chronology::Options;
use crate::view::entry::Entries;
use crate::view::report::{Cell, Column, Form, Layout, Part, Section};
use crate::view::sheet::called;
use crate::view::stands::Listed;
use crate::view::{Chronology, Report, Selection, Sheet};

/// The events of a selection in an order of their own, their records not made yet.
pub fn events<'d>(dataset: &'d Dataset, selection: &Selection, order: Vec<u32>) -> Chronology<'d> {
    let options = Options::default();
    let mut columns = Entries::new(dataset, &options, Form::Raw).columns();
    let others = Others::of(dataset, &order);
    columns.extend(others.iter().flat_map(Others::columns));
    let frame = Report {
        title: "Events".to_string(),
        subtitle: selection.words.clone(),
        columns,
        layout: Layout::Entries,
        sections: vec![Section { depth: 1, heading: String::new(), records: Vec::new() }],
        said_inline: true,
        ..Report::default()
    };
    let under = std::iter::once(0..order.len()).collect();
    let (open, alike) = (Vec::new(), OnceLock::new());
    Chronology { frame, dataset, options, order, open, under, others, alike }
}

/// Columns of events that the contract does not know.
#[derive(Clone, Debug)]
pub(super) struct Others<'d> {
    sheet: Sheet<'d>,
    numbers: Vec<usize>,
}

impl<'d> Others<'d> {
    /// Those of some events; `None`: there are none.
    fn of(dataset: &'d Dataset, order: &[u32]) -> Option<Others<'d>> {
        let sheet = Sheet::of(dataset, Table::Events, Listed::Events(order.to_vec()));
        let numbers = sheet.other_columns();
        (!numbers.is_empty()).then_some(Others { sheet, numbers })
    }

    fn columns(&self) -> impl Iterator<Item = Column> {
        let name = |n: usize| called(&self.sheet.columns[n], n).into_owned().into();
        self.numbers.iter().map(move |n| Column { name: name(*n), part: Part::Data })
    }

    /// The cells of the event at a place in the order.
    pub(super) fn cells(&self, place: usize) -> impl Iterator<Item = Cell> {
        let values = self.sheet.values(self.sheet.row(place));
        self.numbers.iter().map(move |n| Cell::text(values[*n].as_ref()))
    }
}
