//! The chronology under headings of years and months.
//!
//! Invariant: sections follow the order they are given; an event stands under the day at which the
//! order places it.

use std::ops::Range;

use crate::model::Dataset;
use crate::model::date::{Bound, Date, beyond_count, civil, day_number, month_name, year_heading};
use crate::view::chronology::{Sort, day, span};
use crate::view::placing;
use crate::view::report::Section;

/// Where an event stands under the headings.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Heading {
    NoStart,
    Year(i64),
    Month(i64, u8),
    /// `XXXX-05-09`.
    UnknownYear,
    /// Farther than seconds are counted: past or future.
    Beyond(bool),
    /// `[..1984,1990..]`.
    Boundless,
    Undated,
}

impl Heading {
    /// Of a date by its day: whole years and more stand under the year, before its months.
    fn of(date: &Date, sort: Sort) -> Heading {
        if sort == Sort::Start {
            let Some(day) = date.first_day() else {
                return day(date).map_or(Heading::Boundless, |_| Heading::NoStart);
            };
            if is_of_any_year(date) {
                return Heading::UnknownYear;
            }
            let year = Heading::Year(civil(day).0);
            return beyond_count(day).map_or(year, Heading::Beyond);
        }
        let Some(day) = day(date) else { return Heading::Boundless };
        if let Some(is_past) = beyond_count(day) {
            return Heading::Beyond(is_past);
        }
        let (year, month, _) = civil(day);
        if year == 0 && is_of_any_year(date) {
            return Heading::UnknownYear;
        }
        let is_coarse = day == day_number(year, 1, 1) && span(date) >= 365;
        if is_coarse { Heading::Year(year) } else { Heading::Month(year, month) }
    }

    fn year(self) -> Option<i64> {
        match self {
            Heading::Year(year) | Heading::Month(year, _) => Some(year),
            Heading::NoStart | Heading::UnknownYear | Heading::Beyond(_) => None,
            Heading::Boundless | Heading::Undated => None,
        }
    }
}

/// Whether it began in a year of which no digit is known: `XXXX` is any from 0000 to 9999.
pub(super) fn is_of_any_year(date: &Date) -> bool {
    let year = |bound| match bound {
        Bound::At(second) => Some(civil(i64::div_euclid(second, 86_400)).0),
        _ => None,
    };
    // The years of one after 1970 need not be worked out.
    matches!(date.earliest_start(), Bound::At(..0))
        && !date.is_one_time_within()
        && year(date.earliest_start()) == Some(0)
        && year(date.latest_start()) == Some(9999)
}

/// The headings of years and months under which events stand in their order, and for each which of
/// them.
pub(super) fn sections(
    dataset: &Dataset,
    order: &[u32],
    sort: Sort,
) -> (Vec<Section>, Vec<Range<usize>>) {
    let (mut sections, mut under) = (Vec::new(), Vec::new());
    let mut current = None;
    for (n, event) in order.iter().enumerate() {
        let date = match sort {
            Sort::Start => dataset.events[*event as usize].date,
            Sort::Chronology => placing::date(dataset, *event),
        };
        let heading = date.map_or(Heading::Undated, |date| Heading::of(&date, sort));
        if current != Some(heading) {
            open(&mut sections, current, heading);
            under.resize(sections.len(), n..n);
            current = Some(heading);
        }
        if let Some(range) = under.last_mut() {
            range.end = n + 1;
        }
    }
    (sections, under)
}

/// Opens the sections a heading needs after another one.
fn open(sections: &mut Vec<Section>, last: Option<Heading>, next: Heading) {
    let mut push = |depth, heading| sections.push(Section { depth, heading, records: Vec::new() });
    let same_year = last.is_some_and(|last| last.year() == next.year());
    match next {
        Heading::UnknownYear => push(1, "Year not known".to_string()),
        Heading::NoStart => push(1, "Start not known".to_string()),
        Heading::Boundless => push(1, "Start and end not known".to_string()),
        Heading::Undated => push(1, "Undated".to_string()),
        Heading::Beyond(true) => push(1, "Farther back than time is counted".to_string()),
        Heading::Beyond(false) => push(1, "Farther ahead than time is counted".to_string()),
        Heading::Year(year) if same_year => {
            push(2, format!("{}, no month given", year_heading(year)))
        }
        Heading::Year(year) => push(1, year_heading(year)),
        Heading::Month(year, month) => {
            if !same_year {
                push(1, year_heading(year));
            }
            push(2, format!("{} {}", month_name(month), year_heading(year)));
        }
    }
}
