//! The whole-program tests, one binary: each module states claims about one part of annals.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "tests report counts and what they skip"
)]

mod add;
mod adding;
mod agree;
mod check;
mod chunks;
mod columns;
mod dates;
mod diagram;
mod disk;
mod docs;
mod drawing;
mod edits;
mod eras;
mod export;
mod foreign;
mod gallery;
mod headers;
mod helps;
mod hostile;
mod ids;
mod joined;
mod kill;
mod lengths;
mod letters;
mod many;
mod merges;
mod names;
mod narrow;
mod network;
mod numbers;
mod one_cause;
mod parts;
mod people;
mod planted;
mod properties;
mod qualified;
mod query;
mod quotes;
mod rename;
mod shapes;
mod spelling;
#[allow(dead_code, reason = "each test uses what it needs")]
mod support;
mod tidy;
mod time;
mod timeline;
mod told;
mod transcript;
mod twins;
mod unsplit;
mod workday;
