//! The folder as it would be, held against the folder as it is.
//!
//! Invariant: a finding the folder had before is nobody's fault here; every other error is laid
//! to the new row it stands in or points to, at that row's own place in the input.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::{Checked, Code, Finding, Severity};
use crate::edit::columns::Columns;
use crate::edit::input::drafts::Draft;
use crate::edit::input::{INPUT, Input};
use crate::model::cells::{Cell, split};
use crate::model::{DataFile, Place};
use crate::read::Records;

/// What is wrong with a folder before it is edited.
pub(super) struct Before {
    /// How many errors it has, by file, record and code.
    counts: BTreeMap<(String, u32, Code), usize>,
    /// Whether dates or links of it cannot all be true.
    is_contradictory: bool,
}

impl Before {
    /// Counts the errors of a folder.
    pub(super) fn of(checked: &Checked) -> Before {
        let mut counts = BTreeMap::new();
        for finding in errors(&checked.findings) {
            *counts.entry(key(checked, finding)).or_default() += 1;
        }
        let is_contradictory = checked.findings.iter().any(|f| is_contradiction(f.code));
        Before { counts, is_contradictory }
    }

    /// The first error that a folder has which says the same under another id, and this one had not.
    ///
    /// Where several rows contradict each other, which of them are named goes by the order of ids.
    pub(super) fn new_error<'c>(&self, after: &'c Checked) -> Option<&'c Finding> {
        let mut had = self.counts.clone();
        let is_old = |finding: &Finding| self.is_contradictory && is_contradiction(finding.code);
        let mut errors = errors(&after.findings).filter(|finding| !is_old(finding));
        errors.find(|finding| match had.get_mut(&key(after, finding)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        })
    }
}

/// Whether a finding of this code says that dates and links cannot all be true.
fn is_contradiction(code: Code) -> bool {
    matches!(code, Code::Contradiction | Code::DoubtfulContradiction | Code::RelationLoop)
}

fn errors(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|f| f.code.severity() == Severity::Error)
}

fn key(checked: &Checked, finding: &Finding) -> (String, u32, Code) {
    let file = &checked.dataset.files[finding.place.file as usize];
    (file.name.clone(), finding.place.record, finding.code)
}

/// The rows that were appended, as they came out in the new file.
pub(super) struct Appended<'a> {
    /// The new file.
    pub(super) file: &'a DataFile,
    /// Its number in the checked folder.
    pub(super) number: u32,
    /// What was appended.
    pub(super) drafts: &'a [Draft],
    /// Offset and record of each.
    pub(super) starts: Vec<(usize, u32)>,
}

impl<'a> Appended<'a> {
    /// Finds the rows after `old` bytes again; `None`: they do not come out as they went in, so
    /// the file cannot be appended to.
    pub(super) fn find(
        file: &'a DataFile,
        number: u32,
        old: usize,
        drafts: &'a [Draft],
    ) -> Option<Appended<'a>> {
        let mut starts = Vec::with_capacity(drafts.len());
        let mut records = Records::new(file, number);
        while let Some(record) = records.next() {
            if record.at.offset < old {
                if record.end > old {
                    return None;
                }
                continue;
            }
            let draft = drafts.get(starts.len())?;
            let values = record.cells.iter().map(|c| c.value(&file.text));
            if record.broken.is_some() || !values.eq(draft.values.iter().map(String::as_str)) {
                return None;
            }
            starts.push((record.at.offset, record.at.record));
        }
        (starts.len() == drafts.len()).then_some(Appended { file, number, drafts, starts })
    }

    /// Which draft a place is in.
    fn draft(&self, place: &Place) -> Option<usize> {
        if place.file != self.number {
            return None;
        }
        self.starts.binary_search_by_key(&place.record, |(_, record)| *record).ok()
    }

    /// The text a place in new rows covers, quotes undone; `None`: it is elsewhere.
    pub(super) fn text(&self, place: &Place) -> Option<String> {
        self.draft(place).map(|_| self.file.text[place.span.clone()].replace("\"\"", "\""))
    }
}

