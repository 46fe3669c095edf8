//! Sanctions that a session decides: `새싹㈜에 대하여 감사인지정 등의 조치를 의결`.

use super::phrase;
use crate::extract::Document;
use crate::lexicon::Cue;
use crate::record::PolicyKind;
use crate::release::PolicyMention;
use crate::text::{Span, hangul, is_middle_dot, tail};

/// That a session decides what stands before it, white space left out.
const DECIDES: &str = "를의결";
/// Bytes before the end of a name that the rest of it is looked for in; a word that goes on beyond them is none of it.
const LONGEST: usize = 120;
/// Words that the name has before its end, at most.
const WORDS: usize = 4;

/// Every such decision.
pub(super) fn find(doc: &Document<'_>) -> Vec<PolicyMention> {
    let squeezed = doc.squeezed.text();
    let decisions = squeezed.match_indices(DECIDES).filter_map(|(at, _)| {
        let before = doc.cue(Cue::Sanctions).before(squeezed.get(..at)?)?;
        Some(doc.squeezed.origin(Span::new(before.len(), at), doc.text))
    });
    decisions.filter_map(|end| sanction(doc, end)).collect()
}

/// The sanction whose name ends in `end`: the words before it behind the last that says on whom it is laid.
fn sanction(doc: &Document<'_>, end: Span) -> Option<PolicyMention> {
    let mut start = end.start;
    let before = tail(doc.text, start, LONGEST);
    let far = start - before.len();
    let mut rest = before.trim_end();
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
