//! Dataset to what is shown: selections, chronologies, networks.
//!
//! Invariant: pure functions that never change their input; each way ends in a [`View`], whose
//! options are in it, so that a writer needs nothing else.

mod backbone;
mod bounds;
pub mod chronology;
mod cited;
mod dated;
pub mod diagram;
mod entry;
pub mod events;
mod gatherings;
mod headings;
mod key;
mod linked;
pub mod list;
mod meetings;
mod named;
mod namesakes;
pub mod network;
pub mod order;
mod outer;
mod pairs;
mod pieces;
mod placing;
mod precedence;
pub mod query;
pub mod report;
mod rows;
pub mod selection;
pub mod sheet;
pub mod show;
pub mod spans;
pub mod stands;
mod status;
pub mod subset;
pub mod tables;
mod teller;
pub mod ties;

pub use chronology::{Chronology, chronology};
pub use diagram::{Diagram, DiagramOptions, diagram};
pub use events::events;
pub use list::list;
pub use network::{ActorNode, Ego, NetworkOptions, network};
pub use query::Query;
pub use report::Report;
pub use selection::Selection;
pub use sheet::Sheet;
pub use show::show;
pub use spans::{Spans, spans};
pub use ties::{Basis, Tie};

/// What a writer turns into bytes.
#[derive(Clone, Debug)]
pub enum View<'d> {
    /// Sections of records with notes: chronology, lists, one thing and all about it.
    Report(Report),
    /// The same of a chronology, its records not made yet.
    Chronology(Box<Chronology<'d>>),
    /// The same of ties.
    Ties(Box<tables::Ties<'d>>),
    /// The relationship picture.
    Diagram(Diagram),
    /// Events over time.
    Spans(Spans),
    /// Rows of a table of the contract, cells unchanged.
    Sheet(Sheet<'d>),
}
