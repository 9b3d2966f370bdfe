//! One event as a record of the chronology: its cells as written, in words, and with structure.
//!
//! Invariant: the columns of a full record begin with those of the contract in its order, so that the
//! chronology as CSV can be read as `events.csv`; each source is one footnote, whoever cites it.

use std::borrow::Cow;

use crate::model::cells::{self, split};
use crate::model::date::{Date, words};
use crate::model::{Citation, Dataset, Field, Participation, Status, Table, Text};
use crate::view::bounds;
use crate::view::chronology::Options;
use crate::view::cited::{footnote, source_value, source_words};
use crate::view::linked::{self, Linked};
use crate::view::placing;
use crate::view::report::{Cell, Column, Footnote, Part, Record, Value};

/// Makes records and numbers the sources they cite.
pub(super) struct Entries<'d> {
    dataset: &'d Dataset,
    brief: bool,
    /// Whether cells are words alone, without structure and footnotes.
    words_only: bool,
    /// What actors are called, as far as it was asked for.
    names: Vec<Option<Cow<'d, str>>>,
    /// Number of the footnote of each source; 0 is none yet.
    numbers: Vec<u32>,
    /// The sources cited so far.
    pub(super) footnotes: Vec<Footnote>,
    cells: Vec<cells::Cell>,
    /// Whether records say what the date says and what follows from links.
    pub(super) bounds: bool,
    linked: Option<Linked<'d>>,
}

const BRIEF: &[Field] = &[Field::Id, Field::Date, Field::Title, Field::Status];

/// What a column is to a reader.
fn part(field: Field) -> Part {
    match field {
        Field::Id => Part::Id,
        Field::Date => Part::Lead,
        Field::Title => Part::Headline,
        Field::Status => Part::Mark,
        Field::Summary => Part::Body,
        Field::Actors => Part::Detail("Actors"),
        Field::Place => Part::Detail("Place"),
        Field::Sources => Part::Detail("Sources"),
        Field::After => Part::Detail("After"),
        Field::Before => Part::Detail("Before"),
        Field::PartOf => Part::Detail("Part of"),
        _ => Part::Data,
    }
}

impl<'d> Entries<'d> {
    pub(super) fn new(dataset: &'d Dataset, options: &Options) -> Entries<'d> {
        let Options { brief, words_only, bounds, .. } = *options;
        let numbered = if brief || words_only { 0 } else { dataset.sources.len() };
        Entries {
            dataset,
            brief,
            words_only,
            names: if brief { Vec::new() } else { vec![None; dataset.actors.len()] },
            numbers: vec![0; numbered],
            footnotes: Vec::new(),
            cells: Vec::new(),
            bounds,
            linked: if brief { None } else { Linked::of(dataset) },
        }
    }

    fn fields(&self) -> &'static [Field] {
        if self.brief { BRIEF } else { Table::Events.columns() }
    }

    pub(super) fn columns(&self) -> Vec<Column> {
        let column = |field: &Field| Column { name: field.name().into(), part: part(*field) };
        let own = self.fields().iter().map(column);
        let more: &[Column] = if self.bounds { bounds::COLUMNS } else { &[] };
        let linked = self.linked.as_ref().map(|_| linked::COLUMN);
        own.chain(linked).chain(more.iter().cloned()).collect()
    }

    /// The record of an event.
    pub(super) fn record(&mut self, event: u32) -> Record {
        let row = self.dataset.events[event as usize].row;
        let file = &self.dataset.files[row.file as usize];
        let mut row_cells = std::mem::take(&mut self.cells);
        split(&file.text, row.offset as usize, &mut row_cells);
        let raw = |field: &Field| {
            let cell = file.fields.find(*field).and_then(|n| row_cells.get(n));
            line_ends(cell.map(|c| c.value(&file.text)).unwrap_or_default().trim())
        };
        let mut cells: Vec<Cell> =
            self.fields().iter().map(|field| self.cell(event, *field, raw(field))).collect();
        if self.words_only {
            cells.iter_mut().for_each(|cell| cell.value = None);
        }
        self.cells = row_cells;
        cells.extend(self.linked(event));
        if self.bounds {
            cells.extend(bounds::cells(self.dataset, event));
        }
        Record { cells }
    }

    fn cell(&mut self, event: u32, field: Field, raw: String) -> Cell {
        let dataset = self.dataset;
        match field {
            Field::Id => id(dataset, event),
            Field::Date if raw.is_empty() => Cell {
                words: placing::unwritten(dataset, event).unwrap_or_default(),
                value: Some(Value::Null),
                ..Cell::default()
            },
            Field::Date => self.date(event, raw),
            Field::Status => status(dataset.events[event as usize].status, raw),
            Field::Actors => self.actors(dataset.participations_of(event), raw),
            Field::Sources => self.sources(dataset.citations_of(event), raw),
            Field::After | Field::Before | Field::PartOf => links(dataset, event, field, raw),
            Field::Tags => tags(raw),
            _ => Cell::text(raw),
        }
    }

