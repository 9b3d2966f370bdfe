//! Marks of doubt: `~` for about, `?` for perhaps, `%` for both.
//!
//! Invariant: a mark that may be of two dates is of both in the first reading.

use super::phrase::Limit;
use super::vocabulary::{ABOUT, LIMITS, LIMITS_BEHIND, MARKS_BEHIND, PERHAPS, PORTIONS};

/// Whether a word in lower case says of a date beside it that it is about then, in doubt, or a limit; signs that
/// join dates do not.
pub(crate) fn is_doubt(word: &str) -> bool {
    let before = LIMITS.iter().filter(|(_, limit)| *limit != Limit::OpenStart);
    let behind = LIMITS_BEHIND.iter().filter(|(_, limit)| *limit != Limit::Since);
    let mut limits = before.chain(behind).flat_map(|(words, _)| *words);
    ABOUT.contains(&word)
        || PERHAPS.contains(&word)
        || MARKS_BEHIND.iter().any(|(mark, _)| *mark == word)
        || PORTIONS.iter().any(|(words, _)| words.contains(&word))
        || limits.any(|limit| limit.trim_start() == word)
}

/// How far a date is doubted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Doubt {
    /// It is approximate.
    pub(super) about: bool,
    /// It is uncertain.
    pub(super) perhaps: bool,
}

impl Doubt {
    pub(super) const NONE: Self = Self { about: false, perhaps: false };

    /// The mark of EDTF, or nothing.
    pub(super) fn sign(self) -> &'static str {
        match (self.about, self.perhaps) {
            (false, false) => "",
            (true, false) => "~",
            (false, true) => "?",
            (true, true) => "%",
        }
    }

    /// The doubts of both.
    pub(super) fn and(self, other: Self) -> Self {
        Self { about: self.about || other.about, perhaps: self.perhaps || other.perhaps }
    }

    /// A date with this mark; an open or unknown end of an interval takes none.
    fn on(self, date: &str) -> String {
        let takes_none = matches!(date, "" | "..");
        format!("{date}{}", if takes_none { "" } else { self.sign() })
    }
}

/// A date without the mark at its end, and that.
pub(super) fn unmarked(date: &str) -> (&str, Doubt) {
    let rest = date.trim_end_matches(['~', '?', '%']);
    let mark = &date[rest.len()..];
    let has = |sign: char| mark.contains([sign, '%']);
    (rest, Doubt { about: has('~'), perhaps: has('?') })
}

/// Where a tilde joins two dates as a dash does, and marks none of them: `3~5 May`, `2025-05 ~ 2025-06`.
pub(super) fn joint(text: &str) -> Option<usize> {
    let (before, behind) = text.split_once('~').filter(|(_, behind)| !behind.contains('~'))?;
    let is_tight =
        before.ends_with(char::is_alphanumeric) && behind.starts_with(char::is_alphanumeric);
    let is_apart = before.ends_with(' ') && behind.starts_with(' ');
    (is_tight || is_apart).then_some(before.len())
}

/// Two dates, with a mark in front of the first or behind the last: it may be of both, or of that
/// one alone.
pub(super) fn spread([start, end]: [&str; 2], [front, behind]: [Doubt; 2]) -> Vec<[String; 2]> {
    let both = front.and(behind);
    let of_both = [both.on(start), both.on(end)];
    let of_one = [front.on(start), behind.on(end)];
    let is_marked = of_one != [start, end];
    if is_marked && of_one != of_both { vec![of_both, of_one] } else { vec![of_both] }
}
