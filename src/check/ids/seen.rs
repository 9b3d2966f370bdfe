//! Ids in a row: whether they are in order, and no two of them can be one in other letters.
//!
//! Invariant: what is said of parts and joined is what is said of all of them in one row.

use std::cmp::Ordering;

/// What a look at ids in a row told.
#[derive(Clone, Copy)]
pub(in crate::check) struct Seen<'f> {
    /// The first and the last.
    ends: Option<[Key<'f>; 2]>,
    /// Each stands behind the one before it.
    pub(super) ascending: bool,
    /// A capital letter A to Z is among them, and a small one.
    pub(super) upper: bool,
    pub(super) lower: bool,
}

impl Default for Seen<'_> {
    fn default() -> Self {
        Seen { ends: None, ascending: true, upper: false, lower: false }
    }
}

impl<'f> Seen<'f> {
    /// Looks at the next one.
    #[inline]
    pub(in crate::check) fn add(&mut self, id: Option<&'f str>) {
        let next = Key::new(id);
        let ((upper, lower), ends) = (next.letters(), Some([next; 2]));
        *self = self.then(Seen { ends, ascending: true, upper, lower });
    }

    /// Both, one after the other.
    #[inline]
    fn then(self, next: Seen<'f>) -> Seen<'f> {
        let (ends, follows) = match (self.ends, next.ends) {
            (Some([first, last]), Some([next, end])) => (Some([first, end]), last.is_before(&next)),
            (ends, next) => (ends.or(next), true),
        };
        Seen {
            ends,
            ascending: self.ascending && next.ascending && follows,
            upper: self.upper || next.upper,
            lower: self.lower || next.lower,
        }
    }

    /// All of them, one after the other.
    pub(in crate::check) fn joined(parts: impl IntoIterator<Item = Seen<'f>>) -> Seen<'f> {
        parts.into_iter().fold(Seen::default(), Seen::then)
    }

    /// Whether rows stand in the order of their ids, of which no two can differ by case alone.
    pub(in crate::check) fn is_settled(&self) -> bool {
        self.ascending && !(self.upper && self.lower)
    }
}

/// An id that is compared fast.
#[derive(Clone, Copy)]
pub(super) struct Key<'f> {
    id: Option<&'f str>,
    /// Its first bytes as numbers that compare as they do.
    pub(super) prefix: [u64; 2],
}

impl<'f> Key<'f> {
    #[inline]
    pub(super) fn new(id: Option<&'f str>) -> Self {
        let mut bytes = [[0; 8]; 2];
        let start = id.unwrap_or_default().as_bytes();
        let length = start.len().min(16);
        bytes.as_flattened_mut()[..length].copy_from_slice(&start[..length]);
        Key { id, prefix: bytes.map(u64::from_be_bytes) }
    }

    /// Whether both are ids and this one is the lesser.
    fn is_before(&self, other: &Self) -> bool {
        match self.prefix.cmp(&other.prefix) {
            Ordering::Less => self.id.is_some(),
            Ordering::Equal => self.id.is_some() && self.id < other.id,
            Ordering::Greater => false,
        }
    }

    /// Whether capital and small letters A to Z are in the id.
    fn letters(&self) -> (bool, bool) {
        let any = |range: [u8; 2]| match self.id {
            Some(long) if long.len() > 16 => {
                long.bytes().any(|byte| (range[0]..=range[1]).contains(&byte))
            }
            _ => self.prefix.iter().any(|eight| has_between(*eight, range)),
        };
        (any(*b"AZ"), any(*b"az"))
    }
}

/// Whether any of eight bytes is in a range of ASCII; all are looked at together.
fn has_between(eight: u64, [first, last]: [u8; 2]) -> bool {
    const EACH: u64 = u64::MAX / 255;
    const HIGH: u64 = EACH << 7;
    // The highest bit of a byte tells whether a number was reached; none carries into the next.
    let low = eight & !HIGH;
    let from = low + EACH * u64::from(0x80 - first);
    let beyond = low + EACH * u64::from(0x7f - last);
    from & !beyond & !eight & HIGH != 0
}

#[cfg(test)]
mod tests {
    use super::has_between;

    #[test]
    fn a_letter_is_seen_in_each_of_eight_places_and_no_other_byte_is_taken_for_one() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                for others in [0, b'@', b'0', 0xff] {
                    let mut eight = [others; 8];
                    eight[place] = byte;
                    let number = u64::from_be_bytes(eight);
                    assert_eq!(has_between(number, *b"AZ"), byte.is_ascii_uppercase(), "{eight:?}");
                    assert_eq!(has_between(number, *b"az"), byte.is_ascii_lowercase(), "{eight:?}");
                }
            }
        }
    }
}
