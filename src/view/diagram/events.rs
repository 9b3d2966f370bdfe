//! The picture of actors and the events that join them.
//!
//! Invariant: events ascend by id behind the actors; each line joins an actor to an event.

use std::borrow::Cow;

use super::names::Names;
use super::{
    Diagram, Legend, Line, Node, Nodes, PAGE_ACTORS, PAGE_EVENTS, Scene, Shape, Tint, actors, cut,
    shapes, text,
};
use crate::check::is_placeholder;
use crate::model::{Field, Weight};
use crate::view::gatherings::{Gathered, Meeting};
use crate::view::status;
use crate::view::ties::{self, Count, Nature};

/// Of how many of the strongest ties the actors are drawn where a page cannot hold all events.
const TIES: usize = 30;

pub(super) fn diagram(scene: &Scene, mut chosen: Vec<Count>) -> Diagram {
    let wanted = actors_of(scene, &chosen);
    let (there, gatherings, cut) = choose(scene, &mut chosen);
    let listed: Vec<(u32, u32)> = (0..scene.gatherings.actors())
        .filter(|a| there[*a as usize])
        .map(|a| (a, scene.gatherings.busy(a)))
        .collect();
    let names = Names::of(scene.dataset, listed.iter().map(|(actor, _)| *actor));
    let (mut nodes, tints) = actors::nodes(scene, &names, &listed);
    let numbers = actors::numbers(scene, &listed);
    let lines = boxes(scene, &gatherings, (&numbers, &names), &mut nodes);
    let (actors, events) = match cut {
        true => (scene.actors, scene.gatherings.len()),
        false => (0, 0),
    };
    let actors = text::share((listed.len(), actors), "actor");
    let counts = format!("{actors}, {}", text::share((gatherings.len(), events), "event"));
    let drawn = text::marked(scene.dataset, gatherings.iter().map(|g| g.gathering.event));
    Diagram {
        title: text::title(scene, &names),
        subtitle: text::subtitle(scene, &drawn, &counts),
        legend: Legend {
            lines: natures(scene, &lines),
            numbers: "",
            mixed: "",
            shapes: shapes(&nodes),
            tints,
        },
        remarks: remarks(scene, (&gatherings, &there), cut.then_some((listed.len(), wanted))),
        untied: Vec::new(),
        is_cut: cut || scene.is_capped(chosen.len()),
        source: text::source(scene.dataset, &drawn),
        width: scene.options.width,
        nodes,
        lines,
    }
}

/// Which actors and gatherings are drawn, and whether a page could not hold all.
fn choose<'s>(scene: &'s Scene, chosen: &mut Vec<Count>) -> (Vec<bool>, Vec<Gathered<'s>>, bool) {
    let is_free = !scene.is_cut_by_hand();
    let mut cut = is_free && actors_of(scene, chosen) > PAGE_ACTORS;
    if cut {
        keep_few(scene, chosen);
    }
    let mut events = events_of(scene, chosen);
    // Which ties are drawn may be said by hand; how many events that makes is not.
    if !scene.options.all && !cut && events.len() > PAGE_EVENTS {
        cut = true;
        if is_free {
            keep_few(scene, chosen);
            events = events_of(scene, chosen);
        }
    }
    let mut there = vec![false; scene.gatherings.actors() as usize];
    for tally in chosen.iter() {
        there[tally.a as usize] = true;
        there[tally.b as usize] = true;
    }
    if let Some(ego) = scene.options.network.ego {
        there[ego.actor as usize] = true;
    }
    let here = |g: &Gathered| events.binary_search(&g.gathering.event).is_ok();
    let mut drawn: Vec<Gathered> = scene.gatherings.iter().filter(here).collect();
    if cut {
        let joined = |g: &Gathered| g.actors.iter().filter(|a| there[**a as usize]).count();
        let ego = scene.options.network.ego;
        let own = |g: &Gathered| ego.is_some_and(|ego| g.actors.contains(&ego.actor));
        drawn.sort_by_key(|g| (!own(g), std::cmp::Reverse(joined(g)), g.gathering.event));
        drawn.truncate(PAGE_EVENTS);
        drawn.sort_by_key(|g| g.gathering.event);
        keep_joined(scene, &drawn, &mut there);
    }
    (there, drawn, cut)
}

