//! A date format: `d.m.Y`, `%d/%m/%Y`, `dd.mm.yyyy`, and the dates in it told in EDTF.
//!
//! Invariant: a run of digits is told whole or not at all, and what stands around it stays.

mod within;

use std::fmt;

use super::midnight::midnight;
use super::reading;
use crate::model::date::{BadDate, BadDateKind, Date, full_year, month_number, says_part};

/// One piece of a format.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Day,
    /// In digits, or by its name.
    Month,
    Year,
    /// Two digits, of the likelier century.
    ShortYear,
    /// Two digits, of the years that begin so: `19y`.
    YearOf(u32),
    /// Two digits of the year behind the one before them: `Y-y`.
    NextYear,
    Text(char),
}

/// How dates of an input are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFormat {
    /// Of the date, without a midnight behind it.
    pieces: Vec<Piece>,
    /// A midnight that says nothing, as it was written, with what stands in front of it: `T00:00:00Z`.
    midnight: String,
    /// Whether any other midnight behind a date is a time.
    has_times: bool,
}

impl DateFormat {
    /// Reads a format.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<DateFormat, String> {
        let mut pieces = Vec::new();
        let (date, midnight) =
            midnight(text).map_or((text, ""), |(date, _)| text.split_at(date.len()));
        let mut rest = date.chars().peekable();
        while let Some(c) = rest.next() {
            if c == '%' {
                rest.next_if(|flag| matches!(flag, '-' | '#')); // without zeros in front: `%-d`
            }
            let letter = if c == '%' { rest.next().unwrap_or('%') } else { c };
            let mut run = 1;
            while c != '%' && c.is_alphabetic() && rest.peek() == Some(&c) {
                rest.next();
                run += 1;
            }
            let piece = match letter {
                'd' | 'D' | 'e' => Piece::Day,
                'm' => Piece::Month,
                'M' if c != '%' => Piece::Month, // `%M` are minutes
                'b' | 'B' if c == '%' => Piece::Month,
                'y' if run <= 2 => Piece::ShortYear,
                'Y' | 'J' | 'j' if run == 2 => Piece::ShortYear,
                'Y' | 'y' | 'J' | 'j' => Piece::Year,
                'T' | 'Z' => Piece::Text(letter),
                letter if says_part(letter) => Piece::Text(letter), // `Y年m月d日`
                other if other.is_alphabetic() || other == '%' => {
                    return Err(format!(
                        "`{other}` in the date format `{text}`: use d, m (a number or a name), Y (or y for two digits), as in d.m.Y"
                    ));
                }
                other => Piece::Text(other),
            };
            let begins = century(&pieces).filter(|_| piece == Piece::ShortYear);
            pieces.truncate(pieces.len() - if begins.is_some() { 2 } else { 0 });
            pieces.push(begins.map_or(piece, Piece::YearOf));
        }
        if let [Piece::Year, Piece::Text(_), last @ Piece::ShortYear] = pieces.as_mut_slice() {
            *last = Piece::NextYear;
        }
        if let [Piece::Text('-'), Piece::Year | Piece::ShortYear, ..] = pieces.as_slice() {
            return Err(format!(
                "the date format `{text}` would read a year before the era as one of the common era: `Y` reads \
                 `-0043` as it is written (44 BCE)"
            ));
        }
        let has = |wanted: &[Piece]| pieces.iter().filter(|p| wanted.contains(p)).count();
        let is_year = |p: &&Piece| matches!(p, Piece::Year | Piece::ShortYear | Piece::YearOf(_));
        let years = pieces.iter().filter(is_year).count();
        if years != 1 || has(&[Piece::Month]) > 1 || has(&[Piece::Day]) > has(&[Piece::Month]) {
            return Err(format!(
                "the date format `{text}` needs one year, and a month where it has a day, as in d.m.Y"
            ));
        }
        Ok(DateFormat { pieces, midnight: midnight.to_string(), has_times: false })
    }

    /// The same for dates of which some have a time of day, so that midnight is one too.
    pub(super) fn with_times(&self) -> DateFormat {
        DateFormat { has_times: true, ..self.clone() }
    }

    /// Whether a midnight behind a date is a time.
    pub(super) fn has_times(&self) -> bool {
        self.has_times
    }

    /// Whether years have two digits in it, so that the century is not said.
    pub(in crate::edit) fn is_short(&self) -> bool {
        self.pieces.contains(&Piece::ShortYear)
    }

    /// The same with years of two digits all of one century; `None` where years have four.
    pub(in crate::edit) fn of_century(&self, century: u32) -> Option<DateFormat> {
        let is_short = |piece: &&mut Piece| matches!(piece, Piece::ShortYear | Piece::YearOf(_));
        let mut format = self.clone();
        *format.pieces.iter_mut().find(is_short)? = Piece::YearOf(century);
        Some(format)
    }

    /// Whether a date in it is a year and nothing else.
    pub(super) fn is_year(&self) -> bool {
        self.pieces == [Piece::Year] && self.midnight.is_empty()
    }

    /// The same for days alone, where a midnight that says nothing ends it: `d.m.Y` of `d.m.Y 00:00:00`.
    pub(super) fn of_days(&self) -> Option<DateFormat> {
        let days = || DateFormat { midnight: String::new(), ..self.clone() };
        (!self.midnight.is_empty()).then(days)
    }

    /// The EDTF of a text that has this order with another separator or a short year.
    pub(super) fn nearly(&self, text: &str) -> Option<String> {
        self.near(text).find_map(Result::ok)
    }

    /// What is said of a text that has this order with another separator and is no date.
    pub(super) fn nearly_refuses(&self, text: &str) -> Option<BadDate> {
        self.near(text).find_map(Result::err)
    }

    fn near(&self, text: &str) -> impl Iterator<Item = Result<String, BadDate>> {
        ['.', '/', '-']
            .into_iter()
            .flat_map(|separator| [(separator, true), (separator, false)])
            .filter_map(move |(separator, is_short)| {
                let pieces = self.pieces.iter().map(|piece| match piece {
                    Piece::Text('.' | '/' | '-') => Piece::Text(separator),
                    Piece::YearOf(century) if is_short => Piece::YearOf(*century),
                    Piece::Year | Piece::ShortYear if is_short => Piece::ShortYear,
                    Piece::Year | Piece::ShortYear | Piece::YearOf(_) => Piece::Year,
                    other => other.clone(),
                });
                DateFormat { pieces: pieces.collect(), ..self.clone() }.edtf(text)
            })
    }

    /// The EDTF of a text; `None` where it does not fit, `Err` where it fits and is no date.
    pub fn edtf(&self, text: &str) -> Option<Result<String, BadDate>> {
        let (mut year, mut month, mut day, mut last) = (0, None, None, None);
        let mut rest = if self.midnight.is_empty() { text } else { midnight(text)?.0 };
        let mut pieces = self.pieces.iter().peekable();
        // Of `2024095` the last digits may be a day of the year.
        let mut is_behind_digits = false;
        while let Some(piece) = pieces.next() {
            let most = match piece {
                Piece::Text(c) => {
                    rest = rest.strip_prefix(*c)?;
                    is_behind_digits = false;
                    continue;
                }
                Piece::Month if rest.starts_with(char::is_alphabetic) => {
                    let (number, behind) = named_month(rest)?;
                    month = Some(number);
                    // A name that is cut short may have a dot: `29-sept.-15`.
                    let has_dot = pieces.peek() == Some(&&Piece::Text('.'));
                    rest = behind.strip_prefix('.').filter(|_| !has_dot).unwrap_or(behind);
                    continue;
                }
                Piece::Year => 4,
                _ => 2,
            };
            let digits = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
            let number: u32 = rest[..digits].parse().ok()?;
            if digits == 1 && is_behind_digits {
                return None;
            }
            is_behind_digits = true;
            match piece {
                Piece::Year if digits == 4 => year = number,
                Piece::Year if digits == 3 && self.is_year() => year = number,
                Piece::ShortYear if digits == 2 => {
                    year = u32::try_from(full_year(number.into())).ok()?;
                }
                Piece::YearOf(century) if digits == 2 => year = century * 100 + number,
                Piece::NextYear if digits == 2 => last = Some(number),
                Piece::Month => month = Some(number),
                Piece::Day => day = Some(number),
                _ => return None,
            }
            rest = &rest[digits..];
        }
        rest.is_empty().then(|| match last {
            Some(last) => two_years(text, year, last),
            None => sound(text, year, [month, day]),
        })
    }
}

