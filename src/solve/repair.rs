//! A solution that is kept while constraints are added to it one by one.
//!
//! A constraint that does not hold lowers a variable, that one lowers others, and so on until all hold
//! again; or the first would have to give way itself, and the constraints on the way to it are a cycle
//! without a solution (Cotton and Maler, "Fast and flexible difference constraint propagation for
//! DPLL(T)", 2006). The variable that must give way most is taken first, so each is lowered once; a
//! conflict costs what hangs together around it, however large the rest is. Where that takes too long
//! all constraints are solved together.
//!
//! Invariant: what was [put](Solution::put) without a cycle, and is still on, holds.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::ops::Range;

use super::paths::{Graph, Start, Way};
use super::{Constraint, NOBODY, Network, ORIGIN, components, counts};

/// Constraints by one of their variables, in their order.
struct Adjacent {
    starts: Vec<u32>,
    constraints: Vec<u32>,
}

impl Adjacent {
    fn of(network: &Network, variable: impl Fn(&Constraint) -> u32) -> Adjacent {
        let mut starts = vec![0; network.variables as usize + 1];
        for c in &network.constraints {
            starts[variable(c) as usize + 1] += 1;
        }
        for n in 1..starts.len() {
            starts[n] += starts[n - 1];
        }
        let (mut next, mut constraints) = (starts.clone(), vec![0; network.constraints.len()]);
        for (c, n) in network.constraints.iter().zip(0..) {
            let place = &mut next[variable(c) as usize];
            constraints[*place as usize] = n;
            *place += 1;
        }
        Adjacent { starts, constraints }
    }

    /// Where those of a variable stand.
    fn range(&self, variable: u32) -> Range<usize> {
        self.starts[variable as usize] as usize..self.starts[variable as usize + 1] as usize
    }
}

/// How many variables may be lowered for one constraint.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach(usize);

/// As many as there are.
const ANYWHERE: Reach = Reach(usize::MAX);

/// One after the other, so that short cycles are found before long ones, which are hard to read and to
/// cut down, and mostly are none any more when the short ones are gone.
pub(super) const REACHES: [Reach; 3] = [Reach(32), Reach(512), ANYWHERE];

/// A value for each variable.
pub(super) struct Solution<'n> {
    network: &'n Network,
    /// Constraints by the variable they limit another against.
    limiting: Adjacent,
    values: Vec<i128>,
    /// By variable: how far it must be lowered, because of which constraint, and whether it was; of those
    /// that were `touched` since the last constraint was put.
    below: Vec<i128>,
    why: Vec<u32>,
    is_lowered: Vec<bool>,
    touched: Vec<u32>,
    /// Steps that may be taken until all constraints are solved together.
    steps: usize,
}

impl<'n> Solution<'n> {
    /// One that often holds: the least that lower limits allow, as far as some steps tell.
    pub(super) fn guess(network: &'n Network, on: &[bool]) -> Solution<'n> {
        let variables = network.variables as usize;
        Solution {
            network,
            limiting: Adjacent::of(network, |c| c.y),
            values: raised(network, on),
            below: vec![0; variables],
            why: vec![NOBODY; variables],
            is_lowered: vec![false; variables],
            touched: Vec::new(),
            steps: STEPS * network.constraints.len(),
        }
    }

    /// Whether a constraint holds.
    pub(super) fn holds(&self, c: &Constraint) -> bool {
        self.values[c.x as usize] - self.values[c.y as usize] <= i128::from(c.most)
    }

    /// Makes a constraint hold beside those that do; else gives the constraints of a cycle without a
    /// solution, mostly one that it is in. Where more variables than are in reach must be lowered, it is left
    /// as it is.
    pub(super) fn put(&mut self, number: u32, on: &[bool], reach: Reach) -> Option<Vec<u32>> {
        let network = self.network;
        let Constraint { x, y: last, .. } = network.constraints[number as usize];
        if x == last {
            return Some(vec![number]);
        }
        let mut queue = BinaryHeap::from([Reverse((self.lower(number), x))]);
        let (mut cycle, mut is_far, mut left) = (None, false, reach.0);
        'lowering: while let Some(Reverse((below, variable))) = queue.pop() {
            let at = variable as usize;
            if self.is_lowered[at] || below != self.below[at] {
                continue;
            }
            let own = self.limiting.range(variable);
            let steps = self.steps.checked_sub(own.len() + 1);
            let (Some(steps), Some(others)) = (steps, left.checked_sub(1)) else {
                is_far = true;
                break 'lowering;
            };
            (self.steps, left) = (steps, others);
            let old = self.values[at];
            (self.values[at], self.is_lowered[at]) = (old + below, true);
            for place in own {
                let n = self.limiting.constraints[place];
                let c = &network.constraints[n as usize];
                let held = self.values[c.x as usize] - old <= i128::from(c.most);
                if held && counts(c, on) && !self.is_lowered[c.x as usize] && !self.holds(c) {
                    queue.push(Reverse((self.lower(n), c.x)));
                    if c.x == last {
                        cycle = Some(self.cycle(number));
                        break 'lowering;
                    }
                }
            }
        }
        self.forget(cycle.is_some() || is_far);
        if is_far && reach == ANYWHERE { self.solve(on) } else { cycle }
    }

