//! Edits on a text: collected, composed over passes, handed on with the way back.

use crate::record::{RepairBy, RepairKind};
use crate::release::Edit;
use crate::text::{Editor, Mapped, Span};

/// A change that a rule or the model would make.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// What it stands for, in the text it was made for; empty where something is put in.
    pub span: Span,
    /// What should stand there.
    pub after: String,
    /// What it does.
    pub kind: RepairKind,
    /// Probability that it is right, 0 to 1.
    pub confidence: f64,
    /// Probability that the text is right as it stands, 0 to 1.
    pub doubt: f64,
    /// Who proposes it.
    pub by: RepairBy,
}

/// A change in force: `after` for `from` of the original.
#[derive(Clone, Debug)]
struct Patch {
    from: Span,
    after: String,
    kind: RepairKind,
    confidence: f64,
    by: RepairBy,
}

/// A text under repair: the original, the changes in force, and what they make of it.
#[derive(Debug)]
pub(super) struct Patchwork<'a> {
    original: &'a str,
    current: Option<String>,
    patches: Vec<Patch>,
}

impl<'a> Patchwork<'a> {
    pub(super) fn new(original: &'a str) -> Self {
        Self {
            original,
            current: None,
            patches: Vec::new(),
        }
    }

    /// The text as it stands now.
    pub(super) fn text(&self) -> &str {
        self.current.as_deref().unwrap_or(self.original)
    }

    /// Puts proposals for [`Self::text`] in force; of two that overlap, the surer one, else the earlier one.
    /// Says whether anything changed.
    pub(super) fn apply(&mut self, proposals: impl Iterator<Item = Proposal>) -> bool {
        let chosen = without_overlaps(self.text(), proposals.collect());
        if chosen.is_empty() {
            return false;
        }
        self.patches = self.compose(chosen);
        let mut editor = Editor::new(self.original);
        for patch in &self.patches {
            editor.keep_until(patch.from.start);
            editor.replace_until(patch.from.end, &patch.after);
        }
        self.current = Some(editor.finish().text);
        true
    }

    /// The text, its map to the original and the changes in order.
    pub(super) fn finish(self) -> (Mapped, Vec<Edit>) {
        let mut editor = Editor::new(self.original);
        let mut edits = Vec::with_capacity(self.patches.len());
        for patch in self.patches {
            editor.keep_until(patch.from.start);
            let start = editor.written().len();
            editor.replace_until(patch.from.end, &patch.after);
            edits.push(Edit {
                span: Span::new(start, start + patch.after.len()),
                before: patch.from.of(self.original).to_owned(),
                after: patch.after,
                kind: patch.kind,
                confidence: patch.confidence,
                by: patch.by,
            });
        }
        (editor.finish(), edits)
    }

