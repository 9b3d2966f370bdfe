//! Two years of which the second leaves out what it shares with the first: `1914-18`, `1999/00`,
//! `1341/2`, `11 Feb 1731/32`; and two years that lack their zeros: `443/1492`.
//!
//! Invariant: the second year is later than the first.

use super::range::lasted;
use super::{BadDateKind, Guess, month_name, month_text, year_text};
use crate::model::date::full_year;
use crate::model::digits::are_digits;

/// The year that one or two digits say behind another year: 1918 behind 1914, 2000 behind 1999.
pub(super) fn end_year(first: i64, digits: &str) -> Option<i64> {
    let shared = match digits.len() {
        1 => 10,
        2 => 100,
        _ => return None,
    };
    let last: i64 = digits.parse().ok()?;
    let same = first - first.rem_euclid(shared) + last;
    let is_next = (first + 1).rem_euclid(shared) == last;
    if same > first { Some(same) } else { is_next.then_some(first + 1) }
}

/// `2025-5`, `2025/05`; `2024/25` and `1991/2` are two years.
pub(super) fn or_month(year: i64, second: &str, separator: char) -> Option<Guess> {
    let end = end_year(year, second).filter(|_| separator != '.');
    let mut years: Vec<_> = end.map(|end| format!("{year:04}/{end:04}")).into_iter().collect();
    if end == Some(year + 1) && separator == '/' && year < 1753 {
        // One year, which began in March.
        years.push(format!("[{year:04},{:04}]", year + 1));
    }
    let month: i64 = second.parse().ok()?;
    if !(1..=12).contains(&month) {
        let says = "has a year of two digits";
        let guess = Guess::new(BadDateKind::TwoDigitYear, says, years);
        return (!guess.edtf.is_empty()).then_some(guess);
    }
    let (kind, says) = match separator {
        '-' => (BadDateKind::NotPadded, "lacks a zero before the month"),
        _ => (BadDateKind::Separators, "is not written with a hyphen"),
    };
    let dates = std::iter::once(month_text(year, month)).chain(years).collect();
    Some(Guess::new(kind, says, dates))
}

/// `1923-12/01`, `1923-12 - 01`: months over New Year, or a day.
pub(super) fn months(text: &str) -> Option<Guess> {
    let (start, last) = text.split_once('/').or_else(|| text.split_once(" - "))?;
    let (year, month) = start.split_once('-').filter(|_| start.len() == 7 && last.len() == 2)?;
    let (year, month, next): (i64, i64, i64) =
        (year.parse().ok()?, month.parse().ok()?, last.parse().ok()?);
    if !(1..=12).contains(&month) || !(1..month).contains(&next) {
        return None;
    }
    let end = month_text(year + 1, next);
    let edtf =
        vec![format!("{start}/{end}"), format!("{start}-{last}"), format!("[{start}..{end}]")];
    let says = "may be months over New Year, or a day";
    Some(Guess::new(BadDateKind::Ambiguous, says, edtf))
}

/// `443/1492`, `850-900`, `-120/2001`: two years, one of them of fewer than four digits, as columns of
/// years are joined; `12/13` and `11/54` may be a day or a month as well, and are none.
pub(super) fn early(text: &str) -> Option<Guess> {
    let is_before = text.starts_with('-');
    let parted = text.split_once(['/', '–']).or_else(|| text.split_once(" - "));
    let (first, last) = parted.or_else(|| text.split_once('-').filter(|_| !is_before))?;
    let (first, last) = (first.trim(), last.trim());
    let (start, end) = (year_in_digits(first)?, year_in_digits(last)?);
    if is_before {
        return before_era([first, last], [start, end]);
    }
    let in_full = |year: i64| if year < 100 { full_year(year) } else { year };
    let is_short = match (first.len(), last.len()) {
        (1..=3, 3) | (3, 4) if end > 0 && !first.starts_with('0') => false,
        (2, 4) if start > 31 => true,
        (2, 2) if start > 12 && end > start + 1 => true,
        _ => return None,
    };
    let [start_text, end_text] = [start, end].map(year_text);
    if is_short {
        let full = [start, end].map(in_full).map(year_text);
        let years = vec![full.join("/"), format!("{start_text}/{end_text}")];
        return Some(Guess::new(BadDateKind::TwoDigitYear, "has a year of two digits", years));
    }
    let mut guess = lasted(BadDateKind::Malformed, &start_text, &end_text);
    if guess.kind == BadDateKind::Malformed {
        guess.says = "has a year of fewer than four digits".to_owned();
    }
    Some(guess)
}

