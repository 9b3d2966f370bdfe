//! The rows of every table that a selection of events takes along.
//!
//! [`Subset::of`]: the selected events, the actors in them, the sources they cite, and the
//! relationships between two of those actors. [`Subset::closed`] adds what these refer to, so that
//! the rows can stand as a dataset of their own: events named in `after`, `before` and `part_of`, or as the
//! `other` one in a row of `event_links` that is about them, the sources of the relationships and of the links
//! between two of the events, and the sources that sources repeat.
//!
//! ```
//! use annals::view::{Query, subset::Subset};
//!
//! let events = "id,date,title,type,part_of\na,2025,Talks,talks,b\nb,2025,Process,,\nc,2025,C,call,\n";
//! let dataset = annals::check::dataset(annals::read::texts(&[("events.csv", events)])).dataset;
//! let selection = Query::parse(&["type:talks".to_string()], false, &dataset)?.select(&dataset);
//! let subset = Subset::of(&dataset, &selection);
//! assert_eq!(subset.events, [0]);
//! assert_eq!(subset.closed(&dataset).events, [0, 1]);
//! # Ok::<(), annals::Error>(())
//! ```
//!
//! Invariant: numbers are ascending; without a query every row comes along, used or not.

use crate::model::{Dataset, Field};
use crate::view::Selection;
use crate::view::query::names::{cited, items};
use crate::view::sheet::link_rows;

/// Numbers of rows, by table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subset {
    /// Events.
    pub events: Vec<u32>,
    /// Actors.
    pub actors: Vec<u32>,
    /// Sources.
    pub sources: Vec<u32>,
    /// Relationships.
    pub relationships: Vec<u32>,
}

impl Subset {
    /// Every row there is.
    pub fn all(dataset: &Dataset) -> Subset {
        let all = |count: usize| (0..count as u32).collect();
        Subset {
            events: all(dataset.events.len()),
            actors: all(dataset.actors.len()),
            sources: all(dataset.sources.len()),
            relationships: all(dataset.relationships.len()),
        }
    }

    /// The rows of a selection.
    pub fn of(dataset: &Dataset, selection: &Selection) -> Subset {
        if selection.words.is_empty() {
            return Subset::all(dataset);
        }
        Subset::around(dataset, selection.events.clone())
    }

    /// Some events, and what they take along.
    fn around(dataset: &Dataset, events: Vec<u32>) -> Subset {
        let mut actors = vec![false; dataset.actors.len()];
        let mut sources = vec![false; dataset.sources.len()];
        for event in &events {
            for participation in dataset.participations_of(*event) {
                actors[participation.actor as usize] = true;
            }
            for citation in dataset.citations_of(*event) {
                sources[citation.source as usize] = true;
            }
        }
        let both = |n: &u32| {
            let relationship = &dataset.relationships[*n as usize];
            actors[relationship.from as usize] && actors[relationship.to as usize]
        };
        Subset {
            events,
            relationships: (0..dataset.relationships.len() as u32).filter(both).collect(),
            actors: numbers(&actors),
            sources: numbers(&sources),
        }
    }

    /// These rows and all they refer to.
    pub fn closed(&self, dataset: &Dataset) -> Subset {
        let all = Subset::all(dataset);
        if *self == all {
            return all;
        }
        let events = follow(dataset.events.len(), &self.events, |event| {
            let start = dataset.links.partition_point(|l| l.event < event);
            let own = dataset.links[start..].iter().take_while(|l| l.event == event);
            own.map(|link| link.other).collect()
        });
        let subset = Subset::around(dataset, events);
        let listed = |list: &str| items(list).filter_map(|item| cited(dataset, item)).collect();
        let mut sources = subset.sources.clone();
        for number in &subset.relationships {
            let row = dataset.relationships[*number as usize].row;
            let of_tie: Vec<u32> = listed(&dataset.trimmed(row, Field::Sources));
            sources.extend(of_tie);
        }
        let here = |event: u32| subset.events.binary_search(&event).is_ok();
        for row in link_rows(dataset, |link| here(link.event) && here(link.other)) {
            let of_link: Vec<u32> = listed(&dataset.trimmed(row, Field::Sources));
            sources.extend(of_link);
        }
        let sources = follow(dataset.sources.len(), &sources, |source| {
            listed(&dataset.source_cell(source, Field::DerivedFrom))
        });
        Subset { sources, ..subset }
    }
}

/// What is reached from some numbers, themselves included.
fn follow(count: usize, from: &[u32], next: impl Fn(u32) -> Vec<u32>) -> Vec<u32> {
    let mut reached = vec![false; count];
    let mut open = from.to_vec();
    while let Some(number) = open.pop() {
        if !std::mem::replace(&mut reached[number as usize], true) {
            open.extend(next(number));
        }
    }
    numbers(&reached)
}

fn numbers(marked: &[bool]) -> Vec<u32> {
    (0..marked.len() as u32).filter(|n| marked[*n as usize]).collect()
}