impl fmt::Display for DateFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces.iter().try_for_each(|piece| match piece {
            Piece::Day => f.write_str("d"),
            Piece::Month => f.write_str("m"),
            Piece::Year => f.write_str("Y"),
            Piece::ShortYear | Piece::NextYear => f.write_str("y"),
            Piece::YearOf(century) => write!(f, "{century:02}y"),
            Piece::Text(c) => write!(f, "{c}"),
        })?;
        f.write_str(&self.midnight)
    }
}

/// The number that the last pieces are, where they are two digits and no more.
fn century(pieces: &[Piece]) -> Option<u32> {
    let digits = pieces.iter().rev().map_while(|piece| match piece {
        Piece::Text(c) => c.to_digit(10),
        _ => None,
    });
    match digits.collect::<Vec<u32>>().as_slice() {
        [ones, tens] => Some(tens * 10 + ones),
        _ => None,
    }
}

/// The number of the month whose name a text starts with, and what stands behind the name.
fn named_month(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let month = month_number(&text[..end].to_lowercase())?;
    Some((month.into(), &text[end..]))
}

/// The EDTF of a year and the last two digits of the next one, or what is to be asked of others.
fn two_years(text: &str, year: u32, last: u32) -> Result<String, BadDate> {
    if last == (year + 1) % 100 {
        return Ok(format!("{year:04}/{:04}", year + 1));
    }
    let years = format!("{year:04}/{:04}", year / 100 * 100 + last);
    let readings = [years, text.to_string()].into_iter().filter(|date| Date::parse(date).is_ok());
    let says = "is no two years that follow each other, in that format";
    Err(BadDate::new(BadDateKind::Ambiguous, text, says, readings.map(reading).collect()))
}

