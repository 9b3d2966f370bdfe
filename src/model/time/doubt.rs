//! What speaks against a conclusion: assumptions that were left out because they contradict certain
//! statements.
//!
//! Such an assumption counts for nothing, and what follows from certain statements alone still
//! follows. But if it were true after all, one of those that it contradicts would not be.
//!
//! Invariant: where nothing doubtful was left out, nothing is computed.

use std::collections::{BTreeMap, BTreeSet};

use super::{Contradiction, Statement, Time};
use crate::model::Dataset;

/// What contradictions left out, by what it speaks of, so that none is looked for in all of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Doubts {
    /// Links and pairs by `seq` of contradictions that need an assumption, each with the number of its
    /// contradiction, ascending.
    contested: Vec<(Statement, u32)>,
    /// Events of which such an assumption speaks, likewise.
    assumed: Vec<(u32, u32)>,
    /// Events, and what was left out about them, ascending.
    left_out: Vec<(u32, Statement)>,
}

impl Doubts {
    pub(super) fn of(dataset: &Dataset, contradictions: &[Contradiction]) -> Doubts {
        let mut doubts = Doubts::default();
        for (contradiction, number) in contradictions.iter().zip(0..) {
            let links = contradiction.statements.iter();
            let links = links.filter(|s| matches!(s, Statement::Link(_) | Statement::Seq(..)));
            let left_out = match contradiction.assumptions.as_slice() {
                [] => &contradiction.statements,
                assumptions => {
                    doubts.contested.extend(links.map(|link| (*link, number)));
                    let events = assumptions.iter().flat_map(|said| said.events(dataset));
                    doubts.assumed.extend(events.map(|event| (event, number)));
                    &contradiction.assumptions
                }
            };
            let left_out =
                left_out.iter().flat_map(|said| said.events(dataset).map(|e| (e, said.whole())));
            doubts.left_out.extend(left_out);
        }
        doubts.contested.sort_unstable();
        doubts.assumed.sort_unstable();
        doubts.assumed.dedup();
        doubts.left_out.sort_unstable();
        doubts
    }

    /// Whether a contradiction needs an assumption.
    pub(super) fn are_there(&self) -> bool {
        !self.assumed.is_empty()
    }
}

/// What stands beside a key in pairs that ascend.
fn beside<K: Ord + Copy, V: Copy>(pairs: &[(K, V)], key: K) -> impl Iterator<Item = V> {
    let first = pairs.partition_point(|(own, _)| *own < key);
    pairs[first..].iter().take_while(move |(own, _)| *own == key).map(|(_, value)| *value)
}

impl Statement {
    /// The events it speaks of.
    pub(super) fn events(self, dataset: &Dataset) -> [u32; 2] {
        match self {
            Statement::Date(event) | Statement::Once(event) => [event, event],
            Statement::Seq(before, after) => [before, after],
            Statement::Link(number) => {
                let link = super::link(dataset, number);
                [link.event, link.other]
            }
        }
    }
}

impl Time {
    /// Assumptions, contradiction by contradiction, that were left out and speak against a conclusion
    /// from some statements: it rests on a link they contradict, or cannot be true together with them.
    pub(super) fn against(&self, dataset: &Dataset, statements: &[Statement]) -> Vec<&[Statement]> {
        if !self.doubts.are_there() {
            return Vec::new();
        }
        let Doubts { contested, assumed, .. } = &self.doubts;
        let events = statements.iter().flat_map(|said| said.events(dataset));
        let events: BTreeSet<u32> = events.collect();
        let near = events.into_iter().flat_map(|event| beside(assumed, event));
        let mut against: BTreeMap<u32, bool> = near.map(|number| (number, false)).collect();
        let sure = statements.iter().flat_map(|said| beside(contested, *said));
        against.extend(sure.map(|number| (number, true)));
        let assumptions = |number: u32| self.contradictions[number as usize].assumptions.as_slice();
        let against = against.into_iter().map(|(number, sure)| (assumptions(number), sure));
        let holds =
            |(assumed, sure): &(&[Statement], bool)| *sure || self.contradict(statements, assumed);
        against.filter(holds).map(|(assumed, _)| assumed).collect()
    }

    /// Whether some contradiction needs an assumption.
    pub fn has_doubts(&self) -> bool {
        self.doubts.are_there()
    }

    /// The dates of two events and what is written of how they lie to each other, as far as
    /// contradictions have left it out.
    pub fn left_out(&self, dataset: &Dataset, (event, other): (u32, u32)) -> Vec<Statement> {
        let left_out = &self.doubts.left_out;
        let is_there =
            |said: &Statement| left_out.binary_search(&(said.events(dataset)[0], *said)).is_ok();
        let dates = [event, other].map(Statement::Date).into_iter();
        let mut own: Vec<Statement> = dates.filter(is_there).collect();
        let between = |said: &Statement| {
            let ends = said.events(dataset);
            ends == [event, other] || ends == [other, event]
        };
        own.extend(beside(left_out, other).filter(between));
        own.sort_unstable();
        own.dedup();
        own
    }

    /// Whether statements and assumptions cannot all be true.
    fn contradict(&self, statements: &[Statement], assumptions: &[Statement]) -> bool {
        let tags: Vec<u32> =
            statements.iter().chain(assumptions).flat_map(|s| self.tags(*s)).collect();
        self.index().contradict(&self.network, &tags)
    }
}
