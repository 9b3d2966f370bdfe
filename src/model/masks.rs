//! Bytes that matter to CSV as bits, 64 of a text at a time.
//!
//! Each answer is made in one of three ways: by the vectors every machine of its kind has (`wide`),
//! or, where the machine turns out to have them, by those of 32 or of 64 bytes (AVX2, AVX-512).
//!
//! Invariant: all ways give the same bits.

use std::ops::Range;

use wide::u8x16;

/// Bytes of a block.
pub const BLOCK: usize = 64;

/// What of a block is what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Masks {
    pub(super) quotes: u64,
    /// Bytes up to which, themselves counted, the quotes of the block are odd in number.
    pub(super) odd_quotes: u64,
    pub(super) commas: u64,
    /// Line feeds and carriage returns.
    pub(super) ends: u64,
    /// Bytes beyond ASCII.
    pub(super) beyond_ascii: u64,
    /// The byte C3, the first of an accented letter in UTF-8.
    pub(super) accents: u64,
}

/// Puts down the masks of blocks, one after the other; without `ALL`, what is beyond ASCII is not told.
///
/// What they mean is not told in the same loop: the compiler would take the bits apart one by one.
pub(super) fn put<const ALL: bool>(blocks: &[[u8; BLOCK]], masks: &mut [Masks]) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("pclmulqdq") {
        if std::arch::is_x86_feature_detected!("avx512bw") {
            #[expect(
                unsafe_code,
                reason = "a call that needs AVX-512BW and PCLMULQDQ; a test holds it to `portable`"
            )]
            // SAFETY: the machine has both.
            return unsafe { avx512::put::<ALL>(blocks, masks) };
        }
        if std::arch::is_x86_feature_detected!("avx2") {
            #[expect(
                unsafe_code,
                reason = "a call that needs AVX2 and PCLMULQDQ; a test holds it to `portable`"
            )]
            // SAFETY: the machine has both.
            return unsafe { avx2::put::<ALL>(blocks, masks) };
        }
    }
    portable::<ALL>(blocks, masks);
}

/// `put` on any machine.
fn portable<const ALL: bool>(blocks: &[[u8; BLOCK]], masks: &mut [Masks]) {
    for (block, masks) in blocks.iter().zip(masks) {
        *masks = of::<ALL>(block);
    }
}

/// The masks of one block.
pub(super) fn of<const ALL: bool>(block: &[u8; BLOCK]) -> Masks {
    let mut masks = Masks::default();
    for (quarter, lane) in block.as_chunks::<16>().0.iter().enumerate() {
        let lane = u8x16::new(*lane);
        let bits = |found: u8x16| u64::from(found.to_bitmask()) << (16 * quarter);
        let is = |byte| lane.simd_eq(u8x16::splat(byte));
        masks.quotes |= bits(is(b'"'));
        masks.commas |= bits(is(b','));
        masks.ends |= bits(is(b'\n') | is(b'\r'));
        if ALL {
            masks.beyond_ascii |= bits(lane);
            masks.accents |= bits(is(0xC3));
        }
    }
    Masks { odd_quotes: parity(masks.quotes), ..masks }
}

/// For each bit whether the bits up to it, itself counted, are odd in number.
fn parity(mut bits: u64) -> u64 {
    for shift in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << shift;
    }
    bits
}

/// Puts down where the bits of blocks stand, counted from the first, `N` at once: as many as most blocks
/// have. Gives how many there are. There must be room for one for every byte and `N` more.
pub(super) fn places<const N: usize>(blocks: &[u64], into: &mut [u32]) -> usize {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("bmi1") && std::arch::is_x86_feature_detected!("popcnt")
    {
        #[expect(unsafe_code, reason = "a call that needs BMI1 and POPCNT; of the same code")]
        // SAFETY: the machine has both.
        return unsafe { bits::places::<N>(blocks, into) };
    }
    each_place::<N>(blocks, into)
}

/// `places` with what the caller's machine has.
#[inline(always)]
fn each_place<const N: usize>(blocks: &[u64], into: &mut [u32]) -> usize {
    let mut count = 0;
    for (n, bits) in blocks.iter().enumerate() {
        let (mut bits, base) = (*bits, (n * BLOCK) as u32);
        let all = count + bits.count_ones() as usize;
        loop {
            for place in &mut into[count..count + N] {
                *place = base + bits.trailing_zeros();
                bits &= bits.wrapping_sub(1);
            }
            if bits == 0 {
                break;
            }
            count += N;
        }
        count = all;
    }
    count
}

