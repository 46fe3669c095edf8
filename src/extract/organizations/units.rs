//! Departments and teams of contact boxes, and beside the people to call: `문의: 새싹정책과 김가온 사무관(044-200-1234)`.

use super::{Candidate, Document};
use crate::extract::pieces::{Gap, Piece, gap, is_hangul};
use crate::lexicon::{Lexicon, TitleKind, without_particle};
use crate::record::OrgType;
use crate::release::Body;
use crate::text::{Span, single_spaced};

/// Units that one cell names at most.
const CELL: usize = 2;

/// The units that contact boxes name, where they are units and not posts.
pub(super) fn find(doc: &Document<'_>, units: &[Span]) -> Vec<Candidate> {
    units
        .iter()
        .filter_map(|span| {
            let name = single_spaced(doc.get(*span));
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

/// The units that stand right before a person with a post and, soon after, a telephone number; or with a rank that only
/// offices have, as in 국민성장펀드총괄과 김가온 서기관.
pub(super) fn beside_staff(
    doc: &Document<'_>,
    pieces: &[Piece],
    lexicon: &Lexicon,
) -> Vec<Candidate> {
    let spaced = |a: &Piece, b: &Piece| gap(doc.text, a.span.end, b.span.start) == Gap::Space;
    let barred = |a: &Piece, b: &Piece| {
        let between = Span::new(a.span.end, b.span.start).of(doc.text);
        matches!(between.trim_matches(' '), "|" | "/")
    };
    let name = |piece: &Piece| lexicon.names.could_be(doc.get(piece.span));
    let title = |piece: &Piece| {
        let word = without_particle(doc.get(piece.span), 3);
        lexicon.titles.korean(word)
    };
    let post = |piece: &Piece| title(piece).is_some();
    let officer = |name: &Piece, rank: &Piece| {
        title(rank).is_some_and(|t| t.kind == TitleKind::Staff && !t.weak)
            && lexicon.names.likeness(doc.get(name.span)) >= 0.6
    };
    pieces
        .windows(3)
        .filter_map(|window| {
            let [unit, first, second] = window else {
                return None;
            };
            let word = doc.get(unit.span);
            let (at, head) = lexicon.heads.organization(word)?;
            let staffed = (spaced(unit, first) || barred(unit, first))
                && spaced(first, second)
                && (name(first) && post(second) || post(first) && name(second));
            let fits = head.kind == OrgType::Team && word.get(..at)?.chars().count() >= 2;
            // 서기관과 is a rank and a particle.
            let ranked = (word.strip_suffix('과'))
                .is_some_and(|stem| lexicon.titles.korean_suffix(stem).is_some());
            (fits
                && staffed
                && !ranked
                && !is_post(word)
                && (doc.is_called(second.span.end) || officer(first, second)))
            .then(|| Candidate {
                span: unit.span,
                body: Body::Named {
                    name: word.to_owned(),
                    kind: OrgType::Team,
                },
                confidence: 0.85,
                weak: false,
            })
        })
        .collect()
}

/// A department with its team after it (생활안정과 주택지원팀에), and a department before a rank that only offices have
/// (보훈문화정책과 사무관이).
pub(super) fn side_by_side(
    doc: &Document<'_>,
    pieces: &[Piece],
    lexicon: &Lexicon,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    for window in pieces.windows(2) {
        let [first, second] = window else { continue };
        let department = doc.get(first.span);
        if gap(doc.text, first.span.end, second.span.start) != Gap::Space
            || !is_department(department, lexicon)
        {
            continue;
        }
        let word = doc.get(second.span);
        let team = without_particle(word, 2);
        let rank = lexicon
            .titles
            .korean(without_particle(word, 3))
            .is_some_and(|t| t.kind == TitleKind::Staff && !t.weak);
        if team.ends_with('팀') && team.chars().count() >= 4 && is_hangul(team) {
            let team = Span::new(second.span.start, second.span.start + team.len());
            found.extend([first.span, team].map(|span| team_at(doc, span)));
        } else if rank {
            found.push(team_at(doc, first.span));
        }
    }
    found
}

/// The departments and teams that have a line to themselves, as in the cell of a table: `자원순환국 폐자원에너지과`.
pub(super) fn in_cells(doc: &Document<'_>, lexicon: &Lexicon) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (i, line) in doc.lines.iter().enumerate() {
        // Where line breaks are mere wrapping a line is no cell.
        let above = i.checked_sub(1).and_then(|i| doc.lines.get(i));
        let parted = above.is_none_or(|above| doc.parts(Span::new(above.end, line.start)));
        if !parted {
            continue;
        }
        let first = doc.words.partition_point(|w| w.start < line.start);
        let words = (doc.words.iter().skip(first)).take_while(|w| w.end <= line.end);
        let units: Vec<Span> = words.take(CELL + 1).copied().collect();
        if units.len() <= CELL && units.iter().all(|w| is_unit(doc.get(*w), 3, lexicon)) {
            found.extend(units.into_iter().map(|span| team_at(doc, span)));
        }
    }
    found
}

/// Whether a word names a department before a team or a rank.
fn is_department(word: &str, lexicon: &Lexicon) -> bool {
    word.ends_with(['과', '실']) && is_unit(word, 4, lexicon)
}

/// Whether a word names a unit by its end with at least `least` syllables before it, and is no other noun with the
/// particle 과.
fn is_unit(word: &str, least: usize, lexicon: &Lexicon) -> bool {
    let stem = word
        .strip_suffix(['과', '국', '팀'])
        .or_else(|| word.strip_suffix("담당관실"));
    // 조사1과 is one of several.
    let counted = stem.map(|stem| stem.trim_end_matches(|c: char| c.is_ascii_digit()));
    stem.zip(counted).is_some_and(|(whole, stem)| {
        is_hangul(stem)
            && whole.len() - stem.len() <= 1
            && whole.chars().count() >= least
            && !lexicon.heads.is_no_unit(word)
            && !lexicon.heads.is_generic(stem)
            && lexicon.organizations.forms().exact(stem).is_empty()
            && lexicon.titles.korean_suffix(stem).is_none()
            && lexicon
                .heads
                .organization(stem)
                .is_none_or(|(_, head)| head.kind == OrgType::Company && !head.strong)
    })
}

fn team_at(doc: &Document<'_>, span: Span) -> Candidate {
    Candidate {
        span,
        body: Body::Named {
            name: doc.get(span).to_owned(),
            kind: OrgType::Team,
        },
        confidence: 0.8,
        weak: false,
    }
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
