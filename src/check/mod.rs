//! Rows to a dataset plus all findings.
//!
//! Invariant: never stops at the first finding, never opens a file, and what it gives does not
//! depend on the order of rows.

mod actors;
mod assemble;
mod contradictions;
mod dates;
mod desk;
mod event_links;
mod events;
pub mod finding;
mod header;
mod ids;
mod links;
mod lists;
mod mojibake;
mod names;
mod near;
mod participants;
mod provisional;
mod prune;
mod relationships;
mod repeats;
mod rows;
mod sense;
mod sources;
mod suggest;
mod tables;

use std::sync::Arc;

use crate::model::{Dataset, Table, time};
use crate::read::Folder;
use crate::read::chunks::Split;

pub use desk::{FileTally, Tally};
pub use finding::{CODES, Code, Finding, Severity};
pub(crate) use names::nfc;
pub use near::{did_you_mean, near};

use desk::Desk;
use events::{EventRow, Known};
use ids::Draft;
use tables::Files;

/// What checking gives.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What is sound.
    pub dataset: Dataset,
    /// What is wrong, in order of file and place.
    pub findings: Vec<Finding>,
    /// The account of rows.
    pub tally: Tally,
}

impl Checked {
    /// How many findings have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|f| f.code.severity() == severity).count()
    }
}

/// Checks a folder.
///
/// ```
/// let folder = annals::read::texts(&[("events.csv", "date,title\n2025-13,A\n2025,B\n")]);
/// let checked = annals::check::dataset(folder);
/// assert_eq!(checked.dataset.events.len(), 2);
/// assert_eq!(checked.findings[0].code.name(), "impossible-date");
/// assert_eq!((checked.findings[0].place.line, checked.findings[0].place.column), (2, 6));
/// ```
pub fn dataset(folder: Folder) -> Checked {
    dataset_in(folder, Split::default())
}

/// The same, the files taken apart as `split` says; what comes out does not depend on it.
pub fn dataset_in(folder: Folder, split: Split) -> Checked {
    let texts = Arc::new(folder.files);
    let mut desk = Desk::default();
    let accepted = header::files(&texts, &mut desk);
    let files = Files { all: &texts, accepted: &accepted, split };
    let actors = actors::read(files, &mut desk);
    let sources = sources::read(files, &mut desk);
    let newest = sources.published.iter().copied().flatten().max();
    let known = Known { actors: &actors, sources: &sources, newest };
    let events = events::read(files, known, &mut desk);
    let ties = relationships::read(files, (&actors, &sources), &mut desk);
    let linked = event_links::read(files, (&actors, &sources), &mut desk);

    let drafts: Vec<&Draft<EventRow>> = events.iter().flat_map(|part| &part.drafts).collect();
    let settled = ids::settle(&drafts, &texts, &mut desk);
    let mut kept = vec![false; drafts.len()];
    settled.kept.iter().for_each(|n| kept[*n as usize] = true);
    sense::same_event(files, &events, &kept, &mut desk);

    let empty = Dataset { files: Arc::clone(&texts), ..Dataset::default() };
    let mut dataset =
        assemble::dataset(empty, (&actors, &sources), (&events, &settled.kept), (&ties, &linked));
    let refused = links::refused(&events, settled.refused.iter().map(|n| drafts[*n as usize]));
    let drafts = links::Drafts {
        references: events.iter().flat_map(|part| &part.references).collect(),
        rows: linked.iter().flat_map(|part| &part.links).collect(),
    };
    let refused = (refused.as_slice(), files.refused(Table::Events));
    dataset.links = links::resolve(&dataset, &drafts, refused, &mut desk);
    dataset.time = time::reckon(&dataset);
    contradictions::say(&dataset, &mut desk);
    suggest::all(&mut desk, (&actors, &sources), &dataset);
    sense::unused(files, (&actors, &sources), &events, &mut desk);
    desk.tally.actors = dataset.actors.len() as u64;
    desk.tally.sources = dataset.sources.len() as u64;
    if desk.tally.files.iter().any(|file| file.refused > 0) {
        prune::unused(&mut dataset);
    }
    finding::sort(&mut desk.findings);
    Checked { dataset, findings: desk.findings, tally: desk.tally }
}
