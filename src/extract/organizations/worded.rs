//! Councils and task forces whose names take several words: `전세사기 피해 지원 협의체`, `공급망 점검 TF`.

use super::marked::nominal;
use super::{Candidate, Document};
use crate::extract::pieces::{Piece, dotted, is_hangul, spaced};
use crate::lexicon::{Cue, Lexicon, without_particle};
use crate::record::OrgType;
use crate::text::{Span, single_spaced};

/// No name has more pieces before its head.
const LONGEST: usize = 7;

/// Heads in Latin letters.
const TASK_FORCES: [&str; 2] = ["TF", "T/F"];

/// Every such name.
pub(super) fn find(doc: &Document<'_>, pieces: &[Piece], lexicon: &Lexicon) -> Vec<Candidate> {
    (2..pieces.len())
        .filter_map(|i| ending_at(doc, pieces, i, lexicon))
        .collect()
}

/// The name whose head is piece `i`.
fn ending_at(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    lexicon: &Lexicon,
) -> Option<Candidate> {
    let piece = pieces.get(i)?;
    let word = doc.get(piece.span);
    let head = without_particle(word, 2);
    let (at, found) = lexicon.heads.organization(head)?;
    let joint = match found.kind {
        OrgType::Committee => !doc.cue(Cue::BareHeads).has(head) && is_hangul(head),
        OrgType::Team => found.strong && is_hangul(head) || TASK_FORCES.contains(&head),
        _ => false,
    };
    // 전담TF
    let glued = (TASK_FORCES.iter()).any(|force| head.strip_suffix(force).is_some_and(is_hangul));
    if !(glued || joint && at == 0) {
        return None;
    }
    let mut first = i;
    let mut words = 0;
    while let Some(before) = first.checked_sub(1).filter(|k| i - k <= LONGEST) {
        let (Some(piece), Some(next)) = (pieces.get(before), pieces.get(first)) else {
            break;
        };
        let word = doc.get(piece.span);
        let dotted = dotted(doc.text, piece.span, next.span);
        let spaced = spaced(doc.text, piece.span, next.span);
        if !(dotted || spaced)
            || !nominal(doc, piece.span)
            || word.chars().count() < 2 && !dotted
            || word.starts_with(|c: char| c.is_ascii_digit())
            || doc.cue(Cue::OutsideCouncils).has(word)
            || word.chars().count() == 3 && lexicon.names.likeness(word) >= 0.5
            || lexicon.organizations.knows(word)
        {
            break;
        }
        words += usize::from(spaced);
        first = before;
    }
    let nearest = doc.get(pieces.get(i.checked_sub(1)?)?.span);
    let farthest = doc.get(pieces.get(first)?.span);
    let generic = |word: &str| lexicon.heads.is_generic(word);
    let bracketed = doc.before(pieces.get(first)?.span.start) == Some('(')
        && doc.after(piece.span.end) == Some(')');
    let fewest = if bracketed { 1 } else { 2 };
    if words < fewest
        || doc.cue(Cue::WhoMeets).has(nearest)
        || generic(farthest)
        || i - first >= LONGEST
    {
        return None;
    }
    let span = Span::new(pieces.get(first)?.span.start, piece.span.start + head.len());
    let name = single_spaced(doc.get(span));
    Some(Candidate::named(span, name, found.kind, 0.7))
}
