//! Tables in which every row is longer, or shorter, than the header: that has one cause, and is told once.
//!
//! Invariant: a table in which some rows are as long as the header, or differ from each other, is judged row
//! by row.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::columns;
use crate::check::desk::Desk;
use crate::check::finding::{Code, Finding, Remedy, quoted};
use crate::check::ids::is_id;
use crate::check::rows::in_no_quotes;
use crate::check::rows::open_quote::REFUSED;
use crate::model::broken::is_prose;
use crate::model::cells::{Cell, line_start, split, trim};
use crate::model::date::Date;
use crate::model::{DataFile, Field, Place, Table, counted};
use crate::read::Records;

/// What the names and rows of a table are.
pub(crate) struct Names<'t> {
    /// The text of the file.
    pub(crate) text: &'t str,
    /// The names in its header.
    pub(crate) list: &'t [String],
    /// The names of columns that are known.
    pub(crate) table: Table,
    /// The column of the date.
    pub(crate) date: Option<usize>,
}

/// Rows that are all too long by the same number of cells.
pub(crate) struct TooLong {
    /// What is wrong: the header, where that is cut in two.
    pub(crate) code: Code,
    message: String,
    help: String,
}

impl TooLong {
    /// What is said of them, where the header stands.
    pub(crate) fn finding(&self, place: Place, refused: &str) -> Finding {
        Finding::new(self.code, place, format!("{}{refused}", self.message)).help(&self.help)
    }
}

/// Why every row of a table has more cells than its header, if that is so; `next` fills in the cells of
/// another row that can be read.
pub(crate) fn too_long(
    names: &Names,
    mut next: impl FnMut(&mut Vec<Cell>) -> bool,
) -> Option<TooLong> {
    let (columns, mut cells) = (names.list.len(), Vec::new());
    if columns < 2 || !next(&mut cells) {
        return None;
    }
    let first = cells.clone();
    if !next(&mut cells) || cells.len() <= columns {
        return None;
    }
    let width = cells.len();
    let is_cut = first.len() > 1 && width == columns + first.len() - 1;
    // A row that has commas in its text, or quotes around a part of it, has a cause of its own.
    let is_longer = |cells: &[Cell]| {
        let is_prose = is_prose(names.text.as_bytes(), cells);
        cells.len() == width && !is_prose && in_no_quotes(names.text, cells).is_none()
    };
    if !is_cut && !is_longer(&first) || is_cut && !are_names(names, &first) {
        return None;
    }
    let mut seen = Seen::new(names);
    if !is_cut {
        seen = seen.with(names, &first);
    }
    loop {
        if !is_longer(&cells) {
            return None;
        }
        seen = seen.with(names, &cells);
        if !next(&mut cells) {
            break;
        }
    }
    Some(if is_cut { in_two() } else { lacking(names, width, &seen) })
}

/// Whether one of the cells behind a header is a name that a column of some table has, and none a date.
fn are_names(names: &Names, cells: &[Cell]) -> bool {
    let mut texts = cells.iter().map(|cell| trim(&names.text[cell.span()]));
    let known = Table::ALL.iter().flat_map(|table| table.columns());
    let is_known = |text: &str| known.clone().any(|field| field.name() == text);
    texts.clone().any(is_known) && !texts.any(Date::may_be)
}

/// What is said of a header in two lines.
fn in_two() -> TooLong {
    let message = "a line end cuts the header in two".to_string();
    let help = "join its two lines, or enclose the name that goes over both in quotes";
    TooLong { code: Code::NoHeader, message, help: help.to_string() }
}

/// What all rows so far have in common.
struct Seen {
    /// Whether what is too much of them is blank.
    ends_blank: bool,
    /// Whether the first cells are numbers without a name, each the one behind that of the row before.
    is_numbered: bool,
    /// The last of these.
    number: Option<u64>,
    /// Whether the date stands behind where it belongs.
    is_shifted: bool,
}

impl Seen {
    fn new(names: &Names) -> Seen {
        let is_shifted = names.date.is_some();
        Seen { ends_blank: true, is_numbered: true, number: None, is_shifted }
    }

    fn with(self, names: &Names, cells: &[Cell]) -> Seen {
        let text = |n: usize| trim(&names.text[cells[n].span()]);
        let columns = names.list.len();
        let number = text(0).parse::<u64>().ok();
        let follows = self.number.is_none_or(|last| number == Some(last.saturating_add(1)));
        let is_date = |n: usize| Date::may_be(text(n));
        let more = cells.len() - columns;
        let is_shifted = names.date.is_some_and(|n| is_date(n + more) && !is_date(n));
        let is_in_place = names.date.is_some_and(|n| is_date(n) && !is_date(n + more));
        let has_no_name = !is_in_place && is_unnamed(names, text(more));
        Seen {
            ends_blank: self.ends_blank && (columns..cells.len()).all(|n| text(n).is_empty()),
            is_numbered: self.is_numbered && number.is_some() && follows && has_no_name,
            number,
            is_shifted: self.is_shifted && is_shifted,
        }
    }
}

/// Whether numbers in the first cells of rows are not what the first name says, as none but `id` among the
/// known ones may; `behind` is what would stand below it then.
fn is_unnamed(names: &Names, behind: &str) -> bool {
    let first = &names.list[0];
    let is_known = names.table.columns().iter().any(|field| field.name() == first);
    let is_capital = behind.starts_with(char::is_uppercase);
    is_known && (first != Field::Id.name() || is_id(behind) && !is_capital)
}

