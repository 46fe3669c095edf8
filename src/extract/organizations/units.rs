//! Departments and teams of contact boxes.

use super::{Candidate, Document};
use crate::extract::contacts::Row;
use crate::record::OrgType;
use crate::release::Body;

/// The units that contact boxes name, where they are units and not posts.
pub(super) fn find(doc: &Document<'_>, boxes: &[Row]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for row in boxes {
        let Some(name) = &row.contact.department else {
            continue;
        };
        if row.unit.is_empty() || is_post(name) || doc.get(row.unit).is_empty() {
            continue;
        }
        found.push(Candidate {
            span: row.unit,
            body: Body::Named {
                name: name.clone(),
                kind: OrgType::Team,
            },
            confidence: 0.95,
            weak: false,
        });
    }
    found
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
