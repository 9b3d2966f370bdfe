//! Text that is no date in words but a sentence: trying every reading of one takes long, for nothing.
//!
//! Invariant: nothing that a recogniser reads is prose; the tests of all of them hold this.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::vocabulary::{
    ABOUT, BEFORE_ERA, CENTURIES, COUNTED, FILLERS, LIMITS, LIMITS_BEHIND, NEUTRAL, NEUTRAL_BEHIND,
    OPEN_ENDS, ORDINALS, PERHAPS, PORTIONS, RELATIVE, SEASONS, SHARES, SINCE_ERA, WEEKDAYS, YEARS,
};
use crate::model::date::months;

/// Words between two dates.
#[rustfmt::skip]
const JOINTS: &[&str] = &[
    "and", "between", "through", "thru", "und", "oder", "zwischen", "bis", "vom", "zum", "von", "entre", "или", "або", "между", "між",
];

/// Words of at least three letters in the tables of the recognisers.
static KNOWN: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let mut known = BTreeSet::new();
    let mut put = |entries: &[&'static str]| {
        entries.iter().for_each(|entry| known.extend(long_words(entry)));
    };
    let lists = [ABOUT, BEFORE_ERA, CENTURIES, COUNTED, FILLERS, JOINTS, NEUTRAL, NEUTRAL_BEHIND];
    lists.into_iter().for_each(&mut put);
    [OPEN_ENDS, PERHAPS, RELATIVE, SINCE_ERA, YEARS].into_iter().for_each(&mut put);
    LIMITS.iter().chain(LIMITS_BEHIND).for_each(|(entries, _)| put(entries));
    SHARES.iter().chain(ORDINALS).chain(SEASONS).for_each(|(entries, _)| put(entries));
    PORTIONS.iter().for_each(|(entries, _)| put(entries));
    WEEKDAYS.iter().for_each(|(entries, _)| put(entries));
    known
});

/// So many words that no table has make a sentence.
const MANY: usize = 3;

/// Whether a text has too many words of its own to be a date. Behind a bracket stands the name of a zone,
/// which may have several, and behind `^` a qualifier of drafts of EDTF, which may be any word. Words without a
/// blank between them are one: `America/New_York`.
pub(super) fn is_prose(text: &str) -> bool {
    let text = text.split(['(', '^']).next().unwrap_or_default();
    if long_words(text).nth(MANY - 1).is_none() {
        return false;
    }
    let lower = text.to_lowercase();
    let own = |word: &&str| !KNOWN.contains(word) && months::number(word).is_none();
    let together = lower.split(|letter: char| !letter.is_alphabetic() && !"/_".contains(letter));
    together.filter(|words| long_words(words).any(|word| own(&word))).nth(MANY - 1).is_some()
}

/// The words of three letters or more.
fn long_words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_alphabetic());
    words.filter(|word| word.len() > 2 && word.chars().nth(2).is_some())
}

#[cfg(test)]
mod tests {
    use super::is_prose;

    #[test]
    fn sentences_are_prose_whatever_numbers_they_hold() {
        for text in [
            "not known, see letter no. 5 in the file of the board of trade",
            "taken from the diary of 5 May 1920, page 3 - 4",
            "siehe Brief Nr. 5 in der Akte des Ministeriums",
        ] {
            assert!(is_prose(text), "{text}");
        }
    }

    #[test]
    fn dates_in_many_words_are_none() {
        for text in [
            "between the beginning of March and the end of the second half of May 1920 at the latest",
            "Mon May 05 2025 10:00:00 GMT+0200 (Central European Summer Time)",
            "some day in the first quarter of the nineteenth century, perhaps",
        ] {
            assert!(!is_prose(text), "{text}");
        }
    }
}
