//! English words by the word boundaries of Unicode Standard Annex 29.

use unicode_segmentation::UnicodeSegmentation;

use super::TokenizeError;
use crate::release::{Analysis, Class, Cut, Kind, Pos, Token};

macro_rules! sorts {
    ($($name:ident $pos:ident),*) => {
        $(static $name: Analysis = Analysis {
            tag: stringify!($pos),
            first: Pos::$pos,
            last: Pos::$pos,
            class: Class::None,
            kind: Kind::Unknown,
        };)*
    };
}

sorts!(WORD SL, NUMBER SN, STOP SF, ELLIPSIS SE, OPEN SSO, CLOSE SSC, SEPARATOR SC, MARK SY, HANJA SH, HANGUL UNKNOWN);

/// Puts the words, numbers and marks of `text` into `out`, which is emptied first.
pub fn tokenize(text: &str, out: &mut Vec<Token>) -> Result<(), TokenizeError> {
    out.clear();
    if u32::try_from(text.len()).is_err() {
        return Err(TokenizeError::TooLong(text.len()));
    }
    for (start, word) in text.split_word_bound_indices() {
        if let Some(analysis) = sort(word) {
            out.push(Token::new(
                start as u32,
                (start + word.len()) as u32,
                0,
                analysis,
            ));
        }
    }
    Ok(())
}

/// The rules as the cutter of a release.
#[derive(Debug)]
pub struct English;

impl Cut for English {
    fn cut(&self, line: &str, out: &mut Vec<Token>) {
        // Only a line beyond 4 GB has no tokens; ingest lets none through.
        if tokenize(line, out).is_err() {
            out.clear();
        }
    }

    fn may_lean(&self, first: char) -> bool {
        closes(first)
    }
}

/// Whether `c` is a closing mark.
fn closes(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '”' | '’' | '」' | '』' | '》' | '〉')
}

/// What sort of word it is; `None` for white space.
fn sort(word: &str) -> Option<&'static Analysis> {
    let first = word.chars().find(|c| !c.is_whitespace())?;
    Some(match first {
        '.' | '!' | '?' => &STOP,
        '…' => &ELLIPSIS,
        '(' | '[' | '{' | '“' | '‘' | '「' | '『' | '《' | '〈' => &OPEN,
        c if closes(c) => &CLOSE,
        ',' | ':' | ';' | '/' | '·' => &SEPARATOR,
        _ if word.contains(|c: char| c.is_alphabetic()) => match first {
            '가'..='힣' => &HANGUL,
            '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => &HANJA,
            _ => &WORD,
        },
        _ if first.is_numeric() => &NUMBER,
        _ => &MARK,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_marks() {
        let text = "Minister Park's visit (Jan. 16, 2020) cost 4,875.5 won.";
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens).unwrap();
        let words: Vec<_> = tokens.iter().map(|t| (t.text(text), t.tag())).collect();
        assert_eq!(
            words,
            [
                ("Minister", "SL"),
                ("Park's", "SL"),
                ("visit", "SL"),
                ("(", "SSO"),
                ("Jan", "SL"),
                (".", "SF"),
                ("16", "SN"),
                (",", "SC"),
                ("2020", "SN"),
                (")", "SSC"),
                ("cost", "SL"),
                ("4,875.5", "SN"),
                ("won", "SL"),
                (".", "SF"),
            ]
        );
    }
}
