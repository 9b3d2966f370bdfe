//! Text as EDTF would have it: plain digits, plain hyphens, single spaces.
//!
//! Invariant: only the spelling of characters changes, no word is read here.

use super::{BadDateKind, Guess, is_date};

/// The text with plain digits, hyphens, quotes and single spaces.
pub(super) fn cleaned(text: &str) -> String {
    let plain: String = text.chars().filter_map(plain).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A character in its plain form; nothing for marks that do not show.
fn plain(letter: char) -> Option<char> {
    Some(match letter {
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => return None,
        '\u{ad}' | '\u{feff}' => return None,
        '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{fe63}' | '\u{30fc}' => '-',
        '\u{2012}'..='\u{2015}' => '–',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0)?,
        '\u{660}'..='\u{669}' => char::from_u32(letter as u32 - 0x660 + 0x30)?,
        '\u{6f0}'..='\u{6f9}' => char::from_u32(letter as u32 - 0x6f0 + 0x30)?,
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`' | '´' => '\'',
        '\u{201c}'..='\u{201f}' | '«' | '»' => '"',
        '…' | '\u{2025}' => return Some('\u{2025}'),
        '\u{2044}' | '\u{2215}' => '/',
        '\u{301c}' | '\u{223c}' => '~',
        letter if letter.is_control() => ' ',
        letter => letter,
    })
}

/// Words for "not known": the cell should be blank.
const NOTHING: &[&str] = &[
    "n.d.",
    "n.d",
    "n. d.",
    "nd",
    "undated",
    "unknown",
    "n/a",
    "na",
    "none",
    "null",
    "nil",
    "tbd",
    "tba",
    "tbc",
    "?",
    "??",
    "???",
    "-",
    "--",
    "–",
    "x",
    "xx",
    "date unknown",
    "no date",
    "not known",
    "o.d.",
    "o. d.",
    "o.j.",
    "o. j.",
    "s.d.",
    "s. d.",
    "unbekannt",
    "undatiert",
    "inconnu",
    "sans date",
    "б.д.",
    "б. д.",
    "б/д",
    "неизвестно",
    "без даты",
    "невідомо",
    "без дати",
    "nan",
    "nat",
    "unspecified",
    "unclear",
    "pending",
];

/// A word for "not known".
pub(super) fn nothing(text: &str) -> Option<Guess> {
    let says = "is not a date; leave the cell blank where the date is not known";
    NOTHING
        .contains(&text.to_lowercase().as_str())
        .then(|| Guess::new(BadDateKind::Malformed, says, Vec::new()))
}

/// A date once its characters are plain, or its spaces or quotes gone, or its letters upper-case.
pub(super) fn only(text: &str, cleaned: &str) -> Option<Guess> {
    let hyphens = cleaned.replace('–', "-");
    let guess = |kind, says, edtf: &str| Some(Guess::new(kind, says, vec![edtf.to_owned()]));
    if is_date(&hyphens) && text != hyphens {
        return guess(
            BadDateKind::Separators,
            "is not written with plain digits and hyphens",
            &hyphens,
        );
    }
    None
}
