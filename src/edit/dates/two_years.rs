//! Dates of EDTF that people also write for something else: sessions, seasons and budgets of two years, years
//! before the era that are not counted from 0.
//!
//! Invariant: such a date stays what it is in EDTF; what else it may be is told.

use std::collections::BTreeSet;

use super::{DateFormat, is_short_year, reading};
use crate::check;
use crate::model::date::{BadDate, BadDateKind, Date};

/// What a date of EDTF may have meant that people write for something else: `2020-21` is a season of 2020,
/// and often two years; `?-1902` is 1903 BCE in doubt, and often what ended in 1902.
pub(in crate::edit) fn perhaps_years(text: &str) -> Option<BadDate> {
    if let Some(years) = two_years(text).filter(|_| !is_month(text)) {
        return either(text, years, TWO_YEARS);
    }
    let end = text.strip_prefix("?-").map(|end| format!("/{end}"))?;
    either(text, end, "may be an end whose start is not known")
}

/// The format that reads two years so.
pub(in crate::edit::dates) const FORMAT: &str = "Y-y";

/// Whether that format reads a text as one of its readings.
pub(in crate::edit::dates) fn are_offered(text: &str, bad: &BadDate) -> bool {
    in_format(text).is_some_and(|years| bad.has_reading(&years))
}

/// Whether what is told of a date is that it may be two years, which that format reads.
pub fn are_sessions(written: &str, told: &BadDate) -> bool {
    let other = told.readings.get(1).map(|other| other.edtf.clone());
    other.is_some() && in_format(written) == other
}

fn in_format(text: &str) -> Option<String> {
    DateFormat::parse(FORMAT).ok()?.edtf(text)?.ok()
}

/// The months among the dates of a column that may be two years, as sessions and budgets have them: none of
/// them is another month, and they are several, or one is no month. `2009-10`, `2010-11`, `2011-12`
pub(in crate::edit) fn perhaps_sessions(
    dates: impl Iterator<Item = String>,
) -> Vec<(String, BadDate)> {
    let digits = |date: &str| date.bytes().filter(u8::is_ascii_digit).count();
    let is_short =
        |date: &String| date.len() == 7 && digits(date) == 6 && date[4..].starts_with('-');
    let short: BTreeSet<String> = dates.filter(is_short).collect();
    let are_years = short.iter().all(|date| two_years(date).is_some());
    if !are_years || short.len() < 3 && short.iter().all(|date| is_month(date)) {
        return Vec::new();
    }
    let months = short.into_iter().filter(|date| is_month(date));
    let told = months.filter_map(|date| {
        let bad = either(&date, two_years(&date)?, TWO_YEARS)?;
        Some((date, bad))
    });
    told.collect()
}

/// The years before the era among the dates of a column that may be counted without a year 0, as one of the
/// column shows that is too short for EDTF: `-8000` beside `-44`.
pub(in crate::edit) fn perhaps_before_the_era(
    dates: impl Iterator<Item = String>,
) -> Vec<(String, BadDate)> {
    let years: BTreeSet<String> = dates.filter(|date| date.starts_with('-')).collect();
    if !years.iter().any(|year| is_short_year(year)) {
        return Vec::new();
    }
    let told = years.into_iter().filter_map(|date| {
        let bad = either(&date, check::without_year_0(&date)?, "may be counted without a year 0")?;
        Some((date, bad))
    });
    told.collect()
}

const TWO_YEARS: &str = "may be two years";

/// A date that may be another one.
fn either(text: &str, other: String, says: &str) -> Option<BadDate> {
    let is_either = Date::parse(text).is_ok() && Date::parse(&other).is_ok();
    let readings = || vec![reading(text.to_string()), reading(other)];
    is_either.then(|| BadDate::new(BadDateKind::InWords, text, says, readings()))
}

/// 2020 and 2021 of `2020-21`.
fn two_years(text: &str) -> Option<String> {
    let (year, next) = text.split_once('-').filter(|_| text.len() == 7)?;
    let (year, next): (u32, u32) = (year.parse().ok()?, next.parse().ok()?);
    (next == (year + 1) % 100).then(|| format!("{year:04}/{:04}", year + 1))
}

/// Whether a year has a month behind it, and no season.
fn is_month(date: &str) -> bool {
    ("01"..="12").contains(&&date[5..])
}
