//! `events.csv`: rows to events, their actors and sources resolved.
//!
//! Invariant: a row is refused only if it cannot be an event; every other fault leaves it in,
//! undated or without the reference.

use crate::check::actors::Actors;
use crate::check::contact_type;
use crate::check::dates;
use crate::check::desk::Desk;
use crate::check::finding::{Code, Finding, quoted};
use crate::check::header::delimiter;
use crate::check::ids::rows_in_brief::Slips;
use crate::check::ids::same_event_key;
use crate::check::ids::seen::Seen;
use crate::check::ids::{self, Draft};
use crate::check::lists::List;
use crate::check::lists::resolve::{self, Facts, Pending};
use crate::check::lists::tags;
use crate::check::names::typing_slip::slip;
use crate::check::names::unknown_word::unlike;
use crate::check::names::{Found, Marks};
use crate::check::placeholder::{self, is_placeholder};
use crate::check::rows::{Fate, OF_REMARK, comments, is_remark, refused_names, sums};
use crate::check::seq;
use crate::check::sources::Sources;
use crate::check::tables::{Files, Meant, Part, Words, put_together, rows_of, shift};
use crate::cores;
use crate::model::cells::trim;
use crate::model::content::Content;
use crate::model::lookup::IdKey;
use crate::model::vocabulary::{self, TYPES};
use crate::model::{
    Citation, DataFile, Event, Field, Participation, Place, Position, Row, Status, Table, Text,
    counted,
};
use crate::read::{Need, Record, Records, chunks};

pub(super) use crate::check::lists::citations::cited;

/// A reference to another event, before all ids are known.
pub(super) struct Reference {
    pub(super) from: Place,
    pub(super) field: Field,
    pub(super) text: String,
    /// The row that has it.
    pub(super) row: Row,
}

/// The events of a part of the table.
#[derive(Default)]
pub(super) struct EventRows<'f> {
    /// Where rows are wanted: the events, whose types are numbers in those of the part.
    pub(super) events: Vec<Event>,
    /// What their ids told.
    pub(super) seen: Seen<'f>,
    /// Else what is left to be said of them.
    pub(super) slips: Slips,
    /// By row, where they are wanted: number of the place in the places of the part.
    pub(super) place_of: Vec<u32>,
    /// By row: equal for rows of the same date, title, place, actors and sources; 0 for one that has a title alone.
    pub(super) likeness: Vec<u64>,
    pub(super) pending: Pending<'f>,
    /// Roles are numbers in the roles of the part; without `actors.csv` actors are numbers in its strings.
    pub(super) participations: Vec<Participation>,
    pub(super) citations: Vec<Citation>,
    pub(super) references: Vec<Reference>,
    pub(super) types: Words,
    pub(super) roles: Words,
    pub(super) places: Words,
    /// Without `actors.csv`: the strings that serve as actors.
    pub(super) actors: Words,
    /// Without `sources.csv`: the strings that serve as sources.
    pub(super) sources: Words,
    /// What stands in the cells of tags.
    pub(super) tags: Words,
    /// Ids that rows had which are refused.
    pub(super) refused: Vec<String>,
    /// Where the part starts. Events and locators count from there until they are [put in
    /// place](EventRows::put_in_place): to touch all of them costs time.
    start: Position,
}

impl Part for EventRows<'_> {
    fn shift(&mut self, start: Position) {
        self.start = start;
        self.slips.first().into_iter().for_each(|row| shift(row, start));
        for reference in &mut self.references {
            reference.from.line += start.line;
            reference.from.record += start.record;
            reference.from.span.start += start.offset;
            reference.from.span.end += start.offset;
            shift(&mut reference.row, start);
        }
    }
}

