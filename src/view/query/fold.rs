//! Comparing words as people do: upper and lower case are one, in any script.
//!
//! White space of any kind and length is one blank, as where a line ends within a phrase, and what does
//! not show is not there. Letters are one where they have one capital: `ß` is `ss`, a ligature the
//! letters in it, `ı` an `i`.
//!
//! Invariant: folding twice changes nothing; an ASCII text is compared without being copied.

use std::borrow::Cow;

use crate::check::{has_hidden, has_other_blanks, in_sight, nfc, one_blank};

/// A text in normal form C, each letter as the small one of its capital; the dotted capital I is an i,
/// and white space a blank.
pub(crate) fn fold(text: &str) -> String {
    let text = one_blank(in_sight(text));
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let text = nfc(text);
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            'İ' => folded.push('i'),
            // Cyrillic: each small letter has one capital and no other.
            '\u{400}'..='\u{52f}' => folded.extend(c.to_lowercase()),
            c => {
                let capitals = c.to_lowercase().flat_map(char::to_uppercase);
                folded.extend(capitals.flat_map(char::to_lowercase));
            }
        }
    }
    nfc(Cow::Owned(folded)).into_owned()
}

/// Whether a text is, folded, the folded `word`.
pub(crate) fn same(text: &str, word: &str) -> bool {
    if word.contains(' ') && has_other_blanks(text) {
        return fold(text) == word;
    }
    if text.is_ascii() {
        return text.eq_ignore_ascii_case(word);
    }
    // What folds to ASCII takes up to three bytes a letter, and never fewer bytes than before.
    let may_fit = || (word.len()..=3 * word.len()).contains(&text.len());
    let may_be = !word.is_ascii()
        || may_fit() && text.chars().any(folds_to_ascii)
        || text.len() > word.len() && has_hidden(text);
    may_be && fold(text) == word
}

/// Whether a text, folded, holds the folded `part`.
///
/// What is not there byte by byte is not there at all, unless a letter folds to ASCII or something does
/// not show; so most texts are never folded when the part is ASCII.
pub(crate) fn holds(text: &str, part: &str) -> bool {
    if part.is_ascii() {
        let there = holds_bytes(text.as_bytes(), part.as_bytes());
        if !there && part.contains(' ') && has_other_blanks(text) {
            return fold(text).contains(part);
        }
        let may_be = || there || text.chars().any(folds_to_ascii) || has_hidden(text);
        if text.is_ascii() || !may_be() {
            return there;
        }
    }
    !text.is_ascii() && fold(text).contains(part)
}

/// Whether a letter beyond ASCII becomes one within it, at least in part: sharp and long s, dotted
/// and dotless i, the Kelvin sign, an n or a with an apostrophe in it, Latin ligatures, the Greek
/// question mark and varia. White space does too, and is looked for on its own.
fn folds_to_ascii(c: char) -> bool {
    matches!(
        c,
        'ß' | 'ẞ' | 'ſ' | 'İ' | 'ı' | 'ŉ' | 'ẚ' | '\u{212a}' | '\u{37e}' | '\u{1fef}' | '\u{fb00}'
            ..='\u{fb06}'
    )
}

fn holds_bytes(text: &[u8], part: &[u8]) -> bool {
    let Some(first) = part.first() else { return true };
    let mut starts = memchr::memchr2_iter(*first, first.to_ascii_uppercase(), text);
    starts.any(|at| text.get(at..at + part.len()).is_some_and(|t| t.eq_ignore_ascii_case(part)))
}

#[cfg(test)]
mod tests {
    use super::{fold, folds_to_ascii, holds, same};

    #[test]
    fn case_is_one_in_latin_greek_and_cyrillic() {
        assert!(same("ПУТІН", "путін") && same("Öcalan", "öcalan") && same("ΟΔΟΣ", &fold("οδος")));
        assert!(holds("Владимир ПУТИН", "путин") && holds("Istanbul", "istan"));
        assert!(holds("İstanbul", "istanbul") && !holds("Moscow", "москва"));
    }

    #[test]
    fn sharp_s_is_two_and_a_ligature_the_letters_in_it() {
        assert!(same("STRASSE", &fold("Straße")) && same("Straße", "strasse"));
        assert!(holds("Große Straße", "strasse") && holds("GROẞE", &fold("große")));
        assert!(holds("the \u{fb01}le", "file") && same("\u{fb04}", "ffl"));
        assert!(same("IŞIK", &fold("ışık")) && same("և", &fold("ԵՒ")));
        assert!(!same("Strase", "strasse"));
    }

