//! What `add` can do about a finding, said behind the help that the finding has.
//!
//! Invariant: an option is named only where the next run with it no longer has the finding.

use super::create;
use super::plan::Request;
use crate::check::{Checked, Code, Finding, Remedy, map_option};
use crate::edit::columns::Columns;
use crate::edit::dates::{Dates, Unread};
use crate::model::{Field, Table};

/// The finding with what `add` can do about it; `text` is what stands at its place.
pub(super) fn advised(
    (finding, text): (Finding, &str),
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
        C::UnknownSource if create::may_be_source(&finding, text) => {
            "--create-sources makes it a source".to_string()
        }
        C::UnknownSource if finding.remedy == Remedy::AddSource && !request.input.flags => {
            match column(&finding, columns) {
                Some(column) => format!("else {}", kept_apart(column)),
                None => return finding,
            }
        }
        C::UnknownStatus | C::UnknownEvent
            if finding.remedy == Remedy::NameKnown && !request.input.flags =>
        {
            match column(&finding, columns) {
                Some(column) => format!("if they are of something else, {}", kept_apart(column)),
                None => return finding,
            }
        }
        _ => return finding,
    };
    with_advice(finding, &advice)
}

/// The column of the input that a finding is on, if it is one alone, and where it goes.
fn column<'c>(finding: &Finding, columns: &'c Columns) -> Option<(&'c str, Field)> {
    let cell = finding.place.cell? as usize;
    let mut fields = Table::Events.columns().iter();
    let field = *fields.find(|field| columns.cell(**field) == Some(cell))?;
    (!columns.joined.has(cell)).then(|| (columns.typed[cell].as_str(), field))
}

/// What keeps a column apart from the one of ours that it would go into, or out.
pub(super) fn kept_apart((theirs, ours): (&str, Field)) -> String {
    let keeps = map_option(theirs, &format!("own_{}", ours.name()));
    let out = map_option(theirs, "");
    format!("{keeps} --add-columns keeps them as they are, {out} leaves them out")
}

/// Says of the dates of the input that were not read what can be done.
pub(super) fn dated<'f>(
    findings: impl Iterator<Item = &'f mut Finding>,
    dates: &Dates,
    unread: &Unread,
) {
    for finding in findings {
        let advice = finding.bad.as_ref().and_then(|bad| dates.advice(bad, unread));
        if let Some(advice) = advice {
            advise(finding, &advice);
        }
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
