//! Work for several cores whose results come in a fixed order.
//!
//! Invariant: what is given back is in the order of the things worked on, whichever core had which.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Works on each of a few things of much the same size, each on a core of its own.
pub(super) fn side_by_side<'t, T, R>(things: &'t [T], work: impl Fn(&'t T) -> R + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let Some((first, rest)) = things.split_first() else { return Vec::new() };
    std::thread::scope(|scope| {
        let work = &work;
        let rest: Vec<_> = rest.iter().map(|thing| scope.spawn(move || work(thing))).collect();
        let mut made = vec![work(first)];
        made.extend(rest.into_iter().filter_map(|thread| thread.join().ok()));
        made
    })
}

/// Works on many things, by number, on so many cores: each takes the next one that nobody has, with
/// tools of its own.
pub(super) fn in_turn<S, R: Send>(
    count: usize,
    cores: usize,
    tools: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, R)>> = Mutex::default();
    let run = || {
        let (mut tools, mut mine) = (tools(), Vec::new());
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                break;
            }
            mine.push((number, work(&mut tools, number)));
        }
        if let Ok(mut done) = done.lock() {
            done.append(&mut mine);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..cores.min(count) {
            scope.spawn(run);
        }
        run();
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, made)| made).collect()
}
