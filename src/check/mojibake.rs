//! Text that was UTF-8, decoded as Windows-1252 or Latin-1: `ÐŸÑƒÑ‚Ð¸Ð½` for `Путин`.
//!
//! Invariant: only text that turns back into plausible letters is called mojibake.

use std::ops::Range;

/// Whether [`find`] could find anything: a quick look for one of the accented capitals and small
/// letters (`Â` to `ï`) that leading bytes of UTF-8 become, with another character outside ASCII after it.
pub(super) fn is_possible(text: &[u8]) -> bool {
    memchr::memchr_iter(0xC3, text).any(|n| text.get(n + 2).is_some_and(|b| !b.is_ascii()))
}

/// The first run of wrongly decoded characters in `text`, and what it was.
///
/// Each character of a run stands for a byte; the bytes must be valid UTF-8 and give letters of
/// scripts in daily use or typographic signs.
pub(super) fn find(text: &str) -> Option<(Range<usize>, String)> {
    let mut run: Option<(usize, Vec<u8>)> = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (byte(c), &mut run) {
            (Some(b), Some((_, bytes))) => bytes.push(b),
            (Some(b), None) => run = Some((at, vec![b])),
            (None, Some((start, bytes))) => {
                if let Some(meant) = decode(bytes) {
                    return Some((*start..at, meant));
                }
                run = None;
            }
            (None, None) => {}
        }
    }
    None
}

/// The byte a character was, outside ASCII.
fn byte(c: char) -> Option<u8> {
    const CP1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match c {
        '\0'..='\x7f' => None,
        '\u{80}'..='\u{ff}' => u8::try_from(u32::from(c)).ok(),
        'Œ'..='ƒ' | 'ˆ'..='˜' | '–'..='™' => {
            CP1252.chars().position(|known| known == c).map(|n| 0x80 + n as u8)
        }
        _ => None,
    }
}

fn decode(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    text.chars().all(plausible).then(|| text.to_string())
}

/// A character people write: Latin, Greek and Cyrillic letters, CJK, typographic signs.
fn plausible(c: char) -> bool {
    matches!(c,
        '\u{a0}'..='\u{17f}' | '\u{384}'..='\u{3ce}' | '\u{400}'..='\u{45f}' | '\u{490}'..='\u{491}'
        | '\u{2010}'..='\u{2044}' | '€' | '№' | '™' | '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cyrillic_and_accents_are_recognised() {
        assert_eq!(find("x ÐŸÑƒÑ‚Ð¸Ð½").map(|f| f.1), Some("Путин".to_string()));
        assert_eq!(find("PedÃ©ro").map(|f| f.1), Some("é".to_string()));
        assert_eq!(find("itâ€™s").map(|f| f.1), Some("’".to_string()));
    }

    #[test]
    fn sound_text_in_many_scripts_is_left_alone() {
        for text in [
            "«CAFÉ»",
            "Łukasz Søren Chloé",
            "Путин",
            "Ñandú",
            "São Paulo",
            "Zürich – Köln",
            "10 °C",
            "Türkiye",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
