//! What is said of cells that make no date together.
//!
//! Invariant: what is to be written is read as that date where it is said to go.

use super::part::next;
use crate::check::{self, Code, Finding};
use crate::edit::input::{Input, InputRow};
use crate::model::cells::trim;
use crate::model::date::{BadDate, BadDateKind, Date};

/// Parts that make no date.
pub(in crate::edit) struct Fault {
    /// The columns, each once.
    pub(super) cells: Vec<usize>,
    /// What is wrong, where a date can be made of them that is none.
    pub(super) bad: Option<Box<BadDate>>,
    /// Whether what it may have meant is the date of all the cells, not of the first one.
    pub(super) is_whole: bool,
    /// What to do where nobody knows what they may have meant.
    pub(super) otherwise: Option<&'static str>,
}

impl Fault {
    /// Without a word on what to do.
    pub(super) fn new(cells: &[usize], bad: Option<BadDate>, is_whole: bool) -> Fault {
        let (cells, bad) = (cells.to_vec(), bad.map(Box::new));
        Fault { cells, bad, is_whole, otherwise: None }
    }

    /// What is said of it, at the first of the cells of columns that are called so.
    pub(in crate::edit) fn finding(
        &self,
        (input, row): (&Input, &InputRow),
        called: &[String],
    ) -> Finding {
        let place = match row.cells.get(self.cells[0]) {
            Some(cell) => input.place(row, cell.span()),
            None => input.whole(row),
        };
        let names: Vec<&str> = self.cells.iter().map(|n| called[*n].as_str()).collect();
        let (first, names) = (names[0], format!("`{}`", names.join("`, `")));
        let Some(bad) = &self.bad else {
            let values = self.cells.iter().map(|n| format!("\"{}\"", trim(&input.value(row, *n))));
            let values = values.collect::<Vec<String>>().join(", ");
            let message = format!("{values} make no date ({names})");
            let help = "a year, a month, a day and a time of day are joined in this order, or a day and a \
                        time; a time has its minutes (`18:00`); blank is what is not known, and behind it \
                        only a day can stand";
            return Finding::new(Code::BadDate, place, message).help(help);
        };
        let mut finding = check::date_finding(BadDate::clone(bad), place);
        let is_several = self.cells.len() > 1;
        if is_several {
            finding.message = format!("{} ({names})", finding.message);
        }
        finding.help = match finding.help {
            Some(help) if self.is_whole && is_several => {
                Some(format!("{help} in `{first}` and leave the others blank"))
            }
            help => help.or_else(|| self.otherwise.map(str::to_string)),
        };
        finding
    }
}

/// What is wrong with a start and an end that both are dates, with what they may have meant; `shares`: they
/// have a column in common, so that the end is said in part only.
pub(super) fn of_both((start, end): (&str, &str), mut bad: BadDate, shares: bool) -> BadDate {
    let day = |date: &str| date.split('T').next().map(str::to_string);
    let one_time = start.contains('T') != end.contains('T');
    let meant = match bad.kind {
        BadDateKind::EndBeforeStart if shares => {
            next(end).map(|end| format!("{start}/{end}")).into_iter().collect()
        }
        _ if one_time && day(start) == day(end) => {
            let known = start.contains('T').then(|| start.to_string());
            known.into_iter().chain(day(start)).collect()
        }
        _ => return bad,
    };
    bad.readings = readings(meant);
    bad
}

/// What is wrong with a start or an end that is a set, as `early May 2017` is; `starts` and `ends` are what
/// they may have meant, the dates that were taken first.
pub(super) fn of_sets(starts: &[String], ends: &[String]) -> BadDate {
    let both = |start| move |end| format!("{start}/{end}");
    let meant: Vec<String> = starts.iter().flat_map(|start| ends.iter().map(both(start))).collect();
    let first = meant[0].clone();
    let says = "has one time within a range as its start or end, which what lasts does not take";
    BadDate::new(BadDateKind::Malformed, &first, says, readings(meant))
}

/// Those of several texts that are dates, with their words.
pub(super) fn readings(meant: Vec<String>) -> Vec<crate::model::date::Reading> {
    let is_date = |edtf: &String| Date::read(edtf).is_some();
    meant.into_iter().filter(is_date).take(3).map(crate::edit::dates::reading).collect()
}
