//! The picture of actors joined by ties.
//!
//! Invariant: the events of a tie are gathered only for ties that are drawn.

use petgraph::graph::UnGraph;

use super::cut::cut;
use super::names::Names;
use super::{Diagram, Legend, Line, Node, Scene, colours, rank, shape, shapes, text};
use crate::model::{Field, counted};
use crate::view::network::{self, ActorNode};
use crate::view::ties::{Count, Nature, Tally, Tie};

/// What is said of pairs that met and called each other.
const MIXED: &str = "both: the solid core in person, the dashes all contacts";

pub(super) fn diagram(scene: &Scene, mut chosen: Vec<Count>) -> Diagram {
    let wanted = chosen.clone();
    let reason = cut(scene, &mut chosen);
    let ego = scene.options.network.ego;
    let network = network::assemble(scene.gatherings, (&chosen, ego));
    let actors: Vec<(u32, u32)> = network.node_weights().map(|n| (n.actor, n.events)).collect();
    let names = Names::of(scene.dataset, actors.iter().map(|(actor, _)| *actor));
    let (nodes, tints) = nodes(scene, &names, &actors);
    let lines = lines(scene, &names, &network);
    let numbers = format!("{}, {}", counted(actors.len(), "actor"), counted(lines.len(), "tie"));
    let events = network.edge_weights().flat_map(|tie| &tie.events).copied();
    let there = text::marked(scene.dataset, events);
    Diagram {
        title: text::title(scene, &names),
        subtitle: text::subtitle(scene, network.edge_weights().map(|t| t.tally.sides()), &numbers),
        legend: Legend {
            lines: natures(scene, &network),
            numbers: meaning(scene, &lines),
            mixed: mixed(&lines),
            shapes: shapes(&nodes),
            tints,
        },
        remarks: remarks(scene, (&wanted, &chosen), reason.as_deref()),
        untied: None,
        is_cut: scene.own(&chosen) < scene.own(&wanted),
        source: text::source(scene.dataset, &there),
        width: scene.options.width,
        nodes,
        lines,
    }
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

fn lines(scene: &Scene, names: &Names, network: &UnGraph<ActorNode, Tie>) -> Vec<Line> {
    let dataset = scene.dataset;
    let told = text::Told::new(dataset, network.edge_weights());
    let line = |edge: petgraph::graph::EdgeIndex| {
        let (from, to) = network.edge_endpoints(edge).unwrap_or_default();
        let (tie, tally) = (&network[edge], network[edge].tally);
        let (a, b) = (names.name(tally.a), names.name(tally.b));
        let how = if scene.met() { how(&tally) } else { String::new() };
        let mut tooltip = vec![format!("{a} - {b}: {}{how}", tally.number())];
        tooltip.extend(told.of(tie));
        Line {
            from: from.index() as u32,
            to: to.index() as u32,
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

/// The kinds of line in the picture, with words.
fn natures(scene: &Scene, network: &UnGraph<ActorNode, Tie>) -> Vec<(Nature, &'static str)> {
    let tallies = || network.edge_weights().map(|tie| tie.tally);
    if !scene.met() {
        let any = tallies().next().is_some();
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
    words.into_iter().filter(|(nature, _)| tallies().any(|t| t.nature() == *nature)).collect()
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
    (wanted, drawn): (&[Count], &[Count]),
    reason: Option<&str>,
) -> Vec<String> {
    let all = counted(wanted.len(), "tie");
    let mut remarks = Vec::new();
    if let Some(reason) = reason {
        let weak = |ties: &[Count]| ties.iter().filter(|tie| tie.count == 0).count();
        let others = (wanted.len() - drawn.len(), weak(wanted) - weak(drawn));
        let (number, others) = (drawn.len(), text::others(others));
        remarks.push(format!("{number} of {all} are drawn: {reason}; --all draws {others}."));
    } else if wanted.len() < scene.near {
        let (few, all) = (scene.near - wanted.len(), scene.near);
        let why = match scene.is_capped(wanted.len()) {
            true => ": the strongest are; `annals export --table ties` has every one",
            false => ", as asked for",
        };
        remarks.push(format!("{}{why}.", text::left_out((few, all), ("tie", "ties"))));
    }
    match scene.options.network.ego {
        _ if scene.all == 0 => remarks.push("No two actors are tied here.".to_string()),
        Some(ego) if wanted.is_empty() => {
            remarks.push(format!("No tie around {} is drawn.", scene.dataset.actor_name(ego.actor)))
        }
        _ => {}
    }
    remarks
}
