//! Text without white space, for matching names that lines and spacing have broken.

use super::Span;
use super::hangul::is_syllable;

/// A text without its white space, with every middle dot the same, and the way back.
#[derive(Debug, Default)]
pub struct Squeezed {
    text: String,
    /// Byte of the original for every byte of `text`, and the original's end.
    origin: Vec<u32>,
}

impl Squeezed {
    /// Squeezes `text`. Texts beyond 4 GiB are cut there.
    pub fn new(text: &str) -> Self {
        let mut squeezed = String::with_capacity(text.len());
        let mut origin = Vec::with_capacity(text.len() + 1);
        for (at, c) in text.char_indices() {
            let Ok(at) = u32::try_from(at) else { break };
            if let Some(c) = squeeze(c) {
                squeezed.push(c);
                origin.resize(squeezed.len(), at);
            }
        }
        origin.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        Self {
            text: squeezed,
            origin,
        }
    }

    /// The squeezed text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The offset in `text()` of the first character at or after byte `at` of the original.
    pub fn position(&self, at: usize) -> usize {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        self.origin
            .partition_point(|o| *o < at)
            .min(self.text.len())
    }

    /// As [`Self::position`], for a caller who asks in rising order and knows that the answer is not before `cursor`.
    pub fn position_from(&self, cursor: usize, at: usize) -> usize {
        let rest = self.origin.get(cursor..).unwrap_or(&[]);
        let ahead = rest.iter().take_while(|o| (**o as usize) < at).count();
        (cursor + ahead).min(self.text.len())
    }

    /// The span of the original that `span` of `text()` was squeezed from, without white space at its end.
    pub fn origin(&self, span: Span, original: &str) -> Span {
        let start = self.origin.get(span.start).map_or(0, |o| *o as usize);
        let end = match self.text.get(..span.end).and_then(|t| t.chars().last()) {
            Some(last) => {
                let at = self
                    .origin
                    .get(span.end - last.len_utf8())
                    .map_or(0, |o| *o as usize);
                at + original
                    .get(at..)
                    .and_then(|t| t.chars().next())
                    .map_or(0, char::len_utf8)
            }
            None => start,
        };
        Span::new(start, end)
    }
}

/// `text` as [`Squeezed`] would have it, for the names that are looked up in it.
pub fn squeeze_str(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    push_squeezed(&mut whole, text);
    whole
}

/// Appends `text` as [`Squeezed`] would have it.
pub fn push_squeezed(whole: &mut String, text: &str) {
    // Neither syllables nor ASCII: the first bytes of all white space and middle dots that are squeezed.
    let changes = |b: u8| matches!(b, 0..=b' ' | 0xC2..=0xE9 | 0xEE..);
    if text.bytes().any(changes) {
        whole.extend(squeezed(text));
    } else {
        whole.push_str(text);
    }
}

/// The characters of `text` as [`Squeezed`] would have it.
pub fn squeezed(text: &str) -> impl Iterator<Item = char> + Clone {
    text.chars().filter_map(squeeze)
}

/// The one character that `c` is matched as; `None` for white space.
fn squeeze(c: char) -> Option<char> {
    match c {
        c if is_syllable(c) => Some(c),
        c if c.is_whitespace() => None,
        c if is_middle_dot(c) => Some('·'),
        c => Some(c),
    }
}

/// Whether `c` is one of the marks that Korean texts use as a middle dot (가운뎃점).
pub fn is_middle_dot(c: char) -> bool {
    matches!(
        c,
        '·' | 'ㆍ' | '・' | '‧' | '․' | '•' | '∙' | '⋅' | '･' | '\u{119E}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_back_over_breaks() {
        let text = "한국 인터\n넷진흥원은";
        let squeezed = Squeezed::new(text);
        assert_eq!(squeezed.text(), "한국인터넷진흥원은");
        let name = Span::new(0, "한국인터넷진흥원".len());
        assert_eq!(squeezed.origin(name, text).of(text), "한국 인터\n넷진흥원");
        assert_eq!(squeezed.position("한국 ".len()), "한국".len());
        assert_eq!(squeezed.position(text.len()), squeezed.text().len());
    }
}
