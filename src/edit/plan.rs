//! What an `add` would do, found out without touching a file.
//!
//! The new bytes are made in memory and the whole folder is checked with them, as `check` would
//! after the fact.
//!
//! Invariant: a plan with errors changes nothing; sound rows go in together or, where only good
//! ones were asked for, without the others.

use std::collections::BTreeSet;

use super::advice::{advised, dated};
use super::attempt::Work;
use super::create::{self, Created, Grown};
use super::verdict::{Appended, Back, Before, Verdict, verdict};
use crate::check::{self, Checked, Code, Finding, Severity};
use crate::edit::columns::century;
use crate::edit::columns::date_qualifiers;
use crate::edit::columns::era_in_name;
use crate::edit::columns::foreign_ids;
use crate::edit::columns::parts_beside_date;
use crate::edit::columns::{self, Columns, Mapping};
use crate::edit::dates::{DateFormat, Dates, Unread, Way};
use crate::edit::files::home::Home;
use crate::edit::files::target::{self, Target};
use crate::edit::input::doubtful_rows;
use crate::edit::input::drafts::{self, Draft};
use crate::edit::input::first_row;
use crate::edit::input::{INPUT, Input};
use crate::edit::known::dependants;
use crate::edit::known::told;
use crate::edit::known::{Met, There, Where};
use crate::error::Error;
use crate::model::cells::trim;
use crate::model::date::BadDate;
use crate::model::{DataFile, Dataset, Field, Place, Table};

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
    /// How dates that are not EDTF are read.
    pub dates: &'r Dates,
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
    /// Rows that are there already, where, and which of their cells differ.
    pub there: Vec<(usize, Where, Vec<String>)>,
    /// Rows that are left out, by number in the input.
    pub refused: Vec<usize>,
    /// Those of them that are events of the folder in other words.
    pub(super) known: BTreeSet<usize>,
    /// Rows whose id another one has that tells something else.
    pub(super) others: BTreeSet<usize>,
    /// How many of them are lines of another one that is.
    pub rest: usize,
    /// Dates in words that were understood, as they are written, with what they may have meant.
    pub understood: Vec<(String, BadDate)>,
    /// The time that all dates have, where there are several: they may be days.
    pub one_time: Option<String>,
    /// How many dates of the input were not read, the one format in which they are written but for those that
    /// no format reads, and how many it reads.
    pub unread: Option<(usize, Way, usize)>,
    /// How many errors the folder has already.
    pub errors_before: usize,
    /// How many of them it has still when all is written: new rows may be what was missing.
    pub errors_left: usize,
    /// What is created for them.
    pub created: Vec<Created>,
    /// Why nothing is written, or rows are left out.
    pub errors: Vec<Finding>,
    /// What is doubtful in the rows that go in.
    pub warnings: Vec<Finding>,
    /// The files that places refer to; the input is the last.
    pub files: Vec<DataFile>,
}

impl Plan {
    /// Whether it would write what another one would: the same rows and columns into the same file, beside
    /// the same files.
    pub fn is_as(&self, other: &Plan) -> bool {
        let rows = |plan: &Plan| {
            let values = plan.added.iter().map(|draft| draft.values.clone());
            let files = plan.files.iter().map(|file| file.name.clone());
            (values.collect::<Vec<_>>(), files.collect::<Vec<_>>())
        };
        let target = |plan: &Plan| (plan.target.clone(), plan.columns.names.clone());
        (target(self), &self.created) == (target(other), &other.created)
            && rows(self) == rows(other)
    }
}

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
    plan.errors_before = checked.count(Severity::Error).saturating_sub(plan.errors.len());
    plan.errors_left = plan.errors_before;
    if !plan.errors.is_empty() {
        return Ok(finished(plan, request));
    }
    let merge = doubtful_rows::open_merge(request.input);
    let header = || drafts::cut_header(request.input).or_else(|| first_row::glued(request.input));
    if let Some(finding) = merge.or_else(header) {
        plan.errors.push(finding);
        return Ok(finished(plan, request));
    }
    place_columns(request, (&target, &checked), &mut plan);
    if !plan.errors.is_empty() {
        return Ok(finished(plan, request));
    }
    let fresh = sort_out(request, &checked.dataset, &mut plan);
    let kept = target.like.as_ref();
    let (open, kept) = date_qualifiers::doubtful(request, &plan.columns, kept, &fresh);
    plan.warnings.extend(kept);
    let of_century = century::doubtful(request, &plan.columns, &fresh);
    let doubtful: Vec<Finding> = open.into_iter().chain(of_century).collect();
    if !doubtful.is_empty() {
        plan.errors.extend(doubtful);
        return Ok(finished(plan, request));
    }
    let work = Work::new(request, target, Before::of(&checked), &plan.columns);
    attempts(&work, fresh, &mut plan)?;
    dependants::twins(request.input, &mut plan);
    told::leave_refused(&mut plan, request.input);
    foreign_ids::tell(request, &mut plan);
    let second = request.input.headers.iter();
    let told = second.map(|(row, what)| check::second_header(*what, request.input.whole(row)));
    plan.warnings.extend(told);
    Ok(finished(plan, request))
}

