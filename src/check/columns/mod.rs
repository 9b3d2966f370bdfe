//! The columns of a header one by one: without a name, named twice, named nearly like a known one.
//!
//! Invariant: the rows of such a file are read; what is said is which columns are not.

pub(super) mod beside_date;
pub(super) mod clock_column;
pub(super) mod clocks;
pub(super) mod contents;
pub(super) mod date_bounds;
pub(super) mod date_in_parts;
pub(super) mod date_names;
pub(super) mod date_parts;
pub(super) mod date_qualifiers;
pub(super) mod eras;
pub(super) mod foreign_names;
pub(super) mod missing;
pub(super) mod people;
pub(super) mod people_left_out;
pub(super) mod same_date;
pub(super) mod says_more;
pub(super) mod starts;

use std::cell::LazyCell;
use std::collections::BTreeSet;

use crate::check::columns::foreign_names::map_option;
use crate::check::desk::Desk;
use crate::check::finding::{Code, Finding, quoted};
use crate::check::lists::is_list;
use crate::check::names::typing_slip::slip;
use crate::model::cells::{Cell, trim};
use crate::model::lookup::Lookup;
use crate::model::{DataFile, Field, Place, Table};
use crate::read::Records;
use crate::read::records::line_and_column;

/// Stands for a name that was said to stand twice.
const TOLD: u32 = u32::MAX;

/// Says what is odd in the columns of a file.
pub(in crate::check) fn check((file, number): (&DataFile, u32), table: Table, desk: &mut Desk) {
    let names = file.header_names();
    let blank: Vec<usize> = (0..names.len()).filter(|n| names[*n].is_empty()).collect();
    let filled = with_cells(file, number, &blank);
    let mut seen: Lookup<&str> = Lookup::default();
    let mut proposed: Vec<Field> = Vec::new();
    let likeliest = LazyCell::new(|| foreign_names::optional(&names));
    let stands = LazyCell::new(|| missing::filled(file));
    let mut records = Records::with_header(file, number);
    let Some(header) = records.next() else { return };
    let beside = beside_date((file, number), table, &names);
    let says_more = |n: usize| beside.iter().any(|(columns, _)| columns.contains(&n));
    let people = (table == Table::Events).then(|| people::of_actors(&names, |n| stands[n]));
    // One without a role is just called otherwise.
    let are_together = |(_, theirs): &(Vec<usize>, String)| theirs.contains([':', '+']);
    let (together, theirs) = people.flatten().filter(are_together).unwrap_or_default();
    let is_lacking = |field: Field| file.fields.find(field).is_none();
    let meant = |(n, name): (usize, &str), proposed: &[Field]| {
        // Those that are a list together are told together.
        let is_left = |meant: &Field| *meant != Field::Actors || !together.contains(&n);
        let is_borne_out = |other: &Field| *other != Field::Actors || stands[n].is_names();
        let is_meant = |other: &Field| is_borne_out(other) && may_be(*other, proposed);
        let is_likeliest = |other: Field| likeliest.contains(&(other, n));
        let other = || other_name(name, is_likeliest, is_lacking).filter(is_meant);
        let other = || if table == Table::Events { other() } else { None };
        // What it says more than the date tells more than its name does.
        let is_open = |meant: &Field| *meant != Field::Date || !says_more(n);
        near_miss(name, table).filter(is_open).or_else(other).filter(is_left)
    };
    for (n, name) in names.iter().enumerate() {
        let place = || header.place(file.header[n].span());
        if name.is_empty() {
            if filled.contains(&n) {
                desk.put(
                    Finding::new(Code::BlankColumn, place(), "a column has cells and no name")
                        .help("give it a name in the header; any name will do"),
                );
            }
        } else if let Some(first) = seen.find(name.as_str()) {
            if first == TOLD {
                continue;
            }
            seen.keep(name, TOLD);
            let first = self::place(file, number, Some(first as usize));
            let message = format!("column {} stands twice; the first is read", quoted(name));
            let known = table.columns().iter().find(|f| f.name() == name);
            let help = match known.filter(|field| is_list(**field)) {
                Some(list) => in_one_column(list.name()),
                None => "give one of them another name, or delete it".to_string(),
            };
            let finding = Finding::new(Code::DuplicateColumn, place(), message);
            desk.put(finding.help(help).and(first, "first"));
            continue;
        } else if let Some(meant) = meant((n, name), &proposed) {
            desk.put(nearly((file, n), (name, meant), &mut proposed, place()));
        }
        seen.keep(name, n as u32);
    }
    if let Some(first) = together.first() {
        let place = header.place(file.header[*first].span());
        let finding = not_read_as(&names, (&together, &[Field::Actors.name()]), place);
        desk.put(finding.help(as_one_list(&theirs)));
    }
    beside.into_iter().for_each(|(_, finding)| desk.put(finding));
}

