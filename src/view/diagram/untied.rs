//! Events that no picture of contacts shows, because of their type or because they did not take place.
//!
//! Invariant: told are only events that name two actors or more, of contacts those in which two take part;
//! those of a known type that is no contact, which make no tie on purpose, only where no event makes one.

use crate::cores;
use crate::model::vocabulary::{event_type, part_of_role};
use crate::model::{Dataset, Participation, Status, Weight, counted};
use crate::view::{Basis, NetworkOptions, Selection};

/// So many types are named, each in so many characters.
const NAMED: usize = 3;
const LONGEST: usize = 30;

/// Events for which another core is worth while.
const MANY: usize = 4_000;

/// What a type says of ties.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Contact,
    /// Known, and no contact.
    Other,
    /// Blank or not known.
    Unknown,
}

/// Which events among some join actors, and which would if their type were a contact.
struct Found {
    /// Whether one of them makes a tie.
    tied: bool,
    /// How many others name two actors or more, by the number of their type.
    untied: Vec<usize>,
    /// How many contacts of two actors or more are refuted, and how many cancelled.
    undone: [usize; 2],
}

/// What is said of selected events that make no tie.
#[derive(Debug, Default)]
pub(super) struct Untied {
    /// Of those for which something can be done, or all where there is no tie: a sentence each.
    pub(super) told: Vec<String>,
    /// What stands behind the source where there are ties; may be blank.
    pub(super) aside: String,
}

/// What is said of selected events that make no tie; around one actor, of its own alone.
pub(super) fn untied(dataset: &Dataset, selection: &Selection, options: &NetworkOptions) -> Untied {
    if options.basis == Basis::Together {
        return Untied::default();
    }
    let ego = options.ego.map(|ego| ego.actor);
    let kinds: Vec<Kind> = dataset.types.iter().map(|name| kind(name)).collect();
    let share = selection.events.len().div_ceil(cores::count()).max(MANY);
    let shares = selection.events.chunks(share);
    let found = cores::each(shares, |events| among(dataset, events, (&kinds, ego)));
    let mut untied = vec![0; kinds.len()];
    let all = found.iter().flat_map(|found| found.untied.iter().enumerate());
    all.for_each(|(number, events)| untied[number] += events);
    let tied = found.iter().any(|found| found.tied);
    let is_told = |number: usize| !tied || kinds[number] == Kind::Unknown;
    let told = untied.into_iter().enumerate().filter(|(n, events)| *events > 0 && is_told(*n));
    let told = words(told.map(|(n, events)| (dataset.types[n].as_str(), events)).collect());
    let undone = [0, 1].map(|n| found.iter().map(|found| found.undone[n]).sum::<usize>());
    match (undone.iter().sum(), tied) {
        (0, _) => Untied { told: told.into_iter().collect(), aside: String::new() },
        (_, true) => {
            let aside = format!(" Left out: {}.", contacts(undone));
            Untied { told: told.into_iter().collect(), aside }
        }
        (number, false) => {
            let (makes, it) = if number == 1 { ("makes", "it") } else { ("make", "them") };
            let said = format!(
                "{} {makes} no tie; `annals diagram --ties together` draws {it}.",
                contacts(undone)
            );
            Untied { told: told.into_iter().chain([said]).collect(), aside: String::new() }
        }
    }
}

/// `1 refuted and 2 cancelled contacts`.
fn contacts(undone: [usize; 2]) -> String {
    let all = undone.iter().zip(["refuted", "cancelled"]).filter(|(number, _)| **number > 0);
    let all: Vec<String> = all.map(|(number, status)| format!("{number} {status}")).collect();
    let s = if undone.iter().sum::<usize>() == 1 { "" } else { "s" };
    format!("{} contact{s}", all.join(" and "))
}

fn kind(name: &str) -> Kind {
    match event_type(name) {
        Some(known) if known.contact => Kind::Contact,
        Some(_) => Kind::Other,
        None => Kind::Unknown,
    }
}

fn among(dataset: &Dataset, events: &[u32], (kinds, ego): (&[Kind], Option<u32>)) -> Found {
    let parts: Vec<bool> = dataset.roles.iter().map(|r| part_of_role(r).takes_part()).collect();
    let takes_part = |p: &Participation| parts[p.role as usize];
    let mut found = Found { tied: false, untied: vec![0; kinds.len()], undone: [0; 2] };
    for event in events.iter().copied() {
        let row = &dataset.events[event as usize];
        let is_contact = kinds[row.kind as usize] == Kind::Contact;
        let is_undone = row.status.weight() == Weight::None;
        let is_settled = if is_contact { found.tied && !is_undone } else { is_undone };
        if is_settled {
            continue;
        }
        let there = dataset.participations_of(event);
        let is_met = || are_two(there.iter().filter(|p| takes_part(p)), ego);
        match (is_contact, is_undone) {
            (true, true) => {
                found.undone[usize::from(row.status != Status::Refuted)] += usize::from(is_met());
            }
            (true, false) => found.tied = is_met(),
            (false, _) => {
                found.untied[row.kind as usize] += usize::from(are_two(there.iter(), ego));
            }
        }
    }
    found
}

/// Whether these are two actors or more, one of them the one asked for.
fn are_two<'p>(there: impl Iterator<Item = &'p Participation> + Clone, ego: Option<u32>) -> bool {
    let mut actors = there.map(|p| p.actor);
    let is_there = ego.is_none_or(|ego| actors.clone().any(|actor| actor == ego));
    let first = actors.next();
    is_there && actors.any(|actor| Some(actor) != first)
}

