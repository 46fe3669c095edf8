//! Firms that no dictionary has, by the company they keep: in a list of firms (`누리웨어, 가온테크, 삼성전자`), in one that
//! says what it lists (`누리웨어, 가온랩 등 5개사`, `참여기업 : 누리웨어, 가온랩`), or after a word for what they are
//! (`후원기업 누리웨어`).

use super::{Candidate, Document, coined, sure::Sure};
use crate::extract::pieces::{Gap, Piece, gap, is_hangul, spaced};
use crate::lexicon::{Cue, Lexicon, without_particle};
use crate::record::OrgType;
use crate::release::{Body, Pos};
use crate::text::{Span, is_middle_dot};

/// No bracket inside a list is longer than this many bytes.
const LONGEST_REMARK: usize = 120;

/// One name of a list.
struct Item {
    span: Span,
    /// The firm that the name would be.
    firm: Option<Candidate>,
    standing: Standing,
}

/// What is known of a name in a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// A firm of the dictionaries, or a name that ends as firms' names do.
    Firm,
    /// Another organisation, or a name that may be a firm's.
    Fitting,
    /// What no list of firms holds.
    Foreign,
}

/// Every such firm. `found` are the organisations that are already known.
pub(super) fn find(
    doc: &Document<'_>,
    pieces: &[Piece],
    found: &[Candidate],
    lexicon: &Lexicon,
) -> Vec<Candidate> {
    let known = Sure::of(found);
    let mut firms = Vec::new();
    let mut i = 0;
    while i < pieces.len() {
        let run = run(doc.text, pieces, i, &known);
        let last = run.last().copied().unwrap_or(i);
        if run.len() > 1 {
            firms.extend(listed(doc, pieces, &run, &known, lexicon));
        } else if let Some(firm) = introduced(doc, pieces, i, lexicon) {
            firms.push(firm);
        }
        i = last + 1;
    }
    firms
}

/// The pieces that begin the items of the list which begins with piece `i`.
pub(super) fn run(text: &str, pieces: &[Piece], i: usize, known: &Sure<'_>) -> Vec<usize> {
    std::iter::successors(Some(i), |last| following(text, pieces, *last, known)).collect()
}

/// The piece that comes after piece `i` in a list, a bracket between them left out.
pub(super) fn following(text: &str, pieces: &[Piece], i: usize, known: &Sure<'_>) -> Option<usize> {
    let end = pieces.get(i)?.span.end;
    let mut rest = text.get(end..)?;
    for (open, close) in [('(', ')'), ('（', '）')] {
        if let Some(inner) = rest.strip_prefix(open) {
            let at = inner.find(close).filter(|at| *at <= LONGEST_REMARK)?;
            rest = inner.get(at + close.len_utf8()..)?;
        }
    }
    let rest = rest.trim_start_matches(['㈜', '’', '”', '\'', ' ']);
    let mark = rest.chars().next()?;
    if mark != ',' && mark != '、' && !is_middle_dot(mark) {
        return None;
    }
    let rest = rest.get(mark.len_utf8()..)?;
    let name = rest.trim_start_matches([' ', '\n', '\t', '㈜', '‘', '“', '\'']);
    if rest.get(..rest.len() - name.len())?.contains("\n\n") {
        return None;
    }
    let start = text.len() - name.len();
    let next = i + pieces.get(i..)?.partition_point(|p| p.span.start < start);
    (pieces.get(next)?.span.start == start).then_some(())?;
    // A name of several words in the dictionaries is one item.
    let at = known.partition_point(|c| c.span.start < start);
    let whole = known
        .get(at)
        .filter(|c| c.span.start == start)
        .map_or(start, |c| c.span.end);
    Some(
        next + pieces
            .get(next + 1..)?
            .partition_point(|p| p.span.end <= whole),
    )
}

