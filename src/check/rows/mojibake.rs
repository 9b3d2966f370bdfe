//! Text that was UTF-8, decoded as Windows-1252 or Latin-1: `ÐŸÑƒÑ‚Ð¸Ð½` for `Путин`; or as
//! Windows-1251: `РџСѓС‚РёРЅ`.
//!
//! Invariant: only text that turns back into plausible letters is called mojibake.

use std::ops::Range;

use crate::check::finding::{Code, Finding, quoted};
use crate::model::Place;
use crate::model::cells::line_start;

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

/// What Japanese letters begin with in ISO-2022-JP, which is ASCII throughout.
const JAPANESE: &[u8] = b"\x1B$";

/// The first sign in `text` that a letter was lost before it became UTF-8: U+FFFD, which programs put in
/// the place of what they cannot read, or a control character (U+0080 to U+009F, ESC), which bytes of another
/// encoding become. What [`find`] and [`find_cyrillic`] tell is not lost.
fn find_lost(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let replaced = memchr::memmem::find(bytes, "\u{fffd}".as_bytes()).map(|at| at..at + 3);
    let is_control = |at: &usize| matches!(bytes.get(at + 1), Some(0x80..=0x9F));
    // What is misread as a whole has many of them: each line is judged once.
    let mut judged = 0;
    let control = memchr::memchr_iter(0xC2, bytes).filter(is_control).find(|at| {
        if *at < judged {
            return false;
        }
        let start = line_start(bytes, *at);
        let end = memchr::memchr2(b'\n', b'\r', &bytes[*at..]).map_or(bytes.len(), |n| at + n);
        judged = end;
        find(&text[start..end]).is_none() && find_cyrillic(&text[start..end]).is_none()
    });
    let control = control.map(|at| at..at + 2);
    let is_japanese =
        |at: &usize| matches!(bytes.get(at + JAPANESE.len()), Some(b'@' | b'B' | b'('));
    let escape = memchr::memmem::find_iter(bytes, JAPANESE).find(is_japanese);
    let escape = escape.map(|at| at..at + JAPANESE.len());
    [replaced, control, escape].into_iter().flatten().min_by_key(|span| span.start)
}

/// Whether a text may have letters that are lost.
pub(in crate::check) fn has_lost(text: &str) -> bool {
    find_lost(text).is_some()
}

/// What is said of the first letter that is lost in a part of a text, given the places of spans.
pub(crate) fn lost_letter(
    text: &str,
    part: Range<usize>,
    place: impl Fn(Range<usize>) -> Place,
) -> Option<Finding> {
    let span = find_lost(&text[part.clone()])?;
    let span = part.start + span.start..part.start + span.end;
    Some(lost(text, span.clone(), place(span)))
}

/// What is said of one in a text.
fn lost(text: &str, span: Range<usize>, place: Place) -> Finding {
    let edge = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"');
    let (before, behind) = (&text[..span.start], &text[span.end..]);
    let start = before.rmatch_indices(edge).next().map_or(0, |(at, edge)| at + edge.len());
    let end = behind.find(edge).map_or(text.len(), |at| span.end + at);
    let word = quoted(&text[start..end]);
    let message = match &text.as_bytes()[span] {
        JAPANESE => format!("{word} is text in ISO-2022-JP, read in the wrong encoding"),
        [0xC2, _] => format!("a control character stands for a letter in {word}"),
        _ => format!("a letter is lost in {word}"),
    };
    Finding::new(Code::Mojibake, place, message)
        .help("read the original file in its own encoding, or type it again")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_letters_are_found_and_sound_text_is_left_alone() {
        assert_eq!(find_lost("x\nGr\u{fffd}\u{fffd}e"), Some(4..7));
        assert_eq!(find_lost("Gr\u{94}\u{e1}e \u{fffd}"), Some(2..4));
        assert_eq!(find_lost("a\u{1b}$B2qCL\u{1b}(B"), Some(1..3));
        for text in ["« 10\u{a0}°C », naïve – Київ", "Путин \u{feff}\u{1f600}", "ÐŸÑƒÑ\u{82}"]
        {
            assert_eq!(find_lost(text), None, "{text}");
        }
    }

    proptest::proptest! {
        /// A blank before a lost letter may take one byte to three.
        #[test]
        fn lost_letters_are_told_behind_any_blank(
            text in "[ \u{a0}\u{2003}\u{3000}\u{80}-\u{9f}\u{fffd},;\"\n\raé–]{0,8}",
        ) {
            let found = lost_letter(&text, 0..text.len(), |span| Place { span, ..Place::file(0) });
            proptest::prop_assert_eq!(found.is_some(), find_lost(&text).is_some());
        }
    }

    #[test]
    fn the_word_of_a_lost_letter_starts_behind_a_blank_of_several_bytes() {
        let told = |text: &str| lost(text, find_lost(text).unwrap(), Place::file(0)).message;
        assert_eq!(told("a\u{a0}\u{fffd}"), "a letter is lost in `\u{fffd}`");
        assert_eq!(told("a\u{3000}Gr\u{fffd}n b"), "a letter is lost in `Gr\u{fffd}n`");
    }

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
