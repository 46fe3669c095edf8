//! The paragraphs of a word processor's XML, in reading order.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::IngestError;
use super::limits::Budget;

/// What the elements of a format mean, by their local names.
pub(super) struct Dialect {
    /// A paragraph. Those within one, in a table or a box that it holds, follow it.
    pub(super) paragraphs: &'static [&'static str],
    /// Characters directly in these are text; where none is given, all characters in a paragraph are.
    pub(super) text: &'static [&'static str],
    /// Stands for characters.
    pub(super) marks: &'static [(&'static str, &'static str)],
    /// Left out with all that stands in it.
    pub(super) skipped: &'static [&'static str],
    /// Where a deletion that is still to be accepted begins and where it ends.
    pub(super) deletion: Option<(&'static str, &'static str)>,
    /// Where it is given, only what stands in this element is read.
    pub(super) within: Option<&'static str>,
}

impl Dialect {
    /// To leave out what a dialect has no use for.
    pub(super) const NONE: Self = Self {
        paragraphs: &[],
        text: &[],
        marks: &[],
        skipped: &[],
        deletion: None,
        within: None,
    };
}

/// Adds the paragraphs of `xml`, which is the part `part` of a document, to `text`: one line each, blank ones left out.
pub(super) fn read(
    xml: &str,
    part: &str,
    dialect: &Dialect,
    budget: &Budget<'_>,
    text: &mut String,
) -> Result<(), IngestError> {
    let mut reading = Reading::new(dialect);
    let mut reader = Reader::from_str(xml);
    for turn in 1u32.. {
        if turn % 4096 == 0 {
            budget.time()?;
        }
        let event = reader.read_event().map_err(|source| IngestError::Xml {
            part: part.to_owned(),
            source,
        })?;
        match event {
            Event::Start(tag) => {
                budget.depth(reading.open.len() + 1)?;
                reading.start(&tag);
            }
            Event::Empty(tag) => {
                reading.start(&tag);
                reading.end();
            }
            Event::End(_) => reading.end(),
            Event::Text(found) => reading.push(&found),
            Event::CData(found) => reading.push(&found),
            Event::GeneralRef(entity) => reading.push_entity(&entity),
            Event::Eof => break,
            _ => {}
        }
    }
    for line in reading.lines {
        push_line(text, &line);
    }
    Ok(())
}

/// Adds a line to `text` where it says anything.
pub(super) fn push_line(text: &mut String, line: &str) {
    if !line.trim().is_empty() {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(line);
    }
}

/// What an open element is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    Paragraph,
    Text,
    Skipped,
    Within,
    Other,
}

/// A part while it is read.
struct Reading<'d> {
    dialect: &'d Dialect,
    /// One for each paragraph, in the order in which they begin.
    lines: Vec<String>,
    /// The elements that are open.
    open: Vec<Element>,
    /// The paragraphs among them, as places in `lines`.
    paragraphs: Vec<usize>,
    /// How many of them are left out.
    skipped: usize,
    /// How many of them are the one that is to be read.
    within: usize,
    deleted: bool,
}

impl<'d> Reading<'d> {
    fn new(dialect: &'d Dialect) -> Self {
        Self {
            dialect,
            lines: Vec::new(),
            open: Vec::new(),
            paragraphs: Vec::new(),
            skipped: 0,
            within: usize::from(dialect.within.is_none()),
            deleted: false,
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        let name = tag.local_name().into_inner();
        let element = self.meaning(name);
        self.open.push(element);
        match element {
            Element::Paragraph => {
                self.paragraphs.push(self.lines.len());
                self.lines.push(String::new());
            }
            Element::Skipped => self.skipped += 1,
            Element::Within => self.within += 1,
            Element::Text => {}
            Element::Other => self.mark(name, tag),
        }
    }

    fn meaning(&self, name: &str) -> Element {
        let dialect = self.dialect;
        if self.skipped > 0 {
            Element::Other
        } else if dialect.skipped.contains(&name) {
            Element::Skipped
        } else if dialect.within == Some(name) {
            Element::Within
        } else if self.within > 0 && dialect.paragraphs.contains(&name) {
            Element::Paragraph
        } else if dialect.text.contains(&name) {
            Element::Text
        } else {
            Element::Other
        }
    }

    fn mark(&mut self, name: &str, tag: &BytesStart<'_>) {
        if let Some((begin, end)) = self.dialect.deletion {
            if name == begin {
                self.deleted = true;
            } else if name == end {
                self.deleted = false;
            }
        }
        if let Some((_, mark)) = self.dialect.marks.iter().find(|(known, _)| *known == name) {
            // OpenDocument writes several spaces as one element with their number.
            let count = tag
                .attributes()
                .flatten()
                .find(|a| a.key.local_name().into_inner() == "c")
                .and_then(|a| a.value.parse().ok())
                .unwrap_or(1usize);
            for _ in 0..count.min(64) {
                self.add(mark);
            }
        }
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Element::Paragraph) => {
                self.paragraphs.pop();
            }
            Some(Element::Skipped) => self.skipped = self.skipped.saturating_sub(1),
            Some(Element::Within) => self.within = self.within.saturating_sub(1),
            _ => {}
        }
    }

    /// Adds characters of the file.
    fn push(&mut self, text: &str) {
        if self.dialect.text.is_empty() || self.open.last() == Some(&Element::Text) {
            self.add(text);
        }
    }

    fn add(&mut self, text: &str) {
        if self.skipped == 0
            && !self.deleted
            && let Some(line) = self.paragraphs.last().and_then(|i| self.lines.get_mut(*i))
        {
            line.push_str(text);
        }
    }

    fn push_entity(&mut self, entity: &BytesRef<'_>) {
        match entity.resolve_char_ref() {
            Ok(Some(c)) => self.push(c.encode_utf8(&mut [0; 4])),
            _ => self.push(resolve_predefined_entity(entity).unwrap_or("\u{FFFD}")),
        }
    }
}
