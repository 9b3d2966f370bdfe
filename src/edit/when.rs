//! Dates that are not EDTF, as far as the user says how to read them: in a format (`d.m.Y`,
//! `%d/%m/%Y`, `dd.mm.yyyy`), or in words (`early March 2025`).
//!
//! Invariant: only a date that fits the format whole is read by it, and of what stands around one
//! only what says one thing; all else is left for the date parser to take or refuse.

use crate::check::{Code, Finding};
use crate::model::date::{BadDate, BadDateKind, Date};

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
            Some(Ok(edtf)) => return Some(Reading::Edtf(edtf)),
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
        let is_told = self.words && refused.meaning().is_some();
        is_told.then_some(Reading::Words(refused))
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
            C::AmbiguousDate | C::NumericDate | C::DateSeparators | C::TwoDigitYear
                if self.format.is_none() =>
            {
                let (text, _) = finding.message.strip_prefix('"')?.rsplit_once("\" ")?;
                let formats = formats(text, help);
                let named = formats.join(" or ");
                (!named.is_empty())
                    .then(|| format!("if all dates are written so, say how: --date-format {named}"))
            }
            C::DateInWords if !self.words && !help.contains("XXXX") => {
                Some("--dates words takes the first of what words may mean".to_string())
            }
            _ => None,
        }
    }
}

/// A run of digits and separators without separators around it.
fn bare(run: &str) -> &str {
    run.trim_matches(|c: char| !c.is_ascii_digit())
}

/// Puts a date behind what was told; a hyphen between them stands apart.
fn put(told: &mut String, before: &str, edtf: &str) {
    told.push_str(before);
    if let Some(joined) = told.strip_suffix('-').map(|told| told.trim_end().len()) {
        told.truncate(joined);
        told.push_str(" - ");
    }
    told.push_str(edtf);
}

/// The mark of doubt that stands in front of the date to come: nobody means the year alone, as EDTF does.
fn mark_in_front(told: &str) -> Option<char> {
    let mark = told.chars().next_back().filter(|c| matches!(c, '~' | '?' | '%'))?;
    let before = &told[..told.len() - 1];
    (before.is_empty() || before.ends_with([' ', '/', ',', '[', '{', '.'])).then_some(mark)
}

/// Whether a day with a time behind it has no other words, and this is the time.
fn is_time(text: &str, edtf: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let known = ["a", "p", "m", "am", "pm", "t", "z", "utc"];
    edtf.contains('T') && words.all(|word| known.contains(&word.to_lowercase().as_str()))
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
            let mut read = runs.iter().filter_map(|run| format.edtf(run)).peekable();
            let is_offered = |date: Result<String, String>| date.is_ok_and(|d| help.contains(&d));
            if read.peek().is_some() && read.all(is_offered) && !fitting.contains(&shape) {
                fitting.push(shape);
            }
        }
    }
    fitting
}

/// One piece of a format.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Day,
    Month,
    Year,
    /// Two digits: 69 to 99 are of the last century, as POSIX has it.
    ShortYear,
    Text(char),
}

/// How dates of an input are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFormat(Vec<Piece>);

