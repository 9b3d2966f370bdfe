//! Where a record ends that cannot be read: its text may go on for some lines.
//!
//! Invariant: a line is taken for the rest of a broken record only if a quote that nothing opened closes a
//! cell on it, or if it has too few cells for a row: the very ones the record lacks, or prose where it lacks
//! none. A line that is a row of its own is never taken, nor passed over, but behind words that are all the
//! record has; nor is one that begins like the record, or is short as other rows are.

use super::cells::{
    Break, Cell, Split, after_line_end, is_line_end, line_ends, line_start, split_bytes,
};
use super::date::Date;

/// What rows of a table look like: what separates their cells, and how many these are.
pub type Shape = (u8, usize);

/// Lines that are looked at behind a break: text of more is rare in a table.
const MOST_LINES: usize = 64;

/// What was found of a record; if it is broken, with the lines behind its first that belong to it. It has
/// `before` cells before the break.
///
/// ```
/// use annals::model::{broken::with_rest, cells::split};
///
/// let text = "\"He said \"no\".\nThey parted.\",2024-05-06,Talks\nHello,2024-05-07,Next\n";
/// let mut cells = Vec::new();
/// let found = split(text, 0, &mut cells);
/// let found = with_rest(text.as_bytes(), (b',', 3), cells.len(), found);
/// assert_eq!((&text[found.next..], found.lines), ("Hello,2024-05-07,Next\n", 2));
/// ```
#[inline]
pub fn with_rest(bytes: &[u8], shape: Shape, before: usize, found: Split) -> Split {
    match found.broken {
        None => found,
        Some(broken) => rest(bytes, shape, before, whole_cells(bytes, shape, broken, found)),
    }
}

/// Up to the line of the break: the cells before it are closed, and may have several lines.
fn whole_cells(bytes: &[u8], shape: Shape, broken: Break, found: Split) -> Split {
    let (Break::Unclosed(at) | Break::TextAfter(at)) = broken;
    if at <= found.end {
        return found;
    }
    let start = line_start(bytes, at).max(found.next);
    if holds_row(&bytes[found.next..start], shape) {
        return found; // a quote too many, and not the one at the break
    }
    through(bytes, line_end(bytes, at), found)
}

/// The lines behind a break up to the one that closes its cell, if one does; where the closing quote is
/// what is missing, up to the one with the cells that the record lacks, or through its prose.
#[cold]
fn rest(bytes: &[u8], shape: Shape, before: usize, found: Split) -> Split {
    let (delimiter, columns) = shape;
    let (Some(Break::Unclosed(open) | Break::TextAfter(open)), 2..) = (found.broken, columns)
    else {
        return found;
    };
    let (cells, prose) = separators(delimiter, &bytes[open.min(found.end)..found.end]);
    let is_whole = before + cells - prose + 1 >= columns;
    // Of two columns, a line of one cell may well be a row.
    let is_last = before + 1 == columns && columns > 2;
    let row = Opening::of(bytes, shape, (open, before));
    let mut is_open = found.broken == Some(Break::Unclosed(open)) && open < found.end;
    let (mut line, mut cells, mut end) = (found.next, Vec::new(), None);
    for _ in 0..MOST_LINES {
        let mut here = split_bytes(delimiter, bytes, line, &mut cells);
        let is_closing = here.broken.is_some() && starts_behind_quote(bytes, line, delimiter);
        // A line that begins with words in quotes is text, too.
        let is_quoting = matches!(here.broken, Some(Break::TextAfter(_))) && cells.is_empty();
        if is_closing || is_quoting {
            here = split_bytes(delimiter, bytes, line + 1, &mut cells);
        }
        if here.broken.is_some() || line >= bytes.len() {
            break;
        }
        let last = if is_closing { Some(0) } else { closed(bytes, line, &cells) };
        if let Some(last) = last {
            let behind = cells.len().saturating_sub(last + 1); // a quote alone has no cell behind it
            let may_be_row = is_whole && last == 0 && cells.len() == columns;
            let fits = before + 1 + behind <= columns && !may_be_row;
            let more = &bytes[line_end(bytes, line)..here.end];
            let belongs = fits
                && is_prose(bytes, &cells[..cells.len().min(last + 1)])
                && !holds_row(more, shape);
            if belongs {
                return through(bytes, here.end, found);
            }
            break;
        }
        let is_sound = here.lines == 1 && !has_odd_quote(bytes, &cells);
        let is_rest = !is_whole && row.goes_on(bytes, &cells) || row.is_prose_of(bytes, &cells);
        if is_open && is_sound && is_rest {
            return through(bytes, here.end, found);
        }
        is_open &= is_sound && cells.len() < columns;
        if is_open && row.is_like(bytes, &cells, here.next) {
            break;
        }
        if is_open && !is_whole && !cells.is_empty() && before + cells.len() == columns {
            return through(bytes, here.end, found);
        }
        if here.lines > 1 || !is_prose(bytes, &cells) {
            break;
        }
        if is_open && !cells.is_empty() && (is_last || row.is_unlike(bytes, &cells)) {
            end = Some(here.end);
        }
        line = here.next;
    }
    end.map_or(found, |end| through(bytes, end, found))
}

