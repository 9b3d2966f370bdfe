//! Dates with the name of a month: `9 May 2025`, `May 9, 2025`, `Feb-25`, `9 травня 2025`.
//!
//! Invariant: a number that may be a day or a year is read as both.

use chrono::NaiveDate;

use super::vocabulary::{FILLERS, WEEKDAYS};
use super::{BadDateKind, Guess, Order, day_text, is_date, month_text, number, strict};
use crate::model::date::calendar::weekday_name;
use crate::model::date::{full_year, months, words};

/// A date with the name of a month.
pub(super) fn date(text: &str) -> Option<Guess> {
    let lower = text.to_lowercase();
    if is_span(&lower) {
        return None;
    }
    let mut named = Named { is_hyphenated: text.contains('-'), ..Named::default() };
    for token in lower.split([' ', ',', '.', '-', '/', '(', ')']).filter(|token| !token.is_empty())
    {
        for part in parts(token) {
            named.take(part)?;
        }
    }
    let mut guess = named.dates()?;
    if let Some(year) = lower.strip_prefix("v. ").filter(|year| year.len() == 4) {
        guess.edtf.insert(0, format!("{year}~")); // French `vers`
    }
    Some(named.with_weekday(guess))
}

/// `Fri 9.5.2025`, `9.5.2025 (Friday)`: of the days that the numbers may be, those that were one.
pub(super) fn on_weekday(text: &str, order: Order) -> Option<Guess> {
    let lower = text.to_lowercase();
    let weekday = |word: &str| {
        let word = word.trim_matches(['.', ',', '(', ')']);
        WEEKDAYS.iter().find(|(names, _)| names.contains(&word)).map(|(_, day)| *day)
    };
    let in_front = lower.split_once(' ').and_then(|(word, rest)| Some((weekday(word)?, rest)));
    let behind = || lower.rsplit_once(' ').and_then(|(rest, word)| Some((weekday(word)?, rest)));
    let (written, rest) = in_front.or_else(behind)?;
    let rest = rest.trim_end_matches(',');
    let mut guess = match is_date(rest) {
        true => in_words(vec![rest.to_owned()]),
        false => number::date(rest, order)?,
    };
    let fits = |date: &String| weekday_of(date) == Some(written);
    if !guess.edtf.iter().any(fits) {
        return Some(Named { weekday: Some(written), ..Named::default() }.with_weekday(guess));
    }
    guess.edtf.retain(fits);
    if guess.kind == BadDateKind::Ambiguous && guess.edtf.len() == 1 {
        guess.kind = BadDateKind::NumericOrder;
        guess.says = "is not in the order of EDTF; the weekday says which it is".to_owned();
    }
    Some(guess)
}

/// The weekday of a day.
fn weekday_of(day: &str) -> Option<&'static str> {
    NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().map(weekday_name)
}

/// Whether two numbers are days from one to the other: `3-5 may`, `9/10. mai`, and not `9-may-25`.
fn is_span(text: &str) -> bool {
    let beside_letter = |(before, after): (&str, &str)| {
        before.ends_with(char::is_alphabetic) || after.starts_with(char::is_alphabetic)
    };
    let mut hyphens = text
        .match_indices(['-', '/'])
        .map(|(at, _)| (text[..at].trim_end(), text[at + 1..].trim_start()));
    hyphens.next().is_some_and(|sides| !beside_letter(sides) && hyphens.next().is_none())
}

/// `12feb2025` in three parts; other words whole.
fn parts(token: &str) -> Vec<&str> {
    let start = token.find(char::is_alphabetic).unwrap_or(token.len());
    let (before, rest) = token.split_at(start);
    let end = rest.find(|letter: char| letter.is_ascii_digit()).unwrap_or(rest.len());
    let (word, after) = rest.split_at(end);
    if months::number(word).is_none() {
        return vec![token];
    }
    [before, word, after].into_iter().filter(|part| !part.is_empty()).collect()
}

