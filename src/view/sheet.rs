//! Rows of a table of the contract, to be written exactly as they stand.
//!
//! Columns of split files unite: known ones by what they are (`Title` in one file and `title` in
//! another are one column), all others by name and by how often the name stood before in the same
//! file, so that of two columns with one name, or with none, neither is lost.
//!
//! Invariant: columns are those of the files, unknown ones included; no value is changed but for
//! line ends, and what is written reads as the same dataset.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::cells::{self, split};
use crate::model::{DataFile, Dataset, Field, Link, Row, Table};
use crate::view::Selection;
use crate::view::report::{Cell, Column, Layout, Part, Record, Report, Section};
use crate::view::stands::{Listed, Stand, Stands};

/// What a column is called where each needs a name: one without a name by its place in the table.
pub(crate) fn called(name: &str, place: usize) -> Cow<'_, str> {
    if name.is_empty() { format!("column {}", place + 1).into() } else { name.into() }
}

/// A table of the dataset or a part of it.
#[derive(Clone, Debug)]
pub struct Sheet<'d> {
    /// Whose rows they are.
    pub dataset: &'d Dataset,
    /// Which table.
    pub table: Table,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Which rows, in the order of output.
    stands: Stands,
    /// Whether cells a spreadsheet would run are guarded with a `'`.
    pub guard: bool,
    /// By file: for each column, the number of its cell.
    cells: Places,
    /// By file: whether its cells are the columns in their order.
    in_order: Vec<bool>,
    /// For each column, whether the contract knows it.
    known: Vec<bool>,
}

impl<'d> Sheet<'d> {
    /// A whole table in canonical order.
    ///
    /// ```
    /// use annals::{model::Table, view::Sheet};
    /// let files = [("events-1.csv", "date,title,x\n2025,A,1\n"), ("events-2.csv", "x,Title,date\n2,B,\n")];
    /// let dataset = annals::check::dataset(annals::read::texts(&files)).dataset;
    /// let sheet = Sheet::whole(&dataset, Table::Events);
    /// assert_eq!(sheet.columns, ["date", "title", "x"]);
    /// assert!(sheet.rows().any(|row| sheet.values(row) == ["", "B", "2"]));
    /// ```
    pub fn whole(dataset: &'d Dataset, table: Table) -> Sheet<'d> {
        if table == Table::Events {
            let all = Listed::Events(Selection::all(dataset).events);
            return Sheet::of(dataset, table, all);
        }
        let rows: Vec<Row> = match table {
            Table::Actors => dataset.actors.iter().filter_map(|a| a.row).collect(),
            Table::Sources => dataset.sources.iter().filter_map(|s| s.row).collect(),
            Table::Relationships => dataset.relationships.iter().map(|r| r.row).collect(),
            Table::EventLinks => link_rows(dataset, |_| true),
            _ => Vec::new(),
        };
        Sheet::of(dataset, table, Listed::Rows(rows))
    }

    /// Rows of a table, in the order given.
    pub fn of(dataset: &'d Dataset, table: Table, listed: Listed) -> Sheet<'d> {
        let (columns, cells) = unite(dataset, table);
        let known = columns.iter().map(|(key, _)| matches!(key, Key::Known(_))).collect();
        let ordered = |places: &Vec<Option<usize>>| {
            let all = places.iter().enumerate().all(|(n, place)| *place == Some(n));
            all && places.len() == columns.len()
        };
        let in_order = cells.iter().map(ordered).collect();
        let (columns, stands) = (names(&columns), Stands::of(dataset, listed));
        Sheet { dataset, table, columns, stands, guard: false, cells, in_order, known }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.stands.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where a row stands, by its number in the order of output.
    #[inline]
    pub fn row(&self, number: usize) -> Stand {
        self.stands.at(number)
    }

    /// Where the rows stand, in the order of output.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Stand> {
        (0..self.len()).map(|number| self.row(number))
    }

    /// Numbers of the columns that the contract does not know.
    pub fn other_columns(&self) -> Vec<usize> {
        (0..self.known.len()).filter(|n| !self.known[*n]).collect()
    }

    /// The same with cells guarded that a spreadsheet would run.
    pub fn guarded(self) -> Sheet<'d> {
        Sheet { guard: true, ..self }
    }

    /// Whether the folder has this table at all. One whose files are all refused is there and
    /// empty: without it, every string in a list would be an actor or a source.
    pub fn exists(dataset: &Dataset, table: Table) -> bool {
        dataset.files.iter().any(|file| file.table == Some(table))
    }

    /// The values of a row in the order of `columns`: line ends as LF, missing cells blank.
    pub fn values(&self, row: Stand) -> Vec<Cow<'d, str>> {
        let file = &self.dataset.files[row.file as usize];
        let mut cells = Vec::with_capacity(file.header.len());
        split(&file.text, row.offset as usize, &mut cells);
        let value = |number: &Option<usize>| match number.and_then(|n| cells.get(n)) {
            Some(cell) => lf(cell.value(&file.text)),
            None => Cow::Borrowed(""),
        };
        self.cells[row.file as usize].iter().map(value).collect()
    }

