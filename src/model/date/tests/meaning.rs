//! What a text means that the grammar reads: the calendar, the order of ends, four bounds.
//!
//! Invariant: its own arithmetic, in whole numbers that no year of the tests overflows.

use super::grammar::Node;

/// A limit as the specification has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// Seconds from 1970.
    At(i128),
    Unbounded,
    Open,
    Unknown,
}

/// Bounds and kinds of a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) start: [Limit; 2],
    pub(super) end: [Limit; 2],
    pub(super) lasting: bool,
    pub(super) one_of: bool,
    pub(super) approximate: bool,
    pub(super) uncertain: bool,
    pub(super) zoned: bool,
    pub(super) time: bool,
}

/// First and last second.
type Span = [i128; 2];

const DAY: i128 = 86_400;

/// The meaning of a text read by the grammar; `None` where there is no such day, or the end lies
/// before the start.
pub(super) fn of(text: &str, node: &Node) -> Option<Meaning> {
    let kind = node.parts.first()?;
    let [start, end] = match kind.rule {
        "date" => within(date(text, kind)?),
        "set" => hull(text, kind)?,
        "moment" => within(moment(text, kind)?),
        "moments" => {
            let zones = kind.parts.iter().filter(|moment| moment.first("zone").is_some()).count();
            let both = [moment(text, &kind.parts[0])?, moment(text, &kind.parts[1])?];
            lasting(both.map(|span| span.map(Limit::At))).filter(|_| zones != 1)?
        }
        _ => {
            let [start, end] = [&kind.parts[0], &kind.parts[1]];
            let is_dated = kind.first("date").is_some(); // an interval of two unknown ends is none
            lasting([endpoint(text, start)?, endpoint(text, end)?]).filter(|_| is_dated)?
        }
    };
    let marks: Vec<u8> = kind.all("mark").iter().map(|mark| text.as_bytes()[mark.start]).collect();
    let has = |letters: &[u8]| marks.iter().any(|mark| letters.contains(mark));
    Some(Meaning {
        start,
        end,
        lasting: matches!(kind.rule, "interval" | "moments"),
        one_of: text.starts_with('[') && (text.contains(',') || text.contains("..")),
        approximate: has(b"~%"),
        uncertain: has(b"?%"),
        zoned: kind.first("zone").is_some(),
        time: kind.rule.starts_with("moment"),
    })
}

fn within(span: Span) -> [[Limit; 2]; 2] {
    [span.map(Limit::At); 2]
}

/// Bounds of two ends; what starts does not start after its end, nor end before its start.
fn lasting([start, end]: [[Limit; 2]; 2]) -> Option<[[Limit; 2]; 2]> {
    let at = |one: Limit, two: Limit| match (one, two) {
        (Limit::At(one), Limit::At(two)) => Some((one, two)),
        _ => None,
    };
    if at(start[0], end[1]).is_some_and(|(first, last)| first > last) {
        return None;
    }
    let latest = at(start[1], end[1]).map_or(start[1], |(own, end)| Limit::At(own.min(end)));
    let earliest = at(start[0], end[0]).map_or(end[0], |(start, own)| Limit::At(own.max(start)));
    Some([[start[0], latest], [earliest, end[1]]])
}

fn endpoint(text: &str, node: &Node) -> Option<[Limit; 2]> {
    let part = &node.parts[0];
    match part.rule {
        "open" => Some([Limit::Open; 2]),
        "unknown" => Some([Limit::Unknown; 2]),
        _ => {
            let [first, last] = date(text, part)?.map(Limit::At);
            let is_plain = part.start == node.start && part.end == node.end;
            Some(match (is_plain, node.rule) {
                (true, _) => [first, last],
                (false, "start") => [Limit::Unbounded, last],
                (false, _) => [first, Limit::Unbounded],
            })
        }
    }
}

