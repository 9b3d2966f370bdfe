//! Rows that are the same event under several ids, and the columns in which they differ.
//!
//! Invariant: the names in the header of a file are read once, however many of its rows are told; rows of
//! which one is linked to the other, or which have another `seq`, are two events.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::check::dates::is_nothing;
use crate::check::desk::Desk;
use crate::check::event_links::LinkRows;
use crate::check::events::EventRows;
use crate::check::finding::{Code, Finding};
use crate::check::ids::repeated;
use crate::check::ids::{in_record, place_of};
use crate::check::lists::List;
use crate::model::cells::{Cell, trim_value};
use crate::model::date::Date;
use crate::model::relation::head_and_gap;
use crate::model::{DataFile, Field, Row, listed};
use crate::read::Record;

/// Numbers of rows that are the same event, under whatever id.
pub(in crate::check) fn alike(parts: &[EventRows]) -> Vec<Vec<u32>> {
    repeated::groups(&parts.iter().map(|part| part.likeness.as_slice()).collect::<Vec<_>>())
}

/// Says which rows [are the same event](alike) under several ids; `row` gives those that count.
pub(in crate::check) fn same_event(
    (files, linked): (&[DataFile], &[LinkRows]),
    alike: Vec<Vec<u32>>,
    row: impl Fn(u32) -> Option<Row>,
    desk: &mut Desk,
) {
    if alike.is_empty() {
        return;
    }
    let (mut headers, links) = (Headers::new(), Links::of(files, linked));
    for group in alike {
        let mut rows = group.into_iter().filter_map(&row);
        let Some(first) = rows.next() else { continue };
        let mut before = Before::default();
        links.same_as(first, first, &mut before);
        for row in rows {
            if let Some(same) = links.same_as(first, row, &mut before) {
                let first = place_of(files, same, Field::Title);
                let finding = twice(files, (same, row), &mut headers);
                finding
                    .into_iter()
                    .for_each(|finding| desk.put(finding.and(first.clone(), "first")));
            }
        }
    }
}

/// The links of events, and their `seq`, as they are written.
struct Links<'f> {
    files: &'f [DataFile],
    /// Whether there may be any.
    any: bool,
    /// By event: the others that rows of `event_links` link it to.
    rows: BTreeMap<&'f str, Vec<&'f str>>,
}

/// Of rows that were looked at: their ids, those of events they are linked to, and the first of each `seq`.
#[derive(Default)]
struct Before {
    ids: BTreeSet<String>,
    linked: BTreeSet<String>,
    numbered: BTreeMap<i64, Row>,
}

impl<'f> Links<'f> {
    fn of(files: &'f [DataFile], linked: &'f [LinkRows]) -> Self {
        let mut rows: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for link in linked.iter().flat_map(|part| &part.links) {
            let [(event, _), (other, _)] = &link.ends;
            rows.entry(event).or_default().push(other);
        }
        let has_column = |file: &DataFile| {
            let mut columns = Field::LINKS.iter().chain(&[Field::Seq]);
            columns.any(|field| file.fields.find(*field).is_some())
        };
        Links { files, any: !rows.is_empty() || files.iter().any(has_column), rows }
    }

    /// The row before it that a row is the same event as: the first, or that of its `seq`. None where it is
    /// linked to one, either way, or is numbered as they are and its `seq` is new.
    fn same_as(&self, first: Row, row: Row, before: &mut Before) -> Option<Row> {
        if !self.any {
            return Some(first);
        }
        let (id, seq, linked) = in_record(self.files, row, |record| {
            let id = trim_value(record.value(Field::Id)).into_owned();
            let seq = trim_value(record.value(Field::Seq)).parse::<i64>().ok();
            let mut linked: Vec<String> = Vec::new();
            for list in Field::LINKS.map(|field| List::of(record, field)) {
                let ids = list.items().map(|item| head_and_gap(&list.value[item]).0.to_string());
                linked.extend(ids.filter(|id| !id.is_empty()));
            }
            (id, seq, linked)
        });
        let by_rows = self.rows.get(id.as_str()).into_iter().flatten().map(|id| id.to_string());
        let linked: Vec<String> = linked.into_iter().chain(by_rows).collect();
        let is_linked =
            before.linked.contains(&id) || linked.iter().any(|other| before.ids.contains(other));
        let of_seq = seq.and_then(|seq| before.numbered.get(&seq).copied());
        let is_new = seq.is_some() && of_seq.is_none() && !before.numbered.is_empty();
        before.ids.insert(id);
        before.linked.extend(linked);
        seq.into_iter().for_each(|seq| {
            before.numbered.entry(seq).or_insert(row);
        });
        (!is_linked && !is_new).then(|| of_seq.unwrap_or(first))
    }
}

