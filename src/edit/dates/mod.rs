//! Dates that are not EDTF, as far as the user says how to read them: in a format (`d.m.Y`,
//! `%d/%m/%Y`, `dd.mm.yyyy`), or in words (`early March 2025`).
//!
//! Invariant: only a date that fits the format whole is read by it, and of what stands around one
//! only what says one thing; all else is left for the date parser to take or refuse.

mod advice;
mod clock;
mod format;
mod formats_that_fit;
mod midnight;
mod two_years;

use std::borrow::Cow;

use crate::model::date::{
    BadDate, BadDateKind, Date, Fineness, either, fineness, in_our_digits, is_unseen, says_part,
    with_zeros, words,
};

use crate::model::digits::are_digits;
use clock::{are_two_times, has_fraction, is_end_of_day, is_spelling, is_time};
use midnight::midnight;

pub(super) use clock::with_time;
pub use format::DateFormat;
pub(in crate::edit) use formats_that_fit::may_lack_year;
pub use formats_that_fit::{Unread, Way};
pub(super) use midnight::{is_midnight, is_of_utc, says_time};
pub use two_years::are_sessions;
pub(super) use two_years::{perhaps_before_the_era, perhaps_sessions, perhaps_years};

/// A text without what does not show in it, and in our digits where that says one thing.
fn seen(text: &str) -> Cow<'_, str> {
    let seen = match text.contains(is_unseen) {
        true => Cow::Owned(text.replace(is_unseen, "")),
        false => Cow::Borrowed(text),
    };
    in_our_digits(&seen).map_or(seen, Cow::Owned)
}

/// How dates are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// In this format.
    pub format: Option<DateFormat>,
    /// In words.
    pub words: bool,
}

/// What became of a date that is not EDTF.
pub(super) enum Reading {
    /// It is this in EDTF.
    Edtf(String),
    /// It was in words: what it may have meant, the meaning that is taken first.
    Words(BadDate),
    /// It fits the format and there is no such day, or its dates do and what they say together is to be
    /// settled.
    Open(BadDate),
}

impl Dates {
    /// The same for dates of which some have a time of day, so that midnight is one too.
    pub(super) fn with_times(&self) -> Dates {
        Dates { format: self.format.as_ref().map(DateFormat::with_times), ..self.clone() }
    }

    /// Whether dates are read that are not EDTF.
    pub(super) fn reads(&self) -> bool {
        self.format.is_some() || self.words
    }

    /// What a text is read as, whatever does not show in it, in our digits; `None`: it is left as it is.
    pub(super) fn read(&self, text: &str) -> Option<Reading> {
        let seen = seen(text);
        if seen == text || !self.reads() {
            return self.read_seen(text);
        }
        let is_edtf = || Date::parse(&seen).is_ok();
        let edtf = || is_edtf().then(|| Reading::Edtf(seen.to_string()));
        Some(match self.read_seen(&seen).or_else(edtf)? {
            Reading::Edtf(edtf) => Reading::Edtf(edtf),
            Reading::Words(bad) => Reading::Words(bad.as_written(text)),
            Reading::Open(bad) => Reading::Open(bad.as_written(text)),
        })
    }

