//! The sides of two dates: each read by itself, what one lacks taken from the other.
//!
//! Invariant: both sides are read in one order of day, month and year wherever one order reads both.

use super::{Flaw, decades, shared_era};
use crate::model::date::bad::doubt::{Doubt, unmarked};
use crate::model::date::bad::vocabulary::NEUTRAL_BEHIND;
use crate::model::date::bad::{
    BadDateKind, Order, clock, day_in, is_date, month_name, nearly_edtf, parts, parts_of_year,
    phrase, two_years, year_text,
};
use crate::model::digits::are_digits;

/// The dates on both sides, the kind of the worse one, and what is to be said of them if anything.
pub(super) struct Sides {
    pub(super) kind: BadDateKind,
    pub(super) start: String,
    pub(super) end: String,
    pub(super) says: String,
}

/// What two sides may be, both in one order of day, month and year, the likelier order first; in
/// two orders only where no one order reads both.
pub(super) fn orders([first, last]: [&str; 2], flaw: Flaw) -> Vec<Sides> {
    let read = |order| {
        let mut read = sides(first, last, order);
        read.retain(|sides| {
            (sides.kind == BadDateKind::ImpossibleDay) == (flaw == Flaw::NoSuchDay)
        });
        read
    };
    let usual = read(Order::Any);
    let one_order = [Order::DayFirst, Order::MonthFirst, Order::YearFirst];
    let mut in_one: Vec<_> = one_order.into_iter().flat_map(read).collect();
    if in_one.is_empty() {
        return usual;
    }
    let is_usual = |sides: &Sides| {
        usual.first().is_some_and(|usual| (&usual.start, &usual.end) == (&sides.start, &sides.end))
    };
    in_one.sort_by_key(|sides| !is_usual(sides));
    in_one
}

/// Both sides, read in an order; what one lacks is taken from the other.
fn sides(first: &str, last: &str, order: Order) -> Vec<Sides> {
    let is_other = matches!(order, Order::DayFirst | Order::YearFirst);
    if is_month_and_days(first, last, 4) && is_other {
        return Vec::new();
    }
    let short = month_and_days(first, last, 2).filter(|_| !is_other); // it may lack its year, too
    let others = shared_era::lent(first, last, order)
        .or_else(|| shared_era::short_in_common(first, last))
        .or_else(|| elided(first, last))
        .or_else(|| decades::of_years(first, last))
        .or_else(|| decades::of_short(first, last, order))
        .or_else(|| month_and_days(first, last, 4))
        .or_else(|| right_whole(first, last, order))
        .or_else(|| left_whole(first, last, order))
        .or_else(|| left_year(first, last, order));
    [short, others].into_iter().flatten().flatten().collect()
}

/// `7 - 10 May 2025`, `May - July 2025`, `07.-10.05.2025`.
fn right_whole(first: &str, last: &str, order: Order) -> Option<Vec<Sides>> {
    let end = side(last, order)?;
    // A number that stands for a date is its day, so the day comes first.
    let is_day = first.len() < 4 && are_digits(first.trim_end_matches('.'));
    if is_day && matches!(order, Order::MonthFirst | Order::YearFirst) {
        return None;
    }
    let mut lent: Vec<&str> = tails(last).collect();
    if is_about_number(first, order) {
        lent.rotate_left(1); // what is lent before nothing
    }
    let is_month = !first.contains(|c: char| c.is_ascii_digit());
    lent.retain(|tail| !(is_month && is_led_by_day(tail)));
    let is_beside_year = is_century(first) && parts(&end.dates[0]) == 1;
    let start = lent.into_iter().find_map(|tail| {
        let is_dotted = tail.starts_with('.');
        let first = if is_dotted { first.trim_end_matches('.') } else { first };
        let is_whole = says_year(first) || !says_year(last) || is_beside_year;
        let mut start = side(&format!("{first}{tail}"), order)?;
        if !tail.is_empty() && is_century(first) {
            start.kind = BadDateKind::Ambiguous; // `C17th to 18 May 1805`
        }
        let is_dated = |side: &Side| side.dates.first().is_some_and(|date| has_year(date));
        if is_dated(&end) && !is_dated(&start) {
            return None;
        }
        let kinds = [start.kind, end.kind];
        let is_flawed = kinds.contains(&BadDateKind::ImpossibleDay);
        let are_words = [BadDateKind::InWords, BadDateKind::Ambiguous]; // `winter - spring 2025`
        let is_like = start.kind == end.kind || kinds.iter().all(|kind| are_words.contains(kind));
        let is_like = is_like || is_date(last) || is_dotted || is_day || is_flawed;
        (if tail.is_empty() { is_whole } else { is_like }).then_some(start)
    })?;
    let mut sides = both(start, end)?;
    if is_day && sides[0].kind == BadDateKind::MonthYear {
        sides.truncate(1);
        sides[0].kind = BadDateKind::InWords;
    }
    Some(sides)
}

