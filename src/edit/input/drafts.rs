//! Rows from outside to rows of the target.
//!
//! Invariant: a cell is taken as it is written; only a date changes, in the format that was named, in
//! words that were to be read, or joined of the columns that were, as a list is, and a year loses the `.0` of
//! a number.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{self, Code, Finding};
use crate::edit::columns::Columns;
use crate::edit::columns::era_in_name::in_era;
use crate::edit::columns::join::{Joined, bare};
use crate::edit::dates::{
    Dates, Reading, is_midnight, is_of_utc, perhaps_before_the_era, perhaps_sessions,
    perhaps_years, says_time,
};
use crate::edit::input::{INPUT, Input, InputRow};
use crate::edit::known::comparable;
use crate::model::cells::{Break, Cell, trim};
use crate::model::date::{BadDate, Date};
use crate::model::{Field, Table};

/// A row that may be appended.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Number of its row in the input.
    pub input: usize,
    /// Its values, in the columns of the target.
    pub values: Vec<String>,
    /// Those of columns that go nowhere, which tell it from other rows of the input, and behind them its
    /// date as it is written, where dates may be read as others or are joined.
    pub(in crate::edit) left_out: Vec<String>,
}

impl Draft {
    /// The value of a column of the contract.
    pub fn value(&self, columns: &Columns, field: Field) -> &str {
        columns.find(field).map_or("", |n| self.values[n].as_str())
    }

    /// The values the input brings, by column name in lower case.
    pub(in crate::edit) fn by_name(
        &self,
        columns: &Columns,
    ) -> std::collections::BTreeMap<String, String> {
        columns.brought().map(|(n, name)| (name, comparable(&self.values[n]))).collect()
    }
}

/// The rows of an input, read.
#[derive(Debug, Default)]
pub struct Drafts {
    /// Those that can be rows of the target.
    pub drafts: Vec<Draft>,
    /// Why others cannot, by number in the input.
    pub findings: Vec<(usize, Finding)>,
    /// Lines that belong to a row before them whose quote is not closed, by number in the input.
    pub rest: Vec<usize>,
    /// Dates in words that were understood, as they are written, with what they may have meant.
    pub understood: Vec<(String, BadDate)>,
    /// The time that all dates have, where there are several: they may be days.
    pub one_time: Option<String>,
}

/// The rows of an input as rows of the target, and a finding for each that cannot be one. A row
/// whose date fits the format and is no day stays in, undated, so that its other faults are found
/// too.
pub fn of(input: &Input, columns: &Columns, dates: &Dates) -> Drafts {
    let mut read = Drafts::default();
    let date = columns.find(Field::Date);
    let place = |row: &InputRow| {
        let cell = columns.cell(Field::Date).and_then(|cell| row.cells.get(cell));
        input.place(row, cell.map_or(row.at.offset..row.end, |cell| cell.span()))
    };
    let dates = &of_times(input, columns, dates);
    let title = columns.cell(Field::Title);
    let is_cut = |row: &InputRow| {
        let is_blank = |title| trim(&input.value(row, title)).is_empty();
        row.cells.len() < input.file.header.len() && title.is_some_and(is_blank)
    };
    let (shape, mut is_open) = (shape(input, columns), false);
    let all = too_long(input, columns.cell(Field::Date)).or_else(|| all_quoted(input));
    let cut = cut(input, &shape);
    for (n, row) in input.rows.iter().enumerate() {
        let own = || unreadable(input, row, (&shape, columns));
        let found = cut.get(&row.at.record).cloned().or_else(own);
        if let Some(finding) = told_of_all(found, all.as_ref()) {
            is_open = matches!(row.broken, Some(Break::Unclosed(_)));
            read.findings.push((n, finding));
            continue;
        }
        is_open &= is_cut(row);
        if is_open {
            read.rest.push(n);
            continue;
        }
        let is_wrapped = check::is_wrapped((&input.file.text, &row.cells), &shape);
        let wrapped = || is_wrapped.then(|| wrapped(input, row));
        if let Some(finding) = untitled(input, row, columns).or_else(wrapped) {
            read.findings.push((n, finding));
            continue;
        }
        let value = |cell: usize| input.value(row, cell);
        let whole = |cell: usize| match columns.joined.list(cell) {
            Some(list) => list.read(&value),
            None => value(cell),
        };
        let mut values: Vec<String> =
            columns.from.iter().map(|cell| cell.map_or_else(String::new, whole)).collect();
        if let Some(date) = date {
            let written = std::mem::take(&mut values[date]);
            let said = match &columns.joined.date {
                Some(joined) => joined
                    .read(&value, dates, &mut read.understood)
                    .map_err(|fault| fault.finding((input, row), &columns.typed)),
                None => told(of_column(written, columns, dates), dates, &mut read.understood)
                    .map_err(|bad| check::date_finding(bad, place(row))),
            };
            match said {
                Ok(said) => values[date] = said,
                Err(finding) => read.findings.push((n, finding)),
            }
        }
        let left_out = left_out(&value, columns, dates);
        read.drafts.push(Draft { input: n, values, left_out });
    }
    of_all(&mut read, input, columns, dates);
    read
}