/// From the first to the last of all elements.
fn hull(text: &str, set: &Node) -> Option<[[Limit; 2]; 2]> {
    let (mut first, mut last) = (i128::MAX, i128::MIN);
    for element in set.all("element") {
        let spans: Option<Vec<Span>> = element.parts.iter().map(|part| date(text, part)).collect();
        let spans = spans?;
        if let [from, to] = element.parts.as_slice() {
            let alike = ["month", "day"].iter().all(|p| from.all(p).len() == to.all(p).len());
            let written = &text[element.start..element.end];
            if !alike || written.contains('X') || written.contains('S') || spans[0][0] > spans[1][1]
            {
                return None; // a range counts from one year, month or day to another
            }
        }
        first = first.min(spans[0][0]);
        last = last.max(spans[spans.len() - 1][1]);
    }
    let beyond = |rule: &str| match set.first(rule) {
        Some(node) => date(text, &node.parts[0]).map(Some),
        None => Some(None),
    };
    let (upto, since) = (beyond("upto")?, beyond("since")?);
    if let Some([_, end]) = upto {
        last = last.max(end);
    }
    if let Some([start, _]) = since {
        first = first.min(start);
    }
    let first = if upto.is_some() { Limit::Unbounded } else { Limit::At(first) };
    let last = if since.is_some() { Limit::Unbounded } else { Limit::At(last) };
    Some([[first, last]; 2])
}

/// The first and last second of a date.
fn date(text: &str, node: &Node) -> Option<Span> {
    let part = |rule| node.first(rule).map(|part| &text[part.start..part.end]);
    let days = |first: [i128; 3], last: [i128; 3]| {
        Some([day_number(first) * DAY, day_number(last) * DAY + DAY - 1])
    };
    if let Some(year) = part("rounded").or_else(|| part("long")) {
        let [first, last] = long(year)?;
        return days([first, 1, 1], [last, 12, 31]);
    }
    let years = years(part("year")?)?;
    let (month, day) = (part("month").unwrap_or("XX"), part("day").unwrap_or("XX"));
    if let Some(season) = part("season") {
        let (first, last, next) = months_of(season.parse().ok()?);
        let end = years.last()? + i128::from(next);
        return days([*years.first()?, first, 1], [end, last, length(end, last)]);
    }
    let in_year = |year: i128| {
        let months = (1..=12).filter(|m| fits(month, *m));
        let days = months.flat_map(move |m| (1..=length(year, m)).map(move |d| [year, m, d]));
        days.filter(|date| fits(day, date[2]))
    };
    let first = years.iter().find_map(|year| in_year(*year).next())?;
    let last = years.iter().rev().find_map(|year| in_year(*year).next_back())?;
    days(first, last)
}

/// The years of four digits or `X`, ascending.
fn years(text: &str) -> Option<Vec<i128>> {
    match text.strip_prefix('-') {
        Some("0000") => None, // the year 0 has no sign
        Some(digits) => Some(vec![-digits.parse::<i128>().ok()?]),
        None if !text.contains('X') => Some(vec![text.parse().ok()?]),
        None => Some(text.bytes().fold(vec![0], |years, digit| {
            let digits = if digit == b'X' { 0..=9 } else { digit - b'0'..=digit - b'0' };
            let longer = |year: i128| digits.clone().map(move |own| year * 10 + i128::from(own));
            years.into_iter().flat_map(longer).collect()
        })),
    }
}

/// Whether a number has the digits of a pattern.
fn fits(pattern: &str, number: i128) -> bool {
    let mut rest = number;
    let digits = pattern.bytes().rev().all(|digit| {
        let own = rest % 10;
        rest /= 10;
        digit == b'X' || i128::from(digit - b'0') == own
    });
    digits && rest == 0
}

/// The first and last year of `1950S2`, `Y17E7`, `Y3388E2S3`: as many digits count as `S` says. A
/// number has at most as many digits as an `i64`, an exponent is at most 100,000, and years that an
/// `i64` does not hold are equally far.
fn long(text: &str) -> Option<Span> {
    let split = |text, letter| match str::split_once(text, letter) {
        Some((before, number)) => Some((before, Some(number.parse::<u32>().ok()?))),
        None => Some((text, None)),
    };
    let (rest, significant) = split(text, 'S')?;
    let (rest, zeros) = split(rest, 'E')?;
    let bare = rest.trim_start_matches('Y');
    let (digits, sign) = bare.strip_prefix('-').map_or((bare, 1), |digits| (digits, -1));
    let value = i128::from(digits.parse::<i64>().ok()?);
    let is_four = !text.starts_with('Y');
    if is_four && sign < 0 && value == 0 || zeros.is_some_and(|n| n == 0 || n > 100_000) {
        return None;
    }
    let zeros = zeros.unwrap_or(0);
    let written = digits.len() as u32 + zeros;
    let significant = significant.unwrap_or(written);
    if significant == 0 || significant > written || !is_four && written < 5 {
        return None;
    }
    let far = Some([sign * 10i128.pow(25); 2]); // all equally far, beyond any second that counts
    if written > 25 {
        return far;
    }
    let (value, swept) = (value * 10i128.pow(zeros), 10i128.pow(written - significant));
    let (first, last) = (value / swept * swept, value / swept * swept + swept - 1);
    if last > i128::from(i64::MAX) {
        return far;
    }
    Some(if sign > 0 { [first, last] } else { [-last, -first] })
}

