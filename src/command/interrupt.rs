//! Ctrl-C while files are written: asked, not killed.
//!
//! Invariant: the program ends by itself, at a moment at which nothing is half done, and takes what
//! it had begun with it.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

/// From now on Ctrl-C only asks the edit to stop; a second one changes nothing.
pub(crate) fn watch() {
    // A handler that cannot be set leaves Ctrl-C as it was, which is safe too.
    let _ = ctrlc::set_handler(annals::edit::interrupt);
}

/// Temporary files that are being written.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A temporary file that Ctrl-C removes until this is dropped.
pub(crate) struct Unfinished(PathBuf);

/// From now on Ctrl-C removes this file before the program ends.
pub(crate) fn unfinished(path: &Path) -> Unfinished {
    static HANDLER: OnceLock<()> = OnceLock::new();
    HANDLER.get_or_init(|| {
        let _ = ctrlc::set_handler(|| {
            if let Ok(files) = UNFINISHED.lock() {
                files.iter().for_each(|file| drop(std::fs::remove_file(file)));
                std::process::exit(130); // 128 and the number of the signal, as shells have it
            }
        });
    });
    if let Ok(mut files) = UNFINISHED.lock() {
        files.push(path.to_path_buf());
    }
    Unfinished(path.to_path_buf())
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Ok(mut files) = UNFINISHED.lock() {
            files.retain(|file| *file != self.0);
        }
    }
}
