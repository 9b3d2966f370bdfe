//! What only refused rows say is taken out again: their words, and the strings that served as
//! actors or sources in them.
//!
//! Invariant: afterwards every type, role, place, and actor or source without a row is one that a kept row
//! uses (number 0 of types, roles and places stays the blank word), in the same order as before.

use crate::model::{Citation, Dataset, Field, Participation, Relationship};

/// Takes out what no kept row uses.
pub(super) fn unused(dataset: &mut Dataset) {
    dataset.events.prune();
    let actors = Numbers::of(actors_in_use(dataset));
    let sources = Numbers::of(sources_in_use(dataset));
    let types =
        Numbers::of(words_in_use(dataset.types.len(), dataset.events.iter().map(|e| e.kind)));
    let roles = dataset.events.participations().flatten().map(|p| p.role);
    let roles = Numbers::of(words_in_use(dataset.roles.len(), roles));
    let places = (0..dataset.events.len() as u32).map(|event| dataset.place_of(event));
    let places = Numbers::of(words_in_use(dataset.places.len(), places));
    actors.keep(&mut dataset.actors);
    sources.keep(&mut dataset.sources);
    types.keep(&mut dataset.types);
    roles.keep(&mut dataset.roles);
    places.keep(&mut dataset.places);
    dataset.events.for_each_part(|part| {
        part.place_of.iter_mut().for_each(|place| *place = places.new[*place as usize]);
        part.events.iter_mut().for_each(|event| event.kind = types.new[event.kind as usize]);
        for Participation { actor, role } in &mut part.participations {
            (*actor, *role) = (actors.new[*actor as usize], roles.new[*role as usize]);
        }
        for Citation { source, .. } in &mut part.citations {
            *source = sources.new[*source as usize];
        }
    });
    for Relationship { from, to, .. } in &mut dataset.relationships {
        (*from, *to) = (actors.new[*from as usize], actors.new[*to as usize]);
    }
}

fn actors_in_use(dataset: &Dataset) -> Vec<bool> {
    let mut used: Vec<bool> = dataset.actors.iter().map(|a| a.row.is_some()).collect();
    let ends = dataset.relationships.iter().flat_map(|r| [r.from, r.to]);
    let parts = dataset.events.participations().flatten();
    for actor in parts.map(|p| p.actor).chain(ends) {
        used[actor as usize] = true;
    }
    used
}

fn sources_in_use(dataset: &Dataset) -> Vec<bool> {
    let mut used: Vec<bool> = dataset.sources.iter().map(|s| s.row.is_some()).collect();
    for citation in dataset.events.citations().flatten() {
        used[citation.source as usize] = true;
    }
    let rows = dataset.relationships.iter().map(|r| r.row);
    let linked = dataset.links.iter().filter(|l| l.field == Field::Relation).map(|l| l.row);
    for row in rows.chain(linked) {
        let list = dataset.cell(row, Field::Sources);
        for item in list.split(';').map(str::trim) {
            let item = crate::check::names::unicode::nfc(item.into());
            let head = item.split_once('#').map_or("", |(head, _)| head.trim_end());
            for source in [&*item, head].into_iter().filter_map(|text| dataset.find_source(text)) {
                used[source as usize] = true;
            }
        }
    }
    used
}

fn words_in_use(count: usize, numbers: impl Iterator<Item = u32>) -> Vec<bool> {
    let mut used = vec![false; count];
    for number in numbers.chain(std::iter::once(0).take(count.min(1))) {
        used[number as usize] = true;
    }
    used
}

/// Old numbers to new ones.
struct Numbers {
    used: Vec<bool>,
    new: Vec<u32>,
}

impl Numbers {
    fn of(used: Vec<bool>) -> Numbers {
        let mut next = 0;
        let number = |used: &bool| {
            let number = next;
            next += u32::from(*used);
            number
        };
        let new = used.iter().map(number).collect();
        Numbers { used, new }
    }

    fn keep<T>(&self, list: &mut Vec<T>) {
        let mut used = self.used.iter();
        list.retain(|_| used.next().copied().unwrap_or(true));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::dataset;
    use crate::read::texts;

    #[test]
    fn strings_and_words_of_refused_rows_leave_nothing_behind() {
        let events = "\
id,date,title,type,actors,sources,place
a,2025,A,x,p:r,s,Bern
a,2025,B,y,q:t,u,Rome
b,2025,C,z,v:w,s#1,Oslo
";
        let ties = "from,relation,to,sources\np,kin,v,u#2\n,kin,q,k\n";
        let files = [("events.csv", events), ("relationships.csv", ties)];
        let dataset = dataset(texts(&files)).dataset;
        let actors: Vec<&str> = (0..2).map(|a| dataset.actor_id(a)).collect();
        let sources: Vec<&str> = (0..2).map(|s| dataset.source_id(s)).collect();
        assert_eq!((actors, dataset.actors.len()), (vec!["p", "v"], 2));
        assert_eq!((sources, dataset.sources.len()), (vec!["s", "u"], 2));
        assert_eq!((dataset.types.len(), dataset.type_of(0)), (2, "z"));
        assert_eq!((&*dataset.places, dataset.place_of(0)), (&["".into(), "Oslo".into()][..], 1));
        let part = dataset.participations_of(0)[0];
        assert_eq!((dataset.actor_id(part.actor), dataset.role(part)), ("v", "w"));
        assert_eq!(dataset.source_id(dataset.citations_of(0)[0].source), "s");
    }
}
