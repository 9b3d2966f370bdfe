//! Known names that have the words of another one: in another order, with a title before them, or with initials.
//!
//! A name is found by a number made of its words, in which their order does not count, and by those that it has
//! with some of its words as initials.
//!
//! Invariant: each known name is looked at once, however many are asked for; only the name that is asked for
//! loses titles, for `President of France` and `Minister of France` are two.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::check::names::unicode::nfc;
use crate::cores;
use crate::model::lookup::fingerprint;

/// What stands before a name and is no part of it.
const TITLES: [&str; 34] = [
    "mr",
    "mrs",
    "ms",
    "mx",
    "miss",
    "dr",
    "prof",
    "professor",
    "sir",
    "hon",
    "rev",
    "herr",
    "frau",
    "mme",
    "mlle",
    "monsieur",
    "madame",
    "president",
    "prime",
    "minister",
    "senator",
    "sen",
    "ambassador",
    "amb",
    "general",
    "gen",
    "captain",
    "capt",
    "colonel",
    "col",
    "chancellor",
    "governor",
    "secretary",
    "mayor",
];

/// Names longer than this have no other forms.
const MOST_WORDS: usize = 8;

/// The known names of the same words as each of some names, at most three, with their numbers; of one number
/// the one that looks like a name. The known ones come in shares, one for each core.
pub(in crate::check) fn of_same_words<'w, K: Iterator<Item = (&'w str, u32)> + Send>(
    names: &[&str],
    known: Vec<K>,
) -> Vec<Vec<(&'w str, u32)>> {
    let mut found: Vec<Vec<(u32, bool, &str)>> = vec![Vec::new(); names.len()];
    let asked = Asked::new(names);
    if !asked.by_print.is_empty() {
        for (n, name, row) in cores::each(known, |known| asked.among(known)).into_iter().flatten() {
            found[n].push((row, !name.contains(' '), name));
        }
    }
    let three = |mut found: Vec<(u32, bool, &'w str)>| {
        found.sort_unstable();
        found.dedup_by_key(|(row, ..)| *row);
        let mut found: Vec<(&str, u32)> =
            found.into_iter().map(|(row, _, name)| (name, row)).collect();
        found.sort_unstable();
        found.truncate(3);
        found
    };
    found.into_iter().map(three).collect()
}

/// Whether two names have the same words, titles before one of them aside.
pub fn are_same_words(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let is_same = |one, other| {
        let whole = words(other, |_| false).map(|words| print(&words));
        whole.is_some_and(|whole| prints(one).contains(&whole))
    };
    is_same(&one, &other) || is_same(&other, &one)
}

/// Names that are asked for.
struct Asked {
    by_print: BTreeMap<u64, Vec<usize>>,
    /// Whether one of them has initials.
    has_initials: bool,
}

impl Asked {
    fn new(names: &[&str]) -> Asked {
        let mut asked = Asked { by_print: BTreeMap::new(), has_initials: false };
        for (n, name) in names.iter().enumerate() {
            let folded = nfc(Cow::Borrowed(name)).to_lowercase();
            for print in prints(&folded) {
                asked.by_print.entry(print).or_default().push(n);
            }
            let words = words(&folded, is_title).unwrap_or_default();
            asked.has_initials |= words.iter().any(|word| is_initial(word));
        }
        asked
    }

    /// The known names that have the words of one that is asked for, with the number of that.
    fn among<'w>(&self, known: impl Iterator<Item = (&'w str, u32)>) -> Vec<(usize, &'w str, u32)> {
        let mut found = Vec::new();
        let mut folded = String::new();
        for (name, row) in known {
            if name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                continue; // one word
            }
            folded.clear();
            folded.extend(name.chars().flat_map(char::to_lowercase));
            let Some(words) = words(&folded, |_| false) else { continue };
            let mut keep = |print| {
                let asked = self.by_print.get(&print).into_iter().flatten();
                found.extend(asked.map(|n| (*n, name, row)));
            };
            keep(print(&words));
            if self.has_initials {
                with_initials(&words).into_iter().for_each(keep);
            }
        }
        found
    }
}

/// The numbers of a name in small letters, with titles before it and without.
fn prints(folded: &str) -> Vec<u64> {
    let both = [words(folded, |_| false), words(folded, is_title)];
    let mut prints: Vec<u64> = both.iter().flatten().map(|words| print(words)).collect();
    prints.dedup();
    prints
}

