//! What an `add` would do, found out without touching a file.
//!
//! The new bytes are made in memory and the whole folder is checked with them, as `check` would
//! after the fact.
//!
//! Invariant: a plan with errors changes nothing; sound rows go in together or, where only good
//! ones were asked for, without the others.

use std::collections::BTreeSet;

use super::already::{Met, There, Where};
use super::create::{self, Created, Grown, Lacking};
use super::drafts::{self, Draft};
use super::foreign::Input;
use super::home::Home;
use super::ids::{self, Pattern, Taken};
use super::map::{self, Columns, Mapping};
use super::target::{self, Target};
use super::verdict::{Appended, Back, Before, Verdict, verdict};
use super::when::DateFormat;
use crate::check::{self, Checked, Code, Finding};
use crate::error::Error;
use crate::model::{DataFile, Field, Place, Table};
use crate::read::{self, Records};

/// What is asked for.
pub struct Request<'r> {
    /// The folder.
    pub home: &'r Home,
    /// The rows.
    pub input: &'r Input,
    /// The file of events they go into, if it was named.
    pub into: Option<&'r str>,
    /// What was said about columns.
    pub mapping: Mapping<'r>,
    /// How dates are written, if it was said.
    pub dates: Option<&'r DateFormat>,
    /// Whether sound rows go in without the others.
    pub accept_good: bool,
    /// Whether unknown actors are created.
    pub create_actors: bool,
    /// Whether unknown addresses become sources, and the title of such a one.
    pub create_sources: Option<&'r str>,
}

/// What would be done.
#[derive(Default)]
pub struct Plan {
    /// The file that rows go into.
    pub target: String,
    /// Whether it was chosen among several because it is the last.
    pub chosen_by_default: bool,
    /// The files to write, in this order: name, old bytes, new bytes.
    pub changes: Vec<Grown>,
    /// The rows that go in.
    pub added: Vec<Draft>,
    /// Their columns.
    pub columns: Columns,
    /// Rows that are there already, and where.
    pub there: Vec<(usize, Where)>,
    /// Rows that are left out, by number in the input.
    pub refused: Vec<usize>,
    /// What is created for them.
    pub created: Vec<Created>,
    /// Why nothing is written, or rows are left out.
    pub errors: Vec<Finding>,
    /// What is doubtful in the rows that go in.
    pub warnings: Vec<Finding>,
    /// The files that places refer to; the input is the last.
    pub files: Vec<DataFile>,
}

/// The number of the input among files until their count is known.
const INPUT: u32 = u32::MAX;

/// Finds out what adding would do.
///
/// # Errors
/// When a file cannot be read, or `into` names no file of events.
pub fn plan(request: &Request) -> Result<Plan, Error> {
    let target = Target::choose(request.home, Table::Events, request.into)?;
    let checked = check::dataset(request.home.folder.clone());
    let mut plan = Plan {
        target: target.name.clone(),
        chosen_by_default: target.chosen_by_default,
        ..Plan::default()
    };
    plan.errors = target::blocked(&checked, target.fresh.then_some(target.name.as_str()));
    plan.files = request.home.folder.files.clone();
    if !plan.errors.is_empty() {
        return Ok(finished(plan, request));
    }
    match map::columns(request.input, target.like.as_ref(), request.mapping, INPUT) {
        Ok(columns) => plan.columns = columns,
        Err(findings) => {
            plan.errors = findings;
            return Ok(finished(plan, request));
        }
    }
    let fresh = sort_out(request, &mut plan);
    let work = Work {
        request,
        target,
        before: Before::of(&checked),
        taken: Taken::default(),
        pattern: None,
    };
    attempts(&work.with_ids(), fresh, &mut plan)?;
    Ok(finished(plan, request))
}

/// Rows that are new; what is there already or cannot be read goes into the plan.
fn sort_out(request: &Request, plan: &mut Plan) -> Vec<Draft> {
    let (drafts, bad) = drafts::of(request.input, &plan.columns, request.dates, INPUT);
    for (row, finding) in bad {
        plan.refused.push(row);
        plan.errors.push(finding);
    }
    let mut there = There::of(&request.home.folder.files, &drafts, &plan.columns);
    let mut fresh = Vec::new();
    for draft in drafts {
        match there.meet(&draft, &plan.columns) {
            Met::Nothing => fresh.push(draft),
            Met::Same(place) => plan.there.push((draft.input, place)),
            Met::Other(place, cells) => {
                plan.refused.push(draft.input);
                plan.errors.push(conflict(request, &plan.columns, (&draft, place), &cells));
            }
        }
    }
    fresh
}

