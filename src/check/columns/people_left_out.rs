//! Columns of people beside `actors` that hold actors whom `actors` leaves out: these are in no tie.
//!
//! Invariant: only the beginning of a file is looked at; a column whose people stand in `actors` as well, or
//! are no actors, is one's own.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::check::actors::Actors;
use crate::check::columns::people;
use crate::check::columns::{as_one_list, not_read_as, place};
use crate::check::desk::Desk;
use crate::check::header::{SEARCHED_FOR_LOST, beginning};
use crate::check::lists::participants::string_of;
use crate::check::names::unicode::nfc;
use crate::check::tables::Files;
use crate::model::cells::trim;
use crate::model::{DataFile, Field, Table};
use crate::read::{Record, Records};

/// What a cell says of people: each by the id of its row, without a table by its string.
type People = BTreeSet<String>;

/// Says which columns of people are left out of `actors`.
pub(in crate::check) fn say(files: Files, actors: &Actors, desk: &mut Desk) {
    for (number, file) in files.accepted(Table::Events) {
        let names = file.header_names();
        let beside = people::columns(&names);
        let Some(listed) = file.fields.find(Field::Actors).filter(|_| !beside.is_empty()) else {
            continue;
        };
        let columns: Vec<usize> = beside.iter().map(|(n, _)| *n).collect();
        let rows = first_rows(file, (listed, &columns), actors);
        let known: People = rows.iter().flat_map(|(listed, _)| listed).cloned().collect();
        let is_actor = |who: &String| match actors.table {
            true => actors.names.ids().find(who).is_some(),
            false => known.contains(who),
        };
        let is_lost = |column: usize| is_left_out(&rows, column, is_actor);
        let lost: Vec<usize> = (0..columns.len()).filter(|n| is_lost(*n)).collect();
        let Some(first) = lost.first() else { continue };
        let theirs = lost.iter().map(|n| beside[*n].1.as_str());
        let theirs: Vec<&str> = [names[listed].as_str()].into_iter().chain(theirs).collect();
        let place = place(file, number as u32, Some(columns[*first]));
        let lost: Vec<usize> = lost.iter().map(|n| columns[*n]).collect();
        let help =
            format!("who stands only there is in no tie: {}", as_one_list(&theirs.join("+")));
        desk.put(not_read_as(&names, (&lost, &[Field::Actors.name()]), place).help(help));
    }
}

/// Whether most of the cells of a column that are not blank hold an actor whom `actors` of the row leaves out.
fn is_left_out(
    rows: &[(People, Vec<People>)],
    column: usize,
    is_actor: impl Fn(&String) -> bool + Copy,
) -> bool {
    let filled = rows.iter().filter(|(_, cells)| !cells[column].is_empty());
    let (mut all, mut without) = (0, 0);
    for (listed, cells) in filled {
        all += 1;
        without += usize::from(cells[column].difference(listed).any(is_actor));
    }
    without > 0 && without * 2 >= all
}

/// By row: who stands in the list of actors, and in each of some columns.
fn first_rows(
    file: &DataFile,
    (listed, columns): (usize, &[usize]),
    actors: &Actors,
) -> Vec<(People, Vec<People>)> {
    let end = beginning(file, SEARCHED_FOR_LOST).len();
    let mut records = Records::new(file, 0);
    let mut rows = Vec::new();
    while let Some(record) = records.next()
        && record.end <= end
        && record.broken.is_none()
    {
        let cells = columns.iter().map(|n| people_of(&record, *n, actors)).collect();
        rows.push((people_of(&record, listed, actors), cells));
    }
    rows
}

/// Who stands in a cell; a name that a table has not stays as it is written.
fn people_of(record: &Record, column: usize, actors: &Actors) -> People {
    let Some(cell) = record.cells.get(column) else { return People::new() };
    let value = cell.value(record.text);
    let items = value.split(';').map(trim).filter(|item| !item.is_empty());
    items.map(|item| who(item, actors)).collect()
}

fn who(item: &str, actors: &Actors) -> String {
    if !actors.table {
        return nfc(Cow::Borrowed(string_of(item).0)).into_owned();
    }
    let bare = item.rsplit_once(':').map_or(item, |(name, _)| trim(name));
    let row = actors.names.row(item).or_else(|| actors.names.row(bare));
    row.map_or(item, |row| actors.names.rows[row as usize].0).to_string()
}
