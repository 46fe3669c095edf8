//! The words that a text is found by.

use crate::release::{Pos, Token};
use crate::text::{Span, push_search_key, search_key};

/// The words of `text` that search finds, in order: every content morpheme and every part of a compound, and what such
/// morphemes make when they stand together without a space.
///
/// `tokens` are tokens of `text`, in order. Words are in the form of [`search_key`].
///
/// ```
/// use gija::tokenize::{Korean, search_words};
/// let text = "간편결제를 시행한다";
/// let mut tokens = Vec::new();
/// Korean::new()?.tokenize(text, &mut tokens)?;
/// assert_eq!(search_words(text, &tokens), ["간편", "결제", "간편결제", "시행"]);
/// # Ok::<(), gija::tokenize::TokenizeError>(())
/// ```
pub fn search_words(text: &str, tokens: &[Token]) -> Vec<String> {
    let mut words = Vec::new();
    each(text, tokens, |word| {
        let word = search_key(word);
        if !word.is_empty() {
            words.push(word);
        }
    });
    words
}

/// Adds the [`search_words`] of `text` to the end of `words`, a space before each that is not the first.
pub fn push_search_words(text: &str, tokens: &[Token], words: &mut String) {
    each(text, tokens, |word| {
        let end = words.len();
        if end > 0 {
            words.push(' ');
        }
        let begin = words.len();
        push_search_key(word, words);
        if words.len() == begin {
            words.truncate(end);
        }
    });
}

/// Adds `found` to the end of `words`, a space before it where it is not the first.
pub(super) fn push(found: &str, words: &mut String) {
    if !words.is_empty() && !found.is_empty() {
        words.push(' ');
    }
    words.push_str(found);
}

/// Calls `word` for each word as it is written, in order.
fn each(text: &str, tokens: &[Token], mut word: impl FnMut(&str)) {
    let mut run: Option<Run> = None;
    for token in tokens {
        let joined = run.filter(|run| run.span.end == token.span.start && is_run(token));
        if joined.is_none() {
            end(run, text, &mut word);
        }
        run = match joined {
            Some(run) => Some(Run {
                span: run.span.cover(token.span),
                tokens: run.tokens + 1,
            }),
            None => is_run(token).then_some(Run {
                span: token.span,
                tokens: 1,
            }),
        };
        if !is_content(token.pos) {
            continue;
        }
        word(token.text(text));
        let mut parts = token.parts(text);
        if let (Some(first), Some(second)) = (parts.next(), parts.next()) {
            for part in [first, second].into_iter().chain(parts) {
                word(part.of(text));
            }
        }
    }
    end(run, text, &mut word);
}

/// Nominal tokens without a space between them.
#[derive(Clone, Copy)]
struct Run {
    span: Span,
    tokens: usize,
}

fn end(run: Option<Run>, text: &str, word: &mut impl FnMut(&str)) {
    if let Some(run) = run.filter(|run| run.tokens > 1) {
        word(run.span.of(text));
    }
}

fn is_run(token: &Token) -> bool {
    token.pos.is_nominal()
}

/// Whether a morpheme says what a text is about.
fn is_content(pos: Pos) -> bool {
    matches!(
        pos,
        Pos::NNG
            | Pos::NNP
            | Pos::NR
            | Pos::XR
            | Pos::SL
            | Pos::SH
            | Pos::SN
            | Pos::VV
            | Pos::VA
            | Pos::UNKNOWN
    )
}