    /// Makes all constraints hold; else gives those of a cycle without a solution.
    fn solve(&mut self, on: &[bool]) -> Option<Vec<u32>> {
        self.steps = STEPS * self.network.constraints.len();
        let all = components::whole(self.network, on);
        let graph = Graph::of(self.network, &all);
        match graph.shortest(Way::Forth, Start::Everywhere) {
            Ok(paths) => {
                self.values = paths.distance;
                None
            }
            Err(cycle) => Some(cycle.into_iter().map(|edge| all.constraints[edge]).collect()),
        }
    }

    /// Notes that a constraint lowers the variable it limits, if none does so further; by how much one does.
    fn lower(&mut self, number: u32) -> i128 {
        let c = &self.network.constraints[number as usize];
        let x = c.x as usize;
        let below = self.values[c.y as usize] + i128::from(c.most) - self.values[x];
        if self.below[x] == 0 {
            self.touched.push(c.x);
        }
        if below < self.below[x] {
            (self.below[x], self.why[x]) = (below, number);
        }
        self.below[x]
    }

    /// The constraints that lead from one back to it.
    fn cycle(&self, number: u32) -> Vec<u32> {
        let (mut cycle, mut at) = (Vec::new(), self.network.constraints[number as usize].y);
        loop {
            let why = self.why[at as usize];
            cycle.push(why);
            at = self.network.constraints[why as usize].y;
            if why == number {
                return cycle;
            }
        }
    }

    /// Ends a change, or takes it back.
    fn forget(&mut self, back: bool) {
        for variable in self.touched.drain(..) {
            let at = variable as usize;
            if back && self.is_lowered[at] {
                self.values[at] -= self.below[at];
            }
            (self.below[at], self.why[at], self.is_lowered[at]) = (0, NOBODY, false);
        }
    }
}

/// Steps for each constraint after which a guess is good enough, and before all are solved together.
const STEPS: usize = 16;

/// The least value of each variable that its limits allow, upper ones left out, as far as some steps
/// tell (Bellman and Ford's, from all lower limits at once).
fn raised(network: &Network, on: &[bool]) -> Vec<i128> {
    let limited = Adjacent::of(network, |c| c.x);
    let mut values = vec![i128::MIN / 4; network.variables as usize];
    values[ORIGIN as usize] = 0;
    let mut queue: VecDeque<u32> = (0..network.variables).collect();
    let mut is_queued = vec![true; network.variables as usize];
    let mut steps = STEPS * network.constraints.len();
    while let Some(variable) = queue.pop_front() {
        is_queued[variable as usize] = false;
        let own = limited.range(variable);
        steps = match steps.checked_sub(own.len()) {
            Some(steps) => steps,
            None => break,
        };
        for n in &limited.constraints[own] {
            let c = &network.constraints[*n as usize];
            let (least, y) = (values[variable as usize] - i128::from(c.most), c.y as usize);
            if c.y != ORIGIN && least > values[y] && counts(c, on) {
                values[y] = least;
                if !std::mem::replace(&mut is_queued[y], true) {
                    queue.push_back(c.y);
                }
            }
        }
    }
    values
}
