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

#[cfg(test)]
mod tests {
    use super::super::BadDateKind::{Ambiguous, InWords, Malformed, Separators, TwoDigitYear};
    use super::super::tests::check;

    #[test]
    fn a_mark_in_front_of_two_dates_is_of_both_or_of_the_first() {
        let years = ["1850~/1860~", "1850~/1860"];
        #[rustfmt::skip]
        let texts = [
            "circa 1850-1860", "circa 1850–1860", "circa 1850 to 1860", "c. 1850 - 1860", "um 1850-1860",
            "около 1850-1860", "vers 1850-1860", "circa 1850/1860", "ca. 1850 bis 1860",
        ];
        for text in texts {
            check(text, InWords, &years);
        }
        check("circa 1850-60", TwoDigitYear, &years);
        let days = ["2025-03-12~/2025-03-14~", "2025-03-12~/2025-03-14"];
        for text in
            ["about 12-14 March 2025", "about March 12-14, 2025", "about 12 to 14 March 2025"]
        {
            check(text, InWords, &days);
        }
        let days = ["2025-03-12?/2025-03-14?", "2025-03-12?/2025-03-14"];
        check("possibly 12-14 March 2025", InWords, &days);
        check("perhaps May-June 2025", InWords, &["2025-05?/2025-06?", "2025-05?/2025-06"]);
        check("circa 1850 or 1860", InWords, &["[1850~,1860~]", "[1850~,1860]"]);
        check("~1850–1860", Malformed, &years);
    }

    #[test]
    fn a_mark_behind_two_dates_is_of_both_or_of_the_last() {
        let years = ["1850~/1860~", "1850/1860~"];
        for text in ["1850-1860 (approx.)", "1850–1860 (approx.)", "1850 to 1860 (approx.)"] {
            check(text, InWords, &years);
        }
        for text in ["1850-1860?", "1850–1860?", "1850 - 1860?"] {
            check(text, Malformed, &["1850?/1860?", "1850/1860?"]);
        }
        check("1850-1860%", Malformed, &["1850%/1860%", "1850/1860%"]);
        check("12-14 March 2025 (approx.)", InWords, &["2025-03-12~/2025-03-14~"]);
        check("circa 2025/", InWords, &["2025~/"]);
    }

    #[test]
    fn a_mark_between_two_dates_is_of_the_one_beside_it() {
        check("May to about July 2025", InWords, &["2025-05/2025-07~"]);
        check("3 May 2025 (?) to 5 May 2025", InWords, &["2025-05-03?/2025-05-05"]);
        check("circa 1850 to circa 1860", InWords, &["1850~/1860~"]);
        check("1850~ - 1860", Malformed, &["1850~/1860"]);
    }

    #[test]
    fn a_tilde_between_two_dates_joins_them() {
        let days = ["2025-05-09/2025-05-10", "[2025-05-09..2025-05-10]"];
        for text in ["2025-05-09~2025-05-10", "2025-05-09 ~ 2025-05-10", "2025-05-09～2025-05-10"]
        {
            check(text, Malformed, &days);
        }
        check("2025/05/09~2025/05/10", Separators, &days);
        check("9~10 May 2025", InWords, &days);
        check("c. 1850~1860", InWords, &["1850~/1860~", "1850~/1860"]);
        check("2025-05-09 10:00~11:00", Malformed, &["2025-05-09T10:00/2025-05-09T11:00"]);
        for text in ["1850~ 1860", "9 May 2025 ~10:15"] {
            check(text, Malformed, &[]);
        }
    }

    #[test]
    fn marks_on_both_sides_are_kept() {
        check("c. 1850-1860?", InWords, &["1850%/1860%", "1850~/1860?"]);
        check("c. 1850–1860?", InWords, &["1850%/1860%", "1850~/1860?"]);
    }

    #[test]
    fn one_time_between_doubtful_dates_is_asked_about() {
        let years = ["[1850..1860]", "1850~/1860~", "1850~/1860"];
        check("between circa 1850 and 1860", Ambiguous, &years);
    }
}
