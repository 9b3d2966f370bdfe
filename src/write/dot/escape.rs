//! Text as DOT takes it.
//!
//! Graphviz reads three languages in one string: quoting (`\"`), its own escapes (`\N`, `\n`) and
//! HTML entities (`&amp;`). Invariant: a text comes out of Graphviz as it went in, but for control
//! characters and those that turn the writing direction, which show as U+FFFD, tabs, which are blanks, and
//! line ends, which show as the place has them.

use crate::write::shown;

/// A node id: only quoted, never read for entities.
pub(super) fn id(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match shown(c) {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c => out.push(c),
        }
    }
    out
}

/// A label whose lines are centred.
pub(super) fn centred(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (n, line) in text.lines().enumerate() {
        if n > 0 {
            out.push_str("\\n");
        }
        words(line, "\\\\", &mut out);
    }
    out
}

/// Lines of a tooltip. Graphviz reads a tooltip for escapes once or twice, by
/// version and output, so a backslash goes as the sign that looks like it.
pub(super) fn lines(lines: &[String]) -> String {
    let mut out = String::with_capacity(lines.iter().map(|line| line.len() + 8).sum());
    for (n, line) in lines.iter().enumerate() {
        if n > 0 {
            out.push_str("\\n");
        }
        words(line, "\u{2216}", &mut out);
    }
    out
}

/// Words with a blank between any two, whatever stood there.
fn words(line: &str, backslash: &str, out: &mut String) {
    if is_plain(line) {
        return out.push_str(line);
    }
    for (n, word) in line.split_whitespace().enumerate() {
        if n > 0 {
            out.push(' ');
        }
        push(word, backslash, out);
    }
}

/// Whether a line of ASCII goes in as it is; most do, and are not gone through letter by letter.
fn is_plain(line: &str) -> bool {
    let is_letter = |b: u8| matches!(b, b' '..=b'~') & !matches!(b, b'"' | b'\\' | b'&');
    let bytes = line.as_bytes();
    let blanks = bytes.iter().zip(bytes.iter().skip(1).chain(b" "));
    bytes.iter().fold(true, |all, b| all & is_letter(*b))
        & blanks.fold(!bytes.starts_with(b" "), |all, two| all & (two != (&b' ', &b' ')))
}

fn push(text: &str, backslash: &str, out: &mut String) {
    let is_special = |c: char| matches!(c, '"' | '\\' | '&') || shown(c) != c;
    let mut rest = text;
    while let Some(at) = rest.find(is_special) {
        let (before, special) = rest.split_at(at);
        out.push_str(before);
        let mut after = special.chars();
        match after.next().map(shown) {
            Some('"') => out.push_str("\\\""),
            Some('\\') => out.push_str(backslash),
            Some('&') => out.push_str("&amp;"),
            other => out.extend(other),
        }
        rest = after.as_str();
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_goes_in_as_it_is_comes_out_as_any_other() {
        let lines =
            ["", " ", "a", "a b", "a  b", " a", "a ", "a\u{7f}", "a\tb", "~ !", "a&", "\"", "é"];
        for line in lines {
            let mut whole = String::new();
            words(line, "\u{2216}", &mut whole);
            let mut by_word = Vec::new();
            for word in line.split_whitespace() {
                let mut out = String::new();
                push(word, "\u{2216}", &mut out);
                by_word.push(out);
            }
            assert_eq!(whole, by_word.join(" "), "{line:?}");
        }
    }

    #[test]
    fn each_place_gets_its_own_escapes() {
        let text = "a\\N \"b\" & <c>\nd\u{7}";
        assert_eq!(id(text), "a\\\\N \\\"b\\\" & <c>\u{fffd}d\u{fffd}");
        assert_eq!(centred(text), "a\\\\N \\\"b\\\" &amp; <c>\\nd\u{fffd}");
        assert_eq!(centred("a\tb"), "a b");
        assert_eq!(crate::write::markup(text), "a\\N &quot;b&quot; &amp; &lt;c&gt; d\u{fffd}");
        assert_eq!(
            lines(&[text.to_string(), "e".to_string()]),
            "a\u{2216}N \\\"b\\\" &amp; <c> d\u{fffd}\\ne"
        );
    }
}
