//! Whether an event meets a term.
//!
//! Invariant: the record of an event is split at most once, and only when a term asks for text, or for
//! a time between the limits of its date.

use std::borrow::Cow;

use super::Dates;
use super::dates::Span;
use super::fold::{holds, same};
use super::names::items;
use super::written::may_be_within;
use crate::model::cells::{Cell, split, trim};
use crate::model::date::Date;
use crate::model::{Dataset, Field, Status};
use crate::view::placing;

/// What a term asks, looked up in the dataset as far as can be.
#[derive(Clone, Debug)]
pub(super) enum Test {
    /// All of these actors, each in one of these roles if any are named.
    Together(Vec<(u32, Option<Vec<bool>>)>),
    /// One of these actors.
    Actors(Vec<bool>),
    /// One of these roles.
    Roles(Vec<bool>),
    /// One of these types.
    Types(Vec<bool>),
    /// This status, or this word where it is none of the known ones.
    Status(Status, String),
    /// One of these sources.
    Sources(Vec<bool>),
    /// This event.
    Event(u32),
    /// Possibly within.
    Possibly(Span),
    /// Certainly within.
    Certainly(Span),
    /// A part of the place.
    Place(String),
    /// A whole tag.
    Tag(String),
    /// A part of title, summary or place, or one of these actors.
    Text(String, Vec<bool>),
}

impl Test {
    /// Whether cells have to be read.
    pub(super) fn reads_text(&self) -> bool {
        matches!(self, Test::Place(_) | Test::Tag(_) | Test::Text(..))
    }
}

/// The event that is looked at.
pub(super) struct Wanted<'d> {
    dataset: &'d Dataset,
    event: u32,
    cells: Vec<Cell>,
    is_split: bool,
    dates: Dates,
}

impl<'d> Wanted<'d> {
    /// Before the first event.
    pub(super) fn new(dataset: &'d Dataset, dates: Dates) -> Wanted<'d> {
        Wanted { dataset, event: 0, cells: Vec::new(), is_split: false, dates }
    }

    /// Looks at another event.
    pub(super) fn turn_to(&mut self, event: u32) {
        (self.event, self.is_split) = (event, false);
    }

    /// Whether the event is as asked.
    pub(super) fn meets(&mut self, test: &Test) -> bool {
        let (dataset, event) = (self.dataset, &self.dataset.events[self.event as usize]);
        let parts = || dataset.participations_of(self.event).iter();
        match test {
            Test::Together(all) => all.iter().all(|(actor, roles)| {
                let in_role = |role: u32| roles.as_ref().is_none_or(|r| r[role as usize]);
                parts().any(|p| p.actor == *actor && in_role(p.role))
            }),
            Test::Actors(actors) => parts().any(|p| actors[p.actor as usize]),
            Test::Roles(roles) => parts().any(|p| roles[p.role as usize]),
            Test::Types(types) => types[event.kind as usize],
            Test::Status(status, word) => match event.status {
                Status::Unknown => same(trim(&self.cell(Field::Status)), word),
                known => known == *status,
            },
            Test::Sources(sources) => {
                dataset.citations_of(self.event).iter().any(|c| sources[c.source as usize])
            }
            Test::Event(wanted) => self.event == *wanted,
            Test::Possibly(span) => self.is_possibly(*span),
            Test::Certainly(span) => {
                self.times().next().is_some() && self.times().all(|date| span.certainly(&date))
            }
            Test::Place(part) => holds(&self.cell(Field::Place), part),
            Test::Tag(tag) => items(&self.cell(Field::Tags)).any(|item| same(item, tag)),
            Test::Text(part, actors) => {
                parts().any(|p| actors[p.actor as usize])
                    || [Field::Title, Field::Summary, Field::Place]
                        .iter()
                        .any(|field| holds(&self.cell(*field), part))
            }
        }
    }

    fn is_possibly(&mut self, span: Span) -> bool {
        if !self.times().any(|date| span.possibly(&date)) {
            return false;
        }
        let is_open = self.dates == Dates::Stated && self.times().any(|d| span.is_between(&d));
        !is_open || may_be_within(trim(&self.cell(Field::Date)), span)
    }

    fn times(&self) -> impl Iterator<Item = Date> {
        let (stated, derived) = match self.dates {
            Dates::Stated => (self.dataset.events[self.event as usize].date, None),
            Dates::Derived => (None, Some(placing::times(self.dataset, self.event))),
        };
        stated.into_iter().chain(derived.into_iter().flatten())
    }

    fn cell(&mut self, field: Field) -> Cow<'d, str> {
        let row = self.dataset.events[self.event as usize].row;
        let file = &self.dataset.files[row.file as usize];
        if !self.is_split {
            split(&file.text, row.offset as usize, &mut self.cells);
            self.is_split = true;
        }
        let cell = file.fields.find(field).and_then(|n| self.cells.get(n));
        cell.map_or(Cow::Borrowed(""), |c| c.value(&file.text))
    }
}
