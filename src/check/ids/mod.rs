//! Ids: their pattern, and what it means when one stands twice.
//!
//! Invariant: every row of an id that stands twice with different content is refused; of
//! identical rows the bytewise least is kept.

pub(super) mod kept_rows;
pub(super) mod provisional;
pub(super) mod repeated;
pub(super) mod rows_in_brief;
pub(super) mod same_event;
pub(super) mod same_event_key;
pub(super) mod seen;

use seen::{Key, Seen};

use crate::check::desk::Desk;
use crate::check::finding::{Code, Finding, quoted};
use crate::check::header::delimiter;
use crate::check::names::suggest::hidden_in_id;
use crate::check::rows;
use crate::check::rows::swallowed;
use crate::model::cells::{split, trim};
use crate::model::lookup::Lookup;
use crate::model::{DataFile, Field, Place, Row, Text, is_address};
use crate::read::Record;

/// Whether a text is an id: `[A-Za-z0-9][A-Za-z0-9._-]*`.
pub(crate) fn is_id(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.first().is_some_and(u8::is_ascii_alphanumeric)
        && bytes.iter().fold(true, |all, b| all & IN_ID[usize::from(*b)])
}

/// By byte: whether it may stand in an id.
const IN_ID: [bool; 256] = {
    let mut is = [false; 256];
    let mut n = 0;
    while n < 256 {
        let byte = n as u8;
        is[n] = byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        n += 1;
    }
    is
};

/// The id of a record with its span, checked; `Err`: malformed, and said so.
pub(in crate::check) fn written<'r>(
    record: &Record<'r, '_>,
    desk: &mut Desk,
) -> Result<Option<&'r str>, ()> {
    let Some((id, span)) = record.trimmed(Field::Id) else { return Ok(None) };
    if is_id(id) {
        return Ok(Some(id));
    }
    let message = format!("{} cannot be an id; the row is refused", quoted(id));
    let columns = record.file.header.len();
    let parted = delimiter::of_row((record.text, record.cells), b',', columns);
    let told = parted.or_else(|| swallowed::told_of_id(id, record, desk));
    let told = told.or_else(|| rows::of_remark(record).map(str::to_string));
    let help = told.or_else(|| hidden_in_id(id)).or_else(|| rounded(id)).unwrap_or_else(|| {
        let rule =
            "an id begins with a letter A-Z or a digit; letters, digits, `.`, `_` and `-` follow";
        let last = if is_address(id) { id.rsplit(['/', '#']).next() } else { None };
        let short = last.filter(|last| is_id(last)).map(str::to_string);
        if rows::is_remark(record.text, record.cells) && short.is_none() {
            return format!("is it a remark or a sum? then delete the row; else {rule}");
        }
        match short.unwrap_or_else(|| intended(&id.replace([' ', '/', ':'], "-"))) {
            short if id.is_ascii() && is_id(&short) && short.len() <= 60 => {
                format!("{rule}: `{short}`?")
            }
            _ => rule.to_string(),
        }
    });
    desk.put(Finding::new(Code::MalformedId, record.place(span), message).help(help));
    Err(())
}

/// What to do about a number that a spreadsheet has rounded: `1.79E+18`.
fn rounded(id: &str) -> Option<String> {
    let (digits, power) = id.split_once("E+")?;
    let is_number = |text: &str, more: &[u8]| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || more.contains(&b))
    };
    (is_number(digits, b".,") && is_number(power, b"")).then(|| {
        "a spreadsheet has rounded a long number, and its last digits are lost: take the id from \
         where it came from, into a column of text"
            .to_string()
    })
}

/// What a malformed id was probably meant to be, for references that have it right.
pub(in crate::check) fn intended(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii() && is_id(&format!("a{c}"))).collect()
}

/// A row with its id, before duplicates are settled.
#[derive(Clone, Copy)]
pub(in crate::check) struct Draft<'f, T> {
    /// The id; `None` where none is written.
    pub(in crate::check) id: Option<&'f str>,
    /// Where it stands.
    pub(in crate::check) row: Row,
    /// What the table keeps of it.
    pub(in crate::check) rest: T,
}

impl<'f, T> Draft<'f, T> {
    pub(in crate::check) fn new(id: Option<&'f str>, row: Row, rest: T) -> Self {
        Draft { id, row, rest }
    }
}

/// Numbers of rows: those that are kept, by id, and those that are refused.
pub(in crate::check) struct Settled {
    pub(in crate::check) kept: Vec<u32>,
    pub(in crate::check) refused: Vec<u32>,
}

/// Puts rows in the order of their ids (rows without one first), takes out duplicates and says so;
/// with what their ids told.
pub(in crate::check) fn settle<T>(
    drafts: &[&Draft<T>],
    seen: Seen,
    files: &[DataFile],
    desk: &mut Desk,
) -> Settled {
    let mut settled = Settled { kept: (0..drafts.len() as u32).collect(), refused: Vec::new() };
    if !seen.ascending {
        let order = by_id(drafts);
        settled.kept.clear();
        let same = |a: &u32, b: &u32| {
            let (a, b) = (drafts[*a as usize].id, drafts[*b as usize].id);
            a.is_some() && a == b
        };
        for group in order.chunk_by(same) {
            match group {
                [one] => settled.kept.push(*one),
                _ => settle_group(drafts, group, &mut settled, (files, desk)),
            }
        }
    }
    if seen.upper && seen.lower {
        case_pairs(drafts, &settled.kept, (files, desk));
    }
    settled
}

