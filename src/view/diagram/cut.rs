//! What a page holds of too many ties, as lines or as boxes of events, and why these.
//!
//! Invariant: about one actor, each tie of that actor is drawn, or the strongest of very many; what is
//! left out is counted and the choice told, and where it was among equals, that too.

use super::Scene;
use super::crowds::Crowds;
use crate::view::ties::Count;
use crate::view::{backbone, network};

/// So many ties of the actor asked for are all drawn; of more, the strongest so many. More names around
/// one are a page that nobody can read.
const OWN: usize = 60;

/// So many ties are drawn without a choice.
const FEW: usize = 75;

/// The most ties of a backbone that are all drawn.
const PAGE: usize = 150;

/// How many of the strongest are drawn where even the backbone is too much.
const STRONGEST: usize = 100;

/// The fewest lines that there is room for at a box.
const LEAST: usize = 20;

/// Leaves what a page holds; gives the events drawn as boxes in the place of some, and says why these
/// ties: nothing where all fit.
///
/// Up to [`FEW`] ties are all drawn. Of more, those that an event of many makes alone are drawn as its
/// box. Of the others, if they are too many still, those of two or more events and the strongest of each
/// actor: the backbone, in which nobody is missing; and, up to a [`PAGE`], those without which it would
/// fall in pieces. Where the backbone is more than that, the [`STRONGEST`]. The actor asked for keeps
/// all of its ties, up to [`OWN`].
pub(super) fn cut<'s>(scene: &Scene<'s>, chosen: &mut Vec<Count>) -> (Crowds<'s>, Option<String>) {
    if scene.is_cut_by_hand() {
        return Default::default();
    }
    let before = chosen.len();
    let own = keep_own(scene, chosen);
    let near = chosen.len();
    let mut crowds = take_crowds(scene, chosen);
    let thinned = thin(scene, chosen, PAGE.saturating_sub(crowds.lines));
    if !crowds.boxes.is_empty() {
        crowds.settle(scene, chosen);
    }
    let is_arbitrary = crowds.is_arbitrary || matches!(thinned, Some((_, true)));
    let whole = own.filter(|_| near > OWN).map(|_| "all among the actors drawn".to_string());
    let lines = thinned.map(|(ties, _)| ties).or(whole);
    let others: Vec<String> = crowds.words().into_iter().chain(lines).collect();
    let is_cut = chosen.len() + crowds.ties < before;
    let others = others.join(", ") + arbitrary(is_arbitrary);
    (crowds, is_cut.then(|| reason(scene, own, &others)))
}

/// Takes what is drawn as boxes, where no actor is asked for and ties of two or more events are no page.
fn take_crowds<'s>(scene: &Scene<'s>, chosen: &mut Vec<Count>) -> Crowds<'s> {
    let strong = chosen.iter().filter(|pair| pair.count + pair.unconfirmed > 1).count();
    match scene.options.network.ego {
        None if chosen.len() > FEW && strong < PAGE => {
            Crowds::take(scene, chosen, (PAGE - strong).clamp(LEAST, STRONGEST))
        }
        _ => Crowds::default(),
    }
}

/// Leaves as many ties as there is room for; says which, and whether equal ones were chosen from, if there
/// are too many.
fn thin(scene: &Scene, chosen: &mut Vec<Count>, room: usize) -> Option<(String, bool)> {
    let before = chosen.len();
    if before <= FEW {
        return None;
    }
    let (actors, ego) = (scene.gatherings.actors(), scene.options.network.ego);
    let (ties, is_arbitrary) = match backbone::keep_backbone(chosen, (actors, ego), room) {
        Some(kept) => (words(scene, kept.is_joined, chosen.len() < room), kept.is_arbitrary),
        None => {
            let is_arbitrary = keep_strongest(scene, chosen, STRONGEST.min(room));
            ("the strongest".to_string(), is_arbitrary)
        }
    };
    (chosen.len() < before).then_some((ties, is_arbitrary))
}

