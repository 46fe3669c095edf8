//! The national agenda that a release belongs to: `【관련 국정과제】 59. 새싹 금융 강화`, one item to a line.

use super::phrase;
use crate::extract::Document;
use crate::record::PolicyKind;
use crate::release::PolicyMention;
use crate::text::{Span, hangul};

/// What heads the items.
const HEADINGS: [&str; 2] = ["관련 국정과제", "관련 국정 과제"];
/// Items that one heading has at most.
const MOST: usize = 6;
/// Syllables that an item has.
const SYLLABLES: std::ops::RangeInclusive<usize> = 5..=40;

/// The items behind every heading, in its line and in those below it.
pub(super) fn find(doc: &Document<'_>) -> Vec<PolicyMention> {
    let mut found = Vec::new();
    if !HEADINGS.iter().any(|h| doc.text.contains(h)) {
        return found;
    }
    for (i, line) in doc.lines.iter().enumerate() {
        let text = doc.get(*line);
        let Some(rest) = HEADINGS.iter().find_map(|h| text.split_once(h)) else {
            continue;
        };
        let rest = rest.1.trim_start_matches(['】', ']', '>', '」', ' ', ':']);
        let own = Span::new(line.end - rest.len(), line.end);
        let below = doc.lines.iter().skip(i + 1).copied();
        let items = std::iter::once(own).filter(|s| !s.is_empty()).chain(below);
        found.extend(items.map_while(|span| item(doc, span)).take(MOST));
    }
    found
}

/// The item of a line: behind its number, without the remark in brackets at its end.
fn item(doc: &Document<'_>, line: Span) -> Option<PolicyMention> {
    let text = doc.get(line);
    let numbered = text.trim_start_matches(['(', '[', '국', '정', '과', '제', ' ']);
    let digits = numbered.bytes().take_while(u8::is_ascii_digit).count();
    let behind = numbered.get(digits..)?;
    // 58-3번, …
    let sub = behind.strip_prefix('-').unwrap_or(behind);
    let sub = sub.trim_start_matches(|c: char| c.is_ascii_digit());
    let name = sub.trim_start_matches(['.', ')', ']', '번', ',', ' ', ':']);
    if name.len() == sub.len() {
        return None;
    }
    let start = line.end - name.len();
    let name = name.split(['(', '|', '※']).next()?.trim_end();
    let syllables = name.chars().filter(|c| hangul::is_syllable(*c)).count();
    ((1..=3).contains(&digits) && SYLLABLES.contains(&syllables)).then(|| PolicyMention {
        span: Span::new(start, start + name.len()),
        name: phrase::tidy(name),
        kind: PolicyKind::Plan,
        known: None,
        confidence: 0.9,
    })
}
