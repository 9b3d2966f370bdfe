//! Quotes that are meant to enclose a cell and do not: a blank stands before them, or the sign that keeps a
//! spreadsheet from reading a text as a number (`="007"`).
//!
//! Invariant: of a row one such cell is told, for the others come of the same habit; what is said of ids,
//! dates and statuses anyway is not said again.

use std::ops::Range;

use super::finding::{Code, Finding};
use crate::model::cells::{Cell, trim};
use crate::model::{Field, Place};

/// What is right of quotes behind a blank.
pub(crate) const BLANK_BEFORE: &str =
    "a quote encloses a cell only right after the separator: delete the blank between them";

/// Cells that are checked as a whole, so that a quote in them is told of anyway.
const TOLD: [Field; 6] =
    [Field::Id, Field::Date, Field::Published, Field::StartDate, Field::EndDate, Field::Status];

/// The first cell of a row whose quotes do not enclose it, given the columns of fields and the places of
/// spans.
pub(crate) fn finding(
    (text, cells): (&str, &[Cell]),
    column: impl Fn(Field) -> Option<usize>,
    place: impl Fn(Range<usize>) -> Place,
) -> Option<Finding> {
    let is_told = |n| TOLD.iter().any(|field| column(*field) == Some(n));
    let strays = |(n, cell): (usize, &Cell)| {
        let (message, help) = stray(text, cell).filter(|_| !is_told(n))?;
        Some(Finding::new(Code::StrayQuote, place(cell.span()), message).help(help))
    };
    cells.iter().enumerate().find_map(strays)
}

/// What is wrong with the quotes of a cell, and what would be right.
pub(super) fn stray(text: &str, cell: &Cell) -> Option<(&'static str, &'static str)> {
    let bare = trim(&text[cell.span()]);
    let holds_quote = |text: &str| text.replace("\"\"", "").contains('"');
    let formula = bare.strip_prefix("=\"").and_then(|text| text.strip_suffix('"'));
    let wrapped = formula.map(|text| text.trim_matches('"')); // within quotes all are doubled
    if wrapped.is_some_and(|text| !text.is_empty() && !holds_quote(text)) {
        let message = "a formula that is only a text: its quotes are read as part of it";
        return Some((message, "write the text alone, without the `=` and the quotes"));
    }
    if cell.quoted || !bare.contains('"') {
        return None;
    }
    let is_odd = |text: &str| text.matches('"').count() % 2 == 1;
    let inner = bare.strip_prefix('"').map(|inner| inner.strip_suffix('"').ok_or(inner));
    let message = match inner {
        // It encloses the cell, or goes on behind a comma; else it is part of the text (`"No" wins`).
        Some(Ok(inner)) if !holds_quote(inner) => {
            "a blank before a quote: it does not enclose the cell, and is read as part of it"
        }
        Some(Err(inner)) if !is_odd(inner) => {
            "a blank before a quote: it encloses nothing, and is read as part of the cell"
        }
        None if bare.ends_with('"') && bare.contains("\"\"") && is_odd(bare) => {
            let message =
                "a quote at the end of a cell in which quotes are doubled, and none opens it";
            return Some((message, "put a quote before the first letter of the cell"));
        }
        _ => return None,
    };
    Some((message, BLANK_BEFORE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cells::split;

    /// By cell of a row: whether its quotes are meant to enclose it and do not.
    fn strays(row: &str) -> Vec<bool> {
        let mut cells = Vec::new();
        assert_eq!(split(row, 0, &mut cells).broken, None, "{row}");
        cells.iter().map(|cell| stray(row, cell).is_some()).collect()
    }

    #[test]
    fn quotes_that_are_meant_to_enclose_a_cell_are_told_from_those_of_its_text() {
        for (row, expected) in [
            ("e1, \"Talks\",\t\"He said \"\"no\"\".\"", [false, true, true]),
            (" \"Talks, in Rome\", \"Ann", [true, false, true]),
            ("=\"a\"&CHAR(10)&\"b\",x,y", [false; 3]),
            ("=\"007\",\"=\"\"Ann\"\"\",=\"\"", [true, true, false]),
            ("He said \"\"no\"\".\",a 5\" pipe,a \"\"screen\"\"", [true, false, false]),
            (" \"No\" wins, \"No\" and \"yes\",\" Talks\"", [false; 3]),
        ] {
            assert_eq!(strays(row), expected, "{row}");
        }
    }
}
