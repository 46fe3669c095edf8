//! Character maps: from the codes of a string to characters.

use super::object::{Lexer, Object};

/// Operands of a section: a hundred entries and more than that in careless files.
const OPERANDS: usize = 1 << 18;

/// What a map says: which codes there are, and what they stand for.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// Bytes of a code, first and last of those that have so many.
    spaces: Vec<(usize, u32, u32)>,
    /// First and last code and what the first one stands for; the others follow it. Sorted.
    ranges: Vec<(u32, u32, Target)>,
}

/// What a code stands for.
#[derive(Clone, Debug)]
enum Target {
    /// Characters, in UTF-16.
    Text(Vec<u16>),
    /// The number of a glyph.
    Glyph(u32),
}

impl CMap {
    pub(super) fn read(stream: &[u8]) -> Self {
        let mut map = Self::default();
        let mut lexer = Lexer::new(stream, 0);
        let mut operands: Vec<Object> = Vec::new();
        loop {
            match lexer.next() {
                Some(Object::Word(word)) => {
                    map.section(&word, &operands);
                    operands.clear();
                }
                Some(object) if operands.len() < OPERANDS => operands.push(object),
                Some(_) => {}
                // A bracket that closes nothing.
                None if lexer.peek().is_some() => lexer.at += 1,
                None => break,
            }
        }
        map.ranges.sort_by_key(|(first, ..)| *first);
        map
    }

    fn section(&mut self, end: &str, operands: &[Object]) {
        match end {
            "endcodespacerange" => {
                for pair in operands.chunks_exact(2) {
                    if let [Object::String(first), Object::String(last)] = pair {
                        self.spaces.push((first.len(), code(first), code(last)));
                    }
                }
            }
            "endbfchar" | "endcidchar" => {
                for pair in operands.chunks_exact(2) {
                    if let [Object::String(from), to] = pair
                        && let Some(target) = target(to)
                    {
                        self.ranges.push((code(from), code(from), target));
                    }
                }
            }
            "endbfrange" | "endcidrange" => {
                for three in operands.chunks_exact(3) {
                    if let [Object::String(first), Object::String(last), to] = three {
                        self.range(code(first), code(last), to);
                    }
                }
            }
            _ => {}
        }
    }

    fn range(&mut self, first: u32, last: u32, to: &Object) {
        if let Object::Array(items) = to {
            for (code, item) in (first..=last).zip(items) {
                if let Some(target) = target(item) {
                    self.ranges.push((code, code, target));
                }
            }
        } else if let Some(target) = target(to) {
            self.ranges.push((first, last, target));
        }
    }

    /// The next code of a string: how many bytes it has, and the code.
    pub(super) fn next(&self, string: &[u8]) -> (usize, u32) {
        for length in 1..=4 {
            let Some(bytes) = string.get(..length) else {
                break;
            };
            let code = code(bytes);
            let fits = |(size, first, last): &(usize, u32, u32)| {
                *size == length && (*first..=*last).contains(&code)
            };
            if self.spaces.iter().any(fits) {
                return (length, code);
            }
        }
        let length = self
            .spaces
            .iter()
            .map(|(size, ..)| *size)
            .min()
            .unwrap_or(1);
        let length = length.clamp(1, string.len().max(1));
        (length, code(string.get(..length).unwrap_or(string)))
    }

    fn find(&self, code: u32) -> Option<(u32, &Target)> {
        let after = self.ranges.partition_point(|(first, ..)| *first <= code);
        // Ranges may lie within others; a few are looked at.
        self.ranges
            .get(..after)?
            .iter()
            .rev()
            .take(4)
            .find_map(|(first, last, target)| (code <= *last).then_some((code - first, target)))
    }

    /// The characters that `code` stands for.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        let (offset, Target::Text(units)) = self.find(code)? else {
            return None;
        };
        let mut units = units.clone();
        if let Some(last) = units.last_mut() {
            *last = last.wrapping_add(offset as u16);
        }
        let text = String::from_utf16_lossy(&units);
        let known = !text.is_empty() && !text.contains(['\u{FFFD}', '\0']);
        known.then_some(text)
    }

    /// The number of the glyph that `code` stands for.
    pub(super) fn glyph(&self, code: u32) -> Option<u32> {
        match self.find(code)? {
            (offset, Target::Glyph(first)) => first.checked_add(offset),
            _ => None,
        }
    }
}

fn target(object: &Object) -> Option<Target> {
    match object {
        Object::String(bytes) if bytes.len() == 1 => Some(Target::Text(vec![u16::from(bytes[0])])),
        Object::String(bytes) => Some(Target::Text(
            bytes
                .chunks_exact(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect(),
        )),
        Object::Number(glyph) => Some(Target::Glyph(*glyph as u32)),
        _ => None,
    }
}

fn code(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0, |code, byte| code << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_are_read_and_asked() {
        let map = CMap::read(
            b"1 begincodespacerange <00> <7F> <8140> <FEFE> endcodespacerange
            2 beginbfchar <03> <0020> <0005> <AC00AC01> endbfchar
            2 beginbfrange <10> <12> <AC00> <20> <21> [<0041> <D83DDE00>] endbfrange
            1 begincidrange <8140> <8150> 100 endcidrange",
        );
        assert_eq!(map.text(3).as_deref(), Some(" "));
        assert_eq!(map.text(5).as_deref(), Some("가각"));
        assert_eq!(map.text(0x12).as_deref(), Some("\u{AC02}"));
        assert_eq!(map.text(0x21).as_deref(), Some("😀"));
        assert_eq!(map.text(0x13), None);
        assert_eq!(map.glyph(0x8142), Some(102));
        assert_eq!(map.next(b"\x41\x81\x42"), (1, 0x41));
        assert_eq!(map.next(b"\x81\x42"), (2, 0x8142));
        assert_eq!(map.next(b"\x81"), (1, 0x81));
        assert_eq!(CMap::read(b"> ] 1 beginbfchar <0").text(0), None);
    }
}
