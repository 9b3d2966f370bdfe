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

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;
    use super::BadDateKind::{Ambiguous, InWords, Malformed};

    #[test]
    fn two_days_as_far_apart_as_the_calendars_may_be_one() {
        for (text, start, end) in [
            ("1/14 January 1918", "1918-01-01", "1918-01-14"),
            ("January 1/14, 1918", "1918-01-01", "1918-01-14"),
            ("25 October/7 November 1917", "1917-10-25", "1917-11-07"),
            ("27 февраля/12 марта 1917 г.", "1917-02-27", "1917-03-12"),
            ("9/21 May 1850", "1850-05-09", "1850-05-21"),
            ("10/23 mars 1905", "1905-03-10", "1905-03-23"),
            ("24 февраля/8 марта 1900", "1900-02-24", "1900-03-08"),
            ("5/15 May 1650", "1650-05-05", "1650-05-15"),
            ("25.10/7.11.1917", "1917-10-25", "1917-11-07"),
            ("1/14.01.1918", "1918-01-01", "1918-01-14"),
            ("25 декабря 1899/6 января 1900", "1899-12-25", "1900-01-06"),
        ] {
            let two = [format!("{start}/{end}"), format!("[{start}..{end}]")];
            let bad = check(text, Ambiguous, &[end, &two[0], &two[1]]);
            assert!(bad.message.contains("old and the new style"), "{}", bad.message);
        }
        let days = ["1918-01-14~", "1918-01-01~/1918-01-14~", "1918-01-01~/1918-01-14"];
        check("c. 1/14 January 1918", Ambiguous, &days);
        let days = ["1917-01-01", "1916-12-19/1917-01-01", "1917-12-19/1918-01-01"];
        check("19 December/1 January 1917", Ambiguous, &days);
    }

    #[test]
    fn a_day_in_brackets_is_the_same_in_the_other_style() {
        for (text, day) in [
            ("25 октября (7 ноября) 1917 г.", "1917-11-07"),
            ("7 ноября (25 октября) 1917", "1917-11-07"),
            ("25 October (7 November) 1917", "1917-11-07"),
            ("25 October 1917 (7 November 1917)", "1917-11-07"),
            ("25 October 1917 [7 November]", "1917-11-07"),
            ("1 (14) января 1918 г.", "1918-01-14"),
            ("14 (1) January 1918", "1918-01-14"),
            ("12 (24) мая 1850", "1850-05-24"),
        ] {
            check(text, Ambiguous, &[day]);
        }
        for text in [
            "25 October 1917 (25 October 1917)",
            "25 October (8 November) 1917",
            "25 October (7 November) 2017",
        ] {
            check(text, Malformed, &[]);
        }
    }

    #[test]
    fn other_days_and_those_with_a_dash_are_two() {
        for (text, start, end) in [
            ("1-14 January 1918", "1918-01-01", "1918-01-14"),
            ("1/13 January 1918", "1918-01-01", "1918-01-13"),
            ("1/14 January 2018", "2018-01-01", "2018-01-14"),
            ("9/22 May 1850", "1850-05-09", "1850-05-22"),
            ("25 October - 7 November 1917", "1917-10-25", "1917-11-07"),
        ] {
            check(text, InWords, &[&format!("{start}/{end}"), &format!("[{start}..{end}]")]);
        }
    }
}
