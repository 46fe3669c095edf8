//! Names before words that only people have.

use super::super::pieces::{Piece, is_hangul, spaced};
use super::Document;
use crate::lexicon::{Lexicon, without_particle};
use crate::record::PersonRole;
use crate::release::{Class, PersonMention, Pos};

/// `윤봉길 의거지`: a name that the dictionary knows before a word that only people have.
pub(super) fn find(doc: &Document<'_>, pieces: &[Piece], lexicon: &Lexicon) -> Vec<PersonMention> {
    let mut found = Vec::new();
    for pair in pieces.windows(2) {
        let [name, cue] = pair else { continue };
        let word = doc.get(cue.span);
        let noun = without_particle(word, 3);
        if !spaced(doc.text, name.span, cue.span) || !lexicon.names.is_cue(noun) {
            continue;
        }
        let person = doc
            .token_from(name.span.start)
            .is_some_and(|t| t.span == name.span && t.class == Class::Person);
        let likeness = lexicon.names.likeness(doc.get(name.span));
        // What the tokenizer cannot read as words of the language: 서상|한, 최봉|설.
        let tokens = doc.tokens_in(name.span);
        let word = |pos: Pos| matches!(pos, Pos::NNG | Pos::NNB | Pos::XSN | Pos::XPN | Pos::XR);
        let unread = tokens.iter().any(|t| !word(t.pos))
            && !tokens.iter().any(|t| t.class == Class::Place)
            && doc.get(name.span).chars().count() == 3;
        let known = person && likeness > 0.3 || likeness >= 0.9 || unread && likeness >= 0.55;
        if known && is_hangul(doc.get(name.span)) {
            found.push(PersonMention {
                span: name.span,
                name: doc.get(name.span).to_owned(),
                title: None,
                title_en: None,
                organization: None,
                role: PersonRole::Other,
                confidence: 0.75,
            });
        }
    }
    found
}
