//! What unknown references probably mean, found at the end and once for each distinct one.
//!
//! A name that differs in a number or a numeral is not suggested: it is another of its kind.
//!
//! Invariant: of a great many the bytewise first [`MOST`] of each table are held against all that is known
//! for slips, so that the answer does not depend on the order of rows and the time hardly grows with the
//! mistakes.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::actors::Actors;
use crate::check::desk::Desk;
use crate::check::finding::{Remedy, quoted};
use crate::check::lists::addresses::parts_addresses;
use crate::check::lists::separators::{self, SEPARATE_OR, SEPARATE_SOURCES};
use crate::check::lists::torn;
use crate::check::names::lookalikes;
use crate::check::names::near::{self, did_you_mean};
use crate::check::names::word_order;
use crate::check::names::{Found, Names};
use crate::check::sources::Sources;
use crate::model::cells::is_hidden;
use crate::model::{Dataset, Field, Table, is_address};

/// Distinct unknown references of one table that are looked up.
const MOST: usize = 1000;

/// A reference that means nothing.
#[derive(Debug)]
pub(in crate::check) struct Unknown {
    /// Number of its finding.
    pub(in crate::check) finding: usize,
    /// The table it refers to.
    pub(in crate::check) table: Table,
    /// What is written.
    pub(in crate::check) text: String,
    /// Whether that is a part of the reference.
    pub(in crate::check) is_part: bool,
}

/// Adds what was probably meant to the findings on unknown references; what is suggested counts as used.
pub(in crate::check) fn all<'f>(
    desk: &mut Desk,
    (actors, sources): (&Actors<'f>, &Sources<'f>),
    dataset: &Dataset,
) {
    let unknown = std::mem::take(&mut desk.unknown);
    let of = |table: Table| {
        let mut unknown: Vec<&Unknown> = unknown.iter().filter(|u| u.table == table).collect();
        unknown.sort_by(|a, b| a.text.cmp(&b.text));
        unknown
    };
    let events = of(Table::Events);
    if !events.is_empty() {
        let ids = || vec![dataset.events.iter().map(|e| dataset.text(e.id)).zip(0..)];
        table(&events, ids, &|_| {}, desk);
    }
    for (kind, names) in [(Table::Actors, &actors.names), (Table::Sources, &sources.names)] {
        let unknown = of(kind);
        if !unknown.is_empty() {
            table(&unknown, || names.keys(), &|row| names.mark(row), desk);
        }
        match kind {
            Table::Sources => {
                titles(&unknown, sources, dataset, desk);
                addresses(&unknown, sources, desk);
            }
            _ => {
                spelled_twice(&unknown, desk);
                several(&unknown, names, desk);
            }
        }
    }
}

/// Says of somebody nobody knows under which other name, which only looks the same, nobody knows them too.
fn spelled_twice(unknown: &[&Unknown], desk: &mut Desk) {
    let whole = || unknown.iter().filter(|unknown| !unknown.is_part);
    let groups = lookalikes::alike(whole().map(|unknown| unknown.text.as_str()));
    let mut others: BTreeMap<&str, &str> = BTreeMap::new();
    for group in &groups {
        for word in group {
            let other = group.iter().find(|other| *other != word);
            others.extend(other.map(|other| (word.as_str(), other.as_str())));
        }
    }
    for unknown in whole() {
        let finding = &mut desk.findings[unknown.finding];
        if let Some(other) = others.get(unknown.text.as_str())
            && finding.remedy == Remedy::AddActor
        {
            let (by, other) = (lookalikes::differ(&unknown.text, other), quoted(other));
            let help = format!(
                "{other} differs only {by}: write one of them everywhere, and add a row to actors.csv"
            );
            finding.advise(Remedy::AsSaid, help);
        }
    }
}

