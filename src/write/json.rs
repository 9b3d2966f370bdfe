//! JSON, indented, for programs.
//!
//! A [`Report`] is one object: `title`, `query` (blank for everything), `sections` and `remarks`.
//! A section has `heading`, `depth` (from 1) and `records`; a record is an object with the names of
//! the columns. In a chronology:
//!
//! ```json
//! {
//!   "id": "e027",
//!   "date": {
//!     "written": "2025-02-12",
//!     "words": "12 February 2025",
//!     "earliest": "2025-02-12",
//!     "latest": "2025-02-12"
//!   },
//!   "title": "Trump-Zelensky call right after the Putin call",
//!   "type": "call",
//!   "actors": [{ "id": "trump", "name": "Donald Trump", "role": "caller" }],
//!   "place": "",
//!   "sources": [
//!     {
//!       "id": "npr-kpcw-2025-02-12",
//!       "title": "...",
//!       "publisher": "NPR",
//!       "published": "2025-02-12",
//!       "url": "https://...",
//!       "locator": ""
//!     }
//!   ],
//!   "status": "confirmed",
//!   "summary": "...",
//!   "after": [{ "id": "e026", "gap": "" }],
//!   "before": [],
//!   "seq": "2",
//!   "part_of": [],
//!   "tags": ["origin"]
//! }
//! ```
//!
//! `date` is `null` for an undated event, its bounds where there are none. Statuses are as written, a gap
//! is as `2d..5d`, blank where none is said.
//! A [`Sheet`] is an array of such objects with every cell as a string. Of columns that share a name
//! the later ones are called `name (2)`; one without a name is called by its place in the table, `column 3`.
//!
//! Invariant: keys stand in the order of the columns; no key stands twice in an object.

use std::cell::RefCell;
use std::io;
use std::ops::Range;

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::Format;
use crate::view::chronology::Teller;
use crate::view::report::{Cell, Form, Record, Section, Value};
use crate::view::sheet::called;
use crate::view::tables::Ties;
use crate::view::{Chronology, Report, Sheet};

/// JSON.
pub(super) const FORMAT: Format = Format {
    name: "json",
    extension: "json",
    about: "for programs, with structure",
    report: Some(report),
    sheet: Some(sheet),
    diagram: Some(super::graph_json::diagram),
    spans: None,
};

fn report(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let names = keys(report.columns.iter().map(|column| column.name.as_ref()));
    document(&Document { report, names: &names }, out)
}

/// A chronology, as its report would be written.
pub(super) fn chronology(chronology: &Chronology, out: &mut dyn io::Write) -> io::Result<()> {
    let names = keys(chronology.frame.columns.iter().map(|column| column.name.as_ref()));
    let teller = RefCell::new(chronology.teller(Form::All));
    document(&Told { chronology, names: &names, teller }, out)
}

/// Ties, as their report would be written.
pub(super) fn ties(ties: &Ties, out: &mut dyn io::Write) -> io::Result<()> {
    let names = keys(ties.frame.columns.iter().map(|column| column.name.as_ref()));
    document(&Tied { ties, names: &names, is_section: false }, out)
}

fn sheet(sheet: &Sheet, out: &mut dyn io::Write) -> io::Result<()> {
    let names = keys(sheet.columns.iter().map(String::as_str));
    document(&Rows { sheet, names: &names }, out)
}

fn document(content: &impl Serialize, mut out: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, content)?;
    writeln!(out)
}

/// Names of columns made different from each other.
fn keys<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    let names: Vec<&str> = names.collect();
    for (n, name) in names.iter().enumerate() {
        let name = called(name, n);
        let mut key = name.to_string();
        let mut count = 1;
        while keys.contains(&key) || (count > 1 && names.contains(&key.as_str())) {
            count += 1;
            key = format!("{name} ({count})");
        }
        keys.push(key);
    }
    keys
}

struct Document<'a> {
    report: &'a Report,
    names: &'a [String],
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Document { report, names } = self;
        let sections: Vec<_> = report.sections.iter().map(|s| Part { section: s, names }).collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("title", &report.title)?;
        map.serialize_entry("query", &report.subtitle)?;
        map.serialize_entry("sections", &sections)?;
        map.serialize_entry("remarks", &report.remarks)?;
        map.end()
    }
}

/// A chronology whose records are made as they are written.
struct Told<'a, 'd> {
    chronology: &'a Chronology<'d>,
    names: &'a [String],
    teller: RefCell<Teller<'a, 'd>>,
}

