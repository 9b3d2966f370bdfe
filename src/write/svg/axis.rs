//! The axis of time: which seconds a page shows, and its marks by days, months or years.
//!
//! Invariant: every known limit of a row lies on the page; marks stand at the beginnings of days,
//! and there are none where no limit is known.

use std::fmt::Write;

use super::text::{Style, element, tenth};
use crate::model::date::{civil, day_number, month_name, year_heading};
use crate::model::time::Limits;
use crate::view::spans::Row;
use crate::write::font::{Font, Weight};
use crate::write::palette;

const DAY: f64 = 86_400.0;

/// About so many marks.
const MARKS: f64 = 8.0;

const STYLE: Style = Style { size: 11.0, weight: Weight::Regular, colour: palette::SOFT };

/// What of time is on the page.
pub(super) struct Axis {
    /// Where the page of time begins and ends.
    pub(super) left: f64,
    pub(super) right: f64,
    first: f64,
    last: f64,
    /// Whether any limit is known.
    known: bool,
}

/// From one mark to the next.
#[derive(Clone, Copy)]
enum Step {
    Days(i64),
    Months(i64),
}

impl Axis {
    /// The axis on which all known limits have room.
    pub(super) fn of(rows: &[Row], (left, right): (f64, f64)) -> Axis {
        let known = |l: &Limits| [l.earliest_start, l.latest_start, l.earliest_end, l.latest_end];
        let all = rows.iter().flat_map(|row| [&row.stated, &row.certain, &row.assumed]);
        let seconds = all.flat_map(known).flatten().map(|second| second as f64);
        let (first, last) = seconds.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), second| {
            (a.min(second), b.max(second))
        });
        let known = first <= last;
        let (first, last) = if known { (first, last) } else { (0.0, DAY) };
        let room = ((last - first) * 0.06).max(DAY / 2.0);
        Axis { left, right, first: first - room, last: last + room, known }
    }

    /// Where a second lies.
    pub(super) fn at(&self, second: i64) -> f64 {
        let share = (second as f64 - self.first) / (self.last - self.first);
        self.left + share * (self.right - self.left)
    }

    /// From the first to the last second, or to the edge where there is none.
    pub(super) fn whole(&self, limits: &Limits) -> (f64, f64) {
        let first = limits.earliest_start.map_or(self.left, |second| self.at(second));
        (first, limits.latest_end.map_or(self.right, |second| self.at(second)))
    }

    /// Marks with their words, down to the last row; none where no time is known.
    pub(super) fn draw(&self, font: &Font, (top, bottom): (f64, f64), out: &mut String) {
        if !self.known {
            return;
        }
        let step = self.step();
        let (mut day, mut year_told) = (self.start(step), None);
        let last = self.last / DAY;
        while (day as f64) < last {
            let (year, month, of_month) = civil(day);
            let x = self.at(day.saturating_mul(DAY as i64));
            let named = month_name(month).get(..3).unwrap_or_default();
            let words = match step {
                Step::Days(_) if year_told == Some(year) => format!("{of_month} {named}"),
                Step::Days(_) => format!("{of_month} {named} {}", year_heading(year)),
                Step::Months(months) if months < 12 => format!("{named} {}", year_heading(year)),
                Step::Months(_) => year_heading(year),
            };
            year_told = Some(year);
            let _ = writeln!(
                out,
                "<path d=\"M{0} {1}V{2}\" stroke=\"{3}\" stroke-width=\"1\"/>",
                tenth(x),
                tenth(top),
                tenth(bottom),
                palette::GREY.fill
            );
            out.push_str(&element(font, &words, (x, top - 5.0, "middle"), STYLE));
            day = next(day, step);
        }
    }

    fn step(&self) -> Step {
        let days = (self.last - self.first) / DAY / MARKS;
        let months = days / 30.4;
        let nice = |steps: &[i64], least: f64| steps.iter().copied().find(|n| *n as f64 >= least);
        if let Some(days) = nice(&[1, 2, 3, 7, 14], days) {
            return Step::Days(days);
        }
        if let Some(months) = nice(&[1, 2, 3, 6, 12], months) {
            return Step::Months(months);
        }
        let mut years: i64 = 1;
        while (years as f64) < months / 12.0 {
            years = years.saturating_mul(if years.to_string().starts_with('2') { 5 } else { 2 });
        }
        Step::Months(years.saturating_mul(12))
    }

    /// The first mark on the page.
    fn start(&self, step: Step) -> i64 {
        let first = (self.first / DAY).ceil() as i64;
        match step {
            // Weeks begin on Mondays; 5 January 1970 was one.
            Step::Days(days) => first + (4 - first).rem_euclid(days),
            Step::Months(months) => {
                let (year, month, _) = civil(first);
                let count = year.saturating_mul(12) + i64::from(month) - 1;
                let begin = |count: i64| {
                    day_number(count.div_euclid(12), (count.rem_euclid(12) + 1) as u8, 1)
                };
                let own = count - count.rem_euclid(months);
                if begin(own) >= first { begin(own) } else { begin(own + months) }
            }
        }
    }
}

fn next(day: i64, step: Step) -> i64 {
    match step {
        Step::Days(days) => day + days,
        Step::Months(months) => {
            let (year, month, _) = civil(day);
            let count = year.saturating_mul(12) + i64::from(month) - 1 + months;
            day_number(count.div_euclid(12), (count.rem_euclid(12) + 1) as u8, 1).max(day + 1)
        }
    }
}