/// Leaves the strongest ties of the actor asked for, where there are too many to draw, and the others
/// only near the actors that are then left; whether equal ones were chosen from, if any were left out.
pub(super) fn keep_own(scene: &Scene, chosen: &mut Vec<Count>) -> Option<bool> {
    let ego = scene.options.network.ego?;
    let mut own: Vec<Count> = chosen.iter().copied().filter(|pair| ego.has(pair)).collect();
    if own.len() <= OWN {
        return None;
    }
    let mut is_gone = vec![false; scene.gatherings.actors() as usize];
    let mut mark = |own: &[Count], gone| {
        own.iter().flat_map(|pair| [pair.a, pair.b]).for_each(|a| is_gone[a as usize] = gone);
    };
    mark(&own, true);
    let is_arbitrary = backbone::keep_strongest(&mut own, (OWN, None));
    mark(&own, false);
    chosen.retain(|pair| !is_gone[pair.a as usize] && !is_gone[pair.b as usize]);
    network::keep_near(scene.gatherings, chosen, (ego, 0));
    Some(is_arbitrary)
}

/// Keeps the strongest ties, so many, or more where the actor asked for has more; whether equal ones
/// were chosen from.
pub(super) fn keep_strongest(scene: &Scene, chosen: &mut Vec<Count>, number: usize) -> bool {
    let ego = scene.options.network.ego;
    let own = chosen.iter().filter(|pair| ego.is_some_and(|ego| ego.has(*pair))).count();
    backbone::keep_strongest(chosen, (number.max(own), ego))
}

/// Which a backbone has; what joins its pieces, if there is something, all or as much as fits.
fn words(scene: &Scene, is_joined: bool, has_room: bool) -> String {
    let events = if scene.met() { "contacts" } else { "events" };
    let each = match scene.options.network.ego {
        Some(ego) if ego.hops < 2 => "",
        Some(_) => ", and the strongest of each actor without one",
        None => ", and the strongest of each actor",
    };
    let joins = match (is_joined, has_room) {
        (false, _) => "",
        (true, true) => ", and what joins these",
        (true, false) => ", and the strongest of what joins these",
    };
    let each = if is_joined { each.replacen(" and", "", 1) } else { each.to_string() };
    format!("those of two or more {events}{each}{joins}")
}

/// What is said of a choice among equals.
fn arbitrary(is_arbitrary: bool) -> &'static str {
    if is_arbitrary { ", an arbitrary choice among equal ones" } else { "" }
}

/// Why these are drawn: of the actor asked for, and of the others.
fn reason(scene: &Scene, own: Option<bool>, others: &str) -> String {
    let Some(ego) = scene.options.network.ego else { return others.to_string() };
    let name = scene.dataset.actor_name(ego.actor);
    let own = match own {
        Some(is_arbitrary) => format!("the {OWN} strongest of {name}{}", arbitrary(is_arbitrary)),
        None => format!("all those of {name}"),
    };
    if others.is_empty() { own } else { format!("{own}, of the others {others}") }
}

#[cfg(test)]
mod tests {
    use super::super::tests::drawn;
    use crate::view::diagram::{Diagram, DiagramOptions, Nodes};
    use crate::view::{Ego, NetworkOptions};

    /// A clique of so many actors, met once.
    fn clique(size: usize) -> String {
        let actors: Vec<String> = (0..size).map(|n| format!("a{n:02}")).collect();
        format!("id,date,title,type,actors\ne1,2025-02,T,meeting,{}\n", actors.join(";"))
    }

    /// The picture around an actor by number, one tie away.
    fn around(events: &str, actor: u32, options: DiagramOptions) -> Diagram {
        let ego = Some(Ego { actor, hops: 1 });
        drawn(
            events,
            &DiagramOptions { network: NetworkOptions { ego, ..options.network }, ..options },
        )
    }

    /// How many lines of a picture end at an actor.
    fn lines_of(diagram: &Diagram, id: &str) -> usize {
        let ends = |n: u32| diagram.nodes[n as usize].id == id;
        diagram.lines.iter().filter(|l| ends(l.from) || ends(l.to)).count()
    }

