//! Bodies that the letterhead of an English release names in capitals: `KOREA HERITAGE SERVICE | NEWS RELEASE`.

use super::{Candidate, Document, resolve_known};
use crate::lexicon::{Cue, Lexicon};
use crate::text::{Span, capitalized, squeeze_str};

/// Lines within which a letterhead stands.
const LINES: usize = 12;
/// Words of a body's name.
const WORDS: std::ops::RangeInclusive<usize> = 2..=12;

/// Every part of the first lines that is the name of a known body in capitals.
pub(super) fn find(doc: &Document<'_>, lexicon: &Lexicon, day: Option<&str>) -> Vec<Candidate> {
    let lines = doc.lines.iter().take(LINES);
    let parts = lines.flat_map(|line| {
        let mut at = line.start;
        doc.get(*line).split('|').map(move |part| {
            let bare = part.trim();
            let start = at + part.find(bare).unwrap_or(0);
            at += part.len() + 1;
            Span::new(start, start + bare.len())
        })
    });
    let found = parts.filter_map(|span| {
        let name = doc.get(span);
        let shouted = name.is_ascii()
            && WORDS.contains(&name.split(' ').count())
            && !name.contains(|c: char| c.is_ascii_lowercase());
        let name = shouted.then(|| lowered(doc, name))?;
        let (body, _) = resolve_known(&squeeze_str(&name), lexicon, day)?;
        Some(Candidate::sure(span, body, 0.9))
    });
    found.collect()
}

/// A name in capitals as it is written elsewhere: `Ministry of Health and Welfare`.
fn lowered(doc: &Document<'_>, name: &str) -> String {
    let word = |word: &str| {
        let small = word.to_ascii_lowercase();
        match doc.cue(Cue::EnglishInside).has(&small) {
            true => small,
            false => capitalized(&small),
        }
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
