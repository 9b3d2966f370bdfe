//! The records of a text one after the other, in one pass over blocks of 64 bytes.
//!
//! Quotes, commas and line ends of a block become bits, and these the places at which cells end, put
//! down for many blocks before the first of them is asked for: a walk from bit to bit would have to
//! guess at each how many are left.
//!
//! Invariant: gives what [`split`] gives, whatever the text; a record in which quotes stand
//! elsewhere than around a cell is left to it.

use std::ops::Range;

use super::cells::{Cell, MOST_CELLS, Split, after_line_end, line_ends, split};
use super::masks::{self, Masks, padded};
use super::quotes::{ACCENTED, DOUBLED, ODD, Quotes, WRAPPED};

pub use super::masks::{BLOCK, pair};

/// Walks a text record by record.
#[derive(Clone, Debug)]
pub struct Scanner<'t> {
    text: &'t str,
    /// Where the record after the last one starts.
    at: usize,
    /// The blocks at hand: from where to where they stand, and how many come next.
    from: usize,
    until: usize,
    most: usize,
    masks: Box<[Masks; MOST]>,
    /// How the last of them ends.
    quotes: Quotes,
    /// Commas and line ends outside quotes, by bytes after `from`; how many there are and are passed.
    stops: Box<[u32; MOST * BLOCK + AT_ONCE]>,
    count: usize,
    passed: usize,
    /// A quote behind them stands where none should.
    ends_odd: bool,
    noted: Noted,
    /// Of the last record.
    is_accented: bool,
    is_odd: bool,
}

/// Blocks at hand with something that is rare, as bits.
#[derive(Clone, Copy, Debug, Default)]
struct Noted {
    /// A line end within quotes.
    wrapped: u64,
    /// A doubled quote.
    doubled: u64,
    /// An accented letter before another character beyond ASCII.
    accented: u64,
}

/// By first byte of a cell: what it may be beside plain text.
const START: [u8; 256] = {
    let mut kinds = [0; 256];
    (kinds[b'=' as usize], kinds[b'+' as usize], kinds[b'-' as usize]) =
        (FORMULA, FORMULA, FORMULA);
    (kinds[b'@' as usize], kinds[b'\t' as usize]) = (FORMULA, FORMULA);
    (kinds[b'"' as usize], kinds[b' ' as usize]) = (QUOTE, BLANK);
    kinds
};
const FORMULA: u8 = 1;
const QUOTE: u8 = 2;
const BLANK: u8 = 3;

/// Most blocks looked at in one go, and how many after a jump, for there may be another.
const MOST: usize = 64;
const FEWEST: usize = 4;

/// Places put down in one go: most blocks have no more.
const AT_ONCE: usize = 4;

