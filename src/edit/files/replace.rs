//! Files written whole or not at all.
//!
//! The new bytes go into a file of their own in the same folder, which is synced, given the mode
//! of the old one and renamed over it; then the folder is synced. Links are followed, so that the
//! file they lead to is replaced and not the link. What a power cut leaves is called
//! [`PREFIX`]`...`, which no table's pattern matches, and is removed by the next edit.
//!
//! Invariant: at every moment the file has all of its old bytes or all of its new ones.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::step::{heed, step};
use crate::error::Error;

/// How the name of every file begins that an edit makes for itself.
pub const PREFIX: &str = ".annals-edit-";

/// A file that is to be replaced, its new bytes written beside it.
pub struct Ready {
    target: PathBuf,
    beside: PathBuf,
    done: bool,
}

/// What a file is to hold.
pub struct Change {
    /// Where it lies, as the user would name it.
    pub path: PathBuf,
    /// What it held when it was read; `None`: it was not there.
    pub old: Option<Vec<u8>>,
    /// What it is to hold.
    pub new: Vec<u8>,
}

/// Writes the new bytes beside the file, synced, with its mode.
///
/// # Errors
/// When the file is read-only, was changed since it was read, or the disk does not take it.
pub fn prepare(change: &Change) -> Result<Ready, Error> {
    let io = |source| failed(&change.path, source);
    let target = match fs::canonicalize(&change.path) {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::NotFound && change.old.is_none() => {
            change.path.clone()
        }
        Err(error) => return Err(io(error)),
    };
    writable(change, &target)?;
    let folder = parent(&target);
    step();
    let (mut file, beside) = create(&folder, change.old.is_some()).map_err(io)?;
    let ready = Ready { target, beside, done: false };
    step();
    file.write_all(&change.new).map_err(io)?;
    keep_mode(&ready, &file).map_err(io)?;
    step();
    file.sync_all().map_err(io)?;
    step();
    heed().map_err(io)?;
    Ok(ready)
}

/// Writes files one after another, once the new bytes of all of them are beside.
///
/// # Errors
/// When one of them cannot be written; it is then as it was.
pub fn all(changes: &[Change]) -> Result<(), Error> {
    let ready: Vec<Ready> = changes.iter().map(prepare).collect::<Result<_, _>>()?;
    ready.into_iter().zip(changes).try_for_each(|(ready, change)| ready.commit(change))
}

impl Ready {
    /// Where the new bytes lie.
    pub fn beside(&self) -> &Path {
        &self.beside
    }

    /// Puts the new file in the place of the old one.
    ///
    /// # Errors
    /// When it was changed since it was read, or cannot be renamed.
    pub fn commit(mut self, change: &Change) -> Result<(), Error> {
        let io = |source| failed(&change.path, source);
        unchanged(change, &self.target)?;
        step();
        fs::rename(&self.beside, &self.target).map_err(io)?;
        self.done = true;
        step();
        sync_folder(&parent(&self.target)).map_err(io)?;
        step();
        Ok(())
    }

    /// Where the new bytes lie from now on without anybody who removes them: a journal knows.
    pub fn leave(mut self) -> (PathBuf, PathBuf) {
        self.done = true;
        (std::mem::take(&mut self.beside), std::mem::take(&mut self.target))
    }
}

impl Drop for Ready {
    fn drop(&mut self) {
        if !self.done {
            let _ = fs::remove_file(&self.beside);
        }
    }
}

