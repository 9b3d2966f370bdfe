//! Which actor has which colour.
//!
//! Invariant: colours go by rank, ties by name, so the same content gives the same colours; what
//! the legend does not name is grey.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Colour, Scene, Swatch, Tint, codes};
use crate::cores;
use crate::model::{Dataset, Field, vocabulary::KINDS};

/// How many hues the palette has.
pub(super) const HUES: usize = 6;

/// A word, its hue, its code.
type Named = (String, u8, String);

/// The colour of each actor with its code, in the order given, and what the colours mean.
pub(super) fn tints(scene: &Scene, actors: &[(u32, u32)]) -> (Vec<(Tint, String)>, Vec<Swatch>) {
    let field = match scene.options.colour {
        Colour::Country => Field::Country,
        Colour::Kind => Field::Kind,
        Colour::None => return (vec![(Tint::Plain, String::new()); actors.len()], Vec::new()),
    };
    let words: Vec<(Cow<str>, u32)> =
        actors.iter().map(|(a, events)| (scene.dataset.actor_cell(*a, field), *events)).collect();
    let kinds = KINDS.iter().zip(0..).map(|(kind, hue)| ((*kind).to_string(), hue, String::new()));
    let named = match scene.options.colour {
        Colour::Country => countries(scene, &words),
        _ => kinds.collect(),
    };
    let tint = |word: &str| {
        let found = named.iter().find(|(name, ..)| name == word);
        found.map_or((Tint::Grey, String::new()), |(_, hue, code)| (Tint::Hue(*hue), code.clone()))
    };
    let tints: Vec<(Tint, String)> = words.iter().map(|(word, _)| tint(word)).collect();
    let seen = |tint: Tint| tints.iter().any(|(t, _)| *t == tint);
    let swatch = |(words, hue, code)| Swatch { tint: Tint::Hue(hue), words, code };
    let mut legend: Vec<Swatch> =
        named.iter().cloned().map(swatch).filter(|s| seen(s.tint)).collect();
    if seen(Tint::Grey) {
        let others = words.iter().any(|(word, _)| !word.is_empty() && tint(word).0 == Tint::Grey);
        let words = if others { "others" } else { "not stated" }.to_string();
        legend.push(Swatch { tint: Tint::Grey, words, code: String::new() });
    }
    (tints, legend)
}

/// The six busiest countries drawn, each with its hue: that of its rank in the whole dataset, so
/// that it keeps it from picture to picture, or one left over where it is not among the first six.
fn countries(scene: &Scene, words: &[(Cow<str>, u32)]) -> Vec<Named> {
    let mut drawn = busiest(words);
    drawn.truncate(HUES);
    let events = participations(scene.dataset);
    let everywhere: Vec<(Cow<str>, u32)> = (0..)
        .zip(events)
        .map(|(actor, events)| (scene.dataset.actor_cell(actor, Field::Country), events))
        .collect();
    let all = busiest(&everywhere);
    let codes: BTreeMap<String, String> = all.iter().cloned().zip(codes::codes(&all)).collect();
    let ranked = &all[..all.len().min(HUES)];
    let mut free: Vec<u8> = (0..HUES as u8)
        .filter(|n| ranked.get(*n as usize).is_none_or(|c| !drawn.contains(c)))
        .collect();
    free.reverse();
    let hue = |name: &String| match ranked.iter().position(|r| r == name) {
        Some(rank) => Some(rank as u8),
        None => free.pop(),
    };
    let hues: Vec<Option<u8>> = drawn.iter().map(hue).collect();
    let code = |name: &String| codes.get(name).cloned().unwrap_or_default();
    let named = drawn.into_iter().zip(hues);
    named.filter_map(|(name, hue)| Some((name.clone(), hue?, code(&name)))).collect()
}

/// How often each actor takes part.
fn participations(dataset: &Dataset) -> Vec<u32> {
    let lists: Vec<_> = dataset.events.participations().collect();
    let shares = lists.chunks(lists.len().div_ceil(cores::count()).max(16));
    let counted = cores::each(shares, |share| {
        let mut count = vec![0; dataset.actors.len()];
        let actors = share.iter().flat_map(|list| list.iter().map(|p| p.actor as usize));
        actors.for_each(|actor| count[actor] += 1);
        count
    });
    counted.into_iter().fold(vec![0; dataset.actors.len()], |mut all, share: Vec<u32>| {
        all.iter_mut().zip(share).for_each(|(all, some)| *all += some);
        all
    })
}

/// The words, those with most events first.
fn busiest(words: &[(Cow<str>, u32)]) -> Vec<String> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for (word, events) in words.iter().filter(|(word, _)| !word.is_empty()) {
        *counts.entry(word).or_default() += u64::from(*events);
    }
    let mut ranked: Vec<(&str, u64)> = counts.into_iter().collect();
    ranked.sort_by_key(|(word, events)| (std::cmp::Reverse(*events), *word));
    ranked.into_iter().map(|(word, _)| word.to_string()).collect()
}
