//! From a feature's key to its row: keys in buckets by their high bits, told apart by their low 16 bits. Small
//! enough to stay in the processor's cache, and read from the file as it stands.

use super::ReaderError;
use super::format::{Reader, Writer};

const BUCKETS: usize = 1 << 16;

/// Sorted keys; a key's row is its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::repair) struct Keys {
    /// Where each bucket starts, and the end of the last.
    starts: Vec<u32>,
    low: Vec<u16>,
}

impl Keys {
    /// The keys, which ascend.
    pub fn new(keys: &[u32]) -> Self {
        let mut sizes = vec![0u8; BUCKETS];
        for key in keys {
            if let Some(n) = sizes.get_mut((key >> 16) as usize) {
                *n = n.saturating_add(1);
            }
        }
        Self {
            starts: starts(&sizes),
            low: keys.iter().map(|key| *key as u16).collect(),
        }
    }

    pub fn len(&self) -> usize {
        self.low.len()
    }

    /// The row of `key`.
    #[inline]
    pub fn find(&self, key: u32) -> Option<u32> {
        let bucket = (key >> 16) as usize;
        let start = *self.starts.get(bucket)?;
        let end = *self.starts.get(bucket + 1)? as usize;
        let at = self
            .low
            .get(start as usize..end)?
            .iter()
            .position(|low| *low == key as u16)?;
        Some(start + at as u32)
    }

    pub fn write(&self, out: &mut Writer) {
        let sizes: Vec<u8> = self
            .starts
            .windows(2)
            .map(|w| u8::try_from(w[1] - w[0]).unwrap_or(u8::MAX))
            .collect();
        out.bytes(&sizes);
        out.u16s(&self.low);
    }

    pub fn read(input: &mut Reader<'_>) -> Result<Self, ReaderError> {
        let sizes = input.bytes()?;
        let keys = Self {
            starts: starts(sizes),
            low: input.u16s()?,
        };
        let all = keys.starts.last().copied().unwrap_or(0) as usize;
        match sizes.len() == BUCKETS && all == keys.low.len() {
            true => Ok(keys),
            false => Err(ReaderError::Shape),
        }
    }
}

fn starts(sizes: &[u8]) -> Vec<u32> {
    let mut sum = 0;
    let mut starts = Vec::with_capacity(sizes.len() + 1);
    starts.push(0);
    starts.extend(sizes.iter().map(|n| {
        sum += u32::from(*n);
        sum
    }));
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_is_there_and_nothing_else() {
        let keys: Vec<u32> = (1..2000u32).map(|i| i * 2_000_003).collect();
        let table = Keys::new(&keys);
        for (row, key) in (0..).zip(&keys) {
            assert_eq!(table.find(*key), Some(row));
            assert_eq!(table.find(key + 1), None);
        }
        let mut out = Writer::default();
        table.write(&mut out);
        assert_eq!(Keys::read(&mut Reader(&out.0)), Ok(table));
    }
}
