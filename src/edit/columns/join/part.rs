//! What one cell says of a date that stands in several.
//!
//! Invariant: a part is joined to those before it, says that it is not known, or is refused.

use crate::check::{self, Era};
use crate::edit::dates::with_time;
use crate::model::date::{
    BadDate, BadDateKind, Date, Fineness, day_number, fineness, iso_day, month_of,
};
use crate::model::digits::are_digits;

/// A whole number without the `.0` that some programs write behind it where other cells are blank.
pub(in crate::edit) fn bare(text: &str) -> &str {
    let is_whole = |number: &&str| number.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    text.strip_suffix(".0").filter(is_whole).unwrap_or(text)
}

/// Whether nothing stands in a cell.
pub(super) fn is_blank(text: &str) -> bool {
    matches!(text, "" | "NA")
}

/// Whether a cell has one of the numbers that lists have for what is not known.
pub(super) fn is_code(text: &str) -> bool {
    matches!(text, "-9" | "-8" | "-99")
}

/// Whether a cell says that a month or a day is not known.
pub(super) fn is_unknown(text: &str) -> bool {
    is_blank(text) || is_code(text) || is_zero(text)
}

/// Whether a cell says nothing behind a date: there a 0 is no month and no day, and behind a day an hour.
pub(super) fn says_nothing(date: &str, text: &str) -> bool {
    is_unknown(text) && !(is_zero(text) && is_day(date))
}

fn is_zero(text: &str) -> bool {
    matches!(text, "0" | "00")
}

/// Whether a time behind a date is none of its day: 24:00 is of the next one.
pub(super) fn is_next_day(date: &str, time: &str) -> bool {
    is_day(date) && time.starts_with("24:")
}

/// Whether a date is a day that is known.
fn is_day(date: &str) -> bool {
    fineness(date) == Some(Fineness::Day)
}

/// Whether a cell can only be a year before the era.
pub(super) fn is_before_the_era(text: &str) -> bool {
    let year =
        text.strip_prefix('-').is_some_and(|year| year.starts_with(|c: char| c.is_ascii_digit()));
    year && !is_code(text) && text != ONGOING
}

/// Whether a cell is a number with a fraction: no year with a month beside it.
pub(super) fn has_fraction(text: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && are_digits(text);
    text.split_once('.').is_some_and(|(year, part)| is_number(year) && is_number(part))
}

/// The number that lists have for what is still going on.
const ONGOING: &str = "-7";

/// What EDTF has behind the stroke for an end that is open (`..`) or not known (nothing); `None`: the text
/// says neither.
pub(super) fn open_end(text: &str) -> Option<&'static str> {
    if matches!(text, ".." | ONGOING) {
        return Some("..");
    }
    // The words for it are those that stand behind a dash in one cell.
    let bad = Date::parse(&format!("2000 - {text}")).err()?;
    match bad.readings.first()?.edtf.as_str() {
        "2000/.." => Some(".."),
        "2000/" => Some(""),
        _ => None,
    }
}

/// A date with one part more: a year with a month, a month with a day, a day with a time.
pub(super) fn longer(date: &str, part: &str) -> Option<String> {
    match fineness(date)? {
        Fineness::Year => Some(format!("{date}-{:02}", month_of(part)?)),
        Fineness::Month => Some(format!("{date}-{:02}", number(part, 31)?)),
        Fineness::Day => with_time(date, part),
        _ => None,
    }
}

/// A date and a cell as they stand in one, where that may say what the cell alone does not.
pub(super) fn in_one_text(date: &str, part: &str) -> Option<String> {
    in_words(date, part).or_else(|| with_two_times(date, part))
}

