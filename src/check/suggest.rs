//! What unknown references probably mean, found at the end and once for each distinct one.
//!
//! Invariant: of a great many the bytewise first [`MOST`] of each table are looked up, so that the
//! answer does not depend on the order of rows and the time does not grow with the mistakes.

use super::actors::Actors;
use super::desk::Desk;
use super::near::{self, did_you_mean};
use super::sources::Sources;
use crate::model::cells::is_hidden;
use crate::model::{Dataset, Table};

/// Distinct unknown references of one table that are looked up.
const MOST: usize = 1000;

/// A reference that means nothing.
#[derive(Debug)]
pub(super) struct Unknown {
    /// Number of its finding.
    pub(super) finding: usize,
    /// The table it refers to.
    pub(super) table: Table,
    /// What is written.
    pub(super) text: String,
}

/// Adds what was probably meant to the findings on unknown references; what is suggested counts as used.
pub(super) fn all<'f>(
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
        let ids = dataset.events.iter().map(|e| dataset.text(e.id)).zip(0..);
        table(&events, vec![ids], &|_| {}, desk);
    }
    for (kind, names) in [(Table::Actors, &actors.names), (Table::Sources, &sources.names)] {
        let unknown = of(kind);
        if !unknown.is_empty() {
            table(&unknown, names.keys(), &|row| names.mark(row), desk);
        }
    }
}

/// Looks the unknown references of a table up among all that is known in it, which comes in shares.
fn table<'w, K: Iterator<Item = (&'w str, u32)> + Send>(
    unknown: &[&Unknown],
    known: Vec<K>,
    mark: &dyn Fn(u32),
    desk: &mut Desk,
) {
    let groups: Vec<&[&Unknown]> = unknown.chunk_by(|a, b| a.text == b.text).take(MOST).collect();
    let words: Vec<&str> = groups.iter().map(|same| same[0].text.as_str()).collect();
    for (same, near) in groups.into_iter().zip(near::nearest(&words, known)) {
        near.iter().for_each(|(_, row)| mark(*row));
        let names: Vec<&str> = near.iter().map(|(name, _)| *name).collect();
        let Some(help) = did_you_mean(&names) else { continue };
        let help = match hidden(&same[0].text) {
            Some(hidden) => format!("{help} {hidden}"),
            None => help,
        };
        for reference in same {
            desk.findings[reference.finding].help = Some(help.clone());
        }
    }
}

/// A sentence on a character that nobody sees.
pub(super) fn hidden(text: &str) -> Option<String> {
    let odd = |c: &char| is_hidden(*c) || c.is_whitespace() && !matches!(c, ' ' | '\n' | '\r');
    let c = text.chars().find(odd)?;
    Some(format!("it holds a character that does not show (U+{:04X}): type it again", u32::from(c)))
}
