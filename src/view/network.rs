//! Dataset to the actor network: one node per actor, one edge per tie.
//!
//! Invariant: all ties are counted before any is chosen, and chosen before an edge is added; nodes
//! ascend by actor, edges by (a, b).

use petgraph::graph::{NodeIndex, UnGraph};

use super::gatherings::{Basis, Gatherings};
use super::pairs::{self, Count, Counted, Pair, Wanted};
use super::ties::{self, Tie};
use crate::model::Dataset;
use crate::view::Selection;

/// Which ties, and how many of them. The default is every tie of people who met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NetworkOptions {
    /// What makes a tie.
    pub basis: Basis,
    /// Only what is near one actor.
    pub ego: Option<Ego>,
    /// Only ties whose count (without what is not confirmed) is at least this.
    pub min_count: u32,
    /// Only the busiest actors, so many.
    pub actors: Option<usize>,
    /// Only the strongest ties, so many: by count, second count, ids; around one actor its own first.
    pub top: Option<usize>,
}

/// One actor and how far around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ego {
    /// Number of the actor.
    pub actor: u32,
    /// How many ties away.
    pub hops: u32,
}

impl Ego {
    /// Whether a tie is one of this actor.
    pub(crate) fn has(&self, pair: &impl Pair) -> bool {
        let (a, b) = pair.ends();
        self.actor == a || self.actor == b
    }
}

/// A node of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActorNode {
    /// Number in [`Dataset::actors`].
    pub actor: u32,
    /// In how many of the events behind the ties it was, drawn or not.
    pub events: u32,
}

/// The actor network of selected events.
///
/// ```
/// use annals::view::{self, NetworkOptions, Selection};
///
/// let folder = annals::read::texts(&[(
///     "events.csv",
///     "id,date,title,type,actors,status\n\
///      e1,2025,A,call,anna;ben,\n\
///      e2,2025,B,meeting,anna;ben;cleo,\n\
///      e3,2025,C,visit,anna;ben,alleged\n\
///      e4,2025,D,statement,dan;anna:subject,\n",
/// )]);
/// let dataset = annals::check::dataset(folder).dataset;
/// let all = Selection::all(&dataset);
/// let network = view::network(&dataset, &all, &NetworkOptions::default());
///
/// let anna_ben = network.edge_weights().next().unwrap();
/// assert_eq!(anna_ben.tally.number(), "2+1?");
/// assert_eq!((anna_ben.tally.in_person, anna_ben.tally.remote), (2, 1));
///
/// // Any algorithm of petgraph runs on it: the nearest way, where frequent contacts are near.
/// let ben = network.node_indices().nth(1).unwrap();
/// let ways = petgraph::algo::dijkstra(&network, ben, None, |tie| 60 / tie.weight().tally.total());
/// assert_eq!((ways.len(), ways[&ben]), (3, 0));
/// assert_eq!(network.node_indices().map(|n| ways[&n]).collect::<Vec<_>>(), [20, 0, 60]);
/// ```
pub fn network(
    dataset: &Dataset,
    selection: &Selection,
    options: &NetworkOptions,
) -> UnGraph<ActorNode, Tie> {
    let gatherings = Gatherings::find(dataset, selection, options.basis);
    let chosen = choose(&gatherings, options).ties;
    assemble(&gatherings, (&chosen, options.ego))
}

/// What the options keep of all ties.
pub(crate) struct Chosen {
    /// These, ascending by (a, b).
    pub(crate) ties: Vec<Count>,
    /// How many there are in all.
    pub(crate) all: usize,
    /// How many there are near the actor asked for; without one, in all.
    pub(crate) near: usize,
    /// How many actors these have.
    pub(crate) actors: usize,
}

