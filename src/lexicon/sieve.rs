//! Tells at one look most pairs that a table does not have.

/// Words of bits: as many as stay in the processor's nearest cache.
const WORDS: usize = 1024;

/// Which bits are set by the pairs of a table. A pair whose bit is not set is none of them.
#[derive(Clone, Debug)]
pub(super) struct Sieve(Box<[u64]>);

impl Default for Sieve {
    fn default() -> Self {
        Self(vec![0; WORDS].into())
    }
}

impl Sieve {
    fn place(a: u32, b: u32) -> (usize, u64) {
        let mixed = (a.wrapping_mul(0x9E37_79B1) ^ b.wrapping_mul(0x85EB_CA6B)) >> 16;
        (mixed as usize / 64 % WORDS, 1 << (mixed % 64))
    }

    /// Adds a pair.
    pub(super) fn add(&mut self, a: u32, b: u32) {
        let (word, bit) = Self::place(a, b);
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
    }

    /// Whether a pair may be one of those that were added.
    #[inline]
    pub(super) fn may_have(&self, a: u32, b: u32) -> bool {
        let (word, bit) = Self::place(a, b);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_was_added_and_little_else() {
        let mut sieve = Sieve::default();
        let pairs = |from: u32| (from..from + 4000).map(|i| (i / 60, 0xAC00 + i * 7 % 11_172));
        for (a, b) in pairs(0) {
            sieve.add(a, b);
        }
        assert!(pairs(0).all(|(a, b)| sieve.may_have(a, b)));
        let others = pairs(100_000).filter(|(a, b)| sieve.may_have(*a, *b));
        assert!(others.count() < 600);
    }
}
