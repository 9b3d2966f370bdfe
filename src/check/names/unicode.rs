//! Unicode normal form C, in which names are compared (Unicode Standard Annex 15), and one blank for
//! white space.
//!
//! Invariant: a text without a character that [`next_unsettled`] finds is in normal form C.

use std::borrow::Cow;

use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::model::cells::is_hidden;

/// Unicode normal form C.
#[inline]
pub(crate) fn nfc(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.is_ascii() || are_usual(text.as_bytes()) {
        return text;
    }
    settled(text)
}

#[inline(never)]
fn settled(text: Cow<'_, str>) -> Cow<'_, str> {
    if is_settled(text.as_bytes()) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text;
    }
    Cow::Owned(text.nfc().collect())
}

/// Whether each character begins with a byte that says it is [settled](is_settled); some sixteen bytes are
/// looked at together.
fn are_usual(text: &[u8]) -> bool {
    let is_other = |byte: u8| {
        (byte >= 0xCC) & !matches!(byte, 0xCF..=0xD1) & !matches!(byte, 0xE4..=0xE9 | 0xEB..=0xEE)
    };
    let others = |bytes: &[u8; 16]| bytes.iter().fold(false, |any, byte| any | is_other(*byte));
    let Some(last) = text.last_chunk() else { return !text.iter().any(|byte| is_other(*byte)) };
    !text.as_chunks().0.iter().chain([last]).any(others)
}

/// Whether each character is of those, most letters of Latin, Cyrillic, Chinese and Korean and most signs
/// among them, that normal form C changes nothing of and joins to no other, as their first bytes tell.
fn is_settled(text: &[u8]) -> bool {
    let is_other = |[byte, second, third]: [u8; 3]| match byte {
        0..=0xCB | 0xCF..=0xD1 | 0xE4..=0xE9 | 0xEB..=0xEE => false,
        0xE2 => second != 0x80 || third < 0x82,
        0xEA => second < 0xB0,
        0xF0 => second != 0x9F,
        _ => true,
    };
    let byte = |n: usize| text.get(n).copied().unwrap_or(0);
    !(0..text.len()).any(|n| text[n] >= 0xCC && is_other([text[n], byte(n + 1), byte(n + 2)]))
}

/// A word of which it does not matter how it was typed: in normal form C, with one blank for white space
/// and without what does not show.
pub(crate) fn typed(word: &str) -> Cow<'_, str> {
    nfc(one_blank(in_sight(word)))
}

/// A text without the characters that do not show.
pub(crate) fn in_sight(text: &str) -> Cow<'_, str> {
    match has_hidden(text) {
        false => Cow::Borrowed(text),
        true => Cow::Owned(text.replace(is_hidden, "")),
    }
}

/// Whether a text has characters that do not show. Those begin with one of three bytes.
pub(crate) fn has_hidden(text: &str) -> bool {
    let mut starts = memchr::memchr3_iter(0xC2, 0xE2, 0xEF, text.as_bytes());
    starts.any(|at| text[at..].starts_with(is_hidden))
}

