//! Whether a text is digits, and eight of them read in one go.
//!
//! Invariant: agrees with reading them one by one.

/// Whether a text has nothing but digits from 0 to 9; a blank one has nothing else.
pub(crate) fn are_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text is a year of four digits.
pub(crate) fn is_year(text: &str) -> bool {
    text.len() == 4 && are_digits(text)
}

/// The number that eight bytes write in decimal, the first in the lowest byte of `text`; `None`: one
/// of them is no digit.
///
/// Pairs, then fours, then all of them are added up with one multiplication each (Lemire, "Number
/// parsing at a gigabyte per second", 2021, section 3).
#[inline]
pub(super) fn eight(text: u64) -> Option<u32> {
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    const HIGH: u64 = 0xf0f0_f0f0_f0f0_f0f0;
    let over_nine = text.wrapping_add(0x0606_0606_0606_0606) & HIGH;
    if text & HIGH != ZEROS || over_nine != ZEROS {
        return None;
    }
    let digits = text & !HIGH;
    let pairs = digits.wrapping_mul(10 << 8 | 1) >> 8 & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(100 << 16 | 1) >> 16 & 0x0000_ffff_0000_ffff;
    Some((fours.wrapping_mul(10_000 << 32 | 1) >> 32) as u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_the_library(text in "[0-9]{8}|[ -~]{8}|[0-9]{7}[/:]") {
            let bytes: [u8; 8] = text.as_bytes().try_into().unwrap();
            let plain = text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().unwrap());
            prop_assert_eq!(super::eight(u64::from_le_bytes(bytes)), plain);
        }
    }
}
