//! The parts of a text, in the record's offsets.

use super::Places;
use crate::record::{Section, SectionKind};
use crate::text::Span;

pub(super) fn list(found: &[(SectionKind, Span)], places: &Places<'_>) -> Vec<Section> {
    let section = |(kind, span): &(SectionKind, Span)| {
        let (start, end) = places.range(*span);
        Section {
            kind: *kind,
            start,
            end,
        }
    };
    found.iter().map(section).collect()
}
