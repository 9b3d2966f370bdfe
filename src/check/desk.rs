//! What is noted while a folder is checked: findings and the account of rows.
//!
//! Invariant: for every file, read = kept + refused.

use crate::check::finding::{Code, Finding};
use crate::check::names::suggest::{Unknown, hidden};
use crate::model::{Place, Position, Table};

/// Rows of one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileTally {
    /// Rows with content, the header left out.
    pub read: u64,
    /// Rows that are not in the dataset.
    pub refused: u64,
}

impl FileTally {
    /// Rows that are in the dataset.
    pub fn kept(self) -> u64 {
        self.read - self.refused
    }
}

/// The account of a folder; totals count rows read, refused ones included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// By file, in the order of the folder.
    pub files: Vec<FileTally>,
    /// Actors; without that table, distinct strings that name one, those of refused rows too.
    pub actors: u64,
    /// Sources, likewise.
    pub sources: u64,
    /// Items of the `actors` column.
    pub participations: u64,
    /// Items of the `sources` column of events.
    pub citations: u64,
}

/// Where findings and counts are put down.
#[derive(Debug, Default)]
pub(super) struct Desk {
    /// All findings, in any order.
    pub(super) findings: Vec<Finding>,
    /// The account.
    pub(super) tally: Tally,
    /// References that mean nothing, for suggestions at the end.
    pub(super) unknown: Vec<Unknown>,
    /// Rows of the file at hand.
    pub(super) here: FileTally,
    /// Lines that findings are about, of files that are left on disk: the file, the offset, the text.
    pub(super) lines: Vec<(u32, usize, String)>,
}

impl Desk {
    /// Notes a finding.
    pub(super) fn put(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Notes a finding on a reference that means nothing in `table`; its help is for the case that
    /// nothing is near it.
    pub(super) fn unknown(&mut self, finding: Finding, (table, text): (Table, &str)) {
        let (number, hidden) = (self.findings.len(), hidden(text));
        let text = text.to_string();
        self.unknown.push(Unknown { finding: number, table, text, is_part: false });
        self.put(match hidden {
            Some(hidden) => finding.help(hidden),
            None => finding,
        });
    }

    /// The reference of the last finding may be a part of its text, whose near names are as good.
    pub(super) fn or_part(&mut self, (table, text): (Table, &str)) {
        let finding = self.findings.len().saturating_sub(1);
        self.unknown.push(Unknown { finding, table, text: text.to_string(), is_part: true });
    }

    /// Notes a finding that needs no help.
    pub(super) fn note(&mut self, code: Code, place: Place, message: impl Into<String>) {
        self.put(Finding::new(code, place, message));
    }

    /// Keeps the lines of `text` that the findings so far are about.
    pub(super) fn keep_lines(&mut self, (number, text): (u32, &str)) {
        let bytes = text.as_bytes();
        let end = |at: usize| memchr::memchr2(b'\n', b'\r', &bytes[at..]).map(|n| at + n + 1);
        let start = |at: usize| memchr::memrchr2(b'\n', b'\r', &bytes[..at]).unwrap_or(0);
        let mut ranges: Vec<(usize, usize)> = (self.findings.iter())
            .filter(|finding| finding.place.file == number)
            .map(|finding| &finding.place.span)
            .map(|span| (start(span.start), end(span.end).unwrap_or(bytes.len())))
            .collect();
        ranges.sort_unstable();
        for range in ranges.chunk_by(|a, b| b.0 < a.1) {
            let end = range.iter().map(|range| range.1).max().unwrap_or(0);
            self.lines.push((number, range[0].0, text[range[0].0..end].to_string()));
        }
    }

    /// Counts a row that does not enter the dataset, of a file that was read before.
    pub(super) fn refuse(&mut self, file: u32) {
        self.tally.files[file as usize].refused += 1;
    }

    /// A desk for the same files with nothing on it.
    pub(super) fn another(&self) -> Desk {
        let files = vec![FileTally::default(); self.tally.files.len()];
        Desk { tally: Tally { files, ..Tally::default() }, ..Desk::default() }
    }

    /// Takes over what was noted on another one.
    pub(super) fn join(&mut self, other: Desk) {
        for (tally, added) in self.tally.files.iter_mut().zip(&other.tally.files) {
            tally.read += added.read;
            tally.refused += added.refused;
        }
        self.tally.participations += other.tally.participations;
        self.tally.citations += other.tally.citations;
        let before = self.findings.len();
        self.unknown.extend(other.unknown.into_iter().map(|mut unknown| {
            unknown.finding += before;
            unknown
        }));
        self.findings.extend(other.findings);
        self.lines.extend(other.lines);
    }

    /// Takes over what was noted for a part of a file that starts at `start`.
    pub(super) fn absorb(&mut self, mut part: Desk, file: usize, start: Position) {
        let tally = &mut self.tally.files[file];
        tally.read += part.here.read;
        tally.refused += part.here.refused;
        let places = part.findings.iter_mut().flat_map(|finding| {
            let related = finding.related.iter_mut().map(|(place, _)| place);
            std::iter::once(&mut finding.place).chain(related)
        });
        // What is told of another file stands where it does.
        for place in places.filter(|place| place.file as usize == file) {
            place.line += start.line;
            place.record += start.record;
            place.span.start += start.offset;
            place.span.end += start.offset;
        }
        part.lines.iter_mut().for_each(|(_, at, _)| *at += start.offset);
        self.join(part);
    }
}
