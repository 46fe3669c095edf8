//! From bytes to characters.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_KR, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text without its byte order mark. What could not be decoded stands as U+FFFD.
    pub text: Cow<'a, str>,
    /// Name of the encoding in lower case, with ` (broken)` after it where bytes could not be decoded.
    pub encoding: String,
}

/// Bytes that the detector looks at. It reads 3 MB/s; more does not make it surer.
const SAMPLE: usize = 64 << 10;

/// Decodes `bytes`. `hint` is the encoding that they claim for themselves, believed where it fits.
///
/// In order: a byte order mark, UTF-16 by its zero bytes, ISO-2022-KR by its mark, UTF-8 (a few broken bytes allowed), the hint, chardetng's
/// guess. CP949 counts as found wherever EUC-KR is named, for that is what Korean pages mean by it.
pub fn decode<'a>(bytes: &'a [u8], hint: Option<&str>) -> Decoded<'a> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(mark..).unwrap_or(&[]));
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return with(encoding, bytes);
    }
    if let Some(unshifted) = unshifted(bytes) {
        let decoded = with(EUC_KR, &unshifted);
        return Decoded {
            text: decoded.text.into_owned().into(),
            encoding: decoded.encoding.replace("cp949", "iso-2022-kr"),
        };
    }
    if looks_utf8(bytes) {
        return with(UTF_8, bytes);
    }
    let claimed = hint
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .filter(|encoding| *encoding != UTF_8 && encoding.is_ascii_compatible());
    if let Some(encoding) = claimed {
        let decoded = with(encoding, bytes);
        if !decoded.encoding.ends_with(BROKEN) {
            return decoded;
        }
    }
    with(guess(bytes), bytes)
}

const BROKEN: &str = " (broken)";

fn with<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Decoded<'a> {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let name = if encoding == EUC_KR {
        "cp949".to_owned()
    } else {
        encoding.name().to_lowercase()
    };
    Decoded {
        text,
        encoding: if broken { name + BROKEN } else { name },
    }
}

/// UTF-16 writes spaces, digits and line breaks with a zero byte, which no other text has.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..4096).unwrap_or(bytes);
    let zeros = memchr::memchr_iter(0, sample).count();
    if zeros == 0 || zeros * 100 < sample.len() {
        return None;
    }
    let share = |unit: fn([u8; 2]) -> u16| {
        let (mut plausible, mut all) = (0usize, 0usize);
        for pair in sample.chunks_exact(2) {
            let [a, b] = [pair.first(), pair.last()].map(|b| b.copied().unwrap_or(0));
            all += 1;
            plausible += usize::from(is_common(unit([a, b])));
        }
        plausible * 10 >= all * 9 && all > 0
    };
    if share(u16::from_le_bytes) {
        Some(UTF_16LE)
    } else if share(u16::from_be_bytes) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// ISO-2022-KR, which old mail is in, as EUC-KR: between shift out and shift in, 7 bits stand for 8. `None` where the mark
/// that it begins with is missing.
fn unshifted(bytes: &[u8]) -> Option<Vec<u8>> {
    const MARK: &[u8] = b"\x1B$)C";
    const OUT: u8 = 0x0E;
    const IN: u8 = 0x0F;
    let sample = bytes.get(..4096).unwrap_or(bytes);
    let at = memchr::memmem::find(sample, MARK)?;
    let (before, after) = (bytes.get(..at)?, bytes.get(at + MARK.len()..)?);
    let mut plain = before.to_vec();
    let mut out = false;
    for byte in after {
        match *byte {
            OUT => out = true,
            IN => out = false,
            // A line begins shifted in.
            b'\n' => {
                out = false;
                plain.push(b'\n');
            }
            byte @ 0x21..=0x7E if out => plain.push(byte | 0x80),
            byte => plain.push(byte),
        }
    }
    Some(plain)
}

/// Whether a UTF-16 unit is one that Korean and English texts are made of.
fn is_common(unit: u16) -> bool {
    matches!(unit, 0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0xA0..=0xFF | 0x1100..=0x11FF | 0x2000..=0x27BF
        | 0x3000..=0x33FF | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3 | 0xFF00..=0xFFEF)
}

/// Whether `bytes` are UTF-8: flawless but for a character cut at the end, or with so many well-formed Asian characters
/// and marks for each broken byte that chance is ruled out. (CP949 gives hardly any.)
fn looks_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut broken, mut long) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        if broken == 0 && chunk.invalid().is_empty() {
            return true;
        }
        // Three-byte sequences begin with 0xE0 to 0xEF, in CP949 the rarest half of the hanja.
        long += chunk
            .valid()
            .bytes()
            .filter(|b| (0xE0..=0xEF).contains(b))
            .count();
        if !chunk.invalid().is_empty() {
            broken += 1;
        }
    }
    broken == 0 || long > broken * 2
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, sample.len() == bytes.len());
    detector.guess(Some(b"kr"), Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "중소벤처기업부(장관 박영선)는 16일 한독상공회의소와 업무협약을 맺었다. 똠방각하 ㈜";

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_encoding_of_a_korean_text() {
        let (cp949, _, lossy) = EUC_KR.encode(TEXT);
        assert!(!lossy);
        let marked = [b"\xEF\xBB\xBF", TEXT.as_bytes()].concat();
        let le_marked = [b"\xFF\xFE".to_vec(), utf16(TEXT, u16::to_le_bytes)].concat();
        let be_marked = [b"\xFE\xFF".to_vec(), utf16(TEXT, u16::to_be_bytes)].concat();
        for (bytes, encoding) in [
            (TEXT.as_bytes().to_vec(), "utf-8"),
            (marked, "utf-8"),
            (cp949.into_owned(), "cp949"),
            (utf16(TEXT, u16::to_le_bytes), "utf-16le"),
            (utf16(TEXT, u16::to_be_bytes), "utf-16be"),
            (le_marked, "utf-16le"),
            (be_marked, "utf-16be"),
        ] {
            let decoded = decode(&bytes, None);
            assert_eq!(decoded.encoding, encoding);
            assert_eq!(decoded.text, TEXT);
        }
    }

    #[test]
    fn broken_bytes_are_marked_and_owned_up_to() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes[30] = 0xFF;
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.encoding, "utf-8 (broken)");
        assert!(decoded.text.contains('\u{FFFD}'));
        assert!(decoded.text.contains("업무협약"));

        let mut bytes = EUC_KR.encode(TEXT).0.into_owned();
        bytes[20] = 0xFF;
        assert_eq!(decode(&bytes, None).encoding, "cp949 (broken)");
    }

    #[test]
    fn a_character_cut_at_the_end_is_still_utf8() {
        let bytes = TEXT.as_bytes();
        let decoded = decode(&bytes[..bytes.len() - 1], None);
        assert!(decoded.encoding.starts_with("utf-8"));
    }

    #[test]
    fn a_hint_is_believed_where_it_fits() {
        let text = "한글";
        let bytes = EUC_KR.encode(text).0.into_owned();
        assert_eq!(decode(&bytes, Some("euc-kr")).text, text);
        assert_eq!(decode(text.as_bytes(), Some("euc-kr")).text, text);
    }
}
