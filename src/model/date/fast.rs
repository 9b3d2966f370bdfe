//! The dates that most cells hold, read byte by byte in a few nanoseconds: `YYYY`, `YYYY-MM`,
//! `YYYY-MM-DD`, each with an optional `~ ? %`, `YYYY-MM-DDThh:mm[:ss][Z]`, and `A/B` of these.
//!
//! Invariant: whatever this reads, `full` reads in the same way; whatever it does not know it
//! leaves to `full`, so it never refuses a date.

use crate::model::date::calendar::{DAY, day_number, days_of_month};
use crate::model::date::{APPROXIMATE, Date, Packed, TIME, UNCERTAIN, ZONED};
use crate::model::digits;

/// First and last second, and flags.
type Part = (i64, i64, u8);

/// The date, where it has one of the common shapes.
pub(super) fn date(bytes: &[u8]) -> Option<Date> {
    if let Ok(bytes) = bytes.try_into() {
        return plain_day(bytes);
    }
    let (start, rest) = part(bytes)?;
    if rest.is_empty() {
        return Some(Date::point(start.0, start.1, start.2));
    }
    let (end, rest) = part(rest.strip_prefix(b"/")?)?;
    let alike = (start.2 ^ end.2) & (TIME | ZONED) == 0;
    if !rest.is_empty() || !alike {
        return None;
    }
    let packed = |part: Part| (Packed::at(part.0), Packed::at(part.1));
    Date::lasting(packed(start), packed(end), start.2 | end.2)
}

/// `YYYY-MM-DD` and nothing else, as most dates are.
fn plain_day(bytes: &[u8; 10]) -> Option<Date> {
    let (head, tail) = bytes.split_first_chunk()?;
    let head = u64::from_le_bytes(*head);
    let hyphens = u64::from_le_bytes(*b"\0\0\0\0-\0\0-");
    if head & u64::from_le_bytes([0, 0, 0, 0, 255, 0, 0, 255]) != hyphens {
        return None;
    }
    let to_zeros = u64::from_le_bytes([0, 0, 0, 0, b'-' ^ b'0', 0, 0, b'-' ^ b'0']);
    let number = digits::eight(head ^ to_zeros)? / 10; // YYYY0MM
    let (year, month) = (i64::from(number / 1000), (number % 1000) as u8);
    let (tens, ones) = (tail[0].wrapping_sub(b'0'), tail[1].wrapping_sub(b'0'));
    let day = tens.wrapping_mul(10).wrapping_add(ones);
    let is_day = tens <= 3 && ones <= 9 && (1..=days_of_month(year, month)).contains(&day);
    let first = day_number(year, month, day) * DAY;
    is_day.then(|| Date::point(first, first + DAY - 1, 0))
}

/// One date at the start of the bytes, and what follows it.
fn part(bytes: &[u8]) -> Option<(Part, &[u8])> {
    let (high, rest) = two(bytes)?;
    let (low, rest) = two(rest)?;
    let year = i64::from(high) * 100 + i64::from(low);
    let Some((month, rest)) = field(rest) else {
        return Some(qualified(days(year, (1, 1), (12, 31)), rest));
    };
    if !(1..=12).contains(&month) {
        return None;
    }
    let length = days_of_month(year, month);
    let Some((day, rest)) = field(rest) else {
        return Some(qualified(days(year, (month, 1), (month, length)), rest));
    };
    if !(1..=length).contains(&day) {
        return None;
    }
    match rest.strip_prefix(b"T") {
        Some(rest) => time(day_number(year, month, day) * DAY, rest),
        None => Some(qualified(days(year, (month, day), (month, day)), rest)),
    }
}

/// Two digits.
pub(super) fn two(bytes: &[u8]) -> Option<(u8, &[u8])> {
    match bytes {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9', rest @ ..] => {
            Some(((tens - b'0') * 10 + (ones - b'0'), rest))
        }
        _ => None,
    }
}

/// A hyphen and two digits.
fn field(bytes: &[u8]) -> Option<(u8, &[u8])> {
    two(bytes.strip_prefix(b"-")?)
}

/// The first second of one day and the last of another of the same year.
fn days(year: i64, first: (u8, u8), last: (u8, u8)) -> (i64, i64) {
    let first_day = day_number(year, first.0, first.1);
    let last_day = if first == last { first_day } else { day_number(year, last.0, last.1) };
    (first_day * DAY, last_day * DAY + DAY - 1)
}

/// The qualifier that may follow.
fn qualified((first, last): (i64, i64), rest: &[u8]) -> (Part, &[u8]) {
    let (flags, rest) = match rest {
        [b'~', rest @ ..] => (APPROXIMATE, rest),
        [b'?', rest @ ..] => (UNCERTAIN, rest),
        [b'%', rest @ ..] => (APPROXIMATE | UNCERTAIN, rest),
        rest => (0, rest),
    };
    ((first, last, flags), rest)
}

/// `hh:mm` or `hh:mm:ss`, and `Z` or nothing; seconds from 60 on are left to `full`.
fn time(midnight: i64, bytes: &[u8]) -> Option<(Part, &[u8])> {
    let (hour, rest) = two(bytes)?;
    let (minute, rest) = two(rest.strip_prefix(b":")?)?;
    let (second, rest) = match rest.strip_prefix(b":") {
        Some(rest) => two(rest).map(|(second, rest)| (Some(second), rest))?,
        None => (None, rest),
    };
    if hour > 23 || minute > 59 || second.is_some_and(|second| second > 59) {
        return None;
    }
    let first = midnight + i64::from(hour) * 3600 + i64::from(minute) * 60;
    let (first, last) = match second {
        Some(second) => (first + i64::from(second), first + i64::from(second)),
        None => (first, first + 59),
    };
    match rest.strip_prefix(b"Z") {
        Some(rest) => Some(((first, last, TIME | ZONED), rest)),
        None => Some(((first, last, TIME), rest)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::date::full;

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 5_000, failure_persistence: None, ..ProptestConfig::default()
        })]

        #[test]
        fn equals_the_full_path(
            text in "[0-9]{4}(-[0-3][0-9](-[0-3][0-9](T[0-2][0-9]:[0-6][0-9](:[0-6][0-9])?Z?)?)?)?[~?%]?(/[0-9]{4}(-[0-1][0-9](-[0-3][0-9](T[0-2][0-9]:[0-6][0-9](:[0-6][0-9])?Z?)?)?)?[~?%]?)?"
        ) {
            if let Some(date) = date(text.as_bytes()) {
                prop_assert_eq!(Some(date), full::date(&text).ok());
            }
        }

        #[test]
        fn reads_every_valid_common_date(
            year in 0i64..=9999, month in 1u8..=12, day in 1u8..=31, mark in "[~?%]?"
        ) {
            for text in [
                format!("{year:04}{mark}"),
                format!("{year:04}-{month:02}{mark}"),
                format!("{year:04}-{month:02}-{day:02}{mark}"),
                format!("{year:04}-{month:02}-{day:02}T10:15Z/{year:04}-{month:02}-{day:02}T10:15:59Z"),
            ] {
                prop_assert_eq!(date(text.as_bytes()), full::date(&text).ok());
            }
        }
    }
}
