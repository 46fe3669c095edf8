//! Financial firms that a list calls by their brands: `5대 시중은행(국민, 신한, 우리, 하나, 농협)`.

use super::{Candidate, Document, listed, sure::Sure};
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
/// Bytes behind a list within which the next one is of the same trade.
const NEAR: usize = 300;
/// Words behind a list that make groups of companies of its names.
const GROUPS: [&str; 3] = ["그룹", "집단", "계열"];

/// Every such firm. `found` are the organisations that are already known.
pub(super) fn find(
    doc: &Document<'_>,
    pieces: &[Piece],
    found: &[Candidate],
    lexicon: &Lexicon,
) -> Vec<Candidate> {
    let known = Sure::of(found);
    let mut firms: Vec<Candidate> = Vec::new();
    let mut last: Option<(usize, Trade)> = None;
    let mut i = 0;
    while i < pieces.len() {
        let run = listed::run(doc.text, pieces, i, &known);
        let start = pieces.get(i).map_or(0, |p| p.span.start);
        i = run.last().map_or(i, |last| *last) + 1;
        if run.len() >= FEWEST.0 {
            let near = last.filter(|(end, _)| start.saturating_sub(*end) <= NEAR);
            let near = near.map(|(_, trade)| trade);
            if let Some((trade, found)) = listed(doc, pieces, &run, near, &known, lexicon) {
                last = found.last().map(|c| (c.span.end, trade)).or(last);
                firms.extend(found);
            }
        }
    }
    firms
}

/// The firms of one list and their trade, if it is one of brands. `near` is the trade of a list close before it.
fn listed(
    doc: &Document<'_>,
    pieces: &[Piece],
    run: &[usize],
    near: Option<Trade>,
    known: &Sure<'_>,
    lexicon: &Lexicon,
) -> Option<(Trade, Vec<Candidate>)> {
    let mut brands: Vec<(Span, &Brand)> = Vec::new();
    let mut others = 0;
    // A firm of the list that is named in full: 삼성, 우리, 키움증권.
    let mut full = None;
    for span in run.iter().filter_map(|i| pieces.get(*i)).map(|p| p.span) {
        let word = doc.get(span);
        let names = [word, without_particle(word, 2)];
        let brand = names
            .iter()
            .find_map(|name| Some((name.len(), lexicon.brands.get(name)?)));
        let is_known = || known.overlaps(span);
        match brand {
            Some((len, brand)) => brands.push((Span::new(span.start, span.start + len), brand)),
            None if is_known() => {
                full = full.or(names.iter().find_map(|n| lexicon.brands.trade(n)))
            }
            None => others += 1,
        }
    }
    let sure = brands.iter().filter(|(_, brand)| brand.sure).count();
    let fewest = FEWEST.0 - usize::from(full.is_some());
    if brands.len() < fewest || others * 4 > run.len() {
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
        .find_map(|word| lexicon.brands.trade(word))
        .or(full);
    let having = |trade: &Trade| {
        brands
            .iter()
            .filter(|(_, b)| b.firm(*trade).is_some())
            .count()
    };
    let fits = |trade: &Trade| having(trade) * 4 >= brands.len() * 3;
    let enough = brands.len() >= FEWEST.1 && sure >= 2;
    // Of trades that have as many of the names the first.
    let likely = || {
        Trade::ALL
            .into_iter()
            .rev()
            .max_by_key(having)
            .filter(|_| enough)
    };
    let trade = said
        .or_else(|| near.filter(fits))
        .or_else(likely)
        .filter(fits)?;
    let firm = |(span, brand): (Span, &Brand)| {
        // Above what the word means elsewhere.
        Some(Candidate::sure(span, Body::Known(brand.firm(trade)?), 0.98))
    };
    Some((trade, brands.into_iter().filter_map(firm).collect()))
}
