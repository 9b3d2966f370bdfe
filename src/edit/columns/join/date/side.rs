//! The cells of a start or of an end, put together part by part.
//!
//! Invariant: each part says more of the date before it, or that it is not known, or the cells make no date.

use super::super::fault::{self, Fault};
use super::super::part::{self, is_blank, is_code, is_unknown};
use super::{Row, Understood};
use crate::check::{self, Era};
use crate::edit::dates::Dates;
use crate::edit::input::drafts::told;
use crate::model::date::{BadDate, BadDateKind, Date, Reading};
use crate::model::digits::are_digits;

/// The date of the cells of a start or an end; blank where they are. `has_codes`: so is a year of -9.
pub(super) fn side(
    cells: &[usize],
    has_codes: bool,
    row: &Row,
    understood: &mut Understood,
) -> Result<String, Fault> {
    let fault = |bad, is_whole| Fault::new(cells, bad, is_whole);
    let first = row.text(cells[0]);
    let rest: Vec<String> = cells[1..].iter().map(|cell| row.text(*cell)).collect();
    let is_nothing = rest.iter().all(|part| is_unknown(part) || part::is_era(part));
    if is_blank(&first) || has_codes && is_nothing && is_code(&first) {
        if is_nothing {
            return Ok(String::new());
        }
        let whole = without_year((&cells[1..], &rest), row, understood);
        return whole.map_err(|bad| {
            let is_whole = bad.is_some();
            fault(bad, is_whole)
        });
    }
    if !is_nothing && part::has_fraction(&first) {
        return Err(fault(None, false));
    }
    let era = rest.iter().find(|part| check::era(part).is_some() || part::is_era(part));
    let (mut date, has_era) = match year((first, era), row.dates, understood) {
        Ok(year) => year,
        Err(bad) => {
            let otherwise = era.and_then(|era| part::of_other_era(era));
            let is_told = era.is_none() || is_nothing || otherwise.is_some();
            let bad = Some(bad).filter(|_| is_told);
            return Err(Fault { otherwise, ..fault(bad, era.is_some()) });
        }
    };
    let mut unknown = 0;
    for (cell, part) in cells[1..].iter().zip(&rest) {
        if part::says_nothing(&date, part) {
            unknown += 1;
            continue;
        }
        if part::is_era(part) {
            if !has_era {
                date = part::in_era(&date, part).ok_or_else(|| fault(None, false))?;
            }
            continue;
        }
        let joined = match unknown {
            0 => {
                let joined = joined(&date, (*cell, part), row, understood);
                joined.map_err(|bad| fault(Some(bad), true))?
            }
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

/// The year in front, and whether it is in its era already: what is not read alone is read with that.
fn year(
    (first, era): (String, Option<&String>),
    dates: &Dates,
    understood: &mut Understood,
) -> Result<(String, bool), BadDate> {
    let mut read = |text: String| dated(text, dates, understood);
    let Some(era) = era else { return Ok((read(first)?, false)) };
    let with_era = format!("{first} {era}");
    if part::of_other_era(era).is_some() {
        let says = "is of an era with years of its own";
        return Err(BadDate::new(BadDateKind::Malformed, &with_era, says, Vec::new()));
    }
    // Beside an era a number is a year, however short.
    let first = if are_digits(&first) { format!("{first:0>4}") } else { first };
    let own = match read(first) {
        Ok(year) => return Ok((year, false)),
        Err(bad) => bad,
    };
    match read(with_era) {
        Err(bad) if own.kind == BadDateKind::Ambiguous && check::era(era) == Some(Era::Before) => {
            Err(BadDate { readings: own.readings, ..bad }) // the sign says the era, too
        }
        read => Ok((read?, true)),
    }
}

/// A text as a date, or what is wrong with it.
fn dated(text: String, dates: &Dates, understood: &mut Understood) -> Result<String, BadDate> {
    let before = understood.len();
    let read = told(text, dates, understood);
    let read = read.and_then(|date| Date::parse(&date).map(|_| date));
    if read.is_err() {
        understood.truncate(before);
    }
    read
}

/// A date with a part more, or what says all of it; `None`: they make no date.
fn joined(
    date: &str,
    (cell, part): (usize, &str),
    row: &Row,
    understood: &mut Understood,
) -> Result<Option<String>, BadDate> {
    if part::is_next_day(date, part) {
        return told(format!("{date} {part}"), row.dates, understood).map(Some);
    }
    let longer = part::longer(date, part).or_else(|| whole(date, (cell, part), row, understood));
    if longer.is_some() {
        return Ok(longer);
    }
    match part::in_one_text(date, part) {
        Some(text) => told(text, row.dates, understood).map(Some),
        None => offered(date, (cell, part), row).map_or(Ok(None), Err),
    }
}

/// The date of a cell that says all of it, within the one that stands in front: 1906, 9/24/06.
fn whole(
    date: &str,
    (cell, part): (usize, &str),
    row: &Row,
    understood: &mut Understood,
) -> Option<String> {
    let before = understood.len();
    let found = read(date, part, row, understood).and_then(Result::ok);
    let found = found.and_then(|whole| within(date, whole, row.is_of_dates(cell)));
    if found.is_none() {
        understood.truncate(before);
    }
    found
}

/// What is wrong with a cell that says all of the date otherwise, where whatever it may have meant lies within the
/// one in front.
fn offered(date: &str, (cell, part): (usize, &str), row: &Row) -> Option<BadDate> {
    let bad = read(date, part, row, &mut Vec::new())?.err().filter(is_offer)?;
    let within = |reading: &Reading| within(date, reading.edtf.clone(), row.is_of_dates(cell));
    let meant: Option<Vec<String>> = bad.readings.iter().map(within).collect();
    Some(BadDate { readings: fault::readings(meant?), ..bad })
}

/// Whether there is a date that is to be written, and its year stands there as a whole.
fn is_offer(bad: &BadDate) -> bool {
    let is_open = matches!(bad.kind, BadDateKind::Malformed | BadDateKind::TwoDigitYear);
    !is_open && !bad.readings.is_empty()
}

/// A date with the mark of the one in front of it, if it lies within that. The same date again is one in a column
/// that is called so.
fn within(date: &str, whole: String, may_be_same: bool) -> Option<String> {
    let (before, own) = (Date::read(date)?, Date::read(&whole)?);
    let is_within = match may_be_same {
        true => check::is_within(&own, &before),
        false => check::is_finer(&own, &before),
    };
    is_within.then(|| part::in_doubt(date, whole)).flatten()
}

/// The date of the cell behind a year that is blank, in a column called like a date, with its time; else what is
/// wrong with it, where that is known.
fn without_year(
    (cells, parts): (&[usize], &[String]),
    row: &Row,
    understood: &mut Understood,
) -> Result<String, Option<BadDate>> {
    let ((cell, _), (first, rest)) = cells.split_first().zip(parts.split_first()).ok_or(None)?;
    let is_date = row.is_of_dates(*cell) && !is_unknown(first);
    let read = is_date.then(|| read("", first, row, understood)).flatten().ok_or(None)?;
    let is_alone = rest.iter().all(|part| is_unknown(part));
    let whole = read.map_err(|bad| Some(bad).filter(|bad| is_alone && is_offer(bad)))?;
    let with_time = |date: &str, part: &str| part::longer(date, part).filter(|d| d.contains('T'));
    let timed = rest.iter().try_fold(whole, |date, part| match part::says_nothing(&date, part) {
        true => Some(date),
        false => with_time(&date, part),
    });
    timed.ok_or(None)
}

/// A date of its own; in a format with years of two digits the century is that of the date in front, without which
/// the format does not hold.
fn read(
    date: &str,
    part: &str,
    row: &Row,
    understood: &mut Understood,
) -> Option<Result<String, BadDate>> {
    let format = match row.dates.format.as_ref().filter(|format| format.of_century(0).is_some()) {
        Some(_) if date.is_empty() => None,
        Some(format) => {
            let year: u32 = date.parse().ok().filter(|_| date.len() == 4)?;
            Some(format.of_century(year / 100)?)
        }
        None => row.dates.format.clone(),
    };
    Some(dated(part.to_string(), &Dates { format, ..row.dates.clone() }, understood))
}
