//! Files with a sign before every line: quoted in mail, or a change as git shows it.
//!
//! Invariant: only where every line has the sign, and the first name is known without it, is something said.

use crate::model::cells::trim;
use crate::model::{DataFile, Table};

/// How many rows there are in a file with a sign before every line, what stands there, and what would be right.
pub(crate) fn rows(
    file: &DataFile,
    table: Table,
    delimiter: u8,
) -> Option<(u64, String, &'static str)> {
    let text = &file.text[file.header_at.offset..];
    let lines = || text.split(['\n', '\r']).filter(|line| !line.is_empty());
    let is_known = |sign: usize| {
        let first = text[sign..].split(['\n', '\r', char::from(delimiter)]).next();
        first.is_some_and(|name| table.has_column(trim(name).trim_matches('"')))
    };
    let every =
        |signs: &[char]| lines().all(|line| line.starts_with(signs)) && lines().nth(1).is_some();
    let rows =
        || lines().skip(1).filter(|line| line.contains(char::from(delimiter))).count() as u64;
    if text.starts_with('>') && is_known(1) && every(&['>']) {
        let message = "`>` stands before every line, as in mail that is quoted".to_string();
        return Some((rows(), message, "take it away from every line, with the blank behind it"));
    }
    let is_changed = || lines().any(|line| line.starts_with('+'));
    let is_diff = text.starts_with([' ', '+']) && is_known(1) && every(&[' ', '+', '-']);
    (is_diff && is_changed()).then(|| {
        let message = "the lines begin with `+`, `-` or a blank, as where git shows a change";
        let help =
            "take the file itself, or delete the lines with `-` and the first sign of the others";
        (rows(), message.to_string(), help)
    })
}
