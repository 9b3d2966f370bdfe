//! The ruling on quotes that are not closed: the next quote closes them, so the finding stands at
//! the opening quote, that record alone is refused, and no other record is touched.
//!
//! `ANNALS_QUOTES=FILE cargo test quotes` tries another file of events.

use std::fs;

use annals::check::{self, Checked};
use annals::read;

use crate::support::root;

/// What is found, where: code, file, line, column.
type Found = (&'static str, u32, u32, u32);

fn found(checked: &Checked) -> Vec<Found> {
    let mut found: Vec<Found> = (checked.findings.iter())
        .map(|f| (f.code.name(), f.place.file, f.place.line, f.place.column))
        .collect();
    found.sort_unstable();
    found
}

/// Places of quotes that open a cell and of those that close it, in pairs.
fn pairs(text: &str) -> Vec<(usize, usize)> {
    let (mut pairs, mut open) = (Vec::new(), None);
    let mut quotes = text.match_indices('"').map(|(at, _)| at).peekable();
    while let Some(at) = quotes.next() {
        match open {
            None => open = Some(at),
            Some(_) if quotes.peek() == Some(&(at + 1)) => drop(quotes.next()),
            Some(start) => {
                pairs.push((start, at));
                open = None;
            }
        }
    }
    pairs
}

fn place(text: &str, at: usize) -> (u32, u32) {
    let line = text[..at].matches('\n').count() + 1;
    let column = text[..at].chars().rev().take_while(|c| *c != '\n').count() + 1;
    (line as u32, column as u32)
}

/// Deletes each closing quote in turn; gives how many there were.
fn delete_each(text: &str, others: &[(&str, &str)]) -> usize {
    let check = |events: &str| {
        let files = [&[("events.csv", events)], others].concat();
        check::dataset(read::texts(&files))
    };
    let before = found(&check(text));
    let rows = check(text).dataset.events.len();
    let pairs = pairs(text);
    for (open, close) in &pairs {
        let broken = format!("{}{}", &text[..*close], &text[close + 1..]);
        let checked = check(&broken);
        let (line, column) = place(text, *open);
        let mut expected: Vec<Found> =
            before.iter().filter(|f| (f.1, f.2) != (0, line)).copied().collect();
        expected.push(("unclosed-quote", 0, line, column));
        expected.sort_unstable();
        assert_eq!(found(&checked), expected, "closing quote at {:?}", place(text, *close));
        assert_eq!(checked.dataset.events.len(), rows - 1);
    }
    pairs.len()
}

#[test]
fn a_deleted_closing_quote_is_found_where_the_quote_opened() {
    let read = |name: &str| fs::read_to_string(root().join("data").join(name)).unwrap();
    let [actors, sources, relationships] =
        ["actors.csv", "sources.csv", "relationships.csv"].map(read);
    let others = [
        ("actors.csv", actors.as_str()),
        ("sources.csv", sources.as_str()),
        ("relationships.csv", relationships.as_str()),
    ];
    let count = delete_each(&read("events.csv"), &others);
    assert!(count > 50, "only {count} quoted cells");
    if let Some(file) = std::env::var_os("ANNALS_QUOTES") {
        let count = delete_each(&fs::read_to_string(file).unwrap(), &[]);
        println!("{count} closing quotes deleted in turn");
    }
}
