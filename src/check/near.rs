//! Near misses: words that were probably meant.
//!
//! Invariant: a suggestion is at most two edits away (one for short words), nearest first.

/// The known words nearest to `word`, at most three.
pub fn near<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let folded = word.to_lowercase();
    let length = folded.chars().count();
    let limit = match length {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    };
    let mut found: Vec<(usize, &str)> = known
        .filter(|k| k.len().abs_diff(word.len()) <= 4 * (limit + 1))
        .filter_map(|k| distance(&folded, k, limit).map(|d| (d, k)))
        .collect();
    found.sort();
    found.dedup();
    found.into_iter().take(3).map(|(_, k)| k).collect()
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
