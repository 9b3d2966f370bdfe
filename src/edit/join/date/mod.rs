//! Columns that together are one date: `Year+Month+Day`, `Start Date/End Date`.
//!
//! Invariant: what cells say together is all of what they say, or the row is told to make no date.

use super::super::drafts::told;
use super::super::foreign::Input;
use super::super::when::Dates;
use super::fault::{self, Fault};
use super::part::{self, bare, is_blank, is_code, is_unknown};
use crate::check::on_one_line;
use crate::model::cells::trim;
use crate::model::date::{BadDate, BadDateKind, Date};

/// The columns of a date, by number.
#[derive(Clone, Debug, Default)]
pub(in crate::edit) struct Joined {
    start: Vec<usize>,
    /// Of the end of what lasts; none where a date has no end of its own.
    end: Vec<usize>,
    /// Whether years before the era are among them, so that -9 is one too.
    pub(super) is_ancient: bool,
}

/// The cells of a row, and how dates in them are read.
struct Row<'r> {
    value: &'r dyn Fn(usize) -> String,
    dates: &'r Dates,
}

/// Dates in words that were understood, as they are written, with what they may have meant.
type Understood = Vec<(String, BadDate)>;

impl Joined {
    /// The columns that a text joins, of names on one line; one whose own name has the signs that join is
    /// tried whole first.
    pub(in crate::edit) fn find(theirs: &str, names: &[String]) -> Option<Joined> {
        let theirs = &*on_one_line(theirs);
        if let Some(start) = parts(theirs, names) {
            return (start.len() > 1).then(|| Joined { start, ..Joined::default() });
        }
        theirs.match_indices('/').find_map(|(at, _)| {
            let (start, end) = (parts(&theirs[..at], names)?, parts(&theirs[at + 1..], names)?);
            Some(Joined { start, end, is_ancient: false })
        })
    }

    /// The column that stands for the date.
    pub(in crate::edit) fn first(&self) -> usize {
        self.start[0]
    }

