//! How one event lies to another in time: relations and gaps.
//!
//! | relation | what it says of the event and the other |
//! |---|---|
//! | `after` | it begins when the other has ended, perhaps on the same day |
//! | `before` | it ends before the other begins, perhaps on the same day |
//! | `during`, `part-of` | it lies within the other |
//! | `starts-with` | both begin on the same day |
//! | `ends-with` | both end on the same day |
//! | `same-day` | both begin on the same day and end on the same day |
//!
//! A gap says how long lies between: `2d` two days later by the calendar, whatever the hour;
//! `2d..5d` two to five; `2d..` at least, `..5d` at most; `1w` is seven days; `3h` counts hours
//! from instant to instant.
//!
//! Invariant: one row of [`RELATIONS`] per word; a gap is never negative.

use std::fmt;

use super::cells::trim;
use super::digits::are_digits;

/// How an event lies to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Begins when the other has ended.
    After,
    /// Ends before the other begins.
    Before,
    /// Lies within the other.
    During,
    /// Belongs to the other, and so lies within it.
    PartOf,
    /// Begins on the day on which the other begins.
    StartsWith,
    /// Ends on the day on which the other ends.
    EndsWith,
    /// Begins and ends on the days of the other.
    SameDay,
}

/// The words of the column `relation`, and how they read in a sentence.
pub const RELATIONS: &[(&str, Relation, &str)] = &[
    ("after", Relation::After, "comes after"),
    ("before", Relation::Before, "comes before"),
    ("during", Relation::During, "lies within"),
    ("starts-with", Relation::StartsWith, "starts on the day of"),
    ("ends-with", Relation::EndsWith, "ends on the day of"),
    ("same-day", Relation::SameDay, "is on the day of"),
    ("part-of", Relation::PartOf, "is part of"),
];

impl Relation {
    /// The relation a word names.
    pub fn of(word: &str) -> Option<Relation> {
        RELATIONS.iter().find(|(name, _, _)| *name == word).map(|(_, relation, _)| *relation)
    }

    /// The word that names it: `part-of`.
    pub fn name(self) -> &'static str {
        RELATIONS.iter().find(|(_, r, _)| *r == self).map_or("", |(name, _, _)| name)
    }

    /// As it reads in a sentence: `comes after`.
    pub fn words(self) -> &'static str {
        RELATIONS.iter().find(|(_, r, _)| *r == self).map_or("", |(_, _, words)| words)
    }

    /// Whether a gap can be said of it.
    pub fn takes_gap(self) -> bool {
        matches!(self, Relation::After | Relation::Before)
    }

    /// Whether the other contains the event.
    pub fn is_within(self) -> bool {
        matches!(self, Relation::During | Relation::PartOf)
    }
}

/// What a gap is counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Days of the calendar.
    #[default]
    Day,
    /// Hours from instant to instant.
    Hour,
}

/// How long lies between the end of the earlier event and the start of the later one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// At least so many.
    pub least: u32,
    /// At most so many; `None`: any number.
    pub most: Option<u32>,
    /// Of these.
    pub unit: Unit,
}

impl Gap {
    /// No gap is said: any, none included.
    pub const ANY: Gap = Gap { least: 0, most: None, unit: Unit::Day };

    /// Reads a gap; a `+` before it is no part of it and may stand.
    ///
    /// ```
    /// use annals::model::relation::{Gap, Unit};
    /// let gap = |text| Gap::parse(text).unwrap();
    /// assert_eq!(gap("+2d..5d"), Gap { least: 2, most: Some(5), unit: Unit::Day });
    /// assert_eq!(gap("1w"), Gap { least: 7, most: Some(7), unit: Unit::Day });
    /// assert_eq!(gap("2..5d"), gap("2d..5d"));
    /// assert_eq!(gap("..3h"), Gap { least: 0, most: Some(3), unit: Unit::Hour });
    /// assert_eq!(gap("12h..2d"), Gap { least: 12, most: Some(48), unit: Unit::Hour });
    /// for text in ["", "2d", "2d..5d", "2d..", "..3h"] {
    ///     assert_eq!(Gap::parse(text).unwrap_or(Gap::ANY).to_string(), text);
    /// }
    /// for bad in ["", "+", "2", "2x", "5d..2d", "..", "-1d", "2d...5d", "99999999999d"] {
    ///     assert!(Gap::parse(bad).is_none(), "{bad}");
    /// }
    /// ```
    pub fn parse(text: &str) -> Option<Gap> {
        let text = text.trim();
        let text = text.strip_prefix('+').unwrap_or(text).trim();
        let Some((from, to)) = text.split_once("..") else {
            let (number, unit) = length(text, None)?;
            return Gap::of(Some((number, unit)), Some((number, unit)));
        };
        let (from, to) = (from.trim(), to.trim());
        let unit = to.chars().next_back().filter(char::is_ascii_alphabetic);
        let part = |text: &str, unit| match text {
            "" => Some(None),
            text => length(text, unit).map(Some),
        };
        Gap::of(part(from, unit)?, part(to, None)?)
    }

