//! Stand-in until the stages are merged: the signatures of the pipeline, and stages that hand the text on.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::lexicon::{Lexicon, LexiconError};
use crate::record::{PublishedFrom, Record, SCHEMA, Text};
use crate::release::{
    CleanRelease, RawRelease, Removed, RepairedRelease, TokenizedRelease, language_of,
};
use crate::text::{Mapped, OffsetMap, Span};

/// How far repair may go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Changes nothing.
    Off,
    /// What is near certain.
    #[default]
    Safe,
    /// What is more likely than not.
    Full,
}

/// How a release is read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How far repair may go.
    pub repair: Mode,
    /// Day of publication where the input has none.
    pub published: Option<Date>,
    /// A folder of tables that add to the built-in ones.
    pub dictionary: Option<PathBuf>,
    /// A TSV file of words for the tokenizer.
    pub user_dictionary: Option<PathBuf>,
    /// Leaves page furniture where it is.
    pub keep_chrome: bool,
}

/// Why the pipeline could not be built, or a release not be read.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    /// A table is broken.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
}

/// The stages in order.
#[derive(Debug)]
pub struct Pipeline {
    options: Options,
    #[allow(dead_code)]
    lexicon: Lexicon,
}

impl Pipeline {
    /// Builds everything once.
    pub fn new(options: &Options) -> Result<Self, PipelineError> {
        Ok(Self {
            lexicon: Lexicon::with(options.dictionary.as_deref())?,
            options: options.clone(),
        })
    }

    /// From raw to record.
    pub fn run(&self, raw: RawRelease) -> Result<Record, PipelineError> {
        Ok(self.facts(self.cut(self.mend(self.clean(raw)))))
    }

    /// From clean to record.
    pub fn finish(&self, clean: CleanRelease) -> Result<Record, PipelineError> {
        Ok(self.facts(self.cut(self.mend(clean))))
    }

    /// Up to repair.
    pub fn repair(&self, raw: RawRelease) -> RepairedRelease {
        self.mend(self.clean(raw))
    }

    /// Up to tokens.
    pub fn tokenize(&self, raw: RawRelease) -> TokenizedRelease {
        self.cut(self.repair(raw))
    }

    /// Cleans.
    pub fn clean(&self, mut raw: RawRelease) -> CleanRelease {
        raw.published = raw.published.or(self.options.published);
        let text = raw.text.trim_end().to_owned();
        let span = Span::new(text.len(), raw.text.len());
        CleanRelease {
            title: raw.title.clone(),
            text: Mapped {
                map: OffsetMap::identity(text.len()),
                text,
            },
            removed: vec![Removed {
                span,
                reason: "blank end".to_owned(),
            }],
            subtitles: Vec::new(),
            raw,
        }
    }

    /// Repairs.
    pub fn mend(&self, clean: CleanRelease) -> RepairedRelease {
        RepairedRelease {
            text: Mapped {
                map: OffsetMap::identity(clean.text.text.len()),
                text: clean.text.text.clone(),
            },
            clean,
            ..RepairedRelease::default()
        }
    }

    /// Tokenizes.
    pub fn cut(&self, repaired: RepairedRelease) -> TokenizedRelease {
        TokenizedRelease {
            language: language_of(&repaired.text.text),
            text: repaired.text.text.clone(),
            head: 0,
            tokens: Vec::new(),
            repaired,
        }
    }

    /// Extracts and links.
    pub fn facts(&self, release: TokenizedRelease) -> Record {
        let clean = release.repaired.clean;
        Record {
            schema: SCHEMA.to_owned(),
            id: clean.raw.id,
            source: clean.raw.source,
            language: release.language,
            title: clean.title,
            subtitles: clean.subtitles,
            published: clean.raw.published.map(|d| d.to_string()),
            published_from: clean.raw.published.map(|_| PublishedFrom::Metadata),
            issuer: None,
            text: Text {
                clean: release.text,
                ..Text::default()
            },
            dates: Vec::new(),
            organizations: Vec::new(),
            people: Vec::new(),
            policies: Vec::new(),
            amounts: Vec::new(),
            quotes: Vec::new(),
            contacts: Vec::new(),
            relations: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Tokenizes a text and nothing else: how many tokens it has.
    pub fn bare(&self, text: &str) -> usize {
        text.split_whitespace().count()
    }
}