/// The same id with other cells: shows both.
fn conflict(
    request: &Request,
    columns: &Columns,
    (draft, place): (&Draft, Where),
    cells: &[(String, String, String)],
) -> Finding {
    let row = &request.input.rows[draft.input];
    let cell = columns.cell(Field::Id).and_then(|c| row.cells.get(c));
    let here = cell.map_or(row.at.offset..row.end, |c| c.span());
    let id = draft.value(columns, Field::Id).trim();
    let message = format!("the id `{id}` is there already with other cells");
    let shown: Vec<String> = cells
        .iter()
        .map(|(name, there, here)| format!("{name}: there `{there}`, here `{here}`"))
        .collect();
    let place = match place {
        Where::Folder(place) => place,
        Where::Input(n) => request.input.whole(&request.input.rows[n], INPUT),
    };
    Finding::new(Code::DuplicateId, request.input.place(row, here, INPUT), message)
        .help(shown.join("; "))
        .and(place, "there")
}

/// What stays the same from one attempt to the next.
struct Work<'r> {
    request: &'r Request<'r>,
    target: Target,
    before: Before,
    taken: Taken,
    pattern: Option<Pattern>,
}

/// The folder as it would be.
struct Attempt {
    drafts: Vec<Draft>,
    after: Checked,
    /// Number of the target, and where the new rows begin in it.
    number: u32,
    start: usize,
    changes: Vec<Grown>,
    created: Vec<Created>,
}

/// Tries to add all rows; where only good ones are wanted, again without those that are bad.
fn attempts(work: &Work, mut fresh: Vec<Draft>, plan: &mut Plan) -> Result<(), Error> {
    loop {
        if fresh.is_empty() {
            return Ok(());
        }
        let columns = plan.columns.clone();
        let attempt = match work.attempt(&fresh, &columns)? {
            Ok(attempt) => attempt,
            Err(finding) => {
                plan.errors.push(finding);
                return Ok(());
            }
        };
        let file = &attempt.after.dataset.files[attempt.number as usize];
        let Some(appended) = Appended::find(file, attempt.number, attempt.start, &attempt.drafts)
        else {
            plan.errors.push(not_appendable(&work.target.name));
            return Ok(());
        };
        let Verdict { errors, elsewhere, warnings } =
            verdict(&work.before, &attempt.after, &appended);
        let back = Back { input: work.request.input, columns: &columns, number: INPUT };
        let bad: BTreeSet<usize> = errors.iter().map(|(n, _)| appended.drafts[*n].input).collect();
        let to_input = |(_, finding): (usize, Finding)| back.finding(finding, &appended);
        let stands = elsewhere.is_empty();
        let found = errors.into_iter().map(to_input).chain(elsewhere).collect();
        plan.errors.extend(moved(found, &attempt.after, &mut plan.files));
        plan.refused.extend(&bad);
        if bad.is_empty() || !stands || !work.request.accept_good {
            let warnings = warnings.into_iter().map(to_input).collect();
            plan.warnings = moved(warnings, &attempt.after, &mut plan.files);
            if stands && (plan.errors.is_empty() || work.request.accept_good) {
                (plan.changes, plan.created, plan.added) =
                    (attempt.changes, attempt.created, attempt.drafts);
            }
            return Ok(());
        }
        fresh.retain(|draft| !bad.contains(&draft.input));
    }
}

/// Findings whose places in the folder as it would be are moved behind the files shown so far.
fn moved(mut findings: Vec<Finding>, after: &Checked, files: &mut Vec<DataFile>) -> Vec<Finding> {
    let by = files.len() as u32;
    let mut any = false;
    for place in findings.iter_mut().flat_map(places) {
        if place.file != INPUT {
            place.file += by;
            any = true;
        }
    }
    if any {
        files.extend(after.dataset.files.iter().cloned());
    }
    findings
}

/// Every place of a finding.
fn places(finding: &mut Finding) -> impl Iterator<Item = &mut Place> {
    std::iter::once(&mut finding.place).chain(finding.related.iter_mut().map(|(place, _)| place))
}

fn not_appendable(name: &str) -> Finding {
    let message = format!("`{name}` cannot be appended to: a quote in it is not closed");
    let place = Place::file(INPUT);
    Finding::new(Code::UnclosedQuote, place, message).help("`annals check` names the place")
}

