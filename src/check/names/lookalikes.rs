//! Without a table of them, actors and sources are the strings themselves: those of two spellings that look
//! the same, for they differ by case, by blanks, by what does not show or by quotes around one of them.
//!
//! Invariant: works on distinct strings at the end; the files are read again only where there is something
//! to say, once for each spelling but the shortest, of these the bytewise first. What stands only in rows that
//! are refused has none.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::check::desk::Desk;
use crate::check::finding::{Code, Finding, quoted};
use crate::check::lists::List;
use crate::check::lists::participants::string_of;
use crate::check::names::suggest::does_not_show;
use crate::check::names::unicode::nfc;
use crate::check::rows::open_quote::REFUSED;
use crate::check::sources::without_table;
use crate::check::tables::{Files, Words};
use crate::model::cells::trim;
use crate::model::lookup::fingerprint;
use crate::model::{Field, Place, Table, is_address};
use crate::read::{Record, Records};

/// Strings of several spellings, each group in the order of its bytes.
pub(in crate::check) type Groups = Vec<Vec<String>>;

/// The strings among the words of several parts that only look the same.
pub(in crate::check) fn groups<'w>(parts: impl Iterator<Item = &'w Words>) -> Groups {
    alike(parts.flat_map(|part| &part.list).map(String::as_str))
}

/// The words that only look the same.
pub(in crate::check) fn alike<'w>(words: impl Iterator<Item = &'w str>) -> Groups {
    let words = words.filter(|w| !w.is_empty() && !is_address(w));
    let mut like = String::new();
    let mut print = |word: &str| {
        like.clear();
        fold(word, &mut like);
        fingerprint(&like)
    };
    let mut hashed: Vec<(u64, &str)> = words.map(|word| (print(word), word)).collect();
    hashed.sort_unstable();
    hashed.dedup();
    let several = hashed.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1);
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (_, word) in several.flatten() {
        groups.entry(folded(word)).or_default().push(word.to_string());
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

fn folded(word: &str) -> String {
    let mut folded = String::new();
    fold(word, &mut folded);
    folded
}

/// Adds a word in small letters, one blank for several, without what does not show and quotes around all of it:
/// equal for strings that look the same.
fn fold(word: &str, folded: &mut String) {
    let (mut is_blank, mut before) = (false, None);
    for c in without_quotes(word).chars() {
        let last = before.replace(c);
        if c.is_whitespace() {
            is_blank = true;
        } else if c.is_ascii_graphic() || !does_not_show(c, last) {
            if std::mem::take(&mut is_blank) {
                folded.push(' ');
            }
            match c.is_ascii() {
                true => folded.push(c.to_ascii_lowercase()),
                false => folded.extend(c.to_lowercase()),
            }
        }
    }
}

/// The word without quotes around all of it.
pub(in crate::check) fn without_quotes(word: &str) -> &str {
    let inner = word.strip_prefix('"').and_then(|word| word.strip_suffix('"')).map(trim);
    inner.filter(|inner| !inner.is_empty()).unwrap_or(word)
}

/// The characters of a word that show, without blanks.
fn shown(word: &str) -> String {
    let mut before = None;
    let shows = |c: &char| {
        let last = before.replace(*c);
        !c.is_whitespace() && !does_not_show(*c, last)
    };
    word.chars().filter(shows).collect()
}

/// Says of each spelling but the shortest, of these the bytewise first, which other there is.
pub(in crate::check) fn say(files: Files, (actors, sources): (&Groups, &Groups), desk: &mut Desk) {
    for (groups, of) in [(actors, Table::Actors), (sources, Table::Sources)] {
        let mut first: BTreeMap<&str, Option<Place>> =
            groups.iter().flatten().map(|word| (word.as_str(), None)).collect();
        find(files, (of, desk), &mut first);
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
    let (by, of) = (differ(word, other), of.name());
    let (word, other) = (quoted(word), quoted(other));
    let message = format!("{of} {other} and {word} differ only {by}; they count as two");
    Finding::new(Code::IdDiffersByCase, place, message).help("write one of them everywhere")
}

/// By what two spellings of a group differ.
pub(in crate::check) fn differ(word: &str, other: &str) -> String {
    let (inner, inner_of_other) = (without_quotes(word), without_quotes(other));
    let (shows, shows_of_other) = (shown(inner), shown(inner_of_other));
    let of_case = shows != shows_of_other;
    let of_blanks = inner.to_lowercase() != inner_of_other.to_lowercase();
    let of_quotes = (inner == word) != (inner_of_other == other);
    let by = [
        (of_case, "by upper and lower case"),
        (of_blanks, "by blanks or what does not show"),
        (of_quotes, "by the quotes around one of them"),
    ];
    let by: Vec<&str> = by.iter().filter(|(differs, _)| *differs).map(|(_, by)| *by).collect();
    // Nothing else is left where the blanks stand within the quotes.
    if by.is_empty() { "by blanks within the quotes".to_string() } else { by.join(", and ") }
}

/// Looks in the files for the first place of each string.
fn find(files: Files, (of, desk): (Table, &Desk), first: &mut BTreeMap<&str, Option<Place>>) {
    let mut lacking = first.len();
    if lacking == 0 {
        return;
    }
    let tables = [Table::Events, Table::EventLinks, Table::Relationships];
    walk(files, (&tables, of, desk), &mut |word, place| {
        if let Some(first @ None) = first.get_mut(word) {
            *first = Some(place());
            lacking -= 1;
        }
        lacking > 0
    });
}

/// Calls `each` for the strings in some tables that serve as rows of a table, but for those in rows that are
/// refused, as long as it gives true.
pub(in crate::check) fn walk(
    files: Files,
    (tables, of, desk): (&[Table], Table, &Desk),
    each: &mut dyn FnMut(&str, &dyn Fn() -> Place) -> bool,
) {
    each_record(files, tables, desk, &mut |table, record| {
        let mut goes_on = true;
        strings(record, (table, of), &mut |word, place| {
            goes_on = goes_on && each(word, place);
        });
        goes_on
    });
}

/// Calls `each` for the records of some tables but those that are refused, as long as it gives true.
pub(in crate::check) fn each_record(
    files: Files,
    tables: &[Table],
    desk: &Desk,
    each: &mut dyn FnMut(Table, &Record) -> bool,
) {
    let refused = desk.findings.iter().filter(|finding| REFUSED.contains(&finding.code));
    let refused: BTreeSet<(u32, u32)> =
        refused.map(|finding| (finding.place.file, finding.place.record)).collect();
    for table in tables {
        for (n, file) in files.accepted(*table) {
            let mut records = Records::new(file, n as u32);
            while let Some(record) = records.next() {
                let is_sound =
                    record.broken.is_none() && !refused.contains(&(n as u32, record.at.record));
                if is_sound && !each(*table, &record) {
                    return;
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
