//! Whole files: which are read, which are refused and why, and what is odd in their headers.
//!
//! Invariant: a refused file has one finding and its rows are counted.

pub(super) mod delimiter;
pub(super) mod encoding;
pub(super) mod exchanged_names;
pub(super) mod glued_names;
pub(super) mod marked_lines;
pub(super) mod one_line;
pub(super) mod other_signs;
pub(super) mod quoted_names;
pub(super) mod quoted_rows;
pub(super) mod uneven_rows;
pub(super) mod unseen;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::columns;
use crate::check::columns::missing;
use crate::check::columns::missing::Below;
use crate::check::desk::Desk;
use crate::check::finding::{Code, Finding, quoted};
use crate::check::header::encoding::{convert, told};
use crate::check::names::near::near;
use crate::check::rows::merge_conflict;
use crate::check::rows::stray_quotes::behind_quote;
use crate::check::rows::{lost_letters, mojibake};
use crate::model::cells::{Break, MOST_CELLS, line_start, split};
use crate::model::{DataFile, Field, Place, Position, Table, counted};
use crate::read::records::line_and_column;
use crate::read::{Records, mark, table_of};

/// Checks the files; says for each whether its rows are to be read.
pub(in crate::check) fn files(files: &[DataFile], desk: &mut Desk) -> Vec<bool> {
    desk.tally.files = vec![Default::default(); files.len()];
    let mut taken = files.iter().map(|file| file.name.clone()).collect();
    let accept = |(n, file)| accept((file, n as u32), &mut taken, desk);
    files.iter().enumerate().map(accept).collect()
}