/// What rows look like, by the one whose quote is open.
struct Opening {
    shape: Shape,
    /// Its cells before that quote; none if they have several lines.
    cells: Vec<Cell>,
    /// Cells of the row before it, if these are fewer than there are columns.
    short: Option<usize>,
    /// Whether its first cell is all that it has, and is words.
    is_prose: bool,
}

impl Opening {
    fn of(bytes: &[u8], shape: Shape, (open, before): (usize, usize)) -> Opening {
        let (delimiter, columns) = shape;
        let start = line_start(bytes, open);
        let mut cells = Vec::new();
        split_bytes(delimiter, &bytes[..open], start, &mut cells);
        cells.pop(); // the one that the quote opens
        let is_whole = cells.len() == before;
        let own = &bytes[open + 1..line_end(bytes, open)];
        let is_prose = open == start && own.contains(&b' ') && !own.contains(&delimiter);
        let cells = if is_whole { cells } else { Vec::new() };
        let end = bytes[..start].iter().rposition(|byte| !is_line_end(*byte)).map_or(0, |n| n + 1);
        let short = row_cells(&bytes[line_start(bytes, end)..end], delimiter);
        let short = short.filter(|cells| *cells < columns && is_whole);
        Opening { shape, cells, short, is_prose }
    }

    /// Whether a line goes on with words that are all this row has, and has all other cells behind them.
    fn is_prose_of(&self, bytes: &[u8], line: &[Cell]) -> bool {
        let columns = self.shape.1;
        let text = |cell: &Cell| &bytes[cell.span()];
        let is_words = |cell: &Cell| {
            let text = text(cell);
            !cell.quoted && text.contains(&b' ') && !text.starts_with(b" ") && !is_date(text)
        };
        let is_prose = |cell: &&Cell| bytes.get(cell.start) == Some(&b' ');
        let more = line.len() - line.iter().skip(1).filter(is_prose).count();
        self.is_prose && columns > 2 && more == columns && line.first().is_some_and(is_words)
    }

    /// Whether a line is like a row: it has a date where this one has, an id of its kind, or as few cells as
    /// the row before this one or behind the line, which ends at `next`.
    fn is_like(&self, bytes: &[u8], line: &[Cell], next: usize) -> bool {
        let (delimiter, columns) = self.shape;
        let text = |cell: &Cell| &bytes[cell.span()];
        let mut both = self.cells.iter().zip(line);
        let first = both.clone().next();
        let behind = || row_cells(&bytes[next..line_end(bytes, next)], delimiter);
        both.any(|(ours, theirs)| is_date(text(ours)) && is_date(text(theirs)))
            || first.is_some_and(|(ours, theirs)| is_id_like(text(ours), text(theirs)))
            || self.short == Some(line.len())
            || line.len() > 1 && line.len() < columns && behind() == Some(line.len())
    }

