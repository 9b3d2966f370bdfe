//! The cells of a start or of an end, put together part by part.
//!
//! Invariant: each part says more of the date before it, or that it is not known, or the cells make no date.

use super::super::fault::Fault;
use super::super::part::{self, is_blank, is_code, is_unknown};
use super::{Row, Understood};
use crate::check;
use crate::edit::dates::Dates;
use crate::edit::input::drafts::told;
use crate::model::date::Date;
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
        return whole.ok_or_else(|| fault(None, false));
    }
    if !is_nothing && part::has_fraction(&first) {
        return Err(fault(None, false));
    }
    // Beside an era a number is a year, however short.
    let is_year = rest.iter().any(|part| part::is_era(part)) && are_digits(&first);
    let first = if is_year { format!("{first:0>4}") } else { first };
    let mut date = told(first, row.dates, understood).map_err(|bad| fault(Some(bad), false))?;
    if let Err(bad) = Date::parse(&date) {
        return Err(fault(Some(bad), false));
    }
    let mut unknown = 0;
    for (cell, part) in cells[1..].iter().zip(&rest) {
        if part::says_nothing(&date, part) {
            unknown += 1;
            continue;
        }
        if part::is_era(part) {
            date = part::in_era(&date, part).ok_or_else(|| fault(None, false))?;
            continue;
        }
        let joined = match unknown {
            0 if part::is_next_day(&date, part) => {
                let time = told(format!("{date} {part}"), row.dates, understood);
                Some(time.map_err(|bad| fault(Some(bad), true))?)
            }
            0 => {
                let whole = |understood| whole(&date, (*cell, part), row, understood);
                match part::longer(&date, part).or_else(|| whole(understood)) {
                    None => {
                        let said = part::in_one_text(&date, part);
                        let said = said.map(|text| told(text, row.dates, understood));
                        said.transpose().map_err(|bad| fault(Some(bad), true))?
                    }
                    joined => joined,
                }
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

/// The date of a cell that says all of it, within the one that stands in front: 1906, 9/24/06. The same date again
/// is one in a column that is called so.
fn whole(
    date: &str,
    (cell, part): (usize, &str),
    row: &Row,
    understood: &mut Understood,
) -> Option<String> {
    let before = understood.len();
    let found = read(date, part, row, understood).filter(|whole| {
        let both = Date::read(date).zip(Date::read(whole));
        both.is_some_and(|(date, whole)| match row.is_of_dates(cell) {
            true => check::is_within(&whole, &date),
            false => check::is_finer(&whole, &date),
        })
    });
    let found = found.and_then(|whole| part::in_doubt(date, whole));
    if found.is_none() {
        understood.truncate(before);
    }
    found
}

/// The date of the cell behind a year that is blank, in a column called like a date, with its time.
fn without_year(
    (cells, parts): (&[usize], &[String]),
    row: &Row,
    understood: &mut Understood,
) -> Option<String> {
    let (first, rest) = parts.split_first()?;
    let is_date = row.is_of_dates(*cells.first()?) && !is_unknown(first);
    let whole = is_date.then(|| read("", first, row, understood)).flatten();
    let whole = whole.filter(|whole| Date::read(whole).is_some())?;
    let with_time = |date: &str, part: &str| part::longer(date, part).filter(|d| d.contains('T'));
    rest.iter().try_fold(whole, |date, part| match part::says_nothing(&date, part) {
        true => Some(date),
        false => with_time(&date, part),
    })
}

/// A date of its own; in a format with years of two digits the century is that of the date in front, without which
/// the format does not hold.
fn read(date: &str, part: &str, row: &Row, understood: &mut Understood) -> Option<String> {
    let format = match row.dates.format.as_ref().filter(|format| format.of_century(0).is_some()) {
        Some(_) if date.is_empty() => None,
        Some(format) => {
            let year: u32 = date.parse().ok().filter(|_| date.len() == 4)?;
            Some(format.of_century(year / 100)?)
        }
        None => row.dates.format.clone(),
    };
    told(part.to_string(), &Dates { format, ..row.dates.clone() }, understood).ok()
}