/// The unknown firms of a list.
fn listed(
    doc: &Document<'_>,
    pieces: &[Piece],
    run: &[usize],
    known: &Sure<'_>,
    lexicon: &Lexicon,
) -> Vec<Candidate> {
    let spans = run.iter().filter_map(|i| pieces.get(*i)).map(|p| p.span);
    let stated = stated_before(doc, pieces, run, lexicon) || stated_after(doc, pieces, run);
    // Most lists are none of firms, which their words show sooner than a look at each item.
    let likely = || {
        spans
            .clone()
            .filter(|s| may_be_firm(doc, *s, known, lexicon))
    };
    if !stated && (run.len() < 3 || likely().take(2).count() < 2) {
        return Vec::new();
    }
    let mut items: Vec<Item> = spans.map(|s| item(doc, s, known, lexicon)).collect();
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return Vec::new();
    };
    // The ends of a list may belong to the phrases around it.
    if items
        .first()
        .is_some_and(|item| item.standing != Standing::Firm)
        && !begins_alone(doc, pieces, *first)
    {
        items.remove(0);
    }
    if items
        .last()
        .is_some_and(|item| item.standing != Standing::Firm)
        && !ends_alone(doc, pieces, *last)
    {
        items.pop();
    }
    let foreign = items
        .iter()
        .filter(|item| item.standing == Standing::Foreign)
        .count();
    if foreign * 4 > items.len() {
        return Vec::new();
    }
    let firms = items
        .iter()
        .filter(|item| item.standing == Standing::Firm)
        .count();
    let kept_company = firms >= 2 && firms * 4 >= items.len() && items.len() >= 3;
    let enough = kept_company || stated && items.len() >= 2;
    if !enough {
        return Vec::new();
    }
    let is_known = |item: &Item| known.overlaps(item.span);
    let unsure = items
        .iter()
        .filter(|item| !is_known(item) && item.firm.is_none());
    let firm_all = kept_company && unsure.count() * ODD <= items.len();
    items
        .into_iter()
        .filter(|item| !is_known(item))
        .filter_map(|item| match item.firm {
            None if firm_all => odd(doc, item.span, lexicon),
            firm => firm,
        })
        // Before a word for firms may also stand what they deal in: AI, IoT 등 5개 기업.
        .filter(|firm| kept_company || is_hangul(doc.get(firm.span)))
        .collect()
}

/// In a list of firms one name of so many may be made of any nouns.
const ODD: usize = 3;

/// The firm of a list whose name does not look like one.
fn odd(doc: &Document<'_>, span: Span, lexicon: &Lexicon) -> Option<Candidate> {
    let span = without_form(doc, short_of_particle(doc, span));
    let name = doc.get(span);
    (is_hangul(name)
        && (2..=10).contains(&name.chars().count())
        && super::marked::nominal(doc, span)
        && coined::sounds_foreign(doc, name)
        && !lexicon.heads.is_act(name)
        && !lexicon.heads.is_generic(name)
        && !lexicon.heads.is_loan_word(name)
        && lexicon.titles.korean_suffix(name).is_none()
        && lexicon.names.likeness(name) < 0.6)
        .then(|| Candidate::named(span, name, OrgType::Company, 0.6))
}

/// Whether an item may turn out to be a [`Standing::Firm`].
fn may_be_firm(doc: &Document<'_>, span: Span, known: &Sure<'_>, lexicon: &Lexicon) -> bool {
    if let Some(standing) = known_standing(span, known, lexicon) {
        return standing == Standing::Firm;
    }
    let word = doc.get(span);
    let mut ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.any(|end| (word.get(..end)).is_some_and(|name| has_firm_head(name, lexicon)))
}

/// The standing of the organisation that is known to be at `span`.
fn known_standing(span: Span, known: &Sure<'_>, lexicon: &Lexicon) -> Option<Standing> {
    let at = known.partition_point(|c| c.span.end <= span.start);
    let candidate = known.get(at).filter(|c| c.span.overlaps(span))?;
    let kind = match &candidate.body {
        Body::Named { kind, .. } => Some(*kind),
        Body::Known(org) => lexicon.organizations.entry(*org).map(|entry| entry.kind),
    };
    Some(match kind {
        Some(OrgType::Company | OrgType::Bank) => Standing::Firm,
        _ => Standing::Fitting,
    })
}

fn item(doc: &Document<'_>, span: Span, known: &Sure<'_>, lexicon: &Lexicon) -> Item {
    if let Some(standing) = known_standing(span, known, lexicon) {
        return Item {
            span,
            firm: None,
            standing,
        };
    }
    let bare = without_form(doc, short_of_particle(doc, span));
    let name = doc.get(bare);
    let firm = coined::firm(doc, bare, lexicon);
    let short = name.chars().count() == 2
        && doc
            .tokens_in(bare)
            .iter()
            .all(|t| matches!(t.pos, Pos::UNKNOWN | Pos::NNP));
    let standing = match &firm {
        Some(candidate) => match candidate.body {
            Body::Named { .. } if has_firm_head(name, lexicon) => Standing::Firm,
            _ => Standing::Fitting,
        },
        None if short => Standing::Fitting,
        None => Standing::Foreign,
    };
    Item {
        span,
        firm,
        standing,
    }
}

fn has_firm_head(name: &str, lexicon: &Lexicon) -> bool {
    lexicon
        .heads
        .organization(name)
        .is_some_and(|(at, head)| at > 0 && head.kind == OrgType::Company)
}

