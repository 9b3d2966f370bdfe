//! Graphs as networkx's node-link JSON: `directed`, `multigraph`, `graph`, `nodes`, `edges`.
//!
//! ```python
//! import json, networkx
//! graph = networkx.node_link_graph(json.load(open("output/graph.json")), edges="edges")
//! ```
//!
//! Invariant: one node or edge a line, in the order of the graph; blank attributes are left out;
//! ids are `actors/x`, `events/x`, `sources/x`, `places/x`.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use crate::check::is_placeholder;
use crate::graph::{Edge, EventGraph, Node};
use crate::model::{Dataset, Field, Relation, Status};
use crate::view::diagram::{Diagram, Shape, Tint};
use crate::view::ties::Nature;

/// Writes the typed graph of a dataset.
///
/// # Errors
/// When the output cannot be written.
pub fn graph(dataset: &Dataset, graph: &EventGraph, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{{\n\"directed\": true,\n\"multigraph\": true,\n\"graph\": {{}},")?;
    let nodes = graph.graph.node_weights().map(|n| node(dataset, graph, *n));
    list("nodes", nodes, out)?;
    out.write_all(b",\n")?;
    let edges = graph.graph.edge_indices().filter_map(|e| {
        let (from, to) = graph.graph.edge_endpoints(e)?;
        Some(EdgeRow {
            source: graph.id(dataset, graph.graph[from]),
            target: graph.id(dataset, graph.graph[to]),
            about: edge(dataset, graph.graph[from], graph.graph[e]),
        })
    });
    list("edges", edges, out)?;
    out.write_all(b"\n}\n")
}

/// The ids of the events in a text that [`graph`] wrote; of any other text none.
///
/// ```
/// use annals::write::graph_json::events_in;
/// let text = r#"{"nodes": [{"id": "events/a"}, {"id": "actors/b", "label": "\"events/c\""}]}"#;
/// assert_eq!(events_in(text).into_iter().collect::<Vec<_>>(), ["a"]);
/// assert!(events_in("of another program").is_empty());
/// ```
pub fn events_in(text: &str) -> BTreeSet<String> {
    #[derive(Default, Deserialize)]
    struct Graph {
        nodes: Vec<Item>,
    }
    #[derive(Deserialize)]
    struct Item {
        id: String,
    }
    let graph: Graph = serde_json::from_str(text).unwrap_or_default();
    let ids = graph.nodes.iter().filter_map(|node| node.id.strip_prefix("events/"));
    ids.map(str::to_string).collect()
}

/// Writes a picture as the network it shows.
pub(super) fn diagram(diagram: &Diagram, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{{\n\"directed\": false,\n\"multigraph\": false,")?;
    out.write_all(b"\"graph\": ")?;
    let about = About {
        title: &diagram.title,
        subtitle: &diagram.subtitle,
        remarks: &diagram.remarks,
        colours: diagram.legend.tints.iter().map(|s| s.words.as_str()).collect(),
    };
    serde_json::to_writer(&mut *out, &about)?;
    out.write_all(b",\n")?;
    let nodes = diagram.nodes.iter().map(|n| NodeShown {
        id: &n.id,
        label: &n.label,
        kind: kind(n.shape),
        colour: colour(diagram, n.tint),
        rank: n.rank,
        about: &n.tooltip,
    });
    list("nodes", nodes, out)?;
    out.write_all(b",\n")?;
    let edges = diagram.lines.iter().map(|l| LineShown {
        source: &diagram.nodes[l.from as usize].id,
        target: &diagram.nodes[l.to as usize].id,
        nature: nature(l.nature),
        count: l.count,
        unconfirmed: l.unconfirmed,
        about: &l.tooltip,
    });
    list("edges", edges, out)?;
    out.write_all(b"\n}\n")
}

/// `"name": [`, one item a line, `]`.
fn list<T: Serialize>(
    name: &str,
    items: impl Iterator<Item = T>,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(out, "\"{name}\": [")?;
    for (n, item) in items.enumerate() {
        out.write_all(if n == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &item)?;
    }
    out.write_all(b"\n]")
}

#[derive(Serialize)]
struct NodeRow<'d> {
    id: String,
    table: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    label: Cow<'d, str>,
    #[serde(flatten)]
    cells: Cells<'d>,
}

/// Columns that a table has besides its name or title; blank ones are left out.
#[derive(Default, Serialize)]
struct Cells<'d> {
    #[serde(skip_serializing_if = "str::is_empty")]
    date: Cow<'d, str>,
    #[serde(rename = "type", skip_serializing_if = "str::is_empty")]
    kind_of_event: Cow<'d, str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    status: Cow<'d, str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    kind: Cow<'d, str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    country: Cow<'d, str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    publisher: Cow<'d, str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    published: Cow<'d, str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    url: Cow<'d, str>,
}