/// A text in which each run of white space is one blank.
pub(crate) fn one_blank(text: Cow<'_, str>) -> Cow<'_, str> {
    if !has_other_blanks(&text) {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_whitespace() {
            false => plain.push(c),
            true if plain.ends_with(' ') => {}
            true => plain.push(' '),
        }
    }
    Cow::Owned(plain)
}

/// Whether there is white space that is no single blank.
pub(crate) fn has_other_blanks(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_other =
        |byte: u8, next: u8| matches!(byte, b'\t'..=b'\r') | (byte == b' ') & (next == b' ');
    let next = bytes.iter().skip(1).chain([&0]);
    // Without a branch for each byte, so that many are looked at together.
    bytes.iter().zip(next).fold(false, |any, (byte, next)| any | is_other(*byte, *next))
        || !text.is_ascii() && text.contains(|c: char| !c.is_ascii() && c.is_whitespace())
}

/// Texts of which one stands wherever a name does in normal form C, however it is written; `None`: it
/// may be written in too many ways.
///
/// They are the longest part of the name whose characters are made of no others, and each character
/// that becomes one of that part; else the beginnings of a syllable of Hangul. Within the part nothing
/// is composed, so its characters stand side by side before as after (Unicode Standard, section 3.11,
/// D117).
pub(crate) fn traces(name: &str) -> Option<Vec<String>> {
    let part = name.split(|c| !is_plain(c)).max_by_key(|part| part.len())?;
    if part.trim().is_empty() {
        return name.chars().find_map(syllable);
    }
    let mut traces = vec![part.to_string()];
    let others = match part.is_ascii() {
        true => &BECOME_ASCII,
        false => BECOME_OTHERS,
    };
    let becomes = |other: &char| [*other].into_iter().nfc().any(|c| part.contains(c));
    let others = others.iter().flat_map(|(from, to)| *from..=*to);
    let others = others.filter(|c| is_other(*c)).filter(becomes);
    traces.extend(others.map(String::from));
    Some(traces)
}

/// What a syllable of Hangul may begin with where it is written: itself, without its last letter, its
/// first letter (Unicode Standard, section 3.12).
fn syllable(c: char) -> Option<Vec<String>> {
    let mut letters = Vec::new();
    decompose_canonical(c, |letter| letters.push(letter));
    let (first, vowel) = (*letters.first()?, *letters.get(1)?);
    let open = compose(first, vowel)?;
    ('가'..='힣').contains(&c).then(|| [c, open, first].map(String::from).to_vec())
}

/// Whether normal form C has none of a character.
fn is_other(c: char) -> bool {
    is_nfc_quick([c].into_iter()) == IsNormalized::No
}

/// Whether a character is made of no others and stands where it is written.
fn is_plain(c: char) -> bool {
    let mut parts = 0;
    decompose_canonical(c, |_| parts += 1);
    parts == 1 && !may_change(c)
}

/// What becomes ASCII: question mark of Greek, its grave accent, sign of Kelvin.
const BECOME_ASCII: [(char, char); 3] =
    [('\u{37e}', '\u{37e}'), ('\u{1fef}', '\u{1fef}'), ('\u{212a}', '\u{212a}')];

/// Where all characters stand that normal form C has none of.
const BECOME_OTHERS: &[(char, char)] = &[
    ('\u{340}', '\u{387}'),
    ('\u{958}', '\u{fb9}'),
    ('\u{1f71}', '\u{2001}'),
    ('\u{2126}', '\u{232a}'),
    ('\u{2adc}', '\u{2adc}'),
    ('\u{f900}', '\u{fb4e}'),
    ('\u{1d15e}', '\u{1d1c0}'),
    ('\u{2f800}', '\u{2fa1d}'),
];

/// Where the first character at or after `from` stands that normal form C may change or move; bytes
/// that are no text are passed over.
pub(crate) fn next_unsettled(text: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += text[at..].iter().position(|byte| !byte.is_ascii())?;
        match first_character(&text[at..]) {
            Some(c) if may_change(c) => return Some(at),
            Some(c) => at += c.len_utf8(),
            None => at += 1,
        }
    }
}

/// The character that some bytes begin with (Unicode Standard, section 3.9, table 3-6).
fn first_character(bytes: &[u8]) -> Option<char> {
    let length = match bytes.first()? {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 1,
    };
    std::str::from_utf8(bytes.get(..length)?).ok()?.chars().next()
}

