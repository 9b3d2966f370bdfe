//! Findings as a table view, for the formats that write any such view: CSV, Markdown.
//!
//! Invariant: one record per finding, in the order of files and places.

use super::{file, is_file};
use crate::check::{Checked, Finding, Severity};
use crate::model::counted;
use crate::view::Report;
use crate::view::report::{Cell, Column, Layout, Part, Record, Section};

const COLUMNS: [&str; 8] =
    ["severity", "code", "file", "line", "column", "cell", "message", "help"];

/// The findings as a grid.
pub fn report(checked: &Checked) -> Report {
    let severities = [Severity::Error, Severity::Warning, Severity::Note];
    let counts = severities.map(|s| counted(checked.count(s), s.word()));
    let records = checked.findings.iter().map(|f| record(checked, f)).collect();
    Report {
        title: "Findings".to_string(),
        subtitle: counts.join(", "),
        columns: COLUMNS.map(|name| Column { name: name.into(), part: Part::Data }).into(),
        layout: Layout::Grid,
        sections: vec![Section { records, ..Section::default() }],
        ..Report::default()
    }
}

fn record(checked: &Checked, finding: &Finding) -> Record {
    let place = &finding.place;
    let cell = if is_file(place) { String::new() } else { place.spreadsheet() };
    Record {
        cells: vec![
            Cell::text(finding.code.severity().word()),
            Cell::text(finding.code.name()),
            Cell::text(file(checked, place).name.clone()),
            Cell::number(place.line.into()),
            Cell::number(place.column.into()),
            Cell::text(cell),
            Cell::text(finding.message.clone()),
            Cell::text(finding.help.clone().unwrap_or_default()),
        ],
    }
}
