//! Departments and teams of contact boxes.

use super::{Candidate, Document};
use crate::record::OrgType;
use crate::release::Body;
use crate::text::Span;

/// The units that contact boxes name, where they are units and not posts.
pub(super) fn find(doc: &Document<'_>, units: &[Span]) -> Vec<Candidate> {
    units
        .iter()
        .filter_map(|span| {
            let name = doc
                .get(*span)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            (!name.is_empty() && !is_post(&name)).then_some(Candidate {
                span: *span,
                body: Body::Named {
                    name,
                    kind: OrgType::Team,
                },
                confidence: 0.95,
                weak: false,
            })
        })
        .collect()
}

/// Whether a contact box names a post in place of a unit (기획재정담당관).
pub fn is_post(name: &str) -> bool {
    name.ends_with('관')
        && !name.ends_with("박물관")
        && !name.ends_with("과학관")
        && !name.ends_with("미술관")
        && !name.ends_with("도서관")
        && !name.ends_with("대사관")
}
