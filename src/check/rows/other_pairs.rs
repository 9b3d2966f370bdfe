//! Words that were read in the wrong encoding by pairs other than those of `mojibake`: UTF-8 as Mac Roman
//! (`J√∂rg`), Windows-1251 as Latin-1 (`Ìîñêâà`).
//!
//! Invariant: nothing is told that a sound text in any language may have: roots of numbers, a few accented
//! letters side by side.

use std::ops::Range;

/// The first word in `text`, or the part of it, that was misread, and what it is.
pub(super) fn find(text: &str) -> Option<(Range<usize>, String)> {
    [mac_latin(text), mac_cyrillic(text), latin(text)]
        .into_iter()
        .flatten()
        .min_by_key(|(span, _)| span.start)
}

/// What the bytes 0x80 to 0xBF are in Mac Roman.
const MAC: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø";

/// Those of them that say behind a root sign, at either end of a word, that no root is meant.
const NO_RADICAND: &str = "§∂ºü©ß•£Ññúâ";

/// The letter in UTF-8 of a first byte and the character that the second one became in Mac Roman.
fn mac_letter(lead: u32, second: char) -> Option<char> {
    let second = MAC.chars().position(|known| known == second)? as u32;
    char::from_u32((lead & 0x1F) << 6 | second).filter(|letter| letter.is_alphabetic())
}

/// `√∂` for `ö`, at the side of a letter; what may stand below a root, between two.
fn mac_latin(text: &str) -> Option<(Range<usize>, String)> {
    const ROOT: &str = "√";
    memchr::memmem::find_iter(text.as_bytes(), ROOT).find_map(|at| {
        let mut behind = text[at + ROOT.len()..].chars();
        let second = behind.next()?;
        let letter = mac_letter(0xC3, second)?;
        let sides = [text[..at].chars().next_back(), behind.next()];
        let letters = sides.into_iter().flatten().filter(|c| c.is_alphabetic()).count();
        let needed = if NO_RADICAND.contains(second) { 1 } else { 2 };
        let end = at + ROOT.len() + second.len_utf8();
        (letters >= needed).then(|| (at..end, letter.to_string()))
    })
}

/// Letters of a Cyrillic word that are told from dashes between letters.
const LETTERS: usize = 3;

/// `–ú–∏—Ä` for `Мир`.
fn mac_cyrillic(text: &str) -> Option<(Range<usize>, String)> {
    let bytes = text.as_bytes();
    let is_dash = |at: &usize| matches!(bytes.get(at + 1..at + 3), Some([0x80, 0x93 | 0x94]));
    let mut from = 0;
    for at in memchr::memchr_iter(0xE2, bytes).filter(is_dash) {
        if at < from {
            continue;
        }
        let (mut length, mut word) = (0, String::new());
        let mut chars = text[at..].chars();
        while let (Some(lead @ ('–' | '—')), Some(second)) = (chars.next(), chars.next())
            && let Some(letter) = mac_letter(if lead == '–' { 0xD0 } else { 0xD1 }, second)
        {
            length += lead.len_utf8() + second.len_utf8();
            word.push(letter);
        }
        if word.chars().count() >= LETTERS {
            return Some((at..at + length, word));
        }
        from = at + length;
    }
    None
}

/// Letters of a word in Windows-1251 that no word in Latin letters has with an accent on each.
const ACCENTED: usize = 4;

/// Letters of several such words together.
const TOGETHER: usize = 12;

