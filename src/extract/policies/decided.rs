//! Sanctions that a session decides: `새싹㈜에 대하여 감사인지정 등의 조치를 의결`.

use super::phrase;
use crate::extract::Document;
use crate::lexicon::Cue;
use crate::record::PolicyKind;
use crate::release::PolicyMention;
use crate::text::{Span, hangul, is_middle_dot};

/// What is decided, and how much of that belongs to the name, white space left out.
const DECISIONS: [(&str, &str); 4] = [
    ("등의조치를의결", "등의조치"),
    ("등조치를의결", "등조치"),
    ("과징금부과를의결", "과징금부과"),
    ("과태료부과를의결", "과태료부과"),
];
/// Characters before that which the name is looked for in; a word that goes on beyond them is none of it.
const LONGEST: usize = 40;
/// Words that the name has before that, at most.
const WORDS: usize = 4;

/// Every such decision.
pub(super) fn find(doc: &Document<'_>) -> Vec<PolicyMention> {
    let squeezed = doc.squeezed.text();
    let decisions = DECISIONS.iter().flat_map(|(decision, named)| {
        let places = squeezed.match_indices(decision);
        places.map(|(at, _)| {
            doc.squeezed
                .origin(Span::new(at, at + named.len()), doc.text)
        })
    });
    decisions.filter_map(|end| sanction(doc, end)).collect()
}

/// The sanction whose name ends in `end`: the words before it behind the last that says on whom it is laid.
fn sanction(doc: &Document<'_>, end: Span) -> Option<PolicyMention> {
    let before = doc.text.get(..end.start)?;
    let far = (before.char_indices().rev().nth(LONGEST)).map_or(0, |(at, _)| at);
    let mut start = end.start;
    let mut rest = before.get(far..)?.trim_end();
    for _ in 0..WORDS {
        let at = rest.trim_end_matches(|c: char| !c.is_whitespace()).len();
        let word = rest.get(at..)?;
        let said = |c: char| hangul::is_syllable(c) || is_middle_dot(c);
        if word.is_empty()
            || at == 0
            || !word.chars().all(said)
            || doc.cue(Cue::OutsideSanctions).end(word)
        {
            break;
        }
        start = far + at;
        rest = rest.get(..at)?.trim_end();
    }
    let span = Span::new(start, end.end);
    let named = !doc.get(span).starts_with('등');
    named.then(|| PolicyMention {
        span,
        name: phrase::tidy(doc.get(span)),
        kind: PolicyKind::Measure,
        known: None,
        confidence: 0.7,
    })
}