/// What is said of column number `n`, which is nearly `meant`; `proposed` are the names that columns
/// before it were told to take.
fn nearly(
    (file, n): (&DataFile, usize),
    (name, meant): (&str, Field),
    proposed: &mut Vec<Field>,
    place: Place,
) -> Finding {
    let known = meant.name();
    let read = file.fields.find(meant);
    let is_taken = read.is_some_and(|read| read != n) || proposed.contains(&meant);
    let is_in_capitals = name.eq_ignore_ascii_case(known) && read == Some(n);
    let message = match is_in_capitals {
        true => "a column name with capital letters; it is read all the same".to_string(),
        _ if read == Some(n) => format!("column {} is read as `{known}`", quoted(name)),
        _ if is_taken => format!("column {} is not read beside `{known}`", quoted(name)),
        _ => format!("column {} is not read; did you mean `{known}`?", quoted(name)),
    };
    let finding = Finding::new(Code::NearMissColumn, place, message);
    if !is_taken {
        proposed.push(meant);
        // All such names of a header are told together.
        return finding.help(match is_in_capitals {
            true => "write it in small letters".to_string(),
            false => format!("write `{known}`"),
        });
    }
    finding.help(match is_list(meant) {
        true => in_one_column(known),
        false => format!("only one column `{known}` is read: give this one a name of its own"),
    })
}

/// What is right of columns of people, given what `--map` calls them together.
pub(in crate::check) fn as_one_list(theirs: &str) -> String {
    let actors = Field::Actors.name();
    let cell = |column: &str| match column.rsplit_once(':') {
        Some((name, role)) => format!("<{name}>:{role}"),
        None => format!("<{column}>"),
    };
    let list: Vec<String> = theirs.split('+').map(cell).collect();
    let map = map_option(theirs, actors);
    format!(
        "one column `{actors}` holds all of them: `{}`; `annals add` makes it with {map}",
        list.join(";")
    )
}

/// What is right of several columns of one list.
fn in_one_column(list: &str) -> String {
    format!("one column `{list}` holds all of them, with `;` between them")
}

/// The known column a name is nearly, if it is not one.
fn near_miss(name: &str, table: Table) -> Option<Field> {
    let columns = table.columns();
    if columns.iter().any(|f| f.name() == name) {
        return None;
    }
    let near = slip(name, columns.iter().map(|f| f.name()))?;
    columns.iter().find(|f| f.name() == near).copied()
}

/// The column that other programs call so, if events have it and this table has not.
fn other_name(
    name: &str,
    is_likeliest: impl Fn(Field) -> bool,
    is_lacking: impl Fn(Field) -> bool,
) -> Option<Field> {
    if Table::Events.columns().iter().any(|f| f.name() == name) {
        return None;
    }
    let meant = foreign_names::called(name)?;
    // Of `location` and `city` the likelier one is told; the other has a name of its own.
    (is_lacking(meant) && (is_list(meant) || is_likeliest(meant))).then_some(meant)
}

/// The columns of events that are nearly called as one that is lacking, or so by other programs; blank names
/// are passed over.
pub(crate) fn called_otherwise(
    names: &[String],
    is_lacking: impl Fn(Field) -> bool,
) -> Vec<(Field, usize)> {
    let likeliest = foreign_names::optional(names);
    let mut found: Vec<(Field, usize)> = Vec::new();
    for (n, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        let nearly = near_miss(name, Table::Events).filter(|meant| is_lacking(*meant));
        let is_likeliest = |other: Field| likeliest.contains(&(other, n));
        let meant = nearly.or_else(|| other_name(name, is_likeliest, &is_lacking));
        let is_free = |meant: &Field| is_list(*meant) || found.iter().all(|(f, _)| f != meant);
        found.extend(meant.filter(is_free).map(|meant| (meant, n)));
    }
    found
}

/// Whether a column of another name may be told to be this one: nothing before it was, or it is a list.
fn may_be(field: Field, proposed: &[Field]) -> bool {
    is_list(field) || !proposed.contains(&field)
}

/// What is said of columns that hold a part of the date beside it.
pub(crate) fn not_read(names: &[String], columns: &[usize], place: Place) -> Finding {
    let named: Vec<String> =
        columns.iter().map(|n| quoted(&foreign_names::on_one_line(&names[*n]))).collect();
    let (what, are) = if named.len() == 1 { ("column", "is") } else { ("columns", "are") };
    let message = format!("{what} {} {are} not read beside `date`", named.join(", "));
    Finding::new(Code::NearMissColumn, place, message)
}

