//! Lists with counts: the types, roles, tags, places, actors, sources, countries or statuses of a
//! selection.
//!
//! Counted are events: one in which an actor has two roles counts once for the actor. Without a
//! query, words annals knows and rows nothing refers to are listed too, with 0.
//!
//! ```
//! use annals::view::{Selection, list, list::Kind};
//!
//! let events = "date,title,type\n2025,A,call\n2025,B,visit\n2025,C,call\n";
//! let dataset = annals::check::dataset(annals::read::texts(&[("events.csv", events)])).dataset;
//! let report = list(&dataset, &Selection::all(&dataset), Kind::Types);
//! let first: Vec<&str> = report.sections[0].records[0].cells.iter().map(|c| c.words()).collect();
//! assert_eq!(first, ["2", "call", "from afar", "by telephone or video"]);
//! ```
//!
//! Invariant: the greater count first, then the name, bytewise.

use std::collections::BTreeMap;

use crate::check::{is_placeholder, typed};
use crate::model::vocabulary::{
    PARTICIPANT, ROLES, Status, TYPES, Weight, event_type, known_role, part_of_role,
};
use crate::model::{Dataset, Field};
use crate::view::dated::dated;
use crate::view::query::names::{NO_TYPE, items};
use crate::view::report::{Cell, Column, Layout, Part, Record, Section};
use crate::view::rows::Rows;
use crate::view::{Report, Selection};

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Types of events, with what each means for ties.
    Types,
    /// Roles, with what each means for ties.
    Roles,
    /// Tags.
    Tags,
    /// Places.
    Places,
    /// Actors.
    Actors,
    /// Sources.
    Sources,
    /// Countries of actors.
    Countries,
    /// Statuses, with what each means for ties.
    Statuses,
}

/// A word or row, how many events have it, and what else is shown of it.
type Entry = (usize, String, Vec<Cell>);

/// The list of a selection.
pub fn list(dataset: &Dataset, selection: &Selection, kind: Kind) -> Report {
    let list = List { dataset, selection };
    let (title, columns, mut entries): (&str, &[&'static str], Vec<Entry>) = match kind {
        Kind::Types => ("Types", &["type", "contact", "meaning"], list.types()),
        Kind::Roles => ("Roles", &["role", "part", "meaning"], list.roles()),
        Kind::Tags => ("Tags", &["tag"], list.tags()),
        Kind::Places => ("Places", &["place"], list.places()),
        Kind::Actors => ("Actors", &["actor", "name", "kind", "country"], list.actors()),
        Kind::Sources => {
            ("Sources", &["source", "title", "publisher", "published"], list.sources())
        }
        Kind::Countries => ("Countries", &["country"], list.countries()),
        Kind::Statuses => ("Statuses", &["status", "ties"], list.statuses()),
    };
    entries.retain(|(count, ..)| *count > 0 || selection.words.is_empty());
    entries.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let records = entries.into_iter().map(|(count, name, rest)| {
        let mut cells = vec![Cell::number(count as u64), Cell::text(name)];
        cells.extend(rest);
        Record { cells }
    });
    let names = ["events"].iter().chain(columns);
    Report {
        title: title.to_string(),
        subtitle: selection.words.clone(),
        columns: names.map(|n| Column { name: (*n).into(), part: Part::Headline }).collect(),
        layout: Layout::Grid,
        sections: vec![Section { depth: 1, heading: String::new(), records: records.collect() }],
        ..Report::default()
    }
}

struct List<'d> {
    dataset: &'d Dataset,
    selection: &'d Selection,
}