impl<'r> Work<'r> {
    /// Finds the ids that are taken, and the pattern of those in the target.
    fn with_ids(mut self) -> Work<'r> {
        let (mut own, mut all) = (Vec::new(), Vec::new());
        for file in self.request.home.of(Table::Events) {
            let mut records = Records::new(file, 0);
            while let Some(record) = records.next() {
                let id = record.value(Field::Id).trim().to_string();
                for field in [Field::After, Field::Before, Field::PartOf] {
                    for item in record.value(field).split(';') {
                        self.taken.take(item);
                        self.taken.take(item.rsplit_once('+').map_or(item, |(head, _)| head));
                    }
                }
                self.taken.take(&id);
                if !id.is_empty() {
                    if file.name == self.target.name {
                        own.push(id.clone())
                    }
                    all.push(id);
                }
            }
        }
        self.pattern = Pattern::of(if own.is_empty() { &all } else { &own });
        self
    }

    /// Gives ids to rows that have none, where the file has a column for them.
    fn number(&self, drafts: &mut [Draft], columns: &Columns) {
        let Some(id) = columns.find(Field::Id) else { return };
        let (mut taken, mut pattern) = (self.taken.clone(), self.pattern.clone());
        drafts.iter().for_each(|d| taken.take(&d.values[id]));
        for draft in drafts.iter_mut().filter(|d| d.values[id].trim().is_empty()) {
            draft.values[id] = match &mut pattern {
                Some(pattern) => pattern.next(&mut taken),
                None => {
                    let (date, title) =
                        (draft.value(columns, Field::Date), draft.value(columns, Field::Title));
                    taken.free(&ids::of_event(date, title))
                }
            };
        }
    }

    /// The folder with these rows; the inner `Err` says why the target cannot take them.
    fn attempt(
        &self,
        fresh: &[Draft],
        columns: &Columns,
    ) -> Result<Result<Attempt, Finding>, Error> {
        let mut drafts = fresh.to_vec();
        self.number(&mut drafts, columns);
        let style = self.target.style();
        let base = match self.target.base(&columns.names, columns.there, &style) {
            Ok(base) => base,
            Err(line) => {
                let message = format!(
                    "no column can be added to `{}`: a record of it cannot be read",
                    self.target.name
                );
                let place = Place { line, ..Place::file(0) };
                return Ok(Err(Finding::new(Code::UnclosedQuote, place, message)));
            }
        };
        let rows: Vec<Vec<String>> = drafts.iter().map(|d| d.values.clone()).collect();
        let (new, start) = super::append::rows(&base, &style, &rows);
        let events = Grown { name: self.target.name.clone(), old: self.target.old.clone(), new };
        let mut folder = self.request.home.folder.clone();
        put(&mut folder, &events);
        let after = check::dataset(folder.clone());
        let (mut changes, created) = self.create(&after, (&drafts, start))?;
        changes.iter().for_each(|grown| put(&mut folder, grown));
        let after = if changes.is_empty() { after } else { check::dataset(folder) };
        let files = &after.dataset.files;
        let number =
            files.iter().position(|f| f.name == self.target.name).unwrap_or_default() as u32;
        changes.push(events);
        Ok(Ok(Attempt { drafts, after, number, start, changes, created }))
    }

    /// Files grown by the actors and sources that new rows lack, where that is wanted.
    fn create(
        &self,
        after: &Checked,
        (drafts, start): (&[Draft], usize),
    ) -> Result<(Vec<Grown>, Vec<Created>), Error> {
        let request = self.request;
        let (mut grown, mut created) = (Vec::new(), Vec::new());
        if !request.create_actors && request.create_sources.is_none() || request.home.is_single() {
            return Ok((grown, created));
        }
        let lacking = self.lacking(after, drafts, start);
        let actors = match (request.create_actors, create::has(after, Table::Actors)) {
            (true, true) => create::actors(&after.dataset, &lacking.actors),
            (true, false) => create::all_actors(&after.dataset),
            (false, _) => Vec::new(),
        };
        let sources = match request.create_sources {
            Some(title) => create::sources(&after.dataset, &lacking.sources, title),
            None => Vec::new(),
        };
        for (table, new) in [(Table::Actors, actors), (Table::Sources, sources)] {
            if !new.is_empty() {
                grown.push(create::grow(request.home, table, &new)?);
                created.extend(new);
            }
        }
        Ok((grown, created))
    }

    /// The names in new rows that nobody has.
    fn lacking(&self, after: &Checked, drafts: &[Draft], start: usize) -> Lacking {
        let mut lacking = Lacking::default();
        let files = &after.dataset.files;
        let number = files.iter().position(|f| f.name == self.target.name).unwrap_or_default();
        let Some(appended) = Appended::find(&files[number], number as u32, start, drafts) else {
            return lacking;
        };
        let Verdict { errors, .. } = verdict(&self.before, after, &appended);
        for (_, finding) in errors {
            let text = appended.text(&finding.place);
            match finding.code {
                Code::UnknownActor => lacking.actors.insert(text),
                Code::UnknownSource if create::is_address(&text) => lacking.sources.insert(text),
                _ => false,
            };
        }
        lacking
    }
}

fn put(folder: &mut read::Folder, grown: &Grown) {
    let mut file = read::file(&grown.name, read::table_of(&grown.name), grown.new.clone());
    if let Some(old) = folder.files.iter().find(|f| f.name == grown.name)
        && old.table != file.table
    {
        // A single file of events may have any name.
        let table = old.table;
        file = read::file(&grown.name, table, grown.new.clone());
    }
    folder.put(file);
}

/// Puts the input behind the files and gives it its number; sorts and says each thing once.
fn finished(mut plan: Plan, request: &Request) -> Plan {
    let number = plan.files.len() as u32;
    for place in plan.errors.iter_mut().chain(&mut plan.warnings).flat_map(places) {
        if place.file == INPUT {
            place.file = number;
        }
    }
    plan.files.push(request.input.file.clone());
    check::finding::sort(&mut plan.errors);
    check::finding::sort(&mut plan.warnings);
    plan.errors.dedup();
    plan.refused.sort_unstable();
    plan.refused.dedup();
    plan
}
