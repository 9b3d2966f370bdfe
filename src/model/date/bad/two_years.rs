//! Two years of which the second leaves out what it shares with the first: `1914-18`, `1999/00`,
//! `1341/2`, `11 Feb 1731/32`; and two years that lack their zeros: `443/1492`.
//!
//! Invariant: the second year is later than the first.

use super::range::lasted;
use super::{BadDateKind, Guess, month_name, month_text, year_text};
use crate::model::date::full_year;
use crate::model::digits::are_digits;

/// The year that one or two digits say behind another year: 1918 behind 1914, 2000 behind 1999.
pub(super) fn end_year(first: i64, digits: &str) -> Option<i64> {
    let shared = match digits.len() {
        1 => 10,
        2 => 100,
        _ => return None,
    };
    let last: i64 = digits.parse().ok()?;
    let same = first - first.rem_euclid(shared) + last;
    let is_next = (first + 1).rem_euclid(shared) == last;
    if same > first { Some(same) } else { is_next.then_some(first + 1) }
}

/// `2025-5`, `2025/05`; `2024/25` and `1991/2` are two years.
pub(super) fn or_month(year: i64, second: &str, separator: char) -> Option<Guess> {
    let end = end_year(year, second).filter(|_| separator != '.');
    let mut years: Vec<_> = end.map(|end| format!("{year:04}/{end:04}")).into_iter().collect();
    if end == Some(year + 1) && separator == '/' && year < 1753 {
        // One year, which began in March.
        years.push(format!("[{year:04},{:04}]", year + 1));
    }
    let month: i64 = second.parse().ok()?;
    if !(1..=12).contains(&month) {
        let says = "has a year of two digits";
        let guess = Guess::new(BadDateKind::TwoDigitYear, says, years);
        return (!guess.edtf.is_empty()).then_some(guess);
    }
    let (kind, says) = match separator {
        '-' => (BadDateKind::NotPadded, "lacks a zero before the month"),
        _ => (BadDateKind::Separators, "is not written with a hyphen"),
    };
    let dates = std::iter::once(month_text(year, month)).chain(years).collect();
    Some(Guess::new(kind, says, dates))
}

/// `1923-12/01`, `1923-12 - 01`: months over New Year, or a day.
pub(super) fn months(text: &str) -> Option<Guess> {
    let (start, last) = text.split_once('/').or_else(|| text.split_once(" - "))?;
    let (year, month) = start.split_once('-').filter(|_| start.len() == 7 && last.len() == 2)?;
    let (year, month, next): (i64, i64, i64) =
        (year.parse().ok()?, month.parse().ok()?, last.parse().ok()?);
    if !(1..=12).contains(&month) || !(1..month).contains(&next) {
        return None;
    }
    let end = month_text(year + 1, next);
    let edtf =
        vec![format!("{start}/{end}"), format!("{start}-{last}"), format!("[{start}..{end}]")];
    let says = "may be months over New Year, or a day";
    Some(Guess::new(BadDateKind::Ambiguous, says, edtf))
}

/// `443/1492`, `850-900`, `-120/2001`: two years, one of them of fewer than four digits, as columns of
/// years are joined; `12/13` and `11/54` may be a day or a month as well, and are none.
pub(super) fn early(text: &str) -> Option<Guess> {
    let is_before = text.starts_with('-');
    let parted = text.split_once(['/', '–']).or_else(|| text.split_once(" - "));
    let (first, last) = parted.or_else(|| text.split_once('-').filter(|_| !is_before))?;
    let (first, last) = (first.trim(), last.trim());
    let (start, end) = (year_in_digits(first)?, year_in_digits(last)?);
    if is_before {
        return before_era([first, last], [start, end]);
    }
    let in_full = |year: i64| if year < 100 { full_year(year) } else { year };
    let is_short = match (first.len(), last.len()) {
        (1..=3, 3) | (3, 4) if end > 0 && !first.starts_with('0') => false,
        (2, 4) if start > 31 => true,
        (2, 2) if start > 12 && end > start + 1 => true,
        _ => return None,
    };
    let [start_text, end_text] = [start, end].map(year_text);
    if is_short {
        let full = [start, end].map(in_full).map(year_text);
        let years = vec![full.join("/"), format!("{start_text}/{end_text}")];
        return Some(Guess::new(BadDateKind::TwoDigitYear, "has a year of two digits", years));
    }
    let mut guess = lasted(BadDateKind::Malformed, &start_text, &end_text);
    if guess.kind == BadDateKind::Malformed {
        guess.says = "has a year of fewer than four digits".to_owned();
    }
    Some(guess)
}

/// What a year before the era of fewer than four digits leaves open, in two years: with a year 0, or as
/// people count.
fn before_era([first, last]: [&str; 2], [start, end]: [i64; 2]) -> Option<Guess> {
    let is_short = |text: &str| text.starts_with('-') && text.len() < 5;
    let in_count = |text: &str, year: i64, zero: i64| {
        year_text(if is_short(text) { year + zero } else { year })
    };
    let years = [0, 1]
        .map(|zero| format!("{}/{}", in_count(first, start, zero), in_count(last, end, zero)));
    let says = "may be of years counted with a year 0, or of those before the era as people count";
    let is_known = !is_short(first) && !is_short(last);
    let is_full = [first, last].iter().all(|year| year.trim_start_matches('-').len() == 4);
    let (kind, says) = match is_known {
        true if is_full => (BadDateKind::Malformed, "names two dates"),
        true => (BadDateKind::Malformed, "has a year of fewer than four digits"),
        false => (BadDateKind::Ambiguous, says),
    };
    Some(Guess::new(kind, says, years.to_vec()))
}

/// A year of one to four digits, perhaps before the era.
fn year_in_digits(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_year = (1..=4).contains(&digits.len()) && are_digits(digits);
    text.parse().ok().filter(|_| is_year)
}

/// `11 Feb 1731/32`: where the year began in March, it was 1731, and is 1732 as years are counted now.
pub(super) fn double(text: &str) -> Option<Guess> {
    let (before, digits) = text.rsplit_once('/')?;
    let (day, year) = before.rsplit_once(' ').filter(|(_, year)| year.len() == 4)?;
    let first: i64 = year.parse().ok()?;
    let last = if digits.len() == 4 { digits.parse().ok() } else { end_year(first, digits) };
    let last = last.filter(|last| *last == first + 1)?;
    let dates = [last, first].map(|year| month_name::date(&format!("{day} {year:04}")));
    let sound = dates.into_iter().flatten().filter(|guess| guess.kind == BadDateKind::InWords);
    let mut dates: Vec<_> = sound.flat_map(|guess| guess.edtf).collect();
    // Behind the spring the year is the same in both counts.
    if dates.first()?.get(5..7)? > "03" {
        dates.reverse();
    }
    let says = "has two years, as where the year began in March: the later one is that of January";
    Some(Guess::new(BadDateKind::Ambiguous, says, dates))
}
