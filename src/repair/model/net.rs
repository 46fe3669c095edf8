//! The scorer: sums of quantised n-gram embeddings, one hidden layer, two heads (is something lost, and what).
//!
//! Embeddings of hashed n-grams after Joulin et al., "Bag of Tricks for Efficient Text Classification" (2017);
//! rows that matter little are pruned and the rest are kept in eight bits.

use super::format::{Reader, Writer};
use super::{Error, ReaderError};

/// Slope of the leaky rectifier below zero.
pub(in crate::repair) const LEAK: f32 = 0.1;

/// A trained scorer of one channel.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::repair) struct Net {
    /// Width of a row.
    pub dim: usize,
    /// What one unit of a row is worth.
    pub scale: f32,
    /// Keys of the rows, ascending.
    pub keys: Vec<u32>,
    /// Rows, `dim` each, in the order of `keys`.
    pub rows: Vec<i8>,
    /// Added to every sum.
    pub bias: Vec<f32>,
    /// Head: is something lost. `dim` weights and an offset.
    pub hit: Vec<f32>,
    /// Head: what. `dim + 1` for each string.
    pub what: Vec<f32>,
    /// Open-addressed index of the keys: place to row + 1.
    pub index: Index,
}

/// From a key to its row.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::repair) struct Index {
    /// Key and row, interleaved so that one look reads both; key 0 is empty.
    slots: Vec<[u32; 2]>,
    shift: u32,
}

impl Index {
    pub fn new(keys: &[u32]) -> Self {
        let bits = (keys.len() * 2).next_power_of_two().max(2).ilog2();
        let mut index = Self {
            slots: vec![[0, 0]; 1 << bits],
            shift: 32 - bits,
        };
        for (row, key) in (0..).zip(keys) {
            let mut at = index.home(*key);
            while let Some(slot) = index.slots.get_mut(at) {
                if slot[0] == 0 {
                    *slot = [*key, row];
                    break;
                }
                at = (at + 1) & (index.slots.len() - 1);
            }
        }
        index
    }

    #[inline]
    fn home(&self, key: u32) -> usize {
        (key.wrapping_mul(0x9E37_79B1) >> self.shift) as usize
    }

    #[inline]
    pub fn find(&self, key: u32) -> Option<u32> {
        let mut at = self.home(key);
        loop {
            match self.slots.get(at)? {
                [0, _] => return None,
                [found, row] if *found == key => return Some(*row),
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }
}

impl Net {
    /// Makes the index; to be called once the keys stand.
    pub(in crate::repair) fn indexed(mut self) -> Self {
        self.index = Index::new(&self.keys);
        self
    }

    /// The hidden layer over the features `keys`.
    pub(in crate::repair) fn hidden(
        &self,
        keys: &[u32],
        sums: &mut Vec<i16>,
        hidden: &mut Vec<f32>,
    ) {
        sums.clear();
        sums.resize(self.dim, 0);
        for key in keys {
            if let Some(row) = self.index.find(*key) {
                let start = row as usize * self.dim;
                if let Some(row) = self.rows.get(start..start + self.dim) {
                    for (sum, value) in sums.iter_mut().zip(row) {
                        *sum = sum.saturating_add(i16::from(*value));
                    }
                }
            }
        }
        hidden.clear();
        hidden.extend(sums.iter().zip(&self.bias).map(|(sum, bias)| {
            let x = f32::from(*sum) * self.scale + bias;
            if x > 0.0 { x } else { x * LEAK }
        }));
    }

    /// Probability that something is lost.
    pub(in crate::repair) fn hit(&self, hidden: &[f32]) -> f32 {
        sigmoid(affine(&self.hit, hidden))
    }

    /// Probabilities of the strings, given that something is lost: scores into `out`, which are made to add up to 1.
    pub(in crate::repair) fn what(&self, hidden: &[f32], out: &mut Vec<f32>) {
        out.clear();
        out.extend(
            self.what
                .chunks_exact(self.dim + 1)
                .map(|w| affine(w, hidden)),
        );
        softmax(out);
    }

    pub(in crate::repair) fn write(&self, out: &mut Writer) {
        out.u32(self.dim as u32);
        out.f32s(&[self.scale]);
        out.u32s(&self.keys);
        out.i8s(&self.rows);
        out.f32s(&self.bias);
        out.f32s(&self.hit);
        out.f32s(&self.what);
    }

    pub(in crate::repair) fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
        let dim = input.u32()? as usize;
        let scale = input.f32s()?.first().copied().ok_or(ReaderError::Short)?;
        let net = Self {
            dim,
            scale,
            keys: input.u32s()?,
            rows: input.i8s()?,
            bias: input.f32s()?,
            hit: input.f32s()?,
            what: input.f32s()?,
            index: Index::default(),
        };
        let fits = net.rows.len() == net.keys.len() * dim
            && net.bias.len() == dim
            && net.hit.len() == dim + 1
            && net.what.len().is_multiple_of(dim + 1);
        if !fits {
            return Err(ReaderError::Shape.into());
        }
        Ok(net.indexed())
    }
}

/// `dim` weights and an offset.
pub(in crate::repair) fn affine(weights: &[f32], x: &[f32]) -> f32 {
    // Four sums side by side, so that the machine adds four at a time; the order is fixed, so is the result.
    let mut sums = [0f32; 4];
    for (w, x) in weights.chunks_exact(4).zip(x.chunks_exact(4)) {
        for ((sum, w), x) in sums.iter_mut().zip(w).zip(x) {
            *sum += w * x;
        }
    }
    sums.iter().sum::<f32>() + weights.get(x.len()).copied().unwrap_or(0.0)
}

pub(in crate::repair) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

pub(in crate::repair) fn softmax(scores: &mut [f32]) {
    let max = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for s in scores.iter_mut() {
        *s = (*s - max).exp();
        sum += *s;
    }
    for s in scores.iter_mut() {
        *s /= sum;
    }
}