/// Finds out where the columns of the input go.
fn place_columns(request: &Request, (target, checked): (&Target, &Checked), plan: &mut Plan) {
    let columns = columns::columns(request.input, target.like.as_ref(), request.mapping);
    // What comes in half would come in twice when it comes in whole.
    match parts_beside_date::doubtful(request.input, target.like.as_ref(), request.mapping) {
        Some((finding, true)) => plan.warnings.push(finding),
        Some((finding, false)) => plan.errors.push(finding),
        None => {}
    }
    match columns {
        Ok(mut columns) => {
            plan.warnings.append(&mut columns.doubled);
            plan.warnings.extend(parts_beside_date::not_read(
                request.input,
                &columns,
                request.mapping,
            ));
            if create::has(checked, Table::Actors) {
                columns.joined.know(&checked.dataset);
            }
            plan.errors.extend(era_in_name::doubtful(request, &columns));
            plan.columns = columns;
        }
        Err(findings) => plan.errors.extend(findings),
    }
}

/// Rows that are new; what is there already or cannot be read goes into the plan.
fn sort_out(request: &Request, dataset: &Dataset, plan: &mut Plan) -> Vec<Draft> {
    let read = drafts::of(request.input, &plan.columns, request.dates);
    plan.understood = read.understood;
    plan.one_time = read.one_time;
    plan.rest = read.rest.len();
    plan.refused.extend(read.rest);
    for (row, finding) in read.findings {
        plan.refused.push(row);
        plan.errors.push(finding);
    }
    let mut there = There::of(dataset, &read.drafts, &plan.columns);
    let mut fresh: Vec<Draft> = Vec::new();
    let bad: BTreeSet<usize> = plan.refused.iter().copied().collect();
    let wanted = |draft: &Draft| !(request.accept_good && bad.contains(&draft.input));
    for draft in read.drafts.into_iter().filter(wanted) {
        match there.meet(&draft, &plan.columns) {
            Met::Nothing => fresh.push(draft),
            Met::Alike(row, other) => {
                plan.warnings.push(told::row(
                    (request.input, &plan.columns),
                    (&draft, row),
                    &other,
                ));
                fresh.push(draft);
            }
            // Why it is refused is said already.
            Met::Same(..) | Met::Twin(..) if bad.contains(&draft.input) => {}
            Met::Twin(row, other) => {
                plan.warnings.push(told::twin(request.input, (&draft, row), &other));
                plan.there.push((draft.input, Where::Input(row), Vec::new()));
            }
            Met::Same(place, other) => plan.there.push((draft.input, place, other)),
            Met::Other(place, cells) => {
                plan.refused.push(draft.input);
                if is_known(dataset, (&draft, &plan.columns), &cells) {
                    plan.known.insert(draft.input);
                }
                if cells.iter().any(|(name, ..)| name == Field::Title.name()) {
                    plan.others.extend([draft.input].into_iter().chain(place.in_input()));
                }
                // Of two rows of the input nobody knows which one is meant.
                plan.refused.extend(place.in_input());
                plan.errors.push(told::conflict(request, &plan.columns, (&draft, place), &cells));
            }
        }
    }
    let bad: BTreeSet<usize> = plan.refused.iter().copied().collect();
    fresh.retain(|draft| !(request.accept_good && bad.contains(&draft.input)));
    fresh
}

/// Whether a row that has other cells than the one of its id still tells the event that the folder has.
fn is_known(
    dataset: &Dataset,
    (draft, columns): (&Draft, &Columns),
    cells: &[(String, String, String)],
) -> bool {
    let is_told = |(name, ..): &(String, String, String)| {
        [Field::Date, Field::Title].iter().any(|field| field.name() == name)
    };
    !cells.iter().any(is_told)
        && dataset.find_event(trim(draft.value(columns, Field::Id))).is_some()
}

