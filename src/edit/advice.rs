//! What `add` can do about a finding, said behind the help that the finding has.
//!
//! Invariant: an option is named only where the next run with it no longer has the finding.

use std::collections::BTreeMap;

use super::create;
use super::plan::Request;
use crate::check::{self, Checked, Code, Finding, Remedy, map_option};
use crate::edit::columns::Columns;
use crate::edit::columns::join::Joined;
use crate::edit::dates::{Dates, Unread, may_lack_year};
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
    columns: &Columns,
    request: &Request,
    unread: &Unread,
) {
    let mut others = Vec::new();
    for finding in findings.filter(|finding| finding.code.is_of_dates()) {
        match in_its_year(finding, columns, request) {
            Some(advice) => advise(finding, &advice),
            None => others.push(finding),
        }
    }
    advise_each(others.into_iter(), |finding| request.dates.advice(finding.bad.as_ref()?, unread));
}

/// Says of findings what can be done about them, which is found out once for all that say the same.
fn advise_each<'f>(
    findings: impl Iterator<Item = &'f mut Finding>,
    advice: impl Fn(&Finding) -> Option<String>,
) {
    let mut known: BTreeMap<(Code, String, Option<String>), Option<String>> = BTreeMap::new();
    for finding in findings {
        let said = (finding.code, finding.message.clone(), finding.help.clone());
        if let Some(advice) = known.entry(said).or_insert_with(|| advice(finding)) {
            advise(finding, advice);
        }
    }
}

/// The option that joins a date without a year to the column of its year, if there is one.
fn in_its_year(finding: &Finding, columns: &Columns, request: &Request) -> Option<String> {
    let lacks_year = finding.bad.as_deref().is_some_and(may_lack_year);
    let (date, field) = column(finding, columns).filter(|_| lacks_year)?;
    let (input, names) = (request.input, &columns.typed);
    let row = input.rows.binary_search_by_key(&finding.place.record, |row| row.at.record).ok()?;
    let row = Some(&input.rows[row]).filter(|_| field == Field::Date && !input.flags)?;
    let words = Dates { words: true, ..request.dates.clone() };
    let joins = |theirs: &&String| {
        let joined = Joined::of(theirs, names);
        let value = |cell: usize| input.value(row, cell);
        joined.is_some_and(|joined| joined.read(&value, &words, &mut Vec::new()).is_ok())
    };
    let years = names.iter().filter(|name| check::is_year(name) && *name != date);
    let mut both = years.map(|year| (year, format!("{year}+{date}")));
    let (year, theirs) = both.find(|(_, theirs)| joins(&theirs))?;
    let map = map_option(&theirs, field.name());
    let instead = match Field::Date.is_called(date) {
        true => String::new(),
        false => format!(", in the place of {}", map_option(date, field.name())),
    };
    Some(format!("if its year stands in `{year}`, {map} --dates words joins them{instead}"))
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

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::model::Place;

    #[test]
    fn what_can_be_done_about_many_of_the_same_is_found_out_once() {
        let finding = |n: u32| {
            let day = n % 28 + 1;
            let message = format!("\"{day}.5.2025\" is not in EDTF");
            Finding::new(Code::NumericDate, Place::file(n), message).help("write it")
        };
        let mut findings: Vec<Finding> = (0..1_000).map(finding).collect();
        let asked = Cell::new(0);
        advise_each(findings.iter_mut(), |finding| {
            asked.set(asked.get() + 1);
            finding.message.contains("\"7.").then(|| "or not".to_string())
        });
        assert_eq!(asked.get(), 28);
        let helps = findings.iter().filter_map(|finding| finding.help.as_deref());
        assert_eq!(helps.filter(|help| *help == "write it; or not").count(), 36);
    }
}
