//! Lines of plain text: wrapping, and columns aligned by display width.
//!
//! Invariant: a column is as wide as its widest cell; where that is too much for the page, the
//! widest columns give way and their cells are wrapped, so that no text is cut.

use std::borrow::Cow;

use textwrap::{Options, WordSplitter};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

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
    wrap_simple(text, width, first, rest).unwrap_or_else(|| wrap_any(text, width, first, rest))
}

fn wrap_simple(text: &str, width: usize, first: &str, rest: &str) -> Option<Vec<String>> {
    let mut lines = Vec::new();
    let put = &mut |indent: &str, line: &str| lines.push([indent, line].concat());
    each_line(text, width, (first, rest), put).then_some(lines)
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

/// Writes the lines of a text whose words have single blanks between them and of which none is wider
/// than the page; `false`: the text is not of that kind.
pub(super) fn put(text: &str, width: usize, indents: (&str, &str), page: &mut String) -> bool {
    let start = page.len();
    let is_put = each_line(text, width, indents, &mut |indent, line| {
        let start = page.len();
        page.push_str(indent);
        page.push_str(line);
        if !page.as_bytes()[start..].last().is_some_and(u8::is_ascii_graphic) {
            page.truncate(start + page[start..].trim_end().len());
        }
        page.push('\n');
    });
    if !is_put {
        page.truncate(start);
    }
    is_put
}

/// Calls `put` with what stands in front of each line and the line.
fn each_line(
    text: &str,
    width: usize,
    indents: (&str, &str),
    put: &mut dyn FnMut(&str, &str),
) -> bool {
    match is_plain(text) {
        true => each_plain_line(text, width, indents, put),
        false => each_simple_line(text, width, indents, put),
    }
    .is_some()
}

/// The lines of printable ASCII: each ends at the last blank that fits.
fn each_plain_line(
    text: &str,
    width: usize,
    (first, rest): (&str, &str),
    put: &mut dyn FnMut(&str, &str),
) -> Option<()> {
    if text.is_empty() {
        return None;
    }
    let mut at = 0;
    while at < text.len() {
        let indent = if at == 0 { first } else { rest };
        let room = width.checked_sub(columns_of(indent))?;
        let end = match text.len() - at {
            left if left <= room => text.len(),
            _ => at + memchr::memrchr(b' ', &text.as_bytes()[at..=at + room])?,
        };
        put(indent, &text[at..end]);
        at = end + 1;
    }
    Some(())
}

/// The lines of any text without control characters, measured letter by letter: each ends at the
/// last blank before the page is full.
fn each_simple_line(
    text: &str,
    width: usize,
    (first, rest): (&str, &str),
    put: &mut dyn FnMut(&str, &str),
) -> Option<()> {
    if text.is_empty() || text.bytes().fold(false, |any, b| any | (b < b' ') | (b == 0x7f)) {
        return None;
    }
    // The last blank of the line, and the columns up to it.
    let (mut start, mut blank) = (0, None);
    let (mut indent, mut taken) = (first, letters(first));
    let (mut word, mut at) = (0, 0);
    loop {
        match text.as_bytes().get(at) {
            None | Some(b' ') if at == word => return None, // several blanks, which count
            None | Some(b' ') => {}
            Some(byte) if byte.is_ascii() => {
                (taken, at) = (taken + 1, at + 1);
                continue;
            }
            _ => {
                let letter = text[at..].chars().next()?;
                (taken, at) = (taken + columns_of_letter(letter), at + letter.len_utf8());
                continue;
            }
        }
        if taken > width {
            let (end, before) = blank?; // none: a word wider than the page
            put(indent, &text[start..end]);
            start = end + 1;
            (indent, taken) = (rest, letters(rest) + taken - before - 1);
            if taken > width {
                return None;
            }
        }
        if at == text.len() {
            break;
        }
        blank = Some((at, taken));
        (taken, at) = (taken + 1, at + 1);
        word = at;
    }
    put(indent, &text[start..]);
    Some(())
}

/// How many columns the letters of a text take, each by itself.
fn letters(text: &str) -> usize {
    let is_ascii = text.bytes().fold(true, |all, b| all & matches!(b, b' '..=b'~'));
    if is_ascii { text.len() } else { text.chars().map(columns_of_letter).sum() }
}

/// How many columns a letter takes by itself.
#[inline]
fn columns_of_letter(c: char) -> usize {
    match c {
        ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{17f}' | 'Ѐ'..='ҁ' | '‐'..='‧' => 1,
        c => c.width().unwrap_or(0),
    }
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
            text in "([a-z]{1,9}|[а-яéß\u{a0}\\-]{1,12}|[a习近平👍🏽\u{301}\u{ad}\u{fffd}]{1,5}| ){0,40}",
            width in 1usize..40,
            indents in "[ a]{0,6}",
        ) {
            let (first, rest) = indents.split_at(indents.len() / 2);
            let lines = wrap_any(&text, width, first, rest);
            if let Some(simple) = wrap_simple(&text, width, first, rest) {
                prop_assert_eq!(&simple, &lines);
            }
            let mut page = String::new();
            if put(&text, width, (first, rest), &mut page) {
                let ends: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
                prop_assert_eq!(page, ends.join("\n") + "\n");
            }
        }
    }
}
