//! Whom a notice of appointments names: `▲ 혁신기획담당관 이은정 ▲ 신기술개인정보과 고낙준`, and in columns, a post or a unit
//! to a line and below it the name.

use super::super::organizations::Organizations;
use super::super::pieces::{Gap, Piece, gap, is_hangul};
use super::Document;
use super::korean::{owner_before, person, post};
use crate::lexicon::Lexicon;
use crate::record::PersonRole;
use crate::release::PersonMention;

/// Bytes at the beginning of a release within which its headline says that it is such a notice.
const HEADLINE: usize = 300;
/// How much a word must look like a name beside what it is appointed to, and below it.
const NAME: (f32, f32) = (0.1, 0.3);
/// What the names of schools and units end in that look like those of people.
const NOT_NAMES: [char; 2] = ['고', '과'];
/// What units end in.
const UNITS: [char; 6] = ['과', '팀', '국', '실', '단', '관'];

/// Everyone whom the release appoints, if it is such a notice.
pub(super) fn find(
    doc: &Document<'_>,
    pieces: &[Piece],
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Vec<PersonMention> {
    if !is_notice(doc) {
        return Vec::new();
    }
    (1..pieces.len())
        .filter_map(|i| appointed(doc, pieces, i, organizations, lexicon))
        .collect()
}

/// Whether the headline is that of a notice: 인사발령, 인사 보도(서기관 승진).
fn is_notice(doc: &Document<'_>) -> bool {
    let words = doc.words.iter().take_while(|w| w.end <= HEADLINE);
    let headline: String = words.map(|w| doc.get(*w)).collect();
    ["인사발령", "인사보도", "인사이동"]
        .iter()
        .any(|notice| headline.contains(notice))
}

/// The person named by piece `i`, behind or below a post or a unit.
fn appointed(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Option<PersonMention> {
    let (before, piece) = (pieces.get(i.checked_sub(1)?)?, pieces.get(i)?);
    let name = doc.get(piece.span);
    let least = match gap(doc.text, before.span.end, piece.span.start) {
        Gap::Space => NAME.0,
        Gap::Line => NAME.1,
        _ => return None,
    };
    if !is_hangul(name)
        || name.ends_with(NOT_NAMES)
        || lexicon.names.likeness(name) < least
        || !ends(doc, piece.span.end)
    {
        return None;
    }
    let at = before.span;
    if let Some(post) = post(doc, pieces, i - 1, organizations, lexicon)
        .filter(|post| post.span.end == at.end && post.span.start == at.start)
    {
        let owner = post.organization.clone();
        let owner = owner.or_else(|| owner_before(doc, post.span.start, organizations));
        return Some(person(&post, name, post.span.cover(piece.span), owner, 0.9));
    }
    let unit = doc.get(at).ends_with(UNITS) && doc.get(at).chars().count() >= 3;
    let body = (organizations.covering(at.start)).filter(|m| m.span.end == at.end);
    (unit || body.is_some()).then(|| PersonMention {
        span: piece.span,
        name: name.to_owned(),
        title: None,
        title_en: None,
        organization: body.map(|m| m.body.clone()),
        role: PersonRole::Other,
        confidence: 0.85,
    })
}

/// Whether what is appointed ends at byte `at`: at a mark, a bracket or the line's end.
fn ends(doc: &Document<'_>, at: usize) -> bool {
    let rest = doc.text.get(at..).unwrap_or("");
    let rest = rest.trim_start_matches(' ');
    rest.is_empty() || rest.starts_with(['\n', '▲', '△', '■', '□', '◇', '◆', '(', '【', '現'])
}
