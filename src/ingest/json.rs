//! JSON: one object, an array of them, or one object a line.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer as _;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::mapping::Field;
use super::{
    Format, IngestError, Input, Mapping, Options, Outcome, content_id, decode, html, parse_date,
};
use crate::record::Source;
use crate::release::RawRelease;

/// Reads one line of JSON Lines, the `number`th of its file counted from 1.
///
/// The source's size and hash are those of the line without its line break, its member is `line <number>`. A release
/// without an id is called by its hash. Blank lines hold no release and are for the caller to leave out.
pub fn read_line(line: &[u8], number: usize, path: &str, options: &Options) -> Outcome {
    let bytes = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
    let decoded = decode(bytes, None);
    let part = Part {
        input: Input {
            path,
            id: "",
            bytes,
        },
        encoding: &decoded.encoding,
        member: Member::Line(number),
    };
    part.read(&decoded.text, options)
}

pub(super) fn read_lines(input: Input<'_>, options: &Options, each: &mut dyn FnMut(Outcome)) {
    // Line breaks of UTF-16 are no line breaks of its bytes; every other encoding is decoded line by line, so that
    // one line in CP949 does not spoil the rest.
    let head = decode(input.bytes.get(..4096).unwrap_or(input.bytes), None);
    if !head.encoding.starts_with("utf-16") {
        for (number, line) in lines(input.bytes) {
            each(read_line(line, number, input.path, options));
        }
        return;
    }
    let decoded = decode(input.bytes, None);
    for (number, line) in lines(decoded.text.as_bytes()) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let part = Part {
            input: Input {
                id: "",
                bytes: line,
                ..input
            },
            encoding: &decoded.encoding,
            member: Member::Line(number),
        };
        each(part.read(&String::from_utf8_lossy(line), options));
    }
}

/// The lines that are not blank, counted from 1.
fn lines(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    (1..)
        .zip(bytes.split(|b| *b == b'\n'))
        .filter(|(_, line)| !line.trim_ascii().is_empty())
}

/// Reads one object, or an array of them.
pub(super) fn read_all(input: Input<'_>, options: &Options, each: &mut dyn FnMut(Outcome)) {
    let decoded = decode(input.bytes, None);
    let encoding = &decoded.encoding;
    if !decoded.text.trim_start().starts_with('[') {
        let part = Part {
            input,
            encoding,
            member: Member::Whole,
        };
        return each(part.read(&decoded.text, options));
    }
    let mut found = 0;
    for item in Items::new(&decoded.text) {
        found += 1;
        let part = Part {
            input: Input {
                id: "",
                bytes: item.as_bytes(),
                ..input
            },
            encoding,
            member: Member::Item(found),
        };
        each(part.read(item, options));
    }
    if found == 0 {
        each(Err((
            input.source(Format::Json, encoding),
            IngestError::Empty,
        )));
    }
}

/// Which part of an input a release stands in.
#[derive(Clone, Copy)]
enum Member {
    Whole,
    Line(usize),
    Item(usize),
}

/// One JSON object and where it stands.
struct Part<'a> {
    /// The part's own bytes.
    input: Input<'a>,
    /// What they were decoded from.
    encoding: &'a str,
    member: Member,
}

impl Part<'_> {
    fn read(&self, json: &str, options: &Options) -> Outcome {
        self.release(json, options).map_err(|cause| {
            let cause = match self.member {
                Member::Whole => cause,
                Member::Line(number) => IngestError::Line {
                    number,
                    cause: Box::new(cause),
                },
                Member::Item(number) => IngestError::Item {
                    number,
                    cause: Box::new(cause),
                },
            };
            (self.source(), cause)
        })
    }

    fn release(&self, json: &str, options: &Options) -> Result<RawRelease, IngestError> {
        let mapping = &options.mapping;
        let values = Values::read(json, mapping)?;
        let text = values
            .text
            .ok_or_else(|| IngestError::MissingText(mapping.text().to_owned()))?;
        let text = match html::field(&text, &options.limits) {
            Some(text) => text?,
            None => text.into_owned(),
        };
        if text.trim().is_empty() {
            return Err(IngestError::NoText);
        }
        let source = self.source();
        let own = values.id.as_deref().map(str::trim).unwrap_or_default();
        let id = match (own, self.input.id) {
            ("", "") => content_id(&source),
            ("", given) => given.to_owned(),
            (own, _) => own.to_owned(),
        };
        Ok(RawRelease {
            id,
            source,
            title: filled(values.title),
            published: values.published.as_deref().and_then(parse_date),
            agency: filled(values.agency),
            text,
        })
    }

    fn source(&self) -> Source {
        let (format, member) = match self.member {
            Member::Whole => (Format::Json, None),
            Member::Line(number) => (Format::JsonLines, Some(format!("line {number}"))),
            Member::Item(number) => (Format::Json, Some(format!("item {number}"))),
        };
        Source {
            member,
            ..self.input.source(format, self.encoding)
        }
    }
}

fn filled(value: Option<Cow<'_, str>>) -> Option<String> {
    value.filter(|v| !v.trim().is_empty()).map(Cow::into_owned)
}

