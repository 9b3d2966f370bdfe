//! Which statements cannot all hold, and which of them are left out.
//!
//! Invariant: what is left out follows from the contradictions alone, so that networks of one dataset
//! that are given the same ones leave out the same.

use super::{Contradiction, Statement, Time, doubt, loops, seq};
use crate::model::Dataset;
use crate::solve::{self, Constraint};

/// Links that run in a circle.
pub(super) fn circles(time: &Time, dataset: &Dataset) -> Vec<Contradiction> {
    let by_seq: Vec<(u32, u32)> = time.pairs_by_seq().collect();
    let is_assumption = |said| time.is_assumption(said);
    let circles = loops::of(&dataset.links, (&by_seq, &time.begun), &is_assumption).into_iter();
    let tags = |circle: Vec<Statement>| -> Vec<u32> {
        circle.into_iter().filter_map(|said| time.tag(said)).collect()
    };
    circles.map(|circle| time.contradiction(&tags(circle), true)).collect()
}

/// Leaves out what is `known` to contradict itself, finds all other contradictions and leaves them out.
pub(super) fn settle(time: &mut Time, dataset: &Dataset, known: Vec<Contradiction>) {
    let assumptions = time.assumptions.clone();
    let is_assumption = |tag: u32| assumptions[tag as usize];
    let mut on: Vec<bool> = assumptions.iter().map(|assumed| !assumed).collect();
    let mut left_out = vec![false; on.len()];
    for tag in known.iter().flat_map(|contradiction| time.left_out_by(contradiction)) {
        (on[tag as usize], left_out[tag as usize]) = (false, true);
    }
    let certain = solve::conflicts(&time.network, &mut on, &|_| true);
    let mut with_assumptions = on.clone();
    for (tag, assumed) in assumptions.iter().enumerate() {
        with_assumptions[tag] |= *assumed && !left_out[tag];
    }
    let mut doubtful = Vec::new();
    if time.any_assumed {
        doubtful = solve::conflicts(&time.network, &mut with_assumptions, &is_assumption);
    }
    let mut found = known;
    found.extend(certain.iter().chain(&doubtful).map(|tags| time.contradiction(tags, false)));
    time.doubts = doubt::Doubts::of(dataset, &found);
    time.contradictions = found;
    time.on = [on, with_assumptions];
}

impl Time {
    fn contradiction(&self, tags: &[u32], is_loop: bool) -> Contradiction {
        let mut statements: Vec<Statement> =
            tags.iter().map(|tag| self.statements[*tag as usize]).collect();
        if !is_loop {
            let is_once = |c: &Constraint| matches!(self.statement(c), Some(Statement::Once(_)));
            let once = self.index().parts_needed(&self.network, tags, &is_once);
            for (statement, _) in statements.iter_mut().zip(tags).filter(|(_, t)| once.contains(t))
            {
                *statement = statement.as_once();
            }
            statements.sort_unstable();
        }
        let statements = self.joined(statements);
        let assumed = |s: &&Statement| self.is_assumption(**s);
        let assumptions = statements.iter().filter(assumed).copied().collect();
        Contradiction { statements, assumptions, is_loop }
    }

    /// The statements of a contradiction as they are told: without events that only stand between two others
    /// by `seq`.
    pub fn told(&self, dataset: &Dataset, contradiction: &Contradiction) -> Vec<Statement> {
        let statements = &contradiction.statements;
        let between = seq::between(dataset, statements);
        let is_left = |s: &&Statement| !matches!(s, Statement::Date(e) if between.contains(e));
        let left = statements.iter().filter(is_left).flat_map(|said| self.tags(*said));
        // The date of such an event may be needed for more than its day.
        let is_told = !between.is_empty()
            && (contradiction.is_loop
                || self.index().contradict(&self.network, &left.collect::<Vec<u32>>()));
        if is_told { seq::direct(statements, &between) } else { statements.clone() }
    }

    /// The tags that a contradiction leaves out: its assumptions, or else all of it.
    fn left_out_by(&self, contradiction: &Contradiction) -> impl Iterator<Item = u32> {
        let is_certain = contradiction.assumptions.is_empty();
        let tags = contradiction.statements.iter().flat_map(|statement| self.tags(*statement));
        tags.filter(move |tag| is_certain || self.assumptions[*tag as usize])
    }
}
