//! Text in SVG: escaped, measured, wrapped, shortened.
//!
//! Invariant: any text gives well-formed XML; control characters show as U+FFFD, and what stands on
//! the page in letters of our font says how wide it is, so that another font is squeezed into the same
//! room.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::write::font::{Font, Weight};
use crate::write::{markup, shown};

/// The most characters of a label on one line before it is wrapped.
const WRAP: usize = 24;

/// The most characters of a line after wrapping; longer ones end in an ellipsis.
const LONGEST: usize = 28;

/// The most lines of a label that comes as one, and of one that comes as several.
const LINES: [usize; 2] = [2, 4];

/// How a piece of text looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// Height of the letters, in pixels.
    pub(super) size: f64,
    /// How thick they are.
    pub(super) weight: Weight,
    /// Their colour.
    pub(super) colour: &'static str,
}

/// Lines for `<desc>`: as they are, each escaped.
pub(super) fn lines(lines: &[String]) -> String {
    lines.iter().map(|line| markup(line)).collect::<Vec<_>>().join("\n")
}

/// An id for XML: blanks and quotes as in addresses, so that different ids stay different.
pub(super) fn id(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' | '"' | '&' | '<' | '>' | '\'' => _ = write!(out, "%{:02X}", u32::from(c)),
            c if c.is_whitespace() || shown(c) != c => _ = write!(out, "%{:02X}", u32::from(c)),
            c => out.push(c),
        }
    }
    out
}

/// A label as it stands in its box: wrapped at a blank, shortened if need be.
pub(super) fn wrapped(label: &str) -> Vec<String> {
    let mut all: Vec<String> = label.lines().flat_map(wrap).collect();
    let most = LINES[usize::from(label.lines().count() > 1)];
    if all.len() > most {
        all.truncate(most);
        if let Some(last) = all.last_mut() {
            last.push('…');
        }
    }
    let mut shown: Vec<String> = all.iter().map(|line| shorten(line)).collect();
    if shown.is_empty() {
        shown.push(String::new());
    }
    shown
}

/// Labels as they stand in their boxes, from labels and ids. Where some are cut to the same words, each
/// ends in the end of its own label, and where these are the same, too, in that of its id.
pub(super) fn labels(nodes: &[(&str, &str)]) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = nodes.iter().map(|(label, _)| wrapped(label)).collect();
    for by_id in [false, true] {
        for n in twins(&all) {
            let (label, id) = nodes[n];
            if all[n].len() > 1 {
                all[n].pop();
            }
            all[n].push(if by_id { ending(&bracketed(id)) } else { ending(label) });
        }
    }
    all
}

/// The numbers of those cut to the same words as another.
fn twins(all: &[Vec<String>]) -> Vec<usize> {
    let mut number: BTreeMap<&[String], usize> = BTreeMap::new();
    all.iter().for_each(|lines| *number.entry(lines).or_default() += 1);
    let is_cut = |lines: &[String]| lines.iter().any(|line| line.contains('…'));
    let is_twin = |lines: &Vec<String>| is_cut(lines) && number[lines.as_slice()] > 1;
    (0..all.len()).filter(|n| is_twin(&all[*n])).collect()
}

/// An id without its table, as it stands behind a name.
fn bracketed(id: &str) -> String {
    format!("({})", id.split_once('/').map_or(id, |(_, own)| own))
}

/// The end of a text, as long as a line may be.
fn ending(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let words: Vec<char> = words.join(" ").chars().collect();
    if words.len() < LONGEST {
        return words.into_iter().collect();
    }
    let kept: String = words[words.len() + 1 - LONGEST..].iter().collect();
    format!("…{}", kept.trim_start())
}

