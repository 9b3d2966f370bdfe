//! Texts in EDTF's form that are no dates: a month, day or hour that does not exist, an end
//! before its start, and whatever nobody recognises.
//!
//! Invariant: the span is the offending part, not the whole text.

use std::ops::Range;

use chrono::NaiveDate;

use super::{BadDate, BadDateKind, Fault, Guess, bad, doubt, is_date};
use crate::model::date::calendar::{days_of_month, month_name, year_heading};
use crate::model::date::full;

/// A date in EDTF's form that no calendar or clock has, or an end before its start.
pub(super) fn impossible(text: &str, fault: Fault) -> Option<BadDate> {
    if fault.kind == Some(BadDateKind::EndBeforeStart) {
        return Some(end_first(text, fault.offset));
    }
    let (span, guess) = unknown_to_calendar(text, fault)?;
    Some(bad(text, span, guess))
}

/// What is wrong with a text in EDTF's form that no calendar or clock has, and what it may have been.
pub(super) fn no_such(text: &str) -> Option<Guess> {
    let fault = full::date(text).err()?;
    unknown_to_calendar(text, fault).map(|(_, guess)| guess)
}

/// The part that no calendar or clock has, and what it may have been.
fn unknown_to_calendar(text: &str, fault: Fault) -> Option<(Range<usize>, Guess)> {
    let at = fault.offset;
    let span = at..at + 2;
    if let "day is out of range for the month" | "no calendar month matches the unspecified digits" =
        fault.message
        && text.get(span.clone())?.contains('X')
    {
        let says = "has no such day or month, whatever the X stand for";
        return Some((span, impossible_day(says.to_owned(), Vec::new())));
    }
    let number: u8 = text.get(span.clone())?.parse().ok()?;
    let before = text.get(..at)?;
    let after = text.get(at + 2..)?;
    let guess = if fault.message.starts_with("month must be 01-12") {
        month(before, number, after)
    } else if fault.message.starts_with("day is out of range") {
        day(before, number, after)
    } else {
        clock(before, number, after, fault.message)?
    };
    Some((span, guess))
}

fn impossible_day(says: String, edtf: Vec<String>) -> Guess {
    Guess::new(BadDateKind::ImpossibleDay, says, edtf)
}

/// `2025-13-01` may have day and month swapped, `2019-20` be two years, `2025-00-00` leave them out.
fn month(before: &str, number: u8, after: &str) -> Guess {
    let says = format!("has no month {number:02}");
    let year = before.strip_suffix('-').unwrap_or(before);
    let day = after.strip_prefix('-').and_then(|day| day.get(..2));
    if number == 0 {
        let rest = after.strip_prefix("-00").unwrap_or(after);
        if rest.starts_with('-') && rest.len() > 2 {
            let whole_year = format!("{year}{}", &rest[3..]);
            return impossible_day(says, vec![format!("{year}-XX{rest}"), whole_year]);
        }
        let century = year.parse().ok().filter(|year: &u16| year % 100 == 99 && after.is_empty());
        let years = century.map(|year| format!("{year:04}/{:04}", year + 1));
        let whole_year = format!("{year}{}", without_zeros(rest));
        return impossible_day(says, years.into_iter().chain([whole_year]).collect());
    }
    let swapped = day.map(|day| format!("{before}{day}-{number:02}{}", &after[3..]));
    let (after_mark, mark) = doubt::unmarked(after);
    let years = (year.len() == 4 && after_mark.is_empty()).then(|| {
        let end = format!("{}{number:02}", &year[..2]);
        doubt::spread([year, &end], [doubt::Doubt::NONE, mark])
    });
    let years = years.into_iter().flatten().map(|ends| ends.join("/"));
    let is_next = year.parse().is_ok_and(|year: i64| (year + 1) % 100 == i64::from(number));
    // Beside such a cell others of the column are dates of EDTF.
    let beside = "; beside it `2020-21` is a season of 2020, not two years";
    let says = if is_next && day.is_none() { says + beside } else { says };
    impossible_day(says, swapped.into_iter().chain(years).collect())
}

/// `2025-02-30` may be the last day of the month, or some day of it.
fn day(before: &str, number: u8, after: &str) -> Guess {
    let (year, month) = year_and_month(before);
    let whole_month = before.strip_suffix('-').map(|month| format!("{month}{after}"));
    if let Some(month) = month.filter(|month| number == 0 && *month > 12) {
        return impossible_day(format!("has no month {month}"), Vec::new()); // a season has no day
    }
    if number == 0 {
        let month =
            before.strip_suffix('-').map(|month| format!("{month}{}", without_zeros(after)));
        return impossible_day("has no day 00".to_owned(), month.into_iter().collect());
    }
    let Some((year, month)) = year.zip(month) else {
        return impossible_day(format!("has no day {number}"), whole_month.into_iter().collect());
    };
    let days = days_of_month(year, month);
    let name = month_name(month);
    let says = match month {
        2 => format!("has no day {number}: {name} {} has {days} days", year_heading(year)),
        _ => format!("has no day {number}: {name} has {days} days"),
    };
    let last = (number <= 31).then(|| format!("{before}{days:02}{after}"));
    impossible_day(says, last.into_iter().chain(whole_month).collect())
}

/// What stands behind a start that has zeros, without those at its end: `/1906-07` of `/1906-07-00`.
fn without_zeros(rest: &str) -> &str {
    let is_end = rest.strip_prefix('/').is_some_and(|end| !end.starts_with('-'));
    if is_end { rest.trim_end_matches("-00") } else { rest }
}

