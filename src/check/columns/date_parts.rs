//! Columns that hold a part of the date each: `Year`, `Month`, `Day`, `End Date`, `Start Time`.
//!
//! Invariant: columns are only proposed to be joined.

use crate::check::columns::contents::Filled;
use crate::check::columns::date_bounds::within;
use crate::check::columns::date_names::{Part, Role, of_end, rank, role};
use crate::check::columns::foreign_names::{all_plain, elsewhere, plain};
use crate::model::Field;

/// Columns with the parts they are.
pub(in crate::check) struct Parts(pub(in crate::check) Vec<(usize, Role)>);

impl Parts {
    pub(in crate::check) fn of(names: &[String], is_meant: impl Fn(usize) -> bool) -> Parts {
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

    /// The same with the parts that cells of some were found to hold.
    pub(in crate::check) fn as_told(&self, told: &[(usize, Role)]) -> Parts {
        let as_told =
            |part: &(usize, Role)| told.iter().find(|(n, _)| *n == part.0).unwrap_or(part).clone();
        Parts(self.0.iter().map(as_told).collect())
    }

    pub(in crate::check) fn role(&self, column: usize) -> Option<&Role> {
        self.0.iter().find(|(n, _)| *n == column).map(|(_, role)| role)
    }

    pub(in crate::check) fn find(&self, is: impl Fn(&Role) -> bool) -> Option<usize> {
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
    pub(in crate::check) fn in_parts(&self, is_end: bool, rest: &str) -> Vec<usize> {
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
    pub(in crate::check) fn of_a_year(
        &self,
        date: usize,
        found: &[(usize, Role)],
    ) -> Option<Vec<Vec<usize>>> {
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
    pub(in crate::check) fn joined(&self, start: Option<usize>) -> Vec<Vec<usize>> {
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
            from.extend(time(false).filter(|time| Some(*time) != start));
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

/// Columns that are several.
pub(in crate::check) fn several(joined: Vec<Vec<usize>>) -> Option<Vec<Vec<usize>>> {
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
