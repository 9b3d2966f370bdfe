//! Dates of a column whose name says their era: `year_bc`, `Date (AH)`.
//!
//! Invariant: such a date is never taken for one of the common era; where words are read, its era is.

use super::join::{Joined, bare};
use crate::check::{self, Code, Era, Finding};
use crate::edit::columns::Columns;
use crate::edit::input::Input;
use crate::edit::plan::Request;
use crate::model::Field;
use crate::model::cells::trim;
use crate::model::date::Date;

/// A date with the era that the name of its column says; `None`: the name says none, or the date says its own.
pub(in crate::edit) fn in_era(name: &str, cell: &str) -> Option<String> {
    let (_, era) = check::era_in(name)?;
    let cell = bare(trim(cell));
    let is_open = !cell.starts_with('-') && cell.contains(|c: char| c.is_ascii_digit());
    (is_open && check::era_in(cell).is_none()).then(|| format!("{cell} {era}"))
}

/// What is said of such a column whose dates would be taken for those of the common era.
pub(in crate::edit) fn doubtful(request: &Request, columns: &Columns) -> Option<Finding> {
    let input = request.input;
    let of_joined = columns.joined.date.iter().flat_map(Joined::firsts);
    let whole = columns.cell(Field::Date).filter(|_| columns.joined.date.is_none());
    let mut cells = of_joined.chain(whole).filter(|_| !input.flags);
    cells.find_map(|cell| of_column((input, cell), &columns.typed[cell], request.dates.words))
}

fn of_column((input, cell): (&Input, usize), name: &str, are_words: bool) -> Option<Finding> {
    let (era, said) = check::era_in(name).filter(|(era, _)| *era == Era::Other || !are_words)?;
    let mut rows = input.rows.iter().filter(|row| row.broken.is_none());
    let (date, in_era) = rows.find_map(|row| {
        let date = input.value(row, cell);
        let in_era = in_era(name, &date)?;
        Some((bare(trim(&date)).to_string(), in_era))
    })?;
    let message = format!("column `{name}` says {said}, and `{date}` would be of the common era");
    let reading = Date::parse(&in_era).err().and_then(|bad| bad.readings.into_iter().next());
    let help = match reading.filter(|_| era == Era::Before) {
        Some(reading) => format!(
            "--dates words reads the era, too: `{date}` is then `{}` ({}); if it is not meant, give the column another name",
            reading.edtf, reading.words
        ),
        None => "write its dates in EDTF, in a column of another name".to_string(),
    };
    let place = input.header_place(Some(cell));
    Some(Finding::new(Code::NearMissColumn, place, message).help(help))
}
