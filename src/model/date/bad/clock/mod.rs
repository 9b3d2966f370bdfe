//! A day with a time of day: `2025-02-12 10:15`, `12 May 2025, 3 pm`, `...T10:15+0200`.
//!
//! Invariant: a zone that is written is in the reading, or the message says that it is not.

mod two;

use super::zone::{Zone, zone};
use super::{BadDateKind, Guess, Order, day_in, is_date};
use crate::model::date::bad::nearly_edtf::next_day;
use crate::model::digits::is_year;

/// A day and a time, or two times.
pub(super) fn date(text: &str) -> Option<Guess> {
    if text.contains(':') && clock(text).is_some() {
        let says = "is a time without a day";
        return Some(Guess::new(BadDateKind::Malformed, says, Vec::new()));
    }
    two::times(text)
        .or_else(|| moment(text, Order::Any))
        .or_else(|| packed(text))
        .or_else(|| moment(&year_in_front(text)?, Order::Any))
}

/// `Fri May 9 10:15:00 2025`, as programs print it, with the year in front of the time.
fn year_in_front(text: &str) -> Option<String> {
    let (moment, year) = text.rsplit_once(' ')?;
    let (date, time) = moment.split_at(moment[..moment.find(':')?].rfind(' ')?);
    is_year(year).then(|| format!("{date} {year}{time}"))
}

/// `2025-02-12T1015`, `2025-02-12T10`.
fn packed(text: &str) -> Option<Guess> {
    let (day, time) = text.split_once(['T', 't'])?;
    let end = time.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(time.len());
    let (digits, zone) = (&time[..end], zone(&time[end..].to_lowercase())?.edtf);
    let time = match digits.len() {
        2 => format!("{digits}:00"),
        4 => format!("{}:{}", &digits[..2], &digits[2..]),
        6 => format!("{}:{}:{}", &digits[..2], &digits[2..4], &digits[4..]),
        _ => return None,
    };
    let edtf = format!("{day}T{time}{zone}");
    let says = "has a time without colons";
    is_date(&edtf).then(|| Guess::new(BadDateKind::Separators, says, vec![edtf]))
}

/// A day, whose numbers are read in an order, and one time.
pub(super) fn moment(text: &str, order: Order) -> Option<Guess> {
    let (date, clock) = split(text)?;
    let (kind, says, days) = days(date, order)?;
    let impossible = |says: &str| Guess::new(BadDateKind::ImpossibleDay, says, Vec::new());
    if clock.hour > 24 || clock.minute > 59 || clock.second.is_some_and(|second| second > 60) {
        return Some(impossible("has a time that no clock shows"));
    }
    let is_none = clock.hour == 24 || clock.is_morning;
    let kind = if is_none { BadDateKind::ImpossibleDay } else { kind };
    let mut edtf: Vec<_> = days.iter().filter_map(|day| clock.on(day)).collect();
    edtf.retain(|edtf| is_date(edtf));
    if clock.is_bare_midnight() && text.contains(':') {
        edtf.splice(0..0, days);
    }
    let is_of_time = kind == BadDateKind::Malformed || is_none;
    let says = if is_of_time { clock.says().to_owned() } else { says };
    if edtf.is_empty() {
        let says = "has a second 60: a leap second ends a month, at 23:59:60 UTC";
        return clock.second.filter(|second| *second == 60).map(|_| impossible(says));
    }
    Some(clock.without_name(Guess::new(kind, says, edtf)))
}

/// Whether a text is a day and a time with a zone that is not in the readings.
pub(super) fn leaves_zone_out(text: &str) -> bool {
    split(text).is_some_and(|(_, clock)| clock.zone.is_named)
}

/// The day at whose end a time is, by 24:00.
pub(super) fn ended(text: &str) -> Option<Vec<String>> {
    let is_end =
        |clock: &Clock| (clock.hour, clock.minute, clock.second.unwrap_or(0)) == (24, 0, 0);
    let turned = year_in_front(text);
    let (date, _) =
        split(text).or_else(|| split(turned.as_deref()?)).filter(|(_, clock)| is_end(clock))?;
    Some(days(date, Order::Any)?.2)
}

/// Signs between a date and its time, with blanks around them.
const SIGNS: [&str; 5] = ["-", "–", "—", "@", "|"];

/// The date in front of a time, or behind it.
fn split(text: &str) -> Option<(&str, Clock)> {
    let after_digit = |at: usize| text[..at].ends_with(|letter: char| letter.is_ascii_digit());
    let is_place = |(at, letter): &(usize, char)| match letter {
        ' ' => true,
        'T' | 't' => after_digit(*at),
        _ => false,
    };
    let places = || text.char_indices().filter(is_place);
    let behind = places().find_map(|(at, _)| {
        let (before, time) = (&text[..at], text[at + 1..].trim());
        // Behind a dash, `03.03` is the end of a range.
        let is_plain = time.contains(':') || time.contains(char::is_alphabetic);
        let signs = SIGNS.iter().filter(|_| is_plain);
        let date = ["at", "um", "à", "о", "в"]
            .iter()
            .chain(signs)
            .find_map(|word| before.strip_suffix(word)?.strip_suffix(' '))
            .unwrap_or(before);
        Some((date.trim_end_matches([' ', ',', ';']), clock(time)?))
    });
    behind.or_else(|| {
        places().rev().find_map(|(at, _)| {
            Some((text[at + 1..].trim(), clock(text[..at].trim_end_matches([' ', ',']))?))
        })
    })
}

