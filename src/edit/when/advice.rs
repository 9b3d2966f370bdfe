//! What is said of a date that was refused, so that the next run reads it.
//!
//! Invariant: an option is named only where it reads the date, as one of the readings that its help
//! or the advice offers.

use std::fmt;

use super::midnight::midnight;
use super::{DateFormat, Dates, Reading, is_end_of_day, is_short_year};
use crate::check::{Code, Finding};
use crate::edit::join::bare;
use crate::model::date::{is_unseen, says_part};

impl Dates {
    /// What can be said of the dates of an input so that one that was refused is read.
    pub(in crate::edit) fn advice(&self, finding: &Finding) -> Option<String> {
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
                Some(format!("if years are written so, {takes}"))
            }
            code if is_in_numbers(code) && self.format.is_none() => {
                self.of_numbers(&quoted(finding)?, help)
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
            C::BadDate => self.of_time(&quoted(finding)?, help),
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
    fn of_numbers(&self, text: &str, help: &str) -> Option<String> {
        let midnight = midnight(text).map(|(day, _)| text.split_at(day.len()));
        let (day, time) = midnight.unwrap_or((text, ""));
        let ways = formats(day, help);
        let is_short = ways.iter().any(|way| way.format.contains('y'));
        let century = if is_short { " (19y: of the years from 1900 to 1999)" } else { "" };
        let alone = ways.iter().any(|way| !way.words);
        let with_time = |way: &Way| match time {
            "" => way.format.clone(),
            time => format!("'{}{time}'", way.format.trim_matches('\'')),
        };
        let formats = ways.iter().filter(|way| way.words != alone).map(with_time);
        let formats = formats.collect::<Vec<_>>().join(" or ");
        let beside = if alone || self.words { "" } else { " with --dates words" };
        let named = (!ways.is_empty()).then(|| format!("--date-format {formats}{beside}"));
        let words = self.are_words(text).then(|| "--dates words".to_string());
        let ways = [named, words].into_iter().flatten().collect::<Vec<_>>().join(" or ");
        (!ways.is_empty()).then(|| format!("if all dates are written so, say how{century}: {ways}"))
    }

    /// Whether a text is left open that would be taken if words were read.
    fn are_words(&self, text: &str) -> bool {
        let with_words = Dates { words: true, ..self.clone() };
        !self.words && matches!(with_words.read(text), Some(Reading::Words(_)))
    }

    /// What to say of days in the format, or in the order of EDTF, with a time behind them, as databases and
    /// programs write them.
    fn of_time(&self, text: &str, help: &str) -> Option<String> {
        let midnight = midnight(text).map(|(day, _)| text.split_at(day.len()));
        let split = || Some(text.split_once([' ', 'T'])?.0);
        let day = midnight.map_or_else(split, |(day, _)| Some(day))?;
        let usual = DateFormat::parse("Y-m-d").ok()?;
        let format = self.format.as_ref().unwrap_or(&usual);
        format.edtf(day)?.ok()?;
        if let Some((_, time)) = midnight {
            return Some(format!(
                "if midnight says no time here, --date-format '{format}{time}' takes the day"
            ));
        }
        let is_only_time = help.matches('`').count() == 2 && help.contains('T');
        let dates = Dates { format: Some(usual), words: false };
        let how = match dates.read(text).filter(|_| is_only_time && self.format.is_none())? {
            Reading::Edtf(_) => "as they are written",
            Reading::Words(_) => "without the fraction of a second",
            Reading::Open(_) => return None,
        };
        Some(format!("--date-format Y-m-d takes such times {how}"))
    }
}

/// The options that read a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The format, as a shell takes it.
    pub format: String,
    /// Whether it needs words to be read beside it.
    pub words: bool,
}

impl Way {
    fn new(format: String, words: bool) -> Way {
        let format = if format.contains(' ') { format!("'{format}'") } else { format };
        Way { format, words }
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = if self.words { " --dates words" } else { "" };
        write!(f, "--date-format {}{words}", self.format)
    }
}

/// The one format in which the dates of some findings are all written; `None` where there is none, or one
/// date alone.
pub fn common<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Option<Way> {
    let mut common: Vec<Way> = Vec::new();
    let mut count = 0;
    for finding in findings {
        let (text, help) = (quoted(finding)?, finding.help.as_deref()?);
        let here = match finding.code {
            Code::BadDate if are_years(&text, help) => vec![Way::new("Y".to_string(), false)],
            code if is_in_numbers(code) => formats(&text, help),
            _ => return None,
        };
        if count == 0 {
            common.clone_from(&here);
        }
        common.retain_mut(|way| {
            let same = here.iter().find(|other| other.format == way.format);
            way.words |= same.is_some_and(|other| other.words);
            same.is_some()
        });
        count += 1;
        if common.is_empty() || count == ENOUGH {
            break;
        }
    }
    (count > 1 && common.len() == 1).then(|| common.remove(0))
}

/// Findings that tell how all dates are written.
const ENOUGH: usize = 2_000;

/// Whether a date is one in numbers that a format may read.
fn is_in_numbers(code: Code) -> bool {
    use Code as C;
    matches!(
        code,
        C::AmbiguousDate
            | C::NumericDate
            | C::DateNotPadded
            | C::DateSeparators
            | C::TwoDigitYear
            | C::MonthYearDate
    )
}

