//! Headers that lack what is needed: why that probably is, and what would be right.
//!
//! Invariant: a name is only proposed; which column is meant is never decided here.

use crate::check::columns::contents::{Filled, Filling};
use crate::check::columns::date_parts;
use crate::check::columns::foreign_names::{OPTIONAL, elsewhere, map_option, on_one_line};
use crate::check::columns::people;
use crate::check::finding::{Code, Finding};
use crate::check::header::count;
use crate::check::header::delimiter;
use crate::check::header::quoted_names;
use crate::check::header::unseen;
use crate::check::names::near::near;
use crate::model::cells::{Cell, line_ends, trim};
use crate::model::date::Date;
use crate::model::{DataFile, Field, Place, Table};
use crate::read::Records;

/// A row further down that has the required columns.
pub(in crate::check) struct Below {
    /// Its line.
    pub(in crate::check) line: u32,
    /// Rows behind it.
    pub(in crate::check) rows: u64,
    /// Whether the first line is a row of the table: sorted with the others, the header went down.
    pub(in crate::check) is_sorted_in: bool,
}

/// Rows in which the names of columns are looked for.
const LOOKED_AT: usize = 11;

/// The row below that is the header: titles often stand above it.
pub(in crate::check) fn below(file: &DataFile, table: Table) -> Option<Below> {
    let above = file.header_names();
    let mut records = Records::new(file, 0);
    for _ in 1..LOOKED_AT {
        let record = records.next()?;
        let names: Vec<String> =
            record.cells.iter().map(|c| trim(&c.value(&file.text)).to_string()).collect();
        let has = |name: &str| names.iter().any(|n| n.eq_ignore_ascii_case(name));
        let is_foreign = || table == Table::Events && are_foreign_names(&names, &above);
        if table.required().iter().all(|f| has(f.name())) || is_foreign() {
            let line = record.at.line;
            let is_sorted_in = is_row_of(&above, &names, table);
            return Some(Below { line, rows: count(records), is_sorted_in });
        }
    }
    None
}

/// The same where `by` separates cells, below a row that has not the required columns.
pub(in crate::check) fn below_by(file: &DataFile, table: Table, by: char) -> Option<Below> {
    let (mut seen, mut below) = (0, None::<Below>);
    delimiter::each(file, by, |cells| {
        seen += 1;
        if let Some(below) = &mut below {
            below.rows += 1;
            return true;
        }
        let is =
            |cell: &Cell, f: &Field| trim(&cell.value(&file.text)).eq_ignore_ascii_case(f.name());
        if !table.required().iter().all(|f| cells.iter().any(|cell| is(cell, f))) {
            return seen < LOOKED_AT;
        }
        let above = &file.text.as_bytes()[file.header_at.offset..cells[0].start];
        let line = file.header_at.line + line_ends(above);
        below = (seen > 1).then_some(Below { line, rows: 0, is_sorted_in: false });
        seen > 1
    });
    below
}

/// Whether the cells of a row are the names that another program gave to columns of events, below a title.
pub(crate) fn are_foreign_names(cells: &[String], title: &[String]) -> bool {
    let filled = |cells: &[String]| cells.iter().filter(|cell| !cell.is_empty()).count();
    let has = |field| elsewhere(field, cells, |_| Filled::FULL).is_some();
    let is_dated = || has(Field::Date) || date_parts::of_date(cells, &[]).is_some();
    filled(cells) > filled(title)
        && !cells.iter().any(|cell| is_like_date(cell))
        && is_dated()
        && has(Field::Title)
}

/// Whether the cells of a row below a title may be names of columns, whatever they are.
pub(crate) fn are_names_below(cells: &[String], title: &[String]) -> bool {
    let filled = |cells: &[String]| cells.iter().filter(|cell| !trim(cell).is_empty()).count();
    let is_value = |cell: &String| is_like_date(cell) || cell.parse::<f64>().is_ok();
    filled(title) == 1 && filled(cells) > 2 && !cells.iter().any(is_value)
}

