//! Words of a table that is closed: kinds, statuses, relations.
//!
//! Invariant: a word that is in doubt is not said to be meant for another.

use crate::check::finding::{Finding, Remedy};
use crate::check::names::near::{did_you_mean, near};

/// The finding on a word that is none of the known ones, with help. One with a question mark says that it is
/// in doubt.
pub(in crate::check) fn unlike(finding: Finding, word: &str, known: &[&str]) -> Finding {
    let meant = did_you_mean(&near(word, known.iter().copied()));
    match meant.filter(|_| !word.contains('?')) {
        Some(meant) => finding.help(meant),
        None => finding.remedy(Remedy::NameKnown, format!("known are `{}`", known.join("`, `"))),
    }
}
