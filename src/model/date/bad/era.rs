//! Years and days with their era: `44 BCE`, `AD 79`, `15 March 44 BC`, `AD 33 April 3`.
//!
//! Invariant: the year is a number beside the era, and behind an era in front of it before any other.

use super::vocabulary::{BEFORE_ERA, NEUTRAL_BEHIND, SINCE_ERA};
use super::{BadDateKind, DANGLING, Guess, month_name, parts_of_year, year_text};
use crate::model::digits::are_digits;

/// A lower-case text with an era, without it.
struct Split<'a> {
    before: &'a str,
    behind: &'a str,
    is_before_era: bool,
}

/// A year with its era, or a day, month or season of one.
pub(super) fn date(lower: &str) -> Option<Guess> {
    let split = split(lower)?;
    let mut readings = Vec::new();
    for (year, rest) in split.years() {
        if year == 0 {
            let says = "names a year 0, which no era has: 1 BCE is followed by 1 CE";
            return Some(Guess::new(BadDateKind::ImpossibleDay, says, Vec::new()));
        }
        let year = if split.is_before_era { 1 - year } else { year };
        readings.extend(in_year(year, rest.trim_matches([' ', ','])));
    }
    let is_sound = |guess: &&Guess| guess.kind == BadDateKind::InWords;
    let edtf: Vec<_> =
        readings.iter().filter(is_sound).flat_map(|guess| guess.edtf.clone()).collect();
    if edtf.is_empty() {
        return readings.into_iter().next();
    }
    Some(Guess::new(BadDateKind::InWords, "is in words", edtf))
}

/// Whether a lower-case text says that its year is before the common era, or of it.
pub(super) fn is_said(lower: &str) -> bool {
    split(lower).is_some()
}

/// What stands in front of an era before the common one, where that ends a text.
pub(super) fn before(lower: &str) -> Option<&str> {
    split(lower).filter(|split| split.is_before_era && split.behind.is_empty()).map(|s| s.before)
}

/// The year of the common era that a lower-case text is, where it says so: 250 of `ad 250`.
pub(super) fn common_year(lower: &str) -> Option<&str> {
    let split = split(lower).filter(|split| !split.is_before_era)?;
    let year = match (split.before, split.behind) {
        (year, "") | ("", year) => year,
        _ => return None,
    };
    are_digits(year).then_some(year)
}

/// The text around its first era. A space or a digit is beside it: `ad 79`, `79ad`.
fn split(lower: &str) -> Option<Split<'_>> {
    let is_beside = |letter: char| matches!(letter, ' ' | ',' | '0'..='9');
    let is_start =
        |(at, c): &(usize, char)| !is_beside(*c) && (*at == 0 || lower[..*at].ends_with(is_beside));
    let starts: Vec<usize> = lower.char_indices().filter(is_start).map(|(at, _)| at).collect();
    let eras = [(BEFORE_ERA, true), (SINCE_ERA, false)];
    eras.into_iter().find_map(|(words, is_before_era)| {
        words.iter().find_map(|word| {
            starts.iter().find_map(|at| {
                let (before, behind) = lower.split_at(*at);
                let behind = behind.strip_prefix(word)?;
                let is_apart = behind.is_empty() || behind.starts_with(is_beside);
                let (before, behind) = (before.trim_end(), behind.trim_start());
                let is_one_date = !behind.starts_with(DANGLING);
                (is_apart && is_one_date).then_some(Split { before, behind, is_before_era })
            })
        })
    })
}

impl Split<'_> {
    /// The numbers that may be the year, the likelier first, and what is left without each.
    fn years(&self) -> Vec<(i64, String)> {
        let before = NEUTRAL_BEHIND
            .iter()
            .find_map(|end| self.before.strip_suffix(end))
            .unwrap_or(self.before);
        let whole = |text: &str| thousands(text).unwrap_or_else(|| text.to_owned());
        let year = |text: &str| text.parse::<i64>().ok().filter(|year| *year >= 0);
        if self.before.is_empty() || self.behind.is_empty() {
            let text = whole(if self.before.is_empty() { self.behind } else { before });
            if let Some(year) = year(&text) {
                return vec![(year, String::new())];
            }
        }
        let mut years = Vec::new();
        // `AD 33 April 3`, `3 April AD 33`: only this era stands in front of its year.
        let (first, rest) = self.behind.split_once(' ').unwrap_or((self.behind, ""));
        if let Some(year) = year(first.trim_end_matches(',')).filter(|_| !self.is_before_era) {
            years.push((year, format!("{before} {rest}")));
        }
        let (rest, last) = before.rsplit_once(' ').unwrap_or(("", before));
        if let Some(year) = year(last) {
            years.push((year, format!("{rest} {}", self.behind)));
        }
        // `AD April 33`
        if let Some((rest, last)) = self.behind.rsplit_once(' ').filter(|_| before.is_empty())
            && let Some(year) = year(last).filter(|_| !self.is_before_era)
        {
            years.push((year, rest.to_owned()));
        }
        years
    }
}

/// A day, month or season of a year; the year itself.
pub(super) fn in_year(year: i64, rest: &str) -> Option<Guess> {
    if rest.is_empty() {
        let is_long = !(-9999..=9999).contains(&year);
        let edtf = if is_long { format!("Y{year}") } else { year_text(year) };
        return Some(Guess::new(BadDateKind::InWords, "is in words", vec![edtf]));
    }
    let text = format!("{rest} {:04}", year.unsigned_abs());
    let mut named = month_name::date(&text).or_else(|| parts_of_year::part_of_year(&text))?;
    if year < 0 {
        named.edtf.iter_mut().for_each(|date| date.insert(0, '-'));
    }
    Some(named)
}

/// `10 000`, `10,000`: the digits alone.
fn thousands(text: &str) -> Option<String> {
    let groups: Vec<_> = text.split([' ', ',']).collect();
    let [first, rest @ ..] = groups.as_slice() else { return None };
    let is_whole = matches!(first.len(), 1..=3) && rest.iter().all(|group| group.len() == 3);
    (is_whole && !rest.is_empty() && groups.iter().all(|group| are_digits(group)))
        .then(|| groups.concat())
}