/// A date with the era that the name of its column says, where words are read.
fn of_column(written: String, columns: &Columns, dates: &Dates) -> String {
    let cell = columns.cell(Field::Date).filter(|_| dates.words);
    cell.and_then(|cell| in_era(&columns.typed[cell], &written)).unwrap_or(written)
}

/// How dates are read in a format, where some of the input have a time of day that is no midnight.
fn of_times(input: &Input, columns: &Columns, dates: &Dates) -> Dates {
    let cells: Vec<usize> = match &columns.joined.date {
        Some(joined) => joined.cells().collect(),
        None => columns.cell(Field::Date).into_iter().collect(),
    };
    let says = |row: &InputRow| cells.iter().any(|cell| says_time(trim(&input.value(row, *cell))));
    let has_times = dates.format.is_some() && input.rows.iter().any(says);
    if has_times { dates.with_times() } else { dates.clone() }
}

/// What is to be said of all dates of a column.
fn of_all(read: &mut Drafts, input: &Input, columns: &Columns, dates: &Dates) {
    let of_joined = columns.joined.date.iter().flat_map(Joined::firsts);
    let whole = columns.cell(Field::Date).filter(|_| columns.joined.date.is_none());
    let cells: Vec<usize> = of_joined.chain(whole).collect();
    let text = |cell: usize| move |row| bare(trim(&input.value(row, cell))).to_string();
    let all = cells.iter().flat_map(|cell| input.rows.iter().map(text(*cell)));
    read.understood.extend(perhaps_before_the_era(all));
    let Some((date, cell)) = columns.find(Field::Date).zip(whole) else { return };
    read.one_time = one_time(&read.drafts, date);
    if dates.format.is_none() {
        let dates = input.rows.iter().map(|row| trim(&input.value(row, cell)).to_string());
        read.understood.extend(perhaps_sessions(dates));
    }
}

/// What a row says that does not come in as it is: the columns that are left out, and the date as written.
fn left_out(value: &dyn Fn(usize) -> String, columns: &Columns, dates: &Dates) -> Vec<String> {
    let written = match &columns.joined.date {
        Some(joined) => Some(joined.written(value)),
        None => columns.cell(Field::Date).filter(|_| dates.reads()).map(value),
    };
    let others = columns.left_out.iter().map(|(cell, _)| value(*cell)).chain(written);
    others.map(|value| comparable(&value)).collect()
}

/// A cell of dates in EDTF as far as it is read, else as it is written.
pub(in crate::edit) fn told(
    cell: String,
    dates: &Dates,
    understood: &mut Vec<(String, BadDate)>,
) -> Result<String, BadDate> {
    let written = bare(trim(&cell));
    match dates.read(written) {
        Some(Reading::Edtf(edtf)) => Ok(edtf),
        Some(Reading::Words(bad)) => {
            let edtf = bad.meaning().map_or(written, |meaning| &meaning.edtf).to_string();
            understood.push((written.to_string(), bad));
            Ok(edtf)
        }
        Some(Reading::Open(bad)) => Err(bad),
        None => {
            understood.extend(perhaps_years(written).map(|bad| (written.to_string(), bad)));
            let is_year = written.len() < trim(&cell).len() && Date::read(written).is_some();
            Ok(if is_year { written.to_string() } else { cell })
        }
    }
}

