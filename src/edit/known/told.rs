//! What is said of rows that are like others.
//!
//! Invariant: each is told once, at its own place, with what tells it apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Code, Finding};
use crate::edit::columns::Columns;
use crate::edit::input::drafts::Draft;
use crate::edit::input::{INPUT, Input};
use crate::edit::known::{self, DATE, Where};
use crate::edit::plan::{Plan, Request};
use crate::model::cells::trim;
use crate::model::date::Date;
use crate::model::vocabulary::event_type;
use crate::model::{Field, Place};

/// A row of the same date, title and actors as one before it or in the folder: it goes in, and is said to
/// be doubtful.
pub(in crate::edit) fn row(
    (input, known): (&Input, &Columns),
    (draft, other): (&Draft, Where),
    columns: &[String],
) -> Finding {
    let written: Vec<&str> = columns.iter().map(|name| known.written(name)).collect();
    let message = format!("the date, title and actors of another row, {}", apart(&written));
    let is_left_out =
        |name: &String| name == DATE || known.left_out.iter().any(|(_, other)| other == name);
    let only = match columns.iter().all(is_left_out) {
        true => ", but what tells it apart is left out",
        false => "",
    };
    let whole = |row: usize| input.whole(&input.rows[row]);
    Finding::new(Code::SameEventTwice, whole(draft.input), message)
        .help(format!("it is an event of its own{only}; is it the same one, make them one row"))
        .and(place(other, input), "other")
}

/// A row of the id and the cells of one before it that differs in a column that is left out: it does not
/// go in, and is said to be doubtful.
pub(in crate::edit) fn twin(
    input: &Input,
    (draft, other): (&Draft, usize),
    columns: &[String],
) -> Finding {
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let message = format!("the id and the cells of another row, {}", apart(&columns));
    let place = |row: usize| input.whole(&input.rows[row]);
    Finding::new(Code::IdenticalDuplicate, place(draft.input), message)
        .help("what tells it apart is left out; is it an event of its own, give it another id")
        .and(place(other), "other")
}

/// What tells a row apart from another one.
fn apart(columns: &[&str]) -> String {
    let names: Vec<&str> = columns.iter().copied().filter(|n| *n != DATE).collect();
    match names.as_slice() {
        [] => "whose date is written otherwise".to_string(),
        names => format!("but not its `{}`", names.join("`, `")),
    }
}

/// What to do about an event that stands in several rows.
const IN_ONE_ROW: &str = "is it one event with a row for each who took part, write them in one row, with `;` between them";

/// The same, with the roles that a column of their own has.
fn in_one_row(columns: &Columns) -> String {
    let names = columns.names.iter().chain(columns.left_out.iter().map(|(_, name)| name));
    match names.into_iter().any(|name| is_of_roles(name)) {
        true => format!("{IN_ONE_ROW} and each with its role: `actor:role;actor:role`"),
        false => IN_ONE_ROW.to_string(),
    }
}

/// Whether a column of this name says in which role somebody took part.
fn is_of_roles(name: &str) -> bool {
    const ROLES: [&str; 7] = ["role", "roles", "rolle", "rôle", "rol", "ruolo", "роль"];
    let name = name.to_lowercase();
    let last = name.rsplit(|c: char| !c.is_alphanumeric()).next();
    last.is_some_and(|last| ROLES.contains(&last))
}

/// Rows of one meeting or call on one day that are alike but for their one actor: said once, as each of them
/// goes in as an event of its own.
pub(in crate::edit) fn row_for_each(
    input: &Input,
    drafts: &[Draft],
    columns: &Columns,
) -> Option<Finding> {
    let actors = columns.find(Field::Actors)?;
    let roles = |n: usize| is_of_roles(&columns.names[n]);
    let left_out_roles =
        |n: usize| columns.left_out.get(n).is_some_and(|(_, name)| is_of_roles(name));
    let is_contact = |draft: &&Draft| {
        let kind = event_type(trim(draft.value(columns, Field::Type)));
        let date = Date::parse(trim(draft.value(columns, Field::Date)));
        let names = trim(&draft.values[actors]);
        kind.is_some_and(|kind| kind.contact)
            && !names.is_empty()
            && !names.contains(';')
            && date.is_ok_and(|date| date.only_day().is_some())
    };
    let mut alike: BTreeMap<Vec<&str>, Vec<&Draft>> = BTreeMap::new();
    for draft in drafts.iter().filter(is_contact) {
        let values = draft.values.iter().enumerate().filter(|(n, _)| *n != actors && !roles(*n));
        let left_out = draft.left_out.iter().enumerate().filter(|(n, _)| !left_out_roles(*n));
        let values = values.chain(left_out).map(|(_, value)| value.as_str());
        alike.entry(values.collect()).or_default().push(draft);
    }
    let rows: Vec<&[&Draft]> = alike.values().map(Vec::as_slice).filter(|r| r.len() > 1).collect();
    let first = rows.iter().min_by_key(|rows| rows[0].input)?;
    let count: usize = rows.iter().map(|rows| rows.len()).sum();
    let message = format!("{count} rows are like another one in all but the one actor they name");
    let whole = |draft: &Draft| input.whole(&input.rows[draft.input]);
    let finding = Finding::new(Code::SameEventTwice, whole(first[0]), message);
    Some(
        finding
            .help(format!("as events of their own they tie nobody; {}", in_one_row(columns)))
            .and(whole(first[1]), "other"),
    )
}

