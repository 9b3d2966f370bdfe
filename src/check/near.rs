//! Near misses: words that were probably meant.
//!
//! Invariant: a suggestion is at most two edits away (one for short words), nearest first.

use std::borrow::Cow;

/// The known words nearest to `word`, at most three.
pub fn near<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let folded = word.to_lowercase();
    let length = folded.chars().count();
    if length > LONGEST {
        return Vec::new();
    }
    let limit = limit(length);
    let mut found: Vec<(usize, &str)> = known
        .filter(|k| k.len().abs_diff(word.len()) <= 4 * (limit + 1))
        .filter_map(|k| distance(&folded, k, limit).map(|d| (d, k)))
        .collect();
    found.sort();
    found.dedup();
    found.into_iter().take(3).map(|(_, k)| k).collect()
}

/// Many known words, prepared for many questions of the same kind; each has a number.
pub(super) struct Words<'w> {
    /// By number of characters when folded.
    by_length: Vec<Vec<Known<'w>>>,
}

struct Known<'w> {
    /// The letters that occur in it as bits.
    letters: u64,
    folded: Cow<'w, str>,
    word: &'w str,
    number: u32,
}

impl<'w> Words<'w> {
    pub(super) fn new(words: impl Iterator<Item = (&'w str, u32)>) -> Words<'w> {
        let mut by_length: Vec<Vec<_>> = Vec::new();
        for (word, number) in words {
            let folded = folded(word);
            let length = folded.chars().count();
            if length > LONGEST {
                continue;
            }
            if by_length.len() <= length {
                by_length.resize_with(length + 1, Vec::new);
            }
            by_length[length].push(Known { letters: letters(&folded), folded, word, number });
        }
        Words { by_length }
    }

    /// The nearest, at most three, with their numbers.
    pub(super) fn near(&self, word: &str) -> Vec<(&'w str, u32)> {
        let folded = word.to_lowercase();
        let length = folded.chars().count();
        let limit = limit(length);
        let bits = letters(&folded);
        let lengths = length.saturating_sub(limit)..(length + limit + 1).min(self.by_length.len());
        let mut found: Vec<(usize, &str, u32)> = Vec::new();
        for known in self.by_length.get(lengths).into_iter().flatten().flatten() {
            // An edit takes away one letter and brings in another, at most.
            if (bits ^ known.letters).count_ones() as usize <= 2 * limit {
                let distance = strsim::osa_distance(&folded, &known.folded);
                if distance <= limit {
                    found.push((distance, known.word, known.number));
                }
            }
        }
        found.sort_unstable();
        found.dedup_by_key(|(_, word, _)| *word);
        found.into_iter().take(3).map(|(_, word, number)| (word, number)).collect()
    }
}

/// A word in small letters; most ids and addresses are.
fn folded(word: &str) -> Cow<'_, str> {
    let is_small = |byte: u8| byte.is_ascii() & !byte.is_ascii_uppercase();
    match word.bytes().fold(true, |all, byte| all & is_small(byte)) {
        true => Cow::Borrowed(word),
        false => Cow::Owned(word.to_lowercase()),
    }
}

/// Words longer than this have no near misses.
const LONGEST: usize = 300;

/// The letters of a word as bits; several letters share one.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |bits, c| bits | 1 << (u32::from(c) % 64))
}

/// Edits that a word of some characters may be away.
fn limit(length: usize) -> usize {
    match length {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    }
}

/// Edits between a folded word and a known one, where they are few enough.
fn distance(folded: &str, known: &str, limit: usize) -> Option<usize> {
    let known = known.to_lowercase();
    if known == folded {
        return Some(0);
    }
    if known.chars().count().abs_diff(folded.chars().count()) > limit {
        return None;
    }
    let distance = strsim::osa_distance(folded, &known);
    (distance <= limit).then_some(distance)
}

/// "did you mean `a` or `b`?", or nothing.
pub fn did_you_mean(near: &[&str]) -> Option<String> {
    let quoted: Vec<String> = near.iter().map(|n| format!("`{n}`")).collect();
    match quoted.split_last()? {
        (one, []) => Some(format!("did you mean {one}?")),
        (last, rest) => Some(format!("did you mean {} or {last}?", rest.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swapped_letter_is_a_near_miss_and_another_word_is_not() {
        assert_eq!(near("soruces", ["sources", "status"].into_iter()), ["sources"]);
        assert!(near("state", ["date"].into_iter()).is_empty());
        assert!(near("notes", ["date"].into_iter()).is_empty());
    }
}