/// Whether a tail begins with a day that stands before a year, as in `June 6, 1920`: it is of that month.
fn is_led_by_day(tail: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let tail = tail.trim_start_matches([' ', ',', '.', '/']);
    matches!(digits(tail), 1..=2) && says_year(tail)
}

/// Whether a text is a century, without a mark or with one: `XII век`, `c. 12th century`.
fn is_century(text: &str) -> bool {
    [text, phrase::undoubted(text).0].into_iter().any(|text| {
        parts_of_year::date(text)
            .is_some_and(|guess| guess.edtf.iter().any(|date| date.ends_with("XX")))
    })
}

/// Whether a number is written as in `c. 19th`, which before `20th century` is about the 19th, and alone
/// is the 19th in short.
fn is_about_number(first: &str, order: Order) -> bool {
    let is_ordinal = ["st", "nd", "rd", "th"].iter().any(|end| first.ends_with(end));
    is_ordinal && phrase::is_led_by_doubt(first) && day_in(first, order).is_none()
}

/// The likeliest of each side; a number behind a month may be a day or a year on both.
pub(super) fn both(mut start: Side, mut end: Side) -> Option<Vec<Sides>> {
    // Beside another decade, `1900s` is one.
    let is_decade = |side: &Side| side.dates.first().is_some_and(|date| decade(date).is_some());
    match (is_decade(&start), is_decade(&end)) {
        (true, false) => end.be_decade(),
        (false, true) => start.be_decade(),
        _ => {}
    }
    let is_of_two = |side: &Side| side.says == month_name::OF_TWO_MONTHS;
    let are_of_two = is_of_two(&start) || is_of_two(&end);
    for side in [&mut start, &mut end].into_iter().filter(|_| are_of_two) {
        side.dates.truncate(2);
        let first = side.dates.first().cloned().filter(|_| side.dates.len() < 2);
        side.dates.extend(first);
    }
    let flawed = [&start, &end].into_iter().find(|side| side.kind == BadDateKind::ImpossibleDay);
    let kind = flawed.map_or_else(|| worse(start.kind, end.kind), |side| side.kind);
    let open = if are_of_two { month_name::OF_TWO_MONTHS } else { "" };
    let says = flawed.map_or_else(|| open.to_owned(), |side| side.says.clone());
    let count = if kind == BadDateKind::MonthYear || are_of_two { 2 } else { 1 };
    let pairs = start.dates.into_iter().zip(end.dates).take(count);
    let sides: Vec<_> = pairs
        .filter(|(start, end)| has_year(start) == has_year(end))
        .map(|(start, end)| Sides { kind, start, end, says: says.clone() })
        .collect();
    (!sides.is_empty()).then_some(sides)
}

/// The kind of two dates: what is open about one of them is open about both.
fn worse(start: BadDateKind, end: BadDateKind) -> BadDateKind {
    let open = [BadDateKind::Ambiguous, BadDateKind::TwoDigitYear, BadDateKind::MonthYear];
    let open = open.into_iter().find(|kind| [start, end].contains(kind));
    open.unwrap_or_else(|| start.min(end))
}

