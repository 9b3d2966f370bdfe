//! Whether a folder fits into memory, told before it is read rather than by the system's killing us.
//!
//! Invariant: says no only where the files alone are larger than what the system can give.

use crate::error::Error;

/// Refuses a folder whose files take more bytes than there is memory.
pub(super) fn check(path: &std::path::Path, bytes: u64) -> Result<(), Error> {
    match bytes {
        ..ASKED => Ok(()),
        _ => refuse(path, bytes, available()),
    }
}

/// Bytes from which on the system is asked; less is always there.
const ASKED: u64 = 1 << 24;

fn refuse(path: &std::path::Path, bytes: u64, available: Option<u64>) -> Result<(), Error> {
    match available {
        Some(available) if bytes > available => {
            Err(Error::TooLarge { path: path.display().to_string(), bytes, available })
        }
        _ => Ok(()),
    }
}

/// Memory that can be had now, in bytes, where the system tells (Linux: `/proc/meminfo`).
fn available() -> Option<u64> {
    let told = std::fs::read_to_string("/proc/meminfo").ok()?;
    let of = |name: &str| {
        let line = told.lines().find(|line| line.starts_with(name))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok()
    };
    Some((of("MemAvailable:")? + of("SwapFree:").unwrap_or(0)) * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_larger_than_memory_is_refused_with_both_numbers() {
        let path = std::path::Path::new("data");
        let said = refuse(path, 5 << 30, Some(4 << 30)).unwrap_err().to_string();
        assert!(said.contains("5120 MiB") && said.contains("4096 MiB"), "{said}");
        assert!(
            refuse(path, 1 << 30, Some(4 << 30)).is_ok() && refuse(path, u64::MAX, None).is_ok()
        );
        assert!(!cfg!(target_os = "linux") || available().is_some_and(|bytes| bytes > 1 << 20));
    }
}
