//! Rows that are there already.
//!
//! A row with an id is there if a row of that id has equal cells; one without, if a row has the
//! same date, title and actors, names no other place, turn (`seq`) or sources and is not one that the new row links to.
//! Only cells the new row brings are compared, so that what a curator filled in since does not count. Of rows of one input each that differs from the
//! others, be it in a column that is left out or in how its date is written, is an event of its own: a row
//! of the folder stands for one of them only.
//!
//! Invariant: adding the same rows twice adds nothing, and no row of an input is dropped for another
//! that says something else; where both have one id and differ in a column that is left out, that is told.

pub(super) mod cited;
pub(super) mod dependants;
pub(super) mod hanging;
pub(super) mod told;
pub(super) mod unmatched;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::check::{is_id, nfc, typed};
use crate::edit::columns::Columns;
use crate::edit::input::drafts::Draft;
use crate::edit::known::cited::{Citation, Sources, are_elsewhere};
use crate::edit::known::unmatched::{Free, Spot};
use crate::model::cells::trim;
use crate::model::lookup::Lookup;
use crate::model::relation::head_and_gap;
use crate::model::{DataFile, Dataset, Field, Place};
use crate::read::{Record, Records};

/// What a row meets in the folder or among the rows before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Met {
    /// Nothing: it is new.
    Nothing,
    /// A row of the same date, title and actors that differs in these columns: it is new.
    Alike(Where, Vec<String>),
    /// A row that says the same, and the columns in which it does so in other words.
    Same(Where, Vec<String>),
    /// A row of the input of its id that differs in these columns, which are left out.
    Twin(usize, Vec<String>),
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

impl Where {
    /// The number of the row in the input, if it stands there.
    pub fn in_input(&self) -> Option<usize> {
        match self {
            Where::Folder(_) => None,
            Where::Input(row) => Some(*row),
        }
    }
}

/// A row as it is compared: values by column name, in lower case.
type Values = BTreeMap<String, String>;

/// Where a row stands, its values, and those of columns that are left out.
type Row = (Where, Values, Vec<String>);

/// The rows of a folder's events, and of an input as far as it was seen.
#[derive(Default)]
pub struct There {
    /// Ids of actors by what else they go by.
    names: BTreeMap<String, String>,
    sources: Sources,
    /// The columns that are compared: those the new rows bring.
    brought: BTreeSet<String>,
    rows: Vec<Row>,
    /// The first row of an id.
    ids: Lookup<String>,
    /// The last row of an id with these values of the columns that are compared.
    wholes: Lookup<Vec<String>>,
    /// What was met: a row, and the columns in which it is in other words.
    met: Vec<(u32, Vec<String>)>,
    /// By content, the other cells that are compared and those left out: what was met.
    exact: Lookup<String>,
    /// By content and the other cells that are compared: rows of the folder that stand for no row of the
    /// input yet, though one of it says the same.
    equal: BTreeMap<String, VecDeque<u32>>,
    /// By content: those that say it in other words.
    free: BTreeMap<String, Free>,
    /// By content: the first row of the input, or one that stands in the folder already.
    first: Lookup<String>,
}

impl There {
    /// The events of a folder of which a draft may be one.
    pub fn of(dataset: &Dataset, drafts: &[Draft], columns: &Columns) -> There {
        let (names, brought) = (names(dataset), columns.brought().map(|(_, name)| name).collect());
        let sources = Sources::of(dataset);
        let mut there = There { names, sources, brought, ..There::default() };
        let (mut wanted, mut said) = (Lookup::default(), Lookup::default());
        for (draft, number) in drafts.iter().zip(0..) {
            let values = draft.by_name(columns);
            wanted.find_or(there.key(&values), number);
            if id_of(&values).is_none() {
                said.find_or(there.exactly(&values), number);
            }
        }
        for (number, file) in dataset.files.iter().enumerate() {
            if file.table != Some(crate::model::Table::Events) {
                continue;
            }
            let names = names_of(file);
            let mut records = Records::new(file, number as u32);
            while let Some(record) = records.next() {
                let values = values(&record, &names);
                let content = there.content(&values);
                let id = id_of(&values).map(by_id);
                let by_its_id = id.as_ref().and_then(|id| wanted.find(id));
                if by_its_id.is_some() || wanted.find(&content).is_some() {
                    let exactly = there.exactly(&values);
                    let left_out = by_its_id.map(|n| drafts[n as usize].left_out.clone());
                    let row = there.put(Where::Folder(record.whole()), values, left_out);
                    let same = said.find(&exactly);
                    match (by_its_id, same) {
                        (None, None) => {
                            let (spot, cited) = there.spot(&there.rows[row as usize].1);
                            let free = there.free.entry(content.clone());
                            free.or_insert_with(|| Free::new(row)).put(spot, &cited, row);
                        }
                        (None, Some(_)) => there.equal.entry(exactly).or_default().push_back(row),
                        _ => {}
                    }
                    if let Some(draft) = by_its_id.or(same) {
                        there.stands_for(&drafts[draft as usize], columns, content);
                    }
                }
            }
        }
        there
    }

