//! Posts with the field that someone is in charge of before them: `김가온 디지털·IT 부문 부원장보`.

use super::super::organizations::Organizations;
use super::super::pieces::{Piece, dotted, is_hangul, spaced};
use super::Document;
use super::korean::{Post, person};
use crate::lexicon::Lexicon;
use crate::release::PersonMention;
use crate::text::{Span, single_spaced};

/// The word behind a field, right before a post.
const FIELD: &str = "부문";
/// Pieces that a field has at most.
const LONGEST: usize = 4;
/// How much a word between a body and a field must look like a name.
const NAMED: f32 = 0.5;

/// The person of a body who has the post at piece `i` for a field.
pub(super) fn before(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    post: &Post,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Option<PersonMention> {
    let last = i.checked_sub(1)?;
    if doc.get(pieces.get(last)?.span) != FIELD {
        return None;
    }
    let mut at = last;
    for _ in 0..LONGEST {
        let next = pieces.get(at)?;
        at = at.checked_sub(1)?;
        let piece = pieces.get(at)?;
        let dotted = dotted(doc.text, piece.span, next.span);
        if !dotted && !spaced(doc.text, piece.span, next.span) {
            return None;
        }
        let word = doc.get(piece.span);
        let body = organizations.ending_at(piece.span.start.saturating_sub(1));
        if let Some(body) = body
            && !dotted
            && is_hangul(word)
            && word.chars().count() == 3
            && lexicon.names.likeness(word) >= NAMED
        {
            let field = Span::new(next.span.start, post.span.end);
            let post = Post {
                title: single_spaced(doc.get(field)),
                title_en: None,
                ..post.clone()
            };
            let span = piece.span.cover(post.span);
            return Some(person(&post, word, span, Some(body.body.clone()), 0.85));
        }
    }
    None
}
