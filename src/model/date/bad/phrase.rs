//! Words around a date: circa, perhaps, early, before, since.
//!
//! Invariant: a mark of doubt is never lost on the way to a reading.

use super::doubt::{self, Doubt};
use super::vocabulary::{
    ABOUT, LIMITS, LIMITS_BEHIND, MARKS_BEHIND, NEUTRAL, NEUTRAL_BEHIND, PERHAPS, PORTIONS,
    RELATIVE,
};
use super::{BadDateKind, DANGLING, Guess, Order, day_in, draft, is_date};
use crate::model::date::calendar::{days_of_month, iso_day};
use crate::model::date::full;

/// Which part of a month, year or decade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Portion {
    Early,
    Mid,
    Late,
}

/// What a date is the limit of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    Before,
    UpTo,
    Until,
    After,
    From,
    Since,
    OpenStart,
}

/// What the words around a date say.
#[derive(Default)]
struct Around {
    /// Marks in front.
    front: Doubt,
    /// Marks behind.
    behind: Doubt,
    portion: Option<Portion>,
    limit: Option<Limit>,
}

/// A date with words around it.
pub(super) fn date(text: &str) -> Option<Guess> {
    date_in(text, Order::Any)
}

/// The same, where numbers are read in one order only.
pub(super) fn date_in(text: &str, order: Order) -> Option<Guess> {
    let lower = text.to_lowercase();
    if RELATIVE.iter().any(|word| lower == *word) {
        let says = "depends on the day of writing; write the day";
        return Some(Guess::new(BadDateKind::InWords, says, Vec::new()));
    }
    let bare = lower.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(&lower);
    let (around, core) = peel(bare);
    if core.len() == bare.len() || core.is_empty() {
        return None;
    }
    let inside = plain(core, order)?;
    let edtf = inside.edtf.iter().flat_map(|date| readings(date, &around)).collect();
    if around.limit.is_some() && (bare.starts_with(DANGLING) || bare.ends_with(DANGLING)) {
        let says = "has a dash with a date on one side only";
        let is_open = inside.kind != BadDateKind::InWords;
        let kind = if is_open { inside.kind } else { BadDateKind::Malformed };
        return Some(Guess::new(kind, says, edtf));
    }
    let is_in_words = lower.contains(char::is_alphabetic);
    Some(match inside.kind {
        BadDateKind::InWords if is_in_words => Guess { edtf, ..inside },
        BadDateKind::InWords => {
            Guess::new(BadDateKind::Malformed, "has a sign that no date has", edtf)
        }
        _ => Guess { edtf, ..inside },
    })
}

/// A date with a mark of doubt and nothing else around it.
pub(super) fn doubtful(text: &str, order: Order) -> Option<Guess> {
    let (around, core) = peel(text);
    let is_only_doubt = around.portion.is_none() && around.limit.is_none();
    let is_doubted = around.front.and(around.behind) != Doubt::NONE;
    (is_only_doubt && is_doubted && core.len() < text.len()).then(|| date_in(text, order))?
}

/// Whether a mark of doubt stands in front.
pub(super) fn is_led_by_doubt(text: &str) -> bool {
    ABOUT.iter().chain(PERHAPS).any(|word| after(text, word).is_some())
}

/// The date inside the words; what is open about it stays so.
fn plain(core: &str, order: Order) -> Option<Guess> {
    let in_words = |edtf| Guess::new(BadDateKind::InWords, "is in words", edtf);
    let upper = core.to_uppercase();
    if is_date(&upper) {
        return Some(in_words(vec![upper]));
    }
    let guess = day_in(core, order).or_else(|| draft::date(core))?;
    let is_short = core.len() < 4 && core.bytes().all(|byte| byte.is_ascii_digit());
    let is_open = matches!(
        guess.kind,
        BadDateKind::Ambiguous | BadDateKind::TwoDigitYear | BadDateKind::MonthYear
    );
    Some(if is_open || is_short { guess } else { in_words(guess.edtf) })
}

/// The words in front and behind, and what is left.
fn peel(text: &str) -> (Around, &str) {
    let mut around = Around::default();
    let mut core = text;
    while let Some(rest) = front(core, &mut around).or_else(|| behind(core, &mut around)) {
        core = rest;
    }
    (around, core)
}

/// Takes one word from the front.
fn front<'a>(text: &'a str, around: &mut Around) -> Option<&'a str> {
    let first = |words: &[&str]| words.iter().find_map(|word| after(text, word));
    if let Some(rest) = first(ABOUT) {
        around.front.about = true;
        return Some(rest);
    }
    if let Some(rest) = first(PERHAPS) {
        around.front.perhaps = true;
        return Some(rest);
    }
    for (words, portion) in PORTIONS {
        if let Some(rest) = first(words) {
            around.portion = Some(*portion);
            return Some(rest);
        }
    }
    for (words, limit) in LIMITS {
        if let Some(rest) = first(words) {
            around.limit = Some(*limit);
            return Some(rest);
        }
    }
    first(NEUTRAL)
}

