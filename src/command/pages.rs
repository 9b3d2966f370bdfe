//! Memory in large pages for large folders, where malloc is glibc's.
//!
//! Of a million events the program keeps hundreds of megabytes in small pieces; each page of 4 KiB it
//! touches first costs a call into the kernel, a third of the time of an export. glibc's malloc takes
//! pages of 2 MiB if it is told so when a program starts ("Memory Allocation Tunables", glibc manual,
//! section 39.1), so the program is started again in its own place.
//!
//! Invariant: what the program does and says is the same; it starts again at most once, before
//! anything is read but the size of a file, and not at all where the user has tuned malloc.

use std::path::Path;

/// Starts the program again if the folder is worth it.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(super) fn enlarge(data: &Path) {
    use std::env;
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    /// Large pages; nothing given back in between; pieces of up to 32 MiB side by side.
    const TUNED: &str = "glibc.malloc.hugetlb=1:glibc.malloc.trim_threshold=17179869184:glibc.malloc.mmap_threshold=33554432";
    /// Says that this is the second start.
    const AGAIN: &str = "ANNALS_LARGE_PAGES";
    let tuned = || {
        let own = env::vars_os().any(|(name, _)| name.as_encoded_bytes().starts_with(b"MALLOC_"));
        own || env::var_os("GLIBC_TUNABLES").is_some()
    };
    if !is_large(data) || env::var_os(AGAIN).is_some() || tuned() {
        return;
    }
    let Ok(program) = env::current_exe() else { return };
    let mut arguments = env::args_os();
    let mut again = Command::new(program);
    if let Some(name) = arguments.next() {
        again.arg0(name);
    }
    // It comes back only where that is not possible; then the program goes on as it is.
    let _ = again.args(arguments).env("GLIBC_TUNABLES", TUNED).env(AGAIN, "1").exec();
}

/// Other systems have no such switch.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(super) fn enlarge(_: &Path) {}

/// Bytes of events from which on a start more does not count.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const LARGE: u64 = 1 << 24;

/// Whether a folder has many events; for small ones that is known from one look.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn is_large(data: &Path) -> bool {
    use annals::{model::Table, read};
    match std::fs::metadata(data.join("events.csv")) {
        Ok(file) => file.len() > LARGE,
        Err(_) => read::listing(data).is_ok_and(|l| l.size(Table::Events) > LARGE),
    }
}
