//! Selected events with their actors and sources resolved, for programs.
//!
//! Columns are those of the contract; columns it does not know follow as they are written.
//!
//! Invariant: one record for each event, in the order given.

use crate::model::{Dataset, Table};
use crate::view::chronology::Options;
use crate::view::entry::Entries;
use crate::view::report::{Cell, Column, Form, Layout, Part, Section};
use crate::view::sheet::Listed;
use crate::view::{Report, Selection, Sheet};

/// The events of a selection in an order of their own.
pub fn events(dataset: &Dataset, selection: &Selection, order: &[u32]) -> Report {
    let sheet = Sheet::of(dataset, Table::Events, Listed::Events(order.to_vec()));
    let mut entries = Entries::new(dataset, &Options::default(), Form::All);
    let mut columns = entries.columns();
    let others = sheet.other_columns();
    columns.extend(
        others.iter().map(|n| Column { name: sheet.columns[*n].clone().into(), part: Part::Data }),
    );
    let mut records = Vec::with_capacity(order.len());
    for (event, row) in order.iter().zip(sheet.rows()) {
        let mut record = entries.record(*event);
        if !others.is_empty() {
            let values = sheet.values(row);
            record.cells.extend(others.iter().map(|n| Cell::text(values[*n].as_ref())));
        }
        records.push(record);
    }
    Report {
        title: "Events".to_string(),
        subtitle: selection.words.clone(),
        columns,
        layout: Layout::Entries,
        sections: vec![Section { depth: 1, heading: String::new(), records }],
        footnotes: entries.footnotes,
        said_inline: true,
        ..Report::default()
    }
}
