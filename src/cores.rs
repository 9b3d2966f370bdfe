//! Work for several cores, on threads that are started once and then wait for more.
//!
//! A thread that is started for each step may have to wait for its turn on the core of the thread that
//! started it.
//!
//! Invariant: what is given back is in the order of the things worked on, whichever core had which.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// How many threads can work at a time.
pub fn count() -> usize {
    static COUNT: OnceLock<usize> = OnceLock::new(); // asking reads files
    *COUNT.get_or_init(|| std::thread::available_parallelism().map_or(1, usize::from))
}

/// The threads that wait; `None`: there is one core, or the system gives us no thread.
fn pool() -> Option<&'static ThreadPool> {
    static POOL: OnceLock<Option<ThreadPool>> = OnceLock::new();
    let start = || ThreadPoolBuilder::new().num_threads(count()).build().ok();
    POOL.get_or_init(|| if count() > 1 { start() } else { None }).as_ref()
}

/// The threads, where there is enough for them to do: to start them takes longer than to read a small folder.
fn worth(it: bool) -> Option<&'static ThreadPool> {
    if it { pool() } else { None }
}

/// Calls `work` on up to so many threads at a time, this one among them; they share what is to be done.
pub(crate) fn share(threads: usize, work: &(impl Fn() + Sync)) {
    match worth(threads > 1) {
        Some(pool) => pool.in_place_scope(|scope| {
            (1..threads).for_each(|_| scope.spawn(|_| work()));
            work();
        }),
        None => work(),
    }
}

/// What two things come to that are done side by side.
pub(crate) fn both<A: Send, B: Send>(
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    match pool() {
        Some(pool) => pool.join(one, other),
        None => (one(), other()),
    }
}

/// What `make` makes of each of a few things of much the same size, each on a core of its own.
pub(crate) fn each<T: Send, R: Send>(
    things: impl IntoIterator<Item = T>,
    make: impl Fn(T) -> R + Sync,
) -> Vec<R> {
    let mut slots: Vec<(Option<T>, Option<R>)> =
        things.into_iter().map(|thing| (Some(thing), None)).collect();
    let fill = |slot: &mut (Option<T>, Option<R>)| slot.1 = slot.0.take().map(&make);
    let fill = &fill;
    match (worth(slots.len() > 1), slots.as_mut_slice()) {
        (Some(pool), [first, rest @ ..]) => pool.in_place_scope(|scope| {
            rest.iter_mut().for_each(|slot| scope.spawn(move |_| fill(slot)));
            fill(first);
        }),
        (_, slots) => slots.iter_mut().for_each(fill),
    }
    slots.into_iter().filter_map(|(_, made)| made).collect()
}

/// So many things are worth another core where little is done with each.
const MANY: usize = 64;

/// What `make` makes of each of many things, some of them on each core.
pub(crate) fn many<T: Send, R: Send>(
    mut things: impl ExactSizeIterator<Item = T>,
    make: impl Fn(T) -> R + Sync,
) -> Vec<R> {
    if things.len() < MANY {
        return things.map(make).collect();
    }
    let share = things.len().div_ceil(count());
    let shares = std::iter::from_fn(|| {
        let share: Vec<T> = things.by_ref().take(share).collect();
        (!share.is_empty()).then_some(share)
    });
    let made = each(shares, |share| share.into_iter().map(&make).collect::<Vec<R>>());
    made.into_iter().flatten().collect()
}

/// What `make` makes of each of so many numbers, from 0 on, with little work for each.
pub(crate) fn numbered<R: Send>(count: usize, make: impl Fn(usize) -> R + Sync + Send) -> Vec<R> {
    const FEW: usize = 1 << 12;
    let made = |pool: &ThreadPool| {
        pool.install(|| (0..count).into_par_iter().with_min_len(FEW).map(&make).collect())
    };
    worth(count > FEW).map_or_else(|| (0..count).map(&make).collect(), made)
}

