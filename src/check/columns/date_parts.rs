//! Columns that hold a part of the date each: `Year`, `Month`, `Day`, `End Date`, `Start Time`.
//!
//! Invariant: columns are only proposed to be joined; of those beside a `date` only such are told whose
//! cells say more than the date does.

use std::collections::BTreeSet;

use crate::check::columns::contents::Filled;
use crate::check::columns::date_bounds::within;
use crate::check::columns::date_in_parts;
use crate::check::columns::date_names::{Part, Role, of_end, rank, role};
use crate::check::columns::foreign_names::{all_plain, elsewhere, plain};
use crate::check::columns::says_more::says_more;
use crate::model::Field;
use crate::model::cells::trim;
use crate::model::date::month_of;

/// Columns with the parts they are.
struct Parts(Vec<(usize, Role)>);

impl Parts {
    fn of(names: &[String], is_meant: impl Fn(usize) -> bool) -> Parts {
        let plain = all_plain(names);
        let role = |name: &String| role(name, |month| plain.iter().any(|name| name == month));
        let meant = || names.iter().enumerate().filter(|(n, _)| is_meant(*n));
        let roles: Vec<(usize, Option<Role>)> = meant().map(|(n, name)| (n, role(name))).collect();
        let ends = roles.iter().filter_map(|(_, role)| role.as_ref());
        let ends =
            ends.filter(|role| role.is_end_of_name()).map(|role| role.rest.as_str()).collect();
        let of_end = |n: usize| of_end(&names[n], &ends);
        let role =
            |(n, role): &(usize, Option<Role>)| Some((*n, role.clone().or_else(|| of_end(*n))?));
        Parts(roles.iter().filter_map(role).collect())
    }

    /// Those that cells bear out, as far as names may be meant otherwise.
    fn borne_out(mut self, filled: impl Fn(usize) -> Filled) -> Parts {
        self.0.retain_mut(|(n, role)| {
            let filled = filled(*n);
            if role.part == Part::Open {
                role.part = if filled.is_dates() { Part::Date } else { Part::Time };
            }
            if role.part == Part::Time && filled.is_moments() {
                role.part = Part::Date; // `StartTime` has the day as well
            }
            !role.is_open
                || match role.part {
                    Part::Date => filled.is_dates(),
                    Part::Time => filled.is_clocks(),
                    Part::Year => filled.has_digits(),
                    _ => true,
                }
        });
        self
    }

    fn role(&self, column: usize) -> Option<&Role> {
        self.0.iter().find(|(n, _)| *n == column).map(|(_, role)| role)
    }

    fn find(&self, is: impl Fn(&Role) -> bool) -> Option<usize> {
        self.0.iter().find(|(_, role)| is(role)).map(|(n, _)| *n)
    }

    /// The start of a date whose end has a column of the same name but for that: `date_from`, `date_to`.
    fn paired(&self) -> Option<usize> {
        let is_end = |rest: &str| {
            self.find(|role| role.part == Part::Date && role.is_end && role.rest == rest).is_some()
        };
        self.find(|role| role.part == Part::Date && role.is_start() && is_end(&role.rest))
    }

    /// The columns of a start or an end that is told in a year and what follows it, without its time.
    fn in_parts(&self, is_end: bool, rest: &str) -> Vec<usize> {
        let of = |side: &str, part| {
            let is = |role: &Role| role.is_end == is_end && role.side == side && role.part == part;
            self.find(|role| is(role) && role.rest == rest)
        };
        let years = self.0.iter().map(|(_, role)| role);
        let years = years.filter(|r| r.part == Part::Year && r.is_end == is_end && r.rest == rest);
        let mut sides: Vec<&'static str> = years.map(|role| role.side).collect();
        sides.sort_by_key(|side| rank(side));
        let whole = |side: &&&'static str| of(side, Part::Month).is_some();
        let Some(side) = sides.iter().find(whole).or(sides.first()) else {
            return Vec::new();
        };
        let parts = [Part::Year, Part::Month, Part::Day].into_iter();
        parts.map_while(|part| of(side, part)).collect()
    }

    /// The columns of a date that begins with a year beside it, where a column that was found goes on from
    /// that.
    fn of_a_year(&self, date: usize, found: &[(usize, Role)]) -> Option<Vec<Vec<usize>>> {
        let goes_on = |(_, role): &(usize, Role)| !role.is_end && role.part == Part::Month;
        let is_part = |role: &Role| matches!(role.part, Part::Year | Part::Month | Part::Day);
        let is_used = |(n, role): &&(usize, Role)| {
            *n != date && (is_part(role) || found.iter().any(|(found, _)| found == n))
        };
        let used = || Parts(self.0.iter().filter(is_used).cloned().collect());
        found.iter().any(goes_on).then(|| used().joined(None))
    }