    fn read_seen(&self, text: &str) -> Option<Reading> {
        let zeros = with_zeros(text);
        let known = zeros.as_deref().unwrap_or(text);
        match self.format.as_ref().and_then(|format| format.edtf(known)) {
            Some(Ok(edtf)) => return Some(self.of_century(text, edtf)),
            Some(Err(bad)) => {
                return Some(match without_unknown(text, &bad) {
                    Some(edtf) => self.taken(text, edtf),
                    None => Reading::Open(bad.as_written(text)),
                });
            }
            None => {}
        }
        if !self.reads() {
            return None;
        }
        let refused = Date::parse(text).err()?;
        if let Some(open) = self.perhaps_decade(text, &refused) {
            return Some(Reading::Open(open));
        }
        let inside = |format: &DateFormat| self.read_inside(text, format.within(text)?);
        let reading = self.format.as_ref().and_then(|format| {
            inside(format).or_else(|| format.of_days().and_then(|days| inside(&days)))
        });
        if reading.is_some() {
            return reading;
        }
        if self.words && refused.meaning().is_some() {
            return Some(Reading::Words(refused));
        }
        if self.words && (is_clear(text, &refused) || self.is_the_one(text, &refused)) {
            return Some(Reading::Words(BadDate { kind: BadDateKind::InWords, ..refused }));
        }
        if let Some(edtf) = without_unknown(text, &refused) {
            return Some(match self.format.as_ref().filter(|_| !has_one_order(text, &edtf)) {
                Some(format) => {
                    let bad = format.nearly_refuses(known).unwrap_or(refused);
                    Reading::Open(bad.as_written(text))
                }
                None => self.taken(text, edtf),
            });
        }
        if self.format.as_ref().is_some_and(DateFormat::is_year) && is_short_year(text) {
            return Some(Reading::Words(BadDate { kind: BadDateKind::InWords, ..refused }));
        }
        if self.format.as_ref().is_some_and(DateFormat::is_year) && is_early_year(text) {
            return Some(Reading::Words(of_early_year(text, refused)));
        }
        self.format
            .as_ref()
            .and_then(|format| in_its_order(refused, text, format))
            .map(Reading::Open)
    }

    /// What a date in the format is read as; of a year of two digits the other century is said.
    fn of_century(&self, text: &str, edtf: String) -> Reading {
        if !self.is_short() {
            return Reading::Edtf(edtf);
        }
        self.taken(text, edtf)
    }

    /// The reading that is taken of a text, which is to be said, with the other century of a year of two digits.
    fn taken(&self, text: &str, edtf: String) -> Reading {
        let year = edtf.get(..4).and_then(|year| year.parse::<u32>().ok());
        let other =
            year.filter(|_| self.is_short() && !edtf.contains(['/', ',', '.'])).map(|year| {
                let other = if year < 2000 { year + 100 } else { year - 100 };
                format!("{other:04}{}", &edtf[4..])
            });
        let readings = [Some(edtf), other].into_iter().flatten();
        let readings = readings.filter(|edtf| Date::parse(edtf).is_ok()).map(reading).collect();
        let says = "is not said in full";
        Reading::Words(BadDate::new(BadDateKind::InWords, text, says, readings))
    }

    /// What a text may have meant that has a year of three digits in doubt, where such years are read: of `199?`
    /// the last digit may not be known, as lists write it. Decades to come are none.
    fn perhaps_decade(&self, text: &str, refused: &BadDate) -> Option<BadDate> {
        let format = self.format.as_ref().filter(|format| format.is_year())?;
        let decades = match is_of_library(text, refused) {
            true => text.to_string(),
            false => with_decades(text)?,
        };
        let known = refused.readings.first().cloned();
        let readings = known.or_else(|| likely(&decades)).into_iter();
        let readings = readings.chain(likely(&format.within(text)?)).collect();
        let says = "may be a year whose last digit is not known, or one of three digits";
        Some(BadDate::new(BadDateKind::Ambiguous, text, says, readings))
    }

    /// Whether the format has years of two digits.
    fn is_short(&self) -> bool {
        self.format.as_ref().is_some_and(DateFormat::is_short)
    }

    /// Whether the one day that a text with words may be is the one that the format says: `Mo. 22.09.2025`,
    /// where a weekday in short is one before such numbers alone.
    fn is_the_one(&self, text: &str, refused: &BadDate) -> bool {
        use BadDateKind as K;
        let is_sure = matches!(refused.kind, K::NumericOrder | K::TwoDigitYear | K::Separators)
            && text.contains(char::is_alphabetic);
        let inside = self.format.as_ref().and_then(|format| format.within(text));
        let day = |edtf: &str| edtf.split('T').next().map(str::to_string);
        let said = inside.zip(refused.readings.first().and_then(|one| day(&one.edtf)));
        is_sure
            && refused.readings.len() == 1
            && said.is_some_and(|(text, day)| text.contains(&day))
    }

