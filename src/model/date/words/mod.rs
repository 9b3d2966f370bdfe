//! A date in English words that say neither more nor less than the date.
//!
//! | written | words |
//! |---|---|
//! | `2025-02-12`, `2025-02`, `2025` | 12 February 2025; February 2025; 2025 |
//! | `2025-02-12~`, `2025-02-12?`, `2025-02-12%` | about 12 February 2025; 12 February 2025 (uncertain); about 12 February 2025 (uncertain) |
//! | `2025-02~-12` | 12 February 2025 (month and year approximate) |
//! | `[..2025-02-07]`, `[2025-02-07..]` | some day up to 7 February 2025; some day from 7 February 2025 on |
//! | `[2021-01..2024-10]` | some time between January 2021 and October 2024 |
//! | `[1667,1668,1760-12]`, `{1960,1961-12}` | one of: 1667, 1668 or December 1760; 1960 and December 1961 |
//! | `2025-05-07/2025-05-10`, `2021/2024` | 7-10 May 2025; 2021-2024 |
//! | `../2025-02`, `/2025`, `2025/..`, `2025/` | until February 2025 (start open); until 2025 (start unknown); from 2025 on (end open); from 2025 (end unknown) |
//! | `2025-21`, `2025-29`, `2025-33`, `2025-40` | spring 2025; spring 2025 (southern hemisphere); first quarter of 2025; first half of 2025 |
//! | `201X`, `20XX`, `XXXX` | the 2010s; some year from 2000 to 2099; an unknown year |
//! | `2004-XX`, `1985-04-XX`, `1985-XX-XX` | some month of 2004; some day of April 1985; some day of 1985 |
//! | `XXXX-12-25`, `1560-X2`, `1985-04-1X` | 25 December of an unknown year; February or December 1560; some day from 10 to 19 April 1985 |
//! | `-0043`, `0079`, `Y170000002`, `1950S2` | 44 BCE; 79 CE; the year 170000002; some year from 1900 to 1999 (written 1950) |
//! | `2025-02-12T10:15Z`, `2025-02-12T10:15+02:00` | 12 February 2025, 10:15 UTC; 12 February 2025, 10:15 (UTC+02:00) |
//!
//! An end of an interval keeps its own mark: 17 October - about 31 October 2025.
//!
//! Invariant: total and exact; no mark of doubt is dropped, and a text that is no date comes back as it is.
//!
//! ```
//! use annals::model::date::words;
//!
//! assert_eq!(words("2025-10-17/2025-10-31~"), "17 October - about 31 October 2025");
//! assert_eq!(words("../2025-02"), "until February 2025 (start open)");
//! assert_eq!(words("1985-XX-XX?"), "some day of 1985 (uncertain)");
//! assert_eq!(words("some day"), "some day");
//! ```

mod day;
mod interval;
mod plain;
mod set;

use edtf_core::{Date, DateField, Qualifier, TimeShift};

use crate::model::date::calendar::month_name;
use crate::model::date::full::{Form, Instant, form};

/// The date in words that keep what is not known; a text that is not a date is returned as it is.
pub fn words(text: &str) -> String {
    let mut words = String::new();
    put_words(text, &mut words);
    words
}

/// Writes the same.
pub fn put_words(text: &str, into: &mut String) {
    if !plain::put(text, into) {
        into.push_str(&any(text));
    }
}

/// The words of any date.
fn any(text: &str) -> String {
    match form(text) {
        Ok(Form::Date(date)) => marked(&date),
        Ok(Form::Instant(instant)) => moment(&instant),
        Ok(Form::Interval(interval)) => interval::words(&interval),
        Ok(Form::Instants(start, end)) => interval::moments(&start, &end),
        Ok(Form::Set(set)) => set::words(&set),
        Err(_) => text.to_owned(),
    }
}

/// A date with its marks: `about 12 February 2025 (uncertain)`.
fn marked(date: &Date) -> String {
    let plain = day::words(date);
    match uniform(date) {
        Some(mark) => with_mark(&plain, mark, date),
        None => format!("{plain} ({})", parts_in_doubt(date)),
    }
}

