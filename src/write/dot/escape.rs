//! Text as DOT takes it.
//!
//! Graphviz reads three languages in one string: quoting (`\"`), its own escapes (`\N`, `\n`) and
//! HTML entities (`&amp;`). Invariant: a text comes out of Graphviz as it went in, but for control
//! characters, which show as U+FFFD, and line ends, which show as the place has them.

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
        push(line, "\\\\", &mut out);
    }
    out
}

/// Lines of a tooltip. Graphviz reads a tooltip for escapes once or twice, by
/// version and output, so a backslash goes as the sign that looks like it.
pub(super) fn lines(lines: &[String]) -> String {
    let mut out = String::new();
    for (n, line) in lines.iter().enumerate() {
        if n > 0 {
            out.push_str("\\n");
        }
        push(&line.split_whitespace().collect::<Vec<_>>().join(" "), "\u{2216}", &mut out);
    }
    out
}

fn push(text: &str, backslash: &str, out: &mut String) {
    for c in text.chars() {
        match shown(c) {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str(backslash),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_gets_its_own_escapes() {
        let text = "a\\N \"b\" & <c>\nd\u{7}";
        assert_eq!(id(text), "a\\\\N \\\"b\\\" & <c>\u{fffd}d\u{fffd}");
        assert_eq!(centred(text), "a\\\\N \\\"b\\\" &amp; <c>\\nd\u{fffd}");
        assert_eq!(crate::write::markup(text), "a\\N &quot;b&quot; &amp; &lt;c&gt; d\u{fffd}");
        assert_eq!(
            lines(&[text.to_string(), "e".to_string()]),
            "a\u{2216}N \\\"b\\\" &amp; <c> d\u{fffd}\\ne"
        );
    }
}
