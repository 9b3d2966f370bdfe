//! Ids of an input that are those of another table: its own numbers, which rows of the folder have too, or no
//! ids at all.
//!
//! Invariant: told only where most ids are amiss and no row of the input refers to another by them.

use std::collections::BTreeSet;

use crate::check::{Code, Finding};
use crate::edit::advice::{advise, kept_apart};
use crate::edit::input::INPUT;
use crate::edit::plan::{Plan, Request};
use crate::model::Field;
use crate::model::cells::trim;

/// Says in the findings on such ids how their rows go in.
pub(in crate::edit) fn tell(request: &Request, plan: &mut Plan) {
    let (input, columns) = (request.input, &plan.columns);
    let Some(cell) = columns.cell(Field::Id).filter(|cell| !columns.joined.has(*cell)) else {
        return;
    };
    let filled = |cell: usize| {
        let is_filled = |row: &&_| !trim(&input.value(row, cell)).is_empty();
        input.rows.iter().filter(is_filled).count()
    };
    let links = [Field::After, Field::Before, Field::PartOf];
    let refers = links.iter().filter_map(|field| columns.cell(*field)).any(|cell| filled(cell) > 0);
    if input.flags || refers {
        return;
    }
    let others = plan.others.iter().map(|row| input.rows[*row].at.record);
    let others: BTreeSet<u32> = others.collect();
    let is_none = |f: &Finding| f.place.file == INPUT && f.code == Code::MalformedId;
    let none = plan.errors.iter().filter(|f| is_none(f)).map(|finding| finding.place.record);
    let amiss: BTreeSet<u32> = none.chain(others.iter().copied()).collect();
    if amiss.len() * 2 <= filled(cell) {
        return;
    }
    let kept = kept_apart((&columns.typed[cell], Field::Id));
    let advice = format!("if the ids are those of another table, {kept}");
    let is_other = |f: &Finding| {
        let is_here = f.place.file == INPUT && others.contains(&f.place.record);
        is_here && f.code == Code::DuplicateId
    };
    for finding in plan.errors.iter_mut().filter(|f| is_none(f) || is_other(f)) {
        advise(finding, &advice);
    }
}
