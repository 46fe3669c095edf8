//! Names in Hangul that are no Korean ones, beside posts.

use super::super::organizations::Organizations;
use super::super::pieces::{Piece, is_hangul, spaced};
use super::Document;
use super::korean::{Post, bracket_owner, in_brackets, person};
use crate::lexicon::Lexicon;
use crate::release::{Class, PersonMention, Pos, Token};
use crate::text::Span;

/// Words and syllables that a foreign name has in Hangul.
const FOREIGN: (std::ops::RangeInclusive<usize>, usize) = (2..=4, 4);

/// `(청장 다나 오르티스)`: some words that are no Korean name and fill the rest of the bracket.
pub(super) fn in_bracket(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    post: &Post,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Option<PersonMention> {
    let whole = post.span.end == pieces.get(i)?.span.end;
    let first_inside = matches!(
        doc.text
            .get(..post.span.start)
            .and_then(|t| t.trim_end_matches(' ').chars().next_back()),
        Some('(' | '（' | ',')
    );
    if !whole || !first_inside || !in_brackets(doc, post.span.start) || post.organization.is_some()
    {
        return None;
    }
    let words: Vec<Span> = pieces
        .windows(2)
        .skip(i)
        .map_while(|pair| match pair {
            [before, word] => {
                let spaced = spaced(doc.text, before.span, word.span);
                (spaced && is_hangul(doc.get(word.span))).then_some(word.span)
            }
            _ => None,
        })
        .collect();
    let (first, last) = (words.first()?, words.last()?);
    let span = first.cover(*last);
    let syllables = doc.get(span).chars().filter(|c| *c != ' ').count();
    let spelled = words.iter().all(|word| {
        lexicon.titles.korean_suffix(doc.get(*word)).is_none()
            && organizations.covering(word.start).is_none()
    });
    let proper = doc.tokens_in(span).iter().any(is_proper);
    let closed = matches!(doc.after(latin_end(doc, span.end)), Some(')' | '）' | ','));
    let fits = FOREIGN.0.contains(&words.len()) && syllables >= FOREIGN.1;
    (fits && spelled && proper && closed).then(|| {
        let owner = bracket_owner(doc, post.span.start, organizations);
        person(post, doc.get(span), post.span.cover(span), owner, 0.8)
    })
}

/// Where the same name in Latin letters ends that stands behind byte `end`: `응우옌 반 민 Nguyen Van Minh`.
fn latin_end(doc: &Document<'_>, end: usize) -> usize {
    let rest = doc.text.get(end..).unwrap_or("");
    let latin = |c: char| c == ' ' || c == '-' || c == '.' || c.is_ascii_alphabetic();
    end + rest.find(|c| !latin(c)).unwrap_or(rest.len())
}

/// Whether a token may be of a name that the dictionary does not have.
fn is_proper(token: &Token) -> bool {
    matches!(token.pos, Pos::NNP | Pos::UNKNOWN) && token.class != Class::Place
}

/// `카림 카리니 하버드대 교수`: words that are no Korean name, from where the phrase begins to a body and a post.
pub(super) fn before(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    post: &Post,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Option<PersonMention> {
    let mut first = i;
    let mut owner = post.organization.clone();
    let mut words: Vec<Span> = Vec::new();
    while let Some(piece) = first.checked_sub(1).and_then(|k| pieces.get(k)) {
        if !spaced(doc.text, piece.span, pieces[first].span) {
            break;
        }
        match organizations.covering(piece.span.start) {
            Some(body) if words.is_empty() => owner = owner.or(Some(body.body.clone())),
            None if words.len() < *FOREIGN.0.end() => words.push(piece.span),
            _ => return None,
        }
        first -= 1;
    }
    let span = words.last()?.cover(*words.first()?);
    let strange = |word: &Span| {
        let text = doc.get(*word);
        let tokens = doc.tokens_in(*word);
        is_hangul(text)
            && text.chars().count() >= 2
            && lexicon.titles.korean_suffix(text).is_none()
            && !lexicon.names.is_common(text)
            && tokens
                .iter()
                .all(|t| t.pos.is_nominal() || t.pos == Pos::UNKNOWN)
            && tokens.iter().any(is_proper)
    };
    let fits = FOREIGN.0.contains(&words.len()) && words.iter().all(strange);
    (fits && owner.is_some())
        .then(|| person(post, doc.get(span), span.cover(post.span), owner, 0.75))
}
