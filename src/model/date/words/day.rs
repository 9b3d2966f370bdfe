//! One date in words, without its marks: days, months, years, seasons, and what `X` leaves open.
//!
//! Invariant: what is named is exactly what the written digits allow.

use edtf_core::{Date, DateField, Year, YearKind};

use super::{day_of, joined, month_of};
use crate::model::date::calendar::{DAY, civil, days_of_month, is_leap, month_name, year_heading};
use crate::model::date::full::span;

/// The date in words: `12 February 2025`, `some day of April 1985`.
pub(super) fn words(date: &Date) -> String {
    let Some(month) = date.month else { return year(date) };
    if let Some(season) = month.value().and_then(season) {
        return in_year(&season, date);
    }
    let months = months(date, month);
    match date.day {
        None => within_months(&months, date),
        Some(day) => within_days(day, &months, date),
    }
}

/// What stands in the place of the month beyond 12: a name, and what follows the year.
struct Season {
    name: &'static str,
    of: bool,
    note: &'static str,
}

/// The seasons and parts of a year that EDTF numbers from 21 to 41.
fn season(code: u8) -> Option<Season> {
    const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];
    const PARTS: [&str; 9] = [
        "first quarter",
        "second quarter",
        "third quarter",
        "fourth quarter",
        "first quadrimester",
        "second quadrimester",
        "third quadrimester",
        "first half",
        "second half",
    ];
    let note = match code {
        25..=28 => " (northern hemisphere)",
        29..=32 => " (southern hemisphere)",
        _ => "",
    };
    let (name, of) = match code {
        21..=32 => (SEASONS[usize::from(code - 21) % 4], false),
        33..=41 => (PARTS[usize::from(code - 33)], true),
        _ => return None,
    };
    Some(Season { name, of, note })
}

fn in_year(season: &Season, date: &Date) -> String {
    let of = if season.of || date.year.has_unspecified() { "of " } else { "" };
    format!("{} {of}{}{}", season.name, year(date), season.note)
}

/// The year alone, as far as its digits go.
pub(super) fn year(date: &Date) -> String {
    let written = &date.year;
    if written.has_unspecified() {
        return some_year(date);
    }
    let plain = plain_year(written);
    let (first, last) = years(date);
    match written.significant_digits {
        Some(1) if written.value().is_none() => format!("{plain} (1 significant digit)"),
        Some(digits) if written.value().is_none() => {
            format!("{plain} ({digits} significant digits)")
        }
        Some(_) if first != last => {
            let range = format!("{} to {}", year_heading(first), year_heading(last));
            format!("some year from {range} (written {})", year_number(written))
        }
        _ => plain,
    }
}

/// `2025`, `44 BCE`, `the year 170000002`.
fn plain_year(year: &Year) -> String {
    let is_long = !matches!(year.kind, YearKind::Standard { .. });
    if is_long { format!("the year {}", year_number(year)) } else { year_number(year) }
}

fn year_number(year: &Year) -> String {
    match (year.value(), year.kind) {
        (Some(value), _) => year_heading(value),
        (None, YearKind::Exponential { significand, exponent }) => {
            format!("{significand}E{exponent}")
        }
        (None, _) => String::new(),
    }
}

/// The first and last year a date may lie in.
fn years(date: &Date) -> (i64, i64) {
    let alone = Date { month: None, day: None, ..*date };
    let (first, last) = span(&alone);
    let year = |second: i64| civil(second.div_euclid(DAY)).0;
    (year(first), year(last))
}

/// A year with unknown digits: a decade, a range, any year, or the written pattern.
fn some_year(date: &Date) -> String {
    let YearKind::Standard { digits, .. } = date.year.kind else { return String::new() };
    let (first, last) = years(date);
    match digits {
        [None, None, None, None] => "an unknown year".to_owned(),
        [Some(_), Some(_), Some(tens), None]
            if tens != 0 && date.month.is_none() && first >= 1000 =>
        {
            format!("the {first}s")
        }
        _ if digits.is_sorted_by_key(Option::is_none) => {
            format!("some year from {} to {}", year_heading(first), year_heading(last))
        }
        _ => {
            let digit = |digit: Option<u8>| digit.map_or('X', |digit| char::from(b'0' + digit));
            let pattern: String = digits.into_iter().map(digit).collect();
            format!("some year of the form {pattern}")
        }
    }
}

