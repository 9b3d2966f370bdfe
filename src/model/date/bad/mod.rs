//! Why a text is not a date, and what it may have meant.
//!
//! A cleaned text is shown to one recogniser after the other, each of which knows one way of
//! writing dates that is not EDTF; the first that knows it says so and gives its readings. Words for
//! nothing come first, then whole notations, then what is EDTF but for one part, then parts that are
//! not known, then [`RECOGNISERS`], at last the marks of genealogists around any of these.
//! What each is to say of which texts stands in the table of its name in `tests/dates/bad`.
//!
//! Invariant: every reading is a date; nothing is chosen for the user, and two readings that are
//! equally likely are both given.

mod clean;
mod clock;
mod diagnosis;
mod doubt;
mod edtf_before_era;
mod edtf_brackets;
mod edtf_drafts;
mod era;
mod genealogy;
mod labelled;
mod machine_time;
mod mixed_separators;
mod month_name;
mod nearly_edtf;
mod numeric;
mod parts_of_year;
mod period;
mod phrase;
mod prose;
mod range;
mod short_year;
mod signed;
mod summer_time;
mod told_before;
mod two_years;
mod unknown;
mod vocabulary;
mod week;
mod zone;

use std::ops::Range;

use edtf_core::ParseError;

pub use clean::{in_our_digits, is_nothing, is_unseen};
pub use diagnosis::{BadDate, BadDateKind, Reading};
pub(crate) use doubt::is_doubt;
pub use labelled::says_part;
pub use machine_time::is_of_unix;
pub use numeric::either;
pub use unknown::with_zeros;
pub(crate) use vocabulary::{JULIAN, OTHER_CALENDARS};
pub use zone::is_zone;

use crate::model::date::calendar::iso_day;
use crate::model::date::{full, words};

/// Where and why the full path gave up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Bytes from the start of the text.
    pub(super) offset: usize,
    /// The kind, where it is known already.
    pub(super) kind: Option<BadDateKind>,
    /// What is wrong there.
    pub(super) message: &'static str,
}

impl Fault {
    pub(super) fn new(offset: usize, message: &'static str) -> Self {
        Self { offset, kind: None, message }
    }
}

impl From<ParseError> for Fault {
    fn from(error: ParseError) -> Self {
        let ends_first = error.message.contains("end precedes");
        let kind = ends_first.then_some(BadDateKind::EndBeforeStart);
        Self { offset: error.offset, kind, message: error.message }
    }
}

/// In which order a date in numbers is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// In every order it can have.
    Any,
    /// `d.m.Y`
    DayFirst,
    /// `m.d.Y`
    MonthFirst,
    /// `y.m.d`, and with two numbers of which one is the year.
    YearFirst,
}

/// What a recogniser has to say about a text.
struct Guess {
    kind: BadDateKind,
    /// What follows the quoted text in the message.
    says: String,
    /// Likely dates, best first; those that are no dates are dropped.
    edtf: Vec<String>,
    /// Where the cell is left blank instead.
    blank: Option<&'static str>,
}

impl Guess {
    fn new(kind: BadDateKind, says: impl Into<String>, edtf: Vec<String>) -> Self {
        Self { kind, says: says.into(), edtf, blank: None }
    }
}

/// Texts longer than this are not looked at closely; no date is.
const LONGEST: usize = 120;

/// Recognisers of cleaned text, in the order they are asked.
const RECOGNISERS: &[fn(&str) -> Option<Guess>] =
    &[edtf_drafts::date, clock::date, two_years::early, day, phrase::date, range::date];

/// The diagnosis of a text that the full path has refused.
pub(super) fn diagnose(text: &str, fault: Fault) -> BadDate {
    told_before::once(text, |text| diagnosed(text, fault))
}

fn diagnosed(text: &str, fault: Fault) -> BadDate {
    if text.len() > LONGEST {
        return nearly_edtf::malformed(text, fault);
    }
    let cleaned = clean::cleaned(text);
    if let Some(guess) = clean::nothing(&cleaned) {
        return bad(text, 0..text.len(), guess);
    }
    if let Some(guess) = edtf_drafts::wikidata(&cleaned)
        .or_else(|| period::date(&cleaned))
        .or_else(|| clean::enclosed_years(&cleaned))
    {
        return bad(text, 0..text.len(), guess);
    }
    if let Some(bad) = nearly_edtf::impossible(text, fault) {
        return bad;
    }
    let cleaned = unknown::with_zeros(&cleaned).unwrap_or(cleaned);
    let cleaned = clean::without_decimal(&cleaned).to_owned();
    let guess = unknown::end(&cleaned)
        .or_else(|| unknown::blank(&cleaned))
        .or_else(|| two_years::months(&cleaned))
        .or_else(|| clean::only(text, &cleaned))
        .or_else(|| recognised(&cleaned))
        .or_else(|| genealogy::date(&cleaned, recognised));
    match guess.map(|guess| summer_time::both(text, clean::in_other_digits(text, guess))) {
        Some(guess) => bad(text, 0..text.len(), guess),
        None => nearly_edtf::malformed(text, fault),
    }
}

/// What the first recogniser that knows a text says of it; a sentence none is asked about.
fn recognised(text: &str) -> Option<Guess> {
    if prose::is_prose(text) { None } else { asked(text) }
}

/// What the first recogniser that knows a text says of it.
fn asked(text: &str) -> Option<Guess> {
    RECOGNISERS.iter().find_map(|recogniser| recogniser(text))
}

