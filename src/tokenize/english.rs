//! English words by Unicode's word boundaries (UAX #29).

use unicode_segmentation::UnicodeSegmentation;

use crate::release::{Class, Pos, Token};
use crate::text::Span;

/// Appends the words and marks of `text` to `out`.
pub(super) fn tokenize(text: &str, out: &mut Vec<Token>) {
    for (at, word) in text.split_word_bound_indices() {
        let Some(first) = word.chars().next().filter(|c| !c.is_whitespace()) else {
            continue;
        };
        let pos = if first.is_numeric() {
            Pos::SN
        } else if first.is_alphabetic() {
            Pos::SL
        } else {
            match first {
                '.' | '!' | '?' => Pos::SF,
                ',' | ';' | ':' | '·' => Pos::SC,
                '(' | '[' | '“' | '‘' => Pos::SSO,
                ')' | ']' | '”' | '’' => Pos::SSC,
                _ => Pos::SY,
            }
        };
        out.push(Token {
            span: Span::new(at, at + word.len()),
            pos,
            last: pos,
            class: Class::Other,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_marks() {
        let text = "The FSC's plan (2026)";
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        let words: Vec<_> = tokens.iter().map(|t| t.span.of(text)).collect();
        assert_eq!(words, ["The", "FSC's", "plan", "(", "2026", ")"]);
        assert_eq!(tokens[4].pos, Pos::SN);
    }
}
