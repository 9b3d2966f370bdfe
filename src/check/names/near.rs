//! Near misses: words that were probably meant.
//!
//! An edit puts in, takes out or changes a character, or swaps two neighbours, of which no other edit
//! touches one.
//!
//! Invariant: a suggestion is at most two edits away (one for short words), nearest first, and none that a
//! word denies; what two words cost does not grow with the edits between them.

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
        .filter(|k| k.len().abs_diff(word.len()) <= 4 * (limit + 1) && !denies(&folded, k))
        .filter_map(|k| distance(&folded, k, limit).map(|d| (d, k)))
        .collect();
    found.sort();
    found.dedup();
    found.into_iter().take(3).map(|(_, k)| k).collect()
}

/// Whether a word in small letters says that a known one is not so: `unconfirmed`.
fn denies(folded: &str, known: &str) -> bool {
    folded.strip_prefix("un").is_some_and(|rest| rest.eq_ignore_ascii_case(known))
}

/// The nearest to each of some words among very many known ones, at most three, with their numbers: those
/// that [are another](is_another) behind all others. The known words come in shares, one for each core.
pub(in crate::check) fn nearest<'w, K: Iterator<Item = (&'w str, u32)> + Send>(
    words: &[&str],
    known: Vec<K>,
) -> Vec<Vec<(&'w str, u32)>> {
    let asked = Asked::new(words);
    let mut found = vec![Vec::new(); words.len()];
    for (word, near) in cores::each(known, |known| asked.among(known)).into_iter().flatten() {
        found[word].push(near);
    }
    // A name and the id of one actor may both be near.
    let three = |mut found: Vec<Near<'w>>| {
        found.sort_unstable();
        let mut near: Vec<(&str, u32)> = Vec::new();
        for (.., word, number) in found {
            if near.len() < 3 && near.iter().all(|(w, n)| *w != word && *n != number) {
                near.push((word, number));
            }
        }
        near
    };
    found.into_iter().map(three).collect()
}

/// Whether it is no slip but another, how far away, a known word with its number.
type Near<'w> = (bool, usize, &'w str, u32);

/// Words that are held against all known ones.
struct Asked {
    words: Vec<Word>,
    /// By number of characters: which of them a known word so long may be near to.
    by_length: Vec<Vec<usize>>,
}

/// A word that is asked for.
struct Word {
    folded: String,
    letters: Letters,
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
            let counts = letters(&folded);
            for n in asked {
                let Word { folded: wanted, letters, limit } = &self.words[*n];
                if may_be_near(&counts, letters, *limit)
                    && let Some(edits) = edits(wanted, &folded, *limit)
                {
                    found.push((*n, (is_another(wanted, &folded), edits, word, number)));
                }
            }
        }
        found
    }
}

/// Whether two names in small letters are those of two things and no slip: `unit 1` and `unit 2`, `louis xv` and
/// `louis xvi`, `party a` and `party b`, addresses and ids of other numbers.
pub(in crate::check) fn is_another(one: &str, other: &str) -> bool {
    let of = |name| -> Vec<&str> {
        let is_break = |c: char| !c.is_alphanumeric();
        <str>::split(name, is_break).filter(|word| !word.is_empty()).collect()
    };
    if !numbers(one).eq(numbers(other)) {
        return true;
    }
    let (one, other) = (of(one), of(other));
    let (long, short) = if one.len() < other.len() { (&other, &one) } else { (&one, &other) };
    match long.len() - short.len() {
        0 => {
            let mut differ = long.iter().zip(short).filter(|(a, b)| a != b).peekable();
            differ.peek().is_some() && differ.all(|(a, b)| tells_apart(a) && tells_apart(b))
        }
        1 => {
            let same = long.iter().zip(short).take_while(|(a, b)| a == b).count();
            long[same + 1..] == short[same..] && tells_apart(long[same])
        }
        _ => false,
    }
}

/// The numbers in a name, without zeros in front.
fn numbers(name: &str) -> impl Iterator<Item = &str> {
    let runs = name.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    runs.map(|run| run.trim_start_matches('0'))
}

