//! A document that is a zip of parts: HWPX, DOCX, OpenDocument.

use std::io::Cursor;

use zip::ZipArchive;

use super::limits::Budget;
use super::paragraphs::{self, Dialect};
use super::{Format, IngestError, Input, Limits, decode};
use crate::release::RawRelease;

/// The parts of the container, unpacked within the limits.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    budget: Budget<'a>,
    /// The paragraphs read so far.
    text: String,
    /// That of the first part.
    encoding: Option<String>,
}

impl<'a> Package<'a> {
    pub(super) fn open(input: &Input<'a>, limits: &'a Limits) -> Result<Self, IngestError> {
        let package = Self {
            archive: ZipArchive::new(Cursor::new(input.bytes))?,
            budget: Budget::new(limits),
            text: String::new(),
            encoding: None,
        };
        package.budget.entries(package.archive.len())?;
        Ok(package)
    }

    /// Names of the parts `<before><number><after>`, by their number; one without a number comes first.
    pub(super) fn numbered(&self, before: &str, after: &str) -> Vec<String> {
        let mut parts: Vec<(u64, String)> = self
            .archive
            .file_names()
            .flatten()
            .filter_map(|name| {
                let number = match name.strip_prefix(before)?.strip_suffix(after)? {
                    "" => 0,
                    number => number.parse().ok()?,
                };
                Some((number, name.into_owned()))
            })
            .collect();
        parts.sort();
        parts.into_iter().map(|(_, name)| name).collect()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// Whether the manifest says that parts are encrypted: they are no XML then.
    pub(super) fn is_encrypted(&mut self) -> Result<bool, IngestError> {
        const MANIFEST: &str = "META-INF/manifest.xml";
        if !self.has(MANIFEST) {
            return Ok(false);
        }
        let manifest = self.unpack(MANIFEST)?;
        Ok(memchr::memmem::find(&manifest, b"encryption-data").is_some())
    }

    fn unpack(&mut self, name: &str) -> Result<Vec<u8>, IngestError> {
        let entry = self.archive.by_name(name)?;
        self.budget.unpack(entry, name)
    }

    /// Reads the paragraphs of the part `name`.
    pub(super) fn read(&mut self, name: &str, dialect: &Dialect) -> Result<(), IngestError> {
        let xml = self.unpack(name)?;
        let decoded = decode(&xml, None);
        paragraphs::read(&decoded.text, name, dialect, &self.budget, &mut self.text)?;
        self.encoding.get_or_insert(decoded.encoding);
        Ok(())
    }

    /// The release whose text was read.
    pub(super) fn release(
        self,
        input: &Input<'_>,
        format: Format,
    ) -> Result<RawRelease, IngestError> {
        input.release(
            format,
            self.encoding.as_deref().unwrap_or("utf-8"),
            self.text,
        )
    }
}
