//! Columns that hold a part of the date beside it, as their cells bear out: the end of what lasts, a time, or
//! its start where the date is blank or coarse.
//!
//! Invariant: only such are told whose cells say more than the date does, and no flag is named that makes a
//! date of the limits of one, or gives what lasts a second end.

use std::collections::BTreeSet;

use crate::check::columns::clock_column::Clocks;
use crate::check::columns::date_in_parts;
use crate::check::columns::date_names::{Part, Role};
use crate::check::columns::date_parts::{Parts, several};
use crate::check::columns::date_qualifiers::Kind;
use crate::check::columns::says_more::{are_limits, is_lasting, says_more};
use crate::check::columns::starts::Start;
use crate::model::cells::trim;
use crate::model::date::month_of;

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

/// Rows that are looked at for what columns say beside the date.
pub(in crate::check) const LOOKED_AT: usize = 10_000;

/// Columns that hold a part of the date beside column number `date`, as cells of some row bear out: `next`
/// gives those of a row in columns that are asked for.
pub(crate) fn beside(
    (names, date): (&[String], usize),
    is_meant: impl Fn(usize) -> bool,
    next: impl FnMut(&[usize]) -> Option<Vec<String>>,
) -> Option<Beside> {
    let meant = Parts::of(names, |n| n == date || is_meant(n));
    let said = said(&meant, date, next);
    let found = &said.more;
    if found.is_empty() {
        let end = meant.in_parts(true, "");
        return in_its_place(&Parts(said.instead), end, (said.most, said.are_years));
    }
    let meant = meant.as_told(found);
    let has_end = found.iter().any(|(_, role)| role.is_end);
    let has_time = said.are_times || found.iter().any(|(_, role)| role.part == Part::Time);
    let columns: BTreeSet<usize> = found.iter().map(|(n, _)| *n).collect();
    // A year in which both lie says no more, but a month needs it.
    let has_month = found.iter().any(|(_, role)| role.is_end && role.part == Part::Month);
    let is_needed = |role: &Role| has_month && role.is_end && role.part == Part::Year;
    // What has a start of its own is no end of the date.
    let end = found.iter().map(|(_, role)| role).find(|role| role.is_end);
    let end = end.filter(|end| matches!(end.part, Part::Date | Part::Year));
    let is_its_start = |role: &Role| end.is_some_and(|end| role.is_start_of(end));
    let own = meant.0.iter().find(|(n, role)| *n != date && is_its_start(role));
    let is_of_own = |role: &Role| {
        own.is_some_and(|(_, own)| !role.is_end && (role.side, &role.rest) == (own.side, &own.rest))
    };
    let start = own.map_or(date, |(n, _)| *n);
    let is_used = |n: usize, role: &Role| match n == date {
        true => own.is_none(),
        false => columns.contains(&n) || is_needed(role) || is_of_own(role),
    };
    let used = meant.0.iter().filter(|(n, role)| is_used(*n, role)).cloned().collect();
    let of_parts = said.most.and_then(|_| meant.of_a_year(date, found));
    let joined = of_parts.unwrap_or_else(|| Parts(used).joined(Some(start)));
    let help = match found.iter().all(|(_, role)| !role.is_end && role.part == Part::Date) {
        true => Kind::Exact.help(),
        false => help(has_end, has_time, said.are_others),
    };
    let joined = several(joined).or_else(|| alone(found));
    let joined = joined.filter(|joined| said.may_be(joined, date));
    Some(Beside { columns: columns.into_iter().collect(), has_end, help, joined })
}

/// A start that stands for the date by itself.
fn alone(found: &[(usize, Role)]) -> Option<Vec<Vec<usize>>> {
    let [(number, role)] = found else { return None };
    (!role.is_end && role.part == Part::Date).then(|| vec![vec![*number], Vec::new()])
}

fn help(has_end: bool, has_time: bool, are_others: bool) -> &'static str {
    match (has_end, has_time) {
        _ if are_others => OTHER_TIME,
        (true, false) => "what lasts has both days in `date`: `2025-02-10/2025-02-12`",
        (true, true) => "what lasts has both times in `date`: `2025-02-10T09:00/2025-02-10T10:30`",
        (false, true) => "a time stands in `date`: `2025-02-10T14:30`",
        (false, false) => PARTS_STAND,
    }
}

const OTHER_TIME: &str = "`date` has a time already, which is another: write the right one there";

const PARTS_STAND: &str = "month and day stand in `date`: `2025-02-10`, `2025-02`";

const YEAR_STANDS: &str = "a year alone is a date, too: `1825`";

