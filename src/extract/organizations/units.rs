//! Departments and teams of contact boxes, and beside the people to call: `문의: 새싹정책과 김가온 사무관(044-200-1234)`.

use super::{Candidate, Document};
use crate::extract::pieces::{Piece, is_hangul, spaced};
use crate::lexicon::{Lexicon, Title, TitleKind, without_particle};
use crate::record::OrgType;
use crate::text::{Span, single_spaced};

/// Units that one cell names at most.
const CELL: usize = 2;

/// The units that contact boxes name, where they are units and not posts.
pub(super) fn find(doc: &Document<'_>, units: &[Span]) -> Vec<Candidate> {
    units
        .iter()
        .flat_map(|span| one_below_the_other(doc, *span))
        .filter_map(|span| {
            let name = single_spaced(doc.get(span));
            (!name.is_empty() && !is_post(&name)).then(|| team(span, name, 0.95))
        })
        .collect()
}

/// The two units that a cell names one behind the other, a bureau and its team: 서민금융보호국 서민금융보호총괄팀.
fn one_below_the_other(doc: &Document<'_>, span: Span) -> Vec<Span> {
    let text = doc.get(span);
    let parted = text
        .split_once(char::is_whitespace)
        .filter(|(above, below)| {
            let long = |unit: &str| unit.chars().count() >= 3;
            let division = above.ends_with("본부") && below.trim().ends_with('부');
            (above.ends_with(['국', '부', '실', '단'])
                && below.trim().ends_with(['팀', '과', '반'])
                || division)
                && long(above)
                && long(below)
                && !below.trim().contains(char::is_whitespace)
        });
    match parted {
        Some((above, below)) => {
            let from = span.end - below.trim_start().len();
            vec![
                Span::new(span.start, span.start + above.len()),
                Span::new(from, span.end),
            ]
        }
        None => vec![span],
    }
}

/// The units that stand right before a person with a post and, soon after, a telephone number; or with a rank that only
/// offices have, as in 국민성장펀드총괄과 김가온 서기관.
pub(super) fn beside_staff(
    doc: &Document<'_>,
    pieces: &[Piece],
    lexicon: &Lexicon,
) -> Vec<Candidate> {
    let spaced = |a: &Piece, b: &Piece| spaced(doc.text, a.span, b.span);
    let barred = |a: &Piece, b: &Piece| {
        let between = Span::new(a.span.end, b.span.start).of(doc.text);
        matches!(between.trim_matches(' '), "|" | "/")
    };
    let name = |piece: &Piece| lexicon.names.could_be(doc.get(piece.span));
    let post = |piece: &Piece| title(doc.get(piece.span), lexicon).is_some();
    let officer = |name: &Piece, rank: &Piece| {
        is_rank(doc.get(rank.span), lexicon) && lexicon.names.likeness(doc.get(name.span)) >= 0.6
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
            .then(|| team(unit.span, word.to_owned(), 0.85))
        })
        .collect()
}

/// The units right before a name that its telephone number follows: `담당자 : 새싹2과 김가온(02-123-4567)`.
pub(super) fn before_called(
    doc: &Document<'_>,
    pieces: &[Piece],
    lexicon: &Lexicon,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    for pair in pieces.windows(2) {
        let [unit, name] = pair else { continue };
        if spaced(doc.text, unit.span, name.span)
            && doc.after(name.span.end) == Some('(')
            && doc.phone_follows(name.span.end)
            && lexicon.names.could_be(doc.get(name.span))
            && is_unit(doc.get(unit.span), 3, lexicon)
        {
            found.push(team_at(doc, unit.span));
        }
    }
    found
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
        if !spaced(doc.text, first.span, second.span) || !is_department(department, lexicon) {
            continue;
        }
        let word = doc.get(second.span);
        let team = without_particle(word, 2);
        if team.ends_with('팀') && team.chars().count() >= 4 && is_hangul(team) {
            let team = Span::new(second.span.start, second.span.start + team.len());
            found.extend([first.span, team].map(|span| team_at(doc, span)));
        } else if is_rank(word, lexicon) {
            found.push(team_at(doc, first.span));
        }
    }
    found
}

/// The departments and teams that have a line to themselves, as in the cell of a table: `자원순환국 폐자원에너지과`.
pub(super) fn in_cells(doc: &Document<'_>, lexicon: &Lexicon) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (i, line) in doc.lines.iter().enumerate() {
        let units = doc.words_in(*line);
        if units.len() > CELL || !units.iter().all(|w| is_unit(doc.get(*w), 3, lexicon)) {
            continue;
        }
        // Where line breaks are mere wrapping a line is no cell.
        let above = i.checked_sub(1).and_then(|i| doc.lines.get(i));
        if above.is_none_or(|above| doc.parts(Span::new(above.end, line.start))) {
            found.extend(units.iter().map(|span| team_at(doc, *span)));
        }
    }
    found
}

/// Whether a word names a department before a team or a rank.
fn is_department(word: &str, lexicon: &Lexicon) -> bool {
    word.ends_with(['과', '실', '처']) && is_unit(word, 4, lexicon)
}

/// Whether a word names a unit by its end with at least `least` syllables before it, and is no other noun with the
/// particle 과.
fn is_unit(word: &str, least: usize, lexicon: &Lexicon) -> bool {
    let stem = word
        .strip_suffix(['과', '국', '팀', '처'])
        .or_else(|| word.strip_suffix("담당관실"));
    // 조사1과 is one of several.
    let counted = stem.map(|stem| stem.trim_end_matches(|c: char| c.is_ascii_digit()));
    stem.zip(counted).is_some_and(|(whole, stem)| {
        is_hangul(stem)
            && whole.len() - stem.len() <= 1
            && whole.chars().count() >= least
            && !lexicon.heads.is_no_unit(word)
            && (stem.len() < whole.len() || !lexicon.heads.is_generic(stem))
            && !lexicon.organizations.knows(stem)
            && lexicon.titles.korean_suffix(stem).is_none()
            && lexicon
                .heads
                .organization(stem)
                .is_none_or(|(_, head)| head.kind == OrgType::Company && !head.strong)
    })
}

/// The post that a word is, a particle behind it left out.
fn title<'a>(word: &str, lexicon: &'a Lexicon) -> Option<&'a Title> {
    lexicon.titles.korean(without_particle(word, 3))
}

/// Whether a word is a rank that only offices have.
fn is_rank(word: &str, lexicon: &Lexicon) -> bool {
    title(word, lexicon).is_some_and(|t| t.kind == TitleKind::Staff && !t.weak)
}

/// The unit that the words at `span` name as they stand there.
fn team_at(doc: &Document<'_>, span: Span) -> Candidate {
    team(span, doc.get(span).to_owned(), 0.8)
}

fn team(span: Span, name: String, confidence: f64) -> Candidate {
    Candidate::named(span, name, OrgType::Team, confidence)
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
