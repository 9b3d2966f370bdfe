//! Difference constraints: what can be said of variables of which only differences are limited.
//!
//! A *constraint* says `x - y <= most` and carries a *tag*: the statement it comes from. Several
//! constraints may share a tag; they stand and fall together. Variable [`ORIGIN`] is fixed at 0,
//! so `x - ORIGIN <= 5` is a limit on `x` alone. This is the simple temporal network of Dechter,
//! Meiri and Pearl (1991): the tightest limits are lengths of shortest paths, and there is no
//! solution exactly where there is a cycle of negative length.
//!
//! ```
//! use annals::solve::{self, Network, ORIGIN};
//!
//! let mut network = Network::default();
//! let (x, y) = (network.variable(), network.variable());
//! network.limit((ORIGIN, x), -3, 0); // tag 0: x >= 3
//! network.limit((x, y), -2, 1); // tag 1: y >= x + 2
//! let mut on = vec![true; 2];
//! assert!(solve::conflicts(&network, &mut on, &|_| true).is_empty());
//! let bounds = solve::bounds(&network, &on);
//! assert_eq!((bounds.least(y), bounds.most(y)), (Some(5), None));
//! let why: Vec<u32> = bounds.why_least(&network, y).iter().map(|c| c.tag).collect();
//! assert_eq!(why, [0, 1]);
//! ```
//!
//! # What it costs
//!
//! A network without a conflict takes a few steps for each constraint, mostly. A conflict takes the
//! steps that lead around it and no more, mostly (`repair`), and finding out which of its k members are
//! needed O(k log k) where they form a cycle with few constraints across it, as they mostly do; what is
//! entangled beyond some thousand million steps is returned as it was found.
//!
//! Limits are found by components (the origin joins nothing) and in each by its strong components in
//! topological order, by sweeps of O(n + m) in the order of a depth-first walk and back again
//! (Yen 1970). Constraints that all point one way need one sweep, trees of constraints that point
//! both ways two, anything at most n; a conflict that is not found in few steps takes as long.
//!
//! Invariant: imports nothing of ours and knows nothing of events; no recursion; the answer is a
//! function of the constraints in their order.

mod components;
mod conflict;
mod needed;
mod paths;
mod repair;
mod rests;

pub use conflict::{Index, conflicts};

use components::Component;
use paths::{Graph, Start, Way};

/// The variable that is 0.
pub const ORIGIN: u32 = 0;

/// The tag of constraints that always hold and belong to no statement.
pub const ALWAYS: u32 = u32::MAX;

/// `x - y <= most`, because of `tag`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// The variable that is limited.
    pub x: u32,
    /// The one it is limited against.
    pub y: u32,
    /// The most it may be above that.
    pub most: i64,
    /// The statement it comes from.
    pub tag: u32,
}

/// Variables and what limits them.
#[derive(Clone, Debug)]
pub struct Network {
    variables: u32,
    constraints: Vec<Constraint>,
    /// Tags, each with one on which it rests.
    rests: Vec<(u32, u32)>,
}

impl Default for Network {
    fn default() -> Network {
        Network { variables: 1, constraints: Vec::new(), rests: Vec::new() }
    }
}

impl Network {
    /// A new variable.
    pub fn variable(&mut self) -> u32 {
        self.variables += 1;
        self.variables - 1
    }

    /// Adds `x - y <= most`.
    ///
    /// # Panics
    /// When a variable is not of this network.
    pub fn limit(&mut self, (x, y): (u32, u32), most: i64, tag: u32) {
        assert!(x < self.variables && y < self.variables, "a variable of this network");
        self.constraints.push(Constraint { x, y, most, tag });
    }

    /// Says that a tag counts only where another does, which rests on none itself.
    pub fn rest(&mut self, tag: u32, base: u32) {
        self.rests.push((tag, base));
    }

    /// How many variables there are, the origin included.
    pub fn variables(&self) -> u32 {
        self.variables
    }

    /// All constraints, in the order in which they were added.
    pub fn constraints(&self) -> &[Constraint] {
        &self.constraints
    }
}

