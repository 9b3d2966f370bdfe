//! The part of a folder in which all events stand that a query can select, so that the chronology
//! of one actor need not read those of all.
//!
//! An event has an actor only if its cell holds the id, the name or an alias, or a text that is not
//! in Unicode normal form C and may become one.
//!
//! Invariant: whatever is left out, the query selects the same events from the same actors and
//! sources; where that cannot be promised, nothing is left out.

use std::borrow::Cow;
use std::path::Path;

use aho_corasick::{AhoCorasick, Input, MatchKind, Span, packed};

use super::fold::{fold, same};
use super::names::items;
use super::terms;
use crate::check::{self, Checked, next_unsettled, nfc, traces};
use crate::error::Error;
use crate::model::cells::{Cell, trim};
use crate::model::lookup::fingerprint;
use crate::model::{DataFile, Field, Table};
use crate::read::chunks::{self, Split};
use crate::read::{self, Cells, Filter, Folder, Ids, Listing, Need, Records, Sign, Wanted};

/// The part of a folder that the terms of a query need, checked; `None`: all of it is needed.
///
/// # Errors
/// When the folder cannot be read, or a term has no field there is.
pub fn checked(path: &Path, terms: &[String]) -> Result<Option<Checked>, Error> {
    checked_in(path, terms, Split { chunk: 1 << 18, ..Split::default() })
}

/// The same, the files taken apart as `split` says; what comes out does not depend on it.
///
/// # Errors
/// The same.
pub fn checked_in(path: &Path, terms: &[String], split: Split) -> Result<Option<Checked>, Error> {
    let checked =
        folder(path, terms, split)?.map(|part| check::folder_in(part, &Need::PART, split));
    // Why there are no events is said of the whole.
    Ok(checked.filter(|checked| !checked.dataset.events.is_empty()))
}

fn folder(path: &Path, terms: &[String], split: Split) -> Result<Option<Folder>, Error> {
    let Some(words) = actors(terms)? else { return Ok(None) };
    read::steady(path, &|| part(path, &words, split))
}

/// The part of a folder in which events of these actors stand.
fn part(path: &Path, words: &[String], split: Split) -> Result<Option<Folder>, Error> {
    let listing = read::listing(path)?;
    if listing.has(Table::EventLinks) || !listing.has(Table::Actors) {
        return Ok(None);
    }
    let mut folder = Folder { files: listing.whole(Table::Actors), ..Folder::default() };
    let Some(called) = called((&folder.files, split), words) else { return Ok(None) };
    let Some(names) = Names::of(&called) else { return Ok(None) };
    let is_wanted = |text: &[u8], cell: Cell| {
        let raw = &text[cell.span()];
        cell.doubled || names.written.find(raw, 0).is_some() || next_unsettled(raw, 0).is_some()
    };
    let trace = |text: &[u8], from| names.traces.find(text, from);
    let signs: &[Sign] = if names.are_traced { &[&trace] } else { &[&trace, &next_unsettled] };
    let cells = Cells { field: Field::Actors, is_wanted: &is_wanted, signs };
    let linked = [&Field::LINKS[..], &[Field::Seq]].concat();
    let Some(events) = listing.sieved(Table::Events, &linked, (Wanted::Cells(&cells), split))
    else {
        return Ok(None);
    };
    sources(&listing, &events, split).into_iter().chain(events).for_each(|file| folder.put(file));
    Ok(Some(folder))
}

/// Finds names in the text of a file, where a quote within a cell is doubled.
struct Names {
    /// The names as they are.
    written: Finder,
    /// What stands wherever one of them does, but for what is unsettled if not all are traced.
    traces: Finder,
    are_traced: bool,
}

impl Names {
    /// `None`: there are too many.
    fn of(called: &[String]) -> Option<Names> {
        let found = called.iter().map(|name| traces(name));
        let are_traced = found.clone().all(|traces| traces.is_some());
        let traces = called.iter().zip(found).flat_map(|(name, t)| t.unwrap_or(vec![name.clone()]));
        let (written, traces) = (Finder::of(called.to_vec())?, Finder::of(traces.collect())?);
        Some(Names { written, traces, are_traced })
    }
}

/// Finds any of some texts.
enum Finder {
    /// Few of them, by vectors.
    Few(packed::Searcher),
    Many(AhoCorasick),
}