    #[test]
    fn around_one_actor_each_of_its_ties_is_drawn() {
        let met = around(&clique(20), 7, DiagramOptions::default());
        assert_eq!((met.nodes.len(), lines_of(&met, "actors/a07")), (20, 19));
        assert_eq!(
            met.remarks,
            [
                "19 of 190 ties are drawn: all those of a07, of the others those of two or more contacts; --all draws the other 171."
            ]
        );
        let twice = clique(20) + &clique(20).lines().nth(1).unwrap_or_default().replace("e1", "e2");
        let strong = around(&twice, 7, DiagramOptions::default());
        assert_eq!((strong.lines.len(), lines_of(&strong, "actors/a07")), (100, 19));
        assert!(strong.remarks[0].contains(
            "all those of a07, of the others the strongest, an arbitrary choice among equal ones;"
        ));
    }

    #[test]
    fn around_an_actor_of_very_many_ties_the_strongest_are_drawn_and_the_rest_is_counted() {
        let calls = |other: u32| format!("e{other},2025,T,call,a;b{other}\n");
        let mut events: String = (0..400).map(calls).collect();
        events.insert_str(0, "id,date,title,type,actors\nx,2025,T,call,a;b399\n");
        events.push_str("y,2025,T,call,b398;b399\n");
        let hub = around(&events, 0, DiagramOptions::default());
        assert_eq!((hub.nodes.len(), lines_of(&hub, "actors/a")), (61, 60));
        assert!(hub.lines.iter().any(|line| line.label == "2"), "the strongest");
        let left =
            "60 of 401 ties are drawn: the 60 strongest of a, an arbitrary choice among equal ones";
        assert!(hub.is_cut && hub.remarks[0].starts_with(left), "{:?}", hub.remarks);
        let all = around(&events, 0, DiagramOptions { all: true, ..Default::default() });
        assert_eq!((all.lines.len(), all.is_cut), (401, false));
    }

    #[test]
    fn around_an_actor_of_one_great_event_a_page_is_drawn() {
        for options in [
            DiagramOptions::default(),
            DiagramOptions { nodes: Nodes::Events, ..Default::default() },
        ] {
            let hub = around(&clique(300), 7, options);
            assert!(hub.nodes.len() <= 62 && hub.is_cut, "{} nodes", hub.nodes.len());
            assert!(hub.nodes.iter().any(|node| node.focus));
        }
        let events = DiagramOptions { nodes: Nodes::Events, ..Default::default() };
        let whole = drawn(&clique(300), &events);
        assert_eq!(
            whole.remarks,
            ["31 of 300 actors are drawn: those of the strongest ties; --all draws every one."]
        );
    }

    #[test]
    fn of_so_many_ties_asked_for_around_an_actor_its_own_come_first() {
        let top = |top| {
            let network = NetworkOptions { top: Some(top), ..Default::default() };
            around(&clique(20), 7, DiagramOptions { network, ..Default::default() })
        };
        let (few, many) = (top(5), top(25));
        assert_eq!((few.lines.len(), lines_of(&few, "actors/a07")), (5, 5));
        assert_eq!((many.lines.len(), lines_of(&many, "actors/a07")), (25, 19));
        assert_eq!(many.remarks, ["165 of 190 ties are not drawn, as asked for."]);
        let events = "id,date,title,type,actors\n1,2025,T,call,a;b;c\n2,2025,T,call,a;b\n3,2025,T,call,a;c\n";
        let network = NetworkOptions { min_count: 2, ..Default::default() };
        let often = around(events, 0, DiagramOptions { network, ..Default::default() });
        assert_eq!((often.nodes.len(), often.lines.len()), (3, 2));
        assert_eq!(often.remarks, ["1 of 3 ties is not drawn, as asked for."]);
        // Those among actors that only a weak tie brings near are left out, too.
        let events = format!("{events}4,2025,T,call,a;d\n5,2025,T,call,b;d\n6,2025,T,call,d;e\n");
        let often = around(&events, 0, DiagramOptions { network, ..Default::default() });
        assert_eq!(often.remarks, ["3 of 5 ties are not drawn, as asked for."]);
    }