    /// The record of a row that is written as it stands, where the row says so and these are the
    /// columns in their order.
    pub fn verbatim(&self, row: Stand) -> Option<&'d [u8]> {
        if row.verbatim == 0 || self.guard || !self.in_order[row.file as usize] {
            return None;
        }
        let text = &self.dataset.files[row.file as usize].text;
        let start = row.offset as usize;
        Some(&text.as_bytes()[start..start + row.verbatim as usize])
    }

    /// The record of a row as it stands, its cells put into `cells`, if these are the columns in
    /// their order, with lines ending in LF.
    pub fn record(&self, row: Stand, cells: &mut Vec<cells::Cell>) -> Option<&'d str> {
        if !self.in_order[row.file as usize] {
            return None;
        }
        let text = &self.dataset.files[row.file as usize].text;
        let found = split(text, row.offset as usize, cells);
        let record = &text[row.offset as usize..found.end];
        let plain = memchr::memchr(b'\r', record.as_bytes()).is_none();
        (plain && cells.len() == self.columns.len()).then_some(record)
    }

    /// The same rows as a table view, for formats that know no other.
    pub fn report(&self) -> Report {
        let columns = self.columns.iter();
        let records = self.rows().map(|row| Record {
            cells: self.values(row).into_iter().map(|v| Cell::text(v.into_owned())).collect(),
        });
        Report {
            title: self.table.name().to_string(),
            columns: columns.map(|c| Column { name: c.clone().into(), part: Part::Data }).collect(),
            layout: Layout::Grid,
            sections: vec![Section { records: records.collect(), ..Section::default() }],
            ..Report::default()
        }
    }
}

/// The rows of `event_links` whose link is wanted, in the order of the links.
pub fn link_rows(dataset: &Dataset, wanted: impl Fn(&Link) -> bool) -> Vec<Row> {
    let own = dataset.links.iter().filter(|l| l.field == Field::Relation && wanted(l));
    own.map(|link| link.row).collect()
}

/// By file: for each column, the number of its cell.
type Places = Vec<Vec<Option<usize>>>;

/// What makes two columns one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// A column the contract knows.
    Known(Field),
    /// Any other: its name, and how many of that name stand before it in the file.
    Other(String, usize),
}

/// The columns of all files of a table, and for each file where they are.
fn unite(dataset: &Dataset, table: Table) -> (Vec<(Key, String)>, Places) {
    let mut columns: Vec<(Key, String)> = Vec::new();
    let mut there: BTreeSet<Key> = BTreeSet::new();
    let mut cells_by_file: Vec<BTreeMap<Key, usize>> = Vec::new();
    for file in dataset.files.iter() {
        let has = |field: &Field| file.fields.find(*field).is_some();
        let is_read = file.table == Some(table) && table.required().iter().all(has);
        let named = if is_read { named(file, table) } else { Vec::new() };
        let new = named.iter().filter(|(key, _)| there.insert(key.clone()));
        columns.extend(new.cloned());
        let cells = named.into_iter().enumerate().map(|(cell, (key, _))| (key, cell));
        cells_by_file.push(cells.collect());
    }
    if columns.is_empty() {
        let required = table.required().iter();
        columns.extend(required.map(|f| (Key::Known(*f), f.name().to_string())));
    }
    let place = |cells: &BTreeMap<Key, usize>| {
        columns.iter().map(|(key, _)| cells.get(key).copied()).collect()
    };
    let places = cells_by_file.iter().map(place).collect();
    (columns, places)
}

