//! Programmes, plans and events of the dictionaries.

use super::meetings::is_ordinal;
use super::phrase;
use crate::extract::Document;
use crate::extract::organizations::{Organizations, ends_well};
use crate::extract::pieces::{Piece, spaced};
use crate::lexicon::Lexicon;
use crate::record::PolicyKind;
use crate::release::{KnownPolicy, PolicyMention};
use crate::text::Span;

/// Every place that a known form stands at.
///
/// A form inside a longer name of a body (국민신문고과) stands for nothing by itself.
pub(super) fn find(
    doc: &Document<'_>,
    pieces: &[Piece],
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Vec<PolicyMention> {
    let mut found = Vec::new();
    let mut cursor = 0;
    for (i, piece) in pieces.iter().enumerate() {
        cursor = doc.squeezed.position_from(cursor, piece.span.start);
        let Some(squeezed) = doc.squeezed.text().get(cursor..) else {
            continue;
        };
        for hit in lexicon.programs.forms().at(squeezed) {
            let span = doc
                .squeezed
                .origin(Span::new(cursor, cursor + hit.len), doc.text);
            let text = doc.get(span);
            let syllables = text.chars().filter(|c| !c.is_whitespace()).count();
            let broken = text.contains('\n') && syllables < 5;
            let Some(entry) = hit.values.first().and_then(|v| lexicon.programs.entry(*v)) else {
                continue;
            };
            let inside = (organizations.covering(span.start))
                .is_some_and(|m| m.span.contains(span) && m.span != span);
            // KIM Dong-choon is someone.
            let rest = doc.text.get(span.end..).unwrap_or("").strip_prefix(' ');
            let someone = rest.is_some_and(|next| next.starts_with(char::is_uppercase))
                && lexicon.names.is_romanised_surname(text);
            if broken || inside || someone || !ends_well(doc, span, syllables) {
                continue;
            }
            // 제3회 새싹금융 공모전: the edition of a series.
            let ordinal = (i.checked_sub(1))
                .and_then(|before| pieces.get(before))
                .filter(|before| {
                    entry.kind == PolicyKind::Event && is_ordinal(doc.get(before.span))
                })
                .filter(|before| spaced(doc.text, before.span, piece.span));
            let span = ordinal.map_or(span, |ordinal| ordinal.span.cover(span));
            found.push(PolicyMention {
                span,
                name: phrase::tidy(doc.get(span)),
                kind: entry.kind,
                known: Some(KnownPolicy {
                    id: entry.id.to_string(),
                    name_ko: (!entry.name_ko.is_empty()).then(|| entry.name_ko.to_string()),
                    name_en: entry.name_en.as_deref().map(str::to_owned),
                }),
                confidence: 0.9,
            });
            break;
        }
    }
    found
}
