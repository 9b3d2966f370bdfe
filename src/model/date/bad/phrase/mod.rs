//! Words around a date: circa, perhaps, early, before, since.
//!
//! Invariant: a mark of doubt is never lost on the way to a reading.

mod number;
mod portion;

pub(super) use self::portion::Portion;

use self::number::{abbreviated_century, around_years, beside_a_year, long_number, year};
use self::portion::part;
use super::doubt::{self, Doubt};
use super::vocabulary::{
    ABOUT, LIMITS, LIMITS_BEHIND, MARKS_BEHIND, NAMES_YEAR, NEUTRAL, NEUTRAL_BEHIND, OPEN_ENDS,
    PERHAPS, PORTIONS, RELATIVE,
};
use super::{BadDateKind, DANGLING, Guess, Order, clock, coarse, day_in, draft, is_date, parts};
use crate::model::date::full;

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
#[derive(Clone, Copy, Default)]
struct Around {
    /// Marks in front.
    front: Doubt,
    /// Marks behind.
    behind: Doubt,
    /// From which part to which: `early-mid` is two.
    portion: Option<(Portion, Portion)>,
    limit: Option<Limit>,
    /// A word for "year" stands in front of the number.
    names_year: bool,
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
    if OPEN_ENDS.contains(&lower.as_str()) && lower != "date" {
        let says = "is an open end without a start, as 2025-05-09/.. has one; leave the cell blank where nothing has ended";
        return Some(Guess::new(BadDateKind::InWords, says, Vec::new()));
    }
    let bare = lower.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(&lower);
    let (around, core) = peel(bare);
    if core.len() == bare.len() || core.is_empty() {
        return None;
    }
    if let Some(guess) = around_time(core, &around)
        .or_else(|| around_years(core, &around))
        .or_else(|| beside_a_year(core, &around))
        .or_else(|| year(core, &around))
    {
        return Some(guess);
    }
    if core.ends_with(char::is_alphabetic)
        && let Some((_, edtf)) = abbreviated_century(bare, core, &around)
    {
        return Some(Guess::new(BadDateKind::InWords, "is in words", edtf)); // `late C19th`
    }
    let inside = plain(core, order)?;
    if inside.kind == BadDateKind::SerialNumber {
        return Some(long_number(core, inside, &around));
    }
    let mut edtf: Vec<_> = inside.edtf.iter().flat_map(|date| readings(date, &around)).collect();
    let is_cut_short = inside.edtf.first().is_some_and(|date| is_cut_short(date, &around));
    if let Some((is_likely, century)) = abbreviated_century(bare, core, &around) {
        let at = if is_likely { 0 } else { edtf.len() };
        edtf.splice(at..at, century);
    }
    let is_set = |date: &String| date.starts_with('[');
    if inside.edtf.iter().all(is_set) && !edtf.iter().any(|edtf| is_date(edtf)) {
        let says = "has a word or mark that one time within a range does not take";
        return Some(Guess::new(BadDateKind::Malformed, says, Vec::new()));
    }
    if around.limit.is_some() && (bare.starts_with(DANGLING) || bare.ends_with(DANGLING)) {
        let says = "has a dash with a date on one side only";
        let is_open = inside.kind != BadDateKind::InWords;
        let kind = if is_open { inside.kind } else { BadDateKind::Malformed };
        return Some(Guess::new(kind, says, edtf));
    }
    if is_cut_short && inside.kind == BadDateKind::InWords {
        let says = "has more words than one date of EDTF takes";
        return Some(Guess::new(BadDateKind::Ambiguous, says, edtf));
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

/// Marks and words around a time of day: EDTF has them around a day.
fn around_time(core: &str, around: &Around) -> Option<Guess> {
    let upper = core.to_uppercase();
    let (kind, times) = if is_date(&upper) {
        (BadDateKind::Malformed, vec![upper])
    } else {
        let guess = clock::date(core)?;
        if guess.edtf.is_empty() {
            return Some(guess); // the fault is another: a time without a day
        }
        let is_in_words = guess.kind == BadDateKind::InWords;
        (if is_in_words { BadDateKind::Malformed } else { guess.kind }, guess.edtf)
    };
    let mut days: Vec<_> = times.iter().filter_map(|time| day_of(time)).collect();
    if around.front != Doubt::NONE && around.limit.is_none() && is_led_by_time(core) {
        // The time is doubted, not the day.
        days.extend(times);
        let says = "has a word or mark that a time of day does not take";
        return Some(Guess::new(kind, says, days));
    }
    let edtf = days.iter().flat_map(|day| match around.limit {
        // The day itself is still possible.
        Some(Limit::Before) => readings(day, &Around { limit: Some(Limit::UpTo), ..*around }),
        Some(Limit::After) => readings(day, &Around { limit: Some(Limit::From), ..*around }),
        _ => readings(day, around),
    });
    let says = "has a word or mark that a time of day does not take; a day takes it";
    let edtf: Vec<_> = edtf.collect();
    (!edtf.is_empty()).then(|| Guess::new(kind, says, edtf))
}

/// Whether a time of day stands in front of its day.
fn is_led_by_time(core: &str) -> bool {
    let time = core.split(' ').next().unwrap_or_default();
    time.contains(':') && time.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
}

/// The day of a time, the days of two.
fn day_of(time: &str) -> Option<String> {
    let days = time.split('/').map(|end| Some(end.split_once('T')?.0));
    let mut days: Vec<_> = days.collect::<Option<_>>()?;
    days.dedup();
    Some(days.join("/"))
}

/// A date with a mark of doubt and nothing else around it.
pub(super) fn doubtful(text: &str, order: Order) -> Option<Guess> {
    let (around, core) = peel(text);
    let is_only_doubt = around.portion.is_none() && around.limit.is_none();
    let is_doubted = around.front.and(around.behind) != Doubt::NONE;
    let is_short = core.len() < 4 && core.bytes().all(|byte| byte.is_ascii_digit());
    let is_led = is_only_doubt && is_doubted && core.len() < text.len();
    (is_led && !is_short).then(|| date_in(text, order))?
}

/// Early, mid or late in a date, and nothing else around it.
pub(super) fn portioned(text: &str, order: Order) -> Option<Guess> {
    let (around, _) = peel(text);
    let is_alone = around.limit.is_none() && around.front.and(around.behind) == Doubt::NONE;
    around.portion.filter(|_| is_alone)?;
    let mut guess = date_in(text, order).filter(|guess| guess.kind == BadDateKind::InWords)?;
    guess.edtf.truncate(1);
    guess.edtf[0].starts_with('[').then_some(guess)
}

/// A date without the marks of doubt around it, and those; other words stay.
pub(super) fn undoubted(text: &str) -> (&str, Doubt) {
    let (around, core) = peel(text);
    let is_only_doubt = around.portion.is_none() && around.limit.is_none();
    if is_only_doubt { (core, around.front.and(around.behind)) } else { (text, Doubt::NONE) }
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
    let mut guess = day_in(core, order).or_else(|| draft::date(core))?;
    if let [_, years, ..] = guess.edtf.as_slice()
        && years.contains('/')
        && matches!(guess.kind, BadDateKind::NotPadded | BadDateKind::Separators)
    {
        // Behind a word two years are likelier than a month: `c. 1890-5`, `circa 2011/12`.
        guess.edtf.rotate_left(1);
        let says = "may be of two years, or of a month";
        return Some(Guess::new(BadDateKind::Ambiguous, says, guess.edtf));
    }
    let is_short = core.len() < 4 && core.bytes().all(|byte| byte.is_ascii_digit());
    let is_open = matches!(
        guess.kind,
        BadDateKind::Ambiguous
            | BadDateKind::TwoDigitYear
            | BadDateKind::MonthYear
            | BadDateKind::ImpossibleDay
            | BadDateKind::SerialNumber
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
    if let Some(rest) = text.strip_prefix('%') {
        around.front = Doubt { about: true, perhaps: true };
        return Some(rest);
    }
    for (words, portion) in PORTIONS {
        if let Some(rest) = first(words) {
            let first = around.portion.map_or(*portion, |(first, _)| first);
            around.portion = Some((first, *portion));
            return Some(rest.strip_prefix("to ").unwrap_or(rest));
        }
    }
    for (words, limit) in LIMITS {
        if let Some(rest) = first(words) {
            around.limit = Some(*limit);
            return Some(rest);
        }
    }
    let word = NEUTRAL.iter().find(|word| after(text, word).is_some())?;
    around.names_year |= NAMES_YEAR.contains(word);
    after(text, word)
}

/// What follows a word and a space; signs, hyphens and dots need none, nor does a number.
fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest =
        text.strip_prefix(word).filter(|rest| word != "?" || !rest.starts_with(['?', ' ']))?;
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
        (Some(portion), None) => part(date, portion).into_iter().chain([marked]).collect(),
        (None, Some(limit)) => limited(date, &marked, limit),
        (Some(portion), Some(limit)) if mark.is_empty() => part_limited(date, portion, limit),
        (Some(_), Some(_)) => Vec::new(),
    }
}

/// Whether no reading can say all: a mark beside a part, or a part of what has none.
fn is_cut_short(date: &str, around: &Around) -> bool {
    let is_marked = around.front.and(around.behind) != Doubt::NONE;
    around.portion.is_some_and(|portion| match around.limit {
        None => !date.starts_with('X') && (is_marked || part(date, portion).is_none()),
        Some(limit) => matches!(limit, Limit::Until | Limit::Since | Limit::OpenStart),
    })
}

/// `by late May 2025`: the limit is an end of the part. What lasted to it ended on no such day, so its
/// limit is the whole.
fn part_limited(date: &str, portion: (Portion, Portion), limit: Limit) -> Vec<String> {
    let part = part(date, portion);
    let part = part.as_deref().and_then(|part| part.strip_prefix('[')?.strip_suffix(']'));
    let Some((first, last)) = part.and_then(|part| part.split_once("..")) else {
        return Vec::new();
    };
    let edge = match limit {
        Limit::Before | Limit::From => first,
        Limit::UpTo | Limit::After => last,
        Limit::Until | Limit::Since | Limit::OpenStart => {
            return limited(date, date, limit).into_iter().take(1).collect();
        }
    };
    limited(edge, edge, limit).into_iter().take(1).collect()
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
    let date = date.trim_start_matches('[').split("..").next()?;
    Some(coarse(day, parts(date)))
}

#[cfg(test)]
mod tests;