/// Whether a constraint counts: always, or because its tag is switched on.
fn counts(constraint: &Constraint, on: &[bool]) -> bool {
    constraint.tag == ALWAYS || on.get(constraint.tag as usize).copied().unwrap_or(false)
}

/// Where nothing is known, and where no constraint leads.
const NOWHERE: i128 = i128::MAX;
const NOBODY: u32 = u32::MAX;

/// The tightest limits of every variable above another one, and the constraints that force them.
#[derive(Clone, Debug)]
pub struct Bounds {
    start: u32,
    most: Vec<i128>,
    least: Vec<i128>,
    /// By variable: the last constraint on the shortest path.
    why_most: Vec<u32>,
    why_least: Vec<u32>,
}

/// The limits of all variables. Where conflicts are left, components that have some are unlimited.
pub fn bounds(network: &Network, on: &[bool]) -> Bounds {
    let mut bounds = Bounds::new(network, ORIGIN);
    for component in components::of(network, on) {
        bounds.take(network, &component);
    }
    bounds
}

/// The limits of `x - start` for all variables `x`; paths through the origin count.
pub fn bounds_from(network: &Network, on: &[bool], start: u32) -> Bounds {
    let mut bounds = Bounds::new(network, start);
    bounds.take(network, &components::whole(network, on));
    bounds
}

impl Bounds {
    fn new(network: &Network, start: u32) -> Bounds {
        let n = network.variables as usize;
        let mut bounds = Bounds {
            start,
            most: vec![NOWHERE; n],
            least: vec![NOWHERE; n],
            why_most: vec![NOBODY; n],
            why_least: vec![NOBODY; n],
        };
        (bounds.most[start as usize], bounds.least[start as usize]) = (0, 0);
        bounds
    }

    fn take(&mut self, network: &Network, component: &Component) {
        let graph = Graph::of(network, component);
        let start = component.variables.binary_search(&self.start).unwrap_or(0);
        for way in [Way::Forth, Way::Back] {
            let Ok(paths) = graph.shortest(way, Start::At(start)) else { return };
            let (limit, why) = match way {
                Way::Forth => (&mut self.most, &mut self.why_most),
                Way::Back => (&mut self.least, &mut self.why_least),
            };
            for (local, variable) in component.variables.iter().enumerate() {
                limit[*variable as usize] = paths.distance[local];
                why[*variable as usize] =
                    paths.parent(local).map_or(NOBODY, |edge| component.constraints[edge]);
            }
        }
    }

    /// The most a variable may be; `None`: as much as it likes.
    pub fn most(&self, x: u32) -> Option<i64> {
        finite(self.most[x as usize])
    }

    /// The least a variable may be; `None`: as little as it likes.
    pub fn least(&self, x: u32) -> Option<i64> {
        finite(self.least[x as usize]).map(|least| -least)
    }

    /// The constraints that force the most of a variable, from the start to it, but those that always hold.
    pub fn why_most(&self, network: &Network, x: u32) -> Vec<Constraint> {
        self.chain(network, (&self.why_most, x), |c| c.y)
    }

    /// The constraints that force the least of a variable, likewise.
    pub fn why_least(&self, network: &Network, x: u32) -> Vec<Constraint> {
        self.chain(network, (&self.why_least, x), |c| c.x)
    }

    /// The constraints that lead to a variable, in the order of the path.
    fn chain(
        &self,
        network: &Network,
        (why, x): (&[u32], u32),
        before: impl Fn(&Constraint) -> u32,
    ) -> Vec<Constraint> {
        let (mut way, mut at) = (Vec::new(), x);
        while at != self.start
            && let Some(constraint) = network.constraints.get(why[at as usize] as usize)
        {
            at = before(constraint);
            if constraint.tag != ALWAYS {
                way.push(*constraint);
            }
        }
        way.reverse();
        way
    }
}

fn finite(limit: i128) -> Option<i64> {
    (limit != NOWHERE).then(|| limit.clamp(-i128::from(i64::MAX), i128::from(i64::MAX)) as i64)
}

#[cfg(test)]
mod tests;
