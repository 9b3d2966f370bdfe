//! The cells of a start or of an end, put together part by part.
//!
//! Invariant: each part says more of the date before it, or that it is not known, or the cells make no date.

use super::super::super::drafts::told;
use super::super::super::when::Dates;
use super::super::fault::Fault;
use super::super::part::{self, is_blank, is_code, is_unknown};
use super::{Row, Understood};
use crate::model::date::Date;
use crate::model::digits::are_digits;

/// The date of the cells of a start or an end; blank where they are. `has_codes`: so is a year of -9.
pub(super) fn side(
    cells: &[usize],
    has_codes: bool,
    row: &Row,
    understood: &mut Understood,
) -> Result<String, Fault> {
    let fault = |bad, is_whole| Fault { cells: cells.to_vec(), bad, is_whole, otherwise: None };
    let first = row.text(cells[0]);
    let rest: Vec<String> = cells[1..].iter().map(|cell| row.text(*cell)).collect();
    let is_nothing = rest.iter().all(|part| is_unknown(part) || part::is_era(part));
    if is_blank(&first) || has_codes && is_nothing && is_code(&first) {
        return if is_nothing { Ok(String::new()) } else { Err(fault(None, false)) };
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
    for part in &rest {
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
                match part::longer(&date, part).or_else(|| of_year(&date, part, row, understood)) {
                    None => match part::in_words(&date, part) {
                        Some(words) => {
                            let said = told(words, row.dates, understood);
                            Some(said.map_err(|bad| fault(Some(bad), true))?)
                        }
                        None => None,
                    },
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

/// The date of a cell in a format with years of two digits, whose century stands in front: 1906, 9/24/06.
fn of_year(date: &str, part: &str, row: &Row, understood: &mut Understood) -> Option<String> {
    let year: u32 = date.parse().ok().filter(|_| date.len() == 4)?;
    let format = row.dates.format.as_ref()?.of_century(year / 100)?;
    let dates = Dates { format: Some(format), ..row.dates.clone() };
    let whole = told(part.to_string(), &dates, understood).ok()?;
    (whole.starts_with(date) && whole.len() > date.len()).then_some(whole)
}
