//! The records of a text one after the other, in one pass over blocks of 64 bytes.
//!
//! Quotes, commas and line ends of a block become bits, and a record is walked from bit to bit.
//!
//! Invariant: gives what [`split`] gives, whatever the text; a record in which quotes stand
//! elsewhere than around a cell is left to it.

use super::cells::{Cell, MOST_CELLS, Split, after_line_end, is_line_end, line_ends, split};
use super::masks::{self, Masks, padded};
use super::quotes::{ACCENTED, Block, DOUBLED, ODD, Quotes, WRAPPED};

pub use super::masks::{BLOCK, pair};

/// Walks a text record by record.
#[derive(Clone, Debug)]
pub struct Scanner<'t> {
    text: &'t str,
    /// Where the record after the last one starts; what stands below is of a walk that came there.
    at: usize,
    /// Offset of the block at hand.
    base: usize,
    /// Commas and line ends of the block that stand outside quotes and are not passed.
    stops: u64,
    /// Line ends of the block, those within quotes too.
    ends: u64,
    /// A quote of the block stands where none should.
    odd: bool,
    /// The end of the last block with a line end within quotes.
    wrapped: usize,
    /// The end of the last block with a doubled quote.
    doubled: usize,
    /// The end of the last block with an accented letter before another character beyond ASCII.
    accented: usize,
    /// Behind the first byte of the last cell that starts as a formula does.
    formula: usize,
    ahead: Ahead,
}

/// Blocks looked at in one go.
#[derive(Clone, Debug)]
struct Ahead {
    blocks: [Block; MOST],
    /// The number of the block at hand, and how many there are.
    at: usize,
    count: usize,
    /// How many to look at next: few after a jump, for there may be another.
    next: usize,
    /// How the last of them ends.
    quotes: Quotes,
}

/// By first byte of a cell: what it may be beside plain text.
const START: [u8; 256] = {
    let mut kinds = [0; 256];
    (kinds[b'=' as usize], kinds[b'+' as usize], kinds[b'-' as usize]) =
        (FORMULA, FORMULA, FORMULA);
    (kinds[b'@' as usize], kinds[b'\t' as usize]) = (FORMULA, FORMULA);
    kinds[b'"' as usize] = QUOTE;
    kinds
};
const FORMULA: u8 = 1;
const QUOTE: u8 = 2;

/// Most blocks looked at in one go.
const MOST: usize = 32;

