//! Rows of a table of the contract, to be written exactly as they stand.
//!
//! Invariant: columns are those of the files, unknown ones included; no value is changed.

use std::borrow::Cow;

use crate::model::cells::split;
use crate::model::{Dataset, Row, Table};
use crate::view::report::{Cell, Column, Layout, Part, Record, Report, Section};

/// A table of the dataset or a part of it.
#[derive(Clone, Debug)]
pub struct Sheet<'d> {
    /// Whose rows they are.
    pub dataset: &'d Dataset,
    /// Which table.
    pub table: Table,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows, in the order of output.
    pub rows: Vec<Row>,
    /// Whether cells a spreadsheet would run are guarded with a `'`.
    pub guard: bool,
}

impl<'d> Sheet<'d> {
    /// A whole table in canonical order.
    pub fn whole(dataset: &'d Dataset, table: Table) -> Sheet<'d> {
        let rows: Vec<Row> = match table {
            Table::Events => dataset.events.iter().map(|e| e.row).collect(),
            Table::Actors => dataset.actors.iter().filter_map(|a| a.row).collect(),
            Table::Sources => dataset.sources.iter().filter_map(|s| s.row).collect(),
            Table::Relationships => dataset.relationships.iter().map(|r| r.row).collect(),
            _ => Vec::new(),
        };
        Sheet { dataset, table, columns: dataset.columns(table), rows, guard: false }
    }

    /// The values of a row in the order of `columns`: line ends as LF, missing cells blank.
    pub fn values(&self, row: Row) -> Vec<Cow<'d, str>> {
        let file = &self.dataset.files[row.file as usize];
        let mut cells = Vec::with_capacity(file.header.len());
        split(&file.text, row.offset as usize, &mut cells);
        let names = file.header_names();
        let value = |column: &String| {
            let cell = names.iter().position(|n| n == column).and_then(|n| cells.get(n));
            lf(cell.map_or(Cow::Borrowed(""), |c| c.value(&file.text)))
        };
        self.columns.iter().map(value).collect()
    }

    /// The same rows as a table view, for formats that know no other.
    pub fn report(&self) -> Report {
        let columns = self.columns.iter();
        let records = self.rows.iter().map(|row| Record {
            cells: self.values(*row).into_iter().map(|v| Cell::text(v.into_owned())).collect(),
        });
        Report {
            title: self.table.name().to_string(),
            columns: columns.map(|c| Column { name: c.clone().into(), part: Part::Data }).collect(),
            layout: Layout::Grid,
            sections: vec![Section { records: records.collect(), ..Section::default() }],
            ..Report::default()
        }
    }
}

/// Line ends as LF.
fn lf(value: Cow<'_, str>) -> Cow<'_, str> {
    if value.contains('\r') {
        return Cow::Owned(value.replace("\r\n", "\n").replace('\r', "\n"));
    }
    value
}
