//! Dates that are not EDTF, as far as the user says how to read them: in a format (`d.m.Y`,
//! `%d/%m/%Y`, `dd.mm.yyyy`), or in words (`early March 2025`).
//!
//! Invariant: only a text that fits the format whole is read by it, and of words only what says one
//! thing; all else is left for the date parser to take or refuse.

use crate::model::date::{BadDate, Date};

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
}

impl Dates {
    /// What a text is read as; `None`: it is left as it is.
    pub(super) fn read(&self, text: &str) -> Option<Reading> {
        match self.format.as_ref().and_then(|format| format.edtf(text)) {
            Some(Ok(edtf)) => return Some(Reading::Edtf(edtf)),
            Some(Err(message)) => return Some(Reading::Bad(message)),
            None => {}
        }
        let bad = Date::parse(text).err().filter(|_| self.words)?;
        bad.meaning().is_some().then_some(Reading::Words(bad))
    }
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
                'y' if run == 2 || c == '%' => Piece::ShortYear,
                'y' | 'J' | 'j' => Piece::Year,
                other if other.is_alphanumeric() || other == '%' => {
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
        assert_eq!(edtf("m.Y", "5.2025"), ok("2025-05"));
        assert_eq!(edtf("YYYYMMDD", "20250509"), ok("2025-05-09"));
        assert_eq!(edtf("d.m.Y", "2025-05"), None);
        assert_eq!(edtf("d.m.Y", "9 May 2025"), None);
        assert!(edtf("d.m.Y", "31.2.2025").is_some_and(|r| r.is_err()));
    }

    #[test]
    fn a_format_without_a_year_is_refused() {
        assert!(DateFormat::parse("d.m").is_err());
        assert!(DateFormat::parse("d.Y").is_err());
        assert!(DateFormat::parse("%d %B %Y").is_err());
    }
}
