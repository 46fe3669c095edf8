//! Whether a word looks made up, as firms' names are: no word of the language and none that its words make.

use super::staffed::firm_at;
use super::{Candidate, Document};
use crate::extract::pieces::is_hangul;
use crate::lexicon::{Cue, Lexicon, particle_end};
use crate::record::OrgType;
use crate::release::{Class, Pos};
use crate::text::{Span, hangul};

/// The firm that the word at `span` would be, where it looks made up.
pub(super) fn firm(doc: &Document<'_>, span: Span, lexicon: &Lexicon) -> Option<Candidate> {
    let name = doc.get(span);
    let tokens = doc.tokens_in(span);
    let head = lexicon.heads.organization(name);
    let placed = tokens.iter().any(|t| t.class == Class::Place);
    if lexicon.names.likeness(name) >= 0.6
        || lexicon.heads.is_loan_word(name)
        || name.ends_with('들')
        || doc.cue(Cue::Sold).end(name)
        || !name
            .chars()
            .all(|c| hangul::is_syllable(c) || c.is_ascii_alphabetic() || c == '&')
        || name.is_ascii()
        || placed && head.is_none()
    {
        return None;
    }
    if let Some(firm) = firm_at(doc, span, lexicon) {
        return Some(firm);
    }
    let length = name.chars().count();
    let broken = tokens.iter().any(|t| {
        !t.pos.is_nominal()
            || t.pos == Pos::NNP
            || matches!(t.pos, Pos::NNG | Pos::NNB) && doc.get(t.span).chars().count() == 1
    });
    // What the tokenizer can only read as other parts of speech side by side is no phrase where it sounds foreign.
    (is_hangul(name)
        && (3..=12).contains(&length)
        && tokens.len() >= 2
        && broken
        && particle_end(name, 6) == name.len()
        && sounds_foreign(doc, name)
        && tokens
            .last()
            .is_some_and(|t| t.last.is_nominal() && t.last != Pos::XSN)
        && head.is_none_or(|(at, head)| at > 0 && head.kind == OrgType::Company)
        && lexicon.titles.korean_suffix(name).is_none()
        && !lexicon.heads.is_generic(name))
    .then(|| Candidate::named(span, name, OrgType::Company, 0.65))
}

/// Whether three in four syllables of a word are such as words of other languages have.
pub(super) fn sounds_foreign(doc: &Document<'_>, word: &str) -> bool {
    let syllables = doc.cue(Cue::LoanSyllables);
    let loan = word
        .chars()
        .filter(|c| syllables.has(c.encode_utf8(&mut [0; 4])))
        .count();
    loan * 4 >= word.chars().count() * 3
}
