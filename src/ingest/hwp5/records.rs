//! The records of a section, of which those with a paragraph's text are read.

/// The tag of a paragraph's text. What the paragraph holds, such as a table, comes in records behind it.
const TEXT: u32 = 0x10 + 51;

/// The text of each paragraph in the records of a section, in reading order.
pub(super) fn paragraphs(section: &[u8]) -> impl Iterator<Item = String> {
    Records(section)
        .filter(|(tag, _)| *tag == TEXT)
        .map(|(_, data)| text(data))
}

/// The records of a section: tag and data. What is cut off at the end is left out.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u32, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        /// What stands for a size that does not fit.
        const LARGE: u32 = 0xFFF;
        let header = self.number()?;
        let size = match header >> 20 {
            LARGE => self.number()?,
            size => size,
        };
        let (data, rest) = self.0.split_at_checked(size as usize)?;
        self.0 = rest;
        Some((header & 0x3FF, data))
    }
}

impl Records<'_> {
    fn number(&mut self) -> Option<u32> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u32::from_le_bytes(*number))
    }
}

/// The characters of a paragraph without what controls stand among them.
fn text(data: &[u8]) -> String {
    let mut units = data
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let mut plain = Vec::with_capacity(data.len() / 2);
    while let Some(unit) = units.next() {
        match unit {
            9 => plain.push(u16::from(b'\t')),
            10 => plain.push(u16::from(b'\n')),
            24 => plain.push(u16::from(b'-')),
            // Spaces that do not break and that have a fixed width.
            30 | 31 => plain.push(u16::from(b' ')),
            32.. => plain.push(unit),
            _ => {}
        }
        if is_long(unit) {
            units.nth(6);
        }
    }
    String::from_utf16_lossy(&plain)
}

/// Whether a control character takes eight units: itself, twelve bytes of its own, and itself again.
fn is_long(unit: u16) -> bool {
    matches!(unit, 1..=9 | 11..=12 | 14..=23)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(tag: u32, text: &[u16]) -> Vec<u8> {
        let data: Vec<u8> = text.iter().flat_map(|u| u.to_le_bytes()).collect();
        let mut record = (tag | 0xFFF << 20).to_le_bytes().to_vec();
        record.extend((data.len() as u32).to_le_bytes());
        record.extend(data);
        record
    }

    #[test]
    fn controls_leave_no_trace_but_their_space() {
        let mut units: Vec<u16> = "가".encode_utf16().collect();
        units.extend([9, 0x41, 0x41, 0x41, 0x41, 0x41, 0x41, 9]);
        units.extend("나".encode_utf16());
        units.extend([11, 0x41, 0x41, 0x41, 0x41, 0x41, 0x41, 11]);
        units.extend([30, 10, 24, 0xD83D, 0xDE00, 0xD83D, 13]);
        let section = [record(TEXT - 1, &[65]), record(TEXT, &units)].concat();
        let found: Vec<String> = paragraphs(&section).collect();
        assert_eq!(found, ["가\t나 \n-😀\u{FFFD}"]);
        for end in 0..section.len() {
            assert_eq!(paragraphs(&section[..end]).count(), 0);
        }
    }
}
