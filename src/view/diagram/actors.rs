//! The picture of actors joined by ties, and by boxes of events of many.
//!
//! Invariant: the events of a tie are gathered only for ties that are drawn.

use std::collections::BTreeSet;

use petgraph::graph::UnGraph;

use super::crowds::Crowds;
use super::cut::cut;
use super::names::Names;
use super::{
    Diagram, Legend, Line, Node, Scene, Shape, colours, events, rank, shape, shapes, text,
};
use crate::model::{Field, counted};
use crate::view::network::{self, ActorNode};
use crate::view::ties::{Count, Nature, Tally, Tie};

/// What is said of pairs that met and called each other.
const MIXED: &str = "both: the solid core in person, the dashes all contacts";

/// What is said of the box of an event.
const CROWD: &str = "an event of many, with lines to its actors";

pub(super) fn diagram(scene: &Scene, mut chosen: Vec<Count>) -> Diagram {
    let wanted = Number::of(&chosen);
    let (crowds, reason) = cut(scene, &mut chosen);
    let ego = scene.options.network.ego;
    let network = network::assemble(scene.gatherings, (&chosen, ego));
    let actors = actors(scene, &network, &crowds);
    let names = Names::of(scene.dataset, actors.iter().map(|(actor, _)| *actor));
    let (mut nodes, tints) = nodes(scene, &names, &actors);
    let numbers = numbers(scene, &actors);
    let mut lines = lines(scene, (&numbers, &names), &network);
    let legend = (meaning(scene, &lines), mixed(&lines));
    lines.extend(events::boxes(scene, &crowds.boxes, (&numbers, &names), &mut nodes));
    let events = network.edge_weights().flat_map(|tie| &tie.events).copied();
    let boxes = crowds.boxes.iter().map(|gathered| gathered.gathering.event);
    let there = text::marked(scene.dataset, events.chain(boxes));
    let drawn = chosen.len() + crowds.ties;
    let is_cut = reason.is_some() || scene.is_capped(wanted.ties);
    let all = if is_cut { (scene.actors, scene.near) } else { (0, 0) };
    let ties = text::share((drawn, all.1), "tie");
    let counts = format!("{}, {ties}", text::share((actors.len(), all.0), "actor"));
    Diagram {
        title: text::title(scene, &names),
        subtitle: text::subtitle(scene, &there, &counts),
        legend: Legend {
            lines: natures(scene, &lines, &network),
            numbers: legend.0,
            mixed: legend.1,
            shapes: outlines(&nodes),
            tints,
        },
        remarks: remarks(scene, (wanted, Number::of(&chosen)), (&crowds, reason.as_deref())),
        untied: Vec::new(),
        is_cut,
        source: text::source(scene.dataset, &there),
        width: scene.options.width,
        nodes,
        lines,
    }
}

/// How many ties there are.
#[derive(Clone, Copy)]
struct Number {
    ties: usize,
    /// How many of these are not confirmed.
    weak: usize,
}

impl Number {
    fn of(ties: &[Count]) -> Number {
        let weak = ties.iter().filter(|tie| tie.count == 0).count();
        Number { ties: ties.len(), weak }
    }
}

/// The actors of ties and boxes, ascending, each with how often it was in one of the events.
fn actors(scene: &Scene, network: &UnGraph<ActorNode, Tie>, crowds: &Crowds) -> Vec<(u32, u32)> {
    let at_boxes = (0..).zip(&crowds.there).filter(|(_, is_there)| **is_there);
    let tied = network.node_weights().map(|node| node.actor);
    let all: BTreeSet<u32> = tied.chain(at_boxes.map(|(actor, _)| actor)).collect();
    all.into_iter().map(|actor| (actor, scene.gatherings.busy(actor))).collect()
}

/// By actor, the number of its node; the greatest number for those not drawn.
pub(super) fn numbers(scene: &Scene, actors: &[(u32, u32)]) -> Vec<u32> {
    let mut numbers = vec![u32::MAX; scene.gatherings.actors() as usize];
    for ((actor, _), number) in actors.iter().zip(0..) {
        numbers[*actor as usize] = number;
    }
    numbers
}

/// A node for each actor, and what the colours mean.
pub(super) fn nodes(
    scene: &Scene,
    names: &Names,
    actors: &[(u32, u32)],
) -> (Vec<Node>, Vec<super::Swatch>) {
    let dataset = scene.dataset;
    let most = actors.iter().map(|(_, events)| *events).max().unwrap_or(0);
    let (tints, legend) = colours::tints(scene, actors);
    let node = |((actor, events), (tint, code)): (&(u32, u32), (super::Tint, String))| {
        let cell = |field| dataset.actor_cell(*actor, field).into_owned();
        let about: Vec<String> =
            [cell(Field::Kind), cell(Field::Country), cell(Field::Description)]
                .into_iter()
                .filter(|words| !words.is_empty())
                .collect();
        let mut tooltip = vec![names.name(*actor).into_owned()];
        tooltip.extend(about);
        let what = if scene.met() { "contact" } else { "event" };
        tooltip.push(counted(*events as usize, what));
        Node {
            id: format!("actors/{}", dataset.actor_id(*actor)),
            label: names.label(*actor).into_owned(),
            shape: shape(&dataset.actor_cell(*actor, Field::Kind)),
            tint,
            code,
            rank: rank(*events, most),
            focus: scene.options.network.ego.is_some_and(|e| e.actor == *actor),
            tooltip,
        }
    };
    (actors.iter().zip(tints).map(node).collect(), legend)
}