impl Finder {
    fn of(mut texts: Vec<String>) -> Option<Finder> {
        let quoted = |text: &String| text.contains('"').then(|| text.replace('"', "\"\""));
        texts.extend(texts.iter().filter_map(quoted).collect::<Vec<_>>());
        match packed::Searcher::new(&texts) {
            Some(few) => Some(Finder::Few(few)),
            None => AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostFirst)
                .build(&texts)
                .ok()
                .map(Finder::Many),
        }
    }

    /// Where one of them stands at or after an offset.
    fn find(&self, text: &[u8], from: usize) -> Option<usize> {
        let found = match self {
            Finder::Few(few) => few.find_in(text, Span { start: from, end: text.len() }),
            Finder::Many(many) => many.find(Input::new(text).range(from..)),
        };
        found.map(|found| found.start())
    }
}

/// The values of a query that asks for actors and for dates alone.
fn actors(terms: &[String]) -> Result<Option<Vec<String>>, Error> {
    let mut words = Vec::new();
    for term in terms {
        let term = terms::split(term)?;
        match term.field.group() {
            "actor" if !term.negated && !term.value.contains(['+', ':']) => words.push(term.value),
            "date" => {}
            _ => return Ok(None),
        }
    }
    Ok((!words.is_empty()).then_some(words))
}

/// Every text by which events can refer to the actors that are meant, and to some that may be;
/// `None`: one is not known.
///
/// What an id, a name or an alias says is told by the rows alone: those that are refused add names.
fn called((files, split): (&[DataFile], Split), words: &[String]) -> Option<Vec<String>> {
    let words: Vec<String> = words.iter().map(|word| fold(word.trim())).collect();
    let parts = files.iter().flat_map(|file| {
        let called = |records: &mut Records| called_in(records, &words);
        chunks::walk((file, 0), split, &called, &|| {}).into_iter()
    });
    let (mut called, mut found) = (Vec::new(), vec![false; words.len()]);
    for part in parts {
        called.extend(part.made.0);
        found.iter_mut().zip(part.made.1).for_each(|(all, here)| *all |= here);
    }
    called.sort();
    called.dedup();
    found.into_iter().all(|found| found).then_some(called)
}

/// The same of some rows, and which of the words mean one of them.
fn called_in(records: &mut Records, words: &[String]) -> (Vec<String>, Vec<bool>) {
    let (mut called, mut found) = (Vec::new(), vec![false; words.len()]);
    while let Some(record) = records.next() {
        let value = |field| record.value(field);
        let (id, name, aliases) = (value(Field::Id), value(Field::Name), value(Field::Aliases));
        let names = [trim(&id), trim(&name)].into_iter().filter(|name| !name.is_empty());
        let all = names.chain(items(&aliases));
        let mut is_meant = false;
        for (word, found) in words.iter().zip(&mut found) {
            if all.clone().any(|name| same(name, word)) {
                (is_meant, *found) = (true, true);
            }
        }
        if is_meant {
            called.extend(all.map(|name| nfc(Cow::Borrowed(name)).into_owned()));
        }
    }
    (called, found)
}

/// The sources that events cite.
fn sources(listing: &Listing, events: &[DataFile], split: Split) -> Vec<DataFile> {
    let parts = events.iter().flat_map(|file| chunks::walk((file, 0), split, &cited, &|| {}));
    let Some(cited) = parts.map(|part| part.made).collect::<Option<Vec<_>>>() else {
        return listing.whole(Table::Sources);
    };
    let cited = Filter::new(cited.concat());
    let ids = Ids { is_wanted: &|number| cited.has(number), number: &named };
    let sieved = listing.sieved(Table::Sources, &[], (Wanted::Ids(&ids), split));
    sieved.unwrap_or_else(|| listing.whole(Table::Sources))
}

/// What some events cite, as numbers; `None`: an address, which any source may have.
fn cited(records: &mut Records) -> Option<Vec<u64>> {
    let mut cited = Vec::new();
    while let Some(record) = records.next() {
        for item in items(&record.value(Field::Sources)) {
            if item.contains("://") {
                return None;
            }
            cited.push(named(item));
            if let Some((head, _)) = item.split_once('#') {
                cited.push(named(head));
            }
        }
    }
    Some(cited)
}

/// A number for a text that means a source, the same however it is written.
fn named(text: &str) -> u64 {
    fingerprint(&nfc(Cow::Borrowed(trim(text))))
}