impl<'t> Scanner<'t> {
    /// A walk of `text`.
    pub fn new(text: &'t str) -> Scanner<'t> {
        let mut scanner = Scanner {
            text,
            at: 0,
            from: 0,
            until: 0,
            most: FEWEST,
            masks: Box::new([Masks::default(); MOST]),
            quotes: Quotes::NONE,
            stops: Box::new([0; MOST * BLOCK + AT_ONCE]),
            count: 0,
            passed: 0,
            ends_odd: false,
            noted: Noted::default(),
            is_accented: false,
            is_odd: false,
        };
        scanner.start(0);
        scanner
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Whether the last record may have an accented letter before another character beyond ASCII; so
    /// blocks as a whole tell.
    #[inline]
    pub fn is_accented(&self) -> bool {
        self.is_accented
    }

    /// Whether it has a cell that starts as a formula does, or a quote where none should stand.
    #[inline]
    pub fn is_odd(&self) -> bool {
        self.is_odd
    }

    /// Splits the record that starts at `at` into `cells`, as [`split`] does.
    #[inline]
    pub fn record(&mut self, at: usize, cells: &mut Vec<Cell>) -> Split {
        if at != self.at {
            self.start(at);
        }
        let found = match self.sound(at, cells) {
            Some(found) => found,
            None => {
                let found = split(self.text, at, cells);
                self.start(found.next);
                (self.is_accented, self.is_odd) = (true, true);
                found
            }
        };
        self.at = found.next;
        found
    }

    /// The record, if its quotes are sound.
    #[inline]
    fn sound(&mut self, at: usize, cells: &mut Vec<Cell>) -> Option<Split> {
        let bytes = self.text.as_bytes();
        cells.clear();
        let (mut start, mut unlike, mut before) = (at, 0, [false; 3]);
        loop {
            let mut stops = self.stops[self.passed..self.count].iter();
            while let Some(stop) = stops.next() {
                let stop = self.from + *stop as usize;
                if stop < start {
                    continue; // the LF of a CR LF that ended the record before
                }
                let is_unlike = START[usize::from(bytes[start])] != 0;
                unlike |= u64::from(is_unlike).rotate_left(cells.len() as u32);
                if cells.len() < MOST_CELLS {
                    cells.push(Cell { start, end: stop, quoted: false, doubled: false });
                }
                start = stop + 1;
                if bytes[stop] != b',' {
                    self.passed = self.count - stops.len();
                    return self.whole((at, stop), (unlike, before), cells);
                }
            }
            let here = self.noted.between(at.saturating_sub(self.from), MOST * BLOCK - 1);
            before = [0, 1, 2].map(|n| before[n] | here[n]);
            self.look_ahead()?;
        }
    }

    /// The record from `at` to `end`, in which the cells with a bit in `unlike`, taken by 64, start
    /// otherwise than plain text; with what was noted of it before the blocks at hand.
    #[inline]
    fn whole(
        &mut self,
        (at, end): (usize, usize),
        (mut unlike, before): (u64, [bool; 3]),
        cells: &mut Vec<Cell>,
    ) -> Option<Split> {
        let here = self.noted.between(at.saturating_sub(self.from), end - self.from);
        let [wrapped, doubled, accented] = [0, 1, 2].map(|n| before[n] | here[n]);
        (self.is_accented, self.is_odd) = (accented, false);
        while unlike != 0 {
            let mut n = unlike.trailing_zeros() as usize;
            while let Some(cell) = cells.get_mut(n) {
                self.mark(cell, doubled)?;
                n += u64::BITS as usize;
            }
            unlike &= unlike - 1;
        }
        let bytes = self.text.as_bytes();
        if at == end {
            cells.clear();
        }
        let lines = if wrapped { 1 + line_ends(&bytes[at..end]) } else { 1 };
        Some(Split { end, next: after_line_end(bytes, end), lines, broken: None })
    }

    /// Says of a cell what its first byte means; `None`: its quotes are not sound.
    #[inline]
    fn mark(&mut self, cell: &mut Cell, may_be_doubled: bool) -> Option<()> {
        let bytes = self.text.as_bytes();
        let Cell { start, end, .. } = *cell;
        let kind = START[usize::from(bytes[start])];
        if kind == QUOTE {
            if end < start + 2 || bytes[end - 1] != b'"' {
                return None;
            }
            let (start, end) = (start + 1, end - 1);
            let doubled = may_be_doubled && self.has_quote(start..end);
            *cell = Cell { start, end, quoted: true, doubled };
            self.is_odd |= START[usize::from(bytes[start])] == FORMULA;
        }
        self.is_odd |= match kind {
            BLANK => bytes[start..end].trim_ascii_start().starts_with(b"\""),
            kind => kind == FORMULA,
        };
        Some(())
    }

    /// Whether a quote stands in a cell that one closes, which stands in the blocks at hand.
    #[inline]
    fn has_quote(&self, cell: Range<usize>) -> bool {
        let Some(first) = cell.start.checked_sub(self.from) else {
            return memchr::memchr(b'"', &self.text.as_bytes()[cell]).is_some();
        };
        let end = cell.end - self.from;
        let (from, to) = (first / BLOCK, end / BLOCK);
        let quotes = |n: usize| {
            let after = if n == from { u64::MAX << (first % BLOCK) } else { u64::MAX };
            let before = if n == to { (1 << (end % BLOCK)) - 1 } else { u64::MAX };
            self.masks[n].quotes & after & before
        };
        (from..=to).fold(0, |all, n| all | quotes(n)) != 0
    }

    /// Begins anew at the start of a record.
    fn start(&mut self, at: usize) {
        (self.at, self.from, self.until, self.most) = (at, at, at, FEWEST);
        (self.count, self.passed, self.ends_odd) = (0, 0, false);
        (self.quotes, self.noted) = (Quotes::NONE, Noted::default());
    }

    /// Looks at the next blocks, the last one of a text filled up; `None`: there are none whose meaning
    /// is known.
    fn look_ahead(&mut self) -> Option<()> {
        let (whole, rest) = self.text.as_bytes().get(self.until..)?.as_chunks::<BLOCK>();
        if self.ends_odd || whole.is_empty() && rest.is_empty() {
            return None;
        }
        let whole = &whole[..whole.len().min(self.most)];
        masks::put::<true>(whole, &mut self.masks[..]);
        let mut blocks = whole.len();
        if blocks < self.most && !rest.is_empty() {
            self.masks[blocks] = masks::of::<true>(&padded(rest));
            blocks += 1;
        }
        let (mut quotes, mut noted, mut stops) = (self.quotes, Noted::default(), [0; MOST]);
        for (n, (masks, stops)) in self.masks[..blocks].iter().zip(&mut stops).enumerate() {
            let block = quotes.block(masks);
            *stops = block.stops;
            if block.notes != 0 {
                let bit = |note| u64::from(block.notes & note != 0) << n;
                noted.wrapped |= bit(WRAPPED);
                noted.doubled |= bit(DOUBLED);
                noted.accented |= bit(ACCENTED);
                self.ends_odd = block.notes & ODD != 0;
                if self.ends_odd {
                    break;
                }
            }
        }
        self.count = masks::places::<AT_ONCE>(&stops[..blocks], &mut self.stops[..]);
        (self.quotes, self.noted, self.passed) = (quotes, noted, 0);
        self.from = self.until;
        self.until = (self.from + blocks * BLOCK).min(self.text.len());
        self.most = (self.most * 2).min(MOST);
        Some(())
    }
}

impl Noted {
    /// What is noted of the blocks of some bytes, the last one among them: `wrapped`, `doubled`,
    /// `accented`.
    #[inline]
    fn between(self, first: usize, last: usize) -> [bool; 3] {
        // A record may start behind the last block.
        let behind = u64::MAX.checked_shl((first / BLOCK) as u32).unwrap_or(0);
        let blocks = behind & (u64::MAX >> (MOST - 1 - last / BLOCK));
        [self.wrapped, self.doubled, self.accented].map(|noted| noted & blocks != 0)
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

    #[test]
    fn equals_split_where_records_end_with_the_blocks_at_hand_and_where_they_are_longer() {
        let lengths = (1..150).chain([BLOCK * MOST - 2, BLOCK * MOST, 3 * BLOCK * MOST]);
        for length in lengths {
            for form in ["é,\"a\"\"\n\",", "e,=", "e,"] {
                let record = format!("{form}{}\n", "x".repeat(length));
                let text = record.repeat(2 * MOST * BLOCK / record.len() + 3);
                let mut scanner = Scanner::new(&text);
                let fast = walk(|at, cells| scanner.record(at, cells), text.len());
                assert_eq!(fast, walk(|at, cells| split(&text, at, cells), text.len()));
            }
        }
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
        }
    }
}
