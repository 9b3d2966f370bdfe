//! Adding events and renaming ids: the only code that changes a user's data.
//!
//! ```text
//! input -> columns, dates -> known -> plan (ids, create, attempt, verdict) -> files
//! ```
//!
//! [`plan()`] finds out what is to be written without touching a file, checks the folder as it would
//! be; [`write()`] then writes, each file whole or not at all, one edit of a folder at a time.
//!
//! Invariant: what is refused leaves every byte as it was; what is acknowledged is on the disk.

mod advice;
mod attempt;
pub mod columns;
pub mod create;
pub mod dates;
pub mod files;
pub mod ids;
pub mod input;
pub mod known;
pub mod plan;
pub mod rename;
mod verdict;

use crate::error::Error;

pub use files::home::Home;
pub use files::lock::{Lock, lock};
pub use files::step::interrupt;
pub use input::Input;
pub use plan::{Plan, Request, plan};
pub use rename::unreadable::explained;

use create::Grown;
use files::replace::Change;
use files::{home, journal, replace};

/// Writes what a plan says: actors and sources first, events last, so that a power cut leaves at
/// most something that is not used. The caller holds the folder's lock.
///
/// # Errors
/// When a file cannot be written; it is then as it was.
pub fn write(home: &Home, plan: &mut Plan) -> Result<(), Error> {
    replace::all(&changes(home, &mut plan.changes))
}

/// Writes several files, all or none; `what` is the line that says so in the journal. The caller
/// holds the folder's lock.
///
/// # Errors
/// When a file cannot be written.
pub fn write_all(home: &Home, what: &str, grown: &mut Vec<Grown>) -> Result<(), Error> {
    journal::replace_all(&home::folder_of(&home.path("")), what, &changes(home, grown))
}

fn changes(home: &Home, grown: &mut Vec<Grown>) -> Vec<Change> {
    let change = |g: Grown| Change { path: home.path(&g.name), old: g.old, new: g.new };
    std::mem::take(grown).into_iter().map(change).collect()
}

/// Removes what an edit that was killed left beside the tables; the caller holds the folder's lock.
///
/// # Errors
/// When a folder cannot be cleaned.
pub fn clean(home: &Home) -> Result<(), Error> {
    let mut folders: Vec<std::path::PathBuf> = vec![home::folder_of(&home.path(""))];
    for file in &home.folder.files {
        let path = home.path(&file.name);
        folders.push(replace::parent(&std::fs::canonicalize(&path).unwrap_or(path)));
    }
    folders.sort();
    folders.dedup();
    for folder in folders {
        replace::clean(&folder).map_err(|e| replace::failed(&folder, e))?;
    }
    Ok(())
}
