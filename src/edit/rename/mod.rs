//! An id changed in its table and in every reference to it, and not a byte besides.
//!
//! Invariant: what every row refers to is the same before and after; where it would not be,
//! nothing is changed.

pub(super) mod meaning;
pub mod references;
pub(super) mod unreadable;

use std::collections::BTreeSet;

use super::create::Grown;
use super::verdict::Before;
use crate::check::{self, Checked, did_you_mean, near};
use crate::edit::files::home::Home;
use crate::edit::rename::meaning::meaning;
use crate::edit::rename::references::{Sought, Spot, is_unread, same, spots, unread};
use crate::edit::rename::unreadable::{cannot_be_read, explained, of_several};
use crate::error::Error;
use crate::model::cells::trim;
use crate::model::{DataFile, Dataset, Field, Table, counted, is_address};
use crate::read;

/// What a rename would do.
pub struct Renaming {
    /// The table whose id it is.
    pub table: Table,
    /// The old id.
    pub old: String,
    /// The new one.
    pub new: String,
    /// The files it changes.
    pub changes: Vec<Grown>,
    /// How many cells it changes, the id's own included.
    pub cells: usize,
    /// What stays as it is and should be looked at.
    pub remarks: Vec<String>,
}

/// Finds out what a rename would do, without touching a file.
///
/// # Errors
/// [`Error::Usage`] where there is no such id or the new one is none, [`Error::Refused`] where the new one collides or
/// the data do not allow it.
pub fn rename(home: &Home, old: &str, new: &str) -> Result<Renaming, Error> {
    let checked = check::dataset(home.folder.clone());
    let (old, new) = (&*same(trim(old)), &*same(new));
    let (table, old) =
        find(&checked.dataset, home, (old, new)).map_err(|e| explained(e, &checked))?;
    let new = match new.split_once('/') {
        Some((name, rest)) if name == table.name() => rest,
        _ => new,
    };
    let strings = home.of(table).next().is_none();
    sound(new, &old, strings)?;
    if let Some(why) = cannot_be_read(&checked, &old).or_else(|| of_several(&checked, table, &old))
    {
        return refused(why);
    }
    let wholes = wholes(&checked.dataset, table);
    free(home, (table, &old, new), &wholes, strings)?;
    let mut renaming = Renaming {
        table,
        old: old.clone(),
        new: new.to_string(),
        changes: Vec::new(),
        cells: 0,
        remarks: Vec::new(),
    };
    let sought = Sought { table, id: &old, wholes: &wholes, strings };
    let mut folder = home.folder.clone();
    for file in &home.folder.files {
        remark(file, &old, &mut renaming);
        let found = spots(file, &sought).map_err(|line| unreadable(file, line, &old))?;
        if found.is_empty() {
            continue;
        }
        let bytes = home.bytes(&file.name)?;
        let text = file.text.as_bytes();
        if bytes.len() != text.len() || bytes != text && file.bytes.invalid.is_empty() {
            return refused(format!("`{}` was changed by another program; try again", file.name));
        }
        let changed = replaced(&bytes, &found, new);
        folder.put(read::file(&file.name, file.table, changed.clone()));
        renaming.cells += found.len();
        renaming.changes.push(Grown { name: file.name.clone(), old: Some(bytes), new: changed });
    }
    if renaming.changes.is_empty() {
        return refused(format!("`{old}` stands in no row that can be read"));
    }
    unchanged(&checked, &check::dataset(folder), (table, &old, new))?;
    Ok(renaming)
}

fn wrong<T>(message: String) -> Result<T, Error> {
    Err(Error::Usage { message })
}

fn refused<T>(message: String) -> Result<T, Error> {
    Err(Error::Refused { message })
}

fn unreadable(file: &DataFile, line: u32, id: &str) -> Error {
    let message = format!(
        "{}:{line} cannot be read and holds `{id}`; mend it first (`annals check`)",
        file.name
    );
    Error::Refused { message }
}

/// The table an id is in, `actors/x` or `x`; `new` is what it is to be.
fn find(
    dataset: &Dataset,
    home: &Home,
    (asked, new): (&str, &str),
) -> Result<(Table, String), Error> {
    let named = asked.split_once('/').and_then(|(name, id)| {
        let table = Table::READ.iter().find(|t| t.name() == name)?;
        Some((*table, id))
    });
    if let Some((table, id)) = named
        && ids(dataset, home, table).any(|known| known == id)
    {
        return Ok((table, id.to_string()));
    }
    let has = |table: &&Table| ids(dataset, home, **table).any(|known| known == asked);
    let tables: Vec<Table> = Table::READ.iter().filter(has).copied().collect();
    match tables[..] {
        [table] => Ok((table, asked.to_string())),
        [] => Err(unknown(dataset, home, (asked, new))),
        _ => {
            let all: Vec<String> =
                tables.iter().map(|t| format!("`{}/{asked}`", t.name())).collect();
            let message =
                format!("`{asked}` is an id in several tables; say which: {}", all.join(" or "));
            Err(Error::Usage { message })
        }
    }
}

