//! Text that was UTF-8, decoded as Windows-1252 or Latin-1: `ÐŸÑƒÑ‚Ð¸Ð½` for `Путин`; or as
//! Windows-1251: `РџСѓС‚РёРЅ`.
//!
//! Invariant: only text that turns back into plausible letters is called mojibake.

use std::ops::Range;

/// Whether [`find`] could find anything: a quick look for one of the accented capitals and small
/// letters (`Â` to `ï`) that leading bytes of UTF-8 become, with another character outside ASCII after it.
pub(in crate::check) fn is_possible(text: &[u8]) -> bool {
    memchr::memchr_iter(0xC3, text).any(|n| text.get(n + 2).is_some_and(|b| !b.is_ascii()))
}

/// The first run of wrongly decoded characters in `text`, and what it was.
///
/// Each character of a run stands for a byte; the bytes must be valid UTF-8 and give letters of
/// scripts in daily use or typographic signs.
pub(in crate::check) fn find(text: &str) -> Option<(Range<usize>, String)> {
    let mut run: Option<(usize, Vec<u8>)> = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (byte(c), &mut run) {
            (Some(b), Some((_, bytes))) => bytes.push(b),
            (Some(b), None) => run = Some((at, vec![b])),
            (None, Some((start, bytes))) => {
                if let Some(meant) = decode(bytes)
                    && !is_sound((&text[..*start], &text[*start..at], &text[at..]), &meant)
                {
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

/// Signs that stand directly behind a word or number in sound text.
const BEHIND_WORDS: &str = "–—‘’“”…»«›‹™®†‡•·¹²³\u{a0}";

/// Those of them that stand between words, without a blank.
const BETWEEN_WORDS: &str = "–—’…\u{a0}";

/// Letters that are hardly a word's only one of its kind: rather Å, Ä or Ã with a sign behind it.
const RARE: &str = "ŖŗĔĕŔŕŲųĲĳĠŅņĬĭ÷";

/// Whether a run that would be one character is more likely what it looks like: `«BODØ»`, `5 Å³`, `été…»`.
/// What stands before it, the run, and what stands behind it; and the character.
fn is_sound((before, run, behind): (&str, &str, &str), meant: &str) -> bool {
    let (mut meant, mut run) = (meant.chars(), run.chars());
    let (Some(letter), None) = (meant.next(), meant.next()) else { return false };
    let (Some(lead), Some(sign)) = (run.next(), run.next()) else { return false };
    match lead {
        'Â' | 'â' => return false, // `Â°`, `â€™`: no word ends so
        'Ã' | 'Ä' | 'Å' => {}
        _ => return true, // one letter of another script is no word
    }
    if RARE.contains(letter) || !BEHIND_WORDS.contains(sign) {
        return RARE.contains(letter);
    }
    let word = before.chars().rev().take_while(|c| c.is_alphabetic());
    let is_in_small_letters = before.ends_with(char::is_lowercase);
    let is_behind_number = before.trim_end().ends_with(|c: char| c.is_ascii_digit());
    match (word.take(2).count(), behind.starts_with(char::is_alphabetic)) {
        _ if is_in_small_letters => false,            // `imÄ™`
        (0, true) => lead != 'Ã' && is_behind_number, // `Å koda`, but `5 Å thick`
        (0, false) => lead != 'Ã',
        (1, true) => false, // `KÃ–LN`
        (_, true) => BETWEEN_WORDS.contains(sign),
        (_, false) => true,
    }
}

/// A character people write: Latin, Greek and Cyrillic letters, CJK, typographic signs.
fn plausible(c: char) -> bool {
    matches!(c,
        '\u{a0}'..='\u{17f}' | '\u{384}'..='\u{3ce}' | '\u{400}'..='\u{45f}' | '\u{490}'..='\u{491}'
        | '\u{2010}'..='\u{2044}' | '€' | '№' | '™' | '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}')
}

/// The first word in `text` of three letters or more that was decoded as Windows-1251, and what it was.
///
/// Each letter of it has become two characters, of which the first is one of three capitals and the
/// second one that seldom follows it: no word has three such pairs in a row.
pub(in crate::check) fn find_cyrillic(text: &str) -> Option<(Range<usize>, String)> {
    let mut from = 0;
    loop {
        let start = from + memchr::memchr(0xD0, &text.as_bytes()[from..])?;
        let (length, word) = misread_word(&text[start..]);
        if word.chars().count() > 2 {
            return Some((start..start + length, word));
        }
        from = start + length.max('Р'.len_utf8());
    }
}

/// The letters that a text begins with, two characters each, and how many bytes these are.
fn misread_word(text: &str) -> (usize, String) {
    let (mut length, mut word) = (0, String::new());
    let mut chars = text.chars();
    while let (Some(first), Some(second)) = (chars.next(), chars.next())
        && let Some(letter) = lead(first).and_then(|lead| letter(lead, second))
    {
        length += first.len_utf8() + second.len_utf8();
        word.push(letter);
    }
    (length, word)
}

/// The byte that a Cyrillic letter in UTF-8 begins with, which stands as this one in Windows-1251.
fn lead(c: char) -> Option<u32> {
    match c {
        'Р' => Some(0xD0),
        'С' => Some(0xD1),
        'Т' => Some(0xD2),
        _ => None,
    }
}

/// The letter of a first byte and the character that the second one became.
fn letter(lead: u32, c: char) -> Option<char> {
    const CP1251: &str =
        "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕї";
    let second = CP1251.chars().position(|known| known == c)? as u32;
    let letter = char::from_u32((lead & 0x1F) << 6 | second)?;
    matches!(letter, 'Ё'..='Џ' | 'А'..='џ' | 'Ґ' | 'ґ').then_some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What text becomes that is UTF-8 and is decoded as Windows-1251.
    fn misread(text: &str) -> String {
        encoding_rs::WINDOWS_1251.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn words_read_as_windows_1251_are_recognised() {
        for word in ["Путин", "Зеленський", "їжак", "Ґенеза", "Вучић", "Иран", "Россия"]
        {
            let found = find_cyrillic(&format!("x, {}!", misread(word)));
            assert_eq!(found.map(|f| f.1).as_deref(), Some(word), "{}", misread(word));
        }
        let text = misread("В Москве");
        assert_eq!(find_cyrillic(&text).map(|f| f.1).as_deref(), Some("Москве"));
    }

    #[test]
    fn sound_words_in_cyrillic_letters_are_left_alone() {
        for text in [
            "Путин РФ СССР Россия",
            "СІРІ РІЧКИ, РІСТ, СЇ «Рік» – Сіті",
            "Сјеница Рјешење СЈЕНИЦА РЈ СЈ РЈЕШЕЊЕ Српска Тјентиште ЋЋ",
            "Т‘к",
            "С «Р» – Р»",
        ] {
            assert_eq!(find_cyrillic(text), None, "{text}");
        }
    }

    #[test]
    fn cyrillic_and_accents_are_recognised() {
        assert_eq!(find("x ÐŸÑƒÑ‚Ð¸Ð½").map(|f| f.1), Some("Путин".to_string()));
        assert_eq!(find("PedÃ©ro").map(|f| f.1), Some("é".to_string()));
        assert_eq!(find("itâ€™s").map(|f| f.1), Some("’".to_string()));
    }

    #[test]
    fn a_single_letter_that_was_misread_is_recognised_where_it_is_a_likely_one() {
        for (word, letter) in [
            ("Köln", "ö"),
            ("KÖLN", "Ö"),
            ("Österreich", "Ö"),
            ("ESPAÑA", "Ñ"),
            ("École", "É"),
            ("CAFÉ", "É"),
            ("São", "ã"),
            ("à Paris", "à"),
            ("voilà !", "à"),
            ("Škoda", "Š"),
            ("Kovač", "č"),
            ("imię", "ę"),
            ("Vėliava", "ė"),
            ("Władek", "ł"),
            ("5 × 3", "×"),
            ("10 °C", "°"),
            ("PARIS\u{a0}!", "\u{a0}"),
            ("it’s", "’"),
        ] {
            let misread = encoding_rs::WINDOWS_1252.decode_without_bom_handling(word.as_bytes()).0;
            let found = find(&format!("x {misread} y")).map(|f| f.1);
            assert_eq!(found.as_deref(), Some(letter), "{misread}");
        }
    }

    #[test]
    fn one_capital_before_a_sign_is_sound() {
        for text in [
            "120 Å³",
            "kÅ³",
            "7×–41×",
            "2×£50",
            "2 Å–3 Å",
            "«BODØ»",
            "»BODØ«",
            "UMEÅ–LULEÅ",
            "”HYVÄ”",
            "„HYVÄ“",
            "HYVÄ—JA",
            "HYVÄ’S",
            "MAIS OÙ… paraît",
            "Å²",
            "Å…",
            "PÅ…",
            "×™",
            "AMANHÃ…",
            "AMANHÃ–SÁBADO",
            "ESPAÑ…",
            "“IRMÃ”",
            "«IRMÃ»",
            "„FJÖRÐ“",
            "5 Å\u{a0}",
            "5 Å\u{a0}thick",
            "UMEÅ\u{a0}KOMMUN",
            "UMEÅ™",
            "“the café…”",
            "«il a été…»",
            "é…”, è–”",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
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
