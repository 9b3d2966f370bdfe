//! Statuses of an input that go into another column than `status`, or into none: what was cancelled would
//! come in as if it had taken place.
//!
//! Invariant: only a column called a status is looked at, and in it only words that are one.

use crate::check::called;
use crate::edit::input::Input;
use crate::edit::plan::Plan;
use crate::model::cells::trim;
use crate::model::{Field, Status, Weight, counted};

/// What is said of rows that come in as events that took place, though a column calls them otherwise.
pub fn statuses(input: &Input, plan: &Plan) -> Option<String> {
    let columns = &plan.columns;
    let is_status =
        |name: &String| Field::Status.is_called(name) || called(name) == Some(Field::Status);
    if columns.cell(Field::Status).is_some() {
        return None;
    }
    let cell = columns.typed.iter().position(is_status)?;
    let statuses = plan.added.iter().map(|draft| {
        let row = &input.rows[draft.input];
        Status::of(trim(&input.value(row, cell)))
    });
    let statuses: Vec<Status> = statuses.collect();
    let told = Status::WRITTEN.iter().filter_map(|(name, status)| {
        let is_weak = !matches!(status.weight(), Weight::Counts);
        let count = statuses.iter().filter(|other| is_weak && *other == status).count();
        (count > 0).then(|| format!("{} {name}", counted(count, "row")))
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| {
        let (name, rows) = (&columns.typed[cell], told.join(", "));
        format!(
            "warning: `{name}` calls {rows}; without a `status` they count as having taken place"
        )
    })
}
