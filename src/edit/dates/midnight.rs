//! A midnight behind a date, which other programs write where there is no time.
//!
//! Invariant: any other time of day is none; beside one a midnight is a time, too.

/// A date and the midnight behind it, which other programs write where there is no time, behind a space
/// or a `T`.
pub(super) fn midnight(text: &str) -> Option<(&str, &str)> {
    let mut ends = text.match_indices([' ', 'T']);
    ends.find_map(|(at, _)| {
        let time = &text[at + 1..];
        is_zero_time(time).then_some((&text[..at], time))
    })
}

/// Whether a time is a midnight as databases and spreadsheets write it: `00:00:00.000Z`, `0:00`,
/// `12:00:00 AM`, `00:00:00+00`.
fn is_zero_time(time: &str) -> bool {
    let is_zeros =
        |time: &str| time.contains(':') && time.chars().all(|c| matches!(c, '0' | ':' | '.' | ','));
    if is_zeros(time) {
        return true;
    }
    let zones = ["Z", "UTC", "+00:00", "+0000", "+00"];
    let time = zones.iter().find_map(|zone| time.strip_suffix(zone)).unwrap_or(time).trim_end();
    let halves = ["AM", "am", "A.M.", "a.m."];
    match halves.iter().find_map(|half| time.strip_suffix(half)) {
        Some(time) => time.strip_prefix("12").is_some_and(|rest| is_zeros(rest.trim_end())),
        None => is_zeros(time),
    }
}

/// Whether a time that is no midnight stands behind a date: `2010/01/01 01:00`.
pub(in crate::edit) fn says_time(text: &str) -> bool {
    let is_of_clock = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ',');
    let mut clocks = text.match_indices([' ', 'T']).filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        let end = rest.find(|c| !is_of_clock(c)).unwrap_or(rest.len());
        text[..at].contains(|c: char| c.is_ascii_digit()).then_some(&rest[..end])
    });
    let is_time = |clock: &str| clock.contains(':') && clock.contains(|c| ('1'..='9').contains(&c));
    midnight(text).is_none() && clocks.any(is_time)
}

/// Whether a date is a midnight without an offset, as programs write that know of a day or year alone.
pub(in crate::edit) fn is_midnight(text: &str) -> bool {
    text.ends_with("T00:00:00Z") || text.ends_with("T00:00:00")
}

/// Whether a time is one of UTC as programs write it that turn a midnight of their zone into one.
pub(in crate::edit) fn is_of_utc(time: &str) -> bool {
    time.len() == "T00:00:00Z".len() && time.ends_with(":00Z")
}
