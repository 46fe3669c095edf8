//! Platforms by the address that stands behind their names: `새싹이음(https://ieum.go.kr)`.

use super::named::is_generic;
use super::phrase;
use crate::extract::Document;
use crate::extract::organizations::Organizations;
use crate::lexicon::{Cue, Lexicon};
use crate::record::PolicyKind;
use crate::release::PolicyMention;
use crate::text::{Span, hangul, is_alphanumeric};

/// Fewest and most letters of a name.
const LENGTH: std::ops::RangeInclusive<usize> = 4..=24;
/// A word for a site, which by itself names none.
const SITE: &str = "누리집";

/// Every such platform.
pub(super) fn find(
    doc: &Document<'_>,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Vec<PolicyMention> {
    let opened = doc.text.match_indices('(');
    opened
        .filter(|(at, _)| is_address(doc, doc.text.get(at + 1..).unwrap_or("")))
        .filter_map(|(at, _)| platform(doc, at, organizations, lexicon))
        .collect()
}

/// Whether a bracket holds an address from its beginning on.
fn is_address(doc: &Document<'_>, inside: &str) -> bool {
    let inside = inside.trim_start();
    let end = inside.find([')', ' ', '\n', ',']).unwrap_or(inside.len());
    let address = inside.get(..end).unwrap_or("");
    let host = ["https://", "http://"]
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme))
        .unwrap_or(address);
    let host = host.split('/').next().unwrap_or(host);
    !host.contains('@')
        && host
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
        && doc.cue(Cue::Domains).end(host)
}

/// The platform whose name ends before the bracket at byte `at`.
fn platform(
    doc: &Document<'_>,
    at: usize,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Option<PolicyMention> {
    let before = doc
        .text
        .get(..at)?
        .trim_end_matches([' ', '’', '”', '」', '｣', '\'']);
    let word = before
        .rsplit(|c: char| !is_alphanumeric(c))
        .next()
        .filter(|w| w.ends_with(|c: char| hangul::is_syllable(c) || c.is_ascii_digit()))?;
    let last = Span::new(before.len() - word.len(), before.len());
    let noun = doc.last_token_in(last)?.last.is_nominal();
    if !noun || word == SITE || lexicon.heads.is_no_platform(word) {
        return None;
    }
    let mut start = phrase::start(doc, last);
    // Whose it is is no part of its name.
    let owner = organizations.covering(start);
    if let Some(owner) = owner.filter(|m| m.span.start == start && m.span.end < last.start) {
        let rest = Span::new(owner.span.end, last.start).of(doc.text);
        start = last.start - rest.trim_start_matches(['의', ' ']).len();
    }
    let span = Span::new(start, last.end);
    let name = phrase::tidy(doc.get(span));
    let letters = name.chars().filter(|c| is_alphanumeric(*c)).count();
    let body = organizations.covering(last.start).is_some();
    (LENGTH.contains(&letters) && !body && !is_generic(doc, &name)).then_some(PolicyMention {
        span,
        name,
        kind: PolicyKind::Program,
        known: None,
        confidence: 0.7,
    })
}
