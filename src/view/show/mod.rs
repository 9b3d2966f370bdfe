//! All that is known of one thing: its cells, and what refers to it.
//!
//! A word means whatever has it as its id, name or alias, in any table; `actors/x` means the one in
//! that table. Every column with a value is shown, unknown ones too; lists of actors, sources and
//! events are shown resolved, and as written only where an item could not be.
//!
//! ```
//! use annals::view::show::{find, show};
//!
//! let events = "id,date,title,actors\na,2025-02,Talks,putin:host;xi\nb,2025-01,Call,putin\n";
//! let dataset = annals::check::dataset(annals::read::texts(&[("events.csv", events)])).dataset;
//! let report = show(&dataset, &find(&dataset, "Putin")?);
//! let events: Vec<&str> = report.sections[1].records.iter().map(|r| r.cells[3].raw.as_str()).collect();
//! assert_eq!(events, ["Call", "Talks"]);
//! # Ok::<(), annals::Error>(())
//! ```
//!
//! Invariant: nothing says where in a file a row stands; that is what findings are for.

mod actor;
mod event;
mod find;
mod lines;
mod relationship;
mod source;

pub use find::{Thing, find, unknown_event};

use crate::model::Dataset;
use crate::view::Report;
use crate::view::report::Layout;

use lines::{Lines, columns};

/// All that is known of some things.
pub fn show(dataset: &Dataset, things: &[Thing]) -> Report {
    let mut sections = Vec::new();
    for thing in things {
        let mut lines = Lines::new(dataset, thing);
        match *thing {
            Thing::Event(event) => event::tell(&mut lines, event),
            Thing::Actor(actor) => actor::tell(&mut lines, actor),
            Thing::Source(source) => source::tell(&mut lines, source),
            Thing::Relationship(relationship) => relationship::tell(&mut lines, relationship),
        }
        sections.extend(lines.sections);
    }
    let mut report =
        Report { columns: columns(), layout: Layout::Entries, sections, ..Report::default() };
    match (things.len(), report.sections.first_mut()) {
        (1, Some(first)) => report.title = std::mem::take(&mut first.heading),
        (count, _) => report.title = format!("{count} matches"),
    }
    report
}

#[cfg(test)]
mod tests;
