//! Findings for a reader: rustc's look, repeats of one cause once, the account at the end.
//!
//! Invariant: in the order of files and places; the same text with and without colour.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::excerpt::{excerpt, shown};
use super::totals::{Totals, totals};
use super::{Cause, causes, file, is_file};
use crate::check::{Checked, Finding, Severity};
use crate::model::{Place, counted};

/// How findings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Letters only.
    Plain,
    /// With colours.
    Coloured,
}

/// How many findings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The gravest thousand; the rest is counted.
    Thousand,
    /// All.
    All,
}

const THOUSAND: usize = 1000;
/// Further places of one cause that are named.
const PLACES: usize = 8;

/// Writes the findings and the totals.
///
/// # Errors
/// When `out` cannot be written.
pub fn text(checked: &Checked, look: Look, extent: Extent, out: &mut dyn Write) -> io::Result<()> {
    list(checked, look, extent, out)?;
    account(&totals(checked), out)
}

/// Writes the findings alone.
///
/// # Errors
/// When `out` cannot be written.
pub fn list(checked: &Checked, look: Look, extent: Extent, out: &mut dyn Write) -> io::Result<()> {
    let renderer = match look {
        Look::Plain => Renderer::plain(),
        Look::Coloured => Renderer::styled(),
    };
    let renderer = renderer.term_width(4 * THOUSAND);
    let (causes, left_out) = chosen(causes(&checked.findings), extent);
    for cause in &causes {
        let rendered = renderer.render(&[group(checked, cause)]);
        for line in rendered.lines().filter(|line| !is_blank_origin(line)) {
            writeln!(out, "{line}")?;
        }
        writeln!(out)?;
    }
    if !left_out.is_empty() {
        let count = left_out.iter().map(|cause| 1 + cause.rest.len()).sum();
        writeln!(out, "{} more, not shown (--all shows them):", counted(count, "finding"))?;
        by_code(left_out.iter().flat_map(|c| std::iter::repeat_n(c.first, 1 + c.rest.len())), out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Whether a line is the `:::` that stands for the name of a piece of text that has none: ours
/// stand under a name already. Codes for colours are looked through.
fn is_blank_origin(line: &str) -> bool {
    let mut visible = line.split('\u{1b}').enumerate().flat_map(|(n, piece)| {
        let skip = if n == 0 { 0 } else { piece.find('m').map_or(piece.len(), |m| m + 1) };
        piece[skip..].split_whitespace()
    });
    visible.next() == Some(":::") && visible.next().is_none()
}

/// The causes that are shown, in order of place, and those that are not.
fn chosen(causes: Vec<Cause<'_>>, extent: Extent) -> (Vec<Cause<'_>>, Vec<Cause<'_>>) {
    if extent == Extent::All || causes.len() <= THOUSAND {
        return (causes, Vec::new());
    }
    let mut gravest: Vec<usize> = (0..causes.len()).collect();
    gravest.sort_by_key(|n| (causes[*n].first.code.severity(), *n));
    let mut shown = vec![false; causes.len()];
    gravest[..THOUSAND].iter().for_each(|n| shown[*n] = true);
    let (yes, no): (Vec<_>, Vec<_>) = causes.into_iter().zip(shown).partition(|(_, shown)| *shown);
    let only = |pairs: Vec<(_, _)>| pairs.into_iter().map(|(cause, _)| cause).collect();
    (only(yes), only(no))
}

fn by_code<'f>(findings: impl Iterator<Item = &'f Finding>, out: &mut dyn Write) -> io::Result<()> {
    let mut codes: Vec<_> = findings.map(|f| f.code).collect();
    codes.sort();
    for same in codes.chunk_by(|a, b| a == b) {
        writeln!(out, "{:>8} {}[{}]", same.len(), same[0].severity().word(), same[0].name())?;
    }
    Ok(())
}

/// What is said, with a blank for every line end of a cell that it names.
fn on_one_line(said: &str) -> String {
    shown(&said.replace("\r\n", " ").replace(['\n', '\r'], " "))
}

fn group<'c>(checked: &'c Checked, cause: &Cause<'c>) -> Group<'c> {
    let finding = cause.first;
    let level = match finding.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(on_one_line(&finding.message)).id(finding.code.name());
    let mut group = place(Group::with_title(title), checked, &finding.place, None);
    for (other, what) in &finding.related {
        group = place(group, checked, other, Some(what));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(on_one_line(help)));
    }
    if !cause.rest.is_empty() {
        group = group.element(Level::NOTE.message(further(checked, finding, &cause.rest)));
    }
    group
}

/// Adds a place with its line; `what` says what stands there where it is not the finding itself.
fn place<'c>(
    group: Group<'c>,
    checked: &'c Checked,
    place: &Place,
    what: Option<&'c str>,
) -> Group<'c> {
    let file = file(checked, place);
    let name = shown(&file.name);
    if is_file(place) {
        return group.element(Origin::path(name));
    }
    let cell = match place.cell {
        Some(_) => format!("cell {}", place.spreadsheet()),
        None => format!("row {}", place.spreadsheet()),
    };
    let (line, column) = (place.line, place.column);
    let kind = if what.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
    let excerpt = excerpt(&file.text, place.span.clone());
    let snippet = Snippet::source(excerpt.line)
        .line_start(line as usize)
        .annotation(kind.span(excerpt.span).label(what));
    group.element(Origin::path(format!("{name}:{line}:{column} ({cell})"))).element(snippet)
}

