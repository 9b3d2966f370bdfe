//! A query to a selection: `actor:putin type:call date:2025-02..2025-05`.
//!
//! Each argument is one term. Terms of one field are alternatives, terms of different fields must
//! all hold, `from:` and `to:` as one range; of several words without a field all must be found.
//! `not:` before a term turns it round, and each `not:` holds on its own. Case never matters, in any
//! script.
//!
//! ```
//! use annals::view::query::Query;
//!
//! let folder = annals::read::texts(&[("events.csv", "date,title,type\n2025-02,A,call\n2025-06,B,visit\n")]);
//! let dataset = annals::check::dataset(folder).dataset;
//! let terms = ["type:contact".to_string(), "date:..2025-05".to_string()];
//! let selection = Query::parse(&terms, false, &dataset)?.select(&dataset);
//! assert_eq!(selection.events.len(), 1);
//! assert_eq!(selection.words, "type contact, up to May 2025");
//! # Ok::<(), annals::Error>(())
//! ```
//!
//! Invariant: a query is made for one dataset and selects from that one only; whatever the terms
//! hold, parsing gives a query or an error.

mod condition;
mod dates;
mod fields;
pub(crate) mod fold;
pub(crate) mod names;
pub mod narrow;
mod terms;
mod written;

pub use fields::{FIELDS, QueryField, actor_of};

use crate::check::did_you_mean;
use crate::error::Error;
use crate::model::Dataset;
use crate::view::Selection;

use condition::{Test, Wanted};
use dates::Span;
use fields::Context;
use fold::{fold, same};

/// What is asked of events.
#[derive(Clone, Debug, Default)]
pub struct Query {
    groups: Vec<Group>,
    dates: Dates,
}

/// Which dates of events are asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Dates {
    /// As written.
    #[default]
    Stated,
    /// Within the limits that follow for certain from links.
    Derived,
}

/// Terms of one field that are alternatives, or one term that stands alone.
#[derive(Clone, Debug)]
struct Group {
    field: &'static QueryField,
    negated: bool,
    tests: Vec<Test>,
    words: Vec<String>,
}

impl Query {
    /// Reads the terms of a query; `certain`: all dates mean *certainly*.
    ///
    /// # Errors
    /// When a term names an unknown field, or somebody or something the dataset does not know.
    pub fn parse(terms: &[String], certain: bool, dataset: &Dataset) -> Result<Query, Error> {
        let mut query = Query::default();
        let terms = terms.iter().map(|term| terms::split(term)).collect::<Result<Vec<_>, _>>()?;
        let asked = dates::asked(&terms)?;
        for term in terms {
            let asked = if term.negated { Span::ALL } else { asked };
            let context = Context { dataset, certain, asked };
            let (test, words) = (term.field.parse)(&term.value, &context)?;
            query.add(Group {
                field: term.field,
                negated: term.negated,
                tests: vec![test],
                words: vec![words],
            });
        }
        Ok(query)
    }

    /// The same, asked of dates within the limits that follow for certain from links.
    #[must_use]
    pub fn by_derived_dates(self) -> Query {
        Query { dates: Dates::Derived, ..self }
    }

    /// Joins a term to its alternatives, where it has any.
    fn add(&mut self, new: Group) {
        let alternative = |group: &&mut Group| {
            let alone = new.negated || group.negated || !new.field.either;
            !alone && group.field.group() == new.field.group()
        };
        match self.groups.iter_mut().find(alternative) {
            Some(group) => {
                group.tests.extend(new.tests);
                group.words.extend(new.words);
            }
            None => self.groups.push(new),
        }
    }

    /// Whether any term asks for a date.
    pub fn asks_dates(&self) -> bool {
        self.groups.iter().any(|group| matches!(group.field.group(), "date" | "from" | "to"))
    }

    /// For tags that no event has, those that may have been meant.
    pub fn meant(&self, dataset: &Dataset) -> Option<String> {
        let asked = self.groups.iter().filter(|group| group.field.name == "tag");
        let asked: Vec<&String> = asked.flat_map(|group| &group.words).collect();
        if asked.is_empty() {
            return None;
        }
        let tags = names::tags(dataset);
        let near = asked.into_iter().filter(|tag| !tags.iter().any(|own| same(own, &fold(tag))));
        let near = near.flat_map(|tag| names::meant(tag, tags.iter().map(String::as_str)));
        did_you_mean(&near.collect::<Vec<_>>())
    }

    /// Whether it asks for nothing in particular.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The events for which all of it holds.
    pub fn select(&self, dataset: &Dataset) -> Selection {
        if self.is_empty() {
            return Selection::all(dataset);
        }
        let mut wanted = Wanted::new(dataset, self.dates);
        let mut events = Vec::new();
        for event in 0..dataset.events.len() as u32 {
            wanted.turn_to(event);
            if self.in_order_of_cost().all(|group| group.holds(&mut wanted)) {
                events.push(event);
            }
        }
        Selection { events, words: self.words() }
    }

    /// What is answered from numbers before what is answered from text.
    fn in_order_of_cost(&self) -> impl Iterator<Item = &Group> {
        let reads_text = |group: &Group| group.tests.iter().any(Test::reads_text);
        let cheap = self.groups.iter().filter(move |g| !reads_text(g));
        cheap.chain(self.groups.iter().filter(move |g| reads_text(g)))
    }

    /// The query as a person reads it: `actor Vladimir Putin, type call, not status disputed`.
    pub fn words(&self) -> String {
        let said: Vec<String> = self.groups.iter().map(Group::said).collect();
        said.join(", ")
    }
}

impl Group {
    fn holds(&self, wanted: &mut Wanted) -> bool {
        self.tests.iter().any(|test| wanted.meets(test)) != self.negated
    }

    fn said(&self) -> String {
        let not = if self.negated { "not " } else { "" };
        let label = self.field.label;
        let space = if label.is_empty() { "" } else { " " };
        format!("{not}{label}{space}{}", self.words.join(" or "))
    }
}

#[cfg(test)]
mod tests;