/// The mark of the date as a whole; `None` where its parts differ.
fn uniform(date: &Date) -> Option<Qualifier> {
    let year = date.year.qualifier;
    let agrees = |field: Option<DateField>| field.is_none_or(|field| field.qualifier == year);
    (agrees(date.month) && agrees(date.day)).then_some(year)
}

/// "about" stands before a day, month or year; what is already vague is called approximate behind.
fn with_mark(plain: &str, mark: Qualifier, date: &Date) -> String {
    let is_vague = date.has_unspecified() || date.year.significant_digits.is_some();
    match (mark.approximate, mark.uncertain) {
        (false, false) => plain.to_owned(),
        (false, true) => format!("{plain} (uncertain)"),
        (true, false) if is_vague => format!("{plain} (approximate)"),
        (true, true) if is_vague => format!("{plain} (approximate and uncertain)"),
        (true, false) => format!("about {plain}"),
        (true, true) => format!("about {plain} (uncertain)"),
    }
}

/// `month and year approximate`, `year uncertain; day approximate`.
fn parts_in_doubt(date: &Date) -> String {
    let parts = [
        date.day.map(|field| ("day", field.qualifier)),
        date.month.map(|field| (month_part(field), field.qualifier)),
        Some(("year", date.year.qualifier)),
    ];
    let mark = |approximate, uncertain| Qualifier { approximate, uncertain };
    let doubts = [
        (mark(true, false), "approximate"),
        (mark(false, true), "uncertain"),
        (mark(true, true), "approximate and uncertain"),
    ];
    let named = doubts.iter().filter_map(|(mark, word)| {
        let names = parts.iter().flatten().filter(|(_, own)| own == mark).map(|(name, _)| *name);
        let names: Vec<_> = names.collect();
        (!names.is_empty()).then(|| format!("{} {word}", joined(&names, "and")))
    });
    named.collect::<Vec<_>>().join("; ")
}

/// What the second part of a date is called.
fn month_part(field: DateField) -> &'static str {
    match field.value() {
        Some(21..=32) => "season",
        Some(33..=36) => "quarter",
        Some(37..=39) => "quadrimester",
        Some(40..=41) => "half",
        _ => "month",
    }
}

/// `12 February 2025, 10:15 UTC`.
fn moment(instant: &Instant) -> String {
    let day = day::words(&instant.written.date);
    format!("{day}, {}{}", clock(instant), zone(instant))
}

/// `10:15`, `10:15:30`.
fn clock(instant: &Instant) -> String {
    let time = instant.written.time;
    let minutes = format!("{:02}:{:02}", time.hour, time.minute);
    if instant.has_seconds { format!("{minutes}:{:02}", time.second) } else { minutes }
}

/// ` UTC`, ` (UTC+02:00)`, or nothing.
fn zone(instant: &Instant) -> String {
    match instant.written.time.shift {
        None => String::new(),
        Some(TimeShift::Utc) => " UTC".to_owned(),
        Some(TimeShift::Offset { minutes, .. }) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            let size = minutes.unsigned_abs();
            format!(" (UTC{sign}{:02}:{:02})", size / 60, size % 60)
        }
    }
}

/// `a`, `a and b`, `a, b and c`.
fn joined<T: AsRef<str>>(items: &[T], word: &str) -> String {
    let Some((last, others)) = items.split_last() else { return String::new() };
    if others.is_empty() {
        return last.as_ref().to_owned();
    }
    let others: Vec<_> = others.iter().map(AsRef::as_ref).collect();
    format!("{} {word} {}", others.join(", "), last.as_ref())
}

/// The written month, where it is one.
fn month_of(date: &Date) -> Option<u8> {
    date.month.and_then(DateField::value).filter(|month| !month_name(*month).is_empty())
}

/// The written day.
fn day_of(date: &Date) -> Option<u8> {
    date.day.and_then(DateField::value)
}

#[cfg(test)]
mod tests;