/// What follows a word and a space; signs, hyphens and dots need none, nor does a number.
fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(word)?;
    let needs_space = word.ends_with(char::is_alphanumeric);
    let is_apart = !needs_space
        || rest.starts_with(|letter: char| matches!(letter, ' ' | ',' | '-' | '0'..='9'));
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    is_apart.then(|| rest.trim_start_matches([' ', ',']))
}

/// Takes one mark from behind.
fn behind<'a>(text: &'a str, around: &mut Around) -> Option<&'a str> {
    for (ends, limit) in LIMITS_BEHIND {
        let rest = ends.iter().find_map(|end| text.strip_suffix(end));
        if let Some(rest) = rest.filter(|rest| !rest.ends_with('/') && !is_date(text)) {
            around.limit = Some(*limit);
            return Some(rest.trim_end());
        }
    }
    if let Some(rest) = NEUTRAL_BEHIND.iter().find_map(|end| text.strip_suffix(end)) {
        return Some(rest.trim_end());
    }
    let (rest, mark) =
        MARKS_BEHIND.iter().find_map(|(mark, sign)| Some((text.strip_suffix(mark)?, *sign)))?;
    around.behind.perhaps |= matches!(mark, '?' | '%');
    around.behind.about |= matches!(mark, '~' | '%');
    Some(rest.trim_end())
}

/// The dates that a date with words around it may be.
fn readings(date: &str, around: &Around) -> Vec<String> {
    let mark = around.front.and(around.behind).sign();
    let marked = format!("{date}{mark}");
    match (around.portion, around.limit) {
        (None, None) => match date.split_once('/') {
            Some((start, end)) => {
                let ends = doubt::spread([start, end], [around.front, around.behind]);
                ends.iter().map(|ends| ends.join("/")).collect()
            }
            None => vec![marked],
        },
        (Some(portion), None) if mark.is_empty() => {
            part(date, portion).into_iter().chain([marked]).collect()
        }
        (Some(_), None) => vec![marked],
        (None, Some(limit)) => limited(date, &marked, limit),
        (Some(_), Some(_)) => Vec::new(),
    }
}

/// The early, middle or late third of a month, year or decade.
fn part(date: &str, portion: Portion) -> Option<String> {
    let third = |last: u8, [a, b]: [u8; 2]| match portion {
        Portion::Early => (1, a),
        Portion::Mid => (a + 1, b),
        Portion::Late => (b + 1, last),
    };
    let year = date.get(..4)?;
    if let Some(century) = date.strip_suffix("XX").filter(|century| century.len() == 2) {
        let (first, last) = third(100, [34, 67]);
        return Some(format!("[{century}{:02}..{century}{:02}]", first - 1, last - 1));
    }
    if let Some(decade) = date.strip_suffix('X').filter(|decade| decade.len() == 3) {
        let (first, last) = third(10, [4, 7]);
        return Some(format!("[{decade}{}..{decade}{}]", first - 1, last - 1));
    }
    if date.len() == 4 {
        let (first, last) = third(12, [4, 8]);
        return Some(format!("[{year}-{first:02}..{year}-{last:02}]"));
    }
    let month: u8 = date.get(5..)?.parse().ok()?;
    let days = days_of_month(year.parse().ok()?, month);
    let (first, last) = third(days, [10, 20]);
    (days > 0).then(|| format!("[{date}-{first:02}..{date}-{last:02}]"))
}

/// Before, up to, after, since a date.
fn limited(date: &str, marked: &str, limit: Limit) -> Vec<String> {
    if date.starts_with('X') {
        return Vec::new();
    }
    let beside = |step| neighbour(date, step).filter(|_| date == marked);
    let up_to = format!("[..{marked}]");
    let from = format!("[{marked}..]");
    match limit {
        Limit::Before => {
            beside(-1).map(|day| format!("[..{day}]")).into_iter().chain([up_to]).collect()
        }
        Limit::UpTo => vec![up_to],
        Limit::Until => vec![format!("/{marked}"), up_to],
        Limit::After => {
            beside(1).map(|day| format!("[{day}..]")).into_iter().chain([from]).collect()
        }
        Limit::From => vec![from],
        Limit::OpenStart => vec![up_to, format!("../{marked}")],
        Limit::Since => vec![format!("{marked}/.."), from],
    }
}

