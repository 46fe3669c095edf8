//! Rows of embeddings in two bits a value, and their sums.
//!
//! Rows are trained to be read so, after Courbariaux, Bengio and David, "BinaryConnect" (2015).

use std::borrow::Cow;

use super::ReaderError;
use super::format::{Reader, Writer};

/// Values in one byte.
const PACKED: usize = 4;
/// The largest size of a row: three times as much for each feature of a place adds up to less than 16 bits.
const LARGEST: f32 = 72.0;

/// Packed rows of one width.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::repair) struct Rows {
    /// Values in a row; a multiple of four.
    pub dim: usize,
    /// What one unit of a row of size 1 is worth.
    scale: f32,
    /// For each row its size, which its values are -3, -1, 1 or 3 times, then the values, four a byte: the first
    /// quarter of the row in the lowest bits, the last in the highest ones.
    bytes: Cow<'static, [u8]>,
}

impl Rows {
    /// Packs rows of `dim` values each.
    pub fn pack(dim: usize, rows: &[f32]) -> Self {
        let largest = rows.chunks_exact(dim).map(unit).fold(0f32, f32::max);
        let scale = (largest / 2.0 / LARGEST).max(f32::MIN_POSITIVE);
        let mut bytes = Vec::with_capacity(rows.len() / dim * (dim / PACKED + 1));
        for row in rows.chunks_exact(dim) {
            let unit = unit(row);
            bytes.push((unit / 2.0 / scale).round().clamp(1.0, LARGEST) as u8);
            bytes.extend((0..dim / PACKED).map(|i| {
                let values = row.iter().skip(i).step_by(dim / PACKED);
                (0..).zip(values).fold(0, |byte, (k, v)| {
                    let code = match (v.abs() > unit, v.is_sign_positive()) {
                        (true, false) => 0,
                        (false, false) => 1,
                        (false, true) => 2,
                        (true, true) => 3,
                    };
                    byte | code << (2 * k)
                })
            }));
        }
        Self {
            dim,
            scale,
            bytes: bytes.into(),
        }
    }

    /// Bytes of one row.
    fn width(&self) -> usize {
        self.dim / PACKED + 1
    }

    /// The sum of `rows`; `places` and `sums` are room to work in.
    pub fn sum<'a>(
        &'a self,
        rows: &[u32],
        places: &mut Vec<usize>,
        sums: &'a mut Vec<u16>,
    ) -> impl Iterator<Item = f32> + 'a {
        places.clear();
        places.extend(rows.iter().map(|row| *row as usize * self.width()));
        // All sizes are read before the values behind them, so that the machine waits for memory once, not each time.
        let size = |place: &usize| self.bytes.get(*place).copied().unwrap_or(0);
        let sizes = places
            .iter()
            .fold(0u16, |sum, place| sum.wrapping_add(size(place).into()));
        sums.clear();
        sums.resize(self.dim, 0);
        match self.dim {
            64 => add::<16>(sums, &self.bytes, places),
            32 => add::<8>(sums, &self.bytes, places),
            16 => add::<4>(sums, &self.bytes, places),
            _ => add::<1>(sums, &self.bytes, places),
        }
        // Values 0 to 3 stand for -3, -1, 1 and 3. What wrapped around comes back here: the sums fit into 16 bits.
        let offset = sizes.wrapping_mul(3);
        sums.iter().map(move |sum| {
            let sum = sum.wrapping_mul(2).wrapping_sub(offset).cast_signed();
            f32::from(sum) * self.scale
        })
    }

    pub fn write(&self, out: &mut Writer) {
        out.u32(self.dim as u32);
        out.f32s(&[self.scale]);
        out.bytes(&self.bytes);
    }

    /// Reads `count` rows; `keep` says how to hold them.
    pub fn read<'a>(
        input: &mut Reader<'a>,
        count: usize,
        keep: fn(&'a [u8]) -> Cow<'static, [u8]>,
    ) -> Result<Self, ReaderError> {
        let rows = Self {
            dim: input.u32()? as usize,
            scale: input.f32s()?.first().copied().ok_or(ReaderError::Short)?,
            bytes: keep(input.bytes()?),
        };
        let fits = rows.dim > 0
            && rows.dim.is_multiple_of(PACKED)
            && count.checked_mul(rows.width()) == Some(rows.bytes.len());
        match fits {
            true => Ok(rows),
            false => Err(ReaderError::Shape),
        }
    }
}

/// The unit of a row, whose values are read as -1.5, -0.5, 0.5 or 1.5 times as much: near what errs least on values
/// that are normally distributed.
pub(in crate::repair) fn unit(row: &[f32]) -> f32 {
    let mut sums = [0f32; 4];
    for values in row.as_chunks::<4>().0 {
        for (sum, v) in sums.iter_mut().zip(values) {
            *sum += v * v;
        }
    }
    (sums.iter().sum::<f32>() / row.len().max(1) as f32).sqrt()
}

/// What becomes of a value of a row with this unit once it is packed.
#[inline]
pub(in crate::repair) fn packed(value: f32, unit: f32) -> f32 {
    let size = if value.abs() > unit { 1.5 } else { 0.5 };
    (size * unit).copysign(value)
}

/// Adds the rows that start at `places` to `sums`; in each quarter of them `N` values at a time.
fn add<const N: usize>(sums: &mut [u16], rows: &[u8], places: &[usize]) {
    let quarter = sums.len() / PACKED;
    for (part, at) in (0..quarter).step_by(N).enumerate() {
        // Stays in registers while all rows are read.
        let mut own = [[0u16; N]; PACKED];
        for place in places {
            let Some([size, values @ ..]) = rows.get(*place..) else {
                continue;
            };
            let size = u16::from(*size);
            let Some(values) = values.get(at..).and_then(|v| v.first_chunk::<N>()) else {
                continue;
            };
            for (i, value) in values.iter().enumerate() {
                let value = u16::from(*value);
                for (k, own) in own.iter_mut().enumerate() {
                    own[i] = own[i].wrapping_add((value >> (2 * k) & 3) * size);
                }
            }
        }
        for (sums, own) in sums.chunks_exact_mut(quarter).zip(&own) {
            if let Some(sums) = sums.as_chunks_mut::<N>().0.get_mut(part) {
                *sums = *own;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_values_as_packed() {
        for dim in [64, 32, 16, 24] {
            let values: Vec<f32> = (0..dim * 20).map(|i| (i as f32 * 0.7).sin()).collect();
            let rows = Rows::pack(dim, &values);
            let chosen = [3, 19, 0, 3];
            let (mut places, mut sums) = (Vec::new(), Vec::new());
            let told: Vec<f32> = rows.sum(&chosen, &mut places, &mut sums).collect();
            let mut wanted = vec![0.0; dim];
            for row in chosen {
                let row = &values[row as usize * dim..(row as usize + 1) * dim];
                for (sum, v) in wanted.iter_mut().zip(row) {
                    *sum += packed(*v, unit(row));
                }
            }
            // Sizes are whole numbers up to 72.
            let near = |(a, b): (&f32, &f32)| (a - b).abs() < 0.05;
            assert!(told.iter().zip(&wanted).all(near), "{told:?} {wanted:?}");

            let mut out = Writer::default();
            rows.write(&mut out);
            let keep = |bytes: &[u8]| Cow::Owned(bytes.to_vec());
            assert_eq!(Rows::read(&mut Reader(&out.0), 20, keep), Ok(rows));
            assert!(Rows::read(&mut Reader(&out.0), 19, keep).is_err());
        }
    }
}