/// The parts of a date in words.
#[derive(Default)]
struct Named {
    month: Option<u8>,
    numbers: Vec<Number>,
    weekday: Option<&'static str>,
    /// As spreadsheets write a month and a year: `Feb-25`.
    is_hyphenated: bool,
    /// The month is a Roman number, which only a year makes one.
    is_roman: bool,
}

/// A number and what its spelling says of it.
#[derive(Clone, Copy)]
struct Number {
    value: i64,
    kind: NumberKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum NumberKind {
    /// Three or four digits.
    Year,
    /// `'25`
    ShortYear,
    /// `9th`, or a single digit.
    Day,
    /// Two digits.
    Either,
}

impl Named {
    fn take(&mut self, token: &str) -> Option<()> {
        if let Some(number) = spelt(token) {
            self.numbers.push(number);
        } else if let Some(month) = months::number(token).or_else(|| months::roman(token)) {
            self.is_roman |= months::number(token).is_none();
            return self.month.replace(month).is_none().then_some(());
        } else if let Some((_, day)) = WEEKDAYS.iter().find(|(names, _)| names.contains(&token)) {
            self.weekday = Some(day);
        } else {
            return FILLERS.contains(&token).then_some(());
        }
        Some(())
    }

    fn dates(&self) -> Option<Guess> {
        let is_year = |number: &Number| number.kind == NumberKind::Year && number.value > 999;
        let is_month = self.numbers.len() == 2 || self.numbers.first().is_some_and(is_year);
        let month = self.month.filter(|_| !self.is_roman || is_month)?;
        match self.numbers.as_slice() {
            [] => Some(no_year(vec![format!("XXXX-{month:02}")])),
            [number] => Some(self.month_and(month, *number)),
            [first, second] => month_and_two(month, *first, *second),
            _ => None,
        }
    }

    /// A month and one number.
    fn month_and(&self, month: u8, number: Number) -> Guess {
        let day = format!("XXXX-{month:02}-{:02}", number.value);
        let in_year = |year: i64| month_text(year, month.into());
        match number.kind {
            NumberKind::Year if self.is_roman => {
                let says = "has a Roman number for the month";
                Guess::new(BadDateKind::Malformed, says, vec![in_year(number.value)])
            }
            NumberKind::Year => in_words(vec![in_year(number.value)]),
            NumberKind::Day => no_year(vec![day]),
            NumberKind::ShortYear => short_year(vec![in_year(full_year(number.value))]),
            NumberKind::Either if !is_date(&day) => {
                let year = in_year(full_year(number.value));
                Guess { kind: BadDateKind::MonthYear, ..short_year(vec![year]) }
            }
            NumberKind::Either => {
                let year = in_year(full_year(number.value));
                let dates = if self.is_hyphenated { vec![year, day] } else { vec![day, year] };
                let says = "may be a month with a year of two digits, or a day without a year";
                Guess::new(BadDateKind::MonthYear, says, dates)
            }
        }
    }

