//! What happens on a date, where its sentence says so.

use super::words::{WORDS, starts_with_any};
use crate::record::{DateRole, Precision};
use crate::release::DateValue;
use crate::text::{Span, head, is_alphanumeric, tail};

/// How far the words are looked for, in bytes.
const BEFORE: usize = 36;
const AFTER: usize = 120;

/// The role of the date at `span`: by the label before it, else by the first telling word after it.
pub(super) fn role(text: &str, span: Span, value: DateValue) -> Option<DateRole> {
    if let Some(role) = label(text, span) {
        return Some(role);
    }
    let clause = head(text, span.end, AFTER);
    let clause = clause
        .split_once(['\n', '!', '?', ';'])
        .map_or(clause, |(clause, _)| clause);
    let clause = clause.split_once(". ").map_or(clause, |(clause, _)| clause);
    let (_, role) = WORDS
        .beside
        .roles
        .iter()
        .filter_map(|(word, role)| Some((clause.find(word)?, *role)))
        .min_by_key(|(at, _)| *at)?;
    let coarse = value.precision() >= Precision::Month;
    match role {
        // Statistics are of months and longer, everything else happens on days or ends on them.
        DateRole::Period if !coarse => None,
        DateRole::Deadline if matches!(value, DateValue::Single(_)) => None,
        DateRole::Published if coarse => None,
        role => Some(role),
    }
}

/// The role that a label right before `span` gives.
pub(super) fn label(text: &str, span: Span) -> Option<DateRole> {
    let before = tail(text, span.start, BEFORE).trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ':' | '：' | ')' | '(' | ']' | '】' | '|' | '/' | '·' | '▪'
            )
    });
    WORDS
        .beside
        .labels
        .iter()
        .filter(|(word, _)| before.ends_with(word))
        .max_by_key(|(word, _)| word.len())
        .filter(|(word, _)| {
            // A label is not the end of another word or of a sentence that goes on.
            let rest = before.get(..before.len() - word.len()).unwrap_or("");
            rest.chars().next_back().is_none_or(|c| !is_alphanumeric(c))
        })
        .map(|(_, role)| *role)
}

/// Whether the open span at `span` says from when a release may be used: `7. 24.(목) 12:00부터 보도 가능`.
pub(super) fn is_embargo(text: &str, span: Span) -> bool {
    let said = span.of(text);
    let hour = said.contains(':') || said.contains('시');
    let line = tail(text, span.start, 3 * BEFORE);
    let line = line.rsplit('\n').next().unwrap_or(line);
    let labelled = WORDS
        .beside
        .labels
        .iter()
        .any(|(word, role)| *role == DateRole::Published && line.contains(word));
    let next = head(text, span.end, BEFORE).trim_start();
    next.starts_with("보도") || hour && (labelled || starts_with_any(next, &WORDS.beside.embargo))
}

/// Whether `line`, what stands before a date in its line, begins with a label that gives `role`.
pub(super) fn begins_with_label(line: &str, role: DateRole) -> bool {
    let line = line.trim_start();
    line.len() <= 2 * BEFORE
        && WORDS.beside.labels.iter().any(|(word, of)| {
            *of == role
                && line
                    .strip_prefix(word)
                    .is_some_and(|rest| !rest.starts_with(is_alphanumeric))
        })
}
