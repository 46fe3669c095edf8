//! The scorer: sums of quantised n-gram embeddings, one hidden layer, two heads (is something lost, and what).
//!
//! Embeddings of hashed n-grams after Joulin et al., "Bag of Tricks for Efficient Text Classification" (2017);
//! rows that matter little are pruned and the rest are kept in two bits a value.

use std::borrow::Cow;

use super::format::{Reader, Writer};
use super::keys::{Bucket, Keys};
use super::rows::Rows;
use super::{Error, ReaderError};

/// Slope of the leaky rectifier below zero.
pub(in crate::repair) const LEAK: f32 = 0.1;

/// The largest weight of the head that tells strings apart, and the largest value of the hidden layer that it reads:
/// products of these add up to less than 32 bits.
const FINE: [f32; 2] = [2047.0, 8191.0];

/// A trained scorer of one channel.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::repair) struct Net {
    keys: Keys,
    rows: Rows,
    /// Added to every sum.
    bias: Vec<f32>,
    /// Head: is something lost. `dim` weights and an offset.
    hit: Vec<f32>,
    /// Head: what. `dim` weights for each string,
    what: Vec<i16>,
    /// what one of them is worth,
    unit: f32,
    /// and an offset for each string.
    offsets: Vec<f32>,
}

/// Room to work in.
#[derive(Debug, Default)]
pub(in crate::repair) struct Room {
    buckets: Vec<Bucket>,
    rows: Vec<u32>,
    places: Vec<usize>,
    sums: Vec<u16>,
}

/// The dense weights of a scorer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::repair) struct Heads {
    pub bias: Vec<f32>,
    /// `dim` weights and an offset.
    pub hit: Vec<f32>,
    /// The same for each string.
    pub what: Vec<f32>,
}

impl Net {
    /// Packs `rows` of `dim` values, one for each of `keys`, which ascend.
    pub fn pack(dim: usize, keys: &[u32], rows: &[f32], heads: Heads) -> Self {
        let (offsets, what): (Vec<f32>, Vec<&[f32]>) = heads
            .what
            .chunks_exact(dim + 1)
            .filter_map(|w| w.split_last())
            .map(|(offset, w)| (*offset, w))
            .unzip();
        let what = what.concat();
        let fine = (largest_of(&what) / FINE[0]).max(f32::MIN_POSITIVE);
        Self {
            keys: Keys::new(keys),
            rows: Rows::pack(dim, rows),
            bias: heads.bias,
            hit: heads.hit,
            what: what.iter().map(|w| (w / fine).round() as i16).collect(),
            unit: fine,
            offsets,
        }
    }

    /// How many strings are told apart.
    pub fn answers(&self) -> usize {
        self.offsets.len()
    }

    /// The hidden layer over the features `keys`.
    pub(in crate::repair) fn hidden(&self, keys: &[u32], room: &mut Room, hidden: &mut Vec<f32>) {
        // All rows are found before the first is read, so that the machine waits for memory once, not each time.
        self.keys.find(keys, &mut room.buckets, &mut room.rows);
        let sums = self.rows.sum(&room.rows, &mut room.places, &mut room.sums);
        hidden.clear();
        hidden.extend(sums.zip(&self.bias).map(|(sum, bias)| {
            let x = sum + bias;
            if x > 0.0 { x } else { x * LEAK }
        }));
    }

    /// Probability that something is lost.
    pub(in crate::repair) fn hit(&self, hidden: &[f32]) -> f32 {
        sigmoid(affine(&self.hit, hidden))
    }

    /// Probabilities of the strings, given that something is lost: scores into `out`, which are made to add up to 1.
    /// `fine` is room for the hidden layer in whole numbers.
    pub(in crate::repair) fn what(&self, hidden: &[f32], fine: &mut Vec<i16>, out: &mut Vec<f32>) {
        let step = (largest_of(hidden) / FINE[1]).max(f32::MIN_POSITIVE);
        fine.clear();
        fine.extend(hidden.iter().map(|h| (h / step).round() as i16));
        let unit = self.unit * step;
        out.clear();
        out.extend(
            self.what
                .chunks_exact(self.rows.dim)
                .zip(&self.offsets)
                .map(|(w, offset)| product(w, fine) as f32 * unit + offset),
        );
        softmax(out);
    }

    pub(in crate::repair) fn write(&self, out: &mut Writer) {
        self.keys.write(out);
        self.rows.write(out);
        out.f32s(&self.bias);
        out.f32s(&self.hit);
        out.i16s(&self.what);
        out.f32s(&[self.unit]);
        out.f32s(&self.offsets);
    }

    /// `keep` says how to hold what is large.
    pub(in crate::repair) fn read<'a>(
        input: &mut Reader<'a>,
        keep: fn(&'a [u8]) -> Cow<'static, [u8]>,
    ) -> Result<Self, Error> {
        let keys = Keys::read(input)?;
        let net = Self {
            rows: Rows::read(input, keys.len(), keep)?,
            keys,
            bias: input.f32s()?,
            hit: input.f32s()?,
            what: input.i16s()?,
            unit: input.f32s()?.first().copied().ok_or(ReaderError::Short)?,
            offsets: input.f32s()?,
        };
        let dim = net.rows.dim;
        let fits = net.bias.len() == dim
            && net.hit.len() == dim + 1
            && net.what.len() == net.offsets.len() * dim;
        match fits {
            true => Ok(net),
            false => Err(ReaderError::Shape.into()),
        }
    }
}

fn largest_of(values: &[f32]) -> f32 {
    values.iter().fold(0f32, |top, v| top.max(v.abs()))
}

/// The sum of the products of whole numbers.
#[inline]
fn product(a: &[i16], b: &[i16]) -> i32 {
    let products = a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b));
    products.fold(0, i32::wrapping_add)
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