    /// The patches in force after `proposals`, which are in order and do not overlap. Proposals and the patches that
    /// they touch become one patch, so that every patch has a place of its own in the original.
    fn compose(&self, proposals: Vec<Proposal>) -> Vec<Patch> {
        let text = self.text();
        let mut out: Vec<Patch> = Vec::with_capacity(self.patches.len() + proposals.len());
        let mut patches = self.patches.iter().peekable();
        let mut proposals = proposals.into_iter().peekable();
        // How far the current text runs ahead of the original.
        let mut grown = 0isize;
        let origin = |at: usize, grown: isize| at.saturating_add_signed(-grown);
        let place = |patch: &Patch, grown: isize| {
            let start = patch.from.start.saturating_add_signed(grown);
            Span::new(start, start + patch.after.len())
        };
        loop {
            let patch = patches.peek().map(|p| place(p, grown).start);
            let proposal = proposals.peek().map(|p| p.span.start);
            let Some(start) = patch.into_iter().chain(proposal).min() else {
                return out;
            };
            let (mut end, before) = (start, grown);
            let mut taken: Vec<&Patch> = Vec::new();
            let mut new: Vec<Proposal> = Vec::new();
            loop {
                if let Some(patch) = patches.next_if(|p| {
                    let here = place(p, grown).start;
                    here == start && new.is_empty() && taken.is_empty()
                        || here <= end && !new.is_empty()
                }) {
                    end = end.max(place(patch, grown).end);
                    grown += patch.after.len() as isize - patch.from.len() as isize;
                    taken.push(patch);
                } else if let Some(p) = proposals.next_if(|p| p.span.start <= end) {
                    end = end.max(p.span.end);
                    new.push(p);
                } else {
                    break;
                }
            }
            let Some(last) = new.last() else {
                out.extend(taken.into_iter().cloned());
                continue;
            };
            let mut merged = Patch {
                from: Span::new(origin(start, before), origin(end, grown)),
                after: String::new(),
                kind: last.kind,
                confidence: taken.iter().fold(1.0, |c, p| p.confidence.min(c)),
                by: last.by,
            };
            let mut at = start;
            for p in new {
                merged
                    .after
                    .push_str(text.get(at..p.span.start).unwrap_or(""));
                merged.after.push_str(&p.after);
                merged.confidence = merged.confidence.min(p.confidence);
                at = p.span.end;
            }
            merged.after.push_str(text.get(at..end).unwrap_or(""));
            if merged.from.of(self.original) != merged.after {
                out.push(merged);
            }
        }
    }
}

/// Proposals in order of place, none of which overlaps, repeats or touches off character boundaries.
fn without_overlaps(text: &str, mut proposals: Vec<Proposal>) -> Vec<Proposal> {
    proposals.retain(|p| {
        text.get(p.span.start..p.span.end)
            .is_some_and(|before| before != p.after)
    });
    proposals.sort_by_key(|p| (p.span.start, p.span.end));
    let mut out: Vec<Proposal> = Vec::with_capacity(proposals.len());
    for p in proposals {
        match out.last_mut() {
            Some(last) if clash(last, &p) => {
                if p.confidence > last.confidence {
                    *last = p;
                }
            }
            _ => out.push(p),
        }
    }
    out
}

/// Whether only one of two proposals, of which `a` starts first, can be right. What a rule and the model put in side
/// by side is the same loss told twice.
fn clash(a: &Proposal, b: &Proposal) -> bool {
    b.span.start < a.span.end || a.span == b.span || b.span.start == a.span.end && a.by != b.by
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn undo(text: &str, edits: &[Edit]) -> String {
        let mut text = text.to_owned();
        for e in edits.iter().rev() {
            assert_eq!(e.span.of(&text), e.after);
            text.replace_range(e.span.start..e.span.end, &e.before);
        }
        text
    }

    proptest! {
        #[test]
        fn passes_can_be_undone(
            source in "[가-다 ]{0,20}",
            passes in prop::collection::vec(
                prop::collection::vec((0usize..30, 0usize..4, "[라-마]{0,2}"), 0..5), 0..4),
        ) {
            let mut work = Patchwork::new(&source);
            let mut plain = source.clone();
            for pass in passes {
                let bounds: Vec<usize> =
                    plain.char_indices().map(|(i, _)| i).chain([plain.len()]).collect();
                let proposals: Vec<Proposal> = pass.into_iter().map(|(at, len, after)| {
                    let start = at.min(bounds.len() - 1);
                    let end = (start + len).min(bounds.len() - 1);
                    Proposal {
                        span: Span::new(bounds[start], bounds[end]),
                        after,
                        kind: RepairKind::InsertWord,
                        confidence: 0.9,
                        doubt: 0.1,
                        by: RepairBy::Rule,
                    }
                }).collect();
                let chosen = without_overlaps(&plain, proposals.clone());
                for p in chosen.iter().rev() {
                    plain.replace_range(p.span.start..p.span.end, &p.after);
                }
                work.apply(proposals.into_iter());
                prop_assert_eq!(work.text(), plain.as_str());
            }
            let (made, edits) = work.finish();
            prop_assert_eq!(undo(&made.text, &edits), source);
        }
    }
}
