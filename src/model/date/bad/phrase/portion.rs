//! Early, mid and late: the thirds of a month, year, decade or century.
//!
//! Invariant: the three thirds are the whole, and none lies in another.

use crate::model::date::bad::season::years;
use crate::model::date::bad::year_text;
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
    let year = date.get(..4)?;
    if let Some(century) = date.strip_suffix("XX").filter(|century| century.len() == 2) {
        let (first, last) = third(100, [34, 67]);
        return Some(format!("[{century}{:02}..{century}{:02}]", first - 1, last - 1));
    }
    if let Some(decade) = date.strip_suffix('X').filter(|decade| decade.len() == 3) {
        let (first, last) = third(10, [4, 7]);
        return Some(format!("[{decade}{}..{decade}{}]", first - 1, last - 1));
    }
    if date.len() == 4 {
        let (first, last) = third(12, [4, 8]);
        return Some(format!("[{year}-{first:02}..{year}-{last:02}]"));
    }
    let month: u8 = date.get(5..)?.parse().ok()?;
    let days = days_of_month(year.parse().ok()?, month);
    let (first, last) = third(days, [10, 20]);
    (days > 0).then(|| format!("[{date}-{first:02}..{date}-{last:02}]"))
}
