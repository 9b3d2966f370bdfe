//! Two dates of which one is a year or two that another reading hides: `1920-21 and 1923-24`,
//! `12 May 1920 or 1921`, `1684/5 to 1690`.
//!
//! Invariant: what may be of two kinds is asked about, with both.

use super::Sense;
use super::decades::year;
use super::sides::{Sides, has_year, side};
use crate::model::date::bad::doubt::{Doubt, unmarked};
use crate::model::date::bad::parts_of_year;
use crate::model::date::bad::two_years::end_year;
use crate::model::date::bad::{
    BadDateKind, Guess, Order, is_date, month_text, parts, phrase, year_text,
};

/// `1905–06, 1910`: the comma joins them, not the dash, behind which 06 may be a month; of
/// `1684/5-1690` the hyphen does.
pub(super) fn listed(text: &str) -> Option<Guess> {
    let of_list = || of_two_years(text.split_once(", ")?.into(), Sense::Both);
    let of_strokes = || {
        let sides = text.split_once('-').filter(|_| text.contains('/'))?;
        of_two_years(sides.into(), Sense::Lasting)
    };
    of_list().or_else(of_strokes)
}

/// `between 1920-21 and 1930-31`, `1684/5 to May 1690`: each of two years, or one of them, before a
/// season or month of one.
pub(super) fn of_two_years([first, last]: [&str; 2], sense: Sense) -> Option<Guess> {
    let (start, end) = match (years(first), years(last)) {
        (Some(start), Some(end)) => (start, end),
        (Some(start), None) => (start, other(last)?),
        (None, Some(end)) => (other(first)?, end),
        (None, None) => return None,
    };
    let is_list = matches!(sense, Sense::Both | Sense::Either);
    let has_whole = [&start, &end].into_iter().any(|span| span.second == Second::Whole);
    // Parts of one year are no two years each.
    let is_of_one = start.last > end.first && !has_whole;
    if is_of_one || (has_whole && !is_list) || !are_two_years(&start, &end, sense) {
        return None;
    }
    let of_years = match sense {
        Sense::Lasting | Sense::Within => {
            sense.readings(&start.from(), &end.to()).into_iter().take(2).collect()
        }
        Sense::Either => vec![format!("[{},{}]", start.within(), end.within())],
        Sense::Both => vec![format!("{{{},{}}}", start.within(), end.within())],
    };
    let of_parts = sense.readings(&start.written, &end.written);
    let of_parts: Vec<_> = of_parts.into_iter().filter(|edtf| is_date(edtf)).collect();
    let (kind, says) = match of_parts.is_empty() {
        true => (BadDateKind::TwoDigitYear, "has a year of two digits"),
        false => (
            BadDateKind::Ambiguous,
            "may be of two years each, or of a month or part of one as EDTF numbers them",
        ),
    };
    let edtf = of_years.into_iter().chain(of_parts).collect();
    Some(Guess::new(kind, says, edtf))
}

/// Whether either is of two years for sure, or of a month behind a word, beside a year alone or two
/// whole years in a list, or beside a decade, as in `c.1803 or 1805-10`.
fn are_two_years(start: &Span, end: &Span, sense: Sense) -> bool {
    let is_list = matches!(sense, Sense::Both | Sense::Either);
    let is_marked = [start, end].into_iter().any(|span| span.doubt != Doubt::NONE);
    let is_alone = |span: &Span| {
        span.second == Second::Whole || (span.first == span.last && span.other.is_none())
    };
    let is_listed = is_list && [start, end].into_iter().any(is_alone);
    let may_be = |other: &Span| match &other.other {
        Some(date) => date.contains('X'),
        None => is_marked || is_listed,
    };
    [(start, end), (end, start)].into_iter().any(|(span, other)| match span.second {
        Second::Year => true,
        Second::Month => may_be(other),
        Second::Whole | Second::None => false,
    })
}

/// The first and last year of a text.
struct Span {
    first: i64,
    last: i64,
    doubt: Doubt,
    /// The month or part of a year that it may be, or as it is written, without words.
    written: String,
    second: Second,
    /// The date, where it is no year and no two years.
    other: Option<String>,
}

/// What stands behind a year.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Second {
    /// Nothing, or two digits behind a stroke that are not the next year.
    None,
    /// A year of four digits.
    Whole,
    /// A year in one or two digits, for no month has the number, or it stands behind a dash, or it is
    /// the next in one digit.
    Year,
    /// One or two digits that may be a month as well.
    Month,
}

impl Span {
    fn marked(&self, year: i64) -> String {
        format!("{year:04}{}", self.doubt.sign())
    }

    /// As the start of two dates.
    fn from(&self) -> String {
        self.other.clone().unwrap_or_else(|| self.marked(self.first))
    }

    /// As their end.
    fn to(&self) -> String {
        self.other.clone().unwrap_or_else(|| self.marked(self.last))
    }

    /// As a part of a set, where years between two dots take no mark.
    fn within(&self) -> String {
        match &self.other {
            Some(date) => date.clone(),
            None if self.first == self.last => self.marked(self.first),
            None => format!("{:04}..{:04}", self.first, self.last),
        }
    }
}

