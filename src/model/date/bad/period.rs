//! Periods of other standards: ISO 8601 with a length (`2025-02-12T10:15/PT1H30M`), DCMI with names
//! (`start=1967; end=1970;`).
//!
//! Invariant: a length in months or years gets no reading, for none of them is as long as the other.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::{BadDateKind, Guess, is_date};

/// A period that is no interval of EDTF.
pub(super) fn date(text: &str) -> Option<Guess> {
    let guess = |says, edtf| Guess::new(BadDateKind::Malformed, says, edtf);
    if let Some(edtf) = of_length(text) {
        return Some(guess("has a length, where an interval of EDTF has an end", edtf));
    }
    let says = "is written as in DCMI, where EDTF has a stroke between start and end";
    Some(guess(says, vec![named(text)?]))
}

/// The interval of a start and a length; of days it may end on the last, or at the midnight behind it.
fn of_length(text: &str) -> Option<Vec<String>> {
    let (start, length) = text.split_once("/P").filter(|(start, _)| is_date(start))?;
    let (days, time) = length.split_once('T').unwrap_or((length, ""));
    let days = in_units(days, &[('W', 7), ('D', 1)])?;
    let seconds = in_units(time, &[('H', 3600), ('M', 60), ('S', 1)])?;
    if let Some((day, clock)) = start.split_once('T') {
        const SECONDS: &str = "%Y-%m-%dT%H:%M:%S";
        let (clock, zone) = clock.split_at(clock.find(['Z', '+', '-']).unwrap_or(clock.len()));
        let form = if clock.len() == 5 { "%Y-%m-%dT%H:%M" } else { SECONDS };
        let begins = NaiveDateTime::parse_from_str(&format!("{day}T{clock}"), form).ok()?;
        let ends = begins.checked_add_signed(TimeDelta::seconds(days * 86_400 + seconds))?;
        let form = if seconds % 60 == 0 { form } else { SECONDS };
        return Some(vec![format!("{start}/{}{zone}", ends.format(form))]);
    }
    let first = NaiveDate::parse_from_str(start, "%Y-%m-%d").ok()?;
    let end = |days| first.checked_add_signed(TimeDelta::days(days));
    let ends = [days - 1, days].map(|days| Some(format!("{start}/{}", end(days)?)));
    (days > 0 && seconds == 0).then(|| ends.into_iter().flatten().collect())
}

/// The sum of numbers that have their units behind them, in the order of the units.
fn in_units(mut text: &str, units: &[(char, i64)]) -> Option<i64> {
    let mut sum = 0;
    for (unit, length) in units {
        let Some((number, rest)) = text.split_once(*unit) else { continue };
        sum += i64::from(number.parse::<u16>().ok()?) * length;
        text = rest;
    }
    text.is_empty().then_some(sum)
}

/// Start and end by their names; one of them may be missing.
fn named(text: &str) -> Option<String> {
    let fields: Vec<_> = text.split(';').filter_map(|field| field.trim().split_once('=')).collect();
    let field = |name| fields.iter().find(|field| field.0 == name).map(|field| field.1.trim());
    let ends = [field("start"), field("end")];
    let is_named = ends.iter().any(Option::is_some);
    let edtf = ends.map(Option::unwrap_or_default).join("/");
    (is_named && is_date(&edtf)).then_some(edtf)
}