/// The EDTF of a year with a month and a day, or what is wrong with the text that says them.
fn sound(text: &str, year: u32, parts: [Option<u32>; 2]) -> Result<String, BadDate> {
    let parts = parts.map(|part| part.map_or_else(String::new, |n| format!("-{n:02}")));
    let edtf = format!("{year:04}{}", parts.concat());
    // Beyond 12 stand seasons, which no format means.
    let is_month = parts[0].as_str() <= "-12";
    let mut readings = match Date::parse(&edtf) {
        Ok(_) if is_month => return Ok(edtf),
        Ok(_) => Vec::new(),
        Err(bad) => bad.readings,
    };
    readings.retain(|reading| !reading.edtf.contains('/'));
    let says = format!("is no day in that format: there is no {edtf}");
    Err(BadDate::new(BadDateKind::ImpossibleDay, text, &says, readings))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edtf(format: &str, text: &str) -> Option<Result<String, BadDate>> {
        DateFormat::parse(format).unwrap().edtf(text)
    }

    #[test]
    fn a_named_format_reads_what_fits_it_and_nothing_else() {
        let ok = |text: &str| Some(Ok(text.to_string()));
        assert_eq!(edtf("d.m.Y", "9.5.2025"), ok("2025-05-09"));
        assert_eq!(edtf("%d/%m/%Y", "09/05/2025"), ok("2025-05-09"));
        assert_eq!(edtf("MM/DD/YYYY", "05/09/2025"), ok("2025-05-09"));
        assert_eq!(edtf("dd.mm.yy", "09.05.25"), ok("2025-05-09"));
        assert_eq!(edtf("MM/DD/YY", "05/09/25"), ok("2025-05-09"));
        assert_eq!(edtf("DD-MMM-YY", "29-Sep-15"), ok("2015-09-29"));
        assert_eq!(edtf("MM/DD/YY", "05/09/2025"), None);
        for format in ["%-d/%-m/%Y", "%#d/%#m/%Y"] {
            assert_eq!(edtf(format, "9/5/2025"), ok("2025-05-09"));
        }
        assert_eq!(edtf("d.m.y", "09.05.25"), ok("2025-05-09"));
        assert_eq!(edtf("d.m.Y 00:00:00", "9.5.2025 00:00:00"), ok("2025-05-09"));
        assert_eq!(edtf("Y-m-dT00:00:00Z", "2025-05-09T00:00:00Z"), ok("2025-05-09"));
        assert_eq!(edtf("m.Y", "5.2025"), ok("2025-05"));
        assert_eq!(edtf("YYYYMMDD", "20250509"), ok("2025-05-09"));
        for format in ["Ymd", "%Y%m%d", "YYYYMMDD"] {
            assert_eq!(edtf(format, "2024095"), None, "may be day 95 of the year");
        }
        assert_eq!(edtf("Y", "636"), ok("0636"));
        assert_eq!(edtf("Y", "36"), None);
        assert_eq!(edtf("m/d/y", "7/14/38"), ok("1938-07-14"));
        assert_eq!(edtf("%d-%b-%y", "29-Sep-15"), ok("2015-09-29"));
        assert_eq!(edtf("m/d/19y", "5/30/24"), ok("1924-05-30"));
        assert_eq!(edtf("%d-%b-18%y", "29-Sep-15"), ok("1815-09-29"));
        assert_eq!(edtf("19yymmdd", "240530"), ok("1924-05-30"));
        assert_eq!(edtf("m/d/19y", "5/30/1924"), None);
        assert_eq!(edtf("d.m.Y", "2025-05"), None);
        assert_eq!(edtf("d.m.Y", "9 May 2025"), None);
        assert!(edtf("d.m.Y", "31.2.2025").is_some_and(|r| r.is_err()));
    }

    #[test]
    fn two_years_are_read_whose_second_is_short() {
        for (text, date) in
            [("1920-21", "1920/1921"), ("2009-10", "2009/2010"), ("1899-00", "1899/1900")]
        {
            for format in ["Y-y", "YYYY-YY", "%Y-%y"] {
                assert_eq!(edtf(format, text), Some(Ok(date.to_string())), "{text}");
            }
        }
        assert_eq!(edtf("Y/y", "1920/21"), Some(Ok("1920/1921".to_string())));
        assert_eq!(DateFormat::parse("%Y-%y").map(|format| format.to_string()), Ok("Y-y".into()));
        for text in ["1920", "1920-1921", "1920-1", "1920-21-05", "1920/21"] {
            assert_eq!(edtf("Y-y", text), None, "{text}");
        }
        for (text, readings) in [
            ("1930-35", &["1930/1935", "1930-35"][..]),
            ("2009-12", &["2009/2012", "2009-12"]),
            ("2009-05", &["2009-05"]),
            ("2015-17", &["2015/2017"]),
        ] {
            let asked = edtf("Y-y", text).and_then(Result::err).map(|bad| bad.readings);
            let asked: Vec<String> = asked.into_iter().flatten().map(|r| r.edtf).collect();
            assert_eq!(asked, readings, "{text}");
        }
        assert!(DateFormat::parse("y-Y").is_err() && DateFormat::parse("Y-y-m").is_err());
    }

    #[test]
    fn a_format_without_a_year_is_refused() {
        assert!(DateFormat::parse("d.m").is_err());
        assert!(DateFormat::parse("d.Y").is_err());
    }

    #[test]
    fn a_month_is_read_by_its_name_in_its_place_alone() {
        for (format, text, date) in [
            ("d-m-y", "29-Sep-15", "2015-09-29"),
            ("d-m-y", "29-sept.-15", "2015-09-29"),
            ("d-M-y", "22-avr.-16", "2016-04-22"),
            ("m-y", "Oct-10", "2010-10"),
            ("m-y", "Mar-46", "1946-03"),
            ("y-m", "10-лис", "2010-11"),
            ("d. m Y", "9. März 2025", "2025-03-09"),
            ("d.m.Y", "9.Sept.2025", "2025-09-09"),
            ("%d %B %Y", "9 травня 2025", "2025-05-09"),
        ] {
            assert_eq!(edtf(format, text), Some(Ok(date.to_string())), "{text} in {format}");
        }
        for (format, text) in
            [("m-d-y", "5-Sep-15"), ("y-m", "Oct-11"), ("d-m-y", "29-Sun-15"), ("m-y", "May")]
        {
            assert_eq!(edtf(format, text), None, "{text} in {format}");
        }
    }

    #[test]
    fn a_letter_that_no_format_has_is_refused_with_those_it_may_have() {
        for format in ["d-Q-y", "d-b-y", "%d/%M/%y", "%d.%m.%Y %H:%M"] {
            let message = DateFormat::parse(format).expect_err(format);
            assert!(
                message.ends_with(
                    "use d, m (a number or a name), Y (or y for two digits), as in d.m.Y"
                )
            );
        }
    }

    #[test]
    fn a_season_is_no_month_of_a_format() {
        assert!(edtf("m.Y", "21.2019").is_some_and(|read| read.is_err()));
        let bad = edtf("m.Y", "20.2019").unwrap().unwrap_err();
        assert_eq!(bad.readings, Vec::new());
    }
}
