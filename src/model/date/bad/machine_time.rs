//! Numbers that machines count time by: a spreadsheet's days, seconds from 1970, packed digits.
//!
//! Invariant: such a number is never taken for a year.

use super::{BadDateKind, Guess, day_text, zone};
use crate::model::date::calendar::{civil, day_number, iso_day};
use crate::model::digits::are_digits;

/// A number counted from some day, or a time without separators.
pub(super) fn date(text: &str) -> Option<Guess> {
    serial(text).or_else(|| unix(text)).or_else(|| packed(text))
}

fn is_number(text: &str) -> bool {
    (1..=15).contains(&text.len()) && are_digits(text)
}

/// `45786`, `45786.5`: days from 1899-12-30 and a part of the last, counted in seconds.
fn serial(text: &str) -> Option<Guess> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    if whole.len() != 5 || whole.starts_with('0') || !is_number(whole) || !is_number(part) {
        return None;
    }
    let (year, month, day) = civil(day_number(1899, 12, 30) + whole.parse::<i64>().ok()?);
    let date = day_text(year, month.into(), day.into());
    // The last half of a second is of the day as well.
    let second = (format!("0.{part}").parse::<f64>().ok()? * 86_400.0).round().min(86_399.0) as i64;
    let minute = format!("{date}T{:02}:{:02}", second / 3600, second / 60 % 60);
    let dates = match (second, second % 60) {
        (0, _) => vec![date],
        (_, 0) => vec![minute, date],
        (_, second) => vec![format!("{minute}:{second:02}"), date],
    };
    let says = "looks like a spreadsheet's number of days from 1899-12-30";
    Some(Guess::new(BadDateKind::SerialNumber, says, dates))
}

/// Seconds since 1970, or thousandths of them and so on, perhaps with a fraction: `1739355300.000200`.
fn unix(text: &str) -> Option<Guess> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let unit = match whole.len() {
        10 => "seconds",
        13 => "milliseconds",
        16 => "microseconds",
        19 => "nanoseconds",
        _ => return None,
    };
    if !are_digits(whole) || !is_number(part) {
        return None;
    }
    let second: i64 = whole[..10].parse().ok()?;
    let (day, of_day) = (iso_day(second / 86_400), second % 86_400);
    let time = format!("{:02}:{:02}:{:02}", of_day / 3600, of_day / 60 % 60, of_day % 60);
    let says = format!("looks like {unit} counted from 1970");
    Some(Guess::new(BadDateKind::Malformed, says, vec![format!("{day}T{time}Z"), day]))
}

/// Whether a text counts time from 1970.
pub fn is_of_unix(text: &str) -> bool {
    unix(text.strip_suffix('.').unwrap_or(text)).is_some()
}

/// `20250509101500`, `20250509T101500Z`, as calendars export it, `D:20250509101500+01'00'` of PDF.
fn packed(text: &str) -> Option<Guess> {
    let text = text.strip_prefix("D:").unwrap_or(text);
    let digits = text.replacen(['T', 't', ' '], "", 1);
    let end = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
    let (digits, zone) = digits.split_at(end);
    let zone = zone::known(&zone.replace('\'', "").to_lowercase())?;
    if !matches!(digits.len(), 12 | 14) {
        return None;
    }
    let part = |from: usize| &digits[from..from + 2];
    let seconds = if digits.len() == 14 { format!(":{}", part(12)) } else { String::new() };
    let day = format!("{}-{}-{}", &digits[..4], part(4), part(6));
    let time = format!("{day}T{}:{}{seconds}{zone}", part(8), part(10));
    Some(Guess::new(BadDateKind::Separators, "is written without separators", vec![time]))
}
