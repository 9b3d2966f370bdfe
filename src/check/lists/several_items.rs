//! Without a table of them, actors and sources are the strings themselves: those that are several, for
//! something else than `;` stands between them.
//!
//! Invariant: a string is several only where a sign proves it that no name holds, or where each of its pieces
//! is a string of its own: `Trinidad and Tobago` and `Peters, Noah` are one.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::desk::Desk;
use crate::check::finding::{Code, Finding, quoted};
use crate::check::lists::separators::{
    Sign, are_addresses, is_several_in_roles, may_be_several, on_one_line, sign, ways,
};
use crate::check::lists::torn::cut_sign;
use crate::check::names::lookalikes::walk;
use crate::check::tables::Files;
use crate::model::Table;
use crate::model::lookup::Lookup;

/// Strings that are several, each with what would be right.
pub(in crate::check) type Joined<'w> = BTreeMap<&'w str, &'static str>;

/// The words that are several; `words` gives all of them.
pub(in crate::check) fn among<'w, W>(words: impl Fn() -> W, of: Table) -> Joined<'w>
where
    W: Iterator<Item = &'w str>,
{
    // With a colon it may be several in roles, which is told of each item.
    let is_open = |word: &&str| {
        may_be_several(word) && !word.contains(':') || of == Table::Actors && are_addresses(word)
    };
    let open: BTreeSet<&str> = words().filter(is_open).collect();
    let mut alone: Lookup<String> = Lookup::default();
    for word in &open {
        for piece in ways(word).flatten() {
            alone.keep(piece.to_string(), 0);
        }
        alone.keep(on_one_line(word), 0);
    }
    if !open.is_empty() {
        for word in words().filter(|word| !word.is_empty()) {
            if alone.find(word).is_some() {
                alone.keep(word.to_string(), 1);
            }
        }
    }
    let is_alone = |word: &str| alone.find(word) == Some(1);
    let right = |word: &str| match sign(word).filter(|_| of == Table::Actors) {
        Some(Sign::LineEnd) if is_alone(&on_one_line(word)) => None,
        Some(Sign::Addresses) => Some(OF_ACTORS),
        Some(sign) => Some(sign.help()),
        None if !ways(word).any(|way| way.iter().all(|piece| is_alone(piece))) => None,
        None if of == Table::Actors => Some(OF_ACTORS),
        None => Some(OF_SOURCES),
    };
    open.into_iter().filter_map(|word| Some((word, right(word)?))).collect()
}

/// What to do about several actors, where each is one elsewhere. With a table nobody is known who is not in it.
const OF_ACTORS: &str = "separate actors by `;`; if they are one, leave it as it is, or give all actors rows in an actors.csv";

/// The same of sources.
const OF_SOURCES: &str = "separate sources by `;`; if they are one, leave it as it is, or give all sources rows in a \
                          sources.csv and refer to them by id";

/// Which of the actors of a folder without a table are several, or a part of a name that a sign of web pages
/// has cut, so that nobody is to be made of them.
pub(crate) fn joined<'w>(words: &[&'w str]) -> BTreeSet<&'w str> {
    let is_none = |word: &&str| is_several_in_roles(word) || cut_sign(word).is_some();
    let others = words.iter().copied().filter(is_none);
    among(|| words.iter().copied(), Table::Actors).into_keys().chain(others).collect()
}

/// Says of each item that it is several.
pub(in crate::check) fn say(files: Files, (actors, sources): (&Joined, &Joined), desk: &mut Desk) {
    // A relationship has one actor on each side, and no list.
    let of_sources = [Table::Events, Table::EventLinks, Table::Relationships];
    let of_actors = [Table::Events];
    for (joined, tables, of) in
        [(actors, &of_actors[..], Table::Actors), (sources, &of_sources[..], Table::Sources)]
    {
        let mut found = Vec::new();
        if !joined.is_empty() {
            walk(files, (tables, of, desk), &mut |word, place| {
                if let Some(help) = joined.get(word) {
                    let shown = quoted(&word.replace('\n', "⏎"));
                    let message = format!("several {} in one item: {shown}", of.name());
                    found.push(Finding::new(Code::TornItem, place(), message).help(*help));
                }
                true
            });
        }
        found.into_iter().for_each(|finding| desk.put(finding));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn several(words: &[&'static str], of: Table) -> Vec<&'static str> {
        among(|| words.iter().copied(), of).into_keys().collect()
    }

    #[test]
    fn several_are_those_whose_pieces_all_stand_alone_or_whose_signs_prove_it() {
        let words = [
            "Ada Brook",
            "Ben Reed",
            "Cy",
            "Ada Brook, Ben Reed",
            "Ada Brook/Cy",
            "Cy & Ben Reed",
            "Ada Brook, Ben Reed and Cy",
            "Cy#Cy#Ben Reed",
            "X | Y",
            "X||Y",
            "X；Y",
            "X\nY",
            "['X', 'Y']",
            "[\"X\"]",
        ];
        let told: BTreeSet<&str> = several(&words, Table::Actors).into_iter().collect();
        assert_eq!(told, words[3..].iter().copied().collect());
    }

    #[test]
    fn a_name_with_such_signs_is_one() {
        let words = [
            "Noah Peters",
            "Peters",
            "Peters, Noah",
            "Procter & Gamble",
            "Smith, Jr.",
            "AT&T",
            "C++",
            "Ministry of Defence and Security",
            "Trinidad and Tobago",
            "Bosnia/Herzegovina",
            "|X|",
            "Noah\nPeters",
            "[unknown]",
            "X:host|Y",
        ];
        assert!(several(&words, Table::Actors).is_empty());
        // Pages have titles with bars.
        let sources =
            ["Daily", "Weekly", "Talks end | Daily", "https://x.org/a|Daily", "Daily, p. 2"];
        assert!(several(&sources, Table::Sources).is_empty());
        let both = [&sources[..], &["Daily|Weekly"]].concat();
        assert_eq!(several(&both, Table::Sources), ["Daily|Weekly"]);
    }
}
