//! Two dates: `2025-02-10 - 2025-02-12`, `7-10 May 2025`, `between 3 and 5 May 2025`.
//!
//! What is sound is looked for first, then what has a day that no calendar has, then what runs
//! backwards.
//!
//! Invariant: whether something lasted or happened once in between is left to the user; both
//! readings are given, the likelier first.

mod decades;
mod list;
mod old_and_new_style;
mod shared_era;
mod sides;
mod with_years;

use self::sides::{Sides, has_year, orders, says_year, side};
use super::doubt::{self, Doubt, unmarked};
use super::vocabulary::OPEN_ENDS;
use super::{BadDateKind, Guess, Order, coarse, is_date, parts, phrase, year_text};
use crate::model::date::full;
use crate::model::digits::is_year;

/// Two dates and what joins them; in brackets they are a set.
pub(super) fn date(text: &str) -> Option<Guess> {
    // Of `1850-1860-е` and `1200-1150 av. J.-C.` only the first hyphen joins.
    let mut lower = text.to_lowercase();
    for (hyphenated, joined) in [("0-е", "0е"), ("0-х", "0х"), ("j.-c.", "jc")] {
        lower = lower.replace(hyphenated, joined);
    }
    if let Some(years) = decades::without_word(&lower) {
        return two_dates(years).map(in_words);
    }
    if let Some(guess) = copyright(&lower).or_else(|| list::without_commas(text)) {
        return Some(guess);
    }
    let Some((brackets, inside)) = bracketed(&lower) else { return two_dates(&lower) };
    let mut guess = two_dates(inside)?;
    if let Some(says) = unlike(inside) {
        guess.says = says.to_owned();
    }
    for edtf in &mut guess.edtf {
        if let Some((_, set)) = bracketed(edtf) {
            *edtf = format!("{}{set}{}", brackets[0], brackets[1]);
        }
    }
    Some(guess)
}

/// `1912, c1911`: in libraries the year of the copyright stands behind that of the book.
fn copyright(text: &str) -> Option<Guess> {
    let (year, other) = text.split_once(", c")?;
    let edtf = vec![year.to_owned(), format!("{{{year},{other}~}}")];
    let says = "names a year and that of its copyright, or two dates";
    (is_year(year) && is_year(other)).then(|| Guess::new(BadDateKind::Ambiguous, says, edtf))
}

/// The brackets of a set, and what they hold.
fn bracketed(text: &str) -> Option<([char; 2], &str)> {
    [['[', ']'], ['{', '}']].into_iter().find_map(|brackets| {
        let inside = text.strip_prefix(brackets[0])?.strip_suffix(brackets[1])?;
        Some((brackets, inside))
    })
}

/// What two dates of different kinds between the brackets of a set may have meant: `[1984-04..1985]`.
fn unlike(inside: &str) -> Option<&'static str> {
    let (start, end) = inside.split_once("..")?;
    let is_unlike = is_date(start) && is_date(end) && alike(start, end).is_some();
    is_unlike.then_some(match parts(start) == parts(end) {
        true => "has two dots beside a season or a part of a year; two months do",
        false => "joins dates of two kinds; two years do, or two months, or two days",
    })
}

fn two_dates(text: &str) -> Option<Guess> {
    const FLAWS: [Flaw; 3] = [Flaw::None, Flaw::NoSuchDay, Flaw::Backwards];
    with_years::listed(text)
        .or_else(|| {
            let mut flaws = FLAWS.into_iter();
            flaws.find_map(|flaw| {
                between(text, flaw).or_else(|| tilde(text, flaw)).or_else(|| joined(text, flaw))
            })
        })
        .or_else(|| list::date(text))
        .or_else(|| old_and_new_style::bracketed(text))
}

/// What lasted from one date to another, or happened once in between; turned round where it would
/// run backwards.
pub(super) fn lasted(kind: BadDateKind, start: &str, end: &str) -> Guess {
    let forwards = Sense::Lasting.readings(start, end);
    if !is_date(&forwards[0]) {
        let turned = Sense::Lasting.readings(end, start);
        return Guess::new(BadDateKind::EndBeforeStart, "ends before it starts", turned);
    }
    let says = if start == end { ONCE } else { "names two dates" };
    Guess::new(kind, says, forwards)
}

/// What is said where start and end are one, as in lists that have a column for each.
const ONCE: &str = "names one date twice";

