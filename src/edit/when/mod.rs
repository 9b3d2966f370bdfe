//! Dates that are not EDTF, as far as the user says how to read them: in a format (`d.m.Y`,
//! `%d/%m/%Y`, `dd.mm.yyyy`), or in words (`early March 2025`).
//!
//! Invariant: only a date that fits the format whole is read by it, and of what stands around one
//! only what says one thing; all else is left for the date parser to take or refuse.

mod format;

use crate::check::{Code, Finding};
use crate::model::date::{BadDate, BadDateKind, Date, words};

pub use format::DateFormat;

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
    /// It fits the format, and there is no such day.
    Bad(String),
    /// Its dates are in the format; what they say together is to be settled.
    Open(BadDate),
}

impl Dates {
    /// What a text is read as; `None`: it is left as it is.
    pub(super) fn read(&self, text: &str) -> Option<Reading> {
        match self.format.as_ref().and_then(|format| format.edtf(text)) {
            Some(Ok(edtf)) => return Some(self.of_century(text, edtf)),
            Some(Err(message)) => return Some(Reading::Bad(message)),
            None => {}
        }
        if self.format.is_none() && !self.words {
            return None;
        }
        let refused = Date::parse(text).err()?;
        let inside = self.format.as_ref().and_then(|format| format.within(text));
        if let Some(reading) = inside.and_then(|inside| self.read_inside(text, inside)) {
            return Some(reading);
        }
        if self.words && refused.meaning().is_some() {
            return Some(Reading::Words(refused));
        }
        if self.format.as_ref().is_some_and(DateFormat::is_year) && is_short_year(text) {
            return Some(Reading::Words(BadDate { kind: BadDateKind::InWords, ..refused }));
        }
        self.format
            .as_ref()
            .and_then(|format| in_its_order(refused, text, format))
            .map(Reading::Open)
    }

    /// What a date in the format is read as; of a year of two digits the other century is said.
    fn of_century(&self, text: &str, edtf: String) -> Reading {
        let year = edtf.get(..4).and_then(|year| year.parse::<u32>().ok());
        let Some(year) = year.filter(|_| self.format.as_ref().is_some_and(DateFormat::is_short))
        else {
            return Reading::Edtf(edtf);
        };
        let other = if year < 2000 { year + 100 } else { year - 100 };
        let other = format!("{other:04}{}", &edtf[4..]);
        let readings = [edtf, other].into_iter().filter(|edtf| Date::parse(edtf).is_ok());
        Reading::Words(BadDate {
            kind: BadDateKind::InWords,
            span: 0..text.len(),
            message: format!("\"{text}\" has a year of two digits"),
            readings: readings.map(reading).collect(),
        })
    }

    /// What a text is read as whose dates are told in EDTF; `None` where that does not help.
    fn read_inside(&self, text: &str, inside: String) -> Option<Reading> {
        let bad = match Date::parse(&inside) {
            Ok(_) => return Some(Reading::Edtf(inside)),
            Err(bad) => bad,
        };
        match bad.readings.as_slice() {
            [] => return None,
            [time] if bad.kind == BadDateKind::Malformed && is_time(&inside, &time.edtf) => {
                return Some(Reading::Edtf(time.edtf.clone()));
            }
            _ => {}
        }
        let bad = bad.as_written(&inside, text);
        let is_told = self.words && bad.meaning().is_some();
        Some(if is_told { Reading::Words(bad) } else { Reading::Open(bad) })
    }

    /// What can be said of the dates of an input so that one that was refused is read.
    pub(super) fn advice(&self, finding: &Finding) -> Option<String> {
        use Code as C;
        let help = finding.help.as_deref()?;
        match finding.code {
            C::BadDate | C::AmbiguousDate
                if self.format.is_none() && is_short_year(quoted(finding)?) =>
            {
                Some("if these are years, --date-format Y takes them".to_string())
            }
            C::AmbiguousDate | C::NumericDate | C::DateSeparators | C::TwoDigitYear
                if self.format.is_none() =>
            {
                let text = quoted(finding)?;
                let formats = match midnight(text) {
                    Some((day, time)) => formats(day, help)
                        .iter()
                        .map(|format| format!("'{format} {time}'"))
                        .collect(),
                    None => formats(text, help),
                };
                let named = formats.join(" or ");
                (!named.is_empty())
                    .then(|| format!("if all dates are written so, say how: --date-format {named}"))
            }
            C::BadDate if self.format.is_none() => of_time(quoted(finding)?, help),
            C::DateInWords if !self.words && !help.contains("XXXX") => {
                Some("--dates words takes the first of what words may mean".to_string())
            }
            _ => None,
        }
    }
}

