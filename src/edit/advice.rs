//! What `add` can do about a finding, said behind the help that the finding has.
//!
//! Invariant: an option is named only where the next run with it no longer has the finding.

use super::create;
use super::map::Columns;
use super::plan::Request;
use crate::check::{Checked, Code, Finding, map_option};
use crate::model::{Field, Table};

/// The finding with what `add` can do about it.
pub(super) fn advised(
    finding: Finding,
    (after, columns): (&Checked, &Columns),
    request: &Request,
) -> Finding {
    use Code as C;
    let advice = match finding.code {
        C::UnknownActor
            if create::may_be_created(&finding) && create::has(after, Table::Actors) =>
        {
            "--create-actors creates it".to_string()
        }
        C::UnknownSource if create::may_be_source(&finding, named(&finding)) => {
            "--create-sources makes it a source".to_string()
        }
        C::UnknownStatus if is_no_slip(&finding) && !request.input.flags => {
            match columns.cell(Field::Status) {
                Some(cell) => of_another(&columns.typed[cell]),
                None => return finding,
            }
        }
        _ => return dated(finding, request),
    };
    with_advice(finding, &advice)
}

/// What a finding names: what stands between the first signs that quote.
fn named(finding: &Finding) -> &str {
    finding.message.split('`').nth(1).unwrap_or_default()
}

/// Whether a word is not nearly a known one.
fn is_no_slip(finding: &Finding) -> bool {
    finding.help.as_deref().is_some_and(|help| help.starts_with("known are"))
}

/// What to do where a column says how far the work on a row is, or the case in it.
fn of_another(theirs: &str) -> String {
    let keeps = map_option(theirs, "own_status");
    let out = map_option(theirs, "");
    format!(
        "if they are of something else, {keeps} --add-columns keeps them as they are, {out} leaves them out"
    )
}

/// The finding with what can be said about dates.
pub(super) fn dated(finding: Finding, request: &Request) -> Finding {
    match request.dates.advice(&finding) {
        Some(advice) => with_advice(finding, &advice),
        None => finding,
    }
}

fn with_advice(mut finding: Finding, advice: &str) -> Finding {
    advise(&mut finding, advice);
    finding
}

/// Says what can be done about a finding behind what it says itself.
pub(super) fn advise(finding: &mut Finding, advice: &str) {
    finding.help = Some(match finding.help.take() {
        Some(help) => format!("{help}; {advice}"),
        None => advice.to_string(),
    });
}
