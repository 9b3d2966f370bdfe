//! Columns that together are one date: `Year+Month+Day`, `Start Date/End Date`, `notBefore..notAfter`.
//!
//! Invariant: what cells say together is all of what they say, or the row is told to make no date.

mod side;
mod whole;
mod within;

pub(super) use whole::column as all_day;

use super::fault::{self, Fault};
use super::part::{self, bare, is_blank, is_code};
use crate::check::{self, on_one_line};
use crate::edit::columns::era_in_name::in_era;
use crate::edit::dates::Dates;
use crate::edit::input::Input;
use crate::model::cells::trim;
use crate::model::date::{BadDate, BadDateKind, Date};
use side::side;

/// The columns of a date, by number.
#[derive(Clone, Debug, Default)]
pub(in crate::edit) struct Joined {
    start: Vec<usize>,
    /// Of the end of what lasts; none where a date has no end of its own.
    end: Vec<usize>,
    /// Whether it was once, some time from the start to the end.
    is_within: bool,
    /// The column that says that an event took whole days.
    pub(super) all_day: Option<usize>,
    /// Whether years before the era are among them, so that -9 is one too.
    pub(super) is_ancient: bool,
    /// Their names, which may say the era of what stands there first.
    names: Vec<String>,
}

/// The cells of a row, and how dates in them are read.
struct Row<'r> {
    value: &'r dyn Fn(usize) -> String,
    dates: &'r Dates,
    /// What the columns are called.
    names: &'r [String],
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
        let sides = |sign: &str| {
            theirs.match_indices(sign).find_map(|(at, _)| {
                let end = parts(&theirs[at + sign.len()..], names)?;
                Some((parts(&theirs[..at], names)?, end))
            })
        };
        let lasting = sides("/").map(|sides| (sides, false));
        let ((start, end), is_within) = lasting.or_else(|| Some((sides("..")?, true)))?;
        Some(Joined { start, end, is_within, ..Joined::default() })
    }

    /// The same with what all columns are called, as names and cells are read.
    pub(in crate::edit) fn of(theirs: &str, names: &[String]) -> Option<Joined> {
        Joined::find(theirs, names).map(|joined| Joined { names: names.to_vec(), ..joined })
    }

    /// The column that stands for the date.
    pub(in crate::edit) fn first(&self) -> usize {
        self.start[0]
    }

    /// The columns with which its start and its end begin.
    pub(in crate::edit) fn firsts(&self) -> impl Iterator<Item = usize> {
        self.start.first().into_iter().chain(self.end.first()).copied()
    }

    /// Takes in what all columns are called.
    pub(super) fn name(&mut self, names: &[String]) {
        self.names = names.to_vec();
    }

    /// A cell with the era that the name of its column says, where a start or an end begins with it.
    fn in_era(&self, cell: usize, text: String) -> String {
        let name = self.names.get(cell).filter(|_| self.firsts().any(|first| first == cell));
        name.and_then(|name| in_era(name, &text)).unwrap_or(text)
    }

    /// Whether a column is a part of it.
    pub(in crate::edit) fn has(&self, cell: usize) -> bool {
        self.cells().any(|part| part == cell)
    }

    pub(in crate::edit) fn cells(&self) -> impl Iterator<Item = usize> {
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
        self.firsts().any(|year| {
            let mut cells = input.rows.iter().filter_map(|row| row.cells.get(year));
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
        let of_era = |cell: usize| self.in_era(cell, value(cell));
        let value: &dyn Fn(usize) -> String = if dates.words { &of_era } else { value };
        let read = self.both(&Row { value, dates, names: &self.names }, understood);
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
            let is_open = self.is_within && !start.is_empty();
            return if is_open { self.range((&start, ""), row) } else { Ok(start) };
        }
        let before = understood.len();
        let end = match side(&self.end, false, row, understood) {
            Ok(end) => end,
            Err(fault) => {
                let open_end = self.open_end(has_codes, row).filter(|_| !self.is_within);
                return match open_end.filter(|_| !start.is_empty()) {
                    Some((word, end)) => self.opened((&starts, &word, end), row, understood),
                    None => Err(self.of_end(&start, fault)),
                };
            }
        };
        if start == end {
            return Ok(start);
        }
        if self.is_within {
            return self.range((&start, &end), row);
        }
        if let Some(days) = self.whole_days((&start, &end), row, understood) {
            return Ok(days);
        }
        let both = format!("{start}/{end}");
        let Err(bad) = Date::parse(&both) else { return Ok(both) };
        let is_set = |date: &str| date.starts_with(['[', '{']);
        Err(self.fault(match is_set(&start) || is_set(&end) {
            true => fault::of_sets(&starts, &meant(&end, &understood[before..])),
            false => fault::of_both((&start, &end), bad, self.shares()),
        }))
    }

    /// The days of what took whole ones, as the row says; that is told.
    fn whole_days(
        &self,
        (start, end): (&str, &str),
        row: &Row,
        understood: &mut Understood,
    ) -> Option<String> {
        self.all_day.filter(|cell| whole::is_yes(&row.text(*cell)))?;
        let (days, both) = (whole::days(start, end)?, format!("{start}/{end}"));
        let readings = fault::readings(vec![days.clone(), both.clone()]);
        let bad = BadDate::new(BadDateKind::InWords, &both, "is of whole days", readings);
        understood.push((both, bad));
        Some(days)
    }

    /// One time from a start to an end, one of which may be blank.
    fn range(&self, (start, end): (&str, &str), row: &Row) -> Result<String, Fault> {
        let is_several = |date: &str| date.contains(['[', '{', '/']);
        if end.is_empty() && is_several(start) && row.text(self.start[0]) == start {
            return Ok(start.to_string()); // the first cell says all
        }
        let otherwise =
            "write a year, a month or a day in each; where none is said, leave it blank";
        let fault = |bad| Fault { otherwise: Some(otherwise), ..self.fault(bad) };
        within::range(start, end).map_err(fault)
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
        if Date::read(&both).is_none() {
            return Err(self.fault(fault::of_sets(starts, &[end.to_string()])));
        }
        if word == end {
            return Ok(both);
        }
        let says = match end {
            "" => "says that the end is not known",
            _ => "says that the end is still open",
        };
        let readings = fault::readings(vec![both.clone()]);
        let bad = BadDate::new(BadDateKind::InWords, word, says, readings);
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
        Fault::new(&cells, Some(bad), true)
    }

    /// What is wrong with a start.
    fn of_start(&self, fault: Fault) -> Fault {
        let otherwise = match self.is_within {
            true => "write the earliest date; where none is said, leave it blank",
            false if self.end.is_empty() => {
                "write the date; where it is not known, leave all of them blank"
            }
            false => "write the date of the start; where none is said, leave it blank",
        };
        Fault { otherwise: fault.otherwise.or(Some(otherwise)), ..fault }
    }

    /// What is wrong with an end; one that shares a column with its start cannot be written without it.
    fn of_end(&self, start: &str, mut fault: Fault) -> Fault {
        match fault.bad.take() {
            Some(mut bad) if self.shares() => {
                let both = |reading: &crate::model::date::Reading| match self.is_within {
                    true => format!("[{start}..{}]", reading.edtf),
                    false => format!("{start}/{}", reading.edtf),
                };
                bad.readings = fault::readings(bad.readings.iter().map(both).collect());
                self.fault(*bad)
            }
            bad => {
                let otherwise = match self.is_within {
                    true => "write the latest date; where none is said, leave it blank",
                    false => {
                        "write the date of the end, or `..` where it is still open; where none is \
                         said, leave it blank"
                    }
                };
                let otherwise = fault.otherwise.or((!start.is_empty()).then_some(otherwise));
                Fault { bad, otherwise, ..fault }
            }
        }
    }
}

impl Row<'_> {
    /// What stands in a cell.
    fn text(&self, cell: usize) -> String {
        bare(trim(&(self.value)(cell))).to_string()
    }

    /// Whether whole dates stand in a column, by its name.
    fn is_of_dates(&self, cell: usize) -> bool {
        self.names.get(cell).is_some_and(|name| check::has_word_for_date(name))
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

/// What a date may have meant, where it was in words: first what was taken.
fn meant(date: &str, understood: &[(String, BadDate)]) -> Vec<String> {
    let readings = understood.last().map_or(&[][..], |(_, bad)| &bad.readings);
    let is_taken = readings.first().is_some_and(|first| first.edtf == date);
    let others = readings.iter().skip(1).filter(|_| is_taken).map(|reading| reading.edtf.clone());
    std::iter::once(date.to_string()).chain(others).collect()
}

#[cfg(test)]
mod tests;
