//! How the data of streams is packed.

use flate2::read::ZlibDecoder;

use super::super::IngestError;
use super::super::limits::Budget;
use super::object::{Dict, Object};

/// The data of a stream, unpacked; empty where it is an image or packed in a way that text never is. What is damaged
/// at its end is read up to there.
pub(super) fn unpack(
    data: &[u8],
    dict: &Dict,
    budget: &mut Budget<'_>,
) -> Result<Vec<u8>, IngestError> {
    let filters = match dict.get("Filter").or_else(|| dict.get("F")) {
        Some(Object::Array(filters)) => filters.as_slice(),
        Some(filter) => std::slice::from_ref(filter),
        None => &[],
    };
    let mut data = data.to_vec();
    budget.spend(data.len())?;
    for filter in filters {
        data = match filter.name() {
            Some("FlateDecode" | "Fl") => budget.unpack_some(ZlibDecoder::new(&*data))?,
            Some("ASCIIHexDecode" | "AHx") => hexadecimal(&data),
            Some("ASCII85Decode" | "A85") => ascii85(&data),
            Some("RunLengthDecode" | "RL") => {
                let unpacked = run_length(&data);
                budget.spend(unpacked.len())?;
                unpacked
            }
            Some("LZWDecode" | "LZW") => lzw(&data, budget)?,
            _ => return Ok(Vec::new()),
        };
    }
    Ok(data)
}

fn hexadecimal(data: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = data
        .iter()
        .take_while(|b| **b != b'>')
        .filter_map(|b| char::from(*b).to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0))
        .collect()
}

fn ascii85(data: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::with_capacity(data.len());
    let mut group = Vec::with_capacity(5);
    let number = |group: &[u8]| {
        let digits = group.iter().chain(std::iter::repeat(&84)).take(5);
        digits.fold(0u32, |n, d| n.wrapping_mul(85).wrapping_add(u32::from(*d)))
    };
    for byte in data.iter().take_while(|b| **b != b'~') {
        match byte {
            b'z' if group.is_empty() => unpacked.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => {}
        }
        if group.len() == 5 {
            unpacked.extend(number(&group).to_be_bytes());
            group.clear();
        }
    }
    if group.len() > 1 {
        let bytes = number(&group).to_be_bytes();
        unpacked.extend(bytes.iter().take(group.len() - 1));
    }
    unpacked
}

fn run_length(data: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::new();
    let mut rest = data;
    while let Some((length, after)) = rest.split_first() {
        match usize::from(*length) {
            128 => break,
            length @ 0..128 => {
                let (run, after) = after.split_at((length + 1).min(after.len()));
                unpacked.extend(run);
                rest = after;
            }
            length => {
                let Some((byte, after)) = after.split_first() else {
                    break;
                };
                unpacked.extend(std::iter::repeat_n(byte, 257 - length));
                rest = after;
            }
        }
    }
    unpacked
}

/// Codes of 9 to 12 bits, of which 256 clears the table and 257 ends the data.
fn lzw(data: &[u8], budget: &mut Budget<'_>) -> Result<Vec<u8>, IngestError> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut unpacked: Vec<u8> = Vec::new();
    // Where each entry behind the two marks stands in `unpacked`.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let (mut bits, mut held, mut width) = (0u32, 0u32, 9u32);
    let mut last: Option<(usize, usize)> = None;
    for byte in data {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held & ((1 << width) - 1)) as usize;
        bits &= (1 << held) - 1;
        match code {
            END => break,
            CLEAR => {
                table.clear();
                width = 9;
                last = None;
                continue;
            }
            _ => {}
        }
        let at = unpacked.len();
        match (code, table.get(code.wrapping_sub(258)), last) {
            (0..256, _, _) => unpacked.push(code as u8),
            (_, Some((from, to)), _) => unpacked.extend_from_within(*from..*to),
            // The one that is just being made: the last entry and its first byte.
            (_, None, Some((from, to))) => {
                unpacked.extend_from_within(from..to);
                unpacked.extend_from_within(from..=from);
            }
            _ => break,
        }
        if let Some((from, _)) = last
            && table.len() < 4096
        {
            table.push((from, at + 1));
        }
        last = Some((at, unpacked.len()));
        // One entry earlier than there is need.
        width = match table.len() + 258 + 1 {
            0..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        budget.spend(unpacked.len() - at)?;
    }
    Ok(unpacked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packings_of_text() {
        assert_eq!(hexadecimal(b"48 65 6C6c 6F>zz"), b"Hello");
        assert_eq!(ascii85(b"87cURD]i,\"Ebo80~>"), b"Hello World!");
        assert_eq!(run_length(&[1, b'a', b'b', 254, b'c', 128, 9]), b"abccc");
        let limits = super::super::super::Limits::default();
        let packed = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        let unpacked = lzw(&packed, &mut Budget::new(&limits)).unwrap();
        assert_eq!(unpacked, [45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
    }
}
