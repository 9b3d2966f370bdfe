//! The README against the program: its tables are the program's own, its blocks run.
//!
//! `ANNALS_UPDATE=1 cargo test docs` rewrites the tables, `TRYCMD=overwrite cargo test docs` the blocks.

use std::fs;
use std::path::Path;

use annals::check::CODES;
use annals::model::vocabulary::{ROLES, Status, TYPES};
use annals::view::query::{FIELDS, QueryField};
use annals::write::FORMATS;

/// The text between two markers of a document must be `expected`.
fn holds(document: &str, name: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(document);
    let text = fs::read_to_string(&path).unwrap();
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let from =
        text.find(&begin).unwrap_or_else(|| panic!("{document} has no `{name}`")) + begin.len();
    let to = from + text[from..].find(&end).unwrap_or_else(|| panic!("`{name}` does not end"));
    if text[from..to] == *expected {
        return;
    }
    if std::env::var_os("ANNALS_UPDATE").is_some() {
        fs::write(&path, format!("{}{expected}{}", &text[..from], &text[to..])).unwrap();
        return;
    }
    panic!("`{name}` in {document} is out of date; it should be\n{expected}");
}

fn table(header: &str, rows: impl Iterator<Item = Vec<String>>) -> String {
    let columns = header.matches('|').count() - 1;
    let rows: String = rows.map(|cells| format!("| {} |\n", cells.join(" | "))).collect();
    format!("{header}\n|{}\n{rows}", "---|".repeat(columns))
}

fn quoted(word: &str) -> String {
    format!("`{word}`")
}

#[test]
fn the_readme_lists_every_type() {
    let together = |t: &annals::model::vocabulary::EventType| match (t.contact, t.in_person) {
        (true, true) => "yes, in person",
        (true, false) => "yes, from afar",
        (false, _) => "no",
    };
    let rows = TYPES.iter().map(|t| vec![quoted(t.name), together(t).into(), t.about.into()]);
    holds("README.md", "types", &table("| type | contact | what it is |", rows));
}

#[test]
fn the_readme_lists_every_role() {
    let rows = ROLES.iter().map(|r| vec![quoted(r.name), r.part.words().into(), r.about.into()]);
    holds("README.md", "roles", &table("| role | part | what it is |", rows));
}

#[test]
fn the_readme_lists_every_status() {
    let effect = |s: &Status| match s.weight() {
        annals::model::Weight::Counts => "counts",
        annals::model::Weight::Unconfirmed => "counts apart, as not confirmed",
        annals::model::Weight::None => "makes no tie",
    };
    let rows = Status::WRITTEN.iter().map(|(name, s)| vec![quoted(name), effect(s).into()]);
    holds("README.md", "statuses", &table("| status | in a tie |", rows));
}

#[test]
fn the_readme_lists_every_finding_code() {
    let rows = CODES.iter().map(|c| vec![quoted(c.name), c.severity.word().into(), c.about.into()]);
    holds("README.md", "codes", &table("| code | severity | what it says |", rows));
}

#[test]
fn the_readme_lists_every_format() {
    let rows = FORMATS.iter().map(|f| {
        let extension = quoted(&format!(".{}", f.extension));
        vec![quoted(f.name), extension, f.about.into()]
    });
    holds("README.md", "formats", &table("| format | extension | what it carries |", rows));
}

#[test]
fn the_readme_lists_every_query_term() {
    let examples =
        |f: &QueryField| f.examples.iter().map(|e| quoted(e)).collect::<Vec<_>>().join(" ");
    let rows = FIELDS.iter().map(|f| vec![quoted(f.name), examples(f), f.about.into()]);
    holds("README.md", "terms", &table("| field | for example | what it selects |", rows));
}
