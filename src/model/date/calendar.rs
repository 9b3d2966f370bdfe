//! Days to years, months and days, and back, for any year; the names of months.
//!
//! Days are counted from 1970-01-01 in the proleptic Gregorian calendar, years are astronomical
//! (0 is 1 BCE). The arithmetic is Howard Hinnant's; tests compare it with chrono day by day.
//!
//! Invariant: total; no year and no day number overflows, those too far away count as the farthest.

use chrono::{Datelike, NaiveDate, Weekday};

/// Seconds of a day.
pub(super) const DAY: i64 = 86_400;

/// No second lies farther from 1970 than this; the values beyond mark bounds without a second.
pub(super) const FARTHEST: i64 = i64::MAX - 3;

/// Years farther away count as this one; its days still fit an `i64`.
const FARTHEST_YEAR: i64 = 25_000_000_000_000_000;

/// From the first of March of the year 0, where the arithmetic starts, to 1970-01-01.
const TO_1970: i64 = 719_468;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The day number of a calendar day, counted from 1970-01-01; month and day from 1.
#[inline]
pub fn day_number(year: i64, month: u8, day: u8) -> i64 {
    let (month, day) = (i64::from(month), i64::from(day));
    let year = year.clamp(-FARTHEST_YEAR, FARTHEST_YEAR) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - TO_1970
}

/// The calendar parts of a day number: astronomical year, month and day from 1.
pub fn civil(day: i64) -> (i64, u8, u8) {
    let day = day.saturating_add(TO_1970);
    let era = day.div_euclid(146_097);
    let day_of_era = day.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month as u8, day as u8)
}

/// Whether a day is the farthest there is, so that it stands for all that lies farther: years in the
/// past (`true`) or in the future.
pub fn beyond_count(day: i64) -> Option<bool> {
    let (first, last) = ((-FARTHEST).div_euclid(DAY), FARTHEST.div_euclid(DAY));
    (day <= first || day >= last).then_some(day < 0)
}

/// The English name of a month, from 1; an empty text for no month.
pub fn month_name(month: u8) -> &'static str {
    usize::from(month).checked_sub(1).and_then(|index| MONTHS.get(index)).copied().unwrap_or("")
}

/// An astronomical year as people write it: `2025`, `79 CE`, `44 BCE`.
///
/// Years of fewer than four digits say `CE`, lest 79 be read as 1979.
pub fn year_heading(year: i64) -> String {
    match year {
        ..=0 => format!("{} BCE", year.unsigned_abs() + 1),
        1..=999 => format!("{year} CE"),
        _ => year.to_string(),
    }
}

/// A limit in words: the day alone where the second is the first of it, or the last (`is_first`
/// false), as limits of days are; else with the time of day and its zone.
pub fn moment(second: i64, is_first: bool, zone: &str) -> String {
    let (year, month, day) = civil(second.div_euclid(DAY));
    let day = format!("{day} {} {}", month_name(month), year_heading(year));
    let of_day = second.rem_euclid(DAY);
    if of_day == if is_first { 0 } else { DAY - 1 } { day } else { minute(second, zone) }
}

/// A minute in words, with its zone: `10:15 on 12 February 2025`, `10:15 UTC on 12 February 2025`.
pub fn minute(second: i64, zone: &str) -> String {
    let (year, month, day) = civil(second.div_euclid(DAY));
    let of_day = second.rem_euclid(DAY);
    let (hour, minute) = (of_day / 3600, of_day / 60 % 60);
    format!("{hour:02}:{minute:02}{zone} on {day} {} {}", month_name(month), year_heading(year))
}

/// A day in ISO form: `2025-02-12`, `-0043-03-15`; the year alone in EDTF's `Y` form beyond four digits.
pub fn iso_day(day: i64) -> String {
    let (year, month, day) = civil(day);
    match year {
        0..=9999 => format!("{year:04}-{month:02}-{day:02}"),
        -9999..0 => format!("-{:04}-{month:02}-{day:02}", -year),
        _ => format!("Y{year}"),
    }
}

/// Whether the year has a 29 February.
pub(super) fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The number of days of a month, from 1; 0 for no month.
pub(super) fn days_of_month(year: i64, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u8::from(is_leap(year)),
        _ => 0,
    }
}

/// A year of two digits in the likelier century, as spreadsheets read it: 30 to 99 are of the last one.
pub fn full_year(short: i64) -> i64 {
    if short < 30 { 2000 + short } else { 1900 + short }
}

/// The first second of a day.
pub(super) fn day_start(year: i64, month: u8, day: u8) -> i64 {
    day_number(year, month, day).saturating_mul(DAY)
}

/// The last second of a day.
pub(super) fn day_end(year: i64, month: u8, day: u8) -> i64 {
    match day_start(year, month, day) {
        i64::MIN => i64::MIN, // farther than seconds count, and so is its end
        start => start.saturating_add(DAY - 1),
    }
}

/// The English name of the weekday of a day.
pub(super) fn weekday_name(date: NaiveDate) -> &'static str {
    match date.weekday() {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_calendar_equals_chrono() {
        let epoch = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
        for number in (-2_000_000..2_000_000).step_by(97).chain(-800_000..-700_000) {
            let day = epoch + chrono::TimeDelta::days(number);
            let parts = (i64::from(day.year()), day.month() as u8, day.day() as u8);
            assert_eq!(civil(number), parts);
            assert_eq!(day_number(parts.0, parts.1, parts.2), number);
        }
    }

    #[test]
    fn months_have_the_days_chrono_gives_them() {
        for year in [-401, -400, -100, -4, 0, 1, 1900, 1996, 2000, 2023, 2025] {
            for month in 1..=12 {
                let last = days_of_month(year, month);
                let day = |day: u8| {
                    NaiveDate::from_ymd_opt(year as i32, month.into(), day.into()).is_some()
                };
                assert!(day(last) && !day(last + 1));
            }
        }
    }

    #[test]
    fn far_days_do_not_overflow() {
        for day in [i64::MIN, i64::MIN + 1, i64::MAX - 1, i64::MAX] {
            let (year, month, day) = civil(day);
            assert!((1..=12).contains(&month) && (1..=31).contains(&day));
            day_number(year, month, day);
        }
        assert_eq!(day_number(i64::MAX, 12, 31), day_number(FARTHEST_YEAR, 12, 31));
        assert!(day_number(i64::MIN, 1, 1) < day_number(i64::MAX, 1, 1));
    }

    #[test]
    fn the_farthest_day_stands_for_all_beyond() {
        let far = FARTHEST / DAY;
        assert_eq!([far - 1, 0, 1 - far].map(beyond_count), [None; 3]);
        assert_eq!([far, -far - 1].map(beyond_count), [Some(false), Some(true)]);
    }

    #[test]
    fn years_are_written_as_people_write_them() {
        assert_eq!(year_heading(2025), "2025");
        assert_eq!(year_heading(79), "79 CE");
        assert_eq!(year_heading(0), "1 BCE");
        assert_eq!(year_heading(-43), "44 BCE");
        assert_eq!(year_heading(i64::MIN), "9223372036854775809 BCE");
    }

    #[test]
    fn iso_days_of_far_years_keep_the_year_only() {
        assert_eq!(iso_day(day_number(2025, 2, 12)), "2025-02-12");
        assert_eq!(iso_day(day_number(-43, 3, 15)), "-0043-03-15");
        assert_eq!(iso_day(day_number(12_025, 3, 15)), "Y12025");
        assert_eq!(iso_day(day_number(-12_025, 3, 15)), "Y-12025");
    }
}
