//! Dataset to a petgraph graph with typed nodes and edges.
//!
//! ```text
//! actor -takes part-> event -cites-> source
//! actor -relationship-> actor
//! event -at-> place     event -before, part of, during, ...-> event
//! ```
//!
//! Invariant: nodes are numbers of the dataset, no text is copied; node and edge order is that of
//! the dataset (events, actors, sources, places), never that of rows, so equal content gives an
//! equal graph.

use petgraph::graph::{DiGraph, NodeIndex};

use crate::model::{Dataset, Relation};

/// What a node is: a number of the dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// Number in [`Dataset::events`].
    Event(u32),
    /// Number in [`Dataset::actors`].
    Actor(u32),
    /// Number in [`Dataset::sources`].
    Source(u32),
    /// Number in [`Dataset::places`], from 1.
    Place(u32),
}

/// What an edge says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edge {
    /// Actor to event; the number of the role in [`Dataset::roles`], 0 for none.
    TakesPart {
        /// Number of the role.
        role: u32,
    },
    /// Event to source.
    Cites {
        /// Number among the citations of the event.
        citation: u32,
    },
    /// Event to place.
    At,
    /// Event to a later event, to the event it lies within or belongs to, or to one with which it
    /// shares a day: number in [`Dataset::links`].
    Link(u32),
    /// Actor to actor: number in [`Dataset::relationships`].
    Relationship(u32),
}

/// The whole dataset as a graph.
#[derive(Clone, Debug)]
pub struct EventGraph {
    /// The graph; petgraph's algorithms take it as it is.
    pub graph: DiGraph<Node, Edge>,
    events: u32,
    actors: u32,
    sources: u32,
}

/// Builds the graph of a dataset.
///
/// ```
/// use annals::graph::{self, Edge, Node};
///
/// let folder = annals::read::texts(&[(
///     "events.csv",
///     "id,date,title,actors,place,after\n\
///      e1,2025,A,anna:host;ben,Geneva,\n\
///      e2,2026,B,cleo,Geneva,e1\n",
/// )]);
/// let dataset = annals::check::dataset(folder).dataset;
/// let graph = graph::build(&dataset);
///
/// let anna = graph.actor(dataset.find_actor("anna").unwrap());
/// let e1 = graph.event(dataset.find_event("e1").unwrap());
/// let edge = graph.graph.find_edge(anna, e1).unwrap();
/// assert!(matches!(graph.graph[edge], Edge::TakesPart { role } if dataset.roles[role as usize] == "host"));
/// let geneva = graph.place(dataset.place_of(0)).unwrap();
/// assert_eq!((dataset.places[1].as_str(), graph.graph[geneva]), ("Geneva", Node::Place(1)));
///
/// // Any algorithm of petgraph runs on it: who can be reached from Anna?
/// let reach = petgraph::algo::dijkstra(&graph.graph, anna, None, |_| 1);
/// let e2 = graph.event(dataset.find_event("e2").unwrap());
/// assert_eq!(reach.get(&e2), Some(&2));
/// assert_eq!(petgraph::algo::connected_components(&graph.graph), 1);
/// assert_eq!(graph.graph[e2], Node::Event(1));
/// ```
///
/// Strong components: use `petgraph::algo::kosaraju_scc`; `tarjan_scc` recurses and overflows the
/// stack on large graphs.
pub fn build(dataset: &Dataset) -> EventGraph {
    let links = links(dataset);
    let places = dataset.places.len().saturating_sub(1);
    let nodes = dataset.events.len() + dataset.actors.len() + dataset.sources.len() + places;
    let events = 0..dataset.events.len() as u32;
    let edges = dataset.events.participations().map(<[_]>::len).sum::<usize>()
        + dataset.events.citations().map(<[_]>::len).sum::<usize>()
        + dataset.links.len()
        + dataset.relationships.len()
        + events.clone().filter(|event| dataset.place_of(*event) != 0).count();
    let mut graph = EventGraph {
        graph: DiGraph::with_capacity(nodes, edges),
        events: dataset.events.len() as u32,
        actors: dataset.actors.len() as u32,
        sources: dataset.sources.len() as u32,
    };
    add_nodes(&mut graph, places as u32);
    events.for_each(|event| add_event(&mut graph, dataset, event));
    for (from, to, link) in links {
        let ends = (graph.event(from), graph.event(to));
        graph.graph.add_edge(ends.0, ends.1, Edge::Link(link));
    }
    for (n, tie) in dataset.relationships.iter().enumerate() {
        let ends = (graph.actor(tie.from), graph.actor(tie.to));
        graph.graph.add_edge(ends.0, ends.1, Edge::Relationship(n as u32));
    }
    graph
}