    /// Whether a text is a day with a midnight that is a time.
    fn is_at_midnight(&self, text: &str) -> bool {
        self.format.as_ref().is_some_and(DateFormat::has_times) && midnight(text).is_some()
    }

    /// What a text is read as whose dates are told in EDTF; `None` where that does not help.
    fn read_inside(&self, text: &str, inside: String) -> Option<Reading> {
        let bad = match Date::parse(&inside) {
            Ok(_) => return Some(self.of_century(text, inside)),
            Err(bad) => bad,
        };
        match bad.readings.as_slice() {
            [] => return None,
            [time] if is_spelling(&bad) && is_time(&inside, &bad, &time.edtf) => {
                return Some(match has_fraction(text) {
                    true => self.taken(text, time.edtf.clone()),
                    false => self.of_century(text, time.edtf.clone()),
                });
            }
            [day, time] if self.is_at_midnight(text) => {
                let readings = vec![time.clone(), day.clone()];
                let kind = BadDateKind::InWords;
                let bad = BadDate { kind, readings, ..bad.as_written(text) };
                return Some(Reading::Words(bad));
            }
            _ => {}
        }
        let is_clear = self.words && is_clear(&inside, &bad);
        let kind = if is_clear { BadDateKind::InWords } else { bad.kind };
        let bad = BadDate { kind, ..bad.as_written(text) };
        let is_told = self.words && bad.meaning().is_some();
        Some(if is_told { Reading::Words(bad) } else { Reading::Open(bad) })
    }
}

/// A reading with its words.
pub(super) fn reading(edtf: String) -> crate::model::date::Reading {
    crate::model::date::Reading { words: words(&edtf), edtf }
}

/// `199X/1995` of `199?/1995`; `None` where there is no such decade.
fn with_decades(text: &str) -> Option<String> {
    let mut decades = text.to_string();
    for (at, mark) in text.match_indices('?') {
        let digits = text[..at].rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or("");
        if digits.len() == 3 && digits < "203" {
            decades.replace_range(at..at + mark.len(), "X");
        }
    }
    (decades != text).then_some(decades)
}

/// The date that a text is, or the likeliest that it may have meant, as it runs.
fn likely(text: &str) -> Option<crate::model::date::Reading> {
    match Date::parse(text) {
        Ok(_) => Some(reading(text.to_string())),
        Err(bad) => {
            bad.readings.into_iter().next().filter(|_| bad.kind != BadDateKind::EndBeforeStart)
        }
    }
}

/// Whether a text that is not in words has one likely meaning all the same, which may be taken where
/// words are.
fn is_clear(text: &str, refused: &BadDate) -> bool {
    is_lasting(text, refused)
        || are_two_times(text, refused)
        || is_in_doubt(text, refused)
        || is_of_library(text, refused)
        || is_end_of_day(text)
            && matches!(refused.readings.as_slice(), [one] if one.edtf.contains('T'))
        || (refused.kind == BadDateKind::Separators && text.contains(says_part))
}

/// Whether a text is a date of EDTF with its mark in brackets: `1787 (?)`.
fn is_in_doubt(text: &str, refused: &BadDate) -> bool {
    let date = || text.strip_suffix("(?)").map(|date| format!("{}?", date.trim_end()));
    matches!(refused.readings.as_slice(), [one] if date().is_some_and(|date| date == one.edtf))
}

