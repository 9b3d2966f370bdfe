//! `date:`, `from:` and `to:`: ranges of time, and whether an event lies in one.
//!
//! A range runs from the first second its start may mean to the last second its end may mean.
//! *Possibly* in it is an event whose possible time overlaps the range; *certainly* in it one
//! whose whole possible time lies within.
//!
//! A limit that is open (`2025/..`), unknown (`2025/`) or not there (`[..2025-02-07]`) reaches as
//! far as time does: such an event is possibly anywhere on that side, and certainly in a range
//! only if the range is open on that side too. The `from:` and `to:` of one query are one range. Times with a zone are compared in UTC, all others
//! as written.
//!
//! Invariant: an undated event is in no range, not even the one open on both sides.

use super::terms::Term;
use crate::check::did_you_mean;
use crate::error::Error;
use crate::model::date::{BadDate, Bound, Date, moment, words};

/// Seconds from and to which a query asks, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) from: i64,
    pub(super) to: i64,
}

impl Span {
    /// All time.
    pub(super) const ALL: Span = Span { from: i64::MIN, to: i64::MAX };

    /// Whether it lies between the limits of a date and touches neither.
    pub(super) fn is_between(self, date: &Date) -> bool {
        let (first, last) = limits(date);
        first < self.from && last > self.to
    }

    /// Whether an event of this date may have taken place within.
    pub(super) fn possibly(self, date: &Date) -> bool {
        let (first, last) = limits(date);
        first <= self.to && last >= self.from
    }

    /// Whether all the time it may have taken lies within.
    pub(super) fn certainly(self, date: &Date) -> bool {
        let (first, last) = limits(date);
        first >= self.from && last <= self.to
    }
}

/// `2025-02`, `2025-02..2025-05`, `..2025`, `2025-02-12..` or any EDTF; with the range in words.
pub(super) fn range(text: &str) -> Result<(Span, String), Error> {
    let whole = match Date::parse(text) {
        Ok(date) => {
            let (from, to) = limits(&date);
            return Ok((Span { from, to }, words(text)));
        }
        Err(bad) => bad,
    };
    // What stands in brackets is one date.
    let sides = text.split_once("..").filter(|_| !text.starts_with(['[', '{']));
    let Some((start, end)) = sides else { return Err(not_a_date(text, &whole)) };
    let (start, end) = (start.trim(), end.trim());
    let from = if start.is_empty() { NO_START } else { first(start)? };
    let to = if end.is_empty() { NO_END } else { last(end)? };
    if from.0 > to.0 {
        let message = format!("`{text}` ends before it starts; is `{end}..{start}` meant?");
        return Err(Error::Query { message });
    }
    Ok(between(from, to))
}

/// All time from a date on, as far as the query asks.
pub(super) fn from(text: &str, asked: Span) -> Result<(Span, String), Error> {
    let (own, words) = between(first(text)?, NO_END);
    Ok((Span { to: asked.to, ..own }, words))
}

/// All time up to the end of a date, from where the query asks.
pub(super) fn to(text: &str, asked: Span) -> Result<(Span, String), Error> {
    let (own, words) = between(NO_START, last(text)?);
    Ok((Span { from: asked.from, ..own }, words))
}

/// One side of a range, and what it is called; nothing where time has no end.
type End = (i64, Option<String>);

const NO_START: End = (i64::MIN, None);
const NO_END: End = (i64::MAX, None);

/// A range and its words.
fn between((from, start): End, (to, end): End) -> (Span, String) {
    let said = match (start, end) {
        (None, None) => "any date".to_string(),
        (None, Some(end)) => format!("up to {end}"),
        (Some(start), None) => format!("from {start}"),
        (Some(start), Some(end)) => format!("{start} to {end}"),
    };
    (Span { from, to }, said)
}

/// From the earliest `from:` to the latest `to:` of a query, which are to be in this order.
pub(super) fn asked(terms: &[Term]) -> Result<Span, Error> {
    let all = |name: &'static str| {
        let own = terms.iter().filter(move |term| term.field.name == name && !term.negated);
        own.map(|term| term.value.as_str())
    };
    let seconds = |name, end: fn(&str) -> Result<End, Error>| {
        all(name).map(|text| end(text).map(|end| (end.0, text))).collect::<Result<Vec<_>, _>>()
    };
    let (first, last) = (seconds("from", first)?, seconds("to", last)?);
    let (from, start) = first.into_iter().min().unwrap_or((Span::ALL.from, ""));
    let (to, end) = last.into_iter().max().unwrap_or((Span::ALL.to, ""));
    if from > to {
        let message = format!(
            "`from:{start} to:{end}` ends before it starts; is `from:{end} to:{start}` meant?"
        );
        return Err(Error::Query { message });
    }
    Ok(Span { from, to })
}

/// The start of a date.
fn first(text: &str) -> Result<End, Error> {
    let date = date(text)?;
    let (first, _) = limits(&date);
    Ok((first, (first > i64::MIN).then(|| called((text, &date), first, true))))
}

/// The end of a date.
fn last(text: &str) -> Result<End, Error> {
    let date = date(text)?;
    let (_, last) = limits(&date);
    Ok((last, (last < i64::MAX).then(|| called((text, &date), last, false))))
}

/// What one side of a date is called: of a date with two ends of its own that end, else the date.
fn called((text, date): (&str, &Date), second: i64, is_first: bool) -> String {
    match date.is_lasting() || date.is_one_time_within() {
        true => moment(second, is_first, if date.is_zoned() { " UTC" } else { "" }),
        false => words(text),
    }
}

