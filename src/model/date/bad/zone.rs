//! What stands behind a time of day: `Z`, `+0300`, `(UTC+2)`, `MSK`, `[Europe/Moscow]`, `BST`.
//!
//! Invariant: a name is turned into an offset only where it stands for one alone.

use super::vocabulary::MARKS_BEHIND;
use crate::model::date::bad::summer_time;
use crate::model::date::months;

/// What is written behind a time.
pub(super) struct Zone {
    /// In EDTF: `Z`, `+02:00`, or nothing.
    pub(super) edtf: String,
    /// Whether a name is left out: one of no zone, of several, or behind the zone and not in brackets.
    pub(super) is_named: bool,
}

/// What is written in place of a zone and says none.
const NONE: [&str; 5] = ["", "h", "hr", "hrs", "uhr"];

/// The other offset of a zone in the course of a year, and whether it was in force in a month of a year; `None`:
/// that depends on the place or the week.
pub(super) type Other = (&'static str, fn(i64, u8) -> Option<bool>);

/// Names that stand for one zone alone, with its offset, and the other one of most of its places.
#[rustfmt::skip]
pub(super) const NAMED: [(&str, &str, Option<Other>); 10] = [
    ("z", "Z", None), ("utc", "Z", None), ("gmt", "Z", None),
    ("msk", "+03:00", Some(("+04:00", summer_time::in_moscow))),
    ("cet", "+01:00", Some(("+02:00", summer_time::is_summer))), ("cest", "+02:00", Some(("+01:00", summer_time::is_winter))),
    ("eet", "+02:00", Some(("+03:00", summer_time::is_summer))), ("eest", "+03:00", Some(("+02:00", summer_time::is_winter))),
    ("est", "-05:00", Some(("-04:00", summer_time::is_summer))), ("edt", "-04:00", Some(("-05:00", summer_time::is_winter))),
];

/// Whether a text is a zone, whatever its case: `EST`, `europe/oslo`, `(UTC+3)`.
pub fn is_zone(text: &str) -> bool {
    let lower = text.to_lowercase();
    !NONE.contains(&lower.as_str()) && zone(&lower).is_some()
}

/// A zone in EDTF; `None` for what is none.
pub(super) fn zone(text: &str) -> Option<Zone> {
    if let Some(edtf) = known(text) {
        return Some(Zone { edtf, is_named: false });
    }
    if is_zone_name(text) {
        return Some(Zone { edtf: String::new(), is_named: true });
    }
    let (zoned, name) = text.split_once('[').or_else(|| text.split_once(' '))?;
    // In mail a name in brackets behind an offset is a comment.
    let is_comment = name.starts_with('(') && offset(zoned).is_some();
    let is_name = is_zone_name(name.trim_end_matches(']'));
    Some(Zone { edtf: known(zoned)?, is_named: !is_comment }).filter(|_| is_name)
}

/// `utc`, `(cet)`, `+0300`, `(utc+3)`, in EDTF; a word for "o'clock" is no zone.
pub(super) fn known(text: &str) -> Option<String> {
    let bare = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(text);
    if NONE.contains(&bare) {
        return Some(String::new());
    }
    let named = NAMED.iter().find(|(name, ..)| *name == bare);
    named.map(|(_, offset, _)| (*offset).to_owned()).or_else(|| offset(text))
}

/// `+0300`, `(utc+3)`.
fn offset(text: &str) -> Option<String> {
    let offset = text.trim_start_matches(['(', ' ']).trim_end_matches(')');
    let offset =
        offset.strip_prefix("utc").or_else(|| offset.strip_prefix("gmt")).unwrap_or(offset);
    let sign = offset.chars().next().filter(|sign| matches!(sign, '+' | '-' | '–'))?;
    let digits = offset[sign.len_utf8()..].trim().replace(':', "");
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.as_str(), "00"),
        3 if offset.contains(':') => (digits.get(..1)?, digits.get(1..)?),
        4 => (digits.get(..2)?, digits.get(2..)?),
        _ => return None,
    };
    let (hours, minutes): (u8, u8) = (hours.parse().ok()?, minutes.parse().ok()?);
    let sign = if sign == '+' { '+' } else { '-' };
    let is_zero = (hours, minutes) == (0, 0);
    Some(if is_zero { "Z".to_owned() } else { format!("{sign}{hours:02}:{minutes:02}") })
}

/// `europe/moscow`, `(kyiv)`, `bst`: a name that is no zone of ours.
fn is_zone_name(text: &str) -> bool {
    let inside = |open, close| text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    let bracketed = inside('(', ')').or_else(|| inside('[', ']'));
    let name = bracketed.unwrap_or(text);
    let is_word = |word: &str| word.starts_with(char::is_alphabetic) && !word.contains([':', ',']);
    let is_short = name.ends_with('t') && (2..=5).contains(&name.len());
    let is_letters = name.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_month = months::number(name).is_some();
    match name.split_once('/') {
        Some((area, city)) => is_word(area) && is_word(city),
        None if bracketed.is_some() => {
            is_word(name) && MARKS_BEHIND.iter().all(|(mark, _)| *mark != text)
        }
        None => is_short && is_letters && !is_month,
    }
}