/// Whether a word tells things of one name apart: a single letter, a Roman numeral.
fn tells_apart(word: &str) -> bool {
    word.chars().count() == 1 || word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x' | b'l'))
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
pub(in crate::check) const LONGEST: usize = 300;

/// How often each letter occurs; several letters share a count.
type Letters = [u8; 32];

/// The letters of a word.
fn letters(word: &str) -> Letters {
    let mut counts = [0; 32];
    for c in word.chars() {
        let count: &mut u8 = &mut counts[u32::from(c) as usize % 32];
        *count = count.saturating_add(1);
    }
    counts
}

/// Whether so few edits may lie between words of these letters: an edit takes away one letter and brings
/// in another, at most.
fn may_be_near(one: &Letters, other: &Letters, limit: usize) -> bool {
    let differences = one.iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(*b)));
    differences.sum::<u32>() as usize <= 2 * limit
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
    edits(folded, &known, limit)
}

/// Edits between two words, where they are at most `limit`, which is a small number: each edit is tried
/// where the words begin to differ.
fn edits(one: &str, other: &str, limit: usize) -> Option<usize> {
    let (one, other) = unlike(one, other);
    let (mut after_one, mut after_other) = (one.chars(), other.chars());
    let (a, b) = match (after_one.next(), after_other.next()) {
        (None, None) => return Some(0),
        (a, b) if limit > 0 => (a, b),
        _ => return None,
    };
    let (after_one, after_other) = (after_one.as_str(), after_other.as_str());
    let (Some(a), Some(b)) = (a, b) else {
        let rest = one.chars().chain(other.chars()).take(limit + 1).count();
        return (rest <= limit).then_some(rest);
    };
    let swapped = || Some((after_one.strip_prefix(b)?, after_other.strip_prefix(a)?));
    let tries =
        [Some((after_one, after_other)), Some((after_one, other)), Some((one, after_other))];
    let tries = tries.into_iter().chain([swapped()]).flatten();
    let least = tries.filter_map(|(one, other)| edits(one, other, limit - 1)).min();
    least.map(|edits| edits + 1)
}

/// What is left of two words without the start that they share.
pub(in crate::check) fn unlike<'a>(one: &'a str, other: &'a str) -> (&'a str, &'a str) {
    let bytes = one.bytes().zip(other.bytes());
    let mut same = bytes.take_while(|(a, b)| a == b).count();
    while !one.is_char_boundary(same) {
        same -= 1; // the same bytes end a character in both or in none
    }
    (&one[same..], &other[same..])
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

    #[test]
    fn names_that_differ_in_a_number_or_a_numeral_are_of_two_things() {
        for (one, other) in [
            ("Unit 2", "Unit 1"),
            ("Louis XVI", "Louis XV"),
            ("Party B", "Party A"),
            ("https://tass.com/politics/1956308", "https://tass.com/politics/1956305"),
            ("https://y.org/1", "https://x.org/1"),
            ("e0261", "e026"),
        ] {
            let (one, other) = (one.to_lowercase(), other.to_lowercase());
            assert!(is_another(&one, &other) && is_another(&other, &one), "{one} {other}");
        }
        for (one, other) in [("Mayor Brok", "Mayor Brook"), ("e26", "e026"), ("putni", "putin")] {
            assert!(!is_another(&one.to_lowercase(), &other.to_lowercase()), "{one} {other}");
        }
        let known = ["unit 1", "unit 3", "unit 4", "uniit 2"];
        let near = nearest(&["unit 2"], vec![known.into_iter().zip(0..)]);
        assert_eq!(near, [[("uniit 2", 3), ("unit 1", 0), ("unit 3", 1)]]);
    }

    /// Every word of up to so many of these letters.
    fn words(letters: &[char], most: usize) -> Vec<String> {
        let mut words = vec![String::new()];
        let mut longest = words.clone();
        for _ in 0..most {
            let longer = |word: &String| letters.iter().map(|c| format!("{word}{c}")).collect();
            longest = longest.iter().flat_map::<Vec<String>, _>(longer).collect();
            words.extend(longest.iter().cloned());
        }
        words
    }

    #[test]
    fn edits_are_those_of_strsim_up_to_any_small_limit() {
        let letters_tried = ['a', 'b', 'é'];
        let around = |word: String| [format!("{word}abèc"), format!("aba{word}")];
        let within = words(&letters_tried, 3).into_iter().flat_map(around);
        let words: Vec<String> = words(&letters_tried, 4).into_iter().chain(within).collect();
        for (one, other) in words.iter().flat_map(|one| words.iter().map(move |w| (one, w))) {
            let expected = strsim::osa_distance(one, other);
            for limit in 0..=2 {
                let edits = edits(one, other, limit);
                assert_eq!(edits, (expected <= limit).then_some(expected), "{one} {other} {limit}");
            }
            if expected <= 2 {
                assert!(may_be_near(&letters(one), &letters(other), expected), "{one} {other}");
            }
        }
    }
}