/// Tries to add all rows; where only good ones are wanted, again without those that are bad.
fn attempts(work: &Work, mut fresh: Vec<Draft>, plan: &mut Plan) -> Result<(), Error> {
    loop {
        if work.request.accept_good {
            dependants::hanging(work.request.input, &mut fresh, plan);
        }
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
        let back = Back { input: work.request.input, columns: &columns };
        let bad: BTreeSet<usize> = errors.iter().map(|(n, _)| appended.drafts[*n].input).collect();
        let to_input = |(_, finding): (usize, Finding)| {
            let text = appended.text(&finding.place).unwrap_or_default();
            let finding = back.finding(finding, &appended);
            advised((finding, &text), (&attempt.after, &columns), work.request)
        };
        let stands = elsewhere.is_empty();
        let found = errors.into_iter().map(to_input).chain(elsewhere).collect();
        plan.errors.extend(moved(found, &attempt.after, &mut plan.files));
        plan.refused.extend(&bad);
        if bad.is_empty() || !stands || !work.request.accept_good {
            // What is a row of the input need not look like one of the table.
            let is_theirs =
                |code| matches!(code, Code::SwallowedRow | Code::StrayQuote | Code::SumRow);
            let is_ours = |f: &Finding| !is_theirs(f.code);
            let mut warnings = warnings.into_iter().map(to_input).filter(is_ours).collect();
            told::leave_unsaid(&plan.warnings, &mut warnings);
            let input = work.request.input;
            told::tell_left_out((input, &columns), &fresh, &mut warnings);
            let warnings = moved(warnings, &attempt.after, &mut plan.files);
            plan.warnings.extend(warnings);
            plan.warnings.extend(doubtful_rows::too_short(input, &fresh, &columns));
            plan.warnings.extend(doubtful_rows::swallowed(input, &fresh, &columns));
            plan.warnings.extend(doubtful_rows::lost(input, &fresh));
            plan.warnings.extend(doubtful_rows::stray(input, &fresh, &columns));
            plan.warnings.extend(doubtful_rows::sums(input, &fresh, &columns));
            plan.warnings.extend(told::row_for_each(input, &fresh, &columns));
            if stands && (plan.errors.is_empty() || work.request.accept_good) {
                (plan.changes, plan.created, plan.added) =
                    (attempt.changes, attempt.created, attempt.drafts);
                plan.errors_left = attempt.after.count(Severity::Error);
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

/// Says what reads the dates of the input that were not read, each by itself and together.
fn say_unread(plan: &mut Plan, request: &Request) {
    let findings = || plan.errors.iter().filter(|finding| finding.place.file == INPUT);
    let unread = Unread::of(findings());
    if request.dates.format.is_none() {
        let format = unread.format(findings());
        plan.unread = format.and_then(|(read, way)| {
            let left = unread_in(&way, &plan.columns, request)?;
            let read = read.min(unread.count.saturating_sub(left));
            (read > 0).then_some((unread.count, way, read))
        });
    }
    let findings = plan.errors.iter_mut().chain(&mut plan.warnings);
    let findings = findings.filter(|finding| finding.place.file == INPUT);
    dated(findings, &plan.columns, request, &unread);
}

/// How many dates of the input are not read in one way either: of two in a row only the first was told.
fn unread_in(way: &Way, columns: &Columns, request: &Request) -> Option<usize> {
    let format = Some(DateFormat::parse(way.format.trim_matches('\'')).ok()?);
    let dates = Dates { format, words: request.dates.words || way.words };
    let read = drafts::of(request.input, columns, &dates);
    let findings = read.findings.iter().map(|(_, finding)| finding);
    Some(findings.filter(|finding| finding.code.is_of_dates()).count())
}

/// Puts the input behind the files and gives it its number; sorts and says each thing once.
fn finished(mut plan: Plan, request: &Request) -> Plan {
    say_unread(&mut plan, request);
    let number = plan.files.len() as u32;
    for place in plan.errors.iter_mut().chain(&mut plan.warnings).flat_map(places) {
        if place.file == INPUT {
            place.file = number;
        }
    }
    plan.files.push(request.input.file.clone());
    check::tell_returns(&mut plan.errors, &plan.files);
    check::tell_returns(&mut plan.warnings, &plan.files);
    check::finding::sort(&mut plan.errors);
    check::finding::sort(&mut plan.warnings);
    plan.errors.dedup();
    plan.warnings.dedup();
    plan.refused.sort_unstable();
    plan.refused.dedup();
    plan
}
