//! Two dates of which one is said not to be known: `? - 1902`, `1899-?`, `unknown to May 1902`.
//!
//! Invariant: the end that is not known stays so, and is no mark on the other.

use super::{BadDateKind, Guess, Order, day_in, is_date};

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

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::BadDateKind::{ImpossibleDay, Malformed};

    #[test]
    fn an_end_that_is_not_known_is_left_out() {
        #[rustfmt::skip]
        let starts = ["? - 1902", "?–1902", "unknown-1902", "unknown to 1902", "Unknown – 1902"];
        for text in starts {
            check(text, Malformed, &["/1902", "[..1902]"]);
        }
        #[rustfmt::skip]
        let ends = ["1899-?", "1899 - ?", "1899–?", "1899-unknown", "1899 to unknown"];
        for text in ends {
            check(text, Malformed, &["1899/", "[1899..]"]);
        }
        check("?/1902", Malformed, &["/1902"]);
        check("1902/?", Malformed, &["1902/"]);
        check("1902-05/?", Malformed, &["1902-05/"]);
        check("1890?-?", Malformed, &["1890?/", "[1890?..]"]);
        check("? to 12 May 1902", Malformed, &["/1902-05-12", "[..1902-05-12]"]);
        check("12 May 1902 - ?", Malformed, &["1902-05-12/", "[1902-05-12..]"]);
        let days = ["1902-05-12/", "[1902-05-12..]", "1902-12-05/"];
        check("12/5/1902 - ?", Malformed, &days);
        check("44 BC - ?", Malformed, &["-0043/", "[-0043..]"]);
        check("the 1890s - ?", Malformed, &["189X/", "[189X..]"]);
    }

    #[test]
    fn a_day_that_is_not_known_is_no_end() {
        check("?-05-2025", ImpossibleDay, &["2025-05"]);
        check("1902-05-?", ImpossibleDay, &["1902-05"]);
    }
}