/// First and last month of a part of a year, and whether the last is of the next year. The months
/// of seasons are not in the specification; the documents of annals say which they are.
fn months_of(code: u8) -> (i128, i128, bool) {
    match code {
        21 | 25 | 31 => (3, 5, false),
        22 | 26 | 32 => (6, 8, false),
        23 | 27 | 29 => (9, 11, false),
        24 | 28 | 30 => (12, 2, true),
        33..=36 => (i128::from(code - 33) * 3 + 1, i128::from(code - 33) * 3 + 3, false),
        37..=39 => (i128::from(code - 37) * 4 + 1, i128::from(code - 37) * 4 + 4, false),
        _ => (i128::from(code - 40) * 6 + 1, i128::from(code - 40) * 6 + 6, false),
    }
}

fn is_leap(year: i128) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

fn length(year: i128, month: i128) -> i128 {
    [31, 28 + i128::from(is_leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month as usize - 1]
}

/// Days from 1970: the leap years before a year are counted, its months are added up.
fn day_number([year, month, day]: [i128; 3]) -> i128 {
    let before = year - 1;
    let leaps = before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400) + 1;
    let months: i128 = (1..month).map(|month| length(year, month)).sum();
    year * 365 + leaps + months + day - 1 - 719_528
}

/// The first and last second of a time.
fn moment(text: &str, node: &Node) -> Option<Span> {
    let part = |rule| node.first(rule).map(|part| &text[part.start..part.end]);
    let written = &text[node.start..node.end];
    if written.contains('X') || written.starts_with('-') {
        return None; // times are of level 0: a whole day of a year from 0000 on
    }
    let clock: Vec<i128> = node
        .parts
        .iter()
        .filter(|part| part.rule == "two")
        .filter_map(|two| text[two.start..two.end].parse().ok())
        .collect();
    let seconds = part("seconds").map(|second| second[1..].parse::<i128>());
    if clock[0] > 23 || clock[1] > 59 || matches!(seconds, Some(Ok(second)) if second > 60) {
        return None;
    }
    let midnight = date(text, node)?[0];
    let shift = part("zone").map_or(Some(0), shift)?;
    let minute = midnight + clock[0] * 3600 + clock[1] * 60 - shift;
    if matches!(seconds, Some(Ok(60))) {
        // A leap second ends a month in UTC; without a zone it may be in any.
        let [year, month] = [&written[..4], &written[5..7]].map(|part| part.parse().unwrap_or(0));
        let turns =
            [day_number([year, month, 1]), day_number([year, month, length(year, month)]) + 1];
        let is_turn = |away: i128| if part("zone").is_some() { away == 0 } else { away % 900 == 0 };
        let away = turns.map(|turn| turn * DAY - minute - 60);
        if !away.iter().any(|away| is_turn(*away) && away.abs() <= 14 * 3600) {
            return None;
        }
    }
    Some(match seconds {
        Some(second) => [minute + second.ok()?.min(59); 2],
        None => [minute, minute + 59],
    })
}

/// Seconds east of Greenwich; no zone lies farther than 14 hours from it, and none is minus zero.
fn shift(zone: &str) -> Option<i128> {
    let digits = zone.trim_start_matches(['Z', '+', '-']);
    let (hours, minutes) = digits.split_once(':').unwrap_or((digits, "0"));
    let [hours, minutes] = [hours, minutes].map(|part| part.parse::<i128>().unwrap_or(0));
    let seconds = hours * 3600 + minutes * 60;
    let is_zone = minutes < 60 && seconds <= 14 * 3600 && !(zone.starts_with('-') && seconds == 0);
    is_zone.then_some(if zone.starts_with('-') { -seconds } else { seconds })
}
