//! What `add` says: rows that went in, rows that are there already, rows that are refused.
//!
//! Invariant: what was or would be added goes to stdout, all else to stderr.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;

use annals::Error;
use annals::check::{Checked, Finding, Severity, Tally, are_same_words, near};
use annals::edit::columns::status_astray::statuses;
use annals::edit::dates::are_sessions;
use annals::edit::files::diff::diff;
use annals::edit::known::Where;
use annals::edit::{Home, Input, Plan};
use annals::model::{DataFile, Dataset, Field, Place, Table, counted};
use annals::write;
use annals::write::findings::{Extent, Look};

use super::args::Global;
use super::load::{check_command, say};
use super::{Outcome, output};

/// Whether it was done, or only shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    /// Written.
    Did,
    /// `--dry-run`.
    Would,
}

/// How many rows of a kind are named one by one.
const NAMED: usize = 20;

/// Says what became of the rows.
pub(crate) fn report(plan: &Plan, input: &Input, tense: Tense) -> Result<Outcome, Error> {
    say_findings(&plan.errors, &plan.files, input.flags);
    say_findings(&plan.warnings, &plan.files, input.flags);
    understood(plan);
    there(plan, input);
    if let Some(text) = statuses(input, plan) {
        say(&text);
    }
    if let Some(time) = &plan.one_time {
        say(&at_one_time(time));
    }
    if let Some((count, way, read)) = &plan.unread {
        let format = &way.format;
        let those = if read == count { String::new() } else { format!("{read} of ") };
        say(&format!(
            "{those}the {count} dates that are not understood are written {format}: {way} takes them"
        ));
    }
    if plan.chosen_by_default && !plan.added.is_empty() {
        say(&format!(
            "into {}, the last of the events files (--into FILE names another)",
            plan.target
        ));
    }
    if tense == Tense::Would {
        output::stdout(|out| {
            for change in &plan.changes {
                let text = diff(&change.name, change.old.as_deref(), &change.new);
                // What is piped is a patch, byte for byte.
                let is_shown = io::stdout().is_terminal();
                let text = if is_shown { write::visible(&text) } else { text.as_str().into() };
                out.write_all(text.as_bytes())?;
            }
            Ok(())
        })?;
    }
    created(plan, tense);
    lines(plan, tense)?;
    let (errors, rows) = (plan.errors.len(), counted(plan.added.len(), "event"));
    let there = match plan.there.len() {
        0 => String::new(),
        there => format!(", {there} already there"),
    };
    say(&match (plan.added.len(), errors, tense) {
        (0, 0, _) => format!("nothing to add{there}"),
        (0, _, _) => format!("nothing was added: {}{there}", why(plan)),
        (_, _, Tense::Would) => {
            format!("{rows} would be added to {}{there}; nothing was written", plan.target)
        }
        (_, _, Tense::Did) => format!("{rows} added to {}{there}", plan.target),
    });
    Ok(if errors > 0 { Outcome::Errors } else { Outcome::Done })
}

/// What is said of a time that all dates have.
fn at_one_time(time: &str) -> String {
    let takes = format!("if that says no time, --date-format 'Y-m-d{time}' takes the days");
    match time.get(1..3).and_then(|hour| hour.parse::<u32>().ok()) {
        Some(13..) => format!(
            "all dates are at one time, `{time}`: if that is a midnight of a zone in the east, write the day after"
        ),
        Some(1..) => format!("all dates are at one time, `{time}`: {takes}"),
        _ => format!(
            "all dates are at midnight, `{time}`: {takes}; of what is known to a year or month alone write that"
        ),
    }
}

/// Says how many errors a folder has besides.
pub(crate) fn besides(errors: usize, global: &Global) {
    if errors > 0 {
        let (count, show) = (counted(errors, "error"), check_command(global));
        say(&format!("{count} in {} besides; `{show}` shows them", global.data.display()));
    }
}

/// How many errors there are, and columns that must have one place.
fn why(plan: &Plan) -> String {
    let is_error = |f: &&Finding| f.code.severity() == Severity::Error;
    let errors = plan.errors.iter().filter(is_error).count();
    let doubtful = plan.errors.len() - errors;
    let counts = [(errors, "error"), (doubtful, "doubtful column")];
    let told = counts.into_iter().filter(|(count, _)| *count > 0);
    told.map(|(count, what)| counted(count, what)).collect::<Vec<_>>().join(", ")
}

