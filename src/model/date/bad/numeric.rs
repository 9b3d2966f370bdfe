//! Dates in numbers: other orders, separators and paddings, missing centuries.
//!
//! Invariant: an order is named only where it is the only possible one.

use super::range::lasted;
use super::{
    BadDateKind, Guess, Order, day_text, is_date, machine_time, month_text, nearly_edtf,
    short_year, two_years, year_text,
};
use crate::model::date::{full_year, words};
use crate::model::digits::are_digits;

/// A date in numbers alone, day, month and year in this order.
pub(super) fn date(text: &str, order: Order) -> Option<Guess> {
    let text = text.strip_suffix('.').unwrap_or(text);
    let without_word = YEAR_WORDS.iter().find_map(|word| text.strip_suffix(word));
    let text = without_word.unwrap_or(text).trim_end();
    if let Some(guess) = machine_time::date(text) {
        return Some(guess);
    }
    if is_share_of_a_day(text) {
        let says = "is a time of day as spreadsheets count it, without a day";
        return Some(Guess::new(BadDateKind::Malformed, says, Vec::new()));
    }
    let is_decimal = text.ends_with(".0");
    let text = plain(text);
    let (separator, groups) = groups(&text)?;
    match groups.as_slice() {
        [year] if is_decimal && year.len() == 4 => {
            let says = "has .0 behind it, as programs write a number";
            Some(Guess::new(BadDateKind::Malformed, says, vec![(*year).to_owned()]))
        }
        [only] => single(only, order),
        // `1941-1945 г.`
        [first, second] if separator == '-' && without_word.is_some() && first.len() == 4 => {
            let guess = pair([first, second], separator, order)?;
            let is_edtf = second.len() == 4 && guess.kind == BadDateKind::Malformed;
            Some(Guess { kind: if is_edtf { BadDateKind::InWords } else { guess.kind }, ..guess })
        }
        [first, second] => pair([first, second], separator, order),
        [first, second, third] => triple([first, second, third], separator, order),
        _ => None,
    }
}

/// What Russian and Ukrainian write behind a year.
const YEAR_WORDS: &[&str] = &["року", "рік", "года", "р", "г"];

/// `0.4375`: half past ten; a year behind the point is one.
fn is_share_of_a_day(text: &str) -> bool {
    let Some(digits) = text.strip_prefix("0.") else { return false };
    let is_year = digits.len() == 4 && (1000..=2100).contains(&value(digits));
    !digits.is_empty() && !is_year && are_digits(digits)
}

/// Unknown parts as zeros, a decimal zero gone.
fn plain(text: &str) -> String {
    let is_long = |whole: &&str| whole.len() >= 3 && are_digits(whole);
    let whole = text.strip_suffix(".0").filter(is_long).unwrap_or(text);
    let is_unknown = |group: &str| matches!(group, "??" | "xx" | "XX" | "__" | "?" | "x");
    let separator = whole.find(['/', '.', '-']).and_then(|at| whole.get(at..=at));
    let Some(separator) = separator else { return whole.to_owned() };
    let groups = whole.split(separator);
    let known = groups.map(|group| if is_unknown(group) { "00" } else { group });
    known.collect::<Vec<_>>().join(separator)
}

/// Groups of digits between separators of one kind, spaces around them aside.
fn groups(text: &str) -> Option<(char, Vec<&str>)> {
    let separator = text.chars().find(|letter| "/.-_\\,:".contains(*letter)).unwrap_or(' ');
    let groups: Vec<_> = text.split(separator).map(str::trim).collect();
    let is_number = |group: &&str| (1..=8).contains(&group.len()) && are_digits(group);
    groups.iter().all(is_number).then_some((separator, groups))
}

pub(super) fn value(digits: &str) -> i64 {
    digits.parse().unwrap_or(0)
}

fn triple(groups: [&str; 3], separator: char, order: Order) -> Option<Guess> {
    let [a, b, c] = groups.map(value);
    match groups.map(str::len) {
        [4, 1..=2, 1..=2] => Some(year_first(a, (b, c), separator)),
        [1..=2, 1..=2, 4] => Some(year_last([a, b], c, order)),
        [1..=2, 1..=2, 1..=2] if separator != ':' => short_year::date([a, b, c], separator, order),
        _ => None,
    }
}