/// What is said of columns that are not read as the ones they may be.
pub(crate) fn not_read_as(
    names: &[String],
    (columns, ours): (&[usize], &[&str]),
    place: Place,
) -> Finding {
    let named: Vec<&str> = columns.iter().map(|n| names[*n].as_str()).collect();
    let (what, are) = if named.len() == 1 { ("column", "is") } else { ("columns", "are") };
    let (named, ours) = (named.join("`, `"), ours.join("`, `"));
    let message = format!("{what} `{named}` {are} not read as `{ours}`");
    Finding::new(Code::NearMissColumn, place, message)
}

/// What is said of columns beside the date that say more than it does, with their numbers.
fn beside_date(
    file: (&DataFile, u32),
    table: Table,
    names: &[String],
) -> Vec<(Vec<usize>, Finding)> {
    if table != Table::Events {
        return Vec::new();
    }
    parts_of_date(file, names).into_iter().chain(qualifying(file, names)).collect()
}

/// Of those that hold a part of the date: the end of what lasts, a time.
fn parts_of_date(
    (file, number): (&DataFile, u32),
    names: &[String],
) -> Option<(Vec<usize>, Finding)> {
    let date = file.fields.find(Field::Date)?;
    let mut records = Records::new(file, number);
    let found = beside_date::beside(
        (names, date),
        |_| true,
        |asked| {
            let record = records.next()?;
            let value = |n: &usize| record.cells.get(*n).map(|cell| cell.value(&file.text));
            Some(asked.iter().map(|n| value(n).unwrap_or_default().into_owned()).collect())
        },
    )?;
    let place = place(file, number, found.columns.first().copied());
    let finding = not_read(names, &found.columns, place).help(found.help);
    Some((found.columns, finding))
}

/// Of those that tell how the date beside them is meant.
fn qualifying((file, number): (&DataFile, u32), names: &[String]) -> Vec<(Vec<usize>, Finding)> {
    let Some(date) = file.fields.find(Field::Date) else { return Vec::new() };
    let mut records = Records::new(file, number);
    let found = date_qualifiers::qualifying(
        (names, date),
        |_| true,
        |asked| {
            let record = records.next()?;
            let cell = |n: usize| record.cells.get(n).map(|cell| cell.value(&file.text));
            let value = |n: usize| cell(n).unwrap_or_default().into_owned();
            Some((value(date), asked.iter().map(|n| value(*n)).collect()))
        },
    );
    let said = |(n, kind): (usize, date_qualifiers::Kind)| {
        let finding = not_read(names, &[n], place(file, number, Some(n)));
        (vec![n], finding.help(kind.help()))
    };
    // Of a calendar the source may be meant: dates of a folder are converted. What numbers mean nobody knows.
    let is_told = |(_, kind): &(usize, date_qualifiers::Kind)| {
        !matches!(kind, date_qualifiers::Kind::Calendar | date_qualifiers::Kind::Numbers)
    };
    found.into_iter().filter(is_told).map(said).collect()
}

/// Those of some columns that have cells with content.
fn with_cells(file: &DataFile, number: u32, columns: &[usize]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    if columns.is_empty() {
        return found;
    }
    let mut records = Records::new(file, number);
    while let Some(record) = records.next() {
        let filled = |c: &&usize| {
            let cell = record.cells.get(**c);
            cell.is_some_and(|c| !trim(&file.text[c.span()]).is_empty())
        };
        found.extend(columns.iter().filter(filled));
    }
    found
}

/// The place of a cell of the header, or of its first cell for the header as a whole.
pub(in crate::check) fn place(file: &DataFile, number: u32, cell: Option<usize>) -> Place {
    let at = file.header_at;
    let whole = Cell { start: at.offset, end: file.body.offset, quoted: false, doubled: false };
    let span = match cell {
        Some(n) => file.header[n].span(),
        None => at.offset..at.offset + file.text[whole.span()].trim_end().len(),
    };
    let (line, column) = line_and_column(&file.text, at, span.start);
    Place { file: number, line, column, record: at.record, cell: cell.map(|n| n as u32), span }
}

/// The place of a piece of the header; `cell` is the number of the one it is in.
pub(in crate::check) fn place_at(
    (file, number): (&DataFile, u32),
    span: std::ops::Range<usize>,
    cell: Option<usize>,
) -> Place {
    let (line, column) = line_and_column(&file.text, file.header_at, span.start);
    let (record, cell) = (file.header_at.record, cell.map(|n| n as u32));
    Place { file: number, line, column, record, cell, span }
}