    #[test]
    fn every_letter_is_its_capital_and_its_small_one() {
        let has_case = |c: &char| !(c.to_lowercase().eq([*c]) && c.to_uppercase().eq([*c]));
        for letter in ('\u{80}'..=char::MAX).filter(|c| has_case(c) && *c != 'İ') {
            let folded = fold(&letter.to_string());
            assert!(same(&letter.to_string(), &folded), "{letter:?}");
            for case in [letter.to_uppercase().to_string(), letter.to_lowercase().to_string()] {
                assert_eq!(fold(&case), folded, "{letter:?} and {case:?}");
            }
            assert_eq!(fold(&folded), folded, "{letter:?}");
        }
    }

    #[test]
    fn composed_and_decomposed_letters_are_the_same() {
        assert!(same("Macron e\u{301}", "macron é") && holds("cafe\u{301}s", "café"));
    }

    #[test]
    fn a_blank_is_found_where_no_line_ends_at_it() {
        assert!(holds("no\u{a0}break", "no break") && holds("1\u{202f}000 €", "1 000"));
        assert!(same("Ann\u{a0}Lee", "ann lee") && !holds("nobreak", "no break"));
    }

    #[test]
    fn a_phrase_is_found_where_a_line_ends_within_it() {
        for text in ["Prisoner\nswap", "a prisoner\r\n  swap in Ankara", "prisoner \t\u{2003}swap"]
        {
            assert!(holds(text, "prisoner swap") && !holds(text, "prisonerswap"), "{text:?}");
        }
        assert!(same("New\nYork", "new york") && same("Tu\u{308}r  \u{a0}kei", &fold("Tür kei")));
        assert!(!same("New\nYork", "newyork") && !same("New York", "new\nyork"));
    }

    #[test]
    fn what_does_not_show_is_not_there() {
        assert!(holds("Waffen\u{ad}still\u{ad}stand", "waffenstillstand"));
        assert!(same("v\u{2060}o\u{200b}te\u{200e}\u{200f}\u{feff}", "vote"));
        assert!(same("no \u{200b} vote", "no vote") && same("Пу\u{ad}тін", "путін"));
        assert_eq!((fold("e\u{ad}\u{301}"), fold("Kyi\u{200b}v")), ("é".into(), "kyiv".into()));
        assert!(!same("vo\u{200c}te", "vote") && !same("vo\u{ad}te", "vo te"));
    }

    #[test]
    fn letters_that_fold_to_ascii_are_found_and_what_has_a_mark_on_it_is_not() {
        for (text, part) in [("\u{212a}yiv", "kyiv"), ("a\u{37e}b", ";"), ("é \u{1fef}", "`")] {
            assert!(holds(text, part), "{text}");
        }
        assert!(!holds("cafe\u{301}", "cafe") && holds("cafe\u{301} cafe", "cafe"));
    }

    #[test]
    fn no_other_letter_folds_to_ascii() {
        for letter in '\u{80}'..=char::MAX {
            let becomes = fold(&letter.to_string()).contains(|c: char| c.is_ascii());
            let is_told = folds_to_ascii(letter) || letter.is_whitespace();
            assert_eq!(becomes, is_told, "{letter:?}");
        }
    }

    #[test]
    fn searching_is_the_same_as_folding_first() {
        let characters: Vec<char> =
            "aAkKsS;` \n\u{a0}\u{2003}iIİеЕßſ\u{fb01}\u{212a}\u{37e}\u{1fef}\u{301}é\u{ad}\u{200b}"
                .chars()
                .collect();
        arbtest::arbtest(|u| {
            let mut word = |most| -> arbtest::arbitrary::Result<String> {
                let count = u.int_in_range(0..=most)?;
                (0..count).map(|_| u.choose(&characters).copied()).collect()
            };
            let (text, part) = (word(9)?, fold(&word(2)?));
            assert_eq!(holds(&text, &part), fold(&text).contains(&part), "{text:?} {part:?}");
            assert_eq!(same(&text, &part), fold(&text) == part, "{text:?} {part:?}");
            assert!(same(&text, &fold(&text)), "{text:?}");
            Ok(())
        });
    }

    #[test]
    fn folding_twice_changes_nothing() {
        arbtest::arbtest(|u| {
            let once = fold(u.arbitrary::<&str>()?);
            assert_eq!(fold(&once), once);
            Ok(())
        });
    }
}
