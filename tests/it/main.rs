//! The whole-program tests, one binary: each module states claims about one part of annals.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod add;
mod check;
mod disk;
mod docs;
mod edits;
mod kill;
mod network;
mod numbers;
mod planted;
mod quotes;
mod rename;
mod support;
mod tidy;
mod timeline;
