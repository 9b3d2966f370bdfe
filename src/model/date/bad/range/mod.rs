//! Two dates: `2025-02-10 - 2025-02-12`, `7-10 May 2025`, `between 3 and 5 May 2025`.
//!
//! Invariant: whether something lasted or happened once in between is left to the user; both
//! readings are given, the likelier first.

use super::doubt::{self, Doubt, unmarked};
use super::{BadDateKind, Guess, Order, clock, day_in, is_date, phrase, year_text};

/// Two dates and what joins them.
pub(super) fn date(text: &str) -> Option<Guess> {
    let lower = text.to_lowercase();
    between(&lower).or_else(|| joined(&lower))
}

/// `between A and B`: one time within.
fn between(text: &str) -> Option<Guess> {
    const BETWEEN: &[(&str, &str)] = &[
        ("between ", " and "),
        ("zwischen ", " und "),
        ("entre ", " et "),
        ("между ", " и "),
        ("між ", " та "),
        ("між ", " і "),
        ("між ", " й "),
    ];
    BETWEEN.iter().find_map(|(start, and)| {
        let (first, last) = text.strip_prefix(start)?.split_once(and)?;
        pair(first, last, Sense::Within).map(in_words)
    })
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
        let lasting = format!("{start}/{end}");
        let within = format!("[{start}..{end}]");
        match self {
            Self::Lasting => vec![lasting, within],
            Self::Within => vec![within, lasting],
            Self::Both => vec![format!("{{{start},{end}}}"), lasting],
            Self::Either => vec![format!("[{start},{end}]")],
        }
    }
}

