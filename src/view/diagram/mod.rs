//! The relationship picture: what to draw, not yet where.
//!
//! Invariant: a [`Diagram`] is all a writer needs: text a reader sees, which shape, tint and line,
//! a legend of what is used and nothing else, and a remark for whatever is left out. Nodes and
//! lines are in canonical order.

mod actors;
mod codes;
mod colours;
mod crowds;
mod cut;
mod events;
mod names;
mod period;
mod text;
mod untied;

use crate::model::Dataset;
use crate::model::vocabulary::known_kind;
use crate::view::gatherings::Gatherings;
use crate::view::network::{self, NetworkOptions};
use crate::view::ties::Nature;
use crate::view::{Basis, Selection};

/// The most events a page holds.
const PAGE_EVENTS: usize = 100;

/// The most actors a page of events holds.
const PAGE_ACTORS: usize = 150;

/// What to draw and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DiagramOptions {
    /// Which ties.
    pub network: NetworkOptions,
    /// What the nodes are.
    pub nodes: Nodes,
    /// What the colours say.
    pub colour: Colour,
    /// Whether everything chosen is drawn, even where a page cannot hold it.
    pub all: bool,
    /// No more ties than this even then, where nobody says how many: the strongest.
    pub most: Option<usize>,
    /// The page is so many pixels wide; `None`: as wide as the picture needs.
    pub width: Option<u32>,
}

/// What the nodes of a picture are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nodes {
    /// Actors, joined by ties.
    #[default]
    Actors,
    /// Actors and the events that join them.
    Events,
}

/// What the colours of actors say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// The country: the six busiest, all others grey.
    #[default]
    Country,
    /// The kind of actor.
    Kind,
    /// Nothing.
    None,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagram {
    /// What it shows.
    pub title: String,
    /// The query, the time, the numbers.
    pub subtitle: String,
    /// The nodes.
    pub nodes: Vec<Node>,
    /// The lines between them.
    pub lines: Vec<Line>,
    /// What signs mean.
    pub legend: Legend,
    /// What is not drawn.
    pub remarks: Vec<String>,
    /// Those of these that tell of events that make no tie, because of their type or status.
    pub untied: Vec<String>,
    /// Whether something is left out that nobody asked to leave out: a page cannot hold it.
    pub is_cut: bool,
    /// What it is drawn from.
    pub source: String,
    /// How many pixels wide the page is to be; `None`: as wide as the picture needs.
    pub width: Option<u32>,
}

/// A node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Unique in the picture: `actors/putin`.
    pub id: String,
    /// What stands in it; may have several lines.
    pub label: String,
    /// Its outline.
    pub shape: Shape,
    /// Its colour.
    pub tint: Tint,
    /// What the colour says in a few letters, for print without colours; blank where another sign
    /// says it, or nothing.
    pub code: String,
    /// How busy it is, from 0 to 4.
    pub rank: u8,
    /// Whether the picture is about it.
    pub focus: bool,
    /// More about it, line by line.
    pub tooltip: Vec<String>,
}

/// A line between two nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Number of a node.
    pub from: u32,
    /// Number of a node.
    pub to: u32,
    /// Solid, dashed or dotted.
    pub nature: Nature,
    /// The events that count.
    pub count: u32,
    /// Those not confirmed.
    pub unconfirmed: u32,
    /// Of those that count, the ones in person.
    pub met: u32,
    /// The number on the line; blank for none.
    pub label: String,
    /// More about it, line by line.
    pub tooltip: Vec<String>,
}

/// What the outline of a node says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// A person.
    Person,
    /// An organization.
    Organization,
    /// A state.
    State,
    /// A group of people.
    Group,
    /// A medium.
    Media,
    /// An actor of no stated kind.
    Unknown,
    /// An event.
    Event,
}

/// What the colour of a node says, by place in the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tint {
    /// One of the palette's hues.
    Hue(u8),
    /// None of those the legend names.
    Grey,
    /// No colour.
    Plain,
}

/// What the signs of a picture mean: those used, no others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Legend {
    /// Lines, with words.
    pub lines: Vec<(Nature, &'static str)>,
    /// What a number on a line says; blank where there are none.
    pub numbers: &'static str,
    /// Shapes, with words.
    pub shapes: Vec<(Shape, &'static str)>,
    /// What is said of solid lines whose contacts were not all in person; blank without such lines.
    pub mixed: &'static str,
    /// Colours, with words.
    pub tints: Vec<Swatch>,
}

/// What a colour means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swatch {
    /// The colour.
    pub tint: Tint,
    /// Its meaning.
    pub words: String,
    /// The same in a few letters; may be blank.
    pub code: String,
}