    /// The gap that is meant where a unit is in capitals or written out: `2d..5d` for `2 Days..5 days`.
    ///
    /// ```
    /// use annals::model::relation::Gap;
    /// let meant = |text| Gap::meant(text).map(|gap| gap.to_string());
    /// assert_eq!(meant("+2 days").as_deref(), Some("2d"));
    /// assert_eq!(meant("1 Week..").as_deref(), Some("7d.."));
    /// assert_eq!(meant("3-5 hours"), None);
    /// assert_eq!(meant("2 months"), None);
    /// ```
    pub fn meant(text: &str) -> Option<Gap> {
        let mut said = String::new();
        let is_word = |c: char| c.is_ascii_alphabetic();
        for part in text.split_inclusive(|c| !is_word(c)) {
            let word = part.trim_end_matches(|c| !is_word(c));
            said.push_str(match word.to_ascii_lowercase().as_str() {
                "" => "",
                "d" | "day" | "days" => "d",
                "w" | "wk" | "week" | "weeks" => "w",
                "h" | "hr" | "hrs" | "hour" | "hours" => "h",
                _ => return None,
            });
            said.extend(part[word.len()..].chars().filter(|c| !c.is_whitespace()));
        }
        Gap::parse(&said)
    }

    fn of(least: Option<(u32, Unit)>, most: Option<(u32, Unit)>) -> Option<Gap> {
        let both = [least, most].into_iter().flatten();
        let unit = both.map(|(_, unit)| unit).max()?;
        let counted = |(number, own): (u32, Unit)| match (own, unit) {
            (Unit::Day, Unit::Hour) => number.checked_mul(24),
            _ => Some(number),
        };
        let least = least.map_or(Some(0), counted)?;
        let most = most.map_or(Some(None), |most| counted(most).map(Some))?;
        most.is_none_or(|most| least <= most).then_some(Gap { least, most, unit })
    }

    /// Whether it says anything.
    pub fn is_any(self) -> bool {
        self == Gap::ANY
    }

    /// As it reads before `after` or `before`: `2 to 5 days`; blank where it says nothing.
    pub fn words(self) -> String {
        let unit = |count: u32| match (self.unit, count) {
            (Unit::Day, 1) => "day",
            (Unit::Day, _) => "days",
            (Unit::Hour, 1) => "hour",
            (Unit::Hour, _) => "hours",
        };
        match (self.least, self.most) {
            (0, None) => String::new(),
            (least, None) => format!("at least {least} {}", unit(least)),
            (0, Some(0)) if self.unit == Unit::Day => "on the same day".to_string(),
            (least, Some(most)) if least == most => format!("{least} {}", unit(least)),
            (0, Some(most)) => format!("at most {most} {}", unit(most)),
            (least, Some(most)) => format!("{least} to {most} {}", unit(most)),
        }
    }
}

/// As [`Gap::parse`] reads it: `2d..5d`; blank where it says nothing.
impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = if self.unit == Unit::Hour { "h" } else { "d" };
        match (self.least, self.most) {
            (0, None) => Ok(()),
            (least, None) => write!(f, "{least}{unit}.."),
            (least, Some(most)) if least == most => write!(f, "{least}{unit}"),
            (0, Some(most)) => write!(f, "..{most}{unit}"),
            (least, Some(most)) => write!(f, "{least}{unit}..{most}{unit}"),
        }
    }
}

/// `e026` and `+2d..5d`; ids have no `+`.
pub(crate) fn head_and_gap(text: &str) -> (&str, Option<&str>) {
    match text.find('+') {
        Some(at) => (trim(&text[..at]), Some(&text[at..])),
        None => (text, None),
    }
}

/// `2d`: a number and a unit; the unit may come from elsewhere.
fn length(text: &str, unit: Option<char>) -> Option<(u32, Unit)> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &text[digits.len()..] {
        "" => unit?.to_string(),
        own => own.to_string(),
    };
    if digits.is_empty() || digits.len() > 6 || !are_digits(digits) {
        return None;
    }
    let number: u32 = digits.parse().ok()?;
    match unit.as_str() {
        "d" => Some((number, Unit::Day)),
        "w" => Some((number * 7, Unit::Day)),
        "h" => Some((number, Unit::Hour)),
        _ => None,
    }
}