/// `Ìîñêâà` for `Москва`, where several such words stand in a text: a list of accented letters is none.
fn latin(text: &str) -> Option<(Range<usize>, String)> {
    const LEAD: u8 = 0xC3; // of nearly all of its letters in UTF-8
    let bytes = text.as_bytes();
    let is_pair = |at: &usize| bytes.get(at + 2) == Some(&LEAD);
    let is_end = |c: char| !c.is_alphanumeric() && in_1251(c).is_none();
    let (mut first, mut letters, mut end) = (None, 0, 0);
    for at in memchr::memchr_iter(LEAD, bytes).filter(is_pair) {
        if at < end {
            continue;
        }
        let start = at
            - text[..at]
                .chars()
                .rev()
                .take_while(|c| !is_end(*c))
                .map(char::len_utf8)
                .sum::<usize>();
        end = text[at..].find(is_end).map_or(text.len(), |n| at + n);
        let Some(word) = russian(&text[start..end]) else { continue };
        letters += word.chars().count();
        let (span, word) = first.get_or_insert((start..end, word));
        if letters >= TOGETHER && span.start < start {
            return Some((span.clone(), std::mem::take(word)));
        }
    }
    None
}

/// The letter that a character of Latin-1 is in Windows-1251.
fn in_1251(c: char) -> Option<char> {
    match c {
        'À'..='ÿ' => char::from_u32(u32::from(c) - 0xC0 + u32::from('А')),
        '¨' => Some('Ё'),
        '¸' => Some('ё'),
        'ª' => Some('Є'),
        'º' => Some('є'),
        '¯' => Some('Ї'),
        '¿' => Some('ї'),
        '²' => Some('І'),
        '³' => Some('і'),
        _ => None,
    }
}

/// The word that letters are in Windows-1251, if it is written as words are: in small letters behind the
/// first, or in capitals.
fn russian(text: &str) -> Option<String> {
    let word: String = text.chars().map(in_1251).collect::<Option<_>>()?;
    let is_long = word.chars().count() >= ACCENTED;
    let is_small = word.chars().skip(1).all(char::is_lowercase);
    let is_spoken =
        word.to_lowercase().contains(['а', 'е', 'и', 'і', 'о', 'у', 'ы', 'я', 'ю', 'є', 'ї']);
    (is_long && is_spoken && (is_small || word.chars().all(char::is_uppercase))).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn misread(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> String {
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }

    #[test]
    fn words_in_utf_8_read_as_mac_roman_are_told() {
        for (text, meant) in [
            ("Jörg", "ö"),
            ("Gespräche", "ä"),
            ("Straße", "ß"),
            ("Österreich", "Ö"),
            ("café", "é"),
            ("Ärzte", "Ä"),
            ("Martín", "í"),
            ("España", "ñ"),
            ("São", "ã"),
            ("ÜBER", "Ü"),
            ("Путин", "Путин"),
            ("Зеленський", "Зеленський"),
        ] {
            let text = format!("x {} y", misread(text.as_bytes(), encoding_rs::MACINTOSH));
            assert_eq!(find(&text).map(|found| found.1).as_deref(), Some(meant), "{text}");
        }
    }

    #[test]
    fn words_in_windows_1251_read_as_latin_1_are_told() {
        for text in ["Встреча министра в Москве", "ВСТРЕЧА В КИЕВЕ", "Зустріч у Києві"]
        {
            let bytes = encoding_rs::WINDOWS_1251.encode(text).0;
            let misread = misread(&bytes, encoding_rs::WINDOWS_1252);
            let word = text.split(' ').next().map(str::to_string);
            assert_eq!(find(&misread).map(|found| found.1), word, "{misread}");
        }
    }

    #[test]
    fn sound_text_is_left_alone() {
        for text in [
            "√2, √π, x√π, 2√∞, √°, √±1, a √ ö b",
            "Done√† √©",
            "–ü–",
            "1939–ó",
            "a–b–c—d",
            "Köln–Ö–Ü",
            "à – été – ça",
            "– – –",
            "áéíóú, äöüß ÄÖÜ",
            "éàèù âêîô",
            "áéíóú àèìòù",
            "été où çà",
            "Ängö, Ööö",
            "Œuvre naïve — Zürich",
            "Москва, Київ",
            "7×–41×",
            "10 ÷ 5 ÷ 2",
            "¿Qué? ¿Cómo?",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
