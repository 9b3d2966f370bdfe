//! The parts of a network that have nothing to do with each other: the origin joins nothing.
//!
//! Invariant: every constraint that counts is in exactly one component; variables and
//! constraints of a component keep their order.

use super::{Network, ORIGIN, counts};

/// Variables and constraints that hang together.
#[derive(Debug, Default)]
pub(super) struct Component {
    /// Numbers in the network; the origin is the first of every component.
    pub(super) variables: Vec<u32>,
    /// Numbers of constraints in the network.
    pub(super) constraints: Vec<u32>,
}

/// All components that have constraints which count.
pub(super) fn of(network: &Network, on: &[bool]) -> Vec<Component> {
    let mut sets = Sets((0..network.variables).collect());
    let counting = || network.constraints.iter().zip(0..).filter(|(c, _)| counts(c, on));
    for (constraint, _) in counting() {
        if constraint.x != ORIGIN && constraint.y != ORIGIN {
            sets.join(constraint.x, constraint.y);
        }
    }
    let mut numbers = vec![u32::MAX; network.variables as usize];
    let mut components: Vec<Component> = Vec::new();
    for (constraint, n) in counting() {
        let anchor = if constraint.x == ORIGIN { constraint.y } else { constraint.x };
        let root = sets.root(anchor) as usize;
        if numbers[root] == u32::MAX {
            numbers[root] = components.len() as u32;
            components.push(Component { variables: vec![ORIGIN], ..Component::default() });
        }
        components[numbers[root] as usize].constraints.push(n);
    }
    for variable in 1..network.variables {
        let number = numbers[sets.root(variable) as usize];
        if let Some(component) = components.get_mut(number as usize) {
            component.variables.push(variable);
        }
    }
    components
}

/// The whole network as one, joined by the origin.
pub(super) fn whole(network: &Network, on: &[bool]) -> Component {
    let counting = network.constraints.iter().zip(0..).filter(|(c, _)| counts(c, on));
    Component {
        variables: (0..network.variables).collect(),
        constraints: counting.map(|(_, n)| n).collect(),
    }
}

/// Disjoint sets of numbers, each known by its least.
struct Sets(Vec<u32>);

impl Sets {
    fn root(&mut self, mut number: u32) -> u32 {
        while self.0[number as usize] != number {
            let above = self.0[self.0[number as usize] as usize];
            self.0[number as usize] = above;
            number = above;
        }
        number
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b) as usize] = a.min(b);
    }
}
