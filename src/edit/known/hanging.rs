//! New rows that refer to new rows which are left out, directly or by way of others.
//!
//! Invariant: each is found once; an id means the row of the input, whoever else has it in the folder.

use std::collections::{BTreeMap, BTreeSet};

use crate::edit::columns::Columns;
use crate::edit::input::Input;
use crate::edit::input::drafts::Draft;
use crate::model::Field;
use crate::model::cells::trim;
use crate::model::relation::head_and_gap;

/// A row of the input that hangs on another one, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::edit) struct Hanging {
    pub(in crate::edit) row: usize,
    pub(in crate::edit) on: usize,
}

/// The rows among `fresh` that hang on one of those left out.
pub(in crate::edit) fn on(
    (input, columns): (&Input, &Columns),
    left_out: &[usize],
    fresh: &[Draft],
) -> Vec<Hanging> {
    let mut waiting = references(columns, fresh);
    let Some(id) = columns.cell(Field::Id).filter(|_| !waiting.is_empty()) else {
        return Vec::new();
    };
    let named = left_out.iter().map(|row| (input.value(&input.rows[*row], id), *row));
    let mut named: Vec<(String, usize)> =
        named.map(|(id, row)| (trim(&id).to_string(), row)).collect();
    let own = fresh.iter().map(|draft| trim(draft.value(columns, Field::Id)));
    let own: BTreeSet<&str> = own.collect();
    named.retain(|(id, _)| !own.contains(id.as_str()));
    let mut found = Vec::new();
    let mut taken = vec![false; fresh.len()];
    let mut next: Vec<(&str, usize)> = named.iter().map(|(id, row)| (id.as_str(), *row)).collect();
    next.reverse();
    while let Some((id, on)) = next.pop() {
        for n in waiting.remove(id).unwrap_or_default() {
            if !std::mem::replace(&mut taken[n], true) {
                found.push(Hanging { row: fresh[n].input, on });
                next.push((trim(fresh[n].value(columns, Field::Id)), on));
            }
        }
    }
    found
}

/// By id: the rows that refer to an event of it.
fn references<'d>(columns: &Columns, fresh: &'d [Draft]) -> BTreeMap<&'d str, Vec<usize>> {
    let mut waiting: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, draft) in fresh.iter().enumerate() {
        for field in Field::LINKS {
            for item in draft.value(columns, field).split(';') {
                let id = head_and_gap(trim(item)).0;
                if !id.is_empty() {
                    waiting.entry(id).or_default().push(n);
                }
            }
        }
    }
    waiting
}
