//! Runs of capitalised English words.

use super::Document;
use crate::lexicon::Cue;
use crate::text::{Span, is_alphanumeric};

/// No run has more words.
const LONGEST: usize = 24;

/// The runs of capitalised words of a text in order, each the spans of its words.
///
/// A mark ends a run, as does a line break; small words stand inside but not at the ends.
pub fn runs(doc: &Document<'_>) -> Vec<Vec<Span>> {
    let words = words(doc);
    let mut runs = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let end = run(doc, &words, i);
        if end > i {
            runs.push(
                words
                    .get(i..end)
                    .unwrap_or(&[])
                    .iter()
                    .map(|w| w.span)
                    .collect(),
            );
        }
        i = end.max(i + 1);
    }
    runs
}

/// A word without the marks at its ends.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// The first mark after it; a space where there is none.
    pub mark: char,
    /// Whether a mark stands right before it.
    pub opened: bool,
}

/// A word without its possessive, where it has one: `Mongolia’s`.
pub fn owner(word: &str) -> Option<&str> {
    ["'s", "’s", "?s"].iter().find_map(|s| word.strip_suffix(s))
}

/// The words of a text that hold letters or digits.
pub fn words(doc: &Document<'_>) -> Vec<Word> {
    doc.words
        .iter()
        .filter_map(|word| {
            let text = doc.get(*word);
            let start = text.find(is_alphanumeric)?;
            let end = text.rfind(is_alphanumeric)?;
            let end = end + text.get(end..)?.chars().next()?.len_utf8();
            let bare = text.get(start..end)?;
            // The possessive is no part of a name.
            let bare = owner(bare).unwrap_or(bare);
            let end = start + bare.len();
            Some(Word {
                span: Span::new(word.start + start, word.start + end),
                mark: text
                    .get(end..)
                    .and_then(|t| t.chars().next())
                    .unwrap_or(' '),
                opened: start > 0,
            })
        })
        .collect()
}

/// A run up to where it says when: `University of the South Pacific | in July 2012`.
pub fn before_when<'a>(doc: &Document<'_>, run: &'a [Span]) -> &'a [Span] {
    let cut = run.windows(2).position(|pair| match pair {
        [word, next] => {
            let next = doc.get(*next);
            let dated = next.starts_with(|c: char| c.is_ascii_digit())
                || doc.cue(Cue::EnglishMonths).has(next);
            doc.cue(Cue::EnglishWhen).has(doc.get(*word)) && dated
        }
        _ => false,
    });
    cut.and_then(|at| run.get(..at)).unwrap_or(run)
}

fn run(doc: &Document<'_>, words: &[Word], from: usize) -> usize {
    let mut end = from;
    for (i, word) in words.iter().enumerate().skip(from).take(LONGEST) {
        let broken = i > from
            && words.get(i - 1).is_some_and(|before| {
                before.mark != ' '
                    || word.opened
                    || Span::new(before.span.end, word.span.start)
                        .of(doc.text)
                        .contains(|c: char| c == '\n' || !c.is_whitespace())
            });
        let text = doc.get(word.span);
        if broken {
            break;
        }
        let year = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        if text.chars().next().is_some_and(char::is_uppercase) || year {
            end = i + 1;
        } else if i == from || !doc.cue(Cue::EnglishInside).has(text) {
            break;
        }
    }
    end
}
