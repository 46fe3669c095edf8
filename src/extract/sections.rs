//! The parts of a release: head, title, subtitles, body, tables, contact boxes, appendices.
//!
//! A release begins with its head and its title; its body ends where its contact box stands or an appendix begins. Files
//! of boards hold a release more than once: as a page, and out of each file that was attached to it.

mod headline;
mod marks;
mod tables;

use super::Document;
use crate::record::SectionKind;
use crate::release::TokenizedRelease;
use crate::text::Span;
use headline::Headline;
use marks::Mark;

/// So many lines behind one that may begin a release its title or another line of its head has to stand.
const SOON: usize = 8;

/// A line of the text, with what is known of it at a glance.
struct Line<'a> {
    span: Span,
    text: &'a str,
    mark: Option<Mark>,
    in_box: bool,
}

/// The parts of the text behind its head, in order; `boxes` are the contact boxes.
pub(super) fn find(
    doc: &Document<'_>,
    release: &TokenizedRelease,
    boxes: &[Span],
) -> Vec<(SectionKind, Span)> {
    let lines = lines(doc, release.head, boxes);
    let clean = &release.repaired.clean;
    let headline = Headline::new(clean.title.as_deref(), &clean.subtitles);
    let mut kinds: Vec<SectionKind> = Vec::with_capacity(lines.len());
    head(&lines, &headline, &mut kinds);
    let mut now = SectionKind::Head;
    while let Some(line) = lines.get(kinds.len()) {
        let rest = lines.get(kinds.len()..).unwrap_or(&[]);
        if now != SectionKind::Head && begins(rest, &headline) {
            head(rest, &headline, &mut kinds);
            now = SectionKind::Head;
            continue;
        }
        let kind = match line.mark {
            _ if line.in_box => SectionKind::Contact,
            Some(Mark::Appendix) => SectionKind::Appendix,
            Some(Mark::Contact) => SectionKind::Contact,
            _ if now == SectionKind::Head => SectionKind::Body,
            _ => now,
        };
        now = match kind {
            // Behind the box of a release comes what is attached to it.
            SectionKind::Contact if line.in_box && now == SectionKind::Body => {
                SectionKind::Appendix
            }
            SectionKind::Contact => now,
            kind => kind,
        };
        kinds.push(kind);
    }
    tables::mark(&lines, &mut kinds);
    joined(&lines, &kinds)
}

fn lines<'a>(doc: &Document<'a>, head: usize, boxes: &[Span]) -> Vec<Line<'a>> {
    let from = doc.lines.partition_point(|line| line.end <= head);
    let mut boxes = boxes.iter().peekable();
    let mut line = |span: &Span| {
        while boxes.next_if(|b| b.end <= span.start).is_some() {}
        let text = doc.get(*span);
        Line {
            span: *span,
            text,
            mark: marks::of(text),
            in_box: boxes.peek().is_some_and(|b| b.start < span.end),
        }
    };
    let behind = doc.lines.get(from..).unwrap_or(&[]);
    behind.iter().map(&mut line).collect()
}

/// Whether a release begins with the first of `lines`.
fn begins(lines: &[Line<'_>], headline: &Headline) -> bool {
    let Some((
        Line {
            mark: Some(Mark::Release),
            ..
        },
        rest,
    )) = lines.split_first()
    else {
        return false;
    };
    let soon = rest.get(..SOON.min(rest.len())).unwrap_or(rest);
    soon.iter()
        .any(|line| matches!(line.mark, Some(Mark::Release | Mark::Head)))
        || (0..soon.len()).any(|i| headline.title(rest.get(i..).unwrap_or(&[])) > 0)
}

/// The kinds of the lines that `lines` begins with, up to the body.
fn head(lines: &[Line<'_>], headline: &Headline, kinds: &mut Vec<SectionKind>) {
    let masthead =
        |line: &&Line<'_>| line.in_box || matches!(line.mark, Some(Mark::Release | Mark::Head));
    let of_head = |lines: &[Line<'_>], kinds: &mut Vec<SectionKind>| {
        let kind = |line: &Line<'_>| match line.in_box {
            true => SectionKind::Contact,
            false => SectionKind::Head,
        };
        kinds.extend(lines.iter().map(kind));
    };
    let Some((before, title)) = headline.find(lines) else {
        let end = lines.iter().take_while(masthead).count();
        return of_head(lines.get(..end).unwrap_or(&[]), kinds);
    };
    of_head(lines.get(..before).unwrap_or(&[]), kinds);
    kinds.extend(std::iter::repeat_n(SectionKind::Title, title));
    let rest = lines.get(before + title..).unwrap_or(&[]);
    let subtitles = headline.subtitles(rest);
    kinds.extend(std::iter::repeat_n(SectionKind::Subtitle, subtitles));
    let rest = rest.get(subtitles..).unwrap_or(&[]);
    let end = rest.iter().take_while(masthead).count();
    of_head(rest.get(..end).unwrap_or(&[]), kinds);
}

/// Lines of one kind that follow one another as one.
fn joined(lines: &[Line<'_>], kinds: &[SectionKind]) -> Vec<(SectionKind, Span)> {
    let mut found: Vec<(SectionKind, Span)> = Vec::new();
    for (line, kind) in lines.iter().zip(kinds) {
        match found.last_mut() {
            Some((last, span)) if last == kind => *span = span.cover(line.span),
            _ => found.push((*kind, line.span)),
        }
    }
    found
}
