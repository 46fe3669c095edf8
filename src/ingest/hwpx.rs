//! HWPX (KS X 6101): the paragraphs of a zipped XML document, in reading order.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;

use super::{Format, IngestError, Input, Limits, decode};
use crate::release::RawRelease;

/// Every paragraph is one line. A table, a box or a note follows the paragraph that holds it, cell by cell.
pub(super) fn read(input: Input<'_>, limits: &Limits) -> Result<RawRelease, IngestError> {
    let mut parts = Parts {
        archive: ZipArchive::new(Cursor::new(input.bytes))?,
        left: limits.unpacked,
        limits,
    };
    if parts.archive.len() > limits.entries {
        return Err(IngestError::TooLarge {
            what: "entries",
            limit: limits.entries as u64,
        });
    }
    if parts.is_encrypted()? {
        return Err(IngestError::Encrypted);
    }
    let mut text = String::new();
    let mut encoding = None;
    for name in parts.sections() {
        let xml = parts.unpack(&name)?;
        let decoded = decode(&xml, None);
        let mut section = Section::default();
        section.read(&decoded.text, &name, limits)?;
        for line in section.paragraphs {
            if !line.trim().is_empty() {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(&line);
            }
        }
        encoding.get_or_insert(decoded.encoding);
    }
    input.release(Format::Hwpx, encoding.as_deref().unwrap_or("utf-8"), text)
}

/// The parts of the container, unpacked within the limits.
struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
    limits: &'a Limits,
}

impl Parts<'_> {
    /// Names of the sections, `Contents/section<number>.xml`, by their number.
    fn sections(&self) -> Vec<String> {
        let mut sections: Vec<(u64, String)> = self
            .archive
            .file_names()
            .flatten()
            .filter_map(|name| {
                let number = name
                    .strip_prefix("Contents/section")?
                    .strip_suffix(".xml")?
                    .parse()
                    .ok()?;
                Some((number, name.into_owned()))
            })
            .collect();
        sections.sort();
        sections.into_iter().map(|(_, name)| name).collect()
    }

    /// A document with a password says so in its manifest; its sections are no XML then.
    fn is_encrypted(&mut self) -> Result<bool, IngestError> {
        const MANIFEST: &str = "META-INF/manifest.xml";
        if self.archive.index_for_name(MANIFEST).is_none() {
            return Ok(false);
        }
        let manifest = self.unpack(MANIFEST)?;
        Ok(memchr::memmem::find(&manifest, b"encryption-data").is_some())
    }

    /// The part `name`. What it says of its size is not believed.
    fn unpack(&mut self, name: &str) -> Result<Vec<u8>, IngestError> {
        let entry = self.archive.by_name(name)?;
        let mut bytes = Vec::new();
        let read = entry
            .take(self.left + 1)
            .read_to_end(&mut bytes)
            .map_err(|source| IngestError::Unpack {
                part: name.to_owned(),
                source,
            })? as u64;
        self.left = self.left.checked_sub(read).ok_or(IngestError::TooLarge {
            what: "bytes unpacked",
            limit: self.limits.unpacked,
        })?;
        Ok(bytes)
    }
}

/// A section while it is read.
#[derive(Default)]
struct Section {
    /// One for each paragraph, in the order in which they begin.
    paragraphs: Vec<String>,
    /// The paragraphs that are open, as places in `paragraphs`: those in a table cell stand in the table's.
    open: Vec<usize>,
    /// Elements open below the run of text (`hp:t`) that is open, itself included.
    run: usize,
}

impl Section {
    fn read(&mut self, xml: &str, part: &str, limits: &Limits) -> Result<(), IngestError> {
        let mut reader = Reader::from_str(xml);
        let mut depth = 0usize;
        loop {
            let event = reader.read_event().map_err(|source| IngestError::Xml {
                part: part.to_owned(),
                source,
            })?;
            match event {
                Event::Start(tag) => {
                    depth += 1;
                    if depth > limits.depth {
                        return Err(IngestError::TooLarge {
                            what: "elements within one another",
                            limit: limits.depth as u64,
                        });
                    }
                    self.start(&tag);
                }
                Event::Empty(tag) => {
                    self.start(&tag);
                    self.end(tag.local_name().into_inner());
                }
                Event::End(tag) => {
                    depth = depth.saturating_sub(1);
                    self.end(tag.local_name().into_inner());
                }
                Event::Text(text) => self.push(&text),
                Event::CData(text) => self.push(&text),
                Event::GeneralRef(entity) => self.push_entity(&entity),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        if self.run > 0 {
            if self.run == 1 {
                match tag.local_name().into_inner() {
                    "tab" => self.push("\t"),
                    "lineBreak" => self.push("\n"),
                    "nbSpace" | "fwSpace" => self.push(" "),
                    _ => {}
                }
            }
            self.run += 1;
            return;
        }
        match tag.local_name().into_inner() {
            "p" => {
                self.open.push(self.paragraphs.len());
                self.paragraphs.push(String::new());
            }
            "t" if !self.open.is_empty() => self.run = 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.run > 0 {
            self.run -= 1;
        } else if name == "p" {
            self.open.pop();
        }
    }

    fn push(&mut self, text: &str) {
        if self.run == 1
            && let Some(paragraph) = self.open.last().and_then(|i| self.paragraphs.get_mut(*i))
        {
            paragraph.push_str(text);
        }
    }

    fn push_entity(&mut self, entity: &BytesRef<'_>) {
        match entity.resolve_char_ref() {
            Ok(Some(c)) => self.push(c.encode_utf8(&mut [0; 4])),
            _ => self.push(resolve_predefined_entity(entity).unwrap_or("\u{FFFD}")),
        }
    }
}
