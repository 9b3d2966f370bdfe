//! Without a table of them, actors and sources are the strings themselves: those of two spellings that look
//! the same, for they differ by case, by blanks or by what does not show.
//!
//! Invariant: works on distinct strings at the end; the files are read again only where there is something
//! to say, once for each spelling but the shortest, of these the bytewise first.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::desk::Desk;
use super::finding::{Code, Finding, quoted};
use super::lists::{List, is_address};
use super::normal::nfc;
use super::participants::string_of;
use super::sources::without_table;
use super::suggest::does_not_show;
use super::tables::{Files, Words};
use crate::model::cells::trim;
use crate::model::{Field, Place, Table};
use crate::read::{Record, Records};

/// Strings of several spellings, each group in the order of its bytes.
pub(super) type Groups = Vec<Vec<String>>;

/// The strings among the words of several parts that only look the same.
pub(super) fn groups<'w>(parts: impl Iterator<Item = &'w Words>) -> Groups {
    let words = parts.flat_map(|part| &part.list).filter(|w| !w.is_empty() && !is_address(w));
    let mut hashed: Vec<(u64, &str)> = words.map(|word| (hash(word), word.as_str())).collect();
    hashed.sort_unstable();
    hashed.dedup();
    let several = hashed.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1);
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (_, word) in several.flatten() {
        groups.entry(folded(word)).or_default().push(word.to_string());
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

/// A number that is equal for strings that look the same.
fn hash(word: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    fold(word, |c| hash = (hash ^ u64::from(c)).wrapping_mul(0x100_0000_01b3));
    hash
}

fn folded(word: &str) -> String {
    let mut folded = String::new();
    fold(word, |c| folded.push(c));
    folded
}

/// Gives the characters of a word in small letters, one blank for several, without what does not show.
fn fold(word: &str, mut put: impl FnMut(char)) {
    let (mut is_blank, mut before) = (false, None);
    for c in word.chars() {
        let last = before.replace(c);
        if c.is_whitespace() {
            is_blank = true;
        } else if c.is_ascii_graphic() || !does_not_show(c, last) {
            if std::mem::take(&mut is_blank) {
                put(' ');
            }
            match c.is_ascii() {
                true => put(c.to_ascii_lowercase()),
                false => c.to_lowercase().for_each(&mut put),
            }
        }
    }
}

/// Says of each spelling but the shortest, of these the bytewise first, which other there is.
pub(super) fn say(files: Files, (actors, sources): (&Groups, &Groups), desk: &mut Desk) {
    for (groups, of) in [(actors, Table::Actors), (sources, Table::Sources)] {
        let mut first: BTreeMap<&str, Option<Place>> =
            groups.iter().flatten().map(|word| (word.as_str(), None)).collect();
        find(files, of, &mut first);
        for group in groups {
            let place = |word: &String| first.get(word.as_str()).cloned().flatten();
            let found = group.iter().filter_map(|word| Some((place(word)?, word)));
            let mut found: Vec<(Place, &String)> = found.collect();
            // Not by place: what is said does not depend on the order of rows.
            found.sort_by_key(|(_, word)| (word.chars().count(), *word));
            let Some(((other, usual), later)) = found.split_first() else { continue };
            later.iter().for_each(|(place, word)| {
                desk.put(told(of, (word, usual), place.clone()).and(other.clone(), "other"));
            });
        }
    }
}

/// What is said of a spelling beside another one.
fn told(of: Table, (word, other): (&str, &str), place: Place) -> Finding {
    let by = match word.to_lowercase() == other.to_lowercase() {
        true => "upper and lower case",
        false => "blanks or what does not show",
    };
    let (word, other, of) = (quoted(word), quoted(other), of.name());
    let message = format!("{of} {other} and {word} differ only by {by}; they count as two");
    Finding::new(Code::IdDiffersByCase, place, message).help("write one of them everywhere")
}

/// Looks in the files for the first place of each string.
fn find(files: Files, of: Table, first: &mut BTreeMap<&str, Option<Place>>) {
    let mut lacking = first.len();
    for table in [Table::Events, Table::EventLinks, Table::Relationships] {
        for (n, file) in files.accepted(table) {
            let mut records = Records::new(file, n as u32);
            while lacking > 0
                && let Some(record) = records.next()
            {
                if record.broken.is_none() {
                    strings(&record, (table, of), &mut |word, place| {
                        if let Some(first @ None) = first.get_mut(word) {
                            *first = Some(place());
                            lacking -= 1;
                        }
                    });
                }
            }
        }
    }
}

/// Calls `each` for the strings of a record that serve as rows of a table.
fn strings(
    record: &Record,
    (table, of): (Table, Table),
    each: &mut dyn FnMut(&str, &dyn Fn() -> Place),
) {
    if of == Table::Actors && table == Table::Relationships {
        for field in [Field::From, Field::To] {
            let value = record.value(field);
            each(&nfc(Cow::Borrowed(trim(&value))), &|| record.place_of(field));
        }
        return;
    }
    let field = if of == Table::Actors { Field::Actors } else { Field::Sources };
    let list = List::of(record, field);
    for Range { start, end } in list.items() {
        let item = &list.value[start..end];
        let word = if of == Table::Actors { string_of(item).0 } else { without_table(item).0 };
        let place = || record.place(list.in_file(start..start + word.len()));
        each(&nfc(Cow::Borrowed(word)), &place);
    }
}
