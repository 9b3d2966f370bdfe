//! Comment lines, which other formats have and CSV has not.
//!
//! Invariant: a row as long as its header is none, and neither is one whose first cell is in quotes.

use crate::check::finding::{Code, Finding};
use crate::model::Place;
use crate::model::broken::is_prose;
use crate::model::cells::{Cell, trim};

/// Whether a row of a table with so many columns is a comment: it begins with `#` and is of one cell, or it
/// has commas as prose has them.
#[inline]
pub(crate) fn is_comment((text, cells): (&str, &[Cell]), columns: usize) -> bool {
    cells.len() < columns && begins((text, cells))
}

#[cold]
fn begins((text, cells): (&str, &[Cell])) -> bool {
    let first = cells.first().filter(|cell| !cell.quoted);
    let first = first.map_or("", |cell| trim(&text[cell.span()]));
    let is_one = cells.len() == 1 && first.starts_with('#');
    is_one || first.starts_with("# ") && is_prose(text.as_bytes(), cells)
}

/// What is said of a comment in a table of events; it may be a title where that stands first.
pub(crate) fn finding(place: Place, may_be_title: bool) -> Finding {
    let message = "a comment line, no event; the row is refused";
    let help = match may_be_title {
        true => "CSV has no comments: delete it; a title that begins with `#` stands in quotes",
        false => "CSV has no comments: delete it",
    };
    Finding::new(Code::BlankTitle, place, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cells::split;

    #[test]
    fn a_title_with_a_hash_is_no_comment_where_its_row_goes_on() {
        for (row, expected) in [
            ("# exported from X on 5 May", true),
            ("#exported", true),
            (" # end", true),
            ("# exported, then sorted", true),
            ("\"#MeToo\"", false),
            ("#MeToo,2024-01-02", false),
            ("#MeToo, the start", false),
            ("# 5 is drawn,2024-01-02", false),
            ("# rows below,,", false),
            ("", false),
        ] {
            let mut cells = Vec::new();
            assert_eq!(split(row, 0, &mut cells).broken, None, "{row}");
            assert_eq!(is_comment((row, &cells), 3), expected, "{row}");
        }
    }
}
