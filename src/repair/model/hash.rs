//! Feature keys: n-grams hashed to 32 bits.

/// Multiplier of FxHash (the Rust compiler's hasher): an odd number with well spread bits.
const MULTIPLIER: u64 = 0x517c_c1b7_2722_0a95;

/// A hash that grows by one value at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::repair) struct Hash(u64);

impl Hash {
    /// The hash of one value.
    #[inline]
    pub fn of(value: u32) -> Self {
        Self(0).and(value)
    }

    /// The hash of what came before and `value`.
    #[inline]
    pub fn and(self, value: u32) -> Self {
        Self((self.0.rotate_left(23) ^ u64::from(value)).wrapping_mul(MULTIPLIER))
    }

    /// The hash of two hashes, in this order.
    #[inline]
    pub fn with(self, other: Self) -> Self {
        Self((self.0.rotate_left(23) ^ other.0).wrapping_mul(MULTIPLIER))
    }

    /// The key of the feature `kind` with this content. Never 0, which marks an empty place.
    #[inline]
    pub fn key(self, kind: u32) -> u32 {
        let mixed = (self.0 ^ (self.0 >> 29) ^ (u64::from(kind) << 40)).wrapping_mul(MULTIPLIER);
        ((mixed ^ (mixed >> 31)) >> 16) as u32 | 1
    }

    /// A short form to count under.
    #[inline]
    pub fn short(self) -> usize {
        (self.0 >> 20) as usize
    }
}
