//! The time of the events behind a picture, by months.
//!
//! Invariant: never more exact than the dates behind it; a side that lies open, or may lie before or
//! after all that is known, is not told, and a year of which no digit is known tells nothing.

use super::Scene;
use crate::model::date::{Bound, Date, civil, month_name, year_heading};
use crate::view::gatherings::{Gathering, span};
use crate::view::headings::is_of_any_year;

/// The months of the first and of the last of the events that are marked.
pub(super) fn period(scene: &Scene, there: &[bool]) -> Option<String> {
    let events = &scene.dataset.events;
    let date = |event: u32| events[event as usize].date.filter(|date| !is_of_any_year(date));
    let is_known = |g: &&Gathering| there[g.event as usize] && date(g.event).is_some();
    let (first, last) = span(scene.gatherings.iter().map(|g| g.gathering).filter(is_known));
    let marked = || (0..).zip(there).filter_map(|(event, there)| there.then_some(event));
    let first = first.filter(|first| !marked().filter_map(date).any(|d| is_before(&d, *first)));
    let last = last.filter(|last| !marked().filter_map(date).any(|d| is_after(&d, *last)));
    months(first, last)
}

/// Whether it has no earliest start, and began before a second for all that is known.
fn is_before(date: &Date, second: i64) -> bool {
    match (date.earliest_start(), date.latest_end()) {
        (Bound::At(_), _) => false,
        (Bound::Open, _) => true,
        (_, Bound::At(end)) => end < second,
        _ => false,
    }
}

/// Whether it has no latest end, and ended after a second for all that is known.
fn is_after(date: &Date, second: i64) -> bool {
    match (date.latest_end(), date.earliest_start()) {
        (Bound::At(_), _) => false,
        (Bound::Open, _) => true,
        (_, Bound::At(start)) => start > second,
        _ => false,
    }
}

fn months(first: Option<i64>, last: Option<i64>) -> Option<String> {
    let month = |second: i64| {
        let (year, month, _) = civil(second.div_euclid(86_400));
        format!("{} {}", month_name(month), year_heading(year))
    };
    match (first.map(month), last.map(month)) {
        (Some(first), Some(last)) if first == last => Some(first),
        (Some(first), Some(last)) => Some(format!("{first} to {last}")),
        (Some(first), None) => Some(format!("from {first}")),
        (None, Some(last)) => Some(format!("up to {last}")),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::drawn;
    use crate::view::diagram::{DiagramOptions, Nodes};

    #[test]
    fn a_side_that_is_open_or_not_known_is_not_told_as_if_it_were() {
        for (one, other, period) in [
            ("[..1900]", "[1950..]", ""),
            ("../1900", "1950/..", ""),
            ("[..1900]", "1950", "up to December 1950 · "),
            ("[..1960]", "1950", "January 1950 to December 1960 · "),
            ("1890/..", "1880", "from January 1880 · "),
            ("1890/..", "1950", "from January 1890 · "),
            ("1890/", "1950", "January 1890 to December 1950 · "),
            ("1960/", "1950", "from January 1950 · "),
            ("{2020,2024}", "{..1984}", "up to December 2024 · "),
            ("XXXX-12-25", "2020", "January 2020 to December 2020 · "),
            ("XXXX", "", ""),
        ] {
            let events = format!(
                "id,date,title,type,actors\na,\"{one}\",A,call,p;q\nb,\"{other}\",B,call,p;r\n"
            );
            let actors = drawn(&events, &DiagramOptions::default());
            assert_eq!(actors.subtitle, format!("{period}3 actors, 2 ties"), "{one} {other}");
            let options = DiagramOptions { nodes: Nodes::Events, ..Default::default() };
            let subtitle = drawn(&events, &options).subtitle;
            assert_eq!(subtitle, format!("{period}3 actors, 2 events"), "{one} {other}");
        }
    }
}