impl EventRows<'_> {
    /// Shifts an event to its place in the file.
    pub(super) fn put_in_place(&self, event: &mut Event) {
        shift(&mut event.row, self.start);
        event.id.start += if event.written_id { self.start.offset as u64 } else { 0 };
    }

    /// The same for a place in a source.
    pub(super) fn put_locator(&self, locator: &mut Text) {
        locator.start += self.start.offset as u64;
    }

    /// None, with room for the rows of so many bytes.
    fn with_room(bytes: usize, need: Need) -> Self {
        let rows = bytes / A_ROW;
        let mut empty = EventRows { pending: Pending::with_room(rows), ..EventRows::default() };
        if need.rows {
            empty.events.reserve_exact(rows);
            empty.participations.reserve_exact(if need.actors { rows * 4 } else { 0 });
        } else {
            empty.slips = Slips::with_room(rows);
        }
        if need.findings {
            empty.likeness.reserve_exact(rows);
        }
        empty
    }

    /// Gives back what serves no longer when all rows of the part are in.
    fn close(&mut self) {
        self.pending = Pending::default();
        self.events.shrink_to_fit();
        self.participations.shrink_to_fit();
        self.citations.shrink_to_fit();
        let places = [&mut self.types, &mut self.roles, &mut self.places];
        let strings = [&mut self.actors, &mut self.sources, &mut self.tags];
        places.into_iter().chain(strings).for_each(Words::close);
    }

    /// The same where no row is kept: nothing in it is of the text it was read from.
    fn released(self) -> EventRows<'static> {
        let (events, seen) = (Vec::new(), Seen::default());
        EventRows { events, seen, pending: Pending::default(), ..self }
    }
}

/// Whether all rows have ids, each another one, and stand in their order.
pub(super) fn are_in_order(parts: &[EventRows]) -> bool {
    let named = |part: &EventRows| part.events.first().is_none_or(|event| event.written_id);
    parts.iter().all(named) && Seen::joined(parts.iter().map(|part| part.seen)).is_settled()
}

/// By part, the rows and their ids.
pub(super) fn drafts<'t>(parts: &[EventRows], files: &'t [DataFile]) -> Vec<Vec<Draft<'t, ()>>> {
    let draft = |part: &EventRows, event: &Event| {
        let mut event = event.clone();
        part.put_in_place(&mut event);
        let (text, start) = (&files[event.row.file as usize].text, event.id.start as usize);
        let id = || &text[start..start + event.id.len as usize];
        Draft::new(event.written_id.then(id), event.row, ())
    };
    cores::many(parts.iter(), |part| part.events.iter().map(|e| draft(part, e)).collect())
}

/// What events refer to.
#[derive(Clone, Copy)]
pub(super) struct Known<'t, 'n> {
    pub(super) actors: &'t Actors<'n>,
    pub(super) sources: &'t Sources<'n>,
    /// What of them is wanted.
    pub(super) need: Need,
}

/// The events of all parts, and by number the texts of files that were read as they lay in memory.
type Read<'f> = (Vec<EventRows<'f>>, Vec<(usize, Content)>);

/// Reads the table; `None`: a file that was left on disk is to be read whole.
pub(super) fn read<'f>(files: Files<'f>, known: Known, desk: &mut Desk) -> Option<Read<'f>> {
    let (mut all, mut texts) = (Vec::new(), Vec::new());
    for (n, file) in files.accepted(Table::Events) {
        let number = n as u32;
        let kept = |records: &mut Records<'f>| part(records, known);
        let parts = match files.left(file) {
            None => {
                let marks = [known.actors.names.marks(), known.sources.names.marks()];
                let forget = || marks.iter().for_each(Marks::restore);
                chunks::walk((file, number), files.split, &kept, &forget)
            }
            Some(left) if left.is_mapped() => {
                let (parts, text) = left.walk_mapped((file, number), files.split, &kept)?;
                texts.push((n, text));
                parts
            }
            Some(left) => left.walk((file, number), files.split, &|records: &mut Records| {
                let (rows, mut desk) = part(records, known);
                desk.keep_lines((number, records.source().1));
                (rows.released(), desk)
            })?,
        };
        all.extend(put_together(parts, n, desk));
    }
    Some((all, texts))
}

/// Bytes of a rather short row.
const A_ROW: usize = 256;

