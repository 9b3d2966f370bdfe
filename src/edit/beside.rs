//! Columns of an input that hold a part of the date beside the one that is read.
//!
//! Invariant: what was said of a column with `--map` is not questioned.

use super::foreign::Input;
use super::map::Mapping;
use super::plan::INPUT;
use crate::check::{self, Finding, shell};
use crate::model::Field;

/// What is said of such columns, with the flag that takes them in.
pub(super) fn warning(input: &Input, mapping: Mapping) -> Option<Finding> {
    let names = input.file.header_names();
    let is_date =
        |name: &String| mapping.of(name).unwrap_or(name).eq_ignore_ascii_case(Field::Date.name());
    let date = names.iter().position(is_date)?;
    let is_joined = |(theirs, ours): &(String, String)| {
        ours.eq_ignore_ascii_case(Field::Date.name()) && !names.contains(theirs)
    };
    if input.flags || input.broken.is_some() || mapping.map.iter().any(is_joined) {
        return None;
    }
    let mut rows = input.rows.iter();
    let is_open = |n: usize| mapping.of(&names[n]).is_none();
    let found = check::beside((&names, date), is_open, |asked| {
        let row = rows.next()?;
        Some(asked.iter().map(|n| input.value(row, *n)).collect())
    })?;
    let help = match &found.joined {
        Some(joined) => {
            let theirs = check::theirs(&names, joined);
            format!("{}: --map {} joins them", found.help, shell(&format!("{theirs}=date")))
        }
        None => found.help.to_string(),
    };
    let place = input.header_place(found.columns.first().copied(), INPUT);
    Some(check::not_read(&names, &found.columns, place).help(help))
}
