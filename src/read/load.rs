//! A file into memory: large ones in pieces on every core, each piece checked while it is in cache.
//!
//! Invariant: the bytes are those of the file at its length when opened; a file that shrinks
//! meanwhile is an error.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;

use crate::cores;
use crate::model::content::Pages;
use crate::progress::{self, Stage};

/// The bytes of a file and what was seen on the way.
pub(super) struct Loaded {
    /// All bytes.
    pub(super) bytes: Pages,
    /// Whether they are UTF-8 throughout.
    pub(super) utf8: bool,
    /// Whether a NUL is among them.
    pub(super) nul: bool,
}

/// What a core reads and checks at a time: well within its second-level cache.
const PIECE: usize = 1 << 18;

/// Files smaller than this are read by one core.
const SMALL: u64 = 1 << 21;

/// Reads a file.
pub(super) fn file(path: &Path) -> io::Result<Loaded> {
    opened(&File::open(path)?)
}

/// Reads a file that is open, from its start.
pub(super) fn opened(mut file: &File) -> io::Result<Loaded> {
    let length = file.metadata()?.len();
    if length < SMALL {
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
        file.seek(io::SeekFrom::Start(0))?;
        file.read_to_end(&mut bytes)?;
        return Ok(whole(bytes));
    }
    let length = usize::try_from(length).map_err(|_| io::ErrorKind::OutOfMemory)?;
    progress::begin(Stage::Read, length as u64);
    match super::mapped::map(file, length) {
        Some(pages) => Ok(looked_at(pages)),
        None => parallel(file, Pages::zeroed(length).ok_or(io::ErrorKind::OutOfMemory)?),
    }
}

/// Bytes that are in memory already.
pub(super) fn whole(bytes: Vec<u8>) -> Loaded {
    let utf8 = simdutf8::basic::from_utf8(&bytes).is_ok();
    let nul = memchr::memchr(0, &bytes).is_some();
    Loaded { bytes: bytes.into(), utf8, nul }
}

#[cfg(not(unix))]
fn parallel(mut file: &File, mut pages: Pages) -> io::Result<Loaded> {
    file.seek(io::SeekFrom::Start(0))?;
    file.read_exact(&mut pages)?;
    Ok(looked_at(pages))
}

#[cfg(unix)]
fn parallel(file: &File, mut bytes: Pages) -> io::Result<Loaded> {
    use std::os::unix::fs::FileExt;
    let share = bytes.len().div_ceil(cores::count()).max(1);
    let read = |(n, part): (usize, &mut [u8])| {
        let mut seen = Seen::new(n * share);
        for end in ends(part.len()) {
            let from = seen.read;
            file.read_exact_at(&mut part[from..end], (n * share + from) as u64)?;
            seen.on(&part[..end]);
        }
        Ok(seen)
    };
    let seen: io::Result<Vec<Seen>> =
        cores::each(bytes.chunks_mut(share).enumerate(), read).into_iter().collect();
    Ok(loaded(bytes, seen?))
}

/// Bytes that are in memory already, on every core.
pub(super) fn looked_at(bytes: Pages) -> Loaded {
    let share = bytes.len().div_ceil(cores::count()).max(1);
    let look = |(n, part): (usize, &[u8])| {
        let mut seen = Seen::new(n * share);
        ends(part.len()).for_each(|end| seen.on(&part[..end]));
        seen
    };
    let seen = cores::each(bytes.chunks(share).enumerate(), look);
    loaded(bytes, seen)
}

/// Where the pieces of a part end.
fn ends(length: usize) -> impl Iterator<Item = usize> {
    (PIECE..length).step_by(PIECE).chain([length])
}

/// What was seen of all parts, with the characters between them.
fn loaded(bytes: Pages, seen: Vec<Seen>) -> Loaded {
    let (mut utf8, mut nul, mut checked) = (true, false, 0);
    for part in seen {
        let (from, to) = (part.offset + part.from, part.offset + part.checked);
        utf8 &= part.utf8 && simdutf8::basic::from_utf8(&bytes[checked..from]).is_ok();
        nul |= part.nul;
        checked = to;
    }
    utf8 &= simdutf8::basic::from_utf8(&bytes[checked..]).is_ok();
    Loaded { bytes, utf8, nul }
}

/// What one core saw of its part.
struct Seen {
    /// Where the part starts in the file.
    offset: usize,
    /// The range of whole characters that was checked, and how far the part was read.
    from: usize,
    checked: usize,
    read: usize,
    utf8: bool,
    nul: bool,
}

impl Seen {
    fn new(offset: usize) -> Seen {
        Seen { offset, from: 0, checked: 0, read: 0, utf8: true, nul: false }
    }

    /// Goes on to the end of the part as far as it is there.
    fn on(&mut self, part: &[u8]) {
        progress::add((part.len() - self.read) as u64);
        if self.read == 0 {
            self.from = part.iter().take(4).take_while(|b| is_continuation(**b)).count();
            self.checked = self.from;
        }
        let whole = last_start(part).max(self.checked);
        // This first: it has something to do while memory answers.
        self.utf8 &= simdutf8::basic::from_utf8(&part[self.checked..whole]).is_ok();
        self.nul |= memchr::memchr(0, &part[self.read..]).is_some();
        (self.checked, self.read) = (whole, part.len());
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

/// Where the last character of `bytes` starts, if it is not ASCII; else the end.
fn last_start(bytes: &[u8]) -> usize {
    match bytes.last() {
        Some(byte) if !byte.is_ascii() => {
            let tail = bytes.iter().rev().take(3).take_while(|b| is_continuation(**b)).count();
            bytes.len().saturating_sub(tail + 1)
        }
        _ => bytes.len(),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::Write;

    #[test]
    fn a_large_file_is_the_same_in_parallel_and_its_one_bad_byte_is_seen() {
        let mut text = "Київ, 北京, Zürich\n".repeat(300_000).into_bytes();
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&text).unwrap();
        let loaded = super::file(file.path()).unwrap();
        assert!(*loaded.bytes == text && loaded.utf8 && !loaded.nul);
        for at in [0, text.len() / 2 - 1, text.len() / 2, text.len() / 2 + 1, text.len() - 2] {
            let kept = std::mem::replace(&mut text[at], 0xFF);
            std::fs::write(file.path(), &text).unwrap();
            assert!(!super::file(file.path()).unwrap().utf8, "{at}");
            text[at] = kept;
        }
    }
}