/// The columns of one file.
fn named(file: &DataFile, table: Table) -> Vec<(Key, String)> {
    let names = file.header_names().into_iter().map(|n| lf(n.into()).into_owned());
    let known = |cell| table.columns().iter().find(|f| file.fields.find(**f) == Some(cell));
    let mut before: BTreeMap<String, usize> = BTreeMap::new();
    let key = |(cell, name): (usize, String)| {
        if let Some(field) = known(cell) {
            return (Key::Known(*field), name);
        }
        let count = before.entry(name.clone()).or_default();
        *count += 1;
        (Key::Other(name.clone(), *count - 1), name)
    };
    names.enumerate().map(key).collect()
}

/// The names to write. A known column keeps its spelling unless another could be taken for it.
fn names(columns: &[(Key, String)]) -> Vec<String> {
    let other = |field: Field| {
        let alike = |key: &Key| matches!(key, Key::Other(name, _) if name.eq_ignore_ascii_case(field.name()));
        columns.iter().any(|(key, _)| alike(key))
    };
    let name = |(key, name): &(Key, String)| match key {
        Key::Known(field) if other(*field) => field.name().to_string(),
        _ => name.clone(),
    };
    columns.iter().map(name).collect()
}

/// Line ends as LF.
fn lf(value: Cow<'_, str>) -> Cow<'_, str> {
    if value.contains('\r') {
        return Cow::Owned(value.replace("\r\n", "\n").replace('\r', "\n"));
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{check, read};

    fn dataset(files: &[(&str, &str)]) -> Dataset {
        check::dataset(read::texts(files)).dataset
    }

    #[test]
    fn columns_without_a_name_or_with_the_same_one_are_all_kept() {
        let files = [("events.csv", "date,title,,x,,x,title\n2025,A,1,2,3,4,5\n")];
        let dataset = dataset(&files);
        let sheet = Sheet::whole(&dataset, Table::Events);
        assert_eq!(sheet.columns, ["date", "title", "", "x", "", "x", "title"]);
        assert_eq!(sheet.values(sheet.row(0)), ["2025", "A", "1", "2", "3", "4", "5"]);
    }

    #[test]
    fn columns_of_split_files_unite_by_name_and_occurrence() {
        let files = [
            ("events-1.csv", "id,date,title,x\n1,2025,A,a\n"),
            ("events-2.csv", "x,id,TITLE,date,x,,note\n1,2,B,2026,2,3\n"),
        ];
        let dataset = dataset(&files);
        let sheet = Sheet::whole(&dataset, Table::Events);
        assert_eq!(sheet.columns, ["id", "date", "title", "x", "x", "", "note"]);
        assert_eq!(sheet.values(sheet.row(0)), ["1", "2025", "A", "a", "", "", ""]);
        assert_eq!(sheet.values(sheet.row(1)), ["2", "2026", "B", "1", "2", "3", ""]);
    }

    #[test]
    fn a_known_column_is_never_mistaken_for_another_of_its_name() {
        let files = [
            ("events-1.csv", "date,Title\n2025,right\n"),
            ("events-2.csv", "date,title,title\n2026,right,wrong\n"),
        ];
        let dataset = dataset(&files);
        let sheet = Sheet::whole(&dataset, Table::Events);
        assert_eq!(sheet.columns, ["date", "title", "title"]);
        assert!(sheet.rows().all(|row| sheet.values(row)[1] == "right"));
    }

    #[test]
    fn line_ends_become_lf_and_short_rows_are_padded() {
        let dataset = dataset(&[("events.csv", "date,title,x,y\r\n2025,\"A\r\nB\rC\"\r\n")]);
        let sheet = Sheet::whole(&dataset, Table::Events);
        assert_eq!(sheet.values(sheet.row(0)), ["2025", "A\nB\nC", "", ""]);
    }
}
