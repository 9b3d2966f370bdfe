//! Rows that are left out because others are: those that refer to one, and those that say the same.
//!
//! Invariant: each goes where the row goes that it depends on, and is told of in the finding on that row.

use std::collections::{BTreeMap, BTreeSet};

use super::hanging;
use crate::check::{Code, Finding};
use crate::edit::advice::advise;
use crate::edit::input::drafts::Draft;
use crate::edit::input::{INPUT, Input};
use crate::edit::plan::Plan;
use crate::model::{Place, listed};

/// How many lines are named.
const NAMED: usize = 5;

/// Leaves out rows that refer to others which are, unless the folder has that event.
pub(in crate::edit) fn hanging(input: &Input, fresh: &mut Vec<Draft>, plan: &mut Plan) {
    let lost = plan.refused.iter().filter(|row| !plan.known.contains(row));
    let lost: Vec<usize> = lost.copied().collect();
    let mut found = hanging::on((input, &plan.columns), &lost, fresh);
    let out: BTreeSet<usize> = found.iter().map(|hanging| hanging.row).collect();
    fresh.retain(|draft| !out.contains(&draft.input));
    plan.refused.extend(out);
    found.sort_by_key(|hanging| hanging.on);
    let said = found.chunk_by(|a, b| a.on == b.on).map(|same| {
        let advice = match same.len() {
            1 => "1 row that hangs on it is left out too".to_string(),
            count => format!("{count} rows that hang on it are left out too"),
        };
        (same[0].on, advice)
    });
    tell(input, plan, said.collect());
}

/// Leaves out rows that are there already in a row of the input, where that one is refused.
pub(in crate::edit) fn twins(input: &Input, plan: &mut Plan) {
    let refused: BTreeSet<usize> = plan.refused.iter().copied().collect();
    let mut twins: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    plan.there.retain(|(row, place, _)| match place.in_input().filter(|on| refused.contains(on)) {
        Some(on) => {
            twins.entry(on).or_default().push(*row);
            false
        }
        None => true,
    });
    let mut said = Vec::new();
    for (on, rows) in twins {
        let lines = rows.iter().map(|row| input.rows[*row].at.line.to_string());
        let lines = listed(&lines.collect::<Vec<String>>(), NAMED);
        let word = if rows.len() == 1 { "line" } else { "lines" };
        plan.refused.extend(rows);
        said.push((on, format!("the same stands in {word} {lines}")));
    }
    tell(input, plan, said);
}

/// Says more in the findings on rows that are left out: of each in the first that is told at its place,
/// else in the first that names it.
fn tell(input: &Input, plan: &mut Plan, said: Vec<(usize, String)>) {
    if said.is_empty() {
        return;
    }
    let is_here = |place: &&Place| place.file == INPUT;
    let (mut told, mut named) = (BTreeMap::new(), BTreeMap::new());
    for (n, finding) in plan.errors.iter().enumerate() {
        if is_here(&&finding.place) {
            told.entry(finding.place.record).or_insert(n);
        }
        for place in finding.related.iter().map(|(place, _)| place).filter(is_here) {
            named.entry(place.record).or_insert(n);
        }
    }
    for (row, advice) in said {
        let row = &input.rows[row];
        let record = &row.at.record;
        let known = told.get(record).or_else(|| named.get(record)).copied();
        let n = known.unwrap_or_else(|| {
            let message = "a row that is left out";
            plan.errors.push(Finding::new(Code::UnknownEvent, input.whole(row), message));
            plan.errors.len() - 1
        });
        advise(&mut plan.errors[n], &advice);
    }
}