/// The day, month or year before or after.
fn neighbour(date: &str, step: i64) -> Option<String> {
    let parsed = full::date(date).ok()?;
    let day = if step < 0 { parsed.first_day()? - 1 } else { parsed.last_day()? + 1 };
    iso_day(day).get(..date.len()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::BadDateKind::{Ambiguous, InWords, Malformed, MonthYear, TwoDigitYear};

    #[test]
    fn circa_is_approximate_and_perhaps_uncertain() {
        #[rustfmt::skip]
        let texts = [
            "circa 2025", "c. 2025", "ca 2025", "ca. 2025", "about 2025", "c.2025", "близько 2025",
        ];
        for text in texts {
            check(text, InWords, &["2025~"]);
        }
        check("≈2025", Malformed, &["2025~"]);
        check("circa 12 Feb 2025", InWords, &["2025-02-12~"]);
        check("circa 2025-02-12", InWords, &["2025-02-12~"]);
        check("c. 1890?", InWords, &["1890%"]);
        for text in ["c1890", "[ca. 1890]", "1890 (approx)"] {
            check(text, InWords, &["1890~"]);
        }
        check("on or about 12 Feb 2025", InWords, &["2025-02-12~"]);
        check("12 Feb 2025~", InWords, &["2025-02-12~"]);
        check("2025-02-12 (TBC)", InWords, &["2025-02-12?"]);
        check("perhaps May 2025", InWords, &["2025-05?"]);
        check("9 May 2025 (?)", InWords, &["2025-05-09?"]);
        check("circa 25", Malformed, &["25XX~", "0025~"]);
        check("circa 9.5.25", TwoDigitYear, &["2025-05-09~", "2009-05-25~", "2025-09-05~"]);
        check("circa Feb-25", MonthYear, &["2025-02~", "XXXX-02-25~"]);
        check("circa 5/9/2025", Ambiguous, &["2025-09-05~", "2025-05-09~"]);
        check("about 1890s", InWords, &["189X~"]);
        for text in ["circa -0500", "circa -500"] {
            check(text, InWords, &["-0500~"]);
        }
        check("before -0043", InWords, &["[..-0044]", "[..-0043]"]);
    }

    #[test]
    fn parts_of_a_month_year_or_decade_are_thirds() {
        check("early March 2025", InWords, &["[2025-03-01..2025-03-10]", "2025-03"]);
        check("late Feb 2024", InWords, &["[2024-02-21..2024-02-29]", "2024-02"]);
        check("mid-2019", InWords, &["[2019-05..2019-08]", "2019"]);
        check("mid 2019", InWords, &["[2019-05..2019-08]", "2019"]);
        check("late 1990s", InWords, &["[1997..1999]", "199X"]);
        check("early 19th century", InWords, &["[1800..1833]", "18XX", "[1801..1900]"]);
        check("в начале марта 2025", InWords, &["[2025-03-01..2025-03-10]", "2025-03"]);
        check("на початку березня 2025", InWords, &["[2025-03-01..2025-03-10]", "2025-03"]);
        check("circa early March 2025", InWords, &["2025-03~"]);
    }

    #[test]
    fn limits_become_one_time_within_or_an_open_interval() {
        check("before 7 Feb 2025", InWords, &["[..2025-02-06]", "[..2025-02-07]"]);
        check("before 2025", InWords, &["[..2024]", "[..2025]"]);
        check("by March 2025", InWords, &["[..2025-03]"]);
        check("after 31 Dec 2025", InWords, &["[2026-01-01..]", "[2025-12-31..]"]);
        check("since 2022", InWords, &["2022/..", "[2022..]"]);
        check("until 2022", InWords, &["/2022", "[..2022]"]);
        check("<2025", Malformed, &["[..2024]", "[..2025]"]);
        check("pre-2025", InWords, &["[..2024]", "[..2025]"]);
        check("2025-02-07 or earlier", InWords, &["[..2025-02-07]"]);
        check("7 Feb 2025 or later", InWords, &["[2025-02-07..]"]);
        check("before March", InWords, &[]);
        for text in ["2025 onwards", "from 2025 on"] {
            check(text, InWords, &["2025/..", "[2025..]"]);
        }
        for text in ["2025+", "2025-", "2025–", "2025.."] {
            check(text, Malformed, &["2025/..", "[2025..]"]);
        }
        check("..2025", Malformed, &["[..2025]", "../2025"]);
    }

    #[test]
    fn a_dash_with_a_date_on_one_side_is_an_open_end() {
        for text in ["May 2025 -", "May 2025-", "May 2025 –", "May 2025 /"] {
            check(text, Malformed, &["2025-05/..", "[2025-05..]"]);
        }
        for text in ["- May 2025", "– May 2025", "/ May 2025"] {
            check(text, Malformed, &["[..2025-05]", "../2025-05"]);
        }
        check("- 2019", Malformed, &["[..2019]", "../2019"]);
        check("Q1 2025 -", Malformed, &["2025-33/..", "[2025-33..]"]);
        check("1990s -", Malformed, &["199X/..", "[199X..]"]);
        check("circa 1850 -", Malformed, &["1850~/..", "[1850~..]"]);
        check("- 25/12/2025", Malformed, &["[..2025-12-25]", "../2025-12-25"]);
        let days = ["2025-09-05/..", "[2025-09-05..]", "2025-05-09/.."];
        check("5/9/2025 -", Ambiguous, &days);
    }

    #[test]
    fn words_that_say_nothing_are_passed_over() {
        for text in ["in 2025", "sometime in 2025", "the year 2025", "some time in 2025"] {
            check(text, InWords, &["2025"]);
        }
        check("the beginning of 2025", InWords, &["[2025-01..2025-04]", "2025"]);
        check("today", InWords, &[]);
    }
}
