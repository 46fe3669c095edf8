//! Measures that lead the paragraphs of an English release in brackets: `(Tax support) Four companies were allowed …`.

use crate::extract::Document;
use crate::lexicon::Cue;
use crate::record::PolicyKind;
use crate::release::PolicyMention;
use crate::text::{Span, single_spaced};

/// So many paragraphs of a release begin so before any of it is taken.
const SEVERAL: usize = 2;
/// Words of such a lead.
const WORDS: std::ops::RangeInclusive<usize> = 2..=8;

/// Every lead, where there are several.
pub(super) fn find(doc: &Document<'_>) -> Vec<PolicyMention> {
    let leads = doc.lines.iter().filter_map(|line| lead(doc, *line));
    let found: Vec<PolicyMention> = leads.collect();
    match found.len() >= SEVERAL {
        true => found,
        false => Vec::new(),
    }
}

fn lead(doc: &Document<'_>, line: Span) -> Option<PolicyMention> {
    let (label, rest) = doc.get(line).strip_prefix('(')?.split_once(") ")?;
    let words = label.split(' ').filter(|word| !word.is_empty()).count();
    let capital = |text: &str| text.starts_with(|c: char| c.is_ascii_uppercase());
    let asks = (label.split(' ').next()).is_some_and(|word| doc.cue(Cue::EnglishOpeners).has(word));
    let named = !asks
        && WORDS.contains(&words)
        && !label.contains(|c: char| c.is_ascii_digit() || c == ',');
    (named && capital(label) && capital(rest) && rest.len() > label.len()).then(|| PolicyMention {
        span: Span::new(line.start + 1, line.start + 1 + label.len()),
        name: single_spaced(label),
        kind: PolicyKind::Measure,
        known: None,
        confidence: 0.65,
    })
}