/// What is wrong with two dates beside the way they are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flaw {
    None,
    /// One of them is in no calendar.
    NoSuchDay,
    /// The second lies before the first.
    Backwards,
}

/// `between A and B`: one time within.
fn between(text: &str, flaw: Flaw) -> Option<Guess> {
    const BETWEEN: &[(&str, &str)] = &[
        ("between ", " and "),
        ("bet. ", " and "),
        ("bet ", " and "),
        ("zwischen ", " und "),
        ("entre ", " et "),
        ("между ", " и "),
        ("між ", " та "),
        ("між ", " і "),
        ("між ", " й "),
    ];
    BETWEEN.iter().find_map(|(start, and)| {
        let (first, last) = text.strip_prefix(start)?.split_once(and)?;
        pair([first, last], Sense::Within, flaw).map(in_words)
    })
}

/// `2025-05-09~2025-05-10`, as it is written in East Asia.
fn tilde(text: &str, flaw: Flaw) -> Option<Guess> {
    let at = doubt::joint(text)?;
    pair([text[..at].trim(), text[at + 1..].trim()], Sense::Lasting, flaw)
}

/// What is likely meant by two dates.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sense {
    /// From one to the other.
    Lasting,
    /// Once in between.
    Within,
    /// Both.
    Both,
    /// One of them.
    Either,
}

impl Sense {
    /// The readings, likelier first.
    fn readings(self, start: &str, end: &str) -> Vec<String> {
        if let Some(readings) = with_years::of_sets([start, end], self) {
            return readings;
        }
        let lasting = format!("{start}/{end}");
        if start == end && matches!(self, Self::Lasting | Self::Within) {
            return vec![start.to_owned(), lasting];
        }
        let is_sure = [start, end].into_iter().all(|date| unmarked(date).1 == Doubt::NONE);
        let [first, last] = match self {
            Self::Within => with_years::outer([start, end]),
            Self::Lasting if is_sure => with_years::outer([start, end]),
            _ => [start, end].map(str::to_owned),
        };
        let [first, last] = alike(&first, &last).unwrap_or([first, last]);
        let within = format!("[{first}..{last}]");
        match self {
            Self::Lasting => vec![lasting, within],
            Self::Within => vec![within, lasting],
            Self::Both => vec![format!("{{{start},{end}}}"), lasting],
            Self::Either => vec![format!("[{start},{end}]")],
        }
    }
}

/// Two dates of different kinds, or two seasons, as two of the finer kind that it has between two
/// dots: April 1984 and December 1985 of `1984-04` and `1985`.
fn alike(start: &str, end: &str) -> Option<[String; 2]> {
    let is_plain = |date: &str| date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let is_season = |date: &str| parts(date) == 2 && date.get(date.len() - 2..) > Some("12");
    let is_like = parts(start) == parts(end) && !is_season(start) && !is_season(end);
    if is_like || !is_plain(start) || !is_plain(end) {
        return None;
    }
    let finer = parts(start).max(parts(end));
    let first = full::date(start).ok()?.first_day()?;
    let last = full::date(end).ok()?.last_day()?;
    Some([coarse(first, finer), coarse(last, finer)])
}

