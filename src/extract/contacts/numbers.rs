//! Telephone numbers and mail addresses of contact boxes.

use super::super::pieces::Piece;
use super::Document;
use crate::text::Span;

/// How many pieces a telephone number takes (`02-2100-2970`, `010-5***-6076`).
pub(super) fn phone(doc: &Document<'_>, pieces: &[Piece], i: usize) -> Option<usize> {
    let digits = |j: usize| {
        let text = doc.get(pieces.get(j)?.span);
        text.bytes().all(|b| b.is_ascii_digit()).then_some(text)
    };
    let first = digits(i)?;
    if !(first.starts_with('0')
        || first.starts_with("15")
        || first.starts_with("16")
        || first.starts_with("18"))
        || !(2..=4).contains(&first.len())
    {
        return None;
    }
    let joined = |j: usize| {
        let (Some(a), Some(b)) = (pieces.get(j - 1), pieces.get(j)) else {
            return false;
        };
        let between = Span::new(a.span.end, b.span.start).of(doc.text);
        !between.is_empty()
            && between
                .chars()
                .all(|c| matches!(c, '-' | '*' | ')' | '.' | '–' | '~' | ' '))
            && between.trim() != ""
    };
    let mut taken = 1;
    while taken < 3 && joined(i + taken) && digits(i + taken).is_some_and(|d| d.len() <= 4) {
        taken += 1;
    }
    (taken >= 2).then_some(taken)
}

/// How many pieces a mail address takes.
pub(super) fn email(doc: &Document<'_>, pieces: &[Piece], i: usize) -> Option<usize> {
    let start = pieces.get(i)?.span.start;
    let rest = doc.text.get(start..)?;
    let end = rest
        .char_indices()
        .take(80)
        .find(|(_, c)| !(c.is_ascii_alphanumeric() || matches!(c, '@' | '.' | '_' | '-' | '+')))
        .map_or(rest.len().min(80), |(at, _)| at);
    let (user, host) = rest.get(..end)?.split_once('@')?;
    if user.is_empty() || !host.contains('.') {
        return None;
    }
    let covered = pieces
        .get(i..)?
        .iter()
        .take_while(|p| p.span.start < start + end)
        .count();
    Some(covered)
}
