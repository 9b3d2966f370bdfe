//! Ids for events that have none: a hash of what is written, so that they do not depend on the
//! order of rows.
//!
//! Invariant: equal rows give equal ids but for a number in the order of their content. Line ends
//! and the order of columns do not count, so that an export keeps the ids.

use std::borrow::Cow;

use crate::check::ids::Draft;
use crate::model::cells::{split, trim};
use crate::model::{DataFile, Field, Row, Table};

/// The ids of the drafts without a written one, by position in `drafts`.
///
/// FNV-1a, 64 bits (Fowler, Noll, Vo; the IETF draft's constants), over date, title and actors as
/// written, each followed by a unit separator.
pub(in crate::check) fn ids<T>(drafts: &[&Draft<T>], files: &[DataFile]) -> Vec<(usize, String)> {
    let mut hashed: Vec<(u64, usize)> = (drafts.iter().enumerate())
        .filter(|(_, draft)| draft.id.is_none())
        .map(|(n, draft)| (hash(&files[draft.row.file as usize], draft.row.offset as usize), n))
        .collect();
    hashed.sort();
    let mut ids = Vec::with_capacity(hashed.len());
    for equal in hashed.chunk_by_mut(|a, b| a.0 == b.0) {
        if equal.len() > 1 {
            equal.sort_by_cached_key(|(_, n)| content(files, drafts[*n].row));
        }
        for (repeats, (hash, draft)) in equal.iter().enumerate() {
            let id = match repeats {
                0 => format!("x{hash:016x}"),
                _ => format!("x{hash:016x}-{}", repeats + 1),
            };
            ids.push((*draft, id));
        }
    }
    ids
}

fn hash(file: &DataFile, offset: usize) -> u64 {
    let mut cells = Vec::new();
    split(&file.text, offset, &mut cells);
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for field in [Field::Date, Field::Title, Field::Actors] {
        let cell = file.fields.find(field).and_then(|n| cells.get(n));
        let value = lf(cell.map(|c| c.value(&file.text)).unwrap_or_default());
        for byte in trim(&value).bytes().chain([0x1f]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    hash
}

/// The values of a row by column, blank ones left out: what orders rows with equal hashes.
fn content(files: &[DataFile], row: Row) -> Vec<(String, String)> {
    let file = &files[row.file as usize];
    let mut cells = Vec::new();
    split(&file.text, row.offset as usize, &mut cells);
    let known = |cell| Table::Events.columns().iter().find(|f| file.fields.find(**f) == Some(cell));
    let name = |(cell, name)| known(cell).map_or(name, |field| field.name().to_string());
    let names = file.header_names().into_iter().enumerate().map(name);
    let values = cells.iter().map(|c| lf(c.value(&file.text)).into_owned());
    let mut content: Vec<(String, String)> =
        names.zip(values).filter(|(_, value)| !value.is_empty()).collect();
    content.sort();
    content
}

/// Line ends as LF.
fn lf(value: Cow<'_, str>) -> Cow<'_, str> {
    if value.contains('\r') {
        return Cow::Owned(value.replace("\r\n", "\n").replace('\r', "\n"));
    }
    value
}
