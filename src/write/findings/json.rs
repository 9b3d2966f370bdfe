//! Findings for editors and scripts: every place, and the account.
//!
//! One object. `findings` is a list in the order of files and places; of each: `code`, `severity`
//! (`error`, `warning`, `note`), `file` (below the data folder), `line` and `column` (from 1, in
//! characters) up to `end_line` and `end_column` (the column after the last), `cell` as a
//! spreadsheet names it (`D17`; `17` for a whole row; null for a whole file), `span` (`start` and
//! `end` in bytes of the text of the file), `message`, `help` (or null), and `related`: other
//! places with `what` stands there. `totals` has the rows of every file (`unused` where this version does
//! not use its table), what was counted, and findings by severity and code.
//!
//! Invariant: text is as written, control characters included.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::totals::FileRows;
use super::{file, is_file};
use crate::check::{Checked, Finding};
use crate::model::cells::line_ends;
use crate::model::{DataFile, Place};

#[derive(Serialize)]
struct Output<'c> {
    findings: Vec<Item<'c>>,
    totals: Totals<'c>,
}

#[derive(Serialize)]
struct Item<'c> {
    code: &'static str,
    severity: &'static str,
    #[serde(flatten)]
    place: Spot<'c>,
    message: &'c str,
    help: Option<&'c str>,
    related: Vec<Related<'c>>,
}

#[derive(Serialize)]
struct Related<'c> {
    #[serde(flatten)]
    place: Spot<'c>,
    what: &'static str,
}

#[derive(Serialize)]
struct Spot<'c> {
    file: &'c str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    cell: Option<String>,
    span: Span,
}

#[derive(Serialize)]
struct Span {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Totals<'c> {
    files: Vec<FileRows<'c>>,
    events: u64,
    actors: u64,
    sources: u64,
    relationships: u64,
    participations: u64,
    citations: u64,
    links: u64,
    errors: usize,
    warnings: usize,
    notes: usize,
    codes: BTreeMap<&'static str, usize>,
}

/// Writes the findings and the totals.
///
/// # Errors
/// When `out` cannot be written.
pub fn json(checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
    let findings = checked.findings.iter().map(|f| item(checked, f)).collect();
    serde_json::to_writer_pretty(&mut *out, &Output { findings, totals: totals(checked) })?;
    writeln!(out)
}

fn item<'c>(checked: &'c Checked, finding: &'c Finding) -> Item<'c> {
    let related = finding.related.iter();
    Item {
        code: finding.code.name(),
        severity: finding.code.severity().word(),
        place: spot(checked, &finding.place),
        message: &finding.message,
        help: finding.help.as_deref(),
        related: related.map(|(p, what)| Related { place: spot(checked, p), what }).collect(),
    }
}

fn spot<'c>(checked: &'c Checked, place: &Place) -> Spot<'c> {
    let file = file(checked, place);
    let (end_line, end_column) = end(file, place);
    Spot {
        file: &file.name,
        line: place.line,
        column: place.column,
        end_line,
        end_column,
        cell: (!is_file(place)).then(|| place.spreadsheet()),
        span: Span { start: place.span.start, end: place.span.end },
    }
}

/// Line and column after the last character meant.
fn end(file: &DataFile, place: &Place) -> (u32, u32) {
    let Some(meant) = file.text.get(place.span.clone()) else { return (place.line, place.column) };
    let lines = line_ends(meant.as_bytes());
    match meant.rfind(['\n', '\r']) {
        Some(last) => (place.line + lines, meant[last + 1..].chars().count() as u32 + 1),
        None => (place.line, place.column + meant.chars().count() as u32),
    }
}

fn totals(checked: &Checked) -> Totals<'_> {
    let totals = super::totals::totals(checked);
    let [errors, warnings, notes] = totals.severities.map(|(_, count)| count);
    Totals {
        files: totals.files,
        events: totals.events,
        actors: totals.actors,
        sources: totals.sources,
        relationships: totals.relationships,
        participations: totals.participations,
        citations: totals.citations,
        links: totals.links,
        errors,
        warnings,
        notes,
        codes: totals.codes.iter().map(|(code, count)| (code.name, *count)).collect(),
    }
}