    /// A row of the folder is one of the input: others of its content are held against that one.
    fn stands_for(&mut self, draft: &Draft, columns: &Columns, content: String) {
        let number = self.rows.len() as u32;
        if self.first.find_or(content, number) == number {
            let left_out = draft.left_out.clone();
            self.rows.push((Where::Input(draft.input), draft.by_name(columns), left_out));
        }
    }

    /// What a row meets; a new one is there from now on.
    pub fn meet(&mut self, draft: &Draft, columns: &Columns) -> Met {
        let values = draft.by_name(columns);
        if id_of(&values).is_some_and(|id| !is_id(id)) {
            return Met::Nothing; // it is refused as no id, whatever stands elsewhere
        }
        let met = match id_of(&values) {
            Some(id) => self.of_id((id, &values), (draft, columns)),
            None => self.of_content(&values, (draft, columns)),
        };
        if matches!(met, Met::Nothing | Met::Alike(..)) {
            let content = self.content(&values);
            let row = self.put(Where::Input(draft.input), values, Some(draft.left_out.clone()));
            self.first.find_or(content, row);
        }
        met
    }

    /// What a row without an id meets: the same row, else one of the folder in other words.
    fn of_content(&mut self, values: &Values, (draft, columns): (&Draft, &Columns)) -> Met {
        let exactly = self.exactly(values);
        let whole = with_left_out(exactly.clone(), &draft.left_out);
        if let Some(met) = self.exact.find(&whole) {
            let (row, other) = &self.met[met as usize];
            return Met::Same(self.rows[*row as usize].0.clone(), other.clone());
        }
        let content = self.content(values);
        let equal = self.equal.get_mut(&exactly).and_then(VecDeque::pop_front);
        let (spot, cited) = self.spot(values);
        let rows = &self.rows;
        let may_be = |row: u32| !links_to(values, id_of(&rows[row as usize].1));
        let mut free = || self.free.get_mut(&content)?.next((&spot, &cited), may_be);
        if let Some(row) = equal.or_else(&mut free) {
            let (place, there, _) = &self.rows[row as usize];
            let other = in_other_words(there, values);
            self.exact.keep(whole, self.met.len() as u32);
            self.met.push((row, other.clone()));
            return Met::Same(place.clone(), other);
        }
        let of_folder = || Some(self.free.get(&content)?.first);
        let Some(row) = self.first.find(&content).or_else(of_folder) else { return Met::Nothing };
        let (place, there, left_out) = &self.rows[row as usize];
        if are_elsewhere(&self.spot(there).1, &cited) {
            return Met::Nothing; // nor has the check a doubt of the two
        }
        let mut other = in_other_words(there, values);
        other.extend(in_left_out(left_out, (draft, columns)));
        Met::Alike(place.clone(), other)
    }

    /// What a row with an id meets.
    fn of_id(&self, (id, values): (&str, &Values), new: (&Draft, &Columns)) -> Met {
        if let Some(row) = self.wholes.find(&self.whole(values)) {
            let (place, _, left_out) = &self.rows[row as usize];
            let differ: Vec<String> = in_left_out(left_out, new).collect();
            return match place {
                Where::Input(row) if !differ.is_empty() => Met::Twin(*row, differ),
                _ => Met::Same(place.clone(), Vec::new()),
            };
        }
        let Some(row) = self.ids.find(id) else { return Met::Nothing };
        let (place, there, _) = &self.rows[row as usize];
        Met::Other(place.clone(), differences(there, values))
    }

    /// The values of a row in the columns that are compared, its id among them.
    fn whole(&self, values: &Values) -> Vec<String> {
        self.brought.iter().map(|name| values.get(name).cloned().unwrap_or_default()).collect()
    }

    /// What a row is found by: its id, else its content.
    fn key(&self, values: &Values) -> String {
        id_of(values).map_or_else(|| self.content(values), by_id)
    }