    fn date(&self, event: u32, raw: String) -> Cell {
        let date = self.dataset.events[event as usize].date.as_ref();
        let words = if date.is_some() { words(&raw) } else { format!("{raw} (not a date)") };
        let value = (!self.words_only).then(|| date_value(date, &raw, &words));
        Cell { words, value, ..Cell::text(raw) }
    }

    /// Publisher and date of each source, with its footnote behind it.
    fn sources(&mut self, citations: &[Citation], raw: String) -> Cell {
        let mut cell = Cell::text(raw);
        let mut list = Vec::with_capacity(citations.len());
        for citation in citations {
            if !cell.words.is_empty() {
                cell.words.push_str("; ");
            }
            cell.words.push_str(&source_words(self.dataset, citation));
            if !self.words_only {
                cell.note_ends.push(cell.words.len());
                cell.notes.push(self.footnote(citation.source));
                list.push(source_value(self.dataset, citation));
            }
        }
        cell.hidden = citations.is_empty();
        cell.value = Some(Value::List(list));
        cell
    }

    /// What rows of `event_links.csv` say of an event.
    fn linked(&mut self, event: u32) -> Option<Cell> {
        let linked = self.linked.take()?;
        let cell = linked.cell(event, &mut |item| self.cited(item));
        self.linked = Some(linked);
        Some(cell)
    }

    /// What an item of a list of sources is called, and its footnote.
    fn cited(&mut self, item: &str) -> (String, Option<u32>) {
        let (id, place) = match self.dataset.find_source(item) {
            Some(_) => (item, ""),
            None => item.split_once('#').unwrap_or((item, "")),
        };
        let Some(source) = self.dataset.find_source(id) else { return (item.to_string(), None) };
        let said = source_words(
            self.dataset,
            &Citation { source, locator: Text { start: 0, len: 0, file: 0 } },
        );
        let said = if place.is_empty() { said } else { format!("{said}, {place}") };
        (said, (!self.words_only).then(|| self.footnote(source)))
    }

    fn footnote(&mut self, source: u32) -> u32 {
        let number = &mut self.numbers[source as usize];
        if *number == 0 {
            self.footnotes.push(footnote(self.dataset, source));
            *number = self.footnotes.len() as u32;
        }
        *number
    }
}

fn line_ends(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_string()
    }
}

fn text(value: impl Into<String>) -> Value {
    Value::Text(value.into())
}

/// A provisional id is no news to a reader.
fn id(dataset: &Dataset, event: u32) -> Cell {
    let hidden = !dataset.events[event as usize].written_id;
    Cell { hidden, ..Cell::text(dataset.event_id(event)) }
}

fn date_value(date: Option<&Date>, raw: &str, words: &str) -> Value {
    let iso = |day: Option<String>| day.map_or(Value::Null, Value::Text);
    Value::Fields(vec![
        ("written", text(raw)),
        ("words", text(words)),
        ("earliest", iso(date.and_then(Date::iso_start))),
        ("latest", iso(date.and_then(Date::iso_end))),
    ])
}

/// Confirmed and blank go without saying.
fn status(status: Status, raw: String) -> Cell {
    let hidden = status == Status::Confirmed || raw.is_empty();
    Cell { hidden, ..Cell::text(raw) }
}

fn tags(raw: String) -> Cell {
    let tags = raw.split(';').map(str::trim).filter(|tag| !tag.is_empty());
    let value = Value::List(tags.map(text).collect());
    Cell { value: Some(value), ..Cell::text(raw) }
}

/// The events a cell refers to, by title and id.
fn links(dataset: &Dataset, event: u32, field: Field, raw: String) -> Cell {
    if raw.is_empty() {
        return Cell { value: Some(Value::List(Vec::new())), ..Cell::text(raw) };
    }
    let start = dataset.links.partition_point(|l| (l.event, l.field) < (event, field));
    let own = dataset.links[start..].iter().take_while(|l| l.event == event && l.field == field);
    let others: Vec<u32> = own.map(|l| l.other).collect();
    let name = |other: &u32| {
        format!("{} ({})", dataset.event_cell(*other, Field::Title), dataset.event_id(*other))
    };
    let words: Vec<String> = others.iter().map(name).collect();
    let value = others.iter().map(|other| text(dataset.event_id(*other))).collect();
    Cell { words: words.join("; "), value: Some(Value::List(value)), ..Cell::text(raw) }
}

