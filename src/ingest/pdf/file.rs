//! A PDF file: where its objects stand.
//!
//! The file's own table of contents is not believed: it is what damage hits first. The objects are looked for instead,
//! and of those with the same number the last one counts, as it is in files that were changed.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memmem;

use super::super::IngestError;
use super::super::limits::Budget;
use super::filter;
use super::object::{Dict, Lexer, Object, is_space};

/// The objects of a file.
pub(super) struct File<'a> {
    bytes: &'a [u8],
    places: BTreeMap<u32, Place>,
    /// Streams of objects, unpacked.
    packed: Vec<Vec<u8>>,
    /// What the trailers say, the last one last.
    trailer: Dict,
    /// Bytes that may still be read as objects: references can lead to the same ones again and again.
    left: Cell<usize>,
}

/// Bytes of objects that are read in any file.
const READ: usize = 64 << 20;

/// How often the whole of a file may be read.
const TIMES: usize = 8;

/// Where an object stands.
#[derive(Clone, Debug)]
enum Place {
    /// In the file, with the data of the stream that it is.
    File(usize, Option<Range<usize>>),
    /// In a stream of objects.
    Packed(usize, usize),
}

impl<'a> File<'a> {
    pub(super) fn read(bytes: &'a [u8], budget: &mut Budget<'_>) -> Result<Self, IngestError> {
        let mut file = Self {
            bytes,
            places: BTreeMap::new(),
            packed: Vec::new(),
            trailer: Dict::default(),
            left: Cell::new(bytes.len().saturating_mul(TIMES).saturating_add(READ)),
        };
        file.find_objects(budget)?;
        file.find_trailers();
        Ok(file)
    }

    fn find_trailers(&mut self) {
        const WORD: &[u8] = b"trailer";
        let finder = memmem::Finder::new(WORD);
        let mut at = 0;
        while let Some(found) = finder.find(self.bytes.get(at..).unwrap_or(&[])) {
            let mut lexer = Lexer::new(self.bytes, at + found + WORD.len());
            if let Some(Object::Dict(dict)) = lexer.next() {
                self.trailer.0.extend(dict.0);
            }
            at = lexer.at;
        }
    }

    fn find_objects(&mut self, budget: &mut Budget<'_>) -> Result<(), IngestError> {
        let finder = memmem::Finder::new(b"obj");
        let mut at = 0;
        // Once none is left, nothing is searched to the end of the file for another.
        let mut ends_left = true;
        while let Some(found) = finder.find(self.bytes.get(at..).unwrap_or(&[])) {
            let word = at + found;
            at = word + 3;
            let Some(id) = number_before(self.bytes, word) else {
                continue;
            };
            budget.entries(self.places.len() + 1)?;
            let mut lexer = Lexer::new(self.bytes, at);
            let object = lexer.next();
            let mut data = None;
            if let Some(Object::Dict(dict)) = &object
                && let Some(start) = stream_start(self.bytes, lexer)
            {
                let range = stream(self.bytes, start, dict, &mut ends_left);
                self.look_into(dict, &range, budget)?;
                lexer.at = range.end;
                data = Some(range);
            }
            self.places.insert(id, Place::File(at, data));
            at = lexer.at.max(at);
        }
        Ok(())
    }