/// A word without the particle that the tokenizer parts from it.
fn short_of_particle(doc: &Document<'_>, span: Span) -> Span {
    let mut end = span.end;
    for token in doc.tokens_in(span).iter().rev() {
        if !token.pos.is_particle() || token.span.start <= span.start {
            break;
        }
        end = token.span.start;
    }
    Span::new(span.start, end)
}

/// A name without the mark of legal form that it ends in.
fn without_form(doc: &Document<'_>, span: Span) -> Span {
    let name = doc.get(span);
    let rest = name.strip_suffix("주식회사").unwrap_or(name);
    Span::new(span.start, span.start + rest.len())
}

/// Whether the word before piece `i` is no noun that would make one name with it.
fn begins_alone(doc: &Document<'_>, pieces: &[Piece], i: usize) -> bool {
    let (Some(before), Some(piece)) = (i.checked_sub(1).and_then(|k| pieces.get(k)), pieces.get(i))
    else {
        return true;
    };
    !spaced(doc.text, before.span, piece.span)
        || is_firm_word(doc, doc.get(before.span))
        || doc
            .tokens_in(before.span)
            .last()
            .is_some_and(|t| !t.last.is_nominal())
}

/// Whether the word after piece `i` is no noun that would make one name with it.
fn ends_alone(doc: &Document<'_>, pieces: &[Piece], i: usize) -> bool {
    let (Some(piece), Some(after)) = (pieces.get(i), pieces.get(i + 1)) else {
        return true;
    };
    let bare = short_of_particle(doc, piece.span);
    bare.end < piece.span.end
        || !spaced(doc.text, piece.span, after.span)
        || doc.get(after.span) == "등"
        || doc
            .tokens_in(after.span)
            .last()
            .is_some_and(|t| !t.last.is_nominal())
}

pub(super) fn is_firm_word(doc: &Document<'_>, word: &str) -> bool {
    doc.cue(Cue::Firms).end(word)
}

/// `참여기업 : 누리웨어, 가온랩`, `참여기업(누리웨어, 가온랩)`, `스타트업 누리웨어, 가온랩`.
fn stated_before(doc: &Document<'_>, pieces: &[Piece], run: &[usize], lexicon: &Lexicon) -> bool {
    let Some(first) = run.first().filter(|i| **i > 0) else {
        return false;
    };
    let (Some(before), Some(piece)) = (pieces.get(first - 1), pieces.get(*first)) else {
        return false;
    };
    let word = doc.get(before.span);
    let stem = without_particle(word, 2);
    matches!(
        gap(doc.text, before.span.end, piece.span.start),
        Gap::Space | Gap::Colon | Gap::Open
    ) && is_firm_word(doc, stem)
        && !lexicon.organizations.knows(word)
}

/// `누리웨어, 가온랩 등 국내 5개 기업`.
fn stated_after(doc: &Document<'_>, pieces: &[Piece], run: &[usize]) -> bool {
    let Some(mut last) = run.last().copied() else {
        return false;
    };
    let words = pieces.get(last + 1..).unwrap_or(&[]);
    let mut listed = false;
    for piece in words.iter().take(4) {
        let Some(from) = pieces.get(last).map(|p| p.span.end) else {
            return false;
        };
        if gap(doc.text, from, piece.span.start) != Gap::Space {
            return false;
        }
        last += 1;
        let word = doc.get(piece.span);
        if !listed {
            listed = word == "등";
            if !listed {
                return false;
            }
            continue;
        }
        let stem = without_particle(word, 2);
        if is_firm_word(doc, stem) {
            return true;
        }
        // What the firms did or do comes before what they are; a verb ends the phrase.
        let ends = doc
            .tokens_in(piece.span)
            .last()
            .is_some_and(|t| t.last.is_particle());
        if ends {
            return false;
        }
    }
    false
}

/// `후원기업 누리웨어가`: the firm right after the word for what it is.
fn introduced(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    lexicon: &Lexicon,
) -> Option<Candidate> {
    let piece = pieces.get(i)?;
    let before = pieces.get(i.checked_sub(1)?)?;
    if !spaced(doc.text, before.span, piece.span)
        || !is_firm_word(doc, doc.get(before.span))
        || doc.cue(Cue::KindsOfFirms).has(doc.get(before.span))
        || !ends_alone(doc, pieces, i)
    {
        return None;
    }
    let span = short_of_particle(doc, piece.span);
    is_hangul(doc.get(span)).then(|| coined::firm(doc, span, lexicon))?
}