/// Works on many things, by number, on so many threads: each takes the next one that nobody has, with
/// tools of its own.
pub(crate) fn in_turn<S, R: Send>(
    count: usize,
    threads: usize,
    new_tools: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    // What is made may be large: it is put where it stays.
    let slots: Vec<Mutex<Option<R>>> = (0..count).map(|_| Mutex::default()).collect();
    share(threads.min(count), &|| {
        let mut tools = None;
        while let number = next.fetch_add(1, Ordering::Relaxed)
            && let Some(slot) = slots.get(number)
        {
            let made = work(tools.get_or_insert_with(&new_tools), number);
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(made);
        }
    });
    let made = |slot: Mutex<Option<R>>| slot.into_inner().unwrap_or_else(PoisonError::into_inner);
    slots.into_iter().filter_map(made).collect()
}

/// Something that several threads make together, a part each at a time, once one of them asks for it.
///
/// A thread that asked later would else only wait for the first.
pub(crate) struct Joint<P, T> {
    parts: Vec<OnceLock<P>>,
    next: AtomicUsize,
    whole: OnceLock<T>,
}

impl<P, T> Default for Joint<P, T> {
    fn default() -> Self {
        Joint::of(0)
    }
}

impl<P, T> Joint<P, T> {
    /// Of so many parts, none of which is made.
    pub(crate) fn of(parts: usize) -> Joint<P, T> {
        Joint {
            parts: (0..parts).map(|_| OnceLock::new()).collect(),
            next: AtomicUsize::new(0),
            whole: OnceLock::new(),
        }
    }

    /// The whole; `make` makes a part by its number, `join` the whole when all parts are there.
    pub(crate) fn get(&self, make: impl Fn(usize) -> P, join: impl FnOnce() -> T) -> &T {
        if let Some(whole) = self.whole.get() {
            return whole;
        }
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(part) = self.parts.get(number) else { break };
            part.get_or_init(|| make(number));
        }
        for (number, part) in self.parts.iter().enumerate() {
            part.get_or_init(|| make(number));
        }
        self.whole.get_or_init(join)
    }

    /// The whole, if it is made.
    pub(crate) fn made(&self) -> Option<&T> {
        self.whole.get()
    }

    /// A part that is made.
    pub(crate) fn part(&self, number: usize) -> &P {
        self.parts[number].get().expect("asked for when the whole is made")
    }

    /// The parts that are made.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &P> {
        self.parts.iter().filter_map(OnceLock::get)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_back_is_in_order_whatever_the_number_of_threads() {
        let squares: Vec<usize> = (0..1000).map(|n| n * n).collect();
        for threads in [0, 1, 2, 7] {
            assert_eq!(in_turn(1000, threads, || 2, |power, n| n.pow(*power)), squares);
        }
        assert_eq!(each(0..1000, |n: usize| n * n), squares);
        assert_eq!(many(0..1000, |n: usize| n * n), squares);
        assert_eq!(numbered(1000, |n| n * n), squares);
        assert_eq!(numbered(100_000, |n| n), (0..100_000).collect::<Vec<_>>());
        assert!(each(Vec::<u8>::new(), |n| n).is_empty());
        assert_eq!(both(|| 1, || "b"), (1, "b"));
    }

    #[test]
    fn what_threads_make_together_is_made_once() {
        let (joint, made) = (Joint::of(100), AtomicUsize::new(0));
        let make = |n: usize| {
            made.fetch_add(1, Ordering::Relaxed);
            n
        };
        let sums = each(0..4, |_| *joint.get(make, || joint.parts().sum::<usize>()));
        assert_eq!(sums, [4950; 4]);
        assert_eq!((made.into_inner(), *joint.part(7)), (100, 7));
    }

    #[test]
    fn work_within_work_comes_to_an_end() {
        let inner = |n: usize| in_turn(10, 7, || (), |(), m| n * m).iter().sum::<usize>();
        let outer = each(0..20, |n| both(|| inner(n), || inner(n + 1)));
        assert_eq!(outer, (0..20).map(|n| (45 * n, 45 * n + 45)).collect::<Vec<_>>());
    }
}