/// Chooses ties.
pub(crate) fn choose(gatherings: &Gatherings, options: &NetworkOptions) -> Chosen {
    let top = options.top.filter(|_| options.ego.is_none() && options.actors.is_none());
    // Around an actor weak ties are counted before they are left out.
    let least = if options.ego.is_some() { 0 } else { options.min_count };
    let Counted { mut pairs, all } = pairs::count(gatherings, Wanted { least, top });
    let (mut near, mut actors) = (all, gatherings.there());
    if let Some(ego) = options.ego {
        keep_near(gatherings, &mut pairs, (ego, 0));
        (near, actors) = (pairs.len(), actors_of(&pairs).len());
        keep_near(gatherings, &mut pairs, (ego, options.min_count));
        pairs.retain(|pair| pair.count >= options.min_count);
    }
    if let Some(number) = options.actors {
        keep_busiest(gatherings, &mut pairs, (number, options.ego));
    }
    if let Some(number) = options.top {
        keep_strongest(&mut pairs, (number, options.ego));
    }
    Chosen { ties: pairs, all, near, actors }
}

/// The network of chosen ties; the one asked for is in it even without a tie.
pub(crate) fn assemble(
    gatherings: &Gatherings,
    (chosen, ego): (&[Count], Option<Ego>),
) -> UnGraph<ActorNode, Tie> {
    let mut there = vec![false; gatherings.actors() as usize];
    for tally in chosen {
        there[tally.a as usize] = true;
        there[tally.b as usize] = true;
    }
    if let Some(ego) = ego {
        there[ego.actor as usize] = true;
    }
    let actors = there.iter().filter(|t| **t).count();
    let mut network = UnGraph::with_capacity(actors, chosen.len());
    let mut nodes = vec![NodeIndex::end(); there.len()];
    for actor in (0..gatherings.actors()).filter(|a| there[*a as usize]) {
        let node = ActorNode { actor, events: gatherings.busy(actor) };
        nodes[actor as usize] = network.add_node(node);
    }
    for tie in ties::gather(gatherings, chosen) {
        network.add_edge(nodes[tie.tally.a as usize], nodes[tie.tally.b as usize], tie);
    }
    network
}

/// Keeps the ties among actors within some hops of one, by ties of so many contacts or more.
pub(crate) fn keep_near(
    gatherings: &Gatherings,
    tallies: &mut Vec<Count>,
    (ego, least): (Ego, u32),
) {
    let mut near = vec![false; gatherings.actors() as usize];
    near[ego.actor as usize] = true;
    for _ in 0..ego.hops {
        let mut next = near.clone();
        for tally in tallies.iter().filter(|tally| tally.count >= least) {
            next[tally.a as usize] |= near[tally.b as usize];
            next[tally.b as usize] |= near[tally.a as usize];
        }
        if next == near {
            break;
        }
        near = next;
    }
    tallies.retain(|t| near[t.a as usize] && near[t.b as usize]);
}

/// Keeps the ties among the busiest actors, the one asked for always among them.
fn keep_busiest(
    gatherings: &Gatherings,
    tallies: &mut Vec<Count>,
    (number, ego): (usize, Option<Ego>),
) {
    let mut actors = actors_of(tallies);
    let is_ego = |actor: u32| ego.is_some_and(|e| e.actor == actor);
    actors.sort_by_key(|a| (!is_ego(*a), std::cmp::Reverse(gatherings.busy(*a)), *a));
    let mut kept = vec![false; gatherings.actors() as usize];
    for actor in actors.iter().take(number) {
        kept[*actor as usize] = true;
    }
    tallies.retain(|t| kept[t.a as usize] && kept[t.b as usize]);
}

/// The actors of ties, ascending.
fn actors_of(ties: &[Count]) -> Vec<u32> {
    let mut actors: Vec<u32> = ties.iter().flat_map(|tie| [tie.a, tie.b]).collect();
    actors.sort_unstable();
    actors.dedup();
    actors
}