/// The line below a title in which such names stand.
fn perhaps_below(file: &DataFile, above: &[String]) -> Option<u32> {
    let mut records = Records::new(file, 0);
    for _ in 1..LOOKED_AT {
        let record = records.next()?;
        let cells: Vec<String> =
            record.cells.iter().map(|cell| trim(&cell.value(&file.text)).to_string()).collect();
        if are_names_below(&cells, above) {
            return Some(record.at.line);
        }
    }
    None
}

/// Whether cells are a row below these names: the date is one, and nothing that is needed is blank.
fn is_row_of(cells: &[String], names: &[String], table: Table) -> bool {
    let is = |name: &str, field: &Field| field.is_called(name);
    let all = || names.iter().zip(cells);
    let mut needed = all().filter(|(name, _)| table.required().iter().any(|f| is(name, f)));
    let is_date = |(name, cell): (&String, &String)| {
        Field::DATES.iter().any(|field| is(name, field)) && is_like_date(cell)
    };
    cells.len() == names.len() && needed.all(|(_, cell)| !cell.is_empty()) && all().any(is_date)
}

/// Whether names are rather cells of a row: none is known nor nearly known, and one is like a date.
pub(in crate::check) fn are_cells(names: &[String], table: Table) -> bool {
    let known = |name: &String| !near(name, table.columns().iter().map(|f| f.name())).is_empty();
    !names.iter().any(known) && names.iter().any(|name| is_like_date(name))
}

/// Whether a cell may be a date; signs alone are one too (`..`), but name no day.
pub(crate) fn is_like_date(cell: &str) -> bool {
    let begins_so = cell.starts_with(|c: char| c.is_ascii_digit());
    Date::may_be(cell) && (begins_so || Date::read(cell).is_none())
}

/// What is said of a file of other separators than commas.
pub(in crate::check) fn not_commas(
    file: &DataFile,
    table: Table,
    (delimiter, words): (char, &str),
    (place, rows): (Place, &str),
) -> Finding {
    let message = format!("cells are separated by {words}, not by commas; {rows} refused");
    let names = delimiter::names(file, delimiter);
    let is_there = |name: &str| names.iter().any(|n| n.eq_ignore_ascii_case(name));
    let needed = table.required().iter().copied();
    let missing: Vec<Field> = needed.filter(|field| !is_there(field.name())).collect();
    let (mut filling, mut is_header) = (Filling::new(names.len()), true);
    delimiter::each(file, delimiter, |cells| {
        std::mem::take(&mut is_header) || filling.count(&file.text, cells)
    });
    let (lacks, adds) = match under_other_names((&names, &filling.filled()), table, &missing) {
        _ if missing.is_empty() => (String::new(), false),
        Some((other, adds)) => (format!("; {other}"), adds),
        None => (format!("; it also needs the {}", columns_of(&missing)), false),
    };
    // What a spreadsheet saves again may have other dates and ids.
    let help = match table == Table::Events && !adds {
        true => format!(
            "keep the file elsewhere and {ADD} FILE`, which reads it as it is; or {SAVE}{lacks}"
        ),
        false => format!("{SAVE}{lacks}"),
    };
    Finding::new(Code::WrongDelimiter, place, message).help(help)
}

/// The same where the names of columns stand below a title.
pub(in crate::check) fn not_commas_below(
    table: Table,
    words: &str,
    below: &Below,
    (place, rows): (Place, &str),
) -> Finding {
    let message = format!("cells are separated by {words}, not by commas; {rows} refused");
    let add = match table {
        Table::Events => format!("keep the file elsewhere and {ADD} FILE`; or "),
        _ => String::new(),
    };
    let line = below.line;
    let help = format!(
        "the column names seem to stand in line {line}: delete what is above, then {add}{SAVE}"
    );
    Finding::new(Code::WrongDelimiter, place, message).help(help)
}