/// Says whether the rows of a file are to be read; `taken` are the names that no other file may be given.
fn accept((file, number): (&DataFile, u32), taken: &mut BTreeSet<String>, desk: &mut Desk) -> bool {
    let place = Place::file(number);
    if let Some(reason) = &file.bytes.unreadable {
        desk.note(Code::UnreadableFile, place, format!("`{}` cannot be read: {reason}", file.name));
        return false;
    }
    let Some(table) = file.table else {
        desk.put(stray(file, taken, place));
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
    misread_mark(file, number, desk);
    odd_header(file, number, desk);
    columns::check((file, number), table, desk);
    misread(file, number, desk);
    true
}

/// Bytes of a file that are searched for words read as Windows-1251: where there is one, more are.
const SEARCHED: usize = 1 << 15;

/// Bytes that are searched for lost letters: what is at hand of a file that is left on disk.
pub(in crate::check) const SEARCHED_FOR_LOST: usize = crate::read::HEAD;

/// The lines in the first bytes of a file.
pub(in crate::check) fn beginning(file: &DataFile, bytes: usize) -> &str {
    let start = &file.text.as_bytes()[..file.text.len().min(bytes)];
    let end = line_start(start, start.len());
    &file.text[..if start.len() == file.text.len() { start.len() } else { end }]
}

/// Says of the first word in the beginning of a file that it was read as Windows-1251, and of the first
/// letter in each row there that is lost.
fn misread(file: &DataFile, number: u32, desk: &mut Desk) {
    // Two bytes of another encoding may by chance be such a letter in UTF-8.
    if !file.bytes.invalid.is_empty() && !file.bytes.mostly_utf8 {
        return;
    }
    let text = beginning(file, SEARCHED);
    if let Some((span, meant)) = mojibake::find_cyrillic(text) {
        let message = format!(
            "{} is probably `{meant}`, read in the wrong encoding; so may be more of the file",
            quoted(&text[span.clone()])
        );
        let finding = Finding::new(Code::Mojibake, place_in(file, number, span), message);
        desk.put(finding.help("read the original file as UTF-8, or type it again"));
        desk.keep_lines((number, &file.text));
    }
    let text = beginning(file, SEARCHED_FOR_LOST);
    if !lost_letters::has_lost(text) {
        return;
    }
    let mut records = Records::with_header(file, number);
    while let Some(record) = records.next()
        && record.end <= text.len()
    {
        let lost =
            lost_letters::lost_letter(text, record.at.offset..record.end, |s| record.place(s));
        lost.into_iter().for_each(|finding| desk.put(finding));
    }
    desk.keep_lines((number, &file.text));
}

/// Says of a byte order mark before the header that it was read in the wrong encoding.
fn misread_mark(file: &DataFile, number: u32, desk: &mut Desk) {
    let marks = &file.text[..mark(&file.text)];
    let misread = marks.trim_start_matches('\u{feff}');
    if misread.is_empty() {
        return;
    }
    let at = Position { offset: 0, line: 1, record: 1 };
    let span = marks.len() - misread.len()..marks.len();
    let (line, column) = line_and_column(&file.text, at, span.start);
    let place = Place { file: number, line, column, record: 1, cell: Some(0), span };
    let message = format!("{} is a byte order mark, read in the wrong encoding", quoted(misread));
    let help = "delete these signs: they stand before the first name and show nothing";
    desk.put(Finding::new(Code::Mojibake, place, message).help(help));
}

/// The place of a span of a file, its header among it.
fn place_in(file: &DataFile, number: u32, span: Range<usize>) -> Place {
    let mut records = Records::with_header(file, number);
    while let Some(record) = records.next() {
        if span.start < record.end {
            return record.place(span);
        }
    }
    Place::file(number)
}

/// Bytes in the column names that cannot be read: the rows are sound, the names are not.
fn odd_header(file: &DataFile, number: u32, desk: &mut Desk) {
    let header = file.header_at.offset..file.body.offset;
    let place = |at: usize| {
        let cell = file.header.iter().rposition(|c| c.start <= at);
        columns::place_at((file, number), at..at + 1, cell)
    };
    if let Some(bad) = file.bytes.invalid.iter().find(|bad| header.contains(&bad.start)) {
        let message =
            "bytes that are not UTF-8 in a column name; it is read with `?` in their place";
        let finding = Finding::new(Code::NotUtf8, place(bad.start), message);
        desk.put(finding.help(told(file, bad).1));
    }
    if let Some(at) = file.text[header.clone()].find('\0').filter(|_| file.bytes.nul) {
        desk.put(nul_in_name(place(header.start + at)));
    }
}

/// What is said of a NUL in a column name.
pub(crate) fn nul_in_name(place: Place) -> Finding {
    let help = "delete it; copying the table into a new file does that";
    Finding::new(Code::NulByte, place, "a NUL character in a column name").help(help)
}

/// What is said of a file that is read as no table, with a name that it may be meant to have; that is taken
/// from then on.
fn stray(file: &DataFile, taken: &mut BTreeSet<String>, place: Place) -> Finding {
    let finding = Finding::new(Code::StrayFile, place, format!("`{}` is not read", file.name));
    let Some(meant) = meant(&file.name) else {
        return finding.help("tables are `NAME.csv`, `NAME-*.csv` or `NAME/*.csv`");
    };
    let plain = format!("{meant}.csv");
    let numbered = || (2..).map(|n| format!("{meant}-{n}.csv")).find(|name| !taken.contains(name));
    let free = if taken.contains(&plain) { numbered() } else { None };
    let help = match &free {
        Some(free) => format!("did you mean `{free}`? `{plain}` is for another file"),
        None => format!("did you mean `{plain}`?"),
    };
    taken.insert(free.unwrap_or(plain));
    finding.help(help)
}

/// The name of a table, without its ending, that a file may be meant to have.
fn meant(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let stem = lower.strip_suffix(".csv").unwrap_or(&lower);
    let tables = || Table::ALL.iter().map(|t| t.name());
    if let Some((folder, name)) = stem.rsplit_once('/') {
        // A folder in which files are looked for is nearly called as a table.
        let table = tables().find(|t| folder.starts_with(&t[..t.len() - 1]))?;
        return Some(format!("{table}/{name}"));
    }
    let hyphenated = stem.replace(['_', ' '], "-");
    if table_of(&format!("{hyphenated}.csv")).is_some() {
        return Some(hyphenated);
    }
    // What stands before a number is nearly a table: `event-2025`, but `event-links` as a whole, and
    // `event-types` is another list.
    let begins = |head: &str| tables().find(|t| is_one_of(head, t));
    let is_number = |rest: &str| rest[1..].starts_with(|c: char| c.is_ascii_digit());
    let ends = hyphenated.rmatch_indices('-').map(|(at, _)| at);
    let mut parts = [hyphenated.len()].into_iter().chain(ends).map(|at| hyphenated.split_at(at));
    let part = parts.find_map(|(head, rest)| {
        let table = begins(head).filter(|_| rest.is_empty() || is_number(rest))?;
        Some(format!("{table}{rest}"))
    });
    part.or_else(|| near(stem, tables()).first().map(|table| table.to_string()))
}

/// Whether a name is that of a table, or of one row of it, but for what joins its words.
fn is_one_of(name: &str, table: &str) -> bool {
    let joined = |name: &str| name.replace(['-', '_'], "");
    let (name, table) = (joined(name), joined(table));
    name == table || table.strip_suffix('s') == Some(&name)
}

/// The finding that refuses a whole file, if there is one; counts its rows.
fn whole_file(file: &DataFile, number: u32, table: Table, desk: &mut Desk) -> Option<Finding> {
    let (rows, finding) = no_text((file, number), table)
        .or_else(|| no_names((file, number), table))
        .or_else(|| lacking((file, number), table))?;
    desk.tally.files[number as usize] = super::FileTally { read: rows, refused: rows };
    Some(finding)
}

/// The rows of a file that holds no text in UTF-8, and what is said of it.
fn no_text((file, number): (&DataFile, u32), table: Table) -> Option<(u64, Finding)> {
    if let Some((what, help)) = encoding::no_text(file.text.as_bytes()) {
        let message = format!("`{}` is {what}, not CSV", file.name);
        let finding = Finding::new(Code::UnreadableFile, Place::file(number), message);
        return Some((0, finding.help(help)));
    }
    let first = &file.text[file.header_at.offset..];
    if let Some(finding) = merge_conflict::finding(first, columns::place(file, number, None)) {
        return Some((merge_conflict::rows(Records::new(file, number)), finding));
    }
    if let Some(label) = file.bytes.wide {
        let rows = count(Records::with_header(file, number)).saturating_sub(1);
        let message = format!("the file is {label}, not UTF-8; {} refused", rows_of(rows));
        let code = if label.starts_with("UTF-32") { Code::Utf32 } else { Code::Utf16 };
        let finding = Finding::new(code, Place::file(number), message);
        return Some((rows, finding.help(convert(file, label))));
    }
    if file.header.is_empty() && file.header_at == file.body {
        let message = format!("`{}` is empty: not even a header", file.name);
        let names: Vec<&str> = table.required().iter().map(|f| f.name()).collect();
        let help =
            format!("the first row names the columns; `{}` are required", names.join("`, `"));
        let finding = Finding::new(Code::EmptyFile, Place::file(number), message);
        return Some((0, finding.help(help)));
    }
    None
}

/// The rows of a file whose first row does not fall into names of columns, and what is said of it.
fn no_names((file, number): (&DataFile, u32), table: Table) -> Option<(u64, Finding)> {
    let place = columns::place(file, number, None);
    let marked = || marked_lines::rows(file, table, b',');
    if let Some((rows, what, help)) = one_line::rows(file, b',').or_else(marked) {
        let message = format!("{what}; {} refused", rows_of(rows));
        return Some((rows, Finding::new(Code::NoHeader, place, message).help(help)));
    }
    let is_lacking = || table.required().iter().any(|f| file.fields.find(*f).is_none());
    let other = delimiter::other(file, table)
        .or_else(|| is_lacking().then(|| delimiter::further_down(file, table)).flatten())
        .filter(|_| missing::below(file, table).is_none());
    if let Some((by, words)) = other {
        if let Some(below) = missing::below_by(file, table, by) {
            let place = (place, &*rows_of(below.rows));
            return Some((below.rows, missing::not_commas_below(table, words, &below, place)));
        }
        let is_headless = missing::are_cells(&delimiter::names(file, by), table);
        let header = u64::from(!is_headless);
        let rows = delimiter::count(file, by).saturating_sub(header);
        let place = (place, &*rows_of(rows));
        return Some((rows, missing::not_commas(file, table, (by, words), place)));
    }
    let names = file.header_names();
    if let Some((what, help)) = other_signs::names(file, table, b',') {
        let rows = count(Records::new(file, number));
        let message = format!("{what}; {} refused", rows_of(rows));
        return Some((rows, Finding::new(Code::WrongDelimiter, place, message).help(help)));
    }
    if missing::are_cells(&names, table) {
        return no_header((file, number), table);
    }
    None
}

/// The same of a file whose first row is one of cells, but of a title above the names.
fn no_header((file, number): (&DataFile, u32), table: Table) -> Option<(u64, Finding)> {
    let below = missing::below(file, table);
    if below.as_ref().is_some_and(|below| !below.is_sorted_in) {
        return None;
    }
    let rows = count(Records::with_header(file, number)) - u64::from(below.is_some());
    let message = format!("the first row is no header; {} refused", rows_of(rows));
    let finding = Finding::new(Code::NoHeader, columns::place(file, number, None), message);
    if let Some(Below { line, .. }) = below {
        let help = format!("the column names stand in line {line}: move that line to the top");
        return Some((rows, finding.help(help)));
    }
    let names: Vec<&str> = table.columns().iter().map(|f| f.name()).collect();
    let needed: Vec<&str> = table.required().iter().map(|f| f.name()).collect();
    let help = format!(
        "put column names first, one for each of the {} cells; `{}` are needed, and annals knows {}",
        file.header.len(),
        needed.join("`, `"),
        names.join(",")
    );
    Some((rows, finding.help(help)))
}

/// The rows of a file whose header is broken or lacks columns, and what is said of it.
fn lacking((file, number): (&DataFile, u32), table: Table) -> Option<(u64, Finding)> {
    let missing: Vec<Field> =
        table.required().iter().copied().filter(|f| file.fields.find(*f).is_none()).collect();
    let below = if missing.is_empty() { None } else { missing::below(file, table) };
    let broken = split(&file.text, file.header_at.offset, &mut Vec::new()).broken;
    let broken = broken.filter(|_| below.is_none());
    if missing.is_empty() && broken.is_none() && file.header.len() < MOST_CELLS {
        return alike((file, number), table);
    }
    let rows = below.as_ref().map_or_else(|| count(Records::new(file, number)), |b| b.rows);
    if let Some(broken) = broken {
        return Some((rows, broken_header((file, number), broken, &rows_of(rows))));
    }
    if file.header.len() >= MOST_CELLS {
        let place = columns::place(file, number, Some(MOST_CELLS - 1));
        let most = MOST_CELLS - 1;
        let message = format!("a header of more than {most} columns; {} refused", rows_of(rows));
        let help = "are line ends missing? else take columns out";
        return Some((rows, Finding::new(Code::NoHeader, place, message).help(help)));
    }
    let cut = if below.is_none() { alike((file, number), table) } else { None };
    if let Some(cut) = cut.filter(|(_, cut)| cut.code == Code::NoHeader) {
        return Some(cut);
    }
    let place = columns::place(file, number, None);
    let told = (place, &*rows_of(rows));
    Some((rows, missing::columns((file, table), &missing, below.as_ref(), told)))
}

/// The rows of a file that are all longer than its header, or in quotes, or begin in its line, and what is said
/// of it.
fn alike((file, number): (&DataFile, u32), table: Table) -> Option<(u64, Finding)> {
    let place = columns::place(file, number, None);
    if quoted_rows::of_file(file, number) {
        let rows = count(Records::new(file, number));
        return Some((rows, quoted_rows::finding(place, &format!("; {} refused", rows_of(rows)))));
    }
    if let Some(second) = glued_names::of_file(file, number, table) {
        let rows = count(Records::new(file, number)) + 1;
        let refused = format!("; {} refused", rows_of(rows));
        return Some((rows, glued_names::finding(&second, file, number, &refused)));
    }
    let too_long = uneven_rows::of_file(file, number, table)?;
    let second = u64::from(too_long.code == Code::NoHeader); // line of the header
    let rows = count(Records::new(file, number)) - second;
    Some((rows, too_long.finding(place, &format!("; {} refused", rows_of(rows)))))
}

/// What is said of a header in which a quote stands where none should: names behind it are not known.
fn broken_header((file, number): (&DataFile, u32), broken: Break, rows: &str) -> Finding {
    let (span, what, help) = broken_name(&file.text, broken, b',');
    let place = columns::place_at((file, number), span, Some(file.header.len()));
    Finding::new(Code::NoHeader, place, format!("{what}; {rows} refused")).help(help)
}

/// Where a quote breaks a row of column names, what that is, and what would be right.
pub(crate) fn broken_name(text: &str, broken: Break, by: u8) -> (Range<usize>, String, String) {
    match broken {
        Break::Unclosed(at) => {
            let what = "a quote opens this column name and is not closed";
            (at..at + 1, what.to_string(), "close the quote, or delete it".to_string())
        }
        Break::TextAfter(at) => {
            let (what, length, help) = behind_quote(text, at, by);
            (at..at + length, format!("{what} in the row of column names"), help)
        }
    }
}

fn rows_of(rows: u64) -> String {
    counted(rows as usize, "row")
}

/// How many records hold something.
pub(in crate::check) fn count(mut records: Records) -> u64 {
    let mut rows = 0;
    while let Some(record) = records.next() {
        rows += u64::from(!record.is_blank());
    }
    rows
}
