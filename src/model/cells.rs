//! How one record of a CSV text falls into cells (RFC 4180, with the rulings of `docs/csv.md`).
//!
//! Invariant: the one place where quoting is understood. It never looks beyond the record but to
//! find where a quote ends, and whatever it meets it says where the next record starts.

use std::borrow::Cow;
use std::ops::Range;

use super::masks::{self, BLOCK};

/// One cell: where its text stands, quotes excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Byte offset of the first byte of the text.
    pub start: usize,
    /// Byte offset after the last.
    pub end: usize,
    /// Whether it stands in quotes.
    pub quoted: bool,
    /// Whether the text has doubled quotes.
    pub doubled: bool,
}

impl Cell {
    /// The bytes of the cell in the file.
    #[inline]
    pub fn span(self) -> Range<usize> {
        self.start..self.end
    }

    /// The value: the text with doubled quotes made single.
    #[inline]
    pub fn value(self, text: &str) -> Cow<'_, str> {
        let raw = &text[self.start..self.end];
        if self.doubled { Cow::Owned(raw.replace("\"\"", "\"")) } else { Cow::Borrowed(raw) }
    }

    /// The span in the file of a part of the value.
    pub fn part(self, text: &str, part: Range<usize>) -> Range<usize> {
        if !self.doubled {
            return self.start + part.start..self.start + part.end;
        }
        let start = self.on(text, (0, 0), part.start);
        self.start + start.1..self.start + self.on(text, start, part.end).1
    }

    /// From a byte of the value on, given by its offsets in the value and in the cell, to the byte of the
    /// value that is `wanted`.
    pub fn on(self, text: &str, (value, at): (usize, usize), wanted: usize) -> (usize, usize) {
        let raw = &text.as_bytes()[self.start..self.end];
        let (mut value, mut at) = (value, at);
        while value < wanted && at < raw.len() {
            at += if self.doubled && raw[at] == b'"' { 2 } else { 1 };
            value += 1;
        }
        (value, at.min(raw.len()))
    }
}

/// The text without white space around it, nor characters that do not show: web pages and word
/// processors leave no-break spaces, zero-width spaces and byte order marks around what is copied.
///
/// ```
/// assert_eq!(annals::model::cells::trim("\u{feff} putin\u{a0}\u{200b}"), "putin");
/// ```
#[inline]
pub fn trim(text: &str) -> &str {
    match text.as_bytes() {
        [] | [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => text,
        bytes if is_bare(bytes) => text,
        _ => trim_any(text),
    }
}

/// Whether a text begins and ends with what is in sight, as a look at a few bytes tells of most in
/// other scripts than the Latin one.
#[inline(never)]
fn is_bare(text: &[u8]) -> bool {
    // Letters and signs of two bytes up to U+07FF, and of three from U+4000 to U+EFFF.
    let of_two = |lead: u8, next: u8| match lead {
        0xC2 => !matches!(next, 0x85 | 0xA0 | 0xAD),
        lead => matches!(lead, 0xC3..=0xDF),
    };
    let (is_plain, of_three) = (|b| matches!(b, b'!'..=b'~'), |b| matches!(b, 0xE4..=0xEE));
    let (Some([a, b]), Some([x, y, z])) = (text.first_chunk(), text.last_chunk()) else {
        return false;
    };
    let starts = is_plain(*a) | of_three(*a) | of_two(*a, *b);
    let ends = is_plain(*z) | of_two(*y, *z) | (of_three(*x) & !y.is_ascii() & !z.is_ascii());
    starts & ends
}

/// The same of a value that may be a copy.
pub fn trim_value(value: Cow<'_, str>) -> Cow<'_, str> {
    match value {
        Cow::Borrowed(text) => Cow::Borrowed(trim(text)),
        Cow::Owned(text) => Cow::Owned(trim(&text).to_string()),
    }
}

/// The part of a text that [`trim`] leaves of one; `None`: nothing.
#[inline]
pub fn trim_span(text: &str, part: Range<usize>) -> Option<Range<usize>> {
    match &text.as_bytes()[part.start..part.end] {
        [] => None,
        [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => Some(part),
        bytes if is_bare(bytes) => Some(part),
        _ => trim_any_span(text, part),
    }
}

#[inline(never)]
fn trim_any_span(text: &str, part: Range<usize>) -> Option<Range<usize>> {
    let whole = &text[part.clone()];
    let item = trim_any(whole);
    let start = part.start + (item.as_ptr() as usize - whole.as_ptr() as usize);
    (!item.is_empty()).then(|| start..start + item.len())
}

fn trim_any(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_hidden(c))
}

/// Whether a character takes no room and is no part of a letter.
pub fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// How a record cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// A quote that opens a cell and is not closed where it should be; the offset of that quote.
    Unclosed(usize),
    /// Text after a closing quote; the offset of that text.
    TextAfter(usize),
}

/// What [`split`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// Offset of the end of the record, its line end excluded.
    pub end: usize,
    /// Offset at which the next record starts.
    pub next: usize,
    /// How many lines the record takes, up to `next`.
    pub lines: u32,
    /// Why it cannot be read, if so; `next` is then the line after its first.
    pub broken: Option<Break>,
}