/// What became of new rows.
#[derive(Default)]
pub(super) struct Verdict {
    /// Errors by draft; the places are still those of the new file.
    pub(super) errors: Vec<(usize, Finding)>,
    /// Errors that no new row can be blamed for alone.
    pub(super) elsewhere: Vec<Finding>,
    /// Warnings in new rows.
    pub(super) warnings: Vec<(usize, Finding)>,
}

/// Compares the folder before and after.
pub(super) fn verdict(before: &Before, after: &Checked, appended: &Appended) -> Verdict {
    let mut verdict = Verdict::default();
    let mut had = before.counts.clone();
    for finding in &after.findings {
        match (appended.draft(&finding.place), finding.code.severity()) {
            (Some(draft), Severity::Error) => verdict.errors.push((draft, finding.clone())),
            (Some(draft), Severity::Warning) => verdict.warnings.push((draft, finding.clone())),
            (None, Severity::Error) => {
                if let Some(left) = had.get_mut(&key(after, finding)).filter(|n| **n > 0) {
                    *left -= 1;
                    continue;
                }
                match finding.related.iter().find_map(|(place, _)| appended.draft(place)) {
                    Some(draft) => verdict.errors.push((draft, finding.clone())),
                    None => verdict.elsewhere.push(finding.clone()),
                }
            }
            _ => {}
        }
    }
    verdict
}

/// Findings of new rows with the places they have in the input.
pub(super) struct Back<'b> {
    /// The input.
    pub(super) input: &'b Input,
    /// Where its columns went.
    pub(super) columns: &'b Columns,
}

impl Back<'_> {
    /// The finding at its place in the input; other places in new rows likewise.
    pub(super) fn finding(&self, mut finding: Finding, appended: &Appended) -> Finding {
        let home = finding.place.clone();
        finding.place = self.place(&finding.place, appended);
        for (place, _) in &mut finding.related {
            *place = self.place(place, appended);
        }
        if finding.place == home {
            // An old row became wrong: the new row that made it so is named first.
            if let Some(n) = finding.related.iter().position(|(p, _)| p.file == INPUT) {
                let (place, _) = finding.related.remove(n);
                finding.place = place;
                finding.related.push((home, "there"));
            }
        }
        finding
    }

    fn place(&self, place: &Place, appended: &Appended) -> Place {
        let Some(n) = appended.draft(place) else { return place.clone() };
        let draft = &appended.drafts[n];
        let row = &self.input.rows[draft.input];
        let whole = || self.input.whole(row);
        let Some(column) = place.cell.map(|c| c as usize) else { return whole() };
        let Some(theirs) = self.columns.from.get(column).copied().flatten() else { return whole() };
        let mut cells = Vec::new();
        split(&appended.file.text, appended.starts[n].0, &mut cells);
        if let Some(list) = self.columns.joined.list(theirs) {
            let piece = cells.get(column).map(|ours| part(*ours, &appended.file.text, &place.span));
            let value = |cell: usize| self.input.value(row, cell);
            let found = piece.and_then(|piece| list.at(&piece, &value));
            return found.map_or_else(whole, |(cell, span)| {
                let span = row.cells[cell].part(&self.input.file.text, span);
                let place = self.input.place(row, span);
                Place { cell: Some(cell as u32), ..place }
            });
        }
        let Some(cell) = row.cells.get(theirs) else { return whole() };
        let span = match cells.get(column) {
            Some(ours) if self.input.value(row, theirs) == draft.values[column] => {
                cell.part(&self.input.file.text, part(*ours, &appended.file.text, &place.span))
            }
            _ => cell.span(),
        };
        let place = self.input.place(row, span);
        Place { cell: Some(theirs as u32), ..place }
    }
}

/// The span in the value of a span in the file: doubled quotes count once.
fn part(cell: Cell, text: &str, span: &Range<usize>) -> Range<usize> {
    let within = |at: usize| {
        let at = at.clamp(cell.start, cell.end);
        let before = &text[cell.start..at];
        if cell.doubled { before.replace("\"\"", "\"").len() } else { before.len() }
    };
    within(span.start)..within(span.end)
}
