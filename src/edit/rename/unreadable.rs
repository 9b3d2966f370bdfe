//! Files that are refused as a whole, and ids that several rows have: what they say is not known.
//!
//! Invariant: a word is never said to be unknown for the reason alone that its file cannot be read.

use super::references::{mentions, same};
use crate::check::{Checked, Code, Finding};
use crate::error::Error;
use crate::model::cells::trim;
use crate::model::{Place, Table};

/// The error for a word that names nothing: where it stands in a file that cannot be read, that is the
/// reason.
pub fn explained(error: Error, checked: &Checked) -> Error {
    let Error::Unknown { word, message } = error else { return error };
    let is_table = |name: &str| Table::READ.iter().any(|table| table.name() == name);
    let bare = word.split_once('/').filter(|(name, _)| is_table(name)).map_or(&*word, |(_, id)| id);
    let message = cannot_be_read(checked, bare).unwrap_or(message);
    Error::Unknown { word, message }
}

/// Why a file that holds an id is refused as a whole.
pub(in crate::edit) fn cannot_be_read(checked: &Checked, id: &str) -> Option<String> {
    for finding in checked.findings.iter().filter(|f| refuses_whole(f.code)) {
        let file = &checked.dataset.files[finding.place.file as usize];
        let refers = file.table.is_some_and(|t| Table::READ.contains(&t) || t == Table::EventLinks);
        if refers && mentions(&file.text, id) {
            let help = finding.help.as_ref().map_or(String::new(), |help| format!("; {help}"));
            let (name, why) = (&file.name, &finding.message);
            return Some(format!("`{name}` holds `{id}` and cannot be read: {why}{help}"));
        }
    }
    None
}

/// Why an id that different rows have means none of them.
pub(super) fn of_several(checked: &Checked, table: Table, id: &str) -> Option<String> {
    let files = &checked.dataset.files;
    let is_it = |f: &&Finding| {
        let file = &files[f.place.file as usize];
        let told =
            || file.text.get(f.place.span.clone()).is_some_and(|cell| same(trim(cell)) == id);
        f.code == Code::DuplicateId && file.table == Some(table) && told()
    };
    let finding = checked.findings.iter().find(is_it)?;
    let at = |place: &Place| format!("{}:{}", files[place.file as usize].name, place.line);
    let (other, _) = finding.related.first()?;
    Some(format!(
        "`{id}` is the id of different rows ({}, {}): write the new id into the row that is to have it, and \
         into what refers to that row",
        at(other),
        at(&finding.place)
    ))
}

/// Whether a finding of this code refuses a whole file.
pub(in crate::edit) fn refuses_whole(code: Code) -> bool {
    use Code as C;
    matches!(
        code,
        C::UnreadableFile
            | C::EmptyFile
            | C::Utf16
            | C::Utf32
            | C::WrongDelimiter
            | C::NoHeader
            | C::MissingColumn
            | C::MergeConflict
    )
}
