//! How far the program is with what takes long: numbers that anyone may read, drawn by nobody here.
//!
//! Invariant: no result depends on it; noting a step costs one addition for some megabytes of work.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing that takes long.
    Start,
    /// Files come into memory; steps are bytes.
    Read,
    /// Rows are checked; steps are bytes.
    Check,
    /// A picture is laid out; its steps are not counted.
    Layout,
    /// Results are written; steps are bytes.
    Write,
}

const STAGES: [Stage; 5] = [Stage::Start, Stage::Read, Stage::Check, Stage::Layout, Stage::Write];

static STAGE: AtomicUsize = AtomicUsize::new(0);
static DONE: AtomicU64 = AtomicU64::new(0);
static TOTAL: AtomicU64 = AtomicU64::new(0);

/// A stage begins that takes so many steps; 0 where that is not known.
pub fn begin(stage: Stage, total: u64) {
    DONE.store(0, Ordering::Relaxed);
    TOTAL.store(total, Ordering::Relaxed);
    STAGE.store(stage as usize, Ordering::Relaxed);
}

/// Steps are done.
pub fn add(steps: u64) {
    DONE.fetch_add(steps, Ordering::Relaxed);
}

/// The stage, the steps done and the steps in all.
pub fn now() -> (Stage, u64, u64) {
    let stage = STAGES[STAGE.load(Ordering::Relaxed).min(STAGES.len() - 1)];
    (stage, DONE.load(Ordering::Relaxed), TOTAL.load(Ordering::Relaxed))
}
