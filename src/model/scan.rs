//! The records of a text one after the other, in one pass over blocks of 64 bytes.
//!
//! Quotes, commas and line ends of a block become bits; whether a byte stands in quotes is the
//! parity of the quotes before it (Langdale and Lemire, "Parsing gigabytes of JSON per second",
//! 2019, section 3.1).
//!
//! Invariant: gives what [`split`] gives, whatever the text; a record in which quotes stand
//! elsewhere than around a cell is left to it.

use std::ops::Range;

use wide::u8x16;

use super::cells::{Cell, MOST_CELLS, Split, after_line_end, is_line_end, line_ends, split};

/// Bytes of a block.
const BLOCK: usize = 64;

/// Walks a text record by record.
#[derive(Clone, Debug)]
pub struct Scanner<'t> {
    text: &'t str,
    /// Where the record after the last one starts; the bits below are of a walk that came there.
    at: usize,
    /// Offset of the block at hand.
    base: usize,
    /// Commas and line ends of the block that stand outside quotes and are not passed.
    stops: u64,
    /// Line ends of the block, those within quotes too.
    ends: u64,
    /// All ones where the block ends within quotes.
    inside: u64,
    /// Bit 0: the last byte of the block closes a quote, so that a cell must end behind it.
    closed: u64,
    /// Bit 0: the last byte of the block ends a cell or closes a quote, so that one may open.
    may_open: u64,
    /// The last line end within quotes that was met.
    wrapped: Option<usize>,
    /// A quote of the block stands where none should.
    odd: bool,
    /// The end of the last block that is not all ASCII.
    beyond_ascii: usize,
}

