//! Dates with the name of a month: `9 May 2025`, `May 9, 2025`, `Feb-25`, `9 травня 2025`.
//!
//! Invariant: a number that may be a day or a year is read as both.

use chrono::NaiveDate;

use super::vocabulary::{FILLERS, FILLERS_BETWEEN, SHORT_WEEKDAYS, WEEKDAYS, WEEKDAYS_BEHIND};
use super::{
    BadDateKind, Guess, Order, day_text, is_date, labelled, month_text, nearly_edtf, numeric,
};
use crate::model::date::calendar::{days_of_month, month_name, weekday_name};
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
    if named.is_short_weekday && !named.takes_short_weekday() {
        return None;
    }
    let mut guess = named.dates()?;
    if months::is_of_two(named.name) {
        guess = of_two_months(guess, Named { month: Some(10), ..named.clone() }.dates()?);
    }
    if named.name.len() == 1
        && !named.is_sure_letter(text)
        && guess.kind != BadDateKind::ImpossibleDay
    {
        guess.kind = BadDateKind::Ambiguous;
        guess.says = "has a letter that may be a Roman number for the month".to_owned();
    }
    if let Some(year) = lower.strip_prefix("v. ").filter(|year| year.len() == 4) {
        guess.edtf.insert(0, format!("{year}~")); // French `vers`
    }
    let guess = with_weekday(named.weekday, guess);
    Some(if named.is_led_by_from { or_start(guess) } else { guess })
}

/// What is said of a name that stands for two months.
pub(super) const OF_TWO_MONTHS: &str =
    "names a month that is November in Polish and Czech, and October in Croatian";

/// What a name says that is November in one language and October in another.
fn of_two_months(november: Guess, october: Guess) -> Guess {
    let edtf = match november.kind {
        BadDateKind::ImpossibleDay => october.edtf, // `31 listopada`
        _ => {
            let months = november.edtf.into_iter().zip(october.edtf);
            months.flat_map(|(november, october)| [november, october]).collect()
        }
    };
    Guess::new(BadDateKind::Ambiguous, OF_TWO_MONTHS, edtf)
}

/// `van 9 mei 2025`, `del 9 de mayo de 2025`: the word is "of" as well as "from".
fn or_start(guess: Guess) -> Guess {
    if guess.kind != BadDateKind::InWords {
        return guess;
    }
    let edtf = guess.edtf.into_iter().flat_map(|date| [date.clone(), format!("{date}/..")]);
    let says = "may say when something was, or from when on";
    Guess::new(BadDateKind::Ambiguous, says, edtf.collect())
}

/// `Fri 9.5.2025`, `9.5.2025 (Friday)`, `2025年5月9日(金)`: of the days that the numbers may be, those that were one.
pub(super) fn on_weekday(text: &str, order: Order) -> Option<Guess> {
    let lower = text.to_lowercase();
    let bare = |word: &str| word.trim_matches(['.', ',', '(', ')']).to_owned();
    let weekday = |word: &str| weekday_in(WEEKDAYS, &bare(word));
    let in_front = lower.split_once(' ').and_then(|(word, rest)| {
        let short = || weekday_in(SHORT_WEEKDAYS, &bare(word)).filter(|_| are_days(rest, order));
        Some((weekday(word).or_else(short)?, rest))
    });
    let behind = || lower.rsplit_once(' ').and_then(|(rest, word)| Some((weekday(word)?, rest)));
    let beside = || {
        WEEKDAYS_BEHIND.iter().find_map(|(names, day)| {
            let bracketed =
                |name: &&str| lower.strip_suffix(')')?.strip_suffix(*name)?.strip_suffix('(');
            let without =
                |name: &&'static str| lower.strip_suffix(*name).or_else(|| bracketed(name));
            Some((*day, names.iter().find_map(without)?))
        })
    };
    let (written, rest) = in_front.or_else(behind).or_else(beside)?;
    let rest = rest.trim_end_matches([',', ' ']);
    let mut guess = match is_date(rest) {
        true => in_words(vec![rest.to_owned()]),
        false => labelled::date(rest).or_else(|| numeric::date(rest, order))?,
    };
    let fits = |date: &String| weekday_of(date) == Some(written);
    if !guess.edtf.iter().any(fits) {
        return Some(with_weekday(Some(written), guess));
    }
    guess.edtf.retain(fits);
    if guess.kind == BadDateKind::Ambiguous && guess.edtf.len() == 1 {
        guess.kind = BadDateKind::NumericOrder;
        guess.says = "is not in the order of EDTF; the weekday says which it is".to_owned();
    }
    Some(guess)
}