/// How a file of other separators becomes one of commas.
const SAVE: &str = "save it again as CSV and choose the comma as separator; in Excel, where that \
                    depends on the region, choose `CSV UTF-8` or use LibreOffice";

/// How a file that is no table comes in.
const ADD: &str = "take it in with `annals add";

/// What is said of a file without some of its required columns.
pub(in crate::check) fn columns(
    (file, table): (&DataFile, Table),
    missing: &[Field],
    below: Option<&Below>,
    (place, rows): (Place, &str),
) -> Finding {
    let (columns, are) = if missing.len() == 1 { ("column", "is") } else { ("columns", "are") };
    let message = format!("{columns} `{}` {are} missing; {rows} refused", listed(missing));
    let finding = Finding::new(Code::MissingColumn, place, message);
    if let Some(Below { line, .. }) = below {
        let help = format!("the column names seem to stand in line {line}: delete what is above");
        return finding.help(help);
    }
    let names = file.header_names();
    let help = unseen::in_names(&names, missing)
        .or_else(|| quoted_names::names(file, &names, missing))
        .or_else(|| Some(under_other_names((&names, &filled(file)), table, missing)?.0))
        .unwrap_or_else(|| {
            let needs =
                format!("`{}` needs the columns `{}`", table.name(), listed(table.required()));
            match perhaps_below(file, &names) {
                Some(line) => format!(
                    "do the column names stand in line {line}? then delete what is above; {needs}"
                ),
                None => needs,
            }
        });
    finding.help(help)
}

fn columns_of(fields: &[Field]) -> String {
    let columns = if fields.len() == 1 { "column" } else { "columns" };
    format!("{columns} `{}`", listed(fields))
}

fn listed(fields: &[Field]) -> String {
    let names: Vec<&str> = fields.iter().map(|f| f.name()).collect();
    names.join("`, `")
}

/// Help where columns of other names are probably those that are missing, and whether it says how `add` takes
/// the file in.
fn under_other_names(
    (names, filled): (&[String], &[Filled]),
    table: Table,
    missing: &[Field],
) -> Option<(String, bool)> {
    let known = || names.iter().map(String::as_str);
    let other = |field: &Field| match table {
        Table::Events => {
            elsewhere(*field, names, |n| filled.get(n).copied().unwrap_or(Filled::FULL))
        }
        _ => None,
    };
    // What is written nearly so is surely meant; what other programs call so may be.
    let misspelt = |field: &Field| near(field.name(), known()).first().copied();
    let found: Vec<(&str, &str, bool)> = (missing.iter())
        .filter_map(|field| {
            let sure = misspelt(field).map(|theirs| (theirs, field.name(), true));
            sure.or_else(|| Some((other(field)?, field.name(), false)))
        })
        .collect();
    let question = |(theirs, ours, is_sure): &(&str, &str, bool)| match is_sure {
        true => format!("is `{theirs}` meant to be `{ours}`?"),
        false => format!("is `{theirs}` the `{ours}`?"),
    };
    let actors = people::of_actors(names, |n| filled.get(n).copied().unwrap_or(Filled::FULL));
    let actors = actors.as_ref().map(|(_, theirs)| (theirs.as_str(), Field::Actors.name()));
    if table == Table::Events
        && let Some((theirs, join)) = in_parts((names, filled), missing, &found)
    {
        let others = || found.iter().filter(|(_, ours, _)| *ours != Field::Date.name());
        let join = others().map(question).fold(join, |join, other| format!("{join}; {other}"));
        let is_open = |field: &&Field| {
            **field != Field::Date && !others().any(|(_, ours, _)| *ours == field.name())
        };
        let mut maps: Vec<(&str, &str)> = vec![(&theirs, Field::Date.name())];
        let open = missing.iter().filter(is_open).map(|field| ("THEIRS", field.name()));
        let known = others().map(|(theirs, ours, _)| (*theirs, *ours)).chain(open);
        maps.extend(known.chain(actors).chain(optional(names, &found)));
        let or = if others().next().is_some() { " or" } else { "; or" };
        return Some((format!("{join}{or} {}", add(&maps)), true));
    }
    let questions = found.iter().map(question).collect::<Vec<String>>().join(" ");
    let is_named = |field: &&Field| !found.iter().any(|(_, ours, _)| *ours == field.name());
    let others: Vec<Field> = missing.iter().filter(is_named).copied().collect();
    if found.is_empty() {
        return None;
    }
    if !others.is_empty() {
        return Some((format!("{questions} It also needs the {}", columns_of(&others)), false));
    }
    if found.iter().all(|(.., is_sure)| *is_sure) {
        return Some((questions, false));
    }
    let needed = found.iter().map(|(theirs, ours, _)| (*theirs, *ours));
    let maps: Vec<(&str, &str)> = needed.chain(actors).chain(optional(names, &found)).collect();
    let them = if found.len() == 1 { "it" } else { "them" };
    Some((format!("{questions} then rename {them}, or {}", add(&maps)), true))
}

