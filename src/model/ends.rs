//! Where the records of a text end, and nothing else of them.
//!
//! Invariant: the end of a record is where [`split`](super::cells::split) has it; of one in which quotes
//! stand elsewhere than around a cell nothing is said.

use super::masks::{self, BLOCK, Masks};
use super::quotes::Quotes;

/// Most blocks looked at in one go, and how many after a jump, for there may be another.
const BLOCKS: usize = 32;
const FEWEST: usize = 4;

/// Walks the ends of the records of a text.
#[derive(Clone, Debug)]
pub struct Ends<'t> {
    text: &'t [u8],
    /// Where the blocks start that come next.
    base: usize,
    /// How many of them are looked at.
    most: usize,
    /// What the blocks before them mean.
    quotes: Quotes,
    /// What stands in those that are looked at; a place for it, so that it is not made anew each time.
    masks: Box<[Masks; BLOCKS]>,
    /// Line ends outside quotes, by bytes after `from`, and how many of them are there and passed.
    found: Box<[u32; BLOCKS * BLOCK + 1]>,
    from: usize,
    count: usize,
    passed: usize,
    /// A quote behind them stands where none should.
    is_odd: bool,
}

impl<'t> Ends<'t> {
    /// Those of the records from the one on that starts at `at`.
    pub fn new(text: &'t [u8], at: usize) -> Ends<'t> {
        let mut ends = Ends {
            text,
            base: 0,
            most: FEWEST,
            quotes: Quotes::NONE,
            masks: Box::new([Masks::default(); BLOCKS]),
            found: Box::new([0; BLOCKS * BLOCK + 1]),
            from: 0,
            count: 0,
            passed: 0,
            is_odd: false,
        };
        ends.start(at);
        ends
    }

    /// Goes on with the record that starts at `at`.
    pub fn start(&mut self, at: usize) {
        (self.base, self.most, self.quotes) = (at, FEWEST, Quotes::NONE);
        (self.count, self.passed, self.is_odd) = (0, 0, false);
    }

    /// The end of the record that starts at `at`, which is behind the one before; `None`: that is to be
    /// found out otherwise, and [`start`](Ends::start) to be called behind it.
    #[inline]
    pub fn next(&mut self, at: usize) -> Option<usize> {
        loop {
            while self.passed < self.count {
                let end = self.from + self.found[self.passed] as usize;
                self.passed += 1;
                if end >= at {
                    return Some(end); // another is the LF of a CR LF
                }
            }
            self.more()?;
        }
    }

    /// Looks at the next blocks; `None`: there are none whose meaning is known.
    fn more(&mut self) -> Option<()> {
        let (blocks, rest) = self.text.get(self.base..)?.as_chunks::<BLOCK>();
        if self.is_odd || blocks.is_empty() && rest.is_empty() {
            return None;
        }
        let blocks = &blocks[..blocks.len().min(self.most)];
        masks::put::<false>(blocks, &mut self.masks[..]);
        if blocks.is_empty() {
            self.masks[0] = masks::of::<false>(&masks::padded(rest));
        }
        let (mut quotes, mut is_odd, mut lines) = (self.quotes, false, [0; BLOCKS]);
        let masks = &self.masks[..blocks.len().max(1)];
        for (masks, lines) in masks.iter().zip(&mut lines) {
            let found = quotes.stops(masks);
            *lines = found.stops & masks.ends;
            is_odd = found.odd != 0;
            if is_odd {
                break;
            }
        }
        // Most blocks have no more than one.
        let count = masks::places::<1>(&lines[..masks.len()], &mut self.found[..]);
        (self.from, self.quotes, self.is_odd) = (self.base, quotes, is_odd);
        (self.count, self.passed) = (count, 0);
        self.base += if blocks.is_empty() { rest.len() } else { blocks.len() * BLOCK };
        self.most = (self.most * 2).min(BLOCKS);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::cells::{after_line_end, split};

    #[test]
    fn are_told_where_quotes_are_sound() {
        let text: String = (0..500).map(|n| format!("{n},\"a, \"\"b\"\"\nc\",d\r\n")).collect();
        let (mut ends, mut at) = (Ends::new(text.as_bytes(), 0), 0);
        for _ in 0..500 {
            at = ends.next(at).unwrap() + 2;
        }
        assert_eq!((at, ends.next(at)), (text.len(), None));
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 5_000, failure_persistence: None, ..ProptestConfig::default()
        })]

        #[test]
        fn are_where_split_has_them(text in "([a,\"\n\r]|[a-zé]{1,40}|\"[a,\n]{0,70}\"|,){0,120}") {
            let (mut at, mut cells) = (0, Vec::new());
            let mut ends = Ends::new(text.as_bytes(), 0);
            while at < text.len() {
                let plain = split(&text, at, &mut cells);
                match ends.next(at) {
                    Some(end) => {
                        let next = after_line_end(text.as_bytes(), end);
                        prop_assert_eq!((end, next, None), (plain.end, plain.next, plain.broken));
                    }
                    None => ends.start(plain.next),
                }
                at = plain.next;
            }
        }
    }
}
