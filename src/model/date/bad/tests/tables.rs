//! The tables of bad dates: in `tests/dates/bad` what is said of each, in `tests/dates/phrases.tsv` phrases people
//! write in five languages.
//!
//! Each table in `bad` is named after the file whose claims it states.

use std::collections::BTreeSet;
use std::path::Path;

use super::{BadDateKind, flaw, hides_a_reading};
use crate::model::date::Date;
use crate::model::date::tests::tables::{hold, tables};

#[test]
fn every_row_of_the_tables_holds_and_every_kind_is_met() {
    let mut met = Vec::new();
    hold("bad", &mut |cells| {
        met.push(held(cells)?);
        Ok(())
    });
    let missed: Vec<_> = BadDateKind::ALL.iter().filter(|kind| !met.contains(kind)).collect();
    assert!(missed.is_empty(), "no row has the kind {missed:?}");
}

#[test]
fn a_table_is_named_after_the_file_whose_claims_it_states() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/model/date");
    for table in tables("bad") {
        let source = src.join(&table).with_extension("");
        let is_there = source.with_extension("rs").is_file() || source.join("mod.rs").is_file();
        assert!(is_there, "tests/dates/{table} has no file of its name in src/model/date");
    }
}

#[test]
fn phrases_are_understood_in_five_languages() {
    let mut languages = BTreeSet::new();
    hold("phrases.tsv", &mut |cells| {
        let [meaning, language, phrases @ ..] = cells else { return Err("has no phrases".into()) };
        languages.insert(language.clone());
        let spellings = phrases.iter().flat_map(|phrase| [phrase.clone(), phrase.to_uppercase()]);
        let wrong: Vec<String> = spellings.filter_map(|text| misread(&text, meaning)).collect();
        if wrong.is_empty() { Ok(()) } else { Err(wrong.join("; ")) }
    });
    assert_eq!(languages.len(), 5, "{languages:?}");
}

/// What a phrase is read as, where that is not its meaning in words.
fn misread(text: &str, meaning: &str) -> Option<String> {
    let Err(bad) = Date::parse(text) else { return Some(format!("{text} is a date")) };
    let first = bad.readings.first().map(|reading| reading.edtf.as_str());
    let is_read = first == Some(meaning) && bad.kind == BadDateKind::InWords;
    let is_read = is_read && !hides_a_reading(text);
    (!is_read).then(|| format!("{text} is {:?} {}", bad.kind, first.unwrap_or("none")))
}

/// The kind of a row that holds; else the row as it would hold, or what is wrong with it.
fn held(cells: &[String]) -> Result<BadDateKind, String> {
    let (text, kind, readings, end) = match cells {
        [text, kind, readings] => (text, kind, readings, ""),
        [text, kind, readings, end] => (text, kind, readings, end.as_str()),
        _ => return Err(format!("has {} cells, not 3 or 4", cells.len())),
    };
    let Err(bad) = Date::parse(text) else { return Err(format!("{text} is a date")) };
    let mut edtf: Vec<&str> = bad.readings.iter().map(|reading| reading.edtf.as_str()).collect();
    if edtf.is_empty() {
        edtf.push("none");
    }
    let (is_kind, edtf) = (format!("{:?}", bad.kind) == *kind, edtf.join(" "));
    if !is_kind || edtf != *readings || !bad.of_cell().ends_with(end) {
        return Err(format!("{text}\t{:?}\t{edtf}\t{}", bad.kind, bad.of_cell()));
    }
    flaw(text, &bad).map_or(Ok(bad.kind), |flaw| Err(format!("{text} has {flaw}")))
}