impl List<'_> {
    /// How many selected events have each of `count` numbers.
    fn count(&self, count: usize, of: impl Fn(u32, &mut Vec<u32>)) -> Vec<usize> {
        let (mut counts, mut numbers) = (vec![0; count], Vec::new());
        for event in &self.selection.events {
            numbers.clear();
            of(*event, &mut numbers);
            numbers.sort_unstable();
            numbers.dedup();
            for number in &numbers {
                counts[*number as usize] += 1;
            }
        }
        counts
    }

    /// How many selected events have each word.
    fn words(&self, of: impl Fn(u32, &mut Vec<String>)) -> Vec<Entry> {
        let (mut counts, mut words) = (BTreeMap::<String, usize>::new(), Vec::new());
        for event in &self.selection.events {
            of(*event, &mut words);
            words.sort_unstable();
            words.dedup();
            for word in words.drain(..).filter(|word| !word.is_empty()) {
                *counts.entry(word).or_default() += 1;
            }
        }
        counts.into_iter().map(|(word, count)| (count, word, Vec::new())).collect()
    }

    fn types(&self) -> Vec<Entry> {
        let types = &self.dataset.types;
        let counts = self.count(types.len(), |event, numbers| {
            numbers.push(self.dataset.events[event as usize].kind);
        });
        let unused = TYPES.iter().map(|t| t.name).filter(|name| !types.iter().any(|t| t == name));
        let used = counts.into_iter().zip(types.iter().map(String::as_str));
        let all = used.chain(unused.map(|name| (0, name)));
        all.filter(is_named).map(|(count, name)| (count, said(name), type_cells(name))).collect()
    }

    /// No role is told as the one that says the same.
    fn roles(&self) -> Vec<Entry> {
        let roles = &self.dataset.roles;
        let number = |name: &str| roles.iter().position(|role| role == name).map(|n| n as u32);
        let (blank, participant) = (number(""), number(PARTICIPANT));
        let meant = |role: u32| participant.filter(|_| Some(role) == blank).unwrap_or(role);
        let counts = self.count(roles.len(), |event, numbers| {
            numbers.extend(self.dataset.participations_of(event).iter().map(|p| meant(p.role)));
        });
        let named =
            |role: &'_ String| if role.is_empty() { PARTICIPANT.into() } else { role.clone() };
        let used = counts.into_iter().zip(0..).filter(|(_, role)| meant(*role) == *role);
        let mut all: Vec<(usize, String)> =
            used.map(|(count, role)| (count, named(&roles[role as usize]))).collect();
        for role in ROLES {
            if !all.iter().any(|(_, name)| name == role.name) {
                all.push((0, role.name.to_string()));
            }
        }
        let entry = |(count, name): (usize, String)| (count, name.clone(), role_cells(&name));
        all.into_iter().map(entry).collect()
    }

    fn tags(&self) -> Vec<Entry> {
        self.words(|event, words| {
            let cell = self.dataset.event_cell(event, Field::Tags);
            let is_tag = |_: &&str| !is_placeholder(cell.trim(), false);
            words.extend(items(&cell).filter(is_tag).map(|tag| typed(tag).into_owned()));
        })
    }

    fn places(&self) -> Vec<Entry> {
        let places = &self.dataset.places;
        let counts = self.count(places.len(), |event, numbers| {
            numbers.push(self.dataset.place_of(event));
        });
        let named = counts.into_iter().zip(places).filter(|(_, name)| !name.is_empty());
        named.map(|(count, name)| (count, name.clone(), Vec::new())).collect()
    }

    fn actors(&self) -> Vec<Entry> {
        let dataset = self.dataset;
        let counts = self.count(dataset.actors.len(), |event, numbers| {
            numbers.extend(dataset.participations_of(event).iter().map(|p| p.actor));
        });
        let mut row = Rows::new(dataset);
        let entry = |(actor, count): (usize, usize)| {
            let id = dataset.actor_id(actor as u32);
            row.open(dataset.actors[actor].row);
            let [name, kind, country] =
                [Field::Name, Field::Kind, Field::Country].map(|field| row.trimmed(field));
            let name = if name.is_empty() { id.into() } else { name };
            (count, id.to_string(), [name, kind, country].map(Cell::text).into())
        };
        counts.into_iter().enumerate().map(entry).collect()
    }

    fn sources(&self) -> Vec<Entry> {
        let dataset = self.dataset;
        let counts = self.count(dataset.sources.len(), |event, numbers| {
            numbers.extend(dataset.citations_of(event).iter().map(|c| c.source));
        });
        let mut row = Rows::new(dataset);
        let mut entry = |(source, count): (usize, usize)| {
            row.open(dataset.sources[source].row);
            let source = source as u32;
            let cell = |field| Cell::text(row.trimmed(field));
            let published = cell(Field::Published);
            let published = Cell { words: dated(&published.raw, ""), ..published };
            let cells = vec![cell(Field::Title), cell(Field::Publisher), published];
            (count, dataset.source_id(source).to_string(), cells)
        };
        counts.into_iter().enumerate().map(&mut entry).collect()
    }

    fn countries(&self) -> Vec<Entry> {
        let dataset = self.dataset;
        let of = |actor: u32| typed(&dataset.actor_cell(actor, Field::Country)).into_owned();
        let countries: Vec<String> = (0..dataset.actors.len() as u32).map(of).collect();
        let mut entries = self.words(|event, words| {
            let parts = dataset.participations_of(event).iter();
            words.extend(parts.map(|p| countries[p.actor as usize].clone()));
        });
        let mut unused = countries.clone();
        unused.retain(|country| !country.is_empty() && !entries.iter().any(|e| e.1 == *country));
        unused.sort_unstable();
        unused.dedup();
        entries.extend(unused.into_iter().map(|country| (0, country, Vec::new())));
        entries
    }

    fn statuses(&self) -> Vec<Entry> {
        // A known one by its word, however it was typed; what stands there for nothing is reported.
        let word = |event: u32| match self.dataset.events[event as usize].status.name() {
            Some(name) => name.to_string(),
            None => typed(&self.dataset.event_cell(event, Field::Status)).into_owned(),
        };
        let mut entries = self.words(|event, words| words.push(word(event)));
        let known = Status::WRITTEN.iter().map(|(name, _)| *name);
        let unused: Vec<&str> =
            known.filter(|name| !entries.iter().any(|e| e.1 == *name)).collect();
        entries.extend(unused.into_iter().map(|name| (0, name.to_string(), Vec::new())));
        for (_, name, cells) in &mut entries {
            cells.push(Cell::text(weight(Status::of(name))));
        }
        entries
    }
}

