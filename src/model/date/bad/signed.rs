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

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::BadDateKind::{
        Ambiguous, ImpossibleDay, InWords, Malformed, MonthYear, TwoDigitYear,
    };

    #[test]
    fn a_minus_in_front_of_the_year_is_asked_about() {
        for text in ["15 March -0043", "March 15, -0043", "March 15 -0043", "15-Mar--0043"] {
            check(text, Ambiguous, &["-0043-03-15", "0043-03-15"]);
        }
        check("april -3000", Ambiguous, &["-3000-04", "3000-04"]);
        check("9 May -2025", Ambiguous, &["-2025-05-09", "2025-05-09"]);
        check("spring -0043", Ambiguous, &["-0043-21", "0043-21"]);
        check("12 May -480", Ambiguous, &["-0480-05-12", "-0479-05-12", "0480-05-12"]);
        check("c. 15 March -0043", Ambiguous, &["-0043-03-15~", "0043-03-15~"]);
        check("15 March -0043?", Ambiguous, &["-0043-03-15?", "0043-03-15?"]);
        for text in
            ["15 марта -0043 г.", "15 березня -0043 року", "15 marca -0043 r.", "15 March -0043,"]
        {
            check(text, Ambiguous, &["-0043-03-15", "0043-03-15"]);
        }
        for text in ["9 мая -2025г.", "9 May -2025 (Friday)", "9 мая -2025, пятница"]
        {
            check(text, Ambiguous, &["-2025-05-09", "2025-05-09"]);
        }
        check("весна -0043 г.", Ambiguous, &["-0043-21", "0043-21"]);
        let limits = ["[..-3000-03]", "[..-3000-04]", "[..3000-03]"];
        check("before april -3000", Ambiguous, &limits);
    }

    #[test]
    fn a_short_year_behind_a_minus_is_before_the_era_or_of_our_centuries() {
        check("12 May -44", TwoDigitYear, &["1944-05-12", "-0044-05-12", "-0043-05-12"]);
        check("May -44", MonthYear, &["1944-05", "-0044-05", "-0043-05"]);
        check("spring -44", Ambiguous, &["-0044-21", "-0043-21"]);
        check("May -1", InWords, &["XXXX-05-01", "-0001-05", "0000-05"]);
    }

    #[test]
    fn a_minus_behind_a_word_is_asked_about() {
        for text in ["c.-0500", "ca.-0500", "c-0500", "circa-0500", "about-0500"] {
            check(text, Ambiguous, &["-0500~", "0500~"]);
        }
        for text in ["before-0500", "pre-0500", "pre--0500", "vor-0500"] {
            check(text, Ambiguous, &["[..-0501]", "[..-0500]", "[..0499]"]);
        }
        check("c.-44", Ambiguous, &["-0044~", "-0043~", "1944~"]);
        check("c.-1850", Ambiguous, &["1850~", "-1850~"]);
        check("c.-0500/-0400", Ambiguous, &["-0500~/-0400~", "-0500~/-0400"]);
        for (text, plain) in [("c-1850", "1850~"), ("circa-1850", "1850~")] {
            check(text, InWords, &[plain]);
        }
        check("pre-1945", InWords, &["[..1944]", "[..1945]"]);
    }

    #[test]
    fn a_minus_behind_a_sign_is_one() {
        for (text, edtf) in [
            ("..-0500", &["[..-0500]", "../-0500"][..]),
            ("..-0500-03", &["[..-0500-03]", "../-0500-03"]),
            ("[..-0044-3-15]", &["[..-0044-03-15]", "../-0044-03-15"]),
            ("<-0500", &["[..-0501]", "[..-0500]"]),
            (">-0500", &["[-0499..]", "[-0500..]"]),
            (">=-0500", &["[-0500..]"]),
            ("≤-0500", &["[..-0500]"]),
            ("-0500..", &["-0500/..", "[-0500..]"]),
        ] {
            let bad = check(text, Malformed, edtf);
            assert!(bad.message.ends_with("has a sign that no date has"), "{}", bad.message);
        }
        for text in ["..-44", "[..-44]"] {
            check(text, Ambiguous, &["[..-0044]", "../-0044", "[..-0043]"]);
        }
        check("~-44", Ambiguous, &["-0044~", "-0043~"]);
        check("?-500", Ambiguous, &["-0500?", "-0499?"]);
    }

    #[test]
    fn a_hyphen_that_parts_or_joins_is_no_minus() {
        check("9 -May -2025", InWords, &["2025-05-09"]);
        let days = ["XXXX-05-12/XXXX-05-15", "2012-05/2015-05", "[2012-05..2015-05]"];
        check("May 12 -15", MonthYear, &days);
        check("9 -10 May 2025", InWords, &["2025-05-09/2025-05-10", "[2025-05-09..2025-05-10]"]);
        let february = ["-0043-02-28", "-0043-02", "0043-02-28"];
        check("30 February -0043", ImpossibleDay, &february);
    }
}
