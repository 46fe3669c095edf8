//! What cleaning took out, in the record's offsets.

use super::Places;
use crate::record::Removed;
use crate::release::CleanRelease;

/// The furniture of a page, blank lines aside.
pub(super) fn list(clean: &CleanRelease, places: &Places<'_>) -> Vec<Removed> {
    let source = &clean.raw.text;
    clean
        .removed
        .iter()
        .filter_map(|removed| {
            let text = removed.span.of(source).trim();
            (!text.is_empty()).then(|| Removed {
                text: text.to_owned(),
                at: places.place(removed.span.start),
                source_start: removed.span.start,
                source_end: removed.span.end,
                rule: removed.reason.clone(),
            })
        })
        .collect()
}
