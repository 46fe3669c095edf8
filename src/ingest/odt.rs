//! OpenDocument: the paragraphs of a zipped XML document.

use super::package::Package;
use super::paragraphs::Dialect;
use super::{Format, IngestError, Input, Limits};
use crate::release::RawRelease;

const ODT: Dialect = Dialect {
    paragraphs: &["p", "h"],
    marks: &[("s", " "), ("tab", "\t"), ("line-break", "\n")],
    // What was deleted stands apart; remarks and the numbers of notes are no text.
    skipped: &[
        "tracked-changes",
        "annotation",
        "note-citation",
        "ruby-text",
    ],
    within: Some("body"),
    ..Dialect::NONE
};

/// Heads and feet stand among the styles.
const STYLES: Dialect = Dialect {
    within: Some("master-styles"),
    ..ODT
};

/// Heads and feet, then the text: one line a paragraph.
pub(super) fn read(input: Input<'_>, limits: &Limits) -> Result<RawRelease, IngestError> {
    let mut package = Package::open(&input, limits)?;
    if package.is_encrypted()? {
        return Err(IngestError::Encrypted);
    }
    for (part, dialect) in [("styles.xml", &STYLES), ("content.xml", &ODT)] {
        if package.has(part) {
            package.read(part, dialect)?;
        }
    }
    package.release(&input, Format::Odf)
}
