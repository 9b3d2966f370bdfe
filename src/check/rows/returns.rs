//! Carriage returns that end a line where the other lines end in line feeds: editors show none of them, and
//! a program that does not quote them in a cell cuts its row.
//!
//! Invariant: only adds to what is said to be right of a row that lacks something.

use crate::check::finding::{Code, Finding};
use crate::model::DataFile;
use crate::model::cells::line_start;

/// What is said of rows that lack something, which a cut row may be.
const LACKING: [Code; 4] = [Code::BlankTitle, Code::BlankCell, Code::CutRow, Code::RowTooShort];

/// Says of rows that lack something that a carriage return stands before or behind them.
pub(crate) fn tell(findings: &mut [Finding], files: &[DataFile]) {
    for finding in findings.iter_mut().filter(|finding| LACKING.contains(&finding.code)) {
        let file = &files[finding.place.file as usize];
        if !is_by_return(file, finding.place.span.start) {
            continue;
        }
        let mut help =
            "does the carriage return (CR) that ends a line here belong to a cell? then delete it, or \
             enclose that cell in quotes"
                .to_string();
        if let Some(other) = &finding.help {
            help.push_str("; else ");
            help.push_str(other);
        }
        finding.help = Some(help);
    }
}

/// Whether the header of a file ends in a line feed, and the line at `at` begins or ends with a carriage
/// return alone.
fn is_by_return(file: &DataFile, at: usize) -> bool {
    let text = file.text.as_bytes();
    let header = &text[..file.body.offset.min(text.len())];
    if header.last() != Some(&b'\n') || at < header.len() {
        return false;
    }
    let start = line_start(text, at);
    let end = memchr::memchr2(b'\n', b'\r', &text[start..]).map(|n| start + n);
    let begins = start > 0 && text[start - 1] == b'\r';
    // What of a file is left on disk reads as NUL.
    let is_alone = |end: usize| {
        text[end] == b'\r' && text.get(end + 1).is_some_and(|next| !matches!(next, b'\n' | 0))
    };
    begins || end.is_some_and(is_alone)
}
