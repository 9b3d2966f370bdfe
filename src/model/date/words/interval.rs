//! Intervals in words; parts that both ends share are said once.
//!
//! Invariant: an end keeps its mark, and open and unknown ends are named as such.

use edtf_core::{Date, Interval, IntervalEndpoint as End, Precision, Qualifier};

use super::day::{is_plain, year};
use super::{clock, day, day_of, marked, moment, month_of, uniform, zone};
use crate::model::date::calendar::month_name;
use crate::model::date::full::Instant;

/// An interval: `7-10 May 2025`, `from 2025 on (end open)`.
pub(super) fn words(interval: &Interval) -> String {
    if let (End::Date(start), End::Date(end)) = (&interval.start, &interval.end) {
        return range(start, end);
    }
    let start = start(&interval.start);
    let end = end(&interval.end);
    let is_endless = matches!(interval.end, End::Open);
    let notes: Vec<_> = [note(&interval.start, "start"), note(&interval.end, "end")]
        .into_iter()
        .flatten()
        .collect();
    let on = if is_endless { "on".to_owned() } else { String::new() };
    let said: Vec<_> = [start, end, on].into_iter().filter(|text| !text.is_empty()).collect();
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    format!("{}{notes}", said.join(" "))
}

fn start(end: &End) -> String {
    match end {
        End::Date(date) => format!("from {}", marked(date)),
        End::OnOrBefore(date) => format!("from {} or earlier", marked(date)),
        _ => String::new(),
    }
}

fn end(end: &End) -> String {
    match end {
        End::Date(date) => format!("until {}", marked(date)),
        End::OnOrAfter(date) => format!("until {} or later", marked(date)),
        _ => String::new(),
    }
}

fn note(end: &End, name: &str) -> Option<String> {
    match end {
        End::Open => Some(format!("{name} open")),
        End::Unknown => Some(format!("{name} unknown")),
        _ => None,
    }
}

/// From one date to another; a doubt said last names the end where the start has none.
fn range(start: &Date, end: &Date) -> String {
    let said = both(start, end);
    let is_said_last = end.is_uncertain() || uniform(end).is_none();
    match said.rfind('(') {
        Some(at) if is_said_last && unmarked(start) => {
            format!("{}(end {}", &said[..at], &said[at + 1..])
        }
        _ => said,
    }
}

fn unmarked(date: &Date) -> bool {
    uniform(date) == Some(Qualifier::default())
}

fn both(start: &Date, end: &Date) -> String {
    let alike = start.precision() == end.precision() && is_plain(start) && is_plain(end);
    if !alike || !unmarked(start) || uniform(end).is_none() {
        return format!("{} - {}", marked(start), marked(end));
    }
    if start == end {
        return format!("{} (start and end)", marked(start));
    }
    shared(start, end)
}

/// Two plain dates of the same precision, the first without a mark.
fn shared(start: &Date, end: &Date) -> String {
    let is_end_unmarked = unmarked(end);
    let same_year = start.year.value() == end.year.value();
    let same_month = same_year && month_of(start) == month_of(end);
    let name = |date: &Date| month_of(date).map_or("", month_name);
    match (start.precision(), day_of(start)) {
        (Precision::Day, Some(first)) if same_month && is_end_unmarked => {
            format!("{first}-{}", day::words(end))
        }
        (Precision::Day, Some(first)) if same_year => {
            format!("{first} {} - {}", name(start), marked(end))
        }
        (Precision::Month, _) if same_year && is_end_unmarked => {
            format!("{}-{}", name(start), day::words(end))
        }
        (Precision::Month, _) if same_year => format!("{} - {}", name(start), marked(end)),
        (Precision::Year, _) if is_end_unmarked && is_short(start) && is_short(end) => {
            format!("{}-{}", year(start), year(end))
        }
        _ => format!("{} - {}", marked(start), marked(end)),
    }
}

/// A year that is a number alone, so that a hyphen may join it.
fn is_short(date: &Date) -> bool {
    date.year.value().is_some_and(|value| (1000..=9999).contains(&value))
}

/// From one time to another; day and zone are said once where both ends share them.
pub(super) fn moments(start: &Instant, end: &Instant) -> String {
    let same_day = start.written.date == end.written.date;
    let same_zone = start.written.time.shift == end.written.time.shift;
    if !same_day || !same_zone {
        return format!("{} - {}", moment(start), moment(end));
    }
    let day = day::words(&start.written.date);
    format!("{day}, {}-{}{}", clock(start), clock(end), zone(end))
}