/// Whether normal form C may have another character in its place, or have it in another place.
fn may_change(c: char) -> bool {
    canonical_combining_class(c) != 0 || is_nfc_quick([c].into_iter()) != IsNormalized::Yes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_character_that_normal_form_c_has_none_of_is_where_they_are_looked_for() {
        let of = |c: char| [c].into_iter().nfc();
        let changed = ('\0'..=char::MAX).filter(|c| !of(*c).eq([*c]));
        let is_in =
            |places: &[(char, char)], c: &char| places.iter().any(|(a, z)| (a..=z).contains(&c));
        let (mut all, mut ascii) = (0, 0);
        for c in changed {
            assert!(is_in(BECOME_OTHERS, &c), "{c:?}");
            let becomes_ascii = of(c).any(|c| c.is_ascii());
            assert_eq!(becomes_ascii, is_in(&BECOME_ASCII, &c), "{c:?}");
            (all, ascii) = (all + 1, ascii + usize::from(becomes_ascii));
        }
        assert!(all > 1_000 && ascii == 3, "{all} {ascii}");
    }

    #[test]
    fn no_character_of_a_settled_block_changes() {
        let is_settled = |c: &char| is_settled(c.encode_utf8(&mut [0; 4]).as_bytes());
        let settled: Vec<char> = ('\0'..=char::MAX).filter(is_settled).collect();
        assert!(settled.iter().all(|c| !may_change(*c)) && settled.contains(&'ж'));
        for c in '\0'..=char::MAX {
            let texts = [c.to_string(), format!("{c} and other letters")];
            let usual = texts.map(|text| are_usual(text.as_bytes()));
            assert!(usual[0] == usual[1] && (!usual[0] || is_settled(&c)), "{c:?}");
        }
    }

    #[test]
    fn a_word_is_the_same_however_it_was_typed() {
        for word in [
            "Zu\u{308}rich  West",
            "Zürich\nWest",
            "Zürich\u{a0}\r\n\u{2003}West",
            "Zu\u{ad}\u{308}rich \u{200b} We\u{2060}st\u{feff}",
        ] {
            assert_eq!(typed(word), "Zürich West");
        }
        assert_eq!((typed("a\t").as_ref(), typed("a ").as_ref()), ("a ", "a "));
    }

    #[test]
    fn each_character_that_does_not_show_is_found() {
        for c in '\0'..=char::MAX {
            assert_eq!(has_hidden(&format!("a{c}")), is_hidden(c), "{c:?}");
        }
    }

    /// Letters and what they may be written with.
    const LETTERS: &[char] = &[
        'a', 'e', 'K', 'k', ';', '`', 'é', '習', '金', 'ク', 'グ', 'ガ', '각', '가', 'г', 'й', 'Ø',
        'Ω', '\u{915}', '\u{958}', '\u{212a}', '\u{212b}', '\u{2126}', '\u{f90a}', '\u{37e}',
        '\u{1fef}', '\u{1100}', '\u{1161}', '\u{11a8}', '\u{301}', '\u{323}', '\u{327}', '\u{306}',
        '\u{3099}', '\u{93c}',
    ];

    fn texts(length: std::ops::Range<usize>) -> impl Strategy<Value = String> {
        let letters = prop::collection::vec(prop::sample::select(LETTERS), length);
        letters.prop_map(|letters| letters.into_iter().collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 20_000, failure_persistence: None, ..ProptestConfig::default()
        })]

        #[test]
        fn a_name_leaves_a_trace_however_it_is_written(
            text in texts(1..9), from in 0usize..8, length in 1usize..5
        ) {
            let normal: Vec<char> = text.nfc().collect();
            let name: String = normal.iter().skip(from).take(length).collect();
            if let Some(traces) = traces(&name) {
                prop_assert!(traces.iter().any(|trace| text.contains(trace)), "{name:?} {traces:?}");
            } else {
                prop_assert!(!name.contains(['a', 'e', 'k', 'г', 'Ø', '가', '각']));
            }
        }

        #[test]
        fn what_has_no_unsettled_character_is_in_normal_form_c(text in texts(0..9)) {
            if next_unsettled(text.as_bytes(), 0).is_none() {
                prop_assert_eq!(text.nfc().collect::<String>(), text);
            }
        }
    }
}
