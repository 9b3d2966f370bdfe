//! The account of a check: rows by file, what there is, findings by severity and code.
//!
//! Invariant: totals count rows read, refused ones included; read = kept + refused.

use crate::check::finding::CodeInfo;
use crate::check::{CODES, Checked, FileTally, Severity};
use crate::model::Table;

/// The account.
pub(super) struct Totals<'c> {
    /// Name and rows of every file that belongs to a table.
    pub(super) files: Vec<(&'c str, FileTally)>,
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
        files: (files.clone().filter(|(f, _)| f.table.is_some()))
            .map(|(f, tally)| (f.name.as_str(), *tally))
            .collect(),
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
