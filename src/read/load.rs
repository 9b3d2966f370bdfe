//! A file into memory: large ones in pieces on every core, each piece checked while it is in cache.
//!
//! Invariant: the bytes are those of the file at its length when opened; a file that shrinks
//! meanwhile is an error.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;

use super::chunks::cores;
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
    parallel(file, Pages::zeroed(length).ok_or(io::ErrorKind::OutOfMemory)?)
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
    let utf8 = simdutf8::basic::from_utf8(&pages).is_ok();
    let nul = memchr::memchr(0, &pages).is_some();
    Ok(Loaded { bytes: pages, utf8, nul })
}

#[cfg(unix)]
fn parallel(file: &File, mut bytes: Pages) -> io::Result<Loaded> {
    let threads = cores();
    let share = bytes.len().div_ceil(threads).max(1);
    let parts: Vec<io::Result<Seen>> = std::thread::scope(|scope| {
        let start = |(n, part)| scope.spawn(move || read_part(file, part, n * share));
        let running: Vec<_> = bytes.chunks_mut(share).enumerate().map(start).collect();
        let joined = running
            .into_iter()
            .map(|t| t.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into())));
        joined.collect()
    });
    let (mut utf8, mut nul, mut checked) = (true, false, 0);
    for part in parts {
        let part = part?;
        utf8 &= part.utf8 && simdutf8::basic::from_utf8(&bytes[checked..part.from]).is_ok();
        nul |= part.nul;
        checked = part.to;
    }
    utf8 &= simdutf8::basic::from_utf8(&bytes[checked..]).is_ok();
    Ok(Loaded { bytes, utf8, nul })
}

/// What one core saw: the range of whole characters it checked, in the file.
#[cfg(unix)]
struct Seen {
    from: usize,
    to: usize,
    utf8: bool,
    nul: bool,
}

#[cfg(unix)]
fn read_part(file: &File, part: &mut [u8], offset: usize) -> io::Result<Seen> {
    use std::os::unix::fs::FileExt;
    let (mut from, mut checked, mut read) = (0, 0, 0);
    let (mut utf8, mut nul) = (true, false);
    while read < part.len() {
        let end = (read + PIECE).min(part.len());
        file.read_exact_at(&mut part[read..end], (offset + read) as u64)?;
        progress::add((end - read) as u64);
        nul |= memchr::memchr(0, &part[read..end]).is_some();
        if read == 0 {
            from = part.iter().take(4).take_while(|b| is_continuation(**b)).count();
            checked = from;
        }
        let whole = last_start(&part[..end]).max(checked);
        utf8 &= simdutf8::basic::from_utf8(&part[checked..whole]).is_ok();
        (checked, read) = (whole, end);
    }
    Ok(Seen { from: offset + from, to: offset + checked, utf8, nul })
}

#[cfg(unix)]
fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

/// Where the last character of `bytes` starts, if it is not ASCII; else the end.
#[cfg(unix)]
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
