//! Ids: their pattern, and what it means when one stands twice.
//!
//! Invariant: every row of an id that stands twice with different content is refused; of
//! identical rows the bytewise least is kept.

use super::desk::Desk;
use super::finding::{Code, Finding};
use crate::model::cells::split;
use crate::model::lookup::Lookup;
use crate::model::{DataFile, Field, Place, Row};
use crate::read::Record;

/// Whether a text is an id: `[A-Za-z0-9][A-Za-z0-9._-]*`.
pub(super) fn is_id(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_alphanumeric())
        && bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}

/// The id of a record with its span, checked; `Err`: malformed, and said so.
pub(super) fn written<'r>(record: &Record<'r, '_>, desk: &mut Desk) -> Result<Option<&'r str>, ()> {
    let Some((id, span)) = record.trimmed(Field::Id) else { return Ok(None) };
    if is_id(id) {
        return Ok(Some(id));
    }
    let message = format!("`{id}` is no id; the row is refused");
    let help = "an id is a letter or digit, then letters, digits, `.`, `_` or `-`";
    desk.put(Finding::new(Code::MalformedId, record.place(span), message).help(help));
    Err(())
}

/// What a malformed id was probably meant to be, for references that have it right.
pub(super) fn intended(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii() && is_id(&format!("a{c}"))).collect()
}

/// A row with its id, before duplicates are settled.
pub(super) struct Draft<'f, T> {
    /// The id; `None` where none is written.
    pub(super) id: Option<&'f str>,
    /// Where it stands.
    pub(super) row: Row,
    /// What the table keeps of it.
    pub(super) rest: T,
}

/// Sorts rows by id, takes out duplicates and says so; gives the refused rows.
pub(super) fn settle<'f, T>(
    drafts: Vec<Draft<'f, T>>,
    files: &[DataFile],
    desk: &mut Desk,
) -> (Vec<Draft<'f, T>>, Vec<Draft<'f, T>>) {
    let mut drafts = drafts;
    drafts.sort_by_key(|d| (d.id, d.row.file, d.row.offset));
    let twice = |pair: &[Draft<'f, T>]| pair[0].id.is_some() && pair[0].id == pair[1].id;
    if !drafts.windows(2).any(twice) {
        case_pairs(&drafts, files, desk);
        return (drafts, Vec::new());
    }
    let (mut kept, mut refused) = (Vec::with_capacity(drafts.len()), Vec::new());
    let mut rest = drafts.into_iter().peekable();
    while let Some(first) = rest.next() {
        let mut group = vec![first];
        while rest.peek().is_some_and(|d| d.id.is_some() && d.id == group[0].id) {
            group.extend(rest.next());
        }
        if group.len() == 1 {
            kept.append(&mut group);
        } else {
            settle_group(group, files, desk, (&mut kept, &mut refused));
        }
    }
    case_pairs(&kept, files, desk);
    (kept, refused)
}

type Sides<'s, 'f, T> = (&'s mut Vec<Draft<'f, T>>, &'s mut Vec<Draft<'f, T>>);

fn settle_group<'f, T>(
    group: Vec<Draft<'f, T>>,
    files: &[DataFile],
    desk: &mut Desk,
    (kept, refused): Sides<'_, 'f, T>,
) {
    let first = content(files, group[0].row);
    let identical = group.iter().all(|d| content(files, d.row) == first);
    let id = group[0].id.unwrap_or_default();
    let first_place = id_place(files, group[0].row);
    let rows = group.len();
    for other in &group[1..] {
        let place = id_place(files, other.row);
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
    let least = group.iter().enumerate().min_by_key(|(_, d)| raw(files, d.row)).map(|(n, _)| n);
    for (n, draft) in group.into_iter().enumerate() {
        if identical && Some(n) == least {
            kept.push(draft);
        } else {
            desk.refuse(draft.row.file);
            if !identical {
                refused.push(draft);
            }
        }
    }
}

/// Ids that differ only by case; the second in the order of ids is named.
fn case_pairs<T>(kept: &[Draft<T>], files: &[DataFile], desk: &mut Desk) {
    let upper = |id: &str| id.bytes().any(|b| b.is_ascii_uppercase());
    if !kept.iter().any(|d| d.id.is_some_and(upper)) {
        return;
    }
    let mut folded: Lookup<String> = Lookup::default();
    for (n, draft) in kept.iter().enumerate() {
        let Some(id) = draft.id else { continue };
        let first = folded.find_or(id.to_ascii_lowercase(), n as u32) as usize;
        if first != n {
            let (low, high) = (kept[first].id.unwrap_or_default(), id);
            let message = format!("ids `{low}` and `{high}` differ only by upper and lower case");
            let (first, second) = in_order(&kept[first], draft);
            let place = id_place(files, second.row);
            desk.put(
                Finding::new(Code::IdDiffersByCase, place, message)
                    .and(id_place(files, first.row), "other"),
            );
        }
    }
}

fn in_order<'d, 'f, T>(
    a: &'d Draft<'f, T>,
    b: &'d Draft<'f, T>,
) -> (&'d Draft<'f, T>, &'d Draft<'f, T>) {
    if (a.row.file, a.row.offset) <= (b.row.file, b.row.offset) { (a, b) } else { (b, a) }
}

/// The values of a row by column name, blank ones left out: what makes two rows identical.
fn content(files: &[DataFile], row: Row) -> Vec<(String, String)> {
    let file = &files[row.file as usize];
    let mut cells = Vec::new();
    split(&file.text, row.offset as usize, &mut cells);
    let mut values: Vec<(String, String)> = (file.header_names().into_iter())
        .zip(cells.iter().map(|c| c.value(&file.text).trim().to_string()))
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
pub(super) fn place_of(files: &[DataFile], row: Row, field: Field) -> Place {
    let file = &files[row.file as usize];
    let mut cells = Vec::new();
    let found = split(&file.text, row.offset as usize, &mut cells);
    let at =
        crate::model::Position { offset: row.offset as usize, line: row.line, record: row.record };
    let record = Record { file, number: row.file, at, end: found.end, cells: &cells, broken: None };
    record.place_of(field)
}

fn id_place(files: &[DataFile], row: Row) -> Place {
    place_of(files, row, Field::Id)
}
