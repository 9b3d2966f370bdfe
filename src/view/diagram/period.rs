//! The time of the events behind a picture, by months.
//!
//! Invariant: a side is not told that a date leaves open, or beyond which a date lies wholly; a year of
//! which no digit is known tells nothing.

use super::Scene;
use crate::cores;
use crate::model::date::{Bound, civil, month_name, year_heading};
use crate::view::headings::is_of_any_year;

/// The months of the first and of the last of the events that are marked.
pub(super) fn period(scene: &Scene, there: &[bool]) -> Option<String> {
    let share = there.len().div_ceil(cores::count()).max(MANY);
    let sides = cores::each(there.chunks(share).enumerate(), |(n, there)| {
        let (mut first, mut last) = (Side::new(i64::min), Side::new(i64::max));
        let marked = (n * share..).zip(there).filter_map(|(event, there)| there.then_some(event));
        let dates = marked.filter_map(|event| scene.dataset.events[event].date);
        for date in dates.filter(|date| !is_of_any_year(date)) {
            first.add(date.earliest_start(), date.latest_end());
            last.add(date.latest_end(), date.earliest_start());
        }
        (first, last)
    });
    let (mut first, mut last) = (Side::new(i64::min), Side::new(i64::max));
    for (theirs, their_last) in &sides {
        first.join(theirs);
        last.join(their_last);
    }
    months(first.told(), last.told())
}

/// Events for which another core is worth while.
const MANY: usize = 1 << 15;

/// The first second of some dates, or the last.
struct Side {
    /// The one of two that is farther out.
    outer: fn(i64, i64) -> i64,
    known: Option<i64>,
    /// Of dates that are not known on this side: the other one.
    beyond: Option<i64>,
    open: bool,
}

impl Side {
    fn new(outer: fn(i64, i64) -> i64) -> Side {
        Side { outer, known: None, beyond: None, open: false }
    }

    /// Adds a date: its bound on this side, and on the other.
    fn add(&mut self, own: Bound, other: Bound) {
        match (own, other) {
            (Bound::At(second), _) => self.known = self.outer(self.known, Some(second)),
            (Bound::Open, _) => self.open = true,
            (_, Bound::At(second)) => self.beyond = self.outer(self.beyond, Some(second)),
            _ => {}
        }
    }

    /// Adds what was added to another.
    fn join(&mut self, other: &Side) {
        self.known = self.outer(self.known, other.known);
        self.beyond = self.outer(self.beyond, other.beyond);
        self.open |= other.open;
    }

    fn outer(&self, one: Option<i64>, other: Option<i64>) -> Option<i64> {
        match (one, other) {
            (Some(one), Some(other)) => Some((self.outer)(one, other)),
            (one, other) => one.or(other),
        }
    }

    /// The second, unless a date lies open there, or wholly beyond it.
    fn told(&self) -> Option<i64> {
        let is_beyond =
            |known| self.beyond.is_some_and(|b| b != known && (self.outer)(b, known) == b);
        self.known.filter(|known| !self.open && !is_beyond(*known))
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
