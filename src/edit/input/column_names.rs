//! What the columns of an input are called, each by a name of its own.
//!
//! Invariant: of columns with one name the first keeps it, the others get one that is free: `Tag.2`.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::on_one_line;
use crate::edit::input::Input;

/// The names of the columns of an input.
pub(in crate::edit) struct Names {
    /// What each column is called.
    pub(in crate::edit) called: Vec<String>,
    /// The same on one line, as `--map` has it.
    pub(in crate::edit) typed: Vec<String>,
    /// The first column of the same name in the header, by column.
    first: Vec<usize>,
}

impl Names {
    /// Those of the header; columns without a name stay without one.
    pub(in crate::edit) fn of(input: &Input) -> Names {
        let mut called = input.file.header_names();
        let in_small = |name: &String| on_one_line(name).to_lowercase();
        let mut taken: BTreeSet<String> = called.iter().map(in_small).collect();
        // By name: the first column of it, and the number the next one is to have.
        let mut seen: BTreeMap<String, (usize, u32)> = BTreeMap::new();
        let mut first = Vec::with_capacity(called.len());
        for (n, name) in called.iter_mut().enumerate() {
            let written = on_one_line(name).into_owned();
            let (column, next) = seen.entry(written).or_insert((n, 2));
            first.push(if name.is_empty() { n } else { *column });
            while first[n] != n && !name.is_empty() {
                let numbered = format!("{name}.{next}");
                *next += 1;
                if taken.insert(in_small(&numbered)) {
                    *name = numbered;
                    break;
                }
            }
        }
        let typed = called.iter().map(|name| on_one_line(name).into_owned()).collect();
        Names { called, typed, first }
    }

    /// Whether a column is called so, on one line or as it is written.
    pub(in crate::edit) fn has(&self, theirs: &str) -> bool {
        let theirs = on_one_line(theirs);
        self.typed.iter().any(|name| *name == theirs)
    }

    /// The first column of the same name, where this one is not it.
    pub(in crate::edit) fn first(&self, column: usize) -> Option<usize> {
        Some(self.first[column]).filter(|first| *first != column)
    }

    /// By first column of a name that stands in the header more than once: the others.
    pub(in crate::edit) fn doubled(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut doubled: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for column in 0..self.called.len() {
            if let Some(first) = self.first(column) {
                doubled.entry(first).or_default().push(column);
            }
        }
        doubled
    }
}
