//! Eras that columns and their names tell of: `BCE`, `Year (BC)`, `Jahr v. Chr.`, `Date (AH)`.
//!
//! Invariant: the words for years before the era are those that are read behind a year.

use crate::check::columns::foreign_names::words;
use crate::model::date::Date;

/// An era whose years are not those of a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Era {
    /// Before the common one.
    Before,
    /// One with years of its own: before the present, after the Hijra.
    Other,
}

/// Words for eras with years of their own.
const OTHERS: [&str; 6] = ["bp", "b.p.", "ah", "a.h.", "hijri", "hijra"];

/// The era that a text is.
pub(crate) fn era(text: &str) -> Option<Era> {
    match year_100(text)?.as_str() {
        "-0099" => Some(Era::Before),
        _ => OTHERS.contains(&text.to_lowercase().as_str()).then_some(Era::Other),
    }
}

/// Whether a text is the common era.
pub(crate) fn is_common_era(text: &str) -> bool {
    year_100(text).is_some_and(|year| year == "0100")
}

/// What the year 100 with a text behind it is read as, blank where it is not; `None`: this is no word.
fn year_100(text: &str) -> Option<String> {
    let is_word = text.len() < 20 && text.starts_with(char::is_alphabetic);
    let bad = is_word.then(|| Date::parse(&format!("100 {text}")).err()).flatten()?;
    Some(bad.readings.into_iter().next().map_or_else(String::new, |reading| reading.edtf))
}

/// The era in the name of a column, or in a date, and how it stands there; `None` where there is none, or the
/// common one stands beside it.
pub(crate) fn era_in(name: &str) -> Option<(Era, &str)> {
    let words = words(name);
    if words.iter().any(|word| is_common_era(word)) {
        return None;
    }
    let starts = (0..name.len()).filter(|at| name.is_char_boundary(*at) && begins(name, *at));
    let mut tails = starts.map(|at| name[at..].trim_end_matches([')', ']', ' ']));
    let within = || {
        let word = words.iter().find(|word| era(word).is_some())?;
        let at = name.to_lowercase().find(word.as_str())?;
        Some((era(word)?, name.get(at..at + word.len())?))
    };
    tails.find_map(|tail| Some((era(tail)?, tail))).or_else(within)
}

/// A date whose years before the era are counted without a year 0, as EDTF counts them: `-0699` of `-0700`; `None`:
/// it has none.
pub(crate) fn without_year_0(date: &str) -> Option<String> {
    let counted = |date: &str| {
        let (year, rest) = date.strip_prefix('-')?.split_at_checked(4)?;
        let year: u32 = year.parse().ok().filter(|year| *year > 0)?;
        let sign = if year == 1 { "" } else { "-" };
        Some(format!("{sign}{:04}{rest}", year - 1))
    };
    let sides = date.split('/').map(|side| counted(side).unwrap_or_else(|| side.to_owned()));
    let counted = sides.collect::<Vec<_>>().join("/");
    (counted != date).then_some(counted)
}

/// Whether a word begins there: `yearBCE` has two.
fn begins(name: &str, at: usize) -> bool {
    let (before, behind) = name.split_at(at);
    let is_next = before.ends_with(char::is_lowercase) && behind.starts_with(char::is_uppercase);
    is_next || behind.starts_with(char::is_alphabetic) && !before.ends_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_era_in_a_name_is_a_word_of_its_own() {
        for (name, said) in [
            ("year_bc", "bc"),
            ("Year (BCE)", "BCE"),
            ("date_bce", "bce"),
            ("yearBCE", "BCE"),
            ("bce_start", "bce"),
            ("Jahr v. Chr.", "v. Chr."),
            ("год до н. э.", "год до н. э."),
        ] {
            assert_eq!(era_in(name), Some((Era::Before, said)), "{name}");
        }
        for (name, said) in [("year_bp", "bp"), ("Hijri year", "Hijri"), ("Date (AH)", "AH")] {
            assert_eq!(era_in(name), Some((Era::Other, said)), "{name}");
        }
        for name in
            ["year", "date", "Year (CE)", "Year (BCE/CE)", "abc", "Utah", "when", "ABC", "bcdate"]
        {
            assert_eq!(era_in(name), None, "{name}");
        }
    }
}
