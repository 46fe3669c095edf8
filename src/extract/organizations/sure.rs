//! The candidates that need no confirmation, found by where they stand.

use std::ops::Deref;

use super::Candidate;
use crate::text::Span;

/// Sure candidates in order of their spans.
#[derive(Debug)]
pub(super) struct Sure<'a> {
    candidates: Vec<&'a Candidate>,
    /// How far those up to each reach.
    reaches: Vec<usize>,
}

impl<'a> Sure<'a> {
    /// Those of `found`.
    pub fn of(found: &'a [Candidate]) -> Self {
        let mut candidates: Vec<&Candidate> = found.iter().filter(|c| !c.weak).collect();
        candidates.sort_by_key(|c| (c.span.start, c.span.end));
        let mut far = 0;
        let reach = |c: &&Candidate| {
            far = far.max(c.span.end);
            far
        };
        let reaches = candidates.iter().map(reach).collect();
        Self {
            candidates,
            reaches,
        }
    }

    /// Those that overlap `span`, the last first. Runs in logarithmic time where few overlap one another.
    pub fn overlapping(&self, span: Span) -> impl Iterator<Item = &'a Candidate> {
        let upto = self.candidates.partition_point(|c| c.span.start < span.end);
        let near = self.candidates.iter().zip(&self.reaches).take(upto).rev();
        near.take_while(move |(_, reach)| **reach > span.start)
            .map(|(c, _)| *c)
            .filter(move |c| c.span.overlaps(span))
    }

    /// Whether one overlaps `span`.
    pub fn overlaps(&self, span: Span) -> bool {
        self.overlapping(span).next().is_some()
    }
}

impl<'a> Deref for Sure<'a> {
    type Target = [&'a Candidate];

    fn deref(&self) -> &Self::Target {
        &self.candidates
    }
}
