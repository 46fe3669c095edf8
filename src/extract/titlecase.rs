//! Runs of capitalised English words.

use super::Document;
use crate::lexicon::{Cue, Lexicon};
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

/// Whether `text` is a post, a rank before it perhaps: `Acting Director General`.
pub fn is_post(doc: &Document<'_>, text: &str, lexicon: &Lexicon) -> bool {
    let titles = &lexicon.titles;
    titles.english(text).is_some()
        || text.split_once(' ').is_some_and(|(rank, post)| {
            doc.cue(Cue::EnglishRanks).has(rank) && titles.english(post).is_some()
        })
}

/// Whether a word is the verb of a headline in the third person: `Launches`.
pub fn is_headline_verb(doc: &Document<'_>, word: &str) -> bool {
    let verbs = doc.cue(Cue::EnglishHeadlineVerbs);
    let mut bare = ["es", "s"].iter().filter_map(|end| word.strip_suffix(end));
    bare.any(|verb| verbs.has(verb))
}

fn run(doc: &Document<'_>, words: &[Word], from: usize) -> usize {
    let mut end = from;
    for (i, word) in words.iter().enumerate().skip(from).take(LONGEST) {
        let text = doc.get(word.span);
        let before = words.get(i.wrapping_sub(1)).filter(|_| i > from);
        if before.is_some_and(|before| breaks(doc, before, word)) {
            break;
        }
        let year = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        if is_capital(text) || year {
            end = i + 1;
        } else if i == from || !doc.cue(Cue::EnglishInside).has(text) && !counts(doc, words, i) {
            break;
        }
    }
    end
}

/// Whether a word is a number of what the next names: `for the 50 Best Forest Trails`; days are none.
fn counts(doc: &Document<'_>, words: &[Word], i: usize) -> bool {
    let word = |i: usize| words.get(i).map_or("", |w| doc.get(w.span));
    let number =
        |word: &str| (1..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    let next = word(i + 1);
    number(word(i))
        && is_capital(next)
        && !doc.cue(Cue::EnglishMonths).has(next)
        && matches!(word(i.wrapping_sub(1)), "the" | "Top")
}

/// Whether no name goes on from one word to the next.
fn breaks(doc: &Document<'_>, before: &Word, word: &Word) -> bool {
    let between = Span::new(before.span.end, word.span.start);
    let gap = between.of(doc.text);
    // Workers’ Welfare Fund.
    let plural = doc.get(before.span).ends_with('s') && matches!(gap, "' " | "’ ");
    let marked = before.mark != ' '
        || word.opened
        || gap.contains(|c: char| c == '\n' || !c.is_whitespace());
    // Korea Financial Telecommunications & Clearings Institute
    let joined = plural || gap == " & ";
    marked && !joined || doc.columns(between)
}

/// Whether a word begins with a capital, or has one behind a prefix: `e-People`.
fn is_capital(word: &str) -> bool {
    let behind = word.split_once('-').filter(|(prefix, _)| prefix.len() == 1);
    word.starts_with(char::is_uppercase)
        || behind.is_some_and(|(_, rest)| rest.starts_with(char::is_uppercase))
}
