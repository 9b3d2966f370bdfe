//! Lines of plain text: wrapping, and columns aligned by display width.
//!
//! Invariant: a column is as wide as its widest cell; where that is too much for the page, the
//! widest columns give way and their cells are wrapped, so that no text is cut.

use std::borrow::Cow;

use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr;

/// A column that gives way keeps this much.
const LEAST: usize = 12;

/// Columns with their widths.
pub(super) struct Grid {
    widths: Vec<usize>,
    /// Which columns are set to the right.
    right: Vec<bool>,
}

impl Grid {
    /// Columns for these rows on a page of some width; `is_right` says which are set to the right.
    pub(super) fn new(
        header: &[Cow<str>],
        rows: &[Vec<Cow<str>>],
        page: usize,
        is_right: impl Fn(usize) -> bool,
    ) -> Grid {
        let mut widths: Vec<usize> = header.iter().map(|name| columns_of(name)).collect();
        for row in rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = columns_of(cell).max(*width);
            }
        }
        let right = (0..widths.len()).map(is_right).collect();
        give_way(&mut widths, page);
        Grid { widths, right }
    }

    /// The line between header and rows.
    pub(super) fn rule(&self) -> String {
        self.widths.iter().map(|width| "-".repeat(*width)).collect::<Vec<_>>().join("  ")
    }

    /// Writes one row: in one line, if all cells fit.
    pub(super) fn put(&self, cells: &[Cow<str>], page: &mut String) {
        let mut fit =
            cells.iter().zip(&self.widths).map(|(c, width)| is_plain(c) && c.len() <= *width);
        if fit.all(|fits| fits) {
            return self.put_line(cells.iter().map(|cell| cell.as_ref()), page);
        }
        let wrapped: Vec<Vec<String>> =
            cells.iter().zip(&self.widths).map(|(c, width)| wrap(c, *width, "", "")).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for n in 0..height {
            let line = wrapped.iter().map(|lines| lines.get(n).map_or("", String::as_str));
            self.put_line(line, page);
        }
    }

    fn put_line<'c>(&self, cells: impl Iterator<Item = &'c str>, page: &mut String) {
        let start = page.len();
        for (column, text) in cells.enumerate() {
            let blank = blanks(self.widths[column].saturating_sub(columns_of(text)));
            let gap = if column == 0 { "" } else { "  " };
            let right = self.right[column];
            page.extend(if right { [gap, &blank, text] } else { [gap, text, &blank] });
        }
        let end = start + page[start..].trim_end().len();
        page.truncate(end);
        page.push('\n');
    }
}

/// Takes from the widest columns until all fit the page or none is wider than [`LEAST`].
fn give_way(widths: &mut [usize], page: usize) {
    let room = page.saturating_sub(2 * widths.len().saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        let Some(widest) = widths.iter_mut().max().filter(|width| **width > LEAST) else { break };
        *widest -= 1;
    }
}

/// Text in lines of at most this width, with what stands before the first and before the others.
pub(super) fn wrap(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    if let Some(lines) = wrap_ascii(text, width, first, rest) {
        return lines;
    }
    wrap_simple(text, width, first, rest).unwrap_or_else(|| wrap_any(text, width, first, rest))
}

/// How many columns a text takes.
pub(super) fn columns_of(text: &str) -> usize {
    if text.bytes().fold(true, |all, b| all & matches!(b, b' '..=b'~')) {
        return text.len();
    }
    text.width()
}

/// So many blanks.
pub(super) fn blanks(count: usize) -> Cow<'static, str> {
    const BLANKS: &str = "                                                                ";
    BLANKS.get(..count).map_or_else(|| Cow::Owned(" ".repeat(count)), Cow::Borrowed)
}

/// Whether it is printable ASCII with single blanks between words.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let plain = bytes.iter().fold(true, |all, b| all & matches!(b, b' '..=b'~'));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let double = pairs.fold(false, |any, (a, b)| any | ((*a == b' ') & (*b == b' ')));
    plain && !double && !bytes.starts_with(b" ") && !bytes.ends_with(b" ")
}

/// Writes lines of printable ASCII with single blanks between words of which none is wider than the
/// page, each ended at the last blank that fits; `false`: the text is not of that kind.
pub(super) fn put_ascii(
    text: &str,
    width: usize,
    (first, rest): (&str, &str),
    page: &mut String,
) -> bool {
    if text.is_empty() || !is_plain(text) {
        return false;
    }
    let (start, mut at) = (page.len(), 0);
    while at < text.len() {
        let indent = if at == 0 { first } else { rest };
        let end = width.checked_sub(columns_of(indent)).and_then(|room| match text.len() - at {
            left if left <= room => Some(text.len()),
            _ => Some(at + memchr::memrchr(b' ', &text.as_bytes()[at..=at + room])?),
        });
        let Some(end) = end else {
            page.truncate(start);
            return false;
        };
        page.extend([indent, &text[at..end], "\n"]);
        at = end + 1;
    }
    true
}

/// The same as a list of lines.
fn wrap_ascii(text: &str, width: usize, first: &str, rest: &str) -> Option<Vec<String>> {
    let mut page = String::new();
    let is_put = put_ascii(text, width, (first, rest), &mut page);
    is_put.then(|| page.lines().map(str::to_string).collect())
}

/// The same for words in letters of one column each, of which none is wider than the page; `None`:
/// the text is not of that kind.
fn wrap_simple(text: &str, width: usize, first: &str, rest: &str) -> Option<Vec<String>> {
    let plain = |c: char| matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{17f}' | 'Ѐ'..='ҁ' | '‐'..='‧');
    if text.is_empty() || !text.chars().all(plain) {
        return None;
    }
    let mut lines = Vec::new();
    let (mut line, mut taken) = (first.to_string(), first.width());
    let mut bare = true;
    for word in text.split(' ') {
        let columns = if word.is_ascii() { word.len() } else { word.chars().count() };
        if columns == 0 {
            return None; // several blanks, which count
        }
        let needed = columns + usize::from(!bare);
        if taken + needed > width && !bare {
            lines.push(std::mem::replace(&mut line, rest.to_string()));
            (taken, bare) = (rest.width(), true);
        }
        if !bare {
            line.push(' ');
            taken += 1;
        }
        if taken + columns > width {
            return None;
        }
        line.push_str(word);
        (taken, bare) = (taken + columns, false);
    }
    lines.push(line);
    Some(lines)
}

/// The same for any text.
fn wrap_any(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 3_000, failure_persistence: None, ..ProptestConfig::default()
        })]

        #[test]
        fn simple_text_is_wrapped_as_any_is(
            text in "([a-z]{1,9}|[а-яéß\u{a0}\\-]{1,12}| ){0,40}",
            width in 1usize..40,
            indents in "[ a]{0,6}",
        ) {
            let (first, rest) = indents.split_at(indents.len() / 2);
            let wrapped = [wrap_ascii, wrap_simple].map(|wrap| wrap(&text, width, first, rest));
            for lines in wrapped.into_iter().flatten() {
                prop_assert_eq!(lines, wrap_any(&text, width, first, rest));
            }
        }
    }
}
