//! ISO weeks and days of the year: `2025-W07`, `KW 7/2025`, `2025-043`.
//!
//! Invariant: a week is one time within its seven days.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{BadDateKind, Guess};

/// A week, a day of a week, or a day of the year.
pub(super) fn date(text: &str) -> Option<Guess> {
    let says = "is a week or a day of the year, which dates do not have";
    not_in_year(text).or_else(|| {
        let edtf = week(text).or_else(|| day_of_year(text))?;
        Some(Guess::new(BadDateKind::Malformed, says, vec![edtf]))
    })
}

/// `2025-W07`, `2025-W07-3`.
fn week(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let named = ["week ", "kw ", "kw", "w"].iter().find_map(|word| lower.strip_prefix(word));
    let turned = named.and_then(|named| {
        let (week, year) = named.split_once([' ', '/', '-'])?;
        Some(format!("{}W{:0>2}", year.trim(), week.trim_end_matches(',')))
    });
    let text = turned.as_deref().unwrap_or(text);
    let (year, rest) = text.split_once(['W', 'w'])?;
    let year: i32 = year.trim_end_matches(['-', ' ']).parse().ok()?;
    let (week, day) = match rest.len() {
        1..=2 => (rest, None),
        _ => (rest.get(..2)?, Some(rest.get(2..)?.trim_start_matches('-').parse::<u8>().ok()?)),
    };
    let week = week.parse().ok()?;
    let on = |day: u8| {
        let weekday = Weekday::try_from(day.checked_sub(1)?).ok()?;
        NaiveDate::from_isoywd_opt(year, week, weekday)
    };
    match day {
        Some(day) => on(day).map(|day| day.to_string()),
        None => Some(format!("[{}..{}]", on(1)?, on(7)?)),
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

/// `2025-043`.
fn day_of_year(text: &str) -> Option<String> {
    let (year, day) = text.split_once('-')?;
    if (year.len(), day.len()) != (4, 3) {
        return None;
    }
    NaiveDate::from_yo_opt(year.parse().ok()?, day.parse().ok()?).map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::BadDateKind::{ImpossibleDay, Malformed};

    #[test]
    fn weeks_and_days_of_the_year_become_days() {
        for text in ["2025-W07", "week 7 2025", "week 7, 2025", "KW 7/2025", "W7 2025"] {
            check(text, Malformed, &["[2025-02-10..2025-02-16]"]);
        }
        check("2025-W07-3", Malformed, &["2025-02-12"]);
        check("2025W073", Malformed, &["2025-02-12"]);
        check("2025-043", Malformed, &["2025-02-12"]);
        let bad = check("2025-W53", ImpossibleDay, &[]);
        assert!(bad.message.ends_with("has no week 53: 2025 has 52 weeks"), "{}", bad.message);
        check("2025-366", ImpossibleDay, &["2025-12-31"]);
        check("2024-367", ImpossibleDay, &[]);
        check("2024-366", Malformed, &["2024-12-31"]);
        check("2026-W53", Malformed, &["[2026-12-28..2027-01-03]"]);
    }
}
