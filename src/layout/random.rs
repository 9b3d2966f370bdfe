//! Numbers that look like chance and are the same everywhere: SplitMix64 (Steele, Lea, Flood 2014).
//!
//! Invariant: a function of the seed alone.

/// The generator.
#[derive(Clone, Debug)]
pub(super) struct SplitMix(pub(super) u64);

impl SplitMix {
    /// The next 64 bits.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// From 0 to 1, without 1.
    pub(super) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Shuffles (Fisher and Yates).
    pub(super) fn shuffle(&mut self, list: &mut [u32]) {
        for n in (1..list.len()).rev() {
            let other = (self.next() % (n as u64 + 1)) as usize;
            list.swap(n, other);
        }
    }
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A number made of an id: what keeps a picture in place while rows come and go.
pub(super) fn of_text(text: &str) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    mix(text.as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, step))
}