/// `A to B`, `A - B`, `A..B`.
fn joined(text: &str, flaw: Flaw) -> Option<Guess> {
    const JOINTS: &[(&str, Sense)] = &[
        (" to ", Sense::Lasting),
        (" until ", Sense::Lasting),
        (" till ", Sense::Lasting),
        (" through ", Sense::Lasting),
        (" thru ", Sense::Lasting),
        (" bis ", Sense::Lasting),
        (" au ", Sense::Lasting),
        (" à ", Sense::Lasting),
        (" по ", Sense::Lasting),
        (" до ", Sense::Lasting),
        (" - ", Sense::Lasting),
        (" -- ", Sense::Lasting),
        ("--", Sense::Lasting),
        ("->", Sense::Lasting),
        ("→", Sense::Lasting),
        ("–", Sense::Lasting),
        ("...", Sense::Within),
        ("..", Sense::Within),
        ("\u{2025}", Sense::Within),
        (" or ", Sense::Either),
        (" oder ", Sense::Either),
        (" ou ", Sense::Either),
        (" або ", Sense::Either),
        (" чи ", Sense::Either),
        (" или ", Sense::Either),
        (" and ", Sense::Both),
        (" & ", Sense::Both),
        (" und ", Sense::Both),
        (" та ", Sense::Both),
        (" і ", Sense::Both),
        (" и ", Sense::Both),
        (";", Sense::Both),
        (", ", Sense::Both),
        ("/", Sense::Lasting),
        ("-", Sense::Lasting),
        (",", Sense::Both),
    ];
    let text = ["from ", "vom ", "von ", "du ", "de ", "с ", "з ", "від "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    JOINTS.iter().find_map(|(joint, sense)| {
        let (first, last) = text.split_once(joint)?;
        if last.contains(joint) && last.split_once(joint).is_some() {
            return None;
        }
        let sides = [first.trim(), last.trim()];
        if let Some(years) = shared_era::behind_dashes(sides, (joint, flaw)) {
            return Some(years);
        }
        let guess = pair(sides, *sense, flaw)?;
        Some(match *joint {
            "/" => old_and_new_style::or_one_day(guess),
            _ if joint.contains(char::is_alphabetic) => in_words(guess),
            _ => guess,
        })
    })
}

/// Two dates of EDTF that words join are in words.
fn in_words(guess: Guess) -> Guess {
    let is_edtf = guess.kind == BadDateKind::Malformed;
    Guess { kind: if is_edtf { BadDateKind::InWords } else { guess.kind }, ..guess }
}

/// Two dates; the first may lack what the second says.
fn pair([first, last]: [&str; 2], sense: Sense, flaw: Flaw) -> Option<Guess> {
    if OPEN_ENDS.contains(&last) {
        let mut start = side(first, Order::Any).filter(|_| flaw == Flaw::None)?;
        start.dates.retain(|start| has_year(start));
        let edtf = start.dates.iter().map(|start| format!("{start}/..")).collect();
        return Some(in_words(Guess::new(start.kind, "is open at its end", edtf)));
    }
    if let Some(years) =
        with_years::of_two_years([first, last], sense).filter(|_| flaw == Flaw::None)
    {
        return Some(years);
    }
    if let Some(days) =
        with_years::between_times([first, last], sense).filter(|_| flaw == Flaw::None)
    {
        return Some(days);
    }
    // Neither a list nor one time within can have times.
    let has_times = |sides: &Sides| sides.start.contains('T') || sides.end.contains('T');
    let mut all = orders([first, last], flaw);
    all.retain(|sides| sense == Sense::Lasting || !has_times(sides));
    let is_list = matches!(sense, Sense::Both | Sense::Either);
    let next = all.first().filter(|_| flaw == Flaw::Backwards || (is_list && flaw == Flaw::None));
    if let Some(days) = next.and_then(|sides| day_or_month([first, last], sides, sense)) {
        let says = "names two dates, one of them without a day";
        return Some(Guess::new(BadDateKind::Ambiguous, says, days));
    }
    if let Some(dates) = next.and_then(|sides| with_years::of_century(sides, sense)) {
        let says = "names a century and a year, which may be one of it";
        return Some(Guess::new(BadDateKind::Ambiguous, says, dates));
    }
    if let Some(days) = next.and_then(|sides| with_years::year_alone(last, sides, sense)) {
        let says = "names two dates, the second a year alone";
        return Some(Guess::new(BadDateKind::Ambiguous, says, days));
    }
    if let Some(years) = next.and_then(|sides| beside_new_year(first, sides, sense)) {
        let says = "names two dates, one of them of the year before or after";
        return Some(Guess::new(BadDateKind::Ambiguous, says, years));
    }
    let mut read: Vec<(Sides, Vec<String>)> = Vec::new();
    for sides in all {
        let doubted = doubted([first, last], &sides);
        let edtf = doubted.iter().flat_map(|[start, end]| match flaw {
            Flaw::Backwards => sense.readings(end, start),
            _ => sense.readings(start, end),
        });
        // A day that was put right may have become the other one.
        let is_one = flaw == Flaw::NoSuchDay && sides.start == sides.end;
        let edtf: Vec<_> = edtf.filter(|edtf| !is_one && is_date(edtf)).collect();
        if (is_one || !edtf.is_empty()) && read.iter().all(|(_, other)| *other != edtf) {
            read.push((sides, edtf));
        }
    }
    let (kind, says) = said(&read, sense, flaw)?;
    Some(Guess::new(kind, says, read.into_iter().flat_map(|(_, edtf)| edtf).collect()))
}

/// What is said of the ways in which two dates can be read; `None` where there is none.
fn said(read: &[(Sides, Vec<String>)], sense: Sense, flaw: Flaw) -> Option<(BadDateKind, String)> {
    let kinds: Vec<_> = read.iter().map(|(sides, _)| sides.kind).collect();
    let (first, edtf) = read.first()?;
    let (kind, says) = match kinds.as_slice() {
        _ if flaw == Flaw::Backwards => (BadDateKind::EndBeforeStart, "ends before it starts"),
        _ if !first.says.is_empty() => (first.kind, first.says.as_str()),
        [kind] if edtf[0].contains("XXXX") => (*kind, "names two dates without a year"),
        // EDTF has no mark for one time within.
        [_] if first.start.starts_with('[') || first.end.starts_with('[') => {
            (BadDateKind::Ambiguous, "names two dates, which may be one time between them")
        }
        [_] if sense == Sense::Within && is_doubtful(first) => {
            (BadDateKind::Ambiguous, "names two dates, one of them in doubt")
        }
        [BadDateKind::MonthYear, ..] => {
            (BadDateKind::MonthYear, "names two dates, of days or of years")
        }
        [kind] if first.start == first.end => (*kind, ONCE),
        [kind] => (*kind, "names two dates"),
        [BadDateKind::TwoDigitYear, ..] => (BadDateKind::TwoDigitYear, "names two dates"),
        _ => (BadDateKind::Ambiguous, "names two dates, and day and month may be either"),
    };
    Some((kind, says.to_owned()))
}

/// Whether a mark stands on either date.
fn is_doubtful(sides: &Sides) -> bool {
    [&sides.start, &sides.end].into_iter().any(|date| unmarked(date).1 != Doubt::NONE)
}

/// `Nov - Jan 2025`: the year is of the end or of the start, the other date is of the year beside it.
fn beside_new_year(first: &str, sides: &Sides, sense: Sense) -> Option<Vec<String>> {
    let (start, end) = (sides.start.split_at_checked(4)?, sides.end.split_at_checked(4)?);
    let month = |(_, rest): (&str, &str)| rest.get(1..3)?.parse::<i64>().ok();
    let back = month(start)? - month(end)?;
    // Of a list the later month may come first; where it is half a year later, it is of the year before.
    let is_back = if matches!(sense, Sense::Both | Sense::Either) { back > 6 } else { back > 0 };
    let is_lent = start.0 == end.0 && !says_year(first) && is_back;
    let year: i64 = start.0.parse().ok().filter(|_| is_lent)?;
    let before = sense.readings(&format!("{}{}", year_text(year - 1), start.1), &sides.end);
    let after = sense.readings(&sides.start, &format!("{}{}", year_text(year + 1), end.1));
    let readings: Vec<_> = before.into_iter().zip(after).flat_map(|(a, b)| [a, b]).collect();
    is_date(&readings[0]).then_some(readings)
}

/// `the 31st of October or December 1985`, `May or June 6, 1920`: the day may be of both months.
fn day_or_month([first, last]: [&str; 2], sides: &Sides, sense: Sense) -> Option<Vec<String>> {
    let is_list = matches!(sense, Sense::Both | Sense::Either) && !says_year(first);
    let both = match (parts(&sides.start), parts(&sides.end)) {
        _ if !is_list => return None,
        (3, 2) => {
            let day = sides.start.get(7..)?;
            sense.readings(&sides.start, &format!("{}{day}", sides.end))
        }
        (2, 3) if last.starts_with(char::is_alphabetic) => {
            let day = sides.end.get(7..)?;
            sense.readings(&format!("{}{day}", sides.start), &sides.end)
        }
        _ => return None,
    };
    Some(both.into_iter().take(1).chain(sense.readings(&sides.start, &sides.end)).collect())
}

/// The ways in which marks in front of the first text and behind the last are those of both dates.
fn doubted([first, last]: [&str; 2], sides: &Sides) -> Vec<[String; 2]> {
    let ((start, front), (end, behind)) = (unmarked(&sides.start), unmarked(&sides.end));
    let is_led = front != Doubt::NONE && phrase::is_led_by_doubt(first);
    let is_trailed = behind != Doubt::NONE && !phrase::is_led_by_doubt(last);
    let is_of_both = match (front != Doubt::NONE, behind != Doubt::NONE) {
        (true, true) => is_led && is_trailed,
        _ => is_led || is_trailed,
    };
    if is_of_both {
        return doubt::spread([start, end], [front, behind]);
    }
    vec![[sides.start.clone(), sides.end.clone()]]
}