/// One line into as many as it needs, near the middle if two suffice.
fn wrap(line: &str) -> Vec<String> {
    let line: String = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = line.chars().count();
    if length <= WRAP {
        return vec![line];
    }
    let most = if length <= 2 * LONGEST - 4 { length.div_ceil(2) + 4 } else { LONGEST };
    let mut lines: Vec<String> = Vec::new();
    for word in line.split(' ') {
        match lines.last_mut() {
            Some(last) if last.chars().count() + 1 + word.chars().count() <= most => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines
}

fn shorten(line: &str) -> String {
    if line.chars().count() <= LONGEST {
        return line.to_string();
    }
    let kept: String = line.chars().filter(|c| *c != '…').take(LONGEST - 1).collect();
    format!("{}…", kept.trim_end())
}

/// A text element; `anchor` is `start`, `middle` or `end`.
pub(super) fn element(
    font: &Font,
    text: &str,
    (x, y, anchor): (f64, f64, &str),
    style: Style,
) -> String {
    let text: String = text.chars().map(shown).collect();
    if text.trim().is_empty() {
        return String::new();
    }
    // Letters of other fonts are as wide as those have them: our measure only bounds them.
    let room = match text.chars().any(|c| font.lacks(c) == Some(true)) {
        true => String::new(),
        false => {
            let width = font.width(&text, style.weight, style.size);
            format!(" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\"")
        }
    };
    let weight = if style.weight == Weight::Bold { " font-weight=\"bold\"" } else { "" };
    let anchor =
        if anchor == "start" { String::new() } else { format!(" text-anchor=\"{anchor}\"") };
    format!(
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{weight}{anchor} fill=\"{}\"{room}>{}</text>",
        tenth(x),
        tenth(y),
        style.size,
        style.colour,
        markup(&text)
    )
}

/// A number in tenths.
pub(super) fn tenth(value: f64) -> f64 {
    crate::layout::geometry::tenth(value) + 0.0
}

#[cfg(test)]
mod tests {
    use super::{Style, element, id, labels, markup, wrapped};
    use crate::write::font::{Font, Weight};

    #[test]
    fn only_text_in_our_letters_is_set_to_a_width() {
        let style = Style { size: 12.0, weight: Weight::Regular, colour: "#000000" };
        let is_set = |text: &str| {
            element(&Font::new(), text, (0.0, 0.0, "middle"), style).contains("textLength")
        };
        assert!(is_set("Їжак, Sana`a, e\u{301}"));
        assert!(!is_set("محمد (UN) 2024 English") && !is_set("習近平"));
    }

    #[test]
    fn hostile_text_is_shown_not_obeyed() {
        assert_eq!(markup("a<b>&\"\u{0}\u{1b}[1m"), "a&lt;b&gt;&amp;&quot;\u{fffd}\u{fffd}[1m");
        assert_ne!(id("a b"), id("a_b"));
        assert_eq!(id("a b"), "a%20b");
    }

    #[test]
    fn long_names_wrap_and_longer_ones_are_shortened() {
        assert_eq!(wrapped("Ministry of Foreign Affairs of China").len(), 2);
        assert_eq!(wrapped("Donald Trump"), ["Donald Trump"]);
        let long = wrapped(&"Committee of ".repeat(20));
        assert!(long.len() == 2 && long[1].ends_with('…'));
        assert_eq!(wrapped("").len(), 1);
        let date = "12 February 2025, 10:15:30 (UTC+05:30) - 12 March 2025, 11:45:10 (UTC-03:00)";
        assert_eq!(wrapped(&format!("{date}\ntalks")).last().map(String::as_str), Some("talks"));
        assert!(wrapped(&"x".repeat(500))[0].chars().count() <= 28);
    }

    #[test]
    fn names_cut_to_the_same_words_end_in_what_tells_them_apart() {
        let long = "Extraordinary Plenipotentiary of the Grand Duchy ".repeat(3);
        let middle = format!("{long} One {long}");
        let (one, two) = (format!("{long} of Ruritania"), format!("{long} of Syldavia"));
        let drawn = labels(&[
            (&one, "a"),
            (&two, "b"),
            (&middle, "actors/first"),
            (&middle.replace("One", "Two"), "actors/second"),
            ("Anna", "c"),
            ("Anna", "d"),
        ]);
        assert_eq!((drawn[0][0].starts_with("Extraordinary"), drawn[0].len()), (true, 2));
        assert!(drawn[0][1].ends_with("of Ruritania") && drawn[1][1].ends_with("of Syldavia"));
        assert_eq!((drawn[2][1].as_str(), drawn[3][1].as_str()), ("(first)", "(second)"));
        assert_eq!(drawn[4], drawn[5]);
        assert!(drawn.iter().flatten().all(|line| line.chars().count() <= 28));
        assert!(labels(&[(&one, "a")])[0][1].ends_with('…'), "alone it is cut at its end");
        let words = ["x".repeat(60) + "1", "x".repeat(60) + "2"];
        let drawn = labels(&[(&words[0], "a"), (&words[1], "b")]);
        assert!(drawn[0][1].ends_with("x1") && drawn[1][1].ends_with("x2"));
    }
}
