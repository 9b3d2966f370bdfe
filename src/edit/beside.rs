//! Columns of an input that hold a part of the date beside the one that is read.
//!
//! Invariant: what was said of a column with `--map` is not questioned.

use super::foreign::Input;
use super::map::Mapping;
use super::names::Names;
use super::plan::INPUT;
use crate::check::{self, Finding, map_option};
use crate::model::Field;

/// What is said of such columns, with the flag that takes them in.
pub(super) fn warning(input: &Input, mapping: Mapping) -> Option<Finding> {
    let header = Names::of(input);
    let names = &header.typed;
    let is_date = |n: &usize| {
        let ours = mapping.of(&header, *n).unwrap_or(&names[*n]);
        ours.eq_ignore_ascii_case(Field::Date.name())
    };
    let date = (0..names.len()).find(is_date)?;
    let is_joined = |(theirs, ours): &(String, String)| {
        ours.eq_ignore_ascii_case(Field::Date.name()) && !header.has(theirs)
    };
    if input.flags || input.broken.is_some() || mapping.map.iter().any(is_joined) {
        return None;
    }
    let mut rows = input.rows.iter();
    let is_open = |n: usize| mapping.of(&header, n).is_none();
    let found = check::beside((names, date), is_open, |asked| {
        let row = rows.next()?;
        Some(asked.iter().map(|n| input.value(row, *n)).collect())
    })?;
    let help = match &found.joined {
        Some(joined) => {
            let flag = map_option(&check::theirs(names, joined), Field::Date.name());
            format!("{}: {flag} joins them", found.help)
        }
        None => found.help.to_string(),
    };
    let place = input.header_place(found.columns.first().copied(), INPUT);
    Some(check::not_read(names, &found.columns, place).help(help))
}
