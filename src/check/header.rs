//! Whole files: which are read, which are refused and why, and what is odd in their headers.
//!
//! Invariant: a refused file has one finding and its rows are counted.

use super::desk::Desk;
use super::finding::{Code, Finding};
use super::near::{did_you_mean, near};
use crate::model::cells::Cell;
use crate::model::date::Date;
use crate::model::{DataFile, Place, Table};
use crate::read::Records;
use crate::read::records::line_and_column;

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
    columns(file, number, table, desk);
    true
}

fn stray(file: &DataFile, place: Place) -> Finding {
    let stem = file.name.rsplit('/').next().unwrap_or_default();
    let stem = stem.strip_suffix(".csv").unwrap_or(stem);
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
    if let Some(label) = file.bytes.utf16 {
        let rows = refuse(all(file).saturating_sub(1));
        let message = format!("the file is {}, not UTF-8; {rows} refused", label.to_uppercase());
        let encoding = label.to_uppercase();
        return Some(
            Finding::new(Code::Utf16, Place::file(number), message).help(convert(file, &encoding)),
        );
    }
    if file.header.is_empty() {
        let message = format!("`{}` is empty: not even a header", file.name);
        let names: Vec<&str> = table.required().iter().map(|f| f.name()).collect();
        let help =
            format!("the first row names the columns; `{}` are required", names.join("`, `"));
        return Some(Finding::new(Code::EmptyFile, Place::file(number), message).help(help));
    }
    if let Some(delimiter) = other_delimiter(file, table) {
        let rows = refuse(all(file).saturating_sub(1));
        let message = format!("cells are separated by {delimiter}, not by commas; {rows} refused");
        let help = "save the file as CSV with commas";
        return Some(Finding::new(Code::WrongDelimiter, place, message).help(help));
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
    let message = format!("column `{}` is missing; {rows} refused", missing.join("`, `"));
    let finding = Finding::new(Code::MissingColumn, place, message);
    let names = file.header_names();
    let meant: Vec<String> = (missing.iter())
        .flat_map(|m| near(m, names.iter().map(String::as_str)).into_iter().map(move |n| (m, n)))
        .map(|(m, n)| format!("is `{n}` meant to be `{m}`?"))
        .collect();
    Some(if meant.is_empty() { finding } else { finding.help(meant.join(" ")) })
}

/// The command that turns a file into UTF-8.
pub(super) fn convert(file: &DataFile, encoding: &str) -> String {
    format!("save it as UTF-8, or: iconv -f {encoding} -t UTF-8 {} > new.csv", file.name)
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

/// A delimiter that makes known column names of the header, where commas do not.
fn other_delimiter(file: &DataFile, table: Table) -> Option<&'static str> {
    let header = &file.text[file.header_at.offset..file.body.offset];
    let sep = file.text[..file.header_at.offset].trim_start_matches('\u{feff}');
    let known = |delimiter: char| {
        let names = header.split(delimiter).map(|n| n.trim().trim_matches('"'));
        names.filter(|n| table.columns().iter().any(|f| f.name().eq_ignore_ascii_case(n))).count()
    };
    let commas = known(',');
    let candidates = [(';', "semicolons"), ('\t', "tabs"), ('|', "vertical bars")];
    candidates.into_iter().find_map(|(delimiter, words)| {
        let said = sep.starts_with(&format!("sep={delimiter}"));
        (known(delimiter) > commas.max(1) || said && known(delimiter) > 0).then_some(words)
    })
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

fn columns(file: &DataFile, number: u32, table: Table, desk: &mut Desk) {
    let names = file.header_names();
    for (n, name) in names.iter().enumerate() {
        let place = || header_place(file, number, Some(n));
        if name.is_empty() {
            if has_cells(file, number, n) {
                desk.put(
                    Finding::new(Code::BlankColumn, place(), "a column has cells and no name")
                        .help("give it a name in the header; any name will do"),
                );
            }
        } else if let Some(first) = names[..n].iter().position(|other| other == name) {
            let first = header_place(file, number, Some(first));
            let message = format!("column `{name}` stands twice; the first is read");
            desk.put(Finding::new(Code::DuplicateColumn, place(), message).and(first, "first"));
        } else if let Some(meant) = near_miss(name, table) {
            let read = file.fields.find(meant) == Some(n);
            let what = if read { "is read as" } else { "is not read; did you mean" };
            let end = if read { "" } else { "?" };
            let message = format!("column `{name}` {what} `{}`{end}", meant.name());
            desk.put(
                Finding::new(Code::NearMissColumn, place(), message)
                    .help(format!("write `{}`", meant.name())),
            );
        }
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

fn has_cells(file: &DataFile, number: u32, cell: usize) -> bool {
    let mut records = Records::new(file, number);
    while let Some(record) = records.next() {
        if record.cells.get(cell).is_some_and(|c| !file.text[c.span()].trim().is_empty()) {
            return true;
        }
    }
    false
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
