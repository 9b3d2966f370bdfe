//! Text as DOT takes it.
//!
//! Graphviz reads three languages in one string: quoting (`\"`), its own escapes (`\N`, `\n`) and
//! HTML entities (`&amp;`). Invariant: a text comes out of Graphviz as it went in, but for control
//! characters, which show as U+FFFD, and line ends, which show as the place has them.

/// A character as it may be shown; control characters and what XML forbids as U+FFFD.
fn shown(c: char) -> char {
    if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') { '\u{fffd}' } else { c }
}

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
        push(line, &mut out);
    }
    out
}

/// Lines of a tooltip.
pub(super) fn lines(lines: &[String]) -> String {
    let mut out = String::new();
    for (n, line) in lines.iter().enumerate() {
        if n > 0 {
            out.push_str("\\n");
        }
        push(&line.split_whitespace().collect::<Vec<_>>().join(" "), &mut out);
    }
    out
}

fn push(text: &str, out: &mut String) {
    for c in text.chars() {
        match shown(c) {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
}

/// Text in an HTML-like label.
pub(super) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            c => out.push(shown(c)),
        }
    }
    out
}
