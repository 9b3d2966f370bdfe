//! Where an event stands in time once its links are put to use: derived dates, and which places are
//! open.
//!
//! Only what is certain counts here: no assumption moves a row. An event whose own date is doubtful
//! and leaves nothing of what follows for it stands by its date alone.
//!
//! Invariant: without links every event stands where its date puts it, and nothing is computed.

use std::collections::BTreeSet;

use crate::model::Dataset;
use crate::model::date::{Date, minute, moment};
use crate::model::time::{Footing, Limit, Limits, Statement, Time};
use crate::view::bounds::stated;
use crate::view::chronology::day;
use crate::view::precedence::{Precedence, Search};
use crate::view::report::Cell;

/// The date by which an event stands: its own within the limits that follow from its links, or alone
/// where those leave nothing of it; `None` where nothing is known.
pub(super) fn date(dataset: &Dataset, event: u32) -> Option<Date> {
    let written = dataset.events[event as usize].date;
    let Some(limits) = limits(dataset, event) else { return written };
    match written {
        Some(date) if is_at_odds(dataset, event) => Some(date),
        Some(date) => Some(narrowed(&date, &limits)),
        None => unwritten_within(&limits),
    }
}

/// When an event may have been: then, or where its date and the limits leave nothing of each other, at
/// the time of either; nothing where nothing is known.
pub(super) fn times(dataset: &Dataset, event: u32) -> impl Iterator<Item = Date> {
    let other = if is_at_odds(dataset, event) { limits(dataset, event) } else { None };
    let other = other.and_then(|limits| unwritten_within(&limits));
    date(dataset, event).into_iter().chain(other)
}

fn unwritten_within(limits: &Limits) -> Option<Date> {
    Date::unwritten(
        [limits.earliest_start, limits.latest_start],
        [limits.earliest_end, limits.latest_end],
    )
}

/// Whether nothing is left of the date of an event within the limits that follow from its links: a
/// contradiction has left it out.
pub(super) fn is_at_odds(dataset: &Dataset, event: u32) -> bool {
    let Some(date) = dataset.events[event as usize].date else { return false };
    let is_left_out =
        |time: &&Time| !time.contradictions.is_empty() && !time.is_certain(Statement::Date(event));
    let Some(time) = dataset.time.as_ref().filter(is_left_out) else { return false };
    let Some(limits) = time.limits(event, Footing::Certain) else { return false };
    let left = stated(Some(&narrowed(&date, &limits)));
    [
        (left.earliest_start, left.latest_start),
        (left.earliest_end, left.latest_end),
        (left.earliest_start, left.latest_end),
    ]
    .into_iter()
    .any(|(least, most)| least.zip(most).is_some_and(|(least, most)| least > most))
}

fn narrowed(date: &Date, limits: &Limits) -> Date {
    date.narrowed(
        [limits.earliest_start, limits.latest_start],
        [limits.earliest_end, limits.latest_end],
    )
}

fn limits(dataset: &Dataset, event: u32) -> Option<Limits> {
    dataset.time.as_ref()?.limits(event, Footing::Certain)
}

/// When an event without a written date was, by its links: `(7 February 2025 to 9 February 2025)`.
pub(super) fn unwritten(dataset: &Dataset, event: u32) -> Option<String> {
    let limits = limits(dataset, event)?;
    let first = limits.earliest_start.map(|second| moment(second, true, ""));
    let last = limits.latest_end.map(|second| moment(second, false, ""));
    let begun = limits.latest_start.map(|second| moment(second, false, ""));
    // A midnight is told where it is a time and not the limit of a day.
    let midnight = limits.earliest_start.map(|second| minute(second, ""));
    let first = midnight.filter(|told| [&last, &begun].contains(&&Some(told.clone()))).or(first);
    let said = match (first, last) {
        (Some(first), None) if begun.as_ref() == Some(&first) => format!("begun {first}"),
        (Some(first), None) if begun.is_some() => {
            format!("begun {first} to {}", begun.unwrap_or_default())
        }
        (Some(first), Some(last)) if first == last => first,
        (Some(first), Some(last)) => format!("{first} to {last}"),
        (Some(first), None) => format!("not before {first}"),
        (None, Some(last)) => format!("not after {last}"),
        (None, None) => {
            let over = limits.earliest_end.map(|second| moment(second, true, ""));
            let over = over.map(|over| format!("not over before {over}"));
            let begun = begun.map(|begun| format!("begun by {begun}"));
            let said: Vec<String> = begun.into_iter().chain(over).collect();
            if said.is_empty() {
                return None;
            }
            said.join(", ")
        }
    };
    let unless = unless(dataset, event);
    let comma = if unless.is_empty() { "" } else { ", " };
    Some(format!("({said}{comma}{unless})"))
}

