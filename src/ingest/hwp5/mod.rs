//! HWP 5: the paragraphs of a compound file whose sections are streams of records.

mod distribution;
mod records;

use std::io::Cursor;

use cfb::CompoundFile;
use flate2::read::DeflateDecoder;

use super::limits::Budget;
use super::paragraphs::push_line;
use super::{Format, IngestError, Input, Limits};
use crate::release::RawRelease;

/// Bits of the file header.
const COMPRESSED: u32 = 1;
const PASSWORD: u32 = 1 << 1;
const DISTRIBUTION: u32 = 1 << 2;
const DRM: u32 = 1 << 4;
const CERTIFICATE: u32 = 1 << 8;
const CERTIFICATE_DRM: u32 = 1 << 10;

/// Every paragraph is one line. A table, a box or a note follows the paragraph that holds it, cell by cell.
pub(super) fn read(input: Input<'_>, limits: &Limits) -> Result<RawRelease, IngestError> {
    let mut document = Document::open(&input, limits)?;
    let flags = document.flags()?;
    if flags & (PASSWORD | DRM | CERTIFICATE | CERTIFICATE_DRM) != 0 {
        return Err(IngestError::Encrypted);
    }
    let folder = match flags & DISTRIBUTION {
        0 => "BodyText",
        _ => "ViewText",
    };
    let mut text = String::new();
    for section in document.sections(folder) {
        let mut bytes = document.stream(&section)?;
        if folder == "ViewText" {
            bytes = distribution::decrypt(&bytes).ok_or_else(|| damaged(&section))?;
        }
        if flags & COMPRESSED != 0 {
            bytes = document
                .budget
                .unpack(DeflateDecoder::new(&*bytes), &section)?;
        }
        for line in records::paragraphs(&bytes) {
            document.budget.time()?;
            push_line(&mut text, &line);
        }
    }
    input.release(Format::Hwp5, "utf-16le", text)
}

fn damaged(part: &str) -> IngestError {
    IngestError::Damaged {
        part: part.to_owned(),
    }
}

struct Document<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    budget: Budget<'a>,
}

impl<'a> Document<'a> {
    fn open(input: &Input<'a>, limits: &'a Limits) -> Result<Self, IngestError> {
        let file =
            CompoundFile::open(Cursor::new(input.bytes)).map_err(|source| IngestError::Unpack {
                part: "compound file".to_owned(),
                source,
            })?;
        Ok(Self {
            file,
            budget: Budget::new(limits),
        })
    }

    /// The bytes of the stream `path`.
    fn stream(&mut self, path: &str) -> Result<Vec<u8>, IngestError> {
        let stream = self
            .file
            .open_stream(path)
            .map_err(|source| IngestError::Unpack {
                part: path.to_owned(),
                source,
            })?;
        self.budget.unpack(stream, path)
    }

    /// What the file header says of the document.
    fn flags(&mut self) -> Result<u32, IngestError> {
        const PART: &str = "FileHeader";
        let header = self.stream(PART)?;
        match header.get(36..40) {
            Some([a, b, c, d]) if header.starts_with(b"HWP Document File") => {
                Ok(u32::from_le_bytes([*a, *b, *c, *d]))
            }
            _ => Err(damaged(PART)),
        }
    }

    /// The streams `<folder>/Section<number>`, by their number.
    fn sections(&self, folder: &str) -> Vec<String> {
        let mut sections: Vec<(u32, String)> = self
            .file
            .read_storage(folder)
            .into_iter()
            .flatten()
            .filter_map(|entry| {
                let number = entry.name().strip_prefix("Section")?.parse().ok()?;
                Some((number, format!("{folder}/{}", entry.name())))
            })
            .collect();
        sections.sort();
        sections.into_iter().map(|(_, path)| path).collect()
    }
}