/// Whether numbers that are no date of EDTF are a day in every reading.
fn are_days(text: &str, order: Order) -> bool {
    let is_day = |date: &String| weekday_of(date).is_some();
    !is_date(text) && numeric::date(text, order).is_some_and(|guess| guess.edtf.iter().all(is_day))
}

/// The English name of a weekday.
fn weekday_in(table: &[(&[&str], &'static str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(names, _)| names.contains(&name)).map(|(_, day)| *day)
}

/// Whether a lower-case word says nothing of a year in front of it: `г`, `roku`, or a weekday.
pub(super) fn says_nothing_of_year(word: &str) -> bool {
    FILLERS.contains(&word) || weekday_in(WEEKDAYS, word).is_some()
}

/// The weekday of a day.
fn weekday_of(day: &str) -> Option<&'static str> {
    NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().map(weekday_name)
}

/// Whether two numbers are days from one to the other: `3-5 may`, `3rd-5th may`, `9/10. mai`, and not
/// `9-may-25`.
fn is_span(text: &str) -> bool {
    let is_day = |text: &str| {
        let last = text.rsplit([' ', ',', '.']).next().and_then(spelt);
        last.is_some_and(|number| number.kind == NumberKind::Day)
    };
    let beside_letter = |(before, after): (&str, &str)| {
        before.ends_with(char::is_alphabetic) && !is_day(before)
            || after.starts_with(char::is_alphabetic)
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
#[derive(Clone, Default)]
struct Named<'a> {
    month: Option<u8>,
    /// What the month is called.
    name: &'a str,
    numbers: Vec<Number>,
    /// How many of them stand in front of the month.
    before: usize,
    weekday: Option<&'static str>,
    /// The weekday is in short.
    is_short_weekday: bool,
    /// A word stands in front that is "of" as well as "from".
    is_led_by_from: bool,
    /// As spreadsheets write a month and a year: `Feb-25`.
    is_hyphenated: bool,
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

impl<'a> Named<'a> {
    fn take(&mut self, token: &'a str) -> Option<()> {
        let is_in_front = self.numbers.is_empty() && self.month.is_none();
        let short_weekday = || weekday_in(SHORT_WEEKDAYS, token).filter(|_| is_in_front);
        if let Some(number) = spelt(token) {
            self.numbers.push(number);
        } else if let Some(month) = month(token) {
            (self.name, self.before) = (token, self.numbers.len());
            return self.month.replace(month).is_none().then_some(());
        } else if let Some(day) = weekday_in(WEEKDAYS, token) {
            self.weekday = Some(day);
        } else if let Some(day) = short_weekday() {
            (self.weekday, self.is_short_weekday) = (Some(day), true);
        } else if FILLERS_BETWEEN.contains(&token) {
            self.is_led_by_from |= is_in_front;
            return (token != "di" || self.month.is_none()).then_some(());
        } else {
            // `XI в.` is a century.
            let is_century = token == "в" && self.is_roman();
            return (FILLERS.contains(&token) && !is_century).then_some(());
        }
        Some(())
    }

    /// Whether the month is a Roman number, which only a year makes one.
    fn is_roman(&self) -> bool {
        months::roman(self.name).is_some()
    }

    /// Whether a Roman number of one letter is a month and no volume: `12 V 1926`, `12.v.2025`.
    fn is_sure_letter(&self, text: &str) -> bool {
        let is_day = |number: &Number| number.kind != NumberKind::Year;
        let is_between = self.numbers.len() == 2 && self.before == 1;
        let upper = self.name.to_uppercase();
        let is_loud = text.split(|letter: char| !letter.is_alphabetic()).any(|word| word == upper);
        is_between && is_day(&self.numbers[0]) && (is_loud || !text.contains(' '))
    }

    /// Whether a weekday in short can be one: in front of a day, and a month in such a language.
    fn takes_short_weekday(&self) -> bool {
        self.before > 0 && months::is_beside_short_weekdays(self.name)
    }

    fn dates(&self) -> Option<Guess> {
        let is_year = |number: &Number| number.kind == NumberKind::Year && number.value > 999;
        let is_month = self.numbers.len() == 2 || self.numbers.first().is_some_and(is_year);
        let month = self.month.filter(|_| !self.is_roman() || is_month)?;
        let is_early = |number: &Number| number.kind == NumberKind::Year && number.value < 1000;
        if self.name == months::AUGUSTUS && self.numbers.iter().any(is_early) {
            return None; // the emperor
        }
        if self.numbers.iter().any(|number| months::is_hebrew(self.name, number.value)) {
            let says = "may be of the Hebrew calendar; convert it first, dates are Gregorian";
            return Some(Guess::new(BadDateKind::Ambiguous, says, Vec::new()));
        }
        match self.numbers.as_slice() {
            [] => Some(no_year(vec![format!("XXXX-{month:02}")])),
            [number] => Some(self.month_and(month, *number)),
            [first, second] if self.before == 1 => {
                no_day_of(month, *first, *second).or_else(|| month_and_two(month, *first, *second))
            }
            [first, second] => month_and_two(month, *first, *second),
            _ => None,
        }
    }

    /// A month and one number.
    fn month_and(&self, month: u8, number: Number) -> Guess {
        let day = format!("XXXX-{month:02}-{:02}", number.value);
        let in_year = |year: i64| month_text(year, month.into());
        match number.kind {
            NumberKind::Year if self.is_roman() => {
                let says = "has a Roman number for the month";
                Guess::new(BadDateKind::Malformed, says, vec![in_year(number.value)])
            }
            NumberKind::Year => in_words(vec![in_year(number.value)]),
            NumberKind::Day => no_year(vec![day]),
            NumberKind::ShortYear => short_year(vec![in_year(full_year(number.value))]),
            NumberKind::Either if !is_date(&day) && self.before == 1 && number.value < 32 => {
                let days = days_of_month(2000, month); // of a leap year
                let says =
                    format!("has no day {}: {} has {days} days", number.value, month_name(month));
                let dates =
                    vec![format!("XXXX-{month:02}-{days}"), in_year(full_year(number.value))];
                Guess::new(BadDateKind::ImpossibleDay, says, dates)
            }
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
}

/// A weekday that does not fit its day is said, and asked about: one of the two is wrong. So is one
/// without a day, which was lost: `Sat 2017`.
fn with_weekday(weekday: Option<&'static str>, mut guess: Guess) -> Guess {
    let Some((written, day)) = weekday.zip(guess.edtf.first()) else { return guess };
    if guess.kind == BadDateKind::ImpossibleDay {
        return guess;
    }
    if super::parts(day) < 3 {
        guess.kind = BadDateKind::Ambiguous;
        "names a weekday, and not its day".clone_into(&mut guess.says);
    } else if let Some(weekday) = weekday_of(day).filter(|weekday| *weekday != written) {
        guess.kind = BadDateKind::Ambiguous;
        guess.says = format!("{}, and {} is a {weekday}", guess.says, words(day));
    }
    guess
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

/// The month that a lower-case word is the name of, or a Roman number.
fn month(token: &str) -> Option<u8> {
    let is_of_two = months::is_of_two(token).then_some(11);
    months::number(token).or(is_of_two).or_else(|| months::roman(token))
}

/// `30-Feb-15`: a day in front that the month does not have, before it is a year.
fn no_day_of(month: u8, day: Number, year: Number) -> Option<Guess> {
    let is_either = day.kind == NumberKind::Either && year.kind == NumberKind::Either;
    let date = day_of(month, day, year);
    if !is_either || !(1..32).contains(&day.value) || is_date(&date) {
        return None;
    }
    let mut guess = nearly_edtf::no_such(&date)?;
    guess.edtf.insert(1.min(guess.edtf.len()), day_of(month, year, day));
    Some(guess)
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
        return nearly_edtf::no_such(&date).unwrap_or_else(|| {
            Guess::new(BadDateKind::ImpossibleDay, "is no day of the calendar", Vec::new())
        });
    }
    if year.kind == NumberKind::Year { in_words(vec![date]) } else { short_year(vec![date]) }
}
