//! A place in a text, moved forward as its reader understands more.

/// No stretch of white space inside an expression is longer; a longer one parts two.
const LONGEST_GAP: usize = 4;

/// A run of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Its value; meaningless beyond nine digits.
    pub value: u32,
    /// How many digits it is written with.
    pub digits: usize,
}

/// Where reading stands. Cheap to copy: a copy is the way back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    /// The whole text.
    pub text: &'a str,
    /// First byte not yet read.
    pub at: usize,
}

impl<'a> Cursor<'a> {
    /// Begins at byte `at`.
    pub fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    /// What is not yet read.
    pub fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// The next character.
    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character before the next one.
    pub fn before(&self) -> Option<char> {
        before(self.text, self.at)
    }

    /// Reads `word`, if it comes next.
    pub fn eat(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    /// Reads the first of `words` that comes next.
    pub fn eat_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.eat(word))
    }

    /// Reads a character for which `accept` holds.
    pub fn eat_if(&mut self, accept: impl Fn(char) -> bool) -> Option<char> {
        let c = self.peek().filter(|c| accept(*c))?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Reads white space, line breaks included, as far as it can stand inside an expression. Says whether a line broke.
    pub fn space(&mut self) -> bool {
        let mut broke = false;
        for _ in 0..LONGEST_GAP {
            match self.eat_if(char::is_whitespace) {
                Some(c) => broke |= c == '\n',
                None => break,
            }
        }
        broke
    }

    /// Reads a run of ASCII or full-width digits.
    pub fn number(&mut self) -> Option<Number> {
        let mut number = Number {
            value: 0,
            digits: 0,
        };
        while let Some(digit) = self.peek().and_then(digit) {
            number.value = number.value.wrapping_mul(10).wrapping_add(digit);
            number.digits += 1;
            self.at += self.peek().map_or(0, char::len_utf8);
        }
        (number.digits > 0).then_some(number)
    }

    /// Reads a number of one or two digits that lies in `range`.
    pub fn small(&mut self, range: std::ops::RangeInclusive<u32>) -> Option<i8> {
        let mut ahead = *self;
        let number = ahead
            .number()
            .filter(|n| n.digits <= 2 && range.contains(&n.value))?;
        *self = ahead;
        i8::try_from(number.value).ok()
    }
}

/// The value of an ASCII or full-width digit.
pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

/// The character that ends at byte `at`.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}
