//! Rows that are left out because others are: those that refer to one, and those that say the same.
//!
//! Invariant: each goes where the row goes that it depends on, and is told of in the finding on that row.

use std::collections::{BTreeMap, BTreeSet};

use super::drafts::Draft;
use super::foreign::Input;
use super::hanging;
use super::plan::{INPUT, Plan, with_advice};
use crate::check::{Code, Finding};
use crate::model::{Dataset, Place};

/// How many lines are named.
const NAMED: usize = 5;

/// Leaves out rows that refer to others which are.
pub(super) fn hanging(input: &Input, fresh: &mut Vec<Draft>, plan: &mut Plan, dataset: &Dataset) {
    let mut found = hanging::on((input, &plan.columns), &plan.refused, fresh, dataset);
    let out: BTreeSet<usize> = found.iter().map(|hanging| hanging.row).collect();
    fresh.retain(|draft| !out.contains(&draft.input));
    plan.refused.extend(out);
    found.sort_by_key(|hanging| hanging.on);
    for same in found.chunk_by(|a, b| a.on == b.on) {
        let advice = match same.len() {
            1 => "1 row that hangs on it is left out too".to_string(),
            count => format!("{count} rows that hang on it are left out too"),
        };
        tell((input, plan), same[0].on, &advice);
    }
}

/// Leaves out rows that are there already in a row of the input, where that one is refused.
pub(super) fn twins(input: &Input, plan: &mut Plan) {
    let refused: BTreeSet<usize> = plan.refused.iter().copied().collect();
    let mut twins: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    plan.there.retain(|(row, place, _)| match place.in_input().filter(|on| refused.contains(on)) {
        Some(on) => {
            twins.entry(on).or_default().push(*row);
            false
        }
        None => true,
    });
    for (on, rows) in twins {
        let lines: Vec<String> =
            rows.iter().take(NAMED).map(|row| input.rows[*row].at.line.to_string()).collect();
        let word = if rows.len() == 1 { "line" } else { "lines" };
        let more = match rows.len() - lines.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        plan.refused.extend(rows);
        tell((input, plan), on, &format!("the same stands in {word} {}{more}", lines.join(", ")));
    }
}

/// Says more in the finding on a row that is left out.
fn tell((input, plan): (&Input, &mut Plan), row: usize, advice: &str) {
    let row = &input.rows[row];
    let is_here = |place: &Place| place.file == INPUT && place.record == row.at.record;
    let is_told = |f: &Finding| is_here(&f.place);
    let is_named = |f: &Finding| f.related.iter().any(|(place, _)| is_here(place));
    let told = plan.errors.iter().position(is_told);
    let told = told.or_else(|| plan.errors.iter().position(is_named)).unwrap_or_else(|| {
        let message = "a row that is left out";
        plan.errors.push(Finding::new(Code::UnknownEvent, input.whole(row, INPUT), message));
        plan.errors.len() - 1
    });
    let finding = plan.errors.swap_remove(told);
    plan.errors.push(with_advice(finding, advice));
}
