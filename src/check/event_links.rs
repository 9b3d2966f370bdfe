//! `event_links.csv`: rows to links between two events, with sources of their own.
//!
//! Invariant: a row without both of its events, or whose relation is not known, is no link and is
//! refused; a gap that cannot be read leaves the link without it.

use super::actors::Actors;
use super::desk::Desk;
use super::events::mark_used;
use super::finding::{Code, Finding, quoted};
use super::header::known_words;
use super::links;
use super::rows::Fate;
use super::sources::Sources;
use super::tables::{Files, Part, Words, shift};
use crate::model::relation::{Gap, RELATIONS, Relation};
use crate::model::{Field, Place, Position, Row, Table, Text};
use crate::read::Record;

/// A link before all ids are known.
pub(super) struct LinkRow {
    pub(super) row: Row,
    /// The two events as written, each with its place.
    pub(super) ends: [(String, Place); 2],
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
    /// Without `sources.csv`: the strings that serve as sources.
    pub(super) sources: Words,
}

impl Part for LinkRows {
    fn shift(&mut self, start: Position) {
        for link in &mut self.links {
            shift(&mut link.row, start);
            for (_, place) in &mut link.ends {
                place.line += start.line;
                place.record += start.record;
            }
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
                    Some(link) => part.links.push(link),
                    None => desk.here.refused += 1,
                }
            } else {
                mark_used(record, (actors, sources));
            }
        },
    )
}

fn link(record: &Record, desk: &mut Desk) -> Option<LinkRow> {
    let event = filled(record, Field::Event, desk);
    let relation = relation(record, desk);
    let other = filled(record, Field::Other, desk);
    let (relation, text) = relation?;
    let gap = gap(record, relation, desk);
    let certainty = record.trimmed(Field::Certainty).map_or("", |(text, _)| text);
    Some(LinkRow {
        row: record.row(),
        ends: [event?, other?],
        relation,
        gap,
        doubtful: !matches!(certainty.to_ascii_lowercase().as_str(), "" | "certain"),
        text,
    })
}

fn filled(record: &Record, field: Field, desk: &mut Desk) -> Option<(String, Place)> {
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
        desk.put(finding.help(known_words(&word, &known)));
        return None;
    };
    let (start, len) = (place.span.start as u64, place.span.len() as u32);
    Some((relation, Text { start, len, file: record.number }))
}

fn gap(record: &Record, relation: Relation, desk: &mut Desk) -> Gap {
    let Some((text, span)) = record.trimmed(Field::Gap) else { return Gap::ANY };
    links::gap(text, relation, record.place(span), desk)
}