/// Whether a date says its year.
pub(super) fn has_year(date: &str) -> bool {
    !date.starts_with("XXXX")
}

/// Whether a text has a number long enough for a year, or a decade.
pub(super) fn says_year(text: &str) -> bool {
    let digits = |run: &str| run.len() >= 4;
    let is_decade = |text: &str| text.ends_with(|last: char| last.is_ascii_digit() || last == '\'');
    text.split(|letter: char| !letter.is_ascii_digit()).any(digits)
        || text.strip_suffix('s').is_some_and(is_decade)
        || text.ends_with("ties")
}

/// `2025-01-15/02-20`, `2025-01-15 to 20`, `circa 1930 to 35`: the end leaves out what it shares
/// with the start.
fn elided(first: &str, last: &str) -> Option<Vec<Sides>> {
    let ((first, front), (last, behind)) = (phrase::undoubted(first), phrase::undoubted(last));
    let last = last.strip_prefix('\'').unwrap_or(last); // `1850 or '51`
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if !is_number(first) || !is_number(last) || !is_date(first) {
        return None;
    }
    if first.len() == 4 {
        let end = two_years::end_year(first.parse().ok()?, last)?;
        let kind = BadDateKind::TwoDigitYear;
        let side = |year: String| Side { kind, says: String::new(), dates: vec![year] };
        let start = side(format!("{first}{}", front.sign()));
        return both(start, side(format!("{end:04}{}", behind.sign())));
    }
    let shared = first.len().checked_sub(last.len()).filter(|shared| *shared > 4)?;
    let end = format!("{}{last}", first.get(..shared)?);
    let whole = |date: &str, doubt: Doubt| {
        let is_sound = is_date(date);
        let flaw = nearly_edtf::no_such(date).filter(|_| !is_sound);
        let (kind, dates) = (BadDateKind::Malformed, vec![date.to_owned()]);
        let mut side = match flaw {
            Some(guess) => Side { kind: guess.kind, says: guess.says, dates: guess.edtf },
            None => Side { kind, says: String::new(), dates },
        };
        side.dates.iter_mut().for_each(|date| date.push_str(doubt.sign()));
        Some(side).filter(|side| is_sound || !side.says.is_empty())
    };
    both(whole(first, front)?, whole(&end, behind)?)
}

/// Whether a month and a day stand before days of it and a year of so many digits: `3/5-7/2025`.
fn is_month_and_days(first: &str, last: &str, year: usize) -> bool {
    let [first, last] = [first, last].map(|side| side.split('/').map(str::len).collect::<Vec<_>>());
    matches!((first.as_slice(), last.as_slice()), ([1..=2, 1..=2], [1..=2, of]) if *of == year)
}

/// `3/5-7/2025`: days of a month, which stands in front.
fn month_and_days(first: &str, last: &str, year: usize) -> Option<Vec<Sides>> {
    let (month, _) = first.split_once('/').filter(|_| is_month_and_days(first, last, year))?;
    let (_, year) = last.split_once('/')?;
    let start = side(&format!("{first}/{year}"), Order::MonthFirst)?;
    both(start, side(&format!("{month}/{last}"), Order::MonthFirst)?)
}

/// `May 7 - 10, 2025`.
fn left_whole(first: &str, last: &str, order: Order) -> Option<Vec<Sides>> {
    let (day, year) = last.split_once([',', ' ']).unwrap_or((last, ""));
    let mut words = first.rsplit(' ');
    // The last word of `XII century` is no day, nor XII a month.
    let is_day = |day: &str| day.starts_with(|c: char| c.is_ascii_digit()) && !says_year(day);
    words.next().filter(|day| is_day(day))?;
    let month = words.next()?;
    let start = side(format!("{first} {}", year.trim()).trim_end(), order)?;
    let end = side(format!("{month} {day} {}", year.trim()).trim_end(), order)?;
    both(start, end)
}