/// Whether a text is a decade or century that has begun, as libraries write it: `17--`, `[184-]`, `183-?`.
/// `184-` may be what began in 184, and `199?` that year in doubt.
fn is_of_library(text: &str, refused: &BadDate) -> bool {
    const LAST: &str = "203";
    let inside = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let bare = inside.unwrap_or(text);
    let bare = bare.strip_suffix('?').filter(|rest| rest.ends_with('-')).unwrap_or(bare);
    let digits = bare.trim_end_matches('-');
    let is_known = match (digits.len(), bare.len()) {
        (2, 4) => true,
        (3, 4) => bare != text,
        _ => false,
    };
    is_known && digits < LAST && refused.readings.len() == 1
}

/// Whether a text is two dates of EDTF, the first without a mark in front, with a dash between them: what
/// lasted from one to the other, or was once in between. `1804-1806`
fn is_lasting(text: &str, refused: &BadDate) -> bool {
    let is_dash = |c: char| matches!(c, '-' | '>' | '→' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    let joint = || {
        let (start, end) = refused.readings.first()?.edtf.split_once('/')?;
        let joint = text.strip_prefix(start)?.strip_suffix(end)?.trim();
        (!joint.is_empty() && !start.contains("XXXX")).then_some(joint)
    };
    refused.kind == BadDateKind::Malformed
        && joint().is_some_and(|joint| joint.chars().all(is_dash))
}

/// Whether a text is a year of fewer than four digits, perhaps before the era: `-333`.
fn is_short_year(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.len() < 4 && text.len() > 2 && are_digits(digits)
}

/// Whether a text may be one of the first 99 years.
fn is_early_year(text: &str) -> bool {
    matches!(text.len(), 1 | 2) && are_digits(text) && !text.starts_with('0')
}

/// What is said of such a year, which is taken as it stands.
fn of_early_year(text: &str, refused: BadDate) -> BadDate {
    let early = reading(format!("{text:0>4}"));
    let is_other =
        |other: &crate::model::date::Reading| other.edtf != early.edtf && !other.edtf.contains('X');
    let others: Vec<_> = refused.readings.iter().filter(|other| is_other(other)).cloned().collect();
    let readings = std::iter::once(early).chain(others).collect();
    BadDate { kind: BadDateKind::InWords, readings, ..refused }
}

/// The month or year of a date whose day, or month and day, are zeros: lists write so what is not known.
fn without_unknown(text: &str, bad: &BadDate) -> Option<String> {
    let zeros = with_zeros(text);
    let day = zeros.as_deref().unwrap_or(text).split([' ', 'T']).next()?;
    let has_zeros = day.split(|c: char| !c.is_ascii_digit()).any(|run| run == "00" || run == "0");
    let packed = day.len() == 8 && day.ends_with("00");
    match bad.readings.as_slice() {
        [one] if bad.kind == BadDateKind::ImpossibleDay && matches!(one.edtf.len(), 4 | 7) => {
            (has_zeros || packed).then(|| one.edtf.clone())
        }
        _ => None,
    }
}

/// Whether what is known of a text with zeros can be nothing else: a year alone, or what follows one in front.
fn has_one_order(text: &str, known: &str) -> bool {
    known.len() == 4 || text.starts_with(&known[..4])
}

/// The same with the reading in the order of a format in front; `None` where it stands there, or is none.
fn in_its_order(mut bad: BadDate, text: &str, format: &DateFormat) -> Option<BadDate> {
    let edtf = format.nearly(text)?;
    let day = |edtf: &str| edtf.get(4..).map(str::to_string);
    let place = bad.readings.iter().position(|reading| day(&reading.edtf) == day(&edtf));
    let place = place.filter(|place| *place > 0)?;
    bad.readings[..=place].rotate_right(1);
    let is_day = fineness(&edtf) == Some(Fineness::Day);
    Some(match (bad.kind, bad.readings.as_slice()) {
        (BadDateKind::Ambiguous, [one, other]) if is_day => {
            let says = either(&one.words, &other.words);
            BadDate::new(bad.kind, text, &says, bad.readings)
        }
        _ => bad,
    })
}

#[cfg(test)]
mod tests;
