//! Pieces: runs of letters and digits, with what parts them.

use crate::text::{Span, hangul, is_alphanumeric};

/// A run of letters and digits; `&`, `-` and `/` stay inside where ASCII letters stand on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands.
    pub span: Span,
}

/// All pieces of `text` in order.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::with_capacity(text.len() / 8);
    let mut start = None;
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        // The letter arae-a (ㆍ) mostly stands for a middle dot.
        let inside = (is_alphanumeric(c) && !crate::text::is_middle_dot(c))
            || (matches!(c, '&' | '-' | '/')
                && before.is_ascii_alphabetic()
                && chars.peek().is_some_and(|(_, n)| n.is_ascii_alphabetic()));
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(Piece {
                    span: Span::new(from, at),
                });
                start = None;
            }
            _ => {}
        }
        before = c;
    }
    if let Some(from) = start {
        found.push(Piece {
            span: Span::new(from, text.len()),
        });
    }
    found
}

/// What stands between two pieces, white space squeezed out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing but spaces.
    Space,
    /// White space with a line break.
    Line,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A comma or a middle dot.
    Comma,
    /// A colon.
    Colon,
    /// Something else.
    Other,
}

/// The gap between byte `from`, the end of a piece, and byte `to`, the start of the next.
pub fn gap(text: &str, from: usize, to: usize) -> Gap {
    let Some(between) = text.get(from..to) else {
        return Gap::Other;
    };
    let mut line = false;
    let mut mark = None;
    for c in between.chars() {
        if c.is_whitespace() {
            line |= c == '\n';
        } else if mark.replace(c).is_some() {
            return Gap::Other;
        }
    }
    match mark {
        None if line => Gap::Line,
        None => Gap::Space,
        Some('(' | '（' | '[' | '〔') => Gap::Open,
        Some(')' | '）' | ']' | '〕') => Gap::Close,
        Some(c) if c == ',' || c == '、' || crate::text::is_middle_dot(c) => Gap::Comma,
        Some(':' | '：') => Gap::Colon,
        Some(_) => Gap::Other,
    }
}

/// Whether nothing but spaces stands between two pieces.
pub fn spaced(text: &str, before: Span, next: Span) -> bool {
    gap(text, before.end, next.start) == Gap::Space
}

/// Whether middle dots and nothing else stand between two pieces.
pub fn dotted(text: &str, before: Span, next: Span) -> bool {
    let between = Span::new(before.end, next.start).of(text);
    !between.is_empty() && between.chars().all(crate::text::is_middle_dot)
}

/// Whether `word` is Hangul syllables only, and not empty.
pub fn is_hangul(word: &str) -> bool {
    !word.is_empty() && word.chars().all(hangul::is_syllable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_at_marks() {
        let text = "중소벤처기업부(장관 박영선, 이하 중기부)는 R&D·K-ICT 1-2";
        let found: Vec<_> = pieces(text).iter().map(|p| p.span.of(text)).collect();
        assert_eq!(
            found,
            [
                "중소벤처기업부",
                "장관",
                "박영선",
                "이하",
                "중기부",
                "는",
                "R&D",
                "K-ICT",
                "1",
                "2"
            ]
        );
    }
}
