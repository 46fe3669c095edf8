//! Bodies of other countries, by the country before them: `러시아 천연자원부`, `케냐 키수무주 보건국`.

use super::{Candidate, Document};
use crate::extract::pieces::{Piece, is_hangul, spaced};
use crate::lexicon::{Lexicon, without_particle};
use crate::text::Span;

/// Every such name that the tables do not hold as a whole.
pub(super) fn find(doc: &Document<'_>, pieces: &[Piece], lexicon: &Lexicon) -> Vec<Candidate> {
    let starts = 0..pieces.len();
    starts
        .filter_map(|i| beginning_at(doc, pieces, i, lexicon))
        .collect()
}

fn beginning_at(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    lexicon: &Lexicon,
) -> Option<Candidate> {
    let country = pieces.get(i)?;
    if !lexicon.heads.is_country(doc.get(country.span)) {
        return None;
    }
    let mut before = country;
    // At most one word between country and head: a region, 국립.
    for (k, piece) in pieces.iter().enumerate().skip(i + 1).take(2) {
        let word = doc.get(piece.span);
        if !spaced(doc.text, before.span, piece.span) || !is_hangul(word) {
            return None;
        }
        let name = without_particle(word, 6);
        if let Some((at, kind)) = lexicon.heads.foreign(name) {
            let head = Span::new(piece.span.start, piece.span.start + name.len());
            let span = country.span.cover(head);
            let whole = doc.get(span);
            let known = lexicon.organizations.knows(whole);
            let long = at > 0 || k > i + 1 || name.chars().count() >= 3;
            if known || !long {
                return None;
            }
            return Some(Candidate::named(
                span, whole, kind,
                // Above the reading of the head as one of our own ministries.
                0.98,
            ));
        }
        if name.len() < word.len() || lexicon.heads.is_country(word) {
            return None;
        }
        before = piece;
    }
    None
}