/// The rows that went in, on stdout.
fn lines(plan: &Plan, tense: Tense) -> Result<(), Error> {
    if tense == Tense::Would {
        return Ok(());
    }
    output::stdout(|out| {
        for draft in plan.added.iter().take(NAMED) {
            let cell = |field| draft.value(&plan.columns, field).trim();
            let (id, date, title) = (cell(Field::Id), cell(Field::Date), cell(Field::Title));
            let parts: Vec<&str> =
                [id, date, title].into_iter().filter(|p| !p.is_empty()).collect();
            let line = parts.join("  ");
            writeln!(out, "added {}", write::visible(&line).replace('\n', " "))?;
        }
        more(plan.added.len()).map_or(Ok(()), |text| Ok(writeln!(out, "{text}")?))
    })
}

fn more(count: usize) -> Option<String> {
    (count > NAMED).then(|| format!("... and {} more", count - NAMED))
}

/// What dates in words were taken for, each once.
fn understood(plan: &Plan) {
    let mut told: Vec<&str> = Vec::new();
    let mut has_sessions = false;
    for (written, bad) in &plan.understood {
        let Some(meaning) = bad.meaning() else { continue };
        if told.contains(&written.as_str()) || told.len() == NAMED {
            continue;
        }
        told.push(written);
        has_sessions |= are_sessions(written, bad);
        let others = bad.readings.iter().skip(1).map(|r| format!("`{}` ({})", r.edtf, r.words));
        let others: Vec<String> = others.collect();
        let or = if others.is_empty() { "" } else { "; it might be " };
        let (edtf, words, others) = (&meaning.edtf, &meaning.words, others.join(" or "));
        let written = written.lines().map(str::trim).collect::<Vec<_>>().join(" ");
        say(&format!("`{written}` is taken for `{edtf}` ({words}){or}{others}"));
    }
    if has_sessions {
        say("--date-format Y-y takes such dates for two years");
    }
}

/// Up to how many created things are compared with each other.
const MOST_COMPARED: usize = 500;

fn created(plan: &Plan, tense: Tense) {
    let verb = if tense == Tense::Did { "created" } else { "would create" };
    for created in &plan.created {
        let kind = created.table.name().trim_end_matches('s');
        let open = created.table == Table::Sources && created.title.is_empty();
        let open = if open { "; its title is to be filled in" } else { "" };
        say(&format!("{verb} {kind} {}: {}{open}", created.id, created.name));
        if let Some(other) = &created.other {
            let name = &created.name;
            say(&format!("warning: {name} would be {other}, which is another's id: are they one?"));
        }
    }
    if plan.created.len() > MOST_COMPARED {
        return say(&format!(
            "{} are too many to look for such as are nearly one; up to {MOST_COMPARED} are compared",
            plan.created.len()
        ));
    }
    let plain: Vec<String> = plan.created.iter().map(|c| without_digits(&c.name)).collect();
    for (n, created) in plan.created.iter().enumerate() {
        // Serial numbers differ in digits alone, and are not one.
        let before =
            plan.created[..n].iter().zip(&plain).filter(|(_, plain_one)| **plain_one != plain[n]);
        let before = before.map(|(other, _)| other).filter(|c| c.table == created.table);
        let before: Vec<&str> = before.map(|c| c.name.as_str()).collect();
        let is_same =
            |other: &&str| created.table == Table::Actors && are_same_words(&created.name, other);
        let same = before.iter().copied().find(is_same);
        let like = || near(&created.name, before.iter().copied()).first().copied();
        if created.other.is_none()
            && let Some(other) = same.or_else(like)
        {
            say(&format!("warning: {} is nearly {other}: are they one?", created.name));
        }
    }
}

fn without_digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// Rows that are there already.
fn there(plan: &Plan, input: &Input) {
    for (row, place, other) in plan.there.iter().take(NAMED) {
        let here = match input.flags {
            true => String::new(),
            false => format!("{}:{}: ", input.file.name, input.rows[*row].at.line),
        };
        let there = match place {
            Where::Folder(place) => {
                format!("{}:{}", plan.files[place.file as usize].name, place.line)
            }
            Where::Input(n) => format!("{}:{}", input.file.name, input.rows[*n].at.line),
        };
        let other = match other.as_slice() {
            [] => String::new(),
            names => {
                let names: Vec<&str> = names.iter().map(|n| plan.columns.written(n)).collect();
                let names = names.join("`, `");
                format!(
                    ", with other words in `{names}`: not changed; is it another event, give it an id"
                )
            }
        };
        say(&format!("{here}already there, at {there}{other}"));
    }
    if let Some(text) = more(plan.there.len()) {
        say(&text);
    }
}

