//! A file taken as it lies in the system's memory, not copied: where nobody can change it meanwhile.
//!
//! The system is asked for a lease (Linux, `fcntl(2)`, `F_SETLEASE`): whoever then opens the file to
//! change it has to wait for us. A watcher sees that somebody waits, puts a copy in the place of the
//! file's own pages and gives the lease back; readers notice nothing. Where there is no lease to be had
//! (another system, a file of somebody else, one that is open for writing), the file is read.
//!
//! Invariant: the bytes are those of the file when it was mapped, whatever becomes of the file.

use std::fs::File;

use crate::model::content::Pages;

/// The bytes of a file, as long as there are `length` of them; `None`: it must be read.
#[cfg(not(target_os = "linux"))]
pub(super) fn map(_: &File, _: usize) -> Option<Pages> {
    None
}

#[cfg(target_os = "linux")]
pub(super) use held::map;

#[cfg(target_os = "linux")]
mod held {
    use std::os::fd::AsRawFd;
    use std::sync::{Arc, Condvar, Mutex, PoisonError};
    use std::time::Duration;

    use super::{File, Pages};

    pub(in crate::read) fn map(file: &File, length: usize) -> Option<Pages> {
        let lease = Lease::of(file)?;
        if lease.0.metadata().ok()?.len() != length as u64 {
            return None;
        }
        #[expect(unsafe_code, reason = "a map is sound only where its file cannot change")]
        // SAFETY: nobody changes the file while the lease is held, and the watcher takes the map off
        // the file before it gives the lease back.
        let map = unsafe { memmap2::MmapOptions::new().len(length).map(&lease.0) }.ok()?;
        let place = (map.as_ptr() as usize, length);
        let watch = Arc::new(Watch { ended: Mutex::new(false), wake: Condvar::new() });
        let own = Arc::clone(&watch);
        std::thread::Builder::new().spawn(move || own.run(&lease, place)).ok()?;
        Some(Pages::of_file(map, Box::new(Ending(watch))))
    }

    /// A file that nobody else can open to change it before this is given back.
    struct Lease(File);

    /// Sets the signal that tells of a waiting process (`asm-generic/fcntl.h`).
    const F_SETSIG: i32 = 10;

    impl Lease {
        fn of(file: &File) -> Option<Lease> {
            let lease = Lease(file.try_clone().ok()?);
            // That somebody waits is told by a signal; this one is ignored unless it is asked for.
            let told = lease.control(F_SETSIG, libc::SIGURG)? == 0;
            (told && lease.control(libc::F_SETLEASE, libc::F_RDLCK)? == 0).then_some(lease)
        }

        /// Whether nobody waits for the file.
        fn is_kept(&self) -> bool {
            self.control(libc::F_GETLEASE, 0) == Some(libc::F_RDLCK)
        }

        fn control(&self, command: i32, value: i32) -> Option<i32> {
            #[expect(unsafe_code, reason = "no library has leases")]
            // SAFETY: the descriptor is open, and these commands take one whole number.
            let answer = unsafe { libc::fcntl(self.0.as_raw_fd(), command, value) };
            (answer >= 0).then_some(answer)
        }
    }

    impl Drop for Lease {
        fn drop(&mut self) {
            let _ = self.control(libc::F_SETLEASE, libc::F_UNLCK);
        }
    }

    /// Waits for the end of a map, or for somebody who wants the file.
    struct Watch {
        ended: Mutex<bool>,
        wake: Condvar,
    }

    /// How often is looked whether somebody waits.
    const TURN: Duration = Duration::from_millis(50);

    /// Turns that somebody waits while there is no memory for a copy: the system gives the file away
    /// after 45 seconds unless told otherwise.
    const PATIENCE: u32 = 600;