/// What a day with a time of a clock behind it may be; nothing where the zone of the time is not known, or may be
/// several.
pub fn at_time(day: &str, time: &str) -> Vec<String> {
    let text = format!("{day} {time}");
    match clock::date(&text).filter(|_| !clock::leaves_zone_out(&text)) {
        Some(guess) => summer_time::both(&text, guess).edtf,
        None => Vec::new(),
    }
}

/// What joins two dates, one of which may be missing.
const DANGLING: &[char] = &['-', '–', '/'];

/// One day, month or year in numbers or with the name of a month.
fn day(text: &str) -> Option<Guess> {
    day_in(text, Order::Any)
}

/// The same, where numbers are read in one order only. A dash or stroke at either end belongs to
/// something that is not there.
fn day_in(text: &str, order: Order) -> Option<Guess> {
    if text.starts_with(DANGLING) || text.ends_with(DANGLING) {
        return None;
    }
    labelled::date(text)
        .or_else(|| numeric::date(text, order))
        .or_else(|| mixed_separators::date(text, order))
        .or_else(|| signed::date(text))
        .or_else(|| month_name::date(text))
        .or_else(|| parts_of_year::date(text))
        .or_else(|| month_name::on_weekday(text, order))
        .or_else(|| two_years::double(text))
}

/// The finished diagnosis; readings that are no dates or stand twice are dropped.
fn bad(text: &str, span: Range<usize>, mut guess: Guess) -> BadDate {
    if guess.kind == BadDateKind::EndBeforeStart && guess.edtf.iter().any(|edtf| is_too_long(edtf))
    {
        guess.edtf.clear();
        guess.says = format!(
            "ends more than {LIKELY} years before it starts; is one of the years mistyped?"
        );
    }
    let mut readings: Vec<Reading> = Vec::new();
    for edtf in guess.edtf {
        let is_new = readings.iter().all(|reading| reading.edtf != edtf);
        if is_new && readings.len() < 3 && is_date(&edtf) {
            readings.push(Reading { words: words(&edtf), edtf });
        }
    }
    if guess.kind == BadDateKind::TwoDigitYear && readings.len() < 3 {
        readings.extend(readings.first().and_then(in_last_century));
    }
    let message = format!("\"{}\" {}", shown(text), guess.says);
    let (kind, written, blank) = (guess.kind, text.to_owned(), guess.blank);
    BadDate { kind, span, written, message, blank, readings }
}

/// Years that what is known to the month or the day at both ends may have lasted, where it is not said so.
const LIKELY: i64 = 50;

/// Whether a start and an end that were turned round lie further apart; years alone may.
fn is_too_long(edtf: &str) -> bool {
    let Some((start, end)) = edtf.split_once('/').or_else(|| edtf.split_once("..")) else {
        return false;
    };
    let day = |date: &str| {
        let date = date.trim_matches(['[', ']', '{', '}']);
        let known = full::date(date).ok().filter(|_| parts(date) > 1)?;
        known.first_day()
    };
    day(start).zip(day(end)).is_some_and(|(start, end)| (end - start) / 366 >= LIKELY)
}

/// A year, month or day of this century whose year had two digits: it may be of the last one.
fn in_last_century(likely: &Reading) -> Option<Reading> {
    let is_plain = likely.edtf.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let (year, rest) = likely.edtf.split_at_checked(4).filter(|_| is_plain)?;
    let year: i64 = year.parse().ok().filter(|year| (2000..2030).contains(year))?;
    let edtf = format!("{}{rest}", year_text(year - 100));
    is_date(&edtf).then(|| Reading { words: words(&edtf), edtf })
}

/// Whether a text is a date; asked without a diagnosis, so that none recurs.
fn is_date(text: &str) -> bool {
    full::date(text).is_ok()
}

/// `2025-05-09`, whether or not there is such a day.
fn day_text(year: i64, month: i64, day: i64) -> String {
    format!("{}-{day:02}", month_text(year, month))
}

/// `2025-05`.
fn month_text(year: i64, month: i64) -> String {
    format!("{}-{month:02}", year_text(year))
}

/// `2025`, `-0043`.
fn year_text(year: i64) -> String {
    if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") }
}

/// How many parts a date has: a year one, a day three; a season counts as a month.
fn parts(date: &str) -> usize {
    date.trim_start_matches('-').split('-').count()
}

/// The year, month or day, by the number of its parts, that a day counted from 1970-01-01 is in.
fn coarse(day: i64, parts: usize) -> String {
    let day = iso_day(day);
    let year = day.len() - day.trim_start_matches('-').len();
    let end = day.match_indices('-').filter(|(at, _)| *at >= year).nth(parts - 1);
    day[..end.map_or(day.len(), |(at, _)| at)].to_owned()
}

/// A text for a message: not too long, on one line and without control characters.
fn shown(text: &str) -> String {
    const MOST: usize = 40;
    let text = text.replace("\r\n", "\n");
    let visible = |letter: char| match letter {
        '\n' | '\r' | '\t' => ' ',
        letter if letter.is_control() => '\u{fffd}',
        letter => letter,
    };
    let mut short: String = text.chars().take(MOST).map(visible).collect();
    if text.chars().nth(MOST).is_some() {
        short.push_str("...");
    }
    short
}

#[cfg(test)]
mod tests;