/// What a JSON object says of a release.
#[derive(Default)]
struct Values<'a> {
    id: Option<Cow<'a, str>>,
    title: Option<Cow<'a, str>>,
    text: Option<Cow<'a, str>>,
    published: Option<Cow<'a, str>>,
    agency: Option<Cow<'a, str>>,
}

impl<'a> Values<'a> {
    fn read(json: &'a str, mapping: &Mapping) -> Result<Self, serde_json::Error> {
        let mut json = serde_json::Deserializer::from_str(json);
        let values = json.deserialize_map(Object { mapping })?;
        json.end()?;
        Ok(values)
    }
}

/// Reads the fields that are wanted and skips the others.
struct Object<'m> {
    mapping: &'m Mapping,
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = Values<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Values<'de>, A::Error> {
        let mut values = Values::default();
        let mut ranks = [usize::MAX; 5];
        while let Some(key) = map.next_key_seed(Text)? {
            let found = key.as_deref().and_then(|key| self.mapping.find(key));
            let Some((field, rank)) = found else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let (slot, best) = match (field, &mut ranks) {
                (Field::Id, [best, ..]) => (&mut values.id, best),
                (Field::Title, [_, best, ..]) => (&mut values.title, best),
                (Field::Text, [_, _, best, ..]) => (&mut values.text, best),
                (Field::Published, [_, _, _, best, _]) => (&mut values.published, best),
                (Field::Agency, [_, _, _, _, best]) => (&mut values.agency, best),
            };
            let value = map.next_value_seed(Text)?;
            if value.is_some() && rank < *best {
                (*slot, *best) = (value, rank);
            }
        }
        Ok(values)
    }
}

/// A string, a number as it would be written, or the strings of a list as lines. `None` for anything else.
struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Option<Cow<'de, str>>;

    fn deserialize<D: serde::Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, v: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(v)))
    }

    fn visit_str<E>(self, v: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(v.to_owned())))
    }

    fn visit_string<E>(self, v: String) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(v)))
    }

    fn visit_u64<E>(self, v: u64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(v.to_string())))
    }

    fn visit_i64<E>(self, v: i64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(v.to_string())))
    }

    fn visit_f64<E>(self, v: f64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(v.to_string())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut lines = String::new();
        while let Some(item) = seq.next_element_seed(Text)? {
            if let Some(item) = item {
                if !lines.is_empty() {
                    lines.push('\n');
                }
                lines.push_str(&item);
            }
        }
        Ok((!lines.is_empty()).then_some(Cow::Owned(lines)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

/// The items of a JSON array, parted by brackets and quotes alone, so that a broken one does not take the others along.
struct Items<'a> {
    rest: &'a str,
}

impl<'a> Items<'a> {
    fn new(array: &'a str) -> Self {
        let array = array.trim();
        Self {
            rest: array.strip_prefix('[').unwrap_or(array),
        }
    }
}

impl<'a> Iterator for Items<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
        let mut end = self.rest.len();
        for (i, b) in self.rest.bytes().enumerate() {
            match b {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                _ if quoted => {}
                b'{' | b'[' => depth += 1,
                b',' | b']' if depth == 0 => {
                    end = i;
                    break;
                }
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        let (item, rest) = self.rest.split_at(end);
        // Nothing is looked for behind the bracket that closes the array.
        self.rest = rest.strip_prefix(',').unwrap_or("");
        match item.trim() {
            "" if self.rest.is_empty() => None,
            "" => self.next(),
            item => Some(item),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(array: &str) -> Vec<&str> {
        Items::new(array).collect()
    }

    #[test]
    fn an_array_falls_apart_into_its_items() {
        assert_eq!(
            items(r#" [{"a": "],{"}, {"b": [1, 2]} ,3] "#),
            [r#"{"a": "],{"}"#, r#"{"b": [1, 2]}"#, "3"]
        );
        assert_eq!(items(r#"[{"a": 1}, {"b": "#), [r#"{"a": 1}"#, r#"{"b":"#]);
        assert_eq!(items("[]"), [""; 0]);
        assert_eq!(items("["), [""; 0]);
    }

    #[test]
    fn numbers_lists_and_escapes() {
        let values = Values::read(
            r#"{"doc_id": 20, "text": ["가", null, "나"], "date": "2020", "x": {"text": "no"}, "title": "\u0041"}"#,
            &Mapping::default(),
        )
        .unwrap();
        assert_eq!(values.id.as_deref(), Some("20"));
        assert_eq!(values.text.as_deref(), Some("가\n나"));
        assert_eq!(values.title.as_deref(), Some("A"));
    }

    #[test]
    fn the_standard_name_comes_first() {
        for json in [r#"{"id": 1, "doc_id": 2}"#, r#"{"doc_id": 2, "id": 1}"#] {
            let values = Values::read(json, &Mapping::default()).unwrap();
            assert_eq!(values.id.as_deref(), Some("1"));
        }
        let values = Values::read(r#"{"id": null, "doc_id": 2}"#, &Mapping::default()).unwrap();
        assert_eq!(values.id.as_deref(), Some("2"));
    }
}
