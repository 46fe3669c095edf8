//! The unit that wrote an English release, and where the list of those who answer questions begins.

use crate::extract::Document;
use crate::lexicon::Cue;
use crate::record::OrgType;
use crate::release::{Body, OrgMention};
use crate::text::tail;

/// The unit that a form says wrote the release: `Writer: River Division`.
pub fn desk(doc: &Document<'_>, mentions: &[OrgMention]) -> Option<Body> {
    let team = |body: &Body| matches!(body, Body::Named { kind, .. } if *kind == OrgType::Team);
    let mut units = mentions.iter().filter(|m| team(&m.body));
    let unit = units.find(|m| is_labelled(doc, m.span.start));
    unit.map(|m| m.body.clone())
}

/// Where the list of those who answer questions begins.
pub fn contacts(doc: &Document<'_>) -> usize {
    let text = doc.text;
    let last = tail(text, text.len(), LAST_PART);
    (doc.cue(Cue::EnglishContacts).iter())
        .filter_map(|word| last.find(word))
        .min()
        .map_or(usize::MAX, |at| text.len() - last.len() + at)
}

/// No list of contacts stands further than this many bytes from the end.
const LAST_PART: usize = 1500;

/// Whether a form says that what begins at byte `start` is the unit that wrote the release: `Writer: …`, `Dept. …`.
pub(super) fn is_labelled(doc: &Document<'_>, start: usize) -> bool {
    let before = doc.text.get(..start).unwrap_or("");
    let before = before.trim_end_matches([' ', ':', '.', '\n', '|']);
    // Climate Policy Division, and below it another: the label begins its line or cell.
    let begins = |lead: &str| {
        matches!(
            lead.trim_end_matches(' ').chars().next_back(),
            None | Some('\n' | '|')
        )
    };
    let label = doc.cue(Cue::EnglishUnitLabels).iter();
    label
        .filter_map(|label| before.strip_suffix(label))
        .any(begins)
}