/// What is said of rows that line ends cut in parts, by the record of each part.
fn cut(input: &Input, shape: &check::Shape) -> BTreeMap<u32, Finding> {
    let may_be = |row: &&InputRow| {
        row.broken.is_none() && check::may_be_part(&input.file.text, &row.cells, shape.columns)
    };
    let rows = input.rows.iter().filter(may_be).map(|row| check::Short {
        record: row.at.record,
        line: row.at.line,
        start: row.at.offset,
    });
    let rows: Vec<check::Short> = rows.collect();
    let mut told = BTreeMap::new();
    for row in check::in_parts(shape, &input.file.text, &rows) {
        let finding = check::cut_row(&row, INPUT);
        told.extend(row.parts.iter().map(|part| (part.row.record, finding.clone())));
    }
    told
}

/// What is said where every row is longer than the header, whose dates stand in a column.
fn too_long(input: &Input, date: Option<usize>) -> Option<Finding> {
    let list = input.file.header_names();
    let names = check::Names { text: &input.file.text, list: &list, table: Table::Events, date };
    let too_long = check::too_long(&names, input.whole_rows())?;
    Some(too_long.finding(input.header_place(None), ""))
}

/// What is said where every row stands in quotes as a whole.
fn all_quoted(input: &Input) -> Option<Finding> {
    let (mut rows, columns) = (input.rows.iter(), input.file.header.len());
    let are_all = check::are_all_quoted(&input.file.text, (input.delimiter, columns), |cells| {
        let row = rows.next();
        cells.clear();
        cells.extend(row.iter().flat_map(|row| &row.cells));
        row.is_some()
    });
    are_all.then(|| check::all_quoted(input.header_place(None), ""))
}

/// What is said of a header that a line end cuts in two: its names are not what they seem.
pub(in crate::edit) fn cut_header(input: &Input) -> Option<Finding> {
    too_long(input, None).filter(|finding| finding.code == Code::NoHeader)
}

/// What is said of a row: what is of every row too long, or of every row where these are in quotes or the header
/// is cut in two.
fn told_of_all(found: Option<Finding>, all: Option<&Finding>) -> Option<Finding> {
    match (found, all) {
        (Some(found), Some(all)) if found.code == Code::RowTooLong => Some(all.clone()),
        (None, Some(all)) if all.code != Code::RowTooLong => Some(all.clone()),
        (found, _) => found,
    }
}

/// The time that several dates have, where every date has it: a midnight, or on several days one of UTC.
fn one_time(drafts: &[Draft], date: usize) -> Option<String> {
    let dates = drafts.iter().map(|draft| trim(&draft.values[date])).filter(|d| !d.is_empty());
    let dates: Vec<&str> = dates.collect();
    let time = &dates.first()?[dates[0].find('T')?..];
    let days: BTreeSet<&&str> = dates.iter().collect();
    let is_one = dates.len() > 1 && is_midnight(dates[0]) || days.len() > 2 && is_of_utc(time);
    (is_one && dates.iter().all(|date| date.ends_with(time))).then(|| time.to_string())
}

/// What rows of an input look like.
pub(in crate::edit) fn shape(input: &Input, columns: &Columns) -> check::Shape {
    let dates = columns.cell(Field::Date).into_iter().collect();
    let id = columns.cell(Field::Id);
    check::Shape { delimiter: input.delimiter, columns: input.file.header.len(), dates, id }
}

/// What is said of a row that stands in quotes as a whole, which is no title.
fn wrapped(input: &Input, row: &InputRow) -> Finding {
    let columns = input.file.header.len();
    let help = check::of_row((&input.file.text, &row.cells), input.delimiter, columns);
    check::no_title(input.whole(row), help)
}

