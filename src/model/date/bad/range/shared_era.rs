//! Two dates of which one says the era of both: `1184-1153 BC`, `March 45 - May 44 BC`, `250-60 AD`.
//!
//! Invariant: a date beside one with its era is of the same era, where it says none.

use super::sides::{Side, Sides, both, side, tails};
use super::{Flaw, Sense, pair};
use crate::model::date::bad::doubt::Doubt;
use crate::model::date::bad::{BadDateKind, Guess, Order, era, parts, phrase};
use crate::model::digits::are_digits;

/// The first date with the era of the last.
pub(super) fn lent(first: &str, last: &str, order: Order) -> Option<Vec<Sides>> {
    let (bare, _) = phrase::undoubted(last);
    let before = era::before(bare).filter(|_| !era::is_said(first))?;
    let era = format!(" {}", bare[before.len()..].trim_start());
    let end = side(last, order)?;
    let mut lendable: Vec<&str> = tails(bare).filter(|tail| tail.len() > era.len()).collect();
    lendable.push(&era);
    let first = first.trim_end_matches('.');
    let starts = lendable.iter().filter_map(|tail| side(&format!("{first}{tail}"), order));
    let mut starts: Vec<Side> =
        starts.filter(|start| start.kind != BadDateKind::ImpossibleDay).collect();
    starts.sort_by_key(|start| parts(&start.dates[0]) != parts(&end.dates[0]));
    let start = starts.into_iter().next()?;
    let shortened = shortened(first, before).filter(|(start, end)| end < start);
    let shortened = shortened.and_then(|(_, year)| side(&format!("{year}{era}"), order));
    let Some(short) = shortened else { return both(start, end) };
    let is_long = phrase::undoubted(first).0.len() > 2;
    let mut read = both(start.clone(), end)?;
    read.extend(both(start, short)?);
    if is_long {
        read.reverse();
    }
    for sides in &mut read {
        sides.kind = BadDateKind::Ambiguous;
        "names two years, the second whole or without what it shares with the first"
            .clone_into(&mut sides.says);
    }
    Some(read)
}

/// `250-60 AD`, `c. AD 1250-57`: years of the common era run up, so the second is short.
pub(super) fn short_in_common(first: &str, last: &str) -> Option<Vec<Sides>> {
    let ((first, front), (last, behind)) = (phrase::undoubted(first), phrase::undoubted(last));
    let (start, end) = (era::common_year(first), era::common_year(last));
    if start.is_none() && end.is_none() {
        return None;
    }
    let (start, end) = shortened(start.unwrap_or(first), end.unwrap_or(last))
        .filter(|(start, end)| start < end && *start > 0)?;
    let date = |year: i64, doubt: Doubt| format!("{year:04}{}", doubt.sign());
    Some(vec![Sides {
        kind: BadDateKind::TwoDigitYear,
        start: date(start, front),
        end: date(end, behind),
        says: "names two years, the second without what it shares with the first".to_owned(),
    }])
}

/// 1184 and 1183 of `1184/83`: the second number may leave out the beginning of its year.
fn shortened(first: &str, last: &str) -> Option<(i64, i64)> {
    let (first, _) = phrase::undoubted(first);
    let is_shorter = last.len() < first.len() && are_digits(first) && are_digits(last);
    let (year, end): (i64, i64) = (first.parse().ok().filter(|_| is_shorter)?, last.parse().ok()?);
    let shared = 10_i64.checked_pow(last.len().try_into().ok()?)?;
    Some((year, (year - year % shared).checked_add(end)?))
}

/// `-0300--0200`: behind a year before the era the second of two hyphens may be the sign of another.
pub(super) fn behind_dashes(
    [first, last]: [&str; 2],
    (joint, flaw): (&str, Flaw),
) -> Option<Guess> {
    let is_early = |side: &Side| side.dates.iter().any(|date| date.starts_with('-'));
    if joint != "--" {
        return None;
    }
    side(first, Order::Any).filter(is_early)?;
    let signed = format!("-{last}");
    let readings = [signed.as_str(), last].map(|last| pair([first, last], Sense::Lasting, flaw));
    let edtf: Vec<_> = readings.into_iter().flatten().flat_map(|guess| guess.edtf).collect();
    let says = "names two dates, of which the second may be before the era";
    (!edtf.is_empty()).then(|| Guess::new(BadDateKind::Ambiguous, says, edtf))
}
