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
        Colour::Country => countries(scene, &words),
        _ => (0..).zip(KINDS).map(|(hue, kind)| ((*kind).to_string(), hue)).collect(),
    };
    let tint = |word: &str| {
        named.iter().find(|(name, _)| name == word).map_or(Tint::Grey, |(_, hue)| Tint::Hue(*hue))
    };
    let tints: Vec<Tint> = words.iter().map(|(word, _)| tint(word)).collect();
    let mut legend: Vec<(Tint, String)> = named
        .iter()
        .map(|(name, hue)| (Tint::Hue(*hue), name.clone()))
        .filter(|(tint, _)| tints.contains(tint))
        .collect();
    if tints.contains(&Tint::Grey) {
        let others = words.iter().any(|(word, _)| !word.is_empty() && tint(word) == Tint::Grey);
        legend.push((Tint::Grey, if others { "others" } else { "not stated" }.to_string()));
    }
    (tints, legend)
}

/// The six busiest countries drawn, each with its hue: that of its rank in the whole dataset, so
/// that it keeps it from picture to picture, or one left over where it is not among the first six.
fn countries(scene: &Scene, words: &[(Cow<str>, u32)]) -> Vec<(String, u8)> {
    let drawn = busiest(words);
    let mut events = vec![0; scene.dataset.actors.len()];
    for participation in &scene.dataset.participations {
        events[participation.actor as usize] += 1;
    }
    let everywhere: Vec<(Cow<str>, u32)> = (0..)
        .zip(events)
        .map(|(actor, events)| (scene.dataset.actor_cell(actor, Field::Country), events))
        .collect();
    let ranked = busiest(&everywhere);
    let mut free: Vec<u8> = (0..HUES as u8)
        .filter(|n| ranked.get(*n as usize).is_none_or(|c| !drawn.contains(c)))
        .collect();
    free.reverse();
    let hue = |name: &String| match ranked.iter().position(|r| r == name) {
        Some(rank) => Some(rank as u8),
        None => free.pop(),
    };
    let hues: Vec<Option<u8>> = drawn.iter().map(hue).collect();
    drawn.into_iter().zip(hues).filter_map(|(name, hue)| Some((name, hue?))).collect()
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