/// The year and month that a text ends with, before the hyphen of a day.
fn year_and_month(before: &str) -> (Option<i64>, Option<u8>) {
    let plain: String =
        before.chars().filter(|letter| !matches!(letter, '?' | '~' | '%')).collect();
    let at = plain.len().saturating_sub(8);
    let (front, digits) = plain.split_at_checked(at).unwrap_or_default();
    let sign = if front.ends_with('-') { -1 } else { 1 };
    let year = digits.get(..4).and_then(|year| year.parse::<i64>().ok());
    let month = digits.get(5..7).and_then(|month| month.parse().ok());
    (year.map(|year| sign * year), month)
}

/// Hour 24 is midnight of the next day; other hours, minutes and seconds have no reading.
fn clock(before: &str, number: u8, after: &str, message: &str) -> Option<Guess> {
    let unit = ["hour", "minute", "second"].into_iter().find(|unit| message.starts_with(unit))?;
    let mut says = format!("has no {unit} {number}");
    if (unit, number) == ("second", 60) {
        says.push_str(": a leap second ends a month, at 23:59:60 UTC");
    }
    let midnight = (unit == "hour" && number == 24 && after.starts_with(':'))
        .then(|| next_midnight(before, after))
        .flatten();
    Some(impossible_day(says, midnight.into_iter().collect()))
}

fn next_midnight(before: &str, after: &str) -> Option<String> {
    let date = before.strip_suffix('T')?;
    let start = date.len().checked_sub(10)?;
    let day = next_day(date.get(start..)?)?;
    Some(format!("{}{day}T00{after}", &date[..start]))
}

/// The day after `2025-02-12`.
pub(super) fn next_day(day: &str) -> Option<String> {
    let next = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?.succ_opt()?;
    Some(next.format("%Y-%m-%d").to_string())
}

/// `2025-02-10/2025-02-07`, `[2025-02-10..2025-02-07]`.
fn end_first(text: &str, offset: usize) -> BadDate {
    let swapped = match text.split_once('/') {
        Some((start, end)) => Some(format!("{end}/{start}")),
        None => swapped_range(text),
    };
    let says = "ends before it starts";
    let guess = Guess::new(BadDateKind::EndBeforeStart, says, swapped.into_iter().collect());
    let length = text.get(offset..).and_then(|rest| rest.find([',', ']', '}']));
    bad(text, offset..length.map_or(text.len(), |length| offset + length), guess)
}

/// A set in which each range that runs backwards is turned round.
fn swapped_range(text: &str) -> Option<String> {
    let open = text.get(..1)?;
    let close = text.get(text.len().checked_sub(1)?..)?;
    let elements = text.get(1..text.len() - 1)?.split(',').map(|element| {
        let is_sound = is_date(&format!("{open}{element}{close}"));
        let ends = element.split_once("..").filter(|_| !is_sound);
        ends.map_or_else(|| element.to_owned(), |(start, end)| format!("{end}..{start}"))
    });
    Some(format!("{open}{}{close}", elements.collect::<Vec<_>>().join(",")))
}

/// What nobody recognises: from where edtf-core stopped, with a reason where it helps.
pub(super) fn malformed(text: &str, fault: Fault) -> BadDate {
    let guess = Guess::new(BadDateKind::Malformed, reason(fault.message), unequal_ends(text));
    let is_edtf = text.bytes().all(|byte| b"0123456789XYESTZ-/.[]{},:+?~%".contains(&byte));
    let span = if is_edtf { rest(text, fault.offset) } else { 0..text.len() };
    bad(text, span, guess)
}

/// An interval with a time at one end, or a zone at one end: what is missing is filled in from
/// the other end, or the times go.
fn unequal_ends(text: &str) -> Vec<String> {
    let Some((start, end)) = text.split_once('/').filter(|_| text.contains('T')) else {
        return Vec::new();
    };
    let ((start, front), (end, behind)) = (doubt::unmarked(start), doubt::unmarked(end));
    let day = |end: &str| end.split('T').next().unwrap_or_default().to_owned();
    let zone = |end: &str| {
        let time = end.find('T')? + 1;
        let at = end[time..].find(['Z', '+', '-'])?;
        Some(end[time + at..].to_owned())
    };
    let mut zoned = format!("{start}/{}T{end}", day(start));
    if start.contains('T') && end.contains('T') {
        let [first, last] = [zone(start), zone(end)].map(Option::unwrap_or_default);
        zoned = format!("{start}{last}/{end}{first}");
    }
    // A time takes no mark, so that the days come first where there is one.
    let days = format!("{}{}/{}{}", day(start), front.sign(), day(end), behind.sign());
    let is_marked = front.and(behind) != doubt::Doubt::NONE;
    if is_marked { vec![days, zoned] } else { vec![zoned, days] }
}

/// What an EDTF reader found wrong, where a person can do something with it.
fn reason(message: &'static str) -> String {
    const USEFUL: &[&str] = &[
        "interval",
        "set",
        "sets",
        "season",
        "sub-year",
        "significant",
        "Y-prefixed",
        "negative",
        "unterminated",
        "one end",
        "an interval",
        "time shift",
        "shift",
        "leading zeros",
        "the exponent",
        "a range without",
    ];
    if message == "interval must contain exactly one '/'" {
        return "is not a date: an interval has one stroke".to_owned();
    }
    let is_useful = USEFUL.iter().any(|word| message.starts_with(word));
    if is_useful { format!("is not a date: {message}") } else { "is not a date".to_owned() }
}

/// From an offset to the end, on character boundaries; the whole text where nothing is left.
fn rest(text: &str, offset: usize) -> Range<usize> {
    let start = text.floor_char_boundary(offset);
    if start >= text.len() { 0..text.len() } else { start..text.len() }
}
