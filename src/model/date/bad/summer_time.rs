//! Names of zones that were not in force on their day: `2025-07-01 10:15 CET`, written all year by many.
//!
//! Invariant: nothing is said of March and October, in which the clocks change, nor of years before 1996.

use super::zone::NAMED;
use super::{BadDateKind, Guess};

/// A guess with the times of both offsets, where the name of a zone stands for one that was not in force.
pub(super) fn both(text: &str, guess: Guess) -> Guess {
    let lower = text.to_lowercase();
    let mut changing = NAMED.iter().filter_map(|(name, own, other)| Some((name, own, (*other)?)));
    let said = changing.find(|(name, offset, _)| says_zone(&lower, (name, offset)));
    let Some((_, written, (other, is_in_force))) = said else { return guess };
    let is_out = |time: &&String| {
        time.contains(written) && month(time).and_then(|(y, m)| is_in_force(y, m)) == Some(true)
    };
    if guess.edtf.iter().all(|time| !is_out(&time)) {
        return guess;
    }
    let offered = guess.edtf.iter().flat_map(|time| {
        let in_force = is_out(&time).then(|| time.replace(written, other));
        in_force.into_iter().chain([time.clone()])
    });
    let is_plain = matches!(guess.kind, BadDateKind::Malformed | BadDateKind::InWords)
        || matches!(guess.kind, BadDateKind::NumericOrder | BadDateKind::Separators);
    let says = "has a zone that most clocks did not show on that day; write the offset in place of its name";
    let (kind, says) = match is_plain {
        true => (BadDateKind::Ambiguous, says.to_owned()),
        false => (guess.kind, format!("{}, and {says}", guess.says)),
    };
    Guess::new(kind, says, offered.collect())
}

/// Whether a name stands behind a time that does not say its offset too: `10:15 CET`, and not
/// `10:15+01:00 (CET)`.
fn says_zone(lower: &str, (name, offset): (&str, &str)) -> bool {
    let hour = format!("{}{}", &offset[..1], &offset[2..3]);
    let offsets = [offset, &offset.replace(':', ""), &offset[..3], &hour];
    lower.match_indices(name).any(|(at, _)| {
        let behind = &lower[at + name.len()..];
        let is_word = !lower[..at].ends_with(char::is_alphabetic)
            && !behind.starts_with(char::is_alphanumeric);
        let time = lower[..at].trim_end_matches([' ', '(', '[']);
        let is_time = time.ends_with(|c: char| c.is_ascii_digit() || matches!(c, 'm' | '.'));
        is_word && is_time && !offsets.iter().any(|offset| time.ends_with(offset))
    })
}

/// The year and the month of a time.
fn month(time: &str) -> Option<(i64, u8)> {
    Some((time.get(..4)?.parse().ok()?, time.get(5..7)?.parse().ok()?))
}

/// Whether summer time was in force in a month in most places north of the tropics; `None`: that depends
/// on the place or the week.
pub(super) fn is_summer(year: i64, month: u8) -> Option<bool> {
    match month {
        _ if year < 1996 => None,
        4..=9 => Some(true),
        11 | 12 | 1 | 2 => Some(false),
        _ => None,
    }
}

/// Whether it was not.
pub(super) fn is_winter(year: i64, month: u8) -> Option<bool> {
    is_summer(year, month).map(|is_summer| !is_summer)
}

/// Whether Moscow was four hours before UTC: in summer until 2010, then all year until October 2014.
pub(super) fn in_moscow(year: i64, month: u8) -> Option<bool> {
    match (year, month) {
        (2011, 3) | (2014, 10) => None,
        (2011, 4..) | (2012 | 2013, _) | (2014, ..10) => Some(true),
        (2014.., _) => Some(false),
        _ => is_summer(year, month),
    }
}