/// `A to B`, `A - B`, `A..B`.
fn joined(text: &str) -> Option<Guess> {
    const JOINTS: &[(&str, Sense)] = &[
        (" to ", Sense::Lasting),
        (" until ", Sense::Lasting),
        (" till ", Sense::Lasting),
        (" through ", Sense::Lasting),
        (" bis ", Sense::Lasting),
        (" au ", Sense::Lasting),
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
        ("; ", Sense::Both),
        (", ", Sense::Both),
        ("/", Sense::Lasting),
        ("-", Sense::Lasting),
    ];
    let text = ["from ", "vom ", "von ", "du ", "с ", "з ", "від "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    JOINTS.iter().find_map(|(joint, sense)| {
        let (first, last) = text.split_once(joint)?;
        if last.contains(joint) && last.split_once(joint).is_some() {
            return None;
        }
        let guess = pair(first.trim(), last.trim(), *sense)?;
        Some(if joint.contains(char::is_alphabetic) { in_words(guess) } else { guess })
    })
}

/// Two dates of EDTF that words join are in words.
fn in_words(guess: Guess) -> Guess {
    let is_edtf = guess.kind == BadDateKind::Malformed;
    Guess { kind: if is_edtf { BadDateKind::InWords } else { guess.kind }, ..guess }
}

/// Two dates; the first may lack what the second says.
fn pair(first: &str, last: &str, sense: Sense) -> Option<Guess> {
    if matches!(last, "present" | "now" | "today" | "ongoing" | "heute" | "сейчас" | "зараз")
    {
        let (kind, mut starts) = side(first, Order::Any)?;
        starts.retain(|start| has_year(start));
        let edtf = starts.iter().map(|start| format!("{start}/..")).collect();
        return Some(Guess::new(kind, "is open at its end", edtf));
    }
    let mut read: Vec<(BadDateKind, Vec<String>)> = Vec::new();
    // Neither a list nor one time within can have times.
    let has_times = |sides: &Sides| sides.start.contains('T') || sides.end.contains('T');
    let all = orders(first, last).into_iter();
    for sides in all.filter(|sides| sense == Sense::Lasting || !has_times(sides)) {
        let doubted = doubted([first, last], &sides);
        let edtf = doubted.iter().flat_map(|[start, end]| sense.readings(start, end));
        let edtf: Vec<_> = edtf.filter(|edtf| is_date(edtf)).collect();
        if !edtf.is_empty() && read.iter().all(|(_, other)| *other != edtf) {
            read.push((sides.kind, edtf));
        }
    }
    let (kind, says) = match read.as_slice() {
        [] => return None,
        [(kind, edtf)] if edtf[0].contains("XXXX") => (*kind, "names two dates without a year"),
        // EDTF has no mark for one time within.
        [(_, edtf)] if sense == Sense::Within && !edtf[0].starts_with('[') => {
            (BadDateKind::Ambiguous, "names two dates, one of them in doubt")
        }
        [(BadDateKind::MonthYear, _), ..] => {
            (BadDateKind::MonthYear, "names two dates, of days or of years")
        }
        [(kind, _)] => (*kind, "names two dates"),
        [(BadDateKind::TwoDigitYear, _), ..] => (BadDateKind::TwoDigitYear, "names two dates"),
        _ => (BadDateKind::Ambiguous, "names two dates, and day and month may be either"),
    };
    Some(Guess::new(kind, says, read.into_iter().flat_map(|(_, edtf)| edtf).collect()))
}

/// The dates on both sides, and the kind of the worse one.
#[derive(PartialEq, Eq)]
struct Sides {
    kind: BadDateKind,
    start: String,
    end: String,
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

/// What two sides may be, both in one order of day, month and year, the likelier order first; in
/// two orders only where no one order reads both.
fn orders(first: &str, last: &str) -> Vec<Sides> {
    let usual = sides(first, last, Order::Any);
    let one_order = [Order::DayFirst, Order::MonthFirst, Order::YearFirst];
    let mut read: Vec<_> =
        one_order.into_iter().flat_map(|order| sides(first, last, order)).collect();
    if read.is_empty() {
        return usual;
    }
    let is_usual = |sides: &Sides| {
        usual.first().is_some_and(|usual| (&usual.start, &usual.end) == (&sides.start, &sides.end))
    };
    read.sort_by_key(|sides| !is_usual(sides));
    read
}

/// Both sides, read in an order; what one lacks is taken from the other.
fn sides(first: &str, last: &str, order: Order) -> Vec<Sides> {
    let whole = || right_whole(first, last, order).or_else(|| left_whole(first, last, order));
    let read = elided(first, last).or_else(whole).or_else(|| left_year(first, last, order));
    read.unwrap_or_default()
}

/// `7 - 10 May 2025`, `May - July 2025`, `07.-10.05.2025`.
fn right_whole(first: &str, last: &str, order: Order) -> Option<Vec<Sides>> {
    let end = side(last, order)?;
    // A number that stands for a date is its day, so the day comes first.
    let is_day =
        first.len() < 4 && first.trim_end_matches('.').bytes().all(|byte| byte.is_ascii_digit());
    if is_day && matches!(order, Order::MonthFirst | Order::YearFirst) {
        return None;
    }
    let start = tails(last).find_map(|tail| {
        let is_dotted = tail.starts_with('.');
        let first = if is_dotted { first.trim_end_matches('.') } else { first };
        let is_whole = says_year(first) || !says_year(last);
        let start = side(&format!("{first}{tail}"), order)?;
        let is_like = start.0 == end.0 || is_date(last) || is_dotted || is_day;
        (if tail.is_empty() { is_whole } else { is_like }).then_some(start)
    })?;
    let mut sides = both(start, end)?;
    if is_day && sides[0].kind == BadDateKind::MonthYear {
        sides.truncate(1);
        sides[0].kind = BadDateKind::InWords;
    }
    Some(sides)
}

/// The likeliest of each side; a number behind a month may be a day or a year on both.
fn both(start: (BadDateKind, Vec<String>), end: (BadDateKind, Vec<String>)) -> Option<Vec<Sides>> {
    let kind = start.0.min(end.0);
    let count = if kind == BadDateKind::MonthYear { 2 } else { 1 };
    let pairs = start.1.into_iter().zip(end.1).take(count);
    let sides: Vec<_> = pairs
        .filter(|(start, end)| has_year(start) == has_year(end))
        .map(|(start, end)| Sides { kind, start, end })
        .collect();
    (!sides.is_empty()).then_some(sides)
}

/// Whether a date says its year.
fn has_year(date: &str) -> bool {
    !date.starts_with("XXXX")
}

/// Whether a text has a number long enough for a year, or a decade or century.
fn says_year(text: &str) -> bool {
    let digits = |run: &str| run.len() >= 4;
    text.split(|letter: char| !letter.is_ascii_digit()).any(digits) || text.ends_with('s')
}

/// `2025-01-15/02-20`, `2025-01-15 to 20`: the end leaves out what it shares with the start.
fn elided(first: &str, last: &str) -> Option<Vec<Sides>> {
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let shared = first.len().checked_sub(last.len()).filter(|shared| *shared > 4)?;
    let end = format!("{}{last}", first.get(..shared)?);
    let is_sound = is_number(first) && is_number(last) && is_date(first) && is_date(&end);
    is_sound.then(|| vec![Sides { kind: BadDateKind::Malformed, start: first.to_owned(), end }])
}

/// `May 7 - 10, 2025`.
fn left_whole(first: &str, last: &str, order: Order) -> Option<Vec<Sides>> {
    let (day, year) = last.split_once([',', ' ']).unwrap_or((last, ""));
    let month = first.rsplit(' ').nth(1)?;
    let start = side(format!("{first} {}", year.trim()).trim_end(), order)?;
    let end = side(format!("{month} {day} {}", year.trim()).trim_end(), order)?;
    both(start, end)
}

/// `28 February 2025 - 3 March`: of the same year, or of the next where the end would come first.
fn left_year(first: &str, last: &str, order: Order) -> Option<Vec<Sides>> {
    let ((kind, starts), (_, ends)) = (side(first, order)?, side(last, order)?);
    let start = starts.into_iter().find(|start| has_year(start))?;
    let end = ends.into_iter().find(|end| !has_year(end) && end.len() == start.len())?;
    let year: i64 = start.get(..4)?.parse().ok()?;
    let in_year = |year| format!("{}{}", year_text(year), end.trim_start_matches("XXXX"));
    let end = [year, year + 1].map(in_year).into_iter().find(|end| *end >= start)?;
    Some(vec![Sides { kind, start, end }])
}

/// What the end of a date may lend to its start: nothing, or its tail from some space or dot on.
fn tails(text: &str) -> impl Iterator<Item = &str> {
    let places = text.char_indices().filter(|(_, letter)| matches!(letter, ' ' | '.' | '/' | ','));
    let places: Vec<_> = places.map(|(at, _)| at).collect();
    std::iter::once("").chain(places.into_iter().map(|at| &text[at..]))
}

/// The dates of one side.
fn side(text: &str, order: Order) -> Option<(BadDateKind, Vec<String>)> {
    if text.len() < 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let upper = text.to_uppercase();
    if is_date(&upper) && !upper.contains(['/', '[', '{']) && !upper.starts_with('~') {
        return Some((BadDateKind::Malformed, vec![upper]));
    }
    let day = day_in(text, order).or_else(|| phrase::doubtful(text, order));
    let guess = day.or_else(|| clock::moment(text, order))?;
    let mut dates = guess.edtf;
    dates.retain(|date| is_date(date));
    (!dates.is_empty()).then_some((guess.kind, dates))
}

#[cfg(test)]
mod tests;
