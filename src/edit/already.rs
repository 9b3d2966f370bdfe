//! Rows that are there already.
//!
//! A row with an id is there if a row of that id has equal cells; one without, if a row has the
//! same date, title and actors. Only cells the new row brings are compared, so that what a curator
//! filled in since does not count.
//!
//! Invariant: adding the same rows twice adds nothing.

use std::collections::BTreeMap;

use super::drafts::Draft;
use super::map::Columns;
use crate::model::lookup::Lookup;
use crate::model::{DataFile, Field, Place};
use crate::read::{Record, Records};

/// What a row meets in the folder or among the rows before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Met {
    /// Nothing: it is new.
    Nothing,
    /// A row that says the same.
    Same(Where),
    /// A row of its id with other cells: which columns, with what stands there and here.
    Other(Where, Vec<(String, String, String)>),
}

/// Where a row stands that was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Where {
    /// In the folder.
    Folder(Place),
    /// In the input: the number of the row.
    Input(usize),
}

/// A row as it is compared: values by column name, in lower case.
type Values = BTreeMap<String, String>;

/// The rows of a folder's events, and of an input as far as it was seen.
#[derive(Default)]
pub struct There {
    rows: Vec<(Where, Values)>,
    /// Rows by id; a row points to the one before it with the same id.
    ids: Lookup<String>,
    before: Vec<Option<u32>>,
    contents: Lookup<String>,
}

impl There {
    /// The events of a folder; `wanted` says of which ids and of which contents rows are kept.
    pub fn of(files: &[DataFile], drafts: &[Draft], columns: &Columns) -> There {
        let mut wanted: Lookup<String> = Lookup::default();
        for draft in drafts {
            wanted.keep(key(&draft.by_name(columns)), 0);
        }
        let mut there = There::default();
        for (number, file) in files.iter().enumerate() {
            if file.table != Some(crate::model::Table::Events) {
                continue;
            }
            let names = names_of(file);
            let mut records = Records::new(file, number as u32);
            while let Some(record) = records.next() {
                let values = values(&record, &names);
                let mut no_id = values.clone();
                no_id.remove(Field::Id.name());
                if wanted.find(&key(&values)).is_some() || wanted.find(&key(&no_id)).is_some() {
                    let place = Where::Folder(record.whole());
                    there.put(place, values);
                }
            }
        }
        there
    }

    /// What a row meets; a new one is there from now on.
    pub fn meet(&mut self, draft: &Draft, columns: &Columns) -> Met {
        let values = draft.by_name(columns);
        let met = match values.get(Field::Id.name()).filter(|id| !id.is_empty()) {
            Some(id) => self.by_id(id, &values),
            None => match self.contents.find(&content(&values)) {
                Some(row) => Met::Same(self.rows[row as usize].0.clone()),
                None => Met::Nothing,
            },
        };
        if met == Met::Nothing {
            self.put(Where::Input(draft.input), values);
        }
        met
    }

    fn by_id(&self, id: &str, values: &Values) -> Met {
        let mut next = self.ids.find(id);
        let mut met = Met::Nothing;
        while let Some(row) = next {
            let (place, there) = &self.rows[row as usize];
            let other = differences(there, values);
            if other.is_empty() {
                return Met::Same(place.clone());
            }
            met = Met::Other(place.clone(), other);
            next = self.before[row as usize];
        }
        met
    }

    fn put(&mut self, place: Where, values: Values) {
        let number = self.rows.len() as u32;
        let id = values.get(Field::Id.name()).cloned().unwrap_or_default();
        let before = if id.is_empty() { None } else { self.ids.keep(id, number) };
        self.before.push(before);
        self.contents.find_or(content(&values), number);
        self.rows.push((place, values));
    }
}

/// The columns in which two rows differ, of those the second has.
fn differences(there: &Values, here: &Values) -> Vec<(String, String, String)> {
    let blank = String::new();
    here.iter()
        .map(|(name, value)| (name, there.get(name).unwrap_or(&blank), value))
        .filter(|(_, there, here)| there != here)
        .map(|(name, there, here)| (name.clone(), there.clone(), here.clone()))
        .collect()
}

/// What a row is found by: its id, else its content.
fn key(values: &Values) -> String {
    match values.get(Field::Id.name()).filter(|id| !id.is_empty()) {
        Some(id) => format!("id\u{1f}{id}"),
        None => content(values),
    }
}

/// Date, title and actors, these as a set.
fn content(values: &Values) -> String {
    let value = |field: Field| values.get(field.name()).map_or("", String::as_str);
    let mut actors: Vec<&str> = value(Field::Actors).split(';').map(str::trim).collect();
    actors.retain(|a| !a.is_empty());
    actors.sort_unstable();
    actors.dedup();
    format!("{}\u{1f}{}\u{1f}{}", value(Field::Date), value(Field::Title), actors.join(";"))
}

fn names_of(file: &DataFile) -> Vec<String> {
    file.header_names().iter().map(|n| n.to_lowercase()).collect()
}

fn values(record: &Record, names: &[String]) -> Values {
    let cells = record.cells.iter().map(|c| comparable(&c.value(&record.file.text)));
    let mut values = Values::new();
    for (name, value) in names.iter().zip(cells) {
        values.entry(name.clone()).or_insert(value);
    }
    values
}

/// A value as it is compared: trimmed, line ends as LF.
pub(super) fn comparable(value: &str) -> String {
    value.trim().replace("\r\n", "\n").replace('\r', "\n")
}