/// Draws up the picture of selected events.
pub fn diagram(dataset: &Dataset, selection: &Selection, options: &DiagramOptions) -> Diagram {
    let gatherings = Gatherings::find(dataset, selection, options.network.basis);
    let top = options.network.top.or(options.most);
    let network = NetworkOptions { top, ..options.network };
    let network::Chosen { ties: chosen, all, near, actors } =
        network::choose(&gatherings, &network);
    let scene = Scene { dataset, selection, options, gatherings: &gatherings, all, near, actors };
    let mut diagram = match options.nodes {
        Nodes::Actors => actors::diagram(&scene, chosen),
        Nodes::Events => events::diagram(&scene, chosen),
    };
    let untied = untied::untied(dataset, selection, &options.network);
    diagram.remarks.extend(untied.told.clone());
    diagram.untied = untied.told;
    if !diagram.source.is_empty() {
        diagram.source.push_str(&untied.aside);
    }
    diagram
}

/// What the parts of a picture are drawn up from.
struct Scene<'s> {
    dataset: &'s Dataset,
    selection: &'s Selection,
    options: &'s DiagramOptions,
    gatherings: &'s Gatherings,
    /// How many ties there are before anything is chosen.
    all: usize,
    /// How many of these are near the actor asked for; without one, all.
    near: usize,
    /// How many actors these have.
    actors: usize,
}

impl Scene<'_> {
    fn met(&self) -> bool {
        self.options.network.basis == Basis::Met
    }

    /// Whether there are more ties than are ever drawn, of which so many were chosen.
    fn is_capped(&self, chosen: usize) -> bool {
        let DiagramOptions { network, most, .. } = self.options;
        network.top.is_none() && *most == Some(chosen) && chosen < self.near
    }

    /// Whether the options say themselves how much is drawn.
    fn is_cut_by_hand(&self) -> bool {
        let network = &self.options.network;
        self.options.all
            || network.top.is_some()
            || network.actors.is_some()
            || network.min_count > 1
    }
}

/// Up to four sizes above the smallest, by the square root of the share of the busiest.
fn rank(events: u32, most: u32) -> u8 {
    let share = f64::from(events) / f64::from(most.max(1));
    (share.sqrt() * 4.0).round() as u8
}

/// The outline for a kind.
fn shape(kind: &str) -> Shape {
    match known_kind(kind).unwrap_or_default() {
        "person" => Shape::Person,
        "organization" => Shape::Organization,
        "state" => Shape::State,
        "group" => Shape::Group,
        "media" => Shape::Media,
        _ => Shape::Unknown,
    }
}

impl Shape {
    /// In words, for a legend.
    pub fn words(self) -> &'static str {
        match self {
            Shape::Person => "person",
            Shape::Organization => "organization",
            Shape::State => "state",
            Shape::Group => "group",
            Shape::Media => "medium",
            Shape::Unknown => "kind not stated",
            Shape::Event => "event",
        }
    }
}

impl Line {
    /// Whether some of its contacts were in person and others not.
    pub fn is_mixed(&self) -> bool {
        self.nature == Nature::InPerson && self.met < self.count
    }
}

