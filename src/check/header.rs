//! Whole files: which are read, which are refused and why, and what is odd in their headers.
//!
//! Invariant: a refused file has one finding and its rows are counted.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::delimiter;
use super::desk::Desk;
use super::finding::{Code, Finding, quoted};
use super::near::{did_you_mean, near};
use crate::model::cells::{Cell, split, trim};
use crate::model::date::Date;
use crate::model::lookup::Lookup;
use crate::model::{DataFile, Place, Table};
use crate::read::records::line_and_column;
use crate::read::{self, Records};

/// Checks the files; says for each whether its rows are to be read.
pub(super) fn files(files: &[DataFile], desk: &mut Desk) -> Vec<bool> {
    desk.tally.files = vec![Default::default(); files.len()];
    files.iter().enumerate().map(|(n, file)| accept(file, n as u32, desk)).collect()
}

fn accept(file: &DataFile, number: u32, desk: &mut Desk) -> bool {
    let place = Place::file(number);
    if let Some(reason) = &file.bytes.unreadable {
        desk.note(Code::UnreadableFile, place, format!("`{}` cannot be read: {reason}", file.name));
        return false;
    }
    let Some(table) = file.table else {
        desk.put(stray(file, place));
        return false;
    };
    if !Table::READ.contains(&table) {
        let rows = count(Records::new(file, number));
        desk.tally.files[number as usize] = super::FileTally { read: rows, refused: rows };
        let message = format!("this version does not use `{}` ({})", table.name(), rows_of(rows));
        desk.note(Code::UnusedTable, place, message);
        return false;
    }
    if let Some(finding) = whole_file(file, number, table, desk) {
        desk.put(finding);
        return false;
    }
    odd_header(file, number, desk);
    columns(file, number, table, desk);
    true
}

/// Bytes in the column names that cannot be read: the rows are sound, the names are not.
fn odd_header(file: &DataFile, number: u32, desk: &mut Desk) {
    let header = file.header_at.offset..file.body.offset;
    let place = |at: usize| {
        let cell = file.header.iter().rposition(|c| c.start <= at);
        let (line, column) = line_and_column(&file.text, file.header_at, at);
        let (record, cell) = (file.header_at.record, cell.map(|c| c as u32));
        Place { file: number, line, column, record, cell, span: at..at + 1 }
    };
    if let Some(bad) = file.bytes.invalid.iter().find(|bad| header.contains(&bad.start)) {
        let likely = file.bytes.likely.unwrap_or("windows-1252");
        let message =
            "bytes that are not UTF-8 in a column name; it is read with `?` in their place";
        let finding = Finding::new(Code::NotUtf8, place(bad.start), message);
        desk.put(finding.help(convert(file, likely)));
    }
    if let Some(at) = file.text[header.clone()].find('\0').filter(|_| file.bytes.nul) {
        let message = "a NUL character in a column name";
        let finding = Finding::new(Code::NulByte, place(header.start + at), message);
        desk.put(finding.help("delete it; copying the table into a new file does that"));
    }
}

fn stray(file: &DataFile, place: Place) -> Finding {
    let stem = file.name.rsplit('/').next().unwrap_or_default();
    let stem = stem.to_ascii_lowercase();
    let stem = stem.strip_suffix(".csv").unwrap_or(&stem);
    let tables = Table::ALL.iter().map(|t| t.name());
    let finding = Finding::new(Code::StrayFile, place, format!("`{}` is not read", file.name));
    match near(stem, tables).first() {
        Some(name) => finding.help(format!("did you mean `{name}.csv`?")),
        None => finding.help("tables are `NAME.csv`, `NAME-*.csv` or `NAME/*.csv`"),
    }
}