/// A reading with its words.
fn reading(edtf: String) -> crate::model::date::Reading {
    crate::model::date::Reading { words: words(&edtf), edtf }
}

/// Whether a text is a year of fewer than four digits, perhaps before the era: `-333`.
fn is_short_year(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.len() < 4 && text.len() > 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a date of EDTF may have meant that people write for something else: `2020-21` is a season of 2020,
/// and often two years; `?-1902` is 1903 BCE in doubt, and often what ended in 1902.
pub(super) fn perhaps_years(text: &str) -> Option<BadDate> {
    let two = two_years(text).map(|years| (years, "may be two years"));
    let unknown = || text.strip_prefix("?-").map(|end| format!("/{end}"));
    let (other, says) =
        two.or_else(|| Some((unknown()?, "may be an end whose start is not known")))?;
    let is_either = Date::parse(text).is_ok() && Date::parse(&other).is_ok();
    is_either.then(|| BadDate {
        kind: BadDateKind::InWords,
        span: 0..text.len(),
        message: format!("\"{text}\" {says}"),
        readings: vec![reading(text.to_string()), reading(other)],
    })
}

/// 2020 and 2021 of `2020-21`.
fn two_years(text: &str) -> Option<String> {
    let (year, next) = text.split_once('-').filter(|_| text.len() == 7)?;
    let (year, next): (u32, u32) = (year.parse().ok()?, next.parse().ok()?);
    let is_next = next > 12 && next == (year + 1) % 100;
    is_next.then(|| format!("{year:04}/{:04}", year + 1))
}

/// Whether a date is a midnight without an offset, as programs write that know of a day or year alone.
pub(super) fn is_midnight(text: &str) -> bool {
    text.ends_with("T00:00:00Z") || text.ends_with("T00:00:00")
}

/// The same with the reading in the order of a format in front; `None` where it stands there, or is none.
fn in_its_order(mut bad: BadDate, text: &str, format: &DateFormat) -> Option<BadDate> {
    let edtf = format.nearly(text)?;
    let day = |edtf: &str| edtf.get(4..).map(str::to_string);
    let place = bad.readings.iter().position(|reading| day(&reading.edtf) == day(&edtf));
    let place = place.filter(|place| *place > 0)?;
    let either = |bad: &BadDate| match bad.readings.as_slice() {
        [one, other, ..] => format!("{} or {}", one.words, other.words),
        _ => String::new(),
    };
    let said = either(&bad);
    bad.readings[..=place].rotate_right(1);
    bad.message = bad.message.replace(&said, &either(&bad));
    Some(bad)
}

/// Whether a day with a time behind it has no other words, and this is the time.
fn is_time(text: &str, edtf: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let known = ["a", "p", "m", "am", "pm", "t", "z", "utc"];
    edtf.contains('T') && words.all(|word| known.contains(&word.to_lowercase().as_str()))
}

/// A day and the midnight behind it, which other programs write where there is no time.
fn midnight(text: &str) -> Option<(&str, &str)> {
    let (day, time) = text.split_once(' ')?;
    let is_zero = time.contains(':') && time.chars().all(|c| matches!(c, '0' | ':' | '.'));
    is_zero.then_some((day, time))
}

/// The date that a finding quotes.
fn quoted(finding: &Finding) -> Option<&str> {
    finding.message.strip_prefix('"')?.rsplit_once("\" ").map(|(text, _)| text)
}

/// What to say of days in the order of EDTF with a time behind a space, as databases write them.
fn of_time(text: &str, help: &str) -> Option<String> {
    let (day, _) = text.split_once(' ')?;
    DateFormat::parse("Y-m-d").ok()?.edtf(day)?.ok()?;
    if let Some((_, time)) = midnight(text) {
        let format = format!("'Y-m-d {time}'");
        return Some(format!(
            "if midnight says no time here, --date-format {format} takes the day"
        ));
    }
    let is_only_time = help.matches('`').count() == 2 && help.contains('T');
    is_only_time.then(|| "--date-format Y-m-d takes such times as they are written".to_string())
}

/// Formats in which every date of a text in numbers is one that its help offers.
fn formats(text: &str, help: &str) -> Vec<String> {
    const SHAPES: &[&str] =
        &["d.m.Y", "m.d.Y", "Y.m.d", "d.m.y", "m.d.y", "y.m.d", "m.Y", "Y.m", "Ymd"];
    let mut fitting = Vec::new();
    for separator in ['.', '/', '-'] {
        let runs = text.split(|c: char| !c.is_ascii_digit() && c != separator);
        let runs: Vec<&str> =
            runs.map(|run| run.trim_matches(separator)).filter(|run| !run.is_empty()).collect();
        for shape in SHAPES {
            let shape = shape.replace('.', &separator.to_string());
            let Ok(format) = DateFormat::parse(&shape) else { continue };
            if shape == "Y-m" {
                continue; // so a month is written in EDTF
            }
            let mut read = runs.iter().filter_map(|run| format.edtf(run)).peekable();
            let is_offered = |date: Result<String, String>| date.is_ok_and(|d| help.contains(&d));
            if read.peek().is_some() && read.all(is_offered) && !fitting.contains(&shape) {
                fitting.push(shape);
            }
        }
    }
    fitting
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(format: &str, text: &str) -> String {
        let dates = Dates { format: DateFormat::parse(format).ok(), words: false };
        match dates.read(text) {
            Some(Reading::Edtf(edtf)) => edtf,
            Some(Reading::Open(bad) | Reading::Words(bad)) => {
                let readings = bad.readings.iter().map(|reading| reading.edtf.as_str());
                format!("{}: {}", bad.message, readings.collect::<Vec<_>>().join(" "))
            }
            Some(Reading::Bad(message)) => message,
            None => "as it is".to_string(),
        }
    }

    #[test]
    fn a_format_holds_for_dates_with_a_time_or_a_mark_or_another_date() {
        for (format, text, edtf) in [
            ("d.m.Y", "3.5.2025 10:30", "2025-05-03T10:30"),
            ("d/m/Y", "14/03/2025 10:30:15", "2025-03-14T10:30:15"),
            ("m/d/Y", "3/5/2025 3:05 PM", "2025-03-05T15:05"),
            ("d.m.Y", "3.5.2025 10.05", "2025-05-03T10:05"),
            ("d.m.Y", "3.5.2025 10:30 - 5.5.2025 11:00", "2025-05-03T10:30/2025-05-05T11:00"),
            ("d/m/Y", "05/03/2025?", "2025-03-05?"),
            ("d.m.Y", "03.05.2025/05.05.2025", "2025-05-03/2025-05-05"),
            ("d.m.Y", "[..03.05.2025]", "[..2025-05-03]"),
            ("d.m.Y", "~3.5.2025", "2025-05-03~"),
            ("d.m.Y", "?3.5.2025", "2025-05-03?"),
            ("m/d/Y", "~5/3/2025", "2025-05-03~"),
            ("Ymd", "%20250503", "2025-05-03%"),
            ("m.Y", "~5.2025", "2025-05~"),
            ("d.m.Y", "03.05.2025/~05.05.2025", "2025-05-03/2025-05-05~"),
            ("Y-m-d", "2026-09-27 08:02:11", "2026-09-27T08:02:11"),
            ("Y", "636/640", "0636/0640"),
            ("d.m.Y", "[~03.05.2025,?05.05.2025]", "[2025-05-03~,2025-05-05?]"),
        ] {
            assert_eq!(read(format, text), edtf, "{text} in {format}");
        }
    }

    #[test]
    fn what_a_format_leaves_open_is_asked_in_its_order_only() {
        let two = "names two dates: 2025-05-03/2025-05-05 [2025-05-03..2025-05-05]";
        let texts = ["03.05.2025 - 05.05.2025", "03.05.2025-05.05.2025", "03.05.-05.05.2025"];
        for text in texts {
            assert_eq!(read("d.m.Y", text), format!("\"{text}\" {two}"));
        }
        let winter = "names two dates: 2024-12-28/2025-01-03 [2024-12-28..2025-01-03]";
        let text = "28.12.-3.1.2025";
        assert_eq!(read("d.m.Y", text), format!("\"{text}\" {winter}"));
        let about = "\"about 03.05.2025\" is in words: 2025-05-03~";
        assert_eq!(read("d.m.Y", "about 03.05.2025"), about);
        assert_eq!(read("m.d.Y", "about 03.05.2025"), about.replace("05-03", "03-05"));
        let limits = "\"before 03.05.2025\" is in words: [..2025-05-02] [..2025-05-03]";
        assert_eq!(read("d.m.Y", "before 03.05.2025"), limits);
        assert!(read("d.m.Y", "3.5.2025 00:00:00").ends_with(": 2025-05-03 2025-05-03T00:00:00"));
        for text in ["-03.05.2025", "3/5/2025 10:30", "3-5.05.2025", "31.2.2025 10:30"] {
            assert_eq!(read("d.m.Y", text), "as it is", "{text}");
        }
        assert_eq!(read("m/Y", "2025-05/2025-06"), "as it is");
        let marked = "names two dates: 2025-05-03~/2025-05-05~ 2025-05-03~/2025-05-05";
        for text in ["~03.05.2025/05.05.2025", "~03.05.2025 - 05.05.2025"] {
            assert_eq!(read("d.m.Y", text), format!("\"{text}\" {marked}"));
        }
        let next_day = "\"3.5.2025 24:00\" has no hour 24; that is hour 00 of the next day";
        assert_eq!(read("d.m.Y", "3.5.2025 24:00"), format!("{next_day}: 2025-05-04T00:00"));
    }

    #[test]
    fn what_does_not_fit_a_format_is_asked_in_its_order_first() {
        let short = "has a year of two digits:";
        for (format, text, readings) in [
            ("m.d.Y", "3.5.25", "2025-03-05 2025-05-03 2003-05-25"),
            ("Y.m.d", "03.05.25", "2003-05-25 2025-05-03 2025-03-05"),
            ("m/d/Y", "3.5.45", "1945-03-05 1945-05-03"),
        ] {
            let read = read(format, text);
            assert!(read.ends_with(&format!("{short} {readings}")), "{text}: {read}");
        }
        assert_eq!(read("d.m.Y", "3/5/25"), "as it is"); // that order comes first anyway
        let asked = "may be 5 March 2025 or 3 May 2025: 2025-03-05 2025-05-03";
        assert_eq!(read("m.d.Y", "03/05/2025"), format!("\"03/05/2025\" {asked}"));
    }

    #[test]
    fn what_a_format_does_not_say_is_said() {
        let taken = |format: &str, text: &str| {
            let dates = Dates { format: DateFormat::parse(format).ok(), words: false };
            let Some(Reading::Words(bad)) = dates.read(text) else { panic!("{text}") };
            bad.readings.into_iter().map(|reading| reading.edtf).collect::<Vec<_>>()
        };
        assert_eq!(taken("m/d/y", "7/14/38"), ["1938-07-14", "2038-07-14"]);
        assert_eq!(taken("d.m.y", "9.5.25"), ["2025-05-09", "1925-05-09"]);
        assert_eq!(taken("d.m.y", "29.2.00"), ["2000-02-29"]);
        assert_eq!(taken("Y", "-333"), ["-0333", "-0332"]);
    }

    #[test]
    fn dates_of_edtf_that_people_write_for_something_else_are_noted() {
        let noted = |text: &str| {
            let readings = perhaps_years(text)?.readings.into_iter();
            Some(readings.map(|reading| reading.edtf).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(noted("2020-21").as_deref(), Some("2020-21 2020/2021"));
        assert_eq!(noted("?-1902").as_deref(), Some("?-1902 /1902"));
        for text in ["2020-22", "2020-05", "?1902", "?2020-02", "-1902", "1902?"] {
            assert_eq!(noted(text), None, "{text}");
        }
    }

    #[test]
    fn formats_are_advised_that_read_the_date() {
        let advice = |text: &str| {
            let bad = Date::parse(text).expect_err(text);
            let place = crate::model::Place::file(0);
            Dates::default().advice(&crate::check::date_finding(&bad, place))
        };
        for (text, formats) in [
            ("14/03/2025", "d/m/Y"),
            ("4/3/2025", "d/m/Y or m/d/Y"),
            ("3.5.2025 10:30", "d.m.Y or m.d.Y"),
            ("3/25/2025 3:05 PM", "m/d/Y"),
            ("03.05.2025 - 13.05.2025", "d.m.Y"),
            ("9.5.25", "d.m.y or m.d.y"),
            ("9.5.45", "d.m.y or m.d.y"),
            ("2025.05.09", "Y.m.d"),
            ("20250509", "Ymd"),
            ("05/2025", "m/Y"),
            ("3.5.2025 00:00:00", "'d.m.Y 00:00:00' or 'm.d.Y 00:00:00'"),
        ] {
            let advised = advice(text).unwrap_or_default();
            assert!(advised.ends_with(&format!("--date-format {formats}")), "{text}: {advised}");
        }
        let advised = advice("2026-09-27 08:02:11").unwrap_or_default();
        assert!(advised.contains("--date-format Y-m-d takes such times"), "{advised}");
        for text in ["636", "-333"] {
            let advised = advice(text).unwrap_or_default();
            assert!(advised.contains("--date-format Y takes them"), "{text}: {advised}");
        }
        for text in ["2024/25", "1850/60", "2025年2月12日", "3-5 May", "9 May '25"] {
            assert_eq!(advice(text), None, "{text}");
        }
    }
}
