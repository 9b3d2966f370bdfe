//! Several rows in one line, as where files without a last line end are put together.
//!
//! Invariant: a row is several only if it has as many cells as these have, less those in which two meet or not,
//! none of them prose, and each has an id that counts on from the kind of the one before it, a date where
//! both have theirs, or the names of the header.

use std::ops::Range;

use crate::check::finding::quoted;
use crate::check::rows::swallowed::Shape;
use crate::model::broken::is_prose;
use crate::model::cells::{Cell, trim};
use crate::model::date::Date;

/// A row behind another one in its line.
pub(crate) struct Other {
    /// Number of the cell with which it begins, be it at its end.
    pub(in crate::check) cell: usize,
    /// What it begins with, if that can be told.
    pub(in crate::check) first: Option<Range<usize>>,
}

impl Other {
    /// What is shown of it, in the text of these cells.
    pub(crate) fn span(&self, cells: &[Cell]) -> Range<usize> {
        self.first.clone().unwrap_or_else(|| cells[self.cell].span())
    }

    /// What is right where it is the second in its line, and so many follow.
    pub(crate) fn help(&self, (text, cells): (&str, &[Cell]), more: usize) -> String {
        let shown = &text[self.span(cells)];
        let place = match self.first {
            Some(_) => format!("before {}", quoted(shown)),
            None if shown.is_empty() => "where the second one begins".to_owned(),
            None => format!("where the second one begins, in {}", quoted(shown)),
        };
        match more {
            0 => format!("two rows stand in one line: put a line end {place}"),
            _ => {
                let rows = more + 2;
                format!(
                    "{rows} rows stand in one line: put a line end {place}, and one before each row behind it"
                )
            }
        }
    }
}

/// The rows behind the first one in the line of a row of too many cells; with the header of their table.
pub(crate) fn others(
    shape: &Shape,
    (text, cells): (&str, &[Cell]),
    (head, header): (&str, &[Cell]),
) -> Vec<Other> {
    let columns = shape.columns;
    if columns < 2 || is_prose(text.as_bytes(), cells) {
        return Vec::new();
    }
    let name = |n: usize| header.get(n).map_or("", |cell| trim(&head[cell.span()]));
    let by_step = |step| others_by(step, (shape, &name), (text, cells));
    [columns, columns - 1].into_iter().find_map(by_step).unwrap_or_default()
}

/// The same if a row begins in every cell of so many: one cell fewer than there are columns where two rows meet
/// in it.
fn others_by<'t>(
    step: usize,
    (shape, name): (&Shape, &impl Fn(usize) -> &'t str),
    (text, cells): (&str, &[Cell]),
) -> Option<Vec<Other>> {
    let meeting = shape.columns - step;
    let count = cells.len().checked_sub(meeting)?;
    if count < 2 * step || count % step > 0 {
        return None;
    }
    let (mut cells, mut others) = (cells.to_vec(), Vec::new());
    for start in (0..count - step).step_by(step) {
        let both = &cells[start..start + 2 * step + meeting];
        let first = Pair { shape, text, cells: both, cell: step }.begins(name)?;
        let cell = start + step;
        if let Some(first) = &first {
            cells[cell].start = first.start;
        }
        others.push(Other { cell, first });
    }
    Some(others)
}

/// Two rows that may stand in one line; the second one begins with or in a cell of this number.
struct Pair<'t> {
    shape: &'t Shape,
    text: &'t str,
    cells: &'t [Cell],
    cell: usize,
}

impl<'t> Pair<'t> {
    fn value(&self, n: usize) -> &'t str {
        &self.text[self.cells[n].span()]
    }

    /// The cell of the second row in a column, which is not the one in which both meet.
    fn theirs(&self, column: usize) -> &'t str {
        self.value(self.cell + column)
    }

    /// The end of the cell in which both meet.
    fn end(&self, length: usize) -> Range<usize> {
        let end = self.cells[self.cell].end;
        end - length..end
    }

    /// What the second row begins with, if it is one and if that can be told.
    fn begins<'n>(&self, name: &impl Fn(usize) -> &'n str) -> Option<Option<Range<usize>>> {
        if self.is_header(name) {
            return Some(Some(self.end(name(0).len())));
        }
        match self.counted_id() {
            Some((kind, id)) => self.goes_on(kind, id),
            None => self.dated(),
        }
    }

    /// Whether the second row is the header.
    fn is_header<'n>(&self, name: &impl Fn(usize) -> &'n str) -> bool {
        let first = self.value(self.cell).to_ascii_lowercase();
        let is_name = |n: usize| trim(self.theirs(n)).eq_ignore_ascii_case(name(n));
        !name(0).is_empty()
            && first.ends_with(&name(0).to_ascii_lowercase())
            && (1..self.shape.columns).all(is_name)
    }

    /// The column of the id and what stands before the number of the first one.
    fn counted_id(&self) -> Option<(&'t str, usize)> {
        let column = self.shape.id.filter(|column| *column < self.cell)?;
        let id = self.value(column);
        let kind = id.trim_end_matches(is_digit);
        (!kind.is_empty() && kind.len() < id.len()).then_some((kind, column))
    }

    /// What the second row begins with, if its id is of the same kind and dates stand where they belong.
    fn goes_on(&self, kind: &str, column: usize) -> Option<Option<Range<usize>>> {
        let is_date = |n: &usize| *n == 0 || is_blank_or_date(self.theirs(*n));
        if !self.shape.dates.iter().all(is_date) {
            return None;
        }
        let is_like = |id: &str| {
            let number = id.strip_prefix(kind);
            number.is_some_and(|number| !number.is_empty() && number.bytes().all(is_digit_byte))
        };
        if column > 0 {
            return is_like(self.theirs(column)).then_some(None);
        }
        let first = self.value(self.cell);
        let id = &first[first.rfind(kind)?..];
        is_like(id).then(|| Some(self.end(id.len())))
    }

    /// What the second row begins with, if both have days where these belong.
    fn dated(&self) -> Option<Option<Range<usize>>> {
        self.shape.dates.iter().find_map(|column| self.dated_in(*column))
    }

    fn dated_in(&self, column: usize) -> Option<Option<Range<usize>>> {
        let own = self.value(column);
        let is_ours = match column == self.cell {
            true => is_day(own.get(..DAY)?), // where both meet
            false => is_day(own),
        };
        if !is_ours {
            return None;
        }
        if column > 0 {
            return is_day(self.theirs(column)).then_some(None);
        }
        let first = self.value(self.cell);
        let before = first.trim_end_matches(|c: char| is_digit(c) || c == '-');
        let day = &first[before.len()..];
        (!before.ends_with(char::is_whitespace) && is_day(day)).then(|| Some(self.end(day.len())))
    }
}