impl<'d> Entries<'d> {
    /// Names with their roles, those of one role together.
    fn actors(&mut self, participations: &[Participation], raw: String) -> Cell {
        let dataset = self.dataset;
        let mut groups: Vec<(&str, Vec<Cow<str>>)> = Vec::new();
        let mut list = Vec::new();
        for participation in participations {
            let written = dataset.role(*participation);
            let role = if written == "participant" { "" } else { written };
            let name = self.names[participation.actor as usize]
                .get_or_insert_with(|| dataset.actor_name(participation.actor))
                .clone();
            if !self.words_only {
                list.push(Value::Fields(vec![
                    ("id", text(dataset.actor_id(participation.actor))),
                    ("name", text(name.as_ref())),
                    ("role", text(written)),
                ]));
            }
            match groups.iter_mut().find(|group| group.0 == role) {
                Some(group) => group.1.push(name),
                None => groups.push((role, vec![name])),
            }
        }
        let hidden = groups.is_empty();
        Cell {
            words: group_words(&groups),
            value: Some(Value::List(list)),
            hidden,
            ..Cell::text(raw)
        }
    }
}

/// `Donald Trump (caller), Vladimir Putin (callee)`; `A, B; C, D (delegates)`.
fn group_words(groups: &[(&str, Vec<Cow<str>>)]) -> String {
    let mut words = String::new();
    let is_one = |group: &(&str, Vec<Cow<str>>)| !group.0.is_empty() && group.1.len() == 1;
    for (n, group) in groups.iter().enumerate() {
        if n > 0 {
            words.push_str(if is_one(group) && is_one(&groups[n - 1]) { ", " } else { "; " });
        }
        words.push_str(&group.1.join(", "));
        if !group.0.is_empty() {
            words.push_str(&format!(" ({})", role_words(group.0, group.1.len())));
        }
    }
    words
}

/// A role of one or several: `lead delegate`, `signatories`, `by phone`.
fn role_words(role: &str, count: usize) -> String {
    let words = role.replace('-', " ");
    let is_noun = crate::model::vocabulary::ROLES.iter().any(|known| known.name == role)
        && !matches!(role, "by-phone" | "expected" | "mentioned");
    match (count, words.strip_suffix('y')) {
        (1, _) => words,
        _ if !is_noun => words,
        (_, Some(stem)) => format!("{stem}ies"),
        _ => format!("{words}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACTORS: (&str, &str) = ("actors.csv", "id,name\na,Ann\nb,Bob\nc,Cy\nd,Di\n");

    /// The words of a column of the only event.
    fn words_of(field: Field, files: &[(&str, &str)]) -> String {
        let dataset = crate::check::dataset(crate::read::texts(files)).dataset;
        let mut entries = Entries::new(&dataset, &Options::default());
        let column = entries.fields().iter().position(|f| *f == field).unwrap();
        entries.record(0).cells[column].words().to_string()
    }

    fn actors_of(cell: &str) -> String {
        let events = format!("date,title,actors\n2025,A,{cell}\n");
        words_of(Field::Actors, &[("events.csv", &events), ACTORS])
    }

    #[test]
    fn actors_are_named_with_their_roles() {
        assert_eq!(actors_of("a;b:participant"), "Ann, Bob");
        assert_eq!(actors_of("a:caller;b:callee"), "Ann (caller), Bob (callee)");
        assert_eq!(actors_of("a;c:delegate;b;d:delegate"), "Ann, Bob; Cy, Di (delegates)");
        assert_eq!(
            actors_of("a:signatory;b:signatory;c:by-phone"),
            "Ann, Bob (signatories); Cy (by phone)"
        );
        assert_eq!(actors_of("a:by-phone;b:by-phone"), "Ann, Bob (by phone)");
        assert_eq!(actors_of(""), "");
    }

    #[test]
    fn sources_are_named_by_publisher_and_date() {
        let sources =
            ("sources.csv", "id,title,publisher,published\ns,S,AP,2025-02~\nt,T,,2025\nu,U,dpa,\n");
        let events = ("events.csv", "date,title,sources\n2025,A,s#p. 3;t;u\n");
        let expected = "AP, about February 2025 (p. 3); T, 2025; dpa";
        assert_eq!(words_of(Field::Sources, &[events, sources]), expected);
        let alone = ("events.csv", "date,title,sources\n2025,A,https://a.b/c\n");
        assert_eq!(words_of(Field::Sources, &[alone]), "https://a.b/c");
    }

    #[test]
    fn only_a_status_that_says_something_is_shown() {
        for (status, shown) in
            [("", ""), ("confirmed", ""), ("reported", "reported"), ("odd", "odd")]
        {
            let events = format!("date,title,status\n2025,A,{status}\n");
            assert_eq!(words_of(Field::Status, &[("events.csv", &events)]), shown);
        }
    }

    #[test]
    fn a_reference_is_a_title_and_an_id_and_a_provisional_id_is_not_shown() {
        let events = ("events.csv", "id,date,title,after\ne1,,A,e2+2d\ne2,2025,B,\n");
        assert_eq!(words_of(Field::After, &[events]), "B (e2)");
        assert_eq!(words_of(Field::Id, &[("events.csv", "date,title\n2025,A\n")]), "");
    }

    #[test]
    fn what_is_no_date_is_shown_as_it_is() {
        let events = ("events.csv", "date,title\n5/9/2025,A\n");
        assert_eq!(words_of(Field::Date, &[events]), "5/9/2025 (not a date)");
    }
}