    impl Watch {
        fn run(&self, lease: &Lease, place: (usize, usize)) {
            let mut ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
            let mut waited = 0;
            while !*ended {
                // While a copy takes the place of the file the lock is held, so that the map is there.
                if !lease.is_kept() {
                    if replace(place) {
                        return;
                    }
                    waited += 1;
                    if waited > PATIENCE {
                        give_up();
                    }
                }
                let turn = self.wake.wait_timeout(ended, TURN);
                ended = turn.unwrap_or_else(PoisonError::into_inner).0;
            }
        }
    }

    /// What would be read from now on may be anything.
    #[expect(clippy::print_stderr, reason = "nobody else is left to say why")]
    fn give_up() -> ! {
        eprintln!("error: a file that is read is being changed, and no memory is left for a copy");
        std::process::abort();
    }

    /// Ends a watch before the map goes.
    struct Ending(Arc<Watch>);

    impl Drop for Ending {
        fn drop(&mut self) {
            *self.0.ended.lock().unwrap_or_else(PoisonError::into_inner) = true;
            self.0.wake.notify_all();
        }
    }

    /// Puts a copy in the place of the pages of a file, all at once; whether there was memory for it.
    fn replace((address, length): (usize, usize)) -> bool {
        let Ok(mut copy) = memmap2::MmapMut::map_anon(length) else { return false };
        #[expect(unsafe_code, reason = "the bytes of a map that another thread owns")]
        // SAFETY: the map is there until the watch has ended, and its file is not changed.
        let bytes = unsafe { std::slice::from_raw_parts(address as *const u8, length) };
        copy.copy_from_slice(bytes);
        let from = copy.as_mut_ptr().cast();
        let how = libc::MREMAP_MAYMOVE | libc::MREMAP_FIXED;
        #[expect(unsafe_code, reason = "no library moves a map onto another")]
        // SAFETY: both maps are of this length and ours, and both hold the same bytes, so that whoever
        // reads the one behind this address reads the same before and after.
        let moved =
            unsafe { libc::mremap(from, length, length, how, address as *mut libc::c_void) };
        let is_there = moved != libc::MAP_FAILED;
        if is_there {
            std::mem::forget(copy); // it is the other map now
        }
        is_there
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::io::Write;
    use std::time::{Duration, Instant};

    use super::*;

    /// A file of our own with this text, and its map.
    fn mapped(text: &[u8]) -> (tempfile::NamedTempFile, Option<Pages>) {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text).unwrap();
        let (_, path) = file.into_parts();
        let pages = map(&File::open(&path).unwrap(), text.len());
        (tempfile::NamedTempFile::from_parts(File::open(&path).unwrap(), path), pages)
    }

    #[test]
    fn whoever_changes_a_mapped_file_waits_and_changes_nothing_of_what_is_read() {
        let text: Vec<u8> = (0..3_000_001).map(|n: u32| (n % 251) as u8).collect();
        let (file, pages) = mapped(&text);
        let Some(pages) = pages else { return }; // no leases on this file system
        assert_eq!(&pages[..], &text[..]);
        let start = Instant::now();
        std::fs::OpenOptions::new().write(true).open(file.path()).unwrap().set_len(7).unwrap();
        assert!(start.elapsed() < Duration::from_secs(20), "the copy lets the other one go on");
        assert_eq!(std::fs::metadata(file.path()).unwrap().len(), 7);
        assert_eq!(&pages[..], &text[..]);
    }

    #[test]
    fn a_file_that_is_no_longer_read_can_be_changed_at_once() {
        let (file, pages) = mapped(&[b'a'; 100_000]);
        drop(pages);
        std::fs::write(file.path(), "b").unwrap();
        assert_eq!(std::fs::read(file.path()).unwrap(), b"b");
    }

    #[test]
    fn a_file_that_is_open_for_writing_or_of_another_length_is_not_mapped() {
        let (file, pages) = mapped(b"abc");
        drop(pages);
        assert!(map(&File::open(file.path()).unwrap(), 4).is_none());
        let _writer = std::fs::OpenOptions::new().append(true).open(file.path()).unwrap();
        assert!(map(&File::open(file.path()).unwrap(), 3).is_none());
    }
}