    /// Content, and the other cells that are compared.
    fn exactly(&self, values: &Values) -> String {
        let others = self.brought.iter().filter(|name| !is_content(name));
        let others = others.map(|name| values.get(name).map_or("", String::as_str));
        others.fold(self.content(values), |all, value| all + "\u{1f}" + value)
    }

    /// The place, whatever the case, the turn, and what is cited, if they are compared.
    fn spot(&self, values: &Values) -> (Spot, Vec<Citation>) {
        let value = |field: Field| {
            let value = values.get(field.name()).filter(|_| self.brought.contains(field.name()));
            value.map_or("", String::as_str)
        };
        let spot = [Field::Place, Field::Seq].map(|field| typed(value(field)).to_lowercase());
        (spot, self.sources.cited(value(Field::Sources)))
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

    /// Keeps a row, and where what it leaves out is known, that such rows are there.
    fn put(&mut self, place: Where, values: Values, left_out: Option<Vec<String>>) -> u32 {
        let number = self.rows.len() as u32;
        let id = values.get(Field::Id.name()).cloned().unwrap_or_default();
        if !id.is_empty() {
            self.ids.find_or(id, number);
            self.wholes.keep(self.whole(&values), number);
        }
        let left_out = left_out.inspect(|left_out| {
            let whole = with_left_out(self.exactly(&values), left_out);
            if self.exact.find_or(whole, self.met.len() as u32) == self.met.len() as u32 {
                self.met.push((number, Vec::new()));
            }
        });
        self.rows.push((place, values, left_out.unwrap_or_default()));
        number
    }
}

/// What is compared of a row, and what it leaves out.
fn with_left_out(exactly: String, left_out: &[String]) -> String {
    left_out.iter().fold(exactly, |all, value| all + "\u{1f}" + value)
}

/// The id of a row, if it has one.
fn id_of(values: &Values) -> Option<&str> {
    values.get(Field::Id.name()).map(String::as_str).filter(|id| !id.is_empty())
}

/// Whether a row comes after or before an event of this id, or is a part of it: then it is another one.
fn links_to(values: &Values, id: Option<&str>) -> bool {
    Field::LINKS.iter().any(|field| {
        let items = values.get(field.name()).into_iter().flat_map(|list| list.split(';'));
        let mut ids = items.map(|item| head_and_gap(trim(item)).0);
        id.is_some_and(|id| ids.any(|other| other == id))
    })
}

/// What a row with an id is found by.
fn by_id(id: &str) -> String {
    format!("id\u{1f}{id}")
}

/// Whether a column is the id or part of what is told of a row without one.
fn is_content(name: &str) -> bool {
    [Field::Id, Field::Date, Field::Title, Field::Actors].iter().any(|f| f.name() == name)
}

/// The columns in which two rows of the same date, title and actors differ.
fn in_other_words(there: &Values, here: &Values) -> Vec<String> {
    let names = differences(there, here).into_iter().map(|(name, ..)| name);
    names.filter(|name| !is_content(name)).collect()
}

/// How the column of dates is called where they are written otherwise.
pub(super) const DATE: &str = "date";

/// The columns in which a new row differs from another one of the input, where what is left out does.
pub(super) fn apart(other: &Draft, (draft, columns): (&Draft, &Columns)) -> Vec<String> {
    let left_out: Vec<String> = in_left_out(&other.left_out, (draft, columns)).collect();
    if left_out.is_empty() {
        return left_out;
    }
    let mut names = in_other_words(&other.by_name(columns), &draft.by_name(columns));
    names.extend(left_out);
    names
}

/// The columns that are left out in which a new row differs from another; that of dates where these are
/// written otherwise.
fn in_left_out<'n>(
    there: &'n [String],
    (draft, columns): (&'n Draft, &'n Columns),
) -> impl Iterator<Item = String> + 'n {
    let names = columns.left_out.iter().map(|(_, name)| name.as_str()).chain([DATE]);
    let pairs = there.iter().zip(&draft.left_out).zip(names);
    pairs.filter(|((there, here), _)| there != here).map(|(_, name)| name.to_string())
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
        for name in aliases.split(';').chain([name.as_str()]).map(comparable) {
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

/// A value as it is compared: trimmed as reading does, in normal form C, line ends as LF.
pub(super) fn comparable(value: &str) -> String {
    nfc(Cow::Borrowed(trim(value))).replace("\r\n", "\n").replace('\r', "\n")
}
