//! Words in a badge that stands before a name without a space, as tables of budgets have them: `신규콘텐츠기업 인턴십`,
//! `✓신설새싹 아카데미: …`.

use super::phrase;
use crate::extract::Document;
use crate::lexicon::Cue;
use crate::record::PolicyKind;
use crate::release::{PolicyMention, Pos};
use crate::text::{Span, hangul};

/// The fewest lines that begin so and are no accident.
const FEWEST: usize = 3;
/// Fewest and most characters of a name.
const NAME: std::ops::RangeInclusive<usize> = 4..=30;

/// A badge and the name behind it.
struct Badge {
    start: usize,
    name: Span,
}

/// Takes badges off the names found with them, and adds the names that only their badges mark.
pub(super) fn find(doc: &Document<'_>, found: &mut Vec<PolicyMention>) {
    let badges: Vec<Badge> = (doc.lines.iter())
        .filter_map(|line| badge(doc, *line))
        .collect();
    if badges.len() < FEWEST {
        return;
    }
    for badge in badges {
        let worn = found.iter_mut().find(|p| p.span.start == badge.start);
        if let Some(item) = worn.filter(|p| p.known.is_none() && p.span.end > badge.name.start) {
            item.span.start = badge.name.start;
            item.name = phrase::tidy(doc.get(item.span));
        }
        found.push(PolicyMention {
            span: badge.name,
            name: phrase::tidy(doc.get(badge.name)),
            kind: PolicyKind::Program,
            known: None,
            confidence: 0.7,
        });
    }
}

/// The badge that a line begins with, bullets before it left out, where a name fills the rest up to a colon.
fn badge(doc: &Document<'_>, line: Span) -> Option<Badge> {
    let text = doc.get(line);
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = doc.cue(Cue::Badges).after(bare)?;
    rest.starts_with(|c: char| hangul::is_syllable(c) || c.is_ascii_alphabetic())
        .then_some(())?;
    let start = line.end - bare.len();
    let from = line.end - rest.len();
    let name = rest.split([':', '：', '(']).next()?.trim_end();
    let span = Span::new(from, from + name.len());
    let nominal = || {
        let last = doc.tokens_in(span).last();
        last.is_some_and(|t| t.last.is_nominal() || t.pos == Pos::SL)
    };
    (NAME.contains(&name.chars().count()) && nominal()).then_some(Badge { start, name: span })
}
