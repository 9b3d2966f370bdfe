//! A file that grows while it is written, in room it is given ahead.
//!
//! The system looks for room for each page that is written beyond the end of a file; asked for some
//! megabytes at once it looks less often.
//!
//! Invariant: in the end the file is what was written, whatever room it had on the way.

use std::fs::File;
use std::io::{self, Write};

use annals::progress;
use tempfile::NamedTempFile;

/// A temporary file, and how much of it is written.
pub(crate) struct Growing {
    file: NamedTempFile,
    written: u64,
    /// Up to where there is room; no more is asked for where the system has none to give.
    room: Option<u64>,
}

/// Bytes of room that are asked for at once, and how many are written before that.
const STEP: u64 = 1 << 25;
const LITTLE: u64 = 1 << 23;

impl Growing {
    /// One in which nothing is written.
    pub(crate) fn new(file: NamedTempFile) -> Growing {
        Growing { file, written: 0, room: Some(0) }
    }

    /// The file, which ends where the writing did.
    ///
    /// # Errors
    /// When the room behind that cannot be given back.
    pub(crate) fn finish(self) -> io::Result<NamedTempFile> {
        if self.room.is_none_or(|room| room > self.written) {
            self.file.as_file().set_len(self.written)?;
        }
        Ok(self.file)
    }

    /// Asks for room up to an offset and beyond.
    fn make_room(&mut self, end: u64) {
        if let Some(room) = self.room.filter(|room| *room < end && end > LITTLE) {
            let length = (end - room).max(STEP);
            self.room = give(self.file.as_file(), room, length).then_some(room + length);
        }
    }
}

impl Write for Growing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.make_room(self.written + bytes.len() as u64);
        // The file itself: its errors have no name of a temporary file in them, which nobody asked for.
        let written = self.file.as_file_mut().write(bytes)?;
        self.written += written as u64;
        progress::add(written as u64);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_file_mut().flush()
    }
}

#[cfg(target_os = "linux")]
fn give(file: &File, from: u64, length: u64) -> bool {
    rustix::fs::fallocate(file, rustix::fs::FallocateFlags::empty(), from, length).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn give(_: &File, _: u64, _: u64) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_ends_where_the_writing_did() {
        let long = vec![b'x'; LITTLE as usize];
        for parts in [vec![], vec![&long[..7]], vec![&long[..]; 2], vec![&long[..]; 6]] {
            let mut growing = Growing::new(NamedTempFile::new().unwrap());
            parts.iter().for_each(|part| growing.write_all(part).unwrap());
            let file = growing.finish().unwrap();
            let bytes = std::fs::read(file.path()).unwrap();
            assert!(bytes == parts.concat(), "{} parts", parts.len());
        }
    }
}
