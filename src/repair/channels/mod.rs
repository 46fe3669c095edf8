//! The four kinds of damage, one file each: where it may have struck, what the model reads there, what is
//! proposed, and how clean text is damaged to learn from.
//!
//! Damage in training is that of `garble.rs`; the features of training and of repair are the same code.

pub(super) mod breaks;
pub(super) mod lost;
mod manner;
pub(super) mod marks;
pub(super) mod spaces;

use super::model::hash::Hash;

/// How far around a place features look.
const PAD: usize = 12;

/// What the trainer hears of one place: the keys of its features and what was lost there (empty: nothing).
pub(super) type Sink<'a> = dyn FnMut(&[u32], &str) + 'a;

/// Sequences of codes with the hashes of their n-grams, padded at both ends.
#[derive(Debug, Default)]
struct Grams {
    codes: Vec<u32>,
    /// Hashes of the 2-, 3- and 4-grams that start at each place.
    grams: Vec<[Hash; 3]>,
}

impl Grams {
    fn new(codes: Vec<u32>) -> Self {
        let at = |i: usize| codes.get(i).copied().unwrap_or(0);
        let grams = (0..codes.len())
            .map(|i| {
                let two = Hash::of(at(i)).and(at(i + 1));
                let three = two.and(at(i + 2));
                [two, three, three.and(at(i + 3))]
            })
            .collect();
        Self { codes, grams }
    }

    fn code(&self, i: usize) -> u32 {
        self.codes.get(i).copied().unwrap_or(0)
    }

    /// The hash of the `n`-gram that starts at `i`; `n` from 1 to 4.
    fn gram(&self, i: usize, n: usize) -> Hash {
        match n {
            1 => Hash::of(self.code(i)),
            n => self
                .grams
                .get(i)
                .and_then(|g| g.get(n - 2))
                .copied()
                .unwrap_or_default(),
        }
    }

    /// Hashes of the 1- to N-grams that end before `p`.
    fn left<const N: usize>(&self, p: usize) -> [Hash; N] {
        let mut hash = Hash::default();
        let mut hashes = [hash; N];
        for (k, slot) in hashes.iter_mut().enumerate() {
            hash = hash.and(self.code(p.wrapping_sub(k + 1)));
            *slot = hash;
        }
        hashes
    }

    /// Hashes of the 1- to N-grams that start at `p`.
    fn right<const N: usize>(&self, p: usize) -> [Hash; N] {
        let mut hash = Hash::default();
        let mut hashes = [hash; N];
        for (k, slot) in hashes.iter_mut().enumerate() {
            hash = hash.and(self.code(p + k));
            *slot = hash;
        }
        hashes
    }
}

/// The keys of `left` by itself, `right` by itself and pairs of both up to `reach` letters each, where both
/// together have at most `total`. Uses kinds from `kind` to `kind + 99`.
fn around(
    left: &[Hash],
    right: &[Hash],
    reach: usize,
    total: usize,
    kind: u32,
    keys: &mut Vec<u32>,
) {
    for (k, hash) in (0..).zip(left) {
        keys.push(hash.key(kind + k));
    }
    for (k, hash) in (0..).zip(right) {
        keys.push(hash.key(kind + 16 + k));
    }
    for (i, l) in (0..).zip(left.iter().take(reach)) {
        for (j, r) in (0..).zip(right.iter().take(reach)) {
            if i + j + 2 <= total as u32 {
                keys.push(l.with(*r).key(kind + 32 + i * 8 + j));
            }
        }
    }
}
