//! Annals: hand-curated event records in CSV, turned into a checked knowledge graph,
//! chronologies and relationship pictures.
//!
//! ```text
//! data/*.csv -> read -> check -> graph -> view -> write -> terminal, file
//!               rows    Dataset   petgraph  View    bytes
//!                       + findings
//! ```
//!
//! Invariant: data flows one way; a module imports only from those to its left in
//! `error, progress, cores < solve, layout < model < read < check < graph < view < write < edit`.

pub mod check;
pub mod cores;
pub mod edit;
pub mod error;
pub mod graph;
pub mod layout;
pub mod model;
pub mod progress;
pub mod read;
pub mod solve;
pub mod view;
pub mod write;

pub use error::Error;
