//! The tokens of a text, cut line by line where they are asked for.

use std::cell::OnceCell;
use std::fmt::Debug;
use std::sync::Arc;

use super::Token;
use crate::text::Span;

/// Cuts lines into tokens.
pub trait Cut: Debug + Send + Sync {
    /// Puts the tokens of `line`, which has no line break but at its end, into `out`, which is emptied first. Their spans
    /// count from the beginning of the line.
    ///
    /// Tokens come in order, do not overlap, and leave out nothing but white space.
    fn cut(&self, line: &str, out: &mut Vec<Token>);

    /// Whether a word that leans on what stands before it, a particle or a closing bracket, may begin with `first`.
    fn may_lean(&self, first: char) -> bool;
}

/// Tokens by line. They are no part of a record, and of many lines nobody asks for them.
#[derive(Clone, Debug, Default)]
pub(super) struct Tokens {
    cutter: Option<Arc<dyn Cut>>,
    lines: Vec<Line>,
    all: OnceCell<Box<[Token]>>,
}

/// One line with its line break.
#[derive(Clone, Debug)]
struct Line {
    span: Span,
    tokens: OnceCell<Box<[Token]>>,
    /// Its tokens and those of the next line.
    with_next: OnceCell<Box<[Token]>>,
}

impl Tokens {
    /// None of the tokens of `text` yet.
    pub fn of(text: &str, cutter: Arc<dyn Cut>) -> Self {
        let mut at = 0;
        let lines = text.split_inclusive('\n').map(|line| {
            let span = Span::new(at, at + line.len());
            at = span.end;
            Line {
                span,
                tokens: OnceCell::new(),
                with_next: OnceCell::new(),
            }
        });
        Self {
            lines: lines.collect(),
            cutter: Some(cutter),
            all: OnceCell::new(),
        }
    }

    /// All of them.
    pub fn all(&self, text: &str) -> &[Token] {
        self.all.get_or_init(|| {
            let lines = self.lines.iter();
            lines
                .flat_map(|line| self.cut(line, text))
                .copied()
                .collect()
        })
    }

    /// Those that begin in `span`.
    pub fn within(&self, span: Span, text: &str) -> &[Token] {
        let i = self.line(span.start);
        let tokens = match self.lines.get(i..).unwrap_or(&[]) {
            [] => &[],
            [line, ..] if span.end <= line.span.end => self.cut(line, text),
            [line, next, ..] if span.end <= next.span.end => line
                .with_next
                .get_or_init(|| [self.cut(line, text), self.cut(next, text)].concat().into()),
            _ => self.all(text),
        };
        let from = tokens.partition_point(|t| t.span.start < span.start);
        let to = tokens.partition_point(|t| t.span.start < span.end);
        tokens.get(from..to).unwrap_or(&[])
    }

    /// The lines, in order, each with its tokens where they were asked for.
    pub fn lines(&self) -> impl Iterator<Item = (Span, Option<&[Token]>)> {
        let lines = self.lines.iter();
        lines.map(|line| (line.span, line.tokens.get().map(|tokens| &**tokens)))
    }

    /// The span of the line that holds byte `at`, its line break included.
    pub fn line_span(&self, at: usize) -> Span {
        let line = self.lines.get(self.line(at));
        line.map_or(Span::default(), |line| line.span)
    }

    /// Whether a word that leans on what stands before it may begin with `first`.
    pub fn may_lean(&self, first: char) -> bool {
        self.cutter.as_ref().is_some_and(|c| c.may_lean(first))
    }

    /// Number of the line that holds byte `at`.
    fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|line| line.span.end <= at)
    }

    fn cut<'a>(&'a self, line: &'a Line, text: &str) -> &'a [Token] {
        line.tokens.get_or_init(|| {
            let mut tokens = Vec::new();
            if let Some(cutter) = &self.cutter {
                cutter.cut(line.span.of(text), &mut tokens);
            }
            for token in &mut tokens {
                token.span = token.span.shift(line.span.start);
            }
            tokens.into_boxed_slice()
        })
    }
}
