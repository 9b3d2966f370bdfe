//! Two dates: `2025-02-10 - 2025-02-12`, `7-10 May 2025`, `between 3 and 5 May 2025`.
//!
//! Invariant: whether something lasted or happened once in between is left to the user; both
//! readings are given, the likelier first.

use super::vocabulary::{ABOUT, PERHAPS};
use super::{BadDateKind, Guess, day, is_date, phrase};

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
        pair(first, last, Order::Within).map(in_words)
    })
}

/// What is likely meant by two dates.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// From one to the other.
    Lasting,
    /// Once in between.
    Within,
    /// Both.
    Both,
    /// One of them.
    Either,
}

impl Order {
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
    const JOINTS: &[(&str, Order)] = &[
        (" to ", Order::Lasting),
        (" until ", Order::Lasting),
        (" till ", Order::Lasting),
        (" through ", Order::Lasting),
        (" bis ", Order::Lasting),
        (" au ", Order::Lasting),
        (" по ", Order::Lasting),
        (" до ", Order::Lasting),
        (" - ", Order::Lasting),
        (" -- ", Order::Lasting),
        ("--", Order::Lasting),
        ("->", Order::Lasting),
        ("→", Order::Lasting),
        ("–", Order::Lasting),
        ("...", Order::Within),
        ("..", Order::Within),
        ("\u{2025}", Order::Within),
        (" or ", Order::Either),
        (" oder ", Order::Either),
        (" ou ", Order::Either),
        (" або ", Order::Either),
        (" чи ", Order::Either),
        (" или ", Order::Either),
        (" and ", Order::Both),
        (" & ", Order::Both),
        (" und ", Order::Both),
        (" та ", Order::Both),
        (" і ", Order::Both),
        (" и ", Order::Both),
        ("; ", Order::Both),
        (", ", Order::Both),
        ("/", Order::Lasting),
        ("-", Order::Lasting),
    ];
    let text = ["from ", "vom ", "von ", "du ", "с ", "з ", "від "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    JOINTS.iter().find_map(|(joint, order)| {
        let (first, last) = text.split_once(joint)?;
        if last.contains(joint) && last.split_once(joint).is_some() {
            return None;
        }
        let guess = pair(first.trim(), last.trim(), *order)?;
        Some(if joint.contains(char::is_alphabetic) { in_words(guess) } else { guess })
    })
}

/// Two dates of EDTF that words join are in words.
fn in_words(guess: Guess) -> Guess {
    let is_edtf = guess.kind == BadDateKind::Malformed;
    Guess { kind: if is_edtf { BadDateKind::InWords } else { guess.kind }, ..guess }
}

/// Two dates; the first may lack what the second says.
fn pair(first: &str, last: &str, order: Order) -> Option<Guess> {
    if matches!(last, "present" | "now" | "today" | "ongoing" | "heute" | "сейчас" | "зараз")
    {
        let (kind, starts) = side(first)?;
        let edtf = starts.iter().map(|start| format!("{start}/..")).collect();
        return Some(Guess::new(kind, "is open at its end", edtf));
    }
    let (kind, starts, ends) = sides(first, last)?;
    let both = starts.iter().zip(&ends);
    let edtf = both.flat_map(|(start, end)| order.readings(start, end));
    let edtf: Vec<_> = edtf.filter(|edtf| is_date(edtf)).collect();
    (!edtf.is_empty()).then(|| Guess::new(kind, "names two dates", edtf))
}

type Sides = (BadDateKind, Vec<String>, Vec<String>);

/// The dates on both sides; what one lacks is taken from the other.
fn sides(first: &str, last: &str) -> Option<Sides> {
    let (kind, starts, ends) = elided(first, last)
        .or_else(|| right_whole(first, last))
        .or_else(|| left_whole(first, last))?;
    let count = if kind == BadDateKind::Ambiguous { starts.len().min(ends.len()) } else { 1 };
    let take = |dates: Vec<String>| dates.into_iter().take(count).collect::<Vec<_>>();
    Some((kind, take(starts), take(ends)))
}

/// Two sides in one order: where one can only be read day first or month first, so is the other.
fn agreed(
    start: (BadDateKind, Vec<String>),
    end: (BadDateKind, Vec<String>),
    text: [&str; 2],
) -> Sides {
    let [first, last] = text;
    let ((own, mut starts), (other, mut ends)) = (start, end);
    let is_day_first = |text: &str| {
        let digits = text.split(|letter: char| !letter.is_ascii_digit()).next();
        digits.and_then(|digits| digits.parse().ok()).is_some_and(|number: u16| number > 12)
    };
    let (open, fixed) = (BadDateKind::Ambiguous, BadDateKind::NumericOrder);
    if own == open && other == fixed && !is_day_first(last) {
        starts.rotate_left(1);
    } else if own == fixed && other == open && !is_day_first(first) {
        ends.rotate_left(1);
    }
    let is_agreed = [own, other].contains(&open) && [own, other].contains(&fixed);
    (if is_agreed { fixed } else { own.min(other) }, starts, ends)
}

/// `7 - 10 May 2025`, `May - July 2025`, `07.-10.05.2025`.
fn right_whole(first: &str, last: &str) -> Option<Sides> {
    let end = side(last)?;
    let (tail, start) = tails(last).find_map(|tail| {
        let is_dotted = tail.starts_with('.');
        let first = if is_dotted { first.trim_end_matches('.') } else { first };
        let is_whole = says_year(first) || !says_year(last);
        let start = side(&format!("{first}{tail}"))?;
        let is_like = start.0 == end.0 || is_date(last) || is_dotted;
        (if tail.is_empty() { is_whole } else { is_like }).then_some((tail, start))
    })?;
    if tail.starts_with('.') {
        let kind = if end.0 == BadDateKind::Ambiguous { BadDateKind::NumericOrder } else { end.0 };
        return Some((kind, start.1, end.1));
    }
    Some(agreed(start, end, [first, last]))
}

/// Whether a text has a number long enough for a year, or a decade or century.
fn says_year(text: &str) -> bool {
    let digits = |run: &str| run.len() >= 4;
    text.split(|letter: char| !letter.is_ascii_digit()).any(digits) || text.ends_with('s')
}

/// `2025-01-15/02-20`, `2025-01-15 to 20`: the end leaves out what it shares with the start.
fn elided(first: &str, last: &str) -> Option<Sides> {
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let shared = first.len().checked_sub(last.len()).filter(|shared| *shared > 4)?;
    let end = format!("{}{last}", first.get(..shared)?);
    let is_sound = is_number(first) && is_number(last) && is_date(first) && is_date(&end);
    is_sound.then(|| (BadDateKind::Malformed, vec![first.to_owned()], vec![end]))
}

/// `May 7 - 10, 2025`.
fn left_whole(first: &str, last: &str) -> Option<Sides> {
    let (day, year) = last.split_once([',', ' '])?;
    let month = first.split(' ').next()?;
    let start = side(&format!("{first} {}", year.trim()))?;
    let end = side(&format!("{month} {day} {}", year.trim()))?;
    Some((start.0.min(end.0), start.1, end.1))
}

/// What the end of a date may lend to its start: nothing, or its tail from some space or dot on.
fn tails(text: &str) -> impl Iterator<Item = &str> {
    let places = text.char_indices().filter(|(_, letter)| matches!(letter, ' ' | '.' | '/' | ','));
    let places: Vec<_> = places.map(|(at, _)| at).collect();
    std::iter::once("").chain(places.into_iter().map(|at| &text[at..]))
}

/// The dates of one side.
fn side(text: &str) -> Option<(BadDateKind, Vec<String>)> {
    if text.len() < 4 {
        return None;
    }
    let upper = text.to_uppercase();
    if is_date(&upper) && !upper.contains(['/', '[', '{']) {
        return Some((BadDateKind::Malformed, vec![upper]));
    }
    let is_marked = ABOUT.iter().chain(PERHAPS).any(|word| text.starts_with(word));
    let guess = day(text).or_else(|| is_marked.then(|| phrase::date(text)).flatten())?;
    let mut dates = guess.edtf;
    dates.retain(|date| is_date(date) && !date.starts_with('X'));
    (!dates.is_empty()).then_some((guess.kind, dates))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::BadDateKind::{Ambiguous, InWords, Malformed, NumericOrder, Separators};

    #[test]
    fn two_days_lasted_or_enclose_one() {
        let lasted = ["2025-02-10/2025-02-12", "[2025-02-10..2025-02-12]"];
        for text in ["2025-02-10 - 2025-02-12", "2025-02-10–2025-02-12", "2025-02-10 — 2025-02-12"]
        {
            check(text, Malformed, &lasted);
        }
        for text in ["2025-02-10 to 2025-02-12", "from 2025-02-10 to 2025-02-12"] {
            check(text, InWords, &lasted);
        }
        let within = ["[2025-02-10..2025-02-12]", "2025-02-10/2025-02-12"];
        check("2025-02-10..2025-02-12", Malformed, &within);
        check("between 2025-02-10 and 2025-02-12", InWords, &within);
    }

    #[test]
    fn shared_parts_are_filled_in() {
        let both = ["2025-05-07/2025-05-10", "[2025-05-07..2025-05-10]"];
        #[rustfmt::skip]
        let texts = [
            "7-10 May 2025", "7–10 May 2025", "7 - 10 May 2025", "7 to 10 May 2025", "May 7-10, 2025",
            "7 May - 10 May 2025", "7–10 травня 2025", "7.-10. Mai 2025", "from 7 to 10 May 2025",
            "May 7 - 10, 2025", "7 May 2025 - 10 May 2025",
        ];
        for text in texts {
            check(text, InWords, &both);
        }
        check(
            "28 February - 3 March 2025",
            InWords,
            &["2025-02-28/2025-03-03", "[2025-02-28..2025-03-03]"],
        );
        check("May-July 2025", InWords, &["2025-05/2025-07", "[2025-05..2025-07]"]);
        check(
            "between 3 and 5 May 2025",
            InWords,
            &["[2025-05-03..2025-05-05]", "2025-05-03/2025-05-05"],
        );
        check(
            "2018-01-15/02-20",
            Malformed,
            &["2018-01-15/2018-02-20", "[2018-01-15..2018-02-20]"],
        );
        check("2018-01-15/20", Malformed, &["2018-01-15/2018-01-20", "[2018-01-15..2018-01-20]"]);
    }

    #[test]
    fn numbers_on_both_sides_are_read_alike() {
        check(
            "5/9/2025 - 7/9/2025",
            Ambiguous,
            &["2025-09-05/2025-09-07", "[2025-09-05..2025-09-07]", "2025-05-09/2025-07-09"],
        );
        check(
            "20.05.2025-25.05.2025",
            NumericOrder,
            &["2025-05-20/2025-05-25", "[2025-05-20..2025-05-25]"],
        );
        check(
            "20.-25.05.2025",
            NumericOrder,
            &["2025-05-20/2025-05-25", "[2025-05-20..2025-05-25]"],
        );
        check(
            "2025/02/10 - 2025/02/12",
            Separators,
            &["2025-02-10/2025-02-12", "[2025-02-10..2025-02-12]"],
        );
        check("2021–2024", Malformed, &["2021/2024", "[2021..2024]"]);
        check("2022 - present", Malformed, &["2022/.."]);
        check(
            "10/02/2025 to 25/02/2025",
            NumericOrder,
            &["2025-02-10/2025-02-25", "[2025-02-10..2025-02-25]"],
        );
        check(
            "10/02/2025 to 10/25/2025",
            NumericOrder,
            &["2025-10-02/2025-10-25", "[2025-10-02..2025-10-25]"],
        );
        check(
            "10-12.02.2025",
            NumericOrder,
            &["2025-02-10/2025-02-12", "[2025-02-10..2025-02-12]"],
        );
        check(
            "10.02-12.02.2025",
            NumericOrder,
            &["2025-02-10/2025-02-12", "[2025-02-10..2025-02-12]"],
        );
    }

    #[test]
    fn lists_become_sets() {
        check(
            "2025-02-12, 2025-02-13",
            Malformed,
            &["{2025-02-12,2025-02-13}", "2025-02-12/2025-02-13"],
        );
        check(
            "12 and 13 February 2025",
            InWords,
            &["{2025-02-12,2025-02-13}", "2025-02-12/2025-02-13"],
        );
        check("2024 or 2025", InWords, &["[2024,2025]"]);
        check("spring or summer 2025", InWords, &["[2025-21,2025-22]"]);
        check("1980s or 1990s", InWords, &["[198X,199X]"]);
    }
}