#[cfg(target_arch = "x86_64")]
mod bits {
    /// `places` with an instruction for each step.
    #[target_feature(enable = "bmi1,popcnt")]
    pub(super) fn places<const N: usize>(blocks: &[u64], into: &mut [u32]) -> usize {
        super::each_place::<N>(blocks, into)
    }
}

/// Where two bytes stand in up to 64 bytes of a text, as bits.
#[inline]
pub fn pair(bytes: &[u8], part: Range<usize>, (one, two): (u8, u8)) -> (u64, u64) {
    let length = part.len().min(BLOCK);
    let (one, two) = (u8x16::splat(one), u8x16::splat(two));
    let both = |block: &[u8; BLOCK]| {
        let mut found = (0, 0);
        for (n, quarter) in block.as_chunks::<16>().0.iter().enumerate() {
            let lane = u8x16::new(*quarter);
            found.0 |= u64::from(lane.simd_eq(one).to_bitmask()) << (16 * n);
            found.1 |= u64::from(lane.simd_eq(two).to_bitmask()) << (16 * n);
        }
        found
    };
    let found = match bytes[part.start..].first_chunk::<BLOCK>() {
        Some(block) => both(block),
        None => both(&padded(&bytes[part.start..])),
    };
    let within = u64::MAX >> (BLOCK - length.max(1));
    (found.0 & within, found.1 & within)
}

/// Where any of three bytes stands in the 64 bytes from one on, as bits; there is none behind the end.
/// None of the three may be NUL.
#[inline]
pub(super) fn any_of(bytes: &[u8], from: usize, sought: [u8; 3]) -> u64 {
    let sought = sought.map(u8x16::splat);
    let bits = |block: &[u8; BLOCK]| {
        let quarters = block.as_chunks::<16>().0.iter().enumerate();
        quarters.fold(0, |bits, (n, quarter)| {
            let lane = u8x16::new(*quarter);
            let [one, two, three] = sought.map(|byte| lane.simd_eq(byte));
            bits | u64::from((one | two | three).to_bitmask()) << (16 * n)
        })
    };
    match bytes[from..].first_chunk::<BLOCK>() {
        Some(block) => bits(block),
        None => bits(&padded(&bytes[from..])),
    }
}

/// The rest of a text as a block.
pub(super) fn padded(rest: &[u8]) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    block[..rest.len()].copy_from_slice(rest);
    block
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::{
        __m256i, _mm_clmulepi64_si128, _mm_cvtsi128_si64, _mm_set_epi64x, _mm_set1_epi8,
        _mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_movemask_epi8, _mm256_or_si256,
        _mm256_set1_epi8,
    };

    use super::{BLOCK, Masks};

    /// `put` with vectors of 32 bytes.
    #[target_feature(enable = "avx2,pclmulqdq")]
    pub(super) fn put<const ALL: bool>(blocks: &[[u8; BLOCK]], masks: &mut [Masks]) {
        for (block, masks) in blocks.iter().zip(masks) {
            let halves = block.as_chunks::<32>().0;
            let (low, high) = (load(&halves[0]), load(&halves[1]));
            let quotes = both(equal(low, b'"'), equal(high, b'"'));
            *masks = Masks {
                quotes,
                odd_quotes: parity(quotes),
                commas: both(equal(low, b','), equal(high, b',')),
                ends: both(end(low), end(high)),
                beyond_ascii: if ALL { both(low, high) } else { 0 },
                accents: if ALL { both(equal(low, 0xC3), equal(high, 0xC3)) } else { 0 },
            };
        }
    }

    /// The bits up to each, itself counted, added without carry: times a number of all ones.
    #[target_feature(enable = "avx2,pclmulqdq")]
    #[inline]
    pub(super) fn parity(bits: u64) -> u64 {
        let ones = _mm_set1_epi8(-1);
        _mm_cvtsi128_si64(_mm_clmulepi64_si128(_mm_set_epi64x(0, bits as i64), ones, 0)) as u64
    }

    /// The highest bits of 64 bytes.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn both(low: __m256i, high: __m256i) -> u64 {
        let (low, high) = (_mm256_movemask_epi8(low), _mm256_movemask_epi8(high));
        u64::from(low as u32) | u64::from(high as u32) << 32
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn equal(bytes: __m256i, byte: u8) -> __m256i {
        _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(byte as i8))
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn end(bytes: __m256i) -> __m256i {
        _mm256_or_si256(equal(bytes, b'\n'), equal(bytes, b'\r'))
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    #[expect(unsafe_code, reason = "the one load there is takes a pointer")]
    fn load(bytes: &[u8; 32]) -> __m256i {
        // SAFETY: 32 bytes are there, and the load asks for no alignment.
        unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) }
    }
}

