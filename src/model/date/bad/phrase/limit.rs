//! What words make of a date that is a limit: before, up to, after, since.
//!
//! Invariant: no time that the words include lies beyond the limit.

use super::portion::{Portion, part};
use crate::model::date::bad::{coarse, parts};
use crate::model::date::full;

/// What a date is the limit of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model::date::bad) enum Limit {
    Before,
    UpTo,
    /// "Up to", "before" or "until".
    To,
    Until,
    After,
    From,
    Since,
    OpenStart,
}

impl Limit {
    /// Whether what it limits lies behind it.
    pub(super) fn is_behind(self) -> bool {
        matches!(self, Self::After | Self::From | Self::Since)
    }

    /// Whether what it limits lasted.
    pub(super) fn is_lasting(self) -> bool {
        matches!(self, Self::Until | Self::Since | Self::OpenStart)
    }
}

/// Before, up to, after, since a date.
pub(super) fn of_date(date: &str, marked: &str, limit: Limit) -> Vec<String> {
    if date.starts_with('X') {
        return Vec::new();
    }
    let beside = |step| neighbour(date, step).filter(|_| date == marked);
    let up_to = format!("[..{marked}]");
    let before = || beside(-1).map(|day| format!("[..{day}]")).into_iter();
    let from = format!("[{marked}..]");
    match limit {
        Limit::Before => before().chain([up_to]).collect(),
        Limit::UpTo => vec![up_to],
        Limit::To => [up_to].into_iter().chain(before()).chain([format!("/{marked}")]).collect(),
        Limit::Until => vec![format!("/{marked}"), up_to],
        Limit::After => {
            beside(1).map(|day| format!("[{day}..]")).into_iter().chain([from]).collect()
        }
        Limit::From => vec![from],
        Limit::OpenStart => vec![up_to, format!("../{marked}")],
        Limit::Since => vec![format!("{marked}/.."), from],
    }
}

/// `before the second half of the 19th century`: the limit is an end of it. What lasted to it ended on
/// no such day, so its limit is the whole.
pub(super) fn of_span([first, last]: [&str; 2], whole: Option<&str>, limit: Limit) -> Vec<String> {
    let nearest = |edge| of_date(edge, edge, limit).into_iter().take(1).collect();
    let (up_to, from) = (format!("[..{last}]"), format!("[{first}..]"));
    let lasting = |[before, behind]: [&str; 2]| Some(format!("{before}{}{behind}", whole?));
    match limit {
        Limit::Before | Limit::From => nearest(first),
        Limit::UpTo | Limit::To | Limit::After => nearest(last),
        Limit::Until => lasting(["/", ""]).into_iter().chain([up_to]).collect(),
        Limit::Since => lasting(["", "/.."]).into_iter().chain([from]).collect(),
        Limit::OpenStart => [up_to].into_iter().chain(lasting(["../", ""])).collect(),
    }
}

/// `before the last quarter of the 1850s`: it begins in the middle of 1857, so the limit leaves out no
/// part of that year. Only a quarter of ten years has such an end.
pub(super) fn of_quarter<'a>(
    [first, last]: [&'a str; 2],
    whole: Option<&str>,
    limit: Limit,
) -> ([&'a str; 2], Limit) {
    let is_of_ten = whole.is_some_and(|whole| whole.ends_with('X') && !whole.ends_with("XX"));
    let is_shared = |year: &str| is_of_ten && year.ends_with(['2', '7']);
    match limit {
        Limit::Before if is_shared(first) => ([first, first], Limit::UpTo),
        Limit::After if is_shared(last) => ([last, last], Limit::From),
        _ => ([first, last], limit),
    }
}

/// `by late May 2025`, `before the end of May 2025`: the latter is still in May, where the words name
/// an edge. Whether the time before a middle holds a part of it is not known.
pub(super) fn of_part(
    date: &str,
    portion: (Portion, Portion),
    limit: Limit,
    names_edge: bool,
) -> Vec<String> {
    let Some(part) = part(date, portion) else { return Vec::new() };
    let [first, last] = span(&part).unwrap_or([&part, &part]);
    let of = |limit| of_span([first, last], Some(date), limit);
    match (limit, portion) {
        (Limit::Before, (_, Portion::Late)) if names_edge => of(Limit::UpTo),
        (Limit::After, (Portion::Early, _)) if names_edge => of(Limit::From),
        (Limit::Until, (_, Portion::Late)) if names_edge => {
            [of(limit), vec![format!("/{last}")]].concat()
        }
        (Limit::Since, (Portion::Early, _)) if names_edge => {
            [of(limit), vec![format!("{first}/..")]].concat()
        }
        (Limit::Before, (Portion::Mid, Portion::Mid)) => [of(limit), of(Limit::UpTo)].concat(),
        (Limit::After, (Portion::Mid, Portion::Mid)) => [of(limit), of(Limit::From)].concat(),
        _ => of(limit),
    }
}

/// The first and the last date of one time within.
pub(super) fn span(date: &str) -> Option<[&str; 2]> {
    let inside = date.strip_prefix('[')?.strip_suffix(']')?;
    let (first, last) = inside.split_once("..")?;
    let is_span = !first.is_empty() && !last.is_empty() && !inside.contains(',');
    is_span.then_some([first, last])
}

/// The day, month or year before or after.
fn neighbour(date: &str, step: i64) -> Option<String> {
    let parsed = full::date(date).ok()?;
    let day = if step < 0 { parsed.first_day()? - 1 } else { parsed.last_day()? + 1 };
    let date = date.trim_start_matches('[').split("..").next()?;
    Some(coarse(day, parts(date)))
}