impl EventGraph {
    /// The node of an event.
    pub fn event(&self, event: u32) -> NodeIndex {
        NodeIndex::new(event as usize)
    }

    /// The node of an actor.
    pub fn actor(&self, actor: u32) -> NodeIndex {
        NodeIndex::new((self.events + actor) as usize)
    }

    /// The node of a source.
    pub fn source(&self, source: u32) -> NodeIndex {
        NodeIndex::new((self.events + self.actors + source) as usize)
    }

    /// The node of a place; `None` for number 0, which is no place.
    pub fn place(&self, place: u32) -> Option<NodeIndex> {
        let before = self.events + self.actors + self.sources;
        place.checked_sub(1).map(|place| NodeIndex::new((before + place) as usize))
    }

    /// A node's id among all tables: `actors/putin`, `places/Moscow`.
    pub fn id(&self, dataset: &Dataset, node: Node) -> String {
        match node {
            Node::Event(n) => format!("events/{}", dataset.event_id(n)),
            Node::Actor(n) => format!("actors/{}", dataset.actor_id(n)),
            Node::Source(n) => format!("sources/{}", dataset.source_id(n)),
            Node::Place(n) => format!("places/{}", dataset.places[n as usize]),
        }
    }
}

fn add_nodes(graph: &mut EventGraph, places: u32) {
    for n in 0..graph.events {
        graph.graph.add_node(Node::Event(n));
    }
    for n in 0..graph.actors {
        graph.graph.add_node(Node::Actor(n));
    }
    for n in 0..graph.sources {
        graph.graph.add_node(Node::Source(n));
    }
    for n in 1..=places {
        graph.graph.add_node(Node::Place(n));
    }
}

/// Edges of one event, in the order of its cells.
fn add_event(graph: &mut EventGraph, dataset: &Dataset, event: u32) {
    let node = graph.event(event);
    for p in dataset.participations_of(event) {
        let actor = graph.actor(p.actor);
        graph.graph.add_edge(actor, node, Edge::TakesPart { role: p.role });
    }
    for (c, citation) in dataset.citations_of(event).iter().zip(0..) {
        let source = graph.source(c.source);
        graph.graph.add_edge(node, source, Edge::Cites { citation });
    }
    if let Some(place) = graph.place(dataset.place_of(event)) {
        graph.graph.add_edge(node, place, Edge::At);
    }
}

/// Pairs of events with the number of the link that says so: first those in order of time, the earlier
/// first, whichever of the two says it; then all others. What is said twice is one edge.
fn links(dataset: &Dataset) -> Vec<(u32, u32, u32)> {
    let numbered = dataset.links.iter().zip(0..);
    let mut links: Vec<_> = numbered
        .map(|(link, n)| {
            let turned = link.relation == Relation::After;
            let (relation, from, to) = match turned {
                true => (Relation::Before, link.other, link.event),
                false => (link.relation, link.event, link.other),
            };
            ((relation != Relation::Before, relation, from, to, link.gap, link.doubtful), n)
        })
        .collect();
    links.sort_unstable();
    links.dedup_by_key(|(said, _)| *said);
    links.into_iter().map(|((_, _, from, to, ..), n)| (from, to, n)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dataset(events: &str) -> Dataset {
        crate::check::dataset(crate::read::texts(&[("events.csv", events)])).dataset
    }

    #[test]
    fn after_and_before_make_one_edge_where_both_say_the_same() {
        let data = dataset(
            "id,date,title,after,before,part_of\na,2025,A,,b,\nb,2026,B,a,,c\nc,2026,C,,,\n",
        );
        let relation = |edge: Edge| match edge {
            Edge::Link(n) => data.links[n as usize].relation,
            other => panic!("{other:?}"),
        };
        let graph = build(&data).graph;
        let edges: Vec<(usize, usize, Relation)> = graph
            .edge_indices()
            .filter_map(|e| {
                graph.edge_endpoints(e).map(|(a, b)| (a.index(), b.index(), relation(graph[e])))
            })
            .collect();
        assert_eq!(edges, [(0, 1, Relation::Before), (1, 2, Relation::PartOf)]);
    }

    #[test]
    fn one_place_is_one_node_and_a_blank_place_is_none() {
        let data = dataset(
            "id,date,title,place\na,2025,A,Paris\nb,2025,B,\"Paris\"\nc,2025,C,\nd,2025,D,Bern\n\
             e,2025,E,\"The \"\"Hall\"\" \"\n",
        );
        let graph = build(&data);
        assert_eq!(data.places, ["", "Bern", "Paris", "The \"Hall\""]);
        assert_eq!((graph.graph.node_count(), graph.graph.edge_count()), (8, 4));
        assert_eq!(graph.place(data.place_of(2)), None);
    }
}
