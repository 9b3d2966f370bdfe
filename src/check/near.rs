//! Near misses: words that were probably meant.
//!
//! Invariant: a suggestion is at most two edits away (one for short words), nearest first.

use std::borrow::Cow;

use crate::cores;

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

/// The nearest to each of some words among very many known ones, at most three, with their numbers; the
/// known words come in shares, one for each core.
pub(super) fn nearest<'w, K: Iterator<Item = (&'w str, u32)> + Send>(
    words: &[&str],
    known: Vec<K>,
) -> Vec<Vec<(&'w str, u32)>> {
    let asked = Asked::new(words);
    let mut found = vec![Vec::new(); words.len()];
    for (word, near) in cores::each(known, |known| asked.among(known)).into_iter().flatten() {
        found[word].push(near);
    }
    let three = |mut found: Vec<Near<'w>>| {
        found.sort_unstable();
        found.dedup_by_key(|(_, word, _)| *word);
        found.into_iter().take(3).map(|(_, word, number)| (word, number)).collect()
    };
    found.into_iter().map(three).collect()
}

/// A known word with its number behind its distance.
type Near<'w> = (usize, &'w str, u32);

/// Words that are held against all known ones.
struct Asked {
    words: Vec<Word>,
    /// By number of characters: which of them a known word so long may be near to.
    by_length: Vec<Vec<usize>>,
}

/// A word that is asked for.
struct Word {
    folded: String,
    /// The letters that occur in it as bits.
    letters: u64,
    limit: usize,
}

impl Asked {
    fn new(words: &[&str]) -> Asked {
        let mut asked = Asked { words: Vec::new(), by_length: vec![Vec::new(); LONGEST + 1] };
        for (n, word) in words.iter().enumerate() {
            let folded = word.to_lowercase();
            let length = folded.chars().count();
            let limit = limit(length);
            let lengths = length.saturating_sub(limit)..=(length + limit).min(LONGEST);
            lengths.for_each(|length| asked.by_length[length].push(n));
            asked.words.push(Word { letters: letters(&folded), folded, limit });
        }
        asked
    }

    /// Known words near to one that is asked for, with the number of that.
    fn among<'w>(&self, known: impl Iterator<Item = (&'w str, u32)>) -> Vec<(usize, Near<'w>)> {
        let mut found = Vec::new();
        for (word, number) in known {
            let folded = folded(word);
            let asked = self.by_length.get(folded.chars().count());
            let Some(asked) = asked.filter(|asked| !asked.is_empty()) else { continue };
            let bits = letters(&folded);
            for n in asked {
                let Word { folded: wanted, letters, limit } = &self.words[*n];
                // An edit takes away one letter and brings in another, at most.
                if (bits ^ letters).count_ones() as usize <= 2 * limit {
                    let distance = strsim::osa_distance(wanted, &folded);
                    if distance <= *limit {
                        found.push((*n, (distance, word, number)));
                    }
                }
            }
        }
        found
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
