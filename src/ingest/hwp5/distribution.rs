//! Documents for distribution: the text is encrypted under a key that stands, scrambled, before it.

use aes::Aes128;
use aes::cipher::{Array, BlockCipherDecrypt, KeyInit};

/// Bytes of a record's header.
const HEADER: usize = 4;
/// Bytes of the record that holds the key.
const RECORD: usize = 256;
/// Bytes of the seed that it begins with.
const SEED: usize = 4;
/// Bytes of the key, and of a block.
const BLOCK: usize = 16;

/// The section that `stream` holds; `None` where it is too short to hold any.
pub(super) fn decrypt(stream: &[u8]) -> Option<Vec<u8>> {
    let record = stream.get(HEADER..HEADER + RECORD)?;
    let key: [u8; BLOCK] = key(record)?;
    let mut section = stream.get(HEADER + RECORD..)?.to_vec();
    let cipher = Aes128::new(&Array::from(key));
    let (blocks, _) = Array::slice_as_chunks_mut(&mut section);
    cipher.decrypt_blocks(blocks);
    Some(section)
}

/// The record is scrambled by runs of random bytes; where the key stands in it depends on the seed.
fn key(record: &[u8]) -> Option<[u8; BLOCK]> {
    let (seed, _) = record.split_first_chunk::<SEED>()?;
    let seed = u32::from_le_bytes(*seed);
    let mut random = Random(seed);
    let mut plain = Vec::with_capacity(record.len());
    let (mut mask, mut run) = (0, 0);
    for byte in record {
        if run == 0 {
            mask = random.next().to_le_bytes()[0];
            run = (random.next() & 0xF) + 1;
        }
        run -= 1;
        plain.push(byte ^ mask);
    }
    let at = SEED + (seed & 0xF) as usize;
    plain.get(at..at + BLOCK)?.try_into().ok()
}

/// The `rand()` of Microsoft's C library.
struct Random(u32);

impl Random {
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(214_013).wrapping_add(2_531_011);
        self.0 >> 16 & 0x7FFF
    }
}
