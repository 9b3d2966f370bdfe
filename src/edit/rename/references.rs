//! Where an id stands: in its own table and in every reference to it.
//!
//! Invariant: a reference is found exactly where `check` would resolve it: an item is tried whole
//! before it is split, trimmed and in Unicode normal form C. What stands around it stays.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::{is_id, is_role, nfc};
use crate::edit::columns::Columns;
use crate::edit::input::Input;
use crate::model::cells::{Cell, trim, trim_span};
use crate::model::{DataFile, Field, Table, is_address};
use crate::read::{Record, Records};

/// How a column refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// The whole cell is the id.
    Cell,
    /// A list of items, each an id, or an id before the last `:`, the first `#`, the first `+`.
    List(Cut),
}

/// Where an item is split that is no id as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    Role,
    Locator,
    Gap,
}

/// The columns in which ids of a table stand, by table and name.
fn columns(of: Table) -> &'static [(Table, &'static str, Form)] {
    use Form::{Cell, List};
    use Table as T;
    const EVENTS: &[(Table, &str, Form)] = &[
        (T::Events, "id", Cell),
        (T::Events, "after", List(Cut::Gap)),
        (T::Events, "before", List(Cut::Gap)),
        (T::Events, "part_of", List(Cut::Gap)),
        (T::EventLinks, "event", Cell),
        (T::EventLinks, "other", Cell),
    ];
    const ACTORS: &[(Table, &str, Form)] = &[
        (T::Actors, "id", Cell),
        (T::Events, "actors", List(Cut::Role)),
        (T::Relationships, "from", Cell),
        (T::Relationships, "to", Cell),
    ];
    const SOURCES: &[(Table, &str, Form)] = &[
        (T::Sources, "id", Cell),
        (T::Sources, "derived_from", List(Cut::Locator)),
        (T::Events, "sources", List(Cut::Locator)),
        (T::Relationships, "sources", List(Cut::Locator)),
        (T::EventLinks, "sources", List(Cut::Locator)),
    ];
    match of {
        T::Events => EVENTS,
        T::Actors => ACTORS,
        T::Sources => SOURCES,
        T::Relationships => &[(T::Relationships, "id", Cell)],
        _ => &[],
    }
}

/// What is looked for.
pub struct Sought<'s> {
    /// The table whose id it is.
    pub table: Table,
    /// The id, in normal form C.
    pub id: &'s str,
    /// Names that mean something as a whole, though they may hold a separator; in normal form C.
    pub wholes: &'s BTreeSet<String>,
    /// Without `actors.csv` the tail after `:` is a role only if it looks like one.
    pub strings: bool,
}

/// One place where the id stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The cell it stands in.
    pub cell: Cell,
    /// The bytes of the id in the file.
    pub span: Range<usize>,
    /// Line of the record.
    pub line: u32,
    /// Whether it is the id of the row itself.
    pub own: bool,
}

/// Every place in a file where the id stands, in order; `Err`: the line of a record that cannot
/// be read and holds the id.
pub fn spots(file: &DataFile, sought: &Sought) -> Result<Vec<Spot>, u32> {
    let wanted = wanted(file, sought.table);
    let mut spots = Vec::new();
    let mut records = Records::new(file, 0);
    while let Some(record) = records.next() {
        if record.broken.is_some() || record.cells.len() > file.header.len() {
            if mentions(&file.text[record.at.offset..record.end], sought.id) {
                return Err(record.at.line);
            }
            continue;
        }
        for (n, name, form) in &wanted {
            let Some(cell) = record.cells.get(*n) else { continue };
            for span in in_cell(&record, *cell, *form, sought) {
                let (line, own) = (record.at.line, *name == "id");
                spots.push(Spot { cell: *cell, span, line, own });
            }
        }
    }
    spots.sort_by_key(|s| s.span.start);
    Ok(spots)
}

/// The cells of a file in which ids of a table stand, with the names of their columns.
fn wanted(file: &DataFile, of: Table) -> Vec<(usize, &'static str, Form)> {
    let names: Vec<String> = file.header_names().iter().map(|n| n.to_lowercase()).collect();
    let ours = columns(of).iter().filter(|(table, ..)| file.table == Some(*table));
    ours.filter_map(|(_, name, form)| Some((column(file, &names, name)?, *name, *form))).collect()
}

/// The cell of a column: as reading has it for columns it knows, else by name.
fn column(file: &DataFile, names: &[String], name: &str) -> Option<usize> {
    let known = |field: &&Field| field.name() == name;
    let field = file.table.and_then(|t| t.columns().iter().find(known));
    match field {
        Some(field) => file.fields.find(*field),
        None => names.iter().position(|n| n == name),
    }
}

