//! Ctrl-C while files are written: asked, not killed.
//!
//! Invariant: the program ends by itself, at a moment at which nothing is half done, and takes what
//! it had begun with it.

use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

use tempfile::NamedTempFile;

/// The exit code of what was stopped: 128 and the number of the signal, as shells have it.
pub(crate) const CODE: u8 = 130;

/// From now on Ctrl-C only asks the edit to stop; a second one changes nothing.
pub(crate) fn watch() {
    // A handler that cannot be set leaves Ctrl-C as it was, which is safe too.
    let _ = ctrlc::set_handler(annals::edit::interrupt);
}

/// Temporary files that are being written.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A temporary file that Ctrl-C removes until this is dropped.
pub(crate) struct Unfinished(PathBuf);

/// Makes a temporary file, which Ctrl-C removes before the program ends. While it is made, Ctrl-C
/// waits.
pub(crate) fn unfinished(
    make: impl FnOnce() -> io::Result<NamedTempFile>,
) -> io::Result<(NamedTempFile, Unfinished)> {
    static HANDLER: OnceLock<()> = OnceLock::new();
    HANDLER.get_or_init(|| {
        let _ = ctrlc::set_handler(|| {
            let files = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
            files.iter().for_each(|file| drop(std::fs::remove_file(file)));
            std::process::exit(CODE.into());
        });
    });
    let mut files = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
    let temporary = make()?;
    files.push(temporary.path().to_path_buf());
    let unfinished = Unfinished(temporary.path().to_path_buf());
    Ok((temporary, unfinished))
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Ok(mut files) = UNFINISHED.lock() {
            files.retain(|file| *file != self.0);
        }
    }
}
