//! What is said of a date that was refused, so that the next run reads it.
//!
//! Invariant: an option is named only where it reads the date, as one of the readings that its help
//! or the advice offers.

use super::midnight::midnight;
use super::{DateFormat, Dates, Reading, is_end_of_day, is_short_year, seen};
use crate::check::{Code, Finding};
use crate::edit::columns::join::bare;
use crate::edit::dates::formats_that_fit::{
    Unread, Way, formats, is_in_numbers, lacks_year, may_lack_year,
};
use crate::edit::dates::two_years;
use crate::model::digits::are_digits;

impl Dates {
    /// What can be said of the dates of an input so that one that was refused, as `unread` were, is read.
    pub(in crate::edit) fn advice(&self, finding: &Finding, unread: &Unread) -> Option<String> {
        use Code as C;
        let help = finding.help.as_deref()?;
        match finding.code {
            C::BadDate | C::AmbiguousDate
                if self.format.is_none() && are_years(&quoted(finding)?, help) =>
            {
                Some("if these are years, --date-format Y takes them".to_string())
            }
            C::BadDate if self.format.is_none() && is_of_two_digits(&quoted(finding)?) => {
                let year = DateFormat::parse("y").ok()?.edtf(&quoted(finding)?)?.ok()?;
                let takes = format!("--date-format y takes them: {year}");
                let early = format!("--date-format Y: {:0>4}", quoted(finding)?);
                Some(format!(
                    "if years are written so, {takes}; if they are the first years, {early}"
                ))
            }
            code if is_in_numbers(code) && self.format.is_none() => {
                self.of_numbers(finding, unread)
            }
            C::BadDate if finding.message.ends_with("counted from 1970") => {
                let digits = quoted(finding)?.bytes().take_while(u8::is_ascii_digit).count();
                let zeros = "0".repeat(digits.saturating_sub(10));
                Some(format!(
                    "a spreadsheet makes times in UTC of them: =A2/86400{zeros}+DATE(1970,1,1)"
                ))
            }
            C::BadDate if self.are_words(&quoted(finding)?) => {
                Some("--dates words takes the first of what they may mean".to_string())
            }
            C::BadDate => self.of_time(finding, unread),
            C::ImpossibleDate
                if self.format.is_none() && two_years::are_offered(&quoted(finding)?, help) =>
            {
                let takes = format!("--date-format {} takes them", two_years::FORMAT);
                Some(format!("if all dates are two years so, {takes}"))
            }
            C::ImpossibleDate if self.are_words(&quoted(finding)?) => {
                let is_end = is_end_of_day(&quoted(finding)?);
                let what =
                    if is_end { "it for the next day" } else { "what is known of such dates" };
                Some(format!("--dates words takes {what}"))
            }
            C::DateInWords if !self.words && !help.contains("XXXX") => {
                Some("--dates words takes the first of what words may mean".to_string())
            }
            _ => None,
        }
    }

    /// What to say of a date in numbers: the formats that read it, and whether words would.
    fn of_numbers(&self, finding: &Finding, unread: &Unread) -> Option<String> {
        if lacks_year(finding) {
            return None;
        }
        let text = &*quoted(finding)?;
        let midnight = midnight(text).map(|(day, _)| text.split_at(day.len()));
        let (day, time) = midnight.unwrap_or((text, ""));
        let ways = unread.fitting(formats(day, finding.help.as_deref()?));
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
        let so = match may_lack_year(finding) {
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
    fn of_time(&self, finding: &Finding, unread: &Unread) -> Option<String> {
        let (text, help) = (&*quoted(finding)?, finding.help.as_deref()?);
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
        let is_only_time = help.matches('`').count() == 2 && help.contains('T');
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

/// Whether a text is a year of fewer than four digits, one with `.0` behind it, or two years that its help
/// offers, and is taken where dates are years.
pub(super) fn are_years(text: &str, help: &str) -> bool {
    let Ok(year) = DateFormat::parse("Y") else { return false };
    let offered = |years: String| help.contains(&format!("`{years}`"));
    let is_year = |text: &str| is_short_year(text) || year.within(text).is_some_and(offered);
    let whole = bare(text);
    let years = Dates { format: Some(year.clone()), words: false };
    is_year(whole) && !matches!(years.read(whole), Some(Reading::Open(_)))
}

/// Whether a help offers a date, perhaps with a time, a mark or another date, and not a part of it alone:
/// of `2025-05-09` it offers no `2025-05`.
pub(super) fn offers(help: &str, date: &str) -> bool {
    let goes_on = |c: char| c == '-' || c.is_ascii_digit();
    let is_in = |reading: &str| {
        reading.match_indices(date).any(|(at, _)| {
            !reading[..at].ends_with(goes_on) && !reading[at + date.len()..].starts_with(goes_on)
        })
    };
    help.split('`').skip(1).step_by(2).any(is_in)
}

/// The date that a finding quotes, without what does not show in it and in our digits.
pub(super) fn quoted(finding: &Finding) -> Option<String> {
    let (text, _) = finding.message.strip_prefix('"')?.rsplit_once("\" ")?;
    Some(seen(text).into_owned())
}

#[cfg(test)]
mod tests {
    use super::offers;

    #[test]
    fn a_part_of_a_date_is_not_offered_where_the_whole_is() {
        let help = "write `2025-05-09T10:30` (9 May 2025, 10:30) or `[..2025-06-09]`";
        for date in ["2025-05-09", "2025-06-09"] {
            assert!(offers(help, date), "{date}");
        }
        for date in ["2025-05", "2025", "05-09", "2025-06"] {
            assert!(!offers(help, date), "{date}");
        }
    }
}