    /// Whether a line is prose with just the cells behind it that this row lacks, and no number where this
    /// row has its date.
    fn goes_on(&self, bytes: &[u8], line: &[Cell]) -> bool {
        let is_prose = |cell: &&Cell| bytes.get(cell.start) == Some(&b' ');
        let prose = line.iter().skip(1).filter(is_prose).count();
        let text = |cell: &Cell| &bytes[cell.span()];
        let is_number =
            |(a, b): (&Cell, &Cell)| is_date(text(a)) && text(b).iter().any(u8::is_ascii_digit);
        let more = line.len() - prose;
        prose > 0
            && more > 1
            && self.cells.len() + more == self.shape.1
            && self.is_unlike(bytes, line)
            && !self.cells.iter().zip(line).any(is_number)
    }

    /// Whether a line of several cells has none where this one has a date.
    fn is_unlike(&self, bytes: &[u8], line: &[Cell]) -> bool {
        let text = |cell: &Cell| &bytes[cell.span()];
        let is_other = |(a, b): (&Cell, &Cell)| is_date(text(a)) && !is_date(text(b));
        line.len() > 1 && self.cells.iter().zip(line).any(is_other)
    }
}

/// The cells of a line without quotes that is no prose.
fn row_cells(line: &[u8], delimiter: u8) -> Option<usize> {
    let (cells, prose) = separators(delimiter, line);
    (prose == 0 && !line.is_empty() && !line.contains(&b'"')).then_some(cells + 1)
}

/// Whether a cell is a date, or may be meant as one.
fn is_date(cell: &[u8]) -> bool {
    let text = std::str::from_utf8(cell).unwrap_or_default();
    text.starts_with(|c: char| c.is_ascii_digit()) && Date::may_be(text)
}

/// Whether two cells are words of one kind, as ids are: with digits, or in small letters, or with a capital.
fn is_id_like(one: &[u8], other: &[u8]) -> bool {
    let kind = |cell: &[u8]| {
        let is_word = cell.iter().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(b));
        let first = cell.first().filter(|_| is_word && !cell.ends_with(b"."))?;
        let has_digit = cell.iter().any(u8::is_ascii_digit);
        Some((has_digit, first.is_ascii_uppercase() && !has_digit))
    };
    kind(one).is_some_and(|kind_of_one| kind(other) == Some(kind_of_one))
}

/// Whether a quote stands in one of the cells that none encloses.
fn has_odd_quote(bytes: &[u8], cells: &[Cell]) -> bool {
    cells.iter().any(|cell| !cell.quoted && bytes[cell.span()].contains(&b'"'))
}

/// Whether a line starts with a quote that may close a cell, as where its text ends with a line end.
fn starts_behind_quote(bytes: &[u8], line: usize, delimiter: u8) -> bool {
    let ends = |byte: &u8| *byte == delimiter || is_line_end(*byte);
    bytes.get(line) == Some(&b'"') && bytes.get(line + 1).is_none_or(ends)
}

/// The first cell that a quote closes which nothing on the line opened.
fn closed(bytes: &[u8], line: usize, cells: &[Cell]) -> Option<usize> {
    let (mut at, mut quotes) = (line, 0);
    let is_letter = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphabetic() || *b > 127);
    // A quote within a word opens nothing.
    let opens =
        |n: &usize| !(*n > line && is_letter(bytes.get(n - 1)) && is_letter(bytes.get(n + 1)));
    let is_closed = |cell: &Cell| {
        let end = cell.end + usize::from(cell.quoted);
        let found = memchr::memchr_iter(b'"', &bytes[at..end]).map(|n| at + n);
        quotes += found.filter(opens).count();
        at = end;
        !cell.quoted && bytes[cell.span()].ends_with(b"\"") && quotes % 2 == 1
    };
    cells.iter().position(is_closed)
}