fn years(text: &str) -> Option<Span> {
    let (bare, doubt) = phrase::undoubted(text);
    let joint = bare.chars().find(|letter| matches!(letter, '-' | '–' | '/'));
    let (start, next) = bare.split_once(['-', '–', '/']).unwrap_or((bare, ""));
    let first: i64 = start.parse().ok().filter(|_| start.len() == 4)?;
    let last = match next.len() {
        0 => first,
        4 => year(next).filter(|last| *last > first)?,
        _ => end_year(first, next)?,
    };
    let is_next = last == first + 1;
    let second = match joint {
        None => Second::None,
        _ if next.len() == 4 => Second::Whole,
        Some('–') => Second::Year,
        _ if next.len() == 1 && is_next => Second::Year,
        _ if next.len() == 2 && (next > "12" || next == "00") => Second::Year,
        Some('/') if !is_next && next.len() == 2 => Second::None,
        _ => Second::Month,
    };
    let is_hyphen = joint.is_some_and(|joint| joint != '–');
    let month = next.parse().ok().filter(|month| is_hyphen && (1..=12).contains(month));
    let written = month.map_or_else(|| bare.to_owned(), |month| month_text(first, month));
    let written = match second {
        Second::Whole => format!("{first:04}..{last:04}"), // as a part of a set
        _ => format!("{written}{}", doubt.sign()),
    };
    Some(Span { first, last, doubt, written, second, other: None })
}

/// A date beside two years: a decade, or a month or day of a year.
fn other(text: &str) -> Option<Span> {
    let side = side(text, Order::Any)?;
    let is_sound = matches!(side.kind, BadDateKind::Malformed | BadDateKind::InWords);
    let date = side.dates.into_iter().next().filter(|date| is_sound && has_year(date))?;
    let (bare, doubt) = unmarked(&date);
    let (first, last) = match parts_of_year::years(bare).filter(|_| bare.ends_with('X')) {
        Some((first, length)) => (first, first + length - 1),
        None => {
            let year = bare.get(..4)?.parse().ok()?;
            (year, year)
        }
    };
    let (written, second) = (date.clone(), Second::None);
    Some(Span { first, last, doubt, written, second, other: Some(date) })
}

/// `12 May 1920 or 1921`: the day may be of both years.
pub(super) fn year_alone(last: &str, sides: &Sides, sense: Sense) -> Option<Vec<String>> {
    let is_list = matches!(sense, Sense::Both | Sense::Either);
    let is_year = last.len() == 4 && sides.end == last && parts(&sides.start) > 1;
    let day = sides.start.get(4..).filter(|_| is_list && is_year)?;
    let is_other = !sides.start.starts_with(last);
    let both = is_other.then(|| sense.readings(&sides.start, &format!("{last}{day}")));
    let either = sense.readings(&sides.start, &sides.end);
    Some(both.into_iter().flatten().take(1).chain(either).collect())
}

/// `XI в., 1037`: a century, and in which year of it.
pub(super) fn of_century(sides: &Sides, sense: Sense) -> Option<Vec<String>> {
    let century = unmarked(&sides.start).0.strip_suffix("XX")?;
    let is_of_it = parts(&sides.end) == 1 && sides.end.starts_with(century);
    let both = sense.readings(&sides.start, &sides.end);
    let edtf = [sides.end.clone()].into_iter().chain(both.into_iter().take(1));
    (is_of_it && sense == Sense::Both && !sides.end.contains('X')).then(|| edtf.collect())
}

/// `late 1970s - early 1980s`, `4th-3rd century BC`: two dates of which one is some time within.
pub(super) fn of_sets(dates: [&str; 2], sense: Sense) -> Option<Vec<String>> {
    let edges = |date: &str| {
        let set = date.strip_prefix('[')?.strip_suffix(']')?;
        set.split_once("..").map(|(first, last)| [first, last].map(str::to_owned))
    };
    let [start, end] = dates.map(edges);
    if start.is_none() && end.is_none() {
        return None;
    }
    let whole = |date: &str| [date, date].map(str::to_owned);
    let [first, _] = start.unwrap_or_else(|| whole(dates[0]));
    let [_, last] = end.unwrap_or_else(|| whole(dates[1]));
    let inside = dates.map(|date| date.trim_matches(['[', ']'])).join(",");
    let [within, lasting] = Sense::Within.readings(&first, &last).try_into().ok()?;
    Some(match sense {
        Sense::Lasting | Sense::Within => vec![within, lasting],
        Sense::Both => vec![format!("{{{inside}}}"), lasting],
        Sense::Either => vec![format!("[{inside}]")],
    })
}

/// `[2025-02-12T10:15..2025-02-12T11:00]`: the day of both times, or what lasted from one to the other.
pub(super) fn between_times(sides: [&str; 2], sense: Sense) -> Option<Guess> {
    let [start, end] = sides.map(str::to_uppercase);
    let ([first, last], lasting) =
        ([start.split_once('T')?.0, end.split_once('T')?.0], format!("{start}/{end}"));
    let day = if first == last { first.to_owned() } else { format!("[{first}..{last}]") };
    let says = "is one time between two times, where EDTF takes two days";
    let is_within = sense == Sense::Within && is_date(&lasting);
    is_within.then(|| Guess::new(BadDateKind::Malformed, says, vec![day, lasting]))
}

/// Two dates without their marks, decades and centuries as years: what one time within is between.
pub(super) fn outer(dates: [&str; 2]) -> [String; 2] {
    let [start, end] = dates.map(|date| unmarked(date).0);
    let years = |date: &str| parts_of_year::years(date).filter(|_| date.contains('X'));
    let first = years(start).map_or_else(|| start.to_owned(), |(first, _)| year_text(first));
    let last =
        years(end).map_or_else(|| end.to_owned(), |(first, length)| year_text(first + length - 1));
    [first, last]
}
