//! Lines of plain text: wrapping, and columns aligned by display width.
//!
//! Invariant: a column is as wide as its widest cell; where that is too much for the page, the
//! widest columns give way and their cells are wrapped, so that no text is cut.

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
        header: &[String],
        rows: &[Vec<String>],
        page: usize,
        is_right: impl Fn(usize) -> bool,
    ) -> Grid {
        let mut widths: Vec<usize> = header.iter().map(|name| name.width()).collect();
        for row in rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.width().max(*width);
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

    /// The lines of one row.
    pub(super) fn lines(&self, cells: &[String]) -> Vec<String> {
        let wrapped: Vec<Vec<String>> = cells
            .iter()
            .zip(&self.widths)
            .map(|(cell, width)| wrap(cell, *width, "", ""))
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        (0..height).map(|n| self.line(&wrapped, n)).collect()
    }

    fn line(&self, wrapped: &[Vec<String>], n: usize) -> String {
        let mut line = String::new();
        for (column, lines) in wrapped.iter().enumerate() {
            let text = lines.get(n).map_or("", String::as_str);
            let blank = " ".repeat(self.widths[column].saturating_sub(text.width()));
            let gap = if column == 0 { "" } else { "  " };
            let right = self.right[column];
            let cell = if right { [gap, &blank, text] } else { [gap, text, &blank] };
            line.push_str(&cell.concat());
        }
        line
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

/// The same for printable ASCII with single blanks between words of which none is wider than the page:
/// each line ends at the last blank that fits.
fn wrap_ascii(text: &str, width: usize, first: &str, rest: &str) -> Option<Vec<String>> {
    let bytes = text.as_bytes();
    let plain = bytes.iter().fold(true, |all, b| all & matches!(b, b' '..=b'~'));
    let single = !bytes.starts_with(b" ")
        && !bytes.ends_with(b" ")
        && memchr::memmem::find(bytes, b"  ").is_none();
    if bytes.is_empty() || !plain || !single {
        return None;
    }
    let mut lines = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let indent = if at == 0 { first } else { rest };
        let room = width.checked_sub(indent.width())?;
        let end = match bytes.len() - at {
            left if left <= room => bytes.len(),
            _ => at + memchr::memrchr(b' ', &bytes[at..=at + room])?,
        };
        lines.push([indent, &text[at..end]].concat());
        at = end + 1;
    }
    Some(lines)
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
