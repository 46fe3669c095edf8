//! Departments and teams of contact boxes, and beside the people to call: `문의: 새싹정책과 김가온 사무관(044-200-1234)`.

use super::{Candidate, Document};
use crate::extract::pieces::{Gap, Piece, gap};
use crate::lexicon::{Lexicon, TitleKind, without_particle};
use crate::record::OrgType;
use crate::release::Body;
use crate::text::{Span, single_spaced};

/// The units that contact boxes name, where they are units and not posts.
pub(super) fn find(doc: &Document<'_>, units: &[Span]) -> Vec<Candidate> {
    units
        .iter()
        .filter_map(|span| {
            let name = single_spaced(doc.get(*span));
            (!name.is_empty() && !is_post(&name)).then_some(Candidate {
                span: *span,
                body: Body::Named {
                    name,
                    kind: OrgType::Team,
                },
                confidence: 0.95,
                weak: false,
            })
        })
        .collect()
}

/// The units that stand right before a person with a post and, soon after, a telephone number; or with a rank that only
/// offices have, as in 국민성장펀드총괄과 김가온 서기관.
pub(super) fn beside_staff(
    doc: &Document<'_>,
    pieces: &[Piece],
    lexicon: &Lexicon,
) -> Vec<Candidate> {
    let spaced = |a: &Piece, b: &Piece| gap(doc.text, a.span.end, b.span.start) == Gap::Space;
    let barred = |a: &Piece, b: &Piece| {
        let between = Span::new(a.span.end, b.span.start).of(doc.text);
        matches!(between.trim_matches(' '), "|" | "/")
    };
    let name = |piece: &Piece| lexicon.names.could_be(doc.get(piece.span));
    let title = |piece: &Piece| {
        let word = without_particle(doc.get(piece.span), 3);
        lexicon.titles.korean(word)
    };
    let post = |piece: &Piece| title(piece).is_some();
    let officer = |name: &Piece, rank: &Piece| {
        title(rank).is_some_and(|t| t.kind == TitleKind::Staff && !t.weak)
            && lexicon.names.likeness(doc.get(name.span)) >= 0.6
    };
    pieces
        .windows(3)
        .filter_map(|window| {
            let [unit, first, second] = window else {
                return None;
            };
            let word = doc.get(unit.span);
            let (at, head) = lexicon.heads.organization(word)?;
            let staffed = (spaced(unit, first) || barred(unit, first))
                && spaced(first, second)
                && (name(first) && post(second) || post(first) && name(second));
            let fits = head.kind == OrgType::Team && word.get(..at)?.chars().count() >= 2;
            (fits
                && staffed
                && !is_post(word)
                && (doc.is_called(second.span.end) || officer(first, second)))
            .then(|| Candidate {
                span: unit.span,
                body: Body::Named {
                    name: word.to_owned(),
                    kind: OrgType::Team,
                },
                confidence: 0.85,
                weak: false,
            })
        })
        .collect()
}

/// Whether a contact box names a post in place of a unit (기획재정담당관).
pub fn is_post(name: &str) -> bool {
    name.ends_with('관')
        && !name.ends_with("박물관")
        && !name.ends_with("과학관")
        && !name.ends_with("미술관")
        && !name.ends_with("도서관")
        && !name.ends_with("대사관")
}