/// What cells say beside dates.
#[derive(Default)]
struct Said {
    /// The columns of which one says more than the date does, with the part that they hold.
    more: Vec<(usize, Role)>,
    /// Those of which one is a part of a date that is blank.
    instead: Vec<(usize, Role)>,
    /// How many parts a date has at most, where a year and what follows it say no less in any row.
    most: Option<usize>,
    /// Whether a time is another than that in its date.
    are_others: bool,
    /// Whether a start and an end are times of the day that a date is.
    are_times: bool,
    /// Whether some are the limits of a date that is about then.
    has_limits: bool,
    /// Whether there is an end beside a date that has one.
    ends_twice: bool,
    /// Whether a start says less than some date.
    starts_say_less: bool,
    /// Whether years are those of the dates beside them.
    are_years: bool,
}

impl Said {
    /// Whether columns may be joined to a date.
    fn may_be(&self, joined: &[Vec<usize>], date: usize) -> bool {
        let is_end_of_date = joined[0].contains(&date) && !joined[1].is_empty();
        let has_date = joined.iter().flatten().any(|n| *n == date);
        let is_less = (self.has_limits || self.starts_say_less) && !has_date;
        !(self.are_others || self.ends_twice && is_end_of_date || is_less)
    }

    /// Takes in what the rows say of a start.
    fn take_start(&mut self, start: &Start, meant: &Parts) {
        self.are_years |= start.role.part == Part::Year && start.is_borne_out();
        let is_known = self.more.iter().any(|(n, _)| *n == start.number);
        let Some(end) = start.told().filter(|_| !is_known) else { return };
        self.starts_say_less |= !start.says_all();
        let end = end.and_then(|n| Some((n, meant.role(n)?.clone())));
        let found = [(start.number, start.role.clone())].into_iter().chain(end);
        self.more.extend(found.map(|(n, role)| (n, Role { part: Part::Date, ..role })));
    }

    /// Takes in what the rows say of a column.
    fn take(&mut self, column: Column, meant: &Parts) {
        let are_others = column.clocks.are_others();
        let by_clocks = are_others.then_some((Part::Time, false));
        let Some((part, is_with_start)) = column.told.or(by_clocks) else { return };
        if part == Part::Time && column.clocks.are_results() {
            return;
        }
        let start = column.start.filter(|_| is_with_start);
        let start = start.and_then(|n| Some((n, meant.role(n)?.clone())));
        let start = start.filter(|(_, role)| matches!(role.part, Part::Open | Part::Time));
        self.are_others |= are_others || column.is_other;
        self.are_times |= is_with_start;
        self.has_limits |= column.has_limits;
        self.ends_twice |= column.ends_twice;
        let found = start.into_iter().chain([(column.number, column.role)]);
        self.more.extend(found.map(|(n, role)| (n, Role { part, ..role })));
    }
}

/// A column beside the date, and what its cells say.
struct Column {
    number: usize,
    role: Role,
    /// The column of the start, if it is the end of one by its name.
    start: Option<usize>,
    /// The part that it holds, once a cell says more than its date does, and whether its start holds one, too.
    told: Option<(Part, bool)>,
    /// What its cells say that may be times.
    clocks: Clocks,
    /// Whether that is another time than the one in the date.
    is_other: bool,
    has_limits: bool,
    ends_twice: bool,
}

impl Column {
    fn of((number, role): (usize, Role), meant: &Parts, date: usize) -> Column {
        let is_of_one = |start: &Role| start.part == role.part || start.part == Part::Open;
        let is_start = |(n, start): &&(usize, Role)| {
            *n != date && start.is_start() && start.rest == role.rest && is_of_one(start)
        };
        let start = meant.0.iter().find(is_start).map(|(n, _)| *n).filter(|_| role.is_end);
        let (told, clocks) = (None, Clocks::default());
        let [is_other, has_limits, ends_twice] = [false; 3];
        Column { number, role, start, told, clocks, is_other, has_limits, ends_twice }
    }

    /// Takes in the cell of a row, and that of the start.
    fn read(&mut self, date: &str, (start, cell): (&str, &str)) {
        if cell.is_empty() {
            return;
        }
        let is_start_time = self.role.part == Part::Time && !self.role.is_end;
        self.clocks.count(cell);
        self.ends_twice |= self.role.is_end && is_lasting(date);
        if self.role.is_end && are_limits(date, (start, cell)) {
            self.has_limits = true;
            return;
        }
        if self.told.is_some() || is_start_time && self.clocks.may_be_local(date, cell) {
            return;
        }
        self.told = says_more(date, &self.role, (start, cell));
        let has_time = date.contains(':') && !date.contains('/');
        self.is_other = self.told.is_some() && is_start_time && has_time;
    }
}

