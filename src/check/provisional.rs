//! Ids for events that have none: a hash of what is written, so that they do not depend on the
//! order of rows.
//!
//! Invariant: equal rows give equal ids but for a number in the order of their content.

use super::ids::Draft;
use crate::model::cells::split;
use crate::model::{DataFile, Field};

/// The ids of the drafts without a written one, by position in `drafts`.
///
/// FNV-1a, 64 bits (Fowler, Noll, Vo; the IETF draft's constants), over date, title and actors as
/// written, each followed by a unit separator.
pub(super) fn ids<T>(drafts: &[&Draft<T>], files: &[DataFile]) -> Vec<(usize, String)> {
    let mut hashed: Vec<(u64, Vec<String>, usize)> = (drafts.iter().enumerate())
        .filter(|(_, draft)| draft.id.is_none())
        .map(|(n, draft)| {
            let (hash, content) = hash(&files[draft.row.file as usize], draft.row.offset as usize);
            (hash, content, n)
        })
        .collect();
    hashed.sort();
    let mut ids = Vec::with_capacity(hashed.len());
    let mut repeats = 0;
    for (n, (hash, _, draft)) in hashed.iter().enumerate() {
        repeats = if n > 0 && hashed[n - 1].0 == *hash { repeats + 1 } else { 0 };
        let id = match repeats {
            0 => format!("x{hash:016x}"),
            _ => format!("x{hash:016x}-{}", repeats + 1),
        };
        ids.push((*draft, id));
    }
    ids
}

fn hash(file: &DataFile, offset: usize) -> (u64, Vec<String>) {
    let mut cells = Vec::new();
    split(&file.text, offset, &mut cells);
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for field in [Field::Date, Field::Title, Field::Actors] {
        let cell = file.fields.find(field).and_then(|n| cells.get(n));
        let value = cell.map(|c| c.value(&file.text)).unwrap_or_default();
        for byte in value.trim().bytes().chain([0x1f]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    let content = cells.iter().map(|c| c.value(&file.text).into_owned()).collect();
    (hash, content)
}