    /// Streams may hold objects or a trailer.
    fn look_into(
        &mut self,
        dict: &Dict,
        range: &Range<usize>,
        budget: &mut Budget<'_>,
    ) -> Result<(), IngestError> {
        match dict.get("Type").and_then(Object::name) {
            Some("XRef") => self.trailer.0.extend(dict.0.iter().cloned()),
            Some("ObjStm") => {
                let data = self.bytes.get(range.clone()).unwrap_or(&[]);
                let data = filter::unpack(data, dict, budget)?;
                let first = dict.get("First").and_then(Object::count).unwrap_or(0);
                let mut head = Lexer::new(data.get(..first).unwrap_or(&[]), 0);
                while let (Some(id), Some(offset)) = (head.next(), head.next()) {
                    let (Some(id), Some(offset)) = (id.count(), offset.count()) else {
                        break;
                    };
                    budget.entries(self.places.len() + 1)?;
                    let place = Place::Packed(self.packed.len(), first.saturating_add(offset));
                    self.places.insert(id as u32, place);
                }
                self.packed.push(data);
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn trailer(&self, key: &str) -> Option<&Object> {
        self.trailer.get(key)
    }

    /// The object that `object` is or refers to.
    pub(super) fn resolve(&self, object: &Object) -> Object {
        let mut object = object.clone();
        for _ in 0..8 {
            let Object::Ref(id) = object else {
                return object;
            };
            object = self.load(id).unwrap_or(Object::Null);
        }
        Object::Null
    }

    fn load(&self, id: u32) -> Option<Object> {
        let left = self.left.get();
        if left == 0 {
            return None;
        }
        let (bytes, at) = match self.places.get(&id)? {
            Place::File(at, _) => (self.bytes, *at),
            Place::Packed(stream, at) => (self.packed.get(*stream)?.as_slice(), *at),
        };
        let mut lexer = Lexer::new(bytes, at);
        let object = lexer.next();
        self.left
            .set(left.saturating_sub(lexer.at.saturating_sub(at)));
        object
    }

    /// The value of a key, wherever it stands.
    pub(super) fn get(&self, dict: &Dict, key: &str) -> Object {
        dict.get(key)
            .map_or(Object::Null, |value| self.resolve(value))
    }

    /// The dictionary of a key.
    pub(super) fn dict(&self, dict: &Dict, key: &str) -> Dict {
        match self.get(dict, key) {
            Object::Dict(dict) => dict,
            _ => Dict::default(),
        }
    }

    /// Dictionary and unpacked data of a stream.
    pub(super) fn stream(
        &self,
        object: &Object,
        budget: &mut Budget<'_>,
    ) -> Result<Option<(Dict, Vec<u8>)>, IngestError> {
        let Object::Ref(id) = object else {
            return Ok(None);
        };
        let (Some(Place::File(_, Some(range))), Some(Object::Dict(mut dict))) =
            (self.places.get(id), self.load(*id))
        else {
            return Ok(None);
        };
        let data = self.bytes.get(range.clone()).unwrap_or(&[]);
        if let Object::Array(filters) = self.get(&dict, "Filter") {
            let filters = filters.iter().map(|filter| self.resolve(filter)).collect();
            dict.0.push(("Filter".to_owned(), Object::Array(filters)));
        }
        let data = filter::unpack(data, &dict, budget)?;
        Ok(Some((dict, data)))
    }

    /// Numbers of the objects whose dictionary says that they are of this type.
    pub(super) fn of_type(&self, name: &str) -> Vec<u32> {
        let is = |id: &u32| {
            let object = self.load(*id);
            let dict = object.as_ref().and_then(Object::dict);
            dict.and_then(|d| d.get("Type")?.name()) == Some(name)
        };
        self.places.keys().copied().filter(is).collect()
    }
}

/// The number before `0 obj`, whose last word stands at `word`.
fn number_before(bytes: &[u8], word: usize) -> Option<u32> {
    let rest = bytes.get(..word)?;
    let rest = rest.trim_ascii_end();
    let generation = rest.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let (rest, _) = rest.split_at_checked(rest.len() - generation)?;
    let trimmed = rest.trim_ascii_end();
    if generation == 0 || trimmed.len() == rest.len() {
        return None;
    }
    let digits = trimmed
        .iter()
        .rev()
        .take(11)
        .take_while(|b| b.is_ascii_digit())
        .count();
    let id = trimmed.get(trimmed.len() - digits..)?;
    std::str::from_utf8(id).ok()?.parse().ok()
}

/// Where the data begins, if the dictionary that `lexer` has read is that of a stream.
fn stream_start(bytes: &[u8], mut lexer: Lexer<'_>) -> Option<usize> {
    lexer.skip_space();
    let rest = bytes.get(lexer.at..)?.strip_prefix(b"stream")?;
    let line_break = match rest {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    };
    Some(lexer.at + b"stream".len() + line_break)
}

/// The data that begins at `start`: as long as the dictionary says, where that is true.
fn stream(bytes: &[u8], start: usize, dict: &Dict, ends_left: &mut bool) -> Range<usize> {
    const END: &[u8] = b"endstream";
    let said = dict
        .get("Length")
        .and_then(Object::count)
        .and_then(|length| start.checked_add(length));
    if let Some(end) = said
        && let Some(rest) = bytes.get(end..)
    {
        let spaces = rest.iter().take(4).take_while(|b| is_space(**b)).count();
        if rest.get(spaces..).is_some_and(|r| r.starts_with(END)) {
            return start..end;
        }
    }
    let rest = bytes.get(start..).unwrap_or(&[]);
    let end = ends_left.then(|| memmem::find(rest, END)).flatten();
    *ends_left = end.is_some();
    start..end.map_or(bytes.len(), |end| start + end)
}