#[cfg(target_arch = "x86_64")]
mod avx512 {
    use std::arch::x86_64::{
        _mm512_cmpeq_epi8_mask, _mm512_loadu_epi8, _mm512_movepi8_mask, _mm512_set1_epi8,
    };

    use super::avx2::parity;
    use super::{BLOCK, Masks};

    /// `put` with vectors of 64 bytes.
    #[target_feature(enable = "avx512bw,avx2,pclmulqdq")]
    pub(super) fn put<const ALL: bool>(blocks: &[[u8; BLOCK]], masks: &mut [Masks]) {
        for (block, masks) in blocks.iter().zip(masks) {
            #[expect(unsafe_code, reason = "the one load there is takes a pointer")]
            // SAFETY: 64 bytes are there, and the load asks for no alignment.
            let bytes = unsafe { _mm512_loadu_epi8(block.as_ptr().cast()) };
            let is = |byte: u8| _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(byte as i8));
            let quotes = is(b'"');
            *masks = Masks {
                quotes,
                odd_quotes: parity(quotes),
                commas: is(b','),
                ends: is(b'\n') | is(b'\r'),
                beyond_ascii: if ALL { _mm512_movepi8_mask(bytes) } else { 0 },
                accents: if ALL { is(0xC3) } else { 0 },
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn places_are_those_of_the_bits(
            blocks in prop::collection::vec(prop_oneof![Just(0), Just(u64::MAX), any::<u64>()], 0..9)
        ) {
            let bits = (0..blocks.len() * BLOCK).filter(|n| blocks[n / BLOCK] >> (n % BLOCK) & 1 == 1);
            let plain: Vec<u32> = bits.map(|n| n as u32).collect();
            let mut found = vec![0; blocks.len() * BLOCK + 4];
            for places in [places::<1>, places::<4>, each_place::<4>] {
                let count = places(&blocks, &mut found);
                prop_assert_eq!(&found[..count], &plain[..]);
            }
        }
    }

    fn hold<const ALL: bool>(blocks: &[[u8; BLOCK]], plain: &[Masks]) -> Result<(), TestCaseError> {
        let mut found = vec![Masks::default(); blocks.len()];
        put::<ALL>(blocks, &mut found);
        prop_assert_eq!(&found, plain);
        portable::<ALL>(blocks, &mut found);
        prop_assert_eq!(&found, plain);
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2")
            && std::arch::is_x86_feature_detected!("pclmulqdq")
        {
            found.fill(Masks::default());
            #[expect(unsafe_code, reason = "the way of machines without AVX-512")]
            // SAFETY: the machine has both.
            unsafe {
                avx2::put::<ALL>(blocks, &mut found)
            };
            prop_assert_eq!(&found, plain);
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn all_ways_give_the_bits_of_a_look_at_each_byte(
            bytes in prop::collection::vec(
                prop_oneof![any::<u8>(), Just(b'"'), Just(b','), Just(b'\n'), Just(b'\r'), Just(0xC3)],
                BLOCK..4 * BLOCK,
            )
        ) {
            let blocks = bytes.as_chunks::<BLOCK>().0;
            let plain: Vec<Masks> = blocks.iter().map(|block| {
                let of = |is: &dyn Fn(u8) -> bool| {
                    block.iter().rev().fold(0, |bits, byte| bits << 1 | u64::from(is(*byte)))
                };
                let quotes = of(&|b| b == b'"');
                let odd = |n: &u32| (quotes & (u64::MAX >> (63 - n))).count_ones() % 2 == 1;
                Masks {
                    quotes,
                    odd_quotes: (0..64).filter(odd).fold(0, |bits, n| bits | 1 << n),
                    commas: of(&|b| b == b','),
                    ends: of(&|b| matches!(b, b'\n' | b'\r')),
                    beyond_ascii: of(&|b| !b.is_ascii()),
                    accents: of(&|b| b == 0xC3),
                }
            }).collect();
            hold::<true>(blocks, &plain)?;
            let few = |masks: &Masks| Masks { beyond_ascii: 0, accents: 0, ..*masks };
            hold::<false>(blocks, &plain.iter().map(few).collect::<Vec<_>>())?;
        }
    }
}
