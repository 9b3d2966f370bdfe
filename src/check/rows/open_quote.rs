//! What stands behind a row whose quote is not closed: the other lines of that cell, read as rows.
//!
//! Invariant: a row is taken for such a line only where it is refused for what it lacks, has fewer cells
//! than the header, reads as prose, and stands right behind the broken row or another such line.

use crate::check::desk::Desk;
use crate::check::finding::{Code, Finding};
use crate::model::broken::is_prose;
use crate::model::cells::{line_ends, line_start, split};
use crate::model::{DataFile, Place};

/// Why rows are refused that are no rows, or lack something.
pub(in crate::check) const REFUSED: [Code; 3] =
    [Code::BlankTitle, Code::BlankCell, Code::MalformedId];

/// Takes back what was said of the lines behind an open quote, and counts them as rows no more.
pub(in crate::check) fn settle(desk: &mut Desk, files: &[DataFile]) {
    if !desk.findings.iter().any(|finding| finding.code == Code::UnclosedQuote) {
        return;
    }
    let is_told = |f: &&Finding| f.code == Code::UnclosedQuote || REFUSED.contains(&f.code);
    let at = |f: &Finding| (f.place.file, f.place.record);
    let mut told: Vec<&Finding> = desk.findings.iter().filter(is_told).collect();
    told.sort_by_key(|finding| at(finding));
    let (mut behind, mut lines) = (None, Vec::new());
    for finding in told {
        if finding.code == Code::UnclosedQuote {
            behind = Some(at(finding));
        } else if behind.is_some_and(|(file, record)| {
            file == finding.place.file && follows(&files[file as usize], &finding.place, record)
        }) {
            behind = Some(at(finding));
            lines.push(at(finding));
        }
    }
    lines.dedup();
    for (file, _) in &lines {
        let tally = &mut desk.tally.files[*file as usize];
        (tally.read, tally.refused) = (tally.read - 1, tally.refused - 1);
    }
    desk.findings.retain(|finding| lines.binary_search(&at(finding)).is_err());
}

/// Whether the row at a place is a line of few cells right behind a record, blank lines aside.
fn follows(file: &DataFile, place: &Place, record: u32) -> bool {
    let start = line_start(file.text.as_bytes(), place.span.start);
    let mut cells = Vec::new();
    let line = split(&file.text, start, &mut cells);
    let is_short = line.broken.is_none() && line.lines == 1 && cells.len() < file.header.len();
    let is_prose = is_prose(file.text.as_bytes(), &cells);
    let ends = file.text[..start].trim_end_matches(['\n', '\r']).len();
    let passed = line_ends(&file.text.as_bytes()[ends..start]);
    is_short && is_prose && place.record.saturating_sub(passed) <= record
}
