//! Comparing words as people do: upper and lower case are one, in any script.
//!
//! Invariant: folding twice changes nothing; an ASCII text is compared without being copied.

use std::borrow::Cow;

use crate::check::nfc;

/// A text in normal form C and lower case; the final sigma is a sigma, the dotted capital I an i.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let lower = |c: char| match c {
        'ς' => 'σ'.to_lowercase(),
        'İ' => 'I'.to_lowercase(),
        c => c.to_lowercase(),
    };
    let lower: String = nfc(Cow::Borrowed(text)).chars().flat_map(lower).collect();
    nfc(Cow::Owned(lower)).into_owned()
}

/// Whether a text is, folded, the folded `word`.
pub(crate) fn same(text: &str, word: &str) -> bool {
    if text.is_ascii() {
        return text.eq_ignore_ascii_case(word);
    }
    let may_be = !word.is_ascii() || FOLD_TO_ASCII.iter().any(|c| text.contains(c));
    may_be && fold(text) == word
}

/// Whether a text, folded, holds the folded `part`.
///
/// What is not there byte by byte is not there at all, unless a letter folds to ASCII; so most
/// texts are never folded when the part is ASCII.
pub(crate) fn holds(text: &str, part: &str) -> bool {
    if part.is_ascii() {
        let there = holds_bytes(text.as_bytes(), part.as_bytes());
        if text.is_ascii() || (!there && !FOLD_TO_ASCII.iter().any(|c| text.contains(c))) {
            return there;
        }
    }
    !text.is_ascii() && fold(text).contains(part)
}

/// Kelvin sign, dotted I, Greek question mark and Greek varia: K, i, ; and `.
const FOLD_TO_ASCII: [&str; 4] = ["\u{212a}", "\u{130}", "\u{37e}", "\u{1fef}"];

fn holds_bytes(text: &[u8], part: &[u8]) -> bool {
    let Some(first) = part.first() else { return true };
    let mut starts = memchr::memchr2_iter(*first, first.to_ascii_uppercase(), text);
    starts.any(|at| text.get(at..at + part.len()).is_some_and(|t| t.eq_ignore_ascii_case(part)))
}

#[cfg(test)]
mod tests {
    use super::{FOLD_TO_ASCII, fold, holds, same};

    #[test]
    fn case_is_one_in_latin_greek_and_cyrillic() {
        assert!(same("ПУТІН", "путін") && same("Öcalan", "öcalan") && same("ΟΔΟΣ", &fold("οδος")));
        assert!(holds("Владимир ПУТИН", "путин") && holds("Istanbul", "istan"));
        assert!(holds("İstanbul", "istanbul") && !holds("Moscow", "москва"));
    }

    #[test]
    fn composed_and_decomposed_letters_are_the_same() {
        assert!(same("Macron e\u{301}", "macron é") && holds("cafe\u{301}s", "café"));
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
        for letter in ('\u{80}'..=char::MAX).map(String::from) {
            let becomes = fold(&letter).contains(|c: char| c.is_ascii());
            assert_eq!(becomes, FOLD_TO_ASCII.contains(&letter.as_str()), "{letter:?}");
        }
    }

    #[test]
    fn searching_is_the_same_as_folding_first() {
        let characters: Vec<char> = "aAkK;`iIİеЕ\u{212a}\u{37e}\u{1fef}\u{301}é".chars().collect();
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
