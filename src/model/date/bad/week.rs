//! ISO weeks and days of the year: `2025-W07`, `KW 7/2025`, `2025-043`.
//!
//! Invariant: a week is one time within its seven days.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{BadDateKind, Guess};
use crate::model::date::full_year;
use crate::model::digits::are_digits;

/// A week, a day of a week, or a day of the year.
pub(super) fn date(text: &str) -> Option<Guess> {
    not_in_year(text).or_else(|| week(text)).or_else(|| day_of_year(text))
}

fn converted(edtf: String) -> Guess {
    let says = "is a week or a day of the year, which dates do not have";
    Guess::new(BadDateKind::Malformed, says, vec![edtf])
}

/// `2025-W07`, `2025-W07-3`, `KW 7/25`.
fn week(text: &str) -> Option<Guess> {
    let lower = text.to_lowercase();
    let named = ["week ", "kw ", "kw", "w"].iter().find_map(|word| lower.strip_prefix(word));
    let turned = named.and_then(|named| {
        let (week, year) = named.split_once([' ', '/', '-'])?;
        Some(format!("{}w{}", year.trim(), week.trim_end_matches(',')))
    });
    let (year, rest) = turned.as_deref().unwrap_or(&lower).split_once('w')?;
    let year = year.trim_end_matches(['-', ' ']);
    let number: i64 = year.parse().ok().filter(|_| are_digits(year))?;
    let (week, day) = match rest.split_once('-') {
        Some((week, day)) => (week, day),
        None => rest.split_at_checked(2).unwrap_or((rest, "")),
    };
    if year.len() != 2 {
        return days_of(number, week, day).map(converted).filter(|_| year.len() == 4);
    }
    let likely = full_year(number);
    let years = [likely, if likely < 2000 { likely + 100 } else { likely - 100 }];
    let edtf: Vec<_> = years.iter().filter_map(|year| days_of(*year, week, day)).collect();
    let says = "has a year of two digits";
    (!edtf.is_empty()).then(|| Guess::new(BadDateKind::TwoDigitYear, says, edtf))
}

/// The days of a week, or one of them.
fn days_of(year: i64, week: &str, day: &str) -> Option<String> {
    let (year, week) = (year.try_into().ok()?, week.parse().ok()?);
    let on = |day: u8| {
        let weekday = Weekday::try_from(day.checked_sub(1)?).ok()?;
        NaiveDate::from_isoywd_opt(year, week, weekday)
    };
    match day {
        "" => Some(format!("[{}..{}]", on(1)?, on(7)?)),
        _ => on(day.parse().ok()?).map(|day| day.to_string()),
    }
}

/// `2025-W53`, `2025-366`: the year has fewer.
fn not_in_year(text: &str) -> Option<Guess> {
    let (year, rest) = text.split_once('-').filter(|(year, _)| year.len() == 4)?;
    let year = year.parse().ok()?;
    let impossible = |says, edtf| Some(Guess::new(BadDateKind::ImpossibleDay, says, edtf));
    let day = |day| NaiveDate::from_ymd_opt(year, 12, day);
    let (last, digits, unit) = match rest.strip_prefix('W') {
        Some(week) if week.len() == 2 => (day(28)?, week, "week"),
        None if rest.len() == 3 => (day(31)?, rest, "day"),
        _ => return None,
    };
    let number: u32 = digits.parse().ok()?;
    let count = if unit == "week" { last.iso_week().week() } else { last.ordinal() };
    let says = format!("has no {unit} {number}: {year} has {count} {unit}s");
    let edtf = if unit == "day" && number == 366 { vec![last.to_string()] } else { Vec::new() };
    if (1..=count).contains(&number) { None } else { impossible(says, edtf) }
}

/// `2025-043`, `2025043`.
fn day_of_year(text: &str) -> Option<Guess> {
    let (year, rest) = text.split_at_checked(4)?;
    let day = rest.strip_prefix('-').unwrap_or(rest);
    if day.len() != 3 || !are_digits(year) || (rest == day && !is_likely(year)) {
        return None;
    }
    let day = NaiveDate::from_yo_opt(year.parse().ok()?, day.parse().ok()?)?;
    Some(converted(day.to_string()))
}

/// Whether four digits in front of others are a year: `2025043`.
fn is_likely(year: &str) -> bool {
    year.parse().is_ok_and(|year: i64| (1000..=2999).contains(&year))
}
