//! Times behind a day, as people and programs write them.
//!
//! Invariant: a time that says parts of a second, or may be two times, is not read.

use crate::model::date::{BadDate, BadDateKind, Date};

/// A day with a time of a clock; `None`: the text is no such time, or says parts of a second, which dates
/// do not have.
pub(in crate::edit) fn with_time(day: &str, time: &str) -> Option<String> {
    let is_clock = time.starts_with(|c: char| c.is_ascii_digit())
        && time.contains(|c: char| c == ':' || c.is_alphabetic());
    if !is_clock || has_fraction(time) {
        return None;
    }
    let edtf = format!("{day}T{time}");
    // `10:30-11:30` are two times before they are one west of Greenwich.
    if !time.contains(['-', '–']) && Date::parse(&edtf).is_ok() {
        return Some(edtf);
    }
    let spaced = format!("{day} {time}");
    let bad = Date::parse(&spaced).err()?;
    match bad.readings.as_slice() {
        _ if bad.kind == BadDateKind::ImpossibleDay => None,
        [one] if is_time(&spaced, &bad, &one.edtf) && one.edtf.starts_with(day) => {
            Some(one.edtf.clone())
        }
        // Of midnight the day alone is offered first.
        [first, one] if first.edtf == day => Some(one.edtf.clone()),
        _ => None,
    }
}

/// Whether a time is 24:00, which is the next day.
pub(super) fn is_end_of_day(text: &str) -> bool {
    let mut times = text.match_indices("24:00");
    times.any(|(at, _)| {
        let minutes = &text[at + "24:00".len()..];
        let is_inside = text[..at].ends_with(|c: char| c.is_ascii_digit());
        !is_inside && (minutes.starts_with(":00") || !minutes.starts_with([':', '.', ',']))
    })
}

/// Whether a text is two times of a day with a dash between them that no zone has: `08:00–13:00`, `08:00 - 09:00`.
pub(super) fn are_two_times(text: &str, refused: &BadDate) -> bool {
    let both = refused.readings.first().and_then(|first| first.edtf.split_once('/'));
    let is_day = both.is_some_and(|(start, end)| {
        start.contains('T') && start.split('T').next() == end.split('T').next()
    });
    let Some(at) = text.rfind(['-', '–', '—']).filter(|_| is_day) else { return false };
    let mut behind = text[at..].chars();
    let is_hyphen = behind.next() == Some('-');
    let (before, behind) = (&text[..at], behind.as_str());
    let hour = behind.trim_start().split(':').next().and_then(|hour| hour.parse::<u8>().ok());
    let is_no_zone = match (before.ends_with(' '), behind.starts_with(' ')) {
        (true, true) => true,
        (false, false) => !is_hyphen || hour.is_some_and(|hour| hour > 12),
        _ => false,
    };
    refused.kind == BadDateKind::Malformed && is_no_zone
}

/// Whether a time has a fraction of a second that is not zero, which dates do not have: `01:17:34.111Z`.
pub(super) fn has_fraction(text: &str) -> bool {
    text.match_indices(['.', ',']).any(|(at, _)| {
        let second = text[..at].trim_end_matches(|c: char| c.is_ascii_digit());
        let mut digits = text[at + 1..].chars().take_while(char::is_ascii_digit);
        second.ends_with(':') && second.len() < at && digits.any(|digit| digit != '0')
    })
}

/// Whether a text says a time and only spells it otherwise.
pub(super) fn is_spelling(bad: &BadDate) -> bool {
    matches!(bad.kind, BadDateKind::Malformed | BadDateKind::Separators)
}

/// Whether a day with a time behind it has no other words, and this is the time.
pub(super) fn is_time(text: &str, bad: &BadDate, edtf: &str) -> bool {
    // Behind a time it is a zone.
    let text = text.to_lowercase().replace(" at ", " ");
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let known = ["a", "p", "m", "am", "pm", "t", "z", "utc", "gmt", "h", "uhr", "um"];
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
    // Of `T10` the minute is not known.
    let is_whole = bad.kind != BadDateKind::Separators || digits(&text) == digits(edtf);
    is_whole && edtf.contains('T') && words.all(|word| known.contains(&word))
}
