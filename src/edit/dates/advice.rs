//! What is said of a date that was refused, so that the next run reads it.
//!
//! Invariant: an option is named only where it reads the date, as one of the readings that its help
//! or the advice offers.

use super::midnight::midnight;
use super::{DateFormat, Dates, Reading, is_end_of_day, is_short_year, seen};
use crate::edit::columns::join::bare;
use crate::edit::dates::formats_that_fit::{
    Unread, Way, formats, is_in_numbers, lacks_year, may_lack_year,
};
use crate::edit::dates::two_years;
use crate::model::date::{BadDate, BadDateKind, is_of_unix};
use crate::model::digits::are_digits;

impl Dates {
    /// What can be said of the dates of an input so that one that was refused, as `unread` were, is read.
    pub(in crate::edit) fn advice(&self, bad: &BadDate, unread: &Unread) -> Option<String> {
        use BadDateKind as K;
        if bad.readings.is_empty() {
            return None;
        }
        let text = &*seen(&bad.written);
        match bad.kind {
            K::Malformed | K::Ambiguous if self.format.is_none() && are_years(text, bad) => {
                Some("if these are years, --date-format Y takes them".to_string())
            }
            K::Malformed if self.format.is_none() && is_of_two_digits(text) => {
                let year = DateFormat::parse("y").ok()?.edtf(text)?.ok()?;
                let takes = format!("--date-format y takes them: {year}");
                let early = format!("--date-format Y: {:0>4}", text);
                Some(format!(
                    "if years are written so, {takes}; if they are the first years, {early}"
                ))
            }
            kind if is_in_numbers(kind) && self.format.is_none() => {
                self.of_numbers((text, bad), unread)
            }
            K::Malformed if is_of_unix(text) => {
                let digits = text.bytes().take_while(u8::is_ascii_digit).count();
                let zeros = "0".repeat(digits.saturating_sub(10));
                Some(format!(
                    "a spreadsheet makes times in UTC of them: =A2/86400{zeros}+DATE(1970,1,1)"
                ))
            }
            K::Malformed if self.are_words(text) => {
                Some("--dates words takes the first of what they may mean".to_string())
            }
            K::Malformed => self.of_time((text, bad), unread),
            K::ImpossibleDay if self.format.is_none() && two_years::are_offered(text, bad) => {
                let takes = format!("--date-format {} takes them", two_years::FORMAT);
                Some(format!("if all dates are two years so, {takes}"))
            }
            K::ImpossibleDay if self.are_words(text) => {
                let what = match is_end_of_day(text) {
                    true => "it for the next day",
                    false => "what is known of such dates",
                };
                Some(format!("--dates words takes {what}"))
            }
            K::InWords if !self.words && !bad.readings.iter().any(|r| r.edtf.contains("XXXX")) => {
                Some("--dates words takes the first of what words may mean".to_string())
            }
            _ => None,
        }
    }

    /// What to say of a date in numbers: the formats that read it, and whether words would.
    fn of_numbers(&self, (text, bad): (&str, &BadDate), unread: &Unread) -> Option<String> {
        if lacks_year(bad) {
            return None;
        }
        let midnight = midnight(text).map(|(day, _)| text.split_at(day.len()));
        let (day, time) = midnight.unwrap_or((text, ""));
        let ways = unread.fitting(formats(day, bad));
        let is_short = ways.iter().any(|way| way.format.contains('y'));
        let century = if is_short { " (19y: of the years from 1900 to 1999)" } else { "" };
        let alone = ways.iter().any(|way| !way.words);
        let formats = |time: &str| {
            let with_time = |way: &Way| match time {
                "" => way.format.clone(),
                time => format!("'{}{time}'", way.format.trim_matches('\'')),
            };
            let formats = ways.iter().filter(|way| way.words != alone).map(with_time);
            format!("--date-format {}", formats.collect::<Vec<_>>().join(" or "))
        };
        let beside = if alone || self.words { "" } else { " with --dates words" };
        let own = formats(if unread.has_times { "" } else { time });
        let named = (!ways.is_empty()).then(|| format!("{own}{beside}"));
        let words = self.are_words(text).then(|| "--dates words".to_string());
        let ways = [named, words].into_iter().flatten().collect::<Vec<_>>().join(" or ");
        let so = match may_lack_year(bad) {
            true => "if the numbers are years",
            false => "if all dates are written so",
        };
        let is_either = unread.has_times && !time.is_empty();
        let no_time = is_either.then(|| format!("; {}", no_time(&formats(time))));
        let no_time = no_time.unwrap_or_default();
        (!ways.is_empty()).then(|| format!("{so}, say how{century}: {ways}{no_time}"))
    }

    /// Whether a text is left open that would be taken if words were read.
    fn are_words(&self, text: &str) -> bool {
        let with_words = Dates { words: true, ..self.clone() };
        !self.words && matches!(with_words.read(text), Some(Reading::Words(_)))
    }

    /// What to say of days in the format, or in the order of EDTF, with a time behind them, as databases and
    /// programs write them.
    fn of_time(&self, (text, bad): (&str, &BadDate), unread: &Unread) -> Option<String> {
        let midnight = midnight(text).map(|(day, _)| text.split_at(day.len()));
        let split = || Some(text.split_once([' ', 'T'])?.0);
        let day = midnight.map_or_else(split, |(day, _)| Some(day))?;
        let usual = DateFormat::parse("Y-m-d").ok()?;
        let format = self.format.as_ref().unwrap_or(&usual);
        format.edtf(day)?.ok()?;
        let no_time = midnight.map(|(_, time)| no_time(&format!("--date-format '{format}{time}'")));
        if no_time.is_some() && !unread.has_times {
            return no_time;
        }
        let is_only_time = matches!(&*bad.readings, [one] if one.edtf.contains('T'));
        let dates = Dates { format: Some(usual), words: false };
        let is_time = (is_only_time || midnight.is_some()) && self.format.is_none();
        let how = match dates.read(text).filter(|_| is_time)? {
            Reading::Edtf(_) => "as they are written",
            _ if midnight.is_some() => "as they are written",
            Reading::Words(_) => "without the fraction of a second",
            Reading::Open(_) => return None,
        };
        let takes = format!("--date-format Y-m-d takes such times {how}");
        Some([Some(takes), no_time].into_iter().flatten().collect::<Vec<_>>().join("; "))
    }
}

/// What to say of a format with a midnight in it.
fn no_time(format: &str) -> String {
    format!("if midnight says no time here, {format} takes the day")
}

fn is_of_two_digits(text: &str) -> bool {
    text.len() == 2 && are_digits(text)
}

/// Whether a text is a year of fewer than four digits, one with `.0` behind it, or two years that are one of
/// its readings, and is taken where dates are years.
pub(super) fn are_years(text: &str, bad: &BadDate) -> bool {
    let Ok(year) = DateFormat::parse("Y") else { return false };
    let offered = |years: String| bad.has_reading(&years);
    let is_year = |text: &str| is_short_year(text) || year.within(text).is_some_and(offered);
    let whole = bare(text);
    let years = Dates { format: Some(year.clone()), words: false };
    is_year(whole) && !matches!(years.read(whole), Some(Reading::Open(_)))
}