/// Cells of a record that are kept; a line of a billion commas would fill the memory.
pub const MOST_CELLS: usize = 1 << 16;

/// Splits the record that starts at `at` into `cells`, which it empties first.
///
/// A blank line gives no cell. Cells beyond [`MOST_CELLS`] are passed over. A quote inside an unquoted cell is text. Lines end with LF, CR LF
/// or CR.
///
/// ```
/// use annals::model::cells::{split, Break};
/// let (text, mut cells) = ("a,\"b\"\"c\"\nd", Vec::new());
/// let found = split(text, 0, &mut cells);
/// assert_eq!(cells[1].value(text), "b\"c");
/// assert_eq!((found.next, found.broken), (9, None));
/// assert_eq!(split("\"a\"b", 0, &mut cells).broken, Some(Break::TextAfter(3)));
/// ```
pub fn split(text: &str, at: usize, cells: &mut Vec<Cell>) -> Split {
    split_bytes(b',', text.as_bytes(), at, cells)
}

/// The same for a file whose cells are separated by `delimiter`, one of `,`, `;`, tab and `|`.
pub fn split_by(delimiter: u8, text: &str, at: usize, cells: &mut Vec<Cell>) -> Split {
    split_bytes(delimiter, text.as_bytes(), at, cells)
}

/// The same for bytes of which it is not known whether they are a text.
pub(crate) fn split_bytes(delimiter: u8, bytes: &[u8], at: usize, cells: &mut Vec<Cell>) -> Split {
    cells.clear();
    let mut lines = 1;
    let mut i = at;
    if i < bytes.len() && is_line_end(bytes[i]) {
        return Split { end: i, next: after_line_end(bytes, i), lines, broken: None };
    }
    let mut stops = Stops { bytes, sought: [delimiter, b'\n', b'\r'], from: at, here: None };
    loop {
        let end = if bytes.get(i) == Some(&b'"') {
            match quoted(delimiter, bytes, i) {
                Ok((cell, newlines)) => {
                    keep(cells, cell);
                    lines += newlines;
                    cell.end + 1
                }
                Err(broken) => return broken_record(bytes, at, broken),
            }
        } else {
            let end = stops.next(i);
            keep(cells, Cell { start: i, end, quoted: false, doubled: false });
            end
        };
        match bytes.get(end) {
            Some(byte) if *byte == delimiter => i = end + 1,
            Some(_) => return Split { end, next: after_line_end(bytes, end), lines, broken: None },
            None => return Split { end, next: end, lines, broken: None },
        }
    }
}

/// Where unquoted cells end: cells are short, and one look at a block tells of several.
struct Stops<'t> {
    bytes: &'t [u8],
    /// What ends a cell.
    sought: [u8; 3],
    /// The block at hand, if one is: where it starts, and where in it a cell may end.
    from: usize,
    here: Option<u64>,
}

impl Stops<'_> {
    /// The end of the cell that starts at `at`, which is behind the one before.
    #[inline]
    fn next(&mut self, mut at: usize) -> usize {
        loop {
            let passed = at - self.from;
            if let Some(here) = self.here.filter(|_| passed < BLOCK) {
                let behind = here >> passed;
                if behind != 0 {
                    return at + behind.trailing_zeros() as usize;
                }
                at = self.from + BLOCK;
            }
            if at >= self.bytes.len() {
                return self.bytes.len();
            }
            (self.from, self.here) = (at, Some(masks::any_of(self.bytes, at, self.sought)));
        }
    }
}

fn keep(cells: &mut Vec<Cell>, cell: Cell) {
    if cells.len() < MOST_CELLS {
        cells.push(cell);
    }
}

/// The cell whose opening quote stands at `open`, and how many line ends it holds.
fn quoted(delimiter: u8, bytes: &[u8], open: usize) -> Result<(Cell, u32), Break> {
    let mut doubled = false;
    let mut i = open + 1;
    loop {
        let Some(n) = memchr::memchr(b'"', &bytes[i..]) else { return Err(Break::Unclosed(open)) };
        let quote = i + n;
        match bytes.get(quote + 1) {
            Some(b'"') => {
                doubled = true;
                i = quote + 2;
            }
            end if end.is_none_or(|b| *b == delimiter || is_line_end(*b)) => {
                let cell = Cell { start: open + 1, end: quote, quoted: true, doubled };
                return Ok((cell, line_ends(&bytes[cell.start..cell.end])));
            }
            _ => return Err(text_after(delimiter, bytes, open..quote)),
        }
    }
}

/// A quote is rarely unclosed at the end of the file: the next quote, which meant to open a cell,
/// closes it. So that quote follows a comma or a line start, or lies on a later line.
fn text_after(
    delimiter: u8,
    bytes: &[u8],
    Range { start: open, end: quote }: Range<usize>,
) -> Break {
    let before = bytes[quote - 1];
    let opens_a_cell = quote > open + 1 && (before == delimiter || is_line_end(before));
    if opens_a_cell || line_ends(&bytes[open..quote]) > 0 {
        Break::Unclosed(open)
    } else {
        Break::TextAfter(quote + 1)
    }
}

