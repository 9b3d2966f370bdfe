//! Headers that lack what is needed: why that probably is, and what would be right.
//!
//! Invariant: a name is only proposed; which column is meant is never decided here.

use std::borrow::Cow;

use super::delimiter;
use super::elsewhere::{elsewhere, named, shell};
use super::finding::{Code, Finding};
use super::header::count;
use super::near::near;
use crate::model::cells::trim;
use crate::model::date::Date;
use crate::model::{DataFile, Field, Place, Table};
use crate::read::Records;

/// A row further down that has the required columns.
pub(super) struct Below {
    /// Its line.
    line: u32,
    /// Rows behind it.
    pub(super) rows: u64,
}

/// The row below that is the header: titles often stand above it.
pub(super) fn below(file: &DataFile, table: Table) -> Option<Below> {
    let mut records = Records::new(file, 0);
    for _ in 0..10 {
        let record = records.next()?;
        let names: Vec<Cow<str>> = record.cells.iter().map(|c| c.value(&file.text)).collect();
        let has = |name: &str| names.iter().any(|n| trim(n).eq_ignore_ascii_case(name));
        if table.required().iter().all(|f| has(f.name())) {
            let line = record.at.line;
            return Some(Below { line, rows: count(records) });
        }
    }
    None
}

/// Whether names are rather cells of a row: none is known nor nearly known, and one is like a date.
pub(super) fn are_cells(names: &[String], table: Table) -> bool {
    let known = |name: &String| !near(name, table.columns().iter().map(|f| f.name())).is_empty();
    let date_like = |name: &String| {
        !name.is_empty()
            && name.starts_with(|c: char| c.is_ascii_digit())
            && Date::parse(name).is_ok()
            || Date::parse(name).is_err_and(|bad| !bad.readings.is_empty())
    };
    !names.iter().any(known) && names.iter().any(date_like)
}

/// What is said of a file of other separators than commas.
pub(super) fn not_commas(
    file: &DataFile,
    table: Table,
    (delimiter, words): (char, &str),
    (place, rows): (Place, &str),
) -> Finding {
    let message = format!("cells are separated by {words}, not by commas; {rows} refused");
    let mut help = "save it again as CSV and choose the comma as separator; in Excel, where that \
                    depends on the region, choose `CSV UTF-8` or use LibreOffice"
        .to_string();
    let names = delimiter::names(file, delimiter);
    let is_there = |name: &str| names.iter().any(|n| n.eq_ignore_ascii_case(name));
    let needed = table.required().iter().map(|f| f.name());
    let missing: Vec<&str> = needed.filter(|name| !is_there(name)).collect();
    if !missing.is_empty() {
        let columns = if missing.len() == 1 { "column" } else { "columns" };
        help.push_str(&format!("; it also needs the {columns} `{}`", missing.join("`, `")));
    }
    Finding::new(Code::WrongDelimiter, place, message).help(help)
}

/// What is said of a file without some of its required columns.
pub(super) fn columns(
    (file, table): (&DataFile, Table),
    missing: &[Field],
    below: Option<&Below>,
    (place, rows): (Place, &str),
) -> Finding {
    let (columns, are) = if missing.len() == 1 { ("column", "is") } else { ("columns", "are") };
    let message = format!("{columns} `{}` {are} missing; {rows} refused", listed(missing));
    let finding = Finding::new(Code::MissingColumn, place, message);
    if let Some(Below { line, .. }) = below {
        let help = format!("the column names seem to stand in line {line}: delete what is above");
        return finding.help(help);
    }
    let names = file.header_names();
    let help = in_other_quotes(file, &names, missing)
        .or_else(|| under_other_names((&names, table), missing))
        .unwrap_or_else(|| {
            format!("`{}` needs the columns `{}`", table.name(), listed(table.required()))
        });
    finding.help(help)
}

fn listed(fields: &[Field]) -> String {
    let names: Vec<&str> = fields.iter().map(|f| f.name()).collect();
    names.join("`, `")
}

/// Help where the columns are there, but quotes stand where they mean something else.
fn in_other_quotes(file: &DataFile, names: &[String], missing: &[Field]) -> Option<String> {
    const OTHERS: [char; 9] = ['\'', '’', '‘', '“', '”', '„', '«', '»', '`'];
    let all_among = |names: &[&str]| {
        let is_there = |f: &Field| names.iter().any(|n| n.eq_ignore_ascii_case(f.name()));
        missing.iter().all(is_there)
    };
    if let ([name], [cell]) = (names, &file.header[..])
        && cell.quoted
        && all_among(&name.split(',').map(trim).collect::<Vec<&str>>())
    {
        let help = "the first row stands in quotes as a whole, so that it is one cell: take the \
                    outer quotes away from every row, and make doubled ones single";
        return Some(help.to_string());
    }
    let bare: Vec<&str> = names.iter().map(|n| trim(n.trim_matches(OTHERS))).collect();
    all_among(&bare).then(|| {
        "only straight double quotes (\") enclose a cell: delete those around the names".to_string()
    })
}

/// Help where columns of other names are probably those that are missing.
fn under_other_names((names, table): (&[String], Table), missing: &[Field]) -> Option<String> {
    let known = || names.iter().map(String::as_str);
    let misspelt: Vec<String> = (missing.iter())
        .flat_map(|m| near(m.name(), known()).into_iter().map(move |n| (m.name(), n)))
        .map(|(m, n)| format!("is `{n}` meant to be `{m}`?"))
        .collect();
    if !misspelt.is_empty() {
        return Some(misspelt.join(" "));
    }
    if table != Table::Events {
        return None;
    }
    let foreign = |field: &Field| Some((elsewhere(*field, names)?, field.name()));
    let found: Vec<(&str, &str)> = missing.iter().filter_map(foreign).collect();
    let is_told = |(theirs, ours): &(&str, &str)| {
        *ours == "date" && !matches!(&*theirs.to_lowercase(), "day" | "year")
    };
    let is_split = missing.contains(&Field::Date) && !found.iter().any(is_told);
    if let Some(parts) = in_parts(names).filter(|_| is_split) {
        return Some(format!("join {parts} in one column `date`: `2025-02-12`, `2025-02`, `2025`"));
    }
    if found.is_empty() {
        return None;
    }
    let meant: Vec<String> =
        found.iter().map(|(theirs, ours)| format!("is `{theirs}` the `{ours}`?")).collect();
    let maps = found.iter().map(|(theirs, ours)| shell(&format!("{theirs}={ours}")));
    let maps: Vec<String> = maps.map(|map| format!("--map {map}")).collect();
    let them = if found.len() == 1 { "it" } else { "them" };
    Some(format!(
        "{} then rename {them}, or keep the file elsewhere and take it in with \
         `annals add FILE {} --add-columns`",
        meant.join(" "),
        maps.join(" ")
    ))
}

/// The columns that are a date together.
fn in_parts(names: &[String]) -> Option<String> {
    let place = |part: &&str| named(part, names).map(|n| format!("`{}`", names[n]));
    let parts: Vec<String> = ["year", "month", "day"].iter().filter_map(place).collect();
    (parts.len() > 1).then(|| parts.join(", "))
}
