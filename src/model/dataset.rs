//! The dataset: the checked folder, what is sound in it, in canonical order.
//!
//! Invariant: every table is sorted by id, bytewise; ids are unique in their table; every number
//! that refers to a row is in range. It owns its text and has no lifetime parameter: rows are
//! places in a file, cells are found on demand.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::cells::{split, trim};
use super::date::Date;
use super::events::Events;
use super::file::DataFile;
use super::relation::{Gap, Relation};
use super::table::{Field, Table};
use super::time::Time;
use super::vocabulary::Status;

/// A row: which file, and where its record starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Byte offset in the text of the file.
    pub offset: u64,
    /// Number of the file.
    pub file: u32,
    /// Line in the file, from 1.
    pub line: u32,
    /// Row as a spreadsheet counts, from 1.
    pub record: u32,
    /// Bytes of the record if it is known to stand as it would be written anew: on one line, with
    /// all cells of the header, quotes around those alone that need them. Else 0.
    pub verbatim: u32,
}

/// A piece of text the dataset owns: in a file, or made by annals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// Byte offset.
    pub start: u64,
    /// Length in bytes.
    pub len: u32,
    /// Number of the file; [`Text::MADE`] for text made by annals.
    pub file: u32,
}

impl Text {
    /// The `file` of text that stands in no file.
    pub const MADE: u32 = u32::MAX;

    /// No text.
    pub(crate) const NONE: Text = Text { start: 0, len: 0, file: Text::MADE };

    /// The piece of the text of a file that `piece` is; `None`: it is no slice of it.
    #[inline]
    pub(crate) fn slice((file, text): (u32, &str), piece: &str) -> Option<Text> {
        let start = (piece.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
        let within = start.saturating_add(piece.len()) <= text.len();
        within.then_some(Text { start: start as u64, len: piece.len() as u32, file })
    }
}

/// An event: one row of `events`.
#[derive(Clone, Debug)]
pub struct Event {
    /// Where it stands.
    pub row: Row,
    /// Its id, written or provisional.
    pub id: Text,
    /// Whether the id is written in the file.
    pub written_id: bool,
    /// When; `None`: undated.
    pub date: Option<Date>,
    /// Number of its type in [`Dataset::types`].
    pub kind: u32,
    /// How far it is established.
    pub status: Status,
    /// Its participations in those of its part, in the order of the cell.
    pub(crate) participations: Range<u32>,
    /// Its citations, likewise.
    pub(crate) citations: Range<u32>,
}

/// An actor: one row of `actors`, or a distinct string where that table is missing.
#[derive(Clone, Copy, Debug)]
pub struct Actor {
    /// Where it stands; `None` without the table.
    pub row: Option<Row>,
    /// Its id.
    pub id: Text,
}

/// A source: one row of `sources`, or a distinct string where that table is missing.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where it stands; `None` without the table.
    pub row: Option<Row>,
    /// Its id.
    pub id: Text,
    /// When it was published.
    pub published: Option<Date>,
}

/// A standing tie: one row of `relationships`.
#[derive(Clone, Debug)]
pub struct Relationship {
    /// Where it stands.
    pub row: Row,
    /// Its id; blank where none is written.
    pub id: Text,
    /// Number of the first actor.
    pub from: u32,
    /// Number of the second actor.
    pub to: u32,
    /// When it held.
    pub date: Option<Date>,
}

/// One actor in one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Participation {
    /// Number of the actor.
    pub actor: u32,
    /// Number of the role in [`Dataset::roles`]; 0 is no role.
    pub role: u32,
}

/// One source of one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Number of the source.
    pub source: u32,
    /// The place in it, after `#`, as [`Dataset::locator`] reads it; length 0 where none is named.
    pub locator: Text,
}

/// How one event lies to another: an item of `after`, `before` or `part_of`, or a row of `event_links`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Number of the event that has the reference.
    pub event: u32,
    /// Which column it stands in: `after`, `before` or `part_of`; `relation`: a row of `event_links`.
    pub field: Field,
    /// Number of the event referred to.
    pub other: u32,
    /// What is said.
    pub relation: Relation,
    /// How long lies between.
    pub gap: Gap,
    /// Its certainty is in doubt.
    pub doubtful: bool,
    /// The row it stands in.
    pub row: Row,
    /// The item, or the relation, as written.
    pub text: Text,
}