/// What is said of a header that has fewer names than every row has cells.
fn lacking(names: &Names, width: usize, seen: &Seen) -> TooLong {
    let columns = names.list.len();
    let message = format!("every row has {width} cells where the header has {columns}");
    let help = match two_in_one(names) {
        _ if seen.ends_blank => {
            let commas = ",".repeat(width - columns);
            format!("every row ends in `{commas}`: put that at the end of the header, too")
        }
        Some(name) => format!("is {} two names? put a comma between them", quoted(name)),
        None if seen.is_shifted || seen.is_numbered => {
            let first = quoted(&names.list[0]);
            format!("the first column has no name: put one before {first}; any will do")
        }
        None => {
            "the header lacks a name, or a cell in every row holds a comma and is not in quotes: \
                 \"a, b\""
                .to_string()
        }
    };
    TooLong { code: Code::RowTooLong, message, help }
}

/// A name that is several known ones with blanks between them.
fn two_in_one<'n>(names: &'n Names) -> Option<&'n str> {
    let known = |word: &str| names.table.columns().iter().any(|field| field.name() == word);
    let is_two = |name: &&String| name.contains(' ') && name.split_whitespace().all(known);
    names.list.iter().find(is_two).map(String::as_str)
}

/// The same of a file; of one that is left on disk, as far as it is at hand.
pub(in crate::check) fn of_file(file: &DataFile, number: u32, table: Table) -> Option<TooLong> {
    let list = file.header_names();
    let date = file.fields.find(Field::Date);
    let names = Names { text: &file.text, list: &list, table, date };
    too_long(&names, whole_rows(file, number))
}

/// Fills in the cells of one row of a file after the other that can be read and is not blank; whether there was
/// one more.
pub(super) fn whole_rows(file: &DataFile, number: u32) -> impl FnMut(&mut Vec<Cell>) -> bool {
    let mut records = Records::new(file, number);
    move |cells| {
        while let Some(record) = records.next() {
            if record.broken.is_none() && !record.is_blank() {
                cells.clear();
                cells.extend_from_slice(record.cells);
                return true;
            }
        }
        false
    }
}

/// What is said of a header that is longer than every row by the same number of names.
pub(crate) fn too_short(place: Place, cells: usize, names: &[String]) -> Finding {
    let columns = names.len();
    let shown = counted(cells, "cell");
    let message =
        format!("every row has {shown} where the header has {columns}; the rest is taken as blank");
    let help = match names[cells..].iter().all(String::is_empty) {
        true => "the header ends in a comma: delete it",
        false => {
            "is a comma too many in the header, so that cells stand under the wrong names? if not, \
             the rows lack blank cells at their end"
        }
    };
    Finding::new(Code::RowTooShort, place, message).help(help)
}

/// How many rows of a file are refused that are as short as the one of a finding, or cannot be read; of those
/// nothing was said of their length.
fn like(desk: &Desk, file: &DataFile, short: &Finding) -> u64 {
    const BROKEN: [Code; 4] =
        [Code::UnclosedQuote, Code::TextAfterQuote, Code::NotUtf8, Code::NulByte];
    let mut cells = Vec::new();
    let mut width = |finding: &Finding| {
        let start = line_start(file.text.as_bytes(), finding.place.span.start);
        split(&file.text, start, &mut cells);
        cells.len()
    };
    let usual = width(short);
    let here = |f: &&Finding| f.place.file == short.place.file;
    let told = desk.findings.iter().filter(here).filter(|f| f.code == Code::RowTooShort);
    let told: BTreeSet<u32> = told.map(|f| f.place.record).collect();
    let refused = desk
        .findings
        .iter()
        .filter(here)
        .filter(|f| BROKEN.contains(&f.code) || REFUSED.contains(&f.code) && width(f) == usual);
    let refused: BTreeSet<u32> = refused.map(|f| f.place.record).collect();
    refused.difference(&told).count() as u64
}

/// Says at the header what was said of every row: that it is too short. A blank name
/// among those there is part of that.
pub(in crate::check) fn settle(desk: &mut Desk, files: &[DataFile]) {
    let mut short: BTreeMap<u32, (u64, &Finding, bool)> = BTreeMap::new();
    for finding in desk.findings.iter().filter(|finding| finding.code == Code::RowTooShort) {
        let all = short.entry(finding.place.file).or_insert((0, finding, true));
        let is_alike = (&all.1.message, all.1.remedy) == (&finding.message, finding.remedy);
        *all = (all.0 + 1, all.1, all.2 && is_alike);
    }
    let is_every = |file: u32, (rows, first): (u64, &Finding)| {
        let tally = desk.tally.files[file as usize];
        rows > 1 && 2 * rows > tally.read && {
            let others = || like(desk, &files[file as usize], first);
            rows == tally.read || rows + others() >= tally.read
        }
    };
    let mut told = Vec::new();
    for (number, (rows, first, are_alike)) in short {
        let file = &files[number as usize];
        if are_alike && is_every(number, (rows, first)) && first.remedy == Remedy::AddCommas {
            let (mut cells, names) = (Vec::new(), file.header_names());
            split(&file.text, first.place.span.start, &mut cells);
            told.push(too_short(columns::place(file, number, None), cells.len(), &names));
        }
    }
    let of: BTreeSet<u32> = told.iter().map(|finding| finding.place.file).collect();
    if !of.is_empty() {
        let is_told = |f: &Finding| {
            let follows = matches!(f.code, Code::RowTooShort | Code::BlankColumn);
            follows && of.contains(&f.place.file)
        };
        desk.findings.retain(|finding| !is_told(finding));
        desk.findings.extend(told);
    }
}