/// `2025.05.09`, `2025-5-9`, and `2025-13-01` with day and month swapped.
pub(super) fn year_first(year: i64, (month, day): (i64, i64), separator: char) -> Guess {
    if month == 0 && is_date(&day_text(year, 1, day)) {
        let dates = vec![format!("{}-XX-{day:02}", year_text(year)), year_text(year)];
        return Guess { edtf: dates, ..unknown_part(year, 0) };
    }
    if month == 0 || day == 0 {
        return unknown_part(year, month);
    }
    let date = day_text(year, month, day);
    if is_date(&date) {
        let (kind, says) = match separator {
            '-' => (BadDateKind::NotPadded, "lacks a zero before a number below 10"),
            _ => (BadDateKind::Separators, "is not written with hyphens"),
        };
        return Guess::new(kind, says, vec![date]);
    }
    no_day(&[date]).unwrap_or_else(|| {
        let says = format!("has no month {month}");
        Guess::new(BadDateKind::ImpossibleDay, says, vec![day_text(year, day, month)])
    })
}

/// The first of some days whose month there is says what is wrong with its day.
pub(super) fn no_day(dates: &[String]) -> Option<Guess> {
    let has_month = |date: &&String| {
        date.get(5..7).and_then(|month| month.parse().ok()).is_some_and(|month: u8| month <= 12)
    };
    dates.iter().filter(has_month).find_map(|date| nearly_edtf::no_such(date))
}

/// `2025-00-00`, `??/02/2025`: the day, or month and day, are not known.
fn unknown_part(year: i64, month: i64) -> Guess {
    if month > 12 {
        // Seasons have such numbers, and no day.
        return Guess::new(BadDateKind::ImpossibleDay, format!("has no month {month}"), Vec::new());
    }
    if (year, month) == (1900, 1) {
        let says = "is January 1900 without a day, or the 0 that a spreadsheet shows for a blank cell; write \
                    `1900-01`, or leave the cell blank";
        return Guess::new(BadDateKind::ImpossibleDay, says, Vec::new());
    }
    let date = if month == 0 { year_text(year) } else { month_text(year, month) };
    Guess::new(BadDateKind::ImpossibleDay, "has a part that is not known", vec![date])
}

/// `25/12/2025`, `5/9/2025`.
pub(super) fn year_last([first, second]: [i64; 2], year: i64, order: Order) -> Guess {
    if first == 0 || second == 0 {
        return unknown_part(year, first.max(second));
    }
    let (day_first, month_first) = (day_text(year, second, first), day_text(year, first, second));
    let mut dates = match order {
        Order::Any => vec![day_first, month_first],
        Order::DayFirst => vec![day_first],
        Order::MonthFirst => vec![month_first],
        Order::YearFirst => Vec::new(),
    };
    let impossible = no_day(&dates);
    dates.retain(|date| is_date(date));
    dates.dedup();
    match dates.as_slice() {
        [] => impossible.unwrap_or_else(|| {
            Guess::new(BadDateKind::ImpossibleDay, "is no day of the calendar", Vec::new())
        }),
        [one] => {
            let says = format!("is not in the order of EDTF; it can only be {}", words(one));
            Guess::new(BadDateKind::NumericOrder, says, dates)
        }
        [one, other, ..] => {
            let says = either(&words(one), &words(other));
            Guess::new(BadDateKind::Ambiguous, says, dates)
        }
    }
}

/// What is said of a date that may be two.
pub fn either(one: &str, other: &str) -> String {
    format!("may be {one} or {other}")
}

fn pair([first, second]: [&str; 2], separator: char, order: Order) -> Option<Guess> {
    let (a, b) = (value(first), value(second));
    match (first.len(), second.len()) {
        (4, 2) if b == 0 && separator != '.' && a % 100 == 99 => {
            Some(short_year::year(vec![format!("{a:04}/{:04}", a + 1), year_text(a)]))
        }
        (4, 1..=2) if b == 0 => Some(unknown_part(a, 0)),
        (1..=2, 4) if a == 0 => Some(unknown_part(b, 0)),
        (4, 1..=2) => two_years::or_month(a, second, separator),
        (4, 4) => Some(two_years(a, b, separator)),
        (1..=2, 4) if (1..=12).contains(&a) => {
            let month = vec![month_text(b, a)];
            Some(Guess::new(BadDateKind::NumericOrder, "has the year last", month))
        }
        (1..=2, 4) => {
            Some(Guess::new(BadDateKind::ImpossibleDay, format!("has no month {a}"), Vec::new()))
        }
        (1..=2, 1..=2) if separator != ':' => Some(no_year([a, b], second.len(), order)),
        _ => None,
    }
}

