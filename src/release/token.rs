//! One token.

use super::pos::{Analysis, Class, Kind, Pos};
use crate::text::Span;

/// A stretch of text with what is known of it. Copying it is cheap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the tokenized text.
    pub span: Span,
    /// Its part of speech; of several that have grown together the first, as `VV` of `VV+EP`.
    pub pos: Pos,
    /// Its last part of speech, as `EP` of `VV+EP`; mostly the same as `pos`.
    pub last: Pos,
    /// What it names.
    pub class: Class,
    /// Bit `i` is set where a part ends after the character `i + 1`.
    cuts: u32,
    analysis: &'static Analysis,
}

impl Token {
    pub(crate) fn new(start: u32, end: u32, cuts: u32, analysis: &'static Analysis) -> Self {
        Self {
            span: Span::new(start as usize, end as usize),
            pos: analysis.first,
            last: analysis.last,
            class: analysis.class,
            cuts,
            analysis,
        }
    }

    /// The text it covers.
    pub fn text<'a>(&self, text: &'a str) -> &'a str {
        self.span.of(text)
    }

    /// All its parts of speech as the dictionary writes them: `NNG`, `VV+EP`.
    pub fn tag(&self) -> &'static str {
        self.analysis.tag
    }

    /// How the dictionary came by it.
    pub fn kind(&self) -> Kind {
        self.analysis.kind
    }

    /// The parts of a compound: 중소, 벤처, 기업, 부 of 중소벤처기업부. Any other token is its only part.
    pub fn parts(&self, text: &str) -> impl Iterator<Item = Span> {
        let cuts = self.cuts;
        let own = self.text(text);
        let inner = own.char_indices().skip(1).enumerate();
        let inner = inner.filter(move |(i, _)| *i < 32 && cuts >> i & 1 == 1);
        let ends = inner.map(|(_, (at, _))| at).chain([own.len()]);
        let begin = self.span.start;
        ends.scan(0, move |start, end| {
            let part = Span::new(*start, end).shift(begin);
            *start = end;
            Some(part)
        })
    }
}
