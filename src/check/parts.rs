//! Columns that hold a part of the date each: `Year`, `Month`, `Day`, `End Date`, `Start Time`.
//!
//! Invariant: columns are only proposed to be joined; of those beside a `date` only such are told whose
//! cells say more than the date does.

use std::collections::BTreeSet;

use super::dates;
use super::elsewhere::{Filled, elsewhere, is_end, on_one_line, plain};
use super::finding::{Code, Finding, quoted};
use crate::model::cells::trim;
use crate::model::date::{Date, month_number};
use crate::model::{Field, Place};

/// What a column says of a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Date,
    Year,
    Month,
    Day,
    Time,
}

/// A part of a date, told by the name of its column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Role {
    part: Part,
    is_end: bool,
    /// What stands beside it in the name: parts of one date have the same.
    side: &'static str,
}

/// How parts are called, as small letters.
const PARTS: [(&str, Part); 11] = [
    ("date", Part::Date),
    ("datum", Part::Date),
    ("year", Part::Year),
    ("yr", Part::Year),
    ("month", Part::Month),
    ("mon", Part::Month),
    ("mo", Part::Month),
    ("day", Part::Day),
    ("dy", Part::Day),
    ("time", Part::Time),
    ("uhrzeit", Part::Time),
];

const STARTS: [&str; 8] = ["", "start", "begin", "beg", "st", "event", "from", "i"];
const ENDS: [&str; 2] = ["end", "until"];

/// The part of a date that a column of this name is; `StYear1` is that of the first of several dates.
fn role(name: &str) -> Option<Role> {
    let plain = plain(name);
    let plain = plain.strip_suffix('1').unwrap_or(&plain);
    let sides = STARTS.map(|side| (side, false)).into_iter().chain(ENDS.map(|side| (side, true)));
    for (side, is_end) in sides {
        let behind = plain.strip_prefix(side);
        let before = plain.strip_suffix(side).filter(|_| side.len() > 1);
        let is = |part: &str| behind == Some(part) || before == Some(part);
        if let Some((_, part)) = PARTS.iter().find(|(name, _)| is(name)) {
            return Some(Role { part: *part, is_end, side });
        }
    }
    is_end(name).then_some(Role { part: Part::Date, is_end: true, side: "end" })
}

/// Columns with the parts they are.
struct Parts(Vec<(usize, Role)>);

impl Parts {
    fn of(names: &[String], is_meant: impl Fn(usize) -> bool) -> Parts {
        let roles = names.iter().enumerate().filter(|(n, _)| is_meant(*n));
        Parts(roles.filter_map(|(n, name)| Some((n, role(name)?))).collect())
    }

    fn find(&self, is: impl Fn(&Role) -> bool) -> Option<usize> {
        self.0.iter().find(|(_, role)| is(role)).map(|(n, _)| *n)
    }

    /// The columns of a start or an end that is told in a year and what follows it, without its time.
    fn in_parts(&self, is_end: bool) -> Vec<usize> {
        let of = |side: &'static str, part| {
            self.find(|role| role.is_end == is_end && role.side == side && role.part == part)
        };
        let sides = if is_end { &ENDS[..] } else { &STARTS[..] };
        let whole = |side: &&&'static str| of(side, Part::Month).is_some();
        let has_year = || sides.iter().filter(|side| of(side, Part::Year).is_some());
        let Some(side) = has_year().find(whole).or_else(|| has_year().next()) else {
            return Vec::new();
        };
        let parts = [Part::Year, Part::Month, Part::Day].into_iter();
        parts.map_while(|part| of(side, part)).collect()
    }

    /// The columns of a date that begins with this one, or with a year.
    fn joined(&self, start: Option<usize>) -> Vec<Vec<usize>> {
        let is_year = |n: usize| self.0.iter().any(|(m, r)| *m == n && r.part == Part::Year);
        let mut from = match start {
            Some(start) if !is_year(start) => vec![start],
            _ => self.in_parts(false),
        };
        let is_day = |from: &[usize]| from.len() == 3 || from.len() == 1 && !is_year(from[0]);
        let time = |is_end| self.find(|r| r.part == Part::Time && r.is_end == is_end);
        // A year does not end on a day.
        let end_date = self.find(|role| role.part == Part::Date && role.is_end);
        let end_date = end_date.filter(|_| is_day(&from));
        let mut to = end_date.map_or_else(|| self.in_parts(true), |end| vec![end]);
        let until = time(true).filter(|_| time(false).is_some() && is_day(&from));
        if to.is_empty() && until.is_some() {
            to = from.clone();
        }
        if is_day(&to) {
            to.extend(until);
        }
        if is_day(&from) {
            from.extend(time(false));
        }
        vec![from, to]
    }
}

/// The columns that are the date together, likeliest: the numbers of those of its start, and of its end.
pub(crate) fn of_date(names: &[String], filled: &[Filled]) -> Option<Vec<Vec<usize>>> {
    let filled = |n: usize| filled.get(n).copied().unwrap_or(Filled::FULL);
    let parts = Parts::of(names, |_| true);
    let whole = elsewhere(Field::Date, names, filled);
    let whole = whole.and_then(|whole| names.iter().position(|name| name == whole));
    let is_part = |n: &usize| {
        let is = |part| matches!(part, Part::Year | Part::Month | Part::Day);
        parts.0.iter().any(|(m, role)| m == n && is(role.part)) || plain(&names[*n]) == "published"
    };
    several(parts.joined(whole.filter(|n| !is_part(n))))
}

