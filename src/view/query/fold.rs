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
    if text.is_ascii() { text.eq_ignore_ascii_case(word) } else { fold(text) == word }
}

/// Whether a text, folded, holds the folded `part`.
pub(crate) fn holds(text: &str, part: &str) -> bool {
    if !text.is_ascii() {
        return fold(text).contains(part);
    }
    let (text, part) = (text.as_bytes(), part.as_bytes());
    let Some(first) = part.first() else { return true };
    let starts = memchr::memchr2_iter(*first, first.to_ascii_uppercase(), text);
    let here =
        |at: usize| text.get(at..at + part.len()).is_some_and(|t| t.eq_ignore_ascii_case(part));
    starts.into_iter().any(here)
}

#[cfg(test)]
mod tests {
    use super::{fold, holds, same};

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
    fn folding_twice_changes_nothing() {
        arbtest::arbtest(|u| {
            let once = fold(u.arbitrary::<&str>()?);
            assert_eq!(fold(&once), once);
            Ok(())
        });
    }
}
