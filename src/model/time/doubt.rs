//! What speaks against a conclusion: assumptions that were left out because they contradict certain
//! statements.
//!
//! Such an assumption counts for nothing, and what follows from certain statements alone still
//! follows. But if it were true after all, one of those that it contradicts would not be.
//!
//! Invariant: where nothing doubtful was left out, nothing is computed.

use std::sync::Arc;

use super::{Contradiction, Statement, Time};
use crate::model::Dataset;
use crate::solve::Index;

/// Links and pairs by `seq` of contradictions that need an assumption, each with the number of its
/// contradiction, ascending.
pub(super) fn contested(contradictions: &[Contradiction]) -> Vec<(Statement, u32)> {
    let mut contested: Vec<(Statement, u32)> = Vec::new();
    for (contradiction, number) in contradictions.iter().zip(0..) {
        let links = contradiction.statements.iter();
        let links = links.filter(|s| matches!(s, Statement::Link(_) | Statement::Seq(..)));
        if !contradiction.assumptions.is_empty() {
            contested.extend(links.map(|link| (*link, number)));
        }
    }
    contested.sort_unstable();
    contested
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
    pub(super) fn against<'t>(
        &'t self,
        dataset: &'t Dataset,
        statements: &'t [Statement],
    ) -> impl Iterator<Item = &'t [Statement]> {
        let doubtful = self.contradictions.iter().zip(0..);
        let doubtful = doubtful.filter(|(c, _)| !c.assumptions.is_empty());
        let against = doubtful.filter(move |(contradiction, number)| {
            statements.iter().any(|s| self.contested.binary_search(&(*s, *number)).is_ok())
                || self.contradicts(dataset, statements, &contradiction.assumptions)
        });
        against.map(|(contradiction, _)| contradiction.assumptions.as_slice())
    }

    /// The dates of two events and what is written of how they lie to each other, as far as
    /// contradictions have left it out.
    pub fn left_out(&self, dataset: &Dataset, (event, other): (u32, u32)) -> Vec<Statement> {
        let left_out = self.contradictions.iter().flat_map(|c| match c.assumptions.as_slice() {
            [] => &c.statements[..],
            assumptions => assumptions,
        });
        let mut own: Vec<Statement> = left_out
            .copied()
            .filter(|statement| match statement.events(dataset) {
                [a, b] if a == b => [event, other].contains(&a),
                ends => ends == [event, other] || ends == [other, event],
            })
            .map(|statement| match statement {
                Statement::Once(event) => Statement::Date(event),
                other => other,
            })
            .collect();
        own.sort_unstable();
        own.dedup();
        own
    }

    /// Whether statements and assumptions about any of the same events cannot all be true.
    fn contradicts(
        &self,
        dataset: &Dataset,
        statements: &[Statement],
        assumptions: &[Statement],
    ) -> bool {
        let events: Vec<u32> = assumptions.iter().flat_map(|s| s.events(dataset)).collect();
        let meets = |s: &Statement| s.events(dataset).iter().any(|event| events.contains(event));
        if !statements.iter().any(meets) {
            return false;
        }
        let index = || Arc::new(Index::of(&self.network, self.statements.len()));
        let tags: Vec<u32> =
            statements.iter().chain(assumptions).filter_map(|s| self.tag(*s)).collect();
        self.index.get_or_init(index).contradict(&self.network, &tags)
    }
}
