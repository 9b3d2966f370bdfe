//! Temporary files, each beside the file it is to become.
//!
//! Who makes one holds its lock as long as it lives: one that nobody holds was left by a program that was
//! killed.
//!
//! Invariant: what is removed was held by nobody; what is made is there.

use std::fs::{self, File, Permissions};
use std::io;
use std::path::Path;

use tempfile::NamedTempFile;

/// How the name of every such file begins.
const PREFIX: &str = ".annals-output-";

/// Makes one in a folder, from which those that were left are removed.
pub(super) fn make(folder: &Path, permissions: Option<Permissions>) -> io::Result<NamedTempFile> {
    clean(folder);
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    loop {
        let temporary = builder.tempfile_in(folder)?;
        // Where no file can be locked, none is removed either.
        let _ = temporary.as_file().lock();
        // Another program may have come between.
        if temporary.path().exists() {
            return Ok(temporary);
        }
    }
}

/// Removes those that nobody holds; what cannot be removed stays.
fn clean(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_one = entry.file_name().to_string_lossy().starts_with(PREFIX)
            && entry.file_type().is_ok_and(|kind| kind.is_file());
        let Some(file) = is_one.then(|| File::open(entry.path()).ok()).flatten() else { continue };
        if file.try_lock().is_ok() {
            let _ = fs::remove_file(entry.path());
        }
    }
}
