//! One event as a record of the chronology: its cells as written, in words, and with structure.
//!
//! Invariant: the columns of a full record begin with those of the contract in its order, so that the
//! chronology as CSV can be read as `events.csv`; each source is one footnote, whoever cites it.

use crate::check::is_placeholder;
use crate::model::date::Date;
use crate::model::{Dataset, Field, Participation, Status, Table};
use crate::view::bounds;
use crate::view::chronology::Options;
use crate::view::cited::{footnote, put_source, source_value};
use crate::view::dated;
use crate::view::linked::{self, Linked};
use crate::view::named::Named;
use crate::view::namesakes::Namesakes;
use crate::view::placing;
use crate::view::query::names::items;
use crate::view::report::{Cell, Column, Footnote, Form, Part, Record, Value};
use crate::view::rows::Rows;

/// Makes records and numbers the sources they cite.
pub(super) struct Entries<'d> {
    dataset: &'d Dataset,
    brief: bool,
    form: Form,
    named: Named<'d>,
    /// Number of the footnote of each source; 0 is none yet.
    numbers: Vec<u32>,
    /// The sources cited so far.
    pub(super) footnotes: Vec<Footnote>,
    /// The row of the event.
    own: Rows<'d>,
    /// The row of a source or another event.
    other: Rows<'d>,
    /// Whether records say what the date says and what follows from links.
    bounds: bool,
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
    pub(super) fn new(dataset: &'d Dataset, options: &Options, form: Form) -> Entries<'d> {
        let Options { brief, bounds, .. } = *options;
        let numbered = if brief || form != Form::All { 0 } else { dataset.sources.len() };
        Entries {
            dataset,
            brief,
            form,
            named: Named::new(dataset),
            numbers: vec![0; numbered],
            footnotes: Vec::new(),
            own: Rows::new(dataset),
            other: Rows::new(dataset),
            bounds,
            linked: if brief { None } else { Linked::of(dataset) },
        }
    }

    /// Tells ids, too, of actors of one name.
    pub(super) fn tell_apart(&mut self, alike: Namesakes) {
        self.named.alike = alike;
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

    /// Makes a record that of an event, in the memory it has.
    pub(super) fn fill(&mut self, event: u32, record: &mut Record) {
        let fields = self.fields();
        record.cells.truncate(fields.len());
        record.cells.resize_with(fields.len(), Cell::default);
        self.own.open(Some(self.dataset.events[event as usize].row));
        for (field, cell) in fields.iter().zip(&mut record.cells) {
            cell.clear();
            if self.form != Form::Words || part(*field) != Part::Data {
                put_lines(&self.own.trimmed(*field), &mut cell.raw);
                self.say(event, *field, cell);
            }
        }
        record.cells.extend(self.linked(event));
        if self.bounds {
            record.cells.extend(bounds::cells(self.dataset, event));
        }
    }

    /// What a cell says beyond what is written.
    fn say(&mut self, event: u32, field: Field, cell: &mut Cell) {
        let dataset = self.dataset;
        match field {
            // A provisional id is no news to a reader.
            Field::Id => {
                cell.hidden = !dataset.events[event as usize].written_id;
                cell.raw.clear();
                cell.raw.push_str(dataset.event_id(event));
            }
            // Confirmed and blank go without saying.
            Field::Status => {
                let status = dataset.events[event as usize].status;
                let is_nothing = status == Status::Reported && is_placeholder(&cell.raw, true);
                cell.hidden = status == Status::Confirmed || cell.raw.is_empty() || is_nothing;
            }
            Field::Place => cell.hidden = is_placeholder(&cell.raw, true),
            _ if self.form == Form::Raw => {}
            Field::Date => self.date(event, cell),
            Field::Actors => self.actors(dataset.participations_of(event), cell),
            Field::Sources => self.sources(event, cell),
            Field::After | Field::Before | Field::PartOf => self.links(event, field, cell),
            Field::Tags => {
                let is_tag = |_: &&str| !is_placeholder(&cell.raw, false);
                let tags = items(&cell.raw).filter(is_tag).map(text).collect();
                cell.value = Some(Value::List(tags));
            }
            _ => {}
        }
    }

    fn date(&self, event: u32, cell: &mut Cell) {
        let date = self.dataset.events[event as usize].date.as_ref();
        if cell.raw.is_empty() {
            cell.words = placing::unwritten(self.dataset, event).unwrap_or_default();
            cell.value = Some(Value::Null);
            return;
        }
        dated::put(&cell.raw, date.is_some(), &mut cell.words);
        if self.form == Form::All {
            cell.value = Some(date_value(date, &cell.raw, &cell.words));
        }
    }

    fn actors(&mut self, participations: &[Participation], cell: &mut Cell) {
        self.named.put(participations, &mut cell.words);
        cell.hidden = participations.is_empty();
        if self.form == Form::All {
            cell.value = Some(self.named.value(participations));
        }
    }

    /// Publisher and date of each source, with its footnote behind it.
    fn sources(&mut self, event: u32, cell: &mut Cell) {
        let dataset = self.dataset;
        let (citations, mut list) = (dataset.citations_of(event), Vec::new());
        for citation in citations {
            let cited = (citation.source, &*dataset.locator(event, citation));
            if !cell.words.is_empty() {
                cell.words.push_str("; ");
            }
            put_source(dataset, &mut self.other, cited, &mut cell.words);
            if self.form == Form::All {
                cell.note_ends.push(cell.words.len());
                cell.notes.push(self.footnote(citation.source));
                list.push(source_value(dataset, cited));
            }
        }
        cell.hidden = citations.is_empty();
        cell.value = Some(Value::List(list));
    }

    /// What rows of `event_links.csv` say of an event.
    fn linked(&mut self, event: u32) -> Option<Cell> {
        let linked = self.linked.take()?;
        let form = self.form;
        let cell = linked.cell(event, form, &mut |item, words| self.cite(item, words));
        self.linked = Some(linked);
        Some(cell)
    }

    /// Says what an item of a list of sources is called; gives its footnote.
    fn cite(&mut self, item: &str, words: &mut String) -> Option<u32> {
        let (id, place) = match self.dataset.find_source(item) {
            Some(_) => (item, ""),
            None => item.split_once('#').unwrap_or((item, "")),
        };
        let Some(source) = self.dataset.find_source(id) else {
            words.push_str(item);
            return None;
        };
        put_source(self.dataset, &mut self.other, (source, ""), words);
        if !place.is_empty() {
            words.extend([", ", place]);
        }
        (self.form == Form::All).then(|| self.footnote(source))
    }

    fn footnote(&mut self, source: u32) -> u32 {
        let number = &mut self.numbers[source as usize];
        if *number == 0 {
            self.footnotes.push(footnote(self.dataset, source));
            *number = self.footnotes.len() as u32;
        }
        *number
    }

    /// The events a cell refers to, by title and id, with what lies between.
    fn links(&mut self, event: u32, field: Field, cell: &mut Cell) {
        let dataset = self.dataset;
        let mut list = Vec::new();
        if !cell.raw.is_empty() {
            let start = dataset.links.partition_point(|l| (l.event, l.field) < (event, field));
            let own = dataset.links[start..].iter();
            for link in own.take_while(|l| l.event == event && l.field == field) {
                let separator = if list.is_empty() { "" } else { "; " };
                let id = dataset.event_id(link.other);
                self.other.open(Some(dataset.events[link.other as usize].row));
                let title = self.other.trimmed(Field::Title);
                let gap = link.gap.words();
                let comma = if gap.is_empty() { "" } else { ", " };
                cell.words.extend([separator, &title, " (", id, ")", comma, &gap]);
                let gap = || ("gap", text(link.gap.to_string()));
                list.push(match field {
                    Field::PartOf => text(id),
                    _ => Value::Fields(vec![("id", text(id)), gap()]),
                });
            }
        }
        cell.value = Some(Value::List(list));
    }
}

/// Text with its lines ending in LF.
fn put_lines(text: &str, into: &mut String) {
    if memchr::memchr(b'\r', text.as_bytes()).is_some() {
        into.push_str(&text.replace("\r\n", "\n").replace('\r', "\n"));
    } else {
        into.push_str(text);
    }
}

fn text(value: impl Into<String>) -> Value {
    Value::Text(value.into())
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

#[cfg(test)]
mod tests {
    use super::*;

    const ACTORS: (&str, &str) = ("actors.csv", "id,name\na,Ann\nb,Bob\nc,Cy\nd,Di\n");

    /// The words of a column of the only event.
    fn words_of(field: Field, files: &[(&str, &str)]) -> String {
        let dataset = crate::check::dataset(crate::read::texts(files)).dataset;
        let mut entries = Entries::new(&dataset, &Options::default(), Form::All);
        let column = entries.fields().iter().position(|f| *f == field).unwrap();
        let mut record = Record::default();
        entries.fill(0, &mut record);
        record.cells[column].words().to_string()
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
    fn a_reference_is_a_title_an_id_and_a_gap_and_a_provisional_id_is_not_shown() {
        let events = ("events.csv", "id,date,title,after\ne1,,A,e2+2d\ne2,2025,B,\n");
        assert_eq!(words_of(Field::After, &[events]), "B (e2), 2 days");
        assert_eq!(words_of(Field::Id, &[("events.csv", "date,title\n2025,A\n")]), "");
    }

    #[test]
    fn what_is_no_date_is_shown_as_it_is() {
        let events = ("events.csv", "date,title\n5/9/2025,A\n");
        assert_eq!(words_of(Field::Date, &[events]), "5/9/2025 (not a date)");
    }
}
