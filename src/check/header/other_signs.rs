//! Column names that are separated by what separates no cells: by blanks, or by a sign such as `^`.
//!
//! Invariant: only where all that is needed is among them then, and is not as they are read, is something
//! said.

use crate::check::rows::stray_quotes::separator;
use crate::model::cells::trim;
use crate::model::{DataFile, Table};

/// Signs that stand between cells in the tables of some programs.
const SIGNS: [char; 5] = ['^', '~', '*', '#', ':'];

/// What separates the names of a file, where cells are separated by `by`, and what would be right.
pub(crate) fn names(file: &DataFile, table: Table, by: u8) -> Option<(String, String)> {
    let has_all = |names: &[String]| {
        let has = |name: &str| names.iter().any(|n| n.eq_ignore_ascii_case(name));
        table.required().iter().all(|field| has(field.name()))
    };
    let line = file.text[file.header_at.offset..].split(['\n', '\r']).next()?;
    if has_all(&file.header_names()) {
        return None;
    }
    let is_known = |name: &String| table.has_column(name);
    let by_sign = |sign: &char| {
        let names = bare(line.split(*sign));
        names.len() > 1 && has_all(&names)
    };
    let by_blanks = || {
        // A title above the names has words of its own.
        let names = bare(line.split_whitespace());
        names.len() > 1 && has_all(&names) && names.iter().all(is_known)
    };
    let words = match SIGNS.iter().find(|sign| by_sign(sign)) {
        Some(sign) => format!("`{sign}`"),
        None => by_blanks().then(|| "blanks".to_string())?,
    };
    let one = separator(by);
    let message = format!("the column names are separated by {words}, not by {one}s");
    let help = format!(
        "put a {one} between them and between the cells of every row; a cell that holds one is \
         enclosed in quotes"
    );
    Some((message, help))
}

/// Names without the quotes around them.
fn bare<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let bare = names.map(|name| trim(trim(name).trim_matches('"')).to_string());
    bare.filter(|name| !name.is_empty()).collect()
}