impl DateFormat {
    /// Reads a format.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<DateFormat, String> {
        let mut pieces = Vec::new();
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            let letter = if c == '%' { rest.next().unwrap_or('%') } else { c };
            let mut run = 1;
            while c != '%' && c.is_alphabetic() && rest.peek() == Some(&c) {
                rest.next();
                run += 1;
            }
            pieces.push(match letter {
                'd' | 'D' | 'e' => Piece::Day,
                'm' | 'M' => Piece::Month,
                'Y' => Piece::Year,
                'y' if run <= 2 => Piece::ShortYear,
                'y' | 'J' | 'j' => Piece::Year,
                other if other.is_alphabetic() || other == '%' => {
                    return Err(format!("`{other}` in the date format `{text}`: use d, m, Y (or y for two digits), as in d.m.Y"));
                }
                other => Piece::Text(other),
            });
        }
        let has = |wanted: &[Piece]| pieces.iter().filter(|p| wanted.contains(p)).count();
        let years = has(&[Piece::Year, Piece::ShortYear]);
        if years != 1 || has(&[Piece::Month]) > 1 || has(&[Piece::Day]) > has(&[Piece::Month]) {
            return Err(format!(
                "the date format `{text}` needs one year, and a month where it has a day, as in d.m.Y"
            ));
        }
        Ok(DateFormat(pieces))
    }

    /// A text with its dates in this format told in EDTF; `None` where it has none, or where a hyphen
    /// in front would make one a year before the era.
    fn within(&self, text: &str) -> Option<String> {
        let belongs = |c: char| c.is_ascii_digit() || self.0.contains(&Piece::Text(c));
        let full = text.split(|c| !belongs(c)).map(bare).find(|run| self.edtf(run).is_some())?;
        let year = full.rfind(|c: char| !c.is_ascii_digit()).map_or("", |at| &full[at..]);
        let (mut told, mut any) = (String::new(), false);
        let mut rest = text;
        while let Some(start) = rest.find(belongs) {
            let end = rest[start..].find(|c| !belongs(c)).map_or(rest.len(), |end| start + end);
            let run = &rest[start..end];
            let (before, after) = run.split_once(bare(run)).unwrap_or((run, ""));
            let whole = self.edtf(bare(run));
            // The first of two dates may lack its year: `01.05.-05.06.2025`.
            let is_first = whole.is_none() && !any;
            let lent = is_first.then(|| self.edtf(&format!("{}{year}", bare(run)))).flatten();
            told.push_str(&rest[..start]);
            let edtf = match (whole, lent) {
                (Some(Ok(edtf)), _) => edtf + after,
                (_, Some(Ok(edtf))) => edtf,
                _ => {
                    told.push_str(run);
                    rest = &rest[end..];
                    continue;
                }
            };
            rest = &rest[end..];
            any = true;
            let mark = mark_in_front(&told).filter(|_| before.is_empty());
            let is_last =
                !rest.contains(|c: char| c.is_ascii_digit()) || told.starts_with(['[', '{']);
            if mark.is_some() && is_last {
                told.pop();
            }
            put(&mut told, before, &edtf);
            if let Some(mark) = mark.filter(|_| is_last) {
                told.push(mark);
            } else if let Some(second) = rest.strip_prefix('/').filter(|_| mark.is_some()) {
                // Whether the mark is of both dates is asked of two dates, not of an interval.
                told.push_str(" - ");
                rest = second;
            }
        }
        (any && !told.starts_with(" - ")).then(|| told + rest)
    }

    /// The EDTF of a text; `None` where it does not fit, `Err` where it fits and is no date.
    pub fn edtf(&self, text: &str) -> Option<Result<String, String>> {
        let (mut year, mut month, mut day) = (0, None, None);
        let mut rest = text;
        for piece in &self.0 {
            let most = match piece {
                Piece::Text(c) => {
                    rest = rest.strip_prefix(*c)?;
                    continue;
                }
                Piece::Year => 4,
                _ => 2,
            };
            let digits = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
            let number: u32 = rest[..digits].parse().ok()?;
            match piece {
                Piece::Year if digits == 4 => year = number,
                Piece::ShortYear if digits == 2 => {
                    year = number + if number < 69 { 2000 } else { 1900 }
                }
                Piece::Month => month = Some(number),
                Piece::Day => day = Some(number),
                _ => return None,
            }
            rest = &rest[digits..];
        }
        if !rest.is_empty() {
            return None;
        }
        let part = |number: Option<u32>| number.map_or_else(String::new, |n| format!("-{n:02}"));
        let edtf = format!("{year:04}{}{}", part(month), part(day));
        Some(match Date::parse(&edtf) {
            Ok(_) => Ok(edtf),
            Err(_) => Err(format!("`{text}` is no day in that format: there is no {edtf}")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edtf(format: &str, text: &str) -> Option<Result<String, String>> {
        DateFormat::parse(format).unwrap().edtf(text)
    }

    #[test]
    fn a_named_format_reads_what_fits_it_and_nothing_else() {
        let ok = |text: &str| Some(Ok(text.to_string()));
        assert_eq!(edtf("d.m.Y", "9.5.2025"), ok("2025-05-09"));
        assert_eq!(edtf("%d/%m/%Y", "09/05/2025"), ok("2025-05-09"));
        assert_eq!(edtf("MM/DD/YYYY", "05/09/2025"), ok("2025-05-09"));
        assert_eq!(edtf("dd.mm.yy", "09.05.25"), ok("2025-05-09"));
        assert_eq!(edtf("d.m.y", "09.05.25"), ok("2025-05-09"));
        assert_eq!(edtf("d.m.Y 00:00:00", "9.5.2025 00:00:00"), ok("2025-05-09"));
        assert_eq!(edtf("m.Y", "5.2025"), ok("2025-05"));
        assert_eq!(edtf("YYYYMMDD", "20250509"), ok("2025-05-09"));
        assert_eq!(edtf("d.m.Y", "2025-05"), None);
        assert_eq!(edtf("d.m.Y", "9 May 2025"), None);
        assert!(edtf("d.m.Y", "31.2.2025").is_some_and(|r| r.is_err()));
    }

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
            ("2025.05.09", "Y.m.d"),
            ("20250509", "Ymd"),
            ("05/2025", "m/Y"),
        ] {
            let advised = advice(text).unwrap_or_default();
            assert!(advised.ends_with(&format!("--date-format {formats}")), "{text}: {advised}");
        }
        for text in ["2024/25", "1850/60", "2025年2月12日", "3-5 May", "9.5.45", "9 May '25"] {
            assert_eq!(advice(text), None, "{text}");
        }
    }

    #[test]
    fn a_format_without_a_year_is_refused() {
        assert!(DateFormat::parse("d.m").is_err());
        assert!(DateFormat::parse("d.Y").is_err());
        assert!(DateFormat::parse("%d %B %Y").is_err());
    }
}
