//! One edit at a time.
//!
//! On Unix the lock is on the folder's own handle, so that the folder stays clean. Where that
//! fails (Windows, some network shares) it is on a file that its holder deletes while it holds it;
//! who waits and gets a deleted one tries again.
//!
//! Invariant: two edits of one folder never overlap; a killed one holds nothing.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::replace::PREFIX;
use super::step::{heed, step};
use crate::error::Error;

/// The right to edit a folder, as long as it lives.
pub struct Lock {
    _handle: File,
    file: Option<PathBuf>,
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(path) = &self.file {
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Waits for the folder; calls `waiting` once if somebody else has it.
///
/// # Errors
/// When it cannot be locked, or Ctrl-C was pressed while waiting.
pub fn lock(folder: &Path, waiting: &mut dyn FnMut()) -> Result<Lock, Error> {
    let io = |source| Error::Io { action: "lock", path: folder.display().to_string(), source };
    step();
    let by_handle =
        cfg!(unix) && !(cfg!(debug_assertions) && std::env::var_os("ANNALS_LOCK_FILE").is_some());
    if by_handle {
        let unread =
            |source| Error::Io { action: "read", path: folder.display().to_string(), source };
        let handle = File::open(folder).map_err(unread)?;
        match hold(&handle, waiting) {
            Ok(()) => return Ok(Lock { _handle: handle, file: None }),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(io(error)),
            Err(_) => {}
        }
    }
    by_file(folder, waiting).map_err(io)
}

/// The lock on a file of its own.
fn by_file(folder: &Path, waiting: &mut dyn FnMut()) -> io::Result<Lock> {
    let path = folder.join(format!("{}lock", PREFIX.trim_end_matches("edit-")));
    let mut waited = false;
    loop {
        let opened = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let handle = match opened {
            // Windows: a deleted file whose last handle is still open.
            Err(error) if cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied => {
                heed()?;
                std::thread::sleep(Duration::from_millis(10));
                continue;
            }
            other => other?,
        };
        hold(&handle, &mut || {
            if !std::mem::replace(&mut waited, true) {
                waiting();
            }
        })?;
        if is_there(&handle, &path)? {
            step();
            return Ok(Lock { _handle: handle, file: Some(path) });
        }
    }
}

/// Whether a name still leads to the file that is open.
fn is_there(handle: &File, path: &Path) -> io::Result<bool> {
    let Ok(named) = std::fs::metadata(path) else { return Ok(false) };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let open = handle.metadata()?;
        Ok((open.dev(), open.ino()) == (named.dev(), named.ino()))
    }
    #[cfg(not(unix))]
    {
        // An open file that is deleted keeps its name from being taken anew.
        let _ = (handle, named);
        Ok(true)
    }
}

/// Locks a handle, looking for Ctrl-C now and then.
fn hold(handle: &File, waiting: &mut dyn FnMut()) -> io::Result<()> {
    let mut pause = 1;
    loop {
        match handle.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) => {}
        }
        if pause == 1 {
            waiting();
        }
        heed()?;
        std::thread::sleep(Duration::from_millis(pause));
        pause = (pause * 2).min(32);
    }
}
