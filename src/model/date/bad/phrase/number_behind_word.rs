//! Numbers that mean another thing behind a word: `c. 1930-35`, `the year 12345`, `c. 12000`, `C19`.
//!
//! Invariant: a number behind a word is no count of days before it is a year.

use super::{Around, Doubt, Limit, doubt, readings};
use crate::model::date::bad::two_years::end_year;
use crate::model::date::bad::{BadDateKind, Guess, is_date};
use crate::model::digits::{are_digits, is_year};

/// Words around two years that are written as EDTF writes a month or a part of one: `c. 1805-10`,
/// `late 2024-25`, `c. 1930-35`. A sign alone leaves a month one: `1805-10 -`.
pub(super) fn around_years(bare: &str, core: &str, around: &Around) -> Option<Guess> {
    let (first, next) = core.split_once('-').filter(|_| is_date(core))?;
    let says = match next.parse().ok()? {
        13_u8.. => "may be of two years, or of a part of one as EDTF numbers them",
        _ if around.limit.is_some() && !bare.contains(char::is_alphabetic) => return None,
        _ => "may be of two years, or of a month",
    };
    let last = format!("{:04}", end_year(first.parse().ok()?, next)?);
    let years = format!("{first}/{last}");
    let of_years = match around.limit {
        None => readings(&years, around),
        Some(Limit::Since) => vec![years, format!("{first}/..")],
        Some(Limit::Before | Limit::From) => readings(first, around),
        Some(_) => readings(&last, around),
    };
    let edtf = of_years.into_iter().chain(readings(core, around)).collect();
    Some(Guess::new(BadDateKind::Ambiguous, says, edtf))
}

/// `before 1945, 2003`, `c. 1850, 1860`: two years that no word joins, so that one in front may be of the
/// first alone, as where a negative and its print are dated.
pub(super) fn beside_a_year(core: &str, around: &Around) -> Option<Guess> {
    let (first, last) = core.split_once([',', ' '])?;
    let last = last.trim_start();
    let is_bare = around.limit.is_none() && around.portion.is_none();
    let is_doubted = around.front.and(around.behind) != Doubt::NONE;
    if !is_year(first) || !is_year(last) || (is_bare && !is_doubted) {
        return None;
    }
    let edtf = if is_bare {
        let mut sets = doubt::spread([first, last], [around.front, around.behind]);
        sets.reverse();
        sets.iter().map(|years| format!("{{{}}}", years.join(","))).collect()
    } else {
        let of_first = readings(first, around).into_iter().take(1);
        of_first.chain([last.to_owned()]).collect()
    };
    let says = "names two years, of which a word beside them may be of one alone";
    Some(Guess::new(BadDateKind::Ambiguous, says, edtf))
}

/// `the year 12345`: such a number is no count of days or seconds.
pub(super) fn year(core: &str, around: &Around) -> Option<Guess> {
    let is_number = are_digits(core) && !core.starts_with('0');
    let year = match core.len() {
        _ if !is_number || !around.names_year => return None,
        3 => format!("0{core}"),
        5.. => format!("Y{core}"),
        _ => return None,
    };
    Some(Guess::new(BadDateKind::InWords, "is in words", readings(&year, around)))
}

/// `?y17e7`: the letters of a long year are no words.
pub(super) fn is_long_year(bare: &str) -> bool {
    let year = bare.trim_matches(['?', '~', '%']).strip_prefix('y');
    year.is_some_and(|year| year.bytes().all(|byte| b"0123456789es-".contains(&byte)))
}

/// `late C19th` as `late 19th century`, so that nothing in front of it is lost.
pub(super) fn in_full(bare: &str, core: &str) -> Option<String> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| core.strip_suffix(end))?;
    digits.parse().ok().filter(|number: &i64| (1..=21).contains(number))?;
    let before = bare.strip_suffix(core)?.trim_end();
    let words = before.strip_suffix("c.").or_else(|| before.strip_suffix('c'))?;
    let is_word = !words.ends_with(char::is_alphanumeric);
    is_word.then(|| format!("{words}{core} century"))
}

/// `C19`, `c.19`, `late C19`: what a century that may be meant says, and whether it is the likelier.
pub(super) fn abbreviated_century(
    bare: &str,
    core: &str,
    around: &Around,
) -> Option<(bool, Vec<String>)> {
    let before = bare.strip_suffix(core)?;
    let number = core.parse().ok();
    let number: i64 = number.filter(|number| (1..=21).contains(number))?;
    let is_apart = before.ends_with(' ');
    let word = before.trim_end().rsplit(' ').next()?;
    let front = Doubt { about: false, ..around.front };
    let dates = readings(&format!("{:02}XX", number - 1), &Around { front, ..*around });
    matches!(word, "c" | "c.").then(|| (word == "c" && !is_apart, dates))
}

/// `c. 12000`: a year of either era before it is a spreadsheet's number of a day.
pub(super) fn long_number(core: &str, serial: Guess, around: &Around) -> Guess {
    let before_era = match core {
        "10000" => "-9999".to_owned(),
        _ => format!("Y{}", 1 - core.parse::<i64>().unwrap_or(0)),
    };
    let dates = [format!("Y{core}"), before_era].into_iter().chain(serial.edtf);
    let edtf = dates.filter_map(|date| readings(&date, around).into_iter().next()).collect();
    let says =
        "may be of a year beyond four digits in either era, or a spreadsheet's number of days";
    Guess::new(BadDateKind::Ambiguous, says, edtf)
}