/// The blank type is listed only where it is used.
fn is_named(entry: &(usize, &str)) -> bool {
    entry.0 > 0 || !entry.1.is_empty()
}

fn said(name: &str) -> String {
    if name.is_empty() { NO_TYPE.to_string() } else { name.to_string() }
}

fn type_cells(name: &str) -> Vec<Cell> {
    let known = event_type(name);
    let contact = match known.map(|t| (t.contact, t.in_person)) {
        Some((true, true)) => "in person",
        Some((true, false)) => "from afar",
        _ => "no",
    };
    vec![Cell::text(contact), Cell::text(known.map_or("", |t| t.about))]
}

fn role_cells(name: &str) -> Vec<Cell> {
    let known = known_role(name);
    vec![Cell::text(part_of_role(name).words()), Cell::text(known.map_or("", |r| r.about))]
}

fn weight(status: Status) -> &'static str {
    match status.weight() {
        Weight::Counts => "counts",
        Weight::Unconfirmed => "counts apart, as not confirmed",
        Weight::None => "makes no tie",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{check, read, view::Query};

    const EVENTS: &str = "\
id,date,title,type,actors,place,sources,status,tags
a,2025,A,call,p:host;p:speaker;q,Kyiv,s1,,x;y
b,2025,B,parley,q,Kyiv,s1;s2,confirmed,x
c,2025,C,,,,s2,rumoured,
";
    const ACTORS: &str =
        "id,name,kind,country\np,Pat,person,Utopia\nq,Quin,,Erewhon\nr,Rob,,Lilliput\n";

    fn listed(kind: Kind, query: &[&str]) -> Vec<(String, String)> {
        let files = [("events.csv", EVENTS), ("actors.csv", ACTORS)];
        let dataset = check::dataset(read::texts(&files)).dataset;
        let query: Vec<String> = query.iter().map(|t| t.to_string()).collect();
        let selection = Query::parse(&query, false, &dataset).unwrap().select(&dataset);
        let report = list(&dataset, &selection, kind);
        assert!(report.records().all(|r| r.cells.len() == report.columns.len()));
        let pair = |r: &Record| (r.cells[0].raw.clone(), r.cells[1].raw.clone());
        report.records().map(pair).filter(|(count, _)| count != "0").collect()
    }

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect()
    }

    #[test]
    fn the_greater_count_comes_first_then_the_name() {
        assert_eq!(listed(Kind::Tags, &[]), pairs(&[("2", "x"), ("1", "y")]));
        assert_eq!(listed(Kind::Places, &[]), pairs(&[("2", "Kyiv")]));
        assert_eq!(listed(Kind::Sources, &[]), pairs(&[("2", "s1"), ("2", "s2")]));
        assert_eq!(
            listed(Kind::Types, &[]),
            pairs(&[("1", "(none)"), ("1", "call"), ("1", "parley")])
        );
        assert_eq!(listed(Kind::Countries, &[]), pairs(&[("2", "Erewhon"), ("1", "Utopia")]));
        assert_eq!(
            listed(Kind::Statuses, &[]),
            pairs(&[("1", "confirmed"), ("1", "reported"), ("1", "rumoured")])
        );
    }

    #[test]
    fn an_actor_with_two_roles_in_one_event_counts_once() {
        assert_eq!(listed(Kind::Actors, &[]), pairs(&[("2", "q"), ("1", "p")]));
        assert_eq!(
            listed(Kind::Roles, &[]),
            pairs(&[("2", "participant"), ("1", "host"), ("1", "speaker")])
        );
    }

    #[test]
    fn counts_are_those_of_the_selection() {
        assert_eq!(listed(Kind::Actors, &["actor:p"]), pairs(&[("1", "p"), ("1", "q")]));
    }

    #[test]
    fn without_a_query_what_is_not_used_is_listed_with_0() {
        let files = [("events.csv", EVENTS), ("actors.csv", ACTORS)];
        let dataset = check::dataset(read::texts(&files)).dataset;
        let has = |kind, name: &str| {
            let report = list(&dataset, &Selection::all(&dataset), kind);
            report.records().any(|r| r.cells[0].raw == "0" && r.cells[1].raw == name)
        };
        assert!(
            has(Kind::Actors, "r") && has(Kind::Types, "summit") && has(Kind::Roles, "mediator")
        );
        assert!(has(Kind::Countries, "Lilliput") && has(Kind::Statuses, "planned"));
    }
}
