//! The folder and its files, as an edit reads and replaces them.
//!
//! Invariant: a file is written whole or not at all, and by one edit at a time.

pub mod append;
pub mod diff;
pub mod home;
pub mod journal;
pub mod lock;
pub mod replace;
pub(super) mod step;
pub mod target;