    /// Whether a column is a part of it.
    pub(in crate::edit) fn has(&self, cell: usize) -> bool {
        self.cells().any(|part| part == cell)
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = usize> {
        self.start.iter().chain(&self.end).copied()
    }

    /// What the cells of a row say, each as it is written.
    pub(in crate::edit) fn written(&self, value: &dyn Fn(usize) -> String) -> String {
        self.cells().map(value).collect::<Vec<String>>().join("\u{1f}")
    }

    /// The columns that the end alone has.
    fn own(&self) -> impl Iterator<Item = usize> {
        self.end.iter().copied().filter(|cell| !self.start.contains(cell))
    }

    /// Whether the start and the end have their first column in common.
    fn shares(&self) -> bool {
        self.start.first() == self.end.first()
    }

    /// Whether a year of the input is one before the era, and no number for what is not known.
    pub(super) fn has_years_before_the_era(&self, input: &Input) -> bool {
        let mut years = self.start.first().into_iter().chain(self.end.first());
        years.any(|year| {
            let mut cells = input.rows.iter().filter_map(|row| row.cells.get(*year));
            cells.any(|cell| part::is_before_the_era(bare(trim(&input.file.text[cell.span()]))))
        })
    }

    /// The date that the cells of a row are; blank where they are.
    pub(in crate::edit) fn read(
        &self,
        value: &dyn Fn(usize) -> String,
        dates: &Dates,
        understood: &mut Understood,
    ) -> Result<String, Fault> {
        let before = understood.len();
        let read = self.both(&Row { value, dates }, understood);
        if read.is_err() {
            understood.truncate(before); // nothing is taken of a row that is refused
        }
        read
    }

    /// The date of a start and an end.
    fn both(&self, row: &Row, understood: &mut Understood) -> Result<String, Fault> {
        let before = understood.len();
        let has_codes = self.start.len() > 1 && !self.is_ancient;
        let start = side(&self.start, has_codes, row, understood);
        let start = start.map_err(|fault| self.of_start(fault))?;
        let starts = meant(&start, &understood[before..]);
        // The end of what began in the era is no year before it.
        let has_codes = match start.is_empty() {
            true => self.end.len() > 1 && !self.is_ancient,
            false => !start.starts_with('-'),
        };
        if self.has_no_end(has_codes, row) {
            return Ok(start);
        }
        let before = understood.len();
        let end = match side(&self.end, false, row, understood) {
            Ok(end) => end,
            Err(fault) => {
                return match self.open_end(has_codes, row).filter(|_| !start.is_empty()) {
                    Some((word, end)) => self.opened((&starts, &word, end), row, understood),
                    None => Err(self.of_end(&start, fault)),
                };
            }
        };
        if start == end {
            return Ok(start);
        }
        let both = format!("{start}/{end}");
        let Err(bad) = Date::parse(&both) else { return Ok(both) };
        let is_set = |date: &str| date.starts_with(['[', '{']);
        Err(self.fault(match is_set(&start) || is_set(&end) {
            true => fault::of_sets(&starts, &meant(&end, &understood[before..])),
            false => fault::of_both((&start, &end), bad, self.shares()),
        }))
    }

    /// Whether nothing stands in the columns that the end alone has; `has_codes`: a year of -9 is nothing.
    fn has_no_end(&self, has_codes: bool, row: &Row) -> bool {
        self.own().all(|cell| self.is_nothing(cell, row, has_codes))
    }

    /// Whether a cell of the end says nothing.
    fn is_nothing(&self, cell: usize, row: &Row, has_codes: bool) -> bool {
        let text = &*row.text(cell);
        match cell == self.end[0] {
            true => is_blank(text) || has_codes && is_code(text),
            false => part::says_nothing(&self.before(cell, row), text),
        }
    }

    /// What the cells of the end say that stand before one of them; blank where that is no date.
    fn before(&self, cell: usize, row: &Row) -> String {
        let at = self.end.iter().position(|part| *part == cell).unwrap_or_default();
        side(&self.end[..at], false, row, &mut Vec::new()).unwrap_or_default()
    }

    /// The word for an end that is open or not known, where one alone stands in the columns that the end
    /// alone has, and what EDTF has for it.
    fn open_end(&self, has_codes: bool, row: &Row) -> Option<(String, &'static str)> {
        let says = |cell: &usize| !self.is_nothing(*cell, row, has_codes);
        let mut words = self.own().filter(says).map(|cell| row.text(cell));
        let word = words.next().filter(|word| has_codes || !word.starts_with('-'))?;
        let end = part::open_end(&word)?;
        words.all(|other| other == word).then_some((word, end))
    }

    /// What has an open end or one that is not known; only `..` says so in EDTF.
    fn opened(
        &self,
        (starts, word, end): (&[String], &str, &str),
        row: &Row,
        understood: &mut Understood,
    ) -> Result<String, Fault> {
        let both = format!("{}/{end}", starts[0]);
        if Date::parse(&both).is_err() {
            return Err(self.fault(fault::of_sets(starts, &[end.to_string()])));
        }
        if word == end {
            return Ok(both);
        }
        let says = if end.is_empty() { "not known" } else { "still open" };
        let bad = BadDate {
            kind: BadDateKind::InWords,
            span: 0..word.len(),
            message: format!("\"{word}\" says that the end is {says}"),
            readings: fault::readings(vec![both.clone()]),
        };
        if !row.dates.words {
            return Err(self.fault(bad));
        }
        understood.push((format!("{}/{word}", starts[0]), bad));
        Ok(both)
    }

    /// What is wrong with all of the cells.
    fn fault(&self, bad: BadDate) -> Fault {
        let mut cells = self.start.clone();
        cells.extend(self.own());
        Fault { cells, bad: Some(bad), is_whole: true, otherwise: None }
    }

    /// What is wrong with a start.
    fn of_start(&self, fault: Fault) -> Fault {
        let otherwise = match self.end.is_empty() {
            true => "write the date; where it is not known, leave all of them blank",
            false => "write the date of the start; where none is said, leave it blank",
        };
        Fault { otherwise: Some(otherwise), ..fault }
    }

    /// What is wrong with an end; one that shares a column with its start cannot be written without it.
    fn of_end(&self, start: &str, mut fault: Fault) -> Fault {
        match fault.bad.take() {
            Some(mut bad) if self.shares() => {
                let both =
                    |reading: &crate::model::date::Reading| format!("{start}/{}", reading.edtf);
                bad.readings = fault::readings(bad.readings.iter().map(both).collect());
                self.fault(bad)
            }
            bad => {
                let otherwise = "write the date of the end, or `..` where it is still open; where none is \
                                 said, leave it blank";
                Fault { bad, otherwise: (!start.is_empty()).then_some(otherwise), ..fault }
            }
        }
    }
}

impl Row<'_> {
    /// What stands in a cell.
    fn text(&self, cell: usize) -> String {
        bare(trim(&(self.value)(cell))).to_string()
    }
}