/// The same id with other cells: shows both.
pub(in crate::edit) fn conflict(
    request: &Request,
    columns: &Columns,
    (draft, place): (&Draft, Where),
    cells: &[(String, String, String)],
) -> Finding {
    let row = &request.input.rows[draft.input];
    let cell = columns.cell(Field::Id).and_then(|c| row.cells.get(c));
    let here = cell.map_or(row.at.offset..row.end, |c| c.span());
    let id = trim(draft.value(columns, Field::Id));
    let message = match place {
        Where::Folder(_) => format!("the id `{id}` is there already with other cells"),
        Where::Input(_) => format!("another row has the id `{id}` and other cells"),
    };
    let cell = |text: &str| text.replace('\n', "⏎");
    let shown: Vec<String> = cells
        .iter()
        .map(|(name, there, here)| {
            format!("{}: there `{}`, here `{}`", columns.written(name), cell(there), cell(here))
        })
        .collect();
    let is_actors = |(name, ..): &(String, String, String)| name == Field::Actors.name();
    let is_role = |(name, ..): &(String, String, String)| is_of_roles(name);
    let mut help = shown.join("; ");
    if place.in_input().is_some()
        && cells.iter().any(is_actors)
        && cells.iter().all(|cell| is_actors(cell) || is_role(cell))
    {
        help = format!("{help}; {}", in_one_row(columns));
    }
    Finding::new(Code::DuplicateId, request.input.place(row, here), message)
        .help(help)
        .and(self::place(place, request.input), "there")
}

/// The place of a row that was met.
fn place(met: Where, input: &Input) -> Place {
    match met {
        Where::Folder(place) => place,
        Where::Input(row) => input.whole(&input.rows[row]),
    }
}

/// Takes back what the check says again of rows of the input, for it knows less of how they differ.
pub(in crate::edit) fn leave_unsaid(said: &[Finding], found: &mut Vec<Finding>) {
    let told: BTreeSet<u32> = said.iter().filter(|f| is_twin(f)).map(|f| f.place.record).collect();
    found.retain(|f| !(is_twin(f) && told.contains(&f.place.record)));
}

/// Says of rows that the check calls the same event in what is left out they differ: it does not see that.
pub(in crate::edit) fn tell_left_out(
    (input, columns): (&Input, &Columns),
    drafts: &[Draft],
    found: &mut [Finding],
) {
    let draft = |place: &Place| {
        let record = |draft: &Draft| input.rows[draft.input].at.record;
        let n = drafts.binary_search_by_key(&place.record, record).ok();
        n.filter(|_| place.file == INPUT).map(|n| &drafts[n])
    };
    for finding in found.iter_mut().filter(|f| f.code == Code::SameEventTwice) {
        let other = finding.related.first().and_then(|(place, _)| draft(place));
        let Some((new, other)) = draft(&finding.place).zip(other) else { continue };
        let names = known::apart(other, (new, columns));
        if !names.is_empty() {
            *finding = row((input, columns), (new, Where::Input(other.input)), &names);
        }
    }
}

/// Whether it says of a row of the input that another one says the same.
fn is_twin(finding: &Finding) -> bool {
    matches!(finding.code, Code::SameEventTwice | Code::IdenticalDuplicate)
        && finding.place.file == INPUT
}

/// Takes back what is said of rows that are like others where they are refused.
pub(in crate::edit) fn leave_refused(plan: &mut Plan, input: &Input) {
    let rows = plan.refused.iter().map(|row| input.rows[*row].at.record);
    let refused: BTreeSet<u32> = rows.collect();
    plan.warnings.retain(|f| !(is_twin(f) && refused.contains(&f.place.record)));
}
