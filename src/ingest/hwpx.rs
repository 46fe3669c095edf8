//! HWPX (KS X 6101): the paragraphs of a zipped XML document.

use super::package::Package;
use super::paragraphs::Dialect;
use super::{Format, IngestError, Input, Limits};
use crate::release::RawRelease;

const HWPX: Dialect = Dialect {
    paragraphs: &["p"],
    // The main text is that under which small characters stand.
    text: &["t", "mainText"],
    marks: &[
        ("tab", "\t"),
        ("lineBreak", "\n"),
        ("nbSpace", " "),
        ("fwSpace", " "),
        ("hyphen", "-"),
    ],
    deletion: Some(("deleteBegin", "deleteEnd")),
    ..Dialect::NONE
};

/// Every paragraph is one line. A table, a box or a note follows the paragraph that holds it, cell by cell.
pub(super) fn read(input: Input<'_>, limits: &Limits) -> Result<RawRelease, IngestError> {
    let mut package = Package::open(&input, limits)?;
    if package.is_encrypted()? {
        return Err(IngestError::Encrypted);
    }
    for section in package.numbered("Contents/section", ".xml") {
        package.read(&section, &HWPX)?;
    }
    package.release(&input, Format::Hwpx)
}
