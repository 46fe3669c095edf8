//! Looking around in a text: every step is bounded, so that no input costs more than linear time.

/// White space a date may hold between its parts, in characters.
const GAP: usize = 5;

/// A text to read from, by byte offset.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a> {
    pub(super) text: &'a str,
}

/// A run of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) start: usize,
    pub(super) end: usize,
    /// 0 where it has more than four digits.
    pub(super) value: i16,
    /// How many digits.
    pub(super) width: usize,
}

impl<'a> Scan<'a> {
    /// The text from `at` on.
    pub(super) fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or("")
    }

    /// The text before `at`.
    pub(super) fn before(&self, at: usize) -> &'a str {
        self.text.get(..at).unwrap_or("")
    }

    /// The character at `at`.
    pub(super) fn char(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    /// The character that ends at `at`.
    pub(super) fn char_before(&self, at: usize) -> Option<char> {
        self.before(at).chars().next_back()
    }

    /// Past `word`, where it stands at `at`.
    pub(super) fn word(&self, at: usize, word: &str) -> Option<usize> {
        self.rest(at).starts_with(word).then(|| at + word.len())
    }

    /// Past the first of `words` that stands at `at`.
    pub(super) fn one_of(&self, at: usize, words: &[&str]) -> Option<usize> {
        words.iter().find_map(|word| self.word(at, word))
    }

    /// Past one of `marks` at `at`.
    pub(super) fn mark(&self, at: usize, marks: &str) -> Option<usize> {
        let c = self.char(at)?;
        marks.contains(c).then(|| at + c.len_utf8())
    }

    /// Past the white space at `at`, of which at most `breaks` are line breaks.
    fn space(&self, at: usize, mut breaks: usize) -> usize {
        let mut end = at;
        for c in self.rest(at).chars().take(GAP) {
            match c {
                '\n' if breaks == 0 => break,
                '\n' => breaks -= 1,
                c if c.is_whitespace() || c == '\u{200b}' => {}
                _ => break,
            }
            end += c.len_utf8();
        }
        end
    }

    /// Past white space that a unit of measure may follow: two line breaks at most.
    pub(super) fn blanks(&self, at: usize) -> usize {
        self.space(at, 2)
    }

    /// Past white space within a line, or one line break.
    pub(super) fn gap(&self, at: usize) -> usize {
        self.space(at, 1)
    }

    /// The digits at `at`, ASCII or full width.
    pub(super) fn number(&self, at: usize) -> Option<Number> {
        let (mut end, mut value, mut width) = (at, 0i16, 0usize);
        for c in self.rest(at).chars() {
            let Some(digit) = digit(c) else { break };
            width += 1;
            end += c.len_utf8();
            value = match width {
                ..=4 => value * 10 + digit,
                _ => 0,
            };
        }
        (width > 0).then_some(Number {
            start: at,
            end,
            value,
            width,
        })
    }

    /// Whether the text before `at`, white space aside, ends with one of `words`; gives where that begins.
    pub(super) fn ends_with(&self, at: usize, words: &[&str]) -> Option<usize> {
        let head = self.before(self.back(at));
        words
            .iter()
            .find(|word| head.ends_with(**word))
            .map(|word| head.len() - word.len())
    }

    /// Before the white space that ends at `at`.
    pub(super) fn back(&self, at: usize) -> usize {
        let mut start = at;
        for c in self.before(at).chars().rev().take(GAP) {
            if !c.is_whitespace() && c != '\u{200b}' {
                break;
            }
            start -= c.len_utf8();
        }
        start
    }

    /// What follows `at` in the same line, at most about `limit` bytes.
    pub(super) fn ahead(&self, at: usize, limit: usize) -> &'a str {
        let rest = self.rest(at);
        let mut end = rest.len().min(limit);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let near = rest.get(..end).unwrap_or("");
        near.split('\n').next().unwrap_or("")
    }

    /// What precedes `at` in the same line, at most about `limit` bytes.
    pub(super) fn behind(&self, at: usize, limit: usize) -> &'a str {
        let head = self.before(at);
        let mut start = head.len().saturating_sub(limit);
        while !head.is_char_boundary(start) {
            start += 1;
        }
        let near = head.get(start..).unwrap_or("");
        near.rsplit('\n').next().unwrap_or("")
    }
}

/// The value of a digit, ASCII or full width.
pub(super) fn digit(c: char) -> Option<i16> {
    match c {
        '0'..='9' => Some(c as i16 - '0' as i16),
        '０'..='９' => Some((c as u32 - '０' as u32) as i16),
        _ => None,
    }
}

/// Whether `c` is a Hangul syllable.
pub(super) fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}