/// The columns of a text that joins them by `+`, or of one.
fn parts(text: &str, names: &[String]) -> Option<Vec<usize>> {
    let named = |text: &str| names.iter().position(|name| !name.is_empty() && name == trim(text));
    if let Some(whole) = named(text) {
        return Some(vec![whole]);
    }
    text.match_indices('+').find_map(|(at, _)| {
        let mut found = vec![named(&text[..at])?];
        found.extend(parts(&text[at + 1..], names)?);
        Some(found)
    })
}

/// The date of the cells of a start or an end; blank where they are. `has_codes`: so is a year of -9.
fn side(
    cells: &[usize],
    has_codes: bool,
    row: &Row,
    understood: &mut Understood,
) -> Result<String, Fault> {
    let fault = |bad, is_whole| Fault { cells: cells.to_vec(), bad, is_whole, otherwise: None };
    let first = row.text(cells[0]);
    let rest: Vec<String> = cells[1..].iter().map(|cell| row.text(*cell)).collect();
    let is_nothing = rest.iter().all(|part| is_unknown(part));
    if is_blank(&first) || has_codes && is_nothing && is_code(&first) {
        return if is_nothing { Ok(String::new()) } else { Err(fault(None, false)) };
    }
    if !is_nothing && part::has_fraction(&first) {
        return Err(fault(None, false));
    }
    let mut date = told(first, row.dates, understood).map_err(|bad| fault(Some(bad), false))?;
    if let Err(bad) = Date::parse(&date) {
        return Err(fault(Some(bad), false));
    }
    let mut unknown = 0;
    for part in &rest {
        if part::says_nothing(&date, part) {
            unknown += 1;
            continue;
        }
        let joined = match unknown {
            0 if part::is_next_day(&date, part) => {
                let time = told(format!("{date} {part}"), row.dates, understood);
                Some(time.map_err(|bad| fault(Some(bad), true))?)
            }
            0 => match part::in_words(&date, part) {
                Some(words) => {
                    let said = told(words, row.dates, understood);
                    Some(said.map_err(|bad| fault(Some(bad), true))?)
                }
                None => part::longer(&date, part),
            },
            1 => part::without_month(&date, part),
            _ => None,
        };
        date = joined.ok_or_else(|| fault(None, false))?;
        unknown = 0;
    }
    match Date::parse(&date) {
        Ok(_) => Ok(date),
        Err(bad) => Err(fault(Some(bad), true)),
    }
}

/// What a date may have meant, where it was in words: first what was taken.
fn meant(date: &str, understood: &[(String, BadDate)]) -> Vec<String> {
    let readings = understood.last().map_or(&[][..], |(_, bad)| &bad.readings);
    let is_taken = readings.first().is_some_and(|first| first.edtf == date);
    let others = readings.iter().skip(1).filter(|_| is_taken).map(|reading| reading.edtf.clone());
    std::iter::once(date.to_string()).chain(others).collect()
}

#[cfg(test)]
mod tests;
