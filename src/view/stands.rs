//! Where rows stand in their files, in an order of output.
//!
//! Invariant: the rows are those that were listed, in that order.

use crate::cores;
use crate::model::{Dataset, Row};

/// Rows in an order.
#[derive(Clone, Debug)]
pub enum Listed {
    /// These.
    Rows(Vec<Row>),
    /// Those of events of these numbers.
    Events(Vec<u32>),
}

/// Where a row stands in its file, in few bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stand {
    /// The byte it starts at.
    pub offset: u64,
    /// Number of the file.
    pub file: u32,
    /// How many bytes of it are as they would be written anew; 0: that is not known.
    pub verbatim: u32,
}

impl From<Row> for Stand {
    fn from(row: Row) -> Stand {
        Stand { offset: row.offset, file: row.file, verbatim: row.verbatim }
    }
}

/// The stands of rows.
#[derive(Clone, Debug)]
pub(super) enum Stands {
    /// In the order of output.
    Listed(Vec<Stand>),
    /// In the order of events, and the numbers of these in that of output. What is looked at in that
    /// order is in the cache more often than the events themselves.
    OfEvents(Vec<Stand>, Vec<u32>),
}

/// So many events are worth a pass over all of them.
const MANY: usize = 1 << 12;

impl Stands {
    pub(super) fn of(dataset: &Dataset, listed: Listed) -> Stands {
        let events = &dataset.events;
        match listed {
            Listed::Rows(rows) => Stands::Listed(rows.into_iter().map(Stand::from).collect()),
            Listed::Events(order) if order.len() < MANY.max(events.len() / 4) => {
                let stand = |event: u32| Stand::from(events[event as usize].row);
                Stands::Listed(order.into_iter().map(stand).collect())
            }
            Listed::Events(order) => {
                let mut all = vec![Stand::default(); events.len()];
                let share = events.len().div_ceil(cores::count()).max(1);
                cores::each(all.chunks_mut(share).enumerate(), |(n, stands)| {
                    let rows = events.iter().skip(n * share).map(|event| event.row);
                    stands.iter_mut().zip(rows).for_each(|(stand, row)| *stand = row.into());
                });
                Stands::OfEvents(all, order)
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Stands::Listed(stands) => stands.len(),
            Stands::OfEvents(_, order) => order.len(),
        }
    }

    /// That of a row by its number in the order of output.
    #[inline]
    pub(super) fn at(&self, number: usize) -> Stand {
        match self {
            Stands::Listed(stands) => stands[number],
            Stands::OfEvents(stands, order) => stands[order[number] as usize],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_events_stand_where_each_of_them_does() {
        let rows = (0..2 * MANY).map(|n| format!("e{:05},2025,T\n", n * 7919 % (2 * MANY)));
        let text: String = std::iter::once("id,date,title\n".to_string()).chain(rows).collect();
        let dataset = crate::check::dataset(crate::read::texts(&[("events.csv", &text)])).dataset;
        let order: Vec<u32> = (0..dataset.events.len() as u32).rev().step_by(3).collect();
        let few = Stands::of(&dataset, Listed::Events(order[..10].to_vec()));
        let many = Stands::of(&dataset, Listed::Events([&order[..], &order[..]].concat()));
        assert!(matches!((&few, &many), (Stands::Listed(_), Stands::OfEvents(..))));
        assert_eq!((few.len(), many.len()), (10, 2 * order.len()));
        let row = |number: usize| dataset.events[order[number] as usize].row.offset;
        assert!((0..10).all(|n| few.at(n).offset == row(n)));
        assert!((0..order.len()).all(|n| many.at(n).offset == row(n)));
    }
}
