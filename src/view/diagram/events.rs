//! The picture of actors and the events that join them.
//!
//! Invariant: events ascend by id behind the actors; each line joins an actor to an event.

use super::{Diagram, Legend, Line, Node, PAGE_EVENTS, Scene, Shape, Tint, actors, shapes, text};
use crate::model::{Field, Weight};
use crate::view::gatherings::{Gathering, Meeting};
use crate::view::ties::{self, Nature, Tally};

pub(super) fn diagram(scene: &Scene, mut chosen: Vec<Tally>) -> Diagram {
    let (there, gatherings, cut) = choose(scene, &mut chosen);
    let listed: Vec<(u32, u32)> = (0..scene.gatherings.actors())
        .filter(|a| there[*a as usize])
        .map(|a| (a, scene.gatherings.busy(a)))
        .collect();
    let (mut nodes, tints) = actors::nodes(scene, &listed);
    let mut numbers = vec![u32::MAX; there.len()];
    for (n, (actor, _)) in listed.iter().enumerate() {
        numbers[*actor as usize] = n as u32;
    }
    let mut lines = Vec::new();
    for gathering in &gatherings {
        join(scene, gathering, &numbers, &mut lines, nodes.len() as u32);
        nodes.push(node(scene, gathering));
    }
    let counts = format!(
        "{}, {}",
        text::number(listed.len(), "actor", "actors"),
        text::number(gatherings.len(), "event", "events")
    );
    Diagram {
        title: text::title(scene),
        subtitle: text::subtitle(scene, gatherings.iter().copied(), &counts),
        legend: Legend {
            lines: natures(scene, &lines),
            numbers: "",
            shapes: shapes(&nodes),
            tints,
        },
        remarks: remarks(scene, gatherings.len(), cut),
        source: text::source(scene, gatherings.iter().copied()),
        width: scene.options.width,
        nodes,
        lines,
    }
}

/// Which actors and gatherings are drawn, and whether a page could not hold all.
fn choose<'s>(scene: &'s Scene, chosen: &mut [Tally]) -> (Vec<bool>, Vec<&'s Gathering>, bool) {
    chosen.sort_unstable_by_key(|t| (t.a, t.b));
    let mut events: Vec<(usize, u32)> = Vec::new();
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    order.sort_unstable_by_key(|n| chosen[*n].strength());
    let mut place = vec![0; chosen.len()];
    for (rank, n) in order.iter().enumerate() {
        place[*n] = rank;
    }
    for (n, tie) in ties::gather(scene.dataset, scene.gatherings, chosen).iter().enumerate() {
        events.extend(tie.events.iter().map(|e| (place[n], *e)));
    }
    events.sort_unstable();
    let mut drawn = std::collections::BTreeSet::new();
    let mut ties_drawn = chosen.len();
    let limit = if scene.is_cut_by_hand() { usize::MAX } else { PAGE_EVENTS };
    for (rank, event) in events {
        if drawn.len() == limit && !drawn.contains(&event) {
            ties_drawn = rank;
            break;
        }
        drawn.insert(event);
    }
    let mut there = vec![false; scene.gatherings.actors() as usize];
    for n in &order[..ties_drawn] {
        there[chosen[*n].a as usize] = true;
        there[chosen[*n].b as usize] = true;
    }
    if let Some(ego) = scene.options.network.ego {
        there[ego.actor as usize] = true;
    }
    let list = scene.gatherings.list.iter();
    (there, list.filter(|g| drawn.contains(&g.event)).collect(), ties_drawn < chosen.len())
}

/// Lines from the drawn members of a gathering to its node.
fn join(scene: &Scene, gathering: &Gathering, numbers: &[u32], lines: &mut Vec<Line>, to: u32) {
    let dataset = scene.dataset;
    let unconfirmed = scene.met() && gathering.weight == Weight::Unconfirmed;
    for member in scene.gatherings.members(gathering) {
        let from = numbers[member.actor as usize];
        if from == u32::MAX {
            continue;
        }
        let roles: Vec<&str> = dataset
            .participations_of(gathering.event)
            .iter()
            .filter(|p| p.actor == member.actor)
            .map(|p| dataset.role(*p))
            .filter(|role| !role.is_empty())
            .collect();
        let mut tooltip = vec![dataset.actor_name(member.actor).into_owned()];
        tooltip.extend((!roles.is_empty()).then(|| roles.join(", ")));
        tooltip.push(text::event(dataset, gathering.event));
        let nature = match gathering.attendance(member.presence) {
            _ if !scene.met() => Nature::InPerson,
            _ if unconfirmed => Nature::Unconfirmed,
            Meeting::InPerson => Nature::InPerson,
            _ => Nature::Remote,
        };
        let (count, unconfirmed) = (u32::from(!unconfirmed), u32::from(unconfirmed));
        let label = String::new();
        lines.push(Line { from, to, nature, count, unconfirmed, label, tooltip });
    }
}

fn node(scene: &Scene, gathering: &Gathering) -> Node {
    let dataset = scene.dataset;
    let event = gathering.event;
    let kind = dataset.type_of(event);
    let mut tooltip = vec![text::event(dataset, event)];
    let place = dataset.event_cell(event, Field::Place);
    tooltip.extend((!place.is_empty()).then(|| place.into_owned()));
    let date = text::date(dataset, event);
    Node {
        id: format!("events/{}", dataset.event_id(event)),
        label: if kind.is_empty() { date } else { format!("{date}\n{kind}") },
        shape: Shape::Event,
        tint: Tint::Plain,
        rank: 0,
        focus: false,
        tooltip,
    }
}

fn natures(scene: &Scene, lines: &[Line]) -> Vec<(Nature, &'static str)> {
    let words: &[(Nature, &str)] = match scene.met() {
        true => &[
            (Nature::InPerson, "in person"),
            (Nature::Remote, "by phone or video"),
            (Nature::Unconfirmed, "not confirmed"),
        ],
        false => &[(Nature::InPerson, "named in the event")],
    };
    words.iter().filter(|(nature, _)| lines.iter().any(|l| l.nature == *nature)).copied().collect()
}

fn remarks(scene: &Scene, drawn: usize, cut: bool) -> Vec<String> {
    let all = scene.gatherings.list.len();
    if drawn == 0 {
        return vec!["No event here joins two actors.".to_string()];
    }
    if drawn == all {
        return Vec::new();
    }
    let hidden = text::number(all - drawn, "event is", "events are");
    vec![match cut {
        true => format!(
            "Drawn are {drawn} of {all} events: those of the strongest ties. {hidden} not drawn; --all draws every one."
        ),
        false => format!("{hidden} not drawn."),
    }]
}