/// Says of somebody nobody knows that they are several, each of whom is known or stands alone elsewhere.
fn several(unknown: &[&Unknown], names: &Names, desk: &mut Desk) {
    let whole = || unknown.iter().filter(|unknown| !unknown.is_part);
    let mut alone: Option<BTreeSet<&str>> = None;
    for unknown in whole().filter(|unknown| separators::may_be_several(&unknown.text)) {
        let finding = &mut desk.findings[unknown.finding];
        if finding.remedy != Remedy::AddActor {
            continue;
        }
        let alone = alone.get_or_insert_with(|| whole().map(|u| u.text.as_str()).collect());
        let is_one = |piece: &&str| alone.contains(piece) || names.row(piece).is_some();
        let way = separators::ways(&unknown.text).find(|way| way.iter().all(is_one));
        if let Some(way) = way {
            finding.advise(Remedy::AsSaid, SEPARATE_OR);
            way.into_iter().filter_map(|piece| names.row(piece)).for_each(|row| names.mark(row));
        }
    }
}

/// Names the sources whose titles stand where their ids should.
fn titles(unknown: &[&Unknown], sources: &Sources, dataset: &Dataset, desk: &mut Desk) {
    let is_title = |u: &&&Unknown| u.text.contains(' ') && !is_address(&u.text);
    let mut asked: BTreeMap<&str, Vec<&Unknown>> = BTreeMap::new();
    for unknown in unknown.iter().filter(is_title) {
        asked.entry(&unknown.text).or_default().push(unknown);
    }
    if asked.is_empty() {
        return;
    }
    let mut ids: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (id, row) in &sources.names.rows {
        let title = dataset.trimmed(*row, Field::Title);
        if let Some((title, _)) = asked.get_key_value(title.as_ref()) {
            ids.entry(title).or_default().push(id);
        }
    }
    for (title, ids) in ids {
        for id in &ids {
            if let Found::Row(row) = sources.names.find(id) {
                sources.names.mark(row);
            }
        }
        let help = match ids.as_slice() {
            [id] => format!("that is the title of `{id}`; refer to it by its id"),
            several => {
                format!("that is the title of `{}`; refer to one by its id", several.join("`, `"))
            }
        };
        for unknown in &asked[title] {
            desk.findings[unknown.finding].advise(Remedy::AsSaid, help.clone());
        }
    }
}

/// Says of addresses in one item that they are several sources, whatever else is near to the first of them.
fn addresses(unknown: &[&Unknown], sources: &Sources, desk: &mut Desk) {
    let is_several = |u: &&&Unknown| is_address(&u.text) && torn::holds_another(&u.text);
    for unknown in unknown.iter().filter(is_several) {
        for piece in unknown.text.split(parts_addresses) {
            if let Found::Row(row) = sources.names.find(piece) {
                sources.names.mark(row);
            }
        }
        desk.findings[unknown.finding].advise(Remedy::SeparateSources, SEPARATE_SOURCES);
    }
}