fn lines(
    scene: &Scene,
    (numbers, names): (&[u32], &Names),
    network: &UnGraph<ActorNode, Tie>,
) -> Vec<Line> {
    let dataset = scene.dataset;
    let told = text::Told::new(dataset, network.edge_weights());
    let line = |edge: petgraph::graph::EdgeIndex| {
        let (tie, tally) = (&network[edge], network[edge].tally);
        let (a, b) = (names.name(tally.a), names.name(tally.b));
        let how = if scene.met() { how(&tally) } else { String::new() };
        let mut tooltip = vec![format!("{a} - {b}: {}{how}", tally.number())];
        tooltip.extend(told.of(tie));
        Line {
            from: numbers[tally.a as usize],
            to: numbers[tally.b as usize],
            nature: if scene.met() { tally.nature() } else { Nature::Together },
            count: tally.count,
            unconfirmed: tally.unconfirmed,
            met: if scene.met() { tally.met } else { tally.count },
            label: if tally.total() > 1 { tally.number() } else { String::new() },
            tooltip,
        }
    };
    network.edge_indices().map(line).collect()
}

/// In person or not, and how often each, if both.
fn how(tally: &Tally) -> String {
    match (tally.in_person, tally.remote) {
        (0, _) => " (by phone or video)".to_string(),
        (_, 0) => " (in person)".to_string(),
        (met, called) => format!(" ({met} in person, {called} by phone or video)"),
    }
}

/// What is said of lines that are both.
fn mixed(lines: &[Line]) -> &'static str {
    if lines.iter().any(Line::is_mixed) { MIXED } else { "" }
}

/// The shapes in the picture, with words.
fn outlines(nodes: &[Node]) -> Vec<(Shape, &'static str)> {
    let words = |(shape, words)| (shape, if shape == Shape::Event { CROWD } else { words });
    shapes(nodes).into_iter().map(words).collect()
}

/// The kinds of line in the picture, with words.
fn natures(
    scene: &Scene,
    lines: &[Line],
    network: &UnGraph<ActorNode, Tie>,
) -> Vec<(Nature, &'static str)> {
    let tallies = || network.edge_weights().map(|tie| tie.tally);
    if !scene.met() {
        let any = !lines.is_empty();
        return any.then_some((Nature::Together, "named in the same event")).into_iter().collect();
    }
    let is_doubted = |tally: Tally| tally.nature() == Nature::Remote && tally.in_person > 0;
    let remote = match tallies().any(is_doubted) {
        true => "confirmed by phone or video only",
        false => "by phone or video only",
    };
    let words = [
        (Nature::InPerson, "met in person at least once"),
        (Nature::Remote, remote),
        (Nature::Unconfirmed, "nothing confirmed"),
    ];
    words.into_iter().filter(|(nature, _)| lines.iter().any(|l| l.nature == *nature)).collect()
}

/// What the numbers say.
fn meaning(scene: &Scene, lines: &[Line]) -> &'static str {
    let numbered = || lines.iter().filter(|line| !line.label.is_empty());
    let doubted = || numbered().filter(|line| line.unconfirmed > 0);
    match scene.met() {
        _ if numbered().next().is_none() => "",
        false => "number = events; no number = one; thicker = more",
        true if doubted().all(|line| line.count > 0) && doubted().next().is_some() => {
            "9+5? = 9 contacts and 5 not confirmed; no number = one; thicker = more"
        }
        true if doubted().any(|line| line.count > 0) => {
            "9+5? = 9 contacts and 5 not confirmed; no number = one; thicker = more confirmed"
        }
        true if doubted().next().is_some() => {
            "number = contacts; 5? = 5 not confirmed; no number = one; thicker = more confirmed"
        }
        true => "number = contacts; no number = one; thicker = more",
    }
}

/// What is left out, and why.
fn remarks(
    scene: &Scene,
    (wanted, drawn): (Number, Number),
    (crowds, reason): (&Crowds, Option<&str>),
) -> Vec<String> {
    let all = counted(wanted.ties, "tie");
    let mut remarks = Vec::new();
    if let Some(reason) = reason {
        let number = drawn.ties + crowds.ties;
        let weak = wanted.weak - drawn.weak - crowds.weak;
        let others = text::others((wanted.ties - number, weak));
        remarks.push(format!("{number} of {all} are drawn: {reason}; --all draws {others}."));
    } else {
        remarks.extend(crowds.whole());
    }
    if reason.is_none() && wanted.ties < scene.near {
        let (few, all) = (scene.near - wanted.ties, scene.near);
        let why = match scene.is_capped(wanted.ties) {
            true => ": the strongest are; `annals export --table ties` has every one",
            false => ", as asked for",
        };
        remarks.push(format!("{}{why}.", text::left_out((few, all), ("tie", "ties"))));
    }
    match scene.options.network.ego {
        _ if scene.all == 0 => remarks.push("No two actors are tied here.".to_string()),
        Some(ego) if wanted.ties == 0 => {
            remarks.push(format!("No tie around {} is drawn.", scene.dataset.actor_name(ego.actor)))
        }
        _ => {}
    }
    remarks
}
