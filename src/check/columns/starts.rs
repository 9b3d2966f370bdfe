//! Columns of the start of what lasts beside a date that is blank or coarse (`start_date`, `Beginn`), and of years.
//!
//! Invariant: one whose dates mostly are others says nothing, nor does the first day of a date, which programs
//! fill in, or the limits of one that is about then.

use crate::check::columns::date_names::{Part, Role};
use crate::check::columns::date_qualifiers::{Kind, READ};
use crate::check::columns::same_date::{self, Said, bounds, meant};
use crate::check::columns::says_more::are_limits;
use crate::check::dates;
use crate::model::date::Date;

/// A column of a start or of a year, and what its cells say.
pub(in crate::check) struct Start {
    pub(in crate::check) number: usize,
    pub(in crate::check) role: Role,
    /// The column of its end.
    pub(in crate::check) end: Option<usize>,
    /// How many rows say the same as their date, and how many another one.
    rows: [usize; 2],
    is_more: bool,
    /// Whether its end stands beside a start that says more.
    has_end: bool,
    /// Whether it says all that the dates do, with its end.
    says_all: bool,
}

impl Start {
    pub(in crate::check) fn of((number, role): (usize, Role), end: Option<usize>) -> Start {
        let [is_more, has_end] = [false; 2];
        Start { number, role, end, rows: [0; 2], is_more, has_end, says_all: true }
    }

    /// Takes in what stands in a row beside a date.
    pub(in crate::check) fn read(&mut self, written: &str, (start, end): (&str, &str)) {
        if written.is_empty() {
            let is_date = self.role.part == Part::Date && same_date::is_date(start);
            if is_date || dates::has_year_and_more(start) {
                self.tell(end);
            }
            return;
        }
        let date = Date::parse(written).ok().filter(|_| self.rows.iter().sum::<usize>() < READ);
        let Some(date) = date else {
            self.says_all = false;
            return;
        };
        self.says_all &= says_all(&date, (start, end));
        if start.is_empty() || are_limits(written, (start, end)) {
            return;
        }
        let year = format!("{start:0>4}");
        let cell = if self.role.part == Part::Year { &year } else { start };
        match same_date::says((written, &date), cell) {
            Said::Nothing => {}
            Said::Other => self.rows[1] += 1,
            said => {
                self.rows[0] += 1;
                if said == Said::More(Kind::Exact) && is_coarse(&date) && !is_first(&date, start) {
                    self.tell(end);
                }
            }
        }
    }

    fn tell(&mut self, end: &str) {
        self.is_more = true;
        self.has_end |= !end.is_empty();
    }

    /// Whether its dates are mostly those that stand beside it, or there are none.
    pub(in crate::check) fn is_borne_out(&self) -> bool {
        let [same, other] = self.rows;
        same > other || same + other == 0
    }

    /// Whether it says more than the date, and whether its end does with it.
    pub(in crate::check) fn told(&self) -> Option<Option<usize>> {
        let is_told = self.is_more && self.role.part != Part::Year && self.is_borne_out();
        is_told.then_some(self.end.filter(|_| self.has_end))
    }

    /// Whether it may stand for the dates.
    pub(in crate::check) fn says_all(&self) -> bool {
        self.says_all
    }
}

/// Whether a start and its end say all that a date does.
fn says_all(date: &Date, (start, end): (&str, &str)) -> bool {
    let read = |cell: &str| meant(cell).into_iter().next().map(|(_, date)| date);
    let Some(start) = read(start) else { return false };
    let is_end = |end: Date| bounds(&end).1 <= bounds(date).1;
    same_date::is_within(&start, date) && (!date.is_lasting() || read(end).is_some_and(is_end))
}

/// Whether a date is of more than a day, and did not last.
fn is_coarse(date: &Date) -> bool {
    const DAY: i64 = 24 * 60 * 60;
    let (first, last) = bounds(date);
    !date.is_lasting() && first.zip(last).is_none_or(|(first, last)| last - first >= DAY)
}

/// Whether a cell is the first day of a date.
fn is_first(date: &Date, cell: &str) -> bool {
    meant(cell).iter().any(|(_, other)| bounds(other).0 == bounds(date).0)
}
