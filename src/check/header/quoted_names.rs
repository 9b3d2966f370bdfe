//! Column names in quotes that do not enclose them.
//!
//! Invariant: only where all that is lacking is there without these quotes is something said.

use crate::check::rows::stray_quotes::BLANK_BEFORE;
use crate::model::cells::{Cell, split_by, trim};
use crate::model::{DataFile, Field};

/// Signs around a cell that enclose nothing.
const OTHERS: [char; 9] = ['\'', '’', '‘', '“', '”', '„', '«', '»', '`'];

/// What is right where the columns are there, but quotes stand where they mean something else.
pub(crate) fn names(file: &DataFile, names: &[String], missing: &[Field]) -> Option<String> {
    if missing.is_empty() {
        return None;
    }
    let all_among = |names: &[&str]| {
        let is_there = |f: &Field| names.iter().any(|n| f.is_called(n));
        missing.iter().all(is_there)
    };
    let is_parted = |name: &str, by: u8| {
        let mut cells = Vec::new();
        split_by(by, name, 0, &mut cells);
        all_among(&cells.iter().map(|cell| trim(&name[cell.span()])).collect::<Vec<&str>>())
    };
    if let ([name], [cell]) = (names, &file.header[..])
        && cell.quoted
        && b",;\t|".iter().any(|by| is_parted(name, *by))
    {
        let help = "the first row stands in quotes as a whole, so that it is one cell: take the \
                    outer quotes away from every row, and make doubled ones single";
        return Some(help.to_string());
    }
    if all_among(&names.iter().map(|name| bare(name)).collect::<Vec<&str>>()) {
        let is_twice = |(cell, name): (&Cell, &String)| cell.quoted && name.starts_with('"');
        if file.header.iter().zip(names).any(is_twice) {
            let help = "the cells stand in quotes twice: write \"date\" in the place of \
                        \"\"\"date\"\"\", in every row";
            return Some(help.to_string());
        }
        // A quote alone may be one of several faults of the same kind.
        let is_enclosed = |name: &&String| name.starts_with('"') && name.ends_with('"');
        let enclosed = names.iter().filter(is_enclosed);
        return enclosed.chain(names).find_map(|name| self::name(name));
    }
    let bare: Vec<&str> = names.iter().map(|n| trim(n.trim_matches(OTHERS))).collect();
    let is_in_rows = trim(&file.text[file.body.offset..]).starts_with(OTHERS);
    all_among(&bare).then(|| match is_in_rows {
        true => {
            "only straight double quotes (\") enclose a cell: write them in the place of those \
                 around names and cells, in every row"
                .to_string()
        }
        false => "only straight double quotes (\") enclose a cell: delete those around the names"
            .to_string(),
    })
}

fn bare(name: &str) -> &str {
    trim(name.trim_matches('"'))
}

/// What is right of one name with quotes at its ends, or with one at one end, that are read as part of it.
pub(crate) fn name(name: &str) -> Option<String> {
    let bare = bare(name);
    match (name.starts_with('"'), name.ends_with('"')) {
        _ if bare.is_empty() => None,
        (true, true) => Some(format!("{BLANK_BEFORE}, in every row")),
        (true, false) => Some(format!("delete the quote before `{bare}`")),
        (false, true) => Some(format!("delete the quote behind `{bare}`")),
        (false, false) => None,
    }
}