/// The checked folder.
#[derive(Clone, Debug, Default)]
pub struct Dataset {
    /// The files, in the order in which they were read.
    pub files: Arc<Vec<DataFile>>,
    /// Text made by annals: provisional ids, strings that serve as ids.
    pub made: String,
    /// Events by id.
    pub events: Events,
    /// Actors by id.
    pub actors: Vec<Actor>,
    /// Sources by id.
    pub sources: Vec<Source>,
    /// Relationships by first actor, relation, second actor.
    pub relationships: Vec<Relationship>,
    /// References between events, by event, column, other event and what is said.
    pub links: Vec<Link>,
    /// What dates and links together say; `None` without links.
    pub time: Option<Time>,
    /// Words of the `type` column, sorted; number 0 is the blank one.
    pub types: Vec<String>,
    /// Roles, sorted; number 0 is the blank one.
    pub roles: Vec<String>,
    /// What stands in the `place` column, sorted; number 0 is the blank one.
    pub places: Vec<String>,
}

impl Dataset {
    /// The text of a piece.
    pub fn text(&self, text: Text) -> &str {
        let home = match text.file {
            Text::MADE => self.made.as_str(),
            file => &self.files[file as usize].text,
        };
        &home[text.start as usize..text.start as usize + text.len as usize]
    }

