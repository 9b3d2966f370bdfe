//! One day in the old style and the new, of the Julian calendar and ours: `1/14 January 1918`,
//! `25 October (7 November) 1917`.
//!
//! Invariant: two days are of the two calendars only where they lie as far apart as these did then.

use super::{Flaw, joined};
use crate::model::date::bad::doubt::unmarked;
use crate::model::date::bad::{BadDateKind, Guess};
use crate::model::date::calendar::day_number;

/// The years in which both calendars were in use.
const BOTH_IN_USE: std::ops::RangeInclusive<i64> = 1582..=1923;

/// Two days with a stroke between them: the day in our calendar first, where they may be one.
pub(super) fn or_one_day(guess: Guess) -> Guess {
    let Some(day) = guess.edtf.iter().find_map(|edtf| new_style(edtf)) else { return guess };
    let says = "may be one day in the old and the new style, or two days";
    let edtf = [day].into_iter().chain(guess.edtf).collect();
    Guess::new(BadDateKind::Ambiguous, says, edtf)
}

/// `25 October (7 November) 1917`, `14 (1) January 1918`: a day, and in brackets the same in the other
/// style.
pub(super) fn bracketed(text: &str) -> Option<Guess> {
    let (first, rest) = text.split_once(['(', '['])?;
    let (second, rest) = rest.split_once([')', ']'])?;
    let (first, second) = (first.trim(), second.trim());
    [[first, second], [second, first]].into_iter().find_map(|[old, new]| {
        let guess = joined(&format!("{old}/{new}{rest}"), Flaw::None)?;
        let day = guess.edtf.iter().find_map(|edtf| new_style(edtf))?;
        let says = "names one day in the old and the new style";
        Some(Guess::new(BadDateKind::Ambiguous, says, vec![day]))
    })
}

/// The second day, where the first is as far before it as the Julian calendar was behind.
fn new_style(edtf: &str) -> Option<String> {
    let (start, end) = edtf.split_once('/')?;
    let (old, new) = (day(unmarked(start).0)?, day(unmarked(end).0)?);
    let is_apart = day_number(new.0, new.1, new.2) - day_number(old.0, old.1, old.2) == behind(old);
    (is_apart && BOTH_IN_USE.contains(&old.0)).then(|| end.to_owned())
}

/// Year, month and day of `1917-10-25`.
fn day(date: &str) -> Option<(i64, u8, u8)> {
    let mut parts = date.split('-');
    let day =
        (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    parts.next().is_none().then_some(day)
}

/// How many days the Julian calendar is behind on a day of its own.
fn behind((year, month, _): (i64, u8, u8)) -> i64 {
    let century = (year - i64::from(month <= 2)) / 100;
    century - century / 4 - 2
}