/// The finding that refuses a whole file, if there is one; counts its rows.
fn whole_file(file: &DataFile, number: u32, table: Table, desk: &mut Desk) -> Option<Finding> {
    let mut refuse = |rows: u64| {
        desk.tally.files[number as usize] = super::FileTally { read: rows, refused: rows };
        rows_of(rows)
    };
    let all = |file| count(Records::with_header(file, number));
    let place = header_place(file, number, None);
    if let Some(label) = file.bytes.wide {
        let rows = refuse(all(file).saturating_sub(1));
        let message = format!("the file is {label}, not UTF-8; {rows} refused");
        let code = if label.starts_with("UTF-32") { Code::Utf32 } else { Code::Utf16 };
        let finding = Finding::new(code, Place::file(number), message);
        return Some(finding.help(convert(file, label)));
    }
    if file.header.is_empty() && file.header_at == file.body {
        let message = format!("`{}` is empty: not even a header", file.name);
        let names: Vec<&str> = table.required().iter().map(|f| f.name()).collect();
        let help =
            format!("the first row names the columns; `{}` are required", names.join("`, `"));
        return Some(Finding::new(Code::EmptyFile, Place::file(number), message).help(help));
    }
    let other = delimiter::other(file, table).filter(|_| header_below(file, table).is_none());
    if let Some(delimiter) = other {
        let commas = read::file("", None, file.text.replace(delimiter.0, ",").into_bytes());
        let rows = refuse(count(Records::new(&commas, number)));
        return Some(not_commas(file, table, delimiter, (place, &rows)));
    }
    if no_header(file, table) {
        let rows = refuse(all(file));
        let message = format!("the first row is no header; {rows} refused");
        let names: Vec<&str> = table.columns().iter().map(|f| f.name()).collect();
        let help = format!("put column names first: {}", names.join(","));
        return Some(Finding::new(Code::NoHeader, place, message).help(help));
    }
    let missing: Vec<&str> = (table.required().iter())
        .filter(|f| file.fields.find(**f).is_none())
        .map(|f| f.name())
        .collect();
    if missing.is_empty() {
        return None;
    }
    let rows = refuse(count(Records::new(file, number)));
    Some(missing_columns(file, table, &missing, (place, &rows)))
}

