//! What format an input is in, by its content.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::io::{Cursor, Read, Seek};

use encoding_rs::{Encoding, UTF_8};
use memchr::memmem;
use zip::ZipArchive;

use super::mail::is_mail;
use super::{decode, html};

/// An input format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// One JSON object, or an array of them.
    Json,
    /// One JSON object a line.
    JsonLines,
    /// A web page.
    Html,
    /// The word processor's compound file.
    Hwp5,
    /// The word processor's zipped XML (KS X 6101).
    Hwpx,
    /// The word processor's plain XML.
    Hwpml,
    /// Office Open XML.
    Docx,
    /// OpenDocument.
    Odf,
    /// Pages as they are printed.
    Pdf,
    /// What the API of korea.kr answers.
    KoreaKr,
    /// A mail, with what is attached to it.
    Mail,
    /// A zip of inputs.
    Zip,
    /// An input that is packed.
    Gzip,
    /// Recognised so that the failure can name it.
    Unread {
        /// As the record's `source.format` calls it.
        name: &'static str,
        /// As people call it.
        title: &'static str,
    },
}

impl Format {
    /// As the record's `source.format` calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::JsonLines => "jsonl",
            Self::Html => "html",
            Self::Hwp5 => "hwp5",
            Self::Hwpx => "hwpx",
            Self::Hwpml => "hwpml",
            Self::Docx => "docx",
            Self::Odf => "odf",
            Self::Pdf => "pdf",
            Self::KoreaKr => "korea-kr-xml",
            Self::Mail => "mail",
            Self::Zip => "zip",
            Self::Gzip => "gzip",
            Self::Unread { name, .. } => name,
        }
    }
}

const fn unread(name: &'static str, title: &'static str) -> Format {
    Format::Unread { name, title }
}