/// The written ids of a table, those of refused rows included; without a table of actors or
/// sources, the strings that serve as such. All in normal form C.
fn ids<'h>(
    dataset: &'h Dataset,
    home: &'h Home,
    table: Table,
) -> Box<dyn Iterator<Item = String> + 'h> {
    let none = home.of(table).next().is_none();
    match table {
        Table::Actors if none => {
            Box::new((0..dataset.actors.len() as u32).map(|a| dataset.actor_id(a).to_string()))
        }
        Table::Sources if none => {
            Box::new((0..dataset.sources.len() as u32).map(|s| dataset.source_id(s).to_string()))
        }
        _ => Box::new(home.of(table).flat_map(|file| {
            let mut ids = Vec::new();
            let mut records = read::Records::new(file, 0);
            while let Some(record) = records.next() {
                ids.push(same(trim(&record.value(Field::Id))).into_owned());
            }
            ids.into_iter().filter(|id| !id.is_empty())
        })),
    }
}

fn unknown(dataset: &Dataset, home: &Home, (asked, new): (&str, &str)) -> Error {
    let word = asked;
    let provisional = dataset.find_event(asked).is_some();
    let all: Vec<String> = Table::READ.iter().flat_map(|t| ids(dataset, home, *t)).collect();
    let near = near(asked, all.iter().map(String::as_str));
    let mut message = format!("there is no id `{asked}`");
    match did_you_mean(&near) {
        _ if provisional => message.push_str("; it is provisional: write an id into the row"),
        Some(hint) => message.push_str(&format!("; {hint}")),
        None => {}
    }
    // An old id may come back with the rows of another branch.
    let [asked, new] = [asked, new].map(|id| id.strip_prefix("actors/").unwrap_or(id));
    let is_actor = || ids(dataset, home, Table::Actors).any(|id| id == new);
    if !provisional && home.of(Table::Actors).next().is_some() && is_actor() {
        message.push_str(&format!(
            "; where rows name `{new}` by it, write `{asked}` among the `aliases` of `{new}`"
        ));
    }
    Error::Unknown { word: word.to_string(), message }
}

/// Refuses a new id that is none, whatever the data are.
fn sound(new: &str, old: &str, strings: bool) -> Result<(), Error> {
    let role = |(_, tail): (&str, &str)| check::is_role(tail);
    if new == old {
        return wrong(format!("`{old}` is its id already"));
    }
    if strings {
        let bad = trim(new) != new
            || new.is_empty()
            || new.contains([';', '\n', '\r'])
            || new.contains('#') && !is_address(new);
        return match bad || new.rsplit_once(':').is_some_and(role) {
            true => wrong(format!(
                "`{new}` cannot stand in a list: it holds a separator or a blank at an end"
            )),
            false => Ok(()),
        };
    }
    match check::is_id(new) {
        true => Ok(()),
        false => wrong(format!(
            "`{new}` is no id: a letter or digit, then letters, digits, `.`, `_` or `-`"
        )),
    }
}

/// Names and addresses of a table: what means something as a whole, in normal form C.
fn wholes(dataset: &Dataset, table: Table) -> BTreeSet<String> {
    let mut wholes = BTreeSet::new();
    let mut put = |text: &str| wholes.insert(same(trim(text)).into_owned());
    match table {
        Table::Actors => {
            for actor in 0..dataset.actors.len() as u32 {
                put(&dataset.actor_cell(actor, Field::Name));
                for alias in dataset.actor_cell(actor, Field::Aliases).split(';') {
                    put(alias);
                }
                put(dataset.actor_id(actor));
            }
        }
        Table::Sources => {
            for source in 0..dataset.sources.len() as u32 {
                put(&dataset.source_cell(source, Field::Url));
                put(dataset.source_id(source));
            }
        }
        _ => {}
    }
    wholes
}

