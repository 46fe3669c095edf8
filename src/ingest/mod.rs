//! Bytes in, [`RawRelease`]s out: one file per input format.
//!
//! A format is recognised by what stands in it, never by what it is called. To add one, write a file that reads it
//! and give it a line in the table of [`recognise`](recognise()).
//!
//! ```
//! use gija::ingest::{self, Input, Options};
//! let input = Input { path: "-", id: "a", bytes: r#"{"id": 7, "text": "중기부는 16일 밝혔다."}"#.as_bytes() };
//! let mut releases = Vec::new();
//! ingest::read(input, &Options::default(), &mut |release| releases.extend(release));
//! assert_eq!(releases[0].id, "7");
//! assert_eq!(releases[0].source.format, "json");
//! ```

#![allow(
    clippy::result_large_err,
    reason = "a release is as large as the account of a failure"
)]

mod archive;
mod date;
mod docx;
mod encoding;
mod entities;
mod error;
mod html;
mod hwp5;
mod hwpml;
mod hwpx;
mod json;
mod korea_kr;
mod limits;
mod mail;
mod mapping;
mod names;
mod odt;
mod package;
mod paragraphs;
mod pdf;
mod recognise;
mod text;

use sha2::{Digest, Sha256};

use crate::record::Source;
use crate::release::RawRelease;

pub use archive::{Archive, Member, read_member};
pub use date::parse_date;
pub use encoding::{Decoded, decode};
pub use error::IngestError;
pub use json::read_line;
pub use limits::Limits;
pub use mapping::Mapping;
pub use names::{Ids, NOT_WALKED, Pattern, is_walked};
pub use recognise::{Format, is_json_lines, recognise};

/// One input: a file, an entry of an archive, or what came through a pipe.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Path as given on the command line; `-` for standard input.
    pub path: &'a str,
    /// What its release is called where the input has no id of its own.
    pub id: &'a str,
    /// All of it.
    pub bytes: &'a [u8],
}

/// How inputs are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Which JSON fields hold what.
    pub mapping: Mapping,
    /// What is too much.
    pub limits: Limits,
}

/// What [`read`] gives for each release: the release, or where and why there is none.
pub type Outcome = Result<RawRelease, (Source, IngestError)>;

/// Reads every release in `input` and gives it, or why it could not be read, to `each`, in the order of the input.
///
/// `each` is called at least once: an input without a release is a failure.
pub fn read(input: Input<'_>, options: &Options, each: &mut dyn FnMut(Outcome)) {
    let mut context = Context {
        options,
        archive: options.limits.archive,
        nesting: 0,
    };
    context.read(input, each);
}

/// What an input is read under, also where it is the member of an archive.
struct Context<'a> {
    options: &'a Options,
    /// Bytes that may still be unpacked from archives.
    archive: u64,
    /// Archives that the input stands in.
    nesting: usize,
}

impl Context<'_> {
    fn read(&mut self, input: Input<'_>, each: &mut dyn FnMut(Outcome)) {
        let limits = &self.options.limits;
        let format = recognise(input.bytes);
        if input.bytes.len() as u64 > limits.bytes {
            let cause = IngestError::TooLarge {
                what: "bytes",
                limit: limits.bytes,
            };
            return each(Err((input.source(format, ""), cause)));
        }
        let whole = |release: Result<RawRelease, IngestError>| {
            release.map_err(|cause| (input.source(format, ""), cause))
        };
        match format {
            Format::Text => each(whole(text::read(input))),
            Format::Json => json::read_all(input, self.options, each),
            Format::JsonLines => json::read_lines(input, self.options, each),
            Format::Html => each(whole(html::read(input, limits))),
            Format::Hwp5 => each(whole(hwp5::read(input, limits))),
            Format::Hwpx => each(whole(hwpx::read(input, limits))),
            Format::Hwpml => each(whole(hwpml::read(input, limits))),
            Format::Docx => each(whole(docx::read(input, limits))),
            Format::Odf => each(whole(odt::read(input, limits))),
            Format::Pdf => each(whole(pdf::read(input, limits))),
            Format::KoreaKr => korea_kr::read(input, limits, each),
            Format::Mail => mail::read(input, self, each),
            Format::Zip => archive::zip(input, self, each),
            Format::Gzip => archive::gzip(input, self, each),
            Format::Unread { title, .. } => each(whole(Err(IngestError::Unread(title)))),
        }
    }
}

impl Input<'_> {
    /// The record's account of this input.
    fn source(&self, format: Format, encoding: &str) -> Source {
        Source {
            path: self.path.to_owned(),
            member: None,
            format: format.name().to_owned(),
            encoding: encoding.to_owned(),
            bytes: self.bytes.len() as u64,
            sha256: hex(&Sha256::digest(self.bytes)),
        }
    }

    /// A release with its text and an account of where it comes from; no text is an error.
    fn release(
        &self,
        format: Format,
        encoding: &str,
        text: String,
    ) -> Result<RawRelease, IngestError> {
        if text.trim().is_empty() {
            return Err(IngestError::NoText);
        }
        let source = self.source(format, encoding);
        let id = match self.id {
            "" => content_id(&source),
            id => id.to_owned(),
        };
        Ok(RawRelease {
            id,
            source,
            text,
            ..RawRelease::default()
        })
    }
}

/// The id of a release that has none and stands in no file: the beginning of its hash.
fn content_id(source: &Source) -> String {
    format!("sha256:{}", source.sha256.get(..16).unwrap_or(""))
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|b| [b >> 4, b & 15])
        .filter_map(|digit| DIGITS.get(usize::from(digit)))
        .map(|digit| char::from(*digit))
        .collect()
}
