//! The words of the field: plain data, no I/O.
//!
//! Invariant: nothing here opens a file, prints, or knows CSV.

pub mod date;
