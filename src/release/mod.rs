//! What the stages hand on: a release on its way from bytes to facts, one type per stage.
//!
//! Each type owns the one before it, so the way back to the source is never lost.

mod edtf;
mod findings;
mod pos;
mod token;
mod tokens;

use std::sync::Arc;

use jiff::civil::Date;

pub use edtf::{DateValue, Period};
pub use findings::{
    AmountMention, Body, ContactMention, DateMention, Findings, KnownPolicy, OrgMention,
    PersonMention, PolicyMention, QuoteMention,
};
pub(crate) use pos::Analysis;
pub use pos::{Class, Kind, Pos};
pub use token::Token;
pub use tokens::Cut;

use tokens::Tokens;

use crate::record::{Language, RepairBy, RepairKind, Source};
use crate::text::{Mapped, Span};

/// A release as ingest read it.
#[derive(Clone, Debug, Default)]
pub struct RawRelease {
    /// The record's id.
    pub id: String,
    /// Where it was read.
    pub source: Source,
    /// Headline, where the input gives it apart from the text.
    pub title: Option<String>,
    /// Day of publication, where the input gives it apart from the text.
    pub published: Option<Date>,
    /// Issuing body, where the input gives it apart from the text.
    pub agency: Option<String>,
    /// The decoded text, nothing removed. Source offsets of the record count bytes in it.
    pub text: String,
}

/// A release without the furniture of the page it stood on.
#[derive(Clone, Debug, Default)]
pub struct CleanRelease {
    /// What it was made from.
    pub raw: RawRelease,
    /// The headline: as given, else as found in the text.
    pub title: Option<String>,
    /// Lines under the headline that sum the release up.
    pub subtitles: Vec<String>,
    /// NFC, one space between words, paragraphs parted by `\n`; maps to `raw.text`.
    pub text: Mapped,
    /// What was taken out, in order.
    pub removed: Vec<Removed>,
}

/// Something taken out as page furniture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// Where it stood in `raw.text`.
    pub span: Span,
    /// Name of the pattern that took it.
    pub reason: String,
}

/// A release whose damage was mended as far as the mode allows.
#[derive(Clone, Debug, Default)]
pub struct RepairedRelease {
    /// What it was made from.
    pub clean: CleanRelease,
    /// The repaired text; maps to `clean.text`.
    pub text: Mapped,
    /// What was changed, in order of `span`.
    pub edits: Vec<Edit>,
    /// Estimated share of lost or wrong characters before repair, 0 to 1.
    pub damage: f64,
    /// What could not be mended and a reader should know.
    pub warnings: Vec<String>,
}

/// One change that repair made.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// Where `after` stands in the repaired text.
    pub span: Span,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
    /// What was done.
    pub kind: RepairKind,
    /// Probability that it is right, 0 to 1.
    pub confidence: f64,
    /// Who proposed it.
    pub by: RepairBy,
}

/// A release cut into tokens.
#[derive(Clone, Debug, Default)]
pub struct TokenizedRelease {
    /// What it was made from.
    pub repaired: RepairedRelease,
    /// The language of the text.
    pub language: Language,
    /// What facts are looked for in: the repaired text, after the headline and a line break where the input gives the
    /// headline apart and the text does not begin with it.
    pub text: String,
    /// Bytes of `text` that are that headline and its line break.
    pub head: usize,
    tokens: Tokens,
}

impl TokenizedRelease {
    /// A release whose lines `cutter` cuts when their tokens are asked for.
    pub fn new(
        repaired: RepairedRelease,
        language: Language,
        text: String,
        head: usize,
        cutter: Arc<dyn Cut>,
    ) -> Self {
        Self {
            repaired,
            language,
            tokens: Tokens::of(&text, cutter),
            text,
            head,
        }
    }

    /// The tokens of the text, in order, side by side but for white space.
    pub fn tokens(&self) -> &[Token] {
        self.tokens.all(&self.text)
    }

    /// The tokens that begin in `span`. Cuts no more than its lines, where it has one or two.
    pub fn tokens_in(&self, span: Span) -> &[Token] {
        self.tokens.within(span, &self.text)
    }

    /// The lines of the text, in order, each with its tokens where they were asked for.
    pub fn lines(&self) -> impl Iterator<Item = (Span, Option<&[Token]>)> {
        self.tokens.lines()
    }

    /// The span of the line that holds byte `at`, its line break included.
    pub fn line_span(&self, at: usize) -> Span {
        self.tokens.line_span(at)
    }

    /// Whether a word that leans on what stands before it, a particle or a closing bracket, may begin with `first`.
    pub fn may_lean(&self, first: char) -> bool {
        self.tokens.may_lean(first)
    }
}

/// The language of a text, by the share of Hangul among its letters.
pub fn language_of(text: &str) -> Language {
    match crate::text::hangul::share(text) {
        share if share >= 0.6 => Language::Ko,
        share if share >= 0.1 => Language::Mixed,
        _ => Language::En,
    }
}