fn said(meant: &Parts, date: usize, mut next: impl FnMut(&[usize]) -> Option<Vec<String>>) -> Said {
    let own = meant.role(date).cloned();
    let others = || meant.0.iter().filter(|(n, _)| *n != date).cloned();
    let told = others().filter_map(|(n, role)| Some((n, told(role, own.as_ref())?)));
    let mut columns: Vec<Column> = told.map(|part| Column::of(part, meant, date)).collect();
    let is_first = |role: &Role| !role.is_end && role.rest.is_empty() && role.part != Part::Open;
    let mut first: Vec<(usize, Role)> = others().filter(|(_, role)| is_first(role)).collect();
    let parts = [false, true].map(|is_end| meant.in_parts(is_end, ""));
    let most = parts[0].first().filter(|year| **year != date).map(|_| 0);
    let mut said = Said { most, ..Said::default() };
    let mut starts = starts(meant, date, parts[0].first());
    let asked = columns.iter().flat_map(|column| [Some(column.number), column.start]).flatten();
    let asked = asked.chain(starts.iter().flat_map(|s| [Some(s.number), s.end]).flatten());
    let asked = asked.chain(first.iter().map(|(n, _)| *n)).chain(parts.iter().flatten().copied());
    let asked: Vec<usize> = [date].into_iter().chain(asked).collect();
    let rows = if columns.is_empty() && starts.is_empty() { 0 } else { LOOKED_AT };
    for _ in 0..rows {
        let Some(cells) = next(&asked) else { break };
        let cell = |n: usize| asked.iter().position(|m| *m == n).and_then(|at| cells.get(at));
        let trimmed = |n: usize| cell(n).map_or("", |cell| trim(cell));
        let text = trimmed(date);
        for start in &mut starts {
            start.read(text, (trimmed(start.number), start.end.map_or("", trimmed)));
        }
        if text.is_empty() {
            let stands = |(n, role): &mut (usize, Role)| stands_for(role, trimmed(*n));
            said.instead.extend(first.extract_if(.., stands));
            continue;
        }
        for column in &mut columns {
            let start = column.start.map_or("", trimmed);
            column.read(text, (start, trimmed(column.number)));
        }
        let [start, end] =
            parts.each_ref().map(|n| n.iter().map(|n| trimmed(*n)).collect::<Vec<_>>());
        let count = date_in_parts::count(text, &start, &end);
        said.most = said.most.zip(count).map(|(most, count)| most.max(count));
    }
    columns.into_iter().for_each(|column| said.take(column, meant));
    starts.iter().for_each(|start| said.take_start(start, meant));
    said
}

/// The columns of starts with their ends, and of the year, beside a date that is no start itself.
fn starts(meant: &Parts, date: usize, year: Option<&usize>) -> Vec<Start> {
    let own = meant.role(date);
    let is_of_date = |role: &Role| {
        role.rest.is_empty() || own.is_some_and(|own| own.rest == role.rest && !own.is_start())
    };
    let is_start = |n: usize, role: &Role| {
        let may_be = matches!(role.part, Part::Date | Part::Open | Part::Time);
        n != date && role.is_start() && may_be || Some(&n) == year.filter(|year| **year != date)
    };
    let starts = meant.0.iter().filter(|(n, role)| is_start(*n, role) && is_of_date(role));
    let is_open = |role: &Role| matches!(role.part, Part::Date | Part::Open);
    let end = |start: &Role| {
        let is_one = |end: &Role| start.part == end.part || is_open(start) && is_open(end);
        meant.find(|end| end.is_end && end.rest == start.rest && is_one(end))
    };
    starts.map(|(n, role)| Start::of((*n, role.clone()), end(role))).collect()
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
fn in_its_place(
    found: &Parts,
    end: Vec<usize>,
    (most, are_years): (Option<usize>, bool),
) -> Option<Beside> {
    let mut columns = found.in_parts(false, "");
    let is_told = columns.len() > 1 || columns.len() == 1 && are_years;
    let help = if columns.len() == 1 { YEAR_STANDS } else { PARTS_STAND };
    let joined = most.filter(|most| *most <= columns.len()).map(|_| vec![columns.clone(), end]);
    columns.sort_unstable();
    is_told.then_some(Beside { columns, has_end: false, help, joined })
}

/// Whether a cell is a part of a date that is not there.
fn stands_for(role: &Role, cell: &str) -> bool {
    let number = trim(cell).parse::<i32>().ok();
    match role.part {
        // -99, -999 and -9999 are mostly for what is not known.
        Part::Year => number.is_some_and(|year| {
            (1000..3000).contains(&year) || (-9998..-99).contains(&year) && year != -999
        }),
        Part::Month => month_of(trim(cell)).is_some(),
        Part::Day => number.is_some_and(|day| (1..=31).contains(&day)),
        _ => false,
    }
}
