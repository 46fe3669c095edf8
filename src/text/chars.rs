//! From bytes to code points, and what kind of character one is.

use super::hangul::is_syllable;

/// Byte offsets to code point offsets of one text, in constant time by checkpoints.
#[derive(Debug)]
pub struct CharIndex<'a> {
    text: &'a str,
    /// Code points before every `STEP`th byte.
    checkpoints: Vec<u32>,
}

const STEP: usize = 128;

impl<'a> CharIndex<'a> {
    /// Reads `text` once.
    pub fn new(text: &'a str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STEP + 1);
        let mut seen = 0u32;
        for chunk in text.as_bytes().chunks(STEP) {
            checkpoints.push(seen);
            seen += leading(chunk) as u32;
        }
        checkpoints.push(seen);
        Self { text, checkpoints }
    }

    /// How many code points stand before the byte `at`; offsets beyond the end count as the end.
    pub fn chars(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let base = at / STEP;
        let before = self.checkpoints.get(base).copied().unwrap_or(0) as usize;
        before + self.text.as_bytes().get(base * STEP..at).map_or(0, leading)
    }
}

/// A word with its first letter raised, where that is a Latin one: `Meeting` of `meeting`.
pub fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

/// As [`char::is_alphanumeric`], without its tables for the syllables that Korean text is made of, and without the
/// numbers in circles that number the items of a list (`①`, `❶`, `➊`).
#[inline]
pub fn is_alphanumeric(c: char) -> bool {
    is_syllable(c) || c.is_alphanumeric() && !matches!(c, '①'..='⓿' | '❶'..='➓')
}

/// How many code points begin in `bytes`.
fn leading(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| (**b as i8) >= -0x40).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_code_points() {
        let text = "가a나🎉".repeat(100);
        let index = CharIndex::new(&text);
        for (chars, (bytes, _)) in text.char_indices().enumerate() {
            assert_eq!(index.chars(bytes), chars);
        }
        assert_eq!(index.chars(text.len()), 400);
        assert_eq!(index.chars(usize::MAX), 400);
        assert_eq!(CharIndex::new("").chars(0), 0);
    }
}
