//! Which actor has which colour.
//!
//! Invariant: colours go by rank, ties by name, so the same content gives the same colours; what
//! the legend does not name is grey.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Colour, Scene, Tint};
use crate::model::{Field, vocabulary::KINDS};

/// How many hues the palette has.
pub(super) const HUES: usize = 6;

/// The tint of each actor, in the order given, and what the tints mean.
pub(super) fn tints(scene: &Scene, actors: &[(u32, u32)]) -> (Vec<Tint>, Vec<(Tint, String)>) {
    let field = match scene.options.colour {
        Colour::Country => Field::Country,
        Colour::Kind => Field::Kind,
        Colour::None => return (vec![Tint::Plain; actors.len()], Vec::new()),
    };
    let words: Vec<(Cow<str>, u32)> =
        actors.iter().map(|(a, events)| (scene.dataset.actor_cell(*a, field), *events)).collect();
    let named = match scene.options.colour {
        Colour::Country => busiest(&words),
        _ => KINDS.iter().map(|k| (*k).to_string()).collect(),
    };
    let tints = words.iter().map(|(word, _)| tint(&named, word)).collect::<Vec<_>>();
    let mut legend: Vec<(Tint, String)> = named
        .iter()
        .enumerate()
        .map(|(n, name)| (Tint::Hue(n as u8), name.clone()))
        .filter(|(tint, _)| tints.contains(tint))
        .collect();
    if tints.contains(&Tint::Grey) {
        let others = words.iter().any(|(word, _)| !word.is_empty() && !named.contains(&**word));
        legend.push((Tint::Grey, if others { "others" } else { "not stated" }.to_string()));
    }
    (tints, legend)
}

trait Names {
    fn contains(&self, word: &str) -> bool;
}

impl Names for Vec<String> {
    fn contains(&self, word: &str) -> bool {
        self.iter().any(|n| n == word)
    }
}

fn tint(named: &[String], word: &str) -> Tint {
    named.iter().position(|n| n == word).map_or(Tint::Grey, |n| Tint::Hue(n as u8))
}

/// The words with most events, at most as many as there are hues, busiest first.
fn busiest(words: &[(Cow<str>, u32)]) -> Vec<String> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for (word, events) in words.iter().filter(|(word, _)| !word.is_empty()) {
        *counts.entry(word).or_default() += u64::from(*events);
    }
    let mut ranked: Vec<(&str, u64)> = counts.into_iter().collect();
    ranked.sort_by_key(|(word, events)| (std::cmp::Reverse(*events), *word));
    ranked.into_iter().take(HUES).map(|(word, _)| word.to_string()).collect()
}