fn not_commas(
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

fn missing_columns(
    file: &DataFile,
    table: Table,
    missing: &[&str],
    (place, rows): (Place, &str),
) -> Finding {
    let (columns, are) = if missing.len() == 1 { ("column", "is") } else { ("columns", "are") };
    let message = format!("{columns} `{}` {are} missing; {rows} refused", missing.join("`, `"));
    let finding = Finding::new(Code::MissingColumn, place, message);
    if split(&file.text, file.header_at.offset, &mut Vec::new()).broken.is_some() {
        return finding.help(
            "mind the quotes in the first row: one is not closed, or text follows one that is",
        );
    }
    if let Some(line) = header_below(file, table) {
        let help = format!("the column names seem to stand in line {line}: delete what is above");
        return finding.help(help);
    }
    let names = file.header_names();
    let meant: Vec<String> = (missing.iter())
        .flat_map(|m| near(m, names.iter().map(String::as_str)).into_iter().map(move |n| (m, n)))
        .map(|(m, n)| format!("is `{n}` meant to be `{m}`?"))
        .collect();
    if meant.is_empty() {
        let needed: Vec<&str> = table.required().iter().map(|f| f.name()).collect();
        return finding.help(format!(
            "`{}` needs the columns `{}`",
            table.name(),
            needed.join("`, `")
        ));
    }
    finding.help(meant.join(" "))
}

/// The line of a row further down that has the required columns: titles often stand above them.
fn header_below(file: &DataFile, table: Table) -> Option<u32> {
    let mut records = Records::new(file, 0);
    for _ in 0..10 {
        let record = records.next()?;
        let names: Vec<Cow<str>> = record.cells.iter().map(|c| c.value(&file.text)).collect();
        let has = |name: &str| names.iter().any(|n| trim(n).eq_ignore_ascii_case(name));
        if table.required().iter().all(|f| has(f.name())) {
            return Some(record.at.line);
        }
    }
    None
}

/// The command that turns a file into UTF-8.
pub(crate) fn convert(file: &DataFile, encoding: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/');
    let name = match file.name.chars().all(plain) && !file.name.starts_with('-') {
        true => file.name.clone(),
        false => format!("'./{}'", file.name.replace('\'', "'\\''")),
    };
    format!(
        "save it as UTF-8 (in Excel: `CSV UTF-8`), or: iconv -f {encoding} -t UTF-8 {name} > new.csv"
    )
}

fn rows_of(rows: u64) -> String {
    if rows == 1 { "1 row".to_string() } else { format!("{rows} rows") }
}

fn count(mut records: Records) -> u64 {
    let mut rows = 0;
    while let Some(record) = records.next() {
        rows += u64::from(!record.is_blank());
    }
    rows
}

/// No known name, nor one nearly known, and something like a date.
fn no_header(file: &DataFile, table: Table) -> bool {
    let names = file.header_names();
    let known = |name: &String| !near(name, table.columns().iter().map(|f| f.name())).is_empty();
    let date_like = |name: &String| {
        !name.is_empty()
            && name.starts_with(|c: char| c.is_ascii_digit())
            && Date::parse(name).is_ok()
            || Date::parse(name).is_err_and(|bad| !bad.readings.is_empty())
    };
    !names.iter().any(known) && names.iter().any(date_like)
}

/// Stands for a name that was said to stand twice.
const TOLD: u32 = u32::MAX;

fn columns(file: &DataFile, number: u32, table: Table, desk: &mut Desk) {
    let names = file.header_names();
    let blank: Vec<usize> = (0..names.len()).filter(|n| names[*n].is_empty()).collect();
    let filled = with_cells(file, number, &blank);
    let mut seen: Lookup<&str> = Lookup::default();
    for (n, name) in names.iter().enumerate() {
        let place = || header_place(file, number, Some(n));
        if name.is_empty() {
            if filled.contains(&n) {
                desk.put(
                    Finding::new(Code::BlankColumn, place(), "a column has cells and no name")
                        .help("give it a name in the header; any name will do"),
                );
            }
        } else if let Some(first) = seen.find(name.as_str()) {
            if first == TOLD {
                continue;
            }
            seen.keep(name, TOLD);
            let first = header_place(file, number, Some(first as usize));
            let message = format!("column {} stands twice; the first is read", quoted(name));
            let help = "give one of them another name, or delete it";
            let finding = Finding::new(Code::DuplicateColumn, place(), message);
            desk.put(finding.help(help).and(first, "first"));
            continue;
        } else if let Some(meant) = near_miss(name, table) {
            let read = file.fields.find(meant) == Some(n);
            let what = if read { "is read as" } else { "is not read; did you mean" };
            let end = if read { "" } else { "?" };
            let message = match name.eq_ignore_ascii_case(meant.name()) {
                true if read => {
                    "a column name with capital letters; it is read all the same".to_string()
                }
                _ => format!("column {} {what} `{}`{end}", quoted(name), meant.name()),
            };
            desk.put(
                Finding::new(Code::NearMissColumn, place(), message)
                    .help(format!("write `{}`", meant.name())),
            );
        }
        seen.keep(name, n as u32);
    }
}

/// The known column a name is nearly, if it is not one.
fn near_miss(name: &str, table: Table) -> Option<crate::model::Field> {
    let columns = table.columns();
    if columns.iter().any(|f| f.name() == name) {
        return None;
    }
    let near = *near(name, columns.iter().map(|f| f.name())).first()?;
    columns.iter().find(|f| f.name() == near).copied()
}

/// Those of some columns that have cells with content.
fn with_cells(file: &DataFile, number: u32, columns: &[usize]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    if columns.is_empty() {
        return found;
    }
    let mut records = Records::new(file, number);
    while let Some(record) = records.next() {
        let filled = |c: &&usize| {
            let cell = record.cells.get(**c);
            cell.is_some_and(|c| !trim(&file.text[c.span()]).is_empty())
        };
        found.extend(columns.iter().filter(filled));
    }
    found
}

/// The place of a cell of the header, or of its first cell for the header as a whole.
fn header_place(file: &DataFile, number: u32, cell: Option<usize>) -> Place {
    let at = file.header_at;
    let whole = Cell { start: at.offset, end: file.body.offset, quoted: false, doubled: false };
    let span = match cell {
        Some(n) => file.header[n].span(),
        None => at.offset..at.offset + file.text[whole.span()].trim_end().len(),
    };
    let (line, column) = line_and_column(&file.text, at, span.start);
    Place { file: number, line, column, record: at.record, cell: cell.map(|n| n as u32), span }
}

/// Help for a word that is none of the known ones.
pub(super) fn known_words(word: &str, known: &[&str]) -> String {
    did_you_mean(&near(word, known.iter().copied()))
        .unwrap_or_else(|| format!("known are `{}`", known.join("`, `")))
}
