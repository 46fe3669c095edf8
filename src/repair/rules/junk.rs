//! Control words of Hangul Word Processor (HWP) that a careless reader decoded as text.
//!
//! A tab of an HWP 5 paragraph is eight 16-bit words; its second carries a width, its third the leader and the
//! kind of stop. Read as UTF-16 they give one arbitrary character and one of `ȃ` (a dotted leader before a
//! right-aligned stop) or `ȇ`: `현황 庄ȃ 1` in a table of contents.

use crate::record::{RepairBy, RepairKind};
use crate::repair::patch::Proposal;
use crate::text::Span;

/// The first byte of U+0203 and U+0207 in UTF-8, which hardly any Korean text has.
const LEAD: u8 = 0xC8;

pub(crate) fn propose(text: &str) -> Vec<Proposal> {
    memchr::memchr_iter(LEAD, text.as_bytes())
        .filter_map(|at| control_word(text, at))
        .collect()
}

fn control_word(text: &str, at: usize) -> Option<Proposal> {
    let mark = text.get(at..)?.chars().next()?;
    if !matches!(mark, 'ȃ' | 'ȇ') {
        return None;
    }
    let head = text.get(..at)?;
    let width = head.chars().next_back()?;
    let start = at - width.len_utf8();
    let end = at + mark.len_utf8();
    let apart = head
        .get(..start)?
        .chars()
        .next_back()
        .is_none_or(char::is_whitespace)
        && text
            .get(end..)?
            .chars()
            .next()
            .is_none_or(char::is_whitespace);
    let foreign = !width.is_ascii() && !width.is_whitespace();
    // A width may hit a syllable by chance: only the place tells then.
    if !foreign || (crate::text::hangul::is_syllable(width) && !apart) {
        return None;
    }
    // With the word goes a space beside it, so that no two are left, and none at the edge of a line.
    let before = head.get(..start)?.chars().next_back();
    let behind = text.get(end..)?.chars().next();
    let (start, end) = match (before, behind) {
        (Some(' '), None | Some(' ' | '\n')) | (Some('\n'), None) => (start - 1, end),
        (None | Some('\n'), Some(' ' | '\n')) => (start, end + 1),
        _ => (start, end),
    };
    Some(Proposal {
        span: Span::new(start, end),
        after: String::new(),
        kind: RepairKind::DeleteJunk,
        confidence: 0.999,
        doubt: 0.0,
        by: RepairBy::Rule,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_control_words_only() {
        let found = propose("현황 庄ȃ 1\n계획 毐ȃ");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].span.of("현황 庄ȃ 1"), " 庄ȃ");
        assert!(propose("ȃ").is_empty());
        assert!(propose("Bȇlgrade 가ȃ나").is_empty());
    }
}
