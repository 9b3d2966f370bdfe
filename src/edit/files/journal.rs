//! Several files replaced together: all or none.
//!
//! The new bytes of every file lie beside it before the journal is written; once the journal is
//! there, the edit has happened and is only to be finished, by whoever edits next. It names for
//! each file the old and the new content by their hashes, so that finishing never overwrites what
//! somebody else wrote since. It knows files by their names below the data folder and follows it
//! where it is moved; a name that is no table's is not touched, whoever wrote the journal.
//!
//! Invariant: without a journal no file was replaced; with one, all will be.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::replace::{Change, PREFIX, Ready, failed, parent, prepare, sync_folder};
use super::step::step;
use crate::error::Error;
use crate::read::{JOURNAL, table_of};

/// How the journal begins; a later form has another number.
const FIRST: &str = "annals journal 1";
const LAST: &str = "end";

/// One file of a journal.
struct Entry {
    old: u64,
    new: u64,
    beside: PathBuf,
    target: PathBuf,
    /// The target's name below the data folder.
    name: String,
}

/// Replaces files, all or none; `what` says for whoever reads the journal what is going on.
///
/// # Errors
/// When a file cannot be written: before the journal is there nothing was changed; after it, the
/// next edit goes on.
pub fn replace_all(folder: &Path, what: &str, changes: &[Change]) -> Result<(), Error> {
    let ready: Vec<Ready> = changes.iter().map(prepare).collect::<Result<_, _>>()?;
    if let ([change], 1) = (changes, ready.len()) {
        return ready.into_iter().try_for_each(|r| r.commit(change));
    }
    for (ready, change) in ready.iter().zip(changes) {
        // What the journal names must be there for good before the journal is.
        sync_folder(&parent(ready.beside())).map_err(|e| failed(&change.path, e))?;
    }
    let text = text(folder, what, (&ready, changes))?;
    let journal = Change { path: folder.join(JOURNAL), old: None, new: text.into_bytes() };
    let left: Vec<(PathBuf, PathBuf)> = ready.into_iter().map(Ready::leave).collect();
    if let Err(error) = prepare(&journal).and_then(|ready| ready.commit(&journal)) {
        if fs::symlink_metadata(&journal.path).is_err() {
            left.iter().for_each(|(beside, _)| drop(fs::remove_file(beside)));
        }
        return Err(error);
    }
    for (beside, target) in &left {
        put(beside, target)?;
    }
    remove(&journal.path)
}

/// Finishes what a journal says was begun; gives what it was.
///
/// # Errors
/// When a file was changed since, or cannot be replaced; the journal then stays.
pub fn finish(folder: &Path) -> Result<Option<String>, Error> {
    let path = folder.join(JOURNAL);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => {
            return Err(Error::Io { action: "read", path: path.display().to_string(), source });
        }
    };
    let Some((what, entries)) = parse(folder, &text) else {
        return Err(stuck(&path, "it is no journal this version knows"));
    };
    let mut open = Vec::new();
    for entry in &entries {
        let now = fs::read(&entry.target).map(|bytes| hash(&bytes)).ok();
        let waits = fs::read(&entry.beside).is_ok_and(|bytes| hash(&bytes) == entry.new);
        if now == Some(entry.old) && waits {
            open.push(entry);
        } else if now != Some(entry.new) {
            return Err(stuck(&path, &format!("{} was changed since", entry.name)));
        }
    }
    for entry in open {
        put(&entry.beside, &entry.target)?;
    }
    remove(&path)?;
    Ok(Some(what))
}

fn stuck(path: &Path, why: &str) -> Error {
    let words = format!(
        "{why}; compare it with the .annals-edit- files beside it, and delete this file and those once all is right"
    );
    let source = io::Error::other(words);
    Error::Io { action: "finish", path: path.display().to_string(), source }
}

fn put(beside: &Path, target: &Path) -> Result<(), Error> {
    let io = |source| failed(target, source);
    step();
    fs::rename(beside, target).map_err(io)?;
    step();
    sync_folder(&parent(target)).map_err(io)
}

fn remove(journal: &Path) -> Result<(), Error> {
    let io = |source| failed(journal, source);
    step();
    fs::remove_file(journal).map_err(io)?;
    step();
    sync_folder(&parent(journal)).map_err(io)?;
    step();
    Ok(())
}

fn text(
    folder: &Path,
    what: &str,
    (ready, changes): (&[Ready], &[Change]),
) -> Result<String, Error> {
    let mut text = format!("{FIRST}\n{what}\n");
    for (ready, change) in ready.iter().zip(changes) {
        let name = change.path.strip_prefix(folder).unwrap_or(&change.path).to_str();
        let beside = ready.beside().file_name().and_then(|n| n.to_str());
        let sound = |name: &&str| !name.contains(['\t', '\n', '\r']);
        let (Some(name), Some(beside)) = (name.filter(sound), beside) else {
            let source = io::Error::other("its name has characters a journal cannot hold");
            return Err(failed(&change.path, source));
        };
        let old = hash(change.old.as_deref().unwrap_or_default());
        text.push_str(&format!("{old:016x}\t{:016x}\t{beside}\t{name}\n", hash(&change.new)));
    }
    text.push_str(LAST);
    text.push('\n');
    Ok(text)
}

fn parse(folder: &Path, text: &str) -> Option<(String, Vec<Entry>)> {
    let mut lines = text.lines();
    let (first, what) = (lines.next()?, lines.next()?.to_string());
    let mut entries = Vec::new();
    for line in lines {
        if line == LAST {
            return (first == FIRST).then_some((what, entries));
        }
        let mut parts = line.splitn(4, '\t');
        let mut number = || u64::from_str_radix(parts.next()?, 16).ok();
        let (old, new) = (number()?, number()?);
        let (beside, name) = (parts.next()?, parts.next()?.replace('\\', "/"));
        if !beside.starts_with(PREFIX) || beside.contains(['/', '\\']) || table_of(&name).is_none()
        {
            return None;
        }
        let path = folder.join(&name);
        let target = fs::canonicalize(&path).unwrap_or(path);
        entries.push(Entry { old, new, beside: parent(&target).join(beside), target, name });
    }
    None
}

/// FNV-1a, 64 bits: tells an old content from a new one.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