impl<'t> Scanner<'t> {
    /// A walk of `text`.
    pub fn new(text: &'t str) -> Scanner<'t> {
        let mut scanner = Scanner {
            text,
            at: 0,
            base: 0,
            stops: 0,
            ends: 0,
            odd: false,
            wrapped: 0,
            doubled: 0,
            accented: 0,
            formula: 0,
            ahead: Ahead {
                blocks: [Block::default(); MOST],
                at: 0,
                count: 0,
                next: 0,
                quotes: Quotes::NONE,
            },
        };
        scanner.start(0);
        scanner
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Whether the record that starts at `at`, the last that was split, may have an accented letter
    /// before another character beyond ASCII; so blocks as a whole tell.
    #[inline]
    pub fn is_accented(&self, at: usize) -> bool {
        self.accented > at
    }

    /// Whether it has a cell that starts as a formula does, or a quote where none should stand.
    #[inline]
    pub fn is_odd(&self, at: usize) -> bool {
        self.formula > at
    }

    /// Splits the record that starts at `at` into `cells`, as [`split`] does.
    #[inline]
    pub fn record(&mut self, at: usize, cells: &mut Vec<Cell>) -> Split {
        self.told::<true>(at, cells, u64::MAX)
    }

    /// The same, but of its cells only those are told whose bit is set in `wanted`: of a cell that
    /// is not told nothing but its end is looked for.
    #[inline]
    pub fn cells_of(&mut self, at: usize, cells: &mut Vec<Cell>, wanted: u64) -> Split {
        self.told::<false>(at, cells, wanted)
    }

    /// The record; `ALL`: whatever is wanted.
    #[inline]
    fn told<const ALL: bool>(&mut self, at: usize, cells: &mut Vec<Cell>, wanted: u64) -> Split {
        if at != self.at {
            self.start(at);
        }
        let found = match self.sound::<ALL>(at, cells, wanted) {
            Some(found) => found,
            None => {
                let found = split(self.text, at, cells);
                if !ALL {
                    let mut bits = (0..u64::BITS).map(|n| wanted >> n & 1 != 0);
                    cells.retain(|_| bits.next() == Some(true));
                }
                self.start(found.next);
                (self.accented, self.formula) = (self.accented.max(at + 1), at + 1);
                found
            }
        };
        self.at = found.next;
        found
    }

    /// The record, if its quotes are sound.
    #[inline]
    fn sound<const ALL: bool>(
        &mut self,
        at: usize,
        cells: &mut Vec<Cell>,
        mut wanted: u64,
    ) -> Option<Split> {
        cells.clear();
        let bytes = self.text.as_bytes();
        let is_told = |cells: &Vec<Cell>, wanted: u64| match ALL {
            true => cells.len() < MOST_CELLS,
            false => wanted & 1 != 0,
        };
        if is_line_end(*bytes.get(at)?) {
            let next = after_line_end(bytes, at);
            return Some(Split { end: at, next, lines: 1, broken: None });
        }
        let (mut start, mut stops, mut ends, mut base) = (at, self.stops, self.ends, self.base);
        let end = loop {
            while stops != 0 {
                if !ALL && wanted == 0 {
                    let lines = stops & ends;
                    stops &= lines | lines.wrapping_neg(); // none before the end of the record
                    if stops == 0 {
                        break;
                    }
                }
                let bit = stops.trailing_zeros();
                let stop = base + bit as usize;
                stops &= stops - 1;
                if stop < start {
                    continue; // the LF of a CR LF that ended the record before
                }
                if is_told(cells, wanted) {
                    self.put(start, stop, cells)?;
                }
                wanted >>= 1;
                start = stop + 1;
                if ends >> bit & 1 != 0 {
                    self.stops = stops;
                    let (next, lines) = (after_line_end(bytes, stop), self.lines(at, stop));
                    return Some(Split { end: stop, next, lines, broken: None });
                }
            }
            if !self.go_on()? {
                break bytes.len();
            }
            (stops, ends, base) = (self.stops, self.ends, self.base);
        };
        if is_told(cells, wanted) {
            self.put(start, end, cells)?;
        }
        Some(Split { end, next: end, lines: self.lines(at, end), broken: None })
    }

    /// Puts the cell from `start` to `end` down; `None`: its quotes are not sound.
    #[inline]
    fn put(&mut self, start: usize, end: usize, cells: &mut Vec<Cell>) -> Option<()> {
        let first = self.text.as_bytes().get(start).map_or(0, |byte| START[usize::from(*byte)]);
        if first == 0 || start == end {
            cells.push(Cell { start, end, quoted: false, doubled: false });
        } else {
            cells.push(self.odd_cell(start, end, first)?);
        }
        Some(())
    }

    /// A cell that starts with a quote or as a formula does.
    #[inline(never)]
    fn odd_cell(&mut self, start: usize, end: usize, first: u8) -> Option<Cell> {
        let bytes = self.text.as_bytes();
        if first == FORMULA {
            self.formula = start + 1;
            return Some(Cell { start, end, quoted: false, doubled: false });
        }
        if end < start + 2 || bytes[end - 1] != b'"' {
            return None;
        }
        let (start, end) = (start + 1, end - 1);
        let doubled = self.doubled > start && memchr::memchr(b'"', &bytes[start..end]).is_some();
        if START[usize::from(bytes[start])] == FORMULA {
            self.formula = start + 1;
        }
        Some(Cell { start, end, quoted: true, doubled })
    }

    /// How many lines the record from `at` to `end` takes.
    #[inline]
    fn lines(&self, at: usize, end: usize) -> u32 {
        if self.wrapped > at { 1 + line_ends(&self.text.as_bytes()[at..end]) } else { 1 }
    }

    /// Goes to the next block; whether there is one. `None`: the quotes up to there are not sound.
    #[inline]
    fn go_on(&mut self) -> Option<bool> {
        let next = self.base + BLOCK;
        if self.odd || next >= self.text.len() && self.ahead.quotes.inside != 0 {
            return None;
        }
        if next >= self.text.len() {
            self.stops = 0;
            return Some(false);
        }
        self.ahead.at += 1;
        if self.ahead.at == self.ahead.count {
            self.look_ahead(next);
        }
        self.enter(next);
        Some(true)
    }

    /// Begins anew at the start of a record.
    fn start(&mut self, at: usize) {
        self.at = at;
        (self.wrapped, self.doubled, self.accented, self.odd) = (0, 0, 0, false);
        (self.ahead.quotes, self.ahead.next) = (Quotes::NONE, 4);
        let base = at.min(self.text.len());
        self.look_ahead(base);
        self.enter(base);
    }

    /// Takes up the block at `base`.
    #[inline]
    fn enter(&mut self, base: usize) {
        let block = self.ahead.blocks[self.ahead.at % MOST];
        (self.base, self.stops, self.ends) = (base, block.stops, block.ends);
        if block.notes != 0 {
            let end = base + BLOCK;
            self.odd |= block.notes & ODD != 0;
            let note = |note, place: &mut usize| {
                if block.notes & note != 0 {
                    *place = end;
                }
            };
            note(WRAPPED, &mut self.wrapped);
            note(DOUBLED, &mut self.doubled);
            note(ACCENTED, &mut self.accented);
        }
    }

    /// Reads some blocks from `base` on; the last one of a text is filled up.
    fn look_ahead(&mut self, base: usize) {
        let Ahead { blocks, at, count, next, quotes } = &mut self.ahead;
        let (whole, rest) = self.text.as_bytes()[base..].as_chunks::<BLOCK>();
        let whole = &whole[..whole.len().min(*next)];
        let mut found = [Masks::default(); MOST];
        masks::put::<true>(whole, &mut found);
        (*at, *count) = (0, whole.len());
        if whole.len() < *next && (whole.is_empty() || !rest.is_empty()) {
            found[*count] = masks::of::<true>(&padded(rest));
            *count += 1;
        }
        let mut state = *quotes;
        for (block, masks) in blocks.iter_mut().zip(&found[..*count]) {
            *block = state.block(masks);
        }
        *quotes = state;
        *next = (*next * 2).min(MOST);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What a walk of a text gives: each record's account and cells.
    fn walk(
        mut next: impl FnMut(usize, &mut Vec<Cell>) -> Split,
        end: usize,
    ) -> Vec<(Split, Vec<Cell>)> {
        let (mut at, mut found) = (0, Vec::new());
        while at < end {
            let mut cells = Vec::new();
            let split = next(at, &mut cells);
            at = split.next;
            found.push((split, cells));
        }
        found
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 5_000, failure_persistence: None, ..ProptestConfig::default()
        })]

        #[test]
        fn equals_split_on_any_text(text in "([a,\"\n\r]|[a-zé]{1,40}|\"[a,\n]{0,70}\"|,){0,120}") {
            let mut scanner = Scanner::new(&text);
            let fast = walk(|at, cells| scanner.record(at, cells), text.len());
            let plain = walk(|at, cells| split(&text, at, cells), text.len());
            prop_assert_eq!(&fast, &plain);
            for wanted in [0b1, 0b10, 0b101, 0b110, 1 << 63] {
                let mut scanner = Scanner::new(&text);
                let fast = walk(|at, cells| scanner.cells_of(at, cells, wanted), text.len());
                let is_told = |n: usize| n < 64 && wanted >> n & 1 != 0;
                for (few, all) in fast.iter().zip(&plain) {
                    prop_assert_eq!(few.0, all.0);
                    let all = all.1.iter().enumerate().filter(|(n, _)| is_told(*n));
                    prop_assert!(few.1.iter().eq(all.map(|(_, cell)| cell)));
                }
                prop_assert_eq!(fast.len(), plain.len());
            }
        }
    }
}