    #[test]
    fn around_one_actor_its_events_are_drawn_first() {
        let mut events = "id,date,title,type,actors\n".to_string();
        for n in 0..120 {
            events.push_str(&format!("e{n:03},2025,T,call,a;b;c\n"));
        }
        events.push_str("x,2025,T,call,a;d\ny,2025,U,call,b;d\n");
        let options = DiagramOptions { nodes: Nodes::Events, ..Default::default() };
        let diagram = around(&events, 3, options);
        assert_eq!(lines_of(&diagram, "actors/d"), 2);
    }

    /// So many who handed over to the next, each ninth in dispute, and some more ties.
    fn chain(ties: usize, more: &str) -> Diagram {
        let mut events = "date,title,type,actors,status\n".to_string();
        for n in 1..=ties {
            let status = if n % 9 == 0 { "disputed" } else { "" };
            events.push_str(&format!("1900,T{n},meeting,a{n:03};a{:03},{status}\n", n + 1));
        }
        drawn(&(events + more), &DiagramOptions::default())
    }

    #[test]
    fn a_chain_is_drawn_whole_while_it_fits_whatever_of_it_is_confirmed() {
        for ties in [75, 76, 150] {
            let whole = chain(ties, "");
            assert_eq!((whole.lines.len(), whole.remarks.len()), (ties, 0));
        }
        let long = chain(152, "");
        assert_eq!(
            long.remarks,
            [
                "150 of 152 ties are drawn: those of two or more contacts, the strongest of each actor, and the strongest of what joins these, an arbitrary choice among equal ones; --all draws the other 2, both with nothing confirmed."
            ]
        );
    }

    #[test]
    fn what_is_left_out_with_nothing_confirmed_is_counted_and_no_choice_told_where_none_was_made() {
        let more = "1900,X,call,a020;a030,alleged\n1900,Y,call,a030;a040,alleged\n";
        assert_eq!(
            chain(76, more).remarks,
            [
                "76 of 78 ties are drawn: those of two or more contacts, the strongest of each actor, and what joins these, an arbitrary choice among equal ones; --all draws the other 2, both with nothing confirmed."
            ]
        );
        let more = "1900,X,call,a020;a022,alleged\n";
        assert_eq!(
            chain(76, more).remarks,
            [
                "76 of 77 ties are drawn: those of two or more contacts, the strongest of each actor, and what joins these; --all draws the other, with nothing confirmed."
            ]
        );
    }

    #[test]
    fn what_a_page_cannot_hold_is_left_out_and_said() {
        let few = drawn(&clique(12), &DiagramOptions::default());
        assert_eq!((few.lines.len(), few.remarks.len()), (66, 0));
        let pairs = |from: usize| (0..from).flat_map(move |b| (0..b).map(move |a| (a, b)));
        let call = |(a, b)| format!("{a}-{b},2025,T,call,a{a:02};a{b:02}\n");
        let calls: String = pairs(20).map(call).collect();
        let many =
            drawn(&format!("id,date,title,type,actors\n{calls}"), &DiagramOptions::default());
        assert_eq!((many.nodes.len(), many.lines.len(), many.is_cut), (20, 20, true));
        assert_eq!(many.subtitle, "January 2025 to December 2025 · 20 actors, 20 of 190 ties");
        assert_eq!(
            many.remarks,
            [
                "20 of 190 ties are drawn: those of two or more contacts, and the strongest of each actor, an arbitrary choice among equal ones; --all draws the other 170."
            ]
        );
        let all = drawn(&clique(20), &DiagramOptions { all: true, ..Default::default() });
        assert_eq!((all.lines.len(), all.remarks.len()), (190, 0));
    }
}
