//! Columns of an input that hold a part of the date beside the one that is read.
//!
//! Invariant: what was said of a column with `--map` is not questioned.

use super::foreign::Input;
use super::map::Mapping;
use super::names::Names;
use super::plan::INPUT;
use crate::check::{self, Finding, map_option};
use crate::model::{DataFile, Field};

/// What is said of such columns, with the flags that take them in and those that keep them apart; and whether
/// the target has them all already, of these names.
pub(super) fn doubtful(
    input: &Input,
    target: Option<&DataFile>,
    mapping: Mapping,
) -> Option<(Finding, bool)> {
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
    let there = target.map(DataFile::header_names).unwrap_or_default();
    let is_there = |n: &usize| there.iter().any(|name| name.eq_ignore_ascii_case(&names[*n]));
    let is_kept = found.columns.iter().all(is_there);
    let joins = found.joined.as_ref().map(|joined| {
        let flag = map_option(&check::theirs(names, joined), Field::Date.name());
        match joined.iter().flatten().any(|n| *n == date) {
            true => format!("{flag} joins them"),
            false => format!("{flag} {} takes them instead", map_option(&names[date], "")),
        }
    });
    let keeps = (!is_kept).then(|| {
        let maps = found.columns.iter().map(|n| map_option(&names[*n], &names[*n]));
        let (maps, columns) = (maps.collect::<Vec<String>>().join(" "), found.columns.len());
        let so = if columns == 1 { "keeps it as a column of its own" } else { "keep them apart" };
        format!("{maps} --add-columns {so}")
    });
    let flags = joins.into_iter().chain(keeps).collect::<Vec<String>>().join(", ");
    let help = match flags.is_empty() {
        true => found.help.to_string(),
        false => format!("{}: {flags}", found.help),
    };
    let place = input.header_place(found.columns.first().copied(), INPUT);
    Some((check::not_read(names, &found.columns, place).help(help), is_kept))
}
