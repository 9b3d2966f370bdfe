//! A year with a minus behind a day, month, season or word: `15 March -0043`, `12 May -44`, `c.-0500`.
//!
//! Invariant: the minus is never passed over without a question, as it may be a dash.

use super::{BadDateKind, Guess, era, month_name, parts_of_year};
use crate::model::digits::are_digits;

const MAY_BE_DASH: &str = "has a year before the era, or a dash in front of its year";

/// A day, month or season of a year before the era, or of one behind a dash.
pub(super) fn date(text: &str) -> Option<Guess> {
    let lower = text.to_lowercase();
    let lower = without_tail(&lower);
    let (rest, digits) = parted(lower)?;
    let year: i64 = digits.parse().ok().filter(|year| *year > 0)?;
    // A year in full is counted with a year 0, a short one perhaps as people count.
    let years = if digits.len() < 4 { vec![-year, 1 - year] } else { vec![-year] };
    let signed: Vec<Guess> =
        years.into_iter().filter_map(|year| era::in_year(year, rest)).collect();
    let (kind, says) = match signed.first()? {
        guess if guess.kind == BadDateKind::ImpossibleDay => (guess.kind, guess.says.clone()),
        _ => (BadDateKind::Ambiguous, MAY_BE_DASH.to_owned()),
    };
    let signed = signed.into_iter().flat_map(|guess| guess.edtf).collect();
    let behind_dash = if digits.len() < 3 { lower.to_owned() } else { format!("{rest} {digits}") };
    Some(match month_name::date(&behind_dash).or_else(|| parts_of_year::date(&behind_dash)) {
        // In Swedish `12 maj -44` is of 1944.
        Some(plain) if digits.len() < 3 => Guess { edtf: [plain.edtf, signed].concat(), ..plain },
        Some(plain) => Guess::new(kind, says, [signed, plain.edtf].concat()),
        None => Guess::new(kind, says, signed),
    })
}

/// `c.-0500`, `pre-0500`: a year before the era behind a word without a blank, or one that a hyphen joins
/// to the word, as in `pre-1945`.
pub(super) fn behind_word(text: &str, read: impl Fn(&str) -> Option<Guess>) -> Option<Guess> {
    let (word, year) = text.split_once('-')?;
    let year = year.strip_prefix('-').unwrap_or(year); // `pre--0500`
    let is_digit = |letter: char| letter.is_ascii_digit();
    let is_word = word.contains(char::is_alphabetic) && !word.contains(is_digit);
    let is_behind = word.ends_with(|last: char| last == '.' || last.is_alphabetic());
    let digits =
        year.len() - year.trim_start_matches(|letter| is_digit(letter) || letter == 'x').len();
    let is_padded = digits == 4 && year.starts_with('0');
    let may_be_early = year.starts_with(is_digit) && (is_padded || word.ends_with('.'));
    if !is_word || !is_behind || !may_be_early {
        return None;
    }
    let signed = read(&format!("{word} -{year}")).filter(|guess| !guess.edtf.is_empty())?;
    let plain = read(&format!("{word} {year}")).map(|guess| guess.edtf).unwrap_or_default();
    let mut edtf = [signed.edtf, plain];
    if digits == 4 && !is_padded {
        edtf.reverse();
    }
    Some(Guess::new(BadDateKind::Ambiguous, MAY_BE_DASH, edtf.concat()))
}

/// A text without what says nothing behind its year: `15 марта -0043 г.`, `9 May -2025 (Friday)`.
fn without_tail(text: &str) -> &str {
    const AROUND: [char; 5] = [' ', ',', '.', '(', ')'];
    let bare = text.trim_end_matches(AROUND);
    let word = bare.trim_end_matches(|letter: char| letter.is_alphabetic() || letter == '\'');
    let before = word.trim_end_matches(AROUND);
    let is_behind_year = before.ends_with(|last: char| last.is_ascii_digit());
    match is_behind_year && month_name::says_nothing_of_year(&bare[word.len()..]) {
        true => before,
        false => bare,
    }
}

/// What stands in front of a year with a minus, and its digits. In `9 -May -2025` the hyphens part the date,
/// in `May 12 -15` one joins two days.
fn parted(text: &str) -> Option<(&str, &str)> {
    let (before, digits) = text.rsplit_once('-').filter(|(_, digits)| are_digits(digits))?;
    let is_apart = before.ends_with([' ', ',']) && !before.contains('-');
    let rest = before.trim_end_matches([' ', ',', '-']);
    let is_days = digits.len() < 4 && rest.ends_with(|last: char| last.is_ascii_digit());
    ((is_apart || before.ends_with('-')) && !is_days).then_some((rest, digits))
}