/// Refuses a new id that is an id, a name, or referred to already.
fn free(
    home: &Home,
    (table, old, new): (Table, &str, &str),
    wholes: &BTreeSet<String>,
    strings: bool,
) -> Result<(), Error> {
    let sought = Sought { table, id: new, wholes, strings };
    let own = |file: &&DataFile| file.table != Some(table);
    let mut files: Vec<&DataFile> = home.folder.files.iter().collect();
    files.sort_by_key(own);
    // A reference by a name of the very row that is renamed means the same by its id.
    let is_own_name = !strings && wholes.contains(new) && own_name(home, table, old, new);
    for file in files {
        let found = spots(file, &sought).unwrap_or_default();
        if let Some(spot) = found.iter().find(|spot| spot.own || !is_own_name) {
            let what =
                if spot.own || strings { "is there already" } else { "is referred to already" };
            let help = match spot.own && table == Table::Actors && !strings {
                true => one_of_two(old, new),
                false => String::new(),
            };
            return refused(format!("`{new}` {what}: {}:{}{help}", file.name, spot.line));
        }
        if file.table != Some(table) {
            continue;
        }
        let mut records = read::Records::new(file, 0);
        while let Some(record) = records.next() {
            let id = record.value(Field::Id);
            let id = same(trim(&id));
            if id.eq_ignore_ascii_case(new) && id != old {
                let line = record.at.line;
                return refused(format!(
                    "`{new}` and `{id}` ({}:{line}) differ only by case",
                    file.name
                ));
            }
        }
    }
    if wholes.contains(new) && !is_own_name {
        return refused(format!("`{new}` is the name of another row of {}", table.name()));
    }
    Ok(())
}

/// What to do where two actors turn out to be one.
fn one_of_two(old: &str, new: &str) -> String {
    format!(
        "; if both are one, delete the row of `{old}` and write `{old}`, its name and its aliases among the \
         `aliases` of `{new}`"
    )
}

/// Whether a name is one of the row that is renamed.
fn own_name(home: &Home, table: Table, old: &str, new: &str) -> bool {
    home.of(table).any(|file| {
        let mut records = read::Records::new(file, 0);
        while let Some(record) = records.next() {
            if same(trim(&record.value(Field::Id))) == old {
                let aliases = record.value(Field::Aliases);
                return same(trim(&record.value(Field::Name))) == new
                    || aliases.split(';').any(|alias| same(trim(alias)) == new);
            }
        }
        false
    })
}

/// The bytes with the id changed at every spot; a cell is put in quotes where the new one needs it.
fn replaced(bytes: &[u8], spots: &[Spot], new: &str) -> Vec<u8> {
    let needs = new.contains([',', '"']);
    let escaped = new.replace('"', "\"\"");
    let mut changed = Vec::with_capacity(bytes.len());
    let mut at = 0;
    let mut rest = spots;
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|s| s.cell == first.cell).count();
        let (cell, wrap) = (first.cell, needs && !first.cell.quoted);
        changed.extend(&bytes[at..cell.start]);
        at = cell.start;
        let mut inner = Vec::new();
        for spot in &rest[..count] {
            inner.extend(between(&bytes[at..spot.span.start], wrap));
            inner.extend(if wrap || cell.quoted { escaped.bytes() } else { new.bytes() });
            at = spot.span.end;
        }
        inner.extend(between(&bytes[at..cell.end], wrap));
        at = cell.end;
        let quote: &[u8] = if wrap { b"\"" } else { b"" };
        changed.extend([quote, &inner, quote].concat());
        rest = &rest[count..];
    }
    changed.extend(&bytes[at..]);
    changed
}

/// What stays of a cell; quotes in it are doubled if it is put in quotes now.
fn between(bytes: &[u8], wrap: bool) -> Vec<u8> {
    let double = |b: &u8| if wrap && *b == b'"' { vec![b'"', b'"'] } else { vec![*b] };
    bytes.iter().flat_map(double).collect()
}

/// Says of a table that this version does not read that it may hold the id.
fn remark(file: &DataFile, old: &str, renaming: &mut Renaming) {
    let count = if is_unread(file) { unread(file, old) } else { 0 };
    if count > 0 {
        let cells = counted(count, "cell");
        renaming.remarks.push(format!(
            "{} is not read by this version: {cells} with `{old}` stay as they are",
            file.name
        ));
    }
}

/// Refuses a rename that changes what a row refers to, or that makes an error.
fn unchanged(
    before: &Checked,
    after: &Checked,
    (table, old, new): (Table, &str, &str),
) -> Result<(), Error> {
    let was = meaning(before, Some((table, old, new)));
    let is = meaning(after, None);
    if let Some((a, b)) = was.iter().zip(&is).find(|(a, b)| a != b) {
        return refused(format!("to rename `{old}` would change what a row says: {a}, then {b}"));
    }
    if was.len() != is.len() {
        return refused(format!("to rename `{old}` to `{new}` would lose or add rows"));
    }
    match Before::of(before).new_error(after) {
        Some(error) => {
            refused(format!("to rename `{old}` to `{new}` would be an error: {}", error.message))
        }
        None => Ok(()),
    }
}