/// How a format is told from the others.
type Test = fn(&Probe<'_>) -> bool;

/// The formats, in the order in which they are tried. What fits none of them is text.
static FORMATS: &[(Format, Test)] = &[
    (Format::Hwpx, |p| {
        p.has_entry("Contents/section")
            || p.is_cut_zip() && p.holds(b"Contents/section")
            || p.is_zip() && p.first(100, b"application/hwp+zip")
    }),
    (Format::Docx, |p| p.has_entry("word/document.xml")),
    (unread("xlsx", "XLSX"), |p| p.has_entry("xl/workbook.xml")),
    (unread("pptx", "PPTX"), |p| {
        p.has_entry("ppt/presentation.xml")
    }),
    (Format::Odf, |p| {
        p.is_zip() && p.first(100, b"application/vnd.oasis.opendocument")
    }),
    (Format::Zip, |p| p.is_zip()),
    (Format::Hwp5, |p| {
        p.is_compound() && (p.holds(b"HWP Document File") || p.holds(&wide(b"HwpSummary")))
    }),
    (unread("doc", "Word 97 (.doc)"), |p| {
        p.is_compound() && p.holds(&wide(b"WordDocument"))
    }),
    (unread("ole", "OLE compound file"), |p| p.is_compound()),
    (unread("hwp3", "HWP 3"), |p| p.starts(b"HWP Document File")),
    (Format::Mail, |p| {
        is_mail(p.bytes.get(..PROBE).unwrap_or(p.bytes))
    }),
    // Readers allow other bytes before the mark.
    (Format::Pdf, |p| p.first(1024, b"%PDF-")),
    (Format::Gzip, |p| p.starts(b"\x1F\x8B")),
    (unread("rar", "RAR"), |p| p.starts(b"Rar!\x1A\x07")),
    (unread("7z", "7z"), |p| p.starts(b"7z\xBC\xAF\x27\x1C")),
    (unread("png", "a PNG image"), |p| p.starts(b"\x89PNG")),
    (unread("jpeg", "a JPEG image"), |p| {
        p.starts(b"\xFF\xD8\xFF")
    }),
    (unread("gif", "a GIF image"), |p| {
        p.starts(b"GIF87a") || p.starts(b"GIF89a")
    }),
    (unread("bmp", "a bitmap image"), |p| {
        p.starts(b"BM") && p.bytes.get(6..10) == Some(&[0; 4])
    }),
    (unread("tiff", "a TIFF image"), |p| {
        p.starts(b"II*\0") || p.starts(b"MM\0*")
    }),
    (unread("rtf", "RTF"), |p| p.starts(b"{\\rtf")),
    (Format::Hwpml, |p| p.is_xml() && p.text().contains("<HWPML")),
    (Format::KoreaKr, |p| {
        p.text().starts_with('<') && p.text().contains("<NewsItem>")
    }),
    (Format::JsonLines, |p| {
        is_json_lines(p.bytes) || p.is_wide() && objects_a_line(p.text().as_bytes())
    }),
    (Format::Json, |p| {
        opens_array(p.text()) || opens_object(p.text().as_bytes())
    }),
    (Format::Html, |p| html::is_page(p.text())),
    (unread("xml", "XML"), |p| p.is_xml()),
];

/// What format `bytes` are in. A name never counts, only the content.
pub fn recognise(bytes: &[u8]) -> Format {
    Probe::new(bytes).format()
}

/// What format a zip is in that begins with `head` and has entries of these names.
pub(super) fn recognise_zip(head: &[u8], entries: Vec<String>) -> Format {
    let probe = Probe {
        bytes: head,
        head: OnceCell::new(),
        entries,
    };
    probe.format()
}

/// Names of the entries of a zip.
pub(super) fn entry_names<R: Read + Seek>(archive: &ZipArchive<R>) -> Vec<String> {
    let names = archive.file_names().flatten();
    names.map(Cow::into_owned).collect()
}

/// What formats are recognised by.
struct Probe<'a> {
    /// The whole input.
    bytes: &'a [u8],
    /// The beginning of it as text, and whether it is in UTF-16, where line breaks are no line breaks of the bytes. Made
    /// when it is asked for: to guess the encoding of what is no text takes long.
    head: OnceCell<(Cow<'a, str>, bool)>,
    /// Names of its entries, where it is a zip.
    entries: Vec<String>,
}

/// Bytes that are decoded for [`Probe::text`].
const PROBE: usize = 64 << 10;

impl<'a> Probe<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let mut probe = Self {
            bytes,
            head: OnceCell::new(),
            entries: Vec::new(),
        };
        if probe.is_zip()
            && let Ok(archive) = ZipArchive::new(Cursor::new(bytes))
        {
            probe.entries = entry_names(&archive);
        }
        probe
    }

    fn format(&self) -> Format {
        let mut formats = FORMATS.iter();
        formats
            .find(|(_, test)| test(self))
            .map_or(Format::Text, |(format, _)| *format)
    }

    fn head(&self) -> &(Cow<'a, str>, bool) {
        self.head.get_or_init(|| {
            let decoded = decode(self.bytes.get(..PROBE).unwrap_or(self.bytes), None);
            (decoded.text, decoded.encoding.starts_with("utf-16"))
        })
    }

    /// The beginning of the input, without white space before it.
    fn text(&self) -> &str {
        self.head().0.trim_start()
    }

    fn is_wide(&self) -> bool {
        self.head().1
    }

    fn starts(&self, mark: &[u8]) -> bool {
        self.bytes.starts_with(mark)
    }

    /// Whether `mark` stands in the first `window` bytes.
    fn first(&self, window: usize, mark: &[u8]) -> bool {
        memmem::find(self.bytes.get(..window).unwrap_or(self.bytes), mark).is_some()
    }

    /// Whether `mark` stands anywhere in the input.
    fn holds(&self, mark: &[u8]) -> bool {
        memmem::find(self.bytes, mark).is_some()
    }

    fn has_entry(&self, beginning: &str) -> bool {
        self.entries.iter().any(|name| name.starts_with(beginning))
    }

    fn is_zip(&self) -> bool {
        self.starts(b"PK\x03\x04") || self.starts(b"PK\x05\x06")
    }

    /// Whether it is a zip whose directory, which stands at the end, is lost.
    fn is_cut_zip(&self) -> bool {
        self.is_zip() && self.entries.is_empty()
    }

    fn is_compound(&self) -> bool {
        self.starts(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
    }

    fn is_xml(&self) -> bool {
        self.text().starts_with("<?xml")
    }
}

/// Names in the directory of a compound file are in UTF-16.
fn wide(name: &[u8]) -> Vec<u8> {
    name.iter().flat_map(|b| [*b, 0]).collect()
}

/// Whether an input is JSON Lines, by its beginning, in an encoding whose lines can be parted as bytes.
///
/// `head` has to reach into the second line; what is cut off after that does not matter. JSON Lines in UTF-16 are not
/// counted: they are read whole.
pub fn is_json_lines(head: &[u8]) -> bool {
    match Encoding::for_bom(head) {
        Some((encoding, mark)) if encoding == UTF_8 => {
            objects_a_line(head.get(mark..).unwrap_or(&[]))
        }
        Some(_) => false,
        None => objects_a_line(head),
    }
}

/// At least two lines in the first eight, and half of them, begin as objects; the others may be broken. The lines of
/// a single object that was laid out for reading are indented.
fn objects_a_line(text: &[u8]) -> bool {
    let (mut lines, mut objects) = (0, 0);
    for line in text
        .split(|b| *b == b'\n')
        .filter(|line| !line.trim_ascii().is_empty())
        .take(8)
    {
        lines += 1;
        objects += usize::from(opens_object(line));
    }
    objects >= 2 && objects * 2 >= lines
}

fn opens_object(text: &[u8]) -> bool {
    text.strip_prefix(b"{")
        .is_some_and(|rest| matches!(rest.trim_ascii_start().first(), Some(b'"' | b'}')))
}

fn opens_array(text: &str) -> bool {
    text.strip_prefix('[').is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.starts_with(']') || opens_object(rest.as_bytes())
    })
}