/// The shapes that stand in a picture, in the order of the legend.
fn shapes(nodes: &[Node]) -> Vec<(Shape, &'static str)> {
    let mut shapes: Vec<Shape> = nodes.iter().map(|n| n.shape).collect();
    shapes.sort_unstable();
    shapes.dedup();
    shapes.into_iter().map(|s| (s, s.words())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn drawn(events: &str, options: &DiagramOptions) -> Diagram {
        let folder = crate::read::texts(&[("events.csv", events)]);
        let data = crate::check::dataset(folder).dataset;
        diagram(&data, &Selection::all(&data), options)
    }

    #[test]
    fn a_tooltip_names_ten_events_and_counts_the_rest() {
        let mut events = "id,date,title,type,actors,status\n".to_string();
        for n in 0..13 {
            events.push_str(&format!("e{n:02},2025-02-12~,T{n},call,a;b,alleged\n"));
        }
        let diagram = drawn(&events, &DiagramOptions::default());
        let tooltip = &diagram.lines[0].tooltip;
        assert_eq!((tooltip.len(), tooltip[0].as_str()), (12, "a - b: 13? (by phone or video)"));
        assert_eq!(tooltip[1], "about 12 February 2025: T0 (alleged)");
        assert_eq!(tooltip[11], "and 3 more");
        assert_eq!(diagram.lines[0].nature, Nature::Unconfirmed);
    }

    #[test]
    fn the_time_is_that_of_the_ties_that_are_drawn() {
        let events = "id,date,title,type,actors\n\
                      e1,2021,T,call,a;b\ne2,2025-02-27,U,call,c;d\ne3,2025-04-10,V,call,c;d\n";
        let ego = Some(crate::view::Ego { actor: 2, hops: 1 });
        for network in [
            NetworkOptions { ego, ..Default::default() },
            NetworkOptions { top: Some(1), ..Default::default() },
        ] {
            let diagram = drawn(events, &DiagramOptions { network, ..Default::default() });
            assert_eq!(diagram.subtitle, "February 2025 to April 2025 · 2 actors, 1 tie");
        }
    }

    #[test]
    fn a_meeting_that_is_not_confirmed_makes_no_line_solid_and_the_legend_says_so() {
        let events = "id,date,title,type,actors,status\n\
                      e1,2025,T,call,a;b,\ne2,2025,U,meeting,a;b,disputed\n";
        let diagram = drawn(events, &DiagramOptions::default());
        let words = "confirmed by phone or video only";
        assert_eq!(diagram.legend.lines, [(Nature::Remote, words)]);
        assert_eq!(diagram.lines[0].tooltip[0], "a - b: 1+1? (1 in person, 1 by phone or video)");
        let plain = drawn(&events.replace("disputed", "refuted"), &DiagramOptions::default());
        assert_eq!(plain.legend.lines, [(Nature::Remote, "by phone or video only")]);
    }

    #[test]
    fn where_nothing_of_a_number_is_confirmed_the_legend_says_what_makes_lines_thick() {
        let tie = |tie: &str, status: &str| -> String {
            ["T", "U"].map(|title| format!("2025,{title},call,{tie},{status}\n")).concat()
        };
        let legend = |ties: &[(&str, &str)]| {
            let rows: String = ties.iter().map(|(pair, status)| tie(pair, status)).collect();
            let events = format!("date,title,type,actors,status\n{rows}");
            let numbers = drawn(&events, &DiagramOptions::default()).legend.numbers;
            numbers.rsplit("; ").next().unwrap()
        };
        assert_eq!(legend(&[("a;b", ""), ("a;b", "alleged")]), "thicker = more");
        assert_eq!(legend(&[("a;b", ""), ("c;d", "alleged")]), "thicker = more confirmed");
        assert_eq!(
            legend(&[("a;b", ""), ("a;b", "alleged"), ("c;d", "alleged")]),
            "thicker = more confirmed"
        );
    }

    #[test]
    fn events_join_the_actors_that_took_part() {
        let events = "id,date,title,type,actors\n\
                      e1,2025,T,meeting,a;b:by-phone;c:subject\ne2,2026,U,statement,a;b\n";
        let options = DiagramOptions { nodes: Nodes::Events, ..Default::default() };
        let diagram = drawn(events, &options);
        let ids: Vec<&str> = diagram.nodes.iter().map(|n| n.id.as_str()).collect();
        assert_eq!(ids, ["actors/a", "actors/b", "events/e1"]);
        assert_eq!(diagram.nodes[2].label, "2025\nmeeting");
        let natures: Vec<Nature> = diagram.lines.iter().map(|l| l.nature).collect();
        assert_eq!(natures, [Nature::InPerson, Nature::Remote]);
        assert_eq!(diagram.subtitle, "January 2025 to December 2025 · 2 actors, 1 event");
    }

    #[test]
    fn of_too_many_events_those_that_join_most_are_drawn_with_their_actors() {
        let mut events = "id,date,title,type,actors\n".to_string();
        for n in 0..120 {
            let third = if n >= 110 { ";c" } else { "" };
            events.push_str(&format!("e{n:03},2025,T,call,a;b{third}\n"));
        }
        let options = DiagramOptions { nodes: Nodes::Events, ..Default::default() };
        let diagram = drawn(&events, &options);
        let ids: Vec<&str> = diagram.nodes.iter().map(|n| n.id.as_str()).collect();
        assert_eq!(&ids[..4], ["actors/a", "actors/b", "actors/c", "events/e000"]);
        assert_eq!((ids.len(), *ids.last().unwrap()), (103, "events/e119"));
        assert!(diagram.remarks[0].starts_with("100 of 120 events are drawn"));
        events.push_str("z,2025,T,call,a;z\n");
        let remark = &drawn(&events, &options).remarks[0];
        assert!(remark.starts_with("100 of 121 events and 3 of 4 actors are drawn"), "{remark}");
    }
}
