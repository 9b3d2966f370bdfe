//! Words around a date: circa, perhaps, early, before, since.
//!
//! Invariant: a mark of doubt is never lost on the way to a reading.

mod limit;
mod number_behind_word;
mod portion;

pub(super) use self::limit::Limit;
pub(super) use self::portion::Portion;

use self::limit::span;
use self::number_behind_word::{
    abbreviated_century, around_years, beside_a_year, in_full, is_long_year, long_number, year,
};
use self::portion::part;
use super::doubt::{self, Doubt};
use super::vocabulary::{
    ABOUT, LIMITS, LIMITS_BEHIND, MARKS_BEHIND, NAMES_PART, NAMES_YEAR, NEUTRAL, NEUTRAL_BEHIND,
    OPEN_ENDS, PERHAPS, PORTIONS, RELATIVE,
};
use super::{BadDateKind, DANGLING, Guess, Order, clock, day_in, edtf_drafts, is_date, signed};
use crate::model::digits::are_digits;

/// What the words around a date say.
#[derive(Clone, Copy, Default)]
struct Around {
    /// Marks in front.
    front: Doubt,
    /// Marks behind.
    behind: Doubt,
    /// From which part to which: `early-mid` is two.
    portion: Option<(Portion, Portion)>,
    /// The part is named by where it ends or begins: `end of`, not `late`.
    names_edge: bool,
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
    let is_sign = matches!(text, ".." | "/..");
    if is_sign || OPEN_ENDS.contains(&lower.as_str()) && lower != "date" {
        let kind = if is_sign { BadDateKind::Malformed } else { BadDateKind::InWords };
        let says = "is an open end without a start, as 2025-05-09/.. has one";
        let blank = Some("where nothing has ended");
        return Some(Guess { blank, ..Guess::new(kind, says, Vec::new()) });
    }
    let bare = lower.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(&lower);
    signed::behind_word(bare, |text| worded(text, order)).or_else(|| worded(bare, order))
}

