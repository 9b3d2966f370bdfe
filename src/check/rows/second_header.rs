//! Rows that are a second header: the names once more, as in tables that were put together, numbers of the
//! columns, or words on what goes into them.
//!
//! Invariant: such a row has a cell for every column, names of columns alone, or three words that say of what kind a column is and
//! nothing else.

use std::collections::BTreeSet;

use crate::check::finding::{Code, Finding};
use crate::model::Place;
use crate::model::cells::{Cell, trim};
use crate::read::Record;

/// The text of a row, and its cells.
type Row<'t> = (&'t str, &'t [Cell]);

/// Words for what goes into a column.
const KINDS: [&str; 24] = [
    "text",
    "free text",
    "string",
    "str",
    "varchar",
    "char",
    "date",
    "datetime",
    "timestamp",
    "number",
    "numeric",
    "integer",
    "int",
    "float",
    "boolean",
    "bool",
    "list",
    "required",
    "optional",
    "mandatory",
    "yyyy-mm-dd",
    "dd.mm.yyyy",
    "dd/mm/yyyy",
    "mm/dd/yyyy",
];

/// What a second header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    Names,
    /// Some of the names, or more than those.
    OtherNames,
    Numbers,
    Kinds,
}

/// What a row says that is a second header; the first letters tell of most rows that they are none.
#[inline]
pub(in crate::check) fn of_record(record: &Record) -> Option<Says> {
    let (first, name) = (record.cells.first()?, record.file.header.first()?);
    let begins = |text: &str, at: usize| text.as_bytes().get(at).map(u8::to_ascii_lowercase);
    let (byte, name) = (begins(record.text, first.start), begins(&record.file.text, name.start));
    let may_be_blank = |byte: Option<u8>| byte.is_none_or(|byte| !byte.is_ascii_graphic());
    let may_be = byte == name || may_be_blank(byte) || may_be_blank(name);
    let length = first.end - first.start;
    let is_number = length > 1 && record.text.as_bytes()[first.end - 1].is_ascii_digit();
    let may_tell = length <= LONGEST && !is_number;
    (may_be || may_tell).then(|| of_unbroken(record)).flatten()
}

/// Letters of the longest of the [`KINDS`].
const LONGEST: usize = 10;

fn of_unbroken(record: &Record) -> Option<Says> {
    let header = (&*record.file.text, &*record.file.header);
    record.broken.is_none().then(|| what((record.text, record.cells), header)).flatten()
}

/// What cells say that are a second header, each with the text it stands in.
pub(crate) fn what(row: Row, header: Row) -> Option<Says> {
    if are_header(row, header) {
        Some(Says::Names)
    } else if are_of_header(row, header) {
        Some(Says::OtherNames)
    } else if are_numbers(row, header.1.len()) {
        Some(Says::Numbers)
    } else {
        are_kinds(row).then_some(Says::Kinds)
    }
}

/// What is said of a row that is a second header.
pub(crate) fn finding(says: Says, place: Place) -> Finding {
    let (what, help) = match says {
        Says::Names => ("repeats the header", "delete it"),
        Says::OtherNames => (
            "repeats the header with other columns",
            "delete it, and give the rows below it the columns of the header",
        ),
        Says::Numbers => ("numbers the columns", "delete it"),
        Says::Kinds => ("says what goes into the columns", "delete it"),
    };
    let message = format!("the row {what}; it is skipped");
    Finding::new(Code::IdenticalDuplicate, place, message).help(help)
}

fn value<'t>((text, cells): Row<'t>, n: usize) -> &'t str {
    cells.get(n).map_or("", |cell| trim(&text[cell.span()]))
}

/// Whether cells are those of a header once more, in capitals or not, blanks around them and blank cells at
/// the end apart; where as many stand there, two names are enough.
fn are_header(row: Row, header: Row) -> bool {
    let same = |n: usize| value(row, n).eq_ignore_ascii_case(value(header, n));
    let filled = (0..row.1.len()).rposition(|n| !value(row, n).is_empty()).map_or(0, |n| n + 1);
    let is_as_wide = row.1.len() == header.1.len() && filled > 1;
    let columns = if is_as_wide { filled } else { row.1.len().max(header.1.len()) };
    (0..columns).all(same)
}

/// Whether cells are some of those of a header, the first among them, or more than those.
fn are_of_header(row: Row, header: Row) -> bool {
    let names = |of: Row| -> BTreeSet<String> {
        let all = (0..of.1.len()).map(|n| value(of, n).to_ascii_lowercase());
        all.filter(|name| !name.is_empty()).collect()
    };
    if !value(row, 0).eq_ignore_ascii_case(value(header, 0)) {
        return false;
    }
    let (here, there) = (names(row), names(header));
    here.len().min(there.len()) > 1 && (here.is_subset(&there) || there.is_subset(&here))
}

/// Whether cells count the columns, from 0 or 1.
fn are_numbers(row: Row, columns: usize) -> bool {
    let counts = |from: usize| {
        (0..columns).all(|n| value(row, n).parse::<usize>().is_ok_and(|number| number == n + from))
    };
    columns > 2 && row.1.len() == columns && (counts(0) || counts(1))
}

/// Whether cells are nothing but words for what goes into a column, a sign of what is needed apart.
fn are_kinds(row: Row) -> bool {
    let filled = || (0..row.1.len()).map(|n| value(row, n)).filter(|cell| !cell.is_empty());
    let is_kind = |cell: &str| KINDS.iter().any(|kind| kind.eq_ignore_ascii_case(cell));
    filled().all(is_kind) && filled().count() > 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cells::split;

    #[test]
    fn a_second_header_is_names_numbers_or_kinds_of_columns() {
        for (row, expected) in [
            ("ID, date ,Title,tags,,", Some(Says::Names)),
            ("ID,Date,Title,", Some(Says::Names)),
            ("id,date,title", Some(Says::OtherNames)),
            ("ID,,Title,", Some(Says::OtherNames)),
            ("id,title,date", Some(Says::OtherNames)),
            ("id,date,title,tags,place", Some(Says::OtherNames)),
            ("1,2,3,4", Some(Says::Numbers)),
            ("0,1,2,3", Some(Says::Numbers)),
            ("string,YYYY-MM-DD,text,", Some(Says::Kinds)),
            ("required,required,required,optional", Some(Says::Kinds)),
            ("1,2,3,", None),
            ("1,2024,3,4", None),
            ("text,,Text,", None),
            ("text,date,Talks,list", None),
            ("e1,2024-01-01,A,", None),
        ] {
            let (header, mut names, mut cells) = ("id,date,title,tags", Vec::new(), Vec::new());
            split(header, 0, &mut names);
            split(row, 0, &mut cells);
            assert_eq!(what((row, &cells), (header, &names)), expected, "{row}");
        }
    }
}