impl Serialize for Told<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let frame = &self.chronology.frame;
        let section = |(section, places)| ToldPart { told: self, section, places };
        let sections: Vec<_> = self.chronology.sections().map(section).collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("title", &frame.title)?;
        map.serialize_entry("query", &frame.subtitle)?;
        map.serialize_entry("sections", &sections)?;
        map.serialize_entry("remarks", &frame.remarks)?;
        map.end()
    }
}

struct ToldPart<'t, 'a, 'd> {
    told: &'t Told<'a, 'd>,
    section: &'a Section,
    places: Range<usize>,
}

impl Serialize for ToldPart<'_, '_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("heading", &self.section.heading)?;
        map.serialize_entry("depth", &self.section.depth)?;
        map.serialize_entry("records", &ToldRecords(self))?;
        map.end()
    }
}

struct ToldRecords<'p, 't, 'a, 'd>(&'p ToldPart<'t, 'a, 'd>);

impl Serialize for ToldRecords<'_, '_, '_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ToldPart { told, places, .. } = self.0;
        let mut records = serializer.serialize_seq(Some(places.len()))?;
        let mut teller = told.teller.borrow_mut();
        for place in places.clone() {
            let record = teller.record(place);
            records.serialize_element(&Object { record, names: told.names })?;
        }
        records.end()
    }
}

/// Ties whose records are made as they are written: the document, or its one section.
struct Tied<'a, 'd> {
    ties: &'a Ties<'d>,
    names: &'a [String],
    is_section: bool,
}

impl Serialize for Tied<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Tied { ties, names, is_section } = *self;
        let mut map = serializer.serialize_map(None)?;
        if is_section {
            let section = Section::default();
            map.serialize_entry("heading", &section.heading)?;
            map.serialize_entry("depth", &section.depth)?;
            map.serialize_entry("records", &TiedRecords(ties, names))?;
            return map.end();
        }
        map.serialize_entry("title", &ties.frame.title)?;
        map.serialize_entry("query", &ties.frame.subtitle)?;
        map.serialize_entry("sections", &[Tied { ties, names, is_section: true }])?;
        map.serialize_entry("remarks", &ties.frame.remarks)?;
        map.end()
    }
}

struct TiedRecords<'a, 'd>(&'a Ties<'d>, &'a [String]);

impl Serialize for TiedRecords<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut records = serializer.serialize_seq(None)?;
        for record in self.0.records() {
            records.serialize_element(&Object { record: &record, names: self.1 })?;
        }
        records.end()
    }
}

struct Part<'a> {
    section: &'a Section,
    names: &'a [String],
}

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let object = |record| Object { record, names: self.names };
        let records: Vec<_> = self.section.records.iter().map(object).collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("heading", &self.section.heading)?;
        map.serialize_entry("depth", &self.section.depth)?;
        map.serialize_entry("records", &records)?;
        map.end()
    }
}

struct Object<'a> {
    record: &'a Record,
    names: &'a [String],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.names.iter().zip(self.record.cells.iter().map(Entry)))
    }
}

struct Entry<'a>(&'a Cell);

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.value {
            Some(value) => value.serialize(serializer),
            None => serializer.serialize_str(&self.0.raw),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Number(number) => serializer.serialize_i64(*number),
            Value::Flag(flag) => serializer.serialize_bool(*flag),
            Value::List(list) => serializer.collect_seq(list),
            Value::Fields(fields) => serializer.collect_map(fields.iter().map(|(k, v)| (k, v))),
        }
    }
}

struct Rows<'a, 'd> {
    sheet: &'a Sheet<'d>,
    names: &'a [String],
}

impl Serialize for Rows<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.sheet.len()))?;
        for row in self.sheet.rows() {
            rows.serialize_element(&Strings {
                names: self.names,
                values: &self.sheet.values(row),
            })?;
        }
        rows.end()
    }
}

struct Strings<'a> {
    names: &'a [String],
    values: &'a [std::borrow::Cow<'a, str>],
}

impl Serialize for Strings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.names.iter().zip(self.values))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_key_of_its_own() {
        let found = keys(["id", "note", "", "note", "note (2)", "note", ""].into_iter());
        let wanted = ["id", "note", "column 3", "note (3)", "note (2)", "note (4)", "column 7"];
        assert_eq!(found, wanted);
        let found = keys(["column 2", ""].into_iter());
        assert_eq!(found, ["column 2", "column 2 (2)"]);
    }
}