    /// A weekday that does not fit its day is said, and asked about: one of the two is wrong.
    fn with_weekday(&self, mut guess: Guess) -> Guess {
        let Some((written, day)) = self.weekday.zip(guess.edtf.first()) else { return guess };
        if guess.kind == BadDateKind::ImpossibleDay {
            return guess;
        }
        if let Some(weekday) = weekday_of(day).filter(|weekday| *weekday != written) {
            guess.kind = BadDateKind::Ambiguous;
            guess.says = format!("{}, and {} is a {weekday}", guess.says, words(day));
        }
        guess
    }
}

/// `2025`, `9th`, `9-го`, `'25`.
fn spelt(token: &str) -> Option<Number> {
    let short = token.strip_prefix('\'');
    let token = short.unwrap_or(token);
    let end = token.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(token.len());
    let (digits, suffix) = token.split_at(end);
    let value = digits.parse().ok()?;
    let kind = match (digits.len(), suffix, short) {
        (2, "", Some(_)) => NumberKind::ShortYear,
        (1..=2, "st" | "nd" | "rd" | "th" | "er" | "го" | "ого" | "º" | "°", None) => {
            NumberKind::Day
        }
        (1, "", None) => NumberKind::Day,
        (2, "", None) => NumberKind::Either,
        (3..=4, "" | "г" | "р", None) => NumberKind::Year,
        _ => return None,
    };
    Some(Number { value, kind })
}

fn in_words(dates: Vec<String>) -> Guess {
    Guess::new(BadDateKind::InWords, "is in words", dates)
}

fn no_year(dates: Vec<String>) -> Guess {
    Guess::new(BadDateKind::InWords, "names no year", dates)
}

fn short_year(dates: Vec<String>) -> Guess {
    Guess::new(BadDateKind::TwoDigitYear, "has a year of two digits", dates)
}

/// A month, a day and a year in any order.
fn month_and_two(month: u8, first: Number, second: Number) -> Option<Guess> {
    let is_year = |number: Number| matches!(number.kind, NumberKind::Year | NumberKind::ShortYear);
    match (is_year(first), is_year(second)) {
        (true, true) => None,
        (true, false) => Some(with_year(month, second, first)),
        (false, true) => Some(with_year(month, first, second)),
        (false, false) => {
            let mut dates = vec![day_of(month, first, second), day_of(month, second, first)];
            dates.retain(|date| is_date(date));
            let is_day = |number: Number| number.kind == NumberKind::Day;
            dates.truncate(if is_day(first) || is_day(second) { 1 } else { 2 });
            Some(short_year(dates))
        }
    }
}

fn day_of(month: u8, day: Number, year: Number) -> String {
    let is_full = year.kind == NumberKind::Year;
    let year = if is_full { year.value } else { full_year(year.value) };
    day_text(year, month.into(), day.value)
}

fn with_year(month: u8, day: Number, year: Number) -> Guess {
    let date = day_of(month, day, year);
    if !is_date(&date) {
        return strict::no_such(&date).unwrap_or_else(|| {
            Guess::new(BadDateKind::ImpossibleDay, "is no day of the calendar", Vec::new())
        });
    }
    if year.kind == NumberKind::Year { in_words(vec![date]) } else { short_year(vec![date]) }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::BadDateKind::{
        Ambiguous, ImpossibleDay, InWords, Malformed, MonthYear, NumericOrder, TwoDigitYear,
    };

    #[test]
    fn days_in_words_are_read_in_five_languages() {
        #[rustfmt::skip]
        let texts = [
            "9 May 2025", "May 9, 2025", "9th May 2025", "9 травня 2025", "9 травня 2025 року",
            "9. Mai 2025", "9 mai 2025", "le 9 mai 2025", "9 мая 2025 г.", "9 мая 2025г.", "Friday 9 May 2025",
            "Fri, 9 May 2025", "2025 May 9", "9-May-2025", "the 9th of May, 2025", "MAY 9 2025",
            "п'ятниця, 9 травня 2025", "9-го травня 2025", "den 9. Mai 2025", "09MAY2025", "9.V.2025", "9 V 2025", "9May2025",
        ];
        for text in texts {
            check(text, InWords, &["2025-05-09"]);
        }
        check("1er mars 2025", InWords, &["2025-03-01"]);
        for text in [
            "9 de mayo de 2025",
            "el 9 de mayo del 2025",
            "viernes, 9 de mayo de 2025",
            "9 maggio 2025",
            "venerdì 9 maggio 2025",
            "9 de maio de 2025",
            "9 mei 2025",
            "9. maj 2025",
            "9 maja 2025 r.",
            "9. května 2025",
            "9 mai 2025",
            "9 Mayıs 2025",
            "9 май 2025 г.",
        ] {
            check(text, InWords, &["2025-05-09"]);
        }
        for text in ["1º de mayo de 2025", "1° maggio 2025", "1 maja 2025"] {
            check(text, InWords, &["2025-05-01"]);
        }
        check("May 2025", InWords, &["2025-05"]);
        for text in
            ["травень 2025", "у травні 2025", "в мае 2025 года", "im Mai 2025", "en mai 2025"]
        {
            check(text, InWords, &["2025-05"]);
        }
    }

    #[test]
    fn a_weekday_that_does_not_fit_is_said() {
        let bad = check("Monday 7 February 2025", Ambiguous, &["2025-02-07"]);
        assert!(bad.message.ends_with("7 February 2025 is a Friday"), "{}", bad.message);
        let bad = check("Friday 7 February 2025", InWords, &["2025-02-07"]);
        assert_eq!(bad.message, "\"Friday 7 February 2025\" is in words");
        check("9 May 2025 (Friday)", InWords, &["2025-05-09"]);
        check("Fri 2025-05-09", InWords, &["2025-05-09"]);
        let bad = check("Mon 9.5.2025", Ambiguous, &["2025-05-09", "2025-09-05"]);
        assert!(bad.message.ends_with("9 May 2025 is a Friday"), "{}", bad.message);
        let bad = check("Tue, 3/4/2025", NumericOrder, &["2025-03-04"]);
        assert!(bad.message.ends_with("the weekday says which it is"), "{}", bad.message);
        check("3.4.2025 (Thursday)", NumericOrder, &["2025-04-03"]);
    }

    #[test]
    fn a_roman_number_before_a_year_is_asked_about() {
        check("IX 1939", Malformed, &["1939-09"]);
        check("1.IX.1939", InWords, &["1939-09-01"]);
        check("IX 39", Malformed, &[]);
        check("v. 1850", Malformed, &["1850~", "1850-05"]);
    }

    #[test]
    fn a_month_and_a_number_are_read_both_ways() {
        check("Feb-25", MonthYear, &["2025-02", "XXXX-02-25"]);
        check("May-25", MonthYear, &["2025-05", "XXXX-05-25"]);
        check("25-Feb", MonthYear, &["2025-02", "XXXX-02-25"]);
        check("Feb25", MonthYear, &["XXXX-02-25", "2025-02"]);
        for (text, month) in [
            ("Feb-98", "1998-02"),
            ("Mar-46", "1946-03"),
            ("Mar-32", "1932-03"),
            ("Feb 30", "1930-02"),
        ] {
            let bad = check(text, MonthYear, &[month]);
            assert!(bad.message.ends_with("has a year of two digits"), "{}", bad.message);
        }
        check("12 Feb", MonthYear, &["XXXX-02-12", "2012-02"]);
    }

    #[test]
    fn short_years_in_words_are_asked_about() {
        check("12-Feb-25", TwoDigitYear, &["2025-02-12", "2012-02-25"]);
        check("9-May-25", TwoDigitYear, &["2025-05-09"]);
        check("12 14 Feb", TwoDigitYear, &["2014-02-12", "2012-02-14"]);
        check("9 May '25", TwoDigitYear, &["2025-05-09"]);
        check("May ’25", TwoDigitYear, &["2025-05"]);
    }

    #[test]
    fn words_without_a_year_leave_it_unknown() {
        check("9 May", InWords, &["XXXX-05-09"]);
        check("May", InWords, &["XXXX-05"]);
    }

    #[test]
    fn days_a_month_does_not_have_are_named() {
        for text in ["30 February 2025", "Monday 30 February 2025"] {
            let bad = check(text, ImpossibleDay, &["2025-02-28", "2025-02"]);
            assert!(bad.message.ends_with("has no day 30: February 2025 has 28 days"));
        }
        check("29 February 2024", InWords, &["2024-02-29"]);
    }
}
