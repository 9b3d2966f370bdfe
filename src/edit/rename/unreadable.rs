//! Files that are refused as a whole: what their rows say is not known.
//!
//! Invariant: a word is never said to be unknown for the reason alone that its file cannot be read.

use super::references::mentions;
use crate::check::{Checked, Code};
use crate::error::Error;
use crate::model::Table;

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
