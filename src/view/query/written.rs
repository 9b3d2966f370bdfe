//! What the limits of a date do not say: the 12th of some month is on few of the days between its
//! first and its last, and one of two days is not a day between them.
//!
//! Invariant: says no only of dates with unspecified digits or of several members; whatever it
//! cannot take apart may have been at any time within its limits.

use super::dates::Span;
use crate::model::date::{Date, civil, day_number};

/// Seconds of a day.
const DAY: i64 = 86_400;

/// Whether a date, as written, may have been within a range that lies between its limits.
pub(super) fn may_be_within(written: &str, span: Span) -> bool {
    let is_plain = !written.contains(['X', ',']) || written.contains('/');
    let members = written.trim_matches(['[', ']', '{', '}']).split(',').map(str::trim);
    is_plain || members.into_iter().any(|member| is_within(member, span))
}

/// Whether a date or a range of dates may have been within.
fn is_within(member: &str, span: Span) -> bool {
    let range = format!("[{member}]");
    match Date::parse(if member.contains("..") { &range } else { member }) {
        Ok(date) if !span.possibly(&date) => false,
        // A range has all the days between its limits.
        Ok(_) => !member.contains('X') || member.contains("..") || has_a_day(member, span),
        Err(_) => true,
    }
}

/// Whether a day whose digits are those of `2025-XX-12`, or the season of `19XX-22`, lies within.
fn has_a_day(written: &str, span: Span) -> bool {
    let digits: String = written.chars().filter(|c| !matches!(c, '~' | '?' | '%')).collect();
    let (is_early, digits) =
        digits.strip_prefix('-').map_or((false, &*digits), |rest| (true, rest));
    let mut parts = digits.split('-');
    let mut part = || parts.next().unwrap_or("");
    let (year, month, day) = (part(), part(), part());
    let at = |second: i64| civil(second.div_euclid(DAY)).0;
    // A winter runs into the year behind its own.
    let asked = (at(span.from) - 1).max(-9999)..=at(span.to).min(9999);
    let mut years = asked.filter(|y| (*y < 0) == is_early && fits(year, y.abs()));
    if month.parse().is_ok_and(|month: u8| month > 12) {
        let season = |y| Date::parse(&format!("{y:04}-{month}"));
        return years.any(|y| season(y).is_ok_and(|season| span.possibly(&season)));
    }
    years.any(|y| {
        let mut months = (1..=12).filter(|m| fits(month, i64::from(*m)));
        months.any(|m| {
            let mut days = (1..=31).filter(|d| fits(day, i64::from(*d)));
            days.any(|d| {
                let number = day_number(y, m, d);
                let start = number.saturating_mul(DAY);
                civil(number) == (y, m, d) && start <= span.to && start + DAY > span.from
            })
        })
    })
}

/// Whether a number has the digits of a part of a date, `X` being any; one not written is any number.
fn fits(part: &str, number: i64) -> bool {
    let mut rest = number;
    part.bytes().rev().all(|digit| {
        let own = rest % 10;
        rest /= 10;
        digit == b'X' || i64::from(digit) - i64::from(b'0') == own
    })
}

#[cfg(test)]
mod tests {
    use super::super::dates::range;
    use super::may_be_within;

    #[track_caller]
    fn holds(written: &str, within: &[&str], without: &[&str]) {
        let found = |text: &&&str| may_be_within(written, range(text).unwrap().0);
        assert!(within.iter().all(|text| found(&text)), "{written} within {within:?}");
        assert!(!without.iter().any(|text| found(&text)), "{written} not within {without:?}");
    }

    #[test]
    fn unspecified_digits_are_any_and_the_others_are_theirs() {
        holds("1984-X1", &["1984-01", "1984-11-30", "1984-01-31..1984-02"], &["1984-05"]);
        let twelfth = ["2025-06-12", "2025-06-01..2025-06-12", "2025-06"];
        holds("2025-XX-12", &twelfth, &["2025-06-30", "2025-06-13..2025-07-11"]);
        holds("?2025-XX-~12", &["2025-06-12"], &["2025-06-30"]);
        holds("XXXX-12-25", &["2025-12", "1066", "2025-12-25T10:15"], &["2025-06-30"]);
        holds("20XX-02-29", &["2024-02-29", "2024"], &["2025", "2025-02-28..2025-03-01"]);
        holds("2X1X", &["2515", "2500..2600"], &["2525", "2520..2599"]);
        holds("2025-02-XX", &["2025-02-28"], &[]);
        holds("2025-0X", &["2025-09-30"], &[]);
    }

    #[test]
    fn months_and_days_before_the_era_have_digits_too() {
        holds("-0043-XX", &["-0043-03", "-0043-12-31", "-0043"], &["-0042-01", "0043-03"]);
        holds("-0043-XX-15", &["-0043-03-15", "-0043-03"], &["-0043-03-16", "0043-03-15"]);
        holds("-0043-03-XX", &["-0043-03-31", "-0100..0100"], &["-0043-04"]);
        holds("[-0043-XX-15,-0040]", &["-0043-03-15", "-0040-07"], &["-0043-03-16", "-0041"]);
    }

    #[test]
    fn a_season_of_some_year_is_in_its_months() {
        holds("19XX-22", &["1950", "1950-07", "1950-08-31", "1950..1951"], &["1950-05", "2001-07"]);
        holds("19X0-24", &["1950-12", "1951-02-28"], &["1951-03", "1951-12", "1950-11"]);
        holds("XXXX-34", &["1066-06-30", "2025"], &["1066-07..1067-03"]);
        holds("[19XX-22,2005]", &["1950-07", "2005-01"], &["1950-01"]);
    }

    #[test]
    fn a_range_that_begins_or_ends_in_some_year_has_all_between() {
        holds("[194X..]", &["1940", "1945", "1970", "1970..1980"], &["1939"]);
        holds("[..20XX]", &["1950", "2099-12-31"], &["2100"]);
        holds("{194X..}", &["1970"], &["1939"]);
        holds("[1900,194X..]", &["1900-05", "1970"], &["1901..1939"]);
        holds("[1900,1940-XX..]", &["1940-01", "1970"], &["1920"]);
        holds("[..2026-XX-XX,2030]", &["1066", "2026-12-31", "2030"], &["2028"]);
    }

    #[test]
    fn a_member_of_several_is_none_of_the_days_between() {
        for open in ["[2025-02-07,2025-02-09..2025-02-11]", "{2025-02-07, 2025-02-09..2025-02-11}"]
        {
            holds(open, &["2025-02-07", "2025-02-10", "2025-02-08..2025-02-09"], &["2025-02-08"]);
        }
        holds("[2025-XX-12,2025-02-03]", &["2025-02-03", "2025-05-12"], &["2025-05-03"]);
        holds("{..1984,1990}", &["1066", "1990"], &["1985..1989"]);
    }

    #[test]
    fn a_plain_date_may_be_anywhere_between_its_limits() {
        for written in ["2025", "[2025-01..2025-12]", "2025-XX-12/2025-12-31", "2025-01/2025-12"] {
            holds(written, &["2025-06-30"], &[]);
        }
    }
}
