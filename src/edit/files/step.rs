//! The moments between two file operations: where Ctrl-C is heeded, and where tests kill.
//!
//! Invariant: an edit that was interrupted before its first rename has changed nothing; after it,
//! the edit goes on to its end.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Asks a running edit to stop at the next moment at which nothing is half done.
pub fn interrupt() {
    INTERRUPTED.store(true, Ordering::SeqCst);
}

/// Stops here if that was asked.
pub(in crate::edit) fn heed() -> io::Result<()> {
    match INTERRUPTED.load(Ordering::SeqCst) {
        true => Err(io::Error::new(
            io::ErrorKind::Interrupted,
            "stopped by the user; nothing was changed",
        )),
        false => Ok(()),
    }
}

/// A moment between two file operations. In builds for tests `ANNALS_KILL_AT=n` ends the program
/// at the n-th one as a power cut would, and `ANNALS_PAUSE_MS` makes each last so long.
#[cfg(debug_assertions)]
pub(in crate::edit) fn step() {
    use std::sync::atomic::AtomicUsize;
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = |name| std::env::var(name).ok().and_then(|v| v.parse::<usize>().ok());
    if let Some(pause) = number("ANNALS_PAUSE_MS") {
        std::thread::sleep(std::time::Duration::from_millis(pause as u64));
    }
    let count = COUNT.fetch_add(1, Ordering::SeqCst) + 1;
    if number("ANNALS_KILL_AT") == Some(count) {
        std::process::abort();
    }
}

/// Nothing, outside tests.
#[cfg(not(debug_assertions))]
pub(in crate::edit) fn step() {}
