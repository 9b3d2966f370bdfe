//! The piece of a line that a finding is about, fit for a terminal.
//!
//! Invariant: one line of at most [`WIDTH`] columns without control characters, and a span that
//! lies in it on character boundaries, whatever the text and the span.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// Columns of an excerpt, marks of what is left out not counted.
const WIDTH: usize = 96;
/// Columns before the offending text, where the line goes on behind it.
const BEFORE: usize = 36;
/// Stands for what is left out.
const CUT: &str = "...";

/// A piece of a line and what is meant in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The piece.
    pub(super) line: String,
    /// The bytes of `line` that are meant.
    pub(super) span: Range<usize>,
}

/// The line of `text` in which `span` starts, around it.
pub(super) fn excerpt(text: &str, span: Range<usize>) -> Excerpt {
    let start = boundary(text, span.start);
    let end = boundary(text, span.end).max(start);
    let mut back = Walk::default();
    back.take(text[..start].chars().rev(), BEFORE);
    let mut on = Walk::default();
    on.take(text[start..].chars(), WIDTH - back.columns);
    let (taken, left) = (back.bytes, WIDTH - on.columns - back.columns);
    back.take(text[..start - taken].chars().rev(), left);
    let (from, to) = (start - back.bytes, start + on.bytes);
    let cut_before = back.cut(text[..from].chars().next_back());
    let cut_after = on.cut(text[to..].chars().next());
    let mut line = String::from(if cut_before { CUT } else { "" });
    line.push_str(&shown(&text[from..start]));
    let span_start = line.len();
    line.push_str(&shown(&text[start..end.min(to)]));
    let span_end = line.len();
    line.push_str(&shown(&text[end.min(to)..to]));
    line.push_str(if cut_after { CUT } else { "" });
    Excerpt { line, span: span_start..span_end }
}

/// Text without control characters, marks of direction and other characters that do not show,
/// each replaced by one that does; a tab by a blank.
pub(super) fn shown(text: &str) -> String {
    text.chars().map(visible).collect()
}

fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        c if c.is_control() || is_hidden(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

/// Characters that take no room and turn, join or part what stands around them.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Characters passed from a place in one direction, up to the end of the line.
#[derive(Default)]
struct Walk {
    bytes: usize,
    columns: usize,
    characters: usize,
}

impl Walk {
    /// Takes characters until the columns are used up or the line ends.
    fn take(&mut self, characters: impl Iterator<Item = char>, columns: usize) {
        let mut columns = columns;
        for c in characters {
            let width = visible(c).width().unwrap_or(1);
            if is_end(c) || width > columns || self.characters > 8 * WIDTH {
                return;
            }
            columns -= width;
            self.columns += width;
            self.bytes += c.len_utf8();
            self.characters += 1;
        }
    }

    /// Whether there is more of the line; `next` is the character after what was taken.
    fn cut(&self, next: Option<char>) -> bool {
        next.is_some_and(|c| !is_end(c))
    }
}

/// A line end, or the mark at the beginning of a file.
fn is_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{feff}')
}

fn boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(text: &str, span: Range<usize>) -> (String, String) {
        let found = excerpt(text, span);
        (found.line.clone(), found.line[found.span].to_string())
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let (line, part) = meant("a,b\n1,puttin,2\nc", 6..12);
        assert_eq!((line.as_str(), part.as_str()), ("1,puttin,2", "puttin"));
    }

    #[test]
    fn a_long_line_is_cut_around_what_is_meant() {
        let text = format!("{}PUTTIN{}", "x".repeat(500), "y".repeat(500));
        let (line, part) = meant(&text, 500..506);
        assert_eq!(part, "PUTTIN");
        assert!(line.starts_with("...x") && line.ends_with("y..."));
        assert_eq!(line.len(), WIDTH + 6);
    }

    #[test]
    fn the_end_of_a_long_line_uses_the_whole_width() {
        let text = format!("{}z", "x".repeat(500));
        assert_eq!(meant(&text, 500..501).0.len(), WIDTH + 3);
    }

    #[test]
    fn control_characters_do_not_pass_and_wide_ones_are_kept() {
        let (line, part) = meant("習\u{1b}[31m近\tb", 3..8);
        assert_eq!((line.as_str(), part.as_str()), ("習\u{fffd}[31m近 b", "\u{fffd}[31m"));
    }

    #[test]
    fn any_span_of_any_text_is_safe() {
        for text in ["", "é\r\n\u{feff}", "a\u{301}\u{301}b", "👩‍👩‍👧\n"] {
            for start in 0..12 {
                for end in 0..12 {
                    let found = excerpt(text, start..end);
                    assert!(found.line.get(found.span).is_some());
                }
            }
        }
    }
}
