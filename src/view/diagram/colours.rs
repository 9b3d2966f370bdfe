//! Which actor has which colour.
//!
//! Invariant: colours go by rank, ties by name, so the same content gives the same colours; what
//! the legend does not name is grey. Spellings of a country that differ by case or blanks are one.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Colour, Scene, Swatch, Tint, codes};
use crate::cores;
use crate::model::vocabulary::{KINDS, known_kind};
use crate::model::{Dataset, Field};
use crate::view::query::fold::fold;

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
    let mut words: Vec<(Cow<str>, u32)> =
        actors.iter().map(|(a, events)| (scene.dataset.actor_cell(*a, field), *events)).collect();
    let mut everywhere = Vec::new();
    if field == Field::Country {
        everywhere = of_all(scene.dataset);
        let spellings = Spellings::of(&everywhere);
        for (word, _) in words.iter_mut().chain(&mut everywhere) {
            *word = spellings.first(word);
        }
    }
    if field == Field::Kind {
        for (word, _) in &mut words {
            if let Some(known) = known_kind(word) {
                *word = known.into();
            }
        }
    }
    let kinds = KINDS.iter().zip(0..).map(|(kind, hue)| ((*kind).to_string(), hue, String::new()));
    let named = match scene.options.colour {
        Colour::Country => countries(&words, &everywhere),
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
        let words = match (others, field) {
            (true, _) => "others",
            (false, Field::Kind) => "kind not stated",
            (false, _) => "country not stated",
        };
        let words = words.to_string();
        legend.push(Swatch { tint: Tint::Grey, words, code: String::new() });
    }
    (tints, legend)
}

/// The six busiest countries drawn, each with its hue: that of its rank in the whole dataset, so
/// that it keeps it from picture to picture, or one left over where it is not among the first six.
fn countries(words: &[(Cow<str>, u32)], everywhere: &[(Cow<str>, u32)]) -> Vec<Named> {
    let mut drawn = busiest(words);
    drawn.truncate(HUES);
    let all = busiest(everywhere);
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

/// The country of every actor as written, and how often it takes part.
fn of_all(dataset: &Dataset) -> Vec<(Cow<'_, str>, u32)> {
    let events = (0..).zip(participations(dataset));
    events.map(|(actor, events)| (dataset.actor_cell(actor, Field::Country), events)).collect()
}

/// By spelling of a country the first one, in the order of the actors, that is the same but for case and
/// blanks.
struct Spellings<'d>(BTreeMap<Cow<'d, str>, Cow<'d, str>>);

impl<'d> Spellings<'d> {
    fn of(words: &[(Cow<'d, str>, u32)]) -> Spellings<'d> {
        let mut firsts: BTreeMap<String, Cow<str>> = BTreeMap::new();
        let mut spellings: BTreeMap<Cow<str>, Cow<str>> = BTreeMap::new();
        for (word, _) in words {
            if !spellings.contains_key(word) {
                let like = fold(word).split_whitespace().collect::<Vec<_>>().join(" ");
                let first = firsts.entry(like).or_insert_with(|| word.clone());
                spellings.insert(word.clone(), first.clone());
            }
        }
        Spellings(spellings)
    }

    fn first(&self, word: &str) -> Cow<'d, str> {
        self.0.get(word).cloned().unwrap_or_default()
    }
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

#[cfg(test)]
mod tests {
    use crate::view::{DiagramOptions, Selection};

    #[test]
    fn a_country_written_in_other_case_or_with_other_blanks_is_one_country() {
        let files = [
            (
                "actors.csv",
                "id,name,country\na,A,United  States\nb,B,UNITED STATES\nc,C,Spain\nd,D,\n",
            ),
            ("events.csv", "id,date,title,actors,type\ne,2025,V,a;b;c;d,visit\n"),
        ];
        let data = crate::check::dataset(crate::read::texts(&files)).dataset;
        let drawn = crate::view::diagram(&data, &Selection::all(&data), &DiagramOptions::default());
        let legend: Vec<&str> = drawn.legend.tints.iter().map(|s| s.words.as_str()).collect();
        assert_eq!(legend, ["United  States", "Spain", "country not stated"]);
        let node = |n: usize| (drawn.nodes[n].tint, drawn.nodes[n].code.as_str());
        assert_eq!((node(0), node(0).1), (node(1), "US"));
    }
}