    /// What stands in the names of a date besides, which begins with this column or with a year.
    fn rest(&self, start: Option<usize>) -> String {
        let years = || self.0.iter().map(|(_, r)| r).filter(|r| r.part == Part::Year && !r.is_end);
        let year = || years().find(|role| role.rest.is_empty()).or_else(|| years().next());
        let role = start.map_or_else(year, |start| self.role(start));
        role.map_or_else(String::new, |role| role.rest.clone())
    }

    /// The columns of a date that begins with this one, or with a year.
    fn joined(&self, start: Option<usize>) -> Vec<Vec<usize>> {
        let rest = self.rest(start);
        let is_year = |n: usize| self.role(n).is_some_and(|role| role.part == Part::Year);
        let mut from = match start {
            Some(start) if !is_year(start) => vec![start],
            _ => self.in_parts(false, &rest),
        };
        let is_day = |from: &[usize]| from.len() == 3 || from.len() == 1 && !is_year(from[0]);
        // Of the same name, or of none of its own.
        let find = |part, is_end| {
            let of =
                |rest: &str| self.find(|r| r.part == part && r.is_end == is_end && r.rest == rest);
            of(&rest).or_else(|| of(""))
        };
        let time = |is_end| find(Part::Time, is_end);
        // A year does not end on a day.
        let end_date = find(Part::Date, true).filter(|_| is_day(&from));
        let mut to = end_date.map_or_else(|| self.in_parts(true, &rest), |end| vec![end]);
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

/// Whether a column may have to do with dates, by its name or by what stands in it.
pub(crate) fn may_be_dates(name: &str, filled: Filled) -> bool {
    let is_part = role(name, |_| false).is_some_and(|role| role.part != Part::Open);
    is_part || filled.is_dates()
}

/// Columns that are the date together.
pub(crate) struct Together {
    /// The numbers of those of its start, and of its end.
    pub(in crate::check) sides: Vec<Vec<usize>>,
    /// Whether it was once, some time from its start to its end.
    pub(in crate::check) is_within: bool,
}

impl Together {
    /// What `--map` calls them.
    pub(crate) fn theirs(&self, names: &[String]) -> String {
        let theirs = theirs(names, &self.sides);
        if self.is_within { theirs.replacen('/', "..", 1) } else { theirs }
    }
}

/// The columns that are the date together, likeliest.
pub(crate) fn of_date(names: &[String], filled: &[Filled]) -> Option<Together> {
    let filled = |n: usize| filled.get(n).copied().unwrap_or(Filled::FULL);
    let whole = elsewhere(Field::Date, names, filled);
    let whole = whole.and_then(|whole| names.iter().position(|name| name == whole));
    let is_other =
        |pair: &[usize; 2]| whole.is_some_and(|n| !pair.contains(&n) && filled(n).is_dates());
    if let Some(pair) = within(names, filled).filter(|pair| !is_other(pair)) {
        return Some(Together { sides: pair.map(|n| vec![n]).to_vec(), is_within: true });
    }
    let sides = in_columns(names, filled, whole)?;
    Some(Together { sides, is_within: false })
}

/// Those of a date that begins with a column, or of one that no column is as a whole.
fn in_columns(
    names: &[String],
    filled: impl Fn(usize) -> Filled + Copy,
    whole: Option<usize>,
) -> Option<Vec<Vec<usize>>> {
    let parts = Parts::of(names, |_| true).borne_out(filled);
    let is_part = |n: &usize| {
        let is_part = parts.role(*n).is_some_and(|role| match role.part {
            Part::Day => !filled(*n).is_dates(),
            part => matches!(part, Part::Year | Part::Month),
        });
        is_part || plain(&names[*n]) == "published"
    };
    let is_start = |n: usize| parts.role(n).is_some_and(Role::is_start);
    let has_year = || parts.find(|role| role.part == Part::Year && !role.is_end).is_some();
    // What has a start and an end of its own is no end of another date.
    let paired = || parts.paired().filter(|n| filled(*n).has_digits());
    // Where the end is told in parts, so is the start: what says both in words is for display.
    let is_in_parts = |n: usize| {
        let start = parts.in_parts(false, "");
        start.len() == 3 && filled(start[0]).has_digits() && !filled(n).is_moments()
    };
    let has_end = || !parts.in_parts(true, "").is_empty();
    let start = match whole {
        Some(n) if is_part(&n) => None,
        Some(n) if is_start(n) => Some(n),
        Some(n) if is_in_parts(n) && has_end() => None,
        Some(n) => paired().or(Some(n)),
        None => paired().filter(|_| !has_year()),
    };
    let is_moment = start.is_some_and(|start| filled(start).is_moments());
    let is_told = |role: &Role| !(is_moment && role.part == Part::Time); // with its day already
    let parts = parts.0.iter().filter(|(_, role)| is_told(role)).cloned().collect();
    several(Parts(parts).joined(start))
}

fn several(joined: Vec<Vec<usize>>) -> Option<Vec<Vec<usize>>> {
    let is_one = joined[0].is_empty() || joined.iter().flatten().count() < 2;
    (!is_one).then_some(joined)
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
    /// Whether an end is among them.
    pub(crate) has_end: bool,
    /// What to write in the column of dates.
    pub(crate) help: &'static str,
    /// The columns to join; the date among them, unless they are one without it.
    pub(crate) joined: Option<Vec<Vec<usize>>>,
}

/// Rows that are looked at.
const LOOKED_AT: usize = 10_000;

/// Columns that hold a part of the date beside column number `date`, as cells of some row bear out: `next`
/// gives those of a row in columns that are asked for.
pub(crate) fn beside(
    (names, date): (&[String], usize),
    is_meant: impl Fn(usize) -> bool,
    next: impl FnMut(&[usize]) -> Option<Vec<String>>,
) -> Option<Beside> {
    let meant = Parts::of(names, |n| n == date || is_meant(n));
    let Said { more: found, instead, most, are_others } = said(&meant, date, next);
    if found.is_empty() {
        return in_its_place(&Parts(instead), meant.in_parts(true, ""), most);
    }
    let has_end = found.iter().any(|(_, role)| role.is_end);
    let has_time = found.iter().any(|(_, role)| role.part == Part::Time);
    let columns: BTreeSet<usize> = found.iter().map(|(n, _)| *n).collect();
    // A year in which both lie says no more, but a month needs it.
    let has_month = found.iter().any(|(_, role)| role.is_end && role.part == Part::Month);
    let is_needed = |role: &Role| has_month && role.is_end && role.part == Part::Year;
    // What has a start of its own is no end of the date.
    let end = found.iter().map(|(_, role)| role).find(|role| role.is_end);
    let is_its_start = |role: &Role| {
        role.is_start() && end.is_some_and(|end| (end.part, &end.rest) == (role.part, &role.rest))
    };
    let end_has_date = end.is_some_and(|end| matches!(end.part, Part::Date | Part::Year));
    let own = meant.0.iter().find(|(n, role)| *n != date && end_has_date && is_its_start(role));
    let is_of_own = |role: &Role| {
        own.is_some_and(|(_, own)| !role.is_end && (role.side, &role.rest) == (own.side, &own.rest))
    };
    let start = own.map_or(date, |(n, _)| *n);
    let is_used = |n: usize, role: &Role| match n == date {
        true => own.is_none(),
        false => columns.contains(&n) || is_needed(role) || is_of_own(role),
    };
    let used = meant.0.iter().filter(|(n, role)| is_used(*n, role));
    let as_found =
        |part: &(usize, Role)| found.iter().find(|(n, _)| *n == part.0).unwrap_or(part).clone();
    let used = used.map(as_found).collect();
    let of_parts = most.and_then(|_| meant.of_a_year(date, &found));
    let joined = of_parts.unwrap_or_else(|| Parts(used).joined(Some(start)));
    let help = match (has_end, has_time) {
        _ if are_others => OTHER_TIME,
        (true, false) => "what lasts has both days in `date`: `2025-02-10/2025-02-12`",
        (true, true) => "what lasts has both times in `date`: `2025-02-10T09:00/2025-02-10T10:30`",
        (false, true) => "a time stands in `date`: `2025-02-10T14:30`",
        (false, false) => PARTS_STAND,
    };
    let columns: Vec<usize> = columns.into_iter().collect();
    let joined = several(joined).filter(|_| !are_others);
    (!columns.is_empty()).then_some(Beside { columns, has_end, help, joined })
}

const OTHER_TIME: &str = "`date` has a time already, which is another: write the right one there";

const PARTS_STAND: &str = "month and day stand in `date`: `2025-02-10`, `2025-02`";

/// What cells say beside dates.
#[derive(Default)]
struct Said {
    /// The columns of which one says more than the date does.
    more: Vec<(usize, Role)>,
    /// Those of which one is a part of a date that is blank.
    instead: Vec<(usize, Role)>,
    /// How many parts a date has at most, where a year and what follows it say no less in any row.
    most: Option<usize>,
    /// Whether a time is another than that in its date.
    are_others: bool,
}

fn said(meant: &Parts, date: usize, mut next: impl FnMut(&[usize]) -> Option<Vec<String>>) -> Said {
    let own = meant.role(date).cloned();
    let others = || meant.0.iter().filter(|(n, _)| *n != date).cloned();
    let told = others().filter_map(|(n, role)| Some((n, told(role, own.as_ref())?)));
    let mut open: Vec<(usize, Role)> = told.collect();
    let is_first = |role: &Role| !role.is_end && role.rest.is_empty() && role.part != Part::Open;
    let mut first: Vec<(usize, Role)> = others().filter(|(_, role)| is_first(role)).collect();
    let parts = [false, true].map(|is_end| meant.in_parts(is_end, ""));
    let most = parts[0].first().filter(|year| **year != date).map(|_| 0);
    let mut said = Said { most, ..Said::default() };
    let rows = if open.is_empty() { 0 } else { LOOKED_AT };
    for _ in 0..rows {
        if open.is_empty() && said.most.is_none() {
            break;
        }
        let columns = open.iter().chain(&first).map(|(n, _)| *n);
        let asked: Vec<usize> =
            [date].into_iter().chain(parts.iter().flatten().copied()).chain(columns).collect();
        let Some(cells) = next(&asked) else { break };
        let cell = |n: usize| asked.iter().position(|m| *m == n).and_then(|at| cells.get(at));
        let trimmed = |n: usize| cell(n).map_or("", |cell| trim(cell));
        let text = trimmed(date);
        let found = |(n, role): &(usize, Role)| {
            cell(*n).is_some_and(|cell| match text.is_empty() {
                true => stands_for(role, cell),
                false => says_more(text, role, cell),
            })
        };
        if text.is_empty() {
            said.instead.extend(first.extract_if(.., |part| found(part)));
            continue;
        }
        let more: Vec<(usize, Role)> = open.extract_if(.., |part| found(part)).collect();
        let is_time = |(_, role): &(usize, Role)| role.part == Part::Time && !role.is_end;
        said.are_others |= text.contains(':') && !text.contains('/') && more.iter().any(is_time);
        said.more.extend(more.into_iter().map(as_date));
        let [start, end] =
            parts.each_ref().map(|n| n.iter().map(|n| trimmed(*n)).collect::<Vec<_>>());
        let count = date_in_parts::count(text, &start, &end);
        said.most = said.most.zip(count).map(|(most, count)| most.max(count));
    }
    said
}

/// What cells tell to be a date.
fn as_date((n, mut role): (usize, Role)) -> (usize, Role) {
    role.part = if role.part == Part::Open { Part::Date } else { role.part };
    (n, role)
}

/// What a column may say beside a date that has this role by its name; `None`: it is a date of its own.
fn told(mut role: Role, date: Option<&Role>) -> Option<Role> {
    let is_of_date = role.rest.is_empty() || date.is_some_and(|date| date.rest == role.rest);
    if role.part == Part::Open {
        // `To` is an end of `From`, and `fair_end` of `fair`; what is an `Ende` of a date cells tell.
        let is_start = |date: &&Role| {
            let is_of_name = role.is_end_of_name() && role.rest == date.rest;
            !date.is_end && (date.part == Part::Open || is_of_name)
        };
        let is_of_other = date.filter(is_start).is_some();
        role.part = if is_of_other { Part::Date } else { Part::Open };
        return Some(role).filter(|role| role.is_end && is_of_date);
    }
    let is_told = role.is_end || !matches!(role.part, Part::Date | Part::Year);
    (is_of_date && is_told).then_some(role)
}

/// Columns of a year and what follows it, where the date is blank; no other date has more parts than `most`.
fn in_its_place(found: &Parts, end: Vec<usize>, most: Option<usize>) -> Option<Beside> {
    let mut columns = found.in_parts(false, "");
    let is_whole = columns.len() > 1;
    let joined = most.filter(|most| *most <= columns.len()).map(|_| vec![columns.clone(), end]);
    columns.sort_unstable();
    is_whole.then_some(Beside { columns, has_end: false, help: PARTS_STAND, joined })
}

/// Whether a cell is a part of a date that is not there.
fn stands_for(role: &Role, cell: &str) -> bool {
    let number = trim(cell).parse::<u32>().ok();
    match role.part {
        Part::Year => number.is_some_and(|year| (1000..3000).contains(&year)),
        Part::Month => month_of(trim(cell)).is_some(),
        Part::Day => number.is_some_and(|day| (1..=31).contains(&day)),
        _ => false,
    }
}