/// The events of a chunk.
fn part<'c>(records: &mut Records<'c>, known: Known) -> (EventRows<'c>, Desk) {
    let empty = EventRows::with_room(records.bytes(), known.need);
    let (mut rows, mut desk) =
        rows_of(records, empty, &|record, fate, events: &mut EventRows<'c>, desk| {
            if fate == Fate::Sound {
                event(record, events, known, desk);
            } else {
                refuse(record, events);
                mark_used(record, (known.actors, known.sources));
            }
        });
    resolve::close(records.source(), (&mut rows, known), &mut desk);
    rows.close();
    (rows, desk)
}

/// Keeps the id of a refused row, so that references to it have no finding of their own.
fn refuse(record: &Record, events: &mut EventRows) {
    let id = record.value(Field::Id);
    events.refused.extend([trim(&id).to_string(), ids::intended(&id)]);
    events.refused.extend(refused_names::hidden(record));
}

fn event<'f>(record: &Record<'f, '_>, events: &mut EventRows<'f>, known: Known, desk: &mut Desk) {
    if comments::is_comment((record.text, record.cells), record.file.header.len()) {
        desk.put(comments::finding(record.whole(), record.cell(Field::Title).is_some()));
        desk.here.refused += 1;
        return;
    }
    let id = ids::written(record, desk);
    let title = record.trimmed(Field::Title);
    let (text, cells) = (record.text, record.cells);
    let is_remark = title.is_none()
        && (sums::is_sum(text, cells) || !matches!(id, Ok(Some(_))) && is_remark(text, cells));
    // What does not reach to its title is hardly a row: of that one finding tells enough.
    let is_cut = title.is_none() && record.cell(Field::Title).is_none();
    if title.is_none() && !((is_remark || is_cut) && id.is_err()) {
        desk.put(untitled(record, (is_remark, is_cut)));
    }
    if is_remark {
        refuse(record, events);
        desk.here.refused += 1;
        return;
    }
    let mut written = record.trimmed(Field::Date);
    if title.is_some() && sums::of_event(record, written.as_ref(), desk) {
        written = None;
    }
    let date = written.clone().filter(|_| !is_cut);
    let date = date.and_then(|written| dates::written(record, written, desk));
    let kind = event_type(record, events, desk);
    let status = status(record, desk);
    seq::check(record, desk);
    if known.need.findings {
        references(record, events);
    }
    let sound = id.is_ok() && title.is_some();
    if !sound {
        refuse(record, events);
        desk.here.refused += 1;
    }
    let likeness = if known.need.findings {
        let place = record.trimmed(Field::Place);
        for (cell, is_title) in [(&title, true), (&place, false)] {
            // A title of `?` is one that is not known.
            if let Some((text, span)) = cell
                && is_placeholder(text, !is_title || *text != "?")
            {
                let finding = placeholder::finding(text, record.place(span.clone()));
                // Without a title the row would be refused.
                desk.put(if is_title { finding.help(WITHOUT_TITLE) } else { finding });
            }
        }
        tags::look(record, &mut events.tags, desk);
        let written = written.filter(|(text, _)| date.is_some() || !dates::is_nothing(text));
        let [date, title, place] = [written, title, place].map(|t| t.map_or("", |(text, _)| text));
        match date.is_empty() && is_bare(record) {
            true => same_event_key::NONE,
            false => same_event_key::texts(date, title, place),
        }
    } else {
        same_event_key::NONE
    };
    let place = if known.need.places { place(record, events) } else { 0 };
    let facts = Facts { id: id.unwrap_or(None), sound, date, kind, place, status, likeness };
    resolve::put(record, facts, (events, known), desk);
}

/// Whether neither a place nor anybody and nothing else tells which event a title means.
fn is_bare(record: &Record) -> bool {
    let is_told =
        |field: &Field| record.trimmed(*field).is_some_and(|(text, _)| !is_placeholder(text, true));
    ![Field::Place, Field::Actors, Field::Sources].iter().any(is_told)
}

/// What is right where a title is not known.
const WITHOUT_TITLE: &str = "write a few words on what happened";

