//! Actors of one name, who are told apart by their ids.
//!
//! Invariant: of the actors it was made of, no two are called the same; it is asked of no others.

use std::borrow::Cow;
use std::sync::Arc;

use crate::check::nfc;
use crate::model::Dataset;
use crate::model::lookup::fingerprint;

/// Those who share their name, ascending.
#[derive(Clone, Debug, Default)]
pub(super) struct Namesakes(Arc<[u32]>);

impl Namesakes {
    /// Among some actors.
    pub(super) fn of(dataset: &Dataset, actors: impl Iterator<Item = u32>) -> Namesakes {
        if dataset.actors.first().is_none_or(|actor| actor.row.is_none()) {
            return Namesakes::default(); // without a table the name is the id
        }
        let named = |actor| {
            let name = nfc(dataset.actor_name(actor));
            (fingerprint(&name), name, actor)
        };
        // By numbers first: most names are never compared.
        let mut named: Vec<(u64, Cow<str>, u32)> = actors.map(named).collect();
        named.sort_unstable();
        let alike = named.chunk_by(|a, b| (a.0, &a.1) == (b.0, &b.1)).filter(|own| own.len() > 1);
        let mut alike: Vec<u32> = alike.flatten().map(|(_, _, actor)| *actor).collect();
        alike.sort_unstable();
        Namesakes(alike.into())
    }

    /// Among those who stand in some events.
    pub(super) fn in_events(dataset: &Dataset, events: &[u32]) -> Namesakes {
        let mut here = vec![false; dataset.actors.len()];
        for participation in events.iter().flat_map(|event| dataset.participations_of(*event)) {
            here[participation.actor as usize] = true;
        }
        Namesakes::of(dataset, (0..here.len() as u32).filter(|actor| here[*actor as usize]))
    }

    /// Whether an actor shares its name.
    pub(super) fn has(&self, actor: u32) -> bool {
        self.0.binary_search(&actor).is_ok()
    }

    /// What an actor is called: `John Smith`, or `John Smith (js1)` where there is another one.
    pub(super) fn name<'d>(&self, dataset: &'d Dataset, actor: u32) -> Cow<'d, str> {
        let name = dataset.actor_name(actor);
        match self.has(actor) {
            true => Cow::Owned(format!("{name} ({})", dataset.actor_id(actor))),
            false => name,
        }
    }
}