fn is_of_two_digits(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text is a year of fewer than four digits, one with `.0` behind it, or two years that its help
/// offers, and is taken where dates are years.
fn are_years(text: &str, help: &str) -> bool {
    let Ok(year) = DateFormat::parse("Y") else { return false };
    let offered = |years: String| help.contains(&format!("`{years}`"));
    let is_year = |text: &str| is_short_year(text) || year.within(text).is_some_and(offered);
    let whole = bare(text);
    let years = Dates { format: Some(year.clone()), words: false };
    is_year(whole) && !matches!(years.read(whole), Some(Reading::Open(_)))
}

/// Whether a help offers a date, perhaps with a time, a mark or another date, and not a part of it alone:
/// of `2025-05-09` it offers no `2025-05`.
fn offers(help: &str, date: &str) -> bool {
    let goes_on = |c: char| c == '-' || c.is_ascii_digit();
    let is_in = |reading: &str| {
        reading.match_indices(date).any(|(at, _)| {
            !reading[..at].ends_with(goes_on) && !reading[at + date.len()..].starts_with(goes_on)
        })
    };
    help.split('`').skip(1).step_by(2).any(is_in)
}

/// The date that a finding quotes, without what does not show in it.
fn quoted(finding: &Finding) -> Option<String> {
    let (text, _) = finding.message.strip_prefix('"')?.rsplit_once("\" ")?;
    Some(text.replace(is_unseen, ""))
}

/// Formats that read a text in numbers, or with the name of a month, as a date that its help offers.
fn formats(text: &str, help: &str) -> Vec<Way> {
    const SHAPES: &[&str] =
        &["d.m.Y", "m.d.Y", "Y.m.d", "d.m.y", "m.d.y", "y.m.d", "m.Y", "Y.m", "m.y", "y.m", "Ymd"];
    let mut fitting: Vec<Way> = Vec::new();
    for separator in ['.', '/', '-', ' '] {
        // Between numbers a space may as well stand before a time.
        if separator == ' ' && !text.contains(char::is_alphabetic) {
            continue;
        }
        for shape in SHAPES {
            let shape = shape.replace('.', &separator.to_string());
            if shape == "Y-m" && text.len() == "2025-02".len() {
                continue; // so a month is written in EDTF
            }
            let Some(words) = needs_words(&shape, text, help) else { continue };
            let way = Way::new(shape, words);
            if !fitting.contains(&way) {
                fitting.push(way);
            }
        }
    }
    if fitting.is_empty() { as_it_stands(text, help) } else { fitting }
}

/// Whether words have to be read, too, where a format reads a text as a date that its help offers; `None`
/// where it does not.
fn needs_words(shape: &str, text: &str, help: &str) -> Option<bool> {
    let format = DateFormat::parse(shape).ok()?;
    let is_one = format.edtf(text).is_some_and(|date| date.is_ok());
    let fits = is_one || format.within(text).is_some() || format.days(text).is_some();
    let dates = |words| Dates { format: Some(format.clone()), words };
    let is_read = |words: &bool| match dates(*words).read(text) {
        Some(Reading::Edtf(edtf)) => offers(help, &edtf),
        Some(Reading::Words(bad)) => bad.readings.first().is_some_and(|r| offers(help, &r.edtf)),
        _ => false,
    };
    [false, true].into_iter().filter(|_| fits).find(is_read)
}

/// Formats that have all that stands between and behind the numbers of a text, in which it is one date that
/// its help offers: `Y年m月d日`, `'Y. m. d.'`.
fn as_it_stands(text: &str, help: &str) -> Vec<Way> {
    const ORDERS: &[&str] = &["Ymd", "dmY", "mdY", "Ym", "mY", "Y"];
    let is_read = |shape: &str| {
        let read = DateFormat::parse(shape).ok().and_then(|format| format.edtf(text)?.ok());
        read.is_some_and(|date| help.contains(&format!("`{date}`")))
    };
    let bare = text.trim_matches(|c: char| !c.is_ascii_digit());
    let gaps = bare.split(|c: char| c.is_ascii_digit()).filter(|gap| !gap.is_empty());
    let gaps: Vec<&str> = gaps.collect();
    // `2025-05/06` has two dates, and `5/9 2025` is one.
    let is_day = help.split('`').nth(1).is_some_and(|likely| !likely.contains('/'));
    let is_one = gaps.iter().all(|gap| *gap == gaps[0]) || text.contains(says_part) || is_day;
    let is_named = text.contains(|c: char| c.is_alphabetic() && !says_part(c));
    let fits = |order: &&&str| order.len() == gaps.len() + 1 && is_one && !is_named;
    let orders = ORDERS.iter().filter(fits);
    let shapes = orders.map(|order| {
        let mut letters = order.chars();
        let mut is_inside = false;
        let pieces = text.chars().filter_map(|c| {
            let is_first = c.is_ascii_digit() && !is_inside;
            is_inside = c.is_ascii_digit();
            if is_first { letters.next() } else { Some(c).filter(|c| !c.is_ascii_digit()) }
        });
        pieces.collect::<String>()
    });
    let fitting = shapes.filter(|shape| is_read(shape));
    fitting.map(|shape| Way::new(shape, false)).collect()
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
