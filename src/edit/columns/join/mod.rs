//! Columns that together are one date, `Year+Month+Day`, `Start Date/End Date`, `earliest..latest`, or one list.
//!
//! Invariant: a column is a part of one of ours only, and goes nowhere else.

mod date;
mod fault;
mod list;
mod part;

use crate::check::{Code, Finding, map_option, on_one_line};
use crate::edit::columns::Mapping;
use crate::edit::input::Input;
use crate::edit::input::column_names::Names;
use crate::model::cells::trim;
use crate::model::{Dataset, Field};

pub(in crate::edit) use date::Joined;
pub(in crate::edit) use list::{Listed, list, mended};
pub(in crate::edit) use part::bare;

/// The columns that are joined: to the date, and to lists.
#[derive(Clone, Debug, Default)]
pub(in crate::edit) struct Joins {
    pub(in crate::edit) date: Option<Joined>,
    pub(in crate::edit) lists: Vec<Listed>,
}

/// The columns that `--map` joins.
///
/// # Errors
/// When they cannot be joined so, at the header of the input.
pub(in crate::edit) fn said(
    (input, header): (&Input, &Names),
    mapping: Mapping,
) -> Result<Joins, Box<Finding>> {
    let mut joins = Joins::default();
    for (theirs, ours) in mapping.map.iter().filter(|(theirs, _)| !header.has(theirs)) {
        let (found, is_there) = match Joins::find((theirs, ours), &header.typed) {
            Some(found) => (found, joins.goes_into(ours)),
            None => continue,
        };
        let refused = |code, message: String, help: &str| {
            let place = input.header_place(found.cells().next());
            Err(Box::new(Finding::new(code, place, message).help(help)))
        };
        if !Field::Date.is_called(ours) && list(ours).is_none() {
            let lists = "lists (`actors`, `sources`, `tags`)";
            let message =
                format!("--map {theirs}={ours}: only a `date` and {lists} are joined of columns");
            return refused(Code::MissingColumn, message, "name one column for each --map");
        }
        let torn = found.lists.iter().find_map(|list| list.torn_name(&header.typed));
        if let Some([one, other]) = torn {
            let message = format!("`{one}` and `{other}` are one name, and would be two actors");
            let help = "put whole names into one column of the input, and name that in --map";
            return refused(Code::MissingColumn, message, help);
        }
        let alone = |cell: usize| {
            let is_it = |(name, _): &&(String, String)| on_one_line(name) == header.typed[cell];
            mapping.map.iter().find(is_it).map(|(_, other)| other.as_str())
        };
        let other = |cell: usize| Some((cell, alone(cell).or(joins.part_of(cell))?));
        if let Some((cell, other)) = found.cells().find_map(other) {
            let name = &header.typed[cell];
            if alone(cell).is_some_and(|other| other.eq_ignore_ascii_case(ours)) {
                let message = format!("`{name}` is to be `{ours}`, and a part of it");
                let help = format!("leave out {}", map_option(name, other));
                return refused(Code::DuplicateColumn, message, &help);
            }
            let message = format!("`{name}` is to be a part of `{ours}` and `{other}`");
            return refused(Code::DuplicateColumn, message, "name it in one --map only");
        }
        if is_there {
            let message = format!("two --map join columns into `{ours}`");
            return refused(Code::DuplicateColumn, message, "leave one of them out");
        }
        joins.date = joins.date.take().or(found.date);
        joins.lists.extend(found.lists);
    }
    if let Some(joined) = &mut joins.date {
        joined.is_ancient = joined.has_years_before_the_era(input);
        joined.name(&header.typed);
        joined.all_day = date::all_day(&header.typed);
    }
    Ok(joins)
}

/// The first name in what is joined that no column has; names are on one line.
pub(in crate::edit) fn lost((theirs, ours): (&str, &str), names: &[String]) -> String {
    let theirs = on_one_line(theirs);
    let is_list = list(ours).is_some();
    let is_lost = |name: &&str| !names.iter().any(|n| n == name);
    let alone = |name| if is_list { name_alone(name, names) } else { name };
    let sides = theirs.split("..").flat_map(|side| side.split(['+', '/']));
    let lost = sides.map(|name| alone(trim(name))).find(is_lost);
    lost.filter(|name| !name.is_empty()).unwrap_or(&theirs).to_string()
}

/// A name without the role behind it, unless a column is called so with it.
fn name_alone<'t>(name: &'t str, names: &[String]) -> &'t str {
    let alone = name.rsplit_once(':').map(|(name, _)| trim(name));
    alone.filter(|_| !names.iter().any(|n| n == name)).unwrap_or(name)
}

impl Joins {
    /// The columns that a text joins into one, of names on one line.
    pub(in crate::edit) fn find((theirs, ours): (&str, &str), names: &[String]) -> Option<Joins> {
        Some(match list(ours) {
            Some(field) => {
                Joins { lists: vec![Listed::find(theirs, field, names)?], ..Joins::default() }
            }
            None => Joins { date: Some(Joined::find(theirs, names)?), ..Joins::default() },
        })
    }

    /// Those that lists are joined of.
    pub(in crate::edit) fn of_lists(mapping: Mapping, header: &Names) -> Joins {
        let maps = mapping.map.iter().filter(|(theirs, _)| !header.has(theirs));
        let found = maps.filter_map(|(theirs, ours)| Joins::find((theirs, ours), &header.typed));
        Joins { lists: found.flat_map(|found| found.lists).collect(), ..Joins::default() }
    }

    /// Takes in what the actors of a table are called.
    pub(in crate::edit) fn know(&mut self, dataset: &Dataset) {
        self.lists.iter_mut().for_each(|list| list.know(dataset));
    }

    fn cells(&self) -> impl Iterator<Item = usize> {
        let date = self.date.iter().flat_map(Joined::cells);
        date.chain(self.lists.iter().flat_map(Listed::cells))
    }

    /// Whether a column is a part of one that is joined.
    pub(in crate::edit) fn has(&self, cell: usize) -> bool {
        self.cells().any(|part| part == cell)
    }

    /// What a column is a part of.
    fn part_of(&self, cell: usize) -> Option<&'static str> {
        let date = self.date.as_ref().filter(|date| date.has(cell)).map(|_| Field::Date);
        let list = || self.lists.iter().find(|list| list.has(cell)).map(|list| list.field);
        date.or_else(list).map(|field| field.name())
    }

    /// Whether columns are joined into one that is called so.
    fn goes_into(&self, ours: &str) -> bool {
        match list(ours) {
            Some(field) => self.lists.iter().any(|list| list.field == field),
            None => self.date.is_some(),
        }
    }

    /// Where a column goes that is a part: the first stands for all of them, and the others go nowhere else.
    pub(in crate::edit) fn ours(&self, cell: usize) -> Option<&'static str> {
        let date = self.date.as_ref().map(Joined::first);
        let mut firsts = date.into_iter().chain(self.lists.iter().map(Listed::first));
        let ours = self.part_of(cell)?;
        Some(if firsts.any(|first| first == cell) { ours } else { "" })
    }

    /// What `--map` calls a column, with those that it stands for where it is the first of a list.
    pub(in crate::edit) fn theirs(&self, cell: usize, header: &Names) -> String {
        match self.list(cell) {
            Some(list) => list.theirs(header),
            None => header.typed[cell].clone(),
        }
    }

    /// The list for which a column stands.
    pub(in crate::edit) fn list(&self, cell: usize) -> Option<&Listed> {
        self.lists.iter().find(|list| list.first() == cell)
    }
}
