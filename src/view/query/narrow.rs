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

use memchr::memmem::Finder;

use super::fold::{fold, same};
use super::names::items;
use super::terms;
use crate::check::{self, Checked, nfc};
use crate::error::Error;
use crate::model::cells::{Cell, trim};
use crate::model::lookup::Lookup;
use crate::model::scan::{BLOCK, pair};
use crate::model::{DataFile, Field, Table};
use crate::read::chunks::Split;
use crate::read::{self, Folder, Listing, Need, Records};

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
    let Some(called) = called(&folder.files, words) else { return Ok(None) };
    let names: Vec<Name> = called.iter().map(|name| Name::new(name)).collect();
    let wanted = |text: &str, cell: Cell| {
        let raw = &text[cell.span()];
        cell.doubled
            || names.iter().any(|name| name.is_in(text, cell))
            || !raw.is_ascii() && matches!(nfc(Cow::Borrowed(raw)), Cow::Owned(_))
    };
    let linked = [Field::After, Field::Before, Field::PartOf];
    let Some(events) = listing.sieved(Table::Events, (Field::Actors, &linked), (&wanted, split))
    else {
        return Ok(None);
    };
    sources(&listing, &events, split).into_iter().chain(events).for_each(|file| folder.put(file));
    Ok(Some(folder))
}

/// A text that is looked for in very many cells.
struct Name<'n> {
    finder: Finder<'n>,
    /// Its first and its last byte.
    ends: (u8, u8),
}

impl<'n> Name<'n> {
    fn new(name: &'n str) -> Name<'n> {
        let end = |byte: Option<&u8>| byte.copied().unwrap_or_default();
        let bytes = name.as_bytes();
        Name { finder: Finder::new(bytes), ends: (end(bytes.first()), end(bytes.last())) }
    }

    /// Whether a cell holds it; in nearly all, nowhere do its first and last byte stand as far apart.
    fn is_in(&self, text: &str, cell: Cell) -> bool {
        let (span, apart) = (cell.span(), self.finder.needle().len().saturating_sub(1));
        if span.len() <= BLOCK && apart < BLOCK {
            let (first, last) = pair(text.as_bytes(), span.clone(), self.ends);
            if first & last >> apart == 0 {
                return false;
            }
        }
        self.finder.find(text[span].as_bytes()).is_some()
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
fn called(files: &[DataFile], words: &[String]) -> Option<Vec<String>> {
    let mut words: Vec<(String, bool)> = words.iter().map(|w| (fold(w.trim()), false)).collect();
    let mut called = Vec::new();
    for file in files {
        let mut records = Records::new(file, 0);
        while let Some(record) = records.next() {
            let (id, name, aliases) =
                (record.value(Field::Id), record.value(Field::Name), record.value(Field::Aliases));
            let names = [trim(&id), trim(&name)].into_iter().filter(|name| !name.is_empty());
            let all = names.chain(items(&aliases));
            let mut is_meant = false;
            for (word, found) in &mut words {
                if all.clone().any(|name| same(name, word)) {
                    (is_meant, *found) = (true, true);
                }
            }
            if is_meant {
                called.extend(all.map(|name| nfc(Cow::Borrowed(name)).into_owned()));
            }
        }
    }
    called.sort();
    called.dedup();
    words.iter().all(|(_, found)| *found).then_some(called)
}

/// The sources that events cite.
fn sources(listing: &Listing, events: &[DataFile], split: Split) -> Vec<DataFile> {
    let mut cited: Lookup<String> = Lookup::default();
    let mut addressed = false;
    for file in events {
        let mut records = Records::new(file, 0);
        while let Some(record) = records.next() {
            for item in items(&record.value(Field::Sources)) {
                addressed |= item.contains("://");
                let head = item.split_once('#').map_or(item, |(head, _)| trim(head));
                for text in [trim(item), head] {
                    if cited.find(text).is_none() {
                        cited.keep(text.to_string(), 0);
                    }
                }
            }
        }
    }
    let wanted = |text: &str, cell: Cell| cited.find(trim(&cell.value(text))).is_some();
    let sieved = || listing.sieved(Table::Sources, (Field::Id, &[]), (&wanted, split));
    let sieved = if addressed { None } else { sieved() };
    sieved.unwrap_or_else(|| listing.whole(Table::Sources))
}
