//! The scorer: sums of quantised n-gram embeddings, one hidden layer, two heads (is something lost, and what).
//!
//! Embeddings of hashed n-grams after Joulin et al., "Bag of Tricks for Efficient Text Classification" (2017);
//! rows that matter little are pruned and the rest are kept in four bits a value.

use std::borrow::Cow;

use super::format::{Reader, Writer};
use super::keys::Keys;
use super::{Error, ReaderError};

/// Slope of the leaky rectifier below zero.
pub(in crate::repair) const LEAK: f32 = 0.1;

/// The largest value of a row; four bits with a sign.
const TOP: f32 = 7.0;
/// The largest size of a row: so many rows as there are features add up to less than 16 bits.
const LARGEST: f32 = 31.0;

/// A trained scorer of one channel.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::repair) struct Net {
    /// Width of a row; even.
    pub dim: usize,
    /// What one unit of a row of size 1 is worth.
    scale: f32,
    keys: Keys,
    /// How large each row is; the unit of its values.
    sizes: Cow<'static, [u8]>,
    /// Rows, two values a byte: the first half of a row in the low bits, the second in the high ones.
    rows: Cow<'static, [u8]>,
    /// Added to every sum.
    bias: Vec<f32>,
    /// Head: is something lost. `dim` weights and an offset.
    hit: Vec<f32>,
    /// Head: what. `dim + 1` for each string.
    what: Vec<f32>,
}

/// The dense weights of a scorer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::repair) struct Heads {
    pub bias: Vec<f32>,
    pub hit: Vec<f32>,
    pub what: Vec<f32>,
}

impl Net {
    /// Packs `rows` of `dim` values, one for each of `keys`, which ascend.
    pub fn pack(dim: usize, keys: &[u32], rows: &[f32], heads: Heads) -> Self {
        let size = |row: &[f32]| row.iter().fold(0f32, |top, v| top.max(v.abs()));
        let largest = rows.chunks_exact(dim).map(size).fold(0f32, f32::max);
        let scale = (largest / TOP / LARGEST).max(f32::MIN_POSITIVE);
        let mut sizes = Vec::with_capacity(keys.len());
        let mut packed = Vec::with_capacity(rows.len() / 2);
        for row in rows.chunks_exact(dim) {
            let unit = (size(row) / TOP / scale).ceil().clamp(1.0, LARGEST);
            sizes.push(unit as u8);
            let nibble = |v: &f32| ((v / scale / unit).round().clamp(-TOP, TOP) + 8.0) as u8;
            let (low, high) = row.split_at(dim / 2);
            packed.extend(
                low.iter()
                    .zip(high)
                    .map(|(l, h)| nibble(l) | nibble(h) << 4),
            );
        }
        Self {
            dim,
            scale,
            keys: Keys::new(keys),
            sizes: sizes.into(),
            rows: packed.into(),
            bias: heads.bias,
            hit: heads.hit,
            what: heads.what,
        }
    }

    /// How many numbers the head that tells strings apart has.
    pub fn answers(&self) -> usize {
        self.what.len()
    }

    /// The hidden layer over the features `keys`.
    pub(in crate::repair) fn hidden(
        &self,
        keys: &[u32],
        found: &mut Vec<u32>,
        sums: &mut Vec<u16>,
        hidden: &mut Vec<f32>,
    ) {
        let half = self.dim / 2;
        // All rows are found before the first is read, so that the machine waits for memory once, not each time.
        found.clear();
        found.extend(keys.iter().filter_map(|key| self.keys.find(*key)));
        sums.clear();
        sums.resize(self.dim, 0);
        let (low, high) = sums.split_at_mut(half);
        let mut sizes = 0u16;
        for row in found.iter() {
            let row = *row as usize;
            if let Some(size) = self.sizes.get(row)
                && let Some(values) = self.rows.get(row * half..(row + 1) * half)
            {
                let size = u16::from(*size);
                sizes = sizes.wrapping_add(size);
                for ((low, high), value) in low.iter_mut().zip(high.iter_mut()).zip(values) {
                    *low = low.wrapping_add(u16::from(*value & 15) * size);
                    *high = high.wrapping_add(u16::from(*value >> 4) * size);
                }
            }
        }
        // Values are stored 8 too high. What wrapped around comes back here: the sums fit into 16 bits.
        let offset = sizes.wrapping_mul(8);
        hidden.clear();
        hidden.extend(sums.iter().zip(&self.bias).map(|(sum, bias)| {
            let sum = sum.wrapping_sub(offset).cast_signed();
            let x = f32::from(sum) * self.scale + bias;
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
        self.keys.write(out);
        out.bytes(&self.sizes);
        out.bytes(&self.rows);
        out.f32s(&self.bias);
        out.f32s(&self.hit);
        out.f32s(&self.what);
    }

    /// `keep` says how to hold what is large.
    pub(in crate::repair) fn read<'a>(
        input: &mut Reader<'a>,
        keep: fn(&'a [u8]) -> Cow<'static, [u8]>,
    ) -> Result<Self, Error> {
        let dim = input.u32()? as usize;
        let scale = input.f32s()?.first().copied().ok_or(ReaderError::Short)?;
        let net = Self {
            dim,
            scale,
            keys: Keys::read(input)?,
            sizes: keep(input.bytes()?),
            rows: keep(input.bytes()?),
            bias: input.f32s()?,
            hit: input.f32s()?,
            what: input.f32s()?,
        };
        let fits = dim.is_multiple_of(2)
            && net.sizes.len() == net.keys.len()
            && net.rows.len() == net.keys.len() * (dim / 2)
            && net.bias.len() == dim
            && net.hit.len() == dim + 1
            && net.what.len().is_multiple_of(dim + 1);
        match fits {
            true => Ok(net),
            false => Err(ReaderError::Shape.into()),
        }
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
