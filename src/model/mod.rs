//! The words of the field: plain data, no I/O.
//!
//! | word | meaning |
//! |---|---|
//! | event | something that happened or is planned; one row, the curator's conclusion |
//! | actor | person, organization, group, state or medium that takes part |
//! | role | an actor's part in one event: caller, host, subject |
//! | contact | an event whose type brings those who take part together |
//! | tie | a pair of actors that *met* in contacts, or stand *together* in events |
//! | source | a document, post, interview, record |
//! | dataset | the checked folder: what is sound, in canonical order |
//!
//! Invariant: nothing here opens a file or prints.

mod address;
pub mod broken;
pub mod cells;
pub mod content;
mod counted;
pub mod dataset;
pub mod date;
pub(crate) mod digits;
pub mod ends;
pub mod events;
pub mod file;
pub mod lookup;
mod masks;
mod numbered;
pub mod place;
pub mod prints;
mod quotes;
pub mod relation;
pub mod scan;
pub mod table;
pub mod time;
pub mod vocabulary;

pub(crate) use address::addresses;
pub use address::is_address;
pub use content::Content;
pub use counted::{counted, listed};
pub use dataset::{
    Actor, Citation, Dataset, Event, Link, Participation, Relationship, Row, Source, Text,
};
pub(crate) use events::EventPart;
pub use events::Events;
pub use file::{DataFile, Position};
pub use place::Place;
pub use relation::{Gap, Relation};
pub use table::{Field, Table};
pub use time::Time;
pub use vocabulary::{Part, Status, Weight};
