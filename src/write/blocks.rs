//! Parts of an output that several threads make, written in their order by one of them.
//!
//! The one that writes makes parts too while the next in order is not there: as many threads as there
//! are cores, so that none waits for another's turn on its core.
//!
//! Invariant: the bytes do not depend on the number of threads; no more than a few parts wait.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::cores;

/// Makes each part, in an empty vector whose memory it may use, and writes it.
pub(super) fn write<B: Sync>(
    blocks: &[B],
    make: &(impl Fn(&B, Vec<u8>) -> io::Result<Vec<u8>> + Sync),
    out: &mut dyn io::Write,
) -> io::Result<()> {
    if let [block] = blocks {
        return out.write_all(&make(block, Vec::new())?);
    }
    let threads = cores::count().min(blocks.len());
    let line = Line {
        count: blocks.len(),
        ahead: 4 * threads,
        state: Mutex::default(),
        change: Condvar::new(),
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(|| {
                let _end = Ending(&line);
                while let Some((number, memory)) = line.next(true) {
                    line.put(number, make(&blocks[number], memory));
                }
            });
        }
        let _end = Ending(&line);
        (0..blocks.len()).try_for_each(|number| {
            let block = line.take(number, |number, memory| make(&blocks[number], memory))?;
            out.write_all(&block)?;
            line.written(number, block);
            Ok(())
        })
    })
}

/// The parts that are being made, in a line.
struct Line {
    count: usize,
    /// So many parts may be begun before the one that is written next is.
    ahead: usize,
    state: Mutex<State>,
    /// Told when a part is made or written.
    change: Condvar,
}

#[derive(Default)]
struct State {
    /// The part that nobody has begun, and the one that is written next.
    next: usize,
    written: usize,
    made: BTreeMap<usize, io::Result<Vec<u8>>>,
    /// Memory that serves again.
    spare: Vec<Vec<u8>>,
    /// Somebody has ended before all was done.
    ended: bool,
}

impl Line {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'s>(&self, state: MutexGuard<'s, State>) -> MutexGuard<'s, State> {
        self.change.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    /// A part to be made, and memory for it; `None`: there is none, or none now, unless one may wait.
    fn next(&self, may_wait: bool) -> Option<(usize, Vec<u8>)> {
        let mut state = self.state();
        loop {
            if state.ended || state.next >= self.count {
                return None;
            }
            if state.next < state.written + self.ahead {
                state.next += 1;
                let mut memory = state.spare.pop().unwrap_or_default();
                memory.clear();
                return Some((state.next - 1, memory));
            }
            if !may_wait {
                return None;
            }
            state = self.wait(state);
        }
    }

    fn put(&self, number: usize, made: io::Result<Vec<u8>>) {
        self.state().made.insert(number, made);
        self.change.notify_all();
    }

    /// A part, when it is made; others are made meanwhile.
    fn take(
        &self,
        number: usize,
        make: impl Fn(usize, Vec<u8>) -> io::Result<Vec<u8>>,
    ) -> io::Result<Vec<u8>> {
        loop {
            let made = self.state().made.remove(&number);
            if let Some(made) = made {
                return made;
            }
            if let Some((other, memory)) = self.next(false) {
                let made = make(other, memory);
                if other == number {
                    return made;
                }
                self.state().made.insert(other, made);
                continue;
            }
            let state = self.state();
            if state.ended {
                return Err(io::Error::other("a part of the output was not made"));
            }
            if !state.made.contains_key(&number) {
                drop(self.wait(state));
            }
        }
    }

    fn written(&self, number: usize, memory: Vec<u8>) {
        let mut state = self.state();
        state.written = number + 1;
        state.spare.push(memory);
        drop(state);
        self.change.notify_all();
    }
}

/// Tells the others where one ends, whether all is done or not.
struct Ending<'l>(&'l Line);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.ended |=
            state.written < self.0.count && (std::thread::panicking() || state.next < self.0.count);
        drop(state);
        self.0.change.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANY: usize = 1_000;

    fn made(number: &usize, mut memory: Vec<u8>) -> io::Result<Vec<u8>> {
        assert!(memory.is_empty());
        memory.extend_from_slice(format!("{number};").as_bytes());
        Ok(memory)
    }

    #[test]
    fn parts_are_written_in_their_order() {
        for count in [0, 1, 2, MANY] {
            let (blocks, mut out) = ((0..count).collect::<Vec<usize>>(), Vec::new());
            write(&blocks, &made, &mut out).unwrap();
            let expected: String = blocks.iter().map(|number| format!("{number};")).collect();
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }

    #[test]
    fn what_cannot_be_made_or_written_ends_it() {
        let blocks: Vec<usize> = (0..MANY).collect();
        let fails = |number: &usize, memory| match number {
            700 => Err(io::Error::other("no")),
            _ => made(number, memory),
        };
        let mut out = Vec::new();
        assert_eq!(write(&blocks, &fails, &mut out).unwrap_err().to_string(), "no");
        assert!(out.ends_with(b";699;"));
        let mut short = [0; 100];
        let error = write(&blocks, &made, &mut &mut short[..]).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::WriteZero);
    }
}
