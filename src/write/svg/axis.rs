//! The axis of time: which seconds a page shows, and its marks by days, months or years.
//!
//! Invariant: every known limit of a row lies on the page; marks stand at the beginnings of days, no
//! words of theirs lie on others, and there are none where no limit is known.

use std::fmt::Write;

use super::text::{Style, element, tenth};
use crate::model::date::{civil, day_number, month_name, year_heading};
use crate::model::time::Limits;
use crate::view::spans::Row;
use crate::write::font::{Font, Weight};
use crate::write::palette;

const DAY: f64 = 86_400.0;

/// About so many marks, where their words have room.
const MARKS: f64 = 8.0;

/// Between the words of two marks, and how far the last may reach beyond the page of time.
const APART: f64 = 6.0;
const BEYOND: f64 = 14.0;

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
    /// Whether any limit is told to the hour.
    has_hours: bool,
}

/// From one mark to the next.
#[derive(Clone, Copy)]
enum Step {
    Hours(i64),
    Days(i64),
    Months(i64),
}

/// A mark: where it stands, and its words about their middle, half so wide.
struct Mark {
    x: f64,
    middle: f64,
    half: f64,
    words: String,
}

/// Every step, ascending.
fn steps() -> impl Iterator<Item = Step> {
    let longer =
        |years: &i64| years.checked_mul(if years.to_string().starts_with('2') { 5 } else { 2 });
    let years = std::iter::successors(Some(1), longer).filter_map(|years| years.checked_mul(12));
    let hours = [1, 2, 3, 6, 12].map(Step::Hours);
    let days = [1, 2, 3, 7, 14].map(Step::Days);
    hours.into_iter().chain(days).chain([1, 2, 3, 6].into_iter().chain(years).map(Step::Months))
}

impl Step {
    /// About so many days.
    fn days(self) -> f64 {
        match self {
            Step::Hours(hours) => hours as f64 / 24.0,
            Step::Days(days) => days as f64,
            Step::Months(months) => months as f64 * 30.4,
        }
    }
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
        let is_of_day = |row: &Row| {
            let limits = [row.stated, row.certain, row.assumed];
            let firsts = limits.iter().flat_map(|l| [l.earliest_start, l.earliest_end]);
            let lasts = limits.iter().flat_map(|l| [l.latest_start, l.latest_end]);
            let is_begun = |second: i64| second.rem_euclid(DAY as i64) == 0;
            firsts.flatten().all(is_begun) && lasts.flatten().all(|last| is_begun(last + 1))
        };
        let has_hours = !rows.iter().all(is_of_day);
        let (first, last) = if known { (first, last) } else { (0.0, DAY) };
        let least = if has_hours { DAY / 24.0 } else { DAY / 2.0 };
        let room = ((last - first) * 0.06).max(least);
        Axis { left, right, first: first - room, last: last + room, known, has_hours }
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
        for mark in self.marks(font) {
            let _ = writeln!(
                out,
                "<path d=\"M{0} {1}V{2}\" stroke=\"{3}\" stroke-width=\"1\"/>",
                tenth(mark.x),
                tenth(top),
                tenth(bottom),
                palette::GREY.fill
            );
            out.push_str(&element(font, &mark.words, (mark.middle, top - 5.0, "middle"), STYLE));
        }
    }

    /// The marks of the first step, from about so many upwards, at which no words lie on others.
    fn marks(&self, font: &Font) -> Vec<Mark> {
        if !self.known {
            return Vec::new();
        }
        let least = (self.last - self.first) / DAY / MARKS;
        let apart =
            |pair: &[Mark]| pair[0].middle + pair[0].half + APART <= pair[1].middle - pair[1].half;
        let is_of_use = |step: &Step| self.has_hours || !matches!(step, Step::Hours(_));
        let steps = steps().filter(|step| step.days() >= least && is_of_use(step));
        let mut marks = steps.map(|step| self.marks_at(font, step));
        marks.find(|marks| marks.windows(2).all(apart)).unwrap_or_default()
    }

    fn marks_at(&self, font: &Font, step: Step) -> Vec<Mark> {
        if let Step::Hours(hours) = step {
            return self.hours(font, hours);
        }
        let (mut marks, mut year_told) = (Vec::new(), None);
        let (mut day, last) = (self.start(step), self.last / DAY);
        while (day as f64) < last {
            let (year, month, of_month) = civil(day);
            let named = month_name(month).get(..3).unwrap_or_default();
            let words = match step {
                Step::Days(_) if year_told == Some(year) => format!("{of_month} {named}"),
                Step::Days(_) => format!("{of_month} {named} {}", year_heading(year)),
                Step::Months(months) if months < 12 => format!("{named} {}", year_heading(year)),
                _ => year_heading(year),
            };
            year_told = Some(year);
            marks.push(self.mark(font, day.saturating_mul(DAY as i64), words));
            day = next(day, step);
        }
        marks
    }

    fn mark(&self, font: &Font, second: i64, words: String) -> Mark {
        let (x, half) = (self.at(second), font.width(&words, STYLE.weight, STYLE.size) / 2.0);
        Mark { x, middle: x.min(self.right + BEYOND - half), half, words }
    }

    /// Marks every so many hours; the first, and each midnight, with its day.
    fn hours(&self, font: &Font, hours: i64) -> Vec<Mark> {
        let (step, mut marks) = (hours * 3600, Vec::new());
        let mut next = ((self.first / step as f64).ceil() as i64).checked_mul(step);
        while let Some(second) = next.filter(|second| (*second as f64) < self.last) {
            let (year, month, of_month) = civil(second.div_euclid(DAY as i64));
            let named = month_name(month).get(..3).unwrap_or_default();
            let hour = second.rem_euclid(DAY as i64) / 3600;
            let words = match (marks.is_empty(), hour) {
                (true, 0) => format!("{of_month} {named} {}", year_heading(year)),
                (true, _) => format!("{of_month} {named} {}, {hour}:00", year_heading(year)),
                (false, 0) => format!("{of_month} {named}"),
                (false, _) => format!("{hour}:00"),
            };
            marks.push(self.mark(font, second, words));
            next = second.checked_add(step);
        }
        marks
    }

    /// The first mark on the page.
    fn start(&self, step: Step) -> i64 {
        let first = (self.first / DAY).ceil() as i64;
        match step {
            Step::Hours(_) => first,
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
        Step::Hours(_) => day + 1,
        Step::Days(days) => day + days,
        Step::Months(months) => {
            let (year, month, _) = civil(day);
            let count = year.saturating_mul(12) + i64::from(month) - 1 + months;
            day_number(count.div_euclid(12), (count.rem_euclid(12) + 1) as u8, 1).max(day + 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_axis_has_as_many_marks_as_their_words_have_room() {
        let font = Font::new();
        for (right, years) in (520..880).step_by(20).flat_map(|r| [(r, 0.05), (r, 1.0), (r, 9e5)]) {
            let (left, right, last) = (500.0, f64::from(right), years * 365.0 * DAY);
            let marks =
                Axis { left, right, first: 0.0, last, known: true, has_hours: false }.marks(&font);
            let mut pairs = marks.windows(2);
            assert!(pairs.all(|m| m[0].middle + m[0].half < m[1].middle - m[1].half), "{right}");
            assert!(marks.iter().all(|mark| mark.middle + mark.half <= right + BEYOND), "{right}");
            assert!(right < 800.0 || (3..=9).contains(&marks.len()), "{}", marks.len());
        }
    }
}