/// How a file comes in whose columns are called otherwise.
fn add(maps: &[(&str, &str)]) -> String {
    let maps: Vec<String> = maps.iter().map(|(theirs, ours)| map_option(theirs, ours)).collect();
    format!("keep the file elsewhere and {ADD} FILE {} --add-columns`", maps.join(" "))
}

/// Columns of other names that are probably ones an event can do without, where none of those is there.
fn optional<'n>(
    names: &'n [String],
    found: &[(&str, &str, bool)],
) -> impl Iterator<Item = (&'n str, &'static str)> {
    let is_free = |n: usize| match found.iter().any(|(theirs, ..)| *theirs == names[n]) {
        true => Filled::BLANK,
        false => Filled::FULL,
    };
    OPTIONAL.into_iter().filter_map(move |field| {
        let is_there = names.iter().any(|name| field.is_called(name));
        let theirs = elsewhere(field, names, is_free).filter(|_| !is_there)?;
        Some((theirs, field.name()))
    })
}

/// By column: how many of the first rows have something in it.
pub(in crate::check) fn filled(file: &DataFile) -> Vec<Filled> {
    let mut filling = Filling::new(file.header.len());
    let mut records = Records::new(file, 0);
    while let Some(record) = records.next()
        && filling.count(&file.text, record.cells)
    {}
    filling.filled()
}

/// Where no column is a whole date: the columns that are it together as `--map` calls them, and what to
/// do with them.
fn in_parts(
    (names, filled): (&[String], &[Filled]),
    missing: &[Field],
    found: &[(&str, &str, bool)],
) -> Option<(String, String)> {
    let is_sure = |(_, ours, sure): &(&str, &str, bool)| *sure && *ours == Field::Date.name();
    if !missing.contains(&Field::Date) || found.iter().any(is_sure) {
        return None;
    }
    let joined = date_parts::of_date(names, filled)?;
    let mut listed: Vec<String> = Vec::new();
    for name in joined.sides.iter().flatten().map(|n| format!("`{}`", on_one_line(&names[*n]))) {
        if !listed.contains(&name) {
            listed.push(name);
        }
    }
    let example = match joined.sides.last().is_some_and(|end| !end.is_empty()) {
        true if joined.is_within => "`[2025-02-10..2025-02-12]` for one time within",
        true => "`2025-02-10/2025-02-12` for what lasts",
        false if listed.len() == 4 => "`2025-02-12T10:15`, `2025-02-12`, `2025-02`, `2025`",
        false if listed.len() == 2 => "`2025-02`, `2025-02-12T10:15`",
        false => "`2025-02-12`, `2025-02`, `2025`",
    };
    let listed = listed.join(", ");
    Some((joined.theirs(names), format!("join {listed} in one column `date`: {example}")))
}
