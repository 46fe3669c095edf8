//! The parts of a mail: MIME's tree, cut into its leaves.
//!
//! The whole is walked here and not by mail-parser, which looks for a boundary that is missing up to the end of the mail,
//! once for every part: a mail can be made on which that takes hours.

use std::borrow::Cow;
use std::iter;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{HeaderName, MessageParser, MimeHeaders};
use memchr::memmem::Finder;

use super::head::{self, Head};
use crate::ingest::limits::Budget;
use crate::ingest::{IngestError, Limits};

/// A part that holds no other parts.
pub(super) struct Part<'a> {
    /// What it is for.
    pub(super) role: Role,
    /// Its file name, where it has one.
    pub(super) name: Option<String>,
    /// The encoding of characters that it claims for itself.
    pub(super) charset: Option<String>,
    transfer: Transfer,
    body: &'a [u8],
}

/// What a part is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The text, plain.
    Plain,
    /// The text as HTML.
    Html,
    /// A file, or a mail that was forwarded.
    Attached,
}

/// How bytes are written so that mail carries them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Transfer {
    AsIs,
    Base64,
    QuotedPrintable,
}

impl<'a> Part<'a> {
    /// Its bytes as they were before they were sent.
    pub(super) fn bytes(&self) -> Result<Cow<'a, [u8]>, IngestError> {
        Ok(match self.transfer {
            Transfer::AsIs => self.body.into(),
            // Some say so and write plainly: a lone `=` stands for itself then.
            Transfer::QuotedPrintable => {
                quoted_printable_decode(self.body).map_or(self.body.into(), Cow::Owned)
            }
            Transfer::Base64 => {
                base64_decode(self.body)
                    .map(Cow::Owned)
                    .ok_or_else(|| IngestError::Damaged {
                        part: self.name.clone().unwrap_or_else(|| "base64".to_owned()),
                    })?
            }
        })
    }
}

/// The leaves of `mail` in their order, and its own header.
pub(super) fn parts<'a>(
    mail: &'a [u8],
    limits: &Limits,
) -> Result<(Head, Vec<Part<'a>>), IngestError> {
    let parser = MessageParser::new()
        .with_mime_headers()
        .header_date(HeaderName::Date)
        .default_header_raw();
    let (mut top, mut leaves) = (None, Vec::new());
    let budget = Budget::new(limits);
    let mut seen = 0;
    // What is still to be read, the next part last, each with the number of parts that it stands in.
    let mut open = vec![(mail, 0)];
    while let Some((bytes, depth)) = open.pop() {
        budget.time()?;
        seen += 1;
        budget.entries(seen)?;
        let (head, body) = split(bytes);
        let head = head::text(head);
        let message = parser.parse_headers(head.as_bytes());
        top.get_or_insert_with(|| Head::new(&head, message.as_ref()));
        let kind = message.as_ref().and_then(|m| m.content_type());
        let main = kind.map_or("text", |k| k.ctype()).to_ascii_lowercase();
        let sub = kind.map_or(Some("plain"), |k| k.subtype());
        let sub = sub.unwrap_or_default().to_ascii_lowercase();
        let boundary = kind
            .and_then(|k| k.attribute("boundary"))
            .filter(|b| !b.is_empty());
        match (&*main, &*sub, boundary) {
            ("multipart", "encrypted", _) => return Err(IngestError::Encrypted),
            ("multipart", _, Some(boundary)) => {
                budget.depth(depth + 1)?;
                let first = open.len();
                for part in between(body, boundary) {
                    budget.entries(seen + open.len())?;
                    open.push((part, depth + 1));
                }
                open.get_mut(first..).unwrap_or_default().reverse();
                continue;
            }
            // A signature is nobody's release.
            ("application", "pgp-signature" | "pkcs7-signature" | "x-pkcs7-signature", _) => {
                continue;
            }
            _ => {}
        }
        let disposition = message.as_ref().and_then(|m| m.content_disposition());
        let sent_along = disposition.is_some_and(|d| d.is_attachment());
        // Pictures that the text shows: logos, mostly.
        if body.trim_ascii().is_empty() || main == "image" && !sent_along {
            continue;
        }
        let name = message.as_ref().and_then(|m| m.attachment_name());
        let role = match (&*main, &*sub) {
            _ if sent_along || name.is_some() => Role::Attached,
            ("text", "html") => Role::Html,
            ("text", "plain" | "") | ("multipart", _) => Role::Plain,
            _ => Role::Attached,
        };
        let transfer = message
            .as_ref()
            .and_then(|m| m.content_transfer_encoding())
            .map(|t| t.trim().to_ascii_lowercase());
        leaves.push(Part {
            role,
            name: name.map(str::to_owned),
            charset: kind.and_then(|k| k.attribute("charset")).map(str::to_owned),
            transfer: match transfer.as_deref() {
                Some("base64") => Transfer::Base64,
                Some("quoted-printable") => Transfer::QuotedPrintable,
                _ => Transfer::AsIs,
            },
            body,
        });
    }
    Ok((top.unwrap_or_default(), leaves))
}

/// The header of a part and its body, which an empty line parts.
fn split(part: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    for line in part.split_inclusive(|b| *b == b'\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        if matches!(line, b"\n" | b"\r\n") {
            return (
                part.get(..start).unwrap_or_default(),
                part.get(end..).unwrap_or_default(),
            );
        }
    }
    (part, &[])
}

/// What stands between the lines that hold `boundary`. The last one may be missing: the mail is cut then.
fn between<'a>(body: &'a [u8], boundary: &str) -> impl Iterator<Item = &'a [u8]> {
    let mark = format!("--{boundary}").into_bytes();
    let length = mark.len();
    let finder = Finder::new(&mark).into_owned();
    let next = move |from: usize| {
        finder
            .find_iter(body.get(from..)?)
            .map(|at| from + at)
            .find_map(|at| {
                let begins = at == 0 || body.get(at - 1) == Some(&b'\n');
                let rest = body.get(at + length..)?;
                let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
                let tail = rest.get(..end)?.trim_ascii();
                (begins && matches!(tail, b"" | b"--"))
                    .then(|| (at, at + length + end, tail == b"--"))
            })
    };
    let mut start = next(0).filter(|found| !found.2).map(|found| found.1);
    iter::from_fn(move || {
        let from = start.filter(|from| *from < body.len())?;
        let found = next(from);
        start = found.filter(|found| !found.2).map(|found| found.1);
        let part = body.get(from..found.map_or(body.len(), |found| found.0))?;
        // The line break before a boundary belongs to it.
        let part = part.strip_suffix(b"\n").unwrap_or(part);
        Some(part.strip_suffix(b"\r").unwrap_or(part))
    })
}