fn several(joined: Vec<Vec<usize>>) -> Option<Vec<Vec<usize>>> {
    let is_one = joined[0].is_empty() || joined.iter().flatten().count() < 2;
    (!is_one).then_some(joined)
}

/// What is said of columns that hold a part of the date beside it.
pub(crate) fn not_read(names: &[String], columns: &[usize], place: Place) -> Finding {
    let named: Vec<String> = columns.iter().map(|n| quoted(&on_one_line(&names[*n]))).collect();
    let (what, are) = if named.len() == 1 { ("column", "is") } else { ("columns", "are") };
    let message = format!("{what} {} {are} not read beside `date`", named.join(", "));
    Finding::new(Code::NearMissColumn, place, message)
}

/// What `--map` calls columns that are joined.
pub(crate) fn theirs(names: &[String], joined: &[Vec<usize>]) -> String {
    let side = |side: &Vec<usize>| {
        side.iter().map(|n| names[*n].as_str()).collect::<Vec<&str>>().join("+")
    };
    let sides = joined.iter().filter(|side| !side.is_empty()).map(side);
    sides.collect::<Vec<String>>().join("/")
}

/// Columns that hold a part of the date beside it.
pub(crate) struct Beside {
    /// Their numbers, ascending.
    pub(crate) columns: Vec<usize>,
    /// What to write in the column of dates.
    pub(crate) help: &'static str,
    /// The columns to join, the date among them.
    pub(crate) joined: Option<Vec<Vec<usize>>>,
}

/// Rows that are looked at.
const LOOKED_AT: usize = 10_000;

/// Columns that hold a part of the date beside column number `date`, as cells of some row bear out: `next`
/// gives those of a row in columns that are asked for.
pub(crate) fn beside(
    (names, date): (&[String], usize),
    is_meant: impl Fn(usize) -> bool,
    mut next: impl FnMut(&[usize]) -> Option<Vec<String>>,
) -> Option<Beside> {
    let parts = Parts::of(names, |n| n != date && is_meant(n));
    let is_told = |role: &Role| role.is_end || !matches!(role.part, Part::Date | Part::Year);
    let mut open = parts.0;
    open.retain(|(_, role)| is_told(role));
    let mut found: Vec<(usize, Role)> = Vec::new();
    for _ in 0..LOOKED_AT {
        if open.is_empty() {
            break;
        }
        let asked: Vec<usize> = [date].into_iter().chain(open.iter().map(|(n, _)| *n)).collect();
        let Some(cells) = next(&asked) else { break };
        let (date, cells) = cells.split_first()?;
        let mut cells = cells.iter();
        let is_more =
            |part: &(usize, Role)| cells.next().is_some_and(|cell| says_more(date, part.1, cell));
        let (more, still) = open.into_iter().partition(is_more);
        open = still;
        found.extend::<Vec<(usize, Role)>>(more);
    }
    let has_end = found.iter().any(|(_, role)| role.is_end);
    let has_time = found.iter().any(|(_, role)| role.part == Part::Time);
    let columns: BTreeSet<usize> = found.iter().map(|(n, _)| *n).collect();
    // A year in which both lie says no more, but a month needs it.
    let has_month = found.iter().any(|(_, role)| role.is_end && role.part == Part::Month);
    let is_year = |n: usize| role(&names[n]).is_some_and(|r| r.is_end && r.part == Part::Year);
    let is_used = |n| n == date || columns.contains(&n) || has_month && is_meant(n) && is_year(n);
    let joined = Parts::of(names, is_used).joined(Some(date));
    let help = match (has_end, has_time) {
        (true, false) => "what lasts has both days in `date`: `2025-02-10/2025-02-12`",
        (true, true) => "what lasts has both times in `date`: `2025-02-10T09:00/2025-02-10T10:30`",
        (false, true) => "a time stands in `date`: `2025-02-10T14:30`",
        (false, false) => "month and day stand in `date`: `2025-02-10`, `2025-02`",
    };
    let columns: Vec<usize> = columns.into_iter().collect();
    (!columns.is_empty()).then(|| Beside { columns, help, joined: several(joined) })
}

/// Whether a cell says what the date of its row does not.
fn says_more(date: &str, role: Role, cell: &str) -> bool {
    let (date, cell) = (trim(date), trim(cell));
    let number = |least: u32, most: u32| {
        cell.parse::<u32>().is_ok_and(|number| (least..=most).contains(&number))
    };
    let is_digits =
        |length| date.len() == length && date.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let is_lasting = || Date::parse(date).is_ok_and(|date| date.is_lasting());
    let is_month = || number(1, 12) || month_number(&cell.to_lowercase()).is_some();
    match role.part {
        _ if cell.is_empty() || date.is_empty() || role.is_end && is_lasting() => false,
        Part::Date => dates::may_be(cell) && cell != date,
        Part::Year => number(1, 2999) && cell != date,
        Part::Month if role.is_end => is_month(),
        Part::Month => is_digits(4) && is_month(),
        Part::Day if role.is_end => number(1, 31),
        Part::Day => (is_digits(4) || is_digits(7)) && number(1, 31),
        Part::Time => is_clock(cell) && (role.is_end || !date.contains(':')),
    }
}

/// Whether a text is a time of a clock: `9:00`, `14:30:00`, `2:30 PM`.
fn is_clock(text: &str) -> bool {
    let Some((hour, rest)) = text.split_once(':') else { return false };
    let minute: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let is = |text: &str, below: u8| text.len() < 3 && text.parse().is_ok_and(|n: u8| n < below);
    is(hour, 24) && minute.len() == 2 && is(&minute, 60)
}
