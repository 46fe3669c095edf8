//! Names that their spelling in other letters shows to be names: `김가온(金가溫)` in Chinese characters,
//! `다나 오르티스(Ms. Dana Ortiz)` in Latin ones.

use super::super::organizations::Organizations;
use super::super::pieces::{Gap, Piece, gap, is_hangul};
use super::Document;
use crate::lexicon::Lexicon;
use crate::record::PersonRole;
use crate::release::{PersonMention, Pos};
use crate::text::Span;

/// Forms of address before a name in Latin letters.
const ADDRESS: [&str; 6] = ["Mr", "Ms", "Mrs", "Dr", "Prof", "Amb"];

/// Every such name.
pub(super) fn find(
    doc: &Document<'_>,
    pieces: &[Piece],
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Vec<PersonMention> {
    let mut found = Vec::new();
    for (i, pair) in pieces.windows(2).enumerate() {
        let [name, inner] = pair else { continue };
        if gap(doc.text, name.span.end, inner.span.start) != Gap::Open {
            continue;
        }
        if let Some(person) = chinese(doc, *name, *inner, lexicon)
            .or_else(|| latin(doc, pieces, i, organizations, lexicon))
        {
            found.push(person);
        }
    }
    found
}

/// A Korean name before as many Chinese characters.
fn chinese(
    doc: &Document<'_>,
    name: Piece,
    inner: Piece,
    lexicon: &Lexicon,
) -> Option<PersonMention> {
    let (word, letters) = (doc.get(name.span), doc.get(inner.span));
    let same = word.chars().count() == letters.chars().count()
        && letters
            .chars()
            .all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'));
    let alone = matches!(doc.after(inner.span.end), Some(')' | '）' | ',' | '·'));
    let named = is_hangul(word) && word.chars().count() == 3 && lexicon.names.likeness(word) >= 0.6;
    (same && alone && named).then(|| mention(name.span, word.to_owned(), None))
}

/// A foreign name before its spelling with a form of address.
fn latin(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Option<PersonMention> {
    let address = ADDRESS.contains(&doc.get(pieces.get(i + 1)?.span));
    let words = pieces
        .iter()
        .enumerate()
        .skip(i + 1 + usize::from(address))
        .take(4)
        .take_while(|(k, p)| {
            let word = doc.get(p.span);
            let before = pieces.get(k - 1).map_or(p.span.start, |b| b.span.end);
            let between = Span::new(before, p.span.start).of(doc.text);
            word.starts_with(|c: char| c.is_ascii_uppercase())
                && (*k == i + 1 || between.trim_matches(['.', ' ', '-']).is_empty())
        })
        .count();
    if !address || !(2..=4).contains(&words) {
        return None;
    }
    let mut first = i;
    while i - first + 1 < words {
        let Some(before) = first.checked_sub(1) else {
            break;
        };
        let (a, b) = (pieces.get(before)?, pieces.get(first)?);
        let word = doc.get(a.span);
        if gap(doc.text, a.span.end, b.span.start) != Gap::Space
            || !is_hangul(word)
            || lexicon.titles.korean_suffix(word).is_some()
        {
            break;
        }
        first = before;
    }
    let span = pieces.get(first)?.span.cover(pieces.get(i)?.span);
    let proper = doc
        .tokens_in(span)
        .iter()
        .any(|t| matches!(t.pos, Pos::NNP | Pos::UNKNOWN));
    let free = organizations
        .covering(span.start)
        .is_none_or(|m| m.span.start >= span.end);
    if first == i || !proper || !free || !is_hangul(doc.get(pieces.get(i)?.span)) {
        return None;
    }
    let title = first
        .checked_sub(1)
        .and_then(|k| pieces.get(k))
        .filter(|p| gap(doc.text, p.span.end, span.start) == Gap::Space)
        .and_then(|p| lexicon.titles.korean(doc.get(p.span)))
        .and_then(|title| title.ko.as_deref())
        .map(str::to_owned);
    let name = doc
        .get(span)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    Some(mention(span, name, title))
}

fn mention(span: Span, name: String, title: Option<String>) -> PersonMention {
    PersonMention {
        span,
        name,
        title,
        title_en: None,
        organization: None,
        role: PersonRole::Other,
        confidence: 0.8,
    }
}
