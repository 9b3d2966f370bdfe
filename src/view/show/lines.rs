//! The lines a thing is told in: what, which value, a remark, and the id it is found by.
//!
//! Invariant: values are as written, but for line ends; words are beside them, not in their place.

use std::borrow::Cow;

use super::Thing;
use crate::model::cells::{split, trim_value};
use crate::model::{Dataset, Field, Row, Status, Table};
use crate::view::Selection;
use crate::view::chronology::{Options, ordered};
use crate::view::dated::{self, dated};
use crate::view::report::{Cell, Column, Part, Record, Section};
use crate::view::rows::Rows;
use crate::view::sheet::called;

/// The columns of every line.
pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::new("of", Part::Data),
        Column::new("section", Part::Data),
        Column::new("what", Part::Lead),
        Column::new("value", Part::Headline),
        Column::new("note", Part::Mark),
        Column::new("id", Part::Id),
    ]
}

/// One line.
#[derive(Default)]
pub(super) struct Line<'l> {
    /// Column, date or role.
    pub(super) what: Cell,
    /// The value, title or name.
    pub(super) value: Cow<'l, str>,
    /// A remark.
    pub(super) note: String,
    /// The id of what is told.
    pub(super) id: Cow<'l, str>,
}

/// The lines of one thing.
pub(super) struct Lines<'d> {
    /// Where it is.
    pub(super) dataset: &'d Dataset,
    /// Sections so far.
    pub(super) sections: Vec<Section>,
    of: String,
}

impl<'d> Lines<'d> {
    /// Before the first line.
    pub(super) fn new(dataset: &'d Dataset, thing: &Thing) -> Lines<'d> {
        let of = format!("{}/{}", thing.table().name(), thing.id(dataset));
        Lines { dataset, sections: Vec::new(), of }
    }

    /// Starts the thing under its name.
    pub(super) fn open(&mut self, heading: String) {
        self.sections.push(Section { depth: 1, heading, records: Vec::new() });
    }

    /// A section of lines; none where there are none.
    pub(super) fn section<'l>(&mut self, name: &str, lines: impl IntoIterator<Item = Line<'l>>) {
        let records: Vec<Record> = lines.into_iter().map(|line| self.record(name, line)).collect();
        if !records.is_empty() {
            self.sections.push(Section { depth: 2, heading: name.to_string(), records });
        }
    }

    /// The columns of a row that have a value; `hidden` are shown elsewhere.
    pub(super) fn cells(&mut self, row: Row, hidden: &[Field]) {
        let file = &self.dataset.files[row.file as usize];
        let table = file.table.unwrap_or(Table::Events);
        let mut cells = Vec::new();
        split(&file.text, row.offset as usize, &mut cells);
        let mut records = Vec::new();
        for (number, (name, cell)) in file.header_names().iter().zip(&cells).enumerate() {
            let value = trim_value(cell.value(&file.text));
            let is_here = |f: &&Field| file.fields.find(**f) == Some(number);
            let field = table.columns().iter().find(is_here).copied();
            if value.is_empty() || field.is_some_and(|f| hidden.contains(&f)) {
                continue;
            }
            let what = called(name, number);
            let note = field.map_or_else(String::new, |field| self.note(field, &value));
            let value = line_ends(&value).into();
            records.push(
                self.record("columns", Line { what: Cell::text(what), value, note, id: "".into() }),
            );
        }
        if let Some(section) = self.sections.last_mut() {
            section.records.extend(records);
        }
    }

    /// What a cell means, where that is more than it says.
    fn note(&self, field: Field, value: &str) -> String {
        match field {
            Field::Date | Field::Published | Field::StartDate | Field::EndDate => {
                dated::beside(value)
            }
            Field::Type
                if crate::model::vocabulary::event_type(value).is_some_and(|t| t.contact) =>
            {
                "a contact".to_string()
            }
            _ => String::new(),
        }
    }

    /// One line of its own under the last heading.
    pub(super) fn line(&mut self, what: &str, value: &str) {
        let line = Line { what: Cell::text(what), value: value.into(), ..Line::default() };
        let record = self.record("columns", line);
        if let Some(section) = self.sections.last_mut() {
            section.records.push(record);
        }
    }

    fn record(&self, section: &str, line: Line) -> Record {
        let text = |text: &str| Cell::text(text);
        Record {
            cells: vec![
                text(&self.of),
                text(&section.to_lowercase()),
                line.what,
                text(&line.value),
                text(&line.note),
                text(&line.id),
            ],
        }
    }

    /// Events in the order of the chronology, each in a line for every remark on it.
    pub(super) fn events(
        &mut self,
        name: &str,
        mut events: Vec<u32>,
        notes: impl Fn(u32) -> Vec<String>,
    ) {
        events.sort_unstable();
        events.dedup();
        let dataset = self.dataset;
        let selection = Selection { events, words: String::new() };
        let events = ordered(dataset, &selection, &Options::default());
        let count =
            if events.len() > 1 { format!("{name} ({})", events.len()) } else { name.to_string() };
        let before = self.sections.len();
        let mut row = Rows::new(dataset);
        let told = |event: u32| {
            row.open(Some(dataset.events[event as usize].row));
            let line = |note: &String| event_line(dataset, (event, &row), note);
            notes(event).iter().map(line).collect::<Vec<Line>>()
        };
        self.section(name, events.into_iter().flat_map(told));
        if let Some(section) = self.sections.get_mut(before) {
            section.heading = count;
        }
    }
}

/// An event in one line.
fn event_line<'d>(dataset: &'d Dataset, (event, row): (u32, &Rows<'d>), note: &str) -> Line<'d> {
    let status = match dataset.events[event as usize].status {
        Status::Reported | Status::Confirmed => "".into(),
        _ => row.trimmed(Field::Status),
    };
    let notes: Vec<&str> = [note, &status].into_iter().filter(|n| !n.is_empty()).collect();
    Line {
        what: date(&row.trimmed(Field::Date), "undated"),
        value: row.trimmed(Field::Title),
        note: notes.join(", "),
        id: dataset.event_id(event).into(),
    }
}

/// A date as written and in words.
pub(super) fn date(written: &str, blank: &str) -> Cell {
    Cell { words: dated(written, blank), ..Cell::text(written) }
}

/// Line ends as LF.
pub(super) fn line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// An actor in one line.
pub(super) fn actor_line(dataset: &Dataset, actor: u32, what: &str) -> Line<'static> {
    let word = if what.is_empty() { "participant" } else { what };
    let described =
        [Field::Kind, Field::Country].map(|f| dataset.actor_cell(actor, f).into_owned());
    let note: Vec<String> = described.into_iter().filter(|n| !n.is_empty()).collect();
    Line {
        what: Cell { words: word.to_string(), ..Cell::text(what) },
        value: dataset.actor_name(actor).into_owned().into(),
        note: note.join(", "),
        id: dataset.actor_id(actor).to_string().into(),
    }
}

/// A source in one line.
pub(super) fn source_line(dataset: &Dataset, source: u32, locator: &str) -> Line<'static> {
    let cell = |field| dataset.source_cell(source, field);
    let title = match cell(Field::Title) {
        title if title.is_empty() => dataset.source_id(source).to_string(),
        title => title.into_owned(),
    };
    let parts = [cell(Field::Publisher), locator.into()];
    let note: Vec<&str> = parts.iter().map(|p| p.as_ref()).filter(|p| !p.is_empty()).collect();
    Line {
        what: date(&cell(Field::Published), "undated"),
        value: title.into(),
        note: note.join(", "),
        id: dataset.source_id(source).to_string().into(),
    }
}
