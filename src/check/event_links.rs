//! `event_links.csv`: rows to links between two events, with sources of their own.
//!
//! Invariant: a row without both of its events, or whose relation is not known, is no link and is
//! refused, and the events it names are looked for all the same; a gap that cannot be read leaves the
//! link without it.

use crate::check::actors::Actors;
use crate::check::desk::Desk;
use crate::check::events::mark_used;
use crate::check::finding::{Code, Finding, quoted};
use crate::check::links;
use crate::check::names::unknown_word::unlike;
use crate::check::rows::Fate;
use crate::check::sources::Sources;
use crate::check::tables::{Files, Part, Words, shift};
use crate::model::relation::{Gap, RELATIONS, Relation};
use crate::model::{Field, Place, Position, Row, Table, Text};
use crate::read::Record;

/// An event as written, with its place.
pub(super) type End = (String, Place);

/// A link before all ids are known.
pub(super) struct LinkRow {
    pub(super) row: Row,
    /// The two events.
    pub(super) ends: [End; 2],
    pub(super) relation: Relation,
    pub(super) gap: Gap,
    pub(super) doubtful: bool,
    /// The relation as written.
    pub(super) text: Text,
}

/// The links of a part of the table.
#[derive(Default)]
pub(super) struct LinkRows {
    pub(super) links: Vec<LinkRow>,
    /// The events that refused rows name.
    pub(super) lost: Vec<End>,
    /// Without `sources.csv`: the strings that serve as sources.
    pub(super) sources: Words,
}

impl Part for LinkRows {
    fn shift(&mut self, start: Position) {
        for link in &mut self.links {
            shift(&mut link.row, start);
        }
        let ends = self.links.iter_mut().flat_map(|link| &mut link.ends);
        for (_, place) in ends.chain(&mut self.lost) {
            place.line += start.line;
            place.record += start.record;
        }
    }
}

/// Reads the table.
pub(super) fn read<'f>(
    files: Files<'f>,
    (actors, sources): (&Actors<'f>, &Sources<'f>),
    desk: &mut Desk,
) -> Vec<LinkRows> {
    files.walk(
        (Table::EventLinks, &[&actors.names, &sources.names]),
        desk,
        &|record, fate, part: &mut LinkRows, desk| {
            if fate == Fate::Sound {
                sources.listed(record, &mut part.sources, desk);
                match link(record, desk) {
                    Ok(link) => part.links.push(link),
                    Err(ends) => {
                        desk.here.refused += 1;
                        part.lost.extend(ends);
                    }
                }
            } else {
                mark_used(record, (actors, sources));
            }
        },
    )
}

/// The link of a row; else the events it names.
fn link(record: &Record, desk: &mut Desk) -> Result<LinkRow, Vec<End>> {
    let event = filled(record, Field::Event, desk);
    let relation = relation(record, desk);
    let other = filled(record, Field::Other, desk);
    // Of a relation that is not known, a gap is as good as of one that takes it.
    let gap = gap(record, relation.map_or(Relation::After, |(relation, _)| relation), desk);
    let certainty = record.trimmed(Field::Certainty).map_or("", |(text, _)| text);
    match (event, relation, other) {
        (Some(event), Some((relation, text)), Some(other)) => Ok(LinkRow {
            row: record.row(),
            ends: [event, other],
            relation,
            gap,
            doubtful: !matches!(certainty.to_ascii_lowercase().as_str(), "" | "certain"),
            text,
        }),
        (event, _, other) => Err(event.into_iter().chain(other).collect()),
    }
}

fn filled(record: &Record, field: Field, desk: &mut Desk) -> Option<End> {
    let found = record.trimmed(field);
    if found.is_none() {
        let message = format!("a link without `{}`; the row is refused", field.name());
        desk.note(Code::BlankCell, record.place_of(field), message);
    }
    found.map(|(text, span)| (text.to_string(), record.place(span)))
}

fn relation(record: &Record, desk: &mut Desk) -> Option<(Relation, Text)> {
    let (word, place) = filled(record, Field::Relation, desk)?;
    let Some(relation) = Relation::of(&word) else {
        let known: Vec<&str> = RELATIONS.iter().map(|(name, _, _)| *name).collect();
        let message = format!("unknown relation {}; the row is refused", quoted(&word));
        let finding = Finding::new(Code::UnknownRelation, place, message);
        desk.put(unlike(finding, &word, &known));
        return None;
    };
    let (start, len) = (place.span.start as u64, place.span.len() as u32);
    Some((relation, Text { start, len, file: record.number }))
}

fn gap(record: &Record, relation: Relation, desk: &mut Desk) -> Gap {
    let Some((text, span)) = record.trimmed(Field::Gap) else { return Gap::ANY };
    links::gap(text, relation, record.place(span), desk)
}