/// What speaks against the limits that follow for an event.
fn unless(dataset: &Dataset, event: u32) -> String {
    let doubted = dataset.time.as_ref().filter(|time| time.has_doubts());
    let Some(time) = doubted else { return String::new() };
    let limits = [Limit::EarliestStart, Limit::LatestStart, Limit::EarliestEnd, Limit::LatestEnd];
    let why = limits.into_iter().flat_map(|limit| time.why(event, limit, Footing::Certain));
    time.unless(dataset, &why.collect::<Vec<Statement>>())
}

/// Whether an event stands at its last day, though it may have begun before.
pub(super) fn stands_at_its_end(dataset: &Dataset, event: u32) -> bool {
    date(dataset, event).is_some_and(|date| day(&date) != date.first_day())
}

/// For each event of a chronology whether its place is open: it may have begun on one of several
/// days, and what stands beside it is not proved to come before or after it; or a contradiction
/// doubts its date.
pub(super) fn open(
    dataset: &Dataset,
    precedence: &Precedence,
    order: &[u32],
    reverse: bool,
) -> Vec<bool> {
    if reverse {
        let forwards: Vec<u32> = order.iter().rev().copied().collect();
        let mut open = open(dataset, precedence, &forwards, false);
        open.reverse();
        return open;
    }
    let starts: Vec<Option<(i64, i64)>> = order.iter().map(|e| starts(dataset, *e)).collect();
    let mut search = Search::new(precedence);
    let mut proved = |a: usize, b: usize| {
        let apart = matches!((starts[a], starts[b]), (Some(a), Some(b)) if a.1 < b.0);
        apart || search.proves(order[a], order[b])
    };
    let doubted = doubted(dataset);
    (0..order.len())
        .map(|n| match starts[n] {
            _ if doubted.contains(&order[n]) => true,
            Some((first, last)) if first < last => {
                (n > 0 && !proved(n - 1, n)) || (n + 1 < order.len() && !proved(n, n + 1))
            }
            _ => false,
        })
        .collect()
}

/// Events whose dates are assumptions that a contradiction has left out.
fn doubted(dataset: &Dataset) -> BTreeSet<u32> {
    let contradictions = dataset.time.iter().flat_map(|time| &time.contradictions);
    let dates = contradictions.flat_map(|c| &c.assumptions).filter_map(|said| match said {
        Statement::Date(event) | Statement::Once(event) => Some(*event),
        _ => None,
    });
    dates.collect()
}

/// The sign of a row whose place is not forced.
const SIGN: &str = "\u{b0}";

/// Puts the sign behind the date of an event whose place is open.
pub(super) fn mark(cell: &mut Cell) {
    cell.words = format!("{}{SIGN}", cell.words());
}

/// What the sign means, if there is one.
pub(super) fn meaning(open: &[bool]) -> Option<String> {
    open.contains(&true).then(|| {
        format!("{SIGN} It may have begun on one of several days; nothing proves that it lies between the rows around it.")
    })
}

/// The first and the last day on which an event may have begun; `None`: undated.
fn starts(dataset: &Dataset, event: u32) -> Option<(i64, i64)> {
    use crate::model::date::Bound;
    let day = |bound, without| match bound {
        Bound::At(second) => i64::div_euclid(second, 86_400),
        _ => without,
    };
    let starts =
        |date: Date| (day(date.earliest_start(), i64::MIN), day(date.latest_start(), i64::MAX));
    times(dataset, event).map(starts).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}
