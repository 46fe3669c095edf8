//! Meetings of bodies by their ordinals: 제26차 재외동포정책위원회, 제5회 국무회의.

use super::phrase;
use crate::extract::Document;
use crate::extract::organizations::Organizations;
use crate::extract::pieces::Piece;
use crate::lexicon::Cue;
use crate::record::PolicyKind;
use crate::release::PolicyMention;
use crate::text::Span;

/// Every ordinal before the name of a body that sits.
pub(super) fn find(
    doc: &Document<'_>,
    pieces: &[Piece],
    organizations: &Organizations,
) -> Vec<PolicyMention> {
    let mut found = Vec::new();
    let mut from = 0;
    for (i, piece) in pieces.iter().enumerate() {
        if piece.span.start < from || !is_ordinal(doc.get(piece.span)) {
            continue;
        }
        // 제34기 4차 국제자금세탁방지기구 총회
        let last = pieces
            .get(i + 1)
            .filter(|p| is_ordinal(doc.get(p.span)))
            .filter(|p| follows(doc, piece.span.end, p.span.start))
            .unwrap_or(piece);
        // 분쟁조정위원회 제60차 전체회의
        let above = organizations
            .before(piece.span.start)
            .filter(|m| follows(doc, m.span.end, piece.span.start));
        if let Some((above, end)) = above.and_then(|m| Some((m, sitting(doc, last.span.end)?))) {
            let span = Span::new(above.span.start, end);
            from = end;
            found.push(event(doc, span));
            continue;
        }
        // 위원회는 11월 10일(수) 제18회 전체회의를 열고
        let whole = sitting(doc, last.span.end).filter(|end| is_whole(doc, *end));
        if let Some(end) = whole {
            found.push(event(doc, Span::new(piece.span.start, end)));
            from = end;
            continue;
        }
        let Some(org) = pieces
            .get(pieces.partition_point(|p| p.span.start <= last.span.start))
            .filter(|p| follows(doc, last.span.end, p.span.start))
            .and_then(|p| organizations.covering(p.span.start))
            .filter(|m| follows(doc, last.span.end, m.span.start))
        else {
            continue;
        };
        let sitting = sitting(doc, org.span.end);
        if sitting.is_none() && !doc.cue(Cue::SittingBodies).end(doc.get(org.span)) {
            continue;
        }
        let span = Span::new(piece.span.start, sitting.unwrap_or(org.span.end));
        from = span.end;
        found.push(event(doc, span));
    }
    found
}

/// Whether the sitting that ends at byte `end` is one of those that commissions count without naming themselves.
fn is_whole(doc: &Document<'_>, end: usize) -> bool {
    (doc.text.get(..end)).is_some_and(|t| t.ends_with("전체회의") || t.ends_with("정례회의"))
}

fn event(doc: &Document<'_>, span: Span) -> PolicyMention {
    PolicyMention {
        span,
        name: phrase::tidy(&without_chair(doc.get(span))),
        kind: PolicyKind::Event,
        known: None,
        confidence: 0.85,
    }
}

/// A name without the bracket that says who presides: 제20차 금융위원회(위원장 : 나금융) 정례회의.
fn without_chair(name: &str) -> String {
    let chair = name.split_once('(').and_then(|(body, rest)| {
        let (inner, sitting) = rest.split_once(')')?;
        inner
            .contains([':', ' '])
            .then(|| format!("{body}{sitting}"))
    });
    chair.unwrap_or_else(|| name.to_owned())
}

/// `제3차`, `12회`, `제34기`.
pub(super) fn is_ordinal(word: &str) -> bool {
    let digits = word.strip_prefix('제').unwrap_or(word);
    let unit = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    digits.len() - unit.len() <= 3
        && unit.len() < digits.len()
        && matches!(unit, "차" | "회" | "기")
}

/// Whether nothing but one space or wrapped line stands between two bytes.
fn follows(doc: &Document<'_>, from: usize, to: usize) -> bool {
    doc.text.get(from..to).is_some_and(|between| {
        between.trim().is_empty() && !between.is_empty() && !doc.parts(Span::new(from, to))
    })
}

/// Where the word for the sitting ends that follows a body's name, an abbreviation in brackets between them.
fn sitting(doc: &Document<'_>, at: usize) -> Option<usize> {
    let rest = doc.text.get(at..)?;
    let bare = rest
        .strip_prefix('(')
        .and_then(|r| r.split_once(')'))
        .filter(|(inner, _)| inner.len() <= 24)
        .map_or(rest, |(_, after)| after);
    let word = bare.trim_start();
    let from = doc.text.len() - bare.len();
    let to = doc.text.len() - word.len();
    (!doc.parts(Span::new(from, to))).then_some(())?;
    let rest = doc.cue(Cue::Sittings).after(word)?;
    Some(to + word.len() - rest.len())
}