/// What is said of a row without a title that is hardly one of the table: it is a comment, a remark or a sum
/// where the date belongs, ends too early, or its cells are separated by another character.
fn untitled(input: &Input, row: &InputRow, columns: &Columns) -> Option<Finding> {
    let title = columns.cell(Field::Title)?;
    let names = input.file.header.len();
    if check::is_comment((&input.file.text, &row.cells), names) {
        let may_be_title = title < row.cells.len();
        return Some(check::comment_line(input.whole(row), may_be_title));
    }
    if !trim(&input.value(row, title)).is_empty() {
        return None;
    }
    let text = &input.file.text;
    let has =
        |field| columns.cell(field).is_some_and(|cell| !trim(&input.value(row, cell)).is_empty());
    let goes_on = has(Field::Actors) && !has(Field::Date) && !has(Field::Type);
    let help = check::of_row((text, &row.cells), input.delimiter, names)
        .or_else(|| goes_on.then(|| GOES_ON.to_string()));
    let has_id =
        || columns.cell(Field::Id).is_some_and(|id| check::is_id(trim(&input.value(row, id))));
    let is_remark =
        check::is_sum(text, &row.cells) || !has_id() && check::is_remark(text, &row.cells);
    let is_cut = title >= row.cells.len() && !is_remark;
    let help = help
        .or_else(|| is_remark.then(|| check::OF_REMARK.to_string()))
        .or_else(|| is_cut.then(|| check::ends_before_title(row.cells.len(), names)));
    help.as_ref()?;
    let place = match row.cells.get(title) {
        Some(cell) => input.place(row, cell.span()),
        None => input.whole(row),
    };
    Some(check::no_title(place, help))
}

/// What to do about a row that names actors and nothing that happened.
const GOES_ON: &str = "does it go on with the row above, write its actors there, with `;` between them; else \
                       write a few words on what happened";

/// What is wrong with a cell with text behind its closing quote, at `at`, how many bytes of that are shown, and
/// what would be right.
fn behind_quote(
    input: &Input,
    row: &InputRow,
    columns: &Columns,
    at: usize,
) -> (&'static str, usize, String) {
    let mut lists = Table::Events.columns().iter().filter(|field| check::is_list(**field));
    let is_list = lists.any(|field| columns.cell(*field) == Some(row.cells.len()))
        || columns.joined.lists.iter().any(|list| list.has(row.cells.len()));
    let list = is_list.then(|| check::items_in_quotes(&input.file.text, at, input.delimiter));
    let (what, length, help) = check::behind_quote(&input.file.text, at, input.delimiter);
    let (what, help) = list.flatten().unwrap_or((what, help));
    (what, length, help)
}

/// What makes a row unreadable as such.
fn unreadable(
    input: &Input,
    row: &InputRow,
    (shape, columns): (&check::Shape, &Columns),
) -> Option<Finding> {
    let at = |at: usize| input.place(row, at..at + 1);
    if let Some((bad, what, help)) = check::bad_bytes(&input.file, row.at.offset..row.end) {
        let place = input.place(row, bad);
        return Some(Finding::new(Code::NotUtf8, place, what).help(help));
    }
    if let Some(n) = input.file.text[row.at.offset..row.end].find('\0') {
        return Some(check::nul(at(row.at.offset + n)));
    }
    match row.broken {
        Some(Break::Unclosed(open)) => {
            let message = "a quote opens this cell and is not closed";
            return Some(
                Finding::new(Code::UnclosedQuote, at(open), message).help(check::CLOSE_QUOTE),
            );
        }
        Some(Break::TextAfter(text)) => {
            let (message, length, help) = behind_quote(input, row, columns, text);
            let place = input.place(row, text..text + length);
            return Some(Finding::new(Code::TextAfterQuote, place, message).help(help));
        }
        None => {}
    }
    let columns = input.file.header.len();
    let (text, extra) = (&input.file.text, row.cells.get(columns)?);
    if let Some(rows) = shape.within(&input.file.text, &row.cells, row.end).next() {
        return Some(rows.refusal(|span| input.place(row, span)));
    }
    let message = format!("a row with {} cells where the header has {columns}", row.cells.len());
    let header = (&**text, &*input.file.header);
    if let [second, more @ ..] = &check::other_rows(shape, (text, &row.cells), header)[..] {
        let place = input.place(row, second.span(&row.cells));
        let help = second.help((text, &row.cells), more.len());
        return Some(Finding::new(Code::RowTooLong, place, message).help(help));
    }
    let separator = match input.delimiter {
        b'\t' => "tab".to_string(),
        other => format!("`{}`", other as char),
    };
    let blank = |cell: &Cell| trim(&input.file.text[cell.span()]).is_empty();
    let help = match check::in_no_quotes(&input.file.text, &row.cells) {
        Some(help) => help.to_string(),
        None if row.cells[columns..].iter().all(blank) => {
            format!("a {separator} too many, or a cell that holds one and is not in quotes")
        }
        None => format!("a cell that holds a {separator} is enclosed in quotes"),
    };
    Some(Finding::new(Code::RowTooLong, input.place(row, extra.span()), message).help(help))
}
