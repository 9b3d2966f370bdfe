//! Two dates of which one is a decade, or has a word for years around it: `1850-60s`, `années 1850-1860`,
//! `die Jahre 1914-1918`.
//!
//! Invariant: no word in front of the years is passed over that says more than that they are years.

use super::sides::{Side, Sides, both, decade, side};
use crate::model::date::bad::doubt::unmarked;
use crate::model::date::bad::parts_of_year::is_decade_end;
use crate::model::date::bad::two_years::end_year;
use crate::model::date::bad::vocabulary::{FILLERS, YEARS};
use crate::model::date::bad::{BadDateKind, Order, phrase};
use crate::model::digits::is_year;

/// Two years or decades, of which either may be meant.
fn either(pairs: [[String; 2]; 2]) -> Vec<Sides> {
    let says = "names two dates, which may be decades or years";
    let kind = BadDateKind::Ambiguous;
    pairs.map(|[start, end]| Sides { kind, start, end, says: says.to_owned() }).into()
}

/// `1850s-60s`, `1850-е – 60-е годы`: the second decade is of the century of the first.
pub(super) fn of_short(first: &str, last: &str, order: Order) -> Option<Vec<Sides>> {
    let last = last.trim_start_matches("the ").trim_start_matches('\'');
    let end = last.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(last.len());
    let (digits, rest) = last.split_at(end);
    let is_whole = digits.len() == 4;
    if !(is_whole || digits.len() == 2) || !digits.ends_with('0') || !is_decade_end(rest) {
        return None;
    }
    let mut start = side(first, order)?;
    if start.kind == BadDateKind::TwoDigitYear {
        return None;
    }
    if start.dates[0].starts_with('[') {
        return None; // a part of a decade
    }
    let at = start.dates.iter().position(|date| decade(date).is_some());
    if is_whole && at.is_some() {
        return None; // each says its century
    }
    start.dates.drain(..at.unwrap_or(0));
    let (written, doubt) = unmarked(start.dates.first()?);
    let known = if at.is_some() { decade(written)? * 10 } else { year(written)? };
    let begins = known - known % 10;
    let century = if is_whole { 0 } else { begins - begins % 100 };
    let same = century + digits.parse::<i64>().ok()?;
    let is_later = same >= begins || is_whole;
    let end = format!("{:03}X", if is_later { same } else { same + 100 } / 10);
    if at.is_none() && known == begins {
        let mark = doubt.sign();
        let [of_decade, of_year] =
            [format!("{:03}X{mark}", begins / 10), format!("{known:04}{mark}")];
        return Some(either([[of_decade, end.clone()], [of_year, end]]));
    }
    start.kind = if is_later { BadDateKind::InWords } else { BadDateKind::TwoDigitYear };
    let (kind, says) = (start.kind, String::new());
    both(start, Side { kind, says, dates: vec![end] })
}

/// `années 1850-60`, `the years 1914-1918`: decades or years behind a word for them; in French the
/// word is of decades, also where the other date is a year: `années 1920 - 1935`.
pub(super) fn of_years(first: &str, last: &str) -> Option<Vec<Sides>> {
    let (bare, doubt) = phrase::undoubted(first);
    let (words, written) = bare.rsplit_once(' ')?;
    let mut words = words.rsplit(' ');
    let word = words.next().filter(|word| YEARS.contains(word))?;
    // `fin des années 1850` is a part of them.
    if !words.all(|word| FILLERS.contains(&word)) {
        return None;
    }
    let begins = year(written)?;
    let ends = year(last).or_else(|| end_year(begins, last))?;
    let [start, end] = [begins, ends].map(|year| format!("{year:04}"));
    let start = format!("{start}{}", doubt.sign());
    let of_decades = [format!("{:03}X{}", begins / 10, doubt.sign()), format!("{:03}X", ends / 10)];
    let is_french = word == "années";
    match (begins % 10 == 0, ends % 10 == 0) {
        (true, true) if is_french => Some(either([of_decades, [start, end]])),
        (true, true) => Some(either([[start, end], of_decades])),
        (true, false) if is_french => {
            let [of_decade, _] = of_decades;
            Some(either([[of_decade, end.clone()], [start, end]]))
        }
        _ => {
            let kind = BadDateKind::InWords;
            Some(vec![Sides { kind, start, end, says: String::new() }])
        }
    }
}

/// `1941-1945 гг.` without the word for years, or for one: `1941–1945 г.`; `1282/1283 г.` may be one year.
pub(super) fn without_word(lower: &str) -> Option<&str> {
    let (years, word) = lower.trim_end_matches('.').rsplit_once(' ')?;
    let is_joint = |c: char| matches!(c, '-' | '–');
    let is_joined = || {
        let mut letters = years.chars();
        years.contains(is_joint) && letters.all(|c| c.is_ascii_digit() || c == ' ' || is_joint(c))
    };
    let is_word = YEARS.contains(&word) || (matches!(word, "г" | "р") && is_joined());
    (is_word && years.ends_with(|last: char| last.is_ascii_digit())).then_some(years)
}

/// A year of four digits.
pub(super) fn year(text: &str) -> Option<i64> {
    text.parse().ok().filter(|_| is_year(text))
}
