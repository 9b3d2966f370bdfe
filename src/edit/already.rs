//! Rows that are there already.
//!
//! A row with an id is there if a row of that id has equal cells; one without, if a row has the
//! same date, title and actors. Only cells the new row brings are compared, so that what a curator
//! filled in since does not count.
//!
//! Invariant: adding the same rows twice adds nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::drafts::Draft;
use super::map::Columns;
use crate::model::cells::trim;
use crate::model::lookup::Lookup;
use crate::model::{DataFile, Dataset, Field, Place};
use crate::read::{Record, Records};

/// What a row meets in the folder or among the rows before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Met {
    /// Nothing: it is new.
    Nothing,
    /// A row that says the same, and the columns in which it does so in other words.
    Same(Where, Vec<String>),
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
    /// Ids of actors by what else they go by.
    names: BTreeMap<String, String>,
    /// The columns that are compared: those the new rows bring.
    brought: BTreeSet<String>,
    rows: Vec<(Where, Values)>,
    /// The first row of an id.
    ids: Lookup<String>,
    /// The last row of an id with these values of the columns that are compared.
    wholes: Lookup<Vec<String>>,
    contents: Lookup<String>,
}

impl There {
    /// The events of a folder of which a draft may be one.
    pub fn of(dataset: &Dataset, drafts: &[Draft], columns: &Columns) -> There {
        let (names, brought) = (names(dataset), columns.brought().map(|(_, name)| name).collect());
        let mut there = There { names, brought, ..There::default() };
        let mut wanted: Lookup<String> = Lookup::default();
        for draft in drafts {
            wanted.keep(there.key(&draft.by_name(columns)), 0);
        }
        for (number, file) in dataset.files.iter().enumerate() {
            if file.table != Some(crate::model::Table::Events) {
                continue;
            }
            let names = names_of(file);
            let mut records = Records::new(file, number as u32);
            while let Some(record) = records.next() {
                let values = values(&record, &names);
                let mut no_id = values.clone();
                no_id.remove(Field::Id.name());
                if [&values, &no_id].iter().any(|v| wanted.find(&there.key(v)).is_some()) {
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
            None => match self.contents.find(&self.content(&values)) {
                Some(row) => {
                    let (place, there) = &self.rows[row as usize];
                    Met::Same(place.clone(), in_other_words(there, &values))
                }
                None => Met::Nothing,
            },
        };
        if met == Met::Nothing {
            self.put(Where::Input(draft.input), values);
        }
        met
    }

    fn by_id(&self, id: &str, values: &Values) -> Met {
        if let Some(row) = self.wholes.find(&self.whole(values)) {
            return Met::Same(self.rows[row as usize].0.clone(), Vec::new());
        }
        let Some(row) = self.ids.find(id) else { return Met::Nothing };
        let (place, there) = &self.rows[row as usize];
        Met::Other(place.clone(), differences(there, values))
    }

    /// The values of a row in the columns that are compared, its id among them.
    fn whole(&self, values: &Values) -> Vec<String> {
        self.brought.iter().map(|name| values.get(name).cloned().unwrap_or_default()).collect()
    }

    /// What a row is found by: its id, else its content.
    fn key(&self, values: &Values) -> String {
        match values.get(Field::Id.name()).filter(|id| !id.is_empty()) {
            Some(id) => format!("id\u{1f}{id}"),
            None => self.content(values),
        }
    }

    /// Date, title and actors, these as a set of ids with roles.
    fn content(&self, values: &Values) -> String {
        let value = |field: Field| values.get(field.name()).map_or("", String::as_str);
        let items = value(Field::Actors).split(';').map(trim).filter(|a| !a.is_empty());
        let mut actors: Vec<String> = items.map(|item| self.by_actor(item)).collect();
        actors.sort_unstable();
        actors.dedup();
        format!("{}\u{1f}{}\u{1f}{}", value(Field::Date), value(Field::Title), actors.join(";"))
    }

    /// An item of the actors column with the id in the place of a name.
    fn by_actor(&self, item: &str) -> String {
        if let Some(id) = self.names.get(item) {
            return id.clone();
        }
        match item.rsplit_once(':').map(|(head, role)| (trim(head), trim(role))) {
            Some((head, role)) => {
                format!("{}:{role}", self.names.get(head).map_or(head, String::as_str))
            }
            None => item.to_string(),
        }
    }

    fn put(&mut self, place: Where, values: Values) {
        let number = self.rows.len() as u32;
        let id = values.get(Field::Id.name()).cloned().unwrap_or_default();
        if !id.is_empty() {
            self.ids.find_or(id, number);
            self.wholes.keep(self.whole(&values), number);
        }
        let content = self.content(&values);
        self.contents.find_or(content, number);
        self.rows.push((place, values));
    }
}

/// The columns in which two rows of the same date, title and actors differ.
fn in_other_words(there: &Values, here: &Values) -> Vec<String> {
    let same = [Field::Id, Field::Date, Field::Title, Field::Actors].map(Field::name);
    let names = differences(there, here).into_iter().map(|(name, ..)| name);
    names.filter(|name| !same.contains(&name.as_str())).collect()
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

/// What actors go by, and their ids; not what several go by.
fn names(dataset: &Dataset) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for actor in 0..dataset.actors.len() as u32 {
        let id = dataset.actor_id(actor);
        let name = dataset.actor_cell(actor, Field::Name).into_owned();
        let aliases = dataset.actor_cell(actor, Field::Aliases);
        for name in aliases.split(';').map(|a| trim(a).to_string()).chain([name]) {
            let other = names.insert(name.clone(), id.to_string());
            if other.is_some_and(|other| other != id) {
                names.insert(name.clone(), name);
            }
        }
    }
    for actor in 0..dataset.actors.len() as u32 {
        names.remove(dataset.actor_id(actor));
    }
    names
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

/// A value as it is compared: trimmed as reading does, line ends as LF.
pub(super) fn comparable(value: &str) -> String {
    trim(value).replace("\r\n", "\n").replace('\r', "\n")
}