/// What is said of a row without a title.
fn untitled(record: &Record, (is_remark, is_cut): (bool, bool)) -> Finding {
    let (cells, columns) = (record.cells.len(), record.file.header.len());
    let help = delimiter::of_row((record.text, record.cells), b',', columns)
        .or_else(|| is_remark.then(|| OF_REMARK.to_string()))
        .or_else(|| is_cut.then(|| ends_before_title(cells, columns)));
    no_title(record.place_of(Field::Title), help)
}

/// What is right of a row that has fewer cells than its header, and ends before its title.
pub(crate) fn ends_before_title(cells: usize, columns: usize) -> String {
    let or = if cells == 1 { " is it a remark? then delete it;" } else { "" };
    let cells = counted(cells, "cell");
    format!(
        "the row has {cells} where the header has {columns}: is a comma missing?{or} else {WITHOUT_TITLE}"
    )
}

/// What is said of an event without a title, and what to do if that is known.
pub(crate) fn no_title(place: Place, help: Option<String>) -> Finding {
    let help = help.unwrap_or_else(|| WITHOUT_TITLE.to_string());
    Finding::new(Code::BlankTitle, place, "an event without a title; the row is refused").help(help)
}

fn event_type(record: &Record, events: &mut EventRows, desk: &mut Desk) -> u32 {
    let Some((word, span)) = record.trimmed(Field::Type) else { return 0 };
    let near_known = |word: &str| match vocabulary::event_type(word) {
        Some(_) => None,
        None if is_placeholder(word, true) => Some(Meant::Nothing),
        None => slip(word, TYPES.iter().map(|t| t.name))
            .or_else(|| contact_type::named_in(word))
            .map(Meant::Known),
    };
    let key = IdKey::within(record.text, span.clone());
    let (number, meant) = events.types.number_of((key, word), near_known);
    match meant {
        Some(Meant::Nothing) => desk.put(placeholder::finding(word, record.place(span))),
        Some(Meant::Known(meant)) => {
            desk.put(contact_type::near_miss(word, meant, record.place(span)));
        }
        Some(Meant::OfName | Meant::Actor | Meant::Roles) | None => {}
    }
    number
}

/// The number of the place of an event, 0 for none.
fn place(record: &Record, events: &mut EventRows) -> u32 {
    match record.cell(Field::Place) {
        Some(cell) if cell.doubled => events.places.number(trim(&cell.value(record.text))),
        _ => record.trimmed(Field::Place).map_or(0, |(name, _)| events.places.number(name)),
    }
}

fn status(record: &Record, desk: &mut Desk) -> Status {
    let Some((word, span)) = record.trimmed(Field::Status) else { return Status::Reported };
    let status = Status::of(word);
    if status == Status::Unknown {
        // A sign of doubt says something of an event.
        if is_placeholder(word, word != "?") {
            desk.put(placeholder::finding(word, record.place(span)));
            return Status::Reported;
        }
        let known: Vec<&str> = Status::WRITTEN.iter().map(|(name, _)| *name).collect();
        let message = format!("unknown status {}; it is counted as not confirmed", quoted(word));
        let finding = Finding::new(Code::UnknownStatus, record.place(span), message);
        desk.put(unlike(finding, word, &known));
    }
    status
}

fn references(record: &Record, events: &mut EventRows) {
    for field in Field::LINKS {
        if record.cell(field).is_none_or(|cell| cell.start == cell.end) {
            continue;
        }
        let list = List::of(record, field);
        for item in list.items() {
            events.references.push(Reference {
                from: record.place(list.in_file(item.clone())),
                field,
                text: list.value[item].to_string(),
                row: record.row(),
            });
        }
    }
}

/// What a refused row names is not unused: its text is searched for ids and names.
pub(super) fn mark_used<'n>(record: &Record, (actors, sources): (&Actors<'n>, &Sources<'n>)) {
    let text = &record.text[record.at.offset..record.end];
    for token in text.split([',', ';', '"', ':', '#']).map(str::trim) {
        for names in [&actors.names, &sources.names] {
            if let Found::Row(row) = names.find(token) {
                names.mark(row);
            }
        }
    }
}