/// Leaves the ties whose actors a page holds.
fn keep_few(scene: &Scene, chosen: &mut Vec<Count>) {
    cut::keep_own(scene, chosen);
    cut::keep_strongest(scene, chosen, TIES);
}

/// How many actors ties have.
fn actors_of(scene: &Scene, ties: &[Count]) -> usize {
    let mut there = vec![false; scene.gatherings.actors() as usize];
    ties.iter().flat_map(|tie| [tie.a, tie.b]).for_each(|actor| there[actor as usize] = true);
    there.into_iter().filter(|there| *there).count()
}

/// The events of ties, ascending.
fn events_of(scene: &Scene, ties: &[Count]) -> Vec<u32> {
    let ties = ties::gather(scene.gatherings, ties);
    let mut events: Vec<u32> = ties.into_iter().flat_map(|t| t.events).collect();
    events.sort_unstable();
    events.dedup();
    events
}

/// Keeps the actors that some drawn event joins, and the one asked for.
fn keep_joined(scene: &Scene, drawn: &[Gathered], there: &mut [bool]) {
    let mut joined = vec![false; there.len()];
    for actor in drawn.iter().flat_map(|gathered| gathered.actors) {
        joined[*actor as usize] = true;
    }
    for (actor, there) in there.iter_mut().enumerate() {
        let ego = scene.options.network.ego.is_some_and(|e| e.actor as usize == actor);
        *there &= joined[actor] || ego;
    }
}

/// Adds a node for each gathering, and gives the lines from its drawn members, which have numbers.
pub(super) fn boxes(
    scene: &Scene,
    gatherings: &[Gathered],
    (numbers, names): (&[u32], &Names),
    nodes: &mut Vec<Node>,
) -> Vec<Line> {
    let mut lines = Vec::new();
    for gathered in gatherings {
        let before = lines.len();
        lines.extend(join(scene, *gathered, (numbers, names), nodes.len() as u32));
        nodes.push(node(scene, gathered, lines.len() - before));
    }
    lines
}

/// Lines from the drawn members of a gathering to its node.
fn join<'s>(
    scene: &'s Scene,
    gathered: Gathered<'s>,
    (numbers, names): (&'s [u32], &'s Names),
    to: u32,
) -> impl Iterator<Item = Line> + use<'s> {
    let gathering = gathered.gathering;
    let unconfirmed = scene.met() && gathering.weight == Weight::Unconfirmed;
    gathered.actors.iter().zip(gathered.presences).filter_map(move |(actor, presence)| {
        let from = numbers[*actor as usize];
        let nature = match gathering.attendance(*presence) {
            _ if !scene.met() => Nature::Together,
            _ if unconfirmed => Nature::Unconfirmed,
            Meeting::InPerson => Nature::InPerson,
            _ => Nature::Remote,
        };
        (from != u32::MAX).then(|| Line {
            from,
            to,
            nature,
            count: u32::from(!unconfirmed),
            unconfirmed: u32::from(unconfirmed),
            met: u32::from(!unconfirmed),
            label: String::new(),
            tooltip: tooltip(names, gathering.event, *actor),
        })
    })
}

/// Who, in which roles, in what.
fn tooltip(names: &Names, event: u32, actor: u32) -> Vec<String> {
    let dataset = names.dataset;
    let mine = dataset.participations_of(event).iter().filter(|p| p.actor == actor);
    let roles: Vec<&str> = mine.map(|p| dataset.role(*p)).filter(|r| !r.is_empty()).collect();
    let mut tooltip = vec![names.name(actor).into_owned()];
    tooltip.extend((!roles.is_empty()).then(|| roles.join(", ")));
    tooltip.push(text::event(dataset, event));
    tooltip
}

