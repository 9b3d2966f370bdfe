//! What other programs write where there is nothing: `#N/A`, `NULL`, `nan`, `NA`.
//!
//! Invariant: nobody is called so: what may be a name or a sign is one only where it is the whole cell.

use super::desk::Desk;
use super::finding::{Code, Finding, quoted};
use crate::model::{Field, Place};
use crate::read::Record;

/// What is written for nothing, also among other items.
const ANYWHERE: &[&str] = &["N/A", "n/a", "NULL", "null", "nan", "NaN", "<NA>", NA];

/// What R writes; in small letters it is a name.
const NA: &str = "NA";

/// What is written for nothing in a cell of its own.
const ALONE: &[&str] = &["-", "--", "–", "—", "?", "None", "none"];

/// None of these is longer.
const LONGEST: usize = 8;

/// Whether an item of a list, or a whole cell, stands for nothing or for an error of a spreadsheet.
#[inline]
pub(crate) fn is_placeholder(text: &str, is_whole: bool) -> bool {
    text.len() <= LONGEST && is_one(text, is_whole)
}

fn is_one(text: &str, is_whole: bool) -> bool {
    is_error(text) || ANYWHERE.contains(&text) || is_whole && ALONE.contains(&text)
}

/// Errors of spreadsheets, behind `#`; those of German and French ones, too.
const ERRORS: &[&str] = &[
    "N/A", "NV", "REF!", "NAME?", "VALUE!", "DIV/0!", "NUM!", "NULL!", "SPILL!", "CALC!", "FIELD!",
    "BUSY!", "ERROR!", "BEZUG!", "WERT!", "ZAHL!", "NOM?", "VALEUR!", "NOMBRE!",
];

/// `#REF!`, `#NAME?`, `#DIV/0!`, `#####`.
fn is_error(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('#') else { return false };
    ERRORS.contains(&rest) || rest.len() > 1 && rest.bytes().all(|byte| byte == b'#')
}

/// What is said of one, and what would be right.
pub(super) fn finding(text: &str, place: Place) -> Finding {
    let message = format!("{} stands where there is nothing, or an error", quoted(text));
    Finding::new(Code::Placeholder, place, message).help(help(text))
}

/// Says of a whole cell that it stands for nothing.
pub(super) fn look(record: &Record, field: Field, desk: &mut Desk) {
    if let Some((text, span)) = record.trimmed(field)
        && is_placeholder(text, true)
    {
        desk.put(finding(text, record.place(span)));
    }
}

/// What would be right.
pub(super) fn help(text: &str) -> &'static str {
    match text {
        NA => "leave it out where nothing is known; where it is a name (Namibia), write it in full",
        _ => {
            "leave it out where nothing is known; where a spreadsheet shows an error, mend it there"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_spreadsheets_and_blanks_of_other_programs_are_known() {
        for text in ["#N/A", "#REF!", "#NAME?", "#DIV/0!", "#####", "nan", "NULL", "n/a", "NA"] {
            assert!(is_placeholder(text, false), "{text}");
        }
        for text in ["-", "?", "None"] {
            assert!(is_placeholder(text, true) && !is_placeholder(text, false), "{text}");
        }
        for text in [
            "#1", "#BLM!", "#NO?", "#p. 3", "#MeToo", "#", "Nan", "Na", "na", "NAM", "Anna", "",
            "#!", "#BLM",
        ] {
            assert!(!is_placeholder(text, true), "{text}");
        }
    }
}