/// Keeps the strongest ties, those of the actor asked for first, ascending by (a, b) again.
pub(crate) fn keep_strongest(pairs: &mut Vec<Count>, (number, ego): (usize, Option<Ego>)) {
    if pairs.len() <= number {
        return;
    }
    match ego {
        Some(ego) => {
            pairs.sort_unstable_by_key(|pair| (!ego.has(pair), pair.strength()));
            pairs.truncate(number);
        }
        None => pairs::keep_strongest(pairs, number),
    }
    pairs.sort_unstable_by_key(Pair::ends);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ties as `a-b number`, from events of the form `type actors status`.
    fn ties(events: &[&str], options: impl Fn(&Dataset) -> NetworkOptions) -> Vec<String> {
        let mut text = "id,date,title,type,actors,status\n".to_string();
        for (n, event) in events.iter().enumerate() {
            text.push_str(&format!("e{n},2025,T{n},{}\n", event.replace(' ', ",")));
        }
        let data = crate::check::dataset(crate::read::texts(&[("events.csv", &text)])).dataset;
        let network = network(&data, &Selection::all(&data), &options(&data));
        let word = |t: &Tie| {
            let (a, b) = (data.actor_id(t.tally.a), data.actor_id(t.tally.b));
            format!("{a}-{b} {}", t.tally.number())
        };
        network.edge_weights().map(word).collect()
    }

    const CHAIN: &[&str] =
        &["call a;b ", "call a;b ", "visit b;c ", "visit c;d alleged", "call d;e ", "call x;y "];

    #[test]
    fn status_and_role_decide_what_counts() {
        let events = [
            "call a;b ",
            "call a;b planned",
            "call a;b cancelled",
            "conference a;b ",
            "call a;b:subject ",
            "call a;b:denier;b ",
        ];
        assert_eq!(ties(&events, |_| NetworkOptions::default()), ["a-b 2+1?"]);
        let together =
            |_: &Dataset| NetworkOptions { basis: Basis::Together, ..Default::default() };
        assert_eq!(ties(&events, together), ["a-b 6"]);
    }

    #[test]
    fn by_phone_makes_no_meeting_in_person_whatever_other_role_the_actor_has() {
        let text = "id,date,title,type,actors\n\
                    e1,2025,A,meeting,a;b:by-phone;b:denier\ne2,2025,B,meeting,a;c:by-phone;c:host\n";
        let data = crate::check::dataset(crate::read::texts(&[("events.csv", text)])).dataset;
        let network = network(&data, &Selection::all(&data), &NetworkOptions::default());
        let tally = |t: &Tie| (t.tally.b, t.tally.in_person, t.tally.remote, t.tally.nature());
        let ties: Vec<_> = network.edge_weights().map(tally).collect();
        assert_eq!(ties, [(1, 0, 1, ties::Nature::Remote), (2, 0, 1, ties::Nature::Remote)]);
    }

    #[test]
    fn hops_are_counted_in_ties() {
        let around = |hops| {
            move |data: &Dataset| {
                let ego = data.find_actor("b").map(|actor| Ego { actor, hops });
                NetworkOptions { ego, ..Default::default() }
            }
        };
        assert!(ties(CHAIN, around(0)).is_empty());
        assert_eq!(ties(CHAIN, around(1)), ["a-b 2", "b-c 1"]);
        assert_eq!(ties(CHAIN, around(2)), ["a-b 2", "b-c 1", "c-d 1?"]);
    }

    #[test]
    fn cuts_keep_the_strongest_ties_and_the_busiest_actors() {
        let top = |_: &Dataset| NetworkOptions { top: Some(2), ..Default::default() };
        assert_eq!(ties(CHAIN, top), ["a-b 2", "b-c 1"]);
        let busy = |_: &Dataset| NetworkOptions { actors: Some(3), ..Default::default() };
        assert_eq!(ties(CHAIN, busy), ["a-b 2", "b-c 1"]);
        let often = |_: &Dataset| NetworkOptions { min_count: 1, ..Default::default() };
        assert_eq!(ties(CHAIN, often), ["a-b 2", "b-c 1", "d-e 1", "x-y 1"]);
    }
}