    /// The value of a column in a row, as written; blank where the file has no such column.
    pub fn cell(&self, row: Row, field: Field) -> Cow<'_, str> {
        let file = &self.files[row.file as usize];
        match file.fields.find(field) {
            Some(cell) => file.cell_at(row.offset as usize, cell),
            None => Cow::Borrowed(""),
        }
    }

    /// The value of a column in a row, trimmed.
    pub fn trimmed(&self, row: Row, field: Field) -> Cow<'_, str> {
        match self.cell(row, field) {
            Cow::Borrowed(text) => Cow::Borrowed(trim(text)),
            Cow::Owned(text) => Cow::Owned(trim(&text).to_string()),
        }
    }

    /// An event's id.
    pub fn event_id(&self, event: u32) -> &str {
        self.text(self.events[event as usize].id)
    }

    /// A column of an event, trimmed.
    pub fn event_cell(&self, event: u32, field: Field) -> Cow<'_, str> {
        self.trimmed(self.events[event as usize].row, field)
    }

    /// An event's participations, in the order of the cell.
    pub fn participations_of(&self, event: u32) -> &[Participation] {
        self.events.participations_of(event as usize)
    }

    /// An event's citations, in the order of the cell.
    pub fn citations_of(&self, event: u32) -> &[Citation] {
        self.events.citations_of(event as usize)
    }

    /// The place in a source that an event cites; blank where none is named.
    pub fn locator(&self, event: u32, citation: &Citation) -> Cow<'_, str> {
        let written = self.text(citation.locator);
        if !written.contains("\"\"") {
            return Cow::Borrowed(written);
        }
        // Whether one of two quotes stands for both, its cell tells.
        let row = self.events[event as usize].row;
        let (file, mut cells) = (&self.files[row.file as usize], Vec::new());
        split(&file.text, row.offset as usize, &mut cells);
        let cell = file.fields.find(Field::Sources).and_then(|n| cells.get(n));
        match cell {
            Some(cell) if cell.doubled => Cow::Owned(written.replace("\"\"", "\"")),
            _ => Cow::Borrowed(written),
        }
    }

    /// The type of an event as written; blank where none is.
    pub fn type_of(&self, event: u32) -> &str {
        &self.types[self.events[event as usize].kind as usize]
    }

    /// The number of the place of an event in [`Dataset::places`]; 0 for none, and for all where
    /// [places](crate::read::Need::places) were not asked for.
    pub fn place_of(&self, event: u32) -> u32 {
        self.events.place_of(event as usize)
    }

    /// A role as written; blank where none is.
    pub fn role(&self, participation: Participation) -> &str {
        &self.roles[participation.role as usize]
    }

    /// An actor's id.
    pub fn actor_id(&self, actor: u32) -> &str {
        self.text(self.actors[actor as usize].id)
    }

    /// A column of an actor, trimmed; blank without `actors.csv`.
    pub fn actor_cell(&self, actor: u32, field: Field) -> Cow<'_, str> {
        self.actors[actor as usize].row.map_or(Cow::Borrowed(""), |row| self.trimmed(row, field))
    }

    /// What to call an actor: its name, else its id.
    pub fn actor_name(&self, actor: u32) -> Cow<'_, str> {
        match self.actor_cell(actor, Field::Name) {
            name if name.is_empty() => Cow::Borrowed(self.actor_id(actor)),
            name => name,
        }
    }

    /// A source's id.
    pub fn source_id(&self, source: u32) -> &str {
        self.text(self.sources[source as usize].id)
    }

    /// A column of a source, trimmed; blank without `sources.csv`.
    pub fn source_cell(&self, source: u32, field: Field) -> Cow<'_, str> {
        self.sources[source as usize].row.map_or(Cow::Borrowed(""), |row| self.trimmed(row, field))
    }

    /// The columns of an event, trimmed, its row read once for all of them.
    pub fn event_cells<'d>(&'d self, event: u32) -> impl Fn(Field) -> Cow<'d, str> {
        self.cells(Some(self.events[event as usize].row))
    }

    /// The same of a source.
    pub fn source_cells<'d>(&'d self, source: u32) -> impl Fn(Field) -> Cow<'d, str> {
        self.cells(self.sources[source as usize].row)
    }

    fn cells<'d>(&'d self, row: Option<Row>) -> impl Fn(Field) -> Cow<'d, str> {
        let mut cells = Vec::new();
        let file = row.map(|row| {
            let file = &self.files[row.file as usize];
            cells.reserve_exact(file.header.len());
            split(&file.text, row.offset as usize, &mut cells);
            file
        });
        move |field| {
            let cell =
                |file: &DataFile| file.fields.find(field).and_then(|n| cells.get(n).copied());
            match file.and_then(|file| Some(cell(file)?.value(&file.text))) {
                Some(Cow::Borrowed(text)) => Cow::Borrowed(trim(text)),
                Some(Cow::Owned(text)) => Cow::Owned(trim(&text).to_string()),
                None => Cow::Borrowed(""),
            }
        }
    }

    /// The number of the event with this id.
    pub fn find_event(&self, id: &str) -> Option<u32> {
        let (mut from, mut to) = (0, self.events.len() as u32);
        while from < to {
            let middle = from + (to - from) / 2;
            match self.event_id(middle).cmp(id) {
                Ordering::Less => from = middle + 1,
                Ordering::Equal => return Some(middle),
                Ordering::Greater => to = middle,
            }
        }
        None
    }

    /// The number of the actor with this id.
    pub fn find_actor(&self, id: &str) -> Option<u32> {
        self.actors.binary_search_by(|a| self.text(a.id).cmp(id)).ok().map(|n| n as u32)
    }

    /// The number of the source with this id.
    pub fn find_source(&self, id: &str) -> Option<u32> {
        self.sources.binary_search_by(|s| self.text(s.id).cmp(id)).ok().map(|n| n as u32)
    }

    /// The columns of a table as its files have them: those of the first file, then what the
    /// others add.
    pub fn columns(&self, table: Table) -> Vec<String> {
        let files = self.files.iter().filter(|f| f.table == Some(table));
        let mut seen = BTreeSet::new();
        files.flat_map(DataFile::header_names).filter(|name| seen.insert(name.clone())).collect()
    }

    /// Keeps text of annals' own making.
    pub fn make(&mut self, text: &str) -> Text {
        let start = self.made.len() as u64;
        self.made.push_str(text);
        Text { start, len: text.len() as u32, file: Text::MADE }
    }
}