fn node<'d>(dataset: &'d Dataset, graph: &EventGraph, node: Node) -> NodeRow<'d> {
    let id = graph.id(dataset, node);
    let (table, label, cells) = match node {
        Node::Event(n) => {
            let cell = |field| dataset.event_cell(n, field);
            let status = cell(Field::Status);
            let is_nothing = dataset.events[n as usize].status == Status::Reported
                && is_placeholder(&status, true);
            let cells = Cells {
                date: cell(Field::Date),
                status: if is_nothing { "".into() } else { status },
                kind_of_event: dataset.type_of(n).into(),
                ..Cells::default()
            };
            ("events", cell(Field::Title), cells)
        }
        Node::Actor(n) => {
            let cell = |field| dataset.actor_cell(n, field);
            let (kind, country) = (cell(Field::Kind), cell(Field::Country));
            ("actors", dataset.actor_name(n), Cells { kind, country, ..Cells::default() })
        }
        Node::Source(n) => {
            let cell = |field| dataset.source_cell(n, field);
            let (publisher, published) = (cell(Field::Publisher), cell(Field::Published));
            let cells = Cells { publisher, published, url: cell(Field::Url), ..Cells::default() };
            let title = match cell(Field::Title) {
                title if title.is_empty() => dataset.source_id(n).into(),
                title => title,
            };
            ("sources", title, cells)
        }
        Node::Place(n) => ("places", dataset.places[n as usize].as_str().into(), Cells::default()),
    };
    NodeRow { id, table, label, cells }
}

#[derive(Serialize)]
struct EdgeRow<'d> {
    source: String,
    target: String,
    #[serde(flatten)]
    about: EdgeAbout<'d>,
}

#[derive(Default, Serialize)]
struct EdgeAbout<'d> {
    kind: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    role: &'d str,
    #[serde(skip_serializing_if = "str::is_empty")]
    locator: Cow<'d, str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    relation: Cow<'d, str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    date: Cow<'d, str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    gap: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    certainty: Cow<'d, str>,
}

/// A link goes from the earlier event to the later one, so *after* is said as *before*.
fn link_kind(relation: Relation) -> &'static str {
    match relation {
        Relation::After => "before",
        other => other.name(),
    }
}

fn edge(dataset: &Dataset, from: Node, edge: Edge) -> EdgeAbout<'_> {
    let plain = |kind| EdgeAbout { kind, ..EdgeAbout::default() };
    match edge {
        Edge::TakesPart { role } => {
            EdgeAbout { role: &dataset.roles[role as usize], ..plain("takes-part") }
        }
        Edge::Cites { citation } => {
            EdgeAbout { locator: locator(dataset, from, citation), ..plain("cites") }
        }
        Edge::At => plain("at"),
        Edge::Link(n) => {
            let link = &dataset.links[n as usize];
            let doubt =
                if link.doubtful { dataset.trimmed(link.row, Field::Certainty) } else { "".into() };
            EdgeAbout {
                gap: link.gap.to_string(),
                certainty: doubt,
                ..plain(link_kind(link.relation))
            }
        }
        Edge::Relationship(n) => {
            let row = dataset.relationships[n as usize].row;
            let relation = dataset.trimmed(row, Field::Relation);
            EdgeAbout { relation, date: dataset.trimmed(row, Field::Date), ..plain("relationship") }
        }
    }
}

/// The place in a source that an event cites.
fn locator(dataset: &Dataset, event: Node, citation: u32) -> Cow<'_, str> {
    let Node::Event(event) = event else { return "".into() };
    let citation = dataset.citations_of(event).get(citation as usize);
    citation.map_or("".into(), |citation| dataset.locator(event, citation))
}

#[derive(Serialize)]
struct About<'v> {
    title: &'v str,
    subtitle: &'v str,
    remarks: &'v [String],
    colours: Vec<&'v str>,
}

#[derive(Serialize)]
struct NodeShown<'v> {
    id: &'v str,
    label: &'v str,
    kind: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    colour: &'v str,
    rank: u8,
    about: &'v [String],
}

#[derive(Serialize)]
struct LineShown<'v> {
    source: &'v str,
    target: &'v str,
    nature: &'static str,
    count: u32,
    unconfirmed: u32,
    about: &'v [String],
}

/// What the colour of a node says, in the words of the legend.
fn colour(diagram: &Diagram, tint: Tint) -> &str {
    diagram.legend.tints.iter().find(|s| s.tint == tint).map_or("", |s| &s.words)
}

fn kind(shape: Shape) -> &'static str {
    match shape {
        Shape::Person => "person",
        Shape::Organization => "organization",
        Shape::State => "state",
        Shape::Group => "group",
        Shape::Media => "media",
        Shape::Unknown => "unknown",
        Shape::Event => "event",
    }
}

fn nature(nature: Nature) -> &'static str {
    match nature {
        Nature::InPerson => "in-person",
        Nature::Remote => "remote",
        Nature::Unconfirmed => "unconfirmed",
        Nature::Together => "together",
    }
}
