//! From a feature's key to its row: keys in buckets by their high bits, told apart by their low 16 bits. Small
//! enough to stay in the processor's cache, and read from the file as it stands.

use super::ReaderError;
use super::format::{Reader, Writer};

const BUCKETS: usize = 1 << 16;
/// So many keys are looked at in one go; hardly a bucket has more.
const WINDOW: usize = 16;

/// Sorted keys; a key's row is its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::repair) struct Keys {
    /// Where each bucket starts, and the end of the last.
    starts: Vec<u32>,
    /// The low bits of each key, and behind them as many zeros as a window is wide.
    low: Vec<u16>,
}

/// Keys with the same high bits.
#[derive(Clone, Copy, Debug)]
pub(in crate::repair) struct Bucket {
    start: u32,
    size: u16,
    /// The low bits of its keys, and what follows; of a very full one, of the first.
    window: [u16; WINDOW],
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
            low: padded(keys.iter().map(|key| *key as u16).collect()),
        }
    }

    pub fn len(&self) -> usize {
        self.low.len().saturating_sub(WINDOW)
    }

    /// The rows of those of `keys` that have one, in order, into `rows`; `buckets` is room to work in.
    ///
    /// Mostly the machine waits for memory here. All buckets are fetched before the first is searched, and nothing but
    /// whether a bucket is very full decides where the program goes on, so that it waits for many at once.
    pub fn find(&self, keys: &[u32], buckets: &mut Vec<Bucket>, rows: &mut Vec<u32>) {
        buckets.clear();
        buckets.extend(keys.iter().map(|key| {
            let starts = self.starts.get((key >> 16) as usize..);
            let [start, end] = starts.and_then(|s| s.first_chunk()).unwrap_or(&[0, 0]);
            Bucket {
                start: *start,
                size: (end - start) as u16,
                window: self
                    .low
                    .get(*start as usize..)
                    .and_then(|low| low.first_chunk())
                    .copied()
                    .unwrap_or_default(),
            }
        }));
        rows.clear();
        rows.resize(keys.len(), 0);
        let mut found = 0;
        for (key, bucket) in keys.iter().zip(buckets.iter()) {
            let place = match usize::from(bucket.size) <= WINDOW {
                true => place(&bucket.window, *key as u16, bucket.size),
                false => self.place_in_full(bucket, *key as u16),
            };
            if let Some(slot) = rows.get_mut(found) {
                *slot = (bucket.start + u32::from(place)).wrapping_sub(1);
            }
            found += usize::from(place > 0);
        }
        rows.truncate(found);
    }

    #[cold]
    fn place_in_full(&self, bucket: &Bucket, low: u16) -> u16 {
        let start = bucket.start as usize;
        let all = self.low.get(start..start + usize::from(bucket.size));
        let place = all.and_then(|all| all.iter().position(|l| *l == low));
        place.map_or(0, |i| i as u16 + 1)
    }

    pub fn write(&self, out: &mut Writer) {
        let sizes: Vec<u8> = self
            .starts
            .windows(2)
            .map(|w| u8::try_from(w[1] - w[0]).unwrap_or(u8::MAX))
            .collect();
        out.bytes(&sizes);
        out.u16s(self.low.get(..self.len()).unwrap_or(&[]));
    }

    pub fn read(input: &mut Reader<'_>) -> Result<Self, ReaderError> {
        let sizes = input.bytes()?;
        let keys = Self {
            starts: starts(sizes),
            low: padded(input.u16s()?),
        };
        let all = keys.starts.last().copied().unwrap_or(0) as usize;
        match sizes.len() == BUCKETS && all == keys.len() {
            true => Ok(keys),
            false => Err(ReaderError::Shape),
        }
    }
}

fn padded(mut low: Vec<u16>) -> Vec<u16> {
    low.resize(low.len() + WINDOW, 0);
    low
}

/// Where `low` stands among the first `size` of `window`, from 1 on; 0 if it does not.
#[inline]
fn place(window: &[u16; WINDOW], low: u16, size: u16) -> u16 {
    let mut place = 0;
    for (i, key) in (1..).zip(window) {
        place |= match (*key == low) & (i <= size) {
            true => i,
            false => 0,
        };
    }
    place
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
        // Some in buckets of their own, some in one that is fuller than a window.
        let mut keys: Vec<u32> = (1..2000u32).map(|i| i * 2_000_003).collect();
        keys.extend((0..40).map(|i| (77 << 16) + i * 3));
        keys.sort_unstable();
        keys.dedup();
        let table = Keys::new(&keys);
        let (mut buckets, mut rows) = (Vec::new(), Vec::new());
        table.find(&keys, &mut buckets, &mut rows);
        assert!(rows.iter().copied().eq(0..keys.len() as u32));
        let others: Vec<u32> = keys.iter().map(|key| key + 1).collect();
        table.find(&others, &mut buckets, &mut rows);
        assert!(rows.is_empty());
        let mut out = Writer::default();
        table.write(&mut out);
        assert_eq!(Keys::read(&mut Reader(&out.0)), Ok(table));
    }
}
