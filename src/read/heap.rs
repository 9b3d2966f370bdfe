//! Room for what some thousands of rows come to, asked of the system in large pages.
//!
//! Memory that is touched for the first time costs a trip into the system for every page of 4 KB. So
//! the heap grows once, by address space alone, and the system is told that large pages are welcome
//! there (`madvise(2)`, `MADV_HUGEPAGE`); what is never touched takes no memory. Not so for a folder of
//! hundreds of megabytes: large pages by the hundred are mostly memory that nobody had before, which a
//! virtual machine has yet to get from its host, and that takes longer than all the trips.
//!
//! Invariant: says how memory is had, never how much of it or what for; where the system knows nothing
//! of this, all stays as it is.

/// Makes room for what the files of a folder, of so many bytes, come to.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(super) fn prepare(_: u64) {}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(super) use glibc::prepare;

#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod glibc {
    use std::ops::RangeInclusive;

    /// Bytes of a folder for which it pays: few rows would fill no large page.
    const WORTH_IT: RangeInclusive<u64> = 1 << 21..=1 << 26;
    /// Larger things have a place of their own; glibc takes no larger number (`mallopt(3)`).
    const APART: i32 = 1 << 25;
    const LARGE_PAGE: usize = 1 << 21;

    pub(in crate::read) fn prepare(bytes: u64) {
        if !WORTH_IT.contains(&bytes) || is_limited() {
            return;
        }
        let room = i32::try_from(bytes + LARGE_PAGE as u64).unwrap_or(i32::MAX);
        #[expect(unsafe_code, reason = "no library has the settings of the allocator")]
        // SAFETY: these set how memory is asked of the system; what is allocated stays valid. The range
        // that is advised on is part of the heap, which only grows from now on.
        unsafe {
            // All threads share the one heap: what they make is large and rarely allocated.
            libc::mallopt(libc::M_ARENA_MAX, 1);
            libc::mallopt(libc::M_MMAP_THRESHOLD, APART);
            libc::mallopt(libc::M_TRIM_THRESHOLD, i32::MAX);
            libc::mallopt(libc::M_TOP_PAD, room);
            let start = libc::sbrk(0) as usize;
            // The heap grows by that and the room; the compiler would leave both calls out.
            libc::free(std::hint::black_box(libc::malloc(1 << 22)));
            let end = libc::sbrk(0) as usize;
            let start = start.next_multiple_of(LARGE_PAGE);
            if let Some(length) = end.checked_sub(start) {
                libc::madvise(start as *mut libc::c_void, length, libc::MADV_HUGEPAGE);
            }
        }
    }

    /// Whether address space is counted (`ulimit -v`, `ulimit -d`): there is none to spare then.
    fn is_limited() -> bool {
        [libc::RLIMIT_AS, libc::RLIMIT_DATA].into_iter().any(|resource| {
            let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
            #[expect(unsafe_code, reason = "the limits are told by the system alone")]
            // SAFETY: the limits are put into what is ours.
            let told = unsafe { libc::getrlimit(resource, &raw mut limit) };
            told != 0 || limit.rlim_cur != libc::RLIM_INFINITY
        })
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn memory_holds_what_is_put_there_before_and_after() {
        let before = vec![1_u8; 1 << 20];
        for _ in 0..2 {
            super::prepare(1 << 25);
            let made = crate::cores::each(0..4_usize, |n| vec![n; 1 << 20]);
            assert!(made.iter().zip(0..).all(|(some, n)| some.iter().all(|number| *number == n)));
        }
        assert!(before.iter().all(|byte| *byte == 1));
    }
}
