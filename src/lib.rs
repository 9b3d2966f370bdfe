//! Annals: hand-curated event records in CSV, turned into a checked knowledge graph,
//! chronologies and relationship pictures.
//!
//! Invariant: data flows one way, `read -> check -> graph -> view -> write`.

pub mod model;