/// Letters of a day.
const DAY: usize = "2025-02-12".len();

fn is_day(text: &str) -> bool {
    text.len() >= DAY && text.starts_with(is_digit) && Date::may_be(text)
}

fn is_blank_or_date(text: &str) -> bool {
    text.is_empty() || Date::may_be(text)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_digit_byte(byte: u8) -> bool {
    byte.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cells::split;

    /// What the rows behind the first one in a line begin with.
    fn begins(header: &str, line: &str) -> Vec<String> {
        let (mut names, mut cells) = (Vec::new(), Vec::new());
        split(header, 0, &mut names);
        split(line, 0, &mut cells);
        let column = |name: &str| names.iter().position(|cell| &header[cell.span()] == name);
        let (dates, id) = (column("date").into_iter().collect(), column("id"));
        let shape = Shape { delimiter: b',', columns: names.len(), dates, id };
        let others = others(&shape, (line, &cells), (header, &names));
        others.iter().map(|other| line[other.span(&cells)].to_string()).collect()
    }

    #[test]
    fn two_rows_in_one_line_are_told_by_an_id_a_date_or_names() {
        for (header, line, expected) in [
            ("id,date,title,tags", "e1,2024-01-02,A,ware2,2024-01-03,B,peace", "e2"),
            ("id,date,title,tags", "e1,2024-01-02,A,e2,2024-01-03,B,", "e2"),
            ("id,date,title,tags", "e1,2024-01-02,A,war,e2,2024-01-03,B,peace", "e2"),
            ("id,name,country", "p1,Ada,Francep12,Ben,", "p12"),
            ("title,id,date", "A,e1,2024-01-01B,e2,2024-01-02", "2024-01-01B"),
            ("date,title,place,tags", "2024-01-01,A,x,wardate,title,place,tags", "date"),
            ("date,title,place", "2024-01-01,A,Kyiv2024-01-02,B,", "2024-01-02"),
            ("date,title,place", "2024-01-01,A,2024-01-02,B,Kyiv", "2024-01-02"),
            ("title,date,place", "A,2024-01-01,KyivB,2024-01-02,Rome", "KyivB"),
            ("title,date", "A,2024-01-01B,2024-01-02", "2024-01-01B"),
            ("id,date,title", "talks,2024-01-01,Acall,2024-01-02,B", "Acall"),
        ] {
            assert_eq!(begins(header, line), [expected], "{line}");
        }
    }

    #[test]
    fn more_than_two_rows_in_one_line_are_told_one_by_one() {
        for (header, line, expected) in [
            ("id,date,title", "e1,2024-01-02,A,e2,2024-01-03,B,e3,2024-01-04,C", ["e2", "e3"]),
            ("id,date,title", "e1,2024-01-02,Ae2,2024-01-03,Be3,2024-01-04,C", ["e2", "e3"]),
            (
                "date,title,tags",
                "2024-01-02,A,x2024-01-03,B,y2024-01-04,C,z",
                ["2024-01-03", "2024-01-04"],
            ),
            ("title,id,date,tags", "A,e1,2024,xB,e2,2025,yC,e3,2026,z", ["xB", "yC"]),
        ] {
            assert_eq!(begins(header, line), expected, "{line}");
        }
    }

    #[test]
    fn a_row_with_commas_in_its_text_is_one() {
        for (header, line) in [
            ("id,date,title,tags", "e1,2024-01-02,Paris,Rome,Kyiv,Oslo,war"),
            ("id,date,title", "e1,2024-01-02,From 5,2024-01-03,on"),
            ("id,name,country", "p1,Hall, Tom,p2,France"),
            ("id,name,country", "ada,Ada,Hall,Ben,France"),
            ("title,date", "Talks,Kyiv,2024-01-01"),
            ("date,title", "2024-01-01,Talks on 2024-01-02,and more"),
            ("date,title,place", "2024-01-01,From,2024,to,2025"),
            ("date,title,place", "2024-01-01,A,B,C"),
            ("id,date,title", "e1,2024-01-02,A,e2,2024-01-03,B,Rome,Oslo,Kyiv"),
            ("date,title", "2024-01-01,A,B,C,D"),
            ("title", "A,B"),
        ] {
            assert_eq!(begins(header, line), [""; 0], "{line}");
        }
    }
}
