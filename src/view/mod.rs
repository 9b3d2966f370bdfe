//! Dataset to what is shown: selections, chronologies, networks.
//!
//! Invariant: pure functions that never change their input; each way ends in a [`View`], whose
//! options are in it, so that a writer needs nothing else.

pub mod chronology;
mod entry;
pub mod events;
pub mod list;
pub mod query;
mod headings;
pub mod report;
pub mod selection;
pub mod sheet;
pub mod show;
pub mod subset;

pub use chronology::chronology;
pub use events::events;
pub use list::list;
pub use query::Query;
pub use report::Report;
pub use selection::Selection;
pub use sheet::Sheet;
pub use show::show;

/// What a writer turns into bytes.
#[derive(Clone, Debug)]
pub enum View<'d> {
    /// Sections of records with notes: chronology, lists, one thing and all about it.
    Report(Report),
    /// Rows of a table of the contract, cells unchanged.
    Sheet(Sheet<'d>),
}
