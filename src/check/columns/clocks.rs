//! Times of a clock beside a date that has a time of its own.
//!
//! Invariant: a time is the same in the zone of the date and in UTC; one in a zone that is not known says
//! nothing else.

use crate::model::date::{Bound, Date, at_time};

/// Whether a time of a clock says what a date does not, or contradicts its time.
pub(in crate::check) fn is_new(date: &str, clock: &str) -> bool {
    let Some(written) = with_time(date) else {
        return !date.contains(':');
    };
    let day = written.split('T').next().unwrap_or_default();
    let mut said = at_time(day, clock).into_iter().filter(|edtf| edtf.contains('T')).peekable();
    said.peek().is_some() && !said.any(|said| is_same(&written, &said))
}

/// The time of a date with a zone, in UTC, and a time of a clock without one, in minutes of the day.
pub(in crate::check) fn with_and_without_zone(date: &str, clock: &str) -> Option<(i64, i64)> {
    let written = with_time(date)?;
    let day = written.split('T').next()?;
    let said = at_time(day, clock).into_iter().find(|edtf| edtf.contains('T'))?;
    let ((in_utc, is_zoned), (said, has_zone)) = minute(&written).zip(minute(&said))?;
    (is_zoned && !has_zone).then_some((in_utc, said))
}

/// A date with a time, as EDTF.
fn with_time(date: &str) -> Option<String> {
    let written = match Date::parse(date) {
        Ok(_) => Some(date.to_string()),
        Err(bad) => bad.readings.into_iter().map(|r| r.edtf).find(|edtf| edtf.contains('T')),
    };
    written.filter(|edtf| edtf.contains('T'))
}

/// Whether a time is the one of a date, whatever its day.
fn is_same(written: &str, said: &str) -> bool {
    let (Some((own, zoned)), Some((other, has_zone))) = (minute(written), minute(said)) else {
        return false;
    };
    let of_clock = || written.get(.."2025-05-10T10:30".len()).and_then(minute);
    match (zoned, has_zone) {
        (_, false) => own == other || of_clock().is_some_and(|(own, _)| own == other),
        (true, true) => own == other,
        (false, true) => true, // what it says is not known
    }
}

/// The minute of its day at which a date begins, in UTC where it has a zone, and whether it has.
fn minute(edtf: &str) -> Option<(i64, bool)> {
    let date = Date::parse(edtf).ok()?;
    let Bound::At(second) = date.earliest_start() else { return None };
    Some((second.div_euclid(60).rem_euclid(24 * 60), date.is_zoned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_new_unless_the_date_has_it() {
        for (date, clock) in [
            ("2024-03-04T20:00", "8:00PM"),
            ("2024-03-04T20:00:00Z", "20:00"),
            ("2024-03-04T00:30", "12:30 a.m."),
            ("3/4/2024 8:30 PM", "20:30:00"),
            ("2024-03-04T08:30+03:00", "05:30"),
            ("2024-03-04T08:30+03:00", "08:30"),
            ("2024-03-04T22:00-05:00", "03:00"),
            ("2025-05-10T08:30Z", "10:30+02:00"),
            ("2025-05-10T10:30+02:00", "8:30 UTC"),
            ("2025-05-10T10:00Z", "13:00 MSK"),
            ("2012-05-10T10:00Z", "14:00 MSK"),
            ("2025-07-10T10:00Z", "12:00 CET"), // written all year
            ("2025-05-10T10:00Z", "13:00 BST"), // what it says is not known
            ("2025-05-10T10:00", "13:00+03:00"),
            ("2025-05-10T10:30Z", "10:30-11:30"),
        ] {
            assert!(!is_new(date, clock), "{date} {clock}");
        }
        for (date, clock) in [
            ("2024-03-04", "8:00PM"),
            ("1842-12-07T05:00:00Z", "8:00PM"),
            ("2024-03-04T00:00:00Z", "20:00"),
            ("3/4/2024 8:30 PM", "8:30"),
            ("2025-05-10T08:30Z", "08:30+02:00"),
            ("2024-03-04T20:00", "19:00 Uhr"),
            ("2024-03-04T20:00", "19:00 hrs"),
            ("2024-03-04T20:00", "7:00 p.m"),
            ("2024-03-04T20:00Z", "19:00:00.5"),
            ("2025-05-10T10:00Z", "14:00 MSK"),
            ("2025-05-10T10:00Z", "14:00+0300"),
            ("2025-05-10 10:00 UTC", "14:00 (UTC+3)"),
        ] {
            assert!(is_new(date, clock), "{date} {clock}");
        }
    }
}