/// Whether a number fits the two digits of a field.
fn fits(field: DateField, number: u8) -> bool {
    field.digits[0].is_none_or(|digit| digit == number / 10)
        && field.digits[1].is_none_or(|digit| digit == number % 10)
}

/// The months a date may lie in, given its day.
fn months(date: &Date, month: DateField) -> Vec<u8> {
    let has_day = |month: u8| date.day.is_none_or(|day| !days(date, month, day).is_empty());
    (1..=12).filter(|number| fits(month, *number) && has_day(*number)).collect()
}

/// The days of one month a date may be.
fn days(date: &Date, month: u8, day: DateField) -> Vec<u8> {
    let last =
        if month == 2 { 28 + u8::from(may_be_leap(&date.year)) } else { days_of_month(1, month) };
    (1..=last).filter(|number| fits(day, *number)).collect()
}

/// Whether some year of these digits has a 29 February.
fn may_be_leap(year: &Year) -> bool {
    match (year.value(), year.kind) {
        (Some(value), _) => is_leap(value),
        (None, YearKind::Standard { digits, .. }) => {
            let [high, low] = [[digits[0], digits[1]], [digits[2], digits[3]]]
                .map(|digits| DateField { digits, qualifier: year.qualifier });
            (0..=99).any(|century| {
                fits(high, century)
                    && (0..=99).any(|rest| {
                        fits(low, rest) && is_leap(i64::from(century) * 100 + i64::from(rest))
                    })
            })
        }
        _ => true,
    }
}

/// ` 2025`, ` of some year from 1560 to 1569`.
fn of_year(date: &Date) -> String {
    let year = year(date);
    if date.year.has_unspecified() { format!(" of {year}") } else { format!(" {year}") }
}

/// A month, one of a few, or some month, with the year.
fn within_months(months: &[u8], date: &Date) -> String {
    let names: Vec<_> = months.iter().map(|month| month_name(*month)).collect();
    let is_run = months.len() > 2 && months.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    match names.as_slice() {
        names if names.len() == 12 => format!("some month of {}", year(date)),
        [first, .., last] if is_run => {
            format!("some month from {first} to {last}{}", of_year(date))
        }
        names => format!("{}{}", joined(names, "or"), of_year(date)),
    }
}

/// A day, one of a few, or some day, with month and year.
fn within_days(day: DateField, months: &[u8], date: &Date) -> String {
    let is_any_day = day.digits == [None, None];
    if let ([month], false) = (months, is_any_day) {
        let days = days(date, *month, day);
        return format!("{} {}{}", some_days(&days), month_name(*month), of_year(date));
    }
    let place = if months.len() == 12 { year(date) } else { within_months(months, date) };
    if is_any_day {
        return format!("some day of {place}");
    }
    let days: Vec<_> = (1..=31).filter(|number| fits(day, *number)).collect();
    format!("{} of {}", some_ordinals(&days), within_months(months, date))
}

/// `12`, `10 or 20`, `some day from 10 to 19`.
fn some_days(days: &[u8]) -> String {
    match days {
        [first, _, .., last] if days.len() > 4 => format!("some day from {first} to {last}"),
        _ => joined(&days.iter().map(u8::to_string).collect::<Vec<_>>(), "or"),
    }
}

/// `the 12th`, `some day from the 10th to the 19th`.
fn some_ordinals(days: &[u8]) -> String {
    let ordinals: Vec<_> = days.iter().map(|day| ordinal(*day)).collect();
    match ordinals.as_slice() {
        [first, _, .., last] if days.len() > 4 => {
            format!("some day from the {first} to the {last}")
        }
        ordinals => format!("the {}", joined(ordinals, "or")),
    }
}

fn ordinal(day: u8) -> String {
    let ending = match day {
        11..=13 => "th",
        _ if day % 10 == 1 => "st",
        _ if day % 10 == 2 => "nd",
        _ if day % 10 == 3 => "rd",
        _ => "th",
    };
    format!("{day}{ending}")
}

/// Whether the date is a plain day, month or year that may share parts with another.
pub(super) fn is_plain(date: &Date) -> bool {
    let has_month = date.month.is_none() || month_of(date).is_some();
    let has_day = date.day.is_none() || day_of(date).is_some();
    has_month && has_day && date.year.value().is_some() && date.year.significant_digits.is_none()
}