/// Row numbers by id, then by place; the first 16 bytes of an id are compared as two numbers.
fn by_id<T>(drafts: &[&Draft<T>]) -> Vec<u32> {
    let mut keys: Vec<([u64; 2], u32)> =
        drafts.iter().map(|draft| Key::new(draft.id).prefix).zip(0..).collect();
    let whole = |n: u32| {
        let draft = drafts[n as usize];
        (draft.id, draft.row.file, draft.row.offset)
    };
    keys.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| whole(a.1).cmp(&whole(b.1))));
    keys.into_iter().map(|(_, n)| n).collect()
}

fn settle_group<T>(
    drafts: &[&Draft<T>],
    group: &[u32],
    settled: &mut Settled,
    (files, desk): (&[DataFile], &mut Desk),
) {
    let row = |n: u32| drafts[n as usize].row;
    let first = content(files, row(group[0]));
    let identical = group.iter().all(|n| content(files, row(*n)) == first);
    let id = drafts[group[0] as usize].id.unwrap_or_default();
    let first_place = id_place(files, row(group[0]));
    let rows = group.len();
    for other in &group[1..] {
        let place = id_place(files, row(*other));
        desk.put(if identical {
            let message = format!("{rows} rows with the id `{id}` are the same; they count once");
            Finding::new(Code::IdenticalDuplicate, place, message)
                .help("delete what is there twice")
                .and(first_place.clone(), "first")
        } else {
            let message =
                format!("{rows} rows have the id `{id}` and differ; all of them are refused");
            Finding::new(Code::DuplicateId, place, message)
                .help("give each its own id, or make them one row")
                .and(first_place.clone(), "first")
        });
    }
    let least = group.iter().copied().min_by_key(|n| raw(files, row(*n)));
    for n in group.iter().copied() {
        if identical && Some(n) == least {
            settled.kept.push(n);
        } else {
            desk.refuse(row(n).file);
            if !identical {
                settled.refused.push(n);
            }
        }
    }
}

/// Ids that differ only by case; the later of the two is named.
fn case_pairs<T>(drafts: &[&Draft<T>], kept: &[u32], (files, desk): (&[DataFile], &mut Desk)) {
    let mut folded: Lookup<String> = Lookup::default();
    for n in kept.iter().copied() {
        let Some(id) = drafts[n as usize].id else { continue };
        let first = folded.find_or(id.to_ascii_lowercase(), n);
        if first != n {
            let low = drafts[first as usize].id.unwrap_or_default();
            let place = |n: u32| (drafts[n as usize].row.file, drafts[n as usize].row.offset);
            let (first, second) = if place(first) <= place(n) { (first, n) } else { (n, first) };
            let (first, second) = (drafts[first as usize], drafts[second as usize]);
            let message = format!("ids `{low}` and `{id}` differ only by upper and lower case");
            let place = id_place(files, second.row);
            desk.put(
                Finding::new(Code::IdDiffersByCase, place, message)
                    .and(id_place(files, first.row), "other"),
            );
        }
    }
}

/// The values of a row by column name, blank ones left out: what makes two rows identical.
fn content(files: &[DataFile], row: Row) -> Vec<(String, String)> {
    let file = &files[row.file as usize];
    let mut cells = Vec::new();
    split(&file.text, row.offset as usize, &mut cells);
    let mut values: Vec<(String, String)> = (file.header_names().into_iter())
        .zip(cells.iter().map(|c| trim(&c.value(&file.text)).to_string()))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    values.sort();
    values
}

fn raw(files: &[DataFile], row: Row) -> &str {
    let text = &files[row.file as usize].text;
    let found = split(text, row.offset as usize, &mut Vec::new());
    &text[row.offset as usize..found.end]
}

/// The place of a column's cell of a row that was read before; of the row where it has none.
pub(in crate::check) fn place_of(files: &[DataFile], row: Row, field: Field) -> Place {
    in_record(files, row, |record| record.place_of(field))
}

/// The place of a piece of text in a row that was read before.
pub(in crate::check) fn place_in(files: &[DataFile], row: Row, text: Text) -> Place {
    let start = text.start as usize;
    in_record(files, row, |record| record.place(start..start + text.len as usize))
}

/// Something of a row that was read before.
pub(in crate::check) fn in_record<'f, T>(
    files: &'f [DataFile],
    row: Row,
    make: impl FnOnce(&Record<'f, '_>) -> T,
) -> T {
    let file = &files[row.file as usize];
    in_text((file, &file.text), row, make)
}

/// The same of a row whose offset is one of a piece of the file's text.
pub(in crate::check) fn in_text<'f, T>(
    (file, text): (&'f DataFile, &'f str),
    row: Row,
    make: impl FnOnce(&Record<'f, '_>) -> T,
) -> T {
    let mut cells = Vec::new();
    let found = split(text, row.offset as usize, &mut cells);
    let at =
        crate::model::Position { offset: row.offset as usize, line: row.line, record: row.record };
    let record = Record {
        file,
        text,
        number: row.file,
        at,
        end: found.end,
        cells: &cells,
        accented: true,
        odd: true,
        lines: 0,
        broken: None,
        spot: &Default::default(),
    };
    make(&record)
}

fn id_place(files: &[DataFile], row: Row) -> Place {
    place_of(files, row, Field::Id)
}
