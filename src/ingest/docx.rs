//! DOCX (Office Open XML): the paragraphs of a zipped XML document.

use super::package::Package;
use super::paragraphs::Dialect;
use super::{Format, IngestError, Input, Limits};
use crate::release::RawRelease;

const DOCX: Dialect = Dialect {
    paragraphs: &["p"],
    text: &["t"],
    marks: &[
        ("tab", "\t"),
        ("br", "\n"),
        ("cr", "\n"),
        ("noBreakHyphen", "-"),
    ],
    // Formats, among them tab stops; what was deleted or moved away; the second form of what stands there already.
    skipped: &[
        "pPr", "rPr", "tblPr", "sectPr", "del", "moveFrom", "Fallback",
    ],
    ..Dialect::NONE
};

/// Heads, the text, notes, feet: in that order, one line a paragraph.
pub(super) fn read(input: Input<'_>, limits: &Limits) -> Result<RawRelease, IngestError> {
    let mut package = Package::open(&input, limits)?;
    for part in [
        "word/header",
        "word/document",
        "word/footnotes",
        "word/endnotes",
        "word/footer",
    ] {
        for name in package.numbered(part, ".xml") {
            package.read(&name, &DOCX)?;
        }
    }
    package.release(&input, Format::Docx)
}