/// The node of an event: its date, of how many actors some are drawn if not all, its type; its title
/// where only few events are boxes. What is long, and may be cut, stands last.
fn node(scene: &Scene, gathered: &Gathered, drawn: usize) -> Node {
    let dataset = scene.dataset;
    let event = gathered.gathering.event;
    let what: Cow<str> = match scene.options.nodes {
        Nodes::Events => dataset.type_of(event).into(),
        Nodes::Actors => dataset.event_cell(event, Field::Title),
    };
    let what = format!("{what}{}", status::in_brackets(dataset, event));
    let all = gathered.actors.len();
    let part = (drawn < all).then(|| text::share((drawn, all), "actor"));
    let mut tooltip = vec![text::event(dataset, event)];
    let place = dataset.event_cell(event, Field::Place);
    let is_place = !place.is_empty() && !is_placeholder(&place, true);
    tooltip.extend(is_place.then(|| place.into_owned()));
    tooltip.extend(part.iter().map(|part| format!("{part} drawn")));
    let date = text::date(dataset, event);
    let label = [date, part.unwrap_or_default(), what.trim_start().to_string()];
    let label: Vec<String> = label.into_iter().filter(|line| !line.is_empty()).collect();
    Node {
        id: format!("events/{}", dataset.event_id(event)),
        label: label.join("\n"),
        shape: Shape::Event,
        tint: Tint::Plain,
        code: String::new(),
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
        false => &[(Nature::Together, "named in the event")],
    };
    words.iter().filter(|(nature, _)| lines.iter().any(|l| l.nature == *nature)).copied().collect()
}

/// What is left out, and why; `cut`: so many actors are drawn of so many, because a page holds no more.
fn remarks(
    scene: &Scene,
    (drawn, there): (&[Gathered], &[bool]),
    cut: Option<(usize, usize)>,
) -> Vec<String> {
    let (all, hidden_actors) = (scene.gatherings.len(), not_drawn(scene, drawn, there));
    let drawn = drawn.len();
    let hidden = all - drawn;
    match scene.options.network.ego {
        _ if all == 0 => return vec!["No event here joins two actors.".to_string()],
        Some(ego) if drawn == 0 => {
            let name = scene.dataset.actor_name(ego.actor);
            return vec![format!("No event around {name} is drawn.")];
        }
        _ => {}
    }
    if let Some((actors, wanted)) = cut {
        if hidden == 0 {
            return vec![format!(
                "{actors} of {wanted} actors are drawn: those of the strongest ties; --all draws every one."
            )];
        }
        let own = match scene.options.network.ego {
            Some(ego) => format!("first those of {}, then ", scene.dataset.actor_name(ego.actor)),
            None => String::new(),
        };
        let actors = match actors < wanted {
            true => format!(" and {actors} of {wanted} actors"),
            false => String::new(),
        };
        let remark = format!(
            "{drawn} of {all} events{actors} are drawn: {own}those that join most actors of the strongest ties; --all draws every one."
        );
        return vec![remark];
    }
    let mut said = Vec::new();
    if hidden > 0 && scene.options.network.ego.is_none() {
        let hidden = text::left_out((hidden, all), ("event", "events"));
        said.push(format!("{hidden}, as asked for."));
    }
    match hidden_actors {
        0 => {}
        1 => said.push("1 actor of the events that are drawn is not, as asked for.".to_string()),
        many => {
            said.push(format!("{many} actors of the events that are drawn are not, as asked for."))
        }
    }
    said
}

/// How many actors of some events are not there, of those that a picture of all would show.
fn not_drawn(scene: &Scene, drawn: &[Gathered], there: &[bool]) -> usize {
    let mut missing = vec![false; there.len()];
    for gathered in drawn {
        for (actor, presence) in gathered.actors.iter().zip(gathered.presences) {
            let is_part = !scene.met() || gathered.gathering.attendance(*presence) != Meeting::No;
            missing[*actor as usize] |= is_part && !there[*actor as usize];
        }
    }
    missing.into_iter().filter(|missing| *missing).count()
}