/// A number for words in any order.
fn print(words: &[&str]) -> u64 {
    words.iter().fold(0, |sum, word| sum.wrapping_add(fingerprint(word)))
}

/// The numbers of words of which one is an initial, or all but one are.
fn with_initials(words: &[&str]) -> Vec<u64> {
    let initial = |word: &&str| {
        let first = word.chars().next().map(|first| fingerprint(&format!("{first}.")));
        (fingerprint(word), first.unwrap_or_default())
    };
    let both: Vec<(u64, u64)> = words.iter().map(initial).collect();
    let sum = |of: fn(&(u64, u64)) -> u64| both.iter().map(of).fold(0, u64::wrapping_add);
    let (whole, initials) = (sum(|both| both.0), sum(|both| both.1));
    let of_one = both.iter().map(|(word, first)| whole.wrapping_sub(*word).wrapping_add(*first));
    let of_others =
        both.iter().map(|(word, first)| initials.wrapping_sub(*first).wrapping_add(*word));
    let mut prints: Vec<u64> = of_one.chain(of_others).collect();
    prints.sort_unstable();
    prints.dedup();
    prints
}

/// The words of a name in small letters, an initial with its dot, but for some at its front or behind a comma.
/// `None`: they are too few, too many, or initials alone.
fn words(folded: &str, is_left_out: fn(&str) -> bool) -> Option<Vec<&str>> {
    let mut words = Vec::new();
    let (mut at, mut is_front) = (0, true);
    for part in folded.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
        let is_initial = part.ends_with('.') && word.chars().count() == 1;
        let is_passed = word.is_empty() || is_front && is_left_out(word);
        if !is_passed {
            words.push(&folded[at..at + word.len() + usize::from(is_initial)]);
            is_front = false;
        }
        is_front |= part.ends_with(',');
        at += part.len();
    }
    let is_name = (2..=MOST_WORDS).contains(&words.len());
    (is_name && !words.iter().all(|word| is_initial(word))).then_some(words)
}

fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
}

fn is_initial(word: &str) -> bool {
    word.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 9] = [
        "karin-lindqvist",
        "Karin Lindqvist",
        "Oksana Petrenko",
        "Oleh Petrenko",
        "John Ronald Tolkien",
        "Wang Yi",
        "Unit 1",
        "President of France",
        "petrenko",
    ];

    fn found(name: &str) -> Vec<&'static str> {
        let known = KNOWN.into_iter().zip([0, 0, 1, 2, 3, 4, 5, 6, 7]);
        let found = of_same_words(&[name], vec![known]).remove(0);
        found.into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn the_same_words_are_found_in_any_order_behind_a_title_and_as_initials() {
        for (name, meant) in [
            ("Lindqvist, Karin", "Karin Lindqvist"),
            ("LINDQVIST Karin", "Karin Lindqvist"),
            ("lindqvist-karin", "Karin Lindqvist"),
            ("Mrs. Oksana Petrenko", "Oksana Petrenko"),
            ("Prime Minister Oksana Petrenko", "Oksana Petrenko"),
            ("Petrenko, Dr. Oksana", "Oksana Petrenko"),
            ("J. R. Tolkien", "John Ronald Tolkien"),
            ("Tolkien, J.R.", "John Ronald Tolkien"),
            ("John R. Tolkien", "John Ronald Tolkien"),
            ("Yi Wang", "Wang Yi"),
            ("Dr. Wang Yi", "Wang Yi"),
        ] {
            assert_eq!(found(name), [meant], "{name}");
        }
        assert_eq!(found("O. Petrenko"), ["Oksana Petrenko", "Oleh Petrenko"]);
    }

    #[test]
    fn other_words_are_another_name() {
        for name in [
            "Petrenko",
            "Mrs. Petrenko",
            "I. Petrenko",
            "O Petrenko",
            "O. P.",
            "Karin",
            "Karin Petrenko",
            "Maria Karin Lindqvist",
            "Young Oksana Petrenko",
            "J. Tolkien",
            "Unit",
            "",
            ", .",
            "Prime Minister of France",
        ] {
            assert!(found(name).is_empty(), "{name}");
        }
        assert!(are_same_words("Yi Wang", "Mr. Wang Yi") && !are_same_words("Wang Yi", "Wang"));
    }
}