/// `and 12 more: lines 17, 20, actors.csv line 5, ...`.
fn further(checked: &Checked, first: &Finding, rest: &[&Finding]) -> String {
    let mut words = format!("and {} more: ", rest.len());
    let mut file_before = first.place.file;
    let mut places: Vec<&Place> = rest.iter().map(|finding| &finding.place).collect();
    places.dedup_by_key(|place| (place.file, place.line));
    for (n, place) in places.iter().take(PLACES).enumerate() {
        if n > 0 {
            words.push_str(", ");
        }
        if place.file == file_before {
            let word = ["", "line ", "lines "][usize::from(n == 0) * places.len().min(2)];
            words.push_str(&format!("{word}{}", place.line));
        } else {
            words.push_str(&format!("{} line {}", shown(&file(checked, place).name), place.line));
        }
        file_before = place.file;
    }
    if places.len() > PLACES {
        words.push_str(", ...");
    }
    words
}

fn account(totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
    let names = totals.files.iter().map(|file| shown(file.name));
    let width = names.map(|name| name.chars().count()).max().unwrap_or(0);
    for file in &totals.files {
        let (name, rows) = (shown(file.name), counted(file.read as usize, "row"));
        let outcome = match file.unused {
            0 => format!("{} kept, {} refused", file.kept, file.refused),
            _ => "not used".to_string(),
        };
        writeln!(out, "{name:width$}  {rows} read, {outcome}")?;
    }
    let counts = [
        (totals.events, "event"),
        (totals.actors, "actor"),
        (totals.sources, "source"),
        (totals.relationships, "relationship"),
        (totals.participations, "participation"),
        (totals.citations, "citation"),
        (totals.links, "link"),
    ];
    let told = counts.iter().filter(|(n, what)| *n > 0 || *what != "link");
    let words: Vec<String> = told.map(|(n, what)| counted(*n as usize, what)).collect();
    writeln!(out, "{}", words.join(", "))?;
    let words: Vec<String> =
        totals.severities.iter().map(|(severity, n)| counted(*n, severity.word())).collect();
    writeln!(out, "{}", words.join(", "))?;
    for (code, count) in &totals.codes {
        writeln!(out, "{count:>8} {}[{}]", code.severity.word(), code.name)?;
    }
    Ok(())
}
