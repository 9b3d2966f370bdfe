//! Three dates or more: `1899, 1902 and 1905`, `12, 13 or 14 May 1920`.
//!
//! Invariant: all are read alike, with what the last of them says.

use super::sides::{Side, has_year, side, tails};
use crate::model::date::bad::doubt::unmarked;
use crate::model::date::bad::two_years::end_year;
use crate::model::date::bad::{BadDateKind, Guess, Order, era, is_date, phrase};
use crate::model::date::months;

/// What joins the last date to the others, and the brackets of the set.
const LAST: &[(&str, [char; 2])] = &[
    (" and ", ['{', '}']),
    (" & ", ['{', '}']),
    (" und ", ['{', '}']),
    (" et ", ['{', '}']),
    (" и ", ['{', '}']),
    (" та ", ['{', '}']),
    (" і ", ['{', '}']),
    (" or ", ['[', ']']),
    (" oder ", ['[', ']']),
    (" ou ", ['[', ']']),
    (" или ", ['[', ']']),
    (" або ", ['[', ']']),
];

/// Each of several dates, or one of them.
pub(super) fn date(text: &str) -> Option<Guess> {
    let comma = if text.contains(", ") { ", " } else { "," };
    let worded = LAST.iter().find_map(|(word, brackets)| {
        let (dates, last) = text.rsplit_once(word)?;
        Some((dates.split(word).collect(), last, *brackets))
    });
    let (before, last, brackets): (Vec<&str>, _, _) = match worded.clone() {
        Some(parts) => parts,
        None => text.rsplit_once(comma).map(|(before, last)| (vec![before], last, ['{', '}']))?,
    };
    let parts = before.iter().flat_map(|dates| dates.trim_end_matches(',').split(comma));
    let before: Vec<&str> = parts.collect();
    if before.len() < 2 {
        return None;
    }
    let sides = sides(&before, last)?;
    let is_in_words =
        worded.is_some() || sides.iter().any(|side| side.kind == BadDateKind::InWords);
    let is_led = phrase::is_led_by_doubt(before[0]) && !phrase::is_led_by_doubt(last);
    let kind = match is_in_words {
        _ if is_led => BadDateKind::Ambiguous, // the mark may be of all
        true => BadDateKind::InWords,
        false => BadDateKind::Malformed,
    };
    let dates: Vec<&str> = sides.iter().map(|side| side.dates[0].as_str()).collect();
    let set = |dates: String| format!("{}{dates}{}", brackets[0], brackets[1]);
    let texts = before.iter().copied().chain([last]);
    let years: Vec<String> = texts.zip(&dates).map(|(text, date)| as_years(text, date)).collect();
    if years != dates && dates.iter().any(|date| date.len() == 4) {
        let says = "names dates of which one may be of two years, or of a month";
        let edtf = vec![set(years.join(",")), set(dates.join(","))];
        return Some(Guess::new(BadDateKind::Ambiguous, says, edtf));
    }
    let says = format!("names {} dates", dates.len());
    Some(Guess::new(kind, says, vec![set(dates.join(","))]))
}

/// `[1870 1880]`, `{1870 1880}`: a set whose dates lack the commas between them.
pub(super) fn without_commas(text: &str) -> Option<Guess> {
    let dates: Vec<&str> = text.split(' ').collect();
    let set = Some(dates.join(",")).filter(|set| dates.len() > 1 && is_date(set))?;
    Some(Guess::new(BadDateKind::Malformed, "is a set without commas between its dates", vec![set]))
}

/// The dates, with what the last of them lends to those in front, or the month of the first to those behind it.
fn sides(before: &[&str], last: &str) -> Option<Vec<Side>> {
    let has_era = era::before(last).is_some() && !before.iter().any(|date| era::is_said(date));
    let lent = || tails(last).filter(|tail| !has_era || !tail.is_empty());
    let with = |tail: &str| {
        let before = before.iter().map(|date| sound(&format!("{date}{tail}")));
        before.chain([sound(last)]).collect::<Option<Vec<Side>>>()
    };
    lent().find_map(with).or_else(|| {
        let (month, _) = before[0].split_once(' ')?;
        months::number(month.trim_end_matches('.'))?;
        lent().find_map(|tail| {
            let first = sound(&format!("{}{tail}", before[0]));
            let others = before[1..].iter().map(|day| sound(&format!("{month} {day}{tail}")));
            let last = sound(&format!("{month} {last}"));
            std::iter::once(first).chain(others).chain([last]).collect()
        })
    })
}

/// `1805-10` as two years, which it may be beside a year alone and which take no mark between two dots;
/// any other date as it is, as are October 1805 and others in words.
fn as_years(text: &str, date: &str) -> String {
    let is_in_words = phrase::undoubted(text).0.contains(char::is_alphabetic);
    let bare = Some(unmarked(date).0).filter(|_| !is_in_words);
    let years = bare.and_then(|date| date.split_once('-')).and_then(|(first, next)| {
        let end = end_year(first.parse().ok().filter(|_| first.len() == 4)?, next)?;
        Some(format!("{first}..{end:04}"))
    });
    years.unwrap_or_else(|| date.to_owned())
}

/// A date with its year that can be one thing only.
fn sound(text: &str) -> Option<Side> {
    let is_sound = |side: &Side| matches!(side.kind, BadDateKind::Malformed | BadDateKind::InWords);
    // What `c. 1805-10` leaves open is asked about with the others.
    let marked = || {
        let (bare, doubt) = phrase::undoubted(text);
        side(&format!("{bare}{}", doubt.sign()), Order::Any)
    };
    let side = side(text, Order::Any).filter(is_sound).or_else(marked)?;
    (is_sound(&side) && has_year(&side.dates[0])).then_some(side)
}