/// `2021-2024`; `2021, 2024` names each of them.
fn two_years(first: i64, last: i64, separator: char) -> Guess {
    if separator == ',' {
        let dates = vec![format!("{{{first:04},{last:04}}}"), format!("{first:04}/{last:04}")];
        return Guess::new(BadDateKind::Malformed, "names two years", dates);
    }
    lasted(BadDateKind::Malformed, &year_text(first), &year_text(last))
}

/// `12/02`: a day and a month, or a month and a year of two digits; `24/25` is two years.
fn no_year([first, second]: [i64; 2], digits: usize, order: Order) -> Guess {
    if digits == 2 && first > 12 && second == (first + 1) % 100 {
        let year = full_year(first);
        return short_year::year(vec![format!("{year:04}/{:04}", year + 1)]);
    }
    let day = |month: i64, day: i64| format!("XXXX-{month:02}-{day:02}");
    let (day_first, month_first) = (day(second, first), day(first, second));
    let is_month = digits == 2 && first <= 12;
    let month = is_month.then(|| month_text(full_year(second), first));
    let dates = match order {
        Order::DayFirst => vec![day_first],
        Order::MonthFirst => vec![month_first],
        Order::YearFirst => month.into_iter().collect(),
        Order::Any => [day_first, month_first].into_iter().chain(month).collect(),
    };
    Guess::new(BadDateKind::Malformed, "has no year of four digits", dates)
}

/// A decade or century that begins later is none that people write of.
const THIS_CENTURY: &str = "2030";

fn single(digits: &str, order: Order) -> Option<Guess> {
    match digits.len() {
        2..=3 => {
            // A decade or century as it was once written, or an early year.
            let mut years = vec![format!("{digits:X<4}"), format!("{digits:0>4}")];
            let is_later = format!("{digits:0<4}").as_str() > THIS_CENTURY;
            if is_later {
                years.reverse();
            }
            if digits.len() == 2 && (is_later || digits.starts_with('0')) {
                years.insert(0, year_text(full_year(value(digits))));
            }
            Some(Guess::new(BadDateKind::Malformed, "has fewer digits than a year", years))
        }
        6 => Some(six(digits, order)),
        8 => eight(digits, order),
        _ => None,
    }
}

/// `202505`, or `250509`.
fn six(digits: &str, order: Order) -> Guess {
    let month = month_text(value(&digits[..4]), value(&digits[4..]));
    let short = [&digits[..2], &digits[2..4], &digits[4..]].map(value);
    let days = short_year::days(short, order);
    if (1500..=2100).contains(&value(&digits[..4])) && is_date(&month) {
        let dates = [vec![month], days].concat();
        return Guess::new(BadDateKind::Separators, "is written without hyphens", dates);
    }
    short_year::year(days)
}

/// `20250509`, or `09052025`.
fn eight(digits: &str, order: Order) -> Option<Guess> {
    let likely = 1000..=2999;
    let date = day_text(value(&digits[..4]), value(&digits[4..6]), value(&digits[6..]));
    if is_date(&date) && likely.contains(&value(&digits[..4])) {
        return Some(Guess::new(BadDateKind::Separators, "is written without hyphens", vec![date]));
    }
    let year = value(&digits[4..]);
    let last = year_last([&digits[..2], &digits[2..4]].map(value), year, order);
    let is_year_first = likely.contains(&value(&digits[..4]));
    let is_impossible = last.kind == BadDateKind::ImpossibleDay;
    if likely.contains(&year) && !(is_impossible && is_year_first) {
        return Some(last);
    }
    let parts = (value(&digits[4..6]), value(&digits[6..]));
    is_year_first.then(|| year_first(value(&digits[..4]), parts, '.'))
}
