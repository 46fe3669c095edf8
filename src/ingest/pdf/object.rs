//! The objects that PDF files and the streams in them are made of.

/// An object, or an operator among them.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Object {
    Null,
    Number(f64),
    String(Vec<u8>),
    Name(String),
    Array(Vec<Object>),
    Dict(Dict),
    /// The number of the object that stands elsewhere.
    Ref(u32),
    /// Anything else: `BT`, `endobj`, `true`.
    Word(String),
}

/// Keys and values, the last one of a key counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Dict(pub(super) Vec<(String, Object)>);

impl Dict {
    pub(super) fn get(&self, key: &str) -> Option<&Object> {
        let (_, value) = self.0.iter().rev().find(|(known, _)| known == key)?;
        Some(value)
    }
}

impl Object {
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn count(&self) -> Option<usize> {
        self.number().map(|number| number as usize)
    }

    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    pub(super) fn dict(&self) -> Option<&Dict> {
        match self {
            Self::Dict(dict) => Some(dict),
            _ => None,
        }
    }
}

/// Arrays and dictionaries within one another.
const DEPTH: usize = 64;

/// Objects within an object, at any depth, that are kept.
const ITEMS: usize = 1 << 20;

/// Reads objects one after the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    pub(super) at: usize,
    /// How many objects may still be kept in the one that is being read.
    items: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self {
            bytes,
            at,
            items: ITEMS,
        }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or(&[])
    }

    /// White space and comments.
    pub(super) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                let end = memchr::memchr2(b'\r', b'\n', self.rest());
                self.at += end.unwrap_or(self.rest().len());
            } else if is_space(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    /// The next object; `None` at the end, and where nothing but a closing bracket comes.
    pub(super) fn next(&mut self) -> Option<Object> {
        self.items = ITEMS;
        self.object(DEPTH)
    }

    fn object(&mut self, depth: usize) -> Option<Object> {
        self.skip_space();
        match self.peek()? {
            b'/' => Some(Object::Name(self.name())),
            b'(' => Some(Object::String(self.literal())),
            b'<' if self.rest().starts_with(b"<<") => self.dict(depth.checked_sub(1)?),
            b'<' => Some(Object::String(self.hexadecimal())),
            b'[' => self.array(depth.checked_sub(1)?),
            b'+' | b'-' | b'.' | b'0'..=b'9' => Some(self.number()),
            b']' | b'>' | b')' | b'{' | b'}' => None,
            _ => Some(match self.regular() {
                b"null" => Object::Null,
                word => Object::Word(String::from_utf8_lossy(word).into_owned()),
            }),
        }
    }

    /// Counts one more object, if there is room for it.
    fn keeps(&mut self) -> bool {
        let room = self.items > 0;
        self.items = self.items.saturating_sub(1);
        room
    }

    fn regular(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let end = rest.iter().position(|b| !is_regular(*b));
        let (word, _) = rest.split_at(end.unwrap_or(rest.len()));
        self.at += word.len();
        word
    }

    fn name(&mut self) -> String {
        self.at += 1;
        let written = self.regular();
        let mut name = Vec::with_capacity(written.len());
        let mut bytes = written.iter();
        while let Some(byte) = bytes.next() {
            let code = match (byte, bytes.as_slice()) {
                (b'#', [high, low, ..]) => digit(*high).zip(digit(*low)),
                _ => None,
            };
            match code {
                Some((high, low)) => {
                    name.push(high << 4 | low);
                    bytes.nth(1);
                }
                None => name.push(*byte),
            }
        }
        String::from_utf8_lossy(&name).into_owned()
    }

    /// A number, or the reference that it begins.
    fn number(&mut self) -> Object {
        let written = self.regular();
        let number = std::str::from_utf8(written)
            .ok()
            .and_then(|text| text.parse().ok())
            .filter(|number: &f64| number.is_finite())
            .unwrap_or(0.0);
        if let Ok(id) = std::str::from_utf8(written).unwrap_or("").parse()
            && let Some(end) = self.generation()
        {
            self.at = end;
            return Object::Ref(id);
        }
        Object::Number(number)
    }

    /// Where the `0 R` ends that follows.
    fn generation(&self) -> Option<usize> {
        let mut ahead = *self;
        ahead.skip_space();
        if !ahead.regular().iter().all(u8::is_ascii_digit) {
            return None;
        }
        ahead.skip_space();
        (ahead.regular() == b"R").then_some(ahead.at)
    }

    fn literal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut string = Vec::new();
        let mut open = 1usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' if open == 1 => break,
                b')' => open -= 1,
                b'\\' => {
                    self.escape(&mut string);
                    continue;
                }
                _ => {}
            }
            string.push(byte);
        }
        string
    }

    fn escape(&mut self, string: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        string.push(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(byte @ b'0'..=b'7') = self.peek() else {
                        break;
                    };
                    code = code << 3 | u32::from(byte - b'0');
                    self.at += 1;
                }
                code as u8
            }
            // A line that goes on.
            b'\r' if self.peek() == Some(b'\n') => {
                self.at += 1;
                return;
            }
            b'\r' | b'\n' => return,
            byte => byte,
        });
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let end = memchr::memchr(b'>', self.rest());
        let (written, _) = self.rest().split_at(end.unwrap_or(self.rest().len()));
        self.at += written.len() + 1;
        let digits: Vec<u8> = written.iter().filter_map(|b| digit(*b)).collect();
        digits
            .chunks(2)
            .map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0))
            .collect()
    }

    fn array(&mut self, depth: usize) -> Option<Object> {
        self.at += 1;
        let mut items = Vec::new();
        while let Some(item) = self.object(depth) {
            if self.keeps() {
                items.push(item);
            }
        }
        if self.peek() == Some(b']') {
            self.at += 1;
        }
        Some(Object::Array(items))
    }

    fn dict(&mut self, depth: usize) -> Option<Object> {
        self.at += 2;
        let mut entries = Vec::new();
        while let Some(key) = self.object(depth) {
            let Object::Name(key) = key else { continue };
            let Some(value) = self.object(depth) else {
                break;
            };
            if self.keeps() {
                entries.push((key, value));
            }
        }
        if self.rest().starts_with(b">>") {
            self.at += 2;
        }
        Some(Object::Dict(Dict(entries)))
    }
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_of_every_kind() {
        let text = b"<</A#20b 1 0 R/C[(a\\(b\\051(c)\\n)<48 4>null]/D -.5>> % no\n BT 1 0 0 RG";
        let mut lexer = Lexer::new(text, 0);
        let dict = lexer.next().unwrap();
        let dict = dict.dict().unwrap();
        assert_eq!(dict.get("A b"), Some(&Object::Ref(1)));
        let [string, hex, null] = dict.get("C").unwrap().array().unwrap() else {
            panic!("{dict:?}")
        };
        assert_eq!(string, &Object::String(b"a(b)(c)\n".to_vec()));
        assert_eq!(hex, &Object::String(b"H@".to_vec()));
        assert_eq!(null, &Object::Null);
        assert_eq!(dict.get("D").and_then(Object::number), Some(-0.5));
        let rest: Vec<Object> = std::iter::from_fn(|| lexer.next()).collect();
        assert_eq!(rest.len(), 5);
        assert_eq!(rest.last(), Some(&Object::Word("RG".to_owned())));
    }

    #[test]
    fn brackets_without_end() {
        for text in ["[", "<<", "(", "<", "[[[[", "<</A", "]"] {
            let deep = text.repeat(10_000);
            let mut lexer = Lexer::new(deep.as_bytes(), 0);
            while lexer.next().is_some() {}
        }
    }
}