/// Findings on stderr, with the lines they stand in; those in flags by the name of the flag.
pub(crate) fn say_findings(findings: &[Finding], files: &[DataFile], flags: bool) {
    let (in_flags, in_files): (Vec<&Finding>, Vec<&Finding>) =
        findings.iter().partition(|f| flags && f.place.file as usize == files.len() - 1);
    for f in in_flags {
        let word = f.code.severity().word();
        say(&format!("{word}[{}]: {}: {}", f.code.name(), flag(&f.place, files), f.message));
        for (other, what) in &f.related {
            let name = &files[other.file as usize].name;
            say(&match other.file as usize == files.len() - 1 {
                true => format!("  {what}: {}", flag(other, files)),
                false => format!("  {what}: {name}:{}:{}", other.line, other.column),
            });
        }
        if let Some(help) = &f.help {
            say(&format!("  help: {help}"));
        }
    }
    let dataset = Dataset { files: Arc::new(files.to_vec()), ..Dataset::default() };
    let findings = in_files.into_iter().cloned().collect();
    let checked = Checked { dataset, findings, tally: Tally::default() };
    let mut shown = Vec::new();
    if write::findings::list(&checked, look(), Extent::Thousand, &mut shown).is_ok() {
        super::progress::end();
        let _ = io::stderr().write_all(&shown);
    }
}

/// Colours on a terminal that wants them.
fn look() -> Look {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty())
        || std::env::var_os("TERM").is_some_and(|v| v == "dumb");
    if io::stderr().is_terminal() && !refused { Look::Coloured } else { Look::Plain }
}

/// The flag a place in flags belongs to: `--actor`.
fn flag(place: &Place, files: &[DataFile]) -> String {
    let file = &files[place.file as usize];
    let name = place.cell.and_then(|c| file.header_names().get(c as usize).cloned());
    name.map_or("flags".to_string(), |n| format!("--{}", flag_of(&n)))
}

fn flag_of(column: &str) -> &str {
    match column {
        "actors" => "actor",
        "sources" => "source",
        "tags" => "tag",
        "part_of" => "part-of",
        other => other,
    }
}

/// Warns of a file that LibreOffice has open: what it saves later takes the new rows away.
pub(crate) fn warn_of_office(home: &Home, name: &str) {
    let path = home.path(name);
    let Some(file) = path.file_name() else { return };
    let lock = path.with_file_name(format!(".~lock.{}#", file.to_string_lossy()));
    if lock.exists() {
        let advice = "reload it there before you save, or what annals writes is lost";
        say(&format!("warning: {name} is open in LibreOffice; {advice}"));
    }
}

/// Writes the rows that are refused into a file beside the input, so that they can be mended.
pub(crate) fn put_aside(file: Option<&Path>, input: &Input, plan: &Plan) -> Result<(), Error> {
    let text = match &input.damaged[..] {
        [] => input.file.text.as_bytes(),
        damaged => damaged,
    };
    let (header, body) = (input.file.header_at.offset, input.file.body.offset);
    let mut aside = text[..body].to_vec();
    if !matches!(aside.last(), Some(b'\n' | b'\r')) && header < body {
        aside.push(b'\n');
    }
    for row in &plan.refused {
        let row = &input.rows[*row];
        aside.extend(&text[row.at.offset..row.end]);
        aside.push(b'\n');
    }
    let stem = file.filter(|f| f.as_os_str() != "-").unwrap_or(Path::new("input.csv"));
    let name = stem.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut path = stem.with_file_name(format!("{name}.refused.csv"));
    let mut count = 1;
    while fs::read(&path).is_ok_and(|there| there != aside) {
        count += 1;
        path = stem.with_file_name(format!("{name}.refused-{count}.csv"));
    }
    output::whole(&path, |out| Ok(out.write_all(&aside)?))?;
    let count = counted(plan.refused.len() - plan.rest, "refused row");
    let without = if input.named { ", which is UTF-8: add it without --encoding" } else { "" };
    say(&format!("{count} put into {}{without}", path.display()));
    Ok(())
}