fn in_cell(record: &Record, cell: Cell, form: Form, sought: &Sought) -> Vec<Range<usize>> {
    let text = &record.file.text;
    let value = cell.value(text);
    let trimmed = |range: Range<usize>| {
        let start = range.start;
        trim_span(&value, range).unwrap_or(start..start)
    };
    let Form::List(cut) = form else {
        let whole = trimmed(0..value.len());
        let found = same(&value[whole.clone()]) == sought.id;
        return if found { vec![cell.part(text, whole)] } else { Vec::new() };
    };
    let mut spots = Vec::new();
    let mut at = 0;
    for item in value.split(';') {
        let range = trimmed(at..at + item.len());
        at += item.len() + 1;
        let item = &value[range.clone()];
        if let Some(length) = head(item, cut, sought) {
            spots.push(cell.part(text, range.start..range.start + length));
        }
    }
    spots
}

/// How much of an item is the id, if it is.
fn head(item: &str, cut: Cut, sought: &Sought) -> Option<usize> {
    let (head, tail) = split(item, cut).unzip();
    let role = |tail: &str| !trim(tail).is_empty() && is_role(trim(tail));
    let splits = match cut {
        Cut::Role => !sought.strings || tail.is_some_and(role),
        Cut::Locator => !sought.strings || !is_address(item),
        Cut::Gap => true,
    };
    if same(item) == sought.id && !(sought.strings && head.is_some() && splits) {
        return Some(item.len());
    }
    let head = trim(head?);
    let is_it = splits && same(head) == sought.id && !sought.wholes.contains(&*same(item));
    is_it.then_some(head.len())
}

/// An item as an id and what follows it.
fn split(item: &str, cut: Cut) -> Option<(&str, &str)> {
    match cut {
        Cut::Role => item.rsplit_once(':'),
        Cut::Locator => item.split_once('#'),
        Cut::Gap => item.split_once('+'),
    }
}

/// Passes on every id of a table that a file holds, and whether it is a row's own; an item of a list also as
/// it stands. In a table that is not read each item of a cell may be one.
pub(in crate::edit) fn each(file: &DataFile, of: Table, pass: &mut impl FnMut(&str, bool)) {
    let wanted = wanted(file, of);
    let is_unread = is_unread(file);
    if wanted.is_empty() && !is_unread {
        return;
    }
    let mut records = Records::new(file, 0);
    while let Some(record) = records.next() {
        for (n, name, form) in &wanted {
            let Some(cell) = record.cells.get(*n) else { continue };
            in_value(&cell.value(&file.text), *form, &mut |id| pass(id, *name == "id"));
        }
        for cell in record.cells.iter().filter(|_| is_unread) {
            let value = cell.value(&file.text);
            let items = value.split(';').flat_map(readings);
            items.filter(|id| is_id(id)).for_each(|id| pass(id, false));
        }
    }
}

/// Passes on every id of a table that the rows of an input hold, as [`each`] does of a file.
pub(in crate::edit) fn each_of_input(
    (input, columns_of): (&Input, &Columns),
    of: Table,
    pass: &mut impl FnMut(&str),
) {
    for (_, name, form) in columns(of).iter().filter(|(table, ..)| *table == Table::Events) {
        let field = Table::Events.columns().iter().find(|field| field.name() == *name);
        let Some(cell) = field.and_then(|field| columns_of.cell(*field)) else { continue };
        for row in &input.rows {
            in_value(&input.value(row, cell), *form, pass);
        }
    }
}

fn in_value(value: &str, form: Form, pass: &mut impl FnMut(&str)) {
    match form {
        Form::Cell => pass(trim(value)),
        Form::List(cut) => value.split(';').for_each(|item| {
            pass(trim(item));
            if let Some((head, _)) = split(item, cut) {
                pass(trim(head));
            }
        }),
    }
}

/// What an item of a table that is not read may mean: as a whole, before what may follow an id, and behind the
/// name of a table.
fn readings(item: &str) -> impl Iterator<Item = &str> {
    let item = trim(item);
    let cut = item.find([':', '#', '+', '/']).map(|n| &item[..n]);
    [Some(item), cut, item.split('/').nth(1)].into_iter().flatten()
}

/// Whether a file is a table that a later version reads.
pub(in crate::edit) fn is_unread(file: &DataFile) -> bool {
    file.table.is_some_and(|table| !Table::READ.contains(&table))
}

/// A text as names are compared.
pub(in crate::edit) fn same(text: &str) -> Cow<'_, str> {
    nfc(Cow::Borrowed(text))
}

/// Whether a text of CSV holds an id as a word of its own.
pub(in crate::edit) fn mentions(text: &str, id: &str) -> bool {
    let text = same(text);
    let within = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    let holds = |id: &str| {
        text.match_indices(id).any(|(at, _)| {
            !text[..at].ends_with(within) && !text[at + id.len()..].starts_with(within)
        })
    };
    holds(id) || id.contains('"') && holds(&id.replace('"', "\"\""))
}

/// How many cells of a file that annals does not read are the id, or a list with it.
pub fn unread(file: &DataFile, id: &str) -> usize {
    let mut count = 0;
    let mut records = Records::new(file, 0);
    while let Some(record) = records.next() {
        let holds = |c: &&Cell| {
            c.value(&file.text).split(';').any(|item| readings(&same(item)).any(|text| text == id))
        };
        count += record.cells.iter().filter(holds).count();
    }
    count
}
