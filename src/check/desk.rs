//! What is noted while a folder is checked: findings and the account of rows.
//!
//! Invariant: for every file, read = kept + refused.

use super::finding::{Code, Finding};
use crate::model::Place;

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
}

impl Desk {
    /// Notes a finding.
    pub(super) fn put(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Notes a finding that needs no help.
    pub(super) fn note(&mut self, code: Code, place: Place, message: impl Into<String>) {
        self.put(Finding::new(code, place, message));
    }

    /// Counts a row with content.
    pub(super) fn read(&mut self, file: u32) {
        self.tally.files[file as usize].read += 1;
    }

    /// Counts a row that does not enter the dataset.
    pub(super) fn refuse(&mut self, file: u32) {
        self.tally.files[file as usize].refused += 1;
    }
}