/// `28 February 2025 - 3 March`: of the same year, or of the next where the end would come first.
fn left_year(first: &str, last: &str, order: Order) -> Option<Vec<Sides>> {
    let (mut start, mut end) = (side(first, order)?, side(last, order)?);
    let begins = start.dates.into_iter().find(|start| has_year(start))?;
    let ends = end.dates.into_iter().find(|end| !has_year(end) && end.len() == begins.len())?;
    let year: i64 = begins.get(..4)?.parse().ok()?;
    let in_year = |year| format!("{}{}", year_text(year), ends.trim_start_matches("XXXX"));
    end.dates = [year, year + 1].map(in_year).into_iter().filter(|end| *end >= begins).collect();
    end.kind = start.kind;
    start.dates = vec![begins];
    both(start, end)
}

/// What the end of a date may lend to its start: nothing, or its tail from some space or dot on.
pub(super) fn tails(text: &str) -> impl Iterator<Item = &str> {
    let places = text.char_indices().filter(|(_, letter)| matches!(letter, ' ' | '.' | '/' | ','));
    let places: Vec<_> = places.map(|(at, _)| at).collect();
    std::iter::once("").chain(places.into_iter().map(|at| &text[at..]))
}

/// One of two dates.
#[derive(Clone)]
pub(super) struct Side {
    pub(super) kind: BadDateKind,
    pub(super) says: String,
    pub(super) dates: Vec<String>,
}

impl Side {
    /// The decade is meant, where it may be a century or one.
    fn be_decade(&mut self) {
        // `first half of the 1920s` is none.
        let is_century = self.dates.first().is_some_and(|date| unmarked(date).0.ends_with("XX"));
        let at = self.dates.iter().position(|date| decade(date).is_some());
        if let Some(at) = at.filter(|_| is_century) {
            self.dates.drain(..at);
            self.kind = BadDateKind::InWords;
        }
    }
}

/// The number of a decade: 199 of `199X`.
pub(super) fn decade(date: &str) -> Option<i64> {
    unmarked(date).0.strip_suffix('X')?.parse().ok()
}

/// The dates of one side.
pub(super) fn side(text: &str, order: Order) -> Option<Side> {
    let number = text.trim_end_matches('.');
    if number.len() < 4 && are_digits(number) {
        return None;
    }
    let year = NEUTRAL_BEHIND.iter().find_map(|word| text.strip_suffix(word));
    if let Some(year) = year.filter(|year| year.len() == 4 && is_date(year)) {
        let (kind, says) = (BadDateKind::InWords, String::new());
        return Some(Side { kind, says, dates: vec![year.to_owned()] }); // `1240 г.`
    }
    let upper = text.to_uppercase();
    if is_date(&upper) && !upper.contains(['/', '[', '{']) && !upper.starts_with('~') {
        let says = String::new();
        return Some(Side { kind: BadDateKind::Malformed, says, dates: vec![upper] });
    }
    let day = day_in(text, order)
        .or_else(|| phrase::doubtful(text, order))
        .or_else(|| phrase::portioned(text, order));
    let guess = day.or_else(|| nearly_edtf::no_such(&upper)).or_else(|| {
        let is_whole = !clock::leaves_zone_out(text);
        clock::moment(text, order).filter(|_| is_whole)
    })?;
    let mut dates = guess.edtf;
    dates.retain(|date| is_date(date) && !date.contains('/'));
    // `7/22` beside another date.
    let is_number =
        |text: &str| !text.contains(|c: char| !c.is_ascii_digit() && !" ./-".contains(c));
    let is_short = guess.kind == BadDateKind::Malformed && is_number(text) && !says_year(text);
    let kind = match dates.first() {
        Some(date) if is_short && has_year(date) => BadDateKind::TwoDigitYear,
        _ => guess.kind,
    };
    (!dates.is_empty()).then_some(Side { kind, says: guess.says, dates })
}