impl<'t> Scanner<'t> {
    /// A walk of `text`.
    pub fn new(text: &'t str) -> Scanner<'t> {
        let mut scanner = Scanner {
            text,
            at: 0,
            base: 0,
            stops: 0,
            ends: 0,
            inside: 0,
            closed: 0,
            may_open: 1,
            wrapped: None,
            odd: false,
            beyond_ascii: 0,
        };
        scanner.start(0);
        scanner
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Whether the record that starts at `at`, the last that was split, is ASCII for certain.
    #[inline]
    pub fn is_ascii(&self, at: usize) -> bool {
        self.beyond_ascii <= at
    }

    /// Splits the record that starts at `at` into `cells`, as [`split`] does.
    #[inline]
    pub fn record(&mut self, at: usize, cells: &mut Vec<Cell>) -> Split {
        self.record_to(at, cells, MOST_CELLS)
    }

    /// The same, but no more than `most` cells are told.
    #[inline]
    pub fn record_to(&mut self, at: usize, cells: &mut Vec<Cell>, most: usize) -> Split {
        if at != self.at {
            self.start(at);
        }
        let found = match self.sound(at, cells, most) {
            Some(found) => found,
            None => {
                let found = split(self.text, at, cells);
                cells.truncate(most);
                self.start(found.next);
                found
            }
        };
        self.at = found.next;
        found
    }

    /// The record, if its quotes are sound.
    #[inline]
    fn sound(&mut self, at: usize, cells: &mut Vec<Cell>, most: usize) -> Option<Split> {
        cells.clear();
        let bytes = self.text.as_bytes();
        if is_line_end(*bytes.get(at)?) {
            return Some(Split {
                end: at,
                next: after_line_end(bytes, at),
                lines: 1,
                broken: None,
            });
        }
        let mut start = at;
        loop {
            let more = cells.len() < most;
            let stop = if more { self.stop()? } else { self.end()? };
            if stop < start {
                continue; // the LF of a CR LF that ended the record before
            }
            if more {
                if start < stop && bytes[start] == b'"' {
                    cells.push(quoted(bytes, start, stop)?);
                } else {
                    cells.push(Cell { start, end: stop, quoted: false, doubled: false });
                }
            }
            if bytes.get(stop) == Some(&b',') {
                start = stop + 1;
                continue;
            }
            let next = if stop < bytes.len() { after_line_end(bytes, stop) } else { stop };
            let lines = match self.wrapped {
                Some(last) if last >= at => 1 + line_ends(&bytes[at..stop]),
                _ => 1,
            };
            return Some(Split { end: stop, next, lines, broken: None });
        }
    }

    /// The next comma or line end outside quotes, or the end of the text; `None`: the quotes up to
    /// there are not sound.
    #[inline]
    fn stop(&mut self) -> Option<usize> {
        while self.stops == 0 {
            if !self.go_on()? {
                return Some(self.text.len());
            }
        }
        let stop = self.base + self.stops.trailing_zeros() as usize;
        self.stops &= self.stops - 1;
        Some(stop)
    }

    /// The next line end outside quotes, or the end of the text; `None` likewise.
    #[inline]
    fn end(&mut self) -> Option<usize> {
        while self.stops & self.ends == 0 {
            if !self.go_on()? {
                return Some(self.text.len());
            }
        }
        self.stops &= !0 << (self.stops & self.ends).trailing_zeros();
        self.stop()
    }

    /// Reads the next block; whether there is one. `None`: the quotes up to there are not sound.
    #[inline]
    fn go_on(&mut self) -> Option<bool> {
        let next = self.base + BLOCK;
        if self.odd || next >= self.text.len() && self.inside != 0 {
            return None;
        }
        if next < self.text.len() {
            self.load(next);
            return Some(true);
        }
        self.stops = 0;
        Some(false)
    }

    /// Begins anew at the start of a record.
    fn start(&mut self, at: usize) {
        (self.at, self.inside, self.may_open, self.closed) = (at, 0, 1, 0);
        (self.wrapped, self.odd) = (None, false);
        self.load(at.min(self.text.len()));
    }

    /// Reads the block at `base`.
    #[inline]
    fn load(&mut self, base: usize) {
        let bytes = self.text.as_bytes();
        let (quotes, commas, ends, beyond_ascii) = match bytes[base..].first_chunk::<BLOCK>() {
            Some(block) => masks(block),
            None => masks(&padded(&bytes[base..])),
        };
        self.base = base;
        if beyond_ascii {
            self.beyond_ascii = base + BLOCK;
        }
        let inside = parity(quotes) ^ self.inside;
        self.inside = ((inside as i64) >> 63) as u64;
        self.stops = (commas | ends) & !inside;
        self.ends = ends;
        let closed = quotes & !inside;
        let may_open = (self.stops | closed) << 1 | self.may_open;
        self.may_open = (self.stops | closed) >> 63;
        let must_end = closed << 1 | self.closed;
        self.closed = closed >> 63;
        let odd = quotes & inside & !may_open | must_end & !(commas | ends | quotes);
        if odd != 0 {
            self.odd = true;
            self.stops &= (1 << odd.trailing_zeros()) - 1;
        }
        let wrapped = ends & inside;
        if wrapped != 0 {
            self.wrapped = Some(base + 63 - wrapped.leading_zeros() as usize);
        }
    }
}

/// The cell from `start`, where a quote opens it, to `end`; `None`: its quotes are not sound.
#[inline]
fn quoted(bytes: &[u8], start: usize, end: usize) -> Option<Cell> {
    if end < start + 2 || bytes[end - 1] != b'"' {
        return None;
    }
    let (start, end) = (start + 1, end - 1);
    let doubled = memchr::memchr(b'"', &bytes[start..end]).is_some();
    Some(Cell { start, end, quoted: true, doubled })
}

/// Quotes, commas and line ends of a block as bits, and whether a byte of it is not ASCII.
#[inline]
fn masks(block: &[u8; BLOCK]) -> (u64, u64, u64, bool) {
    let (mut quotes, mut commas, mut ends, mut all) = (0, 0, 0, u8x16::splat(0));
    let (quote, comma) = (u8x16::splat(b'"'), u8x16::splat(b','));
    let (line_feed, carriage_return) = (u8x16::splat(b'\n'), u8x16::splat(b'\r'));
    let (quarters, _) = block.as_chunks::<16>();
    for (n, quarter) in quarters.iter().enumerate() {
        let lane = u8x16::new(*quarter);
        let bits = |found: u8x16| u64::from(found.to_bitmask()) << (16 * n);
        quotes |= bits(lane.simd_eq(quote));
        commas |= bits(lane.simd_eq(comma));
        ends |= bits(lane.simd_eq(line_feed) | lane.simd_eq(carriage_return));
        all |= lane;
    }
    (quotes, commas, ends, all.to_bitmask() != 0)
}

/// Where two bytes stand in up to 64 bytes of a text, as bits.
#[inline]
pub fn pair(bytes: &[u8], part: Range<usize>, (one, two): (u8, u8)) -> (u64, u64) {
    let length = part.len().min(BLOCK);
    let (one, two) = (u8x16::splat(one), u8x16::splat(two));
    let mut found = (0, 0);
    let mut add = |quarter: &[u8; 16], shift: usize| {
        let lane = u8x16::new(*quarter);
        found.0 |= u64::from(lane.simd_eq(one).to_bitmask()) << shift;
        found.1 |= u64::from(lane.simd_eq(two).to_bitmask()) << shift;
    };
    let mut shift = 0;
    while shift < length {
        match bytes[part.start + shift..].first_chunk::<16>() {
            Some(quarter) => add(quarter, shift),
            None => {
                let mut quarter = [0; 16];
                let rest = &bytes[part.start + shift..];
                quarter[..rest.len()].copy_from_slice(rest);
                add(&quarter, shift);
            }
        }
        shift += 16;
    }
    let within = u64::MAX >> (BLOCK - length.max(1));
    (found.0 & within, found.1 & within)
}

/// The rest of a text as a block.
fn padded(rest: &[u8]) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    block[..rest.len()].copy_from_slice(rest);
    block
}

/// For each bit whether the bits up to it, itself counted, are odd in number.
#[inline]
fn parity(mut bits: u64) -> u64 {
    for shift in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << shift;
    }
    bits
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
            for most in [1, 2] {
                let mut scanner = Scanner::new(&text);
                let fast = walk(|at, cells| scanner.record_to(at, cells, most), text.len());
                for (few, all) in fast.iter().zip(&plain) {
                    prop_assert_eq!(few.0, all.0);
                    prop_assert_eq!(&few.1[..], &all.1[..all.1.len().min(most)]);
                }
                prop_assert_eq!(fast.len(), plain.len());
            }
        }
    }
}