fn broken_record(bytes: &[u8], at: usize, broken: Break) -> Split {
    let end = memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |n| at + n);
    let next = if end < bytes.len() { after_line_end(bytes, end) } else { end };
    Split { end, next, lines: 1, broken: Some(broken) }
}

pub(super) fn is_line_end(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}

/// The first cell of a record, if it has less than 16 bytes and does not stand in quotes.
///
/// ```
/// use annals::model::cells::short_first;
///
/// let text = b"e1,2025-02-12,A call\nlonely\n\"e2\",2025,A\n";
/// assert_eq!(short_first(text, 0..20), Some(0..2));
/// assert_eq!(short_first(text, 21..27), Some(21..27));
/// assert_eq!(short_first(text, 28..39), None);
/// ```
#[inline]
pub fn short_first(text: &[u8], record: Range<usize>) -> Option<Range<usize>> {
    const ONES: u128 = u128::MAX / 0xFF;
    let bytes = text[record.start..].first_chunk::<16>()?;
    // Of the bytes that are 0, the lowest keeps its high bit (Mycroft's test).
    let commas = u128::from_le_bytes(*bytes) ^ (ONES * u128::from(b','));
    let zeros = commas.wrapping_sub(ONES) & !commas & ONES << 7;
    let length = zeros.trailing_zeros() as usize / 8; // 16: there is none
    let end = record.end.min(record.start + length);
    (length < 16 && bytes[0] != b'"').then_some(record.start..end)
}

/// Where the line after the line end at `at` starts.
pub fn after_line_end(bytes: &[u8], at: usize) -> usize {
    if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') { at + 2 } else { at + 1 }
}

/// Where the line begins that the byte `at` stands in.
pub fn line_start(bytes: &[u8], at: usize) -> usize {
    memchr::memrchr2(b'\n', b'\r', &bytes[..at]).map_or(0, |n| n + 1)
}

/// How many lines end in `bytes`: LF, CR LF and CR each count once.
pub fn line_ends(bytes: &[u8]) -> u32 {
    let mut count = 0;
    let mut last_was_cr = false;
    for i in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        let second_half = bytes[i] == b'\n' && i > 0 && bytes[i - 1] == b'\r' && last_was_cr;
        if !second_half {
            count += 1;
        }
        last_was_cr = bytes[i] == b'\r';
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quick_look_at_a_text_leaves_what_trimming_leaves() {
        let any = || ('\u{80}'..'\u{3100}').chain(('\u{d000}'..char::MAX).step_by(61));
        let more = ['\u{4000}', '\u{efff}', '\u{feff}', 'a', '~', ' ', '\t', '\u{7f}'];
        for c in any().chain(more) {
            for text in [format!("{c}"), format!("{c}{c}"), format!("a{c}"), format!("{c}a")] {
                for text in [&text, &format!("{text}ab"), &format!("ab{text}")] {
                    assert_eq!(trim(text), trim_any(text), "{text:?}");
                    let span = trim_span(text, 0..text.len());
                    assert_eq!(span.map_or("", |span| &text[span]), trim_any(text), "{text:?}");
                }
            }
        }
    }

    fn broken(text: &str) -> Option<Break> {
        split(text, 0, &mut Vec::new()).broken
    }

    #[test]
    fn text_after_a_quote_on_one_line_is_named_at_the_text() {
        assert_eq!(broken("a,\"b\"c,d\n"), Some(Break::TextAfter(5)));
        assert_eq!(broken("\"\"x\n"), Some(Break::TextAfter(2)));
    }

    #[test]
    fn a_quote_closed_by_the_next_opening_quote_is_unclosed_where_it_opened() {
        assert_eq!(broken("1,\"a, b,\"c\",d\n"), Some(Break::Unclosed(2)));
        assert_eq!(broken("1,\"a\n2,\"c\",d\n"), Some(Break::Unclosed(2)));
        assert_eq!(broken("1,\"a\n\"c\",d\n"), Some(Break::Unclosed(2)));
        assert_eq!(broken("1,\"a\n"), Some(Break::Unclosed(2)));
    }

    #[test]
    fn reading_resumes_at_the_line_after_the_first() {
        let found = split("1,\"a\r\n2,b\n", 0, &mut Vec::new());
        assert_eq!((found.end, found.next), (4, 6));
    }

    #[test]
    fn parts_of_a_value_with_doubled_quotes_are_found_in_the_file() {
        let (text, mut cells) = ("\"a\"\"b;c\"", Vec::new());
        split(text, 0, &mut cells);
        let value = cells[0].value(text);
        assert_eq!(value, "a\"b;c");
        assert_eq!(&text[cells[0].part(text, 4..5)], "c");
    }

    #[test]
    fn every_line_end_counts_once() {
        assert_eq!(line_ends(b"a\r\nb\rc\nd\n\r"), 5);
    }
}
