//! The rows of `event_links.csv` that concern an event, as one column of the chronology.
//!
//! Invariant: a row is told at both of its events, each time as that event lies to the other, with
//! its gap, its certainty and its sources.

use crate::model::{Dataset, Field, Link, Relation};
use crate::view::query::names::items;
use crate::view::report::{Cell, Column, Form, Part, Value};
use crate::view::rows::Rows;

/// The column.
pub(super) const COLUMN: Column = Column::new("links", Part::Detail("Links"));

/// Says what a source of a list is called, behind what is said already; gives its footnote.
pub(super) type Cite<'c> = &'c mut dyn FnMut(&str, &mut String) -> Option<u32>;

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
    pub(super) fn cell(&self, event: u32, form: Form, cite: Cite) -> Cell {
        let start = self.by_event.partition_point(|(own, _)| *own < event);
        let own = self.by_event[start..].iter().take_while(|(own, _)| *own == event);
        let (mut cell, mut values) = (Cell { hidden: true, ..Cell::default() }, Vec::new());
        for (_, number) in own {
            let link = self.dataset.links[*number as usize];
            if form != Form::Raw {
                cell.words.push_str(if cell.hidden { "" } else { "; " });
                self.say(&mut cell, (event, link), cite);
            }
            if form != Form::Words {
                cell.raw.push_str(if cell.hidden { "" } else { "; " });
                cell.raw.push_str(&self.written(link));
            }
            if form == Form::All {
                values.push(self.value(link));
            }
            cell.hidden = false;
        }
        cell.value = (form == Form::All).then_some(Value::List(values));
        cell
    }

    /// `2 to 5 days after Trump-Putin call (e026; AP, 12 February 2025), expected`
    fn say(&self, cell: &mut Cell, (event, link): (u32, Link), cite: Cite) {
        let dataset = self.dataset;
        let is_own = link.event == event;
        let other = if is_own { link.other } else { link.event };
        let gap = link.gap.words();
        let blank = if gap.is_empty() { "" } else { " " };
        let title = dataset.event_cell(other, Field::Title);
        let said = [gap.as_str(), blank, relation(link.relation, is_own), " ", &title, " ("];
        cell.words.extend(said);
        cell.words.push_str(dataset.event_id(other));
        let mut row = Rows::new(dataset);
        row.open(Some(link.row));
        for item in items(&row.trimmed(Field::Sources)) {
            cell.words.push_str("; ");
            if let Some(note) = cite(item, &mut cell.words) {
                cell.note_ends.push(cell.words.len());
                cell.notes.push(note);
            }
        }
        cell.words.push(')');
        if link.doubtful {
            cell.words.extend([", ", &row.trimmed(Field::Certainty)]);
        }
    }

    /// `e013 after e010 (if the denial is believed)`, with its gap.
    fn written(&self, link: Link) -> String {
        let [event, other] = [link.event, link.other].map(|event| self.dataset.event_id(event));
        let gap = self.gap(link);
        let plus = if gap.is_empty() || gap.starts_with('+') { "" } else { "+" };
        let said = format!("{event} {} {other}{plus}{gap}", self.dataset.text(link.text));
        match link.doubtful {
            true => format!("{said} ({})", self.dataset.trimmed(link.row, Field::Certainty)),
            false => said,
        }
    }

    /// A gap as it is written; blank where it is not used.
    fn gap(&self, link: Link) -> String {
        if link.gap.is_any() {
            String::new()
        } else {
            self.dataset.trimmed(link.row, Field::Gap).into()
        }
    }

    fn value(&self, link: Link) -> Value {
        let text = |value: &str| Value::Text(value.to_string());
        let cell = |field| self.dataset.trimmed(link.row, field);
        Value::Fields(vec![
            ("event", text(self.dataset.event_id(link.event))),
            ("relation", text(self.dataset.text(link.text))),
            ("other", text(self.dataset.event_id(link.other))),
            ("gap", text(&self.gap(link))),
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
