//! The account of a check: rows by file, what there is, findings by severity and code.
//!
//! Invariant: totals count rows read, refused ones included; read = kept + refused + unused.

use serde::Serialize;

use crate::check::finding::CodeInfo;
use crate::check::{CODES, Checked, FileTally, Severity};
use crate::model::{DataFile, Table};

/// The account.
pub(super) struct Totals<'c> {
    /// Every file that belongs to a table.
    pub(super) files: Vec<FileRows<'c>>,
    /// Rows of events.
    pub(super) events: u64,
    /// Rows of actors; without that table, distinct actors named.
    pub(super) actors: u64,
    /// Rows of sources; without that table, distinct sources named.
    pub(super) sources: u64,
    /// Rows of relationships.
    pub(super) relationships: u64,
    /// Items of the `actors` column of events.
    pub(super) participations: u64,
    /// Items of the `sources` column of events.
    pub(super) citations: u64,
    /// Links between events that were understood: items of `after`, `before` and `part_of`, and rows of
    /// `event_links`.
    pub(super) links: u64,
    /// Findings by severity: errors, warnings, notes.
    pub(super) severities: [(Severity, usize); 3],
    /// Findings by code, errors first, codes without one left out.
    pub(super) codes: Vec<(&'static CodeInfo, usize)>,
}

/// The rows of a file.
#[derive(Serialize)]
pub(super) struct FileRows<'c> {
    /// Its name.
    #[serde(rename = "file")]
    pub(super) name: &'c str,
    /// All of them.
    pub(super) read: u64,
    /// Those that are in the dataset.
    pub(super) kept: u64,
    /// Those that are not.
    pub(super) refused: u64,
    /// Those of a table that this version does not use, which are neither.
    #[serde(skip_serializing_if = "is_zero")]
    pub(super) unused: u64,
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// Counts.
pub(super) fn totals(checked: &Checked) -> Totals<'_> {
    let files = checked.dataset.files.iter().zip(&checked.tally.files);
    let rows = |table: Table| -> Option<u64> {
        let mut reads =
            files.clone().filter(|(f, _)| f.table == Some(table)).map(|(_, t)| t.read).peekable();
        reads.peek()?;
        Some(reads.sum())
    };
    let mut counts = vec![0; CODES.len()];
    for finding in &checked.findings {
        counts[finding.code as usize] += 1;
    }
    let mut codes: Vec<_> = CODES.iter().zip(counts).filter(|(_, count)| *count > 0).collect();
    codes.sort_by_key(|(code, _)| code.severity);
    let severities = [Severity::Error, Severity::Warning, Severity::Note];
    Totals {
        files: files.clone().filter_map(|(file, rows)| file_rows(file, *rows)).collect(),
        events: rows(Table::Events).unwrap_or(0),
        actors: rows(Table::Actors).unwrap_or(checked.tally.actors),
        sources: rows(Table::Sources).unwrap_or(checked.tally.sources),
        relationships: rows(Table::Relationships).unwrap_or(0),
        participations: checked.tally.participations,
        citations: checked.tally.citations,
        links: checked.dataset.links.len() as u64,
        severities: severities.map(|s| (s, checked.count(s))),
        codes,
    }
}

/// The rows of a file, if it belongs to a table.
fn file_rows(file: &DataFile, rows: FileTally) -> Option<FileRows<'_>> {
    let (name, read) = (file.name.as_str(), rows.read);
    match Table::READ.contains(&file.table?) {
        true => Some(FileRows { name, read, kept: rows.kept(), refused: rows.refused, unused: 0 }),
        false => Some(FileRows { name, read, kept: 0, refused: 0, unused: read }),
    }
}
