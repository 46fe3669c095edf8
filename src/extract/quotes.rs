//! What was said, and by whom.

use super::Document;
use crate::lexicon::Cue;
use crate::release::{PersonMention, QuoteMention};
use crate::text::Span;

/// No quote is longer than this many bytes.
const LONGEST: usize = 3000;
/// Shorter quotations are names or single words.
const SHORTEST: usize = 12;
/// The speaker stands no further away than this many bytes.
const NEAR: usize = 160;

/// Every passage between double quotation marks that ends like a sentence or is long enough to be one.
pub fn find(doc: &Document<'_>, people: &[PersonMention]) -> Vec<QuoteMention> {
    let mut found: Vec<QuoteMention> = Vec::new();
    let mut from = 0;
    while let Some((at, open)) = doc
        .text
        .get(from..)
        .and_then(|rest| rest.char_indices().find(|(_, c)| matches!(c, '“' | '"')))
        .map(|(at, c)| (from + at, c))
    {
        let start = at + open.len_utf8();
        from = start;
        let window = doc.text.get(start..).unwrap_or("");
        let close = window
            .char_indices()
            .take_while(|(at, c)| *at <= LONGEST && *c != '“')
            .find(|(_, c)| matches!(c, '”' | '"'));
        let Some((length, mark)) = close else {
            continue;
        };
        let span = Span::new(start, start + length);
        from = span.end + mark.len_utf8();
        if doc.get(span).chars().count() < SHORTEST || !is_speech(doc, span) {
            continue;
        }
        let speaker = speaker(doc, span, people).or_else(|| continued(doc, span, found.last()));
        found.push(QuoteMention { span, speaker });
    }
    found
}

/// Whether a quotation is speech: a full stop inside, or words of saying right after.
fn is_speech(doc: &Document<'_>, span: Span) -> bool {
    let text = doc.get(span);
    if text
        .trim_end()
        .ends_with(['.', '!', '?', '다', '요', '까', ','])
    {
        return true;
    }
    let after: String = doc
        .text
        .get(span.end..)
        .unwrap_or("")
        .chars()
        .skip(1)
        .take(4)
        .collect();
    doc.cue(Cue::Said).begin(&after)
}

/// The person who stands before the quote in its sentence, or in Western order right after it.
fn speaker(doc: &Document<'_>, span: Span, people: &[PersonMention]) -> Option<String> {
    let i = people.partition_point(|p| p.span.end <= span.start);
    let before = i.checked_sub(1).and_then(|i| people.get(i)).filter(|p| {
        let between = Span::new(p.span.end, span.start).of(doc.text);
        between.len() <= NEAR && !between.contains('\n') && !between.contains("다. ")
    });
    let after = people.get(i).filter(|p| {
        let between = Span::new(span.end, p.span.start).of(doc.text);
        between.len() <= 40 && (between.contains("said") || between.contains("says"))
    });
    after.or(before).map(|p| p.name.clone())
}

/// A quote goes on where only words of saying stand between it and the last (라며, “…).
fn continued(doc: &Document<'_>, span: Span, last: Option<&QuoteMention>) -> Option<String> {
    let last = last?;
    let between = Span::new(last.span.end, span.start).of(doc.text);
    let linked = between.len() <= 60 && doc.cue(Cue::SaysOn).within(between);
    linked.then(|| last.speaker.clone()).flatten()
}
