//! Date cells: EDTF, or a finding with the likely right ones.
//!
//! Invariant: a date that is not understood is never made one; the row is kept, undated.

use std::ops::Range;

use crate::check::desk::Desk;
use crate::check::finding::{Code, Finding};
use crate::check::names::suggest::hidden;
use crate::check::placeholder::{self, is_ditto, is_placeholder};
use crate::model::date::{self, BadDate, BadDateKind, Date};
use crate::model::{Field, Place};
use crate::read::Record;

/// The date of a column; `None` where it is blank or bad, and then said so.
pub(super) fn cell(record: &Record, field: Field, desk: &mut Desk) -> Option<Date> {
    written(record, record.trimmed(field)?, desk)
}

/// The date a text of the record is, which stands at a span; `None`: it is bad, and said so.
#[inline]
pub(super) fn written(
    record: &Record,
    (text, span): (&str, Range<usize>),
    desk: &mut Desk,
) -> Option<Date> {
    match Date::parse(text) {
        Ok(date) => Some(date),
        Err(bad) => {
            say(record, (text, bad), span.start, desk);
            None
        }
    }
}

/// Whether a date is a word that other programs write for none, which here is nobody's name. Behind an error
/// of a spreadsheet there was one.
pub(super) fn is_none(text: &str) -> bool {
    is_placeholder(text, true)
        && text.contains(char::is_alphabetic)
        && !placeholder::hides_a_value(text)
}

/// Whether a date says no more than a blank cell: `unknown`, `n.d.`, `NULL`.
pub(super) fn is_nothing(text: &str) -> bool {
    is_none(text) || date::is_nothing(text)
}

/// Words for a time that is no date, or not known yet, in the languages of our sources.
const WORDS: &[&str] = &[
    "tbd",
    "tba",
    "tbc",
    "unknown",
    "undated",
    "nd",
    "sd",
    "date",
    "datum",
    "later",
    "soon",
    "earlier",
    "pending",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "easter",
    "christmas",
    "ramadan",
    "eid",
    "passover",
    "pentecost",
    "advent",
    "lent",
    "year",
    "month",
    "week",
    "day",
    "q1",
    "q2",
    "q3",
    "q4",
    "quarter",
    "early",
    "mid",
    "late",
    "today",
    "yesterday",
    "inconnu",
    "unbekannt",
    "undatiert",
    "frühling",
    "frühjahr",
    "sommer",
    "herbst",
    "woche",
    "tag",
];

/// Whether a few words tell of a time, though not by a date: `TBD`, `ohne Datum`, `Ramadan 2024`.
pub(super) fn is_word(text: &str) -> bool {
    let lower = text.to_lowercase();
    let tokens = || lower.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty());
    is_none(text)
        || is_ditto(text)
        || tokens().count() > 0 && tokens().all(|token| token.chars().count() == 1)
        || tokens().count() < 4 && tokens().any(|token| WORDS.contains(&token))
}

/// Says what is wrong with the date that starts at `start`.
#[cold]
fn say(record: &Record, (text, bad): (&str, BadDate), start: usize, desk: &mut Desk) {
    if is_none(text) {
        return desk.put(placeholder::finding(text, record.place(start..start + text.len())));
    }
    let place = record.place(start + bad.span.start..start + bad.span.end);
    let mut finding = finding(bad, place);
    finding.help =
        finding.help.or_else(|| wrapped(text)).or_else(|| hidden(text)).or_else(|| ditto(text));
    desk.put(finding);
}

/// Help for a date that is that of the row above.
fn ditto(text: &str) -> Option<String> {
    is_ditto(text).then(|| placeholder::help(text).to_string())
}

/// Help for a date in a formula, by which spreadsheets are kept from changing it: `="2025-01-03"`.
fn wrapped(text: &str) -> Option<String> {
    let inner = text.strip_prefix('=')?.trim_matches('"');
    match Date::parse(inner) {
        Ok(_) if !inner.is_empty() => Some(format!("write `{inner}`")),
        Ok(_) => None,
        Err(bad) => help(&bad),
    }
}

/// Whether a text may be meant as a date of more than a year, and as no plain number: `5.3.2024`, `2024-03`.
pub(super) fn has_year_and_more(text: &str) -> bool {
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    digits > 4 && digits < text.chars().count() && Date::may_be(text)
}

/// Whether a text looks like a time of a clock: `9:00`, `14:30:00`, `2:30 PM`. A first look, cheap enough for
/// every cell: what the time is, [`at_time`](crate::model::date::at_time) says.
pub(super) fn is_clock(text: &str) -> bool {
    let Some((hour, rest)) = text.split_once(':') else { return false };
    let minute: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let is = |text: &str, below: u8| text.len() < 3 && text.parse().is_ok_and(|n: u8| n < below);
    let behind = rest[minute.len()..].strip_prefix('.').unwrap_or_default();
    let is_of_seconds = behind.starts_with(|c: char| c.is_ascii_digit()); // `3:26.00`
    is(hour, 24) && minute.len() == 2 && is(&minute, 60) && !is_of_seconds
}

/// Whether a text is a number of seconds, minutes or else that no clock shows: `9.69`, `3:26.00`, `25:30`.
pub(super) fn is_measure(text: &str) -> bool {
    let is_sign = |c: char| matches!(c, ':' | '.');
    let is_number =
        text.chars().all(|c| c.is_ascii_digit() || is_sign(c)) && text.contains(is_sign);
    // `9.30` and 24:00 are times, too.
    let is_time = || match text.contains(':') {
        true => is_clock(text) || text.starts_with("24:00"),
        false => is_clock(&text.replace('.', ":")) || has_year_and_more(text),
    };
    is_number && !is_time()
}

/// What is wrong with a date, and what to write.
pub(crate) fn finding(bad: BadDate, place: Place) -> Finding {
    let mut finding = Finding::new(code(bad.kind), place, bad.of_cell());
    finding.help = help(&bad);
    finding.bad = Some(Box::new(bad));
    finding
}

fn help(bad: &BadDate) -> Option<String> {
    let readings: Vec<String> =
        bad.readings.iter().map(|r| format!("`{}` ({})", r.edtf, r.words)).collect();
    (!readings.is_empty()).then(|| format!("write {}", readings.join(" or ")))
}

/// The code of a kind of bad date.
pub(super) fn code(kind: BadDateKind) -> Code {
    match kind {
        BadDateKind::Ambiguous => Code::AmbiguousDate,
        BadDateKind::NumericOrder => Code::NumericDate,
        BadDateKind::InWords => Code::DateInWords,
        BadDateKind::NotPadded => Code::DateNotPadded,
        BadDateKind::Separators => Code::DateSeparators,
        BadDateKind::SerialNumber => Code::SerialDate,
        BadDateKind::MonthYear => Code::MonthYearDate,
        BadDateKind::TwoDigitYear => Code::TwoDigitYear,
        BadDateKind::ImpossibleDay => Code::ImpossibleDate,
        BadDateKind::EndBeforeStart => Code::EndBeforeStart,
        BadDateKind::Malformed => Code::BadDate,
    }
}