/// What a year before the era of fewer than four digits leaves open, in two years: with a year 0, or as
/// people count.
fn before_era([first, last]: [&str; 2], [start, end]: [i64; 2]) -> Option<Guess> {
    let is_short = |text: &str| text.starts_with('-') && text.len() < 5;
    let in_count = |text: &str, year: i64, zero: i64| {
        year_text(if is_short(text) { year + zero } else { year })
    };
    let years = [0, 1]
        .map(|zero| format!("{}/{}", in_count(first, start, zero), in_count(last, end, zero)));
    let says = "may be of years counted with a year 0, or of those before the era as people count";
    let is_known = !is_short(first) && !is_short(last);
    let is_full = [first, last].iter().all(|year| year.trim_start_matches('-').len() == 4);
    let (kind, says) = match is_known {
        true if is_full => (BadDateKind::Malformed, "names two dates"),
        true => (BadDateKind::Malformed, "has a year of fewer than four digits"),
        false => (BadDateKind::Ambiguous, says),
    };
    Some(Guess::new(kind, says, years.to_vec()))
}

/// A year of one to four digits, perhaps before the era.
fn year_in_digits(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_year = (1..=4).contains(&digits.len()) && are_digits(digits);
    text.parse().ok().filter(|_| is_year)
}

/// `11 Feb 1731/32`: where the year began in March, it was 1731, and is 1732 as years are counted now.
pub(super) fn double(text: &str) -> Option<Guess> {
    let (before, digits) = text.rsplit_once('/')?;
    let (day, year) = before.rsplit_once(' ').filter(|(_, year)| year.len() == 4)?;
    let first: i64 = year.parse().ok()?;
    let last = if digits.len() == 4 { digits.parse().ok() } else { end_year(first, digits) };
    let last = last.filter(|last| *last == first + 1)?;
    let dates = [last, first].map(|year| month_name::date(&format!("{day} {year:04}")));
    let sound = dates.into_iter().flatten().filter(|guess| guess.kind == BadDateKind::InWords);
    let mut dates: Vec<_> = sound.flat_map(|guess| guess.edtf).collect();
    // Behind the spring the year is the same in both counts.
    if dates.first()?.get(5..7)? > "03" {
        dates.reverse();
    }
    let says = "has two years, as where the year began in March: the later one is that of January";
    Some(Guess::new(BadDateKind::Ambiguous, says, dates))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::BadDateKind::{
        Ambiguous, ImpossibleDay, Malformed, NotPadded, Separators, TwoDigitYear,
    };

    #[test]
    fn the_second_year_is_the_next_that_ends_so() {
        check("1999/00", TwoDigitYear, &["1999/2000", "1999"]);
        check("1999–00", TwoDigitYear, &["1999/2000", "[1999..2000]"]);
        check("1999.00", ImpossibleDay, &["1999"]);
        check("1341/2", Separators, &["1341-02", "1341/1342", "[1341,1342]"]);
        check("1648/49", TwoDigitYear, &["1648/1649", "[1648,1649]"]);
        check("1648/9", Separators, &["1648-09", "1648/1649", "[1648,1649]"]);
        check("1991-2", NotPadded, &["1991-02", "1991/1992"]);
        check("2025-5", NotPadded, &["2025-05"]);
        for (text, end) in [("1991–2", "1992"), ("1863–5", "1865"), ("1914–18", "1918")] {
            let years = ["/", ".."].map(|joint| format!("{}{joint}{end}", &text[..4]));
            check(text, TwoDigitYear, &[&years[0], &format!("[{}]", years[1])]);
        }
        check("1930–35?", Separators, &["1930?/1935?", "1930-35?"]);
    }

    #[test]
    fn behind_words_two_years_are_no_part_of_one() {
        let about = ["1930~/1935~", "1930~/1935"];
        for text in ["c. 1930–35", "circa 1930 - 35", "circa 1930 to 35", "c. 1930 – 35"] {
            check(text, TwoDigitYear, &about);
        }
        check("perhaps 1930–35", TwoDigitYear, &["1930?/1935?", "1930?/1935"]);
        check("c. 1861–67", TwoDigitYear, &["1861~/1867~", "1861~/1867"]);
        check("circa 1914–18", TwoDigitYear, &["1914~/1918~", "1914~/1918"]);
        check("1914 to 18", TwoDigitYear, &["1914/1918", "[1914..1918]"]);
        check("between 1930 and 35", TwoDigitYear, &["[1930..1935]", "1930/1935"]);
        for text in ["c. 1930-35", "circa 1930-35", "um 1930-35", "vers 1930-35", "около 1930-35"]
        {
            check(text, Ambiguous, &["1930~/1935~", "1930~/1935", "1930-35~"]);
        }
        check("ca. 1936-39", Ambiguous, &["1936~/1939~", "1936~/1939", "1936-39~"]);
        check("circa 1921-24", Ambiguous, &["1921~/1924~", "1921~/1924", "1921-24~"]);
        for text in ["c. 1890-5", "c1890/5", "circa 1890–5"] {
            let bad = crate::model::date::Date::parse(text).expect_err(text);
            assert_eq!((bad.readings[0].edtf.as_str(), bad.meaning()), ("1890~/1895~", None));
        }
        check("circa 2011/12", Ambiguous, &["2011~/2012~", "2011~/2012", "2011-12~"]);
        check("in 1930-35", Ambiguous, &["1930/1935", "1930-35"]);
        check("before 1930-35", Ambiguous, &["[..1929]", "[..1930]", "[..1930-06]"]);
        check("after 1930-35", Ambiguous, &["[1936..]", "[1935..]", "[1930-10..]"]);
        check("by 1930-35", Ambiguous, &["[..1935]", "[..1930-35]"]);
        check("from 1930-35", Ambiguous, &["1930/1935", "1930/..", "1930-35/.."]);
        check("1980-45 (circa)", Malformed, &[]);
    }

    #[test]
    fn two_years_may_lack_their_zeros() {
        let within = |years: &str| format!("[{}]", years.replace('/', ".."));
        for (text, years) in [
            ("443/1492", "0443/1492"),
            ("98/117", "0098/0117"),
            ("850-900", "0850/0900"),
            ("850 – 900", "0850/0900"),
            ("5/117", "0005/0117"),
        ] {
            let bad = check(text, Malformed, &[years, &within(years)]);
            assert_eq!(bad.span, 0..text.len());
        }
        check("900-850", super::BadDateKind::EndBeforeStart, &["0850/0900", "[0850..0900]"]);
        check("98/2001", TwoDigitYear, &["1998/2001", "0098/2001"]);
        check("98/1492", TwoDigitYear, &["0098/1492"]);
        check("14/37", TwoDigitYear, &["0014/0037"]);
        check("41/54", TwoDigitYear, &["1941/1954", "0041/0054"]);
    }

    #[test]
    fn two_years_of_which_one_is_before_the_era_are_asked_about_as_one_is() {
        check("-120/2001", Ambiguous, &["-0120/2001", "-0119/2001"]);
        check("-44/14", Ambiguous, &["-0044/0014", "-0043/0014"]);
        check("-120/-50", Ambiguous, &["-0120/-0050", "-0119/-0049"]);
        check("-120 - -50", Ambiguous, &["-0120/-0050", "-0119/-0049"]);
        check("-0043/14", Malformed, &["-0043/0014"]);
    }

    #[test]
    fn what_may_be_a_day_or_month_is_no_two_years_without_zeros() {
        check("12/13", Malformed, &["XXXX-12-13", "2013-12"]);
        check("11/12", Malformed, &["XXXX-12-11", "XXXX-11-12", "2012-11"]);
        check("98/99", TwoDigitYear, &["1998/1999"]);
        check("11/54", Malformed, &["1954-11"]);
        check("13/2025", ImpossibleDay, &[]);
        check("2025-043", Malformed, &["2025-02-12"]);
        check("043/2025", Malformed, &[]);
        check("-12-25", Malformed, &[]);
    }

    #[test]
    fn months_over_new_year_are_of_two_years() {
        for (text, end, day) in [
            ("1923-12/01", "1924-01", "1923-12-01"),
            ("1923-11/02", "1924-02", "1923-11-02"),
            ("2019-10/03", "2020-03", "2019-10-03"),
            ("1923-12 - 01", "1924-01", "1923-12-01"),
        ] {
            let start = &text[..7];
            let months = [format!("{start}/{end}"), format!("[{start}..{end}]")];
            check(text, Ambiguous, &[&months[0], day, &months[1]]);
        }
    }

    #[test]
    fn a_year_that_began_in_march_has_two_numbers() {
        let days = ["1732-02-11", "1731-02-11"];
        for text in ["11 Feb 1731/32", "February 11, 1731/32", "11 February 1731/2"] {
            check(text, Ambiguous, &days);
        }
        check("circa 11 Feb 1731/1732", Ambiguous, &["1732-02-11~", "1731-02-11~"]);
        check("Feb 1731/32", Ambiguous, &["1732-02", "1731-02"]);
        check("May 2024/25", Ambiguous, &["2024-05", "2025-05"]);
    }

    #[test]
    fn what_is_said_of_two_dates_is_true_of_them() {
        for (text, says) in [
            (
                "[2001-21..2002-22]",
                "has two dots beside a season or a part of a year; two months do",
            ),
            (
                "[2001-33..2001-35]",
                "has two dots beside a season or a part of a year; two months do",
            ),
            ("-0300 - -0200", "names two dates"),
            ("-0120 - 500", "has a year of fewer than four digits"),
        ] {
            let bad = crate::model::date::Date::parse(text).expect_err(text);
            assert!(bad.message.ends_with(says), "{}", bad.message);
        }
        check("2025-07-09 and 2025", Ambiguous, &["{2025-07-09,2025}", "2025-07-09/2025"]);
    }
}
