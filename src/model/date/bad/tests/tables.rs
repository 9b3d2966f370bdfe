//! The tables in `tests/dates/bad`: what is said of a text that is no date.
//!
//! Each table is named after the file whose claims it states; its first lines say what stands in a row.

use std::fs;
use std::path::{Path, PathBuf};

use super::{BadDateKind, flaw};
use crate::model::date::Date;

#[test]
fn every_row_of_the_tables_holds_and_every_kind_is_met() {
    let mut wrong = Vec::new();
    let mut met = Vec::new();
    for table in tables(&root().join("tests/dates/bad")) {
        let (before, name) = (met.len(), table.strip_prefix(root()).unwrap().display());
        for (n, line) in fs::read_to_string(&table).unwrap().lines().enumerate() {
            if line.is_empty() || line.starts_with("# ") {
                continue;
            }
            match held(line) {
                Ok(kind) => met.push(kind),
                Err(why) => wrong.push(format!("{name}:{}: {why}", n + 1)),
            }
        }
        assert!(met.len() > before || !wrong.is_empty(), "{name} has no rows");
    }
    assert!(wrong.is_empty(), "{} rows do not hold:\n{}", wrong.len(), wrong.join("\n"));
    let missed: Vec<_> = BadDateKind::ALL.iter().filter(|kind| !met.contains(kind)).collect();
    assert!(missed.is_empty(), "no row has the kind {missed:?}");
}

#[test]
fn a_table_is_named_after_the_file_whose_claims_it_states() {
    let home = root().join("tests/dates/bad");
    for table in tables(&home) {
        let module = table.strip_prefix(&home).unwrap().with_extension("");
        let source = root().join("src/model/date/bad").join(module);
        let is_there = source.with_extension("rs").is_file() || source.join("mod.rs").is_file();
        assert!(is_there, "{} has no file in src/model/date/bad", table.display());
    }
}

/// The kind of a row that holds; else the row as it would hold, or what is wrong with it.
fn held(row: &str) -> Result<BadDateKind, String> {
    let cells: Vec<String> = row.split('\t').map(unescaped).collect();
    let (text, kind, readings, end) = match cells.as_slice() {
        [text, kind, readings] => (text, kind, readings, ""),
        [text, kind, readings, end] => (text, kind, readings, end.as_str()),
        _ => return Err(format!("has {} cells, not 3 or 4: {row}", cells.len())),
    };
    let Err(bad) = Date::parse(text) else { return Err(format!("{text} is a date")) };
    let mut edtf: Vec<&str> = bad.readings.iter().map(|reading| reading.edtf.as_str()).collect();
    if edtf.is_empty() {
        edtf.push("none");
    }
    let (is_kind, edtf) = (format!("{:?}", bad.kind) == *kind, edtf.join(" "));
    if !is_kind || edtf != *readings || !bad.message.ends_with(end) {
        return Err(format!("{text}\t{:?}\t{edtf}\t{}", bad.kind, bad.message));
    }
    flaw(text, &bad).map_or(Ok(bad.kind), |flaw| Err(format!("{text} has {flaw}")))
}

/// A cell with the letters that its escapes stand for.
fn unescaped(cell: &str) -> String {
    let mut parts = cell.split(r"\u{");
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').expect("an escape ends");
        text.extend(char::from_u32(u32::from_str_radix(code, 16).unwrap()));
        text.push_str(rest);
    }
    text
}

/// Every table of a folder and of those in it.
fn tables(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .into_iter()
        .flat_map(|path| if path.is_dir() { tables(&path) } else { vec![path] })
        .collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
