//! What is said not to be known: one of two dates, `? - 1902`, `1899-?`, `unknown to May 1902`, or a part of
//! one, `3/-9/1848`, `2025-05-`.
//!
//! Invariant: the end that is not known stays so, and is no mark on the other.

use super::{BadDateKind, Guess, Order, day_in, is_date, parts};

/// What an end that is not known is called.
const UNKNOWN: &[&str] =
    &["?", "??", "unknown", "unk.", "unbekannt", "inconnu", "неизвестно", "невідомо"];

/// What joins it to the other; a hyphen or a stroke alone joins only a date of EDTF or one in words.
const JOINTS: &[&str] = &[" - ", " – ", " to ", " bis ", "–", "-", "/"];

/// An interval with one end that is not known.
pub(super) fn end(text: &str) -> Option<Guess> {
    let lower = text.to_lowercase();
    let is_unknown = |end: &&str| UNKNOWN.contains(end);
    if lower.starts_with("unknown/") || lower.ends_with("/unknown") {
        return None; // so a draft of EDTF had it
    }
    JOINTS.iter().find_map(|joint| {
        let (first, _) = lower.split_once(joint)?;
        let (_, last) = lower.rsplit_once(joint)?;
        if is_unknown(&first) {
            let says =
                "has a start that is not known, where EDTF has nothing in front of the stroke";
            let ends = known(&lower[first.len() + joint.len()..], joint)?;
            let edtf = ends.iter().flat_map(|end| [format!("/{end}"), format!("[..{end}]")]);
            return Some(guess(joint, says, edtf.collect()));
        }
        let begins = lower.strip_suffix(last)?.strip_suffix(joint)?;
        // Of `1902-05-?` the day is not known.
        let is_day = *joint == "-" && begins.contains('-') && is_date(begins);
        let starts = known(begins, joint).filter(|_| is_unknown(&last) && !is_day)?;
        let says = "has an end that is not known, where EDTF has nothing behind the stroke";
        let edtf = starts.iter().flat_map(|start| [format!("{start}/"), format!("[{start}..]")]);
        Some(guess(joint, says, edtf.collect()))
    })
}

/// A stroke is of an interval.
fn guess(joint: &str, says: &str, mut edtf: Vec<String>) -> Guess {
    edtf.truncate(if joint == "/" { 1 } else { edtf.len() });
    Guess::new(BadDateKind::Malformed, says, edtf)
}

/// The dates that the other end may be.
fn known(text: &str, joint: &str) -> Option<Vec<String>> {
    let upper = text.to_uppercase();
    if is_date(&upper) && !upper.contains(['/', '[', '{']) && !upper.starts_with('-') {
        return Some(vec![upper]);
    }
    let is_apart = joint.starts_with(' ');
    let guess = day_in(text, Order::Any)?;
    (is_apart || guess.kind == BadDateKind::InWords).then_some(guess.edtf)
}

/// `2025-05-`, `2025--`: columns of a year, a month and a day that are joined, the last of them blank, or
/// what is open behind a dash. `2025-` has no place for a day.
pub(super) fn blank(text: &str) -> Option<Guess> {
    let separator = if text.ends_with('/') { '/' } else { '-' };
    let bare = text.trim_end_matches(separator);
    let date = bare.replace(separator, "-");
    let is_joined = parts(&date) + text.len() - bare.len() == 3;
    let is_plain = date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let mut edtf = vec![format!("{date}/.."), format!("[{date}..]"), date.clone()];
    if parts(&date) == 1 {
        edtf.rotate_right(1);
    }
    let says = "ends where a part of the date may be blank, or its end open";
    let is_blank = is_joined && is_plain && bare != text && is_date(&date);
    is_blank.then(|| Guess::new(BadDateKind::Malformed, says, edtf))
}

/// A date in three numbers with those that lists have for an unknown month or day as zeros: `3/00/1848` of
/// `3/-9/1848`. In front a hyphen may be that of an end, unless the month and the day are both not known.
pub fn with_zeros(text: &str) -> Option<String> {
    const CODES: [&str; 3] = ["9", "8", "99"];
    let is_year_first = text.bytes().take_while(u8::is_ascii_digit).count() == 4;
    let (mut told, mut count) = (String::new(), 0);
    let mut rest = text;
    while let Some(at) = rest.find('-') {
        let behind = &rest[at + 1..];
        let code = &behind[..behind.bytes().take_while(u8::is_ascii_digit).count()];
        told.push_str(&rest[..at]);
        let is_part =
            told.is_empty() || told.ends_with('/') || is_year_first && told.ends_with('-');
        if is_part && CODES.contains(&code) {
            told.push_str("00");
            count += 1;
            rest = &behind[code.len()..];
        } else {
            told.push('-');
            rest = behind;
        }
    }
    told.push_str(rest);
    let separator = if is_year_first && told.contains('-') { '-' } else { '/' };
    let lengths: Vec<usize> = told.split(separator).map(str::len).collect();
    let is_date = matches!(lengths.as_slice(), [4, 1..=2, 1..=2] | [1..=2, 1..=2, 4]);
    let is_number = told.chars().all(|c| c == separator || c.is_ascii_digit());
    (is_date && is_number && count > usize::from(text.starts_with('-'))).then_some(told)
}

#[cfg(test)]
mod tests {
    use super::with_zeros;

    #[test]
    fn other_numbers_with_a_minus_are_left_as_they_are() {
        for text in ["-9/5/1848", "3/5/-9", "1848--9", "3.-9.1848", "3-9/5/1848", "3/-7/1848"] {
            assert_eq!(with_zeros(text), None, "{text}");
        }
    }
}