/// How many events of which types, the commonest first.
fn words(mut types: Vec<(&str, usize)>) -> Option<String> {
    let events = types.iter().map(|(_, events)| events).sum();
    types.sort_by_key(|(name, events)| (std::cmp::Reverse(*events), *name));
    let blank = types.iter().position(|(name, _)| name.is_empty()).map(|n| types.remove(n));
    let mut named: Vec<String> = types.iter().take(NAMED).map(|(name, _)| short(name)).collect();
    named.extend((types.len() > NAMED).then(|| counted(types.len() - NAMED, "other")));
    named.extend(blank.map(|_| "blank".to_string()));
    let is_blank = types.is_empty();
    let (makes, why, it) = match (events, is_blank) {
        (0, _) => return None,
        (1, true) => ("makes", "it has no type", "it"),
        (_, true) => ("make", "they have no type", "them"),
        (1, false) => ("makes", "its type is no contact", "it"),
        (_, false) => ("make", "their type is no contact", "them"),
    };
    let events = counted(events, "event");
    let named = if is_blank { String::new() } else { format!(" ({})", named.join(", ")) };
    Some(format!(
        "{events} of two or more actors {makes} no tie, for {why}{named}; `annals diagram --ties together` draws {it}."
    ))
}

/// A type as it is quoted.
fn short(name: &str) -> String {
    match name.chars().count() {
        0..=LONGEST => format!("`{name}`"),
        _ => format!("`{}…`", name.chars().take(LONGEST - 1).collect::<String>()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::drawn;
    use crate::view::diagram::{DiagramOptions, Nodes};
    use crate::view::{Basis, Ego, NetworkOptions};

    /// What stands under the picture of events of the form `type,actors`.
    fn remarks(events: &[&str], network: NetworkOptions) -> Vec<String> {
        let rows: String = (0..).zip(events).map(|(n, e)| format!("e{n},2025,T,{e}\n")).collect();
        let events = format!("id,date,title,type,actors,status\n{rows}");
        let [actors, with_events] = [Nodes::Actors, Nodes::Events].map(|nodes| {
            drawn(&events, &DiagramOptions { network, nodes, ..Default::default() }).remarks
        });
        assert_eq!(actors.last(), with_events.last());
        actors
    }

    #[test]
    fn events_whose_type_is_not_known_as_a_contact_are_counted_under_the_picture() {
        let events = ["letter,a;b,", "letter,a:author;b:subject,", ",b;c,", "call,a;c,", "x,a,"];
        assert_eq!(
            remarks(&events, NetworkOptions::default()),
            [
                "3 events of two or more actors make no tie, for their type is no contact (`letter`, blank); `annals diagram --ties together` draws them."
            ]
        );
        let ego = Some(Ego { actor: 2, hops: 1 });
        let around = remarks(&events, NetworkOptions { ego, ..Default::default() });
        let blank =
            "1 event of two or more actors makes no tie, for it has no type; `annals diagram";
        assert!(around[0].starts_with(blank), "{around:?}");
        let many = ["call,a;c,", "q,a;b,", "p,a;b,", "q,a;b,", "r,a;b,", "s,a;b,", "t,a;b,"];
        let told = remarks(&many, NetworkOptions::default()).concat();
        assert!(told.contains("(`q`, `p`, `r`, 2 others);"), "{told}");
        let told = remarks(&many[..6], NetworkOptions::default()).concat();
        assert!(told.contains("(`q`, `p`, `r`, 1 other);"), "{told}");
    }

    #[test]
    fn what_makes_no_tie_on_purpose_is_told_only_where_nothing_is_tied() {
        let sound = ["statement,a;b,", "letter,a;b,cancelled", "letter,a,", "call,a;b,"];
        assert!(remarks(&sound, NetworkOptions::default()).is_empty());
        let nothing = remarks(&sound[..3], NetworkOptions::default());
        assert!(
            nothing[1].starts_with("1 event of two or more actors makes no tie"),
            "{nothing:?}"
        );
        let together = NetworkOptions { basis: Basis::Together, ..Default::default() };
        assert!(remarks(&["letter,a;b,"], together).is_empty());
    }

    #[test]
    fn contacts_that_did_not_take_place_stand_behind_the_source_or_say_why_nothing_is_tied() {
        let said = |rows: &str, options: &DiagramOptions| {
            let diagram = drawn(&format!("date,title,type,actors,status\n{rows}"), options);
            (diagram.source, diagram.untied)
        };
        let options = DiagramOptions::default();
        let undone = "2025,A,call,a;b,refuted\n2025,B,visit,a;c,cancelled\n2025,C,talks,a;b,Canceled\n\
                      2025,D,call,a;b:subject,refuted\n2025,E,statement,a;b,refuted\n";
        let (source, told) = said(&format!("2025,F,call,a;b,\n{undone}"), &options);
        assert_eq!(
            source,
            "Source: 1 event; no source is named. Left out: 1 refuted and 2 cancelled contacts."
        );
        assert!(told.is_empty(), "{told:?}");
        let (source, told) = said(undone, &options);
        assert_eq!(source, "");
        assert_eq!(
            told,
            [
                "1 refuted and 2 cancelled contacts make no tie; `annals diagram --ties together` draws them."
            ]
        );
        let ego = Some(Ego { actor: 2, hops: 1 });
        let network = NetworkOptions { ego, ..Default::default() };
        let (_, told) = said(undone, &DiagramOptions { network, ..options });
        assert!(told[0].starts_with("1 cancelled contact makes no tie;"), "{told:?}");
    }
}
