//! Financial firms that a list calls by their brands: `5대 시중은행(국민, 신한, 우리, 하나, 농협)`.

use super::listed::following;
use super::{Candidate, Document};
use crate::extract::pieces::Piece;
use crate::lexicon::{Brand, Lexicon, Trade, without_particle};
use crate::release::Body;
use crate::text::Span;

/// Fewest brands of a list, and of one beside which no word says which trade it is of.
const FEWEST: (usize, usize) = (3, 4);
/// Pieces before and behind a list within which that word stands.
const BESIDE: usize = 3;
/// Bytes that those pieces reach at most.
const REACH: usize = 48;
/// Words behind a list that make groups of companies of its names.
const GROUPS: [&str; 3] = ["그룹", "집단", "계열"];

/// Every such firm. `found` are the organisations that are already known.
pub(super) fn find(
    doc: &Document<'_>,
    pieces: &[Piece],
    found: &[Candidate],
    lexicon: &Lexicon,
) -> Vec<Candidate> {
    let mut known: Vec<&Candidate> = found.iter().filter(|c| !c.weak).collect();
    known.sort_by_key(|c| (c.span.start, c.span.end));
    let mut firms = Vec::new();
    let mut i = 0;
    while i < pieces.len() {
        let mut run = vec![i];
        while let Some(next) = (run.last())
            .and_then(|last| following(doc.text, pieces, *last, &known))
            .filter(|next| run.last().is_some_and(|last| next > last))
        {
            run.push(next);
        }
        i = run.last().map_or(i, |last| *last) + 1;
        if run.len() >= FEWEST.0 {
            firms.extend(listed(doc, pieces, &run, &known, lexicon).unwrap_or_default());
        }
    }
    firms
}

/// The firms of one list, if it is one of brands.
fn listed(
    doc: &Document<'_>,
    pieces: &[Piece],
    run: &[usize],
    known: &[&Candidate],
    lexicon: &Lexicon,
) -> Option<Vec<Candidate>> {
    let mut brands: Vec<(Span, &Brand)> = Vec::new();
    let mut others = 0;
    for span in run.iter().filter_map(|i| pieces.get(*i)).map(|p| p.span) {
        let word = doc.get(span);
        let names = [word, without_particle(word, 2)];
        let brand = names
            .iter()
            .find_map(|name| Some((name.len(), lexicon.brands.get(name)?)));
        let is_known = || known.iter().any(|c| c.span.overlaps(span));
        match brand {
            Some((len, brand)) => brands.push((Span::new(span.start, span.start + len), brand)),
            None => others += usize::from(!is_known()),
        }
    }
    let sure = brands.iter().filter(|(_, brand)| brand.sure).count();
    if brands.len() < FEWEST.0 || others * 4 > run.len() {
        return None;
    }
    let (first, last) = (*run.first()?, *run.last()?);
    let start = pieces.get(first)?.span.start;
    let end = pieces.get(last)?.span.end;
    let before = pieces
        .get(first.saturating_sub(BESIDE)..first)?
        .iter()
        .rev();
    let before = before.take_while(|p| start - p.span.end <= REACH);
    let behind = pieces.get(last + 1..)?.iter().take(BESIDE);
    let behind: Vec<&str> = behind
        .take_while(|p| p.span.start - end <= REACH)
        .map(|p| without_particle(doc.get(p.span), 2))
        .collect();
    if behind
        .iter()
        .any(|word| GROUPS.iter().any(|g| word.ends_with(g)))
    {
        return None;
    }
    let said = before
        .map(|p| without_particle(doc.get(p.span), 2))
        .chain(behind)
        .find_map(|word| lexicon.brands.trade(word));
    if said.is_none() && (brands.len() < FEWEST.1 || sure < 2) {
        return None;
    }
    let having = |trade: Trade| {
        brands
            .iter()
            .filter(|(_, b)| b.firm(trade).is_some())
            .count()
    };
    // Of trades that have as many of the names the first.
    let trade = said.or_else(|| Trade::ALL.into_iter().rev().max_by_key(|t| having(*t)))?;
    if having(trade) * 4 < brands.len() * 3 {
        return None;
    }
    let firm = |(span, brand): (Span, &Brand)| {
        Some(Candidate {
            span,
            body: Body::Known(brand.firm(trade)?),
            // Above what the word means elsewhere.
            confidence: 0.98,
            weak: false,
        })
    };
    Some(brands.into_iter().filter_map(firm).collect())
}
