//! The rows of `event_links.csv` that concern an event, as one column of the chronology.
//!
//! Invariant: a row is told at both of its events, each time as that event lies to the other, with
//! its gap, its certainty and its sources.

use crate::model::{Dataset, Field, Link, Relation};
use crate::view::query::names::items;
use crate::view::report::{Cell, Column, Part, Value};

/// The column.
pub(super) const COLUMN: Column = Column::new("links", Part::Detail("Links"));

/// Which rows concern which event.
pub(super) struct Linked<'d> {
    dataset: &'d Dataset,
    /// Event and number of the link, ascending.
    by_event: Vec<(u32, u32)>,
}

impl<'d> Linked<'d> {
    /// All rows; `None` where there are none.
    pub(super) fn of(dataset: &'d Dataset) -> Option<Linked<'d>> {
        let rows = dataset.links.iter().zip(0..).filter(|(link, _)| link.field == Field::Relation);
        let mut by_event: Vec<(u32, u32)> =
            rows.flat_map(|(link, n)| [(link.event, n), (link.other, n)]).collect();
        by_event.sort_unstable();
        (!by_event.is_empty()).then_some(Linked { dataset, by_event })
    }

    /// The cell of an event; `cite` says what a source is called and numbers its footnote.
    pub(super) fn cell(
        &self,
        event: u32,
        cite: &mut dyn FnMut(&str) -> (String, Option<u32>),
    ) -> Cell {
        let start = self.by_event.partition_point(|(own, _)| *own < event);
        let own = self.by_event[start..].iter().take_while(|(own, _)| *own == event);
        let (mut cell, mut raw, mut values) = (Cell::default(), Vec::new(), Vec::new());
        for (_, number) in own {
            let link = self.dataset.links[*number as usize];
            let separator = if cell.words.is_empty() { "" } else { "; " };
            cell.words.push_str(separator);
            self.say(&mut cell, (event, link), cite);
            raw.push(self.written(link));
            values.push(self.value(link));
        }
        cell.hidden = raw.is_empty();
        cell.raw = raw.join("; ");
        cell.value = Some(Value::List(values));
        cell
    }

    /// `2 to 5 days after Trump-Putin call (e026; AP, 12 February 2025), expected`
    fn say(
        &self,
        cell: &mut Cell,
        (event, link): (u32, Link),
        cite: &mut dyn FnMut(&str) -> (String, Option<u32>),
    ) {
        let dataset = self.dataset;
        let is_own = link.event == event;
        let other = if is_own { link.other } else { link.event };
        let said = relation(link.relation, is_own);
        let said = match link.gap.words() {
            gap if gap.is_empty() => said.to_string(),
            gap => format!("{gap} {said}"),
        };
        let title = dataset.event_cell(other, Field::Title);
        cell.words.push_str(&format!("{said} {title} ({}", dataset.event_id(other)));
        for item in items(&dataset.trimmed(link.row, Field::Sources)) {
            let (words, note) = cite(item);
            cell.words.push_str(&format!("; {words}"));
            if let Some(note) = note {
                cell.note_ends.push(cell.words.len());
                cell.notes.push(note);
            }
        }
        cell.words.push(')');
        if link.doubtful {
            let certainty = dataset.trimmed(link.row, Field::Certainty);
            cell.words.push_str(&format!(", {certainty}"));
        }
    }

    /// `e013 after e010`, with its gap.
    fn written(&self, link: Link) -> String {
        let [event, other] = [link.event, link.other].map(|event| self.dataset.event_id(event));
        let gap = self.dataset.trimmed(link.row, Field::Gap);
        let plus = if gap.is_empty() || gap.starts_with('+') { "" } else { "+" };
        format!("{event} {} {other}{plus}{gap}", self.dataset.text(link.text))
    }

    fn value(&self, link: Link) -> Value {
        let text = |value: &str| Value::Text(value.to_string());
        let cell = |field| self.dataset.trimmed(link.row, field);
        Value::Fields(vec![
            ("event", text(self.dataset.event_id(link.event))),
            ("relation", text(self.dataset.text(link.text))),
            ("other", text(self.dataset.event_id(link.other))),
            ("gap", text(&cell(Field::Gap))),
            ("sources", Value::List(items(&cell(Field::Sources)).map(text).collect())),
            ("certainty", text(&cell(Field::Certainty))),
            ("note", text(&cell(Field::Note))),
        ])
    }
}

/// How the event of a row, or the other one of it, lies to its counterpart.
fn relation(relation: Relation, is_own: bool) -> &'static str {
    match (relation, is_own) {
        (Relation::After, true) | (Relation::Before, false) => "after",
        (Relation::Before, true) | (Relation::After, false) => "before",
        (Relation::During, true) => "within",
        (Relation::PartOf, true) => "part of",
        (Relation::During | Relation::PartOf, false) => "around",
        (Relation::StartsWith, _) => "starts on the day of",
        (Relation::EndsWith, _) => "ends on the day of",
        (Relation::SameDay, _) => "on the day of",
    }
}