fn date(text: &str) -> Result<Date, Error> {
    Date::parse(text).map_err(|bad| not_a_date(text, &bad))
}

/// The first and the last second a date may mean; without one, as far as time reaches.
fn limits(date: &Date) -> (i64, i64) {
    let second = |bound, without| if let Bound::At(second) = bound { second } else { without };
    (second(date.earliest_start(), i64::MIN), second(date.latest_end(), i64::MAX))
}

fn not_a_date(text: &str, bad: &BadDate) -> Error {
    let readings: Vec<&str> = bad.readings.iter().map(|r| r.edtf.as_str()).collect();
    let help = did_you_mean(&readings).unwrap_or_else(|| {
        "a date is like 2025-02-12, 2025-02 or 2025, a range like 2025-02..2025-05, ..2025 or 2025-02..".to_string()
    });
    // A query has no cell that could be left blank.
    let instead = bad.blank.map_or("", |_| "events without a date are not:date:..; ");
    Error::Query { message: format!("`{text}` is no date: {}; {instead}{help}", bad.message) }
}

#[cfg(test)]
mod tests {
    use super::{Span, from, range, to};
    use crate::model::date::Date;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn span(text: &str) -> Span {
        range(text).unwrap().0
    }

    #[test]
    fn possibly_is_overlap_and_certainly_is_within() {
        let may = span("2025-05");
        for (written, possibly, certainly) in [
            ("2025-05", true, true),
            ("2025-05-31", true, true),
            ("2025-06-01", false, false),
            ("2025-04-30", false, false),
            ("2025", true, false),
            ("2025-04/2025-05", true, false),
            ("[2025-05-02..2025-05-09]", true, true),
            ("[2025-05-02..2025-06-09]", true, false),
            ("2025-05-01T00:00", true, true),
            ("2025-05-31T23:59", true, true),
        ] {
            let found = (may.possibly(&date(written)), may.certainly(&date(written)));
            assert_eq!(found, (possibly, certainly), "{written}");
        }
    }

    #[test]
    fn a_limit_without_a_second_reaches_as_far_as_time_does() {
        let (before, after) = (span("..2025"), span("2025.."));
        for written in ["2025/..", "2025/", "[2025..]"] {
            let date = date(written);
            assert!(span("2099").possibly(&date) && !span("2024").possibly(&date), "{written}");
            assert!(after.certainly(&date) && !before.certainly(&date), "{written}");
            assert!(!span("2025..2099").certainly(&date), "{written}");
        }
        for written in ["../2025", "/2025", "[..2025]"] {
            let date = date(written);
            assert!(span("1066").possibly(&date) && !span("2026").possibly(&date), "{written}");
            assert!(before.certainly(&date) && !after.certainly(&date), "{written}");
        }
    }

    #[test]
    fn ends_of_a_range_are_inclusive() {
        let span = span("2025-02..2025-05");
        assert!(span.certainly(&date("2025-02-01")) && span.certainly(&date("2025-05-31")));
        assert!(!span.possibly(&date("2025-01-31")) && !span.possibly(&date("2025-06-01")));
        assert!(from("2025-02", Span::ALL).unwrap().0.certainly(&date("2025-02-01")));
        assert!(to("2025-02", Span::ALL).unwrap().0.certainly(&date("2025-02-28")));
    }

    #[test]
    fn any_edtf_is_a_range() {
        assert!(!range("[2024-09..2025]").unwrap_err().to_string().contains("`[2024-09`"));
        assert!(span("[..2025-02-07]").possibly(&date("2001")));
        assert!(span("2025-02-01/2025-02-03").certainly(&date("2025-02-02")));
        assert!(span("2025-21").possibly(&date("2025-04-01")), "spring");
        assert!(span("..").certainly(&date("2025")) && span("..").possibly(&date("../2025")));
    }

    #[test]
    fn ranges_in_words() {
        let said = |text| range(text).unwrap().1;
        assert_eq!(said("2025-02..2025-05"), "February 2025 to May 2025");
        assert_eq!(said("..2025"), "up to 2025");
        assert_eq!(said("2025-02-12.."), "from 12 February 2025");
        assert_eq!((said(".."), said("2025~..")), ("any date".into(), "from about 2025".into()));
    }

    #[test]
    fn of_a_date_with_two_ends_the_one_that_counts_is_said() {
        for (start, said) in [
            ("2025/", "from 1 January 2025"),
            ("2025/2026-05", "from 1 January 2025"),
            ("[2025-02..]", "from 1 February 2025"),
            ("[..2025]", "any date"),
            ("2025-02-12T10:15Z/2025-02-12T11:00Z", "from 10:15 UTC on 12 February 2025"),
        ] {
            assert_eq!(from(start, Span::ALL).unwrap().1, said, "{start}");
        }
        for (end, said) in [
            ("../2025", "up to 31 December 2025"),
            ("[..2025]", "up to 31 December 2025"),
            ("2024/2025-02", "up to 28 February 2025"),
            ("2025/", "any date"),
        ] {
            assert_eq!(to(end, Span::ALL).unwrap().1, said, "{end}");
        }
    }

    #[test]
    fn what_is_no_date_is_told_with_what_is() {
        let said = |text| range(text).unwrap_err().to_string();
        assert!(said("5/9/2025").contains("is no date"));
        assert!(said("soon").contains("a date is like"));
        assert!(said("xx").contains("not a date; events without a date are not:date:..; a date"));
        assert!(said("2025-05..2025-02").contains("is `2025-02..2025-05` meant?"));
        assert!(said("2025-13..2026").contains("`2025-13` is no date"));
    }
}