/// What is said of a row that is the same event as one before it; nothing of one without a date that differs in
/// a column of its own, as letters do in their shelfmarks.
fn twice(files: &[DataFile], (first, row): (Row, Row), headers: &mut Headers) -> Option<Finding> {
    let date = in_record(files, row, |record| record.trimmed(Field::Date).map(|(date, _)| date));
    let date = date.filter(|date| !is_nothing(date));
    let is_of_a_day = date.and_then(|date| Date::read(date)?.only_day()).is_some();
    let message = match date {
        Some(_) => "the same date, title, place, actors and sources as another event",
        None => "the same title, place, actors and sources as another event without a date",
    };
    for row in [first, row] {
        headers.entry(row.file).or_insert_with(|| Header::of(&files[row.file as usize]));
    }
    let (ours, theirs) = (&headers[&first.file], &headers[&row.file]);
    let names = in_record(files, first, |first| {
        in_record(files, row, |row| differences((first, ours), (row, theirs)))
    });
    let (message, help) = match names.as_slice() {
        [] if is_of_a_day => (message.to_string(), DELETE),
        [] => (message.to_string(), TELL_APART),
        _ if date.is_none() => return None,
        names => {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            (format!("{message}, but not its {}", listed(&names, NAMED)), TELL_APART)
        }
    };
    let place = place_of(files, row, Field::Title);
    Some(Finding::new(Code::SameEventTwice, place, message).help(help))
}

/// What to do about a row that says nothing else than another one.
const DELETE: &str = "delete that of the two rows to which nothing refers; are they two events, number them in `seq` or say in the title what tells them apart";

/// What to do about one that says something else, or whose date leaves room for two events.
const TELL_APART: &str = "is it the same one, make them one row; else number them in `seq` or say in the title what tells them apart";

/// How many columns are named.
const NAMED: usize = 5;

/// The columns of a file.
struct Header {
    names: Vec<String>,
    /// The first column of each name.
    columns: BTreeMap<String, usize>,
}

/// By number of the file.
type Headers = BTreeMap<u32, Header>;

impl Header {
    fn of(file: &DataFile) -> Header {
        let name = |cell: &Cell| trim_value(cell.value(&file.text)).into_owned();
        let names: Vec<String> = file.header.iter().map(name).collect();
        let columns = (0..names.len()).rev().map(|n| (names[n].clone(), n)).collect();
        Header { names, columns }
    }
}

/// The value of a cell, trimmed; blank where there is none.
fn value<'t>(record: &Record<'t, '_>, cell: Option<usize>) -> Cow<'t, str> {
    let cell = cell.and_then(|n| record.cells.get(n));
    cell.map_or(Cow::Borrowed(""), |cell| trim_value(cell.value(record.text)))
}

/// A row with the columns of its file.
type Of<'r, 'f, 'h> = (&'r Record<'f, 'r>, &'h Header);

/// The columns in which the rows of two events differ that are the same event twice.
fn differences<'h>((one, ours): Of<'_, '_, 'h>, (other, theirs): Of<'_, '_, 'h>) -> Vec<&'h str> {
    use Field as F;
    let same = [F::Id, F::Date, F::Title, F::Place, F::Actors, F::Sources];
    let is_told =
        |record: &Record, n| same.iter().any(|field| record.file.fields.find(*field) == Some(n));
    let is_one_file = one.number == other.number;
    let there = |n: usize| match is_one_file {
        true => Some(n),
        false => theirs.columns.get(&ours.names[n]).copied(),
    };
    let differ = |n: &usize| !is_told(one, *n) && value(one, Some(*n)) != value(other, there(*n));
    let differing = (0..ours.names.len()).filter(differ).map(|n| ours.names[n].as_str());
    // What the other file alone has is not said in ours.
    let is_more = |name: &str, n| {
        !is_one_file
            && !ours.columns.contains_key(name)
            && !is_told(other, n)
            && !value(other, Some(n)).is_empty()
    };
    let more = theirs.names.iter().map(String::as_str).zip(0..);
    let more = more.filter(|(name, n)| is_more(name, *n)).map(|(name, _)| name);
    differing.chain(more).collect()
}