/// What a date is with the words around it, in small letters and without brackets.
fn worded(bare: &str, order: Order) -> Option<Guess> {
    let (around, core) = peel(bare);
    if core.len() == bare.len() || core.is_empty() {
        return None;
    }
    if let Some(guess) = around_time(core, &around)
        .or_else(|| around_years(bare, core, &around))
        .or_else(|| beside_a_year(core, &around))
        .or_else(|| year(core, &around))
    {
        return Some(guess);
    }
    if let Some(century) = in_full(bare, core) {
        return day_in(&century, order).or_else(|| date_in(&century, order)); // `late C19th`
    }
    let inside = plain(core, order)?;
    if inside.kind == BadDateKind::SerialNumber {
        return Some(long_number(core, inside, &around));
    }
    let mut edtf = all(&inside.edtf, &around);
    let unsaid = inside.edtf.first().and_then(|date| unsaid(date, &around));
    if let Some((is_likely, century)) = abbreviated_century(bare, core, &around) {
        let at = if is_likely { 0 } else { edtf.len() };
        edtf.splice(at..at, century);
    }
    let is_led_by_dash = bare.starts_with(DANGLING) && !core.starts_with('-');
    if around.limit.is_some() && (is_led_by_dash || bare.ends_with(DANGLING)) {
        let says = "has a dash with a date on one side only";
        let is_open = inside.kind != BadDateKind::InWords;
        let kind = if is_open { inside.kind } else { BadDateKind::Malformed };
        return Some(Guess::new(kind, says, edtf));
    }
    if let Some(says) = unsaid.filter(|_| inside.kind == BadDateKind::InWords) {
        return Some(Guess::new(BadDateKind::Ambiguous, says, edtf));
    }
    let is_of_word = |letter: char| letter.is_alphabetic() && letter != 'x'; // as in `<=19xx`
    let is_in_words = bare.contains(is_of_word) && !is_long_year(bare);
    Some(match inside.kind {
        BadDateKind::InWords if is_in_words => Guess { edtf, ..inside },
        BadDateKind::InWords => {
            let is_led = around.front != Doubt::NONE && around.limit.is_none();
            let says = match is_led && is_date(&core.to_uppercase()) {
                true => "has its mark in front, where it belongs behind the date",
                false => "has a sign that no date has",
            };
            Guess::new(BadDateKind::Malformed, says, edtf)
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
    if !around.limit.is_some_and(Limit::is_behind)
        && let Some(ended) = clock::ended(core)
    {
        days = ended; // all but what comes after 24:00 is not yet of the next day
    }
    if around.front != Doubt::NONE && around.limit.is_none() && is_led_by_time(core) {
        // The time is doubted, not the day.
        days.extend(times);
        let says = "has a word or mark that a time of day does not take";
        return Some(Guess::new(kind, says, days));
    }
    let edtf = days.iter().flat_map(|day| match around.limit {
        // The day itself is still possible.
        Some(Limit::Before | Limit::To) => {
            readings(day, &Around { limit: Some(Limit::UpTo), ..*around })
        }
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
    let is_led = is_only_doubt && is_doubted && core.len() < text.len();
    (is_led && !is_short(core)).then(|| date_in(text, order))?
}

/// Whether a text is a number too short for a year, as 15 is in `um 15./16. Jh.`.
fn is_short(text: &str) -> bool {
    let number = text.trim_end_matches('.');
    number.len() < 4 && are_digits(number)
}

/// Early, mid or late in a date, and nothing else around it.
pub(super) fn portioned(text: &str, order: Order) -> Option<Guess> {
    let (around, _) = peel(text);
    let is_alone = around.limit.is_none() && around.front.and(around.behind) == Doubt::NONE;
    around.portion.filter(|_| is_alone)?;
    let mut guess = date_in(text, order).filter(|guess| guess.kind == BadDateKind::InWords)?;
    guess.edtf.truncate(1);
    guess.edtf.first()?.starts_with('[').then_some(guess)
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
    let mut guess = day_in(core, order).or_else(|| edtf_drafts::date(core))?;
    if let [_, years, ..] = guess.edtf.as_slice()
        && years.contains('/')
        && matches!(guess.kind, BadDateKind::NotPadded | BadDateKind::Separators)
    {
        // Behind a word two years are likelier than a month: `c. 1890-5`, `circa 2011/12`.
        guess.edtf.rotate_left(1);
        let says = "may be of two years, or of a month";
        return Some(Guess::new(BadDateKind::Ambiguous, says, guess.edtf));
    }
    let is_open = matches!(
        guess.kind,
        BadDateKind::Ambiguous
            | BadDateKind::TwoDigitYear
            | BadDateKind::MonthYear
            | BadDateKind::ImpossibleDay
            | BadDateKind::SerialNumber
    );
    Some(if is_open || is_short(core) { guess } else { in_words(guess.edtf) })
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
    if text.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None; // no word does
    }
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
        let word = words.iter().find_map(|word| Some((word, after(text, word)?)));
        if let Some((word, rest)) = word {
            let first = around.portion.map_or(*portion, |(first, _)| first);
            around.portion = Some((first, *portion));
            around.names_edge = !NAMES_PART.contains(word);
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

/// What follows a word and a space; signs, hyphens and dots need none, nor does a number. Behind a sign
/// a minus is one of its year: `..-0500`.
fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    if text.as_bytes().first() != word.as_bytes().first() {
        return None; // as with nearly all words; to compare each whole would be most of the work
    }
    let rest =
        text.strip_prefix(word).filter(|rest| word != "?" || !rest.starts_with(['?', ' ']))?;
    let needs_space = word.ends_with(char::is_alphanumeric);
    let is_apart = !needs_space
        || rest.starts_with(|letter: char| matches!(letter, ' ' | ',' | '-' | '0'..='9'));
    let is_word = word.contains(char::is_alphabetic);
    let rest = rest.strip_prefix('-').filter(|_| is_word).unwrap_or(rest);
    is_apart.then(|| rest.trim_start_matches([' ', ',']))
}

/// Takes one mark from behind.
fn behind<'a>(text: &'a str, around: &mut Around) -> Option<&'a str> {
    for (ends, limit) in LIMITS_BEHIND {
        let rest = ends.iter().find_map(|end| text.strip_suffix(end));
        // A time with a stroke behind it is half an interval.
        let is_half = |rest: &str| text.ends_with('/') && is_date(&rest.to_uppercase());
        let rest = rest.filter(|rest| !rest.ends_with('/') && !is_date(text) && !is_half(rest));
        if let Some(rest) = rest {
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

/// What all the dates that may be inside the words are with them; one time within, such as half a
/// century, takes no mark.
fn all(dates: &[String], around: &Around) -> Vec<String> {
    let each = |dates: &[String]| dates.iter().flat_map(|date| readings(date, around)).collect();
    let [first, rest @ ..] = dates else { return Vec::new() };
    let Some(ends) = span(first).filter(|_| around.portion.is_none()) else { return each(dates) };
    if let Some(limit) = around.limit {
        let (ends, limit) = limit::of_quarter(ends, rest.first().map(String::as_str), limit);
        return limit::of_span(ends, rest.first().map(String::as_str), limit);
    }
    let mut edtf: Vec<String> = each(rest);
    edtf.insert(0, first.clone());
    edtf
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
        (None, Some(limit)) => limit::of_date(date, &marked, limit),
        (Some(portion), Some(limit)) if mark.is_empty() => {
            limit::of_part(date, portion, limit, around.names_edge)
        }
        (Some(_), Some(_)) => Vec::new(),
    }
}

/// What no reading says, where none can say all: a mark beside a part, what lasted to a part.
fn unsaid(date: &str, around: &Around) -> Option<&'static str> {
    const MORE: &str = "has more words than one date of EDTF takes";
    let is_marked = around.front.and(around.behind) != Doubt::NONE;
    let is_lasting = around.limit.is_some_and(Limit::is_lasting);
    match (around.portion, around.limit) {
        (None, _) if span(date).is_none() => None,
        (None, _) if is_marked => {
            Some("has a word or mark that one time within a range does not take")
        }
        (Some(portion), None) => {
            let is_whole = !is_marked && part(date, portion).is_some();
            (!date.starts_with('X') && !is_whole).then_some(MORE)
        }
        (Some((Portion::Mid, Portion::Mid)), Some(Limit::Before | Limit::After)) => {
            Some("may leave the middle out or not")
        }
        _ => is_lasting.then_some(MORE),
    }
}
