//! Early, mid and late: the thirds of a month, year, decade or century.
//!
//! Invariant: the three thirds are the whole, and none lies in another.

use crate::model::date::bad::parts_of_year::years;
use crate::model::date::bad::{month_text, year_text};
use crate::model::date::calendar::days_of_month;

/// Which part of a month, year or decade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::model::date::bad) enum Portion {
    Early,
    Mid,
    Late,
}

/// The early, middle or late third of a month, year or decade, or two of them.
pub(super) fn part(date: &str, (from, to): (Portion, Portion)) -> Option<String> {
    let third = |last: u8, [a, b]: [u8; 2]| {
        let of = |portion| match portion {
            Portion::Early => (1, a),
            Portion::Mid => (a + 1, b),
            Portion::Late => (b + 1, last),
        };
        (of(from.min(to)).0, of(from.max(to)).1)
    };
    if let Some((first_year, 100)) = date.strip_prefix("[-").and_then(|_| years(date)) {
        let (first, last) = third(100, [34, 67]);
        let year = |number: u8| year_text(first_year + i64::from(number) - 1);
        return Some(format!("[{}..{}]", year(first), year(last)));
    }
    if let Some(century) = date.strip_suffix("XX").filter(|century| century.len() == 2) {
        let (first, last) = third(100, [34, 67]);
        return Some(format!("[{century}{:02}..{century}{:02}]", first - 1, last - 1));
    }
    if let Some(decade) = date.strip_suffix('X').filter(|decade| decade.len() == 3) {
        let (first, last) = third(10, [4, 7]);
        return Some(format!("[{decade}{}..{decade}{}]", first - 1, last - 1));
    }
    let days = date.trim_start_matches('-');
    let (year, month) = days.split_once('-').unwrap_or((days, ""));
    let sign = &date[..date.len() - days.len()];
    let number: i64 = year.parse().ok().filter(|_| year.len() == 4)?;
    let number = if sign.is_empty() { number } else { -number };
    if month.is_empty() {
        let (first, last) = third(12, [4, 8]);
        return Some(format!("[{date}-{first:02}..{date}-{last:02}]"));
    }
    let month: u8 = month.parse().ok()?;
    if let Some((begins, months)) = months_of(month) {
        let (first, last) = third(months, [months / 3, months / 3 * 2]);
        let [first, last] = [first, last].map(|nth| i64::from(begins + nth - 2));
        let [first, last] = [first, last].map(|at| month_text(number + at / 12, at % 12 + 1));
        return Some(if first == last { first } else { format!("[{first}..{last}]") });
    }
    let days = days_of_month(number, month);
    let (first, last) = third(days, [10, 20]);
    (days > 0).then(|| format!("[{date}-{first:02}..{date}-{last:02}]"))
}

/// The first month of a season or part of a year by its EDTF number, and how many months it has.
fn months_of(code: u8) -> Option<(u8, u8)> {
    match code {
        21..=24 => Some((code * 3 - 60, 3)),
        33..=36 => Some((code * 3 - 98, 3)),
        40..=41 => Some((code * 6 - 239, 6)),
        _ => None,
    }
}