/// Whether the cells of a line are rather prose: behind a comma of it stands a blank, in a row none.
pub(crate) fn is_prose(bytes: &[u8], cells: &[Cell]) -> bool {
    cells.len() < 2 || cells[1..].iter().any(|c| bytes.get(c.start) == Some(&b' '))
}

/// Whether a line of a text looks like a row of its own.
fn holds_row(text: &[u8], (delimiter, columns): Shape) -> bool {
    let is_row = |line: &[u8]| {
        let fits = matches!(separators(delimiter, line), (n, 0) if n + 1 == columns);
        fits && !line.contains(&b'"') // of one with quotes it takes more to tell
    };
    text.split(|b| is_line_end(*b)).any(is_row)
}

/// Where the line ends in which `at` lies.
fn line_end(bytes: &[u8], at: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |n| at + n)
}

/// The record up to the line end at `end`.
fn through(bytes: &[u8], end: usize, found: Split) -> Split {
    let next = if end < bytes.len() { after_line_end(bytes, end) } else { end };
    Split {
        end,
        next,
        lines: found.lines + line_ends(&bytes[found.next.min(end)..end]) + 1,
        ..found
    }
}

/// How many separators there are, and how many of them stand before a blank, as commas in prose do.
fn separators(delimiter: u8, line: &[u8]) -> (usize, usize) {
    let found = || memchr::memchr_iter(delimiter, line);
    (found().count(), found().filter(|at| line.get(at + 1) == Some(&b' ')).count())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::cells::split;

    /// The text behind the first record of a table of so many columns, and the lines before it.
    fn behind(columns: usize, text: &str) -> (&str, u32) {
        let mut cells = Vec::new();
        let found = split(text, 0, &mut cells);
        assert!(found.broken.is_some(), "{text}");
        let found = with_rest(text.as_bytes(), (b',', columns), cells.len(), found);
        assert_eq!(found.lines, line_ends(&text.as_bytes()[..found.next]));
        (&text[found.next..], found.lines)
    }

    #[test]
    fn the_rest_of_a_broken_record_goes_up_to_the_quote_that_closes_its_cell() {
        for (columns, record) in [
            (3, "\"He said \"no\".\nThey parted.\",2024-05-06,Talks\n"),
            (3, "\"He said \"no\", and left.\r\nThey parted.\",2024-05-06,\"Ta\nlks\"\r\n"),
            (3, "2024-05-06,Talks,\"He said \"no\".\n\nThen, after all,\nthey parted.\"\n"),
            (4, "e1,\"He said \"no\".\rThey parted.\",2024-05-06,Talks\r"),
            (5, "e1,\"Talks,\"one\nAda, Ben met\",2024-05-06,Kyiv\n"),
            (4, "2024-05-06,Talks,\"two\nlines\",\"Kyiv\"x\n"),
            (4, "e1,\"He said \"no\".\n\",2024-05-06,Talks\n"),
            (4, "2024-05-06,Talks,\"two\nlines\",\"Ky\"iv\nand so on\"\n"),
            (3, "2024-05-06,T,\"He spoke.\n\"No\", he said, and left.\n\"Yes\" it was.\"\n"),
            (4, "A,\"Left home\nthen came back,Rome,2024-01-01\n"),
            (4, "2024-01-01,A,\"Made in USA\r\nis durable.,confirmed\r\n"),
            (5, "e1,A,\"One\n\ntwo, it is said\nthree,Rome,\"x, y\"\n"),
            (3, "Talks,2024-01-01,\"One\ntwo, then\n\nthree\n"),
            (5, "2024-01-01,A,\"Made, in,USA,it,is\nThey left\nThe minister, in Kyiv.\n"),
            (5, "p1,A,\"two\nlin\"es here\",,\n"),
            (4, "\"First line.\nSecond line.,e1,2024-01-01,A\n"),
            (4, "\"First line.\nthen\nSecond line, and more.,e1,2024-01-01,A\n"),
            (4, "2024-01-01,A,\"by call\nharbour, a call, call between,Ada;Ben\n"),
        ] {
            let text = format!("{record}e2,2024-05-07,Next,x\n");
            assert_eq!(behind(columns, &text).0, "e2,2024-05-07,Next,x\n", "{record}");
        }
    }

    #[test]
    fn a_row_behind_a_broken_record_is_a_row() {
        for (columns, first, rows) in [
            (3, "\"He said \"no\".,2024-05-06,Talks\n", "A screen of 24\",2024-05-07,Next\n"),
            (3, "\"B \"no\".\n", "\"\nThey met.\",2024-05-06,Talks\n\"x\"y\n"),
            (4, "b,2024-01-02,\"B \"no\".,x\n", "c,2024-01-03,Display 24\",x\n"),
            (3, "b,2024-01-02,\"B\n", "\"No\" wins\",2024-01-03,x\n"),
            (3, "b,2024-01-02,\"B\n", "\"c\",2024-01-03,\"No\" wins\"\n"),
            (4, "b,2024-01-02,\"B \"no\".\n", "c,2024-01-03,Display 24\",x\n"),
            (4, "b,2024-01-02,\"B,x\n", "c,2024-01-03,\"Two\nlines\",x\nThey left.\",x\n"),
            (3, "b,\"B \"no\".\n", "c,2024\nthe end.\",x\n"),
            (3, "b,\"B\n", "c,2024-01-03,x\nd,5\",\"x\"y\n"),
            (4, "b,\"B,2024-01-02,x\n", "c,C,2024-01-03\n"),
            (4, "b,\"B\n", "c,C\nd,D,2024-01-03\n"),
            (4, "b,2024-01-02,B,\"x\n", "c,2024-01-03\nx\n"),
            (2, "b,\"B\n", "c\n"),
            (4, "\"A remark\n", "2024-01-02,B,C,x\n"),
            (4, "\"A remark\n", "Talks,2024-01-02,C,x\n"),
            (4, "\"A title, and\n", "The talks,2024-01-02,C,x\n"),
            (4, "b,2024-01-02,\"B\n", "the \"Moskva\",2024,x,y\n"),
            (3, "ann,Ann,\"met\n", "bob\n"),
            (5, "e2,2024-01-02,\"Talks\n", "e3,2024-01-03,Meeting\n"),
            (5, "Talks,2024-01-02,x,\"Talks\n", "The end,2024-01-03\n"),
            (4, "2024-01-02,\"Talks\n", "2024-01-03,Meeting, again,Rome\n"),
            (4, "2024-01-02,\"Talks\n", "c. May 2024,Meeting, again,Rome\n"),
            (4, "2024-01-02,Talks,\"x\n", "spring,Meeting,in Rome,Ada;Ben\n"),
            (3, "2024-01-02,Talks,\"x\n", "2024-01-03, Meeting\n"),
            (4, "Ann Lee,\"Talks\n", "Bob Ray,a,b\nZoe Fox,c,d\n"),
        ] {
            assert_eq!(behind(columns, &format!("{first}{rows}")), (rows, 1));
        }
    }

    proptest! {
        /// Whatever stands before it, a row without a quote is read.
        #[test]
        fn rows_without_quotes_are_never_part_of_a_broken_record(
            pieces in prop::collection::vec("([a, \"]{1,9}|\n|,\"|\",|r1,r2,r3\n){0,9}", 0..9),
        ) {
            let text = pieces.join("\nr1,r2,r3\n");
            let (mut at, mut cells) = (0, Vec::new());
            while at < text.len() {
                let found = split(&text, at, &mut cells);
                let whole = with_rest(text.as_bytes(), (b',', 3), cells.len(), found);
                prop_assert!(whole.next > at && whole.end <= whole.next);
                let lines = line_ends(&text.as_bytes()[at..whole.next]);
                prop_assert_eq!(whole.lines, lines + u32::from(whole.end == whole.next));
                if whole.broken.is_some() {
                    let rest = &text[found.next..whole.end.max(found.next)];
                    prop_assert!(!rest.lines().any(|line| line == "r1,r2,r3"), "{:?}", rest);
                }
                at = whole.next;
            }
        }
    }
}
