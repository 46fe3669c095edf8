//! Firms of a list behind what it lists and a colon, whatever they are called: `멘토기업(총 4개사): 누리, 새싹랩, 에임, 276홀딩스`.

use super::listed::{following, is_firm_word};
use super::{Candidate, Document, sure::Sure};
use crate::extract::pieces::Piece;
use crate::lexicon::{Cue, Lexicon};
use crate::record::OrgType;
use crate::release::Pos;
use crate::text::{Span, hangul, single_spaced};

/// Fewest names of such a list.
const FEWEST: usize = 3;
/// Fewest and most characters of a name, and most words.
const NAME: (usize, usize, usize) = (2, 16, 3);
/// Every such firm. `found` are the organisations that are already known.
pub(super) fn find(
    doc: &Document<'_>,
    pieces: &[Piece],
    found: &[Candidate],
    lexicon: &Lexicon,
) -> Vec<Candidate> {
    let known = Sure::of(found);
    let mut firms = Vec::new();
    for (i, piece) in pieces.iter().enumerate() {
        if !labelled(doc, piece.span.start) {
            continue;
        }
        let mut run = vec![i];
        while let Some(next) = (run.last())
            .and_then(|last| next(doc, pieces, *last, &known))
            .filter(|next| run.last().is_some_and(|last| next > last))
        {
            run.push(next);
        }
        let names: Vec<Span> = (run.iter().enumerate())
            .filter_map(|(n, at)| {
                let after = run.get(n + 1).and_then(|next| pieces.get(*next));
                name(doc, pieces, *at, after.map(|p| p.span.start))
            })
            .collect();
        let is_known = |span: &Span| known.overlaps(*span);
        let plain = names
            .iter()
            .filter(|s| !is_known(s) && is_plain(doc, **s, lexicon));
        if names.len() < FEWEST || names.len() < run.len() || plain.count() * 2 > names.len() {
            continue;
        }
        firms.extend(names.into_iter().filter(|s| !is_known(s)).map(|span| {
            Candidate::named(span, single_spaced(doc.get(span)), OrgType::Company, 0.75)
        }));
    }
    firms
}

/// The piece that begins the next name of a list: behind a comma, over the words and brackets of the last name.
fn next(doc: &Document<'_>, pieces: &[Piece], i: usize, known: &Sure<'_>) -> Option<usize> {
    (i..pieces.len().min(i + NAME.2)).find_map(|at| {
        let line = Span::new(pieces.get(i)?.span.start, pieces.get(at)?.span.end);
        (!doc.get(line).contains([',', '\n'])).then_some(())?;
        following(doc.text, pieces, at, known)
    })
}

/// Whether a word for firms and a colon stand before byte `at`, a bracket with their number between them.
fn labelled(doc: &Document<'_>, at: usize) -> bool {
    let before = doc.text.get(..at).unwrap_or("").trim_end();
    let before = before.strip_suffix('㈜').unwrap_or(before).trim_end();
    let Some(label) = before.strip_suffix([':', '：']).map(str::trim_end) else {
        return false;
    };
    let label = match label.strip_suffix(')').and_then(|l| l.rsplit_once('(')) {
        Some((label, _)) => label.trim_end(),
        None => label,
    };
    let word = label.rsplit(|c: char| !hangul::is_syllable(c)).next();
    word.is_some_and(|word| is_firm_word(doc, word))
}

/// The name that begins with piece `i`, up to the comma before byte `next`, or to the end of the list.
fn name(doc: &Document<'_>, pieces: &[Piece], i: usize, next: Option<usize>) -> Option<Span> {
    let first = pieces.get(i)?.span;
    let span = match next {
        Some(next) => {
            let text = Span::new(first.start, next).of(doc.text);
            let end = text
                .find([',', '(', '·', 'ㆍ', '‧', '、', '㈜'])
                .unwrap_or(text.len());
            let text = text.get(..end)?.trim_end();
            Span::new(first.start, first.start + text.len())
        }
        None => {
            let rest = doc.text.get(first.end..)?.trim_start_matches(['㈜', ' ']);
            let ends = rest.is_empty()
                || rest.starts_with(['\n', '(', ')'])
                || doc.cue(Cue::ListEnds).begin(rest);
            ends.then_some(first)?
        }
    };
    let name = doc.get(span);
    let words = name.split_whitespace().count();
    let verbal = || {
        let last = doc.tokens_in(span).last();
        last.is_some_and(|t| t.last.is_ending() || matches!(t.pos, Pos::JKO | Pos::JX | Pos::JKB))
    };
    ((NAME.0..=NAME.1).contains(&name.chars().count())
        && words <= NAME.2
        && name.chars().any(char::is_alphabetic)
        && !verbal())
    .then_some(span)
}

/// Whether a name is a common noun.
fn is_plain(doc: &Document<'_>, span: Span, lexicon: &Lexicon) -> bool {
    let word = doc.get(span);
    lexicon.heads.is_act(word)
        || lexicon.heads.is_generic(word)
        || is_firm_word(doc, word)
        || matches!(doc.tokens_in(span), [only] if only.pos == Pos::NNG)
}
