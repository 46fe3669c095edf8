//! Firms that no dictionary has, by the people who run them: `누리로봇 김가온 대표`, `김가온 대표(누리로봇)`,
//! `김가온 누리로봇 대표`.

use super::{Candidate, Document};
use crate::extract::pieces::{Gap, Piece, gap, is_hangul, spaced};
use crate::lexicon::{Lexicon, without_particle};
use crate::record::OrgType;
use crate::release::{Class, Pos};
use crate::text::Span;

/// Every such firm.
pub(super) fn find(doc: &Document<'_>, pieces: &[Piece], lexicon: &Lexicon) -> Vec<Candidate> {
    (0..pieces.len())
        .filter_map(|i| beside(doc, pieces, i, lexicon))
        .collect()
}

/// The firm beside the post at piece `i`.
fn beside(doc: &Document<'_>, pieces: &[Piece], i: usize, lexicon: &Lexicon) -> Option<Candidate> {
    let post = pieces.get(i)?;
    let word = doc.get(post.span);
    let noun = without_particle(word, 6);
    let title = lexicon.titles.korean(noun).or_else(|| {
        let capitals = noun.bytes().all(|b| b.is_ascii_uppercase());
        capitals.then(|| lexicon.titles.english(noun))?
    })?;
    if !title.firm {
        return None;
    }
    let spaced = |a: &Piece, b: &Piece| spaced(doc.text, a.span, b.span);
    let before = pieces.get(i.checked_sub(1)?)?;
    if !spaced(before, post) {
        return None;
    }
    let second = i.checked_sub(2).and_then(|k| pieces.get(k));
    if is_person(doc, before.span, lexicon) {
        let firm = second.filter(|second| spaced(second, before)).or_else(|| {
            let next = pieces.get(i + 1)?;
            let opened = gap(doc.text, post.span.end, next.span.start) == Gap::Open;
            let closed = matches!(doc.after(next.span.end), Some(')' | '）'));
            (opened && closed).then_some(next)
        })?;
        return firm_at(doc, firm.span, lexicon);
    }
    let second = second?;
    let named = spaced(second, before) && is_person(doc, second.span, lexicon);
    named.then(|| firm_at(doc, before.span, lexicon))?
}

fn is_person(doc: &Document<'_>, span: Span, lexicon: &Lexicon) -> bool {
    let word = doc.get(span);
    is_hangul(word) && word.chars().count() >= 3 && lexicon.names.likeness(word) >= 0.6
}

/// The word at `span`, where it can be a firm's name.
pub(super) fn firm_at(doc: &Document<'_>, span: Span, lexicon: &Lexicon) -> Option<Candidate> {
    let name = doc.get(span);
    let tokens = doc.tokens_in(span);
    let nominal = tokens.iter().all(|t| {
        t.pos.is_nominal() || matches!(t.pos, Pos::SL | Pos::UNKNOWN | Pos::XPN | Pos::XSN)
    });
    let head = lexicon.heads.organization(name);
    let firm = head.is_some_and(|(at, head)| at > 0 && head.kind == OrgType::Company);
    let proper = tokens
        .iter()
        .any(|t| matches!(t.pos, Pos::NNP | Pos::SL | Pos::UNKNOWN) && t.class != Class::Person);
    let place = matches!(tokens, [only] if only.class == Class::Place);
    if !(firm || nominal && proper)
        || place
        || name.chars().count() < 3
        || name.chars().any(|c| c.is_ascii_digit())
        || lexicon.names.is_common(name)
        || lexicon.heads.is_generic(name)
        || lexicon.heads.is_act(name)
        || lexicon.titles.korean_suffix(name).is_some()
        || lexicon.titles.english(name).is_some()
    {
        return None;
    }
    let kind = head.map_or(OrgType::Company, |(_, head)| head.kind);
    Some(Candidate::named(span, name, kind, 0.7))
}
