//! Numbers a reader would quote from `data/`: the reading of the facts that counts.

use std::path::Path;

use annals::model::Dataset;
use annals::read::{self, Need};
use annals::view::{self, NetworkOptions, Selection, Tie};

fn data() -> Dataset {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    annals::check::dataset(read::folder(&folder, &Need::ALL).unwrap()).dataset
}

fn ties(data: &Dataset) -> Vec<Tie> {
    let network = view::network(data, &Selection::all(data), &NetworkOptions::default());
    network.edge_weights().cloned().collect()
}

/// The tie of two actors: its number, the events that count, and those that are not confirmed.
fn tie(a: &str, b: &str) -> Option<(String, String, String)> {
    let data = data();
    let pair = (data.find_actor(a).unwrap(), data.find_actor(b).unwrap());
    let ties = ties(&data);
    let tie = ties.iter().find(|t| (t.tally.a, t.tally.b) == pair)?;
    let counts =
        |e: &&u32| data.events[**e as usize].status.weight() == annals::model::Weight::Counts;
    let names =
        |events: Vec<&u32>| events.iter().map(|e| data.event_id(**e)).collect::<Vec<_>>().join(" ");
    let (sure, unsure) = tie.events.iter().partition(counts);
    Some((tie.tally.number(), names(sure), names(unsure)))
}

#[test]
fn trump_and_putin_have_nine_contacts_and_five_not_confirmed() {
    let (number, sure, unsure) = tie("putin", "trump").unwrap();
    assert_eq!(number, "9+5?");
    assert_eq!(sure, "e026 e047 e072 e075 e077 e080 e089 e092 e103");
    assert_eq!(unsure, "e001 e002 e013 e045 e048");
}

#[test]
fn witkoff_and_putin_have_six_contacts() {
    let (number, sure, unsure) = tie("putin", "witkoff").unwrap();
    assert_eq!((number.as_str(), unsure.as_str()), ("6", ""));
    assert_eq!(sure, "e024 e044 e056 e060 e084 e089");
}

#[test]
fn putin_and_zelensky_have_no_tie() {
    assert_eq!(tie("putin", "zelensky"), None);
}

#[test]
fn trump_and_putin_met_once_and_spoke_eight_times() {
    let data = data();
    let pair = (data.find_actor("putin").unwrap(), data.find_actor("trump").unwrap());
    let ties = ties(&data);
    let tally = ties.iter().find(|t| (t.tally.a, t.tally.b) == pair).unwrap().tally;
    assert_eq!((tally.met, tally.in_person, tally.remote), (1, 1, 13));
    // One of the contacts was some day up to 7 February 2025, nobody says since when.
    assert_eq!(tally.first(), None);
    assert_eq!(tally.last().unwrap().iso(), "2025-10-16");
}

#[test]
fn there_are_204_ties() {
    assert_eq!(ties(&data()).len(), 204);
}