/// Looks the unknown references of a table up among all that is known in it, which comes in shares.
fn table<'w, K: Iterator<Item = (&'w str, u32)> + Send>(
    unknown: &[&Unknown],
    known: impl Fn() -> Vec<K>,
    mark: &dyn Fn(u32),
    desk: &mut Desk,
) {
    // Of a text and its beginning, which comes first, the whole has the last word.
    let groups: Vec<&[&Unknown]> = unknown.chunk_by(|a, b| a.text == b.text).collect();
    let words: Vec<&str> = groups.iter().map(|same| same[0].text.as_str()).collect();
    let mut nearest = near::nearest(&words[..words.len().min(MOST)], known());
    nearest.resize(words.len(), Vec::new());
    if unknown.first().is_some_and(|unknown| unknown.table == Table::Actors) {
        let of_same_words = word_order::of_same_words(&words, known());
        for (near, mut same) in nearest.iter_mut().zip(of_same_words) {
            near.retain(|(_, row)| same.iter().all(|(_, other)| other != row));
            same.append(near);
            same.truncate(3);
            *near = same;
        }
    }
    for (same, near) in groups.into_iter().zip(nearest) {
        near.iter().for_each(|(_, row)| mark(*row));
        let asked = same[0].text.to_lowercase();
        let is_slip = |name: &&str| !near::is_another(&asked, &name.to_lowercase());
        let names: Vec<&str> = near.iter().map(|(name, _)| *name).filter(is_slip).collect();
        let Some(help) = did_you_mean(&names) else { continue };
        let help = match same[0].table {
            Table::Actors => format!("{help} If it is another, add a row to actors.csv"),
            Table::Sources => format!("{help} If it is another, add a row to sources.csv"),
            _ => help,
        };
        let help = match hidden(&same[0].text) {
            Some(hidden) => format!("{} {hidden}", did_you_mean(&names).unwrap_or(help)),
            None => help,
        };
        for reference in same {
            desk.findings[reference.finding].advise(Remedy::AsSaid, help.clone());
        }
    }
}

/// A sentence on a character that nobody sees, or that is taken for another.
pub(in crate::check) fn hidden(text: &str) -> Option<String> {
    let mut before = None;
    let odd = |c: &char| does_not_show(*c, before.replace(*c));
    match text.chars().find(odd) {
        Some(c) => {
            let number = u32::from(c);
            Some(format!("it holds a character that does not show (U+{number:04X}): type it again"))
        }
        None => look_alike(text),
    }
}

/// The same of a text that is to be an id, which has Latin letters alone.
pub(in crate::check) fn hidden_in_id(text: &str) -> Option<String> {
    hidden(text).or_else(|| {
        let mut others = text.chars().filter(|c| !c.is_ascii());
        let first = others.clone().next()?;
        let is_meant = others.all(|c| is_cyrillic(c) && LOOK_ALIKES.contains(c));
        is_meant.then(|| type_again(first, "Cyrillic"))
    })
}

/// Whether a character takes no room, turns what stands around it, or is a blank that is none; `before`
/// is the one before it, for some scripts and pictures have letters that are joined or parted.
pub(in crate::check) fn does_not_show(c: char, before: Option<char>) -> bool {
    is_hidden(c)
        || c.is_whitespace() && !matches!(c, ' ' | '\n' | '\r')
        || c.is_control() && !matches!(c, '\n' | '\r')
        || matches!(c, '\u{200c}' | '\u{200d}') && before.is_none_or(|c| c < '\u{590}')
        || matches!(c, '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{2061}'..='\u{2064}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A sentence on a letter of another alphabet within a word that looks like one of the word's own.
fn look_alike(text: &str) -> Option<String> {
    let words = text.split(|c: char| !c.is_alphabetic());
    words.filter(|word| !word.is_ascii()).find_map(|word| {
        let latin = word.chars().filter(char::is_ascii).count();
        let cyrillic = word.chars().filter(|c| is_cyrillic(*c)).count();
        let (odd, alphabet): (fn(char) -> bool, _) = match () {
            () if latin == 0 || cyrillic == 0 => return None,
            () if latin >= cyrillic => (is_cyrillic, "Cyrillic"),
            () => (|c| c.is_ascii(), "Latin"),
        };
        let mut odd = word.chars().filter(|c| odd(*c));
        let first = odd.clone().next()?;
        odd.all(|c| LOOK_ALIKES.contains(c)).then(|| type_again(first, alphabet))
    })
}

fn type_again(letter: char, alphabet: &str) -> String {
    format!("its `{letter}` is {alphabet} (U+{:04X}): type it again", u32::from(letter))
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

/// Letters of the Latin and the Cyrillic alphabet that look the same.
const LOOK_ALIKES: &str = "aceijopsxyhABCEHIJKMOPSTXYасеіјорѕхуһкмтАВСЕНІЈКМОРЅТХУ";
