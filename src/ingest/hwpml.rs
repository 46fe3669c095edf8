//! HWPML: the paragraphs of the word processor's plain XML.

use super::limits::Budget;
use super::paragraphs::{self, Dialect};
use super::{Format, IngestError, Input, Limits, decode};
use crate::release::RawRelease;

const HWPML: Dialect = Dialect {
    paragraphs: &["P"],
    text: &["CHAR"],
    marks: &[
        ("TAB", "\t"),
        ("LINEBREAK", "\n"),
        ("HYPEN", "-"),
        ("HYPHEN", "-"),
        ("NBSPACE", " "),
        ("FWSPACE", " "),
    ],
    within: Some("BODY"),
    ..Dialect::NONE
};

/// Every paragraph is one line. A table, a box or a note follows the paragraph that holds it, cell by cell.
pub(super) fn read(input: Input<'_>, limits: &Limits) -> Result<RawRelease, IngestError> {
    let decoded = decode(input.bytes, None);
    let mut text = String::new();
    paragraphs::read(
        &decoded.text,
        "HWPML",
        &HWPML,
        &Budget::new(limits),
        &mut text,
    )?;
    input.release(Format::Hwpml, &decoded.encoding, text)
}