/// A year behind what says in words which part of it is meant, if a cell does: `spring 1525`, `early 1525`,
/// `22 February 1882`.
fn in_words(date: &str, part: &str) -> Option<String> {
    let has_word = part.starts_with(char::is_alphabetic) && month_of(part).is_none();
    let words = format!("{part} {date}");
    let is_said = || match Date::parse(&words) {
        Ok(_) => false,
        Err(bad) => {
            let is_told = bad.meaning().is_some()
                || bad.kind == BadDateKind::ImpossibleDay
                || bad.kind == BadDateKind::Ambiguous && !bad.readings.is_empty();
            let is_of_year = || bad.readings.iter().all(|reading| reading.edtf.contains(date));
            is_told && (has_word || is_of_year())
        }
    };
    let is_year = fineness(date) == Some(Fineness::Year);
    (is_year && (has_word || names_month(part)) && is_said()).then_some(words)
}

/// Whether a day stands in front of the name of its month, as in `22 February`.
fn names_month(part: &str) -> bool {
    let mut words = part.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    part.starts_with(|c: char| c.is_ascii_digit()) && words.any(|word| month_of(word).is_some())
}

/// A day with two times behind it, if a cell has these: `08:00–13:00`, `8:00 bis 13:00`.
fn with_two_times(date: &str, part: &str) -> Option<String> {
    let both = format!("{date} {part}");
    let lasts = |bad: &BadDate| {
        let first = bad.readings.first().and_then(|first| first.edtf.split_once('/'));
        first.is_some_and(|(start, end)| start.contains('T') && end.contains('T'))
    };
    let bad = Date::parse(&both).err().filter(|_| is_day(date) && part.contains(':'));
    bad.is_some_and(|bad| lasts(&bad)).then_some(both)
}

/// A year with a day of a month that is not known.
pub(super) fn without_month(date: &str, part: &str) -> Option<String> {
    let is_year = fineness(date)? == Fineness::Year;
    is_year.then_some(format!("{date}-XX-{:02}", number(part, 31)?))
}

/// Whether a cell says the era, which is the common one or that before it.
pub(super) fn is_era(text: &str) -> bool {
    check::is_common_era(text) || check::era(text) == Some(Era::Before)
}

/// What to do with years of another era than these.
pub(super) fn of_other_era(era: &str) -> Option<&'static str> {
    let is_other = check::era(era) == Some(Era::Other);
    is_other.then_some("convert it to the common era")
}

/// A date with its year counted as EDTF does in its era; `None`: there is no such year.
pub(super) fn in_era(date: &str, era: &str) -> Option<String> {
    if check::is_common_era(era) {
        return Some(date.to_string());
    }
    fineness(date).filter(|fine| *fine < Fineness::Time && !date.starts_with('-'))?;
    check::without_year_0(&format!("-{date}"))
}

/// A whole date with the mark of the one in front of it; `None`: it has no place for one.
pub(super) fn in_doubt(date: &str, whole: String) -> Option<String> {
    let mark = date.chars().next_back().filter(|last| MARKS.contains(last));
    match mark {
        Some(_) if whole.contains(MARKS) => Some(whole),
        Some(mark) => {
            fineness(&whole).filter(|fine| *fine < Fineness::Time).map(|_| format!("{whole}{mark}"))
        }
        None => Some(whole),
    }
}

/// What stands behind a date that is uncertain, about then, or both.
const MARKS: [char; 3] = ['?', '~', '%'];

fn number(text: &str, most: u8) -> Option<u8> {
    text.parse().ok().filter(|number| (1..=most).contains(number))
}

/// A time on the next day, a day in the next month, a month in the next year: so ends what runs past
/// midnight, or past the end of a month or a year.
pub(super) fn next(date: &str) -> Option<String> {
    let (day, time) = date.find('T').map_or((date, ""), |at| date.split_at(at));
    let mut parts = day.split('-');
    let year: i64 = parts.next()?.parse().ok()?;
    let month: u8 = parts.next()?.parse().ok()?;
    let (next_year, next_month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    Some(match parts.next() {
        None => format!("{:04}-{month:02}", year + 1),
        Some(day) if time.is_empty() => format!("{next_year:04}-{next_month:02}-{day}"),
        Some(day) => iso_day(day_number(year, month, day.parse().ok()?) + 1) + time,
    })
}
