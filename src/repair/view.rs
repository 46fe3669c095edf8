//! A text as repair reads it: characters, with white space told apart by what stood in the source.

use crate::text::{Mapped, Span};

/// One space.
pub(super) const SPACE: u32 = ' ' as u32;
/// A line break.
pub(super) const BREAK: u32 = '\n' as u32;
/// Two spaces or more: often all that is left of a lost word. Above Unicode, so that no character collides.
pub(super) const WIDE: u32 = 0x11_0000;
/// A line break behind a space.
pub(super) const SPACE_BREAK: u32 = 0x11_0001;
/// A line break before a space.
pub(super) const BREAK_SPACE: u32 = 0x11_0002;
/// An empty line.
pub(super) const BLANK_LINE: u32 = 0x11_0003;
/// What stands before the first and behind the last letter.
pub(super) const EDGE: u32 = 0x11_0004;

/// One letter, or one run of white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    /// The code point, or the kind of gap.
    pub code: u32,
    /// Where it starts in the text.
    pub at: u32,
}

impl Letter {
    pub(super) fn is_gap(self) -> bool {
        is_gap(self.code)
    }
}

/// Whether a code stands for white space or for an edge of the text.
pub(super) fn is_gap(code: u32) -> bool {
    matches!(code, SPACE | BREAK | WIDE..=EDGE)
}

/// Whether a code is a composed syllable.
pub(super) fn is_hangul(code: u32) -> bool {
    (0xAC00..=0xD7A3).contains(&code)
}

/// Whether a code breaks the line.
pub(super) fn is_break(code: u32) -> bool {
    matches!(code, BREAK | SPACE_BREAK..=EDGE)
}

/// Whether a code is an ASCII digit.
pub(super) fn is_digit(code: u32) -> bool {
    (0x30..=0x39).contains(&code)
}

/// Whether a code is an ASCII letter.
pub(super) fn is_latin(code: u32) -> bool {
    char::from_u32(code).is_some_and(|c| c.is_ascii_alphabetic())
}

/// A text as a row of letters.
#[derive(Clone, Debug, Default)]
pub(super) struct Letters {
    letters: Vec<Letter>,
    len: usize,
}

impl Letters {
    /// Reads `text` by itself.
    pub(super) fn of(text: &str) -> Self {
        let mut letters: Vec<Letter> = Vec::with_capacity(text.len() / 2);
        let mut gap = GapReader::default();
        for (at, c) in text.char_indices() {
            if c.is_whitespace() {
                gap.read(c, at);
                continue;
            }
            letters.extend(gap.finish());
            letters.push(Letter {
                code: u32::from(c),
                at: at as u32,
            });
        }
        letters.extend(gap.finish());
        Self {
            letters,
            len: text.len(),
        }
    }

    /// Reads a text together with what stood in the source between its words.
    ///
    /// Walks both texts side by side: white space of the source that the text made one counts as the source has it.
    /// Where the two part (something was taken out or recomposed), the map gives the way back.
    pub(super) fn with_source(text: &Mapped, source: &str) -> Self {
        let mut letters = Self::of(&text.text);
        let len = letters.letters.len();
        for i in 0..len {
            let Some(letter) = letters.letters.get(i).copied() else {
                break;
            };
            if !letter.is_gap() {
                continue;
            }
            let end = letters
                .letters
                .get(i + 1)
                .map_or(text.text.len(), |next| next.at as usize);
            // From the character before to the one behind: white space that was dropped lies at either side.
            let start = text
                .map
                .origin(Span::new(letter.at as usize, letter.at as usize))
                .start;
            let before = source.get(..start).unwrap_or("").trim_end().len();
            let stop = text.map.origin(Span::new(end, end)).start;
            let Some(between) = source.get(before..stop.max(before)) else {
                continue;
            };
            let mut gap = GapReader::default();
            if between.chars().all(char::is_whitespace) {
                for c in between.chars() {
                    gap.read(c, 0);
                }
                if let (Some(seen), Some(slot)) = (gap.finish(), letters.letters.get_mut(i)) {
                    slot.code = seen.code;
                }
            } else if letter.code == BREAK
                && let Some(slot) = letters.letters.get_mut(i)
            {
                slot.code = BLANK_LINE;
            }
        }
        letters
    }

    /// How many gaps of two spaces or more there are.
    pub(super) fn wide(&self) -> usize {
        self.letters.iter().filter(|l| l.code == WIDE).count()
    }

    pub(super) fn as_slice(&self) -> &[Letter] {
        &self.letters
    }

    /// The code at `i`; [`EDGE`] outside.
    pub(super) fn code(&self, i: isize) -> u32 {
        usize::try_from(i)
            .ok()
            .and_then(|i| self.letters.get(i))
            .map_or(EDGE, |l| l.code)
    }

    /// Where letter `i` starts in the text; the text's length behind the last one.
    pub(super) fn at(&self, i: usize) -> usize {
        self.letters.get(i).map_or(self.len, |l| l.at as usize)
    }
}

/// Sums up a run of white space.
#[derive(Debug, Default)]
struct GapReader {
    at: Option<usize>,
    breaks: u32,
    spaces: u32,
    /// Whether a space came before the first line break.
    led: bool,
}

impl GapReader {
    fn read(&mut self, c: char, at: usize) {
        self.at.get_or_insert(at);
        match c {
            '\r' => {}
            '\n' | '\u{2028}' | '\u{2029}' => {
                self.led |= self.breaks == 0 && self.spaces > 0;
                self.breaks += 1;
            }
            '\t' => self.spaces += 2,
            _ => self.spaces += 1,
        }
    }

    fn finish(&mut self) -> Option<Letter> {
        let at = self.at.take()?;
        let code = match (self.breaks, self.spaces) {
            (0, 0 | 1) => SPACE,
            (0, _) => WIDE,
            (1, 0) => BREAK,
            (1, _) if self.led => SPACE_BREAK,
            (1, _) => BREAK_SPACE,
            _ => BLANK_LINE,
        };
        (self.breaks, self.spaces, self.led) = (0, 0, false);
        Some(Letter {
            code,
            at: at as u32,
        })
    }
}
