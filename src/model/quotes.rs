//! What the bits of a block mean after the block before it: which commas and line ends part cells.
//!
//! Whether a byte stands in quotes is the parity of the quotes before it (Langdale and Lemire,
//! "Parsing gigabytes of JSON per second", 2019, section 3.1).
//!
//! Invariant: a quote that stands elsewhere than around a cell is noted; what is told of the bytes
//! before it is right.

use super::masks::Masks;

/// What was seen in a block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Block {
    /// Commas and line ends outside quotes, those before the first odd quote.
    pub(super) stops: u64,
    /// What is rare: [`ODD`], [`WRAPPED`], [`DOUBLED`], [`ACCENTED`].
    pub(super) notes: u8,
}

/// Which bytes of a block part cells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stops {
    /// Commas and line ends outside quotes, those before the first odd quote.
    pub(super) stops: u64,
    /// Where it is clear that a quote stands where none should.
    pub(super) odd: u64,
    /// Bytes within quotes, the opening ones among them.
    inside: u64,
    /// Where a cell must end, behind a quote that closes it.
    must_end: u64,
}

/// A quote stands where none should.
pub(super) const ODD: u8 = 1;
/// A line end stands within quotes.
pub(super) const WRAPPED: u8 = 2;
/// A quote stands right behind one that closes a cell.
pub(super) const DOUBLED: u8 = 4;
/// An accented letter stands before another character beyond ASCII, or may.
pub(super) const ACCENTED: u8 = 8;

/// What the end of a block means for the next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quotes {
    /// All ones where it ends within quotes.
    pub(super) inside: u64,
    /// Bit 0: its last byte closes a quote, so that a cell must end behind it.
    closed: u64,
    /// Bit 0: its last byte ends a cell or closes a quote, so that one may open.
    may_open: u64,
}

impl Quotes {
    /// At the start of a record.
    pub(super) const NONE: Quotes = Quotes { inside: 0, closed: 0, may_open: 1 };

    /// Which bytes of a block part cells after the one before it.
    #[inline]
    pub(super) fn stops(&mut self, masks: &Masks) -> Stops {
        let Masks { quotes, odd_quotes, commas, ends, .. } = *masks;
        let inside = odd_quotes ^ self.inside;
        self.inside = ((inside as i64) >> 63) as u64;
        let stops = (commas | ends) & !inside;
        let closed = quotes & !inside;
        let may_open = (stops | closed) << 1 | self.may_open;
        self.may_open = (stops | closed) >> 63;
        let must_end = closed << 1 | self.closed;
        self.closed = closed >> 63;
        let odd = quotes & inside & !may_open | must_end & !(commas | ends | quotes);
        let before_odd = (odd & odd.wrapping_neg()).wrapping_sub(1);
        Stops { stops: stops & before_odd, odd, inside, must_end }
    }

    /// What a block means after the one before it.
    #[inline]
    pub(super) fn block(&mut self, masks: &Masks) -> Block {
        let Stops { stops, odd, inside, must_end } = self.stops(masks);
        let Masks { quotes, ends, beyond_ascii, accents, .. } = *masks;
        let (wrapped, doubled) = (ends & inside, must_end & quotes);
        let accented = accents & (beyond_ascii >> 2 | 3 << 62);
        let mut notes = 0;
        if odd | wrapped | doubled | accented != 0 {
            let note = |bits: u64, note| if bits == 0 { 0 } else { note };
            notes = note(odd, ODD) | note(wrapped, WRAPPED);
            notes |= note(doubled, DOUBLED) | note(accented, ACCENTED);
        }
        Block { stops, notes }
    }
}