/// The days that a date without its time may be.
fn days(date: &str, order: Order) -> Option<(BadDateKind, String, Vec<String>)> {
    if is_date(date) {
        return Some((BadDateKind::Malformed, String::new(), vec![date.to_owned()]));
    }
    let guess = day_in(date, order)?;
    Some((guess.kind, guess.says, guess.edtf))
}

/// A time of day.
struct Clock {
    hour: u8,
    minute: u8,
    second: Option<u8>,
    has_fraction: bool,
    /// Whether an hour above 12 is said to be of the morning.
    is_morning: bool,
    zone: Zone,
}

impl Clock {
    /// The time on a day; hour 24 is midnight of the next one.
    fn on(&self, day: &str) -> Option<String> {
        let is_day = day.len() == 10 && is_date(day) && !day.contains(['/', 'X', '~', '?', '%']);
        if !is_day {
            return None;
        }
        let day = if self.hour == 24 { next_day(day)? } else { day.to_owned() };
        let second = self.second.map(|second| format!(":{second:02}")).unwrap_or_default();
        let zone = &self.zone.edtf;
        Some(format!("{day}T{:02}:{:02}{second}{zone}", self.hour % 24, self.minute))
    }

    /// Says that the name of a zone is left out of the readings, which are not to be taken unasked.
    fn without_name(&self, guess: Guess) -> Guess {
        let is_plain = matches!(guess.kind, BadDateKind::Malformed | BadDateKind::InWords)
            || matches!(guess.kind, BadDateKind::NumericOrder | BadDateKind::Separators);
        if !self.zone.is_named {
            return guess;
        }
        if !is_plain {
            let says = format!("{}; its zone is left out", guess.says);
            return Guess { says, ..guess };
        }
        let says = match self.zone.edtf.as_str() {
            "" => "has a zone that is not known or may be several; write it as in +02:00",
            _ => "has the name of a zone, which dates do not have",
        };
        Guess::new(BadDateKind::Malformed, says, guess.edtf)
    }

    /// What spreadsheets and databases write behind a day that has no time, perhaps in UTC.
    fn is_bare_midnight(&self) -> bool {
        (self.hour, self.minute, self.second.unwrap_or(0)) == (0, 0, 0)
            && matches!(self.zone.edtf.as_str(), "" | "Z")
            && !self.zone.is_named
    }

    fn says(&self) -> &'static str {
        match (self.hour, self.has_fraction) {
            _ if self.is_morning => "has an hour above 12 with AM",
            (24, _) => "has no hour 24; that is hour 00 of the next day",
            (_, true) => "has a fraction of a second, which dates do not have",
            _ => "has a time that is not written as in 2025-02-12T10:15+02:00",
        }
    }
}

/// `10:15`, `10:15:00.5`, `3 pm`, `10:15 UTC`.
fn clock(text: &str) -> Option<Clock> {
    let lower = text.to_lowercase();
    let (hour, rest) = number(&lower)?;
    let has_dot =
        rest.starts_with('.') && number(&rest[1..]).is_some_and(|(_, end)| end.is_empty());
    let (minute, rest) = match rest.strip_prefix([':', 'h']).or(rest.get(1..).filter(|_| has_dot)) {
        Some(rest) => number(rest).map_or((None, rest), |(minute, rest)| (Some(minute), rest)),
        None => (None, rest),
    };
    let (second, rest) = match rest.strip_prefix(':').and_then(number) {
        Some((second, rest)) => (Some(second), rest),
        None => (None, rest),
    };
    let (has_fraction, rest) = if second.is_some() { fraction(rest) } else { (false, rest) };
    let (half, rest) = half(rest.trim_start());
    let zone = zone(rest.trim())?;
    if minute.is_none() && half.is_none() {
        return None;
    }
    let hour = match half {
        None => hour,
        Some(_) if hour == 0 || hour > 23 || hour > 12 && minute.is_none() => return None,
        Some(_) if hour > 12 => hour,
        Some(half) => hour % 12 + half,
    };
    let is_morning = half == Some(0) && hour > 12;
    Some(Clock { hour, minute: minute.unwrap_or(0), second, has_fraction, is_morning, zone })
}

/// One or two digits.
fn number(text: &str) -> Option<(u8, &str)> {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let value = text[..end].parse().ok().filter(|_| end <= 2)?;
    Some((value, &text[end..]))
}

/// A fraction of a second, if any.
fn fraction(text: &str) -> (bool, &str) {
    let Some(rest) = text.strip_prefix(['.', ',']) else {
        return (false, text);
    };
    let digits = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
    (digits.len() < rest.len(), digits)
}

/// `am` and `pm`, and no `America`: the hours to add.
fn half(text: &str) -> (Option<u8>, &str) {
    let is_whole = |rest: &&str| !rest.starts_with(char::is_alphabetic);
    [("a.m.", 0), ("a.m", 0), ("am", 0), ("p.m.", 12), ("p.m", 12), ("pm", 12)]
        .iter()
        .find_map(|(word, hours)| Some((Some(*hours), text.strip_prefix(word).filter(is_whole)?)))
        .unwrap_or((None, text))
}