/// Removes what an edit that was killed left in a folder; the caller holds its lock.
pub fn clean(folder: &Path) -> io::Result<usize> {
    let mut removed = 0;
    let Ok(entries) = fs::read_dir(folder) else { return Ok(0) };
    for entry in entries {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(PREFIX) {
            step();
            fs::remove_file(entry.path())?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// What went wrong with a file, in words that help.
pub fn failed(path: &Path, source: io::Error) -> Error {
    let kind = source.kind();
    let path = path.display().to_string();
    let words = match kind {
        io::ErrorKind::StorageFull => Some("the disk is full"),
        io::ErrorKind::QuotaExceeded => Some("your share of the disk is used up"),
        io::ErrorKind::FileTooLarge => Some("the file would be larger than the system allows"),
        io::ErrorKind::ReadOnlyFilesystem => Some("the disk is read-only"),
        io::ErrorKind::PermissionDenied => Some("the folder does not allow it"),
        _ if cfg!(windows) && matches!(source.raw_os_error(), Some(32 | 33)) => {
            Some("another program has it open; close it there and try again")
        }
        _ => None,
    };
    let source = match words {
        Some(words) => {
            io::Error::new(kind, format!("{words}; nothing was lost, and nothing is half written"))
        }
        None => source,
    };
    Error::Io { action: "write", path, source }
}

/// Refuses a file that may not be written, though a rename would go round that.
fn writable(change: &Change, target: &Path) -> Result<(), Error> {
    if change.old.is_none() {
        return match target.symlink_metadata() {
            Err(_) => Ok(()),
            Ok(_) => Err(changed(&change.path)),
        };
    }
    if fs::metadata(target).is_ok_and(|m| !m.is_file()) {
        let source = io::Error::other("it is no ordinary file; nothing was changed");
        return Err(Error::Io { action: "write", path: change.path.display().to_string(), source });
    }
    let read_only = fs::metadata(target).is_ok_and(|m| m.permissions().readonly());
    let denied = OpenOptions::new().append(true).open(target).err();
    if read_only || denied.as_ref().is_some_and(|e| e.kind() == io::ErrorKind::PermissionDenied) {
        let words = "the file is read-only; nothing was changed";
        let source = io::Error::new(io::ErrorKind::PermissionDenied, words);
        return Err(Error::Io { action: "write", path: change.path.display().to_string(), source });
    }
    if let Some(error) = denied {
        return Err(failed(&change.path, error));
    }
    unchanged(change, target)
}

/// Refuses a file that is no longer what was read.
fn unchanged(change: &Change, target: &Path) -> Result<(), Error> {
    let same = match (&change.old, fs::read(target)) {
        (Some(old), Ok(now)) => *old == now,
        (None, Err(error)) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    };
    if same { Ok(()) } else { Err(changed(&change.path)) }
}

fn changed(path: &Path) -> Error {
    let words = "it was changed by another program just now; nothing was written, try again";
    Error::Io { action: "write", path: path.display().to_string(), source: io::Error::other(words) }
}

/// A new file in a folder, with a name that is free; `replaces` a file whose mode it will get, and
/// until then nobody else may read it.
fn create(folder: &Path, replaces: bool) -> io::Result<(File, PathBuf)> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, if replaces { 0o600 } else { 0o666 });
    let mut number = 0;
    loop {
        let name = format!("{PREFIX}{}-{number}.tmp", std::process::id());
        let path = folder.join(name);
        match options.open(&path) {
            Ok(file) => return Ok((file, path)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(error),
        }
    }
}

/// Gives the new file the mode of the old one, and its owner and group where that is allowed.
fn keep_mode(ready: &Ready, file: &File) -> io::Result<()> {
    let Ok(old) = fs::metadata(&ready.target) else { return Ok(()) };
    keep_owner(&old, file);
    file.set_permissions(old.permissions())
}

/// Gives a file the group of the old one and its owner, each where that is allowed: who may not give a file
/// away may still leave it to a group of theirs.
pub fn keep_owner(old: &fs::Metadata, file: &File) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let new = file.metadata();
        if new.as_ref().is_ok_and(|new| new.gid() != old.gid()) {
            let _ = fchown(file, None, Some(old.gid()));
        }
        if new.is_ok_and(|new| new.uid() != old.uid()) {
            let _ = fchown(file, Some(old.uid()), None);
        }
    }
    #[cfg(not(unix))]
    let _ = (old, file);
}

/// The folder a file is in.
pub fn parent(file: &Path) -> PathBuf {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// Makes the names in a folder last; where a system knows no such thing, there is none to do.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    match File::open(folder).and_then(|f| f.sync_all()) {
        Err(error)
            if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) =>
        {
            Ok(())
        }
        other => other,
    }
}
